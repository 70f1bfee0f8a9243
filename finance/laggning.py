"""Laying a prognos: what stands behind each line, what a person has typed and not saved, and what it would do.

A line can have bedömningar on the whole nod and on its kontogrupper. What is typed is text until it is saved: amounts are read
by the same parser as files. Amounts: öre; avvikelse plus = överskott; kostnad canonical (kostnad +).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet, to_ore
from finance.errors import InvalidValue
from finance.inlasning.cell.tal import MAX_ORE, TOMT, parse_belopp, split_enhet
from finance.inlasning.modell import Bedomningsrad
from finance.kub import accumulate
from finance.lage import Lage
from finance.period import Period
from finance.prognos.helarsprognos import Helarsprognos
from finance.struktur import Gren

ALLA = ""
NOW = datetime.min.replace(tzinfo=UTC)
"""Stands for the time of what is not saved."""


@dataclass(frozen=True, slots=True)
class Laggrad:
    """One line to judge. `system_ore`, `low_ore` (worse) and `high_ore`: the system's avvikelse and 80 % interval, full year.

    `stangt_ore`: utfall of the months that the prognos builds on; `utfall_ore`: to the period. `gallande`: what is in force.
    """

    nod: str
    namn: str
    niva: int
    foralder: str | None
    har_delar: bool
    utfall_ore: int
    stangt_ore: int
    budget_ore: int
    system_ore: int
    low_ore: int
    high_ore: int
    prognos_ore: int
    gallande: tuple[Bedomning, ...]

    def niva_av(self, kontogrupp: str = "") -> Bedomning | None:
        """The nivå in force on the nod, or on one kontogrupp of it."""
        return next((b for b in self.of(kontogrupp) if b.typ is Bedomningstyp.NIVA), None)

    def of(self, kontogrupp: str = "") -> tuple[Bedomning, ...]:
        """What is in force on the whole nod (""), or on one kontogrupp."""
        return tuple(b for b in self.gallande if b.kontogrupp.casefold() == kontogrupp.casefold())


@dataclass(frozen=True, slots=True)
class Utkast:
    """What a person has typed for one place. `skal` None: not touched. `bekrafta`: what stands on the nod still holds."""

    nod: str
    kontogrupp: str = ""
    belopp: str = ""
    typ: Bedomningstyp = Bedomningstyp.NIVA
    skal: str | None = None
    bekrafta: bool = False

    @property
    def has_belopp(self) -> bool:
        """Whether an amount is typed; a dash alone is none."""
        return self.belopp.strip() not in TOMT

    @property
    def is_empty(self) -> bool:
        """Nothing to save."""
        return not self.has_belopp and self.skal is None and not self.bekrafta


@lru_cache(maxsize=16)
def list_laggrader(prognos: Helarsprognos) -> tuple[Laggrad, ...]:
    """Every line of the report, the nämnd's total last. Remembered: a Helarsprognos never changes, known by its identity."""
    lage = prognos.lage
    return tuple(_laggrad(prognos, gren) for gren in lage.struktur.grenar(lage.kub.noder))


def compute_avvikelser(prognos: Helarsprognos) -> dict[str, int]:
    """Prognos avvikelse helår of every line."""
    lage, kub = prognos.lage, prognos.kub
    grenar = ((gren.kod, kub.rows(gren.blad)) for gren in lage.struktur.grenar(kub.noder))
    return {kod: _sum(lage, "budget", rows, 12) - int(prognos.prognos[rows].sum()) for kod, rows in grenar}


def _laggrad(prognos: Helarsprognos, gren: Gren) -> Laggrad:
    lage, rows = prognos.lage, prognos.kub.rows(gren.blad)
    budget = _sum(lage, "budget", rows, 12)
    interval = prognos.intervall(rows)
    return Laggrad(
        nod=gren.kod,
        namn=gren.namn,
        niva=gren.niva,
        foralder=gren.foralder,
        har_delar=gren.has_children,
        utfall_ore=_sum(lage, "utfall", rows, lage.manad),
        stangt_ore=_sum(lage, "utfall", rows, prognos.last_closed),
        budget_ore=budget,
        system_ore=budget - interval.total_ore,
        low_ore=budget - interval.high_ore,
        high_ore=budget - interval.low_ore,
        prognos_ore=budget - int(prognos.prognos[rows].sum()),
        gallande=tuple(b for b in lage.bedomningar if b.nod == gren.kod),
    )


def _sum(lage: Lage, what: str, rows: Sequence[int], manad: int) -> int:
    year = lage.kub.year(lage.period.ar)
    return 0 if year is None else int(accumulate(getattr(lage.kub, what)[list(rows), :, year, :], manad).sum())


def compute_manadstakt(rad: Laggrad, avvikelse_ore: int, last_closed: int) -> tuple[int | None, int | None]:
    """(cost per closed month, cost per month left if the year ends at `avvikelse_ore`); None where there is no such month.

    docs/metoder.md#nar-du-skriver-en-bedomning.
    """
    so_far = round(Decimal(rad.stangt_ore) / last_closed) if last_closed else None
    left = 12 - last_closed
    ahead = round(Decimal(rad.budget_ore - avvikelse_ore - rad.stangt_ore) / left) if left else None
    return so_far, ahead


def is_stale(rad: Laggrad, last_closed: Period | None) -> bool:
    """Whether a nivå on the nod was not confirmed through two later closed months."""
    return any(b.is_stale(last_closed) for b in rad.gallande)


def choose_rader(rader: Sequence[Laggrad], visa: str, mina: Collection[str] = ()) -> tuple[Laggrad, ...]:
    """Some lines in report order: all (""), a nod with what is under it, or those in `mina` when any is given."""
    if mina:
        return tuple(rad for rad in rader if rad.nod in mina)
    if visa == ALLA or visa not in {rad.nod for rad in rader}:
        return tuple(rader)
    parents = {rad.nod: rad.foralder for rad in rader}
    return tuple(rad for rad in rader if visa in _upwards(rad.nod, parents))


def _upwards(nod: str, parents: Mapping[str, str | None]) -> Iterable[str]:
    above: str | None = nod
    while above is not None:
        yield above
        above = parents.get(above)


def worst_first(rader: Sequence[Laggrad]) -> tuple[Laggrad, ...]:
    """Lines without parts, and parents that have a bedömning of their own, by prognos avvikelse: largest underskott first."""
    single = [rad for rad in rader if not rad.har_delar or rad.gallande]
    return tuple(sorted(single, key=lambda rad: rad.prognos_ore))


def parse_avvikelse(text: str, enhet: Enhet) -> int:
    """A typed amount in öre; a unit written beside it goes before `enhet`. Raises InvalidValue with what to write."""
    value = parse_belopp(text)
    if value is None:
        raise InvalidValue(f"”{text.strip()}” är inget belopp. Skriv bara siffror, till exempel −1 500 eller 2,5.")
    ore = to_ore(value, split_enhet(text.strip())[1] or enhet)
    if abs(ore) >= MAX_ORE:
        raise InvalidValue(f"”{text.strip()}” är för stort för att vara ett belopp. Kontrollera enheten.")
    return ore


def to_rader(utkast: Utkast, rad: Laggrad, *, enhet: Enhet, period: Period) -> tuple[Bedomningsrad, ...]:
    """What is to be stored for month `period`; nothing for an empty draft. Raises InvalidValue with what to do.

    An amount replaces the same typ on the same place; a tillägg keeps the months of the one it replaces.
    """
    found: dict[tuple[str, str], list[Bedomningsrad]] = {}
    if utkast.bekrafta:
        for one in (b for b in rad.gallande if b.gjord != period):
            found.setdefault((one.kontogrupp, one.typ.value), []).append(to_bedomningsrad(one, period))
    if utkast.has_belopp:
        typed = _typed(utkast, rad, parse_avvikelse(utkast.belopp, enhet), period)
        found[typed.kontogrupp, typed.typ] = [typed]
    elif utkast.skal is not None:
        same = _with_new_reason(utkast, rad)
        found[same.kontogrupp, same.typ.value] = [to_bedomningsrad(same, period)]
    return tuple(one for rows in found.values() for one in rows)


def _typed(utkast: Utkast, rad: Laggrad, ore: int, period: Period) -> Bedomningsrad:
    there = rad.of(utkast.kontogrupp)
    same = [b for b in there if b.typ is utkast.typ]
    before = same[0] if len(same) == 1 else None
    months = before if utkast.typ is Bedomningstyp.TILLAGG else None
    return Bedomningsrad(
        nod=utkast.nod,
        kontogrupp=there[0].kontogrupp if there else utkast.kontogrupp,  # as it is spelt there, so that it takes its place
        typ=utkast.typ.value,
        avvikelse_ore=ore,
        kostnad_ore=None,
        ar=period.ar,
        period=period.key,
        fran=months.fran.key if months and months.fran else None,
        till=months.till.key if months and months.till else None,
        skal=utkast.skal if utkast.skal is not None else before.skal if before else "",
        blad="",
        rad=0,
    )


def _with_new_reason(utkast: Utkast, rad: Laggrad) -> Bedomning:
    there = rad.of(utkast.kontogrupp)
    same = rad.niva_av(utkast.kontogrupp) or (there[0] if len(there) == 1 else None)
    if same is None:
        raise InvalidValue("Det finns ett skäl men inget belopp. Skriv ett belopp också, eller töm skälet.")
    return replace(same, skal=utkast.skal or "")


def to_bedomningsrad(one: Bedomning, period: Period) -> Bedomningsrad:
    """The same bedömning, written for month `period`."""
    return Bedomningsrad(
        nod=one.nod,
        kontogrupp=one.kontogrupp,
        typ=one.typ.value,
        avvikelse_ore=one.avvikelse_ore,
        kostnad_ore=one.kostnad_ore,
        ar=one.ar,
        period=period.key,
        fran=one.fran.key if one.fran else None,
        till=one.till.key if one.till else None,
        skal=one.skal,
        blad="",
        rad=0,
    )


def make_tillagg(
    rad: Laggrad,
    *,
    kontogrupp: str,
    belopp: str,
    som_kostnad: bool,
    enhet: Enhet,
    fran: Period,
    till: Period,
    skal: str,
    period: Period,
) -> Bedomningsrad:
    """A tillägg over some months, as change of avvikelse or of cost (plus = dearer). Raises InvalidValue with what to do."""
    if not belopp.strip():
        raise InvalidValue("Skriv tilläggets belopp.")
    if till < fran:
        raise InvalidValue(f"Till ({till.namn}) ligger före Från ({fran.namn}). Byt en av månaderna.")
    ore = parse_avvikelse(belopp, enhet)
    return Bedomningsrad(
        nod=rad.nod,
        kontogrupp=kontogrupp,
        typ=Bedomningstyp.TILLAGG.value,
        avvikelse_ore=None if som_kostnad else ore,
        kostnad_ore=ore if som_kostnad else None,
        ar=period.ar,
        period=period.key,
        fran=fran.key,
        till=till.key,
        skal=skal,
        blad="",
        rad=0,
    )


def merge(gallande: Sequence[Bedomning], new: Sequence[Bedomningsrad]) -> tuple[Bedomning, ...]:
    """What would be in force if `new` was saved: each takes the place of the same nod, kontogrupp and typ."""
    replaced = {(rad.nod, rad.kontogrupp, rad.typ) for rad in new}
    kept = [b for b in gallande if (b.nod, b.kontogrupp, b.typ.value) not in replaced]
    return (*kept, *(to_bedomning(rad) for rad in new))


def to_bedomning(rad: Bedomningsrad) -> Bedomning:
    """What is written as if it was in force, before it is saved."""
    return Bedomning(
        nod=rad.nod,
        kontogrupp=rad.kontogrupp,
        typ=Bedomningstyp(rad.typ),
        avvikelse_ore=rad.avvikelse_ore,
        kostnad_ore=rad.kostnad_ore,
        ar=rad.ar,
        gjord=Period.from_key(rad.period) if rad.period else None,
        fran=Period.from_key(rad.fran) if rad.fran else None,
        till=Period.from_key(rad.till) if rad.till else None,
        skal=rad.skal,
        vem=rad.vem,
        nar=NOW,
    )
