"""The lines of a SIE file, each with its label and its number; and vouchers' blocks checked."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fynd import Fynd

OPPNA, STANG, OVRIGT, TOM = "{", "}", "?", ""
VERRADER = ("#TRANS", "#RTRANS", "#BTRANS")
_ETIKETT = r"(?i)^[ \t]*(?P<e>#[a-z][a-z0-9_]*|[{}].*|[^ \t])"


@dataclass(frozen=True)
class Rader:
    """All lines. `etiketter[koder[i]]` is the label of line i: `#TRANS`, a brace, OVRIGT or TOM.

    `nummer`: the first line of the file is 1.
    """

    text: list[str]
    nummer: npt.NDArray[np.int64]
    koder: npt.NDArray[np.int32]
    etiketter: list[str]

    def places(self, *etiketter: str) -> npt.NDArray[np.intp]:
        """Lines with one of the labels, in file order."""
        wanted = [place for place, etikett in enumerate(self.etiketter) if etikett in etiketter]
        return np.flatnonzero(np.isin(self.koder, wanted))

    def etikett(self, place: int) -> str:
        """The label of one line."""
        return self.etiketter[int(self.koder[place])]


def split_rader(text: str) -> Rader:
    """Lines with labels; a quoted text broken over lines is joined."""
    lines = text.split("\n")
    rader = _label(lines, np.arange(1, len(lines) + 1))
    loose = rader.places(OVRIGT)
    if not len(loose):
        return rader
    joined = _join(lines, set(loose.tolist()))
    return rader if joined is None else _label(*joined)


def _label(lines: list[str], nummer: npt.NDArray[np.int64]) -> Rader:
    found = pc.extract_regex(pa.array(lines, pa.string()), _ETIKETT)
    names = pc.fill_null(pc.struct_field(found, [0]), TOM).dictionary_encode()
    etiketter = [_name(raw) for raw in names.dictionary.to_pylist()]
    return Rader(lines, nummer, names.indices.to_numpy(zero_copy_only=False).astype(np.int32), etiketter)


def _name(raw: str) -> str:
    if raw[:1] == "#" and len(raw) > 1:
        return raw.upper()
    bare = raw.strip()
    return TOM if bare in ("", ";") else bare if bare in (OPPNA, STANG) else OVRIGT


def _join(lines: list[str], loose: set[int]) -> tuple[list[str], npt.NDArray[np.int64]] | None:
    """Lines that continue an open quote put after it; None where no line does."""
    kept: list[str] = []
    nummer: list[int] = []
    open_quote = changed = False
    for place, line in enumerate(lines):
        odd = line.count('"') - line.count('\\"')
        if place in loose and open_quote and kept:
            kept[-1] += " " + line
            open_quote = odd % 2 == 0
            changed = True
            continue
        kept.append(line)
        nummer.append(place + 1)
        open_quote = odd % 2 == 1
    return (kept, np.array(nummer, dtype=np.int64)) if changed else None


@dataclass(frozen=True)
class Verblock:
    """`ver`: per line, the place of the #VER line whose block it stands in, or -1."""

    ver: npt.NDArray[np.intp]


def check_block(rader: Rader, fynd: Fynd) -> Verblock:
    """Which voucher each line belongs to; a brace that is missing or too many is a finding."""
    inside = np.full(len(rader.text), -1, np.intp)
    last_ver, opened, waiting, depth = -1, -1, -1, 0
    for place in rader.places("#VER", OPPNA, STANG).tolist():
        etikett = rader.etikett(place)
        if etikett == OPPNA:
            if depth:
                _klammer(rader, place, "En klammer öppnas i ett verifikat som redan är öppet.", fynd)
            depth, opened, waiting = 1, place, -1
        elif etikett == STANG:
            if not depth:
                _klammer(rader, place, "En klammer stängs som aldrig öppnades.", fynd)
            elif last_ver >= 0:
                inside[opened + 1 : place] = last_ver
            depth, last_ver = 0, -1
        else:
            if depth:
                _klammer(rader, opened, f"Klammern stängs inte före nästa verifikat (rad {rader.nummer[place]}).", fynd)
                inside[opened + 1 : place] = last_ver
            _check_waiting(rader, waiting, fynd)
            depth, last_ver, waiting = 0, place, place
    _check_waiting(rader, waiting, fynd)
    if depth:
        text = "Filen tar slut mitt i ett verifikat: klammern stängs aldrig. Filen är troligen avbruten."
        _klammer(rader, opened, text, fynd)
        inside[opened + 1 :] = last_ver
    _check_inside(rader, inside, fynd)
    return Verblock(inside)


def _check_waiting(rader: Rader, ver: int, fynd: Fynd) -> None:
    if ver >= 0:
        _klammer(rader, ver, "Verifikatet (#VER) följs inte av rader inom klamrar.", fynd)


def _klammer(rader: Rader, place: int, text: str, fynd: Fynd) -> None:
    fynd.fel("klammer", text, "Exportera filen på nytt ur ekonomisystemet.", rad=int(rader.nummer[place]))


def _check_inside(rader: Rader, inside: npt.NDArray[np.intp], fynd: Fynd) -> None:
    trans = rader.places(*VERRADER)
    for place in trans[inside[trans] < 0]:
        text = f"Raden {rader.etikett(place)} står inte i något verifikat (#VER med klamrar)."
        fynd.fel("trans_utan_ver", text, "Exportera filen på nytt ur ekonomisystemet.", rad=int(rader.nummer[place]))
    known = [nr for nr, etikett in enumerate(rader.etiketter) if etikett in (*VERRADER, "#VER", OPPNA, STANG, TOM)]
    stray = (inside >= 0) & ~np.isin(rader.koder, known)
    stray[rader.places(OVRIGT)] = True
    for place in np.flatnonzero(stray):
        fynd.fel(
            "okand_rad",
            f"{quote(rader.text[place].strip())} är ingen rad som SIE har här.",
            "Kontrollera raden, eller exportera filen på nytt ur ekonomisystemet.",
            rad=int(rader.nummer[place]),
        )


def quote(text: str) -> str:
    """A piece of a line in Swedish quotation marks, short and without personnummer."""
    return f"\u201d{mask_text(text)[0][:60]}\u201d"
