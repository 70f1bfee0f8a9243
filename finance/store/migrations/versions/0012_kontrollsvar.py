"""Accepted findings of the rapportkontroll."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "kontrollsvar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nyckel", sa.Text(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kontrollsvar")),
    )
    with op.batch_alter_table("kontrollsvar", schema=None) as batch_op:
        batch_op.create_index("ix_kontrollsvar_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("kontrollsvar", schema=None) as batch_op:
        batch_op.drop_index("ix_kontrollsvar_namnd")
    op.drop_table("kontrollsvar")
