"""What the helårsprognos would be with other bedömningar, on the same system's prognos. Nothing is stored."""

from dataclasses import replace

import numpy as np

from finance.bedomning import Bedomning
from finance.kub import Kub, Ore
from finance.lage import Lage
from finance.prognos.atgarder import compute_atgarder
from finance.prognos.bedomt import apply_bedomningar
from finance.prognos.handelser import compute_handelser
from finance.prognos.helarsprognos import Helarsprognos, chosen_metod, own_prognos
from finance.struktur import gemensamt_kod


def with_bedomningar(prognos: Helarsprognos, bedomningar: tuple[Bedomning, ...]) -> Helarsprognos:
    """The prognos with `bedomningar` in force instead of those that are; the system's part is not computed again."""
    lage = prognos.lage
    added = _missing_noder(lage, bedomningar)
    lage = replace(lage, bedomningar=bedomningar, kub=_with_noder(lage.kub, added))
    system, months = (_padded(array, len(added)) for array in (prognos.system, prognos.systemmanader))
    known = (*compute_handelser(lage, prognos.last_closed), *compute_atgarder(lage, prognos.last_closed))
    bedomt = apply_bedomningar(lage, system, months, prognos.last_closed, known)
    new = [own_prognos(lage, lage.kub.place[nod], chosen_metod(lage, nod), prognos.last_closed) for nod in added]
    return replace(
        prognos,
        lage=lage,
        system=system,
        systemmanader=months,
        prognos=bedomt.prognos,
        manader=bedomt.manader,
        egna=(*prognos.egna, *(egen.prognos for egen in new)),
        avstand=(*prognos.avstand, *(egen.avstand for egen in new)),
        niva=bedomt.niva,
        delniva=bedomt.delniva,
        orsaker=bedomt.orsaker,
        paverkan=bedomt.paverkan,
    )


def _missing_noder(lage: Lage, bedomningar: tuple[Bedomning, ...]) -> tuple[str, ...]:
    """The Gemensamt lines (and noder without figures) that some bedömning needs and the kub lacks."""
    struktur = lage.struktur
    own = [gemensamt_kod(b.nod) if b.nod == struktur.total_kod else struktur.own_kod(b.nod) for b in bedomningar]
    return tuple(dict.fromkeys(nod for nod in own if nod not in lage.kub.place))


def _with_noder(kub: Kub, added: tuple[str, ...]) -> Kub:
    if not added:
        return kub
    rows = len(added)
    return replace(
        kub,
        noder=(*kub.noder, *added),
        utfall=_padded(kub.utfall, rows),
        ack=_padded(kub.ack, rows),
        budget=_padded(kub.budget, rows),
        ack_budget=_padded(kub.ack_budget, rows),
    )


def _padded(array: Ore, rows: int) -> Ore:
    """With some noder of zeros at the end."""
    return np.concatenate([array, np.zeros((rows, *array.shape[1:]), dtype=array.dtype)])
