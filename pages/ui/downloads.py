"""The report as PowerPoint and Excel: made when asked for, kept by content."""

import streamlit as st

from finance.rapport.modell import Rapport
from pages.ui import cached

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
