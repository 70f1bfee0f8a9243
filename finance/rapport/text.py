"""Sentences about the figures, for headings, slides and screens.

Avvikelse in öre, plus = överskott. Word and figure agree: what a sentence calls överskott or underskott is judged on the
figure as shown in `enhet`, and a figure that is shown as zero is called balance.
"""

import re
from dataclasses import dataclass

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import NB, avvikelse_word, format_avvikelse, format_belopp
from finance.uppfoljning import METOD_NIVA, METOD_SUMMA, Rad, Uppfoljning

BALANS = "i balans"
LAS_IN_FORST = "läs in huvudboken och budgeten."
LAS_IN_BUDGET = "Budget saknas: läs in den för att se avvikelsen."


@dataclass(frozen=True, slots=True)
class Orsak:
    """One of the largest deviations: the line, the name of what it belongs to ("" on level 1), and the sentence."""

    rad: Rad
    foralder: str
    text: str


def amount(ore: int, enhet: Enhet) -> str:
    """The size of a deviation without sign: `34,5 Mnkr`."""
    return format_belopp(abs(ore), enhet, unit=True)


def is_final(uppfoljning: Uppfoljning) -> bool:
    """Whether every month of the year is closed, so that the prognos is the outcome."""
    closed = uppfoljning.senast_stangd
    return closed is not None and closed.ar == uppfoljning.period.ar and closed.manad >= 12


def answer_sentence(uppfoljning: Uppfoljning, enhet: Enhet) -> str:
    """What a förvaltningschef asks first: where the year ends, and the largest cause among the deepest lines."""
    total = uppfoljning.total
    if not uppfoljning.har_budget:
        if not total.prognos_ore and len(uppfoljning.saknade_manader) == min(uppfoljning.period.manad, 12):
            return f"Det finns varken utfall eller budget för {uppfoljning.namnd.namn} {uppfoljning.period.ar}: {LAS_IN_FORST}"
        verb = "blev" if is_final(uppfoljning) else "väntas bli"
        year = f"{end_text(total, enhet)} {uppfoljning.period.ar}"
        return f"Nettokostnaden för {uppfoljning.namnd.namn} {verb} {year}. {LAS_IN_BUDGET}"
    ore = total.prognosavvikelse_ore
    word = avvikelse_word(ore, enhet)
    verb = "slutar året med" if is_final(uppfoljning) else "går mot"
    if word == BALANS:
        return f"{uppfoljning.namnd.namn} {'höll' if is_final(uppfoljning) else 'väntas hålla'} budgeten."
    first = f"{uppfoljning.namnd.namn} {verb} ett {word} på {amount(ore, enhet)}."
    cause = next(iter(largest_deviations(uppfoljning, 1, enhet=enhet, riktning=ore)), None)
    return first if cause is None else f"{first} {_told_apart(uppfoljning, cause)} är den största orsaken."


def _told_apart(uppfoljning: Uppfoljning, orsak: Orsak) -> str:
    """The name; with what it belongs to where several lines have it."""
    shared = sum(rad.namn == orsak.rad.namn for rad in uppfoljning.rader) > 1
    return f"{orsak.rad.namn} i {orsak.foralder}" if shared and orsak.foralder else orsak.rad.namn


def largest_deviations(
    uppfoljning: Uppfoljning, n: int = 3, *, enhet: Enhet | None = None, riktning: int = 0
) -> tuple[Orsak, ...]:
    """The `n` lines without parts with the largest absolute prognosavvikelse, largest first; none that shows as zero.

    For tables per nod or per kontogrupp. `enhet` None: the nämnd's. With `riktning` below or above 0 only deviations of
    that sign. Equal ones in report order. None at all without a budget.
    """
    if not uppfoljning.har_budget:
        return ()
    unit = uppfoljning.namnd.enhet if enhet is None else enhet
    lines = [
        rad for rad in uppfoljning.rader if rad.niva > 0 and not rad.har_delar and to_enhet(rad.prognosavvikelse_ore, unit) != 0
    ]
    wanted = [rad for rad in lines if riktning == 0 or rad.prognosavvikelse_ore * riktning > 0]
    ranked = sorted(wanted, key=lambda rad: -abs(rad.prognosavvikelse_ore))[:n]
    final = is_final(uppfoljning)
    return tuple(Orsak(rad, _parent_name(uppfoljning, rad), nod_sentence(rad, unit, final=final)) for rad in ranked)


def _parent_name(uppfoljning: Uppfoljning, rad: Rad) -> str:
    if rad.foralder is None or rad.foralder == uppfoljning.total.nod:
        return ""
    return uppfoljning.rad(rad.foralder).namn


def nod_sentence(rad: Rad, enhet: Enhet, *, final: bool = False) -> str:
    """One line in words: `Hemtjänst går mot ett underskott på 15,0 Mnkr, varav 4,5 hittills`; its cost without a budget.

    `final`: the year is over, and the outcome is all there is to say.
    """
    if final:
        return _final_sentence(rad, enhet)
    if not rad.har_budget:
        spent = format_belopp(rad.utfall_ore, enhet, unit=True)
        return f"Nettokostnaden för {rad.namn} är {spent} hittills och väntas bli {end_text(rad, enhet)} för helåret."
    year, now = rad.prognosavvikelse_ore, rad.avvikelse_ore
    year_word, now_word = avvikelse_word(year, enhet), avvikelse_word(now, enhet)
    if year_word == BALANS:
        if now_word == BALANS:
            return f"{rad.namn} följer budgeten."
        return f"{rad.namn} väntas hålla budgeten; hittills är det ett {now_word} på {amount(now, enhet)}."
    start = f"{rad.namn} går mot ett {year_word} på {amount(year, enhet)}"
    if now_word == BALANS:
        return f"{start}; hittills följs budgeten."
    if now_word != year_word:
        return f"{start}, trots ett {now_word} på {amount(now, enhet)} hittills."
    if abs(now) <= abs(year):
        return f"{start}, varav {amount(now, enhet)} hittills."
    return f"{start}; hittills är det {amount(now, enhet)}."


def _final_sentence(rad: Rad, enhet: Enhet) -> str:
    if not rad.har_budget:
        return f"Nettokostnaden för {rad.namn} blev {end_text(rad, enhet)}."
    word = avvikelse_word(rad.prognosavvikelse_ore, enhet)
    if word == BALANS:
        return f"{rad.namn} höll budgeten."
    return f"{rad.namn} slutar året med ett {word} på {amount(rad.prognosavvikelse_ore, enhet)}."


def heading_line(rad: Rad, enhet: Enhet, *, final: bool = False) -> str:
    """`Avvikelse −4,6 Mnkr, prognos −8,0 Mnkr (föregående års utfall −4,5 Mnkr)`; without last year when it is not known.

    `final`: the year is over, and there is no prognos beside its avvikelse.
    """
    year = "" if final else f", prognos {'' if rad.har_budget else 'helår '}{end_text(rad, enhet)}"
    if not rad.har_budget:
        return f"Nettokostnad {format_belopp(rad.utfall_ore, enhet, unit=True)}{year}"
    parts = f"Avvikelse {_signed(rad.avvikelse_ore, enhet)}{year}"
    before = rad.avvikelse_foregaende_ar_helar_ore
    return parts if before is None else f"{parts} (föregående års utfall {_signed(before, enhet)})"


def _signed(ore: int, enhet: Enhet) -> str:
    return format_avvikelse(ore, enhet, unit=True)


def interval_ends(rad: Rad, vy: Vy) -> tuple[int, int]:
    """The ends of the 80 % interval of the full-year amount (öre, canonical), in the order they grow when shown in `vy`."""
    return (rad.low_ore, rad.high_ore) if vy is Vy.NETTOKOSTNAD else (rad.high_ore, rad.low_ore)


def is_judged(rad: Rad) -> bool:
    """Whether a person's niva is in the prognos, so that the interval is the system's and not the prognos's own."""
    return rad.metod in (METOD_NIVA, METOD_SUMMA)


def is_outside(rad: Rad) -> bool:
    """Whether the prognos lies outside the system's interval: pointed out, not refused (DESIGN 6.1)."""
    return not rad.low_ore <= rad.prognos_ore <= rad.high_ore


def avvikelse_ends(rad: Rad, enhet: Enhet, word: str = "och") -> str:
    """The 80 % interval as prognosavvikelse, worst first: `−43,0 och −26,0 Mnkr`; without a budget as net cost.

    The same in both views.
    """
    if not rad.har_budget:
        return f"{format_belopp(rad.low_ore, enhet)} {word} {format_belopp(rad.high_ore, enhet, unit=True)}"
    low, high = rad.budget_helar_ore - rad.high_ore, rad.budget_helar_ore - rad.low_ore
    return f"{format_avvikelse(low, enhet)} {word} {_signed(high, enhet)}"


def end_text(rad: Rad, enhet: Enhet) -> str:
    """Where the year ends: the prognosavvikelse, without a budget the net cost. The same in both views."""
    return _signed(rad.prognosavvikelse_ore, enhet) if rad.har_budget else format_belopp(rad.prognos_ore, enhet, unit=True)


def interval_sentence(rad: Rad, enhet: Enhet) -> str:
    """A prognos with its interval and method: `Prognos avvikelse helår −34,5 Mnkr, 80 % säkert mellan −43,0 och …`.

    Beside a person's niva the interval is called the system's, and a niva outside it is pointed out.
    """
    start = f"Prognos {'avvikelse' if rad.har_budget else 'nettokostnad'} helår {end_text(rad, enhet)}"
    method = f"Metod: {rad.metod_text}."
    if rad.low_ore == rad.high_ore:
        return f"{start}. {method}"
    if not is_judged(rad):
        return f"{start}, 80{NB}% säkert mellan {avvikelse_ends(rad, enhet)}. {method}"
    outside = "; bedömningen ligger utanför" if is_outside(rad) else ""
    return f"{start}. Systemets intervall: {avvikelse_ends(rad, enhet, 'till')} (80{NB}%){outside}. {method}"


def plain_text(markdown: str) -> str:
    """Markdown as plain text: marks of headings, emphasis and links taken away, list items with an en dash."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(?m)^\s{0,3}#{1,6}\s+", "", text)
    text = re.sub(r"(?m)^(\s*)[-*+]\s+", "\\1\u2013 ", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    return re.sub(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)", r"\1", text).strip()


ABBREVIATIONS = (
    "bl.a",
    "t.ex",
    "t.o.m",
    "fr.o.m",
    "d.v.s",
    "dvs",
    "inkl",
    "exkl",
    "f.n",
    "o.s.v",
    "osv",
    "m.m",
    "ca",
    "cirka",
    "kap",
    "nr",
    "jfr",
    "resp",
    "st",
    "mfl",
    "m.fl",
)


def first_sentence(markdown: str) -> str:
    """The first sentence of a comment, as plain text; abbreviations and ordinals do not end one."""
    line = next((line.strip() for line in plain_text(markdown).splitlines() if line.strip()), "").removeprefix("\u2013 ")
    for match in re.finditer(r"[.!?](?=\s+[A-ZÅÄÖ0-9])", line):
        last_word = line[: match.start()].rsplit(" ", 1)[-1].lower()
        if last_word not in ABBREVIATIONS and not last_word.isdigit():
            return line[: match.end()]
    return line
