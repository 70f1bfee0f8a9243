"""The published volumes: KAT-SN's volymutveckling as printed; LIN-SN's familjehem, homes and price per day apart."""

from collections.abc import Sequence

from sample_data.generator.skriv import Cell, Tabell

RUBRIKER = ("Volymmått", "Utfall jan-apr 2022", "Prognos 2022", "Utfall jan-apr 2021", "Utfall 2021")
RADER: Sequence[Sequence[Cell]] = (
    ("Hushåll med utbetalt försörjningsstöd, antal per månad", 431, 420, 517, 500),
    ("Ensamkommande barn och unga", 15, 17, 23, 16),
    ("Vårddygn i familjehem, ensamkommande barn och unga", 1200, 4000, 1440, 4475),
    ("Vårddygn i stödboende/HVB, ensamkommande barn och unga", 480, 600, 1320, 2490),
    ("Vårddygn i familjehem, barn och unga exkl ensamkommande", 6810, 26000, 8400, 26450),
    ("Vårddygn på institution, barn och unga exkl ensamkommande", 1588, 5500, 2540, 5850),
    ("Antal utnyttjande vårddygn på institution, vuxna", 2898, 4200, 1631, 6400),
    ("Antal utnyttjade vårddygn på Vårnäs, öppet intag", 310, 1300, 293, 841),
    ("Pågående insatser, kontaktfamiljer/kontaktpersoner", 49, 60, 62, 80),
    ("Spelmissbruksärenden", 6, 7, 1, 6),
    ("Kvinnofridsärenden", 59, 115, 37, 68),
    ("Sociala kontrakt", 65, 70, 75, 73),
    ("Stadigvarande serveringstillstånd", 35, 37, 35, 35),
)  # fmt: skip


def volymer() -> Tabell:
    """One sheet, a row per mått."""
    return Tabell("Volymutveckling", RUBRIKER, RADER, bredder={0: 62, **dict.fromkeys(range(1, 5), 20)}, talformat="#,##0")


FAMILJEHEM_RUBRIKER = ("Grupp", "Mått", "Enhet", "31/5 2022")
_HEM, _PRIS = "antal hem", "kr per dygn och placering i snitt"
FAMILJEHEM: Sequence[Sequence[Cell]] = tuple(
    ("Familjehem", f"{insats}, {vad}", "kr" if vad == _PRIS else "antal", varde)
    for insats, vad, varde in (
        ("Egna familjehem", _HEM, 30),
        ("Egna familjehem", _PRIS, 560),
        ("Konsulentstödda familjehem", _HEM, 4),
        ("Konsulentstödda familjehem", _PRIS, 2100),
        ("Jourhem", _PRIS, 660),
        ("Jourhem med behandlingsuppdrag", _PRIS, 1484),
    )
)


def familjehem() -> Tabell:
    """One sheet, a row per mått. Homes and prices are unlike units: nothing multiplies them."""
    bredder = {0: 16, 1: 62, 2: 10, 3: 14}
    return Tabell("Familjehem", FAMILJEHEM_RUBRIKER, FAMILJEHEM, ("Familjehem och jourhem, maj 2022",), bredder=bredder)
