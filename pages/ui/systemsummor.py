"""The economy system's own totals, typed, pasted or uploaded. Amounts are text for the Swedish parser, never a number field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from finance.avstamning.modell import Per, Systemrad
from finance.avstamning.svar import read_systemrader
from finance.belopp import Enhet, to_ore
from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import parse_manad
from finance.inlasning.cell.tal import parse_belopp
from finance.kolumner import Slag
from finance.kontoplan import parse_kontogrupp
from finance.period import EN_DASH, Period
from pages.ui import problems
from pages.ui.frame import Ram
from pages.ui.mottag import TYPES
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

PER: Mapping[Per, str] = {
    Per.SUMMA: "Hela summan",
    Per.ANSVAR: "Per ansvar",
    Per.VERKSAMHET: "Per verksamhet",
    Per.KLASS: "Per kontoklass",
    Per.KONTOGRUPP: "Per kontogrupp",
    Per.KONTO: "Per konto",
    Per.PERIOD: "Per månad",
}
EXEMPEL: Mapping[Per, str] = {
    Per.ANSVAR: "1100\t1 234 567,89",
    Per.VERKSAMHET: "0510\t1 234 567,89",
    Per.KLASS: "5\t1 234 567,89",
    Per.KONTOGRUPP: "Personal\t1 234 567,89",
    Per.KONTO: "5011\t1 234 567,89",
    Per.PERIOD: "januari\t1 234 567,89",
}
SKRIV, FIL = "Skriv eller klistra in", "Ladda upp en fil"
SLAG = {Slag.UTFALL: "Utfall", Slag.BUDGET: "Budget"}
_LINE = re.compile(r"(?P<kod>.*?)[\t;:]+\s*(?P<belopp>[^\t;]*?)\s*[\t;]*")
_WORDS = re.compile(r"(?P<kod>\S+|.*?[^\W\d].*?)\s+(?P<belopp>[-\u2212\u2013(]?\s?[0-9].*)")
_CODE = re.compile(r"(?P<kod>\S+)\s+(?P<belopp>.+)")


@dataclass(frozen=True, slots=True)
class Systemsummor:
    """What Helår is to be compared with. `fil`: "" when it was typed. `delvis`: codes that are not there are not looked at."""

    slag: Slag
    per: Per
    enhet: Enhet
    bara_manaden: bool
    delvis: bool
    rader: tuple[Systemrad, ...]
    fil: str = ""


def show_fields(ram: Ram, period: Period) -> Systemsummor | None:
    """Choose what the totals are of, then type or upload them. None until there is something to compare with."""
    with open_card():
        return show_plain_fields(f"{ram.namnd.kod}|{period}", period)


def show_plain_fields(about: str, period: Period) -> Systemsummor | None:
    """The fields without a card. `about`: what they are of, for their keys."""
    chosen: Systemsummor | None = None
    with st.container(gap=None):
        show_card_title("Ekonomisystemets summor", "Skriv dem som de står där, med eller utan minustecken på kostnader.")
        how = st.radio("Hur", [SKRIV, FIL], horizontal=True, key=f"avst_hur|{about}", label_visibility="collapsed")
        st.space(8)
        with st.grid(4, gap="small", min_column_width=160):
            slag = st.selectbox("Vad", list(SLAG), format_func=lambda one: SLAG[one], key=f"avst_slag|{about}")
            bara = _choose_span(about, period)
            per = _choose_per(about, from_file=how == FIL)
            enhet = Enhet.KR if how == FIL else _choose_enhet(about)
        st.space(8)
        with problems.guard():
            show = _show_upload if how == FIL else _show_typed
            chosen = show(about, per, (Slag(slag), enhet, bara), period.ar)
    return chosen


def _choose_span(about: str, period: Period) -> bool:
    """Whether the totals are of the month alone."""
    if period.manad == 1:
        return False
    spans = {False: f"Januari{EN_DASH}{period.namn}", True: f"Bara {period.namn}"}
    return bool(st.selectbox("Tid", [False, True], format_func=lambda bara: spans[bara], key=f"avst_tid|{about}"))


def _choose_per(about: str, *, from_file: bool) -> Per | None:
    """What the totals are of; None lets the file say."""
    options = ["", *(one.value for one in PER)] if from_file else [one.value for one in PER]
    chosen = st.selectbox(
        "Summorna är",
        options,
        format_func=lambda one: PER[Per(one)] if one else "Som filen säger",
        key=f"avst_per|{about}|{from_file}",
    )
    return Per(chosen) if chosen else None


def _choose_enhet(about: str) -> Enhet:
    enheter = {one.value: one.label for one in Enhet}
    return Enhet(st.selectbox("Belopp i", list(enheter), format_func=lambda one: enheter[one], key=f"avst_enhet|{about}"))


def _show_typed(about: str, per: Per | None, common: tuple[Slag, Enhet, bool], ar: int) -> Systemsummor | None:
    slag, enhet, bara = common
    if per is None or per is Per.SUMMA:
        text = st.text_input(f"Summa i ekonomisystemet, {enhet.label}", key=f"avst_summa|{about}", placeholder="246 583 214,55")
        if not text.strip():
            return None
        return Systemsummor(slag, Per.SUMMA, enhet, bara, delvis=False, rader=(Systemrad("", read_ore(text, enhet)),))
    text = st.text_area(
        "En rad per kod: koden, sedan beloppet",
        key=f"avst_rader|{about}|{per}",
        height=190,
        placeholder=EXEMPEL[per],
        help="Två kolumner kan klistras in direkt från Excel.",
    )
    delvis = st.checkbox("Jämför bara de koder jag skrivit", key=f"avst_delvis|{about}")
    rader = parse_lines(text or "", per=per, enhet=enhet, ar=ar)
    return Systemsummor(slag, per, enhet, bara, delvis, rader) if rader else None


def _show_upload(about: str, per: Per | None, common: tuple[Slag, Enhet, bool], ar: int) -> Systemsummor | None:
    slag, _, bara = common
    file = st.file_uploader(
        "En tabell med kod och belopp",
        type=TYPES,
        key=f"avst_fil|{about}",
        help="Excel, OpenDocument eller csv. Filen sparas inte.",
    )
    delvis = st.checkbox("Jämför bara de koder som finns i filen", key=f"avst_delvis_fil|{about}")
    if file is None:
        return None
    found, rader, tabell = read_systemrader(file.getvalue(), file.name, per=per, slag=slag, enhet=None, ar=ar)
    show_quiet(f"{escape(file.name)}: {len(rader)} summor i {tabell.enhet.label}, {PER[found].lower()}.")
    return Systemsummor(slag, found, tabell.enhet, bara, delvis, rader, fil=file.name)


def read_ore(text: str, enhet: Enhet, *, place: str = "") -> int:
    """A typed amount as öre, with its own sign. Raises InvalidValue, naming the place."""
    found = parse_belopp(text)
    if found is None:
        raise InvalidValue(f"{place}{text.strip()!r} är inget belopp. Skriv till exempel 1 234,50 eller -1 234,50.")
    return to_ore(found, enhet)


def parse_lines(text: str, *, per: Per, enhet: Enhet, ar: int) -> tuple[Systemrad, ...]:
    """One total per line, code first: split at a tab, semicolon or colon, else at the first space. Raises InvalidValue."""
    rader = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        kod, belopp = _split(line, per, f"Rad {number}: ")
        rader.append(Systemrad(_kod(kod, per, ar, f"Rad {number}: "), read_ore(belopp, enhet, place=f"Rad {number}: ")))
    return tuple(rader)


def _split(line: str, per: Per, place: str) -> tuple[str, str]:
    patterns: Sequence[re.Pattern[str]] = (_LINE, _WORDS if per in (Per.KONTOGRUPP, Per.PERIOD) else _CODE)
    for pattern in patterns:
        if found := pattern.fullmatch(line.strip()):
            return found["kod"].strip(), found["belopp"]
    raise InvalidValue(
        f"{place}{line.strip()!r} ska vara en kod och ett belopp, till exempel {EXEMPEL[per].replace(chr(9), '  ')}."
    )


def _kod(text: str, per: Per, ar: int, place: str) -> str:
    if per is Per.KONTOGRUPP:
        return parse_kontogrupp(text).value
    if per is not Per.PERIOD:
        return text
    found = parse_manad(text)
    if found is None:
        raise InvalidValue(f"{place}{text!r} är ingen månad. Skriv till exempel januari eller {ar}-01.")
    return str(Period(found.ar or ar, found.manad))
