"""From month targets to ledger rows: konton, vouchers, credits and corrections. Every month's target is met to the öre."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from finance.belopp import split_by_weights
from finance.kontoplan import Kontogrupp
from finance.period import MANADER
from sample_data.generator.konton import RENOVERING, STANDARDKONTON, Kontospec, Stil
from sample_data.generator.mal import Manadsmal
from sample_data.generator.slump import Slump

DUBBLETT, SENARE, KREDIT, SEN = (
    0.025,
    0.006,
    0.05,
    0.006,
)  # shares of invoice rows: wrong twice, mended next month, credit, late
MINSTA_DEL = 200_000  # öre: smaller amounts are one row
LONEDAG = 27
SOMMAR = (6, 7, 8)
SOMMARVIKARIER = {"5021": 1.6, "5041": 1.3}  # weight of timlön and övertid while the regular staff has semester


@dataclass(frozen=True, slots=True)
class Rad:
    """One ledger row before it is numbered. `bunt`: rows of one voucher share it; `rattar`: the bunt that the row corrects."""

    ar: int
    manad: int
    datum: date
    bunt: str
    serie: str
    nod: str
    ansvar: str
    konto: str
    aktivitet: str
    projekt: str
    motpart: str
    text: str
    ore: int
    rattar: str = ""
    nummer: int = 0


@dataclass(frozen=True)
class Bokforing:
    """How one nämnd books: ansvar per nod, special konton, and whether an amount may stray into the next month and back."""

    ansvar: Mapping[str, tuple[str, ...]]
    konton: Mapping[tuple[str, Kontogrupp], Sequence[Kontospec]]
    flyttbar: Callable[[int, Kontogrupp], bool]

    def specs(self, mal: Manadsmal) -> Sequence[Kontospec]:
        """The konton a target is booked on."""
        if mal.konto == RENOVERING.konto:
            return (RENOVERING,)
        return self.konton.get((mal.nod, mal.kontogrupp)) or STANDARDKONTON[mal.kontogrupp]


def write_verifikat(mal: Iterable[Manadsmal], bok: Bokforing, slump: Slump) -> list[Rad]:
    """All rows, numbered per year in order of date, sorted by period and voucher."""
    rows: list[Rad] = []
    for m in mal:
        specs = bok.specs(m)
        weights = [spec.vikt * _sommar(spec, m.manad) * slump.brus(0.04) for spec in specs]
        for spec, ore in zip(specs, split_by_weights(m.ore, weights), strict=True):
            if ore:
                rows += _konto(m, spec, ore, bok, slump)
    return _number(rows)


def budget_per_konto(mal: Iterable[Manadsmal], bok: Bokforing) -> dict[tuple[str, str, int, int], int]:
    """(nod, konto, år, månad) -> öre. A budget stands on the larger konton of each kontogrupp, in whole kronor."""
    found: dict[tuple[str, str, int, int], int] = {}
    for m in mal:
        specs = bok.specs(m)
        largest = sum(spec.vikt for spec in specs)
        chosen = [spec for spec in specs if spec.vikt >= 0.2 * largest] or specs[:1]
        kronor = split_by_weights(m.ore // 100, [spec.vikt for spec in chosen])
        for spec, kr in zip(chosen, kronor, strict=True):
            key = (m.nod, spec.konto, m.ar, m.manad)
            found[key] = found.get(key, 0) + kr * 100
    return found


def _sommar(spec: Kontospec, manad: int) -> float:
    return SOMMARVIKARIER.get(spec.konto, 1.0) if manad in SOMMAR else 1.0


def _konto(m: Manadsmal, spec: Kontospec, ore: int, bok: Bokforing, slump: Slump) -> Iterator[Rad]:
    """One konto's month as rows that sum to `ore`."""
    ansvar = bok.ansvar[m.nod]
    if spec.stil in (Stil.LON, Stil.INTERN):
        parts = split_by_weights(ore, [slump.brus(0.02) / (place + 1.5) for place in range(len(ansvar))])
        for kod, part in zip(ansvar, parts, strict=True):
            yield _rad(m, spec, part, kod, _dag(spec, m, slump), _bunt(m, spec, 0), slump)
        return
    for place, part in enumerate(_delar(ore, spec, slump)):
        dag = _dag(spec, m, slump)
        yield from _with_rattelser(_rad(m, spec, part, slump.valj(ansvar), dag, _bunt(m, spec, place), slump), bok, m, slump)
    if len(ansvar) > 1 and spec.stil is Stil.FAKTURA and slump.chans(0.04):
        yield from _omforing(m, spec, abs(ore) // 10, ansvar, slump)


def _delar(ore: int, spec: Kontospec, slump: Slump) -> list[int]:
    """`ore` in invoices; now and then one of them is a credit."""
    count = max(1, min(spec.rader + slump.heltal(-1, 1), abs(ore) // MINSTA_DEL))
    parts = split_by_weights(ore, [0.4 + slump.tal() for _ in range(count)])
    if spec.stil is Stil.FAKTURA and count > 1 and slump.chans(KREDIT):
        credit = abs(parts[-1]) // 4
        parts[0] += parts[-1] + credit
        parts[-1] = -credit
    return parts


def _with_rattelser(rad: Rad, bok: Bokforing, m: Manadsmal, slump: Slump) -> Iterator[Rad]:
    """The row, and sometimes a fault with its correction (which sum to zero), or a date in the next month."""
    if rad.serie != Stil.FAKTURA.value or rad.ore <= 0:
        yield rad
        return
    if slump.chans(SEN):
        rad = replace(rad, datum=_nasta_manad(rad, slump), text=f"{rad.text}, avser {MANADER[rad.manad - 1]}")
    yield rad
    if slump.chans(DUBBLETT):
        yield replace(rad, bunt=f"{rad.bunt}-D")
        dag = max(rad.datum, _vardag(date(rad.ar, rad.manad, 28)))
        yield replace(
            rad,
            bunt=f"{rad.bunt}-R",
            datum=dag,
            serie="BOK",
            ore=-rad.ore,
            text="Rättelse, dubbelbokad ver {ver}",
            rattar=f"{rad.bunt}-D",
        )
    if bok.flyttbar(m.manad, m.kontogrupp) and slump.chans(SENARE):
        part = rad.ore // 5
        yield replace(rad, bunt=f"{rad.bunt}-F", ore=part, text=f"Faktura {slump.heltal(10000, 99999)}")
        senare = replace(rad, manad=rad.manad + 1, datum=_nasta_manad(rad, slump), bunt=f"{rad.bunt}-G", serie="BOK", ore=-part)
        yield replace(senare, text="Rättelse, fel förvaltning ver {ver}", rattar=f"{rad.bunt}-F")


def _omforing(m: Manadsmal, spec: Kontospec, ore: int, ansvar: Sequence[str], slump: Slump) -> Iterator[Rad]:
    """An amount moved between two ansvar of the nod: sums to zero."""
    dag = _vardag(date(m.ar, m.manad, slump.heltal(20, 28)))
    for kod, part in ((ansvar[0], -ore), (ansvar[1], ore)):
        rad = _rad(m, spec, part, kod, dag, f"OMF-{m.nod}-{m.manad:02d}-{spec.konto}", slump)
        yield replace(rad, serie="BOK", text="Omföring mellan enheter", motpart="")


def _rad(m: Manadsmal, spec: Kontospec, ore: int, ansvar: str, dag: date, bunt: str, slump: Slump) -> Rad:
    text = slump.valj(spec.texter).format(manad=MANADER[m.manad - 1], ar=m.ar, nr=slump.heltal(10000, 99999))
    if ore < 0 and spec.stil is Stil.FAKTURA:
        text = f"Kreditfaktura {slump.heltal(10000, 99999)}"
    return Rad(
        ar=m.ar, manad=m.manad, datum=dag, bunt=bunt, serie=spec.stil.value, nod=m.nod, ansvar=ansvar, konto=spec.konto,
        aktivitet=spec.aktivitet, projekt=spec.projekt, motpart=slump.valj(spec.motpart), text=text, ore=ore,
    )  # fmt: skip


def _bunt(m: Manadsmal, spec: Kontospec, place: int) -> str:
    """Payroll and internal vouchers are shared between noder; an invoice is a voucher of its own."""
    if spec.stil is Stil.LON:
        return f"LÖN-{m.manad:02d}"
    if spec.stil is Stil.INTERN:
        return f"INT-{m.manad:02d}-{spec.konto}"
    return f"{spec.stil.value}-{m.manad:02d}-{m.nod}-{spec.konto}-{place}"


def _dag(spec: Kontospec, m: Manadsmal, slump: Slump) -> date:
    if spec.stil is Stil.LON:
        return _vardag(date(m.ar, m.manad, LONEDAG))
    if spec.stil is Stil.INTERN:
        return _vardag(date(m.ar, m.manad, 5))
    low, high = (20, 28) if spec.stil is Stil.DEBITERING else (4, 28)
    return _vardag(date(m.ar, m.manad, slump.heltal(low, high)))


def _nasta_manad(rad: Rad, slump: Slump) -> date:
    dag = slump.heltal(5, 10)
    return _vardag(date(rad.ar + rad.manad // 12, rad.manad % 12 + 1, dag))


def _vardag(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _number(rows: Sequence[Rad]) -> list[Rad]:
    numbers: dict[tuple[int, str], int] = {}
    for ar in sorted({rad.ar for rad in rows}):
        dates: dict[str, date] = {}
        for rad in rows:
            if rad.ar == ar:
                dates.setdefault(rad.bunt, rad.datum)
        ordered = sorted(dates, key=lambda bunt: (dates[bunt], bunt))
        numbers |= {(ar, bunt): place for place, bunt in enumerate(ordered, start=1)}
    done = [_numbered(rad, numbers) for rad in rows]
    return sorted(done, key=lambda rad: (rad.ar, rad.manad, rad.nummer))


def _numbered(rad: Rad, numbers: Mapping[tuple[int, str], int]) -> Rad:
    corrected = numbers.get((rad.ar, rad.rattar))
    text = rad.text.format(ver=corrected) if corrected else rad.text
    return replace(rad, nummer=numbers[rad.ar, rad.bunt], text=text)
