"""The kinds of known events: what each is called, where it usually falls, and what a person fills in.

Formulas: docs/metoder.md#kanda-handelser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from finance.errors import InvalidValue
from finance.kontoplan import Kontogrupp
from finance.store import KandHandelse
from finance.store.prisantaganden import ANTAL, KR, KR_AR, KR_DYGN, KR_INVANARE, KR_MANAD, PROCENT

STORST = Decimal(10) ** 10
"""No figure that a person types is ten billion: larger is a slip."""


class Handelseslag(StrEnum):
    """A kind of known event. The value is what is stored."""

    VAKANS = "vakans"
    AVTAL_SLUTAR = "avtal_slutar"
    AVTAL_BORJAR = "avtal_borjar"
    PLACERING = "placering"
    ATERBETALNING = "aterbetalning"
    STATSBIDRAG = "statsbidrag"
    LONEREVISION = "lonerevision"
    PER_INVANARE = "per_invanare"
    FRITT_BELOPP = "fritt_belopp"

    @property
    def form(self) -> "Slagform":
        """Its name and fields."""
        return _FORMER[self]

    @property
    def namn(self) -> str:
        """For people."""
        return _FORMER[self].namn


@dataclass(frozen=True, slots=True)
class Falt:
    """One figure of an event. `enheter`: units that a prisantagande may have to be used for it."""

    nyckel: str
    namn: str
    enheter: tuple[str, ...] = ()
    standard: Decimal | None = None  # None: must be filled in
    tecken: bool = False  # may be negative
    hjalp: str = ""


@dataclass(frozen=True, slots=True)
class Slagform:
    """What a kind is and asks for. `en_manad`: it happens once; `varar`: it goes on, so that the ledger comes to show it."""

    namn: str
    beskrivning: str
    kontogrupp: Kontogrupp
    falt: tuple[Falt, ...]
    fran: str = "Från och med"
    en_manad: bool = False
    varar: bool = True


NOLL, ETT = Decimal(0), Decimal(1)
_MANADSBELOPP = Falt("belopp", "Kronor per månad", (KR_MANAD, KR_AR))
_INDEX = Falt("index", "Uppräkning, procent", (PROCENT,), NOLL, tecken=True)
_FORMER: Mapping[Handelseslag, Slagform] = {
    Handelseslag.VAKANS: Slagform(
        "Vakans",
        "En tjänst står tom: lön och PO-pålägg uteblir.",
        Kontogrupp.PERSONAL,
        (
            Falt("antal", "Antal tjänster", (ANTAL,), ETT),
            Falt("lon", "Månadslön per tjänst, kronor", (KR_MANAD,)),
            Falt("po", "PO-pålägg, procent", (PROCENT,)),
        ),
        fran="Tom från och med",
    ),
    Handelseslag.AVTAL_SLUTAR: Slagform(
        "Avtal som slutar",
        "En kostnad upphör när avtalet går ut.",
        Kontogrupp.OVRIGT,
        (_MANADSBELOPP, _INDEX),
        fran="Första månad utan avtalet",
    ),
    Handelseslag.AVTAL_BORJAR: Slagform(
        "Avtal som börjar",
        "En ny kostnad, eller den del som är dyrare än det avtal som ersätts.",
        Kontogrupp.OVRIGT,
        (_MANADSBELOPP, _INDEX),
    ),
    Handelseslag.PLACERING: Slagform(
        "En placering till",
        "Dygnspriset gånger månadens dagar, efter momskompensation och ersättning.",
        Kontogrupp.KOP,
        (
            Falt("antal", "Antal placeringar", (ANTAL,), ETT),
            Falt("dygnspris", "Dygnspris, kronor", (KR_DYGN,)),
            Falt("moms", "Momskompensation, procent", (PROCENT,), NOLL),
            Falt("ersattning", "Ersättning per dygn, kronor", (KR_DYGN,), NOLL, hjalp="Till exempel från Migrationsverket."),
        ),
    ),
    Handelseslag.ATERBETALNING: Slagform(
        "Återbetalning eller engångsbelopp",
        "Ett belopp som bokförs en enda gång.",
        Kontogrupp.OVRIGT,
        (Falt("belopp", "Belopp, kronor", (KR,), tecken=True, hjalp="Minus om verksamheten får pengar, plus om den betalar."),),
        fran="Bokförs i",
        en_manad=True,
        varar=False,
    ),
    Handelseslag.STATSBIDRAG: Slagform(
        "Statsbidrag som inte är bokfört",
        "En intäkt som fördelas jämnt på de månader den bokförs.",
        Kontogrupp.INTAKTER,
        (Falt("belopp", "Hela bidraget, kronor", (KR, KR_AR)),),
        varar=False,
    ),
    Handelseslag.LONEREVISION: Slagform(
        "Lönerevision",
        "Procent på personalkostnaden per månad före revisionen.",
        Kontogrupp.PERSONAL,
        (
            Falt("procent", "Löneökning, procent", (PROCENT,)),
            Falt(
                "kompensation",
                "Budgetkompensation som inte ligger i budgeten ännu, kronor i år",
                (KR, KR_AR),
                NOLL,
                hjalp="Lämna tomt om budgeten redan är höjd. Beloppet räknas som lägre kostnad tills budgeten höjs.",
            ),
        ),
    ),
    Handelseslag.PER_INVANARE: Slagform(
        "Avtal per invånare",
        "Kronor per invånare och år, en tolftedel varje månad.",
        Kontogrupp.KOP,
        (Falt("kronor", "Kronor per invånare och år", (KR_INVANARE,)), Falt("invanare", "Antal invånare", (ANTAL,))),
    ),
    Handelseslag.FRITT_BELOPP: Slagform(
        "Annat belopp per månad",
        "Ett eget belopp varje månad.",
        Kontogrupp.OSPECIFICERAD,
        (
            Falt(
                "belopp",
                "Kronor per månad",
                (KR_MANAD,),
                tecken=True,
                hjalp="Plus är högre kostnad, minus är lägre kostnad eller högre intäkt.",
            ),
        ),
    ),
}


def check_handelse(handelse: KandHandelse) -> None:
    """Raises InvalidValue, naming the field, where something is missing or cannot be right."""
    form = parse_slag(handelse.slag).form
    if form.en_manad and handelse.till != handelse.fran:
        raise InvalidValue("Välj en enda månad: beloppet bokförs en gång.")
    for falt in form.falt:
        parameter = handelse.parametrar.get(falt.nyckel)
        if parameter is None or (parameter.tal is None and not parameter.pris):
            if falt.standard is None:
                raise InvalidValue(f"Fyll i {falt.namn.lower()}.")
        elif parameter.tal is not None:
            _check_tal(falt, parameter.tal)


def _check_tal(falt: Falt, tal: Decimal) -> None:
    if not tal.is_finite() or abs(tal) > STORST:
        raise InvalidValue(f"{falt.namn} är orimligt stort. Kontrollera talet.")
    if tal < 0 and not falt.tecken:
        raise InvalidValue(f"{falt.namn} ska vara noll eller större.")
    if falt.enheter[:1] == (PROCENT,) and not -100 <= tal <= 200:
        raise InvalidValue(f"{falt.namn} ska vara mellan 0 och 200.")


def parse_slag(slag: str) -> Handelseslag:
    """The kind by its stored value. Raises InvalidValue for one that this program does not know."""
    if slag not in {one.value for one in Handelseslag}:
        raise InvalidValue(f"Händelsen är av ett slag som inte finns: {slag}. Ta bort den och lägg in den igen.")
    return Handelseslag(slag)
