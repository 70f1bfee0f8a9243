"""The parts of Lägg prognos: the sum as one types, the grid of lines, and what to look at once more."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet
from finance.format import MISSING, NB, format_avvikelse, format_belopp
from finance.inlasning.modell import Bedomningsrad
from finance.laggning import Laggrad, compute_manadstakt, is_stale
from finance.laggobservationer import list_observationer
from finance.period import MANADER_KORT, Period
from finance.store import read_omgang
from pages.ui import cached, tables, theme, utkast
from pages.ui.frame import Ram
from pages.ui.laggarbete import Arbete, place_name
from pages.ui.laggval import Urval
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet
from pages.ui.utkast import BEKRAFTA, NY, SKAL, TYP, Plats

HELARSPROGNOS = "pages/prognos/helarsprognos.py"
INLASNING, STRUKTUR = "pages/underlag/inlasning.py", "pages/underlag/struktur.py"
NAMN, SYSTEM, ENDS, NU, GJORD = "Verksamhet", "Systemet", f"80{NB}% säkert", "Gäller nu", "Gjord"
BLIR, KVAR, SNITT, UTFALL, BUDGET = "Prognosen blir", "Kvar per månad", "Hittills per månad", "Utfall hittills", "Budget helår"
FIGURES = (SYSTEM, ENDS, NU, BLIR, KVAR, SNITT, UTFALL, BUDGET)
WIDTHS = {NAMN: 200, SYSTEM: 75, ENDS: 112, NU: 80, GJORD: 55, BLIR: 102, KVAR: 120, SNITT: 140, UTFALL: 110, BUDGET: 105}
STALE_WIDTH = 135
KRONOR_WIDTHS = {SYSTEM: 105, ENDS: 200, NU: 105}


def find_obstacle(arbete: Arbete) -> str:
    """Why nothing can be written here, "" when it can."""
    if arbete.ram.as_of is not None:
        return "Du ser läget som det var tidigare. Välj Visa läget nu för att skriva en bedömning."
    if arbete.prognos.last_closed >= 12:
        return f"Alla månader {arbete.period.ar} är stängda: helåret är vad det blev, och ingen bedömning behövs."
    return ""


def show_no_budget(arbete: Arbete) -> bool:
    """Whether there is no budget to judge against; then the page says what to do."""
    if arbete.rader[-1].budget_ore or any(rad.budget_ore for rad in arbete.rader):
        return False
    theme.show_answer(
        f"Det finns ingen budget för {arbete.period.ar} att bedöma mot.",
        "En bedömning är en avvikelse mot budget. Läs in budgeten, så visas raderna här.",
    )
    if st.button("Läs in budget", type="primary", icon=":material/upload_file:"):
        st.switch_page(INLASNING)
    return True


def show_answer(arbete: Arbete, obstacle: str) -> None:
    """The sum as it is, or as it would be with what is typed; then what it rests on."""
    enhet = arbete.ram.enhet
    now, after = arbete.rader[-1], arbete.after[arbete.rader[-1].nod]
    ends = f"80{NB}% säkert {format_avvikelse(now.low_ore, enhet)} till {format_avvikelse(now.high_ore, enhet, unit=True)}"
    system = f"Systemet utan bedömningar: {format_avvikelse(now.system_ore, enhet, unit=True)}, {ends}."
    metod = f"Metod: {cached.uppfoljning(arbete.ram.nyckel).total.metod_text}."
    closed = arbete.prognos.lage.senast_stangd
    base = f"Bygger på stängda månader till och med {closed.namn}." if closed else "Ingen månad är stängd ännu."
    below = f"{system} {metod} {base}"
    if arbete.new:
        changed = format_avvikelse(after - now.prognos_ore, enhet, unit=True)
        said = f"Med det du har skrivit slutar {now.namn} på {format_avvikelse(after, enhet, unit=True)}"
        theme.show_answer(said, f"Nu gäller {format_avvikelse(now.prognos_ore, enhet, unit=True)}: ändring {changed}.", below)
    else:
        theme.show_answer(f"{now.namn} väntas sluta på {format_avvikelse(now.prognos_ore, enhet, unit=True)}", below)
    for text in (obstacle, _other_unit(arbete), _locked(arbete), _no_struktur(arbete), _no_closed(arbete)):
        if text:
            st.markdown(f":small[:orange-badge[:material/info: Obs] {escape(text)}]")
    st.page_link(HELARSPROGNOS, label="Till Helårsprognos", icon=":material/arrow_back:")


def _other_unit(arbete: Arbete) -> str:
    others = [enhet.label for enhet in Enhet if enhet is not arbete.ram.enhet and utkast.has_drafts(arbete.ram, enhet)]
    if not others:
        return ""
    return f"Du har osparade bedömningar skrivna i {others[0]}. Byt tillbaka enheten uppe till höger för att spara dem."


def _locked(arbete: Arbete) -> str:
    ram = arbete.ram
    if read_omgang(ram.store, ram.namnd.kod, arbete.period.key, as_of=ram.as_of) is None:
        return ""
    return f"Omgången för {arbete.period.namn} är låst. Det som är låst ändras inte av det du sparar här."


def _no_struktur(arbete: Arbete) -> str:
    if cached.struktur(arbete.ram.nyckel) is not None:
        return ""
    return "Nämnden har ingen struktur, så varje verksamhet är en rad. Läs in en struktur för att få nämndens egna rader."


def _no_closed(arbete: Arbete) -> str:
    if arbete.prognos.lage.senast_stangd is not None:
        return ""
    return "Ingen månad är stängd: systemets prognos bygger på budget och tidigare år. Månader stängs på sidan Struktur."


def show_grid(arbete: Arbete, urval: Urval, *, writable: bool) -> None:
    """One row per line, to be written in from the keyboard."""
    if not urval.rader:
        show_quiet("Inga rader är valda. Välj Mina rader ovanför, eller visa alla.")
        return
    enhet = arbete.ram.enhet
    show_quiet(
        f"Helårets avvikelse i {enhet.label}: minus är underskott. Piltangenter och Tabb flyttar, skriv direkt i cellen, Enter "
        "tar nästa rad, Ctrl+V klistrar in en kolumn ur Excel. Inget sparas förrän du väljer Spara."
    )
    shown, config = _columns(arbete, urval), _config(arbete, urval)
    alt = "Rader att bedöma: systemets prognos, det som gäller nu och den nya bedömningen"
    if not writable:
        st.dataframe(shown, hide_index=True, column_config=config, height="content", alt=alt)
        return
    utkast.show_editor(
        "lagg",
        shown,
        [(rad.nod, "") for rad in urval.rader],
        [_reason(rad) for rad in urval.rader],
        arbete.ram,
        order=[NAMN, SYSTEM, ENDS, NU, GJORD, NY, SKAL, BLIR, TYP, BEKRAFTA, KVAR, SNITT, UTFALL, BUDGET],
        config=config,
        alt=alt,
    )


def _config(arbete: Arbete, urval: Urval) -> dict[str, Any]:
    closed = arbete.prognos.lage.senast_stangd
    stale = any(is_stale(rad, closed) for rad in urval.rader)
    widths = {**WIDTHS, **(KRONOR_WIDTHS if arbete.ram.enhet is Enhet.KR else {}), **({GJORD: STALE_WIDTH} if stale else {})}
    return {
        name: st.column_config.TextColumn(width=width, alignment="right" if name in FIGURES else "left", pinned=name == NAMN)
        for name, width in widths.items()
    }


def _reason(rad: Laggrad) -> str:
    there = rad.niva_av() or next(iter(rad.of()), None)
    return there.skal if there else ""


def _columns(arbete: Arbete, urval: Urval) -> dict[str, list[str]]:
    ram, closed = arbete.ram, arbete.prognos.last_closed
    rows = []
    for rad in urval.rader:
        after = arbete.after[rad.nod]
        so_far, ahead = compute_manadstakt(rad, after, closed)
        indented = "\u2003" * max(rad.niva - 1, 0) + rad.namn
        name = indented if urval.i_rapportordning else place_name(arbete, (rad.nod, ""))
        rows.append(
            (
                name,
                format_avvikelse(rad.system_ore, ram.enhet),
                f"{format_avvikelse(rad.low_ore, ram.enhet)} till {format_avvikelse(rad.high_ore, ram.enhet)}",
                judged_text(rad, ram),
                month_text(rad.gallande, arbete.prognos.lage.senast_stangd),
                format_avvikelse(after, ram.enhet),
                format_belopp(ahead, ram.enhet, vy=ram.vy),
                format_belopp(so_far, ram.enhet, vy=ram.vy),
                format_belopp(rad.utfall_ore, ram.enhet, vy=ram.vy),
                format_belopp(rad.budget_ore, ram.enhet, vy=ram.vy),
            )
        )
    names = (NAMN, SYSTEM, ENDS, NU, GJORD, BLIR, KVAR, SNITT, UTFALL, BUDGET)
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def judged_text(rad: Laggrad, ram: Ram, kontogrupp: str = "", budget_ore: int | None = None) -> str:
    """What is in force on a place: the nivå; else the sum of tillägg; else that there is something on kontogrupper.

    `budget_ore`: full-year budget of the kontogrupp, the line's if None.
    """
    niva = rad.niva_av(kontogrupp)
    if niva is not None:
        return format_avvikelse(niva.niva_avvikelse(rad.budget_ore if budget_ore is None else budget_ore), ram.enhet)
    there = rad.of(kontogrupp)
    if there:
        return f"tillägg {format_avvikelse(sum(change_of(b) for b in there), ram.enhet)}"
    return "per kontogrupp" if rad.gallande and not kontogrupp else MISSING


def change_of(one: Bedomning) -> int:
    """A tillägg or händelse as a change of avvikelse."""
    return one.avvikelse_ore if one.avvikelse_ore is not None else -(one.kostnad_ore or 0)


def month_text(bedomningar: Sequence[Bedomning], closed: Period | None) -> str:
    """The month that the latest of some bedömningar was made for, and whether some nivå is too old."""
    made = [b.gjord for b in bedomningar if b.gjord is not None]
    if not made:
        return ""
    month = MANADER_KORT[min(max(made).manad, 12) - 1]
    return f"{month}, inte omprövad" if any(b.is_stale(closed) for b in bedomningar) else month


def show_check(arbete: Arbete) -> None:
    """What is typed, line by line: before and after, the pace that it means, and what to look at once more."""
    new, faults = arbete.read
    for plats, text in faults.items():
        st.markdown(f":red-badge[:material/error: Rätta] **{escape(place_name(arbete, plats))}**: {escape(text)}")
    typed = [plats for plats in new if not _only_confirmed(arbete, plats)]
    if not typed:
        return
    ram = arbete.ram
    with open_card():
        show_card_title("Det du har skrivit", f"{ram.enhet.label}. Kostnad per månad visas som {ram.vy.value}.")
        tables.show_cells(
            "Verksamhet",
            [place_name(arbete, plats) for plats in typed],
            ["Förut", "Nytt", "Prognosen blir", "Kvar per månad", "Hittills", "Att se efter"],
            [_check_cells(arbete, plats, new[plats]) for plats in typed],
            texts=[False] * 5 + [True],
            alt="Nya bedömningar bredvid det som gällde, med takt per månad och det som är värt att se efter",
        )
        st.space(8)


def _only_confirmed(arbete: Arbete, plats: Plats) -> bool:
    one = arbete.drafts[plats]
    return one.bekrafta and not one.has_belopp and one.skal is None


def _check_cells(arbete: Arbete, plats: Plats, rows: Sequence[Bedomningsrad]) -> list[str]:
    ram, rad, after = arbete.ram, arbete.by_nod[plats[0]], arbete.after[plats[0]]
    typed = next((row for row in rows if row.kontogrupp == plats[1]), rows[0])
    so_far, ahead = compute_manadstakt(rad, after, arbete.prognos.last_closed)
    new = avvikelse_markdown(typed.avvikelse_ore, ram.enhet) if typed.avvikelse_ore is not None else "–"
    found = list_observationer(typed, rad, enhet=ram.enhet, last_closed=arbete.prognos.last_closed)
    return [
        judged_text(rad, ram, plats[1]),
        new if typed.typ == Bedomningstyp.NIVA else f"{new} (tillägg)",
        avvikelse_markdown(after, ram.enhet),
        format_belopp(ahead, ram.enhet, vy=ram.vy),
        format_belopp(so_far, ram.enhet, vy=ram.vy),
        f":orange-badge[:material/visibility: Se efter] {escape(' '.join(found))}" if found else MISSING,
    ]
