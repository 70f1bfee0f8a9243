"""The report as PowerPoint and Excel: made when asked for, kept by content."""

from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st

from finance.inlasning.modell import Anmarkning
from finance.rapport.modell import Rapport
from pages.ui import cached
from pages.ui.state import Uppladdad
from pages.ui.theme import escape

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_answer_row(answer: str, report: Rapport) -> None:
    """The answer of a report's page with the downloads beside it; under it on a narrow screen."""
    left, right = st.columns([2.4, 1], gap="small", vertical_alignment="center")
    left.header(escape(answer), anchor=False)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        show_downloads(report)


def show_downloads(report: Rapport) -> None:
    """Two buttons; nothing is made before one is pressed."""
    name = f"{report.slag}_{report.namnd_kod}_{report.period}"
    for label, mime, ending, make in (
        ("PowerPoint", PPTX, "pptx", lambda: cached.pptx(report)),
        ("Excel", XLSX, "xlsx", lambda: cached.xlsx(report)),
    ):
        st.download_button(
            label,
            data=make,
            file_name=f"{name}.{ending}",
            mime=mime,
            key=f"hamta_{ending}",
            on_click="ignore",
            icon=":material/download:",
            help=f"Hämta rapporten som {label}-fil",
        )


def show_annotated(fil: Uppladdad, anmarkningar: Sequence[Anmarkning]) -> None:
    """The user's own file with every finding marked in its cell and listed first; made when the button is pressed."""
    st.download_button(
        "Hämta filen med anmärkningarna markerade",
        data=lambda: _annotated(fil, anmarkningar),
        file_name=f"{PurePath(fil.fil).stem}_anmärkningar.xlsx",
        mime=XLSX,
        key=f"hamta_annoterad_{fil.nyckel}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _annotated(fil: Uppladdad, anmarkningar: Sequence[Anmarkning]) -> bytes:
    from finance.export.annoterad import write_annotated

    return write_annotated(fil.data, fil.fil, anmarkningar)
