"""Seasons and noise per kontogrupp. Invented, after how a municipality's costs usually fall over the year.

Personal: low in spring, a new pay level from April, substitutes while the regular staff has semester (June-August), December's
settlements. Köp: invoices come late, so January is thin and December thick. Intäkter: state grants by quarter.
"""

from collections.abc import Mapping

from finance.kontoplan import Kontogrupp

SASONG: Mapping[Kontogrupp, tuple[float, ...]] = {
    Kontogrupp.PERSONAL: (0.970, 0.950, 0.970, 0.980, 0.985, 1.030, 1.130, 1.040, 0.970, 0.980, 0.980, 1.015),
    Kontogrupp.FORSORJNINGSSTOD: (1.00, 0.97, 1.10, 0.97, 0.99, 1.01, 1.05, 0.96, 0.97, 0.96, 0.96, 1.06),
    Kontogrupp.KOP: (0.93, 0.96, 1.01, 0.99, 1.00, 1.00, 1.03, 1.01, 0.99, 1.00, 1.00, 1.08),
    Kontogrupp.INTAKTER: (0.95, 0.96, 1.06, 0.98, 0.96, 1.06, 0.97, 0.95, 1.06, 0.98, 0.98, 1.09),
    Kontogrupp.OVRIGT: (0.90, 0.96, 1.02, 0.98, 1.02, 1.01, 0.84, 0.97, 1.04, 1.04, 1.06, 1.16),
    Kontogrupp.KONSULTER: (0.90, 0.95, 1.00, 1.00, 1.00, 1.05, 1.15, 1.10, 0.95, 0.95, 0.95, 1.00),
    Kontogrupp.LOKALER: (1.02, 1.02, 1.01, 1.00, 0.99, 0.98, 0.98, 0.98, 0.99, 1.00, 1.01, 1.02),
    Kontogrupp.KAPITAL: (1.0,) * 12,
}
"""Month weights, mean about 1."""

BRUS: Mapping[Kontogrupp, float] = {
    Kontogrupp.PERSONAL: 0.010,
    Kontogrupp.FORSORJNINGSSTOD: 0.030,
    Kontogrupp.KOP: 0.070,
    Kontogrupp.INTAKTER: 0.060,
    Kontogrupp.OVRIGT: 0.080,
    Kontogrupp.KONSULTER: 0.150,
    Kontogrupp.LOKALER: 0.010,
    Kontogrupp.KAPITAL: 0.0,
}
"""Standard deviation of a month around its season, as a share."""
