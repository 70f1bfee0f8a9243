"""Resursfördelning: the mått of a unit's hours, and what an hour and an årsarbetare are worth."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "resurskoppling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("beviljade", sa.Text(), nullable=False),
        sa.Column("utforda", sa.Text(), nullable=False),
        sa.Column("arsarbetare", sa.Text(), nullable=False),
        sa.Column("ersatts_for", sa.Text(), nullable=False),
        sa.Column("arsarbetare_ur", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resurskoppling")),
    )
    op.create_table(
        "resursvarde",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("galler_fran", sa.Integer(), nullable=False),
        sa.Column("galler_till", sa.Integer(), nullable=False),
        sa.Column("varde", sa.Text(), nullable=False),
        sa.Column("kalla", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resursvarde")),
    )
    for table in ("resurskoppling", "resursvarde"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f"ix_{table}_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    for table in ("resursvarde", "resurskoppling"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_namnd")
        op.drop_table(table)
