"""Plotly figures for the screens: values in öre in, figure out; no Streamlit, no state, no clock."""

from pages.ui.charts.bro import draw_bro
from pages.ui.charts.delar import CONFIG, Roll
from pages.ui.charts.grupper import Stapelserie, draw_grupper
from pages.ui.charts.kurva import draw_avvikelsekurva
from pages.ui.charts.manader import draw_manader
from pages.ui.charts.matt import Mattserie, draw_matt
from pages.ui.charts.metoder import Metodstrang, draw_metoder
from pages.ui.charts.prickar import draw_prickar
from pages.ui.charts.serier import Serie, draw_serier
from pages.ui.charts.staplar import Stapel, draw_avvikelsestaplar
from pages.ui.charts.traff import Traffrad, draw_traff

__all__ = [
    "CONFIG",
    "Mattserie",
    "Metodstrang",
    "Roll",
    "Serie",
    "Stapel",
    "Stapelserie",
    "Traffrad",
    "draw_avvikelsekurva",
    "draw_avvikelsestaplar",
    "draw_bro",
    "draw_grupper",
    "draw_manader",
    "draw_matt",
    "draw_metoder",
    "draw_prickar",
    "draw_serier",
    "draw_traff",
]
