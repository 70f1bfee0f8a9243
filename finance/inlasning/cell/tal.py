"""Amounts as people and programs write them.

Read: space and thin-space thousands, decimal comma, `1.234,56`, `1,234.56`, U+2212, trailing minus, parentheses, plain floats,
scientific, and `kr`/`tkr`/`Mnkr` beside the figure. The number is what is written; the unit beside it is told apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finance.belopp import Enhet

TOMT = frozenset({"", "-", "\u2013", "\u2014", "\u2212"})
"""What stands for "no figure" in an amount column."""

ENHETSORD = {
    **dict.fromkeys(("kr", "kronor", "sek", ":-"), Enhet.KR),
    **dict.fromkeys(("tkr", "kkr", "ksek", "tusen kr", "tusen kronor", "tusental kronor", "tusentals kronor"), Enhet.TKR),
    **dict.fromkeys(("mnkr", "mkr", "msek", "miljoner kronor", "miljoner kr", "milj kr", "mn kr"), Enhet.MNKR),
}
_MAX = 10**15
MAX_ORE = 10**16
"""No amount of a kommun is a hundred billion kronor: larger is a fault in the file."""
_MINUS = "[\u2212\u2013\u2012\u2010\u2011]"
_SPACE = "[\u00a0\u2000-\u200a\u202f\u205f]"
_SUFFIX = re.compile(
    r"^(?P<tal>.*?[0-9)\-.,])\s*(?P<enhet>:-|[a-zåäö]{2,10}\.?(?: (?:kronor|kr))?)$", re.IGNORECASE | re.DOTALL
)
_PREFIX = re.compile(r"^(?P<enhet>sek|kr|tkr|mnkr|mkr)\.?\s*(?P<tal>[0-9(\-+].*)$", re.IGNORECASE | re.DOTALL)
_SHAPE = re.compile(r"[+-]?[0-9][0-9 .,]*|[+-]?[.,][0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
_EXPONENT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
_DOT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")


def split_enhet(text: str) -> tuple[str, Enhet | None]:
    """The figure and the unit written beside it (None if none)."""
    for pattern in (_SUFFIX, _PREFIX):
        found = pattern.match(text)
        if found and (enhet := ENHETSORD.get(found["enhet"].lower().rstrip("."))) is not None:
            return found["tal"], enhet
    return text, None


def parse_belopp(text: str, *, tusental: str = "") -> Decimal | None:
    """The number in `text`, or None where it is not one. `tusental`: "." or "," when the column is known to group by it.

    A lone comma or dot is a decimal mark ("1,234" is 1.234) unless `tusental` says otherwise.
    """
    bare = re.sub(_MINUS, "-", re.sub(_SPACE, " ", text)).strip()
    bare = split_enhet(bare)[0].strip()
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    elif bare.endswith("-"):
        bare, negative = bare[:-1].strip(), True
    if negative and bare[:1] in ("-", "+"):
        return None
    sign = "-" if bare.startswith("-") else ""
    bare = sign + bare[1:].lstrip() if bare[:1] in ("-", "+") else bare
    value = _unsigned(bare.removeprefix("-"), tusental)
    if value is None or abs(value) >= _MAX:
        return None
    return -value if (negative or sign) and value else value


def _unsigned(bare: str, tusental: str) -> Decimal | None:
    if _EXPONENT.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if not _SHAPE.fullmatch(bare):
        return None
    decimal = _decimal_mark(bare, tusental)
    whole, mark, part = bare.rpartition(decimal) if decimal and decimal in bare else (bare, "", "")
    if (mark and part and not part.isdigit()) or whole.count(decimal or "\0"):
        return None
    other = {",": ".", ".": ","}.get(decimal) or ("," if "," in whole else ".")
    if other and other in whole:
        groups = whole.split(other)
        if not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
            return None
        whole = "".join(groups)
    if whole and not _GROUPED.fullmatch(whole):
        return None
    return Decimal(f"{whole.replace(' ', '') or '0'}.{part or '0'}")


def _decimal_mark(bare: str, tusental: str) -> str:
    """Which of `,` and `.` is the decimal mark in this number; "" for none."""
    last_comma, last_dot = bare.rfind(","), bare.rfind(".")
    if last_comma >= 0 and last_dot >= 0:
        return "," if last_comma > last_dot else "."
    mark = "," if last_comma >= 0 else "." if last_dot >= 0 else ""
    return "" if mark and (bare.count(mark) > 1 or (mark == tusental and len(bare) - bare.rfind(mark) == 4)) else mark


@dataclass(frozen=True)
class Talvarden:
    """Distinct texts of an amount column, parsed: value = mantissa x 10^-decimals, exact integers. One entry per text."""

    mantissa: npt.NDArray[np.int64]
    decimals: npt.NDArray[np.int64]
    tomt: npt.NDArray[np.bool_]
    fel: npt.NDArray[np.bool_]
    potens: npt.NDArray[np.int64]  # power of ten from the text's own unit to öre; 0 where it has no unit
    enheter: tuple[Enhet, ...] = ()  # the units written beside figures

    def to_ore(self, enhet: Enhet) -> "Orebelopp":
        """Öre, rounded half away from zero. A unit written beside a figure goes before `enhet`."""
        shift = self.decimals - np.where(self.potens > 0, self.potens, _potens(enhet))
        for_stort = np.abs(self.mantissa) * 10.0 ** -shift.astype(float) >= MAX_ORE
        mantissa = np.where(for_stort, 0, self.mantissa)
        down = 10 ** np.clip(shift, 0, 18)
        scaled = np.abs(mantissa) * 10 ** np.clip(-shift, 0, 9)
        whole = scaled // down + ((scaled % down) * 2 >= down).astype(np.int64) * (down > 1)
        return Orebelopp(np.sign(mantissa) * whole, scaled % down != 0, for_stort)


@dataclass(frozen=True)
class Orebelopp:
    """Per distinct text: öre, whether rounding changed it, and whether it is too large to be an amount (then öre is 0)."""

    ore: npt.NDArray[np.int64]
    avrundat: npt.NDArray[np.bool_]
    for_stort: npt.NDArray[np.bool_]


def _potens(enhet: Enhet) -> int:
    return len(str(enhet.ore)) - 1


def parse_varden(values: pa.Array) -> Talvarden:
    """Parse distinct cleaned texts. Plain and Swedish spellings in bulk, the rest one by one."""
    size = len(values)
    mantissa, decimals = np.zeros(size, np.int64), np.zeros(size, np.int64)
    plain = pc.replace_substring_regex(values, "^[\u2212\u2013]", "-")
    swedish = _as_array(pc.match_substring_regex(plain, "^-?[0-9]{1,3}( [0-9]{3})+(,[0-9]{1,4})?$|^-?[0-9]{1,12},[0-9]{1,4}$"))
    grouping = _find_tusental(values)
    if grouping == ",":
        swedish[:] = False
    dotted = _as_array(pc.match_substring_regex(plain, r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$"))
    if grouping == ".":
        dotted &= ~_as_array(pc.match_substring_regex(plain, r"^-?[0-9]{1,3}\.[0-9]{3}$"))
    fast = swedish | dotted
    if fast.any():
        bulk = pc.replace_substring(pc.replace_substring(plain.filter(pa.array(fast)), " ", ""), ",", ".")
        dot = pc.find_substring(bulk, ".").to_numpy(zero_copy_only=False)
        length = pc.utf8_length(bulk).to_numpy(zero_copy_only=False)
        decimals[fast] = np.where(dot >= 0, length - dot - 1, 0)
        mantissa[fast] = pc.cast(pc.replace_substring(bulk, ".", ""), pa.int64()).to_numpy(zero_copy_only=False)
    return _parse_rest(values, np.flatnonzero(~fast), mantissa, decimals, grouping)


def _parse_rest(
    values: pa.Array,
    places: npt.NDArray[np.intp],
    mantissa: npt.NDArray[np.int64],
    decimals: npt.NDArray[np.int64],
    grouping: str,
) -> Talvarden:
    tomt, fel = np.zeros(len(values), bool), np.zeros(len(values), bool)
    potens = np.zeros(len(values), np.int64)
    enheter: set[Enhet] = set()
    texts: Sequence[str] = values.take(pa.array(places)).to_pylist()
    for place, text in zip(places, texts, strict=True):
        if text in TOMT:
            tomt[place] = True
        elif (value := parse_belopp(text, tusental=grouping)) is None:
            fel[place] = True
        else:
            mantissa[place], decimals[place] = _as_integer(value)
            if (enhet := split_enhet(text)[1]) is not None:
                enheter.add(enhet)
                potens[place] = _potens(enhet)
    return Talvarden(mantissa, decimals, tomt, fel, potens, tuple(sorted(enheter)))


def _as_integer(value: Decimal) -> tuple[int, int]:
    """Mantissa and decimals. More decimals than 9 (float dust) are rounded at the ninth, away from zero at half."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if decimals > 9 or abs(value) * 10**decimals >= 10**17:
        decimals = next(d for d in range(9, -1, -1) if abs(value) * 10**d < 10**17)
        value = round(value, decimals)
    return int(value.scaleb(decimals)), decimals


def _find_tusental(values: pa.Array) -> str:
    """The mark ("." or ",") when some text of the column shows that it groups thousands so."""
    suspicious = values.filter(pc.match_substring_regex(values, r"[0-9][.,][0-9]{3}[.,]"))
    for text in suspicious.to_pylist()[:1000]:
        bare = split_enhet(text)[0].strip(" ()-+\u2212")
        if _DOT_GROUPS.fullmatch(bare):
            return "."
        if _COMMA_GROUPS.fullmatch(bare):
            return ","
    return ""


def _as_array(mask: pa.Array) -> npt.NDArray[np.bool_]:
    return np.array(mask.to_numpy(zero_copy_only=False), dtype=bool)
