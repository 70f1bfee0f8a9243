"""The samling as a table for people: the columns of the månadsuppföljning with a row per nämnd, and how the total is made."""

from collections.abc import Sequence

from finance.belopp import Enhet, Vy
from finance.format import NB, avvikelse_word, format_belopp
from finance.rapport.delar import NETTO, with_rounding_notes
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.text import BALANS, amount
from finance.samling import Samling, Samlingsrad

TABELL, TABELL_SAKERHET = "samling", "samling-sakerhet"
SUMMA = "Summa"
INTERVALL_NOT = (
    "Summans intervall är inte summan av nämndernas. Det antar att de avviker oberoende av varandra, så att plus hos en och "
    "minus hos en annan tar ut varandra."
)


def samling_table(found: Samling, *, enhet: Enhet, vy: Vy) -> Tabell:
    """A row per nämnd and their sum."""
    span = found.period.span
    kolumner = (
        Kolumn("namn", "Nämnd", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"{NETTO[vy]} {span}"),
        Kolumn("budget_ore", f"Budget {span}"),
        Kolumn("avvikelse_ore", f"Avvikelse {span}", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
        Kolumn("prognos_ore", "Prognos helår"),
        Kolumn("budget_helar_ore", "Budget helår"),
        Kolumn("prognosavvikelse_ore", "Avvikelse helår", Kolumntyp.AVVIKELSE, differens=("budget_helar_ore", "prognos_ore")),
    )
    tabell = Tabell(
        TABELL,
        f"Samling {span} {found.period.ar}",
        kolumner,
        _rows(found, kolumner),
        slutsats=samling_sentence(found, enhet),
        noter=(*_missing(found), *_without_budget(found)),
    )
    return with_rounding_notes(tabell, enhet, vy)


def certainty_table(found: Samling, *, enhet: Enhet, vy: Vy) -> Tabell:
    """Interval, chance and method per nämnd, and how the total's interval is made."""
    kolumner = (
        Kolumn("namn", "Nämnd", Kolumntyp.TEXT),
        Kolumn("prognos_ore", "Prognos helår"),
        Kolumn("fran_ore", f"80{NB}% säkert från"),
        Kolumn("till_ore", f"80{NB}% säkert till"),
        Kolumn("sannolikhet", "Chans att hålla budgeten", Kolumntyp.SANNOLIKHET),
        Kolumn("stangd", "Senast stängd", Kolumntyp.TEXT),
        Kolumn("metod", "Metod", Kolumntyp.TEXT),
    )
    rader = [Rad(_certainty(rad, rad.namn, vy), nod=rad.namnd) for rad in found.rader]
    if found.total is not None:
        rader.append(Rad(_certainty(found.total, SUMMA, vy), roll=Radroll.SUMMA))
    return Tabell(TABELL_SAKERHET, "Så säker är prognosen", kolumner, tuple(rader), noter=interval_notes(found, enhet, vy))


def samling_sentence(found: Samling, enhet: Enhet) -> str:
    """Where the nämnder end together, and which of them weighs the most."""
    total = found.total
    if total is None:
        return "Ingen nämnd har siffror för perioden."
    if not total.har_budget:
        return f"{_named(found.utan_budget)} saknar budget för {found.period.ar}: läs in den för att se var nämnderna slutar."
    ore = total.prognosavvikelse_ore
    word, ar = avvikelse_word(ore, enhet), found.period.ar
    if word == BALANS:
        return f"Nämnderna väntas tillsammans hålla budgeten {ar}."
    start = f"Nämnderna går tillsammans mot ett {word} på {amount(ore, enhet)} {ar}."
    largest = max(found.rader, key=lambda rad: rad.prognosavvikelse_ore * (1 if ore > 0 else -1))
    return f"{start} {largest.namn} står för {_share(largest, enhet)}." if len(found.rader) > 1 else start


def _share(rad: Samlingsrad, enhet: Enhet) -> str:
    return f"ett {avvikelse_word(rad.prognosavvikelse_ore, enhet)} på {amount(rad.prognosavvikelse_ore, enhet)}"


def interval_notes(found: Samling, enhet: Enhet, vy: Vy) -> tuple[str, ...]:
    """How the total's interval is made, and the bound that it cannot pass."""
    if found.total is None:
        return ()
    low, high = sorted((found.summa_low_ore * vy.sign, found.summa_high_ore * vy.sign))
    ends = f"{format_belopp(low, enhet)} till {format_belopp(high, enhet, unit=True)}"
    return (
        INTERVALL_NOT,
        f"Slår samma sak mot alla, till exempel ett löneavtal, är det för smalt. Yttersta gränsen är {ends}.",
    )


def _rows(found: Samling, kolumner: tuple[Kolumn, ...]) -> tuple[Rad, ...]:
    rader = [Rad(_cells(rad, kolumner, rad.namn), nod=rad.namnd) for rad in found.rader]
    if found.total is not None:
        rader.append(Rad(_cells(found.total, kolumner, SUMMA), roll=Radroll.SUMMA))
    return tuple(rader)


def _cells(rad: Samlingsrad, kolumner: tuple[Kolumn, ...], namn: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [rad.for_people(kolumn.nyckel) for kolumn in kolumner[1:]]
    return (namn, *cells)


def _certainty(rad: Samlingsrad, namn: str, vy: Vy) -> tuple[Cell, ...]:
    low, high = (rad.low_ore, rad.high_ore)[:: vy.sign]
    closed = "ingen månad" if rad.senast_stangd is None else rad.senast_stangd.namn
    return (namn, rad.prognos_ore, low, high, rad.sannolikhet, closed, rad.metod_text)


def _without_budget(found: Samling) -> tuple[str, ...]:
    """Why the total has no budget."""
    if not found.utan_budget:
        return ()
    return (f"{_named(found.utan_budget)} saknar budget: summan av budget och avvikelse visas när alla har en.",)


def _named(rader: Sequence[Samlingsrad]) -> str:
    names = [rad.namn for rad in rader]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def _missing(found: Samling) -> tuple[str, ...]:
    """Which nämnder have no figures so far for the whole range."""
    if not found.utan_utfall:
        return ()
    texts = [
        f"{rad.namn} saknar utfall för {', '.join(period.namn for period in rad.saknade_manader)}" for rad in found.utan_utfall
    ]
    outside = "den räknas" if len(texts) == 1 else "de räknas"
    return (f"{'; '.join(texts)}: {outside} inte med i summan av utfall, budget och avvikelse hittills, men i prognosen.",)
