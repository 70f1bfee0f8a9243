"""What the rows of a table of mått are called: a row "varav kvinnor" or "Män" is a part of the row it stands under."""

import re
from dataclasses import dataclass

from finance.inlasning.mattetiketter import dimension_of, read_kategori

_VARAV = re.compile(r"(?:-\s*)?(?:varav|därav|darav|d[aä]rav:|varav:)\s+", re.IGNORECASE)
_FOTNOT = re.compile(r"\*|[0-9¹²³]+\s*\)|(?:not|källa|anm)\b", re.IGNORECASE)
_EGET = re.compile(r"(?:antal|andel|summa|total)", re.IGNORECASE)


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
    _matt: str = ""
    _del: str = ""  # the latest "varav" part

    def start_group(self, grupp: str) -> None:
        """A heading: the rows below are its rows."""
        if grupp and not _FOTNOT.match(grupp):
            self.grupp, self._matt, self._del = grupp, "", ""

    def whole(self, matt: str) -> Radnamn:
        """A mått that is called something already."""
        return Radnamn(self.grupp if matt else "", matt or self.grupp, "", matt or self.grupp)

    def read(self, text: str, grupp: str) -> Radnamn:
        """The name of the next row."""
        if grupp and grupp != self.grupp:
            self.start_group(grupp)
        found = _VARAV.match(text)
        part = text[found.end() :] if found else text
        known = read_kategori(part)
        if not (found or known) or (found and not known and _EGET.match(part)):
            self._matt, self._del = text, ""
            return Radnamn(self.grupp, text, "", text)
        kategori = known or part
        if not self._matt:
            return Radnamn(self.grupp, text, known, text)
        if found:
            self._del = kategori
        elif self._del and dimension_of(self._del) != dimension_of(kategori):
            kategori = f"{self._del}, {kategori}"
        return Radnamn(self.grupp, self._matt, kategori, text)
