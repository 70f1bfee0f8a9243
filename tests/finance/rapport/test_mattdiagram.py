"""Charts of mått: what is drawn, what is said, what is hidden. Every expectation is counted by hand from the values here."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.lage import Lage, read_lage
from finance.matt import Matt, compute_foljd
from finance.period import MANADER_KORT, Period
from finance.rapport.diagramtal import caption, drawn_values, show_point
from finance.rapport.frysning import freeze_rapport, rapport_from_json
from finance.rapport.matt.diagram import choose_diagram, group_diagrams, matt_diagram, nyckel_of
from finance.rapport.modell import Avsnitt, Diagram, Diagramtyp, Rapport, Roll, Serie
from finance.rapport.som_json import to_json
from finance.store import Mattval, Namnd, Store, read_rapportval, save_mattval, save_namnd
from finance.store.installningar import save_installning
from tests.finance.rapport import exempel as exempelrapport
from tests.finance.rapport.matt_av import make_matt, month, quarter, until, year

APRIL, DECEMBER = Period(2022, 4), Period(2022, 12)
PROGNOS = Vardetyp.PROGNOS
INSTITUTION = {
    until(2022, 4): 2898,
    year(2022, PROGNOS): 4200,
    until(2021, 4): 1631,
    year(2021): 6400,
}


def drawn(matt: Matt, period: Period = APRIL, *, below: int = 0, syskon: tuple[Matt, ...] = ()) -> Diagram:
    found = matt_diagram(matt, period, below=below, syskon=syskon)
    assert found is not None
    return found


def series(diagram: Diagram) -> dict[str, tuple[float | None, ...]]:
    return {serie.namn: serie.varden for serie in diagram.serier}


def test_a_yearly_matt_has_bars_for_whole_year_part_and_prognos() -> None:
    found = drawn(make_matt(INSTITUTION, namn="Vårddygn på institution, vuxna"))
    assert found.typ is Diagramtyp.STAPLAR
    assert found.kategorier == ("2021", "2022")
    assert series(found) == {"Helår": (6400, None), "Jan–apr": (1631, 2898), "Prognos helår": (None, 4200)}
    assert [serie.roll for serie in found.serier] == [Roll.FOREGAENDE, Roll.UTFALL, Roll.PROGNOS]
    # 2898 / 1631 = 1.7768: 78 % more.
    assert found.slutsats == f"Vårddygn på institution, vuxna: 2{NB}898 jan–apr 2022, 78{NB}% mer än samma tid 2021."
    assert found.alt_text == (
        "Stapeldiagram per år. Vårddygn på institution, vuxna, antal. "
        f"Helår: 6{NB}400 (2021). Jan–apr: 1{NB}631 (2021), 2{NB}898 (2022). Prognos helår: 4{NB}200 (2022)."
    )
    assert caption(found, Enhet.TKR) == "Vårddygn på institution, vuxna, antal"


def test_a_monthly_matt_has_a_line_per_year_up_to_three() -> None:
    values = {month(ar, manad): ar - 2000 + manad for ar in (2019, 2020, 2021, 2022) for manad in range(1, 13)}
    found = drawn(make_matt(values))
    assert found.typ is Diagramtyp.LINJE
    assert found.kategorier == MANADER_KORT
    assert [(serie.namn, serie.roll) for serie in found.serier] == [
        ("2022", Roll.UTFALL),
        ("2021", Roll.FOREGAENDE),
        ("2020", Roll.TIDIGARE),
    ]
    # Nothing after April is drawn, though it is in the database: the report is of April.
    assert list(found.serier[0].varden) == [23, 24, 25, 26, *[None] * 8]
    # 23 + 24 + 25 + 26 = 98; a year before 22 + 23 + 24 + 25 = 94; 4 / 94 = 4.26 %.
    assert found.slutsats == f"Vårddygn: 98 jan–apr 2022, 4{NB}% mer än samma tid 2021."


def test_a_budget_by_month_is_a_line_of_its_own_beside_the_years() -> None:
    utfall = {month(2022, m): 3_500 + m for m in range(1, 5)} | {month(2021, m): 4_400 for m in range(1, 13)}
    budget = {month(2022, m, Vardetyp.BUDGET): 3_514 for m in range(1, 13)}
    found = drawn(make_matt(utfall | budget, namn="Utbetalt", enhet="tkr"))
    assert series(found)["Budget 2022"] == (3_514,) * 12
    assert [serie.roll for serie in found.serier] == [Roll.UTFALL, Roll.FOREGAENDE, Roll.BUDGET]
    assert f"Budget 2022: jan 3{NB}514" in found.alt_text


def test_what_cannot_be_summed_is_told_by_its_latest_month() -> None:
    values = {month(2022, 3): 395, month(2022, 4): 407, month(2021, 4): 420}
    found = drawn(make_matt(values, namn="Unika ärenden", how=Ackumulering.UNIK))
    # 13 / 420 = 3.1 %.
    assert found.slutsats == f"Unika ärenden: 407 i april 2022, 3{NB}% mindre än april 2021."


def test_a_level_is_of_its_month_and_a_percentage_changes_in_percentage_points() -> None:
    level = drawn(make_matt({month(2022, 3): 640, month(2022, 4): 617}, how=Ackumulering.SENASTE))
    assert level.slutsats == "Vårddygn: 617 i april 2022."
    share = drawn(make_matt({until(2022, 4): 93.7, until(2021, 4): 95.7}, enhet="%", how=Ackumulering.MEDEL))
    assert share.slutsats == f"Vårddygn: 93,7{NB}% jan–apr 2022, 2 procentenheter mindre än samma tid 2021."
    assert [show_point(share, share.serier[0], n, Enhet.TKR, Vy.NETTORESULTAT) for n in (0, 1)] == ["95,7", "93,7"]


def test_a_small_base_is_told_as_a_count() -> None:
    found = drawn(make_matt({until(2022, 4): 6, until(2021, 4): 1}, namn="Spelmissbruk"))
    assert found.slutsats == "Spelmissbruk: 6 jan–apr 2022, 5 mer än samma tid 2021."


def test_in_december_the_year_is_whole_and_there_is_no_part_beside_it() -> None:
    found = drawn(make_matt({year(2020): 90, year(2021): 100, year(2022): 80, year(2022, PROGNOS): 85}), DECEMBER)
    assert series(found) == {"Helår": (90, 100, 80)}
    assert found.serier[0].roll is Roll.UTFALL
    assert found.slutsats == f"Vårddygn: 80 år 2022, 20{NB}% mindre än år 2021."


def test_ten_years_at_the_most_and_a_year_without_a_value_keeps_its_place() -> None:
    found = drawn(make_matt({year(ar): ar for ar in range(2005, 2022) if ar != 2019}))
    assert found.kategorier == tuple(str(ar) for ar in range(2013, 2022))  # 2013-2022 is ten; 2022 has nothing
    assert found.serier[0].varden[found.kategorier.index("2019")] is None


def test_quarters_have_a_bar_each_and_those_that_are_not_over_are_not_drawn() -> None:
    values = {quarter(2021, 1): 40, quarter(2021, 2): 44, quarter(2021, 4): 52, quarter(2022, 1): 46, quarter(2022, 2): 99}
    found = drawn(make_matt(values, namn="Kö", how=Ackumulering.SENASTE, brott=["2021-10-01"]))
    assert found.kategorier == ("2021 kv 1", "2021 kv 2", "2021 kv 3", "2021 kv 4", "2022 kv 1")
    assert series(found) == {"Kvartal": (40, 44, None, 52, 46)}
    assert found.brott == 3
    assert found.alt_text.startswith("Stapeldiagram per kvartal. Kö, antal. Kvartal: 40 (2021 kv 1), 44 (2021 kv 2), 52 (2021")
    assert "Serien är bruten från oktober 2021" in found.slutsats
    whole = drawn(make_matt(values, namn="Kö", how=Ackumulering.SENASTE))
    # 6 / 40 = 15 %.
    assert whole.slutsats == f"Kö: 46 kvartal 1 2022, 15{NB}% mer än kvartal 1 2021."


@pytest.mark.parametrize("values", [{year(2021): 6400}, {until(2022, 4): "?", year(2021): 6400}, {month(2022, 4): 3}])
def test_fewer_than_two_values_are_no_chart(values: dict[object, object]) -> None:
    assert matt_diagram(make_matt(values), APRIL, below=0) is None  # type: ignore[arg-type]


def test_a_break_is_marked_and_said_and_nothing_is_compared_over_it() -> None:
    values = {month(2022, manad): 30 + manad for manad in range(1, 5)} | {month(2021, manad): 10 for manad in range(1, 13)}
    found = drawn(make_matt(values, brott=["2022-03-01"]))
    assert (found.brott, found.brott_text) == (2, "serien bruten mar 2022")
    assert "Serien är bruten från mars 2022" in found.slutsats
    assert "%" not in found.slutsats
    assert "Serien är bruten från mars 2022: det som var före går inte att jämföra med." in found.alt_text


def test_a_break_between_years_is_marked_at_the_first_new_year() -> None:
    found = drawn(make_matt({year(ar): 100 + ar for ar in range(2016, 2022)}, brott=["2019-01-01"]))
    assert found.kategorier[found.brott or 0] == "2019"
    assert "Serien är bruten från 2019" in found.alt_text


def test_of_two_breaks_only_the_years_from_the_first_are_drawn_so_that_one_mark_tells_all() -> None:
    found = drawn(make_matt({year(ar): ar for ar in range(2014, 2022)}, brott=["2016-01-01", "2020-01-01"]))
    assert found.kategorier == ("2016", "2017", "2018", "2019", "2020", "2021")
    assert found.brott == 4


def numbers_said(diagram: Diagram) -> set[str]:
    return {word.strip(".,()") for word in f"{diagram.alt_text} {diagram.slutsats}".replace(NB, "").split()}


def test_a_hidden_count_is_neither_drawn_nor_said_nor_given_away_by_the_sum() -> None:
    values = {month(2022, manad): value for manad, value in enumerate((31, 4, 37, 41), 1)}
    found = drawn(make_matt(values), below=5)
    assert found.serier[0].varden[:4] == (31, None, 37, 41)
    assert numbers_said(found).isdisjoint({"4", "113"})  # 31 + 4 + 37 + 41 = 113 would give 4 away
    assert found.slutsats == "Vårddygn: 41 i april 2022."
    open_ = drawn(make_matt(values), below=0)
    assert {"4", "113"} <= numbers_said(open_)


def test_the_other_kon_is_hidden_where_it_would_give_the_hidden_one_away() -> None:
    whole = make_matt({until(2022, 4): 20, until(2021, 4): 30})
    women = make_matt({until(2022, 4): 17, until(2021, 4): 12}, kategori="kvinnor")
    men = make_matt({until(2022, 4): 3, until(2021, 4): 18}, kategori="män")
    group = (whole, women, men)
    # 2022: men 3 is hidden, so women 17 would give it away (20 - 17); one value is left, and that is no chart.
    assert matt_diagram(women, APRIL, below=5, syskon=group) is None
    assert series(drawn(women, below=0, syskon=group)) == {"Jan–apr": (12, 17)}
    assert series(drawn(whole, below=5, syskon=group)) == {"Jan–apr": (30, 20)}


def test_what_is_no_count_is_never_hidden() -> None:
    assert series(drawn(make_matt({until(2022, 4): 3.5, until(2021, 4): 4.5}, enhet="%"), below=5)) == {"Jan–apr": (4.5, 3.5)}


@given(st.lists(st.integers(0, 9) | st.none(), min_size=4, max_size=4), st.lists(st.integers(0, 9) | st.none(), min_size=4))
def test_nothing_below_the_limit_is_ever_drawn(now: list[int | None], before: list[int | None]) -> None:
    values = {month(2022, n): value for n, value in enumerate(now, 1) if value is not None}
    values |= {month(2021, n): value for n, value in enumerate(before[:12], 1) if value is not None}
    if not values:
        return
    found = matt_diagram(make_matt(values), APRIL, below=5)
    if found is not None:
        assert all(value is None or value == 0 or value >= 5 for serie in found.serier for value in serie.varden)
        drawn_count = sum(value is not None for serie in found.serier for value in serie.varden)
        assert drawn_count >= 2


def follow(nu: float, prognos: float, before: float, year_before: float, namn: str) -> Matt:
    values = {until(2022, 4): nu, year(2022, PROGNOS): prognos, until(2021, 4): before, year(2021): year_before}
    return make_matt(values, namn=namn)


def test_those_furthest_ahead_come_first_then_the_largest_change_and_never_below_ten() -> None:
    found = [
        follow(100, 400, 100, 300, "Efter sin takt, oförändrat"),  # 25 % of the prognos, 33 % last year; no change
        follow(6, 7, 1, 6, "Litet"),  # 86 % against 17 %, but below 10
        follow(480, 600, 1320, 2490, "Före med 27"),  # 80 against 53
        follow(2898, 4200, 1631, 6400, "Före med 44"),  # 69 against 25
        follow(60, 200, 40, 100, "Ökar 50"),  # 30 against 40; +50 %
        follow(16, 200, 40, 100, "Minskar 60"),  # 8 against 40; -60 %
        follow(30, 90, 9, 20, "Liten bas"),  # 9 is below 10
    ]
    chosen = choose_diagram([compute_foljd(matt, APRIL) for matt in found])
    assert [matt.namn for matt in chosen] == ["Före med 44", "Före med 27", "Minskar 60", "Ökar 50"]
    assert [matt.namn for matt in choose_diagram([compute_foljd(matt, APRIL) for matt in found], 1)] == ["Före med 44"]


def test_across_a_break_nothing_is_chosen() -> None:
    broken = make_matt(INSTITUTION, brott=["2022-01-01"])
    assert choose_diagram([compute_foljd(broken, APRIL)]) == ()


@pytest.fixture(scope="module")
def lage(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", APRIL)


def volumes(lage: Lage) -> Avsnitt:
    from finance.rapport.matt.avsnitt_volymer import volym_section

    found = volym_section(lage)
    assert found is not None
    return found


def test_the_section_draws_those_that_stand_out_after_its_table(lage: Lage) -> None:
    avsnitt = volumes(lage)
    # From the published table: 69-25, 80-53; then 22/37 = 59 % and 952/2540 = 37 %.
    assert [diagram.titel for diagram in avsnitt.diagram] == [
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Vårddygn i stödboende/HVB, ensamkommande barn och unga",
        "Kvinnofridsärenden",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
    ]
    assert isinstance(avsnitt.block[1], Diagram)


def test_the_namnds_own_choice_goes_before_and_an_empty_one_draws_nothing(lage: Lage) -> None:
    from finance.matt import list_grupper

    grupp = list_grupper(lage)[0]
    sociala = next(matt for matt in grupp.matt if matt.namn == "Sociala kontrakt")
    own = replace(lage, rapportval=replace(lage.rapportval, matt=Mattval(diagram=(nyckel_of(sociala),))))
    assert [diagram.titel for diagram in volumes(own).diagram] == ["Sociala kontrakt"]
    none = replace(lage, rapportval=replace(lage.rapportval, matt=Mattval(diagram=())))
    assert volumes(none).diagram == ()
    assert group_diagrams(none, grupp) == ()


def test_the_choice_is_stored_with_its_history_and_may_be_missing(tmp_path: Path) -> None:
    clock = iter(datetime(2022, 5, day, tzinfo=UTC) for day in range(1, 28))
    store = Store.open(f"sqlite:///{tmp_path}/val.db", clock=lambda: next(clock))
    save_namnd(store, Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD), vem="EK")
    save_installning(store, "mattval", '{"per_kon": true, "dolj_under": 5, "delar": {}}', namnd="SN", vem="EK")
    before = next(clock)
    assert read_rapportval(store, "SN", 202204).matt == Mattval(per_kon=True, dolj_under=5, diagram=None)
    for chosen in (("|Volymer|Vårddygn|", "|Volymer|Köer|"), ()):
        save_mattval(store, "SN", Mattval(diagram=chosen), vem="EK")
        assert read_rapportval(store, "SN", 202204).matt.diagram == chosen
    assert read_rapportval(store, "SN", 202204, as_of=before).matt.diagram is None
    store.close()


def test_a_report_with_charts_of_matt_freezes_and_opens_as_it_was(lage: Lage) -> None:
    values = {month(2022, manad): 30.5 + manad for manad in range(1, 5)}
    broken = drawn(make_matt(values, brott=["2022-03-01"]))
    rapport = with_charts(*volumes(lage).diagram, broken)
    frozen = json.loads(json.dumps(freeze_rapport(rapport)))
    assert rapport_from_json(frozen) == rapport
    told = to_json(rapport)["avsnitt"][0]["block"][-1]  # type: ignore[index]
    assert (told["matt_enhet"], told["brott"], told["brott_text"]) == ("antal", 2, "serien bruten mar 2022")


def with_charts(*diagram: Diagram) -> Rapport:
    return replace(exempelrapport.katrineholm_rapport(), avsnitt=(Avsnitt("a", "Volymer", diagram),))


def test_a_lock_from_before_charts_of_matt_still_opens() -> None:
    rapport = exempelrapport.katrineholm_rapport()
    frozen = json.loads(json.dumps(freeze_rapport(rapport)))
    charts = [block for avsnitt in frozen["avsnitt"] for block in avsnitt["block"] if block["typ"] == "diagram"]
    assert charts
    for chart in charts:
        for name in ("matt_enhet", "brott", "brott_text"):
            del chart[name]
    assert rapport_from_json(frozen) == rapport


def test_kronor_are_turned_by_the_view_and_avvikelser_never() -> None:
    utfall = Serie("Utfall", Roll.UTFALL, varden_ore=(100_000, None))
    avvikelse = Serie("Avvikelse", Roll.AVVIKELSE, varden_ore=(-250_000, 0))
    years = Diagram("u", "Utfall", Diagramtyp.STAPLAR, ("2021", "2022"), (utfall,), "alt", "slutsats")
    signed = replace(years, serier=(avvikelse,))
    assert drawn_values(years, utfall, Enhet.TKR, Vy.NETTORESULTAT) == [-1.0, None]
    assert drawn_values(years, utfall, Enhet.TKR, Vy.NETTOKOSTNAD) == [1.0, None]
    assert drawn_values(signed, avvikelse, Enhet.TKR, Vy.NETTORESULTAT) == [-2.5, 0.0]
    assert show_point(signed, avvikelse, 0, Enhet.TKR, Vy.NETTORESULTAT) == f"▼{NB}−3"
    assert caption(years, Enhet.TKR) == "Utfall, tkr"


def test_one_number_of_decimals_for_a_whole_chart() -> None:
    found = drawn(make_matt({until(2022, 4): 12, until(2021, 4): 12.5}, enhet="timmar"))
    texts = [show_point(found, found.serier[0], n, Enhet.KR, Vy.NETTOKOSTNAD) for n in (0, 1)]
    assert texts == ["12,5", "12,0"]
    assert Decimal("12.5") == Decimal(str(found.serier[0].varden[0]))


def test_the_latest_month_is_said_of_a_matt_that_has_a_budget_by_month_and_no_sum() -> None:
    values = {month(2022, 1): 40, month(2022, 3): 44, month(2021, 3): 40, month(2021, 4): 1}
    values |= {month(2022, nr, Vardetyp.BUDGET): 42 for nr in range(1, 13)}
    found = drawn(make_matt(values, how=Ackumulering.UNIK))
    assert [serie.namn for serie in found.serier] == ["2022", "2021", "Budget 2022"]
    assert found.slutsats == f"Vårddygn: 44 i mars 2022, 10{NB}% mer än mars 2021."
