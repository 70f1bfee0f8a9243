"""What time a figure of a mått is said to be of, and the values that the mått has for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.matt import Mattfoljd
from finance.matt import Tal as Mattal
from finance.period import MANADER, MANADER_KORT, Period

_FJOL = re.compile(
    r"\b(?:föregående\s+års?|förra\s+(?:årets?|vår(?:en)?|vinter(?:n)?|höst(?:en)?|sommar(?:en)?)|i?\s?fjol(?:året|årets)?|"
    r"året\s+(?:innan|före|dessförinnan)|ett\s+år\s+(?:tidigare|sedan)|år\s+tidigare|samma\s+(?:period|tid|tidpunkt|månader?))\b",
    re.IGNORECASE,
)
_SAMMA_MANAD = re.compile(r"\bsamma\s+månad\b", re.IGNORECASE)
_SAMMA = re.compile(r"\bsamma\s+(?:period|tid|tidpunkt|månader)\b", re.IGNORECASE)
_NU = re.compile(
    r"\b(?:nu|nuvarande|för\s+närvarande|just\s+nu|i\s?dag|i\s+dagsläget|dagens)\b",
    re.IGNORECASE,
)
_I_AR = re.compile(r"\b(?:i\s+år|innevarande\s+år|hittills)\b", re.IGNORECASE)
_PROGNOS = re.compile(
    r"\w*prognos\w*|\bhelår\w*|hela\s+året|årets\s+slut|årsskift|\b(?:för)?vänta\w*|\bberäkna\w*|\bbedöm\w*|\bbefara\w*|"
    r"räkna\w*\s+med|kommer\s+att|resten\s+av",
    re.IGNORECASE,
)
_ANNAN = re.compile(
    r"månaden\s+(?:innan|före)|(?:förra|föregående)\s+(?:månad|kvartal|tertial|veck|halvår)|\bsenaste\b|kvartal|veck|halvår|"
    r"varje|\bblir\b|\b(?:topp|högst|lägst|som\s+(?:mest|minst))\w*|\bmellan\b|\bmål\w*|\bbudget\w*|\bram\w*|planera|budgeter|\bsedan\s+(?!samma|förra|i)",
    re.IGNORECASE,
)
"""Times and comparisons that the mått has no value for."""
_MANADSNAMN = {name.lower(): number for names in (MANADER, MANADER_KORT) for number, name in enumerate(names, 1)}
_MANAD = re.compile(rf"\b(?:{'|'.join(sorted(_MANADSNAMN, key=len, reverse=True))})\b", re.IGNORECASE)
_SPANN = re.compile(rf"{_MANAD.pattern}\s*(?:[-–]|till(?:\s+och\s+med)?|t\.?o\.?m\.?)\s*{_MANAD.pattern}", re.IGNORECASE)
_TILL_MANAD = re.compile(
    rf"(?:\bper|till\s+och\s+med|t\.?o\.?m\.?|efter|fram\s+till|sista|slutet\s+av)\s+(?:den\s+)?(?:\d{{1,2}}\s+)?{_MANAD.pattern}",
    re.IGNORECASE,
)
_SENARE = re.compile(
    r"\b(?:i\s+(?:höst|sommar|vinter)|(?:under|efter|till)\s+(?:hösten|sommaren)|nästa|kommande)\b", re.IGNORECASE
)
_AR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Nar:
    """`ar`: the years named; `manad`: one month; `nu`: this very time; `prognos`: of the year to come; `annan`: not known.

    `samma`: of as many months as the report.
    """

    ar: frozenset[int] = frozenset()
    manad: int = 0
    nu: bool = False
    prognos: bool = False
    annan: bool = False
    samma: bool = False
    ar_sagt: bool = False  # whether the year is said, and not only its month

    @property
    def sagd(self) -> bool:
        """Whether any time is said."""
        return bool(self.ar or self.manad or self.nu or self.prognos)


def read_nar(text: str, period: Period) -> Nar:
    """The time that words say."""
    years = {int(match.group()) for match in _AR.finditer(text)}
    if not years and _FJOL.search(text):
        years = {period.ar - 1}
    years |= {period.ar} if _I_AR.search(text) else set()
    spans = _SPANN.search(text) is not None
    months = {_MANADSNAMN[match.group().lower()] for match in _MANAD.finditer(text)}
    if not months and _SAMMA_MANAD.search(text):
        months = {period.manad}
    until = _TILL_MANAD.search(text) is not None or spans
    other = _ANNAN.search(text) is not None or (until and max(months) != period.manad) or (not until and len(months) > 1)
    year = years or ({period.ar} if months else set())
    return Nar(
        ar=frozenset(year),
        manad=0 if until or len(months) != 1 else next(iter(months)),
        nu=_NU.search(text) is not None and not months and not years,
        prognos=_PROGNOS.search(text) is not None,
        annan=other,
        samma=_SAMMA.search(text) is not None or (until and max(months) == period.manad),
        ar_sagt=bool(years),
    )


def is_later(text: str, period: Period) -> bool:
    """Whether words speak of a time after the report's: what is said there without a time of its own may be of it."""
    months = {_MANADSNAMN[match.group().lower()] for match in _MANAD.finditer(text)}
    years = {int(match.group()) for match in _AR.finditer(text)}
    after = any(month > period.manad for month in months) and not years
    return after or any(year > period.ar for year in years) or _SENARE.search(text) is not None


def of_year(nar: Nar, before: Nar) -> Nar:
    """`i fjol var de 62 i april och 80 vid årets slut`: the year that was said before holds for a month or a year's end."""
    if nar.ar_sagt or nar.nu or not before.ar_sagt or not (nar.manad or nar.prognos):
        return nar
    return replace(nar, ar=before.ar, ar_sagt=True)


def values_at(one: Mattfoljd, nar: Nar, period: Period) -> list[Decimal]:
    """The values that the mått has for a time; none where it has no value of it. The one to show first."""
    if nar.annan:
        return []
    if nar.prognos:
        last = period.ar - 1 in nar.ar
        return _known([one.helar_foregaende, one.nu_foregaende] if last else [one.prognos, one.matt.so_far(period.ar, 12)])
    if nar.nu and not nar.ar:
        return _known([one.nu]) if is_written(one) else []
    found = [value for ar in sorted(nar.ar) for value in _of_year(one, ar, nar, period)]
    return list(dict.fromkeys(_known(found)))


def _of_year(one: Mattfoljd, ar: int, nar: Nar, period: Period) -> Iterator[Mattal]:
    if nar.manad:
        month = one.matt.months(ar)[nar.manad - 1]
        yield month
        if month is not None or one.matt.ackumulering is Ackumulering.SENASTE:
            yield one.matt.so_far(ar, nar.manad)
        return
    same_months = one.matt.so_far(ar, period.manad) if nar.samma and ar < period.ar else None
    if isinstance(same_months, Decimal):
        yield same_months
        return
    if ar == period.ar:
        yield one.nu
    if ar == period.ar - 1:
        yield from (one.nu_foregaende, one.helar_foregaende)
    yield from (rad.varde for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL and rad.till.startswith(f"{ar:04d}"))


def all_values(one: Mattfoljd) -> list[Decimal]:
    """Every value of it, of any time."""
    return _known(
        [one.nu, one.prognos, one.nu_foregaende, one.helar_foregaende, one.mal, *(rad.varde for rad in one.matt.rader)]
    )


def is_written(one: Mattfoljd) -> bool:
    """Whether the value so far is no average of its months: that one may be weighted."""
    if one.matt.ackumulering is not Ackumulering.MEDEL:
        return True
    rader = [rad for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL and rad.varde == one.nu]
    return any(rad.fran == rad.till or rad.fran[:7] != rad.till[:7] for rad in rader)


def changes_at(one: Mattfoljd, base: Nar, now: Nar, period: Period) -> list[Decimal]:
    """The changes that a text may mean, from the time it is held against; none where they are not known."""
    if base.annan or now.annan or one.brott:
        return []
    later = _known([one.nu]) if not now.sagd or now.nu else values_at(one, now, period)
    if base.manad:
        latest = one.matt.months(period.ar)[period.manad - 1]
        earlier = values_at(one, base, period)
        return [b - a for b in ([*later, *_known([latest])]) for a in earlier]
    if base.ar == {period.ar - 1}:
        earlier = _known([one.nu_foregaende, one.helar_foregaende])
        earlier = earlier[:1] if base.samma and isinstance(one.nu_foregaende, Decimal) else earlier
        return [b - a for a in earlier for b in later]
    if base.sagd or now.sagd:
        return []
    months = _known(one.matt.months(period.ar)[: period.manad])
    pairs = [(b, a) for place, b in enumerate(months) for a in months[:place]]
    known = [] if one.forandring is None else [one.forandring]
    return known and [*known, *(b - a for b, a in pairs), *_planned(one)]


def _planned(one: Mattfoljd) -> list[Decimal]:
    sides = ((one.prognos, one.nu), (one.prognos, one.helar_foregaende), (one.nu, one.helar_foregaende))
    return [b - a for b, a in sides if isinstance(b, Decimal) and isinstance(a, Decimal)]


def _known(values: "list[Mattal] | tuple[Mattal, ...]") -> list[Decimal]:
    return [value for value in values if isinstance(value, Decimal)]
