"""Values of mått that a person typed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "mattpost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("grupp", sa.Text(), nullable=False),
        sa.Column("matt", sa.Text(), nullable=False),
        sa.Column("kategori", sa.Text(), nullable=False),
        sa.Column("typ", sa.Text(), nullable=False),
        sa.Column("fran", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("varde", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("brott", sa.Boolean(), nullable=False),
        sa.Column("ovrigt", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mattpost")),
    )
    with op.batch_alter_table("mattpost", schema=None) as batch_op:
        batch_op.create_index("ix_mattpost_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("mattpost", schema=None) as batch_op:
        batch_op.drop_index("ix_mattpost_namnd")
    op.drop_table("mattpost")
