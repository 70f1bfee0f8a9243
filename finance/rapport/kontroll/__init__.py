"""Rapportkontroll: every figure in free text against the tables, parts against wholes, pace against prognos."""

from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, Kontroll, Okontrollerad

__all__ = ["Allvar", "Fynd", "Kod", "Kontroll", "Okontrollerad"]
