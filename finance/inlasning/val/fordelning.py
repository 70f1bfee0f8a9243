"""How an annual budget is spread over the months: by twelfths, as last year, or by twelve weights of the user's own.

A choice is kept as text: `tolftedelar`, `forra-aret`, or twelve weights as `8,8,9,...` (dot for decimals).
"""

import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from finance.belopp import split_by_weights
from finance.errors import InvalidValue

TOLFTEDELAR = "tolftedelar"
FORRA_ARET = "forra-aret"
_UTAN_PRICKAR = str.maketrans("åäö", "aao")
_TAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def parse_fordelning(text: str) -> str:
    """A choice as kept. Weights may be written with semicolons or blanks, then with decimal comma. Raises InvalidValue."""
    written = text.strip().lower().translate(_UTAN_PRICKAR)
    if written in (TOLFTEDELAR, FORRA_ARET):
        return written
    parts = [part for part in re.split(r"[;\s]+", written) if part]
    parts = [part.replace(",", ".") for part in parts] if len(parts) == 12 else [part.strip() for part in written.split(",")]
    if len(parts) != 12 or not all(_TAL.fullmatch(part) for part in parts) or not any(map(Decimal, parts)):
        raise InvalidValue(
            f"{text!r} är ingen fördelning. Skriv {TOLFTEDELAR}, {FORRA_ARET} eller tolv tal, ett per månad och minst ett "
            "större än noll, till exempel 8,8,9,8,8,8,7,7,9,9,9,10."
        )
    return ",".join(parts)


def own_weights(fordelning: str | None) -> tuple[float, ...] | None:
    """The twelve weights, January first; None for the other choices."""
    if fordelning in (None, TOLFTEDELAR, FORRA_ARET):
        return None
    return tuple(map(float, parse_fordelning(fordelning).split(",")))


def split_rows(
    ore: npt.NDArray[np.int64], manader: Sequence[int], weights: Sequence[float] | None
) -> list[npt.NDArray[np.int64]]:
    """An amount per row on `manader` (1-12): one array per month, each row sums to its amount exactly.

    Without weights evenly, the last month with the remainder.
    """
    if weights is None:
        share = np.sign(ore) * (np.abs(ore) // len(manader))
        return [*([share] * (len(manader) - 1)), ore - share * (len(manader) - 1)]
    mine = [weights[manad - 1] for manad in manader]
    split = [split_by_weights(int(one), mine) for one in ore]
    return list(np.array(split, dtype=np.int64).reshape(len(ore), len(manader)).T)
