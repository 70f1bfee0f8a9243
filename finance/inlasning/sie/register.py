"""The small records of a SIE file: who, which years, names of konton, dimensions and objects, and the year's results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.fynd import Fynd
from finance.inlasning.sie.belopp import parse_one
from finance.inlasning.sie.falt import split_rad
from finance.inlasning.sie.rader import STANG, TOM, Rader, quote

_EJ = (
    "#FLAGGA #PROGRAM #FORMAT #GEN #SIETYP #PROSA #FTYP #FNR #BKOD #ADRESS #TAXAR #OMFATTN #KPTYP #KTYP #ENHET #SRU #IB #UB "
    "#OIB #OUB #KSUMMA #KONTAKT"
)
EJ_LASTA = frozenset(_EJ.split())
"""Records of the standard that say nothing about drift."""
_MOST = 10


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension as the file declares it. `over`: the dimension it is a part of (#UNDERDIM), or None."""

    nr: str
    namn: str
    over: str | None = None


@dataclass
class Register:
    """Years by number (0 is the current one, -1 the one before), names, and #RES in öre per (year number, konto)."""

    fnamn: str = ""
    orgnr: str = ""
    rar: dict[int, tuple[date, date]] = field(default_factory=dict)
    konton: dict[str, str] = field(default_factory=dict)
    dimensioner: dict[str, Dimension] = field(default_factory=dict)
    objekt: dict[tuple[str, str], str] = field(default_factory=dict)
    res: dict[tuple[int, str], int] = field(default_factory=dict)
    valuta: str = "SEK"


class _RadfelError(Exception):
    """One line does not say what it should; the text is a Swedish sentence."""


def read_register(rader: Rader, fynd: Fynd) -> Register:
    """Everything but vouchers and period sums; each line that cannot be read is a finding."""
    register = Register()
    for place in rader.places(*_LASARE).tolist():
        etikett = rader.etikett(place)
        try:
            _LASARE[etikett](register, _falt(rader.text[place]))
        except _RadfelError as error:
            text = f"{etikett}: {error} {quote(rader.text[place].strip())}"
            fynd.fel("rad_fel", text, "Rätta raden, eller exportera filen på nytt.", rad=int(rader.nummer[place]))
    _tell_unknown(rader, fynd)
    _tell_last(rader, fynd)
    return register


def _falt(rad: str) -> tuple[str, ...]:
    delar = split_rad(rad)
    if delar is None:
        raise _RadfelError("Raden har ett citattecken eller en klammer som inte stängs.")
    return delar.falt[1:]


def _tell_unknown(rader: Rader, fynd: Fynd) -> None:
    known = {*EJ_LASTA, *_LASARE, "#VER", "#TRANS", "#RTRANS", "#BTRANS", "#PSALDO", "#PBUDGET"}
    unknown = [place for place, etikett in enumerate(rader.etiketter) if etikett[:1] == "#" and etikett not in known]
    places = np.flatnonzero(np.isin(rader.koder, unknown))
    if not len(places):
        return
    if places[-1] == len(rader.text) - 1:
        rad = int(rader.nummer[places[-1]])
        fynd.fel("avbruten", "Filen tar slut mitt i en rad.", "Exportera filen på nytt ur ekonomisystemet.", rad=rad)
    namn = ", ".join(rader.etiketter[place][:30] for place in unknown[:_MOST])
    more = f" och {len(unknown) - _MOST} till" if len(unknown) > _MOST else ""
    text = f"{len(places)} rader med okända poster lästes inte: {namn}{more}."
    fynd.varning("okand_post", text, "Kontrollera att inga belopp saknas.", rad=int(rader.nummer[places[0]]))


def _tell_last(rader: Rader, fynd: Fynd) -> None:
    last = len(rader.text) - 1
    if rader.etikett(last) not in (TOM, STANG):
        text = "Filens sista rad slutar utan radbrytning. Filen kan vara avbruten."
        fynd.varning("sista_raden", text, "Stäm av summan mot ekonomisystemet.", rad=int(rader.nummer[last]))


def _want(falt: tuple[str, ...], antal: int) -> None:
    if len(falt) < antal:
        raise _RadfelError("Raden har för få fält.")


def _fnamn(register: Register, falt: tuple[str, ...]) -> None:
    register.fnamn = falt[0] if falt else ""


def _orgnr(register: Register, falt: tuple[str, ...]) -> None:
    register.orgnr = falt[0] if falt else ""


def _valuta(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 1)
    register.valuta = falt[0].upper()


def parse_arsnr(text: str) -> int:
    """0, -1, -2. Raises ValueError."""
    arsnr = int(text)
    if not -99 <= arsnr <= 99:
        raise ValueError(text)
    return arsnr


def _arsnr(text: str) -> int:
    try:
        return parse_arsnr(text)
    except ValueError as error:
        raise _RadfelError("Årsnumret är inget tal.") from error


def _rar(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 3)
    arsnr, start, slut = _arsnr(falt[0]), parse_datum(falt[1]), parse_datum(falt[2])
    if start is None or slut is None or slut < start or (slut - start).days > 600:
        raise _RadfelError("Räkenskapsåret har inga giltiga datum.")
    register.rar[arsnr] = (start, slut)


def _konto(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 1)
    register.konton[falt[0]] = falt[1] if len(falt) > 1 else ""


def _dim(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 1)
    nr = falt[0].lstrip("0") or "0"
    register.dimensioner[nr] = Dimension(nr, falt[1] if len(falt) > 1 else "")


def _underdim(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 3)
    nr = falt[0].lstrip("0") or "0"
    register.dimensioner[nr] = Dimension(nr, falt[1], falt[2].lstrip("0") or "0")


def _objekt(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 2)
    register.objekt[falt[0].lstrip("0") or "0", falt[1]] = falt[2] if len(falt) > 2 else ""


def _res(register: Register, falt: tuple[str, ...]) -> None:
    _want(falt, 3)
    ore = parse_one(falt[2])
    if ore is None:
        raise _RadfelError("Beloppet är inget tal.")
    key = (_arsnr(falt[0]), falt[1])
    register.res[key] = register.res.get(key, 0) + ore


_LASARE: Mapping[str, Callable[[Register, tuple[str, ...]], None]] = {
    "#FNAMN": _fnamn,
    "#ORGNR": _orgnr,
    "#VALUTA": _valuta,
    "#RAR": _rar,
    "#KONTO": _konto,
    "#DIM": _dim,
    "#UNDERDIM": _underdim,
    "#OBJEKT": _objekt,
    "#RES": _res,
}
