"""Profiler and the kontoplan of a nämnd. The validity of a struktur is the period of its del, which exists."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two tables of versions."""
    op.create_table(
        "kontoregel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("kontogrupp", sa.Text(), nullable=False),
        sa.Column("galler_fran", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kontoregel")),
    )
    op.create_index("ix_kontoregel_namnd", "kontoregel", ["namnd"])
    op.create_table(
        "profil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("avtryck", sa.Text(), nullable=False),
        sa.Column("fil", sa.Text(), nullable=False),
        sa.Column("innehall", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profil")),
    )
    op.create_index("ix_profil_namnd", "profil", ["namnd", "avtryck"])


def downgrade() -> None:
    """Without them."""
    op.drop_table("profil")
    op.drop_table("kontoregel")
