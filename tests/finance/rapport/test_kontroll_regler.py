"""Findings that no figure of a text shows: use of mått, kön, the nämnd's comment limit, what could not be checked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from finance.belopp import Enhet
from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.lage import Lage, read_lage
from finance.matt import Mattfoljd
from finance.period import Period
from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.rapport.kontroll.helhet import grans_text
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_rapport, check_report
from finance.rapport.kontroll.matt.kontroll import check_change, check_kon, check_use
from finance.rapport.matt.foljder import read_foljd, read_foljder
from finance.rapport.modell import Rapport
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Kommentar, Kommentarsgrans, Rapportval, Store
from finance.uppfoljning import Uppfoljning, compute_uppfoljning
from tests.finance.rapport.matt_av import Tid, make_matt, month, until, year

APRIL = Period(2022, 4)
NU = datetime(2022, 6, 1, tzinfo=UTC)
PROGNOS = year(2022, Vardetyp.PROGNOS)


@pytest.fixture(scope="module")
def kat(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", APRIL)


def foljd(values: Mapping[Tid, float | str], *, below: int = 0, **about: object) -> Mattfoljd:
    return read_foljd(make_matt(values, **about), APRIL, below)  # type: ignore[arg-type]


def use(values: Mapping[Tid, float | str], *, below: int = 0, **about: object) -> list[tuple[Allvar, str, str]]:
    found = check_use([foljd(values, below=below, **about)], APRIL)
    return [(fynd.allvar, fynd.i_text, fynd.i_tabell) for fynd in found]


def test_use_is_held_against_last_years_share_and_the_calendar_only_without_history() -> None:
    now = {until(2022, 4): 600, PROGNOS: 1000}  # 60 % used
    assert use(now | {until(2021, 4): 400, year(2021): 1000}) == [
        (Allvar.VARNING, "60\u00a0% av prognosen 1\u00a0000", "40\u00a0% samma tid förra året")
    ]
    assert use(now | {until(2021, 4): 470, year(2021): 1000}) == []  # 1.3 x 47 = 61.1
    assert use(now) == [(Allvar.VARNING, "60\u00a0% av prognosen 1\u00a0000", "33\u00a0% av året har gått")]
    assert use({until(2022, 4): 430, PROGNOS: 1000}) == []  # 1.3 x 33.3 = 43.3


def test_months_and_quarters_that_make_the_year_so_far_count() -> None:
    months = {month(2022, m): 150 for m in (1, 2, 3, 4)}
    assert [allvar for allvar, *_ in use({**months, PROGNOS: 1000})] == [Allvar.VARNING]
    incomplete = {month(2022, m): 200 for m in (1, 2, 4)}
    assert use({**incomplete, PROGNOS: 1000}) == []


def test_a_level_an_average_and_a_broken_series_are_never_ahead() -> None:
    values: dict[Tid, float | str] = {until(2022, 4): 900, PROGNOS: 1000, until(2021, 4): 300, year(2021): 1000}
    assert len(use(values)) == 1
    for how in (Ackumulering.SENASTE, Ackumulering.MEDEL, Ackumulering.UNIK):
        assert use(values, how=how) == []
    assert use(values, brott=("2022-01-01",)) == []


def test_a_small_count_is_an_upplysning_and_a_hidden_one_nothing() -> None:
    assert [allvar for allvar, *_ in use({until(2022, 4): 6, PROGNOS: 7})] == [Allvar.UPPLYSNING]
    assert [allvar for allvar, *_ in use({until(2022, 4): 9, PROGNOS: 12})] == [Allvar.UPPLYSNING]
    assert [allvar for allvar, *_ in use({until(2022, 4): 10, PROGNOS: 12})] == [Allvar.VARNING]
    assert use({until(2022, 4): 4, PROGNOS: 7}, below=5) == []
    assert use({until(2022, 4): 60, PROGNOS: 70, until(2021, 4): 3, year(2021): 70}, below=5) == []


def test_a_change_that_is_hidden_or_across_a_break_is_not_told() -> None:
    text = "Vårddygnen har minskat med 40 jämfört med samma tid förra året."
    seen = foljd({until(2022, 4): 70, until(2021, 4): 90})
    assert [fynd.i_tabell for fynd in check_change(text, [seen], "Text")] == ["−20"]
    hidden = foljd({until(2022, 4): 3, until(2021, 4): 90}, below=5)
    broken = foljd({until(2022, 4): 70, until(2021, 4): 90}, brott=("2022-01-01",))
    one_month = foljd(
        {month(2022, 1): 30, month(2022, 2): 30, month(2022, 3): 8, month(2022, 4): 2, until(2021, 4): 90}, below=5
    )
    for one in (hidden, broken, one_month):
        assert list(check_change(text, [one], "Text")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vårddygnen har minskat med 20 jämfört med samma tid förra året.",
        "Vårddygnen var 40 färre än i april.",  # of another time
        "Vårddygnen har minskat med 5 sedan mars.",
        "Vårddygnen för kvinnor har minskat med 11.",  # of a part
        "Vårddygnen har minskat till 70.",
        "Kostnaden för vårddygnen har minskat med 2,0 mnkr.",  # of kronor
        "Dygnspriset har minskat med 40.",  # of another mått
    ],
)
def test_what_is_right_or_of_something_else_is_left_alone(text: str) -> None:
    assert list(check_change(text, [foljd({until(2022, 4): 70, until(2021, 4): 90})], "Text")) == []


def test_a_change_since_an_earlier_month_of_the_year_is_right_too() -> None:
    months = {month(2022, m): value for m, value in ((1, 650), (2, 640), (3, 636), (4, 617))}
    last = {month(2021, m): 700 for m in (1, 2, 3, 4)}
    one = foljd({**months, **last}, how=Ackumulering.SENASTE, namn="Hushåll")
    assert list(check_change("Antalet hushåll har minskat med 33.", [one], "Text")) == []  # January to April
    assert list(check_change("Antalet hushåll har minskat med 83.", [one], "Text")) == []  # a year
    assert [f.i_tabell for f in check_change("Antalet hushåll har minskat med 53.", [one], "Text")] == ["−83"]


def made(lage: Lage) -> tuple[Lage, Uppfoljning, Rapport]:
    table = compute_uppfoljning(lage)
    return lage, table, tertialrapport(lage, table, {}, enhet=Enhet.TKR, vy=lage.namnd.vy)


def with_val(lage: Lage, **changes: object) -> Lage:
    val: Rapportval = lage.rapportval
    return replace(lage, rapportval=replace(val, matt=replace(val.matt, **changes)))  # type: ignore[arg-type]


def kon(lage: Lage) -> list[Fynd]:
    lage, _, rapport = made(lage)
    return list(check_kon(lage, rapport))


def test_matt_without_kon_are_one_varning_per_group_in_the_report(kat: Lage) -> None:
    assert kon(kat) == []  # not asked for
    found = kon(with_val(kat, per_kon=True))
    groups = [fynd.stalle for fynd in found]
    assert len(groups) == len(set(groups)) > 2
    assert {(fynd.kod, fynd.allvar) for fynd in found} == {(Kod.KON_SAKNAS, Allvar.VARNING)}
    text = {fynd.stalle: fynd.i_text for fynd in found}
    # personal_nyckeltal.csv: of these only sjuklönekostnader has no figures for kvinnor and män
    assert text["Hållbart arbetsliv & arbetsmiljö"] == "saknas för Sjuklönekostnader, andel av lönekostnader totalt (%)"
    # of five in Personalkostnader & personalstyrka the first two have none
    assert text["Personalkostnader & personalstyrka"].startswith("saknas för Lönekostnader totalt, tkr, Kostnad övertid")


def test_a_group_or_part_that_is_not_in_the_report_gives_no_finding_of_kon(kat: Lage) -> None:
    every = {fynd.stalle for fynd in kon(with_val(kat, per_kon=True))}
    group = "Hållbart arbetsliv & arbetsmiljö"
    without = {fynd.stalle for fynd in kon(with_val(kat, per_kon=True, delar={group: "ingen"}))}
    assert every - without == {group}
    left_out = replace(kat, rapportval=replace(kat.rapportval, utan=frozenset({"personal"})))
    personal = {fynd.stalle for fynd in kon(with_val(left_out, per_kon=True))}
    assert every - personal == {
        group,
        "Personalkostnader & personalstyrka",
        "Kompetensförsörjning & kompetensutveckling",
    }


def missing(lage: Lage, grans: Kommentarsgrans, written: tuple[str, ...] = ()) -> dict[str, str]:
    texts = {(nod, ""): Kommentar("Text.", "prov", NU) for nod in written}
    underlag = Kontrollunderlag(texts, grans=grans)
    found = check_report(lage, compute_uppfoljning(lage), underlag, enhet=Enhet.TKR).fynd
    return {fynd.stalle: fynd.forslag for fynd in found if fynd.kod is Kod.KOMMENTAR_SAKNAS}


def test_a_comment_is_missing_beyond_the_limit_and_the_finding_says_the_limit(kat: Lage) -> None:
    # driftredovisning.csv: avvikelse and prognos in tkr; 02 is 609 and 646, 07 is -70 and -714, 08 and 03 are above 1 500
    assert missing(kat, Kommentarsgrans()) == {}
    over = missing(kat, Kommentarsgrans(ore=70_000_000))
    assert set(over) == {"Ekonomiskt bistånd", "Ungdom och placeringsenhet", "Barn"}
    assert over["Barn"].endswith("Nämndens gräns är 700\u00a0000\u00a0kr.")
    assert set(missing(kat, Kommentarsgrans(ore=70_000_000), ("07", "08"))) == {"Ekonomiskt bistånd"}
    share = missing(kat, Kommentarsgrans(procent=15.0))  # 02: 609 of 3 452 is 17,6 %; 08: 5 895 of 19 090 is 30,9 %
    assert set(share) == {"Vuxenavdelning", "Ungdom och placeringsenhet"}
    both = missing(kat, Kommentarsgrans(ore=70_000_000, procent=15.0))
    assert set(both) == {*over, *share}
    assert both["Barn"].endswith("700\u00a0000\u00a0kr eller 15\u00a0%.")


def test_a_limit_in_words() -> None:
    assert grans_text(Kommentarsgrans()) == ""
    assert grans_text(Kommentarsgrans(ore=50_000_000, procent=2.5)) == "500\u00a0000\u00a0kr eller 2,5\u00a0%"


def test_figures_that_could_not_be_checked_are_listed_with_their_sentence(kat: Lage) -> None:
    text = "Avvikelsen är −70 tkr. Inhyrd personal kostade 33 tkr, och två bilar 411 tkr. Antalet hushåll var 431."
    lage, table, rapport = made(kat)
    found = check_rapport(lage, table, {("07", ""): Kommentar(text, "prov", NU)}, rapport)
    assert [(one.siffra, one.mening) for one in found.ej_kontrollerade] == [
        ("33 tkr", "Inhyrd personal kostade 33 tkr, och två bilar 411 tkr."),
        ("411 tkr", "Inhyrd personal kostade 33 tkr, och två bilar 411 tkr."),
    ]
    assert {(one.nod, one.sektion, one.stalle) for one in found.ej_kontrollerade} == {("07", "", "Kommentar till Barn")}
    assert (found.okontrollerade, found.siffror) == (2, 4)


def test_a_finding_names_the_part_of_the_report_that_its_text_is(kat: Lage) -> None:
    lage, table, rapport = made(kat)
    text = Kommentar("Avvikelsen är −99 tkr.", "prov", NU)
    found = check_rapport(lage, table, {("07", "verksamhet"): text, ("KAT-SN", "framat"): text}, rapport)
    fel = [(fynd.stalle.split(":")[0], fynd.text_av) for fynd in found.fynd if fynd.allvar is Allvar.FEL]
    assert fel == [
        ("Verksamhetsrapport, Barn", ("07", "verksamhet")),
        ("Förväntad utveckling", ("KAT-SN", "framat")),
    ]


def test_without_a_budget_no_avvikelse_is_held_against_a_text(kat: Lage) -> None:
    table = compute_uppfoljning(kat)
    none = replace(table, rader=tuple(replace(rad, har_budget=False) for rad in table.rader))
    texts = {("07", ""): Kommentar("Avvikelsen är −99 tkr. Nämnden har en budget i balans.", "prov", NU)}
    found = check_report(kat, none, Kontrollunderlag(texts, grans=Kommentarsgrans(ore=0)), enhet=Enhet.TKR)
    assert [fynd for fynd in found.fynd if fynd.kod in (Kod.VARDE, Kod.KOMMENTAR_SAKNAS)] == []
    assert [one.siffra for one in found.ej_kontrollerade] == ["−99 tkr"]


def test_decimal_values_of_a_window_are_those_of_the_published_table(kat: Lage) -> None:
    values = {one.matt.namn: (one.nu, one.nu_foregaende) for one in read_foljder(kat)}
    assert values["Sjukfrånvaro totalt (%)"] == (Decimal("8.1"), Decimal("5.2"))
    assert values["Årsarbetare, antal omräknade heltider"] == (Decimal(132), Decimal("138.2"))
