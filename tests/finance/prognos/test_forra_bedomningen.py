"""The round before moved on with the utfall since: the worked example, from a lock and from the month before."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from finance.bedomning import Bedomning
from finance.lage import Lage
from finance.omgang import freeze_round
from finance.prognos import Metod
from finance.prognos.forra_bedomningen import forra_bedomningen
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.omgang import Omgang, from_json, to_json
from finance.store import Last
from finance.store.lasta import canonical
from tests.finance.prognos.omgangar import APRIL, BUDGET, HEMTJANST, LON, MAJ, lage, months, niva, tillagg
from tests.trad import ROOT

METOD = Metod.FORRA_BEDOMNINGEN


def lock(omgang: Omgang, *, hel: bool = True) -> Last:
    return Last(
        id=1,
        namnd="SN",
        period=omgang.period.key,
        slag="",
        titel="",
        version=1,
        anledning="",
        vem="A",
        registrerad=datetime(2022, 5, 3, tzinfo=UTC),
        innehall=canonical(to_json(omgang)),
        sha256="",
        hel=hel,
    )


def after_april(*bedomningar: Bedomning) -> Omgang:
    return freeze_round(lage(APRIL, BUDGET, *bedomningar))


def total(found: Lage) -> float:
    return int(compute_helarsprognos(found, metod=METOD).prognos.sum()) / 100


def test_the_worked_example_is_what_the_text_says() -> None:
    section = (ROOT / "docs" / "metoder.md").read_text(encoding="utf-8").split("## Förra bedömningen framskriven")[1]
    said = re.search(r"Då är ([\d ]+) \+ \((\d+) − (\d+)\) = ([\d ]+)\.", section)
    assert said is not None
    before, maj, expected, after = (int(figure.replace(" ", "")) for figure in said.groups())
    assert before + (maj - expected) == after
    omgang = after_april(niva(-160))
    rad = omgang.by_nod[HEMTJANST]
    assert (rad.prognos_ore, rad.manader[4]) == (before * 100, expected * 100)
    now = replace(lage([*APRIL, (202205, HEMTJANST, LON, maj * 100)], BUDGET), omgang=lock(omgang))
    assert total(now) == after


def test_without_a_lock_the_month_before_is_moved_on() -> None:
    now = replace(lage(MAJ, BUDGET), bedomningar_fore=(niva(-160),))
    assert total(now) == 1375
    assert next(iter(forra_bedomningen(now))).forklaring[1].endswith("prognosen flyttas till 1\u00a0tkr.")


def test_a_correction_of_an_earlier_month_follows_along() -> None:
    rows = [*MAJ, (202202, HEMTJANST, LON, 7_00)]
    assert total(replace(lage(rows, BUDGET), omgang=lock(after_april(niva(-160))))) == 1375 + 7


def test_a_tillagg_is_not_counted_twice() -> None:
    """The round: 1 320 by the system and 40 added. Now 40 is added from June: 450 + 130 - 10 + 7 x 110 + 40."""
    now = replace(lage(MAJ, BUDGET, tillagg(40, fran=6)), omgang=lock(after_april(tillagg(40, fran=5))))
    assert total(now) == 440 + 130 + 7 * 110 + 40


def test_a_line_without_bedomning_falls_back_to_the_default() -> None:
    rows = [*MAJ, *months(50, 50, 50, 50, 50, nod="12")]
    april = freeze_round(lage([row for row in rows if row[0] <= 202204], BUDGET, niva(-160)))
    now = replace(lage(rows, BUDGET), omgang=lock(april))
    assert [rad.nod for rad in forra_bedomningen(now)] == [HEMTJANST]
    prognos = compute_helarsprognos(now, metod=METOD)
    methods = dict(zip(now.kub.noder, (egen.method for egen in prognos.egna), strict=True))
    assert methods[HEMTJANST] is METOD
    assert methods["12"] is not METOD


def test_a_damaged_lock_and_no_round_at_all_give_nothing() -> None:
    assert list(forra_bedomningen(replace(lage(MAJ, BUDGET), omgang=lock(after_april(niva(-160)), hel=False)))) == []
    assert list(forra_bedomningen(lage(MAJ, BUDGET))) == []


@pytest.mark.parametrize("bedomningar", [(), (niva(-160),), (tillagg(40, fran=5), niva(10, nod="S"))])
def test_a_round_is_the_same_after_it_was_written_and_read(bedomningar: tuple[Bedomning, ...]) -> None:
    omgang = after_april(*bedomningar)
    assert from_json(json.loads(canonical(to_json(omgang)))) == omgang
    for rad in omgang.rader:
        assert sum(rad.manader) == rad.prognos_ore
        for month in range(12):
            causes = sum(months[month] for months in rad.orsaksmanader.values())
            assert rad.systemmanader[month] + causes == rad.manader[month]
