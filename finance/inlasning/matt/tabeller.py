"""Finding the tables of mått in a sheet: header rows, shape and value columns. Ledgers are left alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from finance.inlasning.fil.blad import Blad
from finance.inlasning.matt.etiketter import Etikett, dimension_of, read_etikett
from finance.inlasning.matt.plan import SCHEMA, Vardekolumn
from finance.inlasning.matt.rubriker import Rubrikblock, find_block, join_block, join_etiketter
from finance.inlasning.matt.varden import parse_cell
from finance.inlasning.modell import Kontext
from finance.inlasning.planrader import Vardestatus
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.planschema import MOST_RADER, assign, plain
from finance.inlasning.tabell.roller import fold_name
from finance.inlasning.tabell.rubrik import read_rubrik
from finance.kolumner import Col

_HARLEDD = re.compile(r"\b(?:avvik\w*|diff\w*|forandring\w*|utveckling)\b")  # follows from other columns
SUMMARAD = re.compile(r"(?:summa|total\w*|helar(?:et)?|medel\w*|genomsnitt\w*|snitt)$")
_SERIE = re.compile(r"(?:ar|serie|arsvis|artal|typ|manad|period|datum|tertial|kvartal|(?:i )?(?:tkr|kkr|mnkr|mkr|kr)|)$")
_ENHETER = re.compile(r"(?:verksamhet|enhet|avdelning|ansvar|omrade|kommun|namnd|forvaltning)")
_AR_RUBRIK, _DEL_AV_AR = re.compile(r"(?:ar|artal)$"), re.compile(r"(?:manad|kvartal|tertial)(?:snr|snummer)?$")
_HUVUDBOKSROLLER = frozenset(
    {*map(str, (Col.KONTO, Col.ANSVAR, Col.VERKSAMHET, Col.VERIFIKAT, Col.MOTPART, Col.PROJEKT)), r.PERIOD, r.DATUM, r.DEBET}
    | {r.KREDIT, r.KOD, r.NAMNKOLUMN, r.OVERORDNAD, r.PROGNOSAVVIKELSE, r.FRAN, r.BESLUT}
)


@dataclass(frozen=True, slots=True)
class Hittad:
    """A header row that may be one of a table of mått. `blad`: the sheet with the rows of the header put together in it."""

    blad: Blad
    rubrikrad: int
    roller: dict[str, int]
    kolumner: tuple[Vardekolumn, ...]
    kategorikolumner: tuple[int, ...] = ()
    etikettkolumn: int | None = None
    arkolumn: int | None = None  # the year beside an `etikettkolumn` of months
    motsagda: tuple[int, ...] = ()  # columns whose header rows contradict each other


def find_matt(blad: Blad, kontext: Kontext, *, chosen: bool, start: int = 0) -> Hittad | None:
    """The header of a table of mått; None for a sheet that is something else. `chosen`: a person says that it is mått."""
    for top in range(start, min(start + MOST_RADER, blad.rader - 1)):
        if any(blad.row(top)) and (found := find_at(blad, top, kontext, chosen=chosen)):
            return found
    return None


def find_at(blad: Blad, top: int, kontext: Kontext, *, chosen: bool) -> Hittad | None:
    """The header that begins at a row."""
    for block in find_block(blad, top, is_ord):
        if sum(map(bool, block.nivaer)) < 2:
            continue
        seen = join_block(blad, block)
        found = _by_name(seen, block, chosen=chosen) or _by_year(seen, block, kontext, chosen=chosen)
        if found:
            motsagda = [nr for nr, words in enumerate(block.nivaer) if len(words) > 1 and join_etiketter(words) is None]
            return replace(found, motsagda=tuple(motsagda))
    return None


def is_ord(text: str) -> bool:
    """Whether a text is the heading of a column that holds no values over time."""
    said = plain(text)
    return bool(said) and (any(pattern.match(said) for pattern in SCHEMA.roller.values()) or bool(_SERIE.match(said)))


def _by_name(blad: Blad, block: Rubrikblock, *, chosen: bool) -> Hittad | None:
    cells, row = block.texter, block.rad
    roller = assign(SCHEMA, cells)
    if "matt" not in roller and (place := _nameless(blad, block, chosen=chosen)) is not None:
        roller["matt"] = place
    if "matt" not in roller or any(read_rubrik(cell).roll in (Col.KONTO, Col.VERIFIKAT, r.DEBET) for cell in cells):
        return None
    if not _is_textual(blad, roller["matt"], row + 1):
        return None
    if "grupp" in roller and roller["grupp"] == roller["matt"]:
        del roller["grupp"]
    _split_year(roller, cells)
    kategorier = tuple(place for place, cell in enumerate(cells) if SCHEMA.roller["kategori"].match(plain(cell)))
    kolumner = _value_columns(blad, block, taken={*roller.values(), *kategorier})
    if kolumner and roller.get("varde") is not None and all(k.etikett.is_tid is False for k in kolumner):
        kolumner = ()
    if "varde" in roller:
        kolumner = (Vardekolumn(roller["varde"], Etikett()), *kolumner)
    return Hittad(blad, row, roller, kolumner, kategorier) if kolumner else None


def _nameless(blad: Blad, block: Rubrikblock, *, chosen: bool) -> int | None:
    """The first column, of names without a heading, where the others say time or sex. Sex tells that it is no ledger.

    With `chosen` its heading may be any words that say what the names are of.
    """
    first = next((nr for nr, words in enumerate(block.nivaer) if words or _filled(blad, nr, block.rad + 1)), None)
    if first is None or not _is_textual(blad, first, block.rad + 1):
        return None
    if (words := " ".join(block.nivaer[first])) and (not chosen or is_ord(words) or _ENHETER.match(plain(words))):
        return None  # rows that are units do not say which mått they have
    labels = [_is_time(blad.kolumner[first].cell(row)) for row in range(block.rad + 1, blad.rader)]
    read = [join_etiketter(words) for nr, words in enumerate(block.nivaer) if words and nr != first]
    said = [
        etikett
        for etikett in read
        if etikett is None or (not etikett.rest and (etikett.is_tid or etikett.kategori or etikett.ack))
    ]
    kon = any(etikett is not None and dimension_of(etikett.kategori.split(", ")[0]) == "kon" for etikett in read)
    return first if len(said) == len(read) and not any(labels) and (chosen or kon) else None


def _split_year(roller: dict[str, int], cells: Sequence[str]) -> None:
    """A column "År" beside one of months or quarters: the year stands in the one, the part of it in the other."""
    place = roller.get("period")
    if place is None:
        return
    parts = [nr for nr, cell in enumerate(cells) if nr not in roller.values() and _DEL_AV_AR.match(plain(cell))]
    if _AR_RUBRIK.match(plain(cells[place])) and parts:
        roller["ar"], roller["period"] = place, parts[0]
    elif _DEL_AV_AR.match(plain(cells[place])):
        years = [nr for nr, cell in enumerate(cells) if nr not in roller.values() and _AR_RUBRIK.match(plain(cell))]
        roller |= {"ar": years[0]} if years else {}


def _by_year(blad: Blad, block: Rubrikblock, kontext: Kontext, *, chosen: bool) -> Hittad | None:
    """A column of years, of months, or of "Budget 2022" and "Utfall 2022": the first, or one that its heading says is."""
    cells, row = block.texter, block.rad
    first = next((place for place, cell in enumerate(cells) if cell or _filled(blad, place, row + 1)), None)
    if first is None:
        return None
    said = (place for place, cell in enumerate(cells) if place > first and plain(cell) in ("ar", "artal", "serie"))
    place = first if _SERIE.match(plain(cells[first])) else next(said, None)
    if place is None:
        return None
    ar = place if _AR_RUBRIK.match(plain(cells[place])) and _DEL_AV_AR.match(plain((*cells, "", "")[place + 1])) else None
    place = place if ar is None else place + 1
    kolumner = _value_columns(blad, block, taken={place} if ar is None else {place, ar})
    labels = _time_labels(blad, row, place, ar, kolumner)
    if not labels or len(set(labels)) < len(labels) or not kolumner:
        return None
    others = [cell for nr, cell in enumerate(cells) if cell and nr not in (place, ar)]
    months = [k for k in kolumner if k.etikett.tid and not k.etikett.rest]
    if not (len(months) > 1 or all(k.etikett.rest for k in kolumner) or _is_crossed(kolumner, labels, chosen=chosen)):
        return None
    if not chosen and (_looks_like_ledger(others) or _is_known_verksamhet(blad, kontext)):
        return None
    if months:
        kolumner = tuple(k for k in kolumner if not k.etikett.rest)
    return Hittad(blad, row, {}, kolumner, etikettkolumn=place, arkolumn=ar) if kolumner else None


def _time_labels(blad: Blad, row: int, place: int, ar: int | None, kolumner: Sequence[Vardekolumn]) -> list[tuple[str, str]]:
    """(year it stands under, label) of the rows with values; none where one is no time. Sums below are passed over."""
    labels, year = [], ""
    for nr in range(row + 1, min(blad.rader, row + 201)):
        label = blad.kolumner[place].cell(nr).removesuffix(".0")
        year = (blad.kolumner[ar].cell(nr) or year) if ar is not None else year
        if not any(blad.kolumner[k.place].cell(nr) for k in kolumner):
            year = label if label and _is_time(label) else year
            continue
        if SUMMARAD.match(plain(label)):
            continue
        if not _is_time(label):
            return []
        labels.append((year, label))
    return labels


def _is_crossed(kolumner: Sequence[Vardekolumn], labels: Sequence[tuple[str, str]], *, chosen: bool) -> bool:
    """Months by years, or years by sexes: one mått, whose name is the table's."""
    said = [k.etikett for k in kolumner]
    if any(etikett.rest for etikett in said):
        return False
    parts = [read_etikett(label) for _, label in labels]
    by_year = all(e.ar is not None and e.tid is None for e in said) and all(p.ar is None and p.tid is not None for p in parts)
    return by_year or any(etikett.kategori for etikett in said) or chosen


def _is_time(label: str) -> bool:
    """A year, a month, "Budget 2022": a type of value may stand there, but a time must."""
    etikett = read_etikett(label)
    return etikett.is_tid and (etikett.ar is not None or etikett.tid is not None)


def _looks_like_ledger(rubriker: Sequence[str]) -> bool:
    read = [read_rubrik(text) for text in rubriker]
    return any(x.roll in _HUVUDBOKSROLLER or x.roll.endswith(r.NAMN) or (x.roll == r.BELOPP and x.spann is None) for x in read)


def _is_known_verksamhet(blad: Blad, kontext: Kontext) -> bool:
    known = {fold_name(text) for nod in kontext.noder for text in (nod.kod, nod.namn)} | set(kontext.verksamheter)
    return bool(blad.namn) and fold_name(blad.namn) in known


def _value_columns(blad: Blad, block: Rubrikblock, *, taken: set[int]) -> tuple[Vardekolumn, ...]:
    """The columns whose header says time or type, or that hold figures. "Totalt" is accumulated beside months only."""
    found = []
    for place, words in enumerate(block.nivaer):
        if place in taken or not words or _HARLEDD.search(plain(" ".join(words))):
            continue
        etikett = join_etiketter(words) or Etikett(rest=" ".join(words))
        said = etikett.ar is not None or etikett.tid is not None or etikett.typ is not None or etikett.ack
        if (said and not etikett.rest) or _is_numeric(blad, place, block.rad + 1):
            found.append(Vardekolumn(place, etikett))
    parts = {(k.etikett.ar, k.etikett.tid) for k in found if k.etikett.tid and k.etikett.tid.is_del}
    ack = {ar for ar, _ in parts if sum(1 for other, _ in parts if other == ar) > 1}
    return tuple(
        k
        if not k.etikett.ack or (ack if k.etikett.ar is None else ack & {k.etikett.ar, None})
        else replace(k, etikett=replace(k.etikett, ack=False))
        for k in found
    )


def _cells(blad: Blad, place: int, start: int) -> list[str]:
    found = (blad.kolumner[place].cell(row) for row in range(start, min(blad.rader, start + 500)))
    return [text for text in found if text]


def _filled(blad: Blad, place: int, start: int) -> bool:
    return bool(_cells(blad, place, start))


def _is_numeric(blad: Blad, place: int, start: int) -> bool:
    cells = _cells(blad, place, start)
    return bool(cells) and 2 * sum(parse_cell(text) is not None for text in cells) > len(cells)


def _is_textual(blad: Blad, place: int, start: int) -> bool:
    """Whether most cells are names: "Ej verkställda beslut" is one, though "ej framtagen" stands for no value elsewhere."""
    cells = [text for text in _cells(blad, place, start) if not _is_time(text)]
    found = [parse_cell(text) for text in cells]
    return bool(cells) and 2 * sum(one is None or one.status is Vardestatus.EJ_FRAMTAGEN for one in found) > len(cells)
