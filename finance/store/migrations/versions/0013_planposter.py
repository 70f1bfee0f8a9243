"""Rows of lists that a person typed, and how much of an åtgärd has been realised."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "planpost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("nyckel", sa.Text(), nullable=False),
        sa.Column("varden", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planpost")),
    )
    with op.batch_alter_table("planpost", schema=None) as batch_op:
        batch_op.create_index("ix_planpost_namnd", ["namnd"], unique=False)
    with op.batch_alter_table("atgard", schema=None) as batch_op:
        batch_op.add_column(sa.Column("realiserat_ore", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("atgard", schema=None) as batch_op:
        batch_op.drop_column("realiserat_ore")
    with op.batch_alter_table("planpost", schema=None) as batch_op:
        batch_op.drop_index("ix_planpost_namnd")
    op.drop_table("planpost")
