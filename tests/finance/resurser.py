"""A nämnd with two hemtjänst units, its hours and its values, for tests: every figure can be computed in the head.

Norr: 8 000, 7 600, 8 200 and 8 200 beviljade hours January to April; 410 kr an hour, 420 from April; 98 000 hours in the year.
Söder: 4 000, 4 100 and 3 900 hours, none yet for April; 410 kr an hour, as everyone.
"""

from calendar import monthrange
from dataclasses import replace
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.lage import Lage
from finance.period import Period
from finance.store import ALLA, Mattnyckel, Resurskoppling, Resursvarde, Vardeslag
from finance.struktur import Nod
from tests.finance.lage_av import Rader, lage_av

APRIL = Period(2022, 4)
NODER = (
    Nod("S", "Socialnämnden"),
    Nod("1", "Hemtjänst", "S"),
    Nod("11", "Hemtjänst norr", "1"),
    Nod("12", "Hemtjänst söder", "1"),
    Nod("2", "Boende", "S"),
)
GRUPP, BEVILJADE, UTFORDA, FOLK = "Hemtjänst", "Beviljade timmar", "Utförda timmar", "Årsarbetare"
TIMMAR = {"11": (8_000, 7_600, 8_200, 8_200), "12": (4_000, 4_100, 3_900)}
UTFORT = {"11": (7_600, 7_220, 7_790, 7_790)}
KOSTNAD = {
    "11": (330_000_000, 325_000_000, 350_000_000, 355_000_000),
    "12": (160_000_000, 160_000_000, 160_000_000, 165_000_000),
}
"""Öre per month."""
PERSONAL = {"11": {1: 84, 2: 85, 3: 85, 4: 86}, "12": {3: 38}}


def nyckel(matt: str, nod: str) -> Mattnyckel:
    return Mattnyckel(matt, GRUPP, "", nod)


def matt(
    namn: str,
    nod: str,
    varde: float | str | None,
    *,
    ar: int = 2022,
    fran: int = 1,
    till: int = 0,
    typ: Vardetyp = Vardetyp.UTFALL,
) -> Mattrad:
    """A value of whole months; None = "?"."""
    last = till or fran
    return Mattrad(
        nod=nod,
        grupp=GRUPP,
        matt=namn,
        kategori="",
        rubrik=namn,
        typ=typ,
        fran=f"{ar}-{fran:02d}-01",
        till=f"{ar}-{last:02d}-{monthrange(ar, last)[1]}",
        frekvens=Frekvens.MANAD if last == fran else Frekvens.FONSTER,
        varde=None if varde is None else Decimal(str(varde)),
        status=Vardestatus.OKAND if varde is None else Vardestatus.VARDE,
        enhet="timmar",
        ackumulering=Ackumulering.SENASTE if namn == FOLK else Ackumulering.SUMMA,
        anmarkning="",
        kalla="",
        brott=False,
        blad="Mått",
        rad=2,
    )


MATT = (
    *(matt(BEVILJADE, nod, varde, fran=m) for nod, varden in TIMMAR.items() for m, varde in enumerate(varden, 1)),
    *(matt(UTFORDA, nod, varde, fran=m) for nod, varden in UTFORT.items() for m, varde in enumerate(varden, 1)),
    *(matt(FOLK, nod, varde, fran=m) for nod, varden in PERSONAL.items() for m, varde in varden.items()),
    matt(BEVILJADE, "11", 98_000, fran=1, till=12, typ=Vardetyp.PROGNOS),
)
KOPPLINGAR = (
    Resurskoppling("11", nyckel(BEVILJADE, "11"), nyckel(UTFORDA, "11"), nyckel(FOLK, "11")),
    Resurskoppling("12", nyckel(BEVILJADE, "12"), None, nyckel(FOLK, "12")),
)
VARDEN = (
    Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(410_00), 202201),
    Resursvarde("11", Vardeslag.ERSATTNING, Decimal(420_00), 202204),
    Resursvarde(ALLA, Vardeslag.TIMMAR, Decimal(1_200), 202201),
)
UTFALL: Rader = [
    *((202201 + m, nod, "5010", ore) for nod, varden in KOSTNAD.items() for m, ore in enumerate(varden)),
    *((202201 + m, "2", "5010", 100_000_00) for m in range(4)),
]
BUDGET: Rader = [(202201 + m, nod, "5010", ore) for nod, ore in (("11", 320_000_000), ("12", 165_000_000)) for m in range(12)]


def lage_hemtjanst(period: Period = APRIL, *, utfall: Rader = UTFALL, ack: Rader = ()) -> Lage:
    """The nämnd at the end of April."""
    found = lage_av(utfall, BUDGET, period=period, noder=NODER, ack=ack)
    return replace(found, matt=MATT, resurskopplingar=KOPPLINGAR, resursvarden=VARDEN)
