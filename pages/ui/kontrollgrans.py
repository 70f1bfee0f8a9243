"""From which avvikelse the nämnd asks for a comment: what holds, who chose it, how it is changed and undone."""

import streamlit as st

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.cell.tal import parse_belopp
from finance.laggning import parse_avvikelse
from finance.rapport.kontroll.helhet import grans_text
from finance.store import UTAN_GRANS, Gransversion, Kommentarsgrans, kommentarsgrans_history, save_kommentarsgrans
from pages.ui import cached, problems, tider
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, show_quiet, show_quiet_lines


def show_grans(ram: Ram) -> None:
    """Folded: what holds stands in the line itself."""
    grans = cached.lage(ram.nyckel).kommentarsgrans
    label = f"Kommentar krävs över {grans_text(grans)}" if grans else "När krävs en kommentar? Ingen gräns är vald"
    with st.expander(label, key="oppna_grans", icon=":material/tune:", type="compact"):
        show_quiet(
            "Gränsen gäller avvikelsen hittills eller prognosen för året, för varje verksamhet på första nivån. "
            "Den som går över utan kommentar blir en varning. Med två gränser räcker det att den ena passeras."
        )
        if ram.as_of is not None:
            show_quiet("Du tittar på ett tidigare läge. Visa läget nu för att ändra gränsen.")
            return
        _show_form(ram, grans)
        _show_history(ram)


def _show_form(ram: Ram, grans: Kommentarsgrans) -> None:
    about = f"{ram.namnd.kod}|{ram.nyckel.version}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kronor = st.text_input(
            "Belopp i kronor", value=_kronor(grans), key=f"grans_kr|{about}", placeholder="500 000", max_chars=20, width=200
        )
        procent = st.text_input(
            "Procent av budgeten", value=_procent(grans), key=f"grans_procent|{about}", placeholder="5", max_chars=8, width=200
        )
    show_quiet("Lämna ett fält tomt för att inte använda det.")
    vem, pressed = show_action(ram.store, "Spara gränsen", key=f"grans_spara|{about}", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            _save(ram, Kommentarsgrans(_ore(kronor or ""), _share(procent or "")), vem)


def _save(ram: Ram, grans: Kommentarsgrans, vem: str) -> None:
    save_kommentarsgrans(ram.store, ram.namnd.kod, grans, vem=require_signatur(vem))
    finish(ram.store, vem, f"Kommentar krävs nu över {grans_text(grans)}." if grans else "Ingen gräns gäller nu.")


def _kronor(grans: Kommentarsgrans) -> str:
    return "" if grans.ore is None else grans_text(Kommentarsgrans(ore=grans.ore)).removesuffix("\u00a0kr")


def _procent(grans: Kommentarsgrans) -> str:
    return "" if grans.procent is None else grans_text(Kommentarsgrans(procent=grans.procent)).removesuffix("\u00a0%")


def _ore(text: str) -> int | None:
    return parse_avvikelse(text, Enhet.KR) if text.strip() else None


def _share(text: str) -> float | None:
    if not text.strip():
        return None
    value = parse_belopp(text.replace("%", "").strip())
    if value is None:
        raise InvalidValue("Skriv procenten med siffror, till exempel 5 eller 2,5.")
    return float(value)


def _show_history(ram: Ram) -> None:
    versions = kommentarsgrans_history(ram.store, ram.namnd.kod)
    if not versions:
        return
    show_quiet_lines(["Valda gränser, senast först:", *(_told(one) for one in versions)])
    before = versions[1].grans if len(versions) > 1 else UTAN_GRANS
    label = f"Ångra: tillbaka till {grans_text(before)}" if before else "Ångra: tillbaka till ingen gräns"
    vem, pressed = show_action(ram.store, label, key=f"grans_angra|{ram.nyckel.version}", icon=":material/undo:")
    if pressed:
        with problems.guard():
            _save(ram, before, vem)


def _told(one: Gransversion) -> str:
    return f"{tider.show_time(one.registrerad)}, {escape(one.vem)}: {grans_text(one.grans) or 'ingen gräns'}"
