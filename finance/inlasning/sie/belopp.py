"""Amounts of a SIE file: kronor with a dot (a comma is understood), to öre."""

import re

import numpy as np
import pyarrow as pa

from finance.belopp import Enhet
from finance.inlasning.cell.tal import Orebelopp, parse_varden

_BELOPP = re.compile(r"[+-]?(?:[0-9]{1,15}(?:[.][0-9]{0,12}|,[0-9]{1,2})?|[.][0-9]{1,12})")


def parse_belopp(texts: list[str], enhet: Enhet) -> tuple[np.ndarray, Orebelopp]:
    """Which of the distinct texts are amounts, and their öre (0 where they are not)."""
    good = [_BELOPP.fullmatch(text) is not None for text in texts]
    plain = [text.lstrip("+").rstrip(".") if ok else "0" for text, ok in zip(texts, good, strict=True)]
    varden = parse_varden(pa.array(plain, pa.string()))
    ore = varden.to_ore(enhet)
    return np.array(good, dtype=bool) & ~varden.fel & ~varden.tomt & ~ore.for_stort, ore


def parse_one(text: str) -> int | None:
    """Öre of one amount in kronor, or None where it is not one."""
    good, ore = parse_belopp([text], Enhet.KR)
    return int(ore.ore[0]) if good[0] else None
