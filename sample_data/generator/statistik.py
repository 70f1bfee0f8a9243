"""KAT-SN: the published statistics of försörjningsstöd, month by month, with parts by age and kön and one unknown value."""

from collections.abc import Sequence

from sample_data.generator.skriv import Cell, Tabell

RUBRIKER = ("Grupp", "Mått", "jan", "feb", "mar", "apr", "Ackumulerat")
RADER: Sequence[Sequence[Cell]] = (
    ("Försörjningsstöd", "Totalt antal hushåll försörjningsstöd", 650, 640, 636, 617, None),
    ("Försörjningsstöd", "Antal barn som ingår i försörjningsstöd", 630, 612, 629, 596, None),
    ("Försörjningsstöd", "Varav 18-24 år", 109, 105, 101, 97, None),
    ("Försörjningsstöd", "Varav antal med utbet. under månaden", 430, 412, 455, 426, None),
    ("Försörjningsstöd", "Män", 234, 219, 239, 227, None),
    ("Försörjningsstöd", "Kvinnor", 196, 193, 216, 199, None),
    ("Försörjningsstöd", "Varav 18-24 år", 67, 60, 68, 62, None),
    ("Försörjningsstöd", "Män", 33, 29, 32, 29, None),
    ("Försörjningsstöd", "Kvinnor", 34, 31, 36, 33, None),
    ("Försörjningsstöd", "Avslutade ärenden", 43, 48, 53, 33, None),
    ("Försörjningsstöd", "Varav 18-24 år", 12, 15, 10, 8, None),
    ("Försörjningsstöd", "Aktualiseringar", 107, 105, 95, 89, None),
    ("Försörjningsstöd", "Startade utredningar", 35, 30, 38, 33, None),
    ("Försörjningsstöd", "Varav 18-24 år", 6, 11, 12, 2, None),
    ("Försörjningsstöd", "Utbetalt försörjningsstöd under månaden", 3570891, 3807596, 4368131, 3634873.98, 15381492),
    ("Försörjningsstöd", "Genomsnitt per hushåll", 8304, 9242, 9600, 8533, None),
    ("Försörjningsstöd", "Samtliga ärendetyper (Förs. stöd, 2:a handskontr. Egna medel)", 660, 649, 644, 717, None),
    ("Övrigt", "Skrivna Avtal, vårdnad, boende umgänge", 2, 0, 1, 0, None),
    ("Övrigt", "Dödsboanmälningar", 8, 3, "?", 5, None),
    ("Orsak", "Varav 18-24 år", 8, 8, 3, 0, None),
    ("Orsak", "Sjukskriven läkarintyg otillr sjukpenning", 6, 11, 19, 6, None),
    ("Orsak", "Varav 18-24 år", 0, 2, 4, 2, None),
    ("Orsak", "Sjukskriven läkarintyg väntar sjukpenning", 3, 0, 5, 8, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Orsak", "Studerar grundskolenivå", 4, 5, 8, 3, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Orsak", "Studerar gymnasienivå", 0, 6, 5, 4, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Orsak", "Utan försörjningshinder", 0, 0, 0, 0, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Orsak", "Väntar på etableringsersättning", 1, 5, 7, 7, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Orsak", "Väntar på pension/äldreförsörjningsstöd", 1, 2, 0, 0, None),
    ("Orsak", "Varav 18-24 år", 0, 0, 0, 0, None),
    ("Beslut", "Totalt antal beslut", 755, 798, 901, 827, None),
    ("Beslut", "Varav 18-24 år", 23, 27, 32, 10, None),
    ("Beslut", "Antal unika ärenden", 392, 384, 422, 407, None),
    ("Beslut", "varav kvinnor", 184, 187, 203, 193, None),
    ("Beslut", "varav män", 208, 196, 219, 214, None),
    ("Beslut", "Antal unika ärendepersoner", 631, 630, 696, 652, None),
    ("Beslut", "varav kvinnor", 173, 163, 181, 172, None),
    ("Beslut", "varav män", 105, 104, 116, 105, None),
)  # fmt: skip


def statistik() -> Tabell:
    """One sheet, a row per mått; the year stands in the title."""
    bredder = {0: 20, 1: 62, **dict.fromkeys(range(2, 7), 14)}
    return Tabell("Statistik", RUBRIKER, RADER, ("Statistik försörjningsstöd 2022",), bredder=bredder, talformat="#,##0")
