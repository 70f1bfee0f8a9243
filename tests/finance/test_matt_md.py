"""The worked examples of docs/metoder.md on mått are what the code gives."""

from decimal import Decimal
from pathlib import Path

from finance.lage import read_lage
from finance.matt import compute_foljd, list_grupper
from finance.period import Period
from finance.rapport.avsnitt_statistik import find_average
from finance.store import Store

TEXT = (Path(__file__).parents[2] / "docs/metoder.md").read_text(encoding="utf-8").replace("\u00a0", " ")


def section(rubrik: str) -> str:
    return TEXT.split(f"## {rubrik}\n", 1)[1].split("\n## ", 1)[0]


def test_the_pace_of_vuxna(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", Period(2022, 4))
    matt = next(one for grupp in list_grupper(lage) for one in grupp.matt if one.namn.endswith("institution, vuxna"))
    found = compute_foljd(matt, lage.period)
    assert found.takt is not None
    assert found.takt_foregaende is not None
    assert (round(found.takt, 1), round(found.takt_foregaende, 1)) == (Decimal("69.0"), Decimal("25.5"))
    assert "100 · 2 898 / 4 200 = 69,0 %, mot 100 · 1 631 / 6 400 = 25,5 %" in section("Takt i ett mått").replace("\n", " ")


def test_the_average_per_household(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", Period(2022, 4))
    grupp = next(one for one in list_grupper(lage) if one.namn == "Försörjningsstöd")
    matt = next(one for one in grupp.matt if one.namn == "Genomsnitt per hushåll")
    found = find_average(grupp, matt, lage.period)
    assert found is not None
    assert (found[0][0], found[1]) == (Decimal(8304), Decimal(8927))
    text = section("Genomsnitt per hushåll")
    assert "8 304 kr" in text
    assert "8 927 kr" in text
