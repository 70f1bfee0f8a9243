"""The fields of one SIE line: quotes (escaped with a backslash), objects in braces, space or tab between."""

import re
from dataclasses import dataclass
from functools import lru_cache

_CITAT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
FALT = rf'(?:{_CITAT}|[^ \t"{{}}]+)'
LISTA = rf'\{{[^{{}}"]*(?:{_CITAT}[^{{}}"]*)*\}}'
_DEL = re.compile(rf"[ \t]*(?:({FALT})|({LISTA}))")
_UTAN_FLYKT = re.compile(r'[ \t]*(?:("[^"]*"|[^ \t"{}]+)|(\{[^{}]*\}))')
_FLYKT = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Delar:
    """A line taken apart. `falt`: the fields unquoted, without the object list; `lista`: what stands in braces, or None."""

    falt: tuple[str, ...]
    lista: str | None
    lista_efter: int = 0  # number of fields before the braces


def unquote(raw: str) -> str:
    """A field as meant: without its quotes, an escaped quote as a quote."""
    return _FLYKT.sub(r"\1", raw[1:-1]).strip() if raw[:1] == '"' else raw


def split_rad(rad: str) -> Delar | None:
    """All fields of a line, the label first; None where a quote or brace is not closed.

    A lone backslash before the closing quote (a path) is taken as itself where the line reads in no other way.
    """
    return _split(rad, _DEL) or _split(rad, _UTAN_FLYKT)


def _split(rad: str, pattern: re.Pattern[str]) -> Delar | None:
    falt: list[str] = []
    lista, efter, place, end = None, 0, 0, len(rad.rstrip())
    while place < end:
        found = pattern.match(rad, place)
        if found is None:
            return None
        place = found.end()
        if found[2] is not None:
            if lista is not None:
                return None
            lista, efter = found[2][1:-1], len(falt)
        else:
            falt.append(unquote(found[1]))
    return Delar(tuple(falt), lista, efter)


@lru_cache(maxsize=65_536)
def split_objekt(lista: str) -> tuple[tuple[str, str], ...] | None:
    """(dimension, object) of an object list, objects that are empty left out; None where it does not go in pairs."""
    if not lista.strip():
        return ()
    delar = _split(lista, _DEL) or _split(lista, _UTAN_FLYKT)
    if delar is None or len(delar.falt) % 2 or delar.lista is not None:
        return None
    par = tuple(zip(delar.falt[::2], delar.falt[1::2], strict=True))
    if len({dimension for dimension, _ in par}) < len(par) or not all(dimension.isdigit() for dimension, _ in par):
        return None
    return tuple((dimension.lstrip("0") or "0", kod) for dimension, kod in par if kod)
