"""Checks that the file itself allows: postings against #RES, vouchers that balance, the sign, rows without codes."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.format import format_kronor
from finance.inlasning.fynd import Fynd
from finance.inlasning.sie.perioder import Rar, as_key
from finance.inlasning.sie.rader import Rader
from finance.kolumner import Col

_MOST = 10
_UTDRAG = 0.2


def check_res(sums: Mapping[str, int], res: Mapping[str, int], vad: str, ar: str, fynd: Fynd) -> None:
    """Öre per konto of class 3-8 against #RES of the same year: equal, or a varning with the konton."""
    konton = sorted(konto for konto in {*sums, *res} if "3" <= konto[:1] <= "8")
    gaps = {konto: sums.get(konto, 0) - res.get(konto, 0) for konto in konton}
    wrong = {konto: gap for konto, gap in gaps.items() if gap}
    if not wrong:
        fynd.upplysning("res_stammer", f"{vad} stämmer med årets resultat (#RES) för {ar} på alla {len(konton)} konton.")
        return
    shown = "; ".join(
        f"konto {konto}: {format_kronor(sums.get(konto, 0))} mot {format_kronor(res.get(konto, 0))}"
        for konto in list(wrong)[:_MOST]
    )
    more = f"; och {len(wrong) - _MOST} konton till" if len(wrong) > _MOST else ""
    fynd.varning(
        "res_avviker",
        f"{vad} stämmer inte med årets resultat (#RES) för {ar}. Skillnad {format_kronor(sum(wrong.values()))}, "
        f"på {len(wrong)} konton: {shown}{more}.",
        "Kontrollera att filen är hel, och att inga verifikat saknas.",
        kolumn="#RES",
    )


def sum_year(frame: pd.DataFrame, datum: npt.NDArray[np.int64], rar: Rar, arsnr: int) -> dict[str, int] | None:
    """Öre per konto of the rows dated in a declared year; None where the year is not declared or holds no row."""
    if arsnr not in rar:
        return None
    start, slut = rar[arsnr]
    inside = (datum >= as_key(start)) & (datum <= as_key(slut))
    if not inside.any() and arsnr:
        return None
    return {str(konto): int(ore) for konto, ore in frame[inside].groupby(Col.KONTO)[Col.ORE].sum().items()}


def check_balans(rader: Rader, ver: npt.NDArray[np.intp], ore: npt.NDArray[np.int64], fynd: Fynd) -> None:
    """Every voucher sums to zero, unless the file is an extract: then all that do not are told at once."""
    sums = pd.Series(ore).groupby(ver).sum()
    wrong = sums[sums != 0]
    if not len(wrong):
        return
    first = int(rader.nummer[int(wrong.index[0])])
    if len(wrong) > _UTDRAG * len(sums):
        text = f"{len(wrong)} av {len(sums)} verifikat är inte i balans. Filen är troligen ett utdrag."
        fynd.varning("verifikat_obalans", text, "Kontrollera att rader inte saknas.", rad=first)
        return
    for place, gap in wrong.items():
        text = f"Verifikatet är inte i balans: raderna ger {format_kronor(int(gap))}."
        rad = int(rader.nummer[int(str(place))])
        fynd.varning("verifikat_obalans", text, "Kontrollera att inga rader saknas.", rad=rad, kolumn="#VER")


def check_tecken(frame: pd.DataFrame, slag: str, fynd: Fynd) -> None:
    """By the standard debit is plus: costs below zero and income above say that the file was written the other way."""
    klass = frame[Col.KONTO].str[0]
    kostnad = int(frame.loc[klass.isin(list("4567")), Col.ORE].sum())
    intakt = int(frame.loc[klass == "3", Col.ORE].sum())
    if kostnad < 0 <= intakt:
        text = f"{slag.capitalize()}: kostnader är negativa i filen, men enligt SIE ska de vara positiva."
        fynd.varning("tecken", text, "Ange tecknet med --tecken om det blev fel.")


def check_koder(frame: pd.DataFrame, fynd: Fynd) -> None:
    """Rows that end outside the report's lines."""
    empty = frame[Col.VERKSAMHET] == ""
    bare = empty & (frame[Col.ANSVAR] == "")
    if bare.any():
        rows = frame[bare]
        text = (
            f"{len(rows)} rader har varken verksamhet eller ansvar: {format_kronor(int(rows[Col.ORE].sum()))}. "
            "De räknas, men hamnar utanför rapportens rader."
        )
        fynd.varning("utan_kod", text, "Fyll i koderna i ekonomisystemet.", rad=int(rows[Col.RAD].iloc[0]))
    if (~empty).any() and (empty & ~bare).any():
        rows = frame[empty & ~bare]
        text = f"{len(rows)} rader saknar verksamhet. De räknas, men hamnar utanför rapportens rader."
        fynd.varning("utan_verksamhet", text, "Fyll i verksamhet på raderna.", rad=int(rows[Col.RAD].iloc[0]))
