"""What a person should look at once more before a bedömning is saved; nothing of it stops the save.

Amounts: öre; avvikelse plus = överskott.
"""

from collections.abc import Iterable

import numpy as np

from finance.bedomning import Bedomningstyp
from finance.belopp import Enhet
from finance.format import format_avvikelse
from finance.inlasning.modell import Bedomningsrad
from finance.laggning import Laggrad, to_bedomning


def list_observationer(new: Bedomningsrad, rad: Laggrad, *, enhet: Enhet, last_closed: int) -> tuple[str, ...]:
    """Swedish sentences about a new bedömning on a line."""
    found: list[str] = []
    typ = Bedomningstyp(new.typ)
    if typ is Bedomningstyp.NIVA and not new.kontogrupp and new.avvikelse_ore is not None:
        found += _about_niva(new.avvikelse_ore, rad, enhet)
    if typ is not Bedomningstyp.NIVA:
        found += _about_tillagg(new, rad, last_closed)
    elif new.kontogrupp and rad.niva_av() is not None:
        found.append("Hela raden har en bedömd nivå: det här flyttar bara fördelningen.")
    if not new.skal.strip():
        found.append("Skäl saknas.")
    return tuple(found)


def _about_niva(ore: int, rad: Laggrad, enhet: Enhet) -> Iterable[str]:
    if abs(ore) > abs(rad.budget_ore) > 0:
        yield f"Större än hela årets budget: är det {enhet.label} du menar?"
    if not rad.low_ore <= ore <= rad.high_ore:
        ends = f"{format_avvikelse(rad.low_ore, enhet)} till {format_avvikelse(rad.high_ore, enhet, unit=True)}"
        yield f"Utanför systemets intervall, {ends}."
    before = rad.prognos_ore
    if ore * before < 0:
        yield f"Byter tecken mot det som gäller, {format_avvikelse(before, enhet, unit=True)}: stämmer det?"
    if any(b.typ is not Bedomningstyp.NIVA for b in rad.of()):
        yield "Det tillägg som står här räknas inte så länge nivån gäller."


def _about_tillagg(new: Bedomningsrad, rad: Laggrad, last_closed: int) -> Iterable[str]:
    if rad.niva_av(new.kontogrupp) is not None:
        yield "En nivå gäller här: tillägget räknas inte förrän den tas bort."
    if not np.any(to_bedomning(new).tillagg_per_manad(last_closed)):
        yield "Månaderna är redan stängda: inget av beloppet räknas."
