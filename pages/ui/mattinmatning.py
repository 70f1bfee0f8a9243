"""Typing and pasting mått: which mått and part of it, which time, and the values; total, kvinnor and män side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from finance.errors import InvalidValue
from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardetyp
from finance.lage import Lage
from finance.matt import KVINNOR, MAN, Matt, Mattgrupp, list_matt, month_days
from finance.mattinskrivning import (
    KONSORDNING,
    TOTALT,
    Mattval,
    Tidsdelning,
    make_rader,
    read_block,
    typed_parts,
    typed_value,
)
from finance.store import save_mattvarden
from pages.ui import problems
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action

Block = Callable[[], Mapping[str, Mapping[int, str]]]
"""What is filled in by kön and part of the year, read when it is saved."""
NYTT, ANNAN = "Ett nytt mått", "annan"
TYPER = {
    Vardetyp.UTFALL: "Utfall",
    Vardetyp.PROGNOS: "Prognos",
    Vardetyp.MAL: "Mål",
    Vardetyp.BUDGET: "Budget",
    Vardetyp.KOMMUNEN: "Kommunen",
}
SATT = {
    Ackumulering.SUMMA: "Summeras",
    Ackumulering.MEDEL: "Medelvärde",
    Ackumulering.SENASTE: "Senaste värdet gäller",
    Ackumulering.UNIK: "Unika: kan inte räknas ihop",
}
_VANLIG = {
    Frekvens.KVARTAL: Tidsdelning.KVARTAL,
    Frekvens.DATUM: Tidsdelning.DATUM,
    Frekvens.FONSTER: Tidsdelning.FONSTER,
}
KON = {TOTALT: "Totalt", KVINNOR: "Kvinnor", MAN: "Män"}


@dataclass(frozen=True, slots=True)
class _Val:
    """What is chosen above the values. `matten`: the mått that is there, by kön."""

    val: Mattval
    typ: Vardetyp
    delning: Tidsdelning
    ar: int
    dagar: tuple[date, date] | None
    matten: Mapping[str, Matt | None]
    nyckel: str


def show_form(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    """The whole form: choose, fill in, save."""
    val = _choose(lage, grupp, ram)
    block = _show_parts(val) if val.delning.langd else _show_single(val, lage)
    brott = st.checkbox(
        "Serien är bruten här: går inte att jämföra med tidigare värden", key=f"mattform_brott|{val.nyckel}"
    )  # fmt: skip
    vem, pressed = show_action(ram.store, "Spara värdena", key="mattform_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            rader = make_rader(
                val.val, block(), typ=val.typ, delning=val.delning, period=lage.period, ar=val.ar, brott=brott, dagar=val.dagar
            )
            saved = save_mattvarden(ram.store, ram.namnd.kod, rader, vem=require_signatur(vem))
            if saved:
                finish(ram.store, vem, f"{val.val.namn}: {'ett värde' if saved == 1 else f'{saved} värden'} sparade.")
            st.markdown("Värdena är redan sparade så.")


def _choose(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> _Val:
    whole = _choose_matt(grupp)
    known = [one for one in list_matt(lage.matt) if (one.nod, one.grupp, one.namn) == (whole.nod, whole.grupp, whole.namn)]
    with st.grid(4, gap="small", min_column_width=140):
        val = _choose_part(whole, known)
        typ = st.selectbox("Typ av värde", list(TYPER), format_func=TYPER.__getitem__, key="mattform_typ")
        namn = _times(lage)
        latest = _latest(known)
        delning = st.selectbox(
            "Tid",
            list(namn),
            index=list(namn).index(_VANLIG.get(latest.frekvens, Tidsdelning.MANADER) if latest else Tidsdelning.MANADER),
            format_func=namn.__getitem__,
            key=f"mattform_tid|{whole.nod}|{whole.grupp}|{whole.namn}",
        )
        ar, dagar = _choose_year(lage, delning)
    if delning is Tidsdelning.FONSTER:
        dagar = _choose_window(lage, latest)
    by_kategori = {one.kategori: one for one in known}
    matten = {kon: by_kategori.get(val.part(kon).kategori) for kon in KONSORDNING}
    when = "–".join(day.isoformat() for day in dagar) if dagar else str(ar)
    about = "|".join((ram.namnd.kod, val.nod, val.grupp, val.namn, val.kategori, typ, delning, when, str(ram.nyckel.version)))
    return _Val(val, typ, delning, ar, dagar, matten, about)


def _choose_matt(grupp: Mattgrupp | None) -> Mattval:
    wholes: dict[tuple[str, str], Mattval] = {}
    for matt in grupp.matt if grupp else ():
        val = Mattval.of(matt)
        whole = val if not matt.kategori else replace(val, kategori="", rubrik=matt.namn)
        wholes.setdefault((matt.nod, matt.namn), whole)
    found = list(wholes.values())
    place: int = st.selectbox(
        "Mått",
        [*range(len(found)), -1],
        format_func=lambda at: NYTT if at < 0 else found[at].namn,
        key=f"mattform_matt|{f'{grupp.namn}|{grupp.del_}' if grupp else ''}",
    )
    if place >= 0:
        return found[place]
    with st.grid(2, gap="small", min_column_width=300):
        namn = st.text_input(
            "Vad måttet heter", key="mattform_namn", placeholder="Till exempel Anmälningar barn och unga", max_chars=120
        )
        heading = st.text_input(
            "Grupp (rubrik det står under)", value=grupp.namn if grupp else "", key="mattform_grupp", max_chars=120
        )
        enhet = st.text_input("Enhet", key="mattform_enhet", placeholder="antal, dygn, %, tkr", max_chars=20)
        satt = st.selectbox("Flera månader blir", list(SATT), format_func=SATT.__getitem__, key="mattform_satt")
    return Mattval(namn or "", heading or "", enhet=enhet or "", ackumulering=satt)


def _choose_part(whole: Mattval, known: Sequence[Matt]) -> Mattval:
    """The whole, one of its parts, or a part that is not there yet (ålder, orsak, typ, flykting)."""
    kategorier = dict.fromkeys((TOTALT, *(one.kategori for one in known if one.kategori), KVINNOR, MAN, ANNAN))
    namn = {**{one: one[:1].upper() + one[1:] for one in kategorier}, TOTALT: "Totalt", ANNAN: "En annan del …"}
    chosen = st.selectbox(
        "Gäller", list(kategorier), format_func=namn.__getitem__, key=f"mattform_kon|{whole.nod}|{whole.grupp}|{whole.namn}"
    )
    if chosen == ANNAN:
        written = st.text_input(
            "Vad delen heter", key="mattform_del", placeholder="18–24 år, skola, ej flykting", max_chars=80
        )  # fmt: skip
        return whole.part((written or "").replace("–", "-"))
    there = next((one for one in known if one.kategori == chosen), None)
    return whole if not chosen else whole.part(chosen) if there is None else Mattval.of(there)


def _latest(known: Sequence[Matt]) -> Mattrad | None:
    """The latest utfall: the next one is most often of a time of the same kind."""
    rader = [rad for one in known for rad in one.rader if rad.typ is Vardetyp.UTFALL]
    return max(rader, key=lambda rad: rad.till, default=None)


def _times(lage: Lage) -> dict[Tidsdelning, str]:
    return {
        Tidsdelning.MANADER: "Månad för månad",
        Tidsdelning.KVARTAL: "Kvartal för kvartal",
        Tidsdelning.TERTIAL: "Tertial för tertial",
        Tidsdelning.HITTILLS: f"{lage.period.span} som ett värde",
        Tidsdelning.HELAR: "Hela året som ett värde",
        Tidsdelning.DATUM: "En dag",
        Tidsdelning.FONSTER: "Egna datum, från och till",
    }


def _choose_year(lage: Lage, delning: Tidsdelning) -> tuple[int, tuple[date, date] | None]:
    """The year, or the day; nothing where both a first and a last day are chosen."""
    ar = lage.period.ar
    if delning is Tidsdelning.FONSTER:
        return ar, None
    if delning is Tidsdelning.DATUM:
        last = _last_day(lage)
        day = _choose_day("Dag", last, key=f"mattform_dag|{last}")
        return ar, (day, day)
    years = list(range(ar + 1, ar - 11, -1))
    return st.selectbox("År", years, index=1, key="mattform_ar"), None


def _choose_window(lage: Lage, latest: Mattrad | None) -> tuple[date, date]:
    """The first and last day; those of the latest value stand there, where they end this year."""
    first, last = date(lage.period.ar, 1, 1), _last_day(lage)
    if latest is not None and latest.frekvens is Frekvens.FONSTER and latest.till.startswith(str(lage.period.ar)):
        first, last = date.fromisoformat(latest.fran), date.fromisoformat(latest.till)
    with st.grid(2, gap="small", min_column_width=190):
        return (
            _choose_day("Från och med", first, key=f"mattform_fran|{first}|{last}"),
            _choose_day("Till och med", last, key=f"mattform_till|{first}|{last}"),
        )


def _last_day(lage: Lage) -> date:
    return date.fromisoformat(month_days(lage.period.ar, min(lage.period.manad, 12))[1])


def _choose_day(label: str, value: date, *, key: str) -> date:
    first, last = date(value.year - 11, 1, 1), date(value.year + 2, 12, 31)
    return st.date_input(label, value=value, min_value=first, max_value=last, format="YYYY-MM-DD", key=key)


def _show_parts(val: _Val) -> Block:
    """A field per month, quarter or tertial, and one to paste in; what is pasted goes before what stands in the fields."""
    namn = val.delning.delar
    now = typed_parts(val.matten[TOTALT], val.ar, val.typ, val.delning)
    typed = {}
    with st.grid(min(len(namn), 6), gap="small", min_column_width=90):
        for nr, text in enumerate(namn, 1):
            typed[nr] = st.text_input(text, value=now[nr - 1], key=f"mattform_{nr}|{val.nyckel}", max_chars=24)
    pasted = st.text_area(
        f"Eller klistra in en kolumn ur Excel (en cell per rad, {namn[0].lower() if namn[0] != 'Jan' else 'januari'} först)",
        key=f"mattform_klistra|{val.nyckel}",
        height=110,
        placeholder="23,4\n25,1\n24",
        help="Tre kolumner läses som totalt, kvinnor och män. Står månaden i en kolumn till vänster hamnar värdet där.",
    )
    texts = {nr: text or "" for nr, text in typed.items()}
    return lambda: _changed(texts, now, read_block(pasted or "", val.delning, ar=val.ar))


def _changed(
    typed: Mapping[int, str], now: Sequence[str], pasted: Mapping[str, Mapping[int, str]]
) -> Mapping[str, Mapping[int, str]]:
    changed = {nr: text for nr, text in typed.items() if text.strip() != now[nr - 1]}
    found = {**pasted, TOTALT: changed | dict(pasted.get(TOTALT, {}))}
    if not any(found.values()):
        raise InvalidValue("Inget värde är ändrat. Skriv i ett fält, eller klistra in en kolumn.")
    return found


def _show_single(val: _Val, lage: Lage) -> Block:
    """A field each for total, kvinnor and män; only one for what is kvinnor or män already."""
    is_kon = val.val.kategori.rpartition(", ")[2] in (KVINNOR, MAN)
    fields = (TOTALT,) if is_kon else KONSORDNING
    first = KON.get(val.val.kategori, "Värde") if is_kon else KON[TOTALT]
    now = {
        kon: typed_value(val.matten[kon], val.typ, val.delning, period=lage.period, ar=val.ar, dagar=val.dagar)
        for kon in fields
    }
    typed = {}
    with st.grid(3, gap="small", min_column_width=190):
        for kon in fields:
            typed[kon] = st.text_input(
                first if kon == TOTALT else KON[kon],
                value=now[kon],
                key=f"mattform_ett|{kon}|{val.nyckel}",
                placeholder="414 eller 23,4",
                max_chars=24,
            )
    return lambda: _changed_single({kon: text or "" for kon, text in typed.items()}, now)


def _changed_single(typed: Mapping[str, str], now: Mapping[str, str]) -> dict[str, dict[int, str]]:
    changed = {kon: {0: text} for kon, text in typed.items() if text.strip() and text.strip() != now[kon]}
    if not changed:
        raise InvalidValue("Inget värde är ändrat. Skriv i ett fält. Ett värde tas bort under Inskrivna värden.")
    return changed
