"""Every printed cell of the three published tables of mått, out of the database, through the report's own way of showing it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.frysning import freeze_rapport, rapport_from_json
from finance.rapport.matt.avsnitt_personal import personal_section
from finance.rapport.matt.avsnitt_statistik import statistik_section
from finance.rapport.matt.avsnitt_volymer import volym_section
from finance.rapport.modell import Avsnitt, Rapport
from finance.rapport.som_text import show_rows
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Store, read_kommentarer
from finance.uppfoljning import compute_uppfoljning

REFERENS = Path(__file__).resolve().parents[2] / "referens/katrineholm_2022_t1"


def printed(name: str) -> list[dict[str, str]]:
    with (REFERENS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def shown(avsnitt: Avsnitt | None) -> list[tuple[str, ...]]:
    """The rows of all tables of a section, as shown in tkr and nettoresultat; spaces and minus as the csv has them."""
    assert avsnitt is not None
    rows = [row for tabell in avsnitt.tabeller for row in show_rows(tabell, Enhet.TKR, Vy.NETTORESULTAT)]
    return [tuple(cell.replace(NB, "").replace("−", "-") for cell in row) for row in rows]


@pytest.fixture(scope="module")
def lage(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", Period(2022, 4))


@pytest.fixture(scope="module")
def rapport(lage: Lage, exempel: Store) -> Rapport:
    kommentarer = read_kommentarer(exempel, "KAT-SN", 202204)
    return tertialrapport(lage, compute_uppfoljning(lage), kommentarer, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)


def test_volymutveckling_as_printed(rapport: Rapport) -> None:
    ours = [row[:5] for row in shown(rapport.avsnittet("volymer"))]
    assert ours == [tuple(row.values()) for row in printed("volymutveckling")]


def test_personal_nyckeltal_as_printed_in_three_parts(rapport: Rapport) -> None:
    avsnitt = rapport.avsnittet("personal")
    wanted = printed("personal_nyckeltal")
    assert [tabell.titel for tabell in avsnitt.tabeller] == list(dict.fromkeys(row["avsnitt"] for row in wanted))
    figures = list(wanted[0])[3:]
    ours = shown(avsnitt)
    assert len(ours) == len(wanted)
    for row, cells in zip(wanted, ours, strict=True):
        assert cells[:2] == (row["nyckeltal"], row["matperiod"].replace("-", "–"))
        assert cells[2:] == tuple(row[name] or "–" for name in figures), row["nyckeltal"]


def test_all_forty_two_rows_of_the_statistics_as_printed(rapport: Rapport) -> None:
    ours, wanted = shown(rapport.avsnittet("statistik")), printed("statistik_forsorjningsstod")
    assert len(ours) == len(wanted) == 42
    for row, cells in zip(wanted, ours, strict=True):
        assert cells[:5] == tuple(row[name] for name in ("matt", "jan", "feb", "mar", "apr")), row["rad"]
        assert cells[5] == (row["ackumulerat"] or cells[5])


def test_what_is_accumulated_is_the_sum_and_what_must_not_be_is_not(rapport: Rapport) -> None:
    by_row = dict(enumerate(shown(rapport.avsnittet("statistik")), 1))
    for number, row in enumerate(printed("statistik_forsorjningsstod"), 1):
        months = [row[name] for name in ("jan", "feb", "mar", "apr")]
        summed = {10, 11, 12, 13, 14, 15, 18, 35, 36}  # avslutade, aktualiseringar, utredningar, utbetalt, avtal, beslut
        if number in summed:
            total = sum(Decimal(text.replace(",", ".")) for text in months)
            assert Decimal(by_row[number][5].replace(",", ".")) == pytest.approx(total, abs=Decimal("0.5")), number
        elif number == 16:  # 15 381 491,98 kr over 430 + 412 + 455 + 426 = 1 723 hushåll is 8 927,16
            assert by_row[number][5] == "8927"
        elif number == 19:
            assert by_row[number][5] == "?"
        else:
            assert by_row[number][5] == "–", number


def test_parts_stand_under_their_whole(rapport: Rapport) -> None:
    levels = [rad.niva for rad in rapport.avsnittet("statistik").tabeller[0].rader]
    # Totalt, barn, varav 18-24, med utbet., män, kvinnor, varav 18-24, män, kvinnor, avslutade, varav 18-24
    assert levels[:11] == [1, 1, 2, 1, 2, 2, 2, 3, 3, 1, 2]


def test_pace_and_change_by_hand(lage: Lage) -> None:
    avsnitt = volym_section(lage)
    by_name = {row[0]: row for row in shown(avsnitt)}
    vuxna = by_name["Antal utnyttjande vårddygn på institution, vuxna"]
    # 2 898 - 1 631 = +1 267; 2 898 / 4 200 = 69,0 %; 1 631 / 6 400 = 25,48 %
    assert vuxna[5:] == ("+1267", "69%", "25%")
    hushall = by_name["Hushåll med utbetalt försörjningsstöd, antal per månad"]
    assert hushall[5:] == ("-86", "–", "–")  # an average has no pace
    assert avsnitt is not None
    assert "4 är högre, 8 är lägre, 1 är oförändrat" in avsnitt.slutsats


def test_the_whole_report_has_its_parts_in_the_published_order_and_freezes(rapport: Rapport) -> None:
    ids = [avsnitt.id for avsnitt in rapport.avsnitt]
    order = ["volymer", "statistik", "drift", "kontogrupper", "investeringar", "personal", "atgarder", "uppdrag"]
    assert [one for one in ids if one in order] == order
    assert rapport_from_json(freeze_rapport(rapport)) == rapport


def test_a_section_without_values_is_not_there(exempel: Store) -> None:
    empty = read_lage(exempel, "LIN-SN", Period(2021, 12))  # its only mått are of May 2022
    assert (volym_section(empty), personal_section(empty), statistik_section(empty)) == (None, None, None)
