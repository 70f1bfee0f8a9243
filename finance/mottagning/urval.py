"""A nämnd's selection rules (DESIGN 6.3): rows of a file outside them are counted, reported and not stored."""

from collections.abc import Collection

import pandas as pd

from finance.format import format_kronor, format_tal
from finance.inlasning.modell import Anmarkning, Niva
from finance.kolumner import Col
from finance.struktur import Urval


def select_rows(rader: pd.DataFrame, urval: Collection[Urval]) -> tuple[pd.DataFrame, list[Anmarkning]]:
    """The rows that are the nämnd's, and what is said of the others. Rules on one dimension widen, dimensions narrow."""
    if not urval or rader.empty:
        return rader, []
    inside = pd.Series(True, index=rader.index)
    for dimension in {one.dimension for one in urval}:
        hit = pd.Series(False, index=rader.index)
        for one in urval:
            if one.dimension == dimension:
                hit |= one.matches(rader[dimension])
        inside &= hit
    if inside.all():
        return rader, []
    return rader[inside].reset_index(drop=True), [_outside(rader[~inside], nothing_left=not inside.any())]


def _outside(rows: pd.DataFrame, *, nothing_left: bool) -> Anmarkning:
    total = format_kronor(int(rows[Col.ORE].sum()))
    if nothing_left:
        return Anmarkning(
            Niva.FEL,
            "inga_rader_for_namnden",
            f"Ingen av filens {format_tal(len(rows))} rader hör till nämnden enligt dess urval av ansvar och verksamhet.",
            "Kontrollera att det är rätt fil, eller ändra nämndens urval.",
        )
    word = "rad" if len(rows) == 1 else "rader"
    return Anmarkning(
        Niva.VARNING,
        "utanfor_urval",
        f"{format_tal(len(rows))} {word} ({total}) hör inte till nämnden enligt dess urval och läses inte in.",
    )
