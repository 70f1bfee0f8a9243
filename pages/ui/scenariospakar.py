"""The five levers of Scenario: fields that start where the scenario stands, one lever per thing that is changed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from finance.errors import InvalidValue
from finance.format import NB, format_exakt
from finance.inlasning.planer.placeringar import TYPER
from finance.period import MANADER, MANADER_KORT
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.placeringar import median_price
from finance.prognos.placeringslista import assumed_price
from finance.prognos.prisantaganden import parse_varde, price_at
from finance.prognos.scenario import list_forsenbara, list_lines
from finance.prognos.smaandringar import LON, PO
from finance.prognos.volymmodell import Volympris
from finance.prognos.volymord import per_text, plural, price_text, volume_text
from finance.store import Spak, Spakslag
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, scenarioutkast, valfalt
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.scenarioutkast import Mal, Utkast
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

VOLYMER, ATGARDER, PLACERINGAR = (f"pages/prognos/{page}.py" for page in ("volymer", "atgarder", "placeringar"))
MOST_PERCENT, MOST_PLACERINGAR = 30, 5
PROCENT = "procent"


@dataclass(frozen=True, slots=True)
class Bord:
    """What the levers are drawn from. `oppna`: the months 1-12 that are not closed."""

    prognos: Helarsprognos
    uppfoljning: Uppfoljning
    ram: Ram
    utkast: Utkast

    @property
    def oppna(self) -> range:
        """Months that a scenario can change."""
        return range(self.prognos.last_closed + 1, 13)

    def key(self, *parts: object) -> str:
        """Of a field: begins anew where a scenario is opened or put back."""
        ram = self.ram
        return "|".join(str(part) for part in ("spak", ram.namnd.kod, ram.ar, self.utkast.omgang, *parts))

    def name(self, nod: str) -> str:
        """Of a line."""
        return line_name(self.uppfoljning, nod)


def show_levers(prognos: Helarsprognos, uppfoljning: Uppfoljning, ram: Ram) -> tuple[Spak, ...]:
    """Draw all five; the levers that are moved."""
    bord = Bord(prognos, uppfoljning, ram, scenarioutkast.read_utkast(ram))
    with open_card():
        show_card_title("Tänk om …", "Välj vad som ändras.")
        with st.container(gap="small"):
            for title, slag, icon, show in LEVERS:
                moved = any(bord.utkast.first(one) for one in slag)
                opened = moved or (not bord.utkast.spakar and slag is LEVERS[0][1])
                with st.expander(title, icon=icon, expanded=opened, key=bord.key("oppna", title)), st.container(gap="small"):
                    show(bord)
        st.space(8)
        st.button(
            "Återställ",
            icon=":material/undo:",
            on_click=scenarioutkast.reset,
            args=(ram,),
            disabled=not scenarioutkast.read_utkast(ram).andrat,
            help="Tillbaka till det sparade scenariot, eller till prognosen som den är.",
        )
    return scenarioutkast.read_utkast(ram).spakar


def _show_volume(bord: Bord) -> None:
    mal = {(one.nod, one.kontogrupp.value if one.kontogrupp else ""): one for one in cached.volympris(bord.ram.nyckel).mal}
    if not mal:
        show_quiet(
            "Inget mått är kopplat till en verksamhet. Koppla ett, till exempel timmar eller vårddygn, så kan det ändras här."
        )
        st.page_link(VOLYMER, label="Koppla ett mått", icon=":material/stacked_bar_chart:")
        return
    before = bord.utkast.first(Spakslag.VOLYM) or bord.utkast.first(Spakslag.PRIS)
    places = list(mal)
    start = places.index((before.nod, before.kontogrupp)) if before and (before.nod, before.kontogrupp) in mal else 0
    place = st.selectbox(
        "Verksamhet och mått",
        places,
        index=start,
        format_func=lambda one: f"{bord.name(one[0])}: {plural(mal[one].enhet)}",
        key=bord.key("volym_mal"),
    )
    chosen, own = mal[place], [bord.utkast.find((slag, *place, "")) for slag in (Spakslag.VOLYM, Spakslag.PRIS)]
    spak = next((one for one in own if one), None)
    fran = _month("Från", bord.oppna, spak.fran if spak else 0, bord.key("volym_fran", *place))
    _show_one(bord, (Spakslag.VOLYM, *place, ""), fran, "Volymen", (f"{plural(chosen.enhet)} per månad", "antal"))
    show_quiet(escape(_volume_now(chosen)))
    _show_one(bord, (Spakslag.PRIS, *place, ""), fran, "Priset", (f"kr {per_text(chosen.enhet, chosen.slag)}", "kronor"))
    show_quiet(escape(_price_now(chosen)))


def _volume_now(mal: Volympris) -> str:
    first = min(mal.last_closed + 1, 12)
    return f"Prognosen räknar med {volume_text(mal.volym(first) / (13 - first), mal.enhet)} per månad i snitt."


def _price_now(mal: Volympris) -> str:
    first = min(mal.last_closed + 1, 12)
    cost, volume = sum(mal.manader[first - 1 :]), mal.volym(first)
    if not volume:
        return ""
    return f"Prognosen räknar med {price_text(abs(cost / volume))} {per_text(mal.enhet, mal.slag)}."


def _show_one(bord: Bord, mal: Mal, fran: int, what: str, unit: tuple[str, str]) -> None:
    """A volume or a price from month `fran`: in percent, or in a unit of its own (its name, and the name of its figure)."""
    spak, key, (text, own) = bord.utkast.find(mal), bord.key(*mal), unit
    how = st.radio(
        f"{what} ändras i",
        [PROCENT, own],
        index=1 if spak and spak.value(own) else 0,
        format_func=lambda one: PROCENT if one == PROCENT else text,
        key=f"{key}|hur",
        horizontal=True,
    )
    value = _read_change(spak, str(how), f"{what}, {PROCENT if how == PROCENT else text}", key)
    found = Spak(*mal, fran=fran, tal=((str(how), value),)) if value else None
    scenarioutkast.save_spak(bord.ram, mal, found)


def _read_change(spak: Spak | None, how: str, label: str, key: str) -> Decimal:
    before = spak.value(how) if spak else Decimal(0)
    if how == PROCENT:
        most = max(MOST_PERCENT, int(abs(before)))
        text = f"%d{NB}%%"
        return Decimal(st.slider(label, -most, most, int(before), 1, format=text, key=f"{key}|procent"))
    return _read_figure(label, before, f"{key}|{how}", placeholder="Till exempel 50 eller −50")


def _read_figure(label: str, before: Decimal, key: str, *, placeholder: str = "") -> Decimal:
    """A typed figure; 0 where nothing, or nothing that can be read, is typed. What is wrong is said under the field."""
    typed = st.text_input(label, value=format_exakt(before) if before else "", key=key, placeholder=placeholder)
    try:
        return parse_varde(typed, label) or Decimal(0)
    except InvalidValue as error:
        st.markdown(f":small[:red[:material/error: {escape(str(error))}]]")
        return Decimal(0)


def _month(
    label: str, months: Sequence[int], before: int, key: str, *, default: int = 0, names: Sequence[str] = MANADER
) -> int:
    options = sorted({*months, *([before] if before else [])})
    start = options.index(before or default) if (before or default) in options else 0
    return st.selectbox(label, options, index=start, format_func=lambda m: names[m - 1].capitalize(), key=key)


def _span(bord: Bord, spak: Spak | None, key: str) -> tuple[int, int]:
    """First and last month."""
    left, right = st.columns(2, gap="small")
    with left:
        fran = _month("Från", bord.oppna, spak.fran if spak else 0, f"{key}|fran", names=MANADER_KORT)
    with right:
        before = spak.till if spak and spak.till >= fran else 0
        till = _month("Till och med", range(fran, 13), before, f"{key}|till|{fran}", default=12, names=MANADER_KORT)
    return fran, till


def _choose_line(bord: Bord, slag: Spakslag, default: str = "") -> str:
    lines, spak = list_lines(bord.prognos), bord.utkast.first(slag)
    before = spak.nod if spak else default
    options = [valfalt.INGET, *lines]
    return st.selectbox(
        "Verksamhet",
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda nod: bord.name(nod) if nod else "Välj verksamhet",
        key=bord.key(slag, "nod"),
    )


def _show_vakans(bord: Bord) -> None:
    nod = _choose_line(bord, Spakslag.VAKANS)
    mal = (Spakslag.VAKANS, nod, "", "")
    spak, key = bord.utkast.find(mal), bord.key(Spakslag.VAKANS, nod)
    antal = _read_figure("Vakanta tjänster utöver prognosen", spak.value("antal") if spak else Decimal(0), f"{key}|antal")
    show_quiet("Minus betyder fler tjänster än prognosen räknar med.")
    left, right = st.columns(2, gap="small")
    with left:
        lon = _read_figure("Månadslön, kr", spak.value("lon") if spak else _assumed(bord, LON), f"{key}|lon")
    with right:
        po = _read_figure("PO-pålägg, %", spak.value("po") if spak else _assumed(bord, PO), f"{key}|po")
    fran, till = _span(bord, spak, key)
    if nod:
        tal = (("antal", antal), ("lon", lon), ("po", po))
        scenarioutkast.save_spak(bord.ram, mal, Spak(*mal, fran=fran, till=till, tal=tal) if antal else None)
    elif antal:
        show_quiet("Välj verksamhet, så räknas vakanserna med.")


def _assumed(bord: Bord, namn: str) -> Decimal:
    """The prisantagande of the first month ahead; 0 where there is none."""
    found = price_at(bord.prognos.lage.prisantaganden, namn, bord.ram.ar * 100 + bord.oppna[0])
    return found.varde if found else Decimal(0)


def _show_atgard(bord: Bord) -> None:
    found = {(one.nod, one.namn): one for one in list_forsenbara(bord.prognos)}
    if not found:
        show_quiet("Ingen åtgärd med effekt framåt räknas in i prognosen. Lägg in den och märk den som medräknad.")
        st.page_link(ATGARDER, label="Till Åtgärder", icon=":material/build:")
        return
    before, places = bord.utkast.first(Spakslag.ATGARD), list(found)
    start = places.index((before.nod, before.om)) if before and (before.nod, before.om) in found else 0
    place = st.selectbox(
        "Åtgärd", places, index=start, format_func=lambda one: f"{one[1]} ({bord.name(found[one].rad)})", key=bord.key("atgard")
    )
    mal = (Spakslag.ATGARD, place[0], "", place[1])
    spak, most = bord.utkast.find(mal), len(bord.oppna)
    later = st.slider(
        "Månader senare än i prognosen",
        0,
        most,
        min(int(spak.value("manader")), most) if spak else 0,
        1,
        key=bord.key(*mal),
    )
    tal = (("manader", Decimal(later)),)
    scenarioutkast.save_spak(bord.ram, mal, Spak(*mal, tal=tal) if later else None)


def _show_placering(bord: Bord) -> None:
    lista, lage = cached.placeringslista(bord.ram.nyckel), bord.prognos.lage
    if not lista.placeringar:
        show_quiet("Ingen lista över placeringar är inläst: skriv dygnspriset, eller läs in listan på sidan Placeringar.")
        st.page_link(PLACERINGAR, label="Till Placeringar", icon=":material/night_shelter:")
    usual = Counter(one.rad.nod for one in lista.pagaende).most_common(1)
    nod = _choose_line(bord, Spakslag.PLACERING, usual[0][0] if usual else "")
    same = [one.rad for one in lista.pagaende if one.rad.nod == nod]
    common = Counter(rad.typ for rad in same).most_common(1)
    before = bord.utkast.first(Spakslag.PLACERING)
    usual_typ = before.om if before and before.nod == nod and before.om in TYPER else common[0][0] if common else "HVB"
    typ = st.selectbox("Typ av placering", TYPER, index=TYPER.index(usual_typ), key=bord.key(Spakslag.PLACERING, nod, "typ"))
    mal = (Spakslag.PLACERING, nod, "", typ)
    spak, key = bord.utkast.find(mal), bord.key(Spakslag.PLACERING, nod, typ)
    start = int(spak.value("antal")) if spak else 0
    most = max(MOST_PLACERINGAR, abs(start))
    antal = st.slider("Placeringar fler eller färre", -most, most, start, 1, key=f"{key}|antal")
    rader = [one.rad for one in lista.placeringar]
    middle = median_price(rader, typ, lista.dag) or assumed_price(lage, typ) or 0
    pris = _read_figure("Dygnspris, kr", spak.value("dygnspris") if spak else Decimal(middle) / 100, f"{key}|pris")
    left, right = st.columns(2, gap="small")
    with left:
        moms = _read_figure("Moms tillbaka, %", spak.value("moms") if spak else Decimal(0), f"{key}|moms")
    with right:
        refund = _read_figure("Ersättning, kr/dygn", spak.value("ersattning") if spak else Decimal(0), f"{key}|ersattning")
    fran, till = _span(bord, spak, key)
    tal = (("antal", Decimal(antal)), ("dygnspris", pris), ("moms", moms), ("ersattning", refund))
    if nod:
        scenarioutkast.save_spak(bord.ram, mal, Spak(*mal, fran=fran, till=till, tal=tal) if antal else None)
    elif antal:
        show_quiet("Välj verksamhet, så räknas placeringen med.")


LEVERS: tuple[tuple[str, tuple[Spakslag, ...], str, Callable[[Bord], None]], ...] = (
    ("Volym och pris", (Spakslag.VOLYM, Spakslag.PRIS), ":material/stacked_bar_chart:", _show_volume),
    ("Vakanser", (Spakslag.VAKANS,), ":material/person_off:", _show_vakans),
    ("Åtgärd som dröjer", (Spakslag.ATGARD,), ":material/schedule:", _show_atgard),
    ("En placering till eller färre", (Spakslag.PLACERING,), ":material/night_shelter:", _show_placering),
)
