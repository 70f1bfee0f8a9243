"""What stands around a table: title rows above the header, the sheet's name, the file's name, the user's choices."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from finance.belopp import Enhet
from finance.inlasning.cell.perioder import Spann, find_ar, find_spann
from finance.inlasning.fil.blad import Blad
from finance.inlasning.modell import Bladval, Lasval
from finance.inlasning.tabell.rubrik import find_enhet, find_slag
from finance.kolumner import Slag

_TRYCKDATUM = re.compile(
    r"(?:utskri\w*|uttag\w*|skapad\w*|datum|körd\w*|rapportdatum)\W*[0-9]{2,4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-9]{2}"
)


@dataclass(frozen=True, slots=True)
class Sammanhang:
    """Read from titles, sheet name and file name, in that order. `ar_ur` says in Swedish where the year was found."""

    titlar: tuple[str, ...]
    slag: Slag | None
    slag_ur: str
    spann: Spann | None
    ar: int | None
    ar_ur: str
    enhet: Enhet | None
    filnamn: str

    @property
    def text(self) -> str:
        """All of it, for looking up words."""
        return " ".join((*self.titlar, self.filnamn))


def read_sammanhang(blad: Blad, rubrikrad: int, fil: str, *, val: Lasval, bladval: Bladval) -> Sammanhang:
    """The surroundings of the table whose header stands at `rubrikrad` (0-based)."""
    titlar = tuple(cell for row in range(min(rubrikrad, 40)) for cell in blad.row(row) if cell)
    kallor = [
        (_TRYCKDATUM.sub(" ", " ".join(titlar)), "titelraden"),
        (blad.namn, "bladets namn"),
        (PurePath(fil).stem, "filens namn"),
    ]
    slag, slag_ur = next(((s, ur) for text, ur in kallor if (s := find_slag(text))), (None, ""))
    if chosen := bladval.slag or val.slag:
        slag, slag_ur = chosen, "valet"
    ar, ar_ur = next(((a, ur) for text, ur in kallor if (a := find_ar(text))), (None, ""))
    if val.ar is not None and ar_ur in ("", "filens namn"):
        ar, ar_ur = val.ar, "valet"
    spann = next((found for text, _ in kallor if (found := find_spann(text)[0])), None)
    return Sammanhang(
        titlar, slag, slag_ur, spann, ar, ar_ur, next((e for t in titlar if (e := find_enhet(t))), None), PurePath(fil).stem
    )
