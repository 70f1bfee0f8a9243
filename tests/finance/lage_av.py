"""A Lage written by hand, for tests of what is computed from it: no file and no database."""

from collections.abc import Mapping, Sequence

import pandas as pd

from finance.bedomning import Bedomning
from finance.belopp import Enhet, Vy
from finance.inlasning.planrader import Atgardsrad
from finance.kolumner import Col
from finance.kontoplan import STANDARDPLAN
from finance.kub import build_kub
from finance.lage import Lage
from finance.period import Period
from finance.store import KandHandelse, Namnd, Prisantagande, Status
from finance.struktur import Nod, Struktur, gemensamt_kod

Rader = Sequence[tuple[int, str, str, int]]
NAMND = Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD)
NODER = (
    Nod("S", "Socialnämnden"),
    Nod("1", "Omsorg", "S"),
    Nod("11", "Hemtjänst", "1"),
    Nod("12", "Boende", "1"),
    Nod("2", "Stöd", "S"),
)


def saldo(rader: Rader, *, ackumulerat: bool = False) -> pd.DataFrame:
    """Rows (period ÅÅÅÅMM, verksamhet, konto, öre)."""
    return pd.DataFrame(
        {
            Col.PERIOD: pd.Series([r[0] for r in rader], dtype="int64"),
            Col.ANSVAR: pd.Series(["" for _ in rader], dtype=object),
            Col.VERKSAMHET: pd.Series([r[1] for r in rader], dtype=object),
            Col.KONTO: pd.Series([r[2] for r in rader], dtype=object),
            Col.PROJEKT: pd.Series(["" for _ in rader], dtype=object),
            Col.ACKUMULERAT: pd.Series([ackumulerat for _ in rader], dtype=bool),
            Col.ORE: pd.Series([r[3] for r in rader], dtype="int64"),
        }
    )


def lage_av(
    utfall: Rader,
    budget: Rader = (),
    *,
    period: Period,
    ack: Rader = (),
    ack_budget: Rader = (),
    bedomningar: tuple[Bedomning, ...] = (),
    status: Mapping[int, Status] | None = None,
    noder: tuple[Nod, ...] = NODER,
    handelser: tuple[KandHandelse, ...] = (),
    prisantaganden: tuple[Prisantagande, ...] = (),
    atgarder: tuple[Atgardsrad, ...] = (),
) -> Lage:
    """A Lage of the nämnd SN over the years that the rows name."""
    struktur = Struktur("SN", "Socialnämnden", noder)
    years = sorted({r[0] // 100 for r in (*utfall, *budget, *ack, *ack_budget)} | {period.ar})
    written = {*(b.nod for b in bedomningar), *(h.nod for h in handelser), *(rad.nod for rad in atgarder)}
    written &= {*struktur.by_kod, struktur.total_kod}
    extra = {struktur.own_kod(nod) if nod != struktur.total_kod else gemensamt_kod(nod) for nod in written}
    kub = build_kub(
        _joined(utfall, ack),
        _joined(budget, ack_budget),
        struktur=struktur,
        kontoplan=STANDARDPLAN,
        years=range(years[0], period.ar + 1),
        extra=extra,
    )
    return Lage(
        namnd=NAMND,
        period=period,
        as_of=None,
        struktur=struktur,
        kontoplan=STANDARDPLAN,
        kub=kub,
        bedomningar=bedomningar,
        status=status or {},
        inlasningar=(),
        handelser=handelser,
        prisantaganden=prisantaganden,
        atgarder=atgarder,
    )


def _joined(monthly: Rader, ack: Rader) -> pd.DataFrame:
    parts = [frame for frame in (saldo(monthly), saldo(ack, ackumulerat=True)) if not frame.empty]
    return pd.concat(parts, ignore_index=True) if parts else saldo([])
