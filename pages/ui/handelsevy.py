"""Kända händelser as tables: the answer, each event and åtgärd with its effect on the full year and how it is made."""

from collections.abc import Sequence

import streamlit as st

from finance.belopp import Enhet, to_enhet
from finance.format import MISSING, format_avvikelse, format_exakt
from finance.period import EN_DASH, MANADER_KORT, Period
from finance.prognos.bedomt import ERSATT_AV_NIVA, Orsak, Paverkan
from finance.prognos.handelser import months_in_year
from finance.prognos.handelseslag import NOLL, Handelseslag
from finance.prognos.helarsprognos import Helarsprognos
from finance.store import KandHandelse, handelse_history, read_borttagna, remove_handelse, restore_handelse
from pages.ui import cached, mallar, problems, state, tables, theme, tider, valfalt
from pages.ui.frame import Ram, chosen_period
from pages.ui.radnamn import line_name
from pages.ui.signatur import finish, require_signatur, show_signatur
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet

EDITED = "handelse_andras"
"""The id of the event that is changed in the form; 0 = a new one."""
FRAGA = (
    "Vad vet du som inte är bokfört än? Till exempel en tjänst som står tom, ett avtal som går ut, en ny placering, "
    "lönerevisionen, ett statsbidrag."
)
LASIN = "pages/underlag/inlasning.py"


def show_answer(prognos: Helarsprognos, ram: Ram) -> None:
    """How much events and åtgärder move the full year, together and apart."""
    rows = range(len(prognos.kub.noder))
    events, remedies = (-prognos.moved_by(orsak, rows) for orsak in (Orsak.HANDELSE, Orsak.ATGARD))
    closed = prognos.lage.senast_stangd
    since = f"Månader till och med {closed.namn} är stängda: där gäller utfallet." if closed else ""
    theme.show_answer(
        _answer(events + remedies, prognos, ram),
        f"{_part('Kända händelser', events, Orsak.HANDELSE, prognos, ram)}, "
        f"{_part('åtgärder', remedies, Orsak.ATGARD, prognos, ram)}. {since}",
        "" if any(one.orsak is Orsak.HANDELSE for one in prognos.paverkan) else FRAGA,
    )


def _answer(ore: int, prognos: Helarsprognos, ram: Ram) -> str:
    if not any(one.orsak in (Orsak.HANDELSE, Orsak.ATGARD) for one in prognos.paverkan):
        return "Inga kända händelser är inlagda: prognosen bygger bara på det som är bokfört."
    if not ore:
        replaced = any(one.hinder == ERSATT_AV_NIVA for one in prognos.paverkan)
        why = ": bedömda nivåer gäller i stället" if replaced else ""
        return f"Kända händelser och åtgärder ändrar inte helårsprognosen{why}."
    enhet = ram.enhet if to_enhet(ore, ram.enhet) else Enhet.KR
    change = format_avvikelse(ore, enhet, unit=True).lstrip("+\u2212")
    return f"Det som är känt men inte bokfört {'förbättrar' if ore > 0 else 'försämrar'} helåret med {change}."


def _part(namn: str, ore: int, orsak: Orsak, prognos: Helarsprognos, ram: Ram) -> str:
    found = [one.raknas for one in prognos.paverkan if one.orsak is orsak]
    if not found:
        return f"{namn}: inga"
    count = f"{sum(found)} räknas" if all(found) else f"{sum(found)} av {len(found)} räknas"
    return f"{namn} {format_avvikelse(ore, ram.enhet, unit=True)} ({count})"


def show_locked() -> None:
    """Why there is no form."""
    show_quiet("Du ser ett tidigare läge. Gå tillbaka till nuläget för att lägga in, ändra eller ta bort.")


def show_handelser(prognos: Helarsprognos, ram: Ram) -> None:
    """Every event with its effect and how it is computed; below it, ways to change, remove, restore and see the history."""
    found = [one for one in prognos.paverkan if one.orsak is Orsak.HANDELSE]
    here = [one for one in prognos.lage.handelser if months_in_year(one, ram.ar)]
    removed = _removed(ram)
    if not (found or here or removed):
        return
    with open_card():
        if found:
            show_card_title(
                f"{len(found)} {'känd händelse' if len(found) == 1 else 'kända händelser'}",
                f"Effekt på avvikelse helår, {ram.enhet.label}. Plus är bättre. Fördelat på de månader som återstår.",
            )
            _show_table(found, ram)
        else:
            show_card_title("Inga kända händelser räknas nu", "De som är borttagna kan läggas tillbaka här.")
        if ram.as_of is None:
            _show_actions(here, removed, ram)


def _removed(ram: Ram) -> list[KandHandelse]:
    found = read_borttagna(ram.store, ram.namnd.kod, period=chosen_period(ram).key)
    return [one for one in found if months_in_year(one, ram.ar)]


def _show_table(found: Sequence[Paverkan], ram: Ram) -> None:
    uppfoljning, written = cached.uppfoljning(ram.nyckel), {one.id: one for one in cached.lage(ram.nyckel).handelser}
    tables.show_cells(
        "Händelse",
        [_kind(written.get(one.id or 0)) for one in found],
        ["Effekt", "Verksamhet", "Månader", "Vad som händer", "Så räknas det"],
        [
            [
                avvikelse_markdown(-one.helar_ore, ram.enhet) if one.raknas else MISSING,
                _place(line_name(uppfoljning, one.nod), one.kontogrupp),
                _months(one),
                _reason(one, written.get(one.id or 0)),
                explain(one),
            ]
            for one in found
        ],
        texts=[False, True, True, True, True],
        alt="Kända händelser med verksamhet, månader, effekt på helåret och hur den räknas",
    )


def _kind(handelse: KandHandelse | None) -> str:
    if handelse is None:
        return "Ur bedömning"
    return Handelseslag(handelse.slag).namn if handelse.slag in set(Handelseslag) else handelse.slag


def _place(namn: str, kontogrupp: str) -> str:
    return f"{escape(namn)}, {escape(kontogrupp.lower())}" if kontogrupp else escape(namn)


def _months(one: Paverkan) -> str:
    months = [place for place, ore in enumerate(one.manader) if ore]
    if not months:
        return MISSING
    return MANADER_KORT[months[0]] + (f"{EN_DASH}{MANADER_KORT[months[-1]]}" if len(months) > 1 else "")


def _reason(one: Paverkan, handelse: KandHandelse | None) -> str:
    if handelse is None or handelse.registrerad is None:
        return escape(one.namn)
    return f"{escape(one.namn)} :gray[({escape(handelse.vem)}, {tider.show_day(handelse.registrerad)})]"


def explain(one: Paverkan) -> str:
    """How the effect is made, why it does not count, and what to think of; Markdown."""
    if one.hinder:
        otherwise = f" :gray[Annars: {escape(one.forklaring)}.]" if one.forklaring else ""
        return f":material/block: **Räknas inte.** {escape(one.hinder)}{otherwise}"
    return " ".join(filter(None, (escape(one.forklaring), f":material/info: {escape(one.varning)}" if one.varning else "")))


def name_of(handelse: KandHandelse) -> str:
    """To choose by: the kind, what happens, and from when."""
    return f"{_kind(handelse)}: {handelse.skal} (från {Period.from_key(handelse.fran).namn})"


def _show_actions(handelser: Sequence[KandHandelse], removed: Sequence[KandHandelse], ram: Ram) -> None:
    if not handelser and not removed:
        return
    st.space(8)
    with st.expander("Ändra, ta bort eller se historik", key="oppna_handelser", type="compact", icon=":material/edit:"):
        by_id = {one.id: one for one in (*handelser, *removed)}
        gone = {one.id for one in removed}
        chosen = valfalt.choose(
            "Händelse",
            list(by_id),
            lambda key: name_of(by_id[key]) + (" – borttagen" if key in gone else ""),
            key="handelse_vald",
            placeholder="Välj händelse",
        )
        if chosen is None:
            return
        vem = show_signatur(ram.store, key="handelse_hantera")
        with st.container(horizontal=True):
            if chosen in gone:
                if st.button("Lägg tillbaka", key="handelse_tillbaka", icon=":material/undo:"):
                    _restore(ram, chosen, vem)
            else:
                st.button("Ändra", key="handelse_andra", icon=":material/edit:", on_click=start_edit, args=(chosen,))
                if st.button("Ta bort", key="handelse_bort", icon=":material/delete:"):
                    _remove(ram, chosen, vem)
        _show_history(ram, chosen)


def start_edit(handelse_id: int) -> None:
    """Open an event in the form (0: a new one): callback."""
    state.save_open(EDITED, handelse_id)
    state.save_open("handelse_omgang", (state.read_open("handelse_omgang") or 0) + 1)


def _remove(ram: Ram, handelse_id: int, vem: str) -> None:
    with problems.guard():
        remove_handelse(ram.store, ram.namnd.kod, handelse_id, period=chosen_period(ram).key, vem=require_signatur(vem))
        if state.read_open(EDITED) == handelse_id:
            start_edit(0)
        finish(ram.store, vem, "Händelsen är borttagen. Du kan lägga tillbaka den under Ändra, ta bort eller se historik.")


def _restore(ram: Ram, handelse_id: int, vem: str) -> None:
    with problems.guard():
        restore_handelse(ram.store, ram.namnd.kod, handelse_id, period=chosen_period(ram).key, vem=require_signatur(vem))
        finish(ram.store, vem, "Händelsen räknas igen.")


def _show_history(ram: Ram, handelse_id: int) -> None:
    versions = handelse_history(ram.store, ram.namnd.kod, handelse_id)
    tables.show_rows(
        [
            {
                "När": tider.show_time(one.registrerad) if one.registrerad else MISSING,
                "Av": escape(one.vem),
                "Vad": "Borttagen" if one.borttagen else escape(one.skal),
                "Gäller": _span(one),
                "Tal": escape(show_parametrar(one)),
            }
            for one in versions
        ],
        alt="Händelsens versioner, den nyaste först",
    )


def _span(one: KandHandelse) -> str:
    first = Period.from_key(one.fran).namn
    if one.till == one.fran:
        return first
    return f"{first} till {Period.from_key(one.till).namn if one.till else 'årets slut'}"


def show_parametrar(one: KandHandelse) -> str:
    """The figures of an event in a few words."""
    form = Handelseslag(one.slag).form.falt if one.slag in set(Handelseslag) else ()
    shown = []
    for falt in form:
        value = one.parametrar.get(falt.nyckel)
        if value is not None and (value.pris or value.tal is not None):
            shown.append(f"{falt.namn}: {value.pris or format_exakt(value.tal or NOLL)}")
    return "; ".join(shown) or MISSING


def show_atgarder(prognos: Helarsprognos, ram: Ram) -> None:
    """The åtgärder of the list: which count, and why the others do not."""
    found = [one for one in prognos.paverkan if one.orsak is Orsak.ATGARD]
    with open_card():
        if not found:
            show_card_title(
                "Inga åtgärder är inlästa",
                "Läs in en lista med åtgärder, så räknas de som är märkta som medräknade i prognosen.",
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(LASIN, label="Läs in åtgärder", icon=":material/upload_file:")
                mallar.show_one(ram, "atgard", label="Hämta mall för åtgärder")
            return
        counted = sum(one.raknas for one in found)
        show_card_title(
            f"{counted} av {len(found)} åtgärder räknas in i prognosen",
            f"Effekt på avvikelse helår, {ram.enhet.label}. Där en bedömd nivå gäller räknas en åtgärd bara om dess status "
            "säger ”utöver bedömningen”.",
        )
        uppfoljning = cached.uppfoljning(ram.nyckel)
        tables.show_cells(
            "Verksamhet",
            [line_name(uppfoljning, one.nod) or MISSING for one in found],
            ["Effekt", "Åtgärd", "Så räknas det"],
            [
                [avvikelse_markdown(-one.helar_ore, ram.enhet) if one.raknas else MISSING, escape(one.namn), explain(one)]
                for one in found
            ],
            texts=[False, True, True],
            alt="Åtgärder med verksamhet, effekt på helåret och om de räknas",
        )
