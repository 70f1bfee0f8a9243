"""Plotly figures for the screens: values in öre in, figure out; no Streamlit, no state, no clock."""

from pages.ui.charts.delar import CONFIG, Roll
from pages.ui.charts.kurva import draw_avvikelsekurva
from pages.ui.charts.manader import draw_manader
from pages.ui.charts.serier import Serie, draw_serier
from pages.ui.charts.staplar import Stapel, draw_avvikelsestaplar
from pages.ui.charts.traff import Traffrad, draw_traff

__all__ = [
    "CONFIG",
    "Roll",
    "Serie",
    "Stapel",
    "Traffrad",
    "draw_avvikelsekurva",
    "draw_avvikelsestaplar",
    "draw_manader",
    "draw_serier",
    "draw_traff",
]
