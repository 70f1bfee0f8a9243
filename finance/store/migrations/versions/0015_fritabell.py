"""Fria tabeller of a report."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "fritabell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("tabell", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("sektion", sa.Text(), nullable=False),
        sa.Column("innehall", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fritabell")),
    )
    with op.batch_alter_table("fritabell", schema=None) as batch_op:
        batch_op.create_index("ix_fritabell_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("fritabell", schema=None) as batch_op:
        batch_op.drop_index("ix_fritabell_namnd")
    op.drop_table("fritabell")
