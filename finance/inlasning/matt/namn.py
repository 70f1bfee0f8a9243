"""What the rows of a table of mått are called: a row "varav kvinnor" or "Män" is a part of the row it stands under."""

import re
from dataclasses import dataclass

from finance.inlasning.matt.etiketter import dimension_of, read_kategori
from finance.inlasning.matt.tider import Tid, split_fonster
from finance.inlasning.matt.varden import strip_fotnot

_VARAV = re.compile(r"(?:-\s*)?(?:varav|därav|darav|d[aä]rav:|varav:)\s+", re.IGNORECASE)
_FOTNOT = re.compile(r"\*|[0-9¹²³]+\s*\)|(?:not|källa|anm)\b", re.IGNORECASE)
_EGET = re.compile(r"(?:antal|andel|summa|total)", re.IGNORECASE)


def is_fotnot(text: str) -> bool:
    """Whether a line is a note to a table: "Källa: ...", "1) ...", "* ..."."""
    return _FOTNOT.match(text) is not None


def is_del(text: str) -> bool:
    """Whether a row's name says that it is a part: "varav polis", "Kvinnor"."""
    return _VARAV.match(text) is not None or bool(read_kategori(text))


@dataclass(frozen=True, slots=True)
class Radnamn:
    """`matt`: the whole that the row is (a part of); `kategori`: which part; `rubrik`: as printed."""

    grupp: str
    matt: str
    kategori: str
    rubrik: str


@dataclass
class Namnlage:
    """Where in the table we stand: the group and the whole that parts belong to. Rows are read from the top."""

    grupp: str = ""
    ar: int | None = None  # of the heading "2021" above the rows
    kategori: str = ""  # of the heading "Kvinnor" above the rows
    kon: frozenset[int] = frozenset()  # rows that are such headings
    _grupp_vid_ar: str = ""
    _efter_rubrik: bool = False  # the row above is a heading
    _matt: str = ""
    _del: str = ""  # the latest "varav" part
    fonster: Tid | None = None  # the window at the end of the name of the whole

    def start_group(self, grupp: str) -> None:
        """A heading: the rows below are its rows."""
        if grupp and not is_fotnot(grupp):
            self.grupp, self._matt, self._del, self.fonster = grupp, "", "", None

    def start_ar(self, ar: int) -> None:
        """A heading that is a year: the groups begin anew, but for one right above it."""
        self._grupp_vid_ar = self.grupp if self._efter_rubrik else self._grupp_vid_ar
        self.ar, self.grupp, self._matt, self._del = ar, self._grupp_vid_ar, "", ""

    def start_kategori(self, kategori: str) -> None:
        """A heading that is a sex: the same rows come under the other one."""
        self.kategori, self._matt, self._del = kategori, "", ""

    def see_row(self, *, is_rubrik: bool) -> None:
        """Whether the row just read was a heading."""
        self._efter_rubrik = is_rubrik

    def whole(self, matt: str) -> Radnamn:
        """A mått that is called something already."""
        return Radnamn(self.grupp if matt else "", matt or self.grupp, "", matt or self.grupp)

    def read(self, text: str, grupp: str) -> Radnamn:
        """The name of the next row."""
        if grupp and grupp != self.grupp:
            self.start_group(grupp)
        printed, text = text, strip_fotnot(text)
        found = _VARAV.match(text)
        part = text[found.end() :] if found else text
        known = read_kategori(part)
        if not (found or known) or (found and not known and _EGET.match(part)):
            self._matt, self.fonster = split_fonster(text)
            self._del = ""
            return Radnamn(self.grupp, self._matt, "", printed)
        kategori = known or part
        if not self._matt:
            return Radnamn(self.grupp, text, known, printed)
        if found:
            self._del = kategori
        elif self._del and dimension_of(self._del) != dimension_of(kategori):
            kategori = f"{self._del}, {kategori}"
        return Radnamn(self.grupp, self._matt, kategori, printed)
