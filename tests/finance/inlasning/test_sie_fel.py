"""SIE files that are broken: a Swedish finding with the line, nothing guessed, everything said."""

import time

import pytest

from finance.inlasning import read_file
from finance.inlasning.fynd import MOST
from finance.inlasning.modell import Lasval, Niva
from finance.kolumner import Slag
from tests.finance.inlasning.arbetsbocker import per_month, places

HUVUD = '#FLAGGA 0\n#SIETYP 4\n#RAR 0 20220101 20221231\n#DIM 20 "Verksamhet"\n'  # 4 lines
VER = '#VER A 1 20220131 "x"\n{\n%s\n}\n'
RAD = '#TRANS 5011 {20 "1"} 5.25'


@pytest.mark.parametrize(
    ("trans", "kod"),
    [
        ('#TRANS 5011 {20 "1"} fem', "belopp_text"),
        ('#TRANS 5011 {20 "1"} 1.2.3', "belopp_text"),
        ('#TRANS 5011 {20 "1"} 1e3', "belopp_text"),
        ('#TRANS 5011 {20 "1"} NaN', "belopp_text"),
        ('#TRANS 5011 {20 "1"} 999999999999999999', "belopp_text"),
        ('#TRANS 5011 {20 "1"} 1,234', "belopp_text"),
        ('#TRANS 5011 {20 "1"}', "belopp_saknas"),
        ("#TRANS 5011", "belopp_saknas"),
        ('#TRANS {20 "1"} 5.25', "konto_saknas"),
        ("#TRANS", "konto_saknas"),
        ('#TRANS lön {20 "1"} 5.25', "konto_fel"),
        ("#TRANS 5011 {20} 5.25", "objekt_fel"),
        ('#TRANS 5011 {x "1"} 5.25', "objekt_fel"),
        ('#TRANS 5011 {20 "1" 5.25', "rad_fel"),
        ('#TRANS 5011 {20 "1"} 5.25 "" "text', "rad_fel"),
        ('#TRANS 5011 {20 "1"} 5.25 20220231', "datum_text"),
        ('#TRANZ 5011 {20 "1"} 5.25', "okand_rad"),
        ("skräp", "okand_rad"),
        ("{", "klammer"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_refused_with_its_line(trans: str, kod: str) -> None:
    lasning = read_file((HUVUD + VER % f"{RAD}\n{trans}").encode(), "x.se")
    assert [a.rad for a in lasning.fel if a.kod == kod] == [8]
    assert all(a.niva is Niva.FEL and a.text and a.atgard for a in lasning.fel)


def test_a_file_cut_off_inside_a_voucher_is_refused() -> None:
    whole = HUVUD + VER % RAD + VER % RAD
    cut = whole[: whole.rindex("}")]
    assert [(a.kod, a.rad) for a in read_file(cut.encode(), "x.se").fel] == [("klammer", 10)]
    assert {a.kod for a in read_file(cut[:-6].encode(), "x.se").fel} >= {"klammer"}


def test_wherever_a_file_is_cut_it_is_noticed_or_only_whole_vouchers_are_left() -> None:
    whole = HUVUD + "".join(VER % RAD for _ in range(3))
    for end in range(len(HUVUD), len(whole)):
        cut = whole[:end]
        lasning = read_file(cut.encode(), "x.se")
        if not lasning.fel:
            assert cut.rstrip().endswith("\n}")
            assert per_month(lasning) == {202201: 525 * cut.count("\n}")}


def test_a_last_line_without_its_end_is_told() -> None:
    text = f'{HUVUD}#PSALDO 0 202201 5011 {{20 "1"}} 45.0'
    assert [(a.niva, a.rad) for a in read_file(text.encode(), "x.se").anmarkningar if a.kod == "sista_raden"] == [
        (Niva.VARNING, 5)
    ]


def test_a_voucher_that_cannot_be_read_is_refused_with_its_line() -> None:
    for head in ("#VER A 1", '#VER A 1 20220131 "x', "#VER"):
        found = read_file(f"{HUVUD}{head}\n{{\n{RAD}\n}}\n".encode(), "x.se").fel
        assert [(a.kod, a.rad) for a in found] == [("ver_fel", 5)]
    for datum, kod in (("", "datum_saknas"), ("20220231", "datum_text")):
        found = read_file(f'{HUVUD}#VER A 1 "{datum}"\n{{\n{RAD}\n}}\n'.encode(), "x.se").fel
        assert [(a.kod, a.rad) for a in found] == [(kod, 7)]


def test_a_brace_too_many_and_rows_outside_a_voucher() -> None:
    assert [(a.kod, a.rad) for a in read_file((HUVUD + VER % RAD + "}\n").encode(), "x.se").fel] == [("klammer", 9)]
    found = read_file((HUVUD + RAD + "\n" + VER % RAD).encode(), "x.se").fel
    assert [(a.kod, a.rad) for a in found] == [("trans_utan_ver", 5)]
    unclosed = '#VER A 1 20220131 ""\n{\n#TRANS 5011 {20 "1"} 5.25\n' + VER % RAD
    assert [(a.kod, a.rad) for a in read_file((HUVUD + unclosed).encode(), "x.se").fel] == [("klammer", 6)]


def test_neither_verksamhet_nor_ansvar_is_refused() -> None:
    found = read_file((HUVUD + VER % '#TRANS 5011 {6 "P"} 5.25').encode(), "x.se").fel
    assert [(a.kod, a.kolumn) for a in found] == [("kolumn_saknas", "Verksamhet")]
    assert "6 (Projekt)" in found[0].text


def test_a_file_with_the_years_balances_only_is_refused() -> None:
    found = read_file((HUVUD + "#RES 0 5011 5.25\n#UB 0 1930 4\n").encode(), "x.se").fel
    assert [a.kod for a in found] == ["bara_arssaldon"]
    only_balance = read_file((HUVUD + VER % '#TRANS 1930 {20 "1"} 5.25').encode(), "x.se").fel
    assert [a.kod for a in only_balance] == ["inga_rader"]


def test_dates_and_periods_outside_the_years_are_refused() -> None:
    late = (HUVUD + VER % RAD).replace("20220131", "20240131")
    assert [(a.kod, a.rad) for a in read_file(late.encode(), "x.se").fel] == [("utanfor_rakenskapsar", 7)]
    for period, kod in (("202301", "utanfor_rakenskapsar"), ("202200", "period_00"), ("2022", "period_text")):
        text = f'{HUVUD}#PSALDO 0 {period} 5011 {{20 "1"}} 5.25\n'
        assert [(a.kod, a.rad) for a in read_file(text.encode(), "x.se").fel] == [(kod, 5)]
    bokslut = f'{HUVUD}#PSALDO 0 202213 5011 {{20 "1"}} 5.25\n'
    assert per_month(read_file(bokslut.encode(), "x.se")) == {202213: 525}


def test_bad_records_in_the_head_are_refused_with_their_line() -> None:
    bad = HUVUD + '#RES 0 5011 x\n#RAR -1 2021 20211231\n#OBJEKT 20\n#KONTO 5011 "Lön\n' + VER % RAD
    assert [a.rad for a in read_file(bad.encode(), "x.se").fel if a.kod == "rad_fel"] == [5, 6, 7, 8]
    assert [a.kod for a in read_file((HUVUD + "#VALUTA EUR\n" + VER % RAD).encode(), "x.se").fel] == ["valuta"]


def test_unknown_records_are_told_and_skipped() -> None:
    lasning = read_file((HUVUD + "#NYPOST 1\n#NYPOST 2\n" + VER % RAD).encode(), "x.se")
    assert per_month(lasning) == {202201: 525}
    assert [(a.niva, a.rad) for a in lasning.anmarkningar if a.kod == "okand_post"] == [(Niva.VARNING, 5)]


def test_another_slag_is_refused() -> None:
    assert [a.kod for a in read_file((HUVUD + VER % RAD).encode(), "x.se", Lasval(slag=Slag.STRUKTUR)).fel] == ["slag"]


def test_findings_are_complete() -> None:
    rows = "\n".join(f'#TRANS 5011 {{20 "1"}} fel{i}' for i in range(80))
    found = places(read_file((HUVUD + VER % rows).encode(), "x.se").fel, "belopp_text")
    assert [rad for _, rad, _ in found] == list(range(7, 87))
    many = "\n".join(f'#TRANS 5011 {{20 "1"}} fel{i}' for i in range(MOST + 5))
    (*_, closing) = [a for a in read_file((HUVUD + VER % many).encode(), "x.se").fel if a.kod == "belopp_text"]
    assert "Ytterligare 5 rader" in closing.text


def test_texts_in_findings_hold_no_personnummer() -> None:
    found = read_file((HUVUD + VER % '#TRANS 5011 {20 "1"} 5 "" "121212-1212').encode(), "x.se").fel
    assert "121212" not in repr(found)


def test_quotes_broken_over_lines_are_joined_and_lines_keep_their_numbers() -> None:
    text = HUVUD + '#VER A 1 20220131 "två\nrader"\n{\n#TRANS 5011 {20 "1"} x\n}\n'
    assert [a.rad for a in read_file(text.encode(), "x.se").fel if a.kod == "belopp_text"] == [8]
    good = read_file(text.replace("} x", "} 5.25").encode(), "x.se")
    assert (per_month(good), good.rader["text"].iloc[0]) == ({202201: 525}, "två rader")


@pytest.mark.parametrize(
    "line",
    [
        '#TRANS 5011 {20 "1"} 5 "" "' + "\\" * 200_000,
        "#TRANS 5011 {" + '"a" ' * 100_000,
        "#TRANS " + '"' * 100_001,
        "#TRANS 5011 {20 1} " + "9" * 200_000,
        "#" + "A" * 300_000,
    ],
)
def test_a_line_made_to_be_slow_is_not(line: str) -> None:
    start = time.perf_counter()
    assert read_file((HUVUD + VER % line).encode(), "x.se").fel
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("lines", [b"\n" * 500_000, b"".join(b"#A%d x\n" % i for i in range(50_000)), b"{\n" * 50_000])
def test_a_file_made_to_be_slow_is_not(lines: bytes) -> None:
    start = time.perf_counter()
    assert read_file(b"#FLAGGA 0\n" + lines, "x.se").fel
    assert time.perf_counter() - start < 10
