"""Until when the books are in, what is missing or preliminary, and from which files the figures come."""

from datetime import datetime

from finance.kolumner import Slag
from finance.lage import Lage
from finance.period import MANADER
from finance.store import InlasningInfo, Tillstand
from finance.uppfoljning import Uppfoljning

MOST_FILES = 3
SLAG_ORD = ((Slag.UTFALL, "utfall"), (Slag.BUDGET, "budget"), (Slag.BEDOMNING, "bedömningar"))


def source_lines(lage: Lage) -> tuple[str, ...]:
    """Sentences for the foot of a report: until when, then the files."""
    booked = f"Bokfört till och med {lage.period.namn}{' (preliminärt)' if lage.preliminar else ''}."
    files = file_line(lage)
    return (booked, files) if files else (booked,)


def warning_lines(uppfoljning: Uppfoljning) -> tuple[str, ...]:
    """What is not complete: preliminary and missing months, by name."""
    found = []
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
