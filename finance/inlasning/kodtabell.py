"""A small table of code and amount, as the economy system's own totals come: a code per row, a total row perhaps, no period.

Amounts: öre with the file's sign. What is wrong is in `anmarkningar`; nothing is raised for a bad file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.belopp import Enhet
from finance.inlasning.cell.perioder import parse_manad
from finance.inlasning.fil.blad import Blad, Kolumn
from finance.inlasning.fil.forkontroll import OtillatenFilError
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Anmarkning, Kontext, Niva
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import quote
from finance.inlasning.tabell.roller import Roll, assign_roller, normalise_kod
from finance.inlasning.tabell.rubrik import find_enhet
from finance.inlasning.tabell.rubrikrader import find_rubrikrad, read_rubriker
from finance.inlasning.tabell.summarader import is_summaord
from finance.inlasning.tolka import read_sheets
from finance.kolumner import Col, Slag
from finance.kontoplan import Kontogrupp

KLASS = "klass"
NYCKLAR: Mapping[str, tuple[str, ...]] = {
    Col.VERKSAMHET: (Col.VERKSAMHET, r.KOD),
    Col.ANSVAR: (Col.ANSVAR,),
    r.KONTOGRUPP: (r.KONTOGRUPP,),
    Col.KONTO: (Col.KONTO,),
    KLASS: (Col.KONTO,),
    Col.PERIOD: (Col.PERIOD, r.DATUM),
}
"""What the codes are of -> the columns that hold them, in the order they are looked for."""
_KOD_FORST = re.compile(r"([0-9][0-9A-Za-z._-]*)\s+(\D.*)")
_NUMERIC = 0.8


@dataclass(frozen=True, slots=True)
class Kodrad:
    """One total of the table. `kod`: a code, a kontogrupp's name or a period ÅÅÅÅ-MM."""

    kod: str
    namn: str
    ore: int
    blad: str
    rad: int


@dataclass(frozen=True, slots=True)
class Kodtabell:
    """`per`: what the codes are of, a key of NYCKLAR, "" where the table does not say. `summa_ore`: its total row."""

    per: str
    rader: tuple[Kodrad, ...]
    summa_ore: int | None
    enhet: Enhet
    anmarkningar: tuple[Anmarkning, ...]

    @property
    def fel(self) -> tuple[Anmarkning, ...]:
        """The findings that refuse the table."""
        return tuple(one for one in self.anmarkningar if one.niva is Niva.FEL)


def read_kodtabell(
    data: bytes, fil: str, *, per: str = "", slag: Slag = Slag.UTFALL, enhet: Enhet | None = None, ar: int | None = None
) -> Kodtabell:
    """The first sheet with a table. `per`, `enhet`: what the user has chosen; `ar`: the year of months written without one."""
    fynd = Fynd()
    try:
        sheets = [blad for blad in read_sheets(data, fil) if not blad.tomt and not blad.dolt]
    except OtillatenFilError as error:
        return Kodtabell(per, (), None, Enhet.KR, (Anmarkning(Niva.FEL, error.kod, str(error), error.atgard, error.blad),))
    for blad in sheets:
        if (tabell := _find_tabell(blad, per, slag)) is not None:
            return _read(tabell, enhet, ar, fynd)
    fynd.fel(
        "tabell_saknas",
        f"{fil} har ingen tabell med en kod och ett belopp per rad.",
        "Tabellen behöver en kolumn för ansvar, verksamhet, konto eller period och en för belopp.",
    )
    return Kodtabell(per, (), None, Enhet.KR, fynd.finish())


@dataclass(frozen=True)
class _Tabell:
    blad: Blad
    start: int
    per: str
    nyckel: Kolumn
    namn: Kolumn | None
    belopp: Sequence[tuple[int, Kolumn]]  # (sign, column)
    rubrik: str
    enhet: Enhet | None


def _find_tabell(blad: Blad, per: str, slag: Slag) -> _Tabell | None:
    place = find_rubrikrad(blad)
    if place is None:
        return _without_header(blad, per)
    rubriker, start = read_rubriker(blad, place)
    data = [kolumn.from_row(start) for kolumn in blad.kolumner]
    if start >= blad.rader:
        return None
    roller = assign_roller(blad, rubriker, data, kontext=Kontext(), valda={}, fynd=Fynd())
    nyckel, found = _find_nyckel(roller, data, per)
    belopp = _find_belopp(roller, data, slag, nyckel)
    if nyckel is None or not belopp:
        return None
    namn = next((x for x in roller if x.roll == nyckel.roll + r.NAMN or x.roll == r.NAMNKOLUMN), None)
    first = belopp[0][1]
    titles = " ".join(cell for row in range(place) for cell in blad.row(row) if cell)
    return _Tabell(
        blad=blad,
        start=start,
        per=found,
        nyckel=data[nyckel.place],
        namn=None if namn is None or namn is nyckel else data[namn.place],
        belopp=[(sign, data[x.place]) for sign, x in belopp],
        rubrik=first.rubrik.text or blad.bokstav(first.place),
        enhet=first.rubrik.enhet or find_enhet(titles),
    )


def _without_header(blad: Blad, per: str) -> _Tabell | None:
    numeric = [place for place, kolumn in enumerate(blad.kolumner) if place and _is_numeric(kolumn)]
    if not numeric:
        return None
    last = numeric[-1]
    belopp = [(1, blad.kolumner[last])]
    return _Tabell(blad, 0, per, blad.kolumner[0], None, belopp, blad.bokstav(last), None)


def _is_numeric(kolumn: Kolumn) -> bool:
    real = ~kolumn.varden.tomt[kolumn.codes]
    good = real & ~kolumn.varden.fel[kolumn.codes]
    return bool(real.any()) and float(good.sum()) >= _NUMERIC * float(real.sum())


def _find_nyckel(roller: Sequence[Roll], data: Sequence[Kolumn], per: str) -> tuple[Roll | None, str]:
    for found in [per] if per else NYCKLAR:
        for wanted in NYCKLAR.get(found, ()):
            if (hit := next((x for x in roller if x.roll == wanted), None)) is not None:
                return hit, found
    names = {str(d) + r.NAMN for d in (Col.VERKSAMHET, Col.ANSVAR)}
    free = [x for x in roller if x.roll in ("", r.NAMNKOLUMN, r.TYP, *names) and not _is_numeric(data[x.place])]
    free = free or [x for x in roller if x.roll == ""]
    return (free[0] if free else None), per


def _find_belopp(roller: Sequence[Roll], data: Sequence[Kolumn], slag: Slag, nyckel: Roll | None) -> list[tuple[int, Roll]]:
    debet, kredit = (next((x for x in roller if x.roll == wanted), None) for wanted in (r.DEBET, r.KREDIT))
    amounts = [x for x in roller if x.roll in (r.BELOPP, r.SUMMA) and x.slag in (slag, None)]
    if not amounts and debet is not None and kredit is not None:
        return [(1, debet), (-1, kredit)]
    others = [x for x in roller if x.roll == "" and x is not nyckel and _is_numeric(data[x.place])]
    ranked = sorted(amounts, key=lambda x: (x.slag is not slag, x.roll != r.BELOPP, not x.ack, -x.place)) or others[::-1]
    return [(1, ranked[0])] if ranked else []


def _read(tabell: _Tabell, enhet: Enhet | None, ar: int | None, fynd: Fynd) -> Kodtabell:
    unit = enhet or tabell.enhet or _written_unit(tabell) or Enhet.KR
    ore, finns = _amounts(tabell, unit, fynd)
    read_kod = _coder(tabell.per, ar)
    rader: list[Kodrad] = []
    summa: int | None = None
    for row in np.flatnonzero(finns):
        text = tabell.nyckel.cell(row)
        namn = "" if tabell.namn is None else tabell.namn.cell(row)
        if is_summaord(text) or (not text and (is_summaord(namn) or row == len(finns) - 1)):
            summa = int(ore[row])
            continue
        kod, own = read_kod(text)
        blad, rad = tabell.blad.namn, tabell.blad.rad(tabell.start + int(row))
        if not kod:
            text = f"Raden har ett belopp men {quote(text)} är ingen kod."
            fynd.fel("kod_saknas", text, "Skriv en kod på raden.", blad=blad, rad=rad)
            continue
        rader.append(Kodrad(kod, namn or own, int(ore[row]), blad, rad))
    if not rader and not fynd.has_fel():
        fynd.fel("inga_rader", "Tabellen har inga belopp.", "Kontrollera att det är rätt fil.", blad=tabell.blad.namn)
    _check_summa(rader, summa, fynd, tabell.blad.namn)
    return Kodtabell(tabell.per, tuple(rader), summa, unit, fynd.finish())


def _written_unit(tabell: _Tabell) -> Enhet | None:
    found = {enhet for _, kolumn in tabell.belopp for enhet in kolumn.varden.enheter}
    return found.pop() if len(found) == 1 else None


def _amounts(tabell: _Tabell, enhet: Enhet, fynd: Fynd) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    antal = len(tabell.nyckel.codes)
    ore, finns = np.zeros(antal, np.int64), np.zeros(antal, bool)
    for sign, kolumn in tabell.belopp:
        varden, codes = kolumn.varden, kolumn.codes
        read = varden.to_ore(enhet)
        bad = (varden.fel | read.for_stort)[codes] & tabell.nyckel.filled
        for row in np.flatnonzero(bad):
            rad = tabell.blad.rad(tabell.start + int(row))
            text = f"{quote(kolumn.cell(row))} är inget belopp."
            fynd.fel("belopp_text", text, "Skriv beloppet med siffror.", blad=tabell.blad.namn, rad=rad, kolumn=tabell.rubrik)
        here = ~(varden.tomt | varden.fel)[codes]
        ore += sign * np.where(here, read.ore[codes], 0)
        finns |= here & ~bad
    return ore, finns


def _coder(per: str, ar: int | None) -> Callable[[str], tuple[str, str]]:
    """Text of a key cell -> (code, name in the same cell)."""

    def period(text: str) -> tuple[str, str]:
        manad = parse_manad(text)
        year = None if manad is None else manad.ar or ar
        return ("", "") if manad is None or year is None else (f"{year}-{manad.manad:02d}", "")

    def grupp(text: str) -> tuple[str, str]:
        return next((g.value for g in Kontogrupp if g.value.casefold() == text.casefold()), text), ""

    def code(text: str) -> tuple[str, str]:
        joined = _KOD_FORST.fullmatch(text)
        return (joined[1], joined[2]) if joined else (normalise_kod(text), "")

    return {str(Col.PERIOD): period, r.KONTOGRUPP: grupp}.get(per, code)


def _check_summa(rader: Sequence[Kodrad], summa: int | None, fynd: Fynd, blad: str) -> None:
    if summa is not None and summa != sum(rad.ore for rad in rader) and not fynd.has_fel():
        fynd.varning(
            "summarad",
            "Tabellens summarad är inte summan av raderna. Raderna jämförs, inte summaraden.",
            "Kontrollera att alla rader är med och att ingen delsumma är med bland dem.",
            blad=blad,
        )
