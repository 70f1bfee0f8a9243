"""The methods of the helårsprognos by name, and what each of them needs. Formulas: docs/metoder.md."""

from enum import StrEnum


class Metod(StrEnum):
    """A way to forecast the full year. The formulas are in docs/metoder.md; the value is stored and written in JSON."""

    LINJAR_TAKT = "linjar_takt"
    BUDGET_REST = "budget_rest"
    FOREGAENDE_REST = "foregaende_rest"
    FOREGAENDE_ANDEL = "foregaende_andel"
    KRYMPT_PROFIL = "krympt_profil"
    ETS = "ets"
    THETA = "theta"
    VOLYM_PRIS = "volym_pris"
    PLACERINGSLISTA = "placeringslista"
    FORRA_BEDOMNINGEN = "forra_bedomningen"

    @property
    def namn(self) -> str:
        """The Swedish name shown to people."""
        return _TEXTER[self][0]

    @property
    def beskrivning(self) -> str:
        """One Swedish sentence: what the method assumes."""
        return _TEXTER[self][1]


STANDARDMETOD = Metod.KRYMPT_PROFIL
SLUTNA = (
    Metod.LINJAR_TAKT,
    Metod.BUDGET_REST,
    Metod.FOREGAENDE_REST,
    Metod.FOREGAENDE_ANDEL,
    Metod.KRYMPT_PROFIL,
)
"""Closed forms: computed every time, from the series and the budget."""
ANPASSADE = (Metod.ETS, Metod.THETA)
"""Fitted models: from the series, slower, only when asked for."""
RADMETODER = (Metod.VOLYM_PRIS, Metod.PLACERINGSLISTA, Metod.FORRA_BEDOMNINGEN)
"""From more than the series of a nod: only where there is something to compute them from."""

_TEXTER = {
    Metod.LINJAR_TAKT: ("Linjär takt", "Resten av året kostar lika mycket per månad som årets månader hittills."),
    Metod.BUDGET_REST: ("Utfall + rest av budget", "Resten av året följer budgeten månad för månad."),
    Metod.FOREGAENDE_REST: ("Utfall + förra årets rest", "Resten av året blir lika stor som samma månader förra året."),
    Metod.FOREGAENDE_ANDEL: (
        "Förra årets andel",
        "Utfallet hittills är lika stor del av helåret som samma månader var förra året.",
    ),
    Metod.KRYMPT_PROFIL: (
        "Krympt säsongsprofil",
        "Tidigare års säsong, dämpad mot jämn takt, gånger dagens nivå, där de senaste månaderna väger tyngst.",
    ),
    Metod.ETS: ("Exponentiell utjämning", "Nivå och säsong som anpassas till alla månader, de senaste tyngst."),
    Metod.THETA: ("Theta", "En utjämnad nivå plus halva den långsiktiga lutningen, efter att säsongen räknats bort."),
    Metod.VOLYM_PRIS: ("Volym × pris", "Väntad volym per månad gånger priset per enhet."),
    Metod.PLACERINGSLISTA: ("Placeringslista", "Pågående placeringar kostar sitt dygnspris till sitt planerade slut."),
    Metod.FORRA_BEDOMNINGEN: (
        "Förra bedömningen framskriven",
        "Förra omgångens prognos, flyttad med det som utfallet sedan dess skilde sig från den.",
    ),
}

RESERVORDNING = (Metod.KRYMPT_PROFIL, Metod.BUDGET_REST, Metod.LINJAR_TAKT, Metod.FOREGAENDE_REST)
"""What is used instead of a method that could not be computed: the first that could."""
