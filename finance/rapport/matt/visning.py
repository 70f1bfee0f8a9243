"""The follow-up of mått as it may be shown: what is hidden by month or among parts is hidden here too."""

from collections.abc import Iterable
from dataclasses import replace

from finance.matt import Matt, Mattfoljd, compute_foljd
from finance.period import Period
from finance.rapport.matt.rutnat import Mattcellrad, Summering, hide_rows

_FALT = ("nu", "prognos", "nu_foregaende", "helar_foregaende")


def shown_foljder(matten: Iterable[Matt], period: Period, below: int) -> list[Mattfoljd]:
    """In the order given; those of one group together, so that parts and wholes are known (docs/metoder.md#små-antal)."""
    foljder = [compute_foljd(matt, period) for matt in matten]
    if not below:
        return foljder
    manad = min(period.manad, 12)
    summor = (
        Summering("nu", tuple(_key(period.ar, nr) for nr in range(1, manad + 1))),
        Summering("nu_foregaende", tuple(_key(period.ar - 1, nr) for nr in range(1, manad + 1))),
        Summering("helar_foregaende", tuple(_key(period.ar - 1, nr) for nr in range(1, 13))),
    )
    shown = hide_rows([_row(row, period) for row in foljder], summor, below)
    return [
        replace(
            row,
            nu=values["nu"],
            prognos=values["prognos"],
            nu_foregaende=values["nu_foregaende"],
            helar_foregaende=values["helar_foregaende"],
        )
        for row, values in zip(foljder, shown, strict=True)
    ]


def _row(row: Mattfoljd, period: Period) -> Mattcellrad:
    months = {
        _key(ar, nr): value for ar in (period.ar, period.ar - 1) for nr, value in enumerate(row.matt.months(ar), 1)
    }  # fmt: skip
    return Mattcellrad(row.matt, row.matt.namn, {**{namn: getattr(row, namn) for namn in _FALT}, **months})


def _key(ar: int, manad: int) -> str:
    return f"{ar}-{manad}"
