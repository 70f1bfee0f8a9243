"""Katrineholm's published series: every method's forecasts of 2021 beside the outcome, and the table in docs/metoder.md."""

import csv

import pytest

from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import read_lage
from finance.period import MANADER, Period
from finance.prognos import SLUTNA, STANDARDMETOD, Prognos
from finance.prognos.metoder import ANPASSADE
from finance.prognos.serier import forecast_series
from finance.store import Store
from tests.trad import ROOT

TKR = 100_000
SERIER = {
    "försörjningsstöd": (Kontogrupp.FORSORJNINGSSTOD, "forsorjningsstod_per_manad_tkr.csv", "2021"),
    "placeringar": (Kontogrupp.KOP, "placeringskostnad_per_manad_tkr.csv", "Utfall 2021"),
}


def published(serie: str) -> list[int]:
    """The twelve printed months of 2021, tkr."""
    _, name, row = SERIER[serie]
    with (ROOT / "tests" / "referens" / "katrineholm_2022_t1" / name).open(encoding="utf-8-sig") as file:
        found = next(line for line in csv.reader(file, delimiter=";") if line[0] == row)
    return [int(cell) for cell in found[1:]]


def forecast(store: Store, serie: str, k: int) -> Prognos:
    """Made after month k of 2021, of the whole nämnd, öre."""
    lage = read_lage(store, "KAT-SN", Period(2021, k))
    places = list(range(len(lage.kub.noder)))
    return forecast_series(lage, places, [GRUPPER.index(SERIER[serie][0])], STANDARDMETOD, k, fitted=True)


def table_rows() -> list[list[str]]:
    """The cells of the table in the text, without marks."""
    text = (ROOT / "docs" / "metoder.md").read_text(encoding="utf-8").partition("## Katrineholms serier 2021")[2]
    rows = [line for line in text.splitlines() if line.startswith(tuple(f"| {serie} |" for serie in SERIER))]
    return [[cell.strip().rstrip("*") for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("serie", SERIER)
def test_the_samples_hold_the_published_months(exempel: Store, serie: str) -> None:
    lage = read_lage(exempel, "KAT-SN", Period(2021, 12))
    grupp, year = GRUPPER.index(SERIER[serie][0]), lage.kub.ar.index(2021)
    booked = lage.kub.utfall[:, grupp, year, :12].sum(axis=0) / TKR
    assert booked == pytest.approx(published(serie), abs=1.0)


@pytest.mark.parametrize("serie", SERIER)
@pytest.mark.parametrize("k", range(2, 12))
def test_every_closed_form_gives_a_figure_and_the_fitted_say_why_not(exempel: Store, serie: str, k: int) -> None:
    found = forecast(exempel, serie, k)
    assert set(found.methods) == set(SLUTNA)
    for metod in ANPASSADE:
        assert any(metod.namn in text and "två hela tidigare år" in text for text in found.explain["anmarkning"])


@pytest.mark.parametrize("k", range(2, 12))
def test_forsorjningsstod_ended_inside_the_interval_of_every_month(exempel: Store, k: int) -> None:
    found, became = forecast(exempel, "försörjningsstöd", k), sum(published("försörjningsstöd")) * TKR
    assert found.low <= became <= found.high


def test_the_table_in_the_text_is_what_the_code_says(exempel: Store) -> None:
    rows = table_rows()
    assert [(row[0], row[1]) for row in rows] == [(serie, month) for serie in SERIER for month in ("april", "augusti")]
    for serie, month, *cells, low, high, became in rows:
        found = forecast(exempel, serie, MANADER.index(month) + 1)
        said = [int(cell.replace(" ", "")) for cell in (*cells, low, high)]
        assert said == [round(value / TKR) for value in (*(found.methods[metod] for metod in SLUTNA), found.low, found.high)]
        assert int(became.replace(" ", "")) == pytest.approx(sum(published(serie)), abs=1)


def test_the_text_says_which_years_fell_outside() -> None:
    outside = [
        (serie, month)
        for serie, month, *_, low, high, became in table_rows()
        if not int(low.replace(" ", "")) <= int(became.replace(" ", "")) <= int(high.replace(" ", ""))
    ]
    assert outside == [("placeringar", "augusti")]
