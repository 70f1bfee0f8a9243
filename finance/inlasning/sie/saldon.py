"""#PSALDO and #PBUDGET come in two conventions: a row for the whole konto plus rows per object that split it, or rows that add.

Which one a file has is told by what equals #RES for the year; without #RES by whether both kinds of rows stand together.
Where each object row names one dimension only and there are several dimensions, the same money stands once per dimension:
then only the dimension that tells most is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.sie.dimensioner import Dimensioner
from finance.inlasning.sie.poster import Poster

ARSNR, PERIOD, KONTO, TYP, ORE, RAD = "arsnr", "period", "konto", "typ", "ore", "rad"


class Konvention(Enum):
    """How rows without objects and rows with objects hang together."""

    HELKONTO = "raden utan objekt är hela kontot och raderna med objekt delar upp den"
    ADDITIV = "alla rader läggs ihop"
    PER_DIMENSION = "beloppen står en gång per dimension; den dimension som säger mest lästes"


@dataclass(frozen=True)
class Val:
    """The convention, and how it was told."""

    konvention: Konvention
    grund: str
    saker: bool = True


@dataclass(frozen=True)
class Saldourval:
    """Rows that count (a mask), and what the rest row of each konto and period is (konto, period, arsnr, rad, ore)."""

    keep: npt.NDArray[np.bool_]
    rest: pd.DataFrame
    totalrader: int


def frame_of(poster: Poster, arsnr: npt.NDArray[np.int64], period: npt.NDArray[np.int64]) -> pd.DataFrame:
    """One row per sum; TYP: the dimensions its object list names, "" for none."""
    typer = [",".join(sorted(nr for nr, _ in par)) for par in poster.objekt]
    columns = {ARSNR: arsnr, PERIOD: period, KONTO: poster.konto.rows, TYP: poster.lista.map(typer), ORE: poster.ore}
    return pd.DataFrame({**columns, RAD: poster.place})


def best_typ(poster: Poster, dimensioner: Dimensioner) -> str:
    """The kind of object list that tells most about verksamhet and ansvar."""
    ranks: dict[str, tuple[bool, bool, int]] = {}
    for par in poster.objekt:
        if par:
            ranks.setdefault(",".join(sorted(nr for nr, _ in par)), dimensioner.rank(par))
    return max(ranks, key=lambda typ: ranks[typ], default="")


def decide_konvention(frame: pd.DataFrame, res: Mapping[tuple[int, str], int], typ: str) -> Val:
    """By #RES where the file has it (öre per year number and konto), else by the rows' own shape."""
    total = frame[TYP] == ""
    parts = {
        Konvention.HELKONTO: frame[total],
        Konvention.ADDITIV: frame,
        Konvention.PER_DIMENSION: frame[total | (frame[TYP] == typ)],
    }
    keys = set(zip(frame[ARSNR], frame[KONTO], strict=True)) & res.keys()
    scores = {konvention: _agree(part, res, keys) for konvention, part in parts.items()}
    best = max(scores, key=lambda konvention: scores[konvention])
    if scores[best]:
        return Val(best, "det ger samma summor som #RES")
    if keys:
        return Val(_by_shape(frame, typ), "ingen läsning ger samma summor som #RES", saker=False)
    shape = _by_shape(frame, typ)
    mixed = shape is Konvention.HELKONTO and len(set(frame[TYP])) > 1
    return Val(shape, "så säger standarden; #RES saknas" if mixed else "#RES saknas", saker=not mixed)


def _agree(part: pd.DataFrame, res: Mapping[tuple[int, str], int], keys: set[tuple[int, str]]) -> int:
    sums = part.groupby([ARSNR, KONTO])[ORE].sum()
    found = {key: int(ore) for key, ore in sums.items()}
    return sum(1 for key in keys if found.get(key, 0) == res[key])


def _by_shape(frame: pd.DataFrame, typ: str) -> Konvention:
    """Both kinds of rows on one konto and period: whole konto. Several one-dimension kinds with equal sums: per dimension."""
    total = frame[TYP] == ""
    keys = [ARSNR, PERIOD, KONTO]
    together = frame[total][keys].merge(frame[~total][keys], on=keys)
    if len(together):
        return Konvention.HELKONTO
    typer = set(frame.loc[~total, TYP])
    sums = {one: frame[frame[TYP] == one].groupby(KONTO)[ORE].sum().to_dict() for one in typer}
    if len(typer) > 1 and all("," not in one for one in typer) and all(sums[one] == sums[typ] for one in typer):
        return Konvention.PER_DIMENSION
    return Konvention.ADDITIV


def select(frame: pd.DataFrame, konvention: Konvention, typ: str) -> Saldourval:
    """The rows that count. With whole-konto rows, what their object rows leave over is a rest row without objects."""
    total = (frame[TYP] == "").to_numpy()
    empty = frame.head(0)
    if konvention is Konvention.ADDITIV:
        return Saldourval(np.ones(len(frame), bool), empty, 0)
    if konvention is Konvention.PER_DIMENSION:
        return Saldourval(total | (frame[TYP] == typ).to_numpy(), empty, 0)
    detail = ~total
    typer = set(frame.loc[detail, TYP])
    if len(typer) > 1 and all("," not in one for one in typer):
        detail &= (frame[TYP] == typ).to_numpy()
    keys = [ARSNR, PERIOD, KONTO]
    whole = frame[total].groupby(keys, sort=False, as_index=False).agg({ORE: "sum", RAD: "first"})
    parts = frame[detail].groupby(keys, as_index=False).agg(delar=(ORE, "sum"))
    rest = whole.merge(parts, on=keys, how="left")
    rest[ORE] -= rest["delar"].fillna(0).astype("int64")
    return Saldourval(detail, rest[rest[ORE] != 0].drop(columns="delar"), int(total.sum()))
