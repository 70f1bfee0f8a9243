"""Ledgers, and the ways to write them as files, for the fuzzing of the readers."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import assume
from hypothesis import strategies as st

MANADER = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
RUBRIKER = {
    "verksamhet": ("Verksamhet", "Vht", "VERKS", "Vsh-kod", "verksamhetskod", "Funktion"),
    "konto": ("Konto", "Kontonr", "Slag", "KTO", "Art"),
    "ansvar": ("Ansvar", "Ansv.", "Kst", "Kostnadsställe", "Resultatenhet"),
    "period": ("Period", "Per", "Bokföringsperiod", "PERIOD", "Månad"),
    "belopp": ("Belopp", "Utfall", "Nettobelopp", "Saldo", "NETTO"),
}
ENHETER = {"kr": 100, "tkr": 100_000, "Mnkr": 100_000_000}


@dataclass(frozen=True)
class Rad:
    """One row of a ledger: öre canonical."""

    verksamhet: str
    konto: str
    manad: int
    ore: int


@dataclass(frozen=True)
class Skrivsatt:
    """How a ledger is written."""

    form: str
    fil: str
    enhet: str
    tecken: int
    tal: str
    rubriker: dict[str, str]
    ordning: tuple[int, ...]
    titlar: bool
    summor: bool
    manadsstil: int
    periodstil: int
    mark: str
    kodning: str


def rader() -> st.SearchStrategy[list[Rad]]:
    """Rows of one year. One large cost makes the sign of the whole clear; konto 3 is income."""
    kod = st.integers(100, 999).map(lambda k: f"{k:04d}")
    kostnad = st.builds(
        Rad, kod, st.sampled_from(["4611", "5011", "6411", "7411"]), st.integers(1, 12), st.integers(-(10**6), 10**9)
    )
    intakt = st.builds(Rad, kod, st.just("3011"), st.integers(1, 12), st.integers(-(10**7), -1))
    stor = st.builds(Rad, kod, st.just("5011"), st.integers(1, 12), st.integers(10**10, 10**11))
    rest = st.lists(st.one_of(kostnad, intakt), max_size=12).map(lambda found: [rad for rad in found if rad.ore])
    return st.tuples(stor, rest).map(lambda parts: [parts[0], *parts[1]])


def skrivsatt() -> st.SearchStrategy[Skrivsatt]:
    """Any way to write a ledger."""
    return st.builds(
        Skrivsatt,
        form=st.sampled_from(["lång", "bred", "kolumner"]),
        fil=st.sampled_from(["csv", "csv", "csv", "xlsx"]),
        enhet=st.sampled_from(list(ENHETER)),
        tecken=st.sampled_from([1, -1]),
        tal=st.sampled_from(["svensk", "nbsp", "slät", "punkt", "efter", "parentes", "unicode"]),
        rubriker=st.fixed_dictionaries({key: st.sampled_from(words) for key, words in RUBRIKER.items()}),
        ordning=st.permutations(range(5)).map(tuple),
        titlar=st.booleans(),
        summor=st.booleans(),
        manadsstil=st.integers(0, 5),
        periodstil=st.integers(0, 5),
        mark=st.sampled_from([";", "\t", ","]),
        kodning=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    )


def table(ledger: Sequence[Rad], satt: Skrivsatt) -> list[list[Any]]:
    """The ledger as cells. What stands around it always says the unit, and the year 2022."""
    titlar = [["Ekonomirapport"], ["År 2022"], [f"Belopp i {satt.enhet}"], []]
    rows = {"lång": _lang, "bred": _bred, "kolumner": _kolumner}[satt.form](ledger, satt)
    return [*titlar, *rows, *([["Källa: ekonomisystemet"]] if satt.titlar else [])]


def expected(ledger: Sequence[Rad], satt: Skrivsatt) -> dict[tuple[str, int], int]:
    """(verksamhet, ÅÅÅÅMM) -> öre, added one by one; in form kolumner the year stands on its last month."""
    sums: dict[tuple[str, int], int] = {}
    for rad in ledger:
        key = (rad.verksamhet, 202212 if satt.form == "kolumner" else 202200 + rad.manad)
        sums[key] = sums.get(key, 0) + rad.ore
    return {key: ore for key, ore in sums.items() if ore}


def as_bytes(cells: list[list[Any]], satt: Skrivsatt) -> bytes:
    """The cells as a file."""
    if satt.fil == "xlsx":
        book = openpyxl.Workbook()
        for row in cells:
            book.worksheets[0].append([float(cell) if isinstance(cell, Decimal) else cell for cell in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=satt.mark)
    writer.writerows([[_spell(cell, satt.tal) if isinstance(cell, Decimal) else cell for cell in row] for row in cells])
    content = text.getvalue()
    if satt.kodning == "cp1252":
        content = content.replace("\u2212", "-").replace("\u202f", "\u00a0")
    return content.encode(satt.kodning)


def _tal(ore: int, satt: Skrivsatt) -> Decimal:
    return Decimal(ore * satt.tecken) / ENHETER[satt.enhet]


def _spell(value: Decimal, tal: str) -> str:
    bare = f"{abs(value):f}"
    whole, _, part = bare.partition(".")
    decimals = f",{part or '0'}"
    grouped = f"{int(whole):,}"
    minus = value < 0
    if tal == "slät":
        return f"{'-' if minus else ''}{whole}.{part or '0'}"
    if tal == "punkt" and len(part) != 3:
        return f"{'-' if minus else ''}{grouped.replace(',', '.')}{decimals}"
    if tal == "nbsp":
        return f"{'-' if minus else ''}{grouped.replace(',', chr(0xA0))}{decimals}"
    swedish = f"{grouped.replace(',', ' ')}{decimals}"
    if tal == "efter":
        return f"{swedish}{'-' if minus else ''}"
    if tal == "parentes":
        return f"({swedish})" if minus else swedish
    return f"{(chr(0x2212) if tal == 'unicode' else '-') if minus else ''}{swedish}"


def _lang(ledger: Sequence[Rad], satt: Skrivsatt) -> list[list[Any]]:
    keys = [list(RUBRIKER)[nr] for nr in satt.ordning]
    rows: list[list[Any]] = [[satt.rubriker[key] for key in keys]]
    for rad in ledger:
        cells = {
            "verksamhet": rad.verksamhet,
            "konto": rad.konto,
            "ansvar": "1100",
            "period": _period(rad.manad, satt.periodstil),
            "belopp": _tal(rad.ore, satt),
        }
        rows.append([cells[key] for key in keys])
    if satt.summor:
        label = next(key for key in keys if key != "belopp")
        total = {"belopp": _tal(sum(rad.ore for rad in ledger), satt), label: "Summa"}
        rows.append([total.get(key) for key in keys])
    return rows


def _period(manad: int, stil: int) -> str:
    namn = MANADER[manad - 1]
    return (
        f"2022{manad:02d}",
        f"2022-{manad:02d}",
        f"{namn} 2022",
        f"22-{manad:02d}",
        f"2022{manad:02d}.00",
        f"2022-{manad:02d}-15",
    )[stil]


def _bred(ledger: Sequence[Rad], satt: Skrivsatt) -> list[list[Any]]:
    months = sorted({rad.manad for rad in ledger})
    namn = [MANADER[m - 1] for m in months]
    stilar: tuple[list[str], ...] = (
        [str(n[:3]) for n in namn],
        [str(n).capitalize() for n in namn],
        [f"2022-{m:02d}" for m in months],
        [f"2022{m:02d}" for m in months],
        [f"Utfall {n[:3]}-22" for n in namn],
        [f"P{m:02d}" for m in months],
    )
    rows: list[list[Any]] = [[satt.rubriker["verksamhet"], *stilar[satt.manadsstil], *(["Summa"] if satt.summor else [])]]
    per = {v: [sum(r.ore for r in ledger if (r.verksamhet, r.manad) == (v, m)) for m in months] for v in _verksamheter(ledger)}
    _assume_no_headings([tuple(values) for values in per.values()])
    assume(all(any(values) for values in per.values()))
    assume(any(values[-1] for values in per.values()))  # a last month of zeros is no month
    for kod, values in [
        *per.items(),
        *([("Totalt", [sum(c) for c in zip(*per.values(), strict=True)])] if satt.summor else []),
    ]:
        rows.append([kod, *(_tal(ore, satt) for ore in values), *([_tal(sum(values), satt)] if satt.summor else [])])
    return rows


def _kolumner(ledger: Sequence[Rad], satt: Skrivsatt) -> list[list[Any]]:
    rows: list[list[Any]] = [[satt.rubriker["verksamhet"], "Namn", "Utfall jan-dec 2022"]]
    sums = {v: sum(rad.ore for rad in ledger if rad.verksamhet == v) for v in _verksamheter(ledger)}
    _assume_no_headings([(ore,) for ore in sums.values()])
    rows += [[kod, f"Namn {kod}", _tal(ore, satt)] for kod, ore in sums.items()]
    if satt.summor:
        rows.append(["Summa", None, _tal(sum(sums.values()), satt)])
    return rows


def _verksamheter(ledger: Sequence[Rad]) -> list[str]:
    return list(dict.fromkeys(rad.verksamhet for rad in ledger))


def _assume_no_headings(rows: Sequence[tuple[int, ...]]) -> None:
    """Rows that happen to be the sum of rows under them are asked about: not the subject here."""
    for place, row in enumerate(rows):
        total = [0] * len(row)
        for below in rows[place + 1 :]:
            total = [a + b for a, b in zip(total, below, strict=True)]
            assume(tuple(total) != row)
