"""Statsbidrag: the list with what is used and may go back, the fields of a grant, and a grant as a known event."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from finance.errors import InvalidValue
from finance.format import MISSING, format_belopp
from finance.inlasning.planrader import Statsbidragsrad
from finance.period import Period
from finance.prognos.prisantaganden import parse_varde
from finance.rapport.avsnitt_uppdrag import period_text
from finance.statsbidrag import Bidrag, Bidragshandelse, statsbidrag_sentence, sum_bidrag, to_handelse
from finance.store import Planpost, save_handelse
from pages.ui import cached, mallar, problems, tables, valfalt
from pages.ui.frame import Ram, chosen_period
from pages.ui.planpostvy import LASIN, Lista, choose_nod, kronor_text, read_day, read_ore
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

ATERBETALAS = {None: "Inte sagt", True: "Ja", False: "Nej"}
TOM = Statsbidragsrad("", "", "", 0, None, "", None, None, "", 0)


def show_list(rader: tuple[Bidrag, ...], ram: Ram, *, other_years: int = 0) -> None:
    """Every grant of the year and their sum. `other_years`: how many grants are of other years, and not among them."""
    with open_card():
        if not rader:
            show_card_title("Vilka statsbidrag får nämnden i år?", "Lägg in ett statsbidrag här under, eller läs in listan.")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(LASIN, label="Läs in statsbidrag", icon=":material/upload_file:")
                mallar.show_one(ram, "statsbidrag", label="Hämta mall för statsbidrag")
            _show_other_years(other_years)
            return
        show_card_title(statsbidrag_sentence(rader, ram.enhet), f"{ram.enhet.label}. Alla belopp visas med plus.")
        total = sum_bidrag(rader)
        sums = (total.summa_ore, total.anvant_ore, total.kvar_ore, total.aterbetalning_ore)
        tables.show_cells(
            "Statsbidrag",
            [*(one.rad.namn for one in rader), "Summa"],
            ["Summa", "Använt", "Kvar", "Betalas tillbaka", "Period", "Villkor"],
            [
                *(_cells(one, ram) for one in rader),
                [*(format_belopp(ore, ram.enhet) for ore in sums), "", ""],
            ],
            sums=[len(rader)],
            texts=[False, False, False, False, True, True],
            alt="Statsbidrag med summa, använt, kvar, återbetalning, period och villkor",
        )
        _show_other_years(other_years)
        st.space(8)


def _show_other_years(count: int) -> None:
    if count:
        who = "Ett statsbidrag" if count == 1 else f"{count} statsbidrag"
        show_quiet(f"{who} gäller andra år och räknas inte här. Ändra dem längre ner.")


def _cells(one: Bidrag, ram: Ram) -> list[str]:
    amounts = (one.rad.summa_ore, one.rad.anvant_ore, one.kvar_ore, one.aterbetalning_ore)
    return [*(format_belopp(ore, ram.enhet) for ore in amounts), period_text(one), escape(one.rad.villkor) or MISSING]


def show_make_event(poster: tuple[Planpost[Statsbidragsrad], ...], ram: Ram) -> None:
    """A grant whose income or repayment is not booked becomes a known event of the prognos."""
    if ram.as_of is not None or not poster:
        return
    with st.expander("Räkna in ett statsbidrag i prognosen", key="oppna_bidragshandelse", icon=":material/event_upcoming:"):
        by_key = {post.nyckel: post.rad for post in poster}
        chosen = valfalt.choose(
            "Statsbidrag", list(by_key), lambda key: by_key[key].namn, key="bidrag_vald", placeholder="Välj statsbidrag"
        )
        if chosen is not None:
            _show_event_form(by_key[chosen], chosen, ram)


def _show_event_form(rad: Statsbidragsrad, chosen: str, ram: Ram) -> None:
    period, key = chosen_period(ram), f"bidrag_{chosen}"
    months = [period.ar * 100 + manad for manad in range(1, 13)]
    with st.grid(3, gap="small", min_column_width=200):
        vad = Bidragshandelse(st.selectbox("Vad är inte bokfört?", [one.value for one in Bidragshandelse], key=f"{key}_vad"))
        nod = choose_nod(cached.lage(ram.nyckel).struktur, None, key)
        back = vad is Bidragshandelse.ATERBETALNING
        usual = Bidrag(rad).aterbetalning_ore if back else rad.summa_ore
        belopp = st.text_input("Belopp, kronor", value=kronor_text(usual), key=f"{key}_belopp_{vad}")
        first = min(period.manad + 1, 12) - 1
        fran = st.selectbox(
            "Bokförs i" if back else "Bokförs från och med", months, index=first, format_func=_month, key=f"{key}_fran_{vad}"
        )
        later = [month for month in months if month >= fran]
        till = fran if back else _choose_end(later, f"{key}_till_{fran}")
    vem, pressed = show_action(ram.store, "Räkna in i prognosen", key=f"{key}_spara", icon=":material/check:", primary=True)
    if pressed:
        with problems.guard():
            value = parse_varde(belopp, "Belopp")
            if value is None:
                raise InvalidValue("Skriv beloppet i kronor.")
            event = to_handelse(rad, vad, nod=nod, belopp=value, fran=fran, till=till, period=period.key)
            save_handelse(ram.store, ram.namnd.kod, event, vem=require_signatur(vem))
            finish(ram.store, vem, "Statsbidraget är en känd händelse. Se den och dess effekt under Kända händelser.")


def _choose_end(months: Sequence[int], key: str) -> int:
    return st.selectbox("Till och med", months, index=len(months) - 1, format_func=_month, key=key)


def _month(key: int) -> str:
    return Period.from_key(key).namn.capitalize()


def _fields(_ram: Ram, key: str, before: Statsbidragsrad | None) -> Callable[[], Statsbidragsrad]:
    rad = before or TOM
    with st.grid(3, gap="small", min_column_width=200):
        namn = st.text_input("Statsbidrag", value=rad.namn, key=f"{key}_namn")
        summa = st.text_input("Summa, kronor", value=kronor_text(rad.summa_ore) if before else "", key=f"{key}_summa")
        anvant = st.text_input("Använt hittills, kronor", value=kronor_text(rad.anvant_ore), key=f"{key}_anvant")
        fran = st.text_input("Gäller från", value=rad.fran, key=f"{key}_fran", placeholder="ÅÅÅÅ-MM-DD")
        till = st.text_input("Gäller till", value=rad.till, key=f"{key}_till", placeholder="ÅÅÅÅ-MM-DD")
        svar = st.selectbox(
            "Ska något betalas tillbaka?",
            list(ATERBETALAS),
            index=list(ATERBETALAS).index(rad.aterbetalas),
            format_func=ATERBETALAS.__getitem__,
            key=f"{key}_svar",
        )
        tillbaka = st.text_input(
            "Återbetalning, kronor",
            value=kronor_text(rad.aterbetalning_ore),
            key=f"{key}_tillbaka",
            placeholder="Tomt: det som är kvar",
            disabled=svar is not True,
        )
    villkor = st.text_input("Villkor", value=rad.villkor, key=f"{key}_villkor", placeholder="Vad får pengarna användas till?")

    def read() -> Statsbidragsrad:
        amount = read_ore(summa, "Summa")
        if amount is None:
            raise InvalidValue("Skriv statsbidragets summa i kronor.")
        return replace(
            rad,
            namn=namn,
            fran=read_day(fran, "Gäller från"),
            till=read_day(till, "Gäller till"),
            summa_ore=amount,
            anvant_ore=read_ore(anvant, "Använt hittills"),
            villkor=villkor,
            aterbetalas=svar,
            aterbetalning_ore=read_ore(tillbaka, "Återbetalning") if svar else None,
        )

    return read


STATSBIDRAG: Lista[Statsbidragsrad] = Lista(
    klass=Statsbidragsrad,
    nyckel="statsbidrag",
    obestamd="ett statsbidrag",
    bestamd="statsbidraget",
    namn=lambda rad: rad.namn,
    beskriv=lambda rad: f"{rad.namn}: {kronor_text(rad.summa_ore)} kr, använt {kronor_text(rad.anvant_ore) or MISSING} kr",
    falt=_fields,
)
