"""The worked examples of Vald metod, Tänkbara år and Återstår per månad in docs/metoder.md, against the code."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from finance.lage import spread_metodval
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.chans import chance_word, possible_years
from finance.prognos.helarsprognos import probability_of_keeping
from finance.prognos.takt import compute_takt
from finance.store import Metodval
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.trad import ROOT

KR = 100


def section(heading: str) -> str:
    text = (ROOT / "docs" / "metoder.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return int(found[1].replace(" ", ""))


def months(ar: int, kod: str, kronor: int, until: int = 12) -> list[tuple[int, str, str, int]]:
    return [(ar * 100 + manad, kod, "5011", kronor * KR) for manad in range(1, until + 1)]


def test_vald_metod() -> None:
    rows = [*months(2021, "11", 100), *months(2021, "12", 200), *months(2022, "11", 110, 5), *months(2022, "12", 200, 5)]
    lage = lage_av(rows, months(2022, "11", 105), period=Period(2022, 5))
    valda = (Metodval("11", Metod.BUDGET_REST.value, "skäl", "anna", datetime(2022, 6, 1, tzinfo=UTC)),)
    table = compute_uppfoljning(
        replace(lage, valda_metoder=valda, metodval=spread_metodval(valda, lage.struktur, lage.kub.noder))
    )
    text = section("Vald metod")
    assert table.rad("11").systemprognos_ore == number(r"5 × 110 \+ 7 × 105 = ([\d ]+)\.", text) * KR
    assert table.rad("12").systemprognos_ore == number(r"standardmetoden säger ([\d ]+)\.", text) * KR
    assert table.rad("1").systemprognos_ore == number(r"Omsorg, som är båda, är ([\d ]+)\.", text) * KR


def test_tankbara_ar() -> None:
    text = section("Tänkbara år")
    years = possible_years(1_000 * KR, 1_400 * KR, 1_150 * KR)
    cheapest = 1_150 - years[-1] / KR
    assert round(cheapest) == number(r"1,96 × 156,1 = ([\d ]+)\.", text)
    assert sum(ore >= 0 for ore in years) == number(r"och (\d+) av 20 år gör det", text)
    chance = probability_of_keeping(1_150 * KR, 1_000 * KR, 1_400 * KR)
    assert round(100 * chance) == number(r"att hålla den (\d+) procent", text)
    limits = [int(limit) for limit in re.findall(r"under (\d+)", text.partition("I ord:")[2])]
    words = re.findall(r"\*([a-zåäö ]+)\*", text.partition("I ord:")[2])
    assert [chance_word(limit / 100 - 0.01) for limit in limits] == words[:4]
    assert chance_word(limits[-1] / 100) == words[4]


def test_aterstar_per_manad() -> None:
    takt = compute_takt((10,) * 5 + (None,) * 7, (None,) * 5 + (12,) * 7, (0,) * 12, (9,) * 12)
    text = section("Återstår per månad")
    assert takt.aterstar_ore == number(r"prognosen är (\d+)", text) - 50
    assert takt.per_manad_ore == number(r"/ 7 = (\d+) per månad", text)
    assert (takt.snitt_hittills_ore, takt.foregaende_ore) == (10, 9)
