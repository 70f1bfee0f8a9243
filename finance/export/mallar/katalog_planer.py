"""The templates of what is not a ledger, in the words of `finance.inlasning.tabell.planschema`, with two example rows each."""

from finance.export.mallar.modell import Kolumn, Lista, Mall, Typ
from finance.kolumner import Slag
from finance.period import Period

MATTYPER = ("utfall", "prognos", "mål", "budget", "föregående år")
ACKUMULERINGAR = ("summa", "medel", "senaste", "unik")
JA_NEJ = ("ja", "nej")
PLACERINGSTYPER = (
    "konsulentstött familjehem", "jourhem", "familjehem", "HVB", "SiS", "stödboende", "skyddat boende",
    "bostad med särskild service", "särskilt boende", "övrigt",
)  # fmt: skip


def matt(period: Period) -> Mall:
    """One row per value of a mått."""
    return Mall(
        Slag.MATT,
        "Mått",
        f"Mått {period.ar}",
        "En rad per mått och värde.",
        (
            "Skriv en rad per mått, kategori, period och typ av värde.",
            "Skriv ? för ett okänt värde. Delar behöver inte bli helheten.",
            "Ett nytt värde för samma mått, kategori, period och typ ersätter det tidigare.",
        ),
        (
            Kolumn("Mått", "Vad som räknas.", ("Antal hushåll med försörjningsstöd", "Sjukfrånvaro"), kravs=True, bredd=40),
            Kolumn("Kategori", "Till exempel kvinnor, män eller 18-24 år.", ("", "kvinnor"), bredd=20),
            Kolumn("Kod", "Verksamhetens kod i rapporten; tomt är hela nämnden.", ("0420", ""), Typ.KOD, Lista.NOD),
            Kolumn("Period", "Månad, tertial eller år.", (str(period), str(period)), Typ.KOD, Lista.PERIOD, kravs=True),
            Kolumn("Typ", "Vad värdet är; tomt är utfall.", ("utfall", "mål"), lista=MATTYPER, fri=False, bredd=16),
            Kolumn("Värde", "Ett tal, eller ?.", (412, 5.5), Typ.TAL, kravs=True),
            Kolumn("Enhet", "Till exempel antal, %, timmar eller tkr.", ("antal", "%"), bredd=12),
            Kolumn("Ackumulering", "Vad månader blir tillsammans.", ("medel", "medel"), lista=ACKUMULERINGAR, fri=False),
            Kolumn("Källa", "Var värdet kommer från.", ("Verksamhetssystemet", "Lönesystemet"), bredd=24),
            Kolumn("Anmärkning", "Det läsaren behöver veta om värdet.", ("", ""), bredd=32),
            Kolumn("Seriebrott", "ja om värdet inte kan jämföras med tidigare.", ("", ""), lista=JA_NEJ, fri=False, bredd=12),
        ),
    )


def investering(period: Period) -> Mall:
    """One row per project."""
    ar = period.ar
    return Mall(
        Slag.INVESTERING,
        "Investeringar",
        f"Investeringar {ar}",
        "Belopp i kronor, utgift plus. Avvikelse: överskott plus.",
        (
            "Skriv en rad per projekt. En ny fil ersätter den förra.",
            "Utfallet är från januari till och med månaden i rubriken, budgeten gäller hela året.",
        ),
        (
            Kolumn("Projekt", "Projektets kod eller namn.", ("P101", "P102"), Typ.KOD, kravs=True),
            Kolumn("Benämning", "Vad projektet heter.", ("Möbler gruppbostad", "Larm"), bredd=36),
            Kolumn(f"Utfall {period.span} {ar} (kr)", "Utgifter hittills i år.", (120000, 0), Typ.BELOPP, bredd=18),
            Kolumn(f"Budget helår {ar} (kr)", "Årets budget.", (500000, 250000), Typ.BELOPP, kravs=True, bredd=18),
            Kolumn("Prognos avvikelse helår (kr)", "Överskott plus, underskott minus.", (0, 250000), Typ.BELOPP, bredd=18),
            Kolumn("Färdigställs", "ja, nej eller en dag.", ("ja", f"{ar + 1}-06-30"), bredd=16),
            Kolumn("Kommentar", "Det nämnden behöver veta.", ("", "Upphandlingen är försenad"), bredd=48),
        ),
    )


def atgard(period: Period) -> Mall:
    """One row per åtgärd."""
    ar = period.ar
    return Mall(
        Slag.ATGARD,
        "Åtgärder",
        f"Åtgärder {ar}",
        "Effekt i kronor: lägre kostnad är plus.",
        ("Skriv en rad per åtgärd. En ny fil ersätter den förra.", "Medräknad är ja om prognosen redan räknar med effekten."),
        (
            Kolumn("Kod", "Verksamhetens kod i rapporten.", ("0410", "0420"), Typ.KOD, Lista.NOD),
            Kolumn("Avvikelse", "Vad åtgärden ska råda bot på.", ("Köpta placeringar", "Vikarier"), bredd=28),
            Kolumn("Åtgärd", "Vad som görs.", ("Egna jourhem i stället för köpta", "Samplanering"), kravs=True, bredd=44),
            Kolumn("Ansvarig", "Befattning.", ("Enhetschef barn", "Enhetschef vuxna"), bredd=22),
            Kolumn("Start", "Första dagen.", (f"{ar}-05-01", f"{ar}-09-01"), Typ.DATUM),
            Kolumn("Slut", "Sista dagen.", (f"{ar}-12-31", ""), Typ.DATUM),
            Kolumn("Effekt per månad (kr)", "Lägre kostnad plus.", (60000, 15000), Typ.BELOPP, bredd=16),
            Kolumn("Effekt helår (kr)", "I år. Lägre kostnad plus.", (480000, 60000), Typ.BELOPP, bredd=16),
            Kolumn("Effekt hittills (kr)", "Det som är uppnått i år. Lägre kostnad plus.", (0, ""), Typ.BELOPP, bredd=16),
            Kolumn("Verksamhetseffekt", "Vad det betyder för verksamheten.", ("Närmare hem", ""), bredd=32),
            Kolumn("Status", "Till exempel planerad, pågår eller klar.", ("pågår", "planerad"), bredd=14),
            Kolumn("Medräknad", "ja om prognosen redan räknar med effekten.", ("nej", "ja"), lista=JA_NEJ, fri=False),
        ),
    )


def placering(period: Period) -> Mall:
    """One row per placement; no names and no free text."""
    ar = period.ar
    return Mall(
        Slag.PLACERING,
        "Placeringar",
        f"Placeringar {ar}",
        "Inga namn, personnummer eller ärendenummer. Belopp i kronor per dygn.",
        ("Skriv en rad per placering. En ny fil ersätter den förra.", "Skriv aldrig något som pekar ut en person."),
        (
            Kolumn("Kod", "Verksamhetens kod i rapporten.", ("0410", "0410"), Typ.KOD, Lista.NOD),
            Kolumn("Typ", "Slag av placering.", ("HVB", "familjehem"), lista=PLACERINGSTYPER, bredd=26),
            Kolumn("Start", "Första dygnet.", (f"{ar}-01-10", f"{ar - 1}-08-15"), Typ.DATUM, kravs=True),
            Kolumn("Planerat slut", "Sista dygnet; tomt är tills vidare.", (f"{ar}-06-30", ""), Typ.DATUM),
            Kolumn("Dygnspris (kr)", "Kronor per dygn.", (5200, 1450), Typ.BELOPP, kravs=True),
            Kolumn("Momskompensation (%)", "Till exempel 6 eller 18; tomt om ingen.", (18, 0), Typ.TAL, bredd=18),
            Kolumn("Ersättning per dygn (kr)", "Statlig ersättning.", (0, 0), Typ.BELOPP, bredd=18),
            Kolumn("Räknas", "nej om placeringen inte ska ingå i prognosen.", ("ja", "ja"), lista=JA_NEJ, fri=False),
        ),
    )


def uppdrag(period: Period) -> Mall:
    """One row per uppdrag."""
    ar = period.ar
    return Mall(
        Slag.UPPDRAG,
        "Uppdrag",
        f"Uppdrag {ar}",
        "En rad per uppdrag.",
        ("Skriv en rad per uppdrag. En ny fil ersätter den förra.",),
        (
            Kolumn("Källa", "Beslutet eller planen som ger uppdraget.", ("Kommunplan", "KF § 12"), bredd=24),
            Kolumn("Område", "Målområdet.", ("Trygghet", "Ekonomi"), bredd=24),
            Kolumn("Uppdrag", "Vad nämnden ska göra.", ("Utred egna jourhem", "Se över avgifterna"), kravs=True, bredd=52),
            Kolumn("Status", "Till exempel ej påbörjat, pågår eller klart.", ("pågår", "klart"), bredd=16),
            Kolumn("Kommentar", "Läget, med en mening.", ("Redovisas i höst", ""), bredd=44),
            Kolumn("Datum", "Dagen för statusen.", (f"{ar}-04-30", f"{ar}-04-30"), Typ.DATUM),
            Kolumn("Svar senast", "När uppdraget ska vara klart.", (f"{ar}-10-31", f"{ar}-03-31"), Typ.DATUM),
        ),
    )


def statsbidrag(period: Period) -> Mall:
    """One row per grant."""
    ar = period.ar
    return Mall(
        Slag.STATSBIDRAG,
        "Statsbidrag",
        f"Statsbidrag {ar}",
        "Belopp i kronor, alla som plus.",
        ("Skriv en rad per statsbidrag. En ny fil ersätter den förra.",),
        (
            Kolumn("Statsbidrag", "Bidragets namn.", ("God vård och omsorg", "Habilitering"), kravs=True, bredd=40),
            Kolumn("Summa (kr)", "Beviljat belopp.", (1250000, 300000), Typ.BELOPP, kravs=True, bredd=16),
            Kolumn("Period", "År eller månader.", (str(ar), f"jan-jun {ar}"), Typ.KOD, bredd=16),
            Kolumn("Använt (kr)", "Använt hittills.", (400000, 0), Typ.BELOPP, bredd=16),
            Kolumn("Villkor", "Vad pengarna får användas till.", ("", "Kompetensutveckling"), bredd=44),
            Kolumn("Återbetalning", "ja, nej eller beloppet i kronor.", ("nej", "ja"), bredd=16),
        ),
    )
