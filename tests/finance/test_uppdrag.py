"""Uppdrag and statsbidrag: every published cell, what is late, a list alone as a workbook, a grant as a known event."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.export.xlsx import write_xlsx
from finance.inlasning.planrader import Statsbidragsrad, Uppdragsrad
from finance.lage import read_lage
from finance.period import Period
from finance.prognos.handelser import compute_handelse
from finance.rapport.avsnitt_uppdrag import last_day, period_text, statsbidrag_table, uppdrag_report, uppdrag_section
from finance.rapport.som_text import show_rows
from finance.statsbidrag import Bidrag, Bidragshandelse, statsbidrag_sentence, sum_bidrag, to_handelse
from finance.store import Store
from finance.uppdrag import Uppdragslage, compute_uppdrag, uppdrag_sentence
from tests.finance.lage_av import NAMND, lage_av

REFERENS = Path(__file__).parents[1] / "referens" / "katrineholm_2022_t1" / "uppdrag_kommunplan.csv"
TRYCKT = list(csv.DictReader(REFERENS.read_text(encoding="utf-8").splitlines(), delimiter=";"))
APRIL = Period(2022, 4)


def test_all_nineteen_rows_are_as_printed(exempel: Store) -> None:
    section = uppdrag_section(read_lage(exempel, "KAT-SN", APRIL))
    assert section is not None
    table = section.tabeller[0]
    printed = [tuple(row[name] for name in ("omrade", "uppdrag", "status", "datum")) for row in TRYCKT]
    columns = [table.values(name) for name in ("omrade", "uppdrag", "status", "datum")]
    assert list(zip(*columns, strict=True)) == printed
    assert set(table.values("kalla")) == {"Kommunplan"}
    assert (len(printed), section.slutsats) == (19, "Alla 19 uppdrag är klara.")


def test_the_list_alone_is_a_workbook_with_every_row(exempel: Store) -> None:
    data = write_xlsx(uppdrag_report(read_lage(exempel, "KAT-SN", APRIL), date(2022, 5, 10)))
    cells = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    texts = {str(cell) for row in cells for cell in row if cell}
    assert {row["uppdrag"] for row in TRYCKT} <= texts


def rad(status: str, senast: str = "") -> Uppdragsrad:
    return Uppdragsrad("IVO", "", "Korta tiden", status, "", "", senast, "", 0)


@pytest.mark.parametrize(
    ("status", "senast", "lage"),
    [
        ("Klar", "2022-01-01", Uppdragslage.KLART),
        ("avslutat", "", Uppdragslage.KLART),
        ("pågår", "2022-05-09", Uppdragslage.SENT),
        ("pågår", "2022-05-10", Uppdragslage.PAGAR),
        ("delvis klart", "", Uppdragslage.PAGAR),
        ("ej klart", "", Uppdragslage.EJ_PABORJAT),
        ("", "", Uppdragslage.EJ_PABORJAT),
        ("Klart till 50 %", "", Uppdragslage.PAGAR),
        ("75 %", "2022-05-09", Uppdragslage.SENT),
        ("100 %", "2022-01-01", Uppdragslage.KLART),
        ("0 %", "", Uppdragslage.EJ_PABORJAT),
        ("Utgår, nytt beslut", "2022-01-01", Uppdragslage.EJ_PABORJAT),
    ],
)
def test_where_an_uppdrag_stands(status: str, senast: str, lage: Uppdragslage) -> None:
    assert compute_uppdrag([rad(status, senast)], date(2022, 5, 10)).rader[0].lage is lage


def test_the_sentence_counts_done_and_late() -> None:
    late, done = rad("pågår", "2022-01-01"), rad("klart")
    day = date(2022, 5, 10)
    assert uppdrag_sentence(compute_uppdrag([late, done], day)) == "1 av 2 uppdrag är klart, 1 är försenat."
    assert uppdrag_sentence(compute_uppdrag([late, late, done, done], day)) == "2 av 4 uppdrag är klara, 2 är försenade."
    assert uppdrag_sentence(compute_uppdrag([rad("pågår"), done], day)) == "1 av 2 uppdrag är klart, inget är försenat."
    assert uppdrag_sentence(compute_uppdrag([], day)) == "Inga uppdrag är inlagda."


def test_the_last_day_of_a_period() -> None:
    assert [last_day(Period(2022, 2)), last_day(Period(2024, 2)), last_day(Period(2022, 12))] == [
        date(2022, 2, 28),
        date(2024, 2, 29),
        date(2022, 12, 31),
    ]


def bidrag(
    summa: int, anvant: int | None, *, tillbaka: int | None = None, svar: bool | None = None, till: str = "2022-12-31"
) -> Bidrag:
    return Bidrag(Statsbidragsrad("God vård", "2022-01-01", till, summa, anvant, "", tillbaka, svar, "", 0))


def test_what_is_left_and_what_goes_back() -> None:
    cases = [
        bidrag(100_000, 40_000, svar=True),
        bidrag(100_000, None),
        bidrag(50_000, 60_000, svar=True),
        bidrag(9, 4, tillbaka=2, svar=True),
    ]
    assert [(one.kvar_ore, one.aterbetalning_ore) for one in cases] == [(60_000, 60_000), (None, None), (-10_000, 0), (5, 2)]
    total = sum_bidrag(cases)
    assert (total.summa_ore, total.anvant_ore, total.aterbetalning_ore) == (250_009, 100_004, 60_002)
    said = statsbidrag_sentence(cases[:1], Enhet.KR).replace("\u00a0", " ")
    assert said == "Ett statsbidrag på 1 000 kr, varav 400 kr är använt; 600 kr väntas betalas tillbaka."


def test_the_table_has_a_sum_and_the_period_in_words() -> None:
    rows = show_rows(statsbidrag_table((bidrag(100_000, 40_000),), Enhet.KR), Enhet.KR, NAMND.vy)
    assert [cell.replace("\u00a0", " ") for cell in rows[0]] == ["God vård", "2022", "1 000", "400", "600", "–", "–"]
    assert rows[1][0] == "Summa"
    assert period_text(bidrag(1, 1, till="2022-06-30")) == "2022-01-01 till 2022-06-30"


def test_a_grant_becomes_income_and_a_repayment_cost_in_the_prognos() -> None:
    lage = lage_av([(202204, "11", "5000", 100)], period=APRIL)
    one = bidrag(90_000, None).rad
    income = to_handelse(one, Bidragshandelse.INTAKT, nod="11", belopp=Decimal(900), fran=202207, till=202209, period=APRIL.key)
    assert compute_handelse(lage, income, 4).manader == (0, 0, 0, 0, 0, 0, -30_000, -30_000, -30_000, 0, 0, 0)
    back = to_handelse(
        one, Bidragshandelse.ATERBETALNING, nod="11", belopp=Decimal(50), fran=202211, till=202212, period=APRIL.key
    )
    assert compute_handelse(lage, back, 4).manader == (*(0,) * 10, 5_000, 0)
    with pytest.raises(InvalidValue, match="större än noll"):
        to_handelse(one, Bidragshandelse.INTAKT, nod="11", belopp=Decimal(0), fran=202207, till=202209, period=202204)
