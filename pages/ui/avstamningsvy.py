"""Does it agree with the economy system: the answer, the lines, what is likely behind a difference, and what was saved."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.avstamning.modell import Avstamning, Forklaring, Per, Post, Rad
from finance.avstamning.svar import keep
from finance.format import MISSING, NB, format_kronor, format_tal
from finance.period import EN_DASH, Period
from finance.store import Avstamningspost, list_avstamningar
from pages.ui import problems, tables, tider
from pages.ui.cached import Avstamningsnyckel
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.systemsummor import PER, SLAG, Systemsummor
from pages.ui.theme import escape, open_card, show_answer, show_card_title, show_quiet

STAMMER = ":green-badge[:material/check: Stämmer]"
SKILJER = ":red-badge[:material/close: Skiljer]"
RAKNAS_INTE = ":gray-badge[Jämförs inte]"
HEAD = ("Ekonomisystemet, kr", "Helår, kr", "Skillnad, kr", "Resultat")
MOST_EXPLAINED = 8


def ask(ram: Ram, summor: Systemsummor) -> Avstamningsnyckel:
    """What is asked, for the cache."""
    s = summor
    return Avstamningsnyckel(ram.nyckel, s.slag, s.per, s.enhet, s.bara_manaden, s.delvis, s.rader)


def place_head() -> DeltaGenerator:
    """Where the answer stands: above the fields that it depends on."""
    return st.container(gap=None)


def show_head(ram: Ram, period: Period, found: Avstamning | None) -> None:
    """The answer in a sentence: of what was just typed, or of what was saved last."""
    if found is not None:
        show_answer(_sentence(found), "" if not found.vant_tecken else "Ekonomisystemet skriver kostnader med minus.")
        return
    saved = list_avstamningar(ram.store, ram.namnd.kod, as_of=ram.as_of)
    this = next((post for post in saved if _last_month(post.avstamning.till) == period), None)
    show_answer(f"{period.namn.capitalize()} är inte avstämd ännu" if this is None else _saved_sentence(this))


def _sentence(found: Avstamning) -> str:
    when = _span(found.fran, found.till)
    if found.stammer:
        return f"{SLAG[found.slag]} för {when} stämmer med ekonomisystemet"
    differing = sum(not rad.stammer for rad in found.rader if rad.jamfors)
    total = _signed(found.helhet.skillnad_ore)
    if found.per is Per.SUMMA:
        return f"{SLAG[found.slag]} för {when} skiljer {total}{NB}kr från ekonomisystemet"
    return f"{differing} av {len(found.rader)} rader skiljer, tillsammans {total}{NB}kr"


def _saved_sentence(post: Avstamningspost) -> str:
    one = post.avstamning
    when = _span(one.fran, one.till)
    if one.stammer:
        return f"{SLAG[one.slag]} för {when} stämde med ekonomisystemet den {tider.show_day(post.registrerad)}"
    return f"{SLAG[one.slag]} för {when} skilde {_signed(one.skillnad_ore)}{NB}kr den {tider.show_day(post.registrerad)}"


def _last_month(till: int) -> Period:
    """The calendar month that a span ends with; bokslut belongs to December."""
    return Period(till // 100, min(till % 100, 12))


def _span(fran: int, till: int) -> str:
    first, last = Period.from_key(fran), _last_month(till)
    return last.namn if first == last else f"{first.namn.split()[0]}{EN_DASH}{last.namn}"


def _kr(ore: int | None) -> str:
    return MISSING if ore is None else format_kronor(ore).removesuffix(f"{NB}kr")


def _signed(ore: int) -> str:
    return f"{'+' if ore > 0 else ''}{_kr(ore)}"


def show_result(ram: Ram, summor: Systemsummor, found: Avstamning, *, locked: bool) -> None:
    """The tick or the lines, what is likely behind them, and the button that saves."""
    with open_card():
        show_card_title("Ekonomisystemet mot Helår", "Skillnad är Helår minus ekonomisystemet. Kostnader är positiva.")
        _show_compared(found)
        if not locked:
            st.space(8)
            vem, pressed = show_action(
                ram.store, "Spara avstämningen", key="spara_avstamning", icon=":material/check:", primary=True
            )
            if pressed:
                with problems.guard():
                    keep(ram.store, found, fil=summor.fil, vem=require_signatur(vem))
                    finish(ram.store, vem, "Avstämningen är sparad och visas i listan.")
    _show_explained(found)


def _show_compared(found: Avstamning) -> None:
    st.space(8)
    st.markdown(f"{STAMMER if found.stammer else SKILJER} {_verdict(found)}")
    st.space(8)
    _show_lines(found)


def show_ahead(found: Avstamning, *, key: str) -> None:
    """The same for a file that waits (`key`: which): nothing to save."""
    show_card_title(_sentence(found), "Som det blir när filen är inläst. Skillnad är Helår minus ekonomisystemet.")
    _show_compared(found)
    _show_explained(found, key=key)


def _verdict(found: Avstamning) -> str:
    if found.stammer:
        exact = all(rad.skillnad_ore == 0 for rad in found.rader if rad.jamfors)
        return "Varje summa är lika på öret." if exact else f"Varje summa är lika, avrundad till {found.enhet.label}."
    difference = found.helhet.skillnad_ore
    if difference == 0:
        return "Totalen är lika, men raderna skiljer."
    return f"Helår har {'mer' if difference > 0 else 'mindre'} kostnad än ekonomisystemet."


def _show_lines(found: Avstamning) -> None:
    rader = [*found.rader, *([found.helhet] if len(found.rader) > 1 else [])]
    if len(rader) > 40:
        tables.show_grid([_grid_row(rad) for rad in rader], alt="Ekonomisystemet mot Helår per rad")
        return
    tables.show_cells(
        PER[found.per],
        ["Summa"] if found.per is Per.SUMMA else [_plain_name(rad) for rad in rader],
        HEAD,
        [[_kr(rad.system_ore), _kr(rad.lagrat_ore), _difference(rad), _badge(rad)] for rad in rader],
        sums=[len(rader) - 1] if len(found.rader) > 1 else [],
        texts=[False, False, False, True],
        alt="Ekonomisystemet mot Helår per rad",
    )


def _grid_row(rad: Rad) -> Mapping[str, str]:
    words = "jämförs inte" if not rad.jamfors else "stämmer" if rad.stammer else "skiljer"
    cells = (_kr(rad.system_ore), _kr(rad.lagrat_ore), _signed(rad.skillnad_ore) if rad.jamfors else MISSING, words)
    return {"Rad": f"{rad.kod} {rad.namn}".strip(), **dict(zip(HEAD, cells, strict=True))}


def _plain_name(rad: Rad) -> str:
    return f"{rad.kod} {rad.namn}".strip() or "Utan kod"


def _name(rad: Rad) -> str:
    return escape(_plain_name(rad))


def _difference(rad: Rad) -> str:
    if not rad.jamfors:
        return MISSING
    text = _signed(rad.skillnad_ore)
    return text if rad.stammer else f":red[**{text}**]"


def _badge(rad: Rad) -> str:
    return RAKNAS_INTE if not rad.jamfors else STAMMER if rad.stammer else SKILJER


def _show_explained(found: Avstamning, *, key: str = "") -> None:
    """What is likely behind each difference, the largest first; and behind the whole."""
    differing = [rad for rad in found.rader if rad.jamfors and not rad.stammer]
    if not differing:
        return
    shown = sorted(differing, key=lambda rad: -abs(rad.skillnad_ore))
    if len(differing) > 1 and found.helhet.forklaringar:
        shown.insert(0, found.helhet)
    with open_card():
        show_card_title("Vad skillnaden troligen beror på", "Förslagen bygger på beloppen. Kontrollera mot ekonomisystemet.")
        with st.container(gap="small"):
            for place, rad in enumerate(shown[:MOST_EXPLAINED]):
                _show_rad(rad, key=f"forkl_{key}{place}")
        if len(shown) > MOST_EXPLAINED:
            show_quiet(f"{len(shown) - MOST_EXPLAINED} mindre skillnader visas inte här.")


def _show_rad(rad: Rad, *, key: str) -> None:
    name = _name(rad) if rad.kod or rad.namn else "Hela summan"
    st.markdown(f"**{name}: {_signed(rad.skillnad_ore)}{NB}kr**")
    if not rad.forklaringar:
        show_quiet("Inget i Helår förklarar skillnaden. Jämför per verksamhet eller konto för att ringa in den.")
    for number, one in enumerate(rad.forklaringar):
        _show_one(one, key=f"{key}_{number}")


def _show_one(one: Forklaring, *, key: str) -> None:
    badge = ":orange-badge[:material/search: Trolig orsak]" if one.exakt else ":gray-badge[Möjlig orsak]"
    st.markdown(f"{badge} {escape(one.text)}")
    if one.rader:
        with st.expander(
            f"Visa {format_tal(len(one.rader))} av {format_tal(max(one.antal, len(one.rader)))} rader", key=key, type="compact"
        ):
            tables.show_grid(_post_rows(one.rader), alt="Rader bakom skillnaden")


def _post_rows(poster: Sequence[Post]) -> Sequence[Mapping[str, str]]:
    """Columns that no row fills are left out."""
    rows = [
        {
            "Period": str(Period.from_key(post.period)) if post.period else "",
            "Ansvar": post.ansvar,
            "Verksamhet": post.verksamhet,
            "Konto": post.konto,
            "Motpart": post.motpart,
            "Verifikat": post.verifikat,
            "Text": post.text,
            "Belopp, kr": _kr(post.ore),
            "Fil": post.fil,
            "Blad": post.blad,
            "Rad": str(post.rad) if post.rad else "",
        }
        for post in poster
    ]
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    return [{name: row[name] or MISSING for name in used} for row in rows]


def show_saved(ram: Ram) -> None:
    """Every saved avstämning, newest first."""
    found = list_avstamningar(ram.store, ram.namnd.kod, as_of=ram.as_of)
    st.subheader("Sparade avstämningar", anchor=False)
    if not found:
        show_quiet("Ingen avstämning är sparad för nämnden ännu.")
        return
    tables.show_rows(
        [_saved_row(post) for post in found[:50]], figures=("Skillnad, kr",), alt="Sparade avstämningar, nyast först"
    )


def _saved_row(post: Avstamningspost) -> Mapping[str, str]:
    one = post.avstamning
    return {
        "Gjord": tider.show_time(post.registrerad),
        "Av": escape(post.vem),
        "Gäller": f"{SLAG[one.slag]} {_span(one.fran, one.till)}",
        "Summor": PER[Per(one.per)].lower(),
        "Skillnad, kr": _signed(one.skillnad_ore),
        "Resultat": STAMMER if one.stammer else SKILJER,
        "Inläsning": str(one.inlasning_id or MISSING),
    }
