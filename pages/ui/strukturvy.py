"""The struktur of a nämnd: the tree with levels and what each line selects, and its versions over time."""

from collections.abc import Mapping, Sequence

import streamlit as st

from finance.belopp import Enhet
from finance.ej_fordelat import OfordeladRad
from finance.format import format_belopp, format_kronor
from finance.period import Period
from finance.store import OmappatKonto, Strukturversion
from finance.struktur import Nod, Struktur, gemensamt_kod
from finance.uppfoljning import Rad
from pages.ui import cached, mallar, tables
from pages.ui.frame import Ram
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

LASIN = "pages/underlag/inlasning.py"
LOCKED = "Du ser ett tidigare läge. Välj Visa läget nu för att ändra."


def answer(rader: Sequence[OfordeladRad], omappade: Sequence[OmappatKonto]) -> str:
    """The state of the struktur in one sentence."""
    parts = []
    if rader:
        total = format_kronor(sum(rad.utfall_ore for rad in rader))
        parts.append(f"utfall på {total} är inte fördelat på någon rad")
    if omappade:
        parts.append(f"{len(omappade)} konton saknar kontogrupp" if len(omappade) > 1 else "ett konto saknar kontogrupp")
    text = " och ".join(parts) or "alla rader är fördelade och alla konton har en kontogrupp"
    return f"{text[0].upper()}{text[1:]}"


def show_tree(ram: Ram, version: Strukturversion | None) -> None:
    """The struktur that holds in the period, with amounts; without one: how to get one."""
    with open_card():
        struktur = version.struktur if version else None
        show_card_title(_title(struktur), _below(ram, version))
        if struktur is not None:
            _show_noder(ram, struktur)
        _show_versions(ram, version)
        st.space(8)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(LASIN, label="Läs in en ny struktur", icon=":material/upload_file:")
            mallar.show_one(ram, "struktur", label="Hämta mall för struktur")


def _title(struktur: Struktur | None) -> str:
    if struktur is None:
        return "Nämnden har ingen struktur: varje verksamhet är en egen rad"
    levels = 1 + max((struktur.depth(nod.kod) for nod in struktur.noder), default=0)
    return f"Strukturen har {len(struktur.noder)} rader i {levels} {'nivå' if levels == 1 else 'nivåer'}"


def _below(ram: Ram, version: Strukturversion | None) -> str:
    if version is None:
        return "Läs in en fil med kod, namn och överordnad, så grupperas verksamheterna i rapporterna."
    period = f" {ram.period.namn.capitalize()} rapporteras efter den." if ram.period else ""
    return f"Gäller {_since(version.galler_fran)}.{period}"


def _since(galler_fran: int) -> str:
    return f"från och med {Period.from_key(galler_fran).namn}" if galler_fran else "från början"


def _show_noder(ram: Ram, struktur: Struktur) -> None:
    shown = {rad.nod: rad for rad in cached.uppfoljning(ram.nyckel).rader} if ram.period else {}
    noder = list(_walk(struktur))
    tables.show_cells(
        "Rad",
        ["\u2003" * level + nod.namn for nod, level in noder],
        ["Kod", "Väljer", "Nivå", f"Utfall, {ram.enhet.label}", f"Budget helår, {ram.enhet.label}"],
        [
            [escape(nod.kod), escape(_selects(nod, struktur)), str(level + 1), *_amounts(shown, nod, ram)]
            for nod, level in noder
        ],
        texts=[True, True, False, False, False],
        alt="Strukturens rader med nivå, kod, urval, utfall och budget",
    )


def _walk(struktur: Struktur, above: str | None = None, level: int = 0) -> Sequence[tuple[Nod, int]]:
    found: list[tuple[Nod, int]] = []
    for nod in struktur.children.get(above, ()):
        found += [(nod, level), *_walk(struktur, nod.kod, level + 1)]
    return found


def _selects(nod: Nod, struktur: Struktur) -> str:
    if nod.urval:
        return " och ".join(f"{one.dimension.value} {one}" for one in nod.urval)
    return "raderna under" if nod.kod in struktur.children else f"verksamhet {nod.kod}"


def _amounts(shown: Mapping[str, Rad], nod: Nod, ram: Ram) -> tuple[str, str]:
    rad = shown.get(nod.kod) or shown.get(gemensamt_kod(nod.kod))
    if rad is None:
        return "–", "–"
    enhet: Enhet = ram.enhet
    return format_belopp(rad.utfall_ore, enhet, vy=ram.vy), format_belopp(rad.budget_helar_ore, enhet, vy=ram.vy)


def _show_versions(ram: Ram, current: Strukturversion | None) -> None:
    versions = cached.strukturer(ram.nyckel)
    if len(versions) < 2:
        return
    st.subheader("Strukturer som gäller efter varandra", anchor=False)
    show_quiet("En rapport för en äldre månad behåller den struktur som gällde då.")
    tables.show_rows(
        [
            {
                "Gäller": _since(one.galler_fran),
                "Rader": str(len(one.struktur.noder)),
                "Inläsning": str(one.inlasning_id),
                "Visas nu": "ja" if current and one.galler_fran == current.galler_fran else "nej",
            }
            for one in versions
        ],
        figures=("Rader", "Inläsning"),
        alt="Strukturer och när de gäller",
    )
