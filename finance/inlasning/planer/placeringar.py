"""A list of placements: type, start, planned end and price per day. Names and free text stop here (DESIGN 6.8)."""

import re
from decimal import Decimal

from finance.belopp import Enhet
from finance.inlasning.cell.tal import TOMT, parse_belopp
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Placeringsrad
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.rubrik import fold

_TYPER = (
    ("konsulentstött familjehem", r"konsulent"),
    ("jourhem", r"jourhem"),
    ("familjehem", r"familjehem"),
    ("HVB", r"\bhvb\b|institution|behandlingshem|utredningshem"),
    ("SiS", r"\bsis\b|sarskilt ungdomshem|lvm"),
    ("stödboende", r"stodboende"),
    ("skyddat boende", r"skyddat|skyddsboende|kvinnojour"),
    ("bostad med särskild service", r"\blss\b|sarskild service|gruppbostad|bostad"),
    ("särskilt boende", r"sarskilt boende|\bsabo\b|aldreboende"),
)
OVRIGT = "övrigt"
TYPER = (*(typ for typ, _ in _TYPER), OVRIGT)
"""The words a placement's type is kept as."""


def read_placeringar(pb: Planblad) -> Bladresultat:
    """One row per placement. Columns that are not of these roles are dropped and said; an unknown type becomes "övrigt"."""
    enhet = pb.bladval.enhet or pb.val.enhet or Enhet.KR
    found = [rad for row in pb.rader if (rad := _read_rad(pb, row, enhet)) is not None]
    pb.say_unread()
    tolkning = pb.tolkning(Form.LISTA, rader=len(found), skal="Dygnspriser i kr. Namn och fri text sparas inte.", enhet=enhet)
    return Bladresultat(tolkning, planrader=tuple(found))


def _read_rad(pb: Planblad, row: int, enhet: Enhet) -> Placeringsrad | None:
    dygnspris = pb.ore("dygnspris", row, enhet)
    if dygnspris is None:
        if pb.text("dygnspris", row) in TOMT and (pb.text("start", row) or pb.text("slut", row)):
            atgard = "Fyll i dygnspriset, eller ta bort raden."
            pb.fel("dygnspris_saknas", "Raden saknar dygnspris.", atgard, row=row, kolumn=pb.rubrik("dygnspris"))
        return None
    start, slut = pb.dag("start", row), pb.dag("slut", row, last=True)
    if not start and not pb.text("start", row):
        pb.fel(
            "start_saknas", "Raden saknar startdag.", "Fyll i dagen då placeringen började.", row=row, kolumn=pb.rubrik("start")
        )
    if start and slut and slut < start:
        pb.fel(
            "slut_fore_start",
            f"Placeringen slutar {slut}, före starten {start}.",
            "Rätta dagarna.",
            row=row,
            kolumn=pb.rubrik("slut"),
        )
    ersattning = pb.ore("ersattning", row, enhet)
    raknas = pb.ja("raknas", row)
    return Placeringsrad(
        nod=_nod(pb, row),
        typ=_typ(pb, row),
        start=start,
        slut=slut,
        dygnspris_ore=abs(dygnspris),
        momskompensation_procent=_procent(pb, row),
        ersattning_ore=None if ersattning is None else abs(ersattning),
        raknas=raknas is not False,
        blad=pb.blad.namn,
        rad=pb.blad.rad(row),
    )


def _nod(pb: Planblad, row: int) -> str:
    """A nod that is known, or a code of figures; any other text may be a name and is not kept."""
    kod = pb.kod("nod", row)
    if not kod or kod in {nod.kod for nod in pb.kontext.noder} or re.fullmatch(r"[0-9]{1,6}", kod):
        return kod
    atgard = "Skriv nodens kod."
    pb.varning("okand_nod", "Noden är inte känd och sparas inte.", atgard, row=row, kolumn=pb.rubrik("nod"))
    return ""


def _typ(pb: Planblad, row: int) -> str:
    text = fold(pb.text("typ", row))
    found = next((typ for typ, pattern in _TYPER if re.search(pattern, text)), OVRIGT)
    if text and found == OVRIGT and not text.startswith("ovrig"):
        atgard = f"Skriv en av: {', '.join(typ for typ, _ in _TYPER)}."
        said = "Typen av placering är inte känd och sparas som övrigt."
        pb.varning("okand_typ", said, atgard, row=row, kolumn=pb.rubrik("typ"))
    return found


def _procent(pb: Planblad, row: int) -> Decimal | None:
    """Per cent; "nej" is 0. A share (0,18) is read as per cent."""
    text = pb.text("moms", row)
    if text in TOMT:
        return None
    if fold(text) in ("nej", "n", "ingen"):
        return Decimal(0)
    value = parse_belopp(text.replace("%", "").strip())
    if value is None or not 0 <= value <= 100:
        atgard = "Skriv procenten, till exempel 6 % eller 18 %, eller nej."
        pb.fel("moms_text", "Momskompensationen är ingen procentsats.", atgard, row=row, kolumn=pb.rubrik("moms"))
        return None
    return value * 100 if 0 < value < 1 and "%" not in text else value
