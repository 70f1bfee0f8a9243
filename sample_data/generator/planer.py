"""KAT-SN: the published investments, åtgärder and uppdrag, as the report prints them."""

from collections.abc import Sequence
from datetime import date

from sample_data.generator.skriv import Cell, Tabell

INVESTERINGAR: Sequence[Sequence[Cell]] = (
    (400000, "Verksamhetssystem", 0, -1000, 1000, 0, "ja"),
    (400001, "Digitalisering", -41, -450, 409, 0, "ja"),
    (400002, "Inventarier", 0, -100, 100, 0, "ja"),
    (400003, "Arbetsmiljöinv", -41, -300, 259, 0, "ja"),
    (400004, "Kvalitetsledningssystem", 0, -250, 250, 0, "ja"),
    (400005, "Möbler Klivet", 0, -70, 70, 0, "ja"),
    (None, "Summa", -82, -2170, 2088, 0, None),
)
ATGARDER: Sequence[Sequence[Cell]] = (
    ("08", "Placeringar", "Utöka multiteamet"),
    ("08", "Placeringar", "Utbilda i och införa Signs of safety"),
    ("08", "Placeringar", "Korta placeringstiden"),
    ("08", "Placeringar", "Samverkan med skolan vid hemgång"),
    ("08", "Placeringar", "Använda Vårnäs och egen öppenvård mer"),
    ("08", "Placeringar", "Samverkan med regionen om psykisk ohälsa"),
    ("03", "Ekonomiskt bistånd", "Djupanalysera kostnad per brukare"),
    ("03", "Ekonomiskt bistånd", "Samverkan med andra aktörer"),
    ("03", "Ekonomiskt bistånd", "Studiebesök i kommuner som sänkt försörjningsstödet"),
    ("03", "Ekonomiskt bistånd", "Digitalisera och automatisera försörjningsstödet"),
    ("", "Renoveringskostnader", "Återkrav av kostnader"),
    ("", "Renoveringskostnader", "Mer stöd och tillsyn i boendena"),
)
_TILLVAXT = "Tillväxt, fler jobb & ökad egen försörjning"
_LIVSMILJO = "Attraktiva boende- & livsmiljöer"
_SKOLA = "En stark & trygg skola för bättre kunskaper"
_OMSORG = "Trygg vård & omsorg"
_FRITID = "Ett rikt kultur- idrotts- & fritidsliv"
_MILJO = "Hållbar miljö"
_ARBETSGIVARE = "Attraktiv arbetsgivare & effektiv organisation"
UPPDRAG: Sequence[tuple[str, str, date]] = (
    (
        _TILLVAXT,
        "Konvertera försörjningsstöd till anställningar genom särskilda tjänster",
        date(2022, 5, 6),
    ),
    (
        _LIVSMILJO,
        "Ha nolltolerans mot hot och våld",
        date(2022, 5, 5),
    ),
    (
        _LIVSMILJO,
        "Fortsätta arbetet mot våldsbejakande extremism",
        date(2022, 5, 10),
    ),
    (
        _LIVSMILJO,
        "Ha en nära dialog med räddningstjänsten, polisen och andra aktörer i allt arbete kring trygghet och säkerhet",
        date(2022, 5, 5),
    ),
    (
        _SKOLA,
        (
            "Öppna en familjecentral tillsammans med Region Sörmland där öppen förskola, socialtjänst, mödravård "
            "och barnavårdscentral samverkar"
        ),
        date(2022, 5, 5),
    ),
    (
        _OMSORG,
        "Intensifiera kommunens arbete mot uppfostningsvåld, våld i nära relationer och hedersrelaterat förtryck",
        date(2022, 5, 5),
    ),
    (
        _OMSORG,
        (
            "Ge stöd och hjälp till den som vill lämna kriminell verksamhet eller extremism för att ta sig vidare"
            " till ett normalt liv via socialtjänst och samarbete med externa aktörer"
        ),
        date(2022, 5, 6),
    ),
    (
        _OMSORG,
        "Öka tillgängligheten till vård och stöd av god kvalitet vid bruk av alkohol, narkotika, dopningsmedel och tobak",
        date(2022, 5, 5),
    ),
    (
        _OMSORG,
        "Intensifiera det uppsökande arbetet bland ungdomar",
        date(2022, 4, 29),
    ),
    (
        _FRITID,
        "Fortsätta med öppen fritidsverksamhet och gatufester i bostadsområden",
        date(2022, 5, 5),
    ),
    (
        _FRITID,
        "Ordna och ge stöd till aktiviteter på skollov",
        date(2022, 5, 5),
    ),
    (
        _MILJO,
        (
            "Fasa ut och ersätta användandet av plastmaterial, såsom engångsartiklar, med miljövänliga alternativ"
            " i de kommunala verksamheterna"
        ),
        date(2022, 5, 5),
    ),
    (
        _ARBETSGIVARE,
        (
            "Utveckla kommunens, tillgänglighet, bemötande och service till invånare och företag på bred front, "
            "genom bland annat e-tjänster, ny webbplats, Kontaktcenter, servicepunkter på landsbygden och god "
            "tillgänglighet per e-post och telefon"
        ),
        date(2022, 5, 6),
    ),
    (
        _ARBETSGIVARE,
        (
            "Intensifiera arbetet med att effektivisera den kommunala organisationen, bland annat genom att ta "
            "tillvara medarbetarnas kreativitet och idéer"
        ),
        date(2022, 5, 6),
    ),
    (
        _ARBETSGIVARE,
        (
            "Utveckla utbildningsmöjligheterna för kommunens anställda, exempelvis genom betald utbildning inom "
            "ramen för arbetstiden eller genom att garantera anställning för personer som arbetar heltid men som "
            "studerar på sin fritid för att läsa in viss kompetens"
        ),
        date(2022, 5, 5),
    ),
    (
        _ARBETSGIVARE,
        "Alla medarbetare ska ha en heltidsanställning som grund och kunna välja tjänstgöringsgrad",
        date(2022, 5, 5),
    ),
    (
        _ARBETSGIVARE,
        (
            "Öka samarbetet med andra kommuner, exempelvis genom att köpa och sälja tjänster för att säkra "
            "kompetens och kostnadseffektivitet"
        ),
        date(2022, 5, 6),
    ),
    (
        _ARBETSGIVARE,
        (
            "Sätta in insatser för att avlasta exempelvis lärare, sjuksköterskor och socialsekreterare från "
            "administrativa arbetsuppgifter, bland annat genom att ta in nya kategorier av medarbetare"
        ),
        date(2022, 5, 5),
    ),
    (
        _ARBETSGIVARE,
        (
            "Stärka ledarskapet och medarbetarskapet genom bland annat kompetensutveckling, formell samverkan "
            "samt dialog och delaktighet"
        ),
        date(2022, 5, 6),
    ),
)


def investeringar() -> Tabell:
    """One sheet, a row per project and their sum, utgift minus."""
    rubriker = (
        "Projekt", "Benämning", "Utfall 2022-04", "Budget helår", "Kvar", "Prognos avvikelse helår", "Färdigställs 2022",
    )  # fmt: skip
    titlar = ("Investeringsredovisning 2022, tkr",)
    return Tabell("Investeringar", rubriker, INVESTERINGAR, titlar, frozenset(range(2, 6)), "#,##0", {1: 28, 5: 24, 6: 18})


def atgarder() -> Tabell:
    """One sheet, a row per åtgärd. The report gives no effect, so there is none here."""
    rubriker = ("Kod", "Avvikelse", "Åtgärd", "Ansvarig", "Effekt helår (tkr)", "Effekt i verksamheten", "Status", "Medräknad")
    rows: list[Sequence[Cell]] = [(*rad, None, None, None, None, "nej") for rad in ATGARDER]
    return Tabell("Åtgärder", rubriker, rows, ("Åtgärdsplan 2022",), bredder={1: 24, 2: 52, 5: 24})


def uppdrag() -> Tabell:
    """One sheet, a row per uppdrag of the kommunplan."""
    rubriker = ("Källa", "Område", "Uppdrag", "Status", "Datum")
    rows: list[Sequence[Cell]] = [("Kommunplan", omrade, text, "klar", dag) for omrade, text, dag in UPPDRAG]
    return Tabell("Uppdrag", rubriker, rows, ("Uppdrag ur kommunplanen 2022",), bredder={1: 44, 2: 90})
