"""Which mått is the volume of what: the list of couplings, and forms to couple, change, forecast and take away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import streamlit as st

from finance.belopp import to_ore
from finance.errors import InvalidValue
from finance.format import MISSING, format_tal
from finance.inlasning.cell.tal import parse_belopp
from finance.inlasning.planrader import Ackumulering, Mattrad
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.period import Period
from finance.prognos.volymer import nyckel_of
from finance.prognos.volymmodell import Hinder
from finance.prognos.volymord import guess_unit, per_text, plural, price_text
from finance.prognos.volympriser import price_factor
from finance.store import (
    NOT_VOLUMES,
    Mattnyckel,
    Volymkoppling,
    Volymslag,
    remove_volymkoppling,
    save_volymkoppling,
    volymkoppling_history,
)
from finance.uppfoljning import Uppfoljning
from pages.ui import perioder, problems, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet
from pages.ui.volymtal import show_numbers

HELA = ""
UR_KOSTNADEN, ANTAGET, EGET = "Räkna ur kostnaden", "Prisantagande", "Eget pris"
SLAG = {
    Volymslag.FLODE: "Summeras: timmar, vårddygn, besök",
    Volymslag.NIVA: "Antal per månad: hushåll, platser, hem",
}
PRISER = (UR_KOSTNADEN, ANTAGET, EGET)


@dataclass(frozen=True, slots=True)
class Falt:
    """What is filled in. `kontogrupp`: "" = the whole line; `kronor` as typed; `fran` ÅÅÅÅMM."""

    matt: Mattnyckel
    nod: str
    kontogrupp: str
    enhet: str
    slag: Volymslag
    hur: str = UR_KOSTNADEN
    antaget: str = ""
    kronor: str = ""
    fran: int = 0


def show_couplings(lage: Lage, hinder: Sequence[Hinder], uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The list; under it the forms. Nothing can be written while an earlier moment is shown."""
    found = lage.volymkopplingar
    if not found and not lage.matt:
        return
    with open_card():
        count = "En volym är kopplad" if len(found) == 1 else f"{len(found)} volymer är kopplade"
        title = count if found else "Inga volymer är kopplade ännu"
        show_card_title(title, "En koppling säger vilket mått som är volymen för en verksamhet eller en kontogrupp.")
        tables.show_rows(
            [_row(one, uppfoljning) for one in found],
            alt="Kopplade volymer med enhet, pris och vem som gjorde kopplingen",
        )
        for one in hinder:
            st.markdown(
                f":small[:orange-badge[:material/info: Obs] {escape(line_name(uppfoljning, one.nod))}: {escape(one.text)}]"
            )
        if ram.as_of is None:
            with st.expander(
                "Koppla ett mått, eller ändra en koppling", key="oppna_volym", type="compact", icon=":material/link:"
            ):
                _show_form(lage, uppfoljning, ram)
            if found:
                with st.expander("Volymens prognos och budget", key="oppna_volymtal", type="compact", icon=":material/edit:"):
                    show_numbers(lage, ram)
                with st.expander("Ta bort en koppling", key="oppna_volymbort", type="compact", icon=":material/link_off:"):
                    _show_remove(lage, uppfoljning, ram)


def show_empty(lage: Lage) -> None:
    """What the page is for, when nothing is coupled."""
    st.header("Är det volymen eller priset?", anchor=False)
    step = "Välj nedan vilket mått som hör till vilken verksamhet." if lage.matt else "Börja med att läsa in en fil med mått."
    show_quiet(
        "När ett mått (timmar, vårddygn, hushåll) är kopplat till en verksamhet räknar Helår vad en enhet kostar, vad resten "
        f"av året kostar med den väntade volymen, och hur mycket av avvikelsen som är volym och hur mycket som är pris. {step}"
    )
    if not lage.matt and st.button("Läs in mått", type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/underlag/inlasning.py")


def _row(one: Volymkoppling, uppfoljning: Uppfoljning) -> dict[str, str]:
    return {
        "Mått": escape(one.matt.namn),
        "Kostnad": escape(": ".join(part for part in (line_name(uppfoljning, one.nod), one.kontogrupp) if part)),
        "Enhet": escape(plural(one.enhet)),
        "Pris": escape(_price(one)),
        "Av": escape(one.vem),
    }


def _price(one: Volymkoppling) -> str:
    if one.prisantagande:
        return f"prisantagandet {one.prisantagande}"
    if one.pris_ore is not None and one.pris_fran is not None:
        return f"{price_text(one.pris_ore)} från {Period.from_key(one.pris_fran).namn}"
    return "ur kostnaden"


def _name(one: Volymkoppling, uppfoljning: Uppfoljning) -> str:
    what = one.kontogrupp or "hela verksamheten"
    return f"{one.matt.namn} på {line_name(uppfoljning, one.nod)}, {what.lower()}"


def _show_form(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    matt = _known_matt(lage.matt)
    if not matt:
        st.markdown("Det finns inga mått att koppla. Läs in en fil med mått på sidan Inläsning.")
        return
    lines = [rad.nod for rad in uppfoljning.blad() if rad.nod in lage.kub.place]
    with st.grid(2, gap="small", min_column_width=300):
        chosen = valfalt.choose("Mått", list(matt), lambda nyckel: _matt_name(nyckel, uppfoljning), key="volym_matt")
        nod = valfalt.choose("Verksamhet", lines, lambda kod: line_name(uppfoljning, kod), key="volym_till")
    if chosen is None or nod is None:
        show_quiet("Välj ett mått och den verksamhet som det är volymen för.")
        return
    before = next((one for one in lage.volymkopplingar if one.matt == chosen and one.nod == nod), None)
    falt = _show_fields(lage, chosen, nod, matt[chosen], before)
    vem, pressed = show_action(ram.store, "Spara kopplingen", key="volym_spara", icon=":material/link:", primary=True)
    if pressed:
        with problems.guard():
            if save_volymkoppling(ram.store, ram.namnd.kod, make_koppling(falt), vem=require_signatur(vem)):
                finish(ram.store, vem, f"{chosen.namn} är nu volymen för {line_name(uppfoljning, nod)}.")
            st.markdown("Kopplingen är redan sparad så.")


def _known_matt(rader: Sequence[Mattrad]) -> dict[Mattnyckel, Mattrad]:
    """Mått that may be a volume, with a row of each: those in kronor or percent are not."""
    return {nyckel_of(rad): rad for rad in rader if rad.enhet.strip().casefold() not in NOT_VOLUMES}


def _matt_name(nyckel: Mattnyckel, uppfoljning: Uppfoljning) -> str:
    where = line_name(uppfoljning, nyckel.nod) if nyckel.nod else ""
    return ", ".join(part for part in (nyckel.namn, nyckel.grupp, where) if part)


def _show_fields(lage: Lage, matt: Mattnyckel, nod: str, rad: Mattrad, before: Volymkoppling | None) -> Falt:
    key = f"{nod}|{matt.namn}|{matt.grupp}|{matt.nod}"
    row = lage.kub.place[nod]
    used = [
        grupp.value
        for place, grupp in enumerate(GRUPPER)
        if lage.kub.utfall[row, place].any() or lage.kub.budget[row, place].any()
    ]
    grupper = [HELA, *used]
    slag = before.slag if before else Volymslag.FLODE if rad.ackumulering is Ackumulering.SUMMA else Volymslag.NIVA
    with st.grid(2, gap="small", min_column_width=300):
        grupp = st.selectbox(
            "Kostnad som volymen driver",
            grupper,
            index=grupper.index(before.kontogrupp) if before and before.kontogrupp in grupper else 0,
            format_func=lambda value: value or "Hela verksamheten",
            key=f"volym_grupp|{key}",
        )
        enhet = st.text_input(
            "Vad en enhet heter, i ental",
            value=before.enhet if before else guess_unit(rad.matt, rad.enhet),
            placeholder="Till exempel timme, vårddygn, hushåll",
            max_chars=30,
            key=f"volym_enhet|{key}",
        )
        chosen = st.radio(
            "Hur räknas den?", list(SLAG), index=list(SLAG).index(slag), format_func=SLAG.__getitem__, key=f"volym_slag|{key}"
        )
        how = st.radio("Pris per enhet", PRISER, index=_how(before), key=f"volym_pris|{key}")
    return _show_price_fields(lage, Falt(matt, nod, grupp, enhet or "", chosen), how, before, key)


def _how(before: Volymkoppling | None) -> int:
    if before is None:
        return 0
    return 1 if before.prisantagande else 2 if before.pris_ore is not None else 0


def _show_price_fields(lage: Lage, falt: Falt, how: str, before: Volymkoppling | None, key: str) -> Falt:
    if how == ANTAGET:
        unit = falt.enhet.strip().casefold()
        fits = [pris.namn for pris in lage.prisantaganden if price_factor(pris.enhet, unit, falt.slag, lage.period) is not None]
        names = list(dict.fromkeys(fits))
        if not names:
            show_quiet("Inget prisantagande passar enheten. Lägg in ett på sidan Kända händelser, eller skriv ett eget pris.")
            return replace(falt, hur=how)
        index = names.index(before.prisantagande) if before and before.prisantagande in names else 0
        return replace(falt, hur=how, antaget=st.selectbox("Prisantagande", names, index=index, key=f"volym_antaget|{key}"))
    if how == EGET:
        kronor = "" if before is None or before.pris_ore is None else format_tal(Decimal(before.pris_ore) / 100, 2)
        with st.grid(2, gap="small", min_column_width=300):
            text = st.text_input(f"Kronor {per_text(falt.enhet or 'enhet', falt.slag)}", value=kronor, key=f"volym_kr|{key}")
            since = before.pris_fran if before and before.pris_fran else lage.period.ar * 100 + 1
            fran = perioder.choose_from("Gäller från", lage.period.ar, key=f"volym_fran|{key}", always=False, default=since)
        return replace(falt, hur=how, kronor=text or "", fran=fran)
    return falt


def make_koppling(falt: Falt) -> Volymkoppling:
    """What the fields say. Raises InvalidValue for a price that cannot be read."""
    found = Volymkoppling(falt.nod, falt.kontogrupp, falt.matt, falt.enhet, falt.slag)
    if falt.hur == ANTAGET:
        if not falt.antaget:
            raise InvalidValue("Välj ett prisantagande, eller ett annat sätt att räkna priset.")
        return replace(found, prisantagande=falt.antaget)
    if falt.hur == EGET:
        value = parse_belopp(falt.kronor)
        if value is None:
            raise InvalidValue("Skriv priset i kronor, till exempel 545 eller 1 250,50.")
        return replace(found, pris_ore=to_ore(value), pris_fran=falt.fran)
    return found


def _show_remove(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    found = list(lage.volymkopplingar)
    place = st.selectbox(
        "Koppling", range(len(found)), format_func=lambda at: _name(found[at], uppfoljning), key="volym_bort_vilken"
    )
    one = found[place]
    tables.show_rows(
        [
            {
                "När": tider.show_time(version.registrerad) if version.registrerad else MISSING,
                "Av": escape(version.vem),
                "Vad": "borttagen" if removed else f"{escape(version.enhet)}, pris {escape(_price(version))}",
            }
            for version, removed in volymkoppling_history(ram.store, ram.namnd.kod, one)
        ],
        alt="Kopplingens tidigare versioner",
    )
    vem, pressed = show_action(ram.store, "Ta bort kopplingen", key="volym_bort", icon=":material/link_off:")
    if pressed:
        with problems.guard():
            remove_volymkoppling(ram.store, ram.namnd.kod, one, vem=require_signatur(vem))
            finish(ram.store, vem, f"{one.matt.namn} är inte längre kopplad. Du kan koppla måttet igen när du vill.")
