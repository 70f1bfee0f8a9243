"""Every printed figure, summed straight from the stored files with openpyxl and plain Python.

`sample_data/kallor.csv` has the exceptions. Amounts here: öre, kostnad + in both municipalities (Katrineholm's files have
costs negative). Avvikelse = budget - utfall.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
REFERENS, SAMPLE = ROOT / "tests/referens", ROOT / "sample_data"
LIN, KAT = "lindesberg_2022_05", "katrineholm_2022_t1"
MANADER = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MNKR, TKR = 100_000_000, 100_000
OVRIGT = {"Funktionsstöd": "5139", "Individ och familj": "5590", "Vård och omsorg": "5290"}


@dataclass(frozen=True)
class Post:
    """One ledger row, or one month of one budget row. `nod`: kod of the struktur."""

    nod: str
    ar: int
    manad: int
    konto: str
    ore: int


def sheet(path: str, first: str) -> list[dict[str, object]]:
    """The rows below the row whose first cell is `first`."""
    book = openpyxl.load_workbook(SAMPLE / path, read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    top = next(place for place, row in enumerate(rows) if row[0] == first)
    return [{str(key): value for key, value in zip(rows[top], row, strict=True)} for row in rows[top + 1 :]]


def ore(value: object) -> int:
    return int((Decimal(str(value)) * 100).to_integral_value(ROUND_HALF_UP))


def kat_nod(ansvar: object) -> str:
    """20xx is enhet 01, 21xx is 02 ... 28xx is 09."""
    return f"{int(str(ansvar)) // 100 - 19:02d}"


@cache
def utfall() -> dict[str, list[Post]]:
    lin = [
        Post(str(r["Verksamhet"]), int(str(r["Period"])) // 100, int(str(r["Period"])) % 100, str(r["Konto"]), ore(r["Belopp"]))
        for ar in range(2018, 2023)
        for r in sheet(f"lindesberg/huvudbok_{ar}.xlsx", "Ansvar")
    ]
    kat = [
        Post(kat_nod(r["Kst"]), int(str(r["Per"])) // 100, int(str(r["Per"])) % 100, str(r["Konto"]), -ore(r["Nettobelopp"]))
        for ar in range(2020, 2023)
        for r in sheet(f"katrineholm/huvudbok_{ar}.xlsx", "Verdatum")
    ]
    return {LIN: lin, KAT: kat}


@cache
def budget() -> dict[str, list[Post]]:
    lin = [
        Post(str(r["Verksamhet"]), ar, place, str(r["Konto"]), ore(r[manad]))
        for ar in range(2018, 2023)
        for r in sheet(f"lindesberg/budget_{ar}.xlsx", "Verksamhet")
        for place, manad in enumerate(MANADER, start=1)
    ]
    kat = [
        Post(kat_nod(r["Kst"]), ar, place, str(r["Konto"]), -ore(r[f"Budget {manad}"]))
        for ar in range(2020, 2023)
        for r in sheet(f"katrineholm/budget_{ar}.xlsx", "Kst")
        if r["Kst"] != "Summa"
        for place, manad in enumerate(MANADER, start=1)
    ]
    return {LIN: lin, KAT: kat}


def total(
    posts: Iterable[Post], *, ar: int, till: int = 12, fran: int = 1, noder: set[str] | None = None, konto: str = ""
) -> int:
    return sum(
        p.ore
        for p in posts
        if p.ar == ar and fran <= p.manad <= till and (noder is None or p.nod in noder) and p.konto.startswith(konto)
    )


def avvikelse(mapp: str, *, ar: int, till: int, noder: set[str] | None = None, konto: str = "") -> int:
    plan, spent = (total(posts[mapp], ar=ar, till=till, noder=noder, konto=konto) for posts in (budget(), utfall()))
    return plan - spent


def referens(mapp: str, fil: str) -> list[dict[str, str]]:
    with (REFERENS / mapp / fil).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def kallor() -> list[dict[str, str]]:
    with (SAMPLE / "kallor.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def expected(fil: str, rad: str, kolumn: str, tryckt: str) -> str:
    """The printed figure, or ours where kallor.csv says why not."""
    for row in kallor():
        if (row["fil"], row["rad"], row["kolumn"]) == (fil, rad, kolumn):
            assert row["tryckt"] == tryckt
            return row["var"]
    return tryckt


def printed(value: int, unit: int, like: str) -> str:
    """`value` in öre, written with as many decimals as `like`: half away from zero, never a negative zero."""
    decimals = len(like.partition(",")[2])
    rounded = (Decimal(value) / unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded}".replace(".", ",")


def noder_below(namn: str) -> set[str]:
    """Kods of a line of Lindesberg's main table and of what is below it; everything for Totalt."""
    rows = sheet("lindesberg/struktur.xlsx", "Kod")
    top = {str(r["Kod"]) for r in rows if r["Namn"] == namn and r["Överordnad"] == "0500"}
    if namn == "Totalt":
        top = {"0500"}
    found = set(top)
    while True:
        more = {str(r["Kod"]) for r in rows if r["Överordnad"] in found} - found
        if not more:
            return found
        found |= more


def lin_prognos(noder: set[str]) -> int:
    rows = sheet("lindesberg/bedomningar_2022-05.xlsx", "Kod")
    return sum(int(Decimal(str(r["Prognos avvikelse helår (Mnkr)"])) * MNKR) for r in rows if r["Kod"] in noder)


LIN_TABELL: dict[str, Callable[[set[str]], int]] = {
    "nettokostnad_mnkr": lambda n: total(utfall()[LIN], ar=2022, till=5, noder=n),
    "budget_jan_maj_mnkr": lambda n: total(budget()[LIN], ar=2022, till=5, noder=n),
    "budgetavvikelse_jan_maj_mnkr": lambda n: avvikelse(LIN, ar=2022, till=5, noder=n),
    "prognos_helar_mnkr": lambda n: total(budget()[LIN], ar=2022, noder=n) - lin_prognos(n),
    "budget_helar_mnkr": lambda n: total(budget()[LIN], ar=2022, noder=n),
    "budgetavvikelse_helar_mnkr": lin_prognos,
}


@pytest.mark.parametrize("rad", referens(LIN, "ekonomisk_uppfoljning.csv"), ids=lambda r: r["verksamhet"])
def test_lindesberg_main_table(rad: dict[str, str]) -> None:
    noder = noder_below(rad["verksamhet"])
    ours = {kolumn: printed(compute(noder), MNKR, rad[kolumn]) for kolumn, compute in LIN_TABELL.items()}
    assert ours == {kolumn: rad[kolumn] for kolumn in LIN_TABELL}


@pytest.mark.parametrize(
    "rad", referens(LIN, "underverksamheter.csv"), ids=lambda r: f"{r['avdelning']}/{r['underverksamhet']}"
)
def test_lindesberg_underverksamheter(rad: dict[str, str]) -> None:
    below = noder_below(rad["avdelning"].replace("Individ och", "Individ- och"))
    rows = sheet("lindesberg/struktur.xlsx", "Kod")
    kod = next(str(r["Kod"]) for r in rows if r["Namn"] == rad["underverksamhet"] and str(r["Kod"]) in below)
    assert printed(lin_prognos({kod}), MNKR, "0,0") == rad["prognos_avvikelse_helar_mnkr"]
    if rad["avvikelse_jan_maj_mnkr"]:
        assert printed(avvikelse(LIN, ar=2022, till=5, noder={kod}), MNKR, "0,0") == rad["avvikelse_jan_maj_mnkr"]
    else:
        assert not [p for p in (*utfall()[LIN], *budget()[LIN]) if p.nod == kod]


def test_lindesberg_underverksamheter_stand_in_the_printed_order_with_ovrigt_last() -> None:
    rows = sheet("lindesberg/struktur.xlsx", "Kod")
    for avdelning, ovrigt in OVRIGT.items():
        top = next(str(r["Kod"]) for r in rows if str(r["Namn"]).replace("Individ- ", "Individ ") == avdelning)
        below = [(str(r["Kod"]), r["Namn"]) for r in rows if r["Överordnad"] == top]
        names = [r["underverksamhet"] for r in referens(LIN, "underverksamheter.csv") if r["avdelning"] == avdelning]
        assert [namn for _, namn in below[:-1]] == names
        assert below[-1][0] == ovrigt


@pytest.mark.parametrize("rad", referens(LIN, "foregaende_ars_utfall.csv"), ids=lambda r: r["verksamhet"])
def test_lindesberg_last_years_avvikelse(rad: dict[str, str]) -> None:
    namn = {"Socialförvaltningen": "Totalt", "Individ och familj": "Individ- och familj"}.get(
        rad["verksamhet"], rad["verksamhet"]
    )
    value = avvikelse(LIN, ar=2021, till=12, noder=noder_below(namn))
    assert printed(value, MNKR, "0,0") == rad["foregaende_ars_utfall_avvikelse_mnkr"]


def test_lindesberg_last_year_leaves_the_rest_to_vard_och_omsorg() -> None:
    rest = Decimal("-25.1") - Decimal("2.3") - Decimal("-4.5") - Decimal("-9.2")
    value = avvikelse(LIN, ar=2021, till=12, noder=noder_below("Vård och omsorg"))
    assert printed(value, MNKR, "0,0") == str(rest).replace(".", ",")


@pytest.mark.parametrize("rad", referens(LIN, "forsorjningsstod_per_31_5.csv"), ids=lambda r: r["ar"])
def test_lindesberg_forsorjningsstod_per_31_maj(rad: dict[str, str]) -> None:
    ar = int(rad["ar"])
    gross = total(utfall()[LIN], ar=ar, till=5, konto="45")
    income = -total(utfall()[LIN], ar=ar, till=5, konto="3", noder={"5570"})
    ours = {
        "exkl_intakt_mnkr": printed(gross, MNKR, "0,0"),
        "inkl_intakt_mnkr": printed(gross - income, MNKR, "0,0"),
        "andel_som_ersatts_med_intakter": printed(income * 100, gross, "0") + "%",
        "totala_intakter_mnkr": printed(income, MNKR, "0,0"),
    }
    fil = "forsorjningsstod_per_31_5.csv"
    assert ours == {kolumn: expected(fil, rad["ar"], kolumn, rad[kolumn]) for kolumn in ours}


def test_lindesberg_bistand_holds_nothing_but_stod_and_income() -> None:
    assert {p.konto[:2] for p in utfall()[LIN] if p.nod == "5570"} <= {"45", "31", "35"}
    assert {p.nod for p in utfall()[LIN] if p.konto.startswith("45")} == {"5570"}


def test_lindesberg_free_text_against_table() -> None:
    for row in (row for row in kallor() if row["fil"] == "löptext"):
        value = avvikelse(LIN, ar=2022, till=5, noder=noder_below(row["rad"]))
        assert printed(value, MNKR, "0,0") == row["var"] != row["tryckt"]


@pytest.mark.parametrize("rad", referens(KAT, "driftredovisning.csv"), ids=lambda r: r["enhet"])
def test_katrineholm_main_table(rad: dict[str, str]) -> None:
    rows = sheet("katrineholm/struktur.xlsx", "Kod")
    noder = {str(r["Kod"]) for r in rows if rad["enhet"] in (r["Namn"], "Summa")}
    bedomning = sheet("katrineholm/bedomningar_2022-04.xlsx", "Kod")
    prognos = sum(int(str(r["Prognos avvikelse helår (tkr)"])) * TKR for r in bedomning if r["Kod"] in noder)
    ours = {
        "utfall_2022_04_tkr": -total(utfall()[KAT], ar=2022, till=4, noder=noder),
        "budget_2022_04_tkr": -total(budget()[KAT], ar=2022, till=4, noder=noder),
        "avvikelse_2022_04_tkr": avvikelse(KAT, ar=2022, till=4, noder=noder),
        "prognos_avvikelse_helar_tkr": prognos,
    }
    assert {kolumn: printed(value, TKR, "0") for kolumn, value in ours.items()} == {kolumn: rad[kolumn] for kolumn in ours}


def test_katrineholm_struktur_selects_each_ansvar_of_the_ledger_once() -> None:
    ranges = {str(r["Kod"]): str(r["Ansvar"]) for r in sheet("katrineholm/struktur.xlsx", "Kod")}
    for ansvar in {int(str(r["Kst"])) for r in sheet("katrineholm/huvudbok_2021.xlsx", "Verdatum")}:
        hits = [kod for kod, text in ranges.items() if _selected(ansvar, text)]
        assert hits == [kat_nod(ansvar)]


def _selected(ansvar: int, text: str) -> bool:
    ends = [part.split("-") for part in text.split(", ")]
    return any(int(part[0]) <= ansvar <= int(part[-1]) for part in ends)


@pytest.mark.parametrize("rad", referens(KAT, "forsorjningsstod_per_manad_tkr.csv"), ids=lambda r: r["ar"])
def test_katrineholm_forsorjningsstod_per_month(rad: dict[str, str]) -> None:
    for place, manad in enumerate(MANADER, start=1):
        value = total(utfall()[KAT], ar=int(rad["ar"]), fran=place, till=place, konto="45")
        assert printed(value, TKR, "0") == (rad[manad] or "0"), manad


@pytest.mark.parametrize("rad", referens(KAT, "placeringskostnad_per_manad_tkr.csv"), ids=lambda r: r["serie"])
def test_katrineholm_placeringar_per_month(rad: dict[str, str]) -> None:
    serie, ar = rad["serie"].split()
    posts = (budget() if serie == "Budget" else utfall())[KAT]
    for place, manad in enumerate(MANADER, start=1):
        value = total(posts, ar=int(ar), fran=place, till=place, konto="46")
        assert printed(value, TKR, "0") == (rad[manad] or "0"), manad


def test_katrineholm_forsorjningsstod_budget_is_the_printed_month_all_year() -> None:
    months = [total(budget()[KAT], ar=2022, fran=place, till=place, konto="45") for place in range(1, 13)]
    assert months == [3514 * TKR] * 12


def _t1(ar: int, *konton: str) -> int:
    return sum(total(utfall()[KAT], ar=ar, till=4, konto=konto) for konto in konton)


KAT_TEXT: dict[tuple[str, str], Callable[[], int]] = {
    # Less income: the sum of konto 3 (negative) of 2021 less that of 2022.
    ("Intäkter, förändring mot föregående år", "utfall_t1_2022"): lambda: _t1(2021, "3") - _t1(2022, "3"),
    ("Försörjningsstöd", "utfall_t1_2022"): lambda: _t1(2022, "45"),
    ("Försörjningsstöd", "utfall_t1_2021"): lambda: _t1(2021, "45"),
    ("Försörjningsstöd", "avvikelse_mot_budget_t1"): lambda: avvikelse(KAT, ar=2022, till=4, konto="45"),
    ("Placeringar", "utfall_t1_2022"): lambda: _t1(2022, "46"),
    ("Placeringar", "utfall_t1_2021"): lambda: _t1(2021, "46"),
    ("Placeringar", "avvikelse_mot_budget_t1"): lambda: avvikelse(KAT, ar=2022, till=4, konto="46"),
    ("Konsulter", "utfall_t1_2022"): lambda: _t1(2022, "745", "75"),
    ("Personalkostnader", "avvikelse_mot_budget_t1"): lambda: avvikelse(KAT, ar=2022, till=4, konto="5"),
    ("Renovering sociala kontrakt", "utfall_t1_2022"): lambda: _t1(2022, "6191"),
}


def test_katrineholm_amounts_named_in_the_text() -> None:
    fil, checked = "kommentarsbelopp_tkr.csv", set()
    for rad in referens(KAT, fil):
        for kolumn in ("utfall_t1_2022", "utfall_t1_2021", "avvikelse_mot_budget_t1", "prognos_avvikelse_helar"):
            if not rad[kolumn]:
                continue
            want = expected(fil, rad["post"], kolumn, rad[kolumn])
            if want:
                value = KAT_TEXT[rad["post"], kolumn]()
                assert printed(value, TKR, "0") == want, (rad["post"], kolumn)
                checked.add((rad["post"], kolumn))
    assert checked == set(KAT_TEXT)


def test_katrineholm_lonekostnader_of_the_personnel_table() -> None:
    rad = next(r for r in referens(KAT, "personal_nyckeltal.csv") if r["nyckeltal"] == "Lönekostnader totalt, tkr")
    assert printed(_t1(2022, "5"), TKR, "0") == rad["utfall_2022"]
    assert printed(_t1(2021, "5"), TKR, "0") == rad["utfall_2021"]


def test_katrineholm_statistik_of_paid_stod_in_kronor() -> None:
    fil, post = "statistik_forsorjningsstod.csv", "Utbetalt försörjningsstöd under månaden"
    rad = next(r for r in referens(KAT, fil) if r["matt"] == post)
    for place, manad in enumerate(MANADER[:4], start=1):
        want = expected(fil, post, manad, rad[manad])
        assert printed(total(utfall()[KAT], ar=2022, fran=place, till=place, konto="45"), 100, want) == want
    assert printed(_t1(2022, "45"), 100, "0") == expected(fil, post, "ackumulerat", rad["ackumulerat"])


def test_budget_files_carry_row_sums_that_are_right() -> None:
    for ar in range(2018, 2023):
        for r in sheet(f"lindesberg/budget_{ar}.xlsx", "Verksamhet"):
            assert sum(ore(r[manad]) for manad in MANADER) == ore(r["Summa"])
    for ar in range(2020, 2023):
        rows = sheet(f"katrineholm/budget_{ar}.xlsx", "Kst")
        assert sum(ore(r["Helår"]) for r in rows[:-1]) == ore(rows[-1]["Helår"])
        assert all(sum(ore(r[f"Budget {manad}"]) for manad in MANADER) == ore(r["Helår"]) for r in rows)


def test_every_exception_is_told_in_kallor_md() -> None:
    text = (SAMPLE / "KALLOR.md").read_text(encoding="utf-8")
    for row in kallor():
        cells = [row["kommun"], row["fil"], row["rad"], row["kolumn"], row["tryckt"], row["var"] or "–", row["skal"]]
        cells[4:6] = [cell.replace("-", "−", 1) for cell in cells[4:6]]
        assert "| " + " | ".join(cells) + " |" in text
