"""Known events and price assumptions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "prisantagande",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("namn", sa.Text(), nullable=False),
        sa.Column("enhet", sa.Text(), nullable=False),
        sa.Column("varde", sa.Text(), nullable=False),
        sa.Column("galler_fran", sa.Integer(), nullable=False),
        sa.Column("kalla", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prisantagande")),
    )
    with op.batch_alter_table("prisantagande", schema=None) as batch_op:
        batch_op.create_index("ix_prisantagande_namnd", ["namnd"], unique=False)

    op.create_table(
        "handelse_kand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("handelse", sa.Integer(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("kontogrupp", sa.Text(), nullable=False),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("fran", sa.Integer(), nullable=False),
        sa.Column("till", sa.Integer(), nullable=False),
        sa.Column("parametrar", sa.Text(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handelse_kand")),
    )
    with op.batch_alter_table("handelse_kand", schema=None) as batch_op:
        batch_op.create_index("ix_handelse_kand_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("handelse_kand", schema=None) as batch_op:
        batch_op.drop_index("ix_handelse_kand_namnd")
    op.drop_table("handelse_kand")
    with op.batch_alter_table("prisantagande", schema=None) as batch_op:
        batch_op.drop_index("ix_prisantagande_namnd")
    op.drop_table("prisantagande")
