"""Laying a prognos: what stands behind a line, what is typed, and that what is shown before saving is what it becomes."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import format_tal
from finance.inlasning.modell import Bedomningsrad
from finance.lage import Lage, read_lage
from finance.laggning import (
    NOW,
    Laggrad,
    Utkast,
    choose_rader,
    compute_avvikelser,
    compute_manadstakt,
    is_stale,
    list_laggrader,
    make_tillagg,
    merge,
    parse_avvikelse,
    to_rader,
    worst_first,
)
from finance.laggobservationer import list_observationer
from finance.period import Period
from finance.prognos.forhandsvisning import with_bedomningar
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.store import Store, save_bedomningar
from tests.finance.lage_av import lage_av

MAJ = Period(2022, 5)
TKR = 100_000


def bedomd(
    nod: str, ore: int, *, typ: str = "niva", kontogrupp: str = "", gjord: Period = MAJ, skal: str = "skäl"
) -> Bedomning:
    return Bedomning(nod, kontogrupp, Bedomningstyp(typ), ore, None, 2022, gjord, None, None, skal, "chef", NOW)


def lage(*bedomningar: Bedomning) -> Lage:
    """Hemtjänst costs 110 tkr a month and Boende 50 against a budget of 100 and 60; Stöd 20 against 20. Utfall to maj."""
    per_month = {"11": (110, 100), "12": (50, 60), "2": (20, 20)}
    utfall = [(202200 + m, kod, "5011", cost * TKR) for m in range(1, 6) for kod, (cost, _) in per_month.items()]
    budget = [(202200 + m, kod, "5011", plan * TKR) for m in range(1, 13) for kod, (_, plan) in per_month.items()]
    return lage_av(utfall, budget, period=MAJ, bedomningar=bedomningar)


def rader(*bedomningar: Bedomning) -> dict[str, Laggrad]:
    return {rad.nod: rad for rad in list_laggrader(compute_helarsprognos(lage(*bedomningar)))}


def niva(nod: str, ore: int, *, skal: str = "skäl", kontogrupp: str = "") -> Bedomningsrad:
    return Bedomningsrad(nod, kontogrupp, "niva", ore, None, 2022, 202205, None, None, skal, "", 0)


def test_a_line_says_its_utfall_budget_and_what_stands_on_it() -> None:
    found = rader(bedomd("11", -80 * TKR))
    hemtjanst = found["11"]
    assert (hemtjanst.utfall_ore, hemtjanst.stangt_ore, hemtjanst.budget_ore) == (550 * TKR, 550 * TKR, 1200 * TKR)
    assert hemtjanst.prognos_ore == -80 * TKR
    assert hemtjanst.low_ore <= hemtjanst.system_ore <= hemtjanst.high_ore
    assert [b.avvikelse_ore for b in hemtjanst.gallande] == [-80 * TKR]
    assert list(found) == ["1", "11", "12", "2", "S"], "report order, the total last"
    assert found["1"].prognos_ore == found["11"].prognos_ore + found["12"].prognos_ore
    assert found["S"].prognos_ore == found["1"].prognos_ore + found["2"].prognos_ore


def test_the_pace_left_against_the_pace_so_far_is_the_example_of_metoder_md() -> None:
    text = (Path(__file__).parents[2] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ")
    assert "budget 1 200 för året och har kostat 550 på fem stängda månader. Du skriver −80." in text
    so_far, ahead = compute_manadstakt(rader()["11"], -80 * TKR, 5)
    assert so_far is not None
    assert ahead is not None
    assert f"= {format_tal(ahead / TKR, 1)} per månad återstår, mot {format_tal(so_far / TKR, 1)} hittills" in text
    assert f"ned med {format_tal(100 * (1 - ahead / so_far), 1)} procent" in text
    assert (so_far, ahead) == (110 * TKR, 10_428_571), "730 over seven months"
    assert compute_manadstakt(rader()["11"], -80 * TKR, 0)[0] is None
    assert compute_manadstakt(rader()["11"], -80 * TKR, 12)[1] is None


def test_lines_are_chosen_by_branch_by_list_or_worst_first() -> None:
    found = tuple(rader(bedomd("1", -300 * TKR)).values())
    assert [rad.nod for rad in choose_rader(found, "1")] == ["1", "11", "12", "1-gemensamt"]
    assert [rad.nod for rad in choose_rader(found, "", ("2", "11"))] == ["11", "2"]
    assert choose_rader(found, "finns inte") == found
    worst = worst_first(found)
    assert worst[0].nod == "1", "a parent that somebody has judged is among them"
    assert "S" not in {rad.nod for rad in worst}
    assert [rad.prognos_ore for rad in worst] == sorted(rad.prognos_ore for rad in worst)


@pytest.mark.parametrize(
    ("text", "enhet", "ore"),
    [
        ("-1,5", Enhet.MNKR, -150_000_000),
        ("\u22121 500", Enhet.TKR, -150_000_000),
        ("2,4", Enhet.TKR, 240_000),
        ("0", Enhet.MNKR, 0),
        ("-300 tkr", Enhet.MNKR, -30_000_000),
        ("1.234,50", Enhet.KR, 123_450),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, enhet: Enhet, ore: int) -> None:
    assert parse_avvikelse(text, enhet) == ore


@pytest.mark.parametrize("text", ["oklart", "1-2", "999999999999"])
def test_what_is_no_amount_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(InvalidValue, match=f"”{text}”"):
        parse_avvikelse(text, Enhet.MNKR)


def test_a_typed_amount_becomes_a_niva_for_the_month_with_its_reason() -> None:
    rad = rader(bedomd("11", -50 * TKR, gjord=Period(2022, 3), skal="Fler timmar."))["11"]
    (kept,) = to_rader(Utkast("11", belopp="-80"), rad, enhet=Enhet.TKR, period=MAJ)
    assert (kept.typ, kept.avvikelse_ore, kept.period, kept.skal) == ("niva", -80 * TKR, 202205, "Fler timmar.")
    (other,) = to_rader(Utkast("11", belopp="-80", skal="Färre."), rad, enhet=Enhet.TKR, period=MAJ)
    assert other.skal == "Färre."


def test_a_kontogrupp_spelt_otherwise_in_a_file_is_the_same_place() -> None:
    there = bedomd("11", -9 * TKR, kontogrupp="personal")
    rad = rader(there)["11"]
    rows = to_rader(Utkast("11", kontogrupp="Personal", belopp="-20"), rad, enhet=Enhet.TKR, period=MAJ)
    (left,) = merge((there,), rows)
    assert left.avvikelse_ore == -20 * TKR


def test_a_dash_alone_and_an_empty_draft_are_nothing() -> None:
    assert Utkast("11").is_empty
    assert Utkast("11", belopp=" – ").is_empty
    assert to_rader(Utkast("11", belopp="-"), rader()["11"], enhet=Enhet.TKR, period=MAJ) == ()


def test_a_reason_alone_is_a_new_version_of_what_stands_there_or_is_refused() -> None:
    rad = rader(bedomd("11", -50 * TKR))["11"]
    (row,) = to_rader(Utkast("11", skal="Nytt skäl."), rad, enhet=Enhet.TKR, period=MAJ)
    assert (row.avvikelse_ore, row.skal) == (-50 * TKR, "Nytt skäl.")
    with pytest.raises(InvalidValue, match="inget belopp"):
        to_rader(Utkast("12", skal="Nytt skäl."), rader()["12"], enhet=Enhet.TKR, period=MAJ)


def test_confirming_writes_everything_on_the_nod_again_for_the_month() -> None:
    mars = Period(2022, 3)
    there = (bedomd("11", -50 * TKR, gjord=mars), bedomd("11", -9 * TKR, kontogrupp="Lokaler", gjord=mars))
    rad = rader(*there)["11"]
    assert is_stale(rad, MAJ)
    rows = to_rader(Utkast("11", bekrafta=True), rad, enhet=Enhet.TKR, period=MAJ)
    assert [(r.kontogrupp, r.avvikelse_ore, r.period) for r in rows] == [
        ("", -50 * TKR, 202205),
        ("Lokaler", -9 * TKR, 202205),
    ]
    again = merge(there, rows)
    assert not is_stale(rader(*again)["11"], MAJ)
    assert to_rader(Utkast("11", bekrafta=True), rader(*again)["11"], enhet=Enhet.TKR, period=MAJ) == (), "already of the month"


def test_what_is_worth_a_second_look_is_pointed_out() -> None:
    hemtjanst = rader(bedomd("11", -80 * TKR))["11"]

    def seen(row: Bedomningsrad) -> str:
        return " ".join(list_observationer(row, hemtjanst, enhet=Enhet.TKR, last_closed=5))

    inside = -81 * TKR
    assert hemtjanst.low_ore < inside < hemtjanst.high_ore
    assert seen(niva("11", inside)) == ""
    assert "Utanför systemets intervall" in seen(niva("11", hemtjanst.low_ore - 1))
    assert "Byter tecken" in seen(niva("11", 80 * TKR))
    assert "är det tkr du menar" in seen(niva("11", -1_201 * TKR))
    assert "Skäl saknas" in seen(niva("11", inside, skal=" "))
    assert "flyttar bara fördelningen" in seen(niva("11", inside, kontogrupp="Personal"))
    tillagg = Bedomningsrad("11", "", "tillagg", -TKR, None, 2022, 202205, 202201, 202205, "x", "", 0)
    assert "redan stängda" in seen(tillagg)
    assert "räknas inte förrän" in seen(tillagg)


def test_a_tillagg_has_months_and_is_said_as_cost_or_avvikelse() -> None:
    juni, augusti = Period(2022, 6), Period(2022, 8)

    def make(fran: Period, till: Period, belopp: str = "30") -> Bedomningsrad:
        return make_tillagg(
            rader()["2"],
            kontogrupp="Personal",
            belopp=belopp,
            som_kostnad=True,
            enhet=Enhet.TKR,
            fran=fran,
            till=till,
            skal="vikarie",
            period=MAJ,
        )

    row = make(juni, augusti)
    assert (row.kostnad_ore, row.avvikelse_ore, row.fran, row.till) == (30 * TKR, None, 202206, 202208)
    base = compute_helarsprognos(lage())
    after = with_bedomningar(base, merge((), [row]))
    change = after.manader[after.kub.place["2"]] - base.manader[base.kub.place["2"]]
    assert change.tolist() == [0] * 5 + [10 * TKR] * 3 + [0] * 4
    with pytest.raises(InvalidValue, match="före Från"):
        make(augusti, juni)
    with pytest.raises(InvalidValue, match="belopp"):
        make(juni, augusti, " ")


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(["S", "1", "11", "12", "2"]), st.sampled_from(["niva", "tillagg"]), st.integers(-900, 900)),
        unique_by=lambda one: one[:2],
    )
)
def test_what_is_shown_before_saving_is_what_the_prognos_becomes(typed: list[tuple[str, str, int]]) -> None:
    new = [Bedomningsrad(nod, "", typ, tkr * TKR, None, 2022, 202205, None, None, "", "", 0) for nod, typ, tkr in typed]
    old = bedomd("11", -80 * TKR)
    shown = with_bedomningar(compute_helarsprognos(lage(old)), merge((old,), new))
    becomes = compute_helarsprognos(lage(*merge((old,), new)))
    for rad in list_laggrader(becomes):
        assert rad == next(one for one in list_laggrader(shown) if one.nod == rad.nod)
    assert compute_avvikelser(shown).items() >= compute_avvikelser(becomes).items()
    assert int(shown.prognos.sum()) == int(shown.manader.sum())
    assert np.array_equal(shown.system.sum(axis=0), becomes.system.sum(axis=0))


def test_the_same_on_a_sample_namnd_through_the_store(exempel_db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"
    shutil.copyfile(exempel_db, copy)
    store = Store.open(f"sqlite:///{copy}")
    before = compute_helarsprognos(read_lage(store, "LIN-SN", MAJ))
    new = [niva("5240", -1_600_000_000), niva("5200", -3_000_000_000), niva("5132", -1, kontogrupp="Personal")]
    shown = list_laggrader(with_bedomningar(before, merge(before.lage.bedomningar, new)))
    save_bedomningar(store, "LIN-SN", new, vem="chef")
    saved = list_laggrader(compute_helarsprognos(read_lage(store, "LIN-SN", MAJ)))
    store.close()
    assert {rad.nod: rad.prognos_ore for rad in shown} == {rad.nod: rad.prognos_ore for rad in saved}
    assert next(rad for rad in saved if rad.nod == "5200").prognos_ore == -3_000_000_000
