"""Findings about a text as a whole: its line is gone, its live figures do not exist, it has returned from an earlier period."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from finance.period import Period
from finance.rapport.grupprader import GRUPPNAMN
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.texter import text_place
from finance.rapport.levande import Siffror
from finance.store import Kommentar

Nyckel = tuple[str, str]
"""(nod, sektion) of a text."""


@dataclass(frozen=True, slots=True)
class Staende:
    """A text that the report shows again: where, of which period (ÅÅÅÅMM), and what it says."""

    nyckel: Nyckel
    period: int
    text: Kommentar

    def mark(self, found: Iterable[Fynd]) -> list[Fynd]:
        """The findings, with those of this text saying that it is one of an earlier period."""
        return [self._marked(fynd) if fynd.text_av == self.nyckel else fynd for fynd in found]

    def _marked(self, fynd: Fynd) -> Fynd:
        namn = Period.from_key(self.period).namn
        forslag = f"{fynd.forslag} Det är en stående text från {namn}: skriv om den för den här perioden."
        return replace(fynd, stalle=f"Stående text från {namn}, {fynd.stalle}", forslag=forslag)


def check_placed(written: Mapping[Nyckel, str], amnen: Amnen) -> Iterator[Fynd]:
    """Texts on lines that are not there: no report shows them."""
    for nod, sektion in written:
        if not amnen.has_line(nod):
            yield _unplaced((nod, sektion), nod, f"ingen rad har koden {nod}", "rad som verksamheten")
        elif sektion in GRUPPNAMN and (nod, sektion) not in amnen.by_key:
            yield _unplaced((nod, sektion), sektion, f"inga siffror finns för {sektion}", "kontogrupp som kostnaden")


def _unplaced(key: Nyckel, namn: str, why: str, where: str) -> Fynd:
    return Fynd(
        Kod.UTAN_RAD,
        Allvar.VARNING,
        key[0],
        "text",
        f"Kommentar till {namn}",
        "visas inte i rapporten",
        why,
        f"Flytta texten till den {where} hör till nu, eller ta bort den.",
        key,
    )


def check_live(live: Siffror, text: str, key: Nyckel, amnen: Amnen) -> Iterator[Fynd]:
    """Live figures that cannot be completed."""
    for field in live.unknown(text, *key):
        yield Fynd(
            Kod.OKAND_SIFFRA,
            Allvar.FEL,
            key[0],
            "levande siffra",
            text_place(amnen, *key),
            field,
            "finns inte",
            _mend(field, shared=live.is_shared(field.strip("{}"), key[0])),
            key,
        )


def _mend(field: str, *, shared: bool) -> str:
    if shared:
        return f"Flera rader har namnet i {field}: välj siffran i listan under texten, så hämtas den från rätt rad."
    return f"Rätta stavningen i {field}, eller skriv siffran: en sådan finns inte i rapporten."
