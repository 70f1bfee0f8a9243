"""The parts of Scenario that show what the year becomes: answer, figures, the bridge by lever, the lines, small changes."""

import streamlit as st

from finance.belopp import Enhet
from finance.format import NB, format_avvikelse, format_belopp
from finance.prognos.chans import chance_sentence
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.scenario import Effekt
from finance.prognos.smaandringar import list_small_changes
from finance.rapport.som_text import show_sannolikhet
from finance.scenarier import Scenarioutfall
from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import cached, charts, scenarioutkast, tables, theme
from pages.ui.arsslut import end_markdown, end_words, ends_text, show_end_text
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.theme import avvikelse_delta, escape, open_card, show_card_title, show_quiet

TANKT = "Ett scenario är ett tänkt läge: den riktiga prognosen, rapporterna och bildspelet ändras inte av det."
FLYTTAT = "Intervallet är systemets, flyttat lika mycket som scenariot; hur osäkra spakarna själva är räknas inte in."
INGA_SMA = (
    "Här visas det när ett mått är kopplat på Volymer, en åtgärd räknas in, en lista över placeringar är inläst, eller "
    "månadslön och PO-pålägg finns bland prisantagandena på Kända händelser."
)


def show_closed(ram: Ram) -> None:
    """A year without months left."""
    theme.show_answer(
        f"Året {ram.ar} är stängt: det finns inga månader kvar att tänka om",
        "Ett scenario ändrar månader som inte är stängda. Välj en tidigare period, eller ett år som pågår.",
    )


def show_answer(utfall: Scenarioutfall, namn: str, ram: Ram) -> None:
    """Where the year ends with the levers, beside the prognos as it is."""
    nu, med = utfall.nu.total, utfall.med.total
    now = end_words(nu, ram)
    if not utfall.raknade:
        theme.show_answer(f"{nu.namn} väntas sluta på {now}: flytta en spak och se vad helåret blir", _method(nu, ram), TANKT)
        return
    ore = utfall.effekt_ore(nu.nod)
    what = f"Med {namn}" if namn else "Med dina val"
    then = end_words(med, ram)
    theme.show_answer(
        f"{what} slutar {nu.namn} på {then}, {_difference(ore, ram.enhet)}",
        f"{_interval(med, ram)} {chance_sentence(med.sannolikhet)} {FLYTTAT}",
        TANKT,
    )


def _method(rad: Rad, ram: Ram) -> str:
    return f"{_interval(rad, ram)} Metod: {rad.metod_text}."


def _interval(rad: Rad, ram: Ram) -> str:
    return f"80{NB}% säkert: {ends_text(rad, ram, unit=True)}."


def _difference(ore: int, enhet: Enhet) -> str:
    """`1,7 Mnkr sämre än prognosen`; one decimal more where it would round to nothing."""
    places = decimals(enhet)
    text = format_avvikelse(abs(ore), enhet, decimals=places, unit=True).removeprefix("+")
    if text.startswith(format_avvikelse(0, enhet, decimals=places)):
        return "lika som prognosen"
    return f"{text} {'bättre' if ore > 0 else 'sämre'} än prognosen"


def decimals(enhet: Enhet) -> int:
    """One more than usual: a change must not round to nothing."""
    return 2 if enhet is Enhet.MNKR else 0


def effect_markdown(ore: int, enhet: Enhet) -> str:
    """A change of the avvikelse, with sign, symbol and colour."""
    text = format_avvikelse(ore, enhet, decimals=decimals(enhet), symbol=True)
    zero = format_avvikelse(0, enhet, decimals=decimals(enhet))
    return text if text == zero else f":{'red' if ore < 0 else 'blue'}[{text}]"


def show_figures(utfall: Scenarioutfall, ram: Ram) -> None:
    """The full year of the nämnd and of the line that the scenario moves most, and the chance of keeping the budget."""
    nu, med, rad = utfall.nu.total, utfall.med.total, _most_moved(utfall)
    with st.grid(1 + (rad is not None) + nu.har_budget, gap="small", min_column_width=150):
        _metric(nu.namn, med, nu, ram)
        if rad is not None:
            _metric(line_name(utfall.nu, rad.nod), rad, utfall.nu.rad(rad.nod), ram)
        if nu.har_budget:
            st.metric(
                "Budgeten hålls",
                show_sannolikhet(med.sannolikhet),
                delta=f"i prognosen {show_sannolikhet(nu.sannolikhet)}",
                delta_color="gray",
                delta_arrow="off",
                border=True,
                height="stretch",
            )


def _most_moved(utfall: Scenarioutfall) -> Rad | None:
    single = [utfall.med.rad(nod) for nod in utfall.andrade if not utfall.med.rad(nod).har_delar]
    return max(single, key=lambda rad: abs(utfall.effekt_ore(rad.nod)), default=None)


def _metric(label: str, med: Rad, nu: Rad, ram: Ram) -> None:
    _, colour = avvikelse_delta(med.prognosavvikelse_ore - nu.prognosavvikelse_ore, ram.enhet)
    st.metric(
        label,
        show_end_text(med, ram, unit=True),
        delta=f"i prognosen {show_end_text(nu, ram)}",
        delta_color=colour,  # type: ignore[arg-type]  # one of the names Streamlit lists
        delta_arrow="off",
        border=True,
        height="stretch",
    )


def show_bridge(utfall: Scenarioutfall, ram: Ram) -> None:
    """From today's prognos to the scenario, a step per lever; the same as a table, with how it was computed and a way out."""
    with st.container(border=True, gap=None):
        total = utfall.nu.total
        show_card_title(_bridge_title(utfall, ram), f"{total.namn}: från dagens prognos till scenariot, {ram.enhet.label}.")
        pairs = tuple((f"{one.namn}\n{line_name(utfall.nu, one.nod)}", -one.helar_ore) for one in utfall.raknade)
        if pairs:
            wrap = max(12, 20 - 2 * len(pairs))
            figure = cached.figure(charts.draw_bro, pairs, ram.enhet, start="Prognos", slut="Scenario", height=340, wrap=wrap)
            told = "; ".join(f"{one.namn} {format_avvikelse(-one.helar_ore, ram.enhet)}" for one in utfall.raknade)
            whole = format_avvikelse(utfall.effekt_ore(total.nod), ram.enhet, unit=True)
            show_figure(figure, alt=f"Från dagens prognos till scenariot: {told}. Summa {whole}.", key="scenariobro")
        with st.container(gap="small"):
            for one in utfall.effekter:
                _show_lever(one, utfall, ram)


def _bridge_title(utfall: Scenarioutfall, ram: Ram) -> str:
    if not utfall.raknade:
        return "Spakarna gör ingen skillnad nu"
    most = max(utfall.raknade, key=lambda one: abs(one.helar_ore))
    worth = format_avvikelse(-most.helar_ore, ram.enhet, decimals=decimals(ram.enhet), unit=True)
    return f"{most.namn} väger tyngst: {worth}" if len(utfall.raknade) > 1 else f"{most.namn}: {worth}"


def _show_lever(one: Effekt, utfall: Scenarioutfall, ram: Ram) -> None:
    """A lever in words, and a button that takes it away."""
    words, button = st.columns([4, 1], gap="small", vertical_alignment="center")
    with words:
        name = f"**{escape(one.namn)}**, {escape(line_name(utfall.nu, one.nod))}"
        if one.hinder:
            text = f"{name}  \n:small[:orange[:material/info: {escape(one.hinder)}]]"
        else:
            text = f"{name}: {effect_markdown(-one.helar_ore, ram.enhet)}  \n:small[:gray[{escape(one.forklaring)}]]"
        st.markdown(text)
    with button:
        st.button(
            "Ta bort",
            key="ta_bort|" + "|".join(one.spak.mal),
            type="tertiary",
            icon=":material/close:",
            on_click=scenarioutkast.drop_spak,
            args=(ram, one.spak.mal),
        )


def show_lines(utfall: Scenarioutfall, ram: Ram) -> None:
    """Every line that the scenario moves, with interval and chance; the nämnd's total last."""
    noder = utfall.andrade
    if not noder:
        return
    total = utfall.nu.total.nod
    if total not in noder:
        noder = (*noder, total)
    with st.container(border=True, gap=None):
        count = sum(1 for nod in noder if not utfall.nu.rad(nod).har_delar)
        whole = "Avvikelse för helåret" if utfall.nu.har_budget else "Helår"
        what = "En verksamhet flyttas" if count == 1 else f"{count} verksamheter flyttas"
        show_card_title(f"{what} av scenariot", f"{whole}, {ram.enhet.label}. Övriga verksamheter är som i prognosen.")
        tables.show_cells(
            f"Helår, {ram.enhet.label}",
            ["\u2003" * max(utfall.nu.rad(nod).niva - 1, 0) + utfall.nu.rad(nod).namn for nod in noder],
            ["Prognos", "Effekt", "Scenario", f"80{NB}% säkert", "Chans"],
            [_line_cells(utfall, nod, ram) for nod in noder],
            sums=[len(noder) - 1],
            alt="Prognos, effekt och scenario per verksamhet",
        )
        show_quiet(f"Metod: {escape(utfall.med.total.metod_text)}.")


def _line_cells(utfall: Scenarioutfall, nod: str, ram: Ram) -> list[str]:
    nu, med = utfall.nu.rad(nod), utfall.med.rad(nod)
    return [
        end_markdown(nu, ram),
        effect_markdown(utfall.effekt_ore(nod), ram.enhet),
        end_markdown(med, ram),
        ends_text(med, ram),
        show_sannolikhet(med.sannolikhet),
    ]


def show_small_changes(prognos: Helarsprognos, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """What a small change is worth at the end of the nämnd's year, the largest first."""
    rows = list_small_changes(prognos)
    if not rows:
        with open_card(alone=True):
            show_card_title("Vad en liten ändring är värd", INGA_SMA)
        return
    total = uppfoljning.total
    with open_card(alone=True):
        show_card_title(
            "Vad en liten ändring är värd",
            f"Effekt på helåret för {total.namn}, {ram.enhet.label}, räknat från dagens prognos.",
        )
        tables.show_cells(
            "Om",
            [one.om for one in rows],
            ["Verksamhet", "Effekt", "Helår då"],
            [
                [
                    escape(one.om_vad),
                    effect_markdown(one.ore, ram.enhet),
                    _then(total, one.ore, ram),
                ]
                for one in rows
            ],
            texts=[True, False, False],
            alt="Effekt på helåret av en liten ändring",
        )
        st.space(8)


def _then(total: Rad, ore: int, ram: Ram) -> str:
    """The full year with a change of the avvikelse, as finely as the change itself."""
    places = decimals(ram.enhet)
    if total.har_budget:
        return format_avvikelse(total.prognosavvikelse_ore + ore, ram.enhet, decimals=places)
    return format_belopp(total.prognos_ore - ore, ram.enhet, vy=ram.vy, decimals=places)
