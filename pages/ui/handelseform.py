"""The form for a known event: fields by kind, figures typed or from a prisantagande, the effect shown before it is saved."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from finance.errors import InvalidValue
from finance.format import format_exakt
from finance.kontoplan import Kontogrupp
from finance.period import Period
from finance.prognos.bedomt import ERSATT_AV_NIVA, Paverkan, replaced_by_niva
from finance.prognos.handelser import compute_handelse
from finance.prognos.handelseslag import Falt, Handelseslag, Slagform, check_handelse
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.prisantaganden import parse_varde
from finance.store import KandHandelse, Parameter, save_handelse
from finance.struktur import Struktur
from pages.ui import problems, state, valfalt
from pages.ui.frame import Ram, chosen_period
from pages.ui.handelsevy import EDITED, explain, start_edit
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet

SKRIV = "Inget prisantagande"
EJ_DELAD = "Inte fördelad på kontogrupp"


def show_form(prognos: Helarsprognos, ram: Ram) -> None:
    """A new event, or changes to the one that was chosen in the list."""
    edited = next((one for one in prognos.lage.handelser if one.id == state.read_open(EDITED)), None)
    with open_card():
        show_card_title(
            "Ändra händelsen" if edited else "Lägg in en händelse",
            "Effekten visas innan du sparar. Bara månader som inte är stängda räknas.",
        )
        with problems.guard(), st.container(gap="small"):
            _show_fields(prognos, ram, edited)


def _show_fields(prognos: Helarsprognos, ram: Ram, edited: KandHandelse | None) -> None:
    key = f"handelse_{edited.id if edited else 0}_{state.read_open('handelse_omgang') or 0}"
    with st.grid(3, gap="small", min_column_width=200):
        slag = _choose_slag(edited, key)
        nod = _choose_nod(prognos.lage.struktur, edited, key)
        kontogrupp = _choose_kontogrupp(slag, edited, f"{key}_{slag}")
    fran, till = _choose_months(slag.form, prognos, edited, f"{key}_{slag}")
    texts = _show_figures(slag.form, prognos, edited, f"{key}_{slag}")
    skal = st.text_input(
        "Vad händer, och hur vet du det?",
        value=edited.skal if edited else "",
        key=f"{key}_skal",
        max_chars=200,
        placeholder="Till exempel: Enhetschefen slutar i juni, rekrytering pågår",
        help="Skriv inga namn eller personuppgifter om enskilda. Texten visas vid prognosen.",
    )
    handelse = KandHandelse(
        nod=nod or "",
        kontogrupp=kontogrupp,
        slag=slag.value,
        fran=fran,
        till=till,
        parametrar={},
        skal=skal or "",
        period=chosen_period(ram).key,
        id=edited.id if edited else 0,
    )
    _show_preview(prognos, ram, handelse, texts)
    _show_save(ram, handelse, texts, key=key)


def _choose_slag(edited: KandHandelse | None, key: str) -> Handelseslag:
    slag = list(Handelseslag)
    before = Handelseslag(edited.slag) if edited and edited.slag in set(Handelseslag) else slag[0]
    return st.selectbox("Slag", slag, index=slag.index(before), format_func=lambda one: one.namn, key=f"{key}_slag")


def _choose_nod(struktur: Struktur, edited: KandHandelse | None, key: str) -> str | None:
    names = {struktur.total_kod: struktur.root.namn if struktur.root else struktur.namnd_namn}
    names |= {nod.kod: "\u2003" * struktur.depth(nod.kod) + nod.namn for nod in struktur.noder if nod.kod not in names}
    if edited is not None and edited.nod in names:
        kods = list(names)
        return st.selectbox(
            "Verksamhet", kods, index=kods.index(edited.nod), format_func=lambda kod: names[kod], key=f"{key}_nod"
        )
    return valfalt.choose("Verksamhet", list(names), lambda kod: names[kod], key=f"{key}_nod", placeholder="Välj verksamhet")


def _choose_kontogrupp(slag: Handelseslag, edited: KandHandelse | None, key: str) -> str:
    options = ["", *(grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD)]
    before = edited.kontogrupp if edited and edited.slag == slag else slag.form.kontogrupp.value
    return st.selectbox(
        "Kontogrupp",
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda one: one or EJ_DELAD,
        key=f"{key}_grupp",
    )


def _choose_months(form: Slagform, prognos: Helarsprognos, edited: KandHandelse | None, key: str) -> tuple[int, int]:
    """(from, to) as ÅÅÅÅMM; to 0 = to the end of the year."""
    ar, after = prognos.lage.period.ar, min(prognos.last_closed + 1, 12)
    months = [ar * 100 + manad for manad in range(1, 13)]
    if edited and edited.fran not in months:
        months = [edited.fran, *months]
    with st.grid(3, gap="small", min_column_width=200):
        fran = st.selectbox(
            form.fran,
            months,
            index=months.index(edited.fran if edited else ar * 100 + after),
            format_func=_month,
            key=f"{key}_fran",
        )
        if form.en_manad:
            return fran, fran
        ends = [0, *(month for month in months if month >= fran)]
        before = edited.till if edited and edited.till in ends else 0
        till = st.selectbox(
            "Till och med",
            ends,
            index=ends.index(before),
            format_func=lambda one: _month(one) if one else "Årets slut",
            key=f"{key}_till_{fran}",
        )
    return fran, till


def _month(key: int) -> str:
    return Period.from_key(key).namn.capitalize()


def _show_figures(
    form: Slagform, prognos: Helarsprognos, edited: KandHandelse | None, key: str
) -> Mapping[str, tuple[str, str]]:
    """Per figure: (what was typed, the prisantagande that was chosen instead or "")."""
    found = {}
    with st.grid(max(3, len(form.falt)), gap="small", min_column_width=180):
        for falt in form.falt:
            before = edited.parametrar.get(falt.nyckel, Parameter()) if edited else Parameter()
            with st.container(gap="small"):
                found[falt.nyckel] = _show_figure(falt, prognos, before, f"{key}_{falt.nyckel}")
    return found


def _show_figure(falt: Falt, prognos: Helarsprognos, before: Parameter, key: str) -> tuple[str, str]:
    names = sorted({pris.namn for pris in prognos.lage.prisantaganden if pris.enhet in falt.enheter} | {before.pris} - {""})
    options = [SKRIV, *names]
    chosen = state.read_open(f"{key}_pris") or before.pris or SKRIV
    start = before.tal if before.tal is not None else falt.standard
    text = st.text_input(
        falt.namn,
        value=format_exakt(start) if start else "",
        key=f"{key}_tal",
        disabled=chosen != SKRIV,
        placeholder="Hämtas" if chosen != SKRIV else "0" if falt.standard is not None else "",
        help=falt.hjalp or None,
    )
    if not names:
        return text, ""
    pris = st.selectbox(
        f"Hämta {falt.namn.lower()} från",
        options,
        index=options.index(before.pris) if before.pris in options else 0,
        key=f"{key}_pris",
        label_visibility="collapsed",
    )
    return text, "" if pris == SKRIV else pris


def _with_figures(handelse: KandHandelse, texts: Mapping[str, tuple[str, str]]) -> KandHandelse:
    """The event with what was typed. Raises InvalidValue, naming the field."""
    falt = {one.nyckel: one for one in Handelseslag(handelse.slag).form.falt}
    parametrar = {
        nyckel: Parameter(pris=pris) if pris else Parameter(tal=parse_varde(text, falt[nyckel].namn))
        for nyckel, (text, pris) in texts.items()
    }
    found = replace(handelse, parametrar=parametrar)
    check_handelse(found)
    return found


def _show_preview(prognos: Helarsprognos, ram: Ram, handelse: KandHandelse, texts: Mapping[str, tuple[str, str]]) -> None:
    try:
        effect = preview(prognos, _with_figures(handelse, texts))
    except InvalidValue as error:
        show_quiet(f"Effekten visas här. {escape(str(error))}")
        return
    if effect.hinder:
        st.markdown(explain(effect))
        return
    st.markdown(f"**Avvikelse helår {avvikelse_markdown(-effect.helar_ore, ram.enhet, unit=True)}**")
    show_quiet(explain(effect))
    struktur = prognos.lage.struktur
    if handelse.nod and (struktur.own_kod(handelse.nod) != handelse.nod or handelse.nod == struktur.total_kod):
        show_quiet("Verksamheten har underliggande delar: händelsen visas på raden Gemensamt.")


def preview(prognos: Helarsprognos, handelse: KandHandelse) -> Paverkan:
    """What an event that is not saved would do."""
    effect = compute_handelse(prognos.lage, handelse, prognos.last_closed)
    if not effect.hinder and handelse.nod and replaced_by_niva(prognos.lage, effect):
        return replace(effect, hinder=ERSATT_AV_NIVA)
    return effect


def _show_save(ram: Ram, handelse: KandHandelse, texts: Mapping[str, tuple[str, str]], *, key: str) -> None:
    label = "Spara ändringen" if handelse.id else "Spara händelsen"
    vem, pressed = show_action(ram.store, label, key=f"{key}_spara", icon=":material/check:", primary=True)
    if handelse.id:
        st.button("Avbryt ändringen", key=f"{key}_avbryt", type="tertiary", on_click=start_edit, args=(0,))
    if pressed:
        with problems.guard():
            save_handelse(ram.store, ram.namnd.kod, _with_figures(handelse, texts), vem=require_signatur(vem))
            start_edit(0)
            finish(ram.store, vem, f"{Handelseslag(handelse.slag).namn} är sparad och räknas i prognosen.")
