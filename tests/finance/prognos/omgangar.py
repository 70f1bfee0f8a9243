"""Rounds of a nämnd with one verksamhet that is easy to follow: 110 a month, budget 100 a month, linear pace. Kronor."""

from dataclasses import replace
from datetime import UTC, datetime

from finance.bedomning import Bedomning, Bedomningstyp
from finance.lage import Lage
from finance.period import Period
from finance.prognos import Metod
from tests.finance.lage_av import Rader, lage_av

AR = 2022
LON = "5011"
HEMTJANST = "11"
NAR = datetime(2022, 5, 3, tzinfo=UTC)


def months(*belopp: int, nod: str = HEMTJANST) -> Rader:
    """Utfall or budget of January and on."""
    return [(AR * 100 + manad, nod, LON, kr * 100) for manad, kr in enumerate(belopp, 1)]


def tillagg(kr: int, *, fran: int, nod: str = HEMTJANST) -> Bedomning:
    return _bedomning(Bedomningstyp.TILLAGG, nod, kostnad=kr * 100, fran=Period(AR, fran))


def niva(avvikelse: int, *, nod: str = HEMTJANST) -> Bedomning:
    return _bedomning(Bedomningstyp.NIVA, nod, avvikelse=avvikelse * 100)


def _bedomning(
    typ: Bedomningstyp, nod: str, *, avvikelse: int | None = None, kostnad: int | None = None, fran: Period | None = None
) -> Bedomning:
    return Bedomning(
        nod=nod,
        kontogrupp="",
        typ=typ,
        avvikelse_ore=avvikelse,
        kostnad_ore=kostnad,
        ar=AR,
        gjord=None,
        fran=fran,
        till=None,
        skal="",
        vem="",
        nar=NAR,
    )


def lage(utfall: Rader, budget: Rader, *bedomningar: Bedomning, metod: Metod = Metod.LINJAR_TAKT) -> Lage:
    """The Lage of the last month in `utfall`, every line by one method."""
    period = Period.from_key(max(rad[0] for rad in utfall))
    return linear(lage_av(utfall, budget, period=period, bedomningar=bedomningar), metod)


def linear(found: Lage, metod: Metod = Metod.LINJAR_TAKT) -> Lage:
    """The same with one method for every line."""
    return replace(found, metodval=dict.fromkeys(found.kub.noder, metod.value))


BUDGET = months(*[100] * 12)
APRIL = months(110, 110, 110, 110)
MAJ = [*APRIL, (202205, HEMTJANST, LON, 13000)]
