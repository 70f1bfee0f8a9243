"""Numbers that are written as words, and words of how many times one amount is another."""

import re
from decimal import Decimal

from finance.rapport.kontroll.tal import Slag, Tal

_ENTAL = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_TONTAL = ("tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
_TIOTAL = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_ORD = {word: number for number, word in enumerate((*_ENTAL, *_TONTAL), 1)} | {"aderton": 18, "hundra": 100}
_ORD |= {ten + one: 10 * place + add for place, ten in enumerate(_TIOTAL, 2) for add, one in enumerate(("", *_ENTAL))}
_ORD |= {ten + "ett": 10 * place + 1 for place, ten in enumerate(_TIOTAL, 2)}
RAKNEORD = {word: number for word, number in _ORD.items() if word != "en"}
"""Two and above: "en" and "ett" are mostly articles."""
_ORDTAL = re.compile(rf"\b(?:{'|'.join(sorted(RAKNEORD, key=len, reverse=True))})\b", re.IGNORECASE)
_INTE_ANTAL = re.compile(
    r"[ \u00a0]+(?:första|inledande|sista|senaste|av\b|månader|veckor|dagar|år\b|gånger|\w*delar\b|\w*del\b|procent\w*|"
    r"miljon\w*|tusen|hundra|i\s+topp)",
    re.IGNORECASE,
)
"""After a number: it is a time, a part or another number."""
_UNGEFAR = re.compile(r"\b(?:cirka|ca\.?|omkring|runt|ungefär|drygt|knappt|nästan|närmare|minst|högst)\s*\Z", re.IGNORECASE)


def find_ordtal(sentence: str) -> list[Tal]:
    """Every count from two that is written as a word, in order: `elva färre`, `trettio hem`."""
    found = []
    for match in _ORDTAL.finditer(sentence):
        if _INTE_ANTAL.match(sentence, match.end()):
            continue
        found.append(
            Tal(
                text=match.group(),
                varde=Decimal(RAKNEORD[match.group().lower()]),
                decimaler=0,
                slag=Slag.UTAN,
                enhet=None,
                tecken="",
                ungefar=_UNGEFAR.search(sentence[: match.start()]) is not None,
                start=match.start(),
                slut=match.end(),
            )
        )
    return found
