"""The worked example of Rapportkontroll in docs/metoder.md, held against the code."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from finance.belopp import Enhet
from finance.format import format_tal
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.kontroll import Fynd, Kod
from finance.rapport.kontroll.helhet import requires_comment
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.kontroll.rakning import check_rakning
from finance.rapport.kontroll.samband import check_samband
from finance.rapport.matt.foljder import read_foljder
from finance.store import Kommentar, Kommentarsgrans, Store
from finance.uppfoljning import compute_uppfoljning

SECTION = Path("docs/metoder.md").read_text(encoding="utf-8").split("## Rapportkontroll\n")[1].split("\n## ")[0]
NU = datetime(2022, 6, 1, tzinfo=UTC)
STOD = "Försörjningsstöd och bidrag"


@pytest.fixture(scope="module")
def kat(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", Period(2022, 4))


def check(lage: Lage, sektion: str, text: str) -> tuple[Fynd, ...]:
    underlag = Kontrollunderlag({(lage.struktur.total_kod, sektion): Kommentar(text, "prov", NU)}, matt=read_foljder(lage))
    return check_report(lage, compute_uppfoljning(lage), underlag, enhet=Enhet.TKR).fynd


def in_text(*parts: str) -> bool:
    said = " ".join(SECTION.split())
    return all(part in said for part in parts)


def test_the_use_of_a_matt(kat: Lage) -> None:
    found = {fynd.matt: fynd for fynd in check(kat, "", "Text.") if fynd.kod is Kod.FORBRUKNING}
    one = found["Antal utnyttjande vårddygn på institution, vuxna"]
    assert (one.i_text, one.i_tabell) == ("69\u00a0% av prognosen 4\u00a0200", "25\u00a0% samma tid förra året")
    assert in_text("2 898 / 4 200 = 69 %", "1 631 av 6 400: 25 %", "1,3 × 25 % = 33 %")


def test_the_rest_of_the_year(kat: Lage) -> None:
    found = check(kat, STOD, "Försörjningsstödet sjunker. Prognosen är −5 000 tkr.")
    one = next(fynd for fynd in found if fynd.kod is Kod.RESTTAKT and fynd.stalle == STOD)
    assert one.i_text.startswith("3\u00a0973\u00a0tkr")
    assert in_text("(42 168 + 5 000 − 15 382) / 8 = 3 973 tkr")


def test_balance_is_up_to_one_percent_of_the_budget(kat: Lage) -> None:
    total = compute_uppfoljning(kat).total
    limit = format_tal(total.budget_helar_ore // 100 // 100_000).replace("\u00a0", " ")
    assert in_text(f"upp till {limit} tkr får kallas balans", "−10 960 tkr är ett fel")
    found = check(kat, "", "Nämnden väntas ha en budget i balans vid årets slut.")
    assert [fynd.i_tabell for fynd in found if fynd.kod is Kod.VARDE] == ["−10\u00a0960\u00a0tkr"]


def test_the_limit_in_percent(kat: Lage) -> None:
    barn = compute_uppfoljning(kat).rad("07")
    assert requires_comment(barn, Kommentarsgrans(procent=5.0))
    assert not requires_comment(barn, Kommentarsgrans(procent=5.4))
    assert not requires_comment(replace(barn, har_budget=False), Kommentarsgrans(procent=5.0))
    assert in_text("−714 tkr på 13 362 tkr, 5,3 %")


def test_figures_of_one_sentence_that_contradict_each_other() -> None:
    wrong = "Antalet har minskat från 517 till 431 hushåll, alltså med 68."
    assert [fynd.i_tabell for fynd in check_samband(wrong, "", "Text")] == ["från 517 till 431 är 86"]
    assert list(check_samband(wrong.replace("68", "86"), "", "Text")) == []
    assert list(check_samband("Andelen steg från 5,2 till 8,1 procent, en ökning med 56 procent.", "", "Text")) == []
    points = check_samband("Andelen steg från 5,2 till 8,1 procent, en ökning med 2,9 procent.", "", "Text")
    assert [fynd.kod for fynd in points] == [Kod.PROCENTENHET]
    assert in_text("517 − 431 = 86")


def test_a_share_that_a_sentence_computes() -> None:
    said = "Av 2 170 tkr har 82 tkr använts, dvs. 38 %."
    assert [fynd.i_tabell for fynd in check_rakning(said, "", "Text")] == ["82 tkr är 3,8\u00a0% av 2 170 tkr"]
    assert in_text("100 · 82 / 2 170 = 3,8 %")
