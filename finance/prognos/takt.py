"""What is left of the year per month, against the pace so far and last year: the figure that a chef judges a prognos by.

Amounts: öre, canonical sign (kostnad +). The formula: docs/metoder.md#aterstar-per-manad.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.belopp import Enhet, Vy
from finance.format import format_belopp, format_procent

Manader = Sequence[int | None]
"""Twelve months, None where there is no figure."""


@dataclass(frozen=True, slots=True)
class Takt:
    """Means per month in whole öre; None where there is nothing to take the mean of.

    `kvar`: months without utfall. `aterstar_ore`: what the prognos and `budget_kvar_ore` what the budget holds in them.
    `foregaende_ore`: mean of the same months last year, when all of them are known.
    """

    kvar: int
    aterstar_ore: int
    per_manad_ore: int | None
    snitt_hittills_ore: int | None
    foregaende_ore: int | None
    budget_ore: int | None


def compute_takt(utfall: Manader, prognos: Manader, budget: Sequence[int], foregaende: Manader) -> Takt:
    """From twelve months each; a month has utfall or prognos."""
    left = [m for m in range(12) if utfall[m] is None]
    rest = [prognos[m] or 0 for m in left]
    known = [ore for ore in utfall if ore is not None]
    before = [ore for m in left if (ore := foregaende[m]) is not None]
    return Takt(
        kvar=len(left),
        aterstar_ore=sum(rest),
        per_manad_ore=_mean(rest),
        snitt_hittills_ore=_mean(known),
        foregaende_ore=_mean(before) if len(before) == len(left) else None,
        budget_ore=_mean([budget[m] for m in left]),
    )


def _mean(values: Sequence[int]) -> int | None:
    return round(sum(values) / len(values)) if values else None


def takt_sentence(takt: Takt, enhet: Enhet, vy: Vy) -> str:
    """What the prognos expects per month for the rest of the year, beside the pace so far and last year."""
    if takt.per_manad_ore is None:
        return "Alla årets månader är stängda: inget återstår."
    left = f"resten av året ({takt.kvar} {'månader' if takt.kvar > 1 else 'månad'})"
    start = f"Prognosen räknar med {format_belopp(takt.per_manad_ore, enhet, vy=vy, unit=True)} per månad {left}"
    compared = [
        _against(takt.per_manad_ore, ore, namn, enhet, vy)
        for ore, namn in ((takt.snitt_hittills_ore, "snittet hittills"), (takt.foregaende_ore, "samma månader förra året"))
        if ore is not None
    ]
    return f"{start}: {' och '.join(compared)}." if compared else f"{start}."


def _against(now: int, other: int, namn: str, enhet: Enhet, vy: Vy) -> str:
    """`2,1 % högre kostnad än snittet hittills (33,4)`; only the figure where percent of it mean nothing."""
    figure = format_belopp(other, enhet, vy=vy)
    if now <= 0 or other <= 0:
        return f"{namn} {figure}"
    share = format_procent(abs(now / other - 1))
    if not any(digit in share for digit in "123456789"):
        return f"lika mycket som {namn} ({figure})"
    return f"{share} {'högre' if now > other else 'lägre'} kostnad än {namn} ({figure})"
