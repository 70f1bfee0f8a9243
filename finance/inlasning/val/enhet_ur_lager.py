"""The unit of a file that does not say it, settled by what is stored for the same verksamheter."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.belopp import Enhet
from finance.inlasning.cell.perioder import parse_manad
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.former import Beloppskolumn
from finance.inlasning.tabell.radkoder import read_koder
from finance.kolumner import Col

FACTOR = 3
"""How far a month's sums may be from the stored ones."""


def settle_enhet(sak: Bladsak, kolumner: Sequence[Beloppskolumn]) -> Enhet | None:
    """The one unit in which the file's months are within FACTOR of those stored; None when there is none, or nothing to go by.

    Half of the file's amounts at least must be on verksamheter that are stored.
    """
    stored = sak.kontext.manadsbelopp
    koder = read_koder(sak).get(Col.VERKSAMHET)
    if not stored or koder is None:
        return None
    found = _per_month(sak, kolumner, koder)
    common = found.index.intersection(list(stored))
    if found[common].sum() * 2 < found.sum() or not found[common].sum():
        return None
    there = sum(stored[kod] for kod in common)
    here = float(found[common].sum())
    near = [enhet for enhet in Enhet if there / FACTOR <= here * enhet.ore / Enhet.KR.ore <= there * FACTOR]
    return near[0] if len(near) == 1 else None


def _per_month(sak: Bladsak, kolumner: Sequence[Beloppskolumn], koder: npt.NDArray[np.object_]) -> pd.Series:
    """Verksamhet -> the size of its mean month, in öre as if the amounts were kr; rows without code are left out."""
    means = []
    for kolumn in kolumner:
        data = sak.data[kolumn.roll.place]
        ore = data.varden.to_ore(Enhet.KR).ore[data.codes]
        if ore.any():
            means.append(pd.Series(ore).groupby(koder).sum() / _months(sak, kolumn))
    if not means:
        return pd.Series(dtype=float)
    mean = pd.concat(means, axis=1).mean(axis=1).abs()
    return mean[[str(kod) != "" for kod in mean.index]]


def _months(sak: Bladsak, kolumn: Beloppskolumn) -> int:
    spann = kolumn.spann or sak.sammanhang.spann
    dated = sak.column(r.PERIOD) or sak.column(r.DATUM)
    if kolumn.spann is None and dated is not None:
        return len({manad for text in dated.texts if text and (manad := parse_manad(text))}) or 1
    return spann.till - spann.fran + 1 if spann else 1
