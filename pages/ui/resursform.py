"""What the resursfördelning builds on: which mått are a unit's hours, what they are worth from when, history and removal."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from finance.belopp import to_ore
from finance.errors import InvalidValue
from finance.format import MISSING
from finance.inlasning.cell.tal import parse_belopp
from finance.lage import Lage
from finance.period import Period
from finance.prognos.volymer import nyckel_of
from finance.rapport.resursmening import show_value
from finance.resursfordelning import check_overlap
from finance.store import (
    ALLA,
    NOT_VOLUMES,
    TILLS_VIDARE,
    Arsarbetargrund,
    Mattnyckel,
    Resurskoppling,
    Resursvarde,
    Timslag,
    Vardeslag,
    remove_resurskoppling,
    remove_resursvarde,
    resurskoppling_history,
    resursvarde_history,
    save_resurskoppling,
    save_resursvarde,
)
from finance.uppfoljning import Uppfoljning
from pages.ui import perioder, problems, state, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

GRUNDER = {
    Arsarbetargrund.TIMMAR: "Timmar per årsarbetare och år",
    Arsarbetargrund.KOSTNAD: "Kostnad per årsarbetare och år",
}
TIMSLAG = {one: one.namn.capitalize() for one in Timslag}
SLAG = {one: one.namn for one in Vardeslag}
EXEMPEL = {Vardeslag.ERSATTNING: "412,50", Vardeslag.TIMMAR: "1 200", Vardeslag.KOSTNAD: "560 000"}
LEDORD = {"beviljade": ("beviljad",), "utforda": ("utförd", "utford"), "arsarbetare": ("årsarbetare", "arsarbetare")}
"""What the name of a mått says that it is; the first that fits is proposed."""


@dataclass(frozen=True, slots=True)
class Vardefalt:
    """What is filled in for a value: kronor or hours as typed, months ÅÅÅÅMM."""

    slag: Vardeslag
    nod: str
    text: str
    fran: int
    till: int
    kalla: str


def show_settings(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """What is coupled and what it is worth, with forms; nothing can be written while an earlier moment is shown."""
    if not lage.resurskopplingar and not lage.matt:
        return
    with open_card():
        count = len(lage.resurskopplingar)
        title = "En enhet är kopplad" if count == 1 else f"{count} enheter är kopplade" if count else "Ingen enhet är kopplad"
        show_card_title(title, "Vilka mått som är enhetens timmar, och vad en timme och en årsarbetare är värda.")
        tables.show_rows(
            [_koppling_row(one, uppfoljning) for one in lage.resurskopplingar],
            alt="Kopplade enheter med mått och vem som gjorde kopplingen",
        )
        if lage.resursvarden:
            st.space(8)
        tables.show_rows(
            [_varde_row(one, uppfoljning) for one in lage.resursvarden],
            alt="Ersättning per timme och årsarbetare, från och till",
            figures=("Värde",),
        )
        if ram.as_of is None:
            _show_forms(lage, uppfoljning, ram)


def _show_forms(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    label = "Koppla en enhet, eller ändra en koppling"
    first = not lage.resurskopplingar and has_hours(lage)
    with st.expander(label, key="oppna_resurs_enhet", type="compact", icon=":material/link:", expanded=first):
        _show_coupling(lage, uppfoljning, ram)
    if not lage.resurskopplingar:
        return
    label = "Ersättning per timme, och timmar eller kostnad per årsarbetare"
    first = not any(one.slag is Vardeslag.ERSATTNING for one in lage.resursvarden)
    with st.expander(label, key="oppna_resurs_varde", type="compact", icon=":material/payments:", expanded=first):
        _show_value(lage, uppfoljning, ram)
    with st.expander("Ta bort, eller se historik", key="oppna_resurs_bort", type="compact", icon=":material/history:"):
        _show_remove(lage, uppfoljning, ram)


def _koppling_row(one: Resurskoppling, uppfoljning: Uppfoljning) -> dict[str, str]:
    return {
        "Enhet": escape(line_name(uppfoljning, one.nod)),
        "Beviljade timmar": escape(one.beviljade.namn),
        "Utförda timmar": escape(one.utforda.namn) if one.utforda else MISSING,
        "Årsarbetare": escape(one.arsarbetare.namn) if one.arsarbetare else MISSING,
        "Ersätts för": one.ersatts_for.namn,
        "Av": escape(one.vem),
    }


def _varde_row(one: Resursvarde, uppfoljning: Uppfoljning) -> dict[str, str]:
    return {
        "Vad": one.slag.namn,
        "Gäller": _who(one.nod, uppfoljning),
        "Värde": show_value(one),
        "Från": Period.from_key(one.galler_fran).namn,
        "Till": _until(one.galler_till),
        "Källa": escape(one.kalla) or MISSING,
        "Av": escape(one.vem),
    }


def _who(nod: str, uppfoljning: Uppfoljning) -> str:
    return "Alla kopplade enheter" if nod == ALLA else escape(line_name(uppfoljning, nod))


def _until(key: int) -> str:
    return "tills vidare" if key == TILLS_VIDARE else Period.from_key(key).namn


def _show_coupling(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    matt = list(dict.fromkeys(nyckel_of(rad) for rad in lage.matt if rad.enhet.strip().casefold() not in NOT_VOLUMES))
    if not matt:
        st.markdown("Det finns inga mått att koppla. Läs in en fil med mått, eller skriv in timmarna på sidan Mått.")
        return
    lines = [rad.nod for rad in uppfoljning.rader[:-1]]
    nod = valfalt.choose("Enhet", lines, lambda kod: line_name(uppfoljning, kod), key="resurs_nod", width=420)
    if nod is None:
        show_quiet("Välj den enhet vars timmar du vill koppla.")
        return
    koppling = _show_coupling_fields(
        nod, matt, next((one for one in lage.resurskopplingar if one.nod == nod), None), uppfoljning
    )
    vem, pressed = show_action(ram.store, "Spara kopplingen", key="resurs_spara", icon=":material/link:", primary=True)
    if pressed:
        with problems.guard():
            if koppling is None:
                raise InvalidValue("Välj måttet för de beviljade timmarna.")
            check_overlap(lage.struktur, lage.kub.noder, nod, [one.nod for one in lage.resurskopplingar])
            if save_resurskoppling(ram.store, ram.namnd.kod, koppling, vem=require_signatur(vem)):
                finish(ram.store, vem, f"Timmarna för {line_name(uppfoljning, nod)} är kopplade.")
            st.markdown("Kopplingen är redan sparad så.")


def _show_coupling_fields(
    nod: str, matt: Sequence[Mattnyckel], before: Resurskoppling | None, uppfoljning: Uppfoljning
) -> Resurskoppling | None:
    def choose(label: str, field: str, now: Mattnyckel | None) -> Mattnyckel | None:
        wanted = now or (guess(matt, field, nod, line_name(uppfoljning, nod)) if before is None else None)
        options = [None, *matt]
        return st.selectbox(
            label,
            options,
            index=options.index(wanted) if wanted in options else 0,
            format_func=lambda one: "Inget mått" if one is None else _matt_name(one, uppfoljning),
            key=f"resurs_{field}|{nod}",
        )

    with st.grid(3, gap="small", min_column_width=240):
        beviljade = choose("Beviljade timmar", "beviljade", before.beviljade if before else None)
        utforda = choose("Utförda timmar", "utforda", before.utforda if before else None)
        folk = choose("Årsarbetare som finns", "arsarbetare", before.arsarbetare if before else None)
    with st.grid(2, gap="small", min_column_width=300):
        paid = st.radio(
            "Ersättningen gäller",
            list(TIMSLAG),
            index=list(TIMSLAG).index(before.ersatts_for) if before else 0,
            format_func=TIMSLAG.__getitem__,
            key=f"resurs_ersatts|{nod}",
            horizontal=True,
        )
        grund = st.radio(
            "Årsarbetare räknas ur",
            list(GRUNDER),
            index=list(GRUNDER).index(before.arsarbetare_ur) if before else 0,
            format_func=GRUNDER.__getitem__,
            key=f"resurs_grund|{nod}",
            horizontal=True,
        )
    return None if beviljade is None else Resurskoppling(nod, beviljade, utforda, folk, paid, grund)


def guess(matt: Sequence[Mattnyckel], field: str, nod: str, namn: str) -> Mattnyckel | None:
    """The mått that the field asks for, by its words: the unit's own, else one that names the unit, else the only one."""
    fits = [one for one in matt if one.nod in (nod, "") and any(word in one.matt.casefold() for word in LEDORD[field])]
    own = [one for one in fits if one.nod == nod]
    word = namn.casefold().split()[-1] if namn else ""
    named = [one for one in fits if word and word in f"{one.matt} {one.kategori} {one.grupp}".casefold()]
    return next((found[0] for found in (own, named, fits) if len(found) == 1), None)


def has_hours(lage: Lage) -> bool:
    """Whether some mått says that it counts hours."""
    return any("timm" in f"{rad.matt} {rad.enhet}".casefold() for rad in lage.matt)


def _matt_name(nyckel: Mattnyckel, uppfoljning: Uppfoljning) -> str:
    where = line_name(uppfoljning, nyckel.nod) if nyckel.nod else ""
    return ", ".join(dict.fromkeys(part for part in (nyckel.namn, nyckel.grupp, where) if part))


def _show_value(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    key = f"resursvarde_{state.read_open('resursvarde_omgang') or 0}"
    units = [ALLA, *(one.nod for one in lage.resurskopplingar)]
    with st.grid(3, gap="small", min_column_width=220):
        slag = st.selectbox("Vad", list(SLAG), format_func=SLAG.__getitem__, key=f"{key}_slag")
        nod = st.selectbox("Gäller", units, format_func=lambda kod: _who(kod, uppfoljning), key=f"{key}_nod")
        text = st.text_input(f"Värde, {slag.enhet}", key=f"{key}_text", placeholder=EXEMPEL[slag], max_chars=20)
        fran = perioder.choose_from("Från", ram.ar, key=f"{key}_fran", always=False, default=ram.ar * 100 + 1)
        till = perioder.choose_from("Till", ram.ar, key=f"{key}_till", open_end="Tills vidare")
        kalla = st.text_input("Källa eller beslut", key=f"{key}_kalla", max_chars=120, placeholder="Till exempel SN § 45")
    show_quiet("Ett värde från en senare månad tar över därifrån. En enhets eget värde går före det som gäller alla.")
    vem, pressed = show_action(ram.store, "Spara värdet", key=f"{key}_spara", icon=":material/check:", primary=True)
    if pressed:
        with problems.guard():
            varde = make_varde(Vardefalt(slag, nod, text or "", fran, till, kalla or ""))
            if save_resursvarde(ram.store, ram.namnd.kod, varde, vem=require_signatur(vem)):
                state.save_open("resursvarde_omgang", (state.read_open("resursvarde_omgang") or 0) + 1)
                finish(ram.store, vem, f"{slag.namn} är sparad: {show_value(varde)} från {Period.from_key(fran).namn}.")
            st.markdown("Värdet är redan sparat så.")


def make_varde(falt: Vardefalt) -> Resursvarde:
    """What the fields say. Raises InvalidValue for a figure that cannot be read."""
    value = parse_belopp(falt.text)
    if value is None:
        raise InvalidValue(f"Skriv ett värde i {falt.slag.enhet}, till exempel {EXEMPEL[falt.slag]}.")
    varde = value if falt.slag is Vardeslag.TIMMAR else type(value)(to_ore(value))
    return Resursvarde(falt.nod, falt.slag, varde, falt.fran, falt.till, falt.kalla)


def _show_remove(lage: Lage, uppfoljning: Uppfoljning, ram: Ram) -> None:
    found: list[Resurskoppling | Resursvarde] = [*lage.resurskopplingar, *lage.resursvarden]
    place = valfalt.choose(
        "Vad", list(range(len(found))), lambda at: _label(found[at], uppfoljning), key="resurs_bort_vad", width=560
    )
    if place is None:
        return
    one = found[place]
    tables.show_rows(_history(one, ram), alt="Alla versioner, den nyaste först")
    vem, pressed = show_action(ram.store, "Ta bort", key="resurs_bort", icon=":material/delete:")
    if pressed:
        with problems.guard():
            if isinstance(one, Resurskoppling):
                remove_resurskoppling(ram.store, ram.namnd.kod, one.nod, vem=require_signatur(vem))
            else:
                remove_resursvarde(ram.store, ram.namnd.kod, one, vem=require_signatur(vem))
            finish(ram.store, vem, f"{_label(one, uppfoljning)} är borttaget. Historiken finns kvar.")


def _label(one: Resurskoppling | Resursvarde, uppfoljning: Uppfoljning) -> str:
    if isinstance(one, Resurskoppling):
        return f"Kopplingen av {line_name(uppfoljning, one.nod)}"
    return f"{one.slag.namn}, {_who(one.nod, uppfoljning).lower()}, från {Period.from_key(one.galler_fran).namn}"


def _history(one: Resurskoppling | Resursvarde, ram: Ram) -> list[dict[str, str]]:
    if isinstance(one, Resurskoppling):
        couplings = resurskoppling_history(ram.store, ram.namnd.kod, one.nod)
        return [_history_row(old, _said(old), gone=gone) for old, gone in couplings]
    values = resursvarde_history(ram.store, ram.namnd.kod, one.nod, one.slag)
    told = [(old, gone) for old, gone in values]
    return [
        _history_row(old, f"{show_value(old)} från {Period.from_key(old.galler_fran).namn}", gone=gone) for old, gone in told
    ]


def _said(one: Resurskoppling) -> str:
    names = [matt.namn for matt in (one.beviljade, one.utforda, one.arsarbetare) if matt]
    return f"{', '.join(names)}; ersätts för {one.ersatts_for.namn}"


def _history_row(one: Resurskoppling | Resursvarde, text: str, *, gone: bool) -> dict[str, str]:
    return {
        "När": tider.show_time(one.registrerad) if one.registrerad else MISSING,
        "Av": escape(one.vem),
        "Vad": f"{'borttaget: ' if gone else ''}{escape(text)}",
    }
