"""The tables of the resursfördelning, one row per unit and their sum, each with its formula in a note.

Amounts in öre (kostnad +), differences plus = överskott; årsarbetare plus = over, minus = missing.
"""

from collections.abc import Sequence

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.lage import Lage
from finance.period import Period, month_names
from finance.prognos.volymer import EGEN, MATTETS, PROFIL, TAKT
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.resursmening import (
    answer,
    budget_sentence,
    list_missing_staff,
    month_notes,
    staff_sentence,
    value_notes,
    year_sentence,
)
from finance.resursrader import Helarsresurs, Resursfordelning, Resursrad
from finance.store import Arsarbetargrund, Vardeslag

ID = "resursfordelning"
KALLOR = {
    EGEN: "egen prognos, utan intervall",
    MATTETS: "måttets prognos, utan intervall",
    PROFIL: "krympt säsongsprofil",
    TAKT: "linjär takt",
}
"""What forecasts the hours, for people."""
FORMLER = {
    Arsarbetargrund.TIMMAR: "Timmarna räcker till = timmar × 12 / timmar per årsarbetare och år, i medel.",
    Arsarbetargrund.KOSTNAD: "Timmarna räcker till = tilldelad resurs × 12 / kostnad per årsarbetare och år, i medel.",
}


def resurs_tables(found: Resursfordelning, lage: Lage, enhet: Enhet, vy: Vy) -> tuple[Tabell, ...]:
    """Tilldelat against utfall; årsarbetare; against budget; the full year and how sure it is. Those that have figures."""
    rader = _with_sum(found)
    tables = (
        resource_table(found, rader, lage, enhet),
        staff_table(found, rader, lage),
        budget_table(rader, lage.period, enhet),
        *((year_table(rader, lage.period, enhet), certainty_table(rader, vy)) if lage.manad < 12 else ()),
    )
    return tuple(one for one in tables if one is not None)


def _with_sum(found: Resursfordelning) -> tuple[Resursrad, ...]:
    """The units, and their sum where there are several."""
    return (*found.rader, *((found.summa,) if found.summa and len(found.rader) > 1 else ()))


def _row(rad: Resursrad, cells: Sequence[Cell]) -> Rad:
    return Rad((rad.namn, *cells), nod=rad.nod, roll=Radroll.RAD if rad.nod else Radroll.SUMMA)


def resource_table(found: Resursfordelning, rader: Sequence[Resursrad], lage: Lage, enhet: Enhet) -> Tabell:
    """What the hours give against what it cost."""
    done = any(rad.utforandegrad is not None for rad in rader)
    paid = {rad.ersatts_for for rad in rader}
    kolumner = (
        Kolumn("namn", "Enhet", Kolumntyp.TEXT),
        Kolumn("timmar", (paid.pop() if len(paid) == 1 else "timmar").capitalize(), Kolumntyp.ANTAL),
        *((Kolumn("utfort", "Utfört av beviljat", Kolumntyp.PROCENT, decimaler=0),) if done else ()),
        Kolumn("ersattning", "Ersättning, kr per timme", Kolumntyp.MATT, decimaler=2),
        Kolumn("kostnad", "Kostnad, kr per timme", Kolumntyp.MATT, decimaler=2),
        Kolumn("tilldelat_ore", "Tilldelad resurs"),
        Kolumn("utfall_ore", "Utfall"),
        Kolumn("skillnad_ore", "Skillnad", Kolumntyp.AVVIKELSE, differens=("tilldelat_ore", "utfall_ore")),
    )
    return Tabell(
        ID,
        f"Tilldelad resurs mot utfall {lage.period.span} {lage.period.ar}",
        kolumner,
        tuple(_row(rad, _resource_cells(rad, done=done)) for rad in rader),
        slutsats=answer(found, enhet),
        noter=(
            "Tilldelad resurs = timmar × ersättning per timme, månad för månad. Skillnad = tilldelad resurs − utfall (netto).",
            "Kostnad per timme = utfall / timmar. I skillnaden är plus överskott.",
            *value_notes(lage, found, (Vardeslag.ERSATTNING,)),
            *month_notes(found),
        ),
    )


def _resource_cells(rad: Resursrad, *, done: bool) -> list[Cell]:
    share = None if rad.utforandegrad is None else rad.utforandegrad * 100
    return [
        rad.timmar,
        *((share,) if done else ()),
        _kronor(rad.ersattning),
        _kronor(rad.kostnad),
        rad.tilldelat_ore,
        rad.utfall_ore,
        rad.skillnad_ore,
    ]


def _kronor(ore: float | None) -> float | None:
    return None if ore is None else ore / 100


def staff_table(found: Resursfordelning, rader: Sequence[Resursrad], lage: Lage) -> Tabell | None:
    """Årsarbetare that the hours pay for, and those there are."""
    known = [rad for rad in rader if rad.bemanning is not None]
    if not known:
        return None
    units = {rad.nod for rad in known}
    grunder = {one.arsarbetare_ur for one in lage.resurskopplingar if one.nod in units}
    kolumner = (
        Kolumn("namn", "Enhet", Kolumntyp.TEXT),
        Kolumn("racker_till", "Timmarna räcker till", Kolumntyp.MATT, decimaler=1),
        Kolumn("finns", "Finns", Kolumntyp.MATT, decimaler=1),
        Kolumn("skillnad", "Saknas (−) eller över (+)", Kolumntyp.FORANDRING, decimaler=1),
        Kolumn("manader", "Medel av", Kolumntyp.TEXT),
    )
    return Tabell(
        f"{ID}-arsarbetare",
        f"Årsarbetare {lage.period.span} {lage.period.ar}",
        kolumner,
        tuple(_row(rad, _staff_cells(rad)) for rad in known),
        slutsats=staff_sentence(known[-1]) if known[-1] is rader[-1] else "",
        noter=(
            *(FORMLER[grund] for grund in Arsarbetargrund if grund in grunder),
            "Plus är fler årsarbetare än timmarna räcker till, minus är färre.",
            *list_missing_staff(found),
            *value_notes(lage, found, (Vardeslag.TIMMAR, Vardeslag.KOSTNAD)),
        ),
    )


def _staff_cells(rad: Resursrad) -> list[Cell]:
    found = rad.bemanning
    if found is None:
        return [None] * 4
    months = month_names(found.manader) if rad.nod else None
    return [found.racker_till, found.finns, found.skillnad, months]


def budget_table(rader: Sequence[Resursrad], period: Period, enhet: Enhet) -> Tabell | None:
    """Why a unit deviates from its budget: other hours than the budget is enough for, or another cost than the hours give."""
    if not any(rad.budget_ore for rad in rader):
        return None
    kolumner = (
        Kolumn("namn", "Enhet", Kolumntyp.TEXT),
        Kolumn("budget_ore", "Budget"),
        Kolumn("tilldelat_ore", "Tilldelad resurs"),
        Kolumn("utfall_ore", "Utfall"),
        Kolumn("timmar_ore", "Av timmarna", Kolumntyp.AVVIKELSE, differens=("budget_ore", "tilldelat_ore")),
        Kolumn("enheten_ore", "Av kostnaden per timme", Kolumntyp.AVVIKELSE, differens=("tilldelat_ore", "utfall_ore")),
        Kolumn("avvikelse_ore", "Avvikelse mot budget", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
    )
    return Tabell(
        f"{ID}-budget",
        f"Varför enheterna avviker från budget {period.span} {period.ar}",
        kolumner,
        tuple(_row(rad, _budget_cells(rad)) for rad in rader),
        slutsats=budget_sentence(rader[-1], enhet),
        noter=("Av timmarna = budget − tilldelad resurs: minus när timmarna är fler än budgeten räcker till.",),
    )


def _budget_cells(rad: Resursrad) -> list[Cell]:
    budget, given, cost = rad.budget_ore, rad.tilldelat_ore, rad.utfall_ore
    return [budget, given, cost, budget - given, given - cost, budget - cost]


def year_table(rader: Sequence[Resursrad], period: Period, enhet: Enhet) -> Tabell | None:
    """The full year: hours as known and forecast, what they give, the prognos of the cost, årsarbetare."""
    known = [rad for rad in rader if rad.helar is not None]
    if not known:
        return None
    kolumner = (
        Kolumn("namn", "Enhet", Kolumntyp.TEXT),
        Kolumn("timmar", f"Timmar {period.ar}", Kolumntyp.ANTAL),
        Kolumn("tilldelat_ore", "Tilldelad resurs"),
        Kolumn("kostnad_ore", "Prognos kostnad"),
        Kolumn("skillnad_ore", "Skillnad", Kolumntyp.AVVIKELSE, differens=("tilldelat_ore", "kostnad_ore")),
        Kolumn("arsarbetare", "Årsarbetare som timmarna räcker till", Kolumntyp.MATT, decimaler=1),
    )
    return Tabell(
        f"{ID}-helar",
        f"Hela {period.ar} med prognos",
        kolumner,
        tuple(_row(rad, _year_cells(rad)) for rad in known),
        slutsats=year_sentence(known[-1], enhet) if len(known) == len(rader) else "",
        noter=("Intervall och metod för varje enhet står i tabellen Så säkert är helåret.",),
    )


def _year_cells(rad: Resursrad) -> list[Cell]:
    found = rad.helar
    if found is None:
        return [None] * 5
    return [found.timmar, found.tilldelat_ore, found.kostnad_ore, found.skillnad_ore, found.arsarbetare]


def certainty_table(rader: Sequence[Resursrad], vy: Vy) -> Tabell | None:
    """So that no prognos of the full year travels alone: interval and method of each unit's hours and cost."""
    known = [(rad, rad.helar) for rad in rader if rad.helar is not None and rad.nod]
    if not known:
        return None
    kolumner = (
        Kolumn("namn", "Enhet", Kolumntyp.TEXT),
        Kolumn("timmar_fran", f"Timmar från (80{NB}% säkert)", Kolumntyp.ANTAL),
        Kolumn("timmar_till", f"Timmar till (80{NB}% säkert)", Kolumntyp.ANTAL),
        Kolumn("timmar_metod", "Så räknas timmarna", Kolumntyp.TEXT),
        Kolumn("fran_ore", f"Kostnad från (80{NB}% säkert)"),
        Kolumn("till_ore", f"Kostnad till (80{NB}% säkert)"),
        Kolumn("metod", "Metod för kostnaden", Kolumntyp.TEXT),
    )
    return Tabell(
        f"{ID}-sakerhet",
        "Så säkert är helåret",
        kolumner,
        tuple(_row(rad, _certainty_cells(year, vy)) for rad, year in known),
    )


def _certainty_cells(year: Helarsresurs, vy: Vy) -> list[Cell]:
    """The ends in the order that they are shown in."""
    ends = (year.kostnad_low_ore, year.kostnad_high_ore)
    low, high = ends if vy is Vy.NETTOKOSTNAD else ends[::-1]
    return [year.timmar_low, year.timmar_high, KALLOR.get(year.kalla, ""), low, high, year.metod]
