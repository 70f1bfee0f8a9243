"""Personnummer never get further than this: masked in free text before rows leave the reader (DESIGN 6.8, OSL 26 kap. 1 §).

10 or 12 digits with `-`, `+`, space or nothing between; samordningsnummer (day + 60) too. The check digit decides, so order
numbers stay; organisationsnummer (month digits >= 20) are not personnummer and stay.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc
from personnummer import personnummer

MASK = "[personnummer]"
_LIKE = r"[0-9]{6} ?[-+\x{2212}\x{2013}]? ?[0-9]{4}"
_FIND = re.compile(
    r"(?<![0-9])((?:18|19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01]))"
    r" ?([-+\u2212\u2013]?) ?([0-9]{4})(?![0-9])"
)


def mask_text(text: str) -> tuple[str, int]:
    """The text with every valid personnummer and samordningsnummer masked, and how many there were."""
    antal = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal antal
        mark = "+" if found[2] == "+" else "-"
        if not personnummer.valid(f"{found[1]}{mark}{found[3]}"):
            return found[0]
        antal += 1
        return MASK

    return _FIND.sub(replace, text), antal


def mask_values(values: pa.Array) -> tuple[list[str], list[int]]:
    """Distinct texts masked, and the number masked in each. Texts without anything alike cost one pass in bulk."""
    texts: list[str] = values.to_pylist()
    counts = [0] * len(texts)
    alike = pc.match_substring_regex(values, _LIKE).to_numpy(zero_copy_only=False)
    for place in alike.nonzero()[0]:
        texts[place], counts[place] = mask_text(texts[place])
    return texts, counts
