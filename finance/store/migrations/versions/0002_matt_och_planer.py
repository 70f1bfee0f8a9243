"""Mått, investeringar, åtgärder, placeringar, uppdrag and statsbidrag."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "atgard",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("avvikelse", sa.Text(), nullable=False),
        sa.Column("atgard", sa.Text(), nullable=False),
        sa.Column("ansvarig", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("slut", sa.Text(), nullable=False),
        sa.Column("effekt_manad_ore", sa.BigInteger(), nullable=True),
        sa.Column("effekt_helar_ore", sa.BigInteger(), nullable=True),
        sa.Column("verksamhetseffekt", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("medraknad", sa.Boolean(), nullable=True),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_atgard_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_atgard")),
    )
    op.create_table(
        "investering",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("projekt", sa.Text(), nullable=False),
        sa.Column("benamning", sa.Text(), nullable=False),
        sa.Column("ar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("utfall_ore", sa.BigInteger(), nullable=True),
        sa.Column("budget_ore", sa.BigInteger(), nullable=True),
        sa.Column("kvar_ore", sa.BigInteger(), nullable=True),
        sa.Column("prognos_avvikelse_ore", sa.BigInteger(), nullable=True),
        sa.Column("fardigstalls", sa.Text(), nullable=False),
        sa.Column("kommentar", sa.Text(), nullable=False),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_investering_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_investering")),
    )
    op.create_table(
        "mattvarde",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("grupp", sa.Text(), nullable=False),
        sa.Column("matt", sa.Text(), nullable=False),
        sa.Column("kategori", sa.Text(), nullable=False),
        sa.Column("rubrik", sa.Text(), nullable=False),
        sa.Column("typ", sa.Text(), nullable=False),
        sa.Column("fran", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("frekvens", sa.Text(), nullable=False),
        sa.Column("varde", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("enhet", sa.Text(), nullable=False),
        sa.Column("ackumulering", sa.Text(), nullable=False),
        sa.Column("anmarkning", sa.Text(), nullable=False),
        sa.Column("kalla", sa.Text(), nullable=False),
        sa.Column("brott", sa.Boolean(), nullable=False),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_mattvarde_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_mattvarde")),
    )
    op.create_table(
        "placering",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nod", sa.Text(), nullable=False),
        sa.Column("typ", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("slut", sa.Text(), nullable=False),
        sa.Column("dygnspris_ore", sa.BigInteger(), nullable=False),
        sa.Column("momskompensation_procent", sa.Text(), nullable=True),
        sa.Column("ersattning_ore", sa.BigInteger(), nullable=True),
        sa.Column("raknas", sa.Boolean(), nullable=False),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_placering_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_placering")),
    )
    op.create_table(
        "statsbidrag",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("namn", sa.Text(), nullable=False),
        sa.Column("fran", sa.Text(), nullable=False),
        sa.Column("till", sa.Text(), nullable=False),
        sa.Column("summa_ore", sa.BigInteger(), nullable=False),
        sa.Column("anvant_ore", sa.BigInteger(), nullable=True),
        sa.Column("villkor", sa.Text(), nullable=False),
        sa.Column("aterbetalning_ore", sa.BigInteger(), nullable=True),
        sa.Column("aterbetalas", sa.Boolean(), nullable=True),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_statsbidrag_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_statsbidrag")),
    )
    op.create_table(
        "uppdrag",
        sa.Column("inlasning_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordning", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kalla", sa.Text(), nullable=False),
        sa.Column("omrade", sa.Text(), nullable=False),
        sa.Column("uppdrag", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kommentar", sa.Text(), nullable=False),
        sa.Column("datum", sa.Text(), nullable=False),
        sa.Column("svar_senast", sa.Text(), nullable=False),
        sa.Column("blad", sa.Text(), nullable=False),
        sa.Column("rad", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["inlasning_id"], ["inlasning.id"], name=op.f("fk_uppdrag_inlasning_id_inlasning")),
        sa.PrimaryKeyConstraint("inlasning_id", "ordning", name=op.f("pk_uppdrag")),
    )


def downgrade() -> None:
    op.drop_table("uppdrag")
    op.drop_table("statsbidrag")
    op.drop_table("placering")
    op.drop_table("mattvarde")
    op.drop_table("investering")
    op.drop_table("atgard")
