"""How the prognos of a line was computed: the numbers of its method, to follow by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from finance.format import NB, format_belopp, format_procent, format_tal
from finance.period import MANADER_KORT
from finance.prognos import STANDARDMETOD, Metod, Prognos
from finance.uppfoljning import Rad
from pages.ui import cached, tables
from pages.ui.frame import Ram
from pages.ui.theme import escape, show_quiet, show_quiet_lines

PARAMETRAR = {"alfa": "vikt för nivån (alfa)", "gamma": "vikt för säsongen (gamma)", "lutning": "lutning per månad"}


def show_explanation(rad: Rad, ram: Ram) -> None:
    """A folded place; nothing is computed before it is opened."""
    opened = st.expander(
        "Så räknades den här prognosen",
        key="oppna_forklaring",
        icon=":material/calculate:",
        type="compact",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        show_numbers(rad, cached.serieprognos(ram.of(rad.nod)), ram)


def show_numbers(rad: Rad, prognos: Prognos, ram: Ram) -> None:
    """What the method took from the years before and from this one."""
    show_quiet("Systemets prognos, före det som människor har lagt till.")
    for text in explain_sentences(rad, prognos, ram):
        st.markdown(escape(text))
    form = prognos.explain.get("profil") if prognos.method is STANDARDMETOD else None
    months = [format_belopp(round(ore), ram.enhet, vy=ram.vy) for ore in prognos.monthly]
    shares = [[format_tal(share, 2)] for share in form] if form else [[] for _ in months]
    tables.show_cells(
        "Månad",
        [namn.capitalize() for namn in MANADER_KORT],
        [*(["Säsong (1 = medelmånad)"] if form else []), f"Utfall eller prognos, {ram.enhet.label}"],
        [[*share, month] for share, month in zip(shares, months, strict=True)],
        alt="Månaderna som metoden ger dem",
    )
    known = [one for one in cached.metodrader(ram.of(rad.nod)) if one.metod is prognos.method]
    show_quiet_lines([*(text for one in known for text in one.forklaring), *(prognos.explain.get("anmarkning") or ())])


def explain_sentences(rad: Rad, prognos: Prognos, ram: Ram) -> list[str]:
    """The numbers in words; those that were not computed are left out."""
    found = prognos.explain
    texts = [_about(rad, prognos.method), _sum(prognos, ram)]
    if prognos.method is STANDARDMETOD:
        texts += [_history(found), *_level(found, ram)]
    if fitted := found.get("anpassning", {}).get(prognos.method.value):
        values = ", ".join(f"{PARAMETRAR.get(name, name)} {format_tal(value, 2)}" for name, value in fitted.items())
        texts.append(f"Modellens värden: {values}.")
    half = (prognos.high - prognos.low) / 2
    if half:
        texts.append(
            f"Intervallet sträcker sig {format_belopp(round(half), ram.enhet, unit=True)} åt var sida av prognosen: "
            "åtta år av tio väntas hamna inom det."
        )
    return [text for text in texts if text]


def _sum(prognos: Prognos, ram: Ram) -> str:
    k = int(prognos.explain.get("k") or 0)
    parts = (sum(prognos.monthly[:k]), sum(prognos.monthly[k:]), sum(prognos.monthly))
    known, rest, total = (format_belopp(round(ore), ram.enhet, vy=ram.vy, unit=True) for ore in parts)
    return f"Utfall hittills {known} och {rest} för resten av året är {total}."


def _level(found: Mapping[str, Any], ram: Ram) -> list[str]:
    texts = []
    if found.get("niva") is not None:
        niva, before = (format_belopp(round(found[key]), ram.enhet, vy=ram.vy, unit=True) for key in ("niva", "niva_fore"))
        share = format_procent(found["andel_i_ar"], 0)
        texts.append(
            f"Nivån är {niva} för en medelmånad; före årets månader var den {before}. Årets månader väger {share} av den, "
            "resten är förra årets slut."
        )
    if found.get("krympning") is not None:
        texts.append(
            f"{format_procent(found['krympning'], 0)} av tidigare års säsong räknas som slump och är borttagen. "
            f"En månad brukar avvika {format_procent(found['spridning'], 0)} från profilen."
        )
    return texts


def _about(rad: Rad, metod: Metod) -> str:
    if rad.har_delar:
        return (
            f"{rad.namn} är summan av sina delars prognoser. Intervallet kommer från radens egen serie, och siffrorna "
            f"nedan är den seriens ({metod.namn.lower()})."
        )
    return f"{metod.namn}: {metod.beskrivning}"


def _history(found: dict[str, object]) -> str:
    years, k = int(str(found.get("ar") or 0)), int(str(found.get("k") or 0))
    months = f"{k}{NB}{'stängd månad' if k == 1 else 'stängda månader'} i år"
    weights = found.get("vikter")
    if not years or not isinstance(weights, Sequence):
        return f"Underlaget är {months} och inga tidigare år."
    shares = ", ".join(format_procent(float(weight), 0) for weight in weights)
    return f"Underlaget är {months} och {years}{NB}tidigare år, som väger {shares} i säsongen (senaste året först)."
