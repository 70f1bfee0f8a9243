"""Undone saves of bedömningar."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "bedomning_angrad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("sparad", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bedomning_angrad")),
    )
    with op.batch_alter_table("bedomning_angrad", schema=None) as batch_op:
        batch_op.create_index("ix_bedomning_angrad_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("bedomning_angrad", schema=None) as batch_op:
        batch_op.drop_index("ix_bedomning_angrad_namnd")
    op.drop_table("bedomning_angrad")
