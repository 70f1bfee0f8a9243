"""Helårsprognos: utfall so far and a model of the months left, always with an interval (docs/metoder.md)."""

from finance.prognos.intervall import probability_within
from finance.prognos.metoder import SLUTNA, STANDARDMETOD, Metod, Prognos, forecast_values
from finance.prognos.serie import forecast_year

__all__ = ["SLUTNA", "STANDARDMETOD", "Metod", "Prognos", "forecast_values", "forecast_year", "probability_within"]
