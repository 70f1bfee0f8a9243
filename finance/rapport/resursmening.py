"""Resursfördelning in words: the answer, what is missing, and the values that a reader needs to check the figures.

Differences in öre, plus = överskott; årsarbetare plus = over, minus = missing.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from finance.belopp import Enhet, to_enhet
from finance.format import NB, format_avvikelse, format_belopp, format_exakt, format_procent, format_tal
from finance.lage import Lage
from finance.period import Period, month_names
from finance.resursrader import Resursfordelning, Resursrad
from finance.store import ALLA, TILLS_VIDARE, Resursvarde, Vardeslag


def answer(found: Resursfordelning, enhet: Enhet) -> str:
    """`Enheterna har kostat 0,3 Mnkr mer än timmarna ger januari–april. Det finns 4,0 fler årsarbetare än …`."""
    staff = staff_sentence(found.summa) if found.summa else ""
    return f"{cost_sentence(found, enhet)} {staff}".strip()


def cost_sentence(found: Resursfordelning, enhet: Enhet) -> str:
    """What all units have cost against what their hours give."""
    if found.summa is None:
        return "Resursfördelningen går inte att räkna än."
    who = found.rader[0].namn if len(found.rader) == 1 else "Enheterna"
    ore, months = found.summa.skillnad_ore, month_names(found.manader)
    if to_enhet(ore, enhet) == 0:
        return f"{who} har kostat vad timmarna ger {months}."
    word = "mer" if ore < 0 else "mindre"
    return f"{who} har kostat {format_belopp(abs(ore), enhet, unit=True)} {word} än timmarna ger {months}."


def staff_sentence(rad: Resursrad) -> str:
    """`Det fattas 35,0 årsarbetare mot vad timmarna räcker till.`; "" where it cannot be said."""
    over = rad.bemanning.skillnad if rad.bemanning else None
    if over is None:
        return ""
    size = format_tal(abs(over), 1)
    if size == "0,0":
        return "Årsarbetarna är så många som timmarna räcker till."
    if over > 0:
        return f"Det finns {size} fler årsarbetare än timmarna räcker till."
    return f"Det fattas {size} årsarbetare mot vad timmarna räcker till."


def year_sentence(rad: Resursrad, enhet: Enhet) -> str:
    """`Hela året väntas kosta 1,8 Mnkr mindre än timmarna ger.`; "" where the year is not computed."""
    year = rad.helar
    if year is None:
        return ""
    size = format_belopp(abs(year.skillnad_ore), enhet, unit=True)
    if to_enhet(year.skillnad_ore, enhet) == 0:
        return "Hela året väntas kosta vad timmarna ger."
    return f"Hela året väntas kosta {size} {'mer' if year.skillnad_ore < 0 else 'mindre'} än timmarna ger."


def month_sentence(given: Sequence[int], cost: Sequence[int]) -> str:
    """How many of the months have cost more than their hours give."""
    over = sum(one > other for one, other in zip(cost, given, strict=True))
    if over == 0:
        return "Varje månad har kostat högst vad timmarna ger."
    if over == len(given):
        return "Varje månad har kostat mer än timmarna ger."
    return f"{over} av {len(given)} månader har kostat mer än timmarna ger."


def hours_sentence(now: Sequence[float | None], before: Sequence[float | None], ar: int) -> str:
    """`Timmarna är 3,1 % fler än samma månader 2021.`, over the months that both years have."""
    both = [(one, other) for one, other in zip(now, before, strict=True) if one is not None and other is not None]
    total, earlier = sum(one for one, _ in both), sum(other for _, other in both)
    if not earlier:
        return f"Timmarna för {ar - 1} saknas att jämföra med."
    change = total / earlier - 1
    if round(change, 3) == 0:
        return f"Timmarna är lika många som samma månader {ar - 1}."
    return f"Timmarna är {format_procent(abs(change))} {'fler' if change > 0 else 'färre'} än samma månader {ar - 1}."


def list_missing(found: Resursfordelning) -> tuple[str, ...]:
    """The units that cannot be computed, what the months of the others lack, and why they have no årsarbetare or full year."""
    told = [f"{one.namn}: {one.text}" for one in found.hinder]
    for rad in found.rader:
        staff = rad.saknas_folk if rad.bemanning is None else ()
        year = rad.saknas_helar if rad.helar is None else ()
        told += [f"{rad.namn}: {text}" for text in (*rad.saknas, *staff, *year)]
    return tuple(told)


def list_missing_staff(found: Resursfordelning) -> tuple[str, ...]:
    """What the årsarbetare that are compared lack."""
    return tuple(f"{rad.namn}: {text}" for rad in found.rader if rad.bemanning for text in rad.saknas_folk)


def month_notes(found: Resursfordelning) -> tuple[str, ...]:
    """That the units do not have the same months, where they do not."""
    several = len({tuple(one.manad for one in rad.manader) for rad in found.rader}) > 1
    return ("Summan är av enheternas egna månader, som inte är desamma för alla.",) if several else ()


def budget_sentence(rad: Resursrad, enhet: Enhet) -> str:
    """`Av avvikelsen mot budget, −5,6 Mnkr, kommer −4,3 av timmarna och −1,3 av kostnaden per timme.`."""
    budget, given, cost = rad.budget_ore, rad.tilldelat_ore, rad.utfall_ore
    whole = format_avvikelse(budget - cost, enhet, unit=True)
    hours, price = format_avvikelse(budget - given, enhet), format_avvikelse(given - cost, enhet)
    return f"Av avvikelsen mot budget, {whole}, kommer {hours} av timmarna och {price} av kostnaden per timme."


def value_notes(lage: Lage, found: Resursfordelning, slag: Sequence[Vardeslag]) -> tuple[str, ...]:
    """The values in force this year, so that a reader can check: `Ersättning per timme: 410 kr från januari 2022.`."""
    names = {rad.nod: rad.namn for rad in found.rader}
    notes = []
    for one in slag:
        told = [value_text(value, names) for value in lage.resursvarden if value.slag is one and _touches(value, lage.period)]
        if told:
            notes.append(f"{one.namn}: {'; '.join(told)}.")
    return tuple(notes)


def _touches(value: Resursvarde, period: Period) -> bool:
    first, last = period.ar * 100 + 1, period.ar * 100 + 12
    return value.galler_fran <= last and (value.galler_till == TILLS_VIDARE or value.galler_till >= first)


def value_text(value: Resursvarde, names: Mapping[str, str]) -> str:
    """`410 kr från januari 2022 till mars 2022 (beslut KF § 12)`; with the unit's name where it is one unit's."""
    who = "" if value.nod == ALLA else f"{names.get(value.nod, value.nod)} "
    until = "" if value.galler_till == TILLS_VIDARE else f" till {Period.from_key(value.galler_till).namn}"
    source = f" ({value.kalla})" if value.kalla else ""
    return f"{who}{show_value(value)} från {Period.from_key(value.galler_fran).namn}{until}{source}"


def show_value(value: Resursvarde) -> str:
    """`412,50 kr`, `1 200 timmar`."""
    number = value.varde if value.slag is Vardeslag.TIMMAR else value.varde / Decimal(100)
    return f"{format_exakt(number, 2, least=0 if value.slag is Vardeslag.TIMMAR else 2)}{NB}{value.slag.enhet}"
