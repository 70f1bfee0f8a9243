"""Helår: the entry. Page config, frame, navigation; `streamlit run dashboard.py` serves `app` and runs this per session.

Two roles in one file: as a script (`__main__`) it draws the frame and the chosen page; imported by the server it makes `app`.
"""

from pathlib import Path

import streamlit as st

from pages.ui import frame, problems, start, state, theme

ROOT = Path(__file__).resolve().parent
ALWAYS = ("inlasning", "struktur", "logg", "sa_raknar_vi")  # pages that need no utfall
HIDDEN = ("last_rapport",)  # pages that are reached by links
START, RESERVED = "oversikt", "start"  # the start page has no name in its address, but must reserve one

SECTIONS = {  # the month's work first; what one sees and what one feeds it with stand above all, without a heading
    "": (
        ("uppfoljning/oversikt.py", "Översikt", "oversikt", ":material/monitoring:"),
        ("underlag/inlasning.py", "Inläsning", "inlasning", ":material/upload_file:"),
    ),
    "Rapport": (
        ("uppfoljning/manadsuppfoljning.py", "Månadsuppföljning", "manadsuppfoljning", ":material/table_chart:"),
        ("uppfoljning/tertialrapport.py", "Tertialrapport", "tertialrapport", ":material/description:"),
        ("uppfoljning/rapportkontroll.py", "Rapportkontroll", "rapportkontroll", ":material/rule:"),
        ("uppfoljning/tabeller.py", "Egna tabeller", "tabeller", ":material/grid_on:"),
        ("uppfoljning/samling.py", "Samling", "samling", ":material/groups:"),
        ("uppfoljning/last_rapport.py", "Låst rapport", "last_rapport", ":material/lock:"),
    ),
    "Prognos": (
        ("prognos/helarsprognos.py", "Helårsprognos", "helarsprognos", ":material/trending_down:"),
        ("prognos/lagg_prognos.py", "Lägg prognos", "lagg_prognos", ":material/edit_note:"),
        ("prognos/handelser.py", "Kända händelser", "handelser", ":material/event_upcoming:"),
        ("prognos/atgarder.py", "Åtgärder", "atgarder", ":material/build:"),
        ("prognos/volymer.py", "Volymer", "volymer", ":material/stacked_bar_chart:"),
        ("prognos/placeringar.py", "Placeringar", "placeringar", ":material/night_shelter:"),
        ("prognos/scenario.py", "Scenario", "scenario", ":material/tune:"),
        ("prognos/prognostraff.py", "Prognosträff", "prognostraff", ":material/target:"),
    ),
    "Uppföljning": (
        ("uppfoljning/matt.py", "Mått", "matt", ":material/numbers:"),
        ("uppfoljning/investeringar.py", "Investeringar", "investeringar", ":material/domain_add:"),
        ("uppfoljning/uppdrag.py", "Uppdrag och bidrag", "uppdrag", ":material/assignment_turned_in:"),
        ("uppfoljning/kop.py", "Köp per motpart", "kop", ":material/handshake:"),
        ("uppfoljning/resursfordelning.py", "Resursfördelning", "resursfordelning", ":material/schedule:"),
        ("uppfoljning/flerar.py", "Flerårsöversikt", "flerar", ":material/history_toggle_off:"),
    ),
    "Underlag": (
        ("underlag/avstamning.py", "Avstämning", "avstamning", ":material/fact_check:"),
        ("underlag/struktur.py", "Struktur", "struktur", ":material/account_tree:"),
        ("prognos/sa_raknar_vi.py", "Så räknar vi", "sa_raknar_vi", ":material/calculate:"),
        ("underlag/logg.py", "Logg", "logg", ":material/history:"),
    ),
}


def build_pages() -> dict[str, list[st.Page]]:
    """Every page that exists, by section. The first one is the start page."""
    return {
        section: [
            st.Page(
                ROOT / "pages" / path,
                title=title,
                url_path=RESERVED if url == START else url,
                icon=icon,
                default=url == START,
                visibility="hidden" if url in HIDDEN else "visible",
            )
            for path, title, url, icon in pages
        ]
        for section, pages in SECTIONS.items()
    }


def main() -> None:
    """One run of a session."""
    # The icon before the navigation: otherwise the browser fetches the page's Material icon as favicon from another host.
    st.set_page_config(page_title="Helår", page_icon=str(theme.ICON), layout="wide", initial_sidebar_state=theme.SIDEBAR)
    pages = build_pages()
    # A link to the start page by its name leads to it.
    pages[""].append(st.Page(lambda: None, title="Översikt", url_path=START, visibility="hidden"))
    page = st.navigation(pages, expanded=True)
    if page.url_path == START:
        st.switch_page(pages[""][0], query_params=st.query_params.to_dict())
    st.set_page_config(page_title=f"{page.title} – Helår")
    st.logo(str(theme.LOGO), size="large")
    with problems.guard():
        ram = frame.show_frame(page.title)
        if message := state.pop_message():
            st.toast(message, icon=":material/check:", duration="long")
        if page.url_path in ALWAYS or (ram is not None and ram.period is not None):
            page.run()
        elif ram is None:
            start.show_welcome()
        else:
            start.show_no_utfall()


if __name__ == "__main__":
    main()
else:
    import gc
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager
    from typing import Any

    from starlette.middleware import Middleware

    from pages.ui.ordbyte import SvenskaOrd
    from pages.ui.sprak import SvenskSida

    @asynccontextmanager
    async def warm_up(_app: object) -> AsyncIterator[dict[str, Any]]:
        """Before the first session: no discovery of pages/, database migrated, everything imported, then frozen for the GC."""
        from pages.ui import warm

        st.navigation([lambda: None])
        warm.prepare()
        gc.collect()
        gc.freeze()
        yield {}

    app = st.App(__file__, lifespan=warm_up, middleware=[Middleware(SvenskSida), Middleware(SvenskaOrd)])
