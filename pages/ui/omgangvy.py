"""Locking the round of a month on Helårsprognos, and the rounds that are locked."""

from collections.abc import Sequence

import streamlit as st

from finance.errors import HelarError
from finance.format import MISSING, format_avvikelse, format_belopp
from finance.omgang import lock_round
from finance.period import Period
from finance.prognos.andrat import Prognosandring
from finance.prognos.omgang import omgang_of
from finance.store import Last
from pages.ui import cached, problems, tables, tider
from pages.ui.frame import Ram, chosen_period
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet

BROKEN = ":orange-badge[:material/warning: Skadad]"
LAS = ":material/lock:"


def show_lock(ram: Ram) -> None:
    """Whether the month's round is locked, what has changed since, the way to lock it, and every lock before."""
    period, lasta = chosen_period(ram), cached.omgangar(ram.nyckel)
    here = [last for last in lasta if last.period == period.key]
    with open_card():
        show_card_title(*_state(period, here, ram))
        with st.container(gap="small"):
            if ram.as_of is None:
                _show_form(ram, period, locked=bool(here))
            else:
                show_quiet("Visa läget nu för att låsa: det som visas är läget en tidigare dag.")
            if lasta:
                with st.expander("Visa låsta omgångar", key="oppna_omgangar", icon=":material/history:", type="compact"):
                    _show_list(lasta, ram)


def _state(period: Period, here: Sequence[Last], ram: Ram) -> tuple[str, str]:
    if not here:
        text = "Lås den när nämnden har fått prognosen. Då sparas den som den är, och senare omgångar jämförs med den."
        early = " Månaden är preliminär: stäng den först, om siffrorna är klara." if cached.lage(ram.nyckel).preliminar else ""
        return f"Omgången {period.namn} är öppen", text + early
    last = here[0]
    when = f"Version {last.version}, låst {tider.show_time(last.registrerad)} av {last.vem}."
    return f"Omgången {period.namn} är låst", f"{when} {_since(ram)}"


def _since(ram: Ram) -> str:
    """What today's figures say against the lock."""
    try:
        andring = cached.sedan_last(ram.nyckel)
    except HelarError as error:
        return str(error)
    return "" if andring is None else changed_text(andring, ram)


def changed_text(andring: Prognosandring, ram: Ram) -> str:
    """How today's prognos stands against the locked one of the same month."""
    lines = [rad for rad in andring.rader if rad.orsaker]
    if not lines:
        return "Inget har ändrats sedan dess."
    total = format_avvikelse(andring.total.andring_ore, ram.enhet, unit=True)
    return (
        f"Sedan dess har prognosen ändrats på {len(lines)} av {len(andring.rader)} rader, i allt {total}. Det låsta står kvar."
    )


def _show_form(ram: Ram, period: Period, *, locked: bool) -> None:
    label = "Lås en ny version" if locked else "Lås omgången"
    with st.expander(label, key=f"oppna_las_{period}", icon=LAS, type="compact"):
        show_quiet(
            "Låst betyder som nämnden såg den. Det går inte att ändra eller ta bort, bara att låsa en ny version med skäl."
        )
        anledning = reason_field(key=f"las_skal_{period}") if locked else ""
        vem, pressed = show_action(ram.store, label, key=f"las_{period}_{ram.nyckel.version}", icon=LAS, primary=True)
        if pressed:
            with problems.guard():
                last = lock_round(ram.store, cached.lage(ram.nyckel), vem=require_signatur(vem), anledning=anledning)
                finish(ram.store, vem, f"Omgången {period.namn} är låst, version {last.version}.")


def reason_field(*, key: str) -> str:
    """Why something is locked again."""
    return st.text_input("Varför låses den på nytt?", key=key, placeholder="Till exempel rättad lönefil", max_chars=200) or ""


def _show_list(lasta: Sequence[Last], ram: Ram) -> None:
    tables.show_cells(
        "Månad",
        [Period.from_key(last.period).namn.capitalize() for last in lasta],
        ["Prognos", "Prognos avvikelse", "Version", "Låst", "Av", "Skäl till ny version"],
        [_cells(last, ram) for last in lasta],
        texts=[False, False, False, True, True, True],
        alt="Låsta omgångar, senaste månaden först",
    )


def _cells(last: Last, ram: Ram) -> list[str]:
    said = [BROKEN, MISSING]
    if last.hel:
        total = omgang_of(last).total
        said = [format_belopp(total.prognos_ore, ram.enhet, vy=ram.vy), avvikelse_markdown(total.avvikelse_ore, ram.enhet)]
    return [*said, str(last.version), tider.show_time(last.registrerad), escape(last.vem), escape(last.anledning) or MISSING]
