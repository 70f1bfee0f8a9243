"""A digest of what a file says, whatever its bytes, row order and sheet names: the same content again is a dubblett."""

import dataclasses
import hashlib

import numpy as np
import pandas as pd

from finance.inlasning.modell import Lasning
from finance.kolumner import TRANSAKTION, Col

SAID = [col.value for col in TRANSAKTION if col not in (Col.BLAD, Col.RAD)]


def digest_content(rader: pd.DataFrame, lasning: Lasning) -> str:
    """SHA-256 (hex) of the rows that would be stored, and of the file's noder, bedömningar and justeringar."""
    digest = hashlib.sha256()
    if len(rader):
        rows = pd.util.hash_pandas_object(rader[SAID], index=False).to_numpy()
        rows = np.sort(rows)
        digest.update(rows.tobytes())
    if lasning.galler_fran:
        digest.update(f"galler_fran {lasning.galler_fran}".encode())
    for nod in lasning.noder:
        digest.update(repr((nod.kod, nod.namn, nod.overordnad, [(u.dimension.value, u.intervall) for u in nod.urval])).encode())
    for bedomning in sorted(
        repr((b.nod, b.kontogrupp, b.typ, b.avvikelse_ore, b.kostnad_ore, b.ar, b.period, b.fran, b.till, b.skal))
        for b in lasning.bedomningar
    ):
        digest.update(bedomning.encode())
    for justering in sorted(
        repr((j.verksamhet, j.ansvar, j.konto, j.typ, j.beslut, j.fran, j.till, j.ore, j.text)) for j in lasning.justeringar
    ):
        digest.update(justering.encode())
    for plan in sorted(repr(dataclasses.replace(rad, blad="", rad=0)) for rad in lasning.planrader):
        digest.update(plan.encode())
    return digest.hexdigest()
