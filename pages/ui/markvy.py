"""What the pace is not to be read by: one-offs in force and lines that start anew, with why, who and when, and ways to add."""

from collections.abc import Sequence

import streamlit as st

from finance.format import format_belopp
from finance.markeringar import Engangsmark
from finance.period import Period
from finance.store import Nystart, read_engangsposter, remove_engangspost, remove_nystart, save_nystart
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, engangsvy, perioder, problems, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

ABOUT = "En engångspost finns kvar i utfallet men antas inte komma igen. Inga summor ändras, bara prognosen för resten av året."


def show_marks(ram: Ram, uppfoljning: Uppfoljning) -> None:
    """The card: the marks in force; folded below it, proposals, an amount of one's own, and a line that starts anew."""
    lage = cached.lage(ram.nyckel)
    with open_card():
        show_card_title(_title(lage.engangsposter, lage.nystarter), ABOUT)
        _show_engangsposter(lage.engangsposter, uppfoljning, ram)
        _show_nystarter(lage.nystarter, uppfoljning, ram)
        if ram.as_of is not None:
            show_quiet("Du tittar på ett tidigare läge. Visa läget nu för att lägga till eller ta bort.")
            return
        st.space(8)
        _show_removal(lage.engangsposter, lage.nystarter, uppfoljning, ram)
        engangsvy.show_proposals(ram, uppfoljning)
        engangsvy.show_amount_form(ram, uppfoljning)
        _show_start_form(uppfoljning, ram)


def _title(marks: Sequence[Engangsmark], starts: Sequence[Nystart]) -> str:
    used = sum(not mark.hinder for mark in marks)
    resting = len(marks) - used
    parts = [
        (used, "en engångspost lämnas utanför takten", "engångsposter lämnas utanför takten"),
        (resting, "en engångspost vilar", "engångsposter vilar"),
        (len(starts), "en verksamhet börjar om", "verksamheter börjar om"),
    ]
    told = ", ".join(one if count == 1 else f"{count} {several}" for count, one, several in parts if count)
    return told[:1].upper() + told[1:] if told else "Alla utfall räknas in i takten"


def _show_engangsposter(marks: Sequence[Engangsmark], uppfoljning: Uppfoljning, ram: Ram) -> None:
    tables.show_cells(
        "Verksamhet",
        [_nod_name(mark, uppfoljning) for mark in marks],
        [f"Belopp, {ram.enhet.label}", "Månad", "Konto", "Läge", "Skäl", "Av", "När"],
        [
            [
                format_belopp(mark.post.ore, ram.enhet, vy=ram.vy),
                mark.period.namn,
                escape(mark.post.konto or mark.kontogrupp),
                f":material/pause_circle: Vilar. {escape(mark.hinder)}" if mark.hinder else "Räknas inte in",
                escape(mark.post.skal),
                escape(mark.post.vem),
                tider.show_day(mark.post.registrerad),
            ]
            for mark in marks
        ],
        texts=[False, True, True, True, True, True, True],
        alt="Engångsposter med belopp, månad, skäl, vem och när",
    )


def _nod_name(mark: Engangsmark, uppfoljning: Uppfoljning) -> str:
    return line_name(uppfoljning, mark.nod) if mark.nod else mark.post.verksamhet


def _show_nystarter(starts: Sequence[Nystart], uppfoljning: Uppfoljning, ram: Ram) -> None:
    closed = cached.lage(ram.nyckel).senast_stangd
    tables.show_rows(
        [
            {
                "Verksamhet": line_name(uppfoljning, one.nod),
                "Börjar om från": Period.from_key(one.fran).namn,
                "Läge": "Tidigare månader räknas inte in"
                if closed is not None and one.fran <= closed.key
                else ":material/pause_circle: Gäller när månaden är stängd",
                "Skäl": escape(one.skal),
                "Av": escape(one.vem),
                "När": tider.show_day(one.registrerad),
            }
            for one in starts
        ],
        alt="Verksamheter som börjar om, med månad, skäl, vem och när",
    )


def _show_removal(marks: Sequence[Engangsmark], starts: Sequence[Nystart], uppfoljning: Uppfoljning, ram: Ram) -> None:
    """A field with what can be taken away: marks, starts, and proposals that were said no to."""
    said_no = [post for post in read_engangsposter(ram.store, ram.namnd.kod) if post.i_takten]
    found: dict[str, tuple[str, int | Nystart]] = {}
    for mark in marks:
        amount = format_belopp(mark.post.ore, ram.enhet, vy=ram.vy, unit=True)
        found[f"post{mark.post.id}"] = (
            f"Engångspost: {_nod_name(mark, uppfoljning)}, {mark.period.namn}, {amount}",
            mark.post.id,
        )
    for one in starts:
        found[f"start{one.id}"] = (f"Börjar om: {line_name(uppfoljning, one.nod)}, {Period.from_key(one.fran).namn}", one)
    for post in said_no:
        amount = format_belopp(post.ore, ram.enhet, vy=ram.vy, unit=True)
        found[f"nej{post.id}"] = (
            f"Avfärdat förslag: konto {post.konto}, {Period.from_key(post.period).namn}, {amount}",
            post.id,
        )
    if not found:
        return
    opened = st.expander("Ta bort", key="oppna_mark_bort", icon=":material/undo:", type="compact", on_change="rerun")
    if not opened.open:
        return
    with opened:
        chosen = valfalt.choose(
            "Vad ska tas bort?", list(found), lambda key: found[key][0], key=f"mark_bort_val|{ram.nyckel.version}", width=560
        )
        vem, pressed = show_action(ram.store, "Ta bort", key="mark_bort", icon=":material/close:")
        if pressed and chosen is None:
            problems.show_problem("Välj vad som ska tas bort.")
        elif pressed and chosen is not None:
            with problems.guard():
                _remove(ram, found[chosen][1], require_signatur(vem))
                finish(ram.store, vem, f"Borttaget. {found[chosen][0]}.")
        st.space(8)


def _remove(ram: Ram, what: int | Nystart, vem: str) -> None:
    if isinstance(what, Nystart):
        remove_nystart(ram.store, ram.namnd.kod, what.nod, what.fran, vem=vem)
    else:
        remove_engangspost(ram.store, ram.namnd.kod, what, vem=vem)


def _show_start_form(uppfoljning: Uppfoljning, ram: Ram) -> None:
    opened = st.expander(
        "En verksamhet börjar om", key="oppna_nystart", icon=":material/restart_alt:", type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        show_quiet(
            "Till exempel efter en omorganisation. Månaderna före finns kvar i utfallet, men prognosen bygger bara på "
            "månaderna från och med den du väljer. Intervallet blir bredare tills det finns mer att gå på."
        )
        about = f"{ram.namnd.kod}|{ram.nyckel.version}"
        with st.grid(2, gap="small", min_column_width=240):
            nod = valfalt.choose(
                "Verksamhet",
                [rad.nod for rad in uppfoljning.rader],
                lambda kod: line_name(uppfoljning, kod),
                key=f"nystart_nod|{about}",
            )
            fran = perioder.choose_from(
                "Börjar om från", ram.ar, key=f"nystart_fran|{about}", always=False, default=ram.ar * 100 + 1
            )
        skal = st.text_input(
            "Varför?", key=f"nystart_skal|{about}", max_chars=300, placeholder="Till exempel: två enheter slogs ihop"
        )
        vem, pressed = show_action(ram.store, "Spara", key="nystart_spara", icon=":material/check:")
        if pressed:
            with problems.guard():
                save_nystart(ram.store, ram.namnd.kod, nod or "", fran, skal=skal or "", vem=require_signatur(vem))
                finish(ram.store, vem, f"{line_name(uppfoljning, nod or '')} börjar om från {Period.from_key(fran).namn}.")
