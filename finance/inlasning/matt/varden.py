"""A cell of a table of mått: an exact decimal, "?" (unknown), empty (not produced), or a word that says one of them."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from finance.inlasning.cell.tal import TOMT, parse_belopp, split_enhet
from finance.inlasning.planrader import Vardestatus
from finance.inlasning.tabell.rubrik import fold

_OKAND = re.compile(r"\?+|okant?|(?:uppgift )?saknas|vet ej")
_EJ = re.compile(r"\.{2,}|n/?a|(?:ej|inte) \w+.{0,40}|u\.? ?s\.?")
_FOTNOT = re.compile(r"\s*(?:\*+|(?<![mM])[\u00b9\u00b2\u00b3\u2070-\u2079]+\)?| [1-9][0-9]?\))$")
_UNDER = re.compile(r"[<>\u2264\u2265] ?[0-9]+|(?:farre an|under|mindre an) [0-9]+")


@dataclass(frozen=True, slots=True)
class Cellvarde:
    """`varde` is set for VARDE only. `anmarkning`: the cell's own words where they say more than the status."""

    varde: Decimal | None
    status: Vardestatus
    enhet: str = ""
    anmarkning: str = ""


def strip_fotnot(text: str) -> str:
    """The text without the mark of a footnote at its end: "Hushåll 1)", "45*", "2021\u00b9"."""
    return _FOTNOT.sub("", text) or text


def parse_cell(text: str) -> Cellvarde | None:
    """The value of a cell; None for a text that is no value."""
    if text in TOMT:
        return Cellvarde(None, Vardestatus.EJ_FRAMTAGEN)
    low = fold(text).strip()
    if _OKAND.fullmatch(low) or set(low) == {"*"}:
        return Cellvarde(None, Vardestatus.OKAND, anmarkning="" if low == "?" else text)
    if _UNDER.fullmatch(low):
        return Cellvarde(None, Vardestatus.OKAND, anmarkning=text)
    if _EJ.fullmatch(low):
        return Cellvarde(None, Vardestatus.EJ_FRAMTAGEN, anmarkning=text)
    bare = text.rstrip()
    if is_procent := bare.endswith("%"):
        bare = bare[:-1].rstrip()
    value = parse_belopp(bare)
    if value is None:
        return _with_mark(text)
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    own = split_enhet(bare)[1]
    return Cellvarde(value, Vardestatus.VARDE, "%" if is_procent else own.label if own else "")


def _with_mark(text: str) -> Cellvarde | None:
    """A figure with the mark of a footnote, which becomes its anmärkning."""
    bare = strip_fotnot(text)
    found = parse_cell(bare) if bare != text else None
    if found is None or found.varde is None:
        return None
    return replace(found, anmarkning=text[len(bare) :].strip())
