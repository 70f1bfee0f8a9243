"""The tertialrapport shows what Katrineholm printed, cell by cell."""

from decimal import Decimal

from finance.belopp import Enhet, Vy
from finance.format import MINUS, NB
from finance.period import Period
from finance.rapport.modell import Roll
from finance.rapport.som_text import show_rows
from finance.rapport.tertialrapport import report_title
from tests.finance.rapport import exempel

PRINTED = ("utfall_2022_04_tkr", "budget_2022_04_tkr", "avvikelse_2022_04_tkr", "prognos_avvikelse_helar_tkr")


def as_shown(printed: str, *, plus: bool) -> str:
    """A printed whole number with our glyphs."""
    number = int(printed)
    sign = MINUS if number < 0 else "+" if plus and number > 0 else ""
    return sign + f"{abs(number):,}".replace(",", NB)


def test_the_drift_table_shows_every_printed_cell() -> None:
    rapport = exempel.katrineholm_rapport()
    tabell = rapport.tabell("huvudtabell")
    for printed, shown in zip(
        exempel.read_table("katrineholm_2022_t1/driftredovisning.csv"),
        show_rows(tabell, rapport.enhet, rapport.vy),
        strict=True,
    ):
        assert list(shown) == [printed["enhet"], *(as_shown(printed[key], plus="avvikelse" in key) for key in PRINTED)]
    assert [kolumn.rubrik for kolumn in tabell.kolumner] == [
        "Enhet",
        "Utfall per 30/4",
        "Budget per 30/4",
        "Avvikelse per 30/4",
        "Prognos avvikelse helår",
    ]


def test_rounding_is_explained_where_the_shown_rows_do_not_add_up() -> None:
    notes = exempel.katrineholm_rapport().tabell("huvudtabell").noter
    assert f"Räknat i ören, avrundat sist: de visade raderna ger −6{NB}748 i Avvikelse per 30/4 (summan är −6{NB}747)." in notes
    assert "Räknat i ören, avrundat sist: HVB Klivet och Kollektivet visar +127 där de visade beloppen ger +128." in notes


def test_month_charts_show_three_years_and_the_budget_as_costs() -> None:
    rapport = exempel.katrineholm_rapport()
    stod, placeringar = rapport.diagram("manad-forsorjningsstod"), rapport.diagram("manad-placeringar")
    assert [(s.namn, s.roll) for s in stod.serier] == [
        ("Utfall 2022", Roll.UTFALL),
        ("Utfall 2021", Roll.FOREGAENDE),
        ("Utfall 2020", Roll.TIDIGARE),
    ]
    assert [s.namn for s in placeringar.serier] == ["Utfall 2022", "Utfall 2021", "Budget 2022"]
    assert rapport.vy_of(placeringar) is Vy.NETTOKOSTNAD


def test_month_tables_show_every_printed_cell() -> None:
    rapport = exempel.katrineholm_rapport()
    shown = {row[0]: row[1:13] for row in show_rows(rapport.tabell("tabell-placeringar"), rapport.enhet, rapport.vy)}
    for printed in exempel.read_table("katrineholm_2022_t1/placeringskostnad_per_manad_tkr.csv"):
        figures = [f"{int(text):,}".replace(",", NB) if text else "–" for text in list(printed.values())[1:]]
        assert list(shown[printed["serie"]]) == figures


def test_the_takeaway_of_a_month_chart_is_the_published_comparison() -> None:
    rapport = exempel.katrineholm_rapport()
    # kommentarsbelopp_tkr.csv: försörjningsstöd 15 382 against 17 851 last year; placeringar 17 567, -3 995 against budget
    assert (
        rapport.diagram("manad-forsorjningsstod").slutsats
        == f"Försörjningsstöd jan–apr 2022: 15{NB}382{NB}tkr, 2{NB}469{NB}tkr mindre än 2021."
    )
    assert (
        rapport.diagram("manad-placeringar").slutsats
        == f"Placeringskostnad jan–apr 2022: 17{NB}567{NB}tkr, 3{NB}995{NB}tkr mer än budget."
    )
    assert Decimal(17_851) - Decimal(15_382) == 2_469


def test_kontogrupper_have_a_section_each_with_their_comment() -> None:
    sections = [avsnitt for avsnitt in exempel.katrineholm_rapport().avsnitt if avsnitt.sektion]
    assert [avsnitt.rubrik for avsnitt in sections] == ["Personal", "Försörjningsstöd och bidrag"]
    assert [kommentar.text for kommentar in sections[0].kommentarer] == ["Vakanta tjänster ger ett överskott."]
    assert sections[1].rubrikrad == f"Avvikelse −1{NB}326{NB}tkr, prognos −5{NB}000{NB}tkr"
    assert not sections[1].kommentarer


def test_the_title_names_the_tertial_or_the_month() -> None:
    assert report_title(Period(2022, 4)) == "Tertialrapport 1 2022"
    assert report_title(Period(2022, 8)) == "Delårsrapport tertial 2 2022"
    assert [report_title(Period(2022, manad)) for manad in (12, 13)] == ["Årsrapport 2022"] * 2
    assert report_title(Period(2022, 5)) == "Tertialrapport till och med maj 2022"


def test_another_unit_says_so_in_every_sentence() -> None:
    rapport = exempel.katrineholm_rapport(Enhet.MNKR)
    assert rapport.sammanfattning.startswith(f"Socialnämnden går mot ett underskott på 11,0{NB}Mnkr.")
