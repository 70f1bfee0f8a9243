"""What a mått is the volume of, and what people say of a volume."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "volymkoppling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("kontogrupp", sa.Text(), nullable=False),
        sa.Column("matt_nod", sa.Text(), nullable=False),
        sa.Column("grupp", sa.Text(), nullable=False),
        sa.Column("matt", sa.Text(), nullable=False),
        sa.Column("kategori", sa.Text(), nullable=False),
        sa.Column("enhet", sa.Text(), nullable=False),
        sa.Column("slag", sa.Text(), nullable=False),
        sa.Column("prisantagande", sa.Text(), nullable=False),
        sa.Column("pris_ore", sa.BigInteger(), nullable=True),
        sa.Column("pris_fran", sa.Integer(), nullable=True),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volymkoppling")),
    )
    with op.batch_alter_table("volymkoppling", schema=None) as batch_op:
        batch_op.create_index("ix_volymkoppling_namnd", ["namnd"], unique=False)

    op.create_table(
        "volymantagande",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("matt_nod", sa.Text(), nullable=False),
        sa.Column("grupp", sa.Text(), nullable=False),
        sa.Column("matt", sa.Text(), nullable=False),
        sa.Column("kategori", sa.Text(), nullable=False),
        sa.Column("typ", sa.Text(), nullable=False),
        sa.Column("ar", sa.Integer(), nullable=False),
        sa.Column("varden", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volymantagande")),
    )
    with op.batch_alter_table("volymantagande", schema=None) as batch_op:
        batch_op.create_index("ix_volymantagande_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("volymantagande", schema=None) as batch_op:
        batch_op.drop_index("ix_volymantagande_namnd")
    op.drop_table("volymantagande")
    with op.batch_alter_table("volymkoppling", schema=None) as batch_op:
        batch_op.drop_index("ix_volymkoppling_namnd")
    op.drop_table("volymkoppling")
