"""The templates of kronor and struktur: which columns each has, in the readers' own words, with two example rows each."""

from collections.abc import Callable, Mapping

from finance.export.mallar import katalog_planer
from finance.export.mallar.modell import Kolumn, Lista, Mall, Typ
from finance.kolumner import Slag
from finance.period import MANADER_KORT, Period

JUSTERINGSTYPER = ("ram", "tillägg", "omfördelning", "tillfällig")
BEDOMNINGSTYPER = ("nivå", "tillägg", "händelse")
KRONOR = "Belopp i kronor, kostnad plus och intäkt minus."
_ANSVAR = Kolumn("Ansvar", "Ansvarskoden, om ni följer upp på ansvar.", ("1100", "1200"), Typ.KOD)
_VERKSAMHET = Kolumn(
    "Verksamhet", "Verksamhetskoden, med inledande nollor.", ("0410", "0420"), Typ.KOD, Lista.VERKSAMHET, kravs=True
)
_BENAMNING = Kolumn("Benämning", "Verksamhetens namn, för den som läser.", ("Barn och unga", "Vuxna"), bredd=28)
_KONTO = Kolumn("Konto", "Kontot. Utan konto hamnar beloppet i Ospecificerad.", ("5011", "3011"), Typ.KOD)
_PROJEKT = Kolumn("Projekt", "Projektkoden, om det finns en.", ("", "P12"), Typ.KOD)


def _months(ar: int) -> tuple[Kolumn, ...]:
    return tuple(
        Kolumn(f"{namn} {ar}", f"Beloppet för {namn} {ar}. Tom cell är ingen uppgift.", (12500, -3000.5), Typ.BELOPP, bredd=12)
        for namn in MANADER_KORT
    )


def _belopp(vad: str, exempel: tuple[float, float]) -> Kolumn:
    return Kolumn("Belopp (kr)", vad, exempel, Typ.BELOPP, kravs=True, bredd=16)


def utfall(period: Period) -> Mall:
    """One row per transaction, or per sum of a month."""
    ar = period.ar
    return Mall(
        Slag.UTFALL,
        "Utfall",
        f"Utfall {ar}",
        KRONOR,
        (
            "Skriv en rad per transaktion, eller en rad per konto och månad.",
            "En fil kan innehålla flera månader. En månad som läses in igen ersätts.",
            "Personnummer i texter maskas innan något sparas.",
        ),
        (
            Kolumn("Period", "Månaden som ÅÅÅÅ-MM.", (f"{ar}-01", f"{ar}-01"), Typ.KOD, Lista.PERIOD, kravs=True),
            _ANSVAR,
            _VERKSAMHET,
            _KONTO,
            _PROJEKT,
            Kolumn("Motpart", "Motpartskoden; visar interna poster.", ("81", ""), Typ.KOD),
            Kolumn("Verifikat", "Verifikatets nummer.", ("A1001", "A1002"), Typ.KOD),
            Kolumn("Datum", "Bokföringsdatum.", (f"{ar}-01-15", f"{ar}-01-31"), Typ.DATUM),
            Kolumn("Text", "Verifikationstext, utan namn på enskilda.", ("Lön januari", "Avgifter januari"), bredd=32),
            Kolumn("Leverantör", "Leverantörens namn.", ("", ""), bredd=24),
            _belopp("Kostnad plus, intäkt minus, högst två decimaler.", (12500, -3000.5)),
        ),
    )


def utfall_bred(period: Period) -> Mall:
    """One row per verksamhet and konto, one column per month."""
    return Mall(
        Slag.UTFALL,
        "Utfall",
        f"Utfall {period.ar}",
        KRONOR,
        (
            "Skriv en rad per verksamhet och konto, med en månad i varje kolumn.",
            "Lämna månader som inte är bokförda tomma: en tom cell är ingen uppgift, inte noll.",
        ),
        (_ANSVAR, _VERKSAMHET, _BENAMNING, _KONTO, _PROJEKT, *_months(period.ar)),
    )


def budget(period: Period) -> Mall:
    """One row per verksamhet and konto, one column per month."""
    return Mall(
        Slag.BUDGET,
        "Budget",
        f"Budget {period.ar}",
        KRONOR,
        (
            "Skriv en rad per verksamhet och konto, med en månad i varje kolumn.",
            "Skriv den ursprungliga budgeten. Senare beslut läses in som budgetjusteringar.",
            "Gäller budgeten ett annat år: ändra årtalet i rubriken och i kolumnernas rubriker.",
        ),
        (_ANSVAR, _VERKSAMHET, _BENAMNING, _KONTO, _PROJEKT, *_months(period.ar)),
    )


def budgetjustering(period: Period) -> Mall:
    """One row per change of a verksamhet's budget."""
    ar = period.ar
    return Mall(
        Slag.BUDGETJUSTERING,
        "Budgetjusteringar",
        f"Budgetjusteringar {ar}",
        "Belopp i kronor, mer budget för kostnader är plus.",
        (
            "Skriv en rad per verksamhet och beslut.",
            "Beloppet sprids jämnt över månaderna från Gäller från till Gäller till (annars december).",
            "Raderna i en omfördelning med samma beslut ska bli noll tillsammans.",
        ),
        (
            _VERKSAMHET,
            Kolumn("Ansvar", "Ansvarskoden, om justeringen gäller ett ansvar.", ("", ""), Typ.KOD),
            Kolumn("Konto", "Kontot, om justeringen gäller ett konto.", ("", ""), Typ.KOD),
            Kolumn("Typ", "Slag av beslut; tomt är ram.", ("omfördelning", "omfördelning"), lista=JUSTERINGSTYPER, fri=False),
            Kolumn("Beslut", "Beslutets nummer eller paragraf.", ("KS § 45", "KS § 45"), bredd=18),
            Kolumn("Gäller från", "Första månaden.", (f"{ar}-03", f"{ar}-03"), Typ.KOD, Lista.PERIOD, kravs=True),
            Kolumn("Gäller till", "Sista månaden; tomt är december.", ("", ""), Typ.KOD, Lista.PERIOD),
            _belopp("Mer budget plus, mindre budget minus.", (250000, -250000)),
            Kolumn("Text", "Vad beslutet gäller.", ("Ny tjänst", "Ny tjänst"), bredd=36),
        ),
    )


def bedomning(period: Period) -> Mall:
    """One row per nod that a person judges."""
    ar = period.ar
    return Mall(
        Slag.BEDOMNING,
        "Bedömningar",
        f"Bedömningar {period.namn}",
        "Belopp i tkr: överskott plus, underskott minus.",
        (
            "Skriv en rad per verksamhet där du bedömer helåret på annat sätt än systemet.",
            "Nivå: helårets avvikelse blir detta belopp. Tillägg och händelse läggs till systemets prognos.",
            "Ingen rad är ingen bedömning: systemets prognos gäller.",
        ),
        (
            Kolumn("Kod", "Verksamhetens kod i rapporten.", ("0410", "0420"), Typ.KOD, Lista.NOD, fri=False, kravs=True),
            Kolumn("Benämning", "Namnet, för den som läser.", ("Barn och unga", "Vuxna"), bredd=28),
            Kolumn(
                "Kontogrupp", "Tomt gäller hela verksamheten.", ("", "Personal"), lista=Lista.KONTOGRUPP, fri=False, bredd=26
            ),
            Kolumn("Typ", "Nivå, tillägg eller händelse; tomt är nivå.", ("nivå", "tillägg"), lista=BEDOMNINGSTYPER, fri=False),
            Kolumn(
                "Prognos avvikelse helår (tkr)",
                "Överskott plus, underskott minus.",
                (-1200, -350),
                Typ.BELOPP,
                kravs=True,
                bredd=18,
            ),
            Kolumn("Period", "Månaden bedömningen gjordes för.", (str(period), str(period)), Typ.KOD, Lista.PERIOD),
            Kolumn("Från", "Tillägg: första månaden.", ("", f"{ar}-09"), Typ.KOD, Lista.PERIOD),
            Kolumn("Till", "Tillägg: sista månaden.", ("", f"{ar}-12"), Typ.KOD, Lista.PERIOD),
            Kolumn("Skäl", "Varför, med en mening.", ("Fler placeringar än planerat", "Vakans i höst"), bredd=48),
        ),
    )


def struktur(period: Period) -> Mall:
    """One row per nod of the report tree."""
    return Mall(
        Slag.STRUKTUR,
        "Struktur",
        f"Struktur {period.ar}",
        "En rad per rad i rapporten, i rapportens ordning. Nämnden själv står först, utan Överordnad.",
        (
            "Skriv nämnden först, sedan avdelningar och verksamheter. Överordnad är koden för raden ovanför i trädet.",
            "Ansvar, Verksamhet, Konto och Projekt säger vilka bokföringsrader raden väljer, till exempel 410, 420-429.",
            "Flera ifyllda kolumner på en rad gäller samtidigt.",
            "Utan urval väljer raden verksamheten med sin egen kod.",
        ),
        (
            Kolumn("Kod", "Radens kod.", ("SN", "0410"), Typ.KOD, kravs=True),
            Kolumn("Namn", "Så som raden heter i rapporten.", ("Socialnämnden", "Barn och unga"), kravs=True, bredd=36),
            Kolumn("Överordnad", "Koden för raden ovanför.", ("", "SN"), Typ.KOD),
            Kolumn("Ansvar", "Urval av ansvar.", ("", "1100-1199"), Typ.KOD, bredd=20),
            Kolumn("Verksamhet", "Urval av verksamheter.", ("", "0410, 0420-0429"), Typ.KOD, bredd=20),
            Kolumn("Konto", "Urval av konton.", ("", ""), Typ.KOD, bredd=20),
            Kolumn("Projekt", "Urval av projekt.", ("", ""), Typ.KOD, bredd=20),
        ),
    )


MALLAR: Mapping[str, Callable[[Period], Mall]] = {
    "utfall": utfall,
    "utfall-bred": utfall_bred,
    "budget": budget,
    "budgetjustering": budgetjustering,
    "bedomning": bedomning,
    "struktur": struktur,
    "matt": katalog_planer.matt,
    "investering": katalog_planer.investering,
    "atgard": katalog_planer.atgard,
    "placering": katalog_planer.placering,
    "uppdrag": katalog_planer.uppdrag,
    "statsbidrag": katalog_planer.statsbidrag,
}
"""By the word of the command line; a slag may have several."""
