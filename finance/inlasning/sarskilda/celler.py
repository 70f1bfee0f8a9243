"""Cells that bedömningar and budgetjusteringar share: one amount column, months, words to choose among."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from finance.belopp import Enhet
from finance.inlasning.cell.perioder import parse_manad
from finance.inlasning.huvudbok.beloppsceller import Belopp, read_belopp
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.former import Beloppskolumn
from finance.inlasning.tabell.roller import Roll
from finance.inlasning.tabell.rubrik import fold
from finance.inlasning.tabell.summarader import is_summaord
from finance.inlasning.val.enhetsval import decide_enhet


def read_one_column(sak: Bladsak, roll: Roll) -> tuple[Belopp, Enhet, str]:
    """The amount column `roll` as öre, the unit and why; a text in it is a FEL per row."""
    kolumn = Beloppskolumn(roll, None)
    enhet, skal = decide_enhet(sak, [kolumn])
    belopp = read_belopp(sak, [kolumn], enhet)[0]
    summa = summarader(sak)
    for row in np.flatnonzero(belopp.fel & ~summa):
        text = f"{quote(sak.data[roll.place].cell(row))} är inget belopp."
        sak.fel("belopp_text", text, "Skriv beloppet med siffror, till exempel 1 234,5.", row=row, kolumn=sak.rubrik(roll))
    for (cell_row, place), cell in sak.felceller.items():
        if place == roll.place and cell_row < sak.antal and not summa[cell_row]:
            vad = f"Cellen visar felet {cell.varde}." if cell.varde else "Cellen har en formel utan uträknat värde."
            sak.fel(
                "felcell", vad, "Öppna filen i Excel, rätta cellen och spara filen igen.", row=cell_row, kolumn=sak.rubrik(roll)
            )
    return belopp, enhet, skal


def summarader(sak: Bladsak) -> npt.NDArray[np.bool_]:
    """Rows whose first text is a word for a sum."""
    first = np.array(
        [next((text for kolumn in sak.data if (text := kolumn.cell(row))), "") for row in range(sak.antal)], dtype=object
    )
    return np.array([is_summaord(str(text)) for text in first], dtype=bool)


def read_month(sak: Bladsak, roll_name: str, row: int, *, last: bool = False) -> int | None:
    """The month ÅÅÅÅMM in a cell (a lone year is its first or, with `last`, last month); None when empty or faulty (FEL)."""
    roll, text = sak.find(roll_name), sak.cell(roll_name, row)
    if roll is None or not text:
        return None
    if len(bare := text.removesuffix(".0")) == 4 and bare.isdigit():
        return int(bare) * 100 + (12 if last else 1)
    manad = parse_manad(text)
    ar = (manad.ar or sak.sammanhang.ar) if manad else None
    if manad is None or ar is None or not 1 <= manad.manad <= 12:
        sak.fel(
            "period_text",
            f"{quote(text)} är ingen månad med år.",
            "Skriv månaden som ÅÅÅÅ-MM, till exempel 2022-05.",
            row=row,
            kolumn=sak.rubrik(roll),
        )
        return None
    return ar * 100 + manad.manad


def choose_word(sak: Bladsak, roll_name: str, row: int, ord_: Mapping[str, str], *, default: str) -> str:
    """The value for the word in a cell, by how the word begins; a word that is not known is a FEL."""
    roll, text = sak.find(roll_name), sak.cell(roll_name, row)
    if roll is None or not text:
        return default
    found = next((value for begins, value in ord_.items() if fold(text).startswith(begins)), None)
    if found is None:
        sak.fel(
            "okant_val",
            f"{quote(text)} är ingen känd {sak.rubrik(roll).lower()}.",
            f"Välj bland: {', '.join(dict.fromkeys(ord_.values()))}.",
            row=row,
            kolumn=sak.rubrik(roll),
        )
    return found or default
