"""What changed since the last round: a hand-computed bridge, and the laws that causes and lines sum to the öre."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet
from finance.omgang import freeze_round
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.andrat import Andringsorsak, Effekter, Prognosandring, compute_andring
from finance.prognos.andratmening import andring_sentence
from finance.prognos.omgang import Omgang
from finance.struktur import Nod
from tests.finance.lage_av import lage_av
from tests.finance.prognos.omgangar import APRIL, BUDGET, HEMTJANST, LON, MAJ, lage, linear, months, niva, tillagg
from tests.trad import ROOT

METODER = (ROOT / "docs" / "metoder.md").read_text(encoding="utf-8")


def kr(effekter: Effekter) -> dict[str, float]:
    return {cause.value: ore / 100 for cause, ore in effekter.items()}


def example() -> Prognosandring:
    """The worked example of docs/metoder.md."""
    then = freeze_round(lage(APRIL, BUDGET, tillagg(40, fran=5)))
    now = freeze_round(lage(MAJ, [*BUDGET, (202212, HEMTJANST, LON, 2400)], tillagg(70, fran=6)))
    return compute_andring(now, then)


def test_the_worked_example_is_what_the_text_says() -> None:
    section = METODER.split("## Vad som ändrats sedan förra omgången")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\w[\w ]*) \| [^|]+ \| (−?\d+) \|$", section, re.MULTILINE)
    written = {name: int(figure.replace("−", "-")) for name, figure in rows}
    assert written == {"Nytt utfall": -15, "Ny takt": -28, "Bedömning": -35, "Budget": 24, "summa": -54}
    total = example().total
    assert {cause.namn: ore // 100 for cause, ore in total.orsaker.items()} == {
        k: v for k, v in written.items() if k != "summa"
    }
    assert total.andring_ore == written["summa"] * 100
    assert (total.avvikelse_fore_ore, total.avvikelse_nu_ore) == (-160_00, -214_00)


def test_a_late_booking_in_a_month_that_was_closed_is_told_apart() -> None:
    then = freeze_round(lage(APRIL, BUDGET))
    late = [*MAJ, (202202, HEMTJANST, LON, 5_00)]  # 575 in five months: 115 a month
    found = compute_andring(freeze_round(lage(late, BUDGET)), then).total
    assert kr(found.orsaker) == {"rattat_utfall": -5, "nytt_utfall": -20, "ny_takt": -35}


def test_a_level_that_stands_is_not_moved_by_utfall_and_a_changed_one_only_by_the_person() -> None:
    then = freeze_round(lage(APRIL, BUDGET, niva(-160)))
    assert compute_andring(freeze_round(lage(MAJ, BUDGET, niva(-160))), then).total.orsaker == {}
    assert kr(dict(compute_andring(freeze_round(lage(MAJ, BUDGET, niva(-200))), then).total.orsaker)) == {"bedomning": -40}


def test_a_new_level_stands_beside_what_the_system_says() -> None:
    then = freeze_round(lage(APRIL, BUDGET))
    found = compute_andring(freeze_round(lage(MAJ, BUDGET, niva(-200))), then).total
    # the system: 1 320 then, 570 + 7 x 114 = 1 368 now; the level is 1 400
    assert kr(found.orsaker) == {"nytt_utfall": -20, "ny_takt": -28, "bedomning": -32}


def test_another_method_is_a_cause_of_its_own() -> None:
    then = freeze_round(lage(APRIL, BUDGET))
    found = compute_andring(freeze_round(lage(MAJ, BUDGET, metod=Metod.BUDGET_REST)), then).total
    # ahead: 7 x 110 then, 7 x 100 now
    assert kr(found.orsaker) == {"nytt_utfall": -20, "metod": 70}


def with_rad(omgang: Omgang, **values: object) -> Omgang:
    """The round with something else on the line Hemtjänst."""
    rader = tuple(replace(rad, **values) if rad.nod == HEMTJANST else rad for rad in omgang.rader)  # type: ignore[arg-type]
    return replace(omgang, rader=rader)


@pytest.mark.parametrize(
    ("metod", "orsak"),
    [("volym_pris", "volym"), ("placeringslista", "placeringar"), ("forra_bedomningen", "ny_takt"), ("budget_rest", "ny_takt")],
)
def test_what_the_system_says_is_named_by_how_the_line_is_computed(metod: str, orsak: str) -> None:
    then, now = (with_rad(freeze_round(lage(rows, BUDGET)), systemmetod=metod) for rows in (APRIL, MAJ))
    rad = compute_andring(now, then).rad(HEMTJANST)
    assert rad is not None
    assert kr(rad.orsaker) == {"nytt_utfall": -20, orsak: -28}


@pytest.mark.parametrize(("orsak", "namn"), [("handelse", "handelser"), ("atgard", "atgarder"), ("tillagg", "bedomning")])
def test_each_cause_counts_only_in_the_months_ahead(orsak: str, namn: str) -> None:
    """9 kr a month from May then: what May was expected to cost with it is a part of nytt utfall."""
    before, after = freeze_round(lage(APRIL, BUDGET)), freeze_round(lage(MAJ, BUDGET))
    extra = tuple(900 if month >= 4 else 0 for month in range(12))
    rad = before.by_nod[HEMTJANST]
    months_then = tuple(one + more for one, more in zip(rad.manader, extra, strict=True))
    then = with_rad(before, manader=months_then, prognos_ore=sum(months_then), orsaksmanader={orsak: extra})
    found = compute_andring(after, then).rad(HEMTJANST)
    assert found is not None
    assert kr(found.orsaker) == {"nytt_utfall": -11, "ny_takt": -28, namn: 63}


UTAN_12 = (Nod("S", "Socialnämnden"), Nod("1", "Omsorg", "S"), Nod("11", "Hemtjänst", "1"))


def test_a_verksamhet_that_came_is_moved_and_the_lines_of_its_parent_still_sum() -> None:
    rows = [*MAJ, *months(10, 10, 10, 10, 10, nod="12")]
    then = freeze_round(linear(lage_av(APRIL, BUDGET, period=Period(2022, 4), noder=UTAN_12)))
    found = compute_andring(freeze_round(lage(rows, BUDGET)), then)
    new, parent = found.rad("12"), found.rad("1")
    assert new is not None
    assert parent is not None
    assert new.avvikelse_fore_ore is None
    assert kr(new.orsaker) == {"struktur": -120}
    assert kr(parent.orsaker) == kr(found.total.orsaker) == {"nytt_utfall": -20, "ny_takt": -28, "struktur": -120}
    check_laws(found)


def test_a_line_that_gets_its_first_amounts_has_no_other_method() -> None:
    then = freeze_round(lage(APRIL, BUDGET))
    found = compute_andring(freeze_round(lage([*MAJ, *months(10, 10, 10, 10, 10, nod="12")], BUDGET)), then)
    new = found.rad("12")
    assert new is not None
    assert kr(new.orsaker) == {"rattat_utfall": -40, "nytt_utfall": -10, "ny_takt": -70}


def test_a_verksamhet_that_changed_place_moves_between_its_parents_and_not_in_the_total() -> None:
    rows = [*APRIL, *months(50, 50, 50, 50, nod="12")]
    old = lage(rows, BUDGET)
    moved = tuple(replace(nod, overordnad="2") if nod.kod == "12" else nod for nod in old.struktur.noder)
    new = linear(lage_av(rows, BUDGET, period=old.period, noder=moved))
    found = compute_andring(freeze_round(new), freeze_round(old))
    one, two = found.rad("1"), found.rad("2")
    assert one is not None
    assert two is not None
    assert one.orsaker.keys() == two.orsaker.keys() == {Andringsorsak.STRUKTUR}
    assert one.andring_ore == -(two.andring_ore) > 0
    assert found.total.orsaker == {}


def test_a_line_that_is_gone_is_listed() -> None:
    rows = [*APRIL, *months(50, 50, 50, 50, nod="12")]
    new = linear(lage_av(APRIL, BUDGET, period=Period(2022, 4), noder=UTAN_12))
    found = compute_andring(freeze_round(new), freeze_round(lage(rows, BUDGET)))
    gone = found.rad("12")
    assert gone is not None
    assert gone.avvikelse_nu_ore is None
    assert gone.orsaker == {Andringsorsak.STRUKTUR: 600_00}
    assert "finns inte nu" in andring_sentence(found, gone, Enhet.KR)
    check_laws(found)


def check_laws(found: Prognosandring) -> None:
    """Causes sum to the change of every line; the lines without parts sum to the total, cause by cause."""
    for rad in found.rader:
        assert sum(rad.orsaker.values()) == rad.andring_ore
    parents = {rad.foralder for rad in found.rader}
    leaves = [rad for rad in found.rader[:-1] if rad.nod not in parents]
    for cause in Andringsorsak:
        assert sum(rad.orsaker.get(cause, 0) for rad in leaves) == found.total.orsaker.get(cause, 0)


KR = st.integers(-100_000_00, 100_000_00)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Omgang, Omgang]:
    """A round after month k and one after month k + j, with different figures, bedömningar, methods and noder."""
    k = draw(st.integers(1, 10))
    later = draw(st.integers(k, 12))
    metoder = st.sampled_from([Metod.LINJAR_TAKT, Metod.BUDGET_REST, Metod.KRYMPT_PROFIL])

    def one(closed: int) -> Omgang:
        noder = draw(st.lists(st.sampled_from(["11", "12", "2", "1", "okänd"]), min_size=1, max_size=4, unique=True))
        utfall = [(202200 + m, nod, LON, draw(KR)) for nod in noder for m in range(1, closed + 1)]
        budget = [(202201, nod, LON, draw(KR)) for nod in noder]
        judged = [niva(draw(st.integers(-999, 999)), nod=nod) for nod in draw(st.sets(st.sampled_from(["S", "1", "11"])))]
        added = [tillagg(draw(st.integers(-999, 999)), fran=1, nod=nod) for nod in draw(st.sets(st.sampled_from(["2", "11"])))]
        return freeze_round(lage(utfall, budget, *judged, *added, metod=draw(metoder)))

    return one(later), one(k)


@given(rounds())
def test_causes_and_lines_sum_to_the_ore_whatever_changed(both: tuple[Omgang, Omgang]) -> None:
    now, then = both
    found = compute_andring(now, then)
    check_laws(found)
    assert found.total.andring_ore == now.total.avvikelse_ore - then.total.avvikelse_ore
    for rad in now.rader:
        line = found.rad(rad.nod)
        assert line is not None
        before = then.by_nod[rad.nod].avvikelse_ore if rad.nod in then.by_nod else 0
        assert line.andring_ore == rad.avvikelse_ore - before


@given(rounds())
def test_a_round_against_itself_has_not_changed(both: tuple[Omgang, Omgang]) -> None:
    assert all(not rad.orsaker for rad in compute_andring(both[0], both[0]).rader)


def test_the_sentence_says_how_much_and_mostly_why() -> None:
    found = example()
    why = "mest för att bedömningar har tillkommit eller sänkts (−35 kr, mest Hemtjänst)."
    assert (
        andring_sentence(found, found.total, Enhet.KR).replace("\u00a0", " ")
        == f"Prognosen är 54 kr sämre än efter april, {why}"
    )
    assert andring_sentence(found, found.total, Enhet.MNKR) == "Prognosen är densamma som efter april."


def test_a_name_that_two_lines_have_is_told_with_what_it_belongs_to() -> None:
    noder = (
        Nod("S", "Socialnämnden"),
        Nod("1", "Omsorg", "S"),
        Nod("11", "Drift", "1"),
        Nod("2", "Stöd", "S"),
        Nod("21", "Drift", "2"),
    )
    one = freeze_round(linear(lage_av(APRIL, BUDGET, period=Period(2022, 4), noder=noder)))
    found = compute_andring(one, one)
    assert [found.label(rad) for rad in found.rader if rad.namn in ("Drift", "Stöd")] == [
        "Drift, Omsorg",
        "Stöd",
        "Drift, Stöd",
    ]


def test_a_cause_that_weighs_the_other_way_is_named() -> None:
    found = compute_andring(freeze_round(lage(MAJ, BUDGET, tillagg(-30, fran=6))), freeze_round(lage(APRIL, BUDGET)))
    # nytt utfall −20, ny takt −28, tillägg +30: 18 worse
    text = andring_sentence(found, found.total, Enhet.KR).replace("\u00a0", " ")
    assert text.startswith("Prognosen är 18 kr sämre än efter april, mest för att takten resten av året ser sämre ut (−28 kr")
    assert text.endswith("Åt andra hållet drar bedömning (+30 kr).")


@pytest.mark.parametrize(("maj", "ord"), [(130, "sämre"), (90, "bättre")])
def test_the_sentence_names_the_months_and_the_way(maj: int, ord: str) -> None:  # noqa: A002 - the Swedish word
    then = freeze_round(lage(APRIL, BUDGET, metod=Metod.BUDGET_REST))
    now = freeze_round(lage(months(110, 110, 110, 110, maj), BUDGET, metod=Metod.BUDGET_REST))
    text = andring_sentence(compute_andring(now, then), compute_andring(now, then).total, Enhet.KR)
    assert f"{ord} än efter april, mest för att utfallet i maj blev {ord} än väntat" in text
