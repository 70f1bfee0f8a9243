"""One line opened on Lägg prognos: its kontogrupper with both margins, a tillägg over months, what is in force, history."""

from collections.abc import Sequence

import streamlit as st

from finance.bedomning import Bedomningstyp
from finance.belopp import Enhet
from finance.format import MISSING, format_avvikelse
from finance.kontoplan import Kontogrupp
from finance.laggning import Laggrad, make_tillagg
from finance.period import Period, months_of_year
from finance.prognosmatris import Grupprad, Matris, compute_grupprader, compute_matris
from finance.store import (
    Bedomningspost,
    Bedomningsversion,
    bedomning_history,
    read_bedomningar,
    remove_bedomning,
    save_bedomningar,
)
from pages.ui import problems, signatur, tables, tider, utkast
from pages.ui.laggarbete import Arbete, place_name
from pages.ui.laggspara import signatur_now
from pages.ui.laggvy import GJORD, NU, SYSTEM, judged_text, month_text
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet
from pages.ui.utkast import NY, SKAL, TYP
from pages.ui.valfalt import choose

HELA = "Hela raden"
GRUPP = "Kontogrupp"
GRUPPER = [grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD]
AVVIKELSE, KOSTNAD = "Ändrad avvikelse (minus är sämre)", "Ändrad kostnad (plus är dyrare)"


def show_nod(arbete: Arbete, rader: Sequence[Laggrad], *, writable: bool) -> None:
    """Choose a line, and see and write what belongs to it."""
    names = {rad.nod: place_name(arbete, (rad.nod, "")) for rad in rader}
    key = f"lagg_nod|{arbete.ram.namnd.kod}"
    nod = choose("Öppna en rad", list(names), lambda kod: names[kod], key=key, placeholder="Välj en rad", width=420)
    if nod is None:
        show_quiet("Där delas prognosen på kontogrupper, läggs tillägg på vissa månader, och syns radens historik.")
        return
    rad = arbete.by_nod[nod]
    _show_grupper(arbete, rad, writable=writable)
    if writable:
        _show_tillagg(arbete, rad)
    _show_gallande(arbete, rad, writable=writable)


def _show_grupper(arbete: Arbete, rad: Laggrad, *, writable: bool) -> None:
    before = {one.namn: one for one in compute_grupprader(arbete.prognos, rad.nod)}
    after = compute_grupprader(arbete.preview, rad.nod)
    with open_card():
        show_card_title(f"{rad.namn} per kontogrupp", f"Prognos avvikelse helår, {arbete.ram.enhet.label}.")
        if rad.har_delar:
            show_quiet("Raden är summan av sina delar. Öppna en del för att skriva per kontogrupp.")
        elif writable:
            _show_editor(arbete, rad, before)
        _show_margins(arbete, after)
        show_quiet("Ej fördelat är det som inte är delat på kontogrupper: bedömningar på hela raden.")


def _show_editor(arbete: Arbete, rad: Laggrad, before: dict[str, Grupprad]) -> None:
    ram = arbete.ram
    groups = [grupp for grupp in GRUPPER if grupp in before] or GRUPPER
    shown = {
        GRUPP: groups,
        SYSTEM: [format_avvikelse(before[g].system_ore if g in before else 0, ram.enhet) for g in groups],
        NU: [judged_text(rad, ram, g, before[g].budget_ore if g in before else 0) for g in groups],
        GJORD: [month_text(rad.of(g), arbete.prognos.lage.senast_stangd) for g in groups],
    }
    column = st.column_config.TextColumn
    utkast.show_editor(
        "lagg_grupper",
        shown,
        [(rad.nod, grupp) for grupp in groups],
        [next((b.skal for b in rad.of(grupp)), "") for grupp in groups],
        ram,
        order=[GRUPP, SYSTEM, NU, GJORD, NY, TYP, SKAL],
        config={
            GRUPP: column(width=220, pinned=True),
            SYSTEM: column(width=90, alignment="right"),
            NU: column(width=110, alignment="right"),
            GJORD: column(width=70),
        },
        alt=f"Kontogrupper i {rad.namn} att bedöma",
    )
    show_quiet("Sparas med knappen Spara, tillsammans med det du skrivit i den stora tabellen.")


def _show_margins(arbete: Arbete, rows: Sequence[Grupprad]) -> None:
    enhet = arbete.ram.enhet
    tables.show_cells(
        GRUPP,
        [one.namn for one in rows],
        [SYSTEM, "Tillägg och åtgärder", "Bedömd nivå", "Prognosen blir"],
        [
            [avvikelse_markdown(ore, enhet) for ore in (one.system_ore, one.tillagg_ore, one.niva_ore, one.prognos_ore)]
            for one in rows
        ],
        sums=[len(rows) - 1],
        alt="Systemets avvikelse, det som människor lagt till, och prognosen, per kontogrupp med summa",
    )


def _show_tillagg(arbete: Arbete, rad: Laggrad) -> None:
    ram, ahead = arbete.ram, months_of_year(arbete.period.ar)[arbete.prognos.last_closed :]
    about = f"{ram.namnd.kod}|{arbete.period}|{rad.nod}|{ram.nyckel.version}"
    with open_card():
        show_card_title("Tillägg på vissa månader", f"Läggs till systemets prognos, jämnt över månaderna. {ram.enhet.label}.")
        if rad.niva_av() is not None:
            st.markdown(
                ":small[:orange-badge[:material/info: Obs] "
                f"En bedömd nivå gäller för {escape(rad.namn)}. Tillägget räknas först när nivån tas bort.]"
            )
        with st.form(f"lagg_tillagg|{about}", border=False):
            left, mid, right = st.columns(3)
            kontogrupp = left.selectbox(GRUPP, [HELA, *GRUPPER])
            slag = mid.selectbox("Beloppet är", [AVVIKELSE, KOSTNAD])
            belopp = right.text_input(f"Belopp, {ram.enhet.label}", placeholder="Till exempel −0,4", max_chars=30)
            fran = left.selectbox("Från", ahead, format_func=lambda month: month.namn)
            till = mid.selectbox("Till", ahead, index=len(ahead) - 1, format_func=lambda month: month.namn)
            skal = right.text_input("Skäl", max_chars=500, placeholder="Varför, i en mening")
            pressed = st.form_submit_button("Spara tillägget", icon=":material/save:")
        if pressed:
            with problems.guard():
                one = make_tillagg(
                    rad,
                    kontogrupp="" if kontogrupp == HELA else str(kontogrupp),
                    belopp=belopp or "",
                    som_kostnad=slag == KOSTNAD,
                    enhet=ram.enhet,
                    fran=fran,
                    till=till,
                    skal=skal or "",
                    period=arbete.period,
                )
                vem = signatur_now(arbete)
                save_bedomningar(ram.store, ram.namnd.kod, [one], vem=vem)
                signatur.finish(ram.store, vem, f"Tillägget på {rad.namn} är sparat.")


def _show_gallande(arbete: Arbete, rad: Laggrad, *, writable: bool) -> None:
    ram = arbete.ram
    posts = [
        post
        for post in read_bedomningar(ram.store, ram.namnd.kod, arbete.period.ar, as_of=ram.as_of, period=arbete.period.key)
        if post.nod == rad.nod
    ]
    history = bedomning_history(ram.store, ram.namnd.kod, arbete.period.ar, rad.nod, as_of=ram.as_of)
    with open_card():
        show_card_title(f"Bedömningar av {rad.namn}", f"Det som gäller för {arbete.period.namn}, och allt som skrivits.")
        if not history:
            show_quiet("Ingen har bedömt raden ännu.")
            return
        for post in posts:
            _show_one(arbete, rad, post, writable=writable)
        tables.show_cells(
            "När",
            [tider.show_time(one.post.registrerad) for one in history],
            ["Gjord för", "Vad", "Belopp", "Skäl", "Av", "Händelse"],
            [_history_cells(arbete, one) for one in history],
            texts=[True, True, False, True, True, True],
            alt=f"Alla bedömningar av {rad.namn}, senast först",
        )
        st.space(8)


def _show_one(arbete: Arbete, rad: Laggrad, post: Bedomningspost, *, writable: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        text = f"{_what(post)}: {_amount(arbete, post)}. {post.skal}".strip()
        st.markdown(f":blue-badge[Gäller] {escape(text)}", width="stretch")
        if writable and st.button("Ta bort", key=f"lagg_bort|{post.id}", type="tertiary", icon=":material/delete:"):
            with problems.guard():
                ram, vem = arbete.ram, signatur_now(arbete)
                remove_bedomning(ram.store, ram.namnd.kod, post.id, vem=vem, period=arbete.period.key)
                signatur.finish(ram.store, vem, f"Bedömningen av {rad.namn} är borttagen. Systemets prognos gäller i stället.")


def _what(post: Bedomningspost) -> str:
    what = Bedomningstyp(post.typ).namn.capitalize()
    months = f" {_month(post.fran)} till {_month(post.till)}" if post.fran and post.till else ""
    return f"{what}, {post.kontogrupp.lower()}{months}" if post.kontogrupp else what + months


def _month(key: int) -> str:
    return Period.from_key(key).namn.split(" ")[0]


def _amount(arbete: Arbete, post: Bedomningspost) -> str:
    enhet = arbete.ram.enhet
    if post.avvikelse_ore is not None:
        return format_avvikelse(post.avvikelse_ore, enhet)
    return f"kostnad {format_avvikelse(post.kostnad_ore, enhet)}"


def _history_cells(arbete: Arbete, one: Bedomningsversion) -> list[str]:
    post = one.post
    return [
        Period.from_key(post.period).namn,
        escape(_what(post)),
        _amount(arbete, post),
        escape(post.skal) or MISSING,
        escape(post.vem),
        one.handling,
    ]


def show_matris(arbete: Arbete) -> None:
    """The whole nämnd, line by kontogrupp, with both margins; nothing to write in."""
    matris: Matris = compute_matris(arbete.preview)
    enhet = arbete.ram.enhet
    opened = st.expander("Hela nämnden per rad och kontogrupp", icon=":material/grid_on:")
    with opened:
        typed = ", med det du skrivit" if arbete.new else ""
        show_quiet(f"Prognos avvikelse helår, {enhet.label}{typed}. Rader och kolumner summerar.")
        columns = ["Verksamhet", *matris.kolumner, "Summa"]
        rows = [
            ["\u2003" * max(rad.niva - 1, 0) + rad.namn, *(_cell(ore, enhet) for ore in (*rad.celler, rad.summa))]
            for rad in matris.rader
        ]
        st.dataframe(
            tables.text_frame([dict(zip(columns, row, strict=True)) for row in rows]),
            hide_index=True,
            height="content",
            column_config={
                name: st.column_config.TextColumn(
                    alignment="left" if name == columns[0] else "right", pinned=name == columns[0]
                )
                for name in columns
            },
            alt="Prognos avvikelse helår per rad och kontogrupp, med summor",
        )


def _cell(ore: int, enhet: Enhet) -> str:
    return format_avvikelse(ore, enhet) if ore else MISSING
