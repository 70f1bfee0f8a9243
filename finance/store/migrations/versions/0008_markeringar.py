"""New starts and one-off amounts."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "nystart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("fran", sa.Integer(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nystart")),
    )
    with op.batch_alter_table("nystart", schema=None) as batch_op:
        batch_op.create_index("ix_nystart_namnd", ["namnd"], unique=False)

    op.create_table(
        "engangspost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("namnd", sa.Text(), nullable=False),
        sa.Column("inlasning_id", sa.Integer(), nullable=False),
        sa.Column("lopnr", sa.Integer(), nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("kontogrupp", sa.Text(), nullable=False),
        sa.Column("konto", sa.Text(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("ansvar", sa.Text(), nullable=False),
        sa.Column("verksamhet", sa.Text(), nullable=False),
        sa.Column("projekt", sa.Text(), nullable=False),
        sa.Column("motpart", sa.Text(), nullable=False),
        sa.Column("verifikat", sa.Text(), nullable=False),
        sa.Column("ore", sa.BigInteger(), nullable=False),
        sa.Column("i_takten", sa.Boolean(), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("borttagen", sa.Boolean(), nullable=False),
        sa.Column("vem", sa.Text(), nullable=False),
        sa.Column("registrerad", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engangspost")),
    )
    with op.batch_alter_table("engangspost", schema=None) as batch_op:
        batch_op.create_index("ix_engangspost_namnd", ["namnd"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("engangspost", schema=None) as batch_op:
        batch_op.drop_index("ix_engangspost_namnd")
    op.drop_table("engangspost")
    with op.batch_alter_table("nystart", schema=None) as batch_op:
        batch_op.drop_index("ix_nystart_namnd")
    op.drop_table("nystart")
