"""The parts of Scenario about what is saved: which one is open, saving, comparing, history, and making it a bedömning."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.errors import InvalidValue
from finance.format import NB, format_avvikelse
from finance.inlasning.modell import Bedomningsrad
from finance.rapport.som_text import show_sannolikhet
from finance.scenarier import Scenarioutfall, compare_scenarier, is_bedomd, list_bedomningar
from finance.store import (
    Scenario,
    Spak,
    remove_scenario,
    restore_scenario,
    save_bedomningar,
    save_scenario,
)
from finance.uppfoljning import Rad
from pages.ui import cached, charts, problems, scenarioutkast, state, tables, tider
from pages.ui.arsslut import end_markdown, end_words, ends_80, ends_text, what_ends
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.scenariovy import effect_markdown
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.strukturvy import LOCKED
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet

SCENARIO = "scenario"
"""The name in the URL."""
NYTT = ""
LAGG = "pages/prognos/lagg_prognos.py"
SHOWN_VERSIONS = 12


def show_choice(scenarier: Sequence[Scenario], ram: Ram) -> DeltaGenerator:
    """A new scenario or one of the saved ones; it stands in the URL, so that the link can be shared. Gives its row."""
    by_namn = {one.namn: one for one in scenarier}
    key = f"scenario|{ram.namnd.kod}|{ram.ar}"
    chosen = state.read_link(SCENARIO, key, (NYTT, *by_namn))
    state.keep_link(SCENARIO, chosen, default=NYTT)
    scenarioutkast.open_scenario(ram, by_namn.get(chosen))
    row = st.container(horizontal=True, vertical_alignment="bottom")
    if not by_namn:
        return row
    state.save_open(key, chosen)
    with row:
        st.selectbox(
            "Scenario",
            [NYTT, *by_namn],
            format_func=lambda namn: namn or "Nytt scenario",
            key=key,
            on_change=state.save_link,
            args=(SCENARIO, key),
            width=380,
            help="Länken i adressfältet öppnar samma scenario för den du delar den med.",
        )
    return row


def show_changed(ram: Ram) -> None:
    """That the levers are no longer where the saved scenario has them; drawn when they are known."""
    utkast = scenarioutkast.read_utkast(ram)
    if utkast.namn and utkast.andrat:
        st.markdown(":small[:orange-badge[:material/edit: Ändrat sedan det sparades]]", width="content")


def show_save(spakar: tuple[Spak, ...], ram: Ram) -> None:
    """Save under a name; another name makes another scenario."""
    with st.container(border=True, gap=None):
        show_card_title("Spara som", "Ett sparat scenario räknas om på den prognos som gäller när det öppnas.")
        if ram.as_of is not None:
            show_quiet(LOCKED)
            return
        utkast = scenarioutkast.read_utkast(ram)
        namn = st.text_input(
            "Namn på scenariot",
            value=utkast.namn,
            key=f"scenario_namn|{ram.namnd.kod}|{ram.ar}|{utkast.namn}",
            max_chars=60,
            placeholder="Till exempel Fler timmar i höst",
            help="Samma namn sparar en ny version. Skriv inga namn på enskilda.",
        )
        vem, pressed = show_action(ram.store, "Spara scenariot", key="spara_scenario", icon=":material/save:")
        if pressed:
            with problems.guard():
                saved = save_scenario(ram.store, ram.namnd.kod, namn, ram.ar, spakar, vem=require_signatur(vem))
                scenarioutkast.mark_saved(ram, saved, spakar)
                state.goto_link(SCENARIO, saved)
                finish(ram.store, vem, f"Scenariot {saved} är sparat. Prognosen är som förut.")


def show_make_bedomning(utfall: Scenarioutfall, ram: Ram) -> None:
    """What the scenario would become as bedömningar, and a button that saves them."""
    with open_card():
        show_card_title(
            "Gör till bedömning", "Tror du på scenariot? Då kan det bli en bedömning, och först då ändras prognosen."
        )
        if ram.as_of is not None:
            show_quiet(LOCKED)
            return
        namn = scenarioutkast.read_utkast(ram).namn
        if not namn or scenarioutkast.read_utkast(ram).andrat:
            show_quiet("Spara scenariot först: namnet blir skälet som visas vid prognosen.")
            return
        if is_bedomd(utfall.prognos.lage, namn):
            st.markdown(
                ":small[:orange[:material/info: Prognosen innehåller redan det här scenariot som bedömning. "
                "Effekten som visas här kommer alltså en gång till.]]"
            )
            st.page_link(LAGG, label="Ändra eller ångra i Lägg prognos", icon=":material/edit_note:")
            return
        rader = list_bedomningar(utfall, namn)
        if not rader:
            show_quiet("Scenariot ändrar inget belopp.")
            return
        with st.expander("Visa vad som sparas", key="oppna_scenario_bedomning", type="compact", icon=":material/table:"):
            _show_rows(rader, utfall, ram)
        vem, pressed = show_action(ram.store, "Gör till bedömning", key="scenario_bedomning", icon=":material/gavel:")
        if pressed:
            with problems.guard():
                save_bedomningar(ram.store, ram.namnd.kod, rader, vem=require_signatur(vem))
                state.goto_link(SCENARIO, NYTT)
                finish(ram.store, vem, f"{namn} är nu en bedömning och ingår i prognosen. Ångra finns på sidan Lägg prognos.")


def _show_rows(rader: Sequence[Bedomningsrad], utfall: Scenarioutfall, ram: Ram) -> None:
    tables.show_cells(
        "Verksamhet",
        [line_name(utfall.nu, one.nod) for one in rader],
        ["Kontogrupp", "Typ", f"Belopp, {ram.enhet.label}"],
        [
            [
                escape(one.kontogrupp or "Inte fördelat"),
                "Tillägg" if one.typ == "tillagg" else "Ny nivå",
                avvikelse_markdown(_avvikelse(one, utfall.nu.rad(one.nod)), ram.enhet),
            ]
            for one in rader
        ],
        texts=[True, True, False],
        alt="Bedömningar som scenariot blir",
    )
    show_quiet(
        "Där en bedömd nivå gäller flyttas nivån, för ett tillägg räknas inte där. Ett tillägg fördelas jämnt på månaderna. "
        "Scenariots namn läggs till skälet."
    )


def _avvikelse(one: Bedomningsrad, rad: Rad) -> int:
    return one.avvikelse_ore if one.avvikelse_ore is not None else rad.budget_helar_ore - (one.kostnad_ore or 0)


def show_compare(scenarier: Sequence[Scenario], utfall: Scenarioutfall, ram: Ram) -> None:
    """The saved ones that are chosen side by side, with the prognos as it is first."""
    if not scenarier:
        return
    by_namn = {one.namn: one for one in scenarier}
    with open_card():
        title = st.container(gap=None)
        chosen = st.multiselect(
            "Scenarier att jämföra",
            list(by_namn),
            default=list(by_namn)[:4],
            key=f"scenario_jamfor|{ram.namnd.kod}|{ram.ar}|{len(by_namn)}",
            placeholder="Välj två eller fler",
        )
        rows = compare_scenarier(utfall.prognos, utfall.nu, [by_namn[namn] for namn in chosen])
        total = utfall.nu.total
        with title:
            if len(rows) < 2:
                show_card_title(
                    "Jämför sparade scenarier", "Spara minst två scenarier och välj dem här, så visas de bredvid varandra."
                )
                return
            best = max(rows, key=lambda row: row.effekt_ore)
            end = end_words(best.total, ram)
            show_card_title(
                f"{best.namn} ger bäst helår av de valda: {end}",
                f"{total.namn}, {what_ends(total).lower()}. Varje scenario för sig, på samma prognos.",
            )
        rader = [("Prognosen i dag", total, 0), *((row.namn, row.total, row.effekt_ore) for row in rows)]
        if total.har_budget:
            _show_strangar(rader, ram)
        tables.show_cells(
            f"Helår, {ram.enhet.label}",
            [namn for namn, _, _ in rader],
            [what_ends(total), "Mot prognosen", f"80{NB}% säkert", "Chans"],
            [_compare_cells(rad, ore, ram) for _, rad, ore in rader],
            alt="Sparade scenarier bredvid varandra",
        )
        for row in rows:
            for text in row.hinder:
                st.markdown(f":small[:orange[:material/info: {escape(row.namn)}: {escape(text)}]]")


def _show_strangar(rader: Sequence[tuple[str, Rad, int]], ram: Ram) -> None:
    """A line per scenario with its interval and chance."""
    strangar = tuple(
        charts.Metodstrang(namn, rad.prognosavvikelse_ore, *ends_80(rad), show_sannolikhet(rad.sannolikhet), shown=not place)
        for place, (namn, rad, _) in enumerate(rader)
    )
    told = "; ".join(f"{namn} {format_avvikelse(rad.prognosavvikelse_ore, ram.enhet)}" for namn, rad, _ in rader)
    figure = cached.figure(charts.draw_metoder, strangar, ram.enhet, column="Chans")
    show_figure(
        figure, alt=f"Avvikelse för helåret med 80 procents intervall: {told} {ram.enhet.label}.", key="scenariojamforelse"
    )


def _compare_cells(rad: Rad, ore: int, ram: Ram) -> list[str]:
    return [
        end_markdown(rad, ram),
        effect_markdown(ore, ram.enhet) if ore else "",
        ends_text(rad, ram),
        show_sannolikhet(rad.sannolikhet),
    ]


def show_history(versions: Sequence[Scenario], ram: Ram) -> None:
    """Who saved what and when; the open one can be taken away, and what was taken away put back."""
    if not versions:
        return
    with st.expander("Historik och borttagna scenarier", key="oppna_scenario_historik", icon=":material/history:"):
        tables.show_rows(
            [
                {
                    "När": tider.show_time(one.registrerad) if one.registrerad else "",
                    "Av": escape(one.vem),
                    "Scenario": escape(one.namn),
                    "Vad": "borttaget"
                    if one.borttagen
                    else f"sparat, {len(one.spakar)} spak{'ar' if len(one.spakar) > 1 else ''}",
                }
                for one in versions[:SHOWN_VERSIONS]
            ],
            alt="Sparade versioner av scenarier, nyast först",
        )
        if ram.as_of is None:
            _show_remove(ram)
            _show_restore(versions, ram)


def _show_remove(ram: Ram) -> None:
    namn = scenarioutkast.read_utkast(ram).namn
    if not namn:
        return
    vem, pressed = show_action(ram.store, f"Ta bort {escape(namn)}", key="ta_bort_scenario", icon=":material/delete:")
    if pressed:
        with problems.guard():
            remove_scenario(ram.store, ram.namnd.kod, namn, ram.ar, vem=require_signatur(vem))
            state.goto_link(SCENARIO, NYTT)
            finish(ram.store, vem, f"Scenariot {namn} är borttaget. Det kan hämtas tillbaka under Historik.")


def _show_restore(versions: Sequence[Scenario], ram: Ram) -> None:
    latest: dict[str, Scenario] = {}
    for one in versions:
        latest.setdefault(one.namn, one)
    removed = [one.namn for one in latest.values() if one.borttagen]
    if not removed:
        return
    namn = st.selectbox("Borttaget scenario", removed, key=f"scenario_borttaget|{ram.namnd.kod}", width=380)
    vem, pressed = show_action(ram.store, "Hämta tillbaka", key="aterstall_scenario", icon=":material/restore_from_trash:")
    if pressed:
        with problems.guard():
            if not namn:
                raise InvalidValue("Välj ett scenario att hämta tillbaka.")
            restore_scenario(ram.store, ram.namnd.kod, namn, ram.ar, vem=require_signatur(vem))
            state.goto_link(SCENARIO, namn)
            finish(ram.store, vem, f"Scenariot {namn} är tillbaka.")
