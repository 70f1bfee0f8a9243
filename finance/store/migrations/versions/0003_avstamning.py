"""Avstämningar and verksamhetsbyten."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "avstamning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("fran", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("till", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("per", sa.Text(), nullable=False),
        sa.Column("fil", sa.Text(), nullable=False),
        sa.Column("rader", sa.Text(), nullable=False),
        sa.Column("stammer", sa.Boolean(), nullable=False),
        sa.Column("skillnad_ore", sa.BigInteger(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_avstamning_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avstamning")),
    )
    with op.batch_alter_table("avstamning", schema=None) as batch_op:
        batch_op.create_index("ix_avstamning_namnd", ["namnd"], unique=False)

    op.create_table(
        "verksamhetsbyte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("fran_kod", sa.Text(), nullable=False),
        sa.Column("till_kod", sa.Text(), nullable=False),
        sa.Column("galler_fran", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verksamhetsbyte")),
    )
    with op.batch_alter_table("verksamhetsbyte", schema=None) as batch_op:
        batch_op.create_index("ix_verksamhetsbyte_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("verksamhetsbyte", schema=None) as batch_op:
        batch_op.drop_index("ix_verksamhetsbyte_namnd")
    op.drop_table("verksamhetsbyte")
    with op.batch_alter_table("avstamning", schema=None) as batch_op:
        batch_op.drop_index("ix_avstamning_namnd")
    op.drop_table("avstamning")
