"""Where each live figure of a text comes from, so that a reader can go to it."""

from dataclasses import dataclass

from finance.period import Period
from finance.rapport.levande import FALT, VOLYM, Siffror


@dataclass(frozen=True, slots=True)
class Spar:
    """A live figure: as written in braces, as shown, whose it is and what. `nod`: the line it is behind, "" for a mått."""

    falt: str
    visat: str
    namn: str
    vad: str
    nod: str


def trace(siffror: Siffror, text: str, nod: str, sektion: str = "") -> tuple[Spar, ...]:
    """The live figures of a text that can be completed, each once, in the order they stand."""
    fields = dict.fromkeys(match[1] for match in FALT.finditer(text))
    shown = ((falt, siffror.value(falt, nod, sektion)) for falt in fields)
    return tuple(_spar(siffror, falt, visat, nod, sektion) for falt, visat in shown if visat)


def _spar(siffror: Siffror, falt: str, visat: str, nod: str, sektion: str) -> Spar:
    if falt.casefold().startswith(VOLYM):
        return Spar(falt, visat, falt[len(VOLYM) :].strip(), "måttets värde", "")
    rad, key = siffror.find(falt, nod, sektion)
    if rad is None:
        return Spar(falt, visat, "", key, "")
    namn = f"{siffror.uppfoljning.rad(rad.nod).namn}, {rad.namn}" if rad.kontogrupp else rad.namn
    return Spar(falt, visat, namn, meaning(key, siffror.uppfoljning.period), rad.nod)


def meaning(namn: str, period: Period) -> str:
    """What a live figure is, in words; its name where it has none."""
    ar, span = period.ar, f"{period.span} {period.ar}"
    return {
        "avvikelse": f"avvikelse {span}",
        "avvikelse_ord": f"avvikelse {span}, med ord",
        "prognos": f"prognos avvikelse helår {ar}",
        "prognosavvikelse": f"prognos avvikelse helår {ar}",
        "prognos_ord": f"prognos avvikelse helår {ar}, med ord",
        "prognos_helar": f"prognos helår {ar}",
        "utfall": f"utfall {span}",
        "budget": f"budget {span}",
        "budget_helar": f"budget helår {ar}",
        "foregaende_ar": f"avvikelse helår {ar - 1}, eller utfallet där budgeten inte är känd",
        "foregaende_ar_avvikelse": f"avvikelse helår {ar - 1}",
        "foregaende_ar_utfall": f"utfall helår {ar - 1}",
        "foregaende_ar_samma_period": f"utfall {period.span} {ar - 1}",
        "procent": f"prognos avvikelse i procent av budget helår {ar}",
        "resten": f"prognos avvikelse helår minus avvikelse {span}",
        "volymeffekt": f"vad ändrad volym gör med kostnaden {span}",
        "priseffekt": f"vad ändrat pris gör med kostnaden {span}",
        "engangsposter": f"vad markerade engångsposter gör med avvikelsen {span}",
        "manaden": "avvikelse i den senast stängda månaden",
        "manaderna_innan": "avvikelse per månad i snitt, de stängda månaderna innan",
    }.get(namn, namn)
