"""Postings (#TRANS and its kin) and period sums (#PSALDO, #PBUDGET) in bulk: one regex per kind, columns of distinct texts.

A line that the regex does not know is taken apart by itself, and is read or becomes a finding with its number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from finance.belopp import Enhet
from finance.inlasning.fynd import Fynd
from finance.inlasning.sie.belopp import parse_belopp
from finance.inlasning.sie.falt import FALT, LISTA, split_objekt, split_rad, unquote
from finance.inlasning.sie.rader import Rader, quote

ATGARD = "Rätta raden, eller exportera filen på nytt ur ekonomisystemet."
_KONTO = re.compile(r"[1-9][0-9]{0,9}")
_SLUT = rf"(?:[ \t]+({FALT}))?"
_TRANS = re.compile(rf"[ \t]*#[A-Za-z]+[ \t]+({FALT})[ \t]*({LISTA})[ \t]*({FALT}){_SLUT}{_SLUT}(?:[ \t]+{FALT}){{0,2}}[ \t]*$")
_SALDO = re.compile(
    rf"[ \t]*#[A-Za-z]+[ \t]+({FALT})[ \t]+({FALT})[ \t]+({FALT})[ \t]*({LISTA})[ \t]*({FALT})(?:[ \t]+{FALT})?[ \t]*$"
)
_VER = re.compile(
    rf"[ \t]*#[A-Za-z]+[ \t]+({FALT})[ \t]+({FALT})[ \t]+({FALT})(?:[ \t]+({FALT}))?(?:[ \t]+{FALT}){{0,2}}[ \t]*$"
)


@dataclass(frozen=True)
class Falt:
    """A column of fields: `codes[i]` is a place in `texts` (distinct, unquoted)."""

    codes: npt.NDArray[np.int32]
    texts: list[str]

    @classmethod
    def from_raw(cls, raw: Sequence[str | None], *, listor: bool = False) -> "Falt":
        """From fields as written. `listor`: object lists, whose quotes stay."""
        coded = pa.array(raw, pa.string()).fill_null("").dictionary_encode()
        codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        texts: list[str] = coded.dictionary.to_pylist()
        return cls(codes, texts if listor else [unquote(text) for text in texts])

    def take(self, keep: npt.NDArray[np.bool_]) -> "Falt":
        """Some of the rows."""
        return Falt(self.codes[keep], self.texts)

    def map(self, values: Sequence[object]) -> npt.NDArray[np.object_]:
        """A value per row from a value per distinct text."""
        found = np.empty(len(values), dtype=object)
        found[:] = values
        return found[self.codes] if len(self.texts) else np.empty(0, dtype=object)

    @cached_property
    def rows(self) -> npt.NDArray[np.object_]:
        """The text of each row."""
        return self.map(self.texts)


@dataclass(frozen=True)
class Poster:
    """Rows of one kind that could be read. `place`: their lines; `ore` in the file's sign; `avrundat`: rounded to öre."""

    place: npt.NDArray[np.intp]
    konto: Falt
    lista: Falt
    ore: npt.NDArray[np.int64]
    avrundat: npt.NDArray[np.bool_]
    ovriga: tuple[Falt, ...]  # #TRANS: date, text; sums: year number, period

    def __len__(self) -> int:
        return len(self.place)

    def take(self, keep: npt.NDArray[np.bool_]) -> "Poster":
        """Some of the rows."""
        ovriga = tuple(falt.take(keep) for falt in self.ovriga)
        return Poster(
            self.place[keep], self.konto.take(keep), self.lista.take(keep), self.ore[keep], self.avrundat[keep], ovriga
        )

    @cached_property
    def drift(self) -> npt.NDArray[np.bool_]:
        """Which rows are on konton of class 3-9."""
        return np.array([text[:1] >= "3" for text in self.konto.texts], dtype=bool)[self.konto.codes]

    @cached_property
    def objekt(self) -> list[tuple[tuple[str, str], ...]]:
        """(dimension, object) pairs per distinct object list."""
        return [split_objekt(text) or () for text in self.lista.texts]


def read_trans(rader: Rader, places: npt.NDArray[np.intp], enhet: Enhet, fynd: Fynd) -> Poster:
    """#TRANS, #RTRANS and #BTRANS: konto, objects, amount, date, text. Neither quantity nor signature is taken."""
    rows, kept = _match(rader, places, _TRANS, 1, (0, 4, 1, 2, 3), fynd)
    konto, lista, belopp, datum, text = rows
    return _check(rader, kept, konto, lista, belopp, (Falt.from_raw(datum), Falt.from_raw(text)), enhet, fynd)


def read_saldon(rader: Rader, places: npt.NDArray[np.intp], enhet: Enhet, fynd: Fynd) -> Poster:
    """#PSALDO or #PBUDGET: year number, period, konto, objects, amount."""
    rows, kept = _match(rader, places, _SALDO, 3, (0, 1, 2, 4, 3), fynd)
    arsnr, period, konto, lista, belopp = rows
    return _check(rader, kept, konto, lista, belopp, (Falt.from_raw(arsnr), Falt.from_raw(period)), enhet, fynd)


def _match(
    rader: Rader, places: npt.NDArray[np.intp], pattern: re.Pattern[str], before: int, order: Sequence[int], fynd: Fynd
) -> tuple[list[tuple[str | None, ...]], npt.NDArray[np.intp]]:
    """Columns of raw fields. `before`: fields before the braces; `order`: for a line alone, where each column's field is."""
    found: list[tuple[str | None, ...]] = []
    kept = []
    for place in places.tolist():
        match = pattern.match(rader.text[place])
        row = match.groups() if match else _alone(rader, place, before, order, fynd)
        if row is not None:
            found.append(row)
            kept.append(place)
    columns: list[tuple[str | None, ...]] = list(zip(*found, strict=True)) if found else [()] * 5
    return columns, np.array(kept, dtype=np.intp)


def _alone(rader: Rader, place: int, before: int, order: Sequence[int], fynd: Fynd) -> tuple[str | None, ...] | None:
    delar = split_rad(rader.text[place])
    rad, etikett = int(rader.nummer[place]), rader.etikett(place)
    if delar is None:
        text = f"Raden har ett citattecken eller en klammer som inte stängs: {quote(rader.text[place].strip())}."
        fynd.fel("rad_fel", text, ATGARD, rad=rad, kolumn=etikett)
        return None
    falt = delar.falt[1:]
    if (delar.lista is not None and delar.lista_efter - 1 < before) or not falt:
        fynd.fel("konto_saknas", f"Raden saknar konto: {quote(rader.text[place].strip())}.", ATGARD, rad=rad, kolumn=etikett)
        return None
    if len(falt) <= before or (delar.lista is not None and delar.lista_efter - 1 > before):
        fynd.fel("belopp_saknas", f"Raden saknar belopp: {quote(rader.text[place].strip())}.", ATGARD, rad=rad, kolumn=etikett)
        return None
    cells = [f'"{text}"' if text[:1] == '"' else text for text in falt]
    values: list[str | None] = [*cells[: before + 3], *[None] * 5]
    lista = "{" + (delar.lista or "") + "}"
    return tuple(lista if nr == 4 else values[nr] for nr in order)


def _check(
    rader: Rader,
    place: npt.NDArray[np.intp],
    konto: Sequence[str | None],
    lista: Sequence[str | None],
    belopp: Sequence[str | None],
    ovriga: tuple[Falt, ...],
    enhet: Enhet,
    fynd: Fynd,
) -> Poster:
    """Refuse rows whose konto, objects or amount cannot be read, one finding each."""
    konton, amounts = Falt.from_raw(konto), Falt.from_raw(belopp)
    listor = Falt.from_raw([text[1:-1] if text else "" for text in lista], listor=True)
    good, ore = parse_belopp(amounts.texts, enhet)
    kinds = (
        (konton, [_KONTO.fullmatch(text) is not None for text in konton.texts], "konto_fel", "{} är inget konto."),
        (listor, [split_objekt(text) is not None for text in listor.texts], "objekt_fel", "Objekten {} är inte i par."),
        (amounts, good.tolist(), "belopp_text", "{} är inget belopp."),
    )
    keep = np.ones(len(place), bool)
    for falt, ok, kod, text in kinds:
        per_row = np.array(ok, dtype=bool)[falt.codes] if len(place) else keep
        for row in np.flatnonzero(~per_row & keep):
            rad, etikett = int(rader.nummer[place[row]]), rader.etikett(int(place[row]))
            fynd.fel(kod, text.format(quote(falt.texts[falt.codes[row]])), ATGARD, rad=rad, kolumn=etikett)
        keep &= per_row
    per_ore = ore.ore[amounts.codes] if len(place) else np.zeros(0, np.int64)
    avrundat = ore.avrundat[amounts.codes] if len(place) else np.zeros(0, bool)
    return Poster(place, konton, listor, per_ore, avrundat, ovriga).take(keep)


@dataclass(frozen=True)
class Ver:
    """Vouchers by the place of their #VER line: name, date as written, text."""

    place: npt.NDArray[np.intp]
    namn: npt.NDArray[np.object_]
    datum: npt.NDArray[np.object_]
    text: npt.NDArray[np.object_]

    def rows(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """The voucher of each given #VER line; len(self) where it could not be read."""
        if not len(self.place):
            return np.zeros(len(places), np.intp)
        found = np.minimum(np.searchsorted(self.place, places), len(self.place) - 1)
        return np.where(self.place[found] == places, found, len(self.place))


def read_ver(rader: Rader, fynd: Fynd) -> Ver:
    """#VER: series, number, date and text; who registered it is never taken. One more, empty, entry ends each column."""
    place, rows = [], []
    for nr in rader.places("#VER").tolist():
        match = _VER.match(rader.text[nr])
        falt = match.groups() if match else None
        if falt is None:
            delar = split_rad(rader.text[nr])
            if delar is None or len(delar.falt) < 4:
                fault = f"Verifikatet kan inte läsas: {quote(rader.text[nr].strip())}. Det behöver serie, nummer och datum."
                fynd.fel("ver_fel", fault, ATGARD, rad=int(rader.nummer[nr]), kolumn="#VER")
                continue
            falt = (*delar.falt[1:4], delar.falt[4] if len(delar.falt) > 4 else None)
        place.append(nr)
        rows.append(falt)
    columns = list(zip(*rows, strict=True)) if rows else [()] * 4
    serie, nummer, datum, text = (Falt.from_raw([*column, ""]).rows for column in columns)
    namn = np.array([f"{s} {n}".strip() for s, n in zip(serie, nummer, strict=True)], dtype=object)
    return Ver(np.array(place, dtype=np.intp), namn, datum, text)


def drop_corrected(rader: Rader, poster: Poster, ver: npt.NDArray[np.intp], fynd: Fynd) -> Poster:
    """#BTRANS is a row taken away: not counted. #RTRANS is a row added, followed by the same #TRANS: counted once."""
    kinds = np.array([rader.etikett(int(place)) for place in poster.place], dtype=object)
    keep = kinds != "#BTRANS"
    if removed := int((~keep).sum()):
        fynd.upplysning("btrans", f"{removed} borttagna transaktionsrader (#BTRANS) räknas inte.")
    added = np.flatnonzero(kinds == "#RTRANS")
    keep[added] = _alone_rtrans(poster, ver, kinds, added)
    if len(added):
        fynd.upplysning("rtrans", f"{len(added)} tillagda transaktionsrader (#RTRANS) räknas en gång.")
    for row in added[keep[added]]:
        text = "Den tillagda raden (#RTRANS) följs inte av samma rad som #TRANS. Den räknas."
        fynd.varning("rtrans_ensam", text, "Kontrollera verifikatet.", rad=int(rader.nummer[poster.place[row]]))
    return poster.take(keep)


def _alone_rtrans(
    poster: Poster, ver: npt.NDArray[np.intp], kinds: npt.NDArray[np.object_], added: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Which #RTRANS have no #TRANS of their own after them in the voucher."""
    if not len(added):
        return np.zeros(0, bool)
    near = pd.DataFrame({"ver": ver, "konto": poster.konto.rows, "lista": poster.lista.rows, "ore": poster.ore, "kind": kinds})
    waiting: dict[tuple[object, ...], list[int]] = {}
    alone = dict.fromkeys(added.tolist(), True)
    for row, (group, konto, lista, ore, kind) in zip(*_of_vers(near, ver[added]), strict=True):
        key = (group, konto, lista, ore)
        if kind == "#RTRANS":
            waiting.setdefault(key, []).append(row)
        elif kind == "#TRANS" and waiting.get(key):
            alone[waiting[key].pop(0)] = False
    return np.array(list(alone.values()), dtype=bool)


def _of_vers(frame: pd.DataFrame, wanted: npt.NDArray[np.intp]) -> tuple[list[int], list[tuple[object, ...]]]:
    part = frame[frame["ver"].isin(set(wanted.tolist()))]
    return part.index.tolist(), list(part.itertuples(index=False, name=None))
