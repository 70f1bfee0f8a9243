"""Codes written once per group, as a pivot table in tabular form does: filled down to the rows that the code stands for.

Only where subtotal rows in the same column name the codes ("410 Summa"): else an empty code may be a code that is missing.
"""

from dataclasses import replace

import numpy as np

from finance.inlasning.fil.blad import Kolumn
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.summarader import is_summaord, strip_summaord
from finance.kolumner import Col


def fill_down(sak: Bladsak) -> Bladsak:
    """The sheet with verksamhet and ansvar filled down; said in an upplysning."""
    data = list(sak.data)
    for dimension in (Col.VERKSAMHET, Col.ANSVAR):
        roll = sak.find(dimension)
        if roll is None or (filled := _filled(data[roll.place])) is None:
            continue
        antal = int((filled.codes != data[roll.place].codes).sum())
        data[roll.place] = filled
        sak.upplysning("ifylld_kod", f"Koden i {sak.rubrik(roll)} gäller även de {antal} rader under den som saknar egen kod.")
    return replace(sak, data=data)


def _filled(kolumn: Kolumn) -> Kolumn | None:
    """None when the column is not written once per group."""
    if "" not in kolumn.texts or not any(map(is_summaord, kolumn.texts)):
        return None
    texts = [kolumn.texts[code] for code in kolumn.codes]
    koder = [text for text in texts if text and not is_summaord(text)]
    summerade = {strip_summaord(text) for text in texts if is_summaord(text)}
    if len(koder) != len(set(koder)) or not koder or not set(koder) <= summerade:
        return None
    codes, current = kolumn.codes.copy(), -1
    for row, text in enumerate(texts):
        if text:
            current = -1 if is_summaord(text) else int(kolumn.codes[row])
        elif current >= 0:
            codes[row] = current
    return Kolumn(np.asarray(codes, np.int32), kolumn.values)
