"""The tables of what files bring that is not ledger: one per slag, a row per row of the file, with the inläsning it came from.

Nothing here is changed afterwards; what counts follows from which inläsningar are current (`finance.store.aktuellt`).
"""

import sqlalchemy as sa

from finance.kolumner import Col
from finance.store.tables import metadata


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _ore(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _int(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable, autoincrement=False)


def _bool(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=nullable)


def _decimal(name: str) -> sa.Column[str]:
    """An exact decimal as text; null for none."""
    return sa.Column(name, sa.Text, nullable=True)


def _table(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.Column[bool]) -> sa.Table:
    key = sa.ForeignKey("inlasning.id")
    return sa.Table(
        name,
        metadata,
        sa.Column(Col.INLASNING, sa.Integer, key, nullable=False, primary_key=True, autoincrement=False),
        sa.Column("ordning", sa.Integer, nullable=False, primary_key=True, autoincrement=False),
        *columns,
        _text(Col.BLAD),
        _int(Col.RAD),
    )


mattvarde = _table(
    "mattvarde",
    _text(Col.NOD),
    _text("grupp"),
    _text("matt"),
    _text("kategori"),
    _text("rubrik"),
    _text("typ"),
    _text("fran"),
    _text("till"),
    _text("frekvens"),
    _decimal("varde"),
    _text("status"),
    _text("enhet"),
    _text("ackumulering"),
    _text("anmarkning"),
    _text("kalla"),
    _bool("brott"),
)

investering = _table(
    "investering",
    _text(Col.PROJEKT),
    _text("benamning"),
    _int(Col.AR),
    _int(Col.PERIOD, nullable=True),
    _ore("utfall_ore"),
    _ore("budget_ore"),
    _ore("kvar_ore"),
    _ore("prognos_avvikelse_ore"),
    _text("fardigstalls"),
    _text("kommentar"),
)

atgard = _table(
    "atgard",
    _text(Col.NOD),
    _text("avvikelse"),
    _text("atgard"),
    _text("ansvarig"),
    _text("start"),
    _text("slut"),
    _ore("effekt_manad_ore"),
    _ore("effekt_helar_ore"),
    _text("verksamhetseffekt"),
    _text("status"),
    _bool("medraknad", nullable=True),
    _ore("realiserat_ore"),
)

placering = _table(
    "placering",
    _text(Col.NOD),
    _text("typ"),
    _text("start"),
    _text("slut"),
    _ore("dygnspris_ore", nullable=False),
    _decimal("momskompensation_procent"),
    _ore("ersattning_ore"),
    _bool("raknas"),
)

uppdrag = _table(
    "uppdrag",
    _text("kalla"),
    _text("omrade"),
    _text("uppdrag"),
    _text("status"),
    _text("kommentar"),
    _text("datum"),
    _text("svar_senast"),
)

statsbidrag = _table(
    "statsbidrag",
    _text("namn"),
    _text("fran"),
    _text("till"),
    _ore("summa_ore", nullable=False),
    _ore("anvant_ore"),
    _text("villkor"),
    _ore("aterbetalning_ore"),
    _bool("aterbetalas", nullable=True),
)
