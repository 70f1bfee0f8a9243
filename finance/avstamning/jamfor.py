"""Line by line: the system's totals beside Helår's, and what is behind each difference."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from finance.avstamning.forklaringar import amounts_behind, explain
from finance.avstamning.kalla import INVESTERING, Kalla
from finance.avstamning.modell import Avstamning, Forklaring, Orsak, Per, Rad, Systemrad
from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import format_kronor
from finance.kolumner import Col

TOLERANS = {Enhet.KR: 0, Enhet.TKR: 50_000, Enhet.MNKR: 5_000_000}
"""Half of the last decimal that each unit is written with: a rounded total agrees when it is within it."""
KOD = "kod"
BALANSKLASSER = ("1", "2")
INVESTERINGSKONTO = "40"


def compare(
    kalla: Kalla, systemrader: Sequence[Systemrad], *, per: Per, enhet: Enhet = Enhet.KR, delvis: bool = False
) -> Avstamning:
    """The answer. `enhet`: how the totals are written. `delvis`: codes that the table does not have are not looked at.

    The sign of the totals is the one that fits more lines, then the one that leaves less. Raises InvalidValue without totals.
    """
    if not systemrader:
        raise InvalidValue("Det finns inget belopp att stämma av mot. Ange en summa eller en tabell.")
    system = _summed(systemrader)
    coded = _with_codes(kalla, per, set(system))
    lagrat = _lagrat(kalla, coded, per, system)
    system = _resolved(system, lagrat)
    sign = _sign(system, lagrat, TOLERANS[enhet])
    missing = [] if delvis or per is Per.SUMMA else sorted(kod for kod, ore in lagrat.items() if ore and kod not in system)
    sida = {kod: skal for kod in system if (skal := _aside(kalla, per, kod))}
    signed: dict[str, int | None] = {kod: sign * ore for kod, ore in system.items()} | dict.fromkeys(missing)
    jamforda = {kod: ore for kod, ore in signed.items() if kod not in sida}
    rader = _Jamforelse(kalla, coded, per, TOLERANS[enhet], jamforda, lagrat)
    namn = {rad.kod: rad.namn for rad in systemrader}
    lines = [
        Rad(kod, namn.get(kod, ""), ore, 0, stammer=True, jamfors=False, skal=sida[kod])
        if kod in sida
        else rader.line(kod, namn.get(kod, ""))
        for kod, ore in signed.items()
    ]
    return Avstamning(
        namnd=kalla.namnd,
        slag=kalla.slag,
        fran=kalla.fran,
        till=kalla.till,
        per=per,
        enhet=enhet,
        vant_tecken=sign < 0,
        rader=tuple(lines),
        helhet=lines[0] if per is Per.SUMMA else rader.whole(),
        inlasning_id=kalla.senaste,
    )


@dataclass(frozen=True, eq=False)
class _Jamforelse:
    """Every line that is compared: `jamforda` is the system's öre, None where it does not have the code."""

    kalla: Kalla
    coded: pd.DataFrame
    per: Per
    tolerans: int
    jamforda: Mapping[str, int | None]
    lagrat: Mapping[str, int]

    @cached_property
    def diffs(self) -> dict[str, int]:
        """Helår minus the system."""
        return {kod: self.lagrat.get(kod, 0) - (ore or 0) for kod, ore in self.jamforda.items()}

    @cached_property
    def total(self) -> tuple[int, int]:
        """(the system, Helår)."""
        return sum(ore or 0 for ore in self.jamforda.values()), sum(self.lagrat.get(kod, 0) for kod in self.jamforda)

    @cached_property
    def poster(self) -> pd.DataFrame:
        """The transaktioner that make some difference by themselves: one question to the database for all lines."""
        wanted = {diff for diff in self.diffs.values() if abs(diff) > self.tolerans} | {self.total[1] - self.total[0]}
        return self.kalla.find({ore for diff in wanted - {0} for ore in amounts_behind(diff)})

    def line(self, kod: str, namn: str) -> Rad:
        system, there = self.jamforda[kod], self.lagrat.get(kod, 0)
        if abs(self.diffs[kod]) <= self.tolerans and system is not None:
            return Rad(kod, namn, system, there, stammer=True)
        rows = self.coded[self.coded[KOD] == kod]
        found = explain(self.kalla, rows, self.poster, system or 0, there, per=self.per, tolerans=self.tolerans)
        codes = [] if self.per is Per.SUMMA else [*_missing(kod, system, known=bool(len(rows))), *_other_lines(kod, self.diffs)]
        return Rad(kod, namn, system, there, stammer=False, forklaringar=(*codes, *found))

    def whole(self) -> Rad:
        system, there = self.total
        if abs(there - system) <= self.tolerans * max(len(self.jamforda), 1):
            return Rad("", "Summa", system, there, stammer=True)
        rows = self.coded[self.coded[KOD].isin(self.jamforda.keys())]
        found = explain(self.kalla, rows, self.poster, system, there, per=Per.SUMMA, tolerans=self.tolerans)
        return Rad("", "Summa", system, there, stammer=False, forklaringar=found)


def _summed(systemrader: Sequence[Systemrad]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for rad in systemrader:
        sums[rad.kod] = sums.get(rad.kod, 0) + rad.ore
    return sums


def _with_codes(kalla: Kalla, per: Per, koder: Collection[str]) -> pd.DataFrame:
    """The rows of `kalla.saldo` with the line that each is of, KOD."""
    coder: Mapping[Per, Callable[[], pd.Series]] = {
        Per.SUMMA: lambda: pd.Series("", index=kalla.saldo.index, dtype="str"),
        Per.ANSVAR: lambda: kalla.saldo[Col.ANSVAR],
        Per.VERKSAMHET: lambda: kalla.saldo[Col.VERKSAMHET],
        Per.KONTOGRUPP: lambda: _mapped(kalla.saldo[Col.KONTO], lambda konto: kalla.kontoplan.kontogrupp(konto).value),
        Per.KONTO: lambda: _mapped(kalla.saldo[Col.KONTO], lambda konto: _longest(konto, koder) or konto),
        Per.KLASS: lambda: _mapped(kalla.saldo[Col.KONTO], lambda konto: _longest(konto, koder) or konto[:1]),
        Per.PERIOD: lambda: _mapped(kalla.saldo[Col.PERIOD], lambda period: _period(period, koder)),
    }
    return kalla.saldo.assign(**{KOD: coder[per]()})


def _mapped(values: pd.Series, function: Callable[[str], str] | Callable[[int], str]) -> pd.Series:
    return values.map({value: function(value) for value in values.unique()}).astype("str")


def _longest(konto: str, koder: Collection[str]) -> str:
    """The longest beginning of `konto` that is a line of the table; "" for none."""
    return next((konto[:length] for length in range(len(konto), 0, -1) if konto[:length] in koder), "")


def _period(period: int, koder: Collection[str]) -> str:
    own = f"{period // 100}-{period % 100:02d}"
    return own if own in koder else f"{period // 100}-{min(period % 100, 12):02d}"


def _lagrat(kalla: Kalla, coded: pd.DataFrame, per: Per, system: Collection[str]) -> dict[str, int]:
    """Per line: drift in the compared months; a line of the table on konto 40 is compared with konto 40."""
    counted = ~coded[INVESTERING]
    if per in (Per.KONTO, Per.KLASS):
        counted |= coded[KOD].isin({kod for kod in system if kod.startswith(INVESTERINGSKONTO)})
    sums = coded[kalla.inom & counted].groupby(KOD)[Col.ORE].sum()
    return {str(kod): int(ore) for kod, ore in sums.items()}


def _resolved(system: Mapping[str, int], lagrat: Collection[str]) -> dict[str, int]:
    """Codes that lost their leading zeros on the way get them back where that is one stored code."""
    resolved: dict[str, int] = {}
    for kod, ore in system.items():
        alike = [one for one in lagrat if one not in system and one.lstrip("0") == kod.lstrip("0")]
        right = alike[0] if kod and kod not in lagrat and len(alike) == 1 else kod
        resolved[right] = resolved.get(right, 0) + ore
    return resolved


def _sign(system: Mapping[str, int], lagrat: Mapping[str, int], tolerans: int) -> int:
    def fit(sign: int) -> tuple[int, int]:
        diffs = [abs(lagrat.get(kod, 0) - sign * ore) for kod, ore in system.items()]
        return (-sum(diff <= tolerans for diff in diffs), sum(diffs))

    return -1 if fit(-1) < fit(1) else 1


def _aside(kalla: Kalla, per: Per, kod: str) -> str:
    """Why a line is no part of the answer; "" when it is."""
    if per in (Per.KONTO, Per.KLASS) and kod.startswith(BALANSKLASSER):
        return "Balanskonton (klass 1-2) räknas inte i driften och jämförs inte."
    if per is Per.PERIOD and kod.replace("-", "").isdigit() and not kalla.fran <= int(kod.replace("-", "")) <= kalla.till:
        return "Månaden ligger utanför den period som stäms av."
    return ""


def _missing(kod: str, system_ore: int | None, *, known: bool) -> list[Forklaring]:
    if system_ore is None:
        return [
            Forklaring(Orsak.SAKNAS, f"{kod or 'Rader utan kod'} finns i Helår men inte bland systemets summor.", exakt=True)
        ]
    if not known:
        return [Forklaring(Orsak.SAKNAS, f"{kod} finns inte i Helår. Är koden rätt, och hör den till nämnden?", exakt=False)]
    return []


def _other_lines(kod: str, diffs: Mapping[str, int]) -> list[Forklaring]:
    turned = [other for other, diff in diffs.items() if other != kod and diff == -diffs[kod]]
    if not turned:
        return []
    text = (
        f"Skillnaden {format_kronor(diffs[kod])} finns åt andra hållet på {', '.join(turned[:3])}: "
        "beloppet står på olika koder i Helår och i systemet."
    )
    return [Forklaring(Orsak.ANNAN_RAD, text)]
