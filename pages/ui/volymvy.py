"""The parts of Volymer: why a line deviates (volume, price, mix), its volumes, its price, and what a small change is worth."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.belopp import Enhet
from finance.format import MISSING, NB, format_avvikelse, format_procent
from finance.period import MANADER_KORT
from finance.prognos.volymmodell import Volymdel, Volympris, sum_known
from finance.prognos.volymord import per_text, plain_volume, price_text, volume_text
from finance.prognos.volymsplit import Spann, Volymbas, Volymbro
from finance.prognos.volymsvar import Steg, answer, list_steg, small_changes, summary
from finance.store import Volymslag
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, charts, tables, theme
from pages.ui.arsslut import ends_80
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title

MEASURES = {Volymbas.BUDGET: "Budget", Volymbas.FOREGAENDE: "Förra året"}
SPANS = {Spann.HELAR: "Hela året", Spann.HITTILLS: "Hittills"}


def open_answer() -> DeltaGenerator:
    """Where the answer goes: above the choices it follows from."""
    return st.container()


def show_choices(uppfoljning: Uppfoljning, mal: Sequence[Volympris], ram: Ram) -> tuple[str, Volymbas, Spann]:
    """Which coupled line, against what, and over which months."""
    noder = list(dict.fromkeys(one.nod for one in mal))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        nod = st.selectbox("Verksamhet", noder, format_func=lambda kod: line_name(uppfoljning, kod), key="volym_nod", width=320)
        usual = Volymbas.BUDGET if _can_split(ram, nod, Volymbas.BUDGET) else Volymbas.FOREGAENDE
        against = st.radio(
            "Jämför med",
            list(MEASURES),
            index=list(MEASURES).index(usual),
            format_func=MEASURES.__getitem__,
            key=f"volym_mot_{nod}",
            horizontal=True,
        )
        spann = st.radio("Månader", list(SPANS), format_func=SPANS.__getitem__, key="volym_spann", horizontal=True)
    return nod, against, spann


def _can_split(ram: Ram, nod: str, against: Volymbas) -> bool:
    bro = cached.volymbro(ram.nyckel, nod, against, Spann.HELAR)
    return bro is not None and bool(bro.splittar)


def show_answer(bro: Volymbro | None, nod: str, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The answer; how much volume and price explain; the prognos with its interval and method."""
    namn, rad = line_name(uppfoljning, nod), uppfoljning.rad(nod)
    low, high = ends_80(rad)
    prognos = (
        f"Prognos avvikelse helår mot budget {format_avvikelse(rad.prognosavvikelse_ore, ram.enhet, unit=True)}, "
        f"80{NB}% säkert {format_avvikelse(low, ram.enhet)} till {format_avvikelse(high, ram.enhet)}. Metod: {rad.metod_text}."
    )
    if bro is None:
        theme.show_answer(f"{namn}: det finns inget att jämföra med", "Läs in budgeten, eller utfall för förra året.", prognos)
        return
    theme.show_answer(answer(bro, namn), summary(bro, ram.enhet), prognos)


def show_bridge(bro: Volymbro, namn: str, ram: Ram) -> None:
    """From budget (or last year) to where it ends, and the same steps as a table."""
    steg, start = list_steg(bro), MEASURES[bro.bas]
    end = "Prognos" if bro.spann is Spann.HELAR else "Utfall"
    with open_card():
        months = "helåret" if bro.spann is Spann.HELAR else ram.period.span if ram.period else ""
        show_card_title(
            _bridge_title(steg, ram.enhet), f"{namn}, från {start.lower()} till {end.lower()} för {months}, {ram.enhet.label}."
        )
        pairs = tuple((one.text, one.ore) for one in steg)
        figure = cached.figure(charts.draw_bro, pairs, ram.enhet, start=start, slut=end, height=360)
        told = "; ".join(f"{one.namn} {format_avvikelse(one.ore, ram.enhet)}" for one in steg)
        whole = format_avvikelse(bro.avvikelse_ore, ram.enhet, unit=True)
        show_figure(figure, alt=f"Från {start.lower()} till {end.lower()}: {told}. Summa {whole}.", key="volymbro")
        with st.expander("Visa som tabell", icon=":material/table:", type="compact"):
            tables.show_cells(
                f"Steg, {ram.enhet.label}",
                [*(one.namn for one in steg), end],
                ["Avvikelse", "Vad som hänt"],
                [
                    *([avvikelse_markdown(one.ore, ram.enhet), escape(one.under)] for one in steg),
                    [avvikelse_markdown(bro.avvikelse_ore, ram.enhet), ""],
                ],
                sums=[len(steg)],
                texts=[False, True],
                alt="Stegen från jämförelsen till prognosen",
            )


def _bridge_title(steg: Sequence[Steg], enhet: Enhet) -> str:
    known = [one for one in steg if one.av_volym]
    if not known:
        return "Inget av avvikelsen går att förklara med volym och pris"
    worth = sorted(known, key=lambda one: -abs(one.ore))[:2]
    return ", ".join(
        f"{one.namn if place == 0 else one.namn[:1].lower() + one.namn[1:]} {format_avvikelse(one.ore, enhet, unit=place == 0)}"
        for place, one in enumerate(worth)
    )


def show_volumes(mal: Sequence[Volympris], ram: Ram) -> None:
    """Volumes so far, at the end of the year and last year; how far the year has come, then and now."""
    closed, ar = mal[0].last_closed, ram.ar
    rows = [(one, del_) for one in mal for del_ in one.delar]
    span = f"jan\u2060–\u2060{MANADER_KORT[closed - 1]}" if closed > 1 else "jan"
    with open_card():
        show_card_title(_volume_title(mal), "Ett antal som gäller varje månad visas som medel. Beräknade värden är prognos.")
        tables.show_cells(
            "Mått",
            [del_.namn for _, del_ in rows],
            [
                f"{span} {ar}" if closed else "Hittills",
                f"Prognos {ar}",
                f"{span} {ar - 1}",
                f"Hela {ar - 1}",
                f"Andel av {ar}",
                f"Andel av {ar - 1}",
            ],
            [_volume_cells(one, del_, closed) for one, del_ in rows],
            alt="Volymer i år och förra året",
        )
        st.space(8)


def _volume_title(mal: Sequence[Volympris]) -> str:
    one, before = mal[0], sum_known([del_.foregaende for del_ in mal[0].delar])
    known = [value for value in before if value is not None]
    year, name = one.volym(), f"{one.delar[0].namn}: " if len(one.delar) == 1 else ""
    now = f"{name}{volume_text(_shown(one, year, 12), one.enhet)} väntas i år"
    if len(known) < 12:
        return now
    then = volume_text(_shown(one, sum(known), 12), one.enhet)
    return f"{now}, {'fler' if year > sum(known) else 'färre'} än förra årets {then}"


def _volume_cells(one: Volympris, del_: Volymdel, closed: int) -> list[str]:
    so_far = del_.volym.sum(1, closed) if closed else None
    whole, before, before_so_far = del_.volym.sum(), del_.foregaende.sum(), del_.foregaende.sum(1, closed) if closed else None
    values = [_shown(one, so_far, closed), _shown(one, whole, 12), _shown(one, before_so_far, closed), _shown(one, before, 12)]
    return [
        *(plain_volume(value) for value in values),
        format_procent(so_far / whole, 0) if so_far is not None and whole else MISSING,
        format_procent(before_so_far / before, 0) if before_so_far is not None and before else MISSING,
    ]


def _shown(one: Volympris, value: float | None, months: int) -> float | None:
    """A level as the mean of its months."""
    if value is None or not months:
        return None
    return value / months if one.slag is Volymslag.NIVA else value


def show_prices(mal: Sequence[Volympris], uppfoljning: Uppfoljning, ram: Ram) -> None:
    """Cost per unit month by month, this year and last; a chart and its table per coupled line or kontogrupp."""
    for place, one in enumerate(mal):
        now, before = one.manadspris(), one.manadspris_foregaende()
        with open_card():
            what = one.kontogrupp.value if one.kontogrupp else line_name(uppfoljning, one.nod)
            show_card_title(
                _price_title(one), f"{what}: kostnad per månad delad med volymen, kronor {per_text(one.enhet, one.slag)}."
            )
            if any(value is not None for value in (*now, *before)):
                _show_price_chart(one, now, before, ram, place)
            with st.expander("Så är det räknat", icon=":material/calculate:", type="compact"):
                st.markdown("\n".join(f"- {escape(line)}" for line in one.forklaring))


def _price_title(one: Volympris) -> str:
    per, ahead = per_text(one.enhet, one.slag), {round(price) for del_ in one.delar for price in del_.pris[one.last_closed :]}
    if one.grund is None:
        return f"Priset {per} är angivet för hand"
    text = f"{price_text(one.grund.pris)} {per} i snitt"
    if len(one.delar) == 1 and len(ahead) == 1 and ahead != {round(one.grund.pris)}:
        return f"{text}, {price_text(one.delar[0].pris[-1])} väntas"
    return text


def _show_price_chart(
    one: Volympris, now: Sequence[float | None], before: Sequence[float | None], ram: Ram, place: int
) -> None:
    series = tuple(
        charts.Serie(str(ar), tuple(None if value is None else round(abs(value)) for value in values), roll)
        for ar, values, roll in ((ram.ar - 1, before, charts.Roll.FOREGAENDE), (ram.ar, now, charts.Roll.UTFALL))
    )
    figure = cached.figure(charts.draw_serier, series, Enhet.KR, height=220)
    known = [value for value in now if value is not None]
    words = f"I år {price_text(known[0])} i första månaden och {price_text(known[-1])} i den senaste." if known else ""
    show_figure(figure, alt=f"Pris {per_text(one.enhet, one.slag)} per månad. {words}", key=f"pris_{place}")
    with st.expander("Visa som tabell", icon=":material/table:", type="compact"):
        tables.show_cells(
            f"Pris {per_text(one.enhet, one.slag)}",
            [namn.capitalize() for namn in MANADER_KORT],
            [str(ram.ar), str(ram.ar - 1)],
            [[price_text(now[m]), price_text(before[m])] for m in range(12)],
            alt="Pris per enhet och månad, i år och förra året",
        )


def show_small_changes(mal: Sequence[Volympris], nod: str, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """What 1 % or 10 kr is worth, on the line and at the end of the nämnd's year."""
    rad = uppfoljning.rad(nod)
    rows = [change for one in mal for change in small_changes(one, one.kontogrupp.value if one.kontogrupp else rad.namn)]
    if not rows:
        return
    best = max(rows, key=lambda change: change.ore)
    with open_card():
        show_card_title(
            f"{best.om}: {format_avvikelse(best.ore, ram.enhet, decimals=_decimals(ram.enhet), unit=True)} på helåret",
            f"Vad en liten ändring är värd, {ram.enhet.label}. {rad.namn} väntas sluta på "
            f"{format_avvikelse(rad.prognosavvikelse_ore, ram.enhet)}, {uppfoljning.total.namn} på "
            f"{format_avvikelse(uppfoljning.total.prognosavvikelse_ore, ram.enhet)}.",
        )
        tables.show_cells(
            "Om",
            [change.om for change in rows],
            ["Gäller", "Effekt helår", f"{uppfoljning.total.namn} då"],
            [
                [
                    escape(change.om_vad),
                    _effect(change.ore, ram.enhet),
                    format_avvikelse(
                        uppfoljning.total.prognosavvikelse_ore + change.ore, ram.enhet, decimals=_decimals(ram.enhet)
                    ),
                ]
                for change in rows
            ],
            texts=[True, False, False],
            alt="Effekt på helåret av en liten ändring av volym eller pris",
        )
        st.space(8)


def _decimals(enhet: Enhet) -> int:
    """One more than usual: a small change must not round to nothing."""
    return 2 if enhet is Enhet.MNKR else 0


def _effect(ore: int, enhet: Enhet) -> str:
    text = format_avvikelse(ore, enhet, decimals=_decimals(enhet), symbol=True)
    return text if not ore else f":{'red' if ore < 0 else 'blue'}[{text}]"
