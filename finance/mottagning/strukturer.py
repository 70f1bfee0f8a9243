"""A changed struktur: always a new version beside the old one, whether it comes from a file or was changed by hand."""

import hashlib
import json
from collections.abc import Sequence

from finance.errors import InvalidValue
from finance.inlasning.modell import Anmarkning, Bladtolkning, Form, Lasning, Niva
from finance.kolumner import Slag
from finance.mottagning.innehall import digest_content
from finance.mottagning.svar import tolkning_json
from finance.period import Period
from finance.store import NyInlasning, Satt, Store, commit_inlasning, list_strukturer
from finance.struktur import Nod, check_struktur

AV_HAND = "Ändrad för hand"
"""Stands where an inläsning has its file name."""


def save_struktur(
    store: Store, namnd: str, noder: Sequence[Nod], *, galler_fran: int = 0, vem: str, skal: str = AV_HAND
) -> int:
    """Store a struktur made by a person, as an inläsning whose id is given.

    It holds from `galler_fran` (ÅÅÅÅMM, 0 = from the beginning).

    It takes the place of the one with the same `galler_fran`; undoing the inläsning brings that back. Raises InvalidValue when
    it cannot be used.
    """
    faults = check_struktur(noder)
    if faults or not noder:
        raise InvalidValue(" ".join(text for _, text in faults) or "Strukturen har inga noder.")
    if galler_fran and Period.from_key(galler_fran).is_bokslut:
        raise InvalidValue(f"{galler_fran} är ingen kalendermånad. Skriv ÅÅÅÅ-MM med en månad 01-12.")
    said = repr(noder).encode()
    blad = Bladtolkning("", Slag.STRUKTUR, Form.STRUKTUR, None, rader=len(noder), skal=skal)
    sha = hashlib.sha256(said).hexdigest()
    lasning = Lasning(AV_HAND, sha, len(said), (blad,), noder=tuple(noder), galler_fran=galler_fran)
    ny = NyInlasning(
        namnd=namnd,
        fil=AV_HAND,
        sha256=sha,
        innehall_sha256=digest_content(lasning.rader, lasning),
        storlek=len(said),
        satt={(Slag.STRUKTUR, galler_fran): Satt.ERSATTER},
        antal=len(noder),
        tolkning=json.dumps(tolkning_json(lasning), ensure_ascii=False),
        noder=tuple(noder),
    )
    return commit_inlasning(store, ny, vem=vem)


def warn_later(store: Store, namnd: str, lasning: Lasning) -> list[Anmarkning]:
    """A varning where a struktur that holds from a later month stands beside the one in the file."""
    if not lasning.noder or not store.version(namnd):
        return []
    later = [one.galler_fran for one in list_strukturer(store, namnd) if one.galler_fran > lasning.galler_fran]
    if not later:
        return []
    first = Period.from_key(min(later))
    text = f"En annan struktur gäller från {first.namn}; den i filen gäller för tiden före."
    action = f"Ange Gäller från {first} eller senare om filens struktur ska gälla därefter."
    return [Anmarkning(Niva.VARNING, "senare_struktur", text, action)]
