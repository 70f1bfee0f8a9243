"""Until when the books are in, what is missing or preliminary, and from which files the figures come."""

from datetime import datetime

from finance.bedomning import Bedomningstyp
from finance.kolumner import Slag
from finance.lage import Lage
from finance.period import MANADER, months_of_year
from finance.prognos.bedomt import nivaer
from finance.store import InlasningInfo, Tillstand
from finance.uppfoljning import Uppfoljning

MOST_FILES = 3
SLAG_ORD = ((Slag.UTFALL, "utfall"), (Slag.BUDGET, "budget"), (Slag.BEDOMNING, "bedömningar"))


def source_lines(lage: Lage) -> tuple[str, ...]:
    """Sentences for the foot of a report: until when, then the files."""
    return tuple(text for text in (booked_line(lage), resting_text(lage), file_line(lage)) if text)


def booked_line(lage: Lage) -> str:
    """`Bokfört till och med maj 2022.`: the last month of the year that has utfall."""
    missing = lage.saknade_manader
    booked = [month for month in months_of_year(lage.period.ar, until=lage.manad) if month not in missing]
    if not booked:
        return f"Inget utfall är bokfört för {lage.period.ar}."
    last = lage.period if booked[-1].manad == lage.manad else booked[-1]
    return f"Bokfört till och med {last.namn}{' (preliminärt)' if lage.preliminar else ''}."


def resting_text(lage: Lage) -> str:
    """That nivåer rest because there is no budget to deviate from, or ""."""
    levels = sum(one.typ is Bedomningstyp.NIVA for one in lage.bedomningar) - len(nivaer(lage))
    if not levels:
        return ""
    what = "En bedömd nivå är en avvikelse" if levels == 1 else f"{levels} bedömda nivåer är avvikelser"
    return f"{what} från budget och räknas när budgeten för {lage.period.ar} är inläst."


def warning_lines(uppfoljning: Uppfoljning) -> tuple[str, ...]:
    """What is not complete: preliminary and missing months, by name."""
    found = []
    if not uppfoljning.har_budget:
        found.append(f"Budget saknas för {uppfoljning.period.ar}: läs in den för att se avvikelsen och om budgeten hålls.")
    if uppfoljning.preliminar:
        closed = uppfoljning.senast_stangd
        builds = f"månader till och med {closed.namn}" if closed else "budget och tidigare år"
        found.append(
            f"Bokföringen till och med {uppfoljning.period.namn} är preliminär: utfallet kan ändras, "
            f"och prognosen bygger på {builds}."
        )
    if uppfoljning.saknade_manader:
        names = ", ".join(MANADER[p.manad - 1] for p in uppfoljning.saknade_manader)
        found.append(f"Utfall saknas för {names}: siffrorna är inte fullständiga.")
    return tuple(found)


def file_line(lage: Lage) -> str:
    """`Källa: utfall ur huvudbok.xlsx; budget ur budget.xlsx. Senast inläst 10 juni 2022.`, or "" where no file is read."""
    found = [(word, _current(lage, slag)) for slag, word in SLAG_ORD]
    parts = [f"{word} ur {_names(infos)}" for word, infos in found if infos]
    if not parts:
        return ""
    latest = max(info.registrerad for _, infos in found for info in infos)
    return f"Källa: {'; '.join(parts)}. Senast inläst {_date(latest)}."


def _current(lage: Lage, slag: Slag) -> list[InlasningInfo]:
    """The inläsningar that the year's figures up to the period come from, newest first."""
    live = [info for info in lage.inlasningar if info.tillstand in (Tillstand.AKTIV, Tillstand.DELVIS_ERSATT)]
    if slag is Slag.BEDOMNING:
        made = {bedomning.nar for bedomning in lage.bedomningar}
        return [info for info in live if slag in info.slag and info.registrerad in made]
    first = lage.period.ar * 100 + 1
    last = first + 14 if slag is Slag.BUDGET else lage.period.key
    return [info for info in live if slag in info.slag and any(first <= period <= last for period in info.perioder)]


def _names(found: list[InlasningInfo]) -> str:
    names = list(dict.fromkeys(info.fil for info in found))
    more = f" och {len(names) - MOST_FILES} filer till" if len(names) > MOST_FILES else ""
    return ", ".join(names[:MOST_FILES]) + more


def _date(time: datetime) -> str:
    local = time.astimezone()
    return f"{local.day} {MANADER[local.month - 1]} {local.year}"
