"""Chosen methods."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "metodval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("metod", sa.Text(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metodval")),
    )
    with op.batch_alter_table("metodval", schema=None) as batch_op:
        batch_op.create_index("ix_metodval_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("metodval", schema=None) as batch_op:
        batch_op.drop_index("ix_metodval_namnd")
    op.drop_table("metodval")
