"""The worked examples of docs/metoder.md on mått are what the code gives."""

from decimal import Decimal
from pathlib import Path

from finance.inlasning.planrader import Ackumulering, Mattrad, Vardetyp
from finance.lage import read_lage
from finance.matt import Mattdel, Mattgrupp, compute_foljd, list_grupper, list_matt
from finance.mattdelar import Riktning
from finance.mattinskrivning import Mattval, Tidsdelning, make_rader
from finance.matttal import Samband, hide_cells
from finance.period import Period
from finance.rapport.matt.ar import by_year_table
from finance.rapport.matt.delsumma import check_parts
from finance.rapport.matt.diagram import choose_diagram
from finance.rapport.matt.kvalitet import target_word
from finance.rapport.matt.statistik import find_average
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


def test_which_matt_are_drawn(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", Period(2022, 4))
    grupp = next(one for one in list_grupper(lage) if any(matt.namn == "Kvinnofridsärenden" for matt in one.matt))
    foljder = {one.namn: compute_foljd(one, lage.period) for one in grupp.matt}
    chosen = [matt.namn for matt in choose_diagram(foljder.values())]
    assert [namn.split()[0] for namn in chosen] == ["Antal", "Vårddygn", "Kvinnofridsärenden", "Vårddygn"]
    vuxna, hvb, kvinnofrid, barn = (foljder[namn] for namn in chosen)
    text = section("Vilka mått som får diagram").replace("\n", " ")
    for row, lead in ((vuxna, "43.5"), (hvb, "27.0")):
        assert row.takt is not None
        assert row.takt_foregaende is not None
        assert round(row.takt - row.takt_foregaende, 1) == Decimal(lead)
        assert lead.replace(".", ",") in text
    for row, change in ((kvinnofrid, "59.5"), (barn, "-37.5")):
        assert row.forandring_procent is not None
        assert round(row.forandring_procent, 1) == Decimal(change)
        assert change.strip("-").replace(".", ",") in text


def typed(namn: str, kategori: str, values: dict[int, str], delning: Tidsdelning, ar: int) -> tuple[Mattrad, ...]:
    val = Mattval(namn, kategori=kategori, enhet="antal", ackumulering=Ackumulering.SUMMA)
    return make_rader(val, {"": values}, typ=Vardetyp.UTFALL, delning=delning, period=Period(2022, 4), ar=ar)


def test_small_counts() -> None:
    shown = hide_cells(
        {"helheten": Decimal(20), "skola": Decimal(11), "polis": Decimal(3), "övrigt": Decimal(6)},
        [Samband("helheten", ("skola", "polis", "övrigt"))],
        5,
    )
    assert shown == {"helheten": 20, "skola": 11, "polis": "<5", "övrigt": "dolt"}
    text = section("Små antal")
    assert "20 − 11 − 6 = 3 polis" in text
    assert "20 − 11 = 9" in text


def test_parts_against_the_whole() -> None:
    types = ("12", "4", "10", "6", "10", "3", "5")
    rader = [*typed("Aktualiseringar", "", {1: "7", 2: "7", 3: "7", 4: "49"}, Tidsdelning.MANADER, 2022)]
    for number, april in enumerate(types):
        rader += typed("Aktualiseringar", f"typ {number}", {1: "1", 2: "1", 3: "1", 4: april}, Tidsdelning.MANADER, 2022)
    (said,) = check_parts(Mattgrupp("", Mattdel.STATISTIK, list_matt(rader)), Period(2022, 4), 0)
    assert "i april 2022 är tillsammans 50, men helheten är 49" in said
    assert f"{' + '.join(types)} = 50" in section("Delar mot helheten")


def test_years_of_a_matt() -> None:
    rader: list[Mattrad] = []
    for kategori, first, last in (("", "590", "1122"), ("från skolan", "92", "239")):
        rader += typed("Orosanmälningar", kategori, {0: first}, Tidsdelning.HELAR, 2014)
        rader += typed("Orosanmälningar", kategori, {0: last}, Tidsdelning.HELAR, 2018)
    tabell = by_year_table("t", "T", list_matt(rader), Period(2019, 4), 0)
    assert [(rad.celler[-2], round(float(rad.celler[-1] or 0))) for rad in tabell.rader] == [(532, 90), (147, 160)]
    text = section("Mått över flera år")
    assert "1 122 − 590 = +532" in text
    assert "100 · 532 / 590 = +90 %" in text
    assert "+147, +160 %" in text


def test_a_target() -> None:
    assert target_word(Decimal(44), Decimal(40), Riktning.LAGRE, grows=False) == "inte nått"
    assert target_word(Decimal(34), Decimal(60), Riktning.LAGRE, grows=True) == "nått hittills"
    assert "44 − 40 = +4, målet är inte nått" in section("Nått mål")
