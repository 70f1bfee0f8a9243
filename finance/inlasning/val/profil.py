"""A profile: the choices made for a source, so that they need not be made again next month. Values only.

A source is recognised by the words of its header rows, without months, years and units; so are columns and sheets.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import find_spann
from finance.inlasning.modell import Bladval, Profil, Profilblad, Tecken
from finance.inlasning.tabell.rubrik import fold, strip_enhet
from finance.kolumner import Slag

VERSION = 1
VAL = ("las", "dolda", "slag", "enhet", "tecken", "ackumulerat", "fordelning")
"""The fields of Bladval that are remembered as they are."""
_AR = re.compile(r"\b(?:19|20|21)[0-9]{2}\b")


def source_words(text: str) -> str:
    """Words without months, years, units, numbers and marks: "Utfall maj 2022 (tkr)" is "utfall"."""
    low = strip_enhet(text.lower().replace("_", " "))
    rest = _AR.sub(" ", find_spann(low)[1])
    return " ".join(re.findall(r"[a-z]+", fold(rest)))


def column_keys(rubriker: Sequence[str], *, with_month: Sequence[bool]) -> list[str]:
    """What each column is known by: its words, numbered where several say the same and have no month of their own."""
    words = [source_words(text) for text in rubriker]
    total, seen = Counter(words), Counter[str]()
    keys = []
    for word, dated in zip(words, with_month, strict=True):
        seen[word] += 1
        keys.append(word if total[word] == 1 or dated else f"{word}#{seen[word]}")
    return keys


def header_words(rubriker: Iterable[str]) -> tuple[str, ...]:
    """The distinct words of a header row, sorted."""
    return tuple(sorted({source_words(text) for text in rubriker} - {""}))


def to_json(profil: Profil) -> str:
    """As stored and exported."""
    blad = [
        {**asdict(one), "rubriker": list(one.rubriker), "val": {name: getattr(one.val, name) for name in VAL}}
        for one in profil.blad
    ]
    return json.dumps({"version": VERSION, "fil": profil.fil, "blad": blad, "namn": dict(profil.namn)}, ensure_ascii=False)


def from_json(text: str) -> Profil:
    """As stored and exported -> a value. Raises InvalidValue."""
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            raise InvalidValue("Profilen är gjord av en annan version av Helår.")
        return Profil(str(found["fil"]), tuple(map(_blad, found["blad"])), _texts(found["namn"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidValue("Filen är ingen profil från Helår. Exportera profilen på nytt och läs in den igen.") from error


def _blad(found: Mapping[str, Any]) -> Profilblad:
    val = found["val"]
    flags = {name: val[name] for name in ("las", "dolda", "ackumulerat") if val.get(name) is not None}
    if not all(isinstance(flag, bool) for flag in flags.values()):
        raise TypeError("a flag is true or false")
    return Profilblad(
        str(found["namn"]),
        tuple(map(str, found["rubriker"])),
        Bladval(
            **flags,
            slag=Slag(val["slag"]) if val.get("slag") else None,
            enhet=Enhet(val["enhet"]) if val.get("enhet") else None,
            tecken=Tecken(val["tecken"]) if val.get("tecken") else None,
            fordelning=str(val["fordelning"]) if val.get("fordelning") else None,
        ),
        _texts(found["kolumner"]),
        _texts(found["sagt"]),
    )


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in found.items()}
