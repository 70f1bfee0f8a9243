"""Mått over years, by quarter, by year, against targets and the kommun: hand-made values and the published yearly series."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.inlasning.matt.tider import frequency
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.matt import DOLT, Mattdel, Mattgrupp, guess_del, list_matt, month_days, span_days
from finance.mattdelar import Riktning
from finance.period import Period
from finance.rapport.matt.ar import by_year_table
from finance.rapport.matt.avsnitt_personal import personal_table
from finance.rapport.matt.delsumma import check_parts
from finance.rapport.matt.kvalitet import quality_table, target_word
from finance.rapport.matt.kvartal import quarter_table
from finance.rapport.matt.manader import years_table
from finance.rapport.matt.statistik import check_accumulated, check_average, statistik_table
from finance.rapport.matt.visning import shown_foljder
from finance.rapport.modell import Tabell
from finance.rapport.som_text import show_rows

APRIL = Period(2022, 4)
VETLANDA = Path(__file__).resolve().parents[2] / "referens/vetlanda/arsvarden.csv"


def row(
    days: tuple[str, str],
    number: object,
    matt: str = "Anmälningar",
    *,
    kategori: str = "",
    typ: Vardetyp = Vardetyp.UTFALL,
    how: Ackumulering = Ackumulering.SUMMA,
    enhet: str = "antal",
    brott: bool = False,
    varav: bool = False,
) -> Mattrad:
    unknown = number == "?"
    rubrik = f"varav {kategori}" if varav else kategori or matt
    return Mattrad(
        "", "", matt, kategori, rubrik, typ, *days, frequency(*days), None if unknown else Decimal(str(number)),
        Vardestatus.OKAND if unknown else Vardestatus.VARDE, enhet, how, "", "", brott, "", 0,
    )  # fmt: skip


def year(ar: int, numbers: Sequence[object], matt: str = "Anmälningar", **more: object) -> list[Mattrad]:
    return [row(month_days(ar, manad), number, matt, **more) for manad, number in enumerate(numbers, 1)]  # type: ignore[arg-type]


def whole_year(ar: int) -> tuple[str, str]:
    return f"{ar}-01-01", f"{ar}-12-31"


def shown(tabell: Tabell) -> list[list[str]]:
    rows = show_rows(tabell, Enhet.TKR, Vy.NETTOKOSTNAD)
    return [[cell.replace(NB, "").replace("−", "-") for cell in one] for one in rows]


def over_years(rader: list[Mattrad], below: int = 0) -> Tabell:
    return years_table("t", "T", list_matt(rader), APRIL, below)


def test_years_are_rows_with_so_far_the_change_and_the_year() -> None:
    rader = [*year(2020, [1] * 12), *year(2021, [2] * 12), *year(2022, [5, 1, 3, 2])]
    rows = shown(over_years(rader))
    # 5 + 1 + 3 + 2 = 11 against 4 · 2 = 8 is +3; 8 against 4 · 1 = 4 is +4; twelve months are 24 and 12
    assert [one[:4] for one in rows] == [
        ["Anmälningar 2022", "11", "+3", "–"],
        ["2021", "8", "+4", "24"],
        ["2020", "4", "–", "12"],
    ]
    assert rows[0][4:] == ["5", "1", "3", "2", *["–"] * 8]
    assert rows[1][4:] == ["2"] * 12


@pytest.mark.parametrize(
    ("how", "wanted"), [(Ackumulering.MEDEL, "2,75"), (Ackumulering.SENASTE, "2"), (Ackumulering.UNIK, "–")]
)
def test_so_far_is_what_the_matt_may_become(how: Ackumulering, wanted: str) -> None:
    rows = shown(over_years([*year(2021, [2] * 12, how=how), *year(2022, [5, 1, 3, 2], how=how)]))
    assert rows[0][1] == wanted  # (5 + 1 + 3 + 2) / 4 = 2,75; the latest is 2; unique persons cannot be added


def test_an_unknown_month_leaves_so_far_unknown() -> None:
    rows = shown(over_years([*year(2021, [2] * 12), *year(2022, [5, "?", 3, 2])]))
    assert (rows[0][1], rows[0][2], rows[0][5]) == ("?", "–", "?")


def test_a_break_is_marked_and_said_and_takes_the_change_away() -> None:
    rader = [*year(2020, [2] * 12), *year(2021, [2] * 12), *year(2022, [5, 1, 3, 2])]
    rader[14] = row(month_days(2021, 3), 2, brott=True)
    tabell = over_years(rader)
    assert [(one[0], one[2]) for one in shown(tabell)] == [
        ("Anmälningar 2022", "–"),
        ("2021 (brott i mar)", "–"),
        ("2020", "–"),
    ]
    assert any("bruten från mars 2021" in text for text in tabell.noter)


def test_the_budget_is_a_row_and_is_compared_in_words() -> None:
    namn = "Försörjningsstöd"
    rader = [
        *year(2021, [100] * 12, namn, enhet="tkr"),
        *year(2022, [110, 120, 90, 95], namn, enhet="tkr"),
        *year(2022, [100] * 12, namn, enhet="tkr", typ=Vardetyp.BUDGET),
    ]
    tabell = over_years(rader)
    assert [one[:4] for one in shown(tabell)][2] == ["Budget 2022", "400", "–", "1200"]
    assert "Försörjningsstöd jan–apr 2022 är 15 tkr mer än budget." in tabell.noter  # 415 - 400


def test_flykting_has_rows_of_its_own_and_older_years_give_way_when_there_are_many() -> None:
    rader = []
    for number in range(12):
        for ar in (2018, 2019, 2020, 2021, 2022):
            rader += year(ar, [9] * (4 if ar == 2022 else 12), f"Mått {number}")
    tabell = over_years(rader)
    assert len(tabell.rader) == 36  # 12 · 3 years is the most that 40 rows hold
    assert "Åren 2018–2019 får inte plats här. Välj ett mått i taget på sidan Mått för att se dem." in tabell.noter


def test_small_counts_are_hidden_in_years_and_the_year_does_not_give_them_away() -> None:
    rader = [*year(2021, [10, 10, 10, 10, 10, 2, 10, 10, 10, 10, 10, 10]), *year(2022, [10, 10, 2, 10])]
    rows = shown(over_years(rader, below=5))
    assert (rows[0][1], rows[0][2], rows[0][6]) == (DOLT, "–", "<5")
    assert (rows[1][1], rows[1][3], rows[1][9]) == ("40", DOLT, "<5")  # 112 - 40 - 70 would be the 2 of June


def test_types_stand_under_their_whole_and_a_hidden_one_is_not_what_is_left() -> None:
    rader = year(2022, [20, 21, 22, 23], "Aktualiseringar")
    for kategori, numbers in (("skola", [11, 10, 10, 11]), ("polis", [3, 5, 6, 6]), ("övrigt", [6, 6, 6, 6])):
        rader += year(2022, numbers, "Aktualiseringar", kategori=kategori, varav=True)
    tabell = statistik_table(1, Mattgrupp("", Mattdel.STATISTIK, list_matt(rader)), APRIL, 5)
    rows = shown(tabell)
    assert [one.niva for one in tabell.rader] == [1, 2, 2, 2]
    assert [one[1] for one in rows] == ["20", "11", "<5", DOLT]
    assert rows[2][5] == DOLT  # 3 + 5 + 6 + 6 = 20 would give the 3 away
    assert rows[3][5] == DOLT  # and so would what is hidden of övrigt


def parts_of(
    whole: Sequence[object],
    first: Sequence[object],
    second: Sequence[object],
    *,
    how: Ackumulering = Ackumulering.SUMMA,
    varav: bool = False,
) -> list[str]:
    rader = year(2022, whole, how=how)
    for kategori, numbers in (("skola", first), ("polis", second)):
        rader += year(2022, numbers, how=how, kategori=kategori, varav=varav)
    return list(check_parts(Mattgrupp("", Mattdel.STATISTIK, list_matt(rader)), APRIL, 0))


def test_parts_that_do_not_make_the_whole_are_told_but_never_for_unique_ones() -> None:
    said = parts_of([10, 10, 10, 10], [6, 6, 6, 6], [4, 4, 5, 4])
    assert said == ["Delarna av Anmälningar i mars 2022 är tillsammans 11, men helheten är 10. Kontrollera vilket som är rätt."]
    assert parts_of([10, 10, 10, 10], [6, 6, 6, 6], [4, 4, 5, 4], how=Ackumulering.UNIK) == []
    assert parts_of([10, 10, 10, 10], [6, 6, 6, 6], [4, 4, 4, "?"]) == []
    assert parts_of([10, 10, 10, 10], [2, 2, 2, 2], [4, 4, 4, 4], varav=True) == []


def test_quarters_of_two_years_with_the_sum_where_it_is_one() -> None:
    quarters = [(2021, 1, 4), (2021, 2, 5), (2021, 3, 2), (2021, 4, 3), (2022, 1, 6), (2022, 2, 7)]
    rader = [row(span_days(ar, nr * 3 - 2, nr * 3), value, "Klagomål") for ar, nr, value in quarters]
    rader += [row(month_days(2022, manad), 10 + manad, "I kö", how=Ackumulering.SENASTE) for manad in range(1, 7)]
    rader += [row(("2021-06-30", "2021-06-30"), 20, "I kö", how=Ackumulering.SENASTE)]
    rows = shown(quarter_table("t", "T", list_matt(rader), Period(2022, 6), 0))
    assert rows == [
        ["Klagomål", "4", "5", "2", "3", "6", "7", "13", "+2"],  # 6 + 7; 7 - 5
        ["I kö", "–", "20", "–", "–", "13", "16", "–", "-4"],  # the last month of each quarter; 16 - 20
    ]
    april = quarter_table("t", "T", list_matt(rader), APRIL, 0)
    assert [kolumn.rubrik for kolumn in april.kolumner][1:] == [
        *(f"Kvartal {nr} 2021" for nr in (1, 2, 3, 4)), "Kvartal 1 2022", "Förändring på ett år",
    ]  # fmt: skip


def test_the_published_years_stand_in_columns_with_the_change() -> None:
    with VETLANDA.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file, delimiter=";")
    rader = []
    for name, *cells in lines:
        kategori = "från skolan" if name.startswith("varav") else ""
        matt = "Orosanmälningar barn och unga, antal" if kategori else name
        enhet = "kr" if "kr" in name.split() else "antal"
        rader += [
            row(whole_year(int(ar)), cell, matt, kategori=kategori, varav=bool(kategori), enhet=enhet)
            for ar, cell in zip(header[1:], cells, strict=True)
            if cell
        ]
    tabell = by_year_table("t", "Årsvärden", list_matt(rader), Period(2019, 4), 0)
    assert tabell.titel == "Årsvärden 2014–2018"
    rows = shown(tabell)
    for ours, (_, *cells) in zip(rows, lines, strict=True):
        assert ours[1:6] == [cell or "–" for cell in cells]
    assert [tabell.rader[2].niva, tabell.rader[3].niva] == [1, 2]
    # 1 122 - 590 = 532, 532 / 590 = 90,2 %; 239 - 92 = 147, 147 / 92 = 159,8 %; 25 - 4 = 21, 525 %
    assert [one[6:] for one in (rows[2], rows[3], rows[5])] == [["+532", "+90"], ["+147", "+160"], ["+21", "+525"]]
    assert guess_del("", list_matt(rader), Period(2019, 4)) is Mattdel.STATISTIK


@pytest.mark.parametrize(
    ("riktning", "now", "grows", "word"),
    [
        (Riktning.HOGRE, 81, False, "nått"),
        (Riktning.HOGRE, 79, False, "inte nått"),
        (Riktning.LAGRE, 81, False, "inte nått"),
        (Riktning.LAGRE, 80, False, "nått"),
        (Riktning.HOGRE, 30, True, "inte nått ännu"),
        (Riktning.LAGRE, 30, True, "nått hittills"),
        (Riktning.LAGRE, 90, True, "inte nått"),
        (Riktning.INGEN, 90, False, None),
    ],
)
def test_whether_a_target_of_eighty_is_reached(riktning: Riktning, now: int, grows: bool, word: str | None) -> None:
    assert target_word(Decimal(now), Decimal(80), riktning, grows=grows) == word


def test_kvalitet_says_nothing_of_good_or_bad_until_a_person_has() -> None:
    more = {"how": Ackumulering.MEDEL, "enhet": "dagar"}
    rader = [
        row(whole_year(2021), 52, "Väntetid", **more),  # type: ignore[arg-type]
        row(span_days(2022, 1, 4), 44, "Väntetid", **more),  # type: ignore[arg-type]
        row(whole_year(2022), 40, "Väntetid", typ=Vardetyp.MAL, **more),  # type: ignore[arg-type]
    ]
    matten = list_matt(rader)
    silent = quality_table("t", "T", matten, APRIL, 0, {})
    assert shown(silent) == [["Väntetid", "1/1–30/4", "44", "52", "40", "+4", "–"]]
    assert "Det är inte valt" in silent.noter[0]
    told = quality_table("t", "T", matten, APRIL, 0, {"||Väntetid|": "lagre"})
    assert shown(told)[0][-1] == "inte nått"
    assert told.noter == ()
    assert guess_del("", matten, APRIL) is Mattdel.KVALITET


def test_sjukfranvaro_beside_the_kommuns() -> None:
    more = {"how": Ackumulering.MEDEL, "enhet": "%"}
    days, before = ("2021-12-01", "2022-02-28"), ("2020-12-01", "2021-02-28")
    rader = [
        row(days, "9.1", "Sjukfrånvaro totalt", **more),  # type: ignore[arg-type]
        row(before, "7.9", "Sjukfrånvaro totalt", **more),  # type: ignore[arg-type]
        row(days, "8.4", "Sjukfrånvaro totalt", typ=Vardetyp.KOMMUNEN, **more),  # type: ignore[arg-type]
    ]
    tabell = personal_table(1, Mattgrupp("", Mattdel.PERSONAL, list_matt(rader)), APRIL, 0)
    assert shown(tabell) == [["Sjukfrånvaro totalt", "1/12–28/2", "9,1", "–", "–", "8,4", "7,9", "–", "–", "–"]]
    alone = personal_table(1, Mattgrupp("", Mattdel.PERSONAL, list_matt(rader[:2])), APRIL, 0)
    assert not any("Kommunen" in kolumn.rubrik for kolumn in alone.kolumner)


def test_a_part_alone_is_hidden_as_beside_its_siblings() -> None:
    rader = [*year(2021, [20] * 12), *year(2021, [17] * 12, kategori="flykting"), *year(2021, [3] * 12, kategori="ej flykting")]
    rader += [*year(2022, [20] * 4), *year(2022, [17] * 4, kategori="flykting"), *year(2022, [3] * 4, kategori="ej flykting")]
    matten = list_matt(rader)
    rows = shown(years_table("t", "T", matten, APRIL, 5, bara=matten[1]))
    assert [one[0] for one in rows] == ["Anmälningar, flykting 2022", "2021"]
    assert rows[0][4:8] == [DOLT] * 4  # 20 - 17 would be the 3
    (_, flykting, _) = shown_foljder(matten, APRIL, 5)
    assert (flykting.nu, flykting.forandring) == (
        Decimal(68),
        Decimal(0),
    )  # 4 · 17: four hidden months that are 12 together tell none of them


def test_a_sum_that_gives_its_month_away_is_hidden_in_every_table() -> None:
    (row_,) = shown_foljder(list_matt([*year(2021, [10] * 12), *year(2022, [10, 2, 10, 10])]), APRIL, 5)
    assert (row_.nu, row_.nu_foregaende, row_.forandring) == (DOLT, Decimal(40), None)


def test_an_average_is_hidden_with_the_households_it_would_give_back() -> None:
    rader = [
        *year(2022, (27_000, 40_000), "Utbetalt försörjningsstöd under månaden", enhet="kr"),
        *year(2022, (3, 5), "Varav antal med utbet. under månaden", how=Ackumulering.SENASTE),
        *year(2022, (9_500, 8_000), "Genomsnitt per hushåll", enhet="kr", how=Ackumulering.MEDEL),
    ]
    grupp = Mattgrupp("Försörjningsstöd", Mattdel.STATISTIK, list_matt(rader))
    februari = Period(2022, 2)
    open_, hidden = (shown(statistik_table(1, grupp, februari, below)) for below in (0, 5))
    assert open_[2][1:] == ["9000", "8000", "8375"]  # 27 000 / 3, 40 000 / 5, 67 000 / 8
    assert hidden[1][1:3] == ["<5", "5"]
    assert hidden[2][1:] == [DOLT, "8000", DOLT]
    assert len(list(check_average(grupp, februari, 0))) == 1  # the file says 9 500 in January
    assert list(check_average(grupp, februari, 5)) == []


def test_an_average_is_in_kronor_where_what_is_paid_is_in_tkr() -> None:
    """3 571 tkr / 430 = 8 304,65 kr. The file's 8 304 agrees within half a tkr (1,2 kr); 9 999 does not (3 635 / 426)."""
    rader = [
        *year(2022, (3_571, 3_635), "Utbetalt ekonomiskt bistånd, tkr", enhet="tkr"),
        *year(2022, (430, 426), "Antal hushåll", how=Ackumulering.SENASTE),
        *year(2022, (8_304, 9_999), "Genomsnitt per hushåll, kr", enhet="kr", how=Ackumulering.MEDEL),
    ]
    grupp = Mattgrupp("Bistånd", Mattdel.STATISTIK, list_matt(rader))
    februari = Period(2022, 2)
    assert shown(statistik_table(1, grupp, februari, 0))[2][1:] == ["8304", "8533", "8418"]  # 7 206 tkr / 856
    (said,) = check_average(grupp, februari, 0)
    assert "i feb är 9" in said


@pytest.mark.parametrize(
    ("enhet", "written", "wrong"), [("antal", 60, False), ("antal", 61, True), ("tkr", 61, False), ("tkr", 63, True)]
)
def test_a_written_sum_is_held_against_its_months(enhet: str, written: int, wrong: bool) -> None:
    """10 + 20 + 30 = 60; of three rounded amounts and a rounded sum 4 x 0,5 tkr is rounding."""
    rader = [*year(2022, (10, 20, 30), enhet=enhet), row(span_days(2022, 1, 3), written, enhet=enhet)]
    grupp = Mattgrupp("G", Mattdel.STATISTIK, list_matt(rader))
    assert bool(list(check_accumulated(grupp, Period(2022, 3), 0))) is wrong


def test_a_sum_beside_a_hidden_month_is_not_judged() -> None:
    rader = [*year(2022, (3, 20, 30)), row(span_days(2022, 1, 3), 60)]
    grupp = Mattgrupp("G", Mattdel.STATISTIK, list_matt(rader))
    assert [len(list(check_accumulated(grupp, Period(2022, 3), below))) for below in (0, 5)] == [1, 0]
