"""Locked rounds and reports."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = ("prognosomgang", "rapport")


def upgrade() -> None:
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("namnd", sa.Text(), nullable=False),
            sa.Column("slag", sa.Text(), nullable=False),
            sa.Column("titel", sa.Text(), nullable=False),
            sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("innehall", sa.Text(), nullable=False),
            sa.Column("anledning", sa.Text(), nullable=False),
            sa.Column("sha256", sa.Text(), nullable=False),
            sa.Column("vem", sa.Text(), nullable=False),
            sa.Column("registrerad", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
            sa.UniqueConstraint("namnd", "period", "slag", "version", name=op.f(f"uq_{name}_namnd")),
        )
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.create_index(f"ix_{name}_namnd", ["namnd", "period"], unique=False)


def downgrade() -> None:
    for name in reversed(TABLES):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{name}_namnd")
        op.drop_table(name)
