"""The fields of an åtgärd, and what it would do to the prognos before it is saved."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from finance.atgarder import Raknas, plain_status, preview, with_status
from finance.format import format_kr
from finance.inlasning.planrader import Atgardsrad
from finance.prognos.atgarder import is_utover, plan_months
from finance.prognos.bedomt import ERSATT_AV_NIVA, replaced_by_niva
from pages.ui import cached
from pages.ui.frame import Ram, chosen_period
from pages.ui.planpostvy import Lista, choose_nod, kronor_text, read_day, read_ore
from pages.ui.theme import avvikelse_markdown, escape, show_quiet

STATUSAR = ("planerad", "beslutad", "pågår", "klar", "avbruten")
RAKNAS = (Raknas.NEJ, Raknas.JA, Raknas.UTOVER)
TOM = Atgardsrad("", "", "", "", "", "", None, None, "", STATUSAR[0], None, "", 0)


def _fields(ram: Ram, key: str, before: Atgardsrad | None) -> Callable[[], Atgardsrad]:
    rad = before or TOM
    atgard = st.text_input("Åtgärd", value=rad.atgard, key=f"{key}_atgard", placeholder="Vad ska göras?", max_chars=200)
    with st.grid(3, gap="small", min_column_width=200):
        avvikelse = st.text_input("Avvikelse", value=rad.avvikelse, key=f"{key}_avvikelse", placeholder="Vad råder den bot på?")
        nod = choose_nod(cached.lage(ram.nyckel).struktur, rad.nod, key)
        ansvarig = st.text_input(
            "Ansvarig (befattning)",
            value=rad.ansvarig,
            key=f"{key}_ansvarig",
            placeholder="Till exempel enhetschef",
            help="Skriv en befattning, inget namn.",
        )
        start = st.text_input("Start", value=rad.start, key=f"{key}_start", placeholder="ÅÅÅÅ-MM-DD")
        slut = st.text_input("Slut", value=rad.slut, key=f"{key}_slut", placeholder="Tomt är årets slut")
        status = _choose_status(rad, key)
        manad = st.text_input("Effekt per månad, kronor", value=kronor_text(rad.effekt_manad_ore), key=f"{key}_manad")
        helar = st.text_input("Effekt helår, kronor", value=kronor_text(rad.effekt_helar_ore), key=f"{key}_helar")
        realiserat = st.text_input("Uppnått hittills, kronor", value=kronor_text(rad.realiserat_ore), key=f"{key}_realiserat")
    show_quiet("Effekt plus är lägre kostnad. Skriv per månad eller för helåret; står båda gäller den per månad.")
    verksamhet = st.text_input(
        "Effekt i verksamheten",
        value=rad.verksamhetseffekt,
        key=f"{key}_verksamhet",
        placeholder="Vad märks i verksamheten?",
    )
    raknas = st.radio(
        "Räknas i prognosen",
        RAKNAS,
        index=RAKNAS.index(_raknas(rad)),
        format_func=lambda one: one.value.capitalize(),
        key=f"{key}_raknas",
        horizontal=True,
        help="Utöver bedömningen: räknas även där en bedömd nivå gäller, som annars redan ska innehålla åtgärden.",
    )

    def read() -> Atgardsrad:
        made = replace(
            rad,
            nod=nod,
            avvikelse=avvikelse,
            atgard=atgard,
            ansvarig=ansvarig,
            start=read_day(start, "Start"),
            slut=read_day(slut, "Slut") or ("" if start.strip() else f"{chosen_period(ram).ar}-12-31"),
            effekt_manad_ore=read_ore(manad, "Effekt per månad"),
            effekt_helar_ore=read_ore(helar, "Effekt helår"),
            verksamhetseffekt=verksamhet,
            realiserat_ore=read_ore(realiserat, "Uppnått hittills"),
        )
        return with_status(made, status, raknas)

    return read


def _raknas(rad: Atgardsrad) -> Raknas:
    if not rad.medraknad:
        return Raknas.NEJ
    return Raknas.UTOVER if is_utover(rad) else Raknas.JA


def _choose_status(rad: Atgardsrad, key: str) -> str:
    now = plain_status(rad.status)
    options = list(dict.fromkeys([*STATUSAR, now or "planerad"]))
    return st.selectbox(
        "Status", options, index=options.index(now or "planerad"), format_func=str.capitalize, key=f"{key}_status"
    )


def _show_effect(ram: Ram, rad: Atgardsrad) -> None:
    """What it would do, before it is saved."""
    prognos = cached.helarsprognos(ram.nyckel)
    year = sum(plan_months(rad, ram.ar))
    if not rad.medraknad:
        said = f"Planerad effekt i år: {format_kr(year)}. " if year else ""
        show_quiet(f"{said}Åtgärden räknas inte i prognosen.")
        return
    effect = preview(prognos, rad)
    hinder = effect.hinder or (ERSATT_AV_NIVA if replaced_by_niva(prognos.lage, effect) else "")
    if hinder:
        st.markdown(f":material/block: **Räknas inte.** {escape(hinder)}")
        return
    st.markdown(f"**Avvikelse helår {avvikelse_markdown(-effect.helar_ore, ram.enhet, unit=True)}**")
    show_quiet(escape(effect.forklaring))


def _describe(rad: Atgardsrad) -> str:
    ore = rad.effekt_manad_ore or rad.effekt_helar_ore
    effect = f"effekt {format_kr(ore)} {'per månad' if rad.effekt_manad_ore else 'i år'}" if ore else "effekt saknas"
    done = f"uppnått {format_kr(rad.realiserat_ore)}" if rad.realiserat_ore is not None else ""
    return ", ".join(filter(None, (rad.atgard, rad.status, effect, done, f"räknas: {_raknas(rad).value}")))


ATGARDER: Lista[Atgardsrad] = Lista(
    klass=Atgardsrad,
    nyckel="atgard",
    obestamd="en åtgärd",
    bestamd="åtgärden",
    namn=lambda rad: f"{rad.avvikelse}: {rad.atgard}" if rad.avvikelse else rad.atgard,
    beskriv=_describe,
    falt=_fields,
    visa=_show_effect,
)
