"""The parts of Placeringar about single placements: what one more costs, the list with changes by hand, and its history."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import MISSING, format_belopp, format_tal
from finance.inlasning.planer.placeringar import TYPER
from finance.inlasning.planrader import Placeringsrad
from finance.mottagning.placeringslista import FIL, add_placering, list_versions, undo_change
from finance.period import MANADER
from finance.prognos.placeringar import Placeringskostnad, en_till, end_of_month, median_price, value_of_moving
from finance.prognos.placeringsfalt import read_dag, read_kronor, read_procent
from finance.prognos.placeringslista import Placeringslista, assumed_price, read_andringar
from finance.prognos.placeringsmening import en_till_below, en_till_sentence
from finance.store import Tillstand
from pages.ui import cached, placeringsandring, problems, tables, tider
from pages.ui.frame import Ram, chosen_period
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.strukturvy import LOCKED
from pages.ui.theme import open_card, show_card_title, show_quiet

UTAN_SLUT = 0
HANDELSER = "pages/prognos/handelser.py"
SHOWN_VERSIONS = 8


def show_one_more(lista: Placeringslista, ram: Ram) -> None:
    """What one more placement would cost this year, and a way to add it to the list."""
    lage, period = cached.lage(ram.nyckel), chosen_period(ram)
    with open_card():
        answer = st.container(gap=None)
        typ, fran, till = _choose_span(lista, ram)
        price, source = _default_price(lista, ram, typ)
        moms, refund = _usual(lista, typ)
        with st.grid(3, gap="small", min_column_width=170):
            key = f"{ram.namnd.kod}|{period}|{typ}"
            pris = st.text_input("Dygnspris, kr", value=price, key=f"en_till_pris|{key}", help=source)
            andel = st.text_input("Momskompensation, %", value=moms, key=f"en_till_moms|{key}")
            ersattning = st.text_input("Statlig ersättning per dygn, kr", value=refund, key=f"en_till_ersattning|{key}")
        if not pris.strip():
            with answer:
                show_card_title("Vad kostar en placering till?", source)
            return
        try:
            rad = Placeringsrad(
                nod="",
                typ=typ,
                start=date(period.ar, fran, 1).isoformat(),
                slut=end_of_month(period.ar, till).isoformat() if till else "",
                dygnspris_ore=read_kronor(pris, "Dygnspriset"),
                momskompensation_procent=read_procent(andel),
                ersattning_ore=read_kronor(ersattning, "Ersättningen") if ersattning.strip() else 0,
                raknas=True,
                blad="",
                rad=0,
            )
            one = en_till(rad, period.ar, read_andringar(lage))
        except InvalidValue as error:
            with answer:
                show_card_title("Vad kostar en placering till?", f"{error} {source}")
            return
        with answer:
            show_card_title(en_till_sentence(one, ram.enhet), f"{en_till_below(one)} {source}")
        if ram.as_of is None:
            _show_add(rad, ram)
        st.page_link(HANDELSER, label="Är den inte beslutad? Lägg in den som känd händelse", icon=":material/event_upcoming:")


def _choose_span(lista: Placeringslista, ram: Ram) -> tuple[str, int, int]:
    """Type, first month (1-12) and last month (0: to the end of the year)."""
    period, common = chosen_period(ram), _cost_per_typ(lista).most_common(1)
    with st.grid(3, gap="small", min_column_width=170):
        typ = st.selectbox(
            "Typ av placering", TYPER, index=TYPER.index(common[0][0] if common else "HVB"), key=f"en_till_typ|{ram.namnd.kod}"
        )
        key = f"{ram.namnd.kod}|{period}"
        months = list(range(1, 13))
        fran = st.selectbox("Från", months, index=min(period.manad, 11), format_func=_month_name, key=f"en_till_fran|{key}")
        later = [UTAN_SLUT, *range(fran, 13)]
        till = st.selectbox("Till och med", later, format_func=_end_name, key=f"en_till_till|{key}|{fran}")
    return str(typ), int(fran), int(till)


def _cost_per_typ(lista: Placeringslista) -> Counter[str]:
    """Öre per day of the ongoing, by type: the one that costs most is asked about first."""
    found: Counter[str] = Counter()
    for one in lista.pagaende:
        found[one.rad.typ] += one.per_dygn_ore
    return found


def _month_name(manad: int) -> str:
    return MANADER[manad - 1].capitalize()


def _end_name(manad: int) -> str:
    return _month_name(manad) if manad else "Tills vidare"


def _default_price(lista: Placeringslista, ram: Ram, typ: str) -> tuple[str, str]:
    """The price to begin with as text in kronor, and where it comes from."""
    rader = [one.rad for one in lista.placeringar]
    middle = median_price(rader, typ, lista.dag)
    if middle is not None:
        count = sum(1 for one in lista.pagaende if one.rad.typ == typ)
        whose = "den pågående" if count == 1 else f"mitten (medianen) av de {format_tal(count)} pågående"
        return _kronor(middle), f"Dygnspriset är {whose} av typen {typ}, om du inte skriver ett annat."
    assumed = assumed_price(cached.lage(ram.nyckel), typ)
    if assumed is not None:
        return _kronor(assumed), f"Dygnspriset är prisantagandet för {typ}, om du inte skriver ett annat."
    return "", f"Ingen pågående placering är av typen {typ}: skriv dygnspriset."


def _usual(lista: Placeringslista, typ: str) -> tuple[str, str]:
    """The most usual momskompensation and refund of the ongoing ones of a type, as text."""
    same = [one.rad for one in lista.pagaende if one.rad.typ == typ]
    shares = Counter(rad.momskompensation_procent or 0 for rad in same).most_common(1)
    return format_tal(shares[0][0]) if shares else "0", "0"


def _kronor(ore: int) -> str:
    return format_belopp(ore, Enhet.KR, decimals=0 if ore % 100 == 0 else 2)


def _show_add(rad: Placeringsrad, ram: Ram) -> None:
    struktur = cached.lage(ram.nyckel).struktur
    leaves = [nod for nod in struktur.noder if nod.kod not in struktur.children]
    names = {nod.kod: nod.namn for nod in leaves}
    usual = Counter(one.nod for one in cached.lage(ram.nyckel).placeringar if one.nod in names).most_common(1)
    with st.expander("Lägg till den i listan", key="oppna_en_till", type="compact", icon=":material/add:"):
        key = f"{ram.namnd.kod}|{rad.start}|{rad.slut}"
        with st.grid(3, gap="small", min_column_width=170):
            nod = st.selectbox(
                "Verksamhet som betalar",
                list(names),
                index=list(names).index(usual[0][0]) if usual else 0,
                format_func=lambda kod: names[kod],
                key=f"ny_placering_nod|{ram.namnd.kod}",
            )
            start = st.text_input("Första dygnet", value=rad.start, key=f"ny_placering_start|{key}")
            slut = st.text_input(
                "Sista dygnet", value=rad.slut, key=f"ny_placering_slut|{key}", placeholder="Tomt är tills vidare"
            )
        vem, pressed = show_action(ram.store, "Lägg till i listan", key="ny_placering", icon=":material/add:")
        if pressed:
            with problems.guard():
                first, last = read_dag(start, "Första dygnet"), read_dag(slut, "Sista dygnet") if slut.strip() else None
                placering = placeringsandring.with_days(rad, str(nod or ""), first, last)
                add_placering(ram.store, ram.namnd.kod, placering, vem=require_signatur(vem))
                finish(ram.store, vem, f"Placeringen ({rad.typ}) är tillagd i listan.")


ORDNING: Mapping[str, Callable[[Placeringskostnad, int], object]] = {
    "Störst resten av året först": lambda one, manad: (-one.rest_ore(manad), one.rad.start),
    "Slutar snarast först": lambda one, _: (one.rad.slut or "9999", one.rad.start),
    "Nyast först": lambda one, _: -date.fromisoformat(one.rad.start or "0001-01-01").toordinal(),
    "Högst dygnspris först": lambda one, _: (-one.rad.dygnspris_ore, one.rad.start),
    "Typ": lambda one, _: (TYPER.index(one.rad.typ), one.rad.start),
    "Verksamhet": lambda one, _: (one.rad.nod, TYPER.index(one.rad.typ), one.rad.start),
}


def show_list(lista: Placeringslista, ram: Ram) -> None:
    """Every placement with its effect on the rest of the year; one can be chosen and changed."""
    with open_card():
        title = st.container(gap=None)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            order = st.selectbox("Sortera", list(ORDNING), key="placeringar_ordning", width=260)
            ended = st.checkbox("Visa avslutade", key="placeringar_avslutade")
        rows = sorted(lista.placeringar, key=lambda one: ORDNING[order](one, lista.dag.month))  # type: ignore[arg-type,return-value]
        shown = [one for one in rows if ended or not one.rad.slut or one.rad.slut > lista.dag.isoformat()]
        with title:
            show_card_title(_list_title(shown, lista), _list_text(ram))
        tables.show_grid(
            [_row(number, one, lista, ram) for number, one in enumerate(shown, start=1)],
            alt="Placeringar med typ, dagar, pris och vad de kostar resten av året",
            figures=FIGURES,
            widths=WIDTHS,
        )
        if ram.as_of is not None:
            show_quiet(LOCKED)
        elif shown:
            placeringsandring.show_change(shown, ram)


FIGURES = ("Nr", "Dygnspris", "Rest av året", "± en månad")
WIDTHS = {
    "Nr": 34,
    "Verksamhet": 174,
    "Typ": 158,
    "Start": 80,
    "Slut": 80,
    "Dygnspris": 72,
    "Rest av året": 80,
    "± en månad": 92,
}


def _list_title(shown: Sequence[Placeringskostnad], lista: Placeringslista) -> str:
    later = sum(1 for one in shown if not one.pagar and one.rad.start > lista.dag.isoformat())
    more = f", {'en' if later == 1 else format_tal(later)} som börjar senare" if later else ""
    return f"{format_tal(len(shown))} placeringar i listan{more}" if len(shown) != 1 else f"En placering i listan{more}"


def _list_text(ram: Ram) -> str:
    return (
        f"Dygnspris i kr, annat i {ram.enhet.label} efter momskompensation och ersättning. ± en månad: vad årets kostnad "
        "ändras med om placeringen slutar en månad tidigare, och en månad senare."
    )


def _row(number: int, one: Placeringskostnad, lista: Placeringslista, ram: Ram) -> dict[str, str]:
    rad = one.rad
    names = cached.lage(ram.nyckel).struktur.by_kod
    earlier, later = (value_of_moving(rad, months, lista.dag, lista.andringar) for months in (-1, 1))
    return {
        "Nr": str(number),
        "Verksamhet": names[rad.nod].namn if rad.nod in names else rad.nod or MISSING,
        "Typ": rad.typ,
        "Start": rad.start or MISSING,
        "Slut": rad.slut or "tills vidare",
        "Dygnspris": _kronor(rad.dygnspris_ore),
        "Rest av året": format_belopp(one.rest_ore(lista.dag.month), ram.enhet) if rad.raknas else "räknas inte",
        "± en månad": MISSING if earlier is None and later is None else f"{_change(earlier, ram)} / {_change(later, ram)}",
    }


def _change(ore: int | None, ram: Ram) -> str:
    return MISSING if ore is None else format_belopp(ore, ram.enhet) if ore <= 0 else f"+{format_belopp(ore, ram.enhet)}"


def show_history(ram: Ram) -> None:
    """Who changed the list and when; the latest change can be undone."""
    versions = list_versions(ram.store, ram.namnd.kod, as_of=ram.as_of)
    if not versions:
        return
    with st.expander("Ändringar i listan", key="oppna_placeringar_historik", icon=":material/history:"):
        tables.show_rows(
            [
                {
                    "När": tider.show_time(info.registrerad),
                    "Av": placeringsandring.shown(info.vem),
                    "Vad": placeringsandring.shown(
                        info.fil.removeprefix(FIL).capitalize() if info.fil.startswith(FIL) else info.fil
                    ),
                    "Läge": info.tillstand.value,
                }
                for info in versions[:SHOWN_VERSIONS]
            ],
            alt="Ändringar i listan över placeringar, nyast först",
        )
        if ram.as_of is not None or all(info.tillstand is Tillstand.ANGRAD for info in versions):
            return
        vem, pressed = show_action(ram.store, "Ångra den senaste ändringen", key="angra_placering", icon=":material/undo:")
        if pressed:
            with problems.guard():
                undo_change(ram.store, ram.namnd.kod, vem=require_signatur(vem))
                finish(ram.store, vem, "Ändringen är ångrad. Listan är som den var före den.")
