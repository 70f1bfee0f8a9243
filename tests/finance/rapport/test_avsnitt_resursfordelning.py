"""The section Resursfördelning: tables whose rows sum, formulas and values in notes, and what is missing said."""

from dataclasses import replace

from finance.belopp import Enhet, Vy
from finance.lage import Lage
from finance.period import Period
from finance.rapport.avsnitt_resursfordelning import resursfordelning_section
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Avsnitt, Tabell
from finance.rapport.resursmening import hours_sentence
from finance.rapport.som_text import show_rows
from finance.rapport.tertialrapport import tertialrapport
from finance.uppfoljning import compute_uppfoljning
from tests.finance.resurser import BEVILJADE, KOPPLINGAR, MATT, VARDEN, lage_hemtjanst, matt


def section(lage: Lage, *, vy: Vy = Vy.NETTOKOSTNAD) -> Avsnitt:
    found = resursfordelning_section(lage, compute_uppfoljning(lage), enhet=Enhet.TKR, vy=vy)
    assert found is not None
    return found


def cells(found: Avsnitt, key: str, *, vy: Vy = Vy.NETTOKOSTNAD) -> list[list[str]]:
    return [[cell.replace("\u00a0", " ") for cell in row] for row in show_rows(table(found, key), Enhet.TKR, vy)]


def table(found: Avsnitt, key: str) -> Tabell:
    return next(one for one in found.tabeller if one.id == key)


def test_the_table_shows_what_was_computed_by_hand() -> None:
    found = section(lage_hemtjanst())
    assert cells(found, "resursfordelning") == [
        ["Hemtjänst norr", "32 000", "95 %", "412,56", "425,00", "13 202", "13 600", "−398"],
        ["Hemtjänst söder", "12 000", "–", "410,00", "400,00", "4 920", "4 800", "+120"],
        ["Summa", "44 000", "–", "411,86", "418,18", "18 122", "18 400", "−278"],
    ]
    assert cells(found, "resursfordelning-arsarbetare") == [
        ["Hemtjänst norr", "80,0", "85,0", "+5,0", "januari–april"],
        ["Hemtjänst söder", "39,0", "38,0", "−1,0", "mars"],
        ["Summa", "119,0", "123,0", "+4,0", "–"],
    ]
    # Budget 12 800 and, for three months, 4 950.
    assert cells(found, "resursfordelning-budget")[-1] == ["Summa", "17 750", "18 122", "18 400", "−372", "−278", "−650"]


def test_the_reader_can_check_the_figures() -> None:
    notes = " ".join(note for one in section(lage_hemtjanst()).tabeller for note in one.noter).replace("\u00a0", " ")
    assert "Tilldelad resurs = timmar × ersättning per timme" in notes
    assert "Ersättning per timme: 410 kr från januari 2022; Hemtjänst norr 420 kr från april 2022." in notes
    assert "Timmar per årsarbetare och år: 1 200 timmar från januari 2022." in notes
    assert "Hemtjänst söder: Årsarbetare för januari och februari saknas; jämförelsen gäller mars." in notes


def test_what_is_missing_is_said() -> None:
    assert "Hemtjänst söder: Beviljade timmar för april saknas." in [one.text for one in section(lage_hemtjanst()).stycken]


def test_why_there_are_no_arsarbetare_is_said_where_there_is_no_table_of_them() -> None:
    found = section(replace(lage_hemtjanst(), resursvarden=VARDEN[:2]))
    assert "resursfordelning-arsarbetare" not in {one.id for one in found.tabeller}
    assert any("Timmar per årsarbetare och år för januari–april saknas" in one.text for one in found.stycken)


def test_the_answer_says_cost_and_arsarbetare() -> None:
    said = section(lage_hemtjanst()).slutsats.replace("\u00a0", " ")
    assert said == (
        "Enheterna har kostat 278 tkr mer än timmarna ger januari–april. "
        "Det finns 4,0 fler årsarbetare än timmarna räcker till."
    )
    one = section(replace(lage_hemtjanst(), resurskopplingar=KOPPLINGAR[1:])).slutsats.replace("\u00a0", " ")
    assert one.startswith("Hemtjänst söder har kostat 120 tkr mindre än timmarna ger januari–mars. Det fattas 1,0 årsarbetare")


def test_the_year_never_stands_without_its_interval_and_method() -> None:
    found = section(lage_hemtjanst())
    assert [row[0] for row in cells(found, "resursfordelning-helar")] == ["Hemtjänst norr", "Hemtjänst söder", "Summa"]
    sure = cells(found, "resursfordelning-sakerhet")
    assert sure[0][1:4] == ["–", "–", "måttets prognos, utan intervall"]
    assert sure[1][3] == "linjär takt"
    assert all(row[-1] for row in sure)


def test_the_ends_of_the_cost_are_turned_with_the_view() -> None:
    for vy in Vy:
        for row in table(section(lage_hemtjanst(), vy=vy), "resursfordelning-sakerhet").rader:
            ends = [cell * vy.sign for cell in row.celler if isinstance(cell, int)]
            assert ends == sorted(ends)
            assert len(set(ends)) == 2


def test_a_year_that_is_over_has_no_prognos() -> None:
    lage = lage_hemtjanst(Period(2022, 12))
    assert {one.id for one in section(lage).tabeller}.isdisjoint({"resursfordelning-helar", "resursfordelning-sakerhet"})


def test_a_month_that_one_unit_lacks_says_so_in_the_chart() -> None:
    chart = section(lage_hemtjanst()).diagram[0]
    assert chart.kategorier == ("jan", "feb", "mar", "apr (1 av 2)")
    assert chart.serier[0].varden_ore[3] == 3_444_000_00  # 8 200 x 420, Norr alone


def test_hours_stand_beside_last_year_where_it_is_known() -> None:
    assert len(section(lage_hemtjanst()).diagram) == 1
    before = tuple(matt(BEVILJADE, nod, 5_000, ar=2021, fran=m) for nod in ("11", "12") for m in range(1, 13))
    hours = section(replace(lage_hemtjanst(), matt=(*MATT, *before))).diagram[1]
    now, earlier = (list(serie.varden) for serie in hours.serier)
    assert now == [12_000, 11_700, 12_100, *[None] * 9]  # April: Söder has none yet
    assert earlier == [10_000] * 12
    # 35 800 against 30 000 over three months
    assert hours.slutsats.replace("\u00a0", " ") == "Timmarna är 19,3 % fler än samma månader 2021."
    assert hours_sentence((None,), (5.0,), 2022) == "Timmarna för 2021 saknas att jämföra med."


def test_nothing_to_show_is_no_section_in_either_report() -> None:
    for lage in (replace(lage_hemtjanst(), resurskopplingar=()), replace(lage_hemtjanst(), resursvarden=VARDEN[2:])):
        uppfoljning = compute_uppfoljning(lage)
        assert resursfordelning_section(lage, uppfoljning, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD) is None


def test_both_reports_have_it() -> None:
    lage = lage_hemtjanst()
    for make in (tertialrapport, manadsuppfoljning):
        rapport = make(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
        assert rapport.tabell("resursfordelning").titel == "Tilldelad resurs mot utfall jan–apr 2022"
