"""A workbook that is sent out: what is known is locked, what is wanted is open, and it comes home to the right place."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.export.mallar import read_budgetunderlag, write_bedomningsbok, write_budgetbok
from finance.inlasning import read_file
from finance.inlasning.val.mallnyckel import DATUM, IFYLLD_AV, NYCKELBLAD
from finance.kolumner import Col, Slag
from finance.lage import read_lage
from finance.mottagning import GAMMAL_ORE, NY_ORE, Forslagsstatus
from finance.period import Period
from finance.store import (
    Namnd,
    Store,
    list_inlasningar,
    read_bedomningar,
    read_saldo,
    read_transaktioner,
    save_namnd,
    undo_inlasning,
)
from finance.uppfoljning import compute_uppfoljning
from tests.finance.export import ifyllning as i
from tests.finance.rapport import exempel

PERIOD = Period(2022, 2)
PROGNOS = "Prognos avvikelse helår (tkr)"
AMOUNT = 1_000_00


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = i.small_store(f"sqlite:///{tmp_path / 'prov.db'}")
    yield made
    made.close()


def bedomningsbok(store: Store, nod: str | None = None, enhet: Enhet = Enhet.TKR) -> bytes:
    lage = read_lage(store, i.NAMND, PERIOD)
    return write_bedomningsbok(
        compute_uppfoljning(lage), nod=nod, bedomningar=lage.bedomningar, kontogrupper=["Personal"], vem="ekonomen", enhet=enhet
    )


def budgetbok(store: Store, period: Period = PERIOD, nod: str | None = None) -> bytes:
    return write_budgetbok(read_budgetunderlag(store, i.NAMND, period, nod=nod), vem="ekonomen")


class Ark:
    """The first sheet of a workbook, by code and header."""

    def __init__(self, package: bytes, first: str) -> None:
        self.book = i.opened(package)
        self.sheet = self.book.worksheets[0]
        self.header = i.header_row(self.sheet, first)
        self.places = i.columns(self.sheet, self.header)

    def rows(self, rubrik: str) -> dict[str, int]:
        """Value -> row of a column, below the header; the first empty one as ""."""
        found: dict[str, int] = {}
        for row in range(self.header + 1, self.sheet.max_row + 1):
            found.setdefault(str(self.sheet.cell(row, self.places[rubrik]).value or ""), row)
        return found

    def cell(self, row: int, rubrik: str) -> Any:  # noqa: ANN401
        return self.sheet.cell(row, self.places[rubrik])

    def put(self, row: int, values: Mapping[str, object]) -> None:
        for rubrik, value in values.items():
            assert not self.cell(row, rubrik).protection.locked, rubrik
            self.cell(row, rubrik).value = value

    def sign(self, vem: str | None = "Anna Ek", datum: object = date(2022, 3, 10)) -> None:
        for row in range(1, self.header):
            label = self.sheet.cell(row, 1).value
            if label in (IFYLLD_AV, DATUM):
                assert not self.sheet.cell(row, 2).protection.locked
                self.sheet.cell(row, 2).value = vem if label == IFYLLD_AV else datum

    def bytes(self) -> bytes:
        return i.saved(self.book)


def values(package: bytes) -> Any:  # noqa: ANN401
    """The sheet with what the formulas gave when it was written."""
    return openpyxl.load_workbook(io.BytesIO(package), data_only=True).worksheets[0]


def test_a_bedomning_comes_home_with_nod_month_reason_and_sender(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    rows = ark.rows("Kod")
    ark.put(rows["0410"], {PROGNOS: -12.5, "Skäl": "Fler placeringar"})
    ark.put(
        rows[""],
        {"Kod": "0420", PROGNOS: 0.5, "Kontogrupp": "Personal", "Typ": "tillägg", "Från": "2022-10", "Till": "2022-12"},
    )
    ark.sign()
    forslag, inlasning_id = i.read(store, ark.bytes(), "hemkommen.xlsx")
    assert (forslag.fel, forslag.fragor, forslag.varningar) == ((), (), ())
    assert inlasning_id is not None
    assert forslag.summor["prognos_avvikelse"].verksamheter == {"0410": -1_250_000, "0420": 50_000}
    assert [
        (p.nod, p.kontogrupp, p.typ, p.avvikelse_ore, p.period, p.fran, p.till, p.skal, p.vem)
        for p in read_bedomningar(store, i.NAMND, 2022)
    ] == [
        ("0410", "", "niva", -1_250_000, 202202, None, None, "Fler placeringar (ifylld 2022-03-10)", "Anna Ek"),
        ("0420", "Personal", "tillagg", 50_000, 202202, 202210, 202212, "(ifylld 2022-03-10)", "Anna Ek"),
    ]
    (info,) = [one for one in list_inlasningar(store, i.NAMND) if one.id == inlasning_id]
    assert info.vem == "ekonomen"
    again = Ark(bedomningsbok(store), PROGNOS)
    assert again.cell(again.rows("Kod")["0410"], "Förra bedömningen").value == -12.5


def test_nothing_filled_in_is_no_bedomning(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.sign()
    forslag, inlasning_id = i.read(store, ark.bytes(), "tom.xlsx")
    assert (inlasning_id, forslag.status) == (None, Forslagsstatus.AVVISAD)
    assert [one.kod for one in forslag.fel] == ["mall_tom"]
    assert read_bedomningar(store, i.NAMND, 2022) == ()


def test_zero_is_a_bedomning(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0420"], {PROGNOS: 0})
    i.read(store, ark.bytes(), "noll.xlsx")
    assert [(p.nod, p.avvikelse_ore) for p in read_bedomningar(store, i.NAMND, 2022)] == [("0420", 0)]


def test_another_namnds_workbook_is_refused(store: Store) -> None:
    save_namnd(store, Namnd("ANNAN", "Kultur"), vem="prov")
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    forslag, inlasning_id = i.read(store, ark.bytes(), "fel.xlsx", namnd="ANNAN")
    assert inlasning_id is None
    assert [(one.kod, one.text) for one in forslag.fel] == [
        ("fel_namnd", "Filen är gjord för nämnden N och kan inte läsas in för ANNAN.")
    ]
    assert list_inlasningar(store, "ANNAN") == ()


def test_without_a_name_the_reader_is_the_sender_and_that_is_said(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    ark.sign(vem=None, datum="i går")
    forslag, _ = i.read(store, ark.bytes(), "utan.xlsx", vem="Bo")
    assert [one.kod for one in forslag.varningar] == ["ifylld_av_saknas", "ifylld_datum"]
    (post,) = read_bedomningar(store, i.NAMND, 2022)
    assert (post.vem, post.skal) == ("Bo", "")


def test_a_date_of_another_year_does_not_move_the_year(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    ark.sign(datum="5/1 2023")
    forslag, _ = i.read(store, ark.bytes(), "bedömning 2019.xlsx")
    assert [(rad.ar, rad.period) for rad in forslag.lasning.bedomningar] == [(2022, 202202)]


def test_a_changed_header_is_refused(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    ark.sheet.cell(ark.header, 1).value = "något annat"
    assert [one.kod for one in read_file(ark.bytes(), "ombyggd.xlsx").fel] == ["arbetsbok_andrad"]


@pytest.mark.parametrize(
    ("namn", "varde"),
    [
        ("helar-nyckel", "inf"),
        ("helar-nyckel", "2"),
        ("slag", "lön"),
        ("period", "2022-99"),
        ("kolumner", "[" * 30_000),
        ("kolumner", "[1]"),
        ("kolumner", None),
        ("blad", "Annat"),
    ],
)
def test_a_damaged_key_is_refused(namn: str, varde: str | None, store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    sheet = ark.book[NYCKELBLAD]
    (row,) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == namn]
    sheet.cell(row, 2).value = varde
    lasning = read_file(ark.bytes(), "ombyggd.xlsx")
    assert [one.kod for one in lasning.fel] == ["blad_saknas" if namn == "blad" else "mallnyckel"]
    assert lasning.bedomningar == ()


def test_personnummer_among_the_sender_is_masked(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    ark.put(ark.rows("Kod")["0410"], {PROGNOS: -1})
    ark.sign(vem="Anna 19121212-1212")
    lasning = read_file(ark.bytes(), "p.xlsx")
    assert "1212-1212" not in str((lasning.bedomningar, lasning.anmarkningar))


def test_only_what_is_asked_for_can_be_written(store: Store) -> None:
    ark = Ark(bedomningsbok(store), PROGNOS)
    rows = ark.rows("Kod")
    assert ark.sheet.protection.sheet
    assert ark.sheet.protection.password is None
    open_headers = {rubrik for rubrik in ark.places if not ark.cell(rows["0410"], rubrik).protection.locked}
    assert open_headers == {PROGNOS, "Kontogrupp", "Typ", "Från", "Till", "Skäl"}
    assert {rubrik for rubrik in ark.places if not ark.cell(rows[""], rubrik).protection.locked} == open_headers | {"Kod"}
    assert all(ark.cell(rows["Summa"], rubrik).protection.locked for rubrik in ark.places)
    assert ark.book[NYCKELBLAD].sheet_state == "veryHidden"


def test_the_figures_are_the_tables_in_the_unit_and_view(store: Store) -> None:
    sheet = values(bedomningsbok(store))
    header = i.header_row(sheet, PROGNOS)
    places = i.columns(sheet, header)
    shown = {
        str(sheet.cell(row, 1).value): [
            sheet.cell(row, places[f"Underlag: {vad}"]).value for vad in ("utfall jan–feb", "budget jan–feb", "budget helår")
        ]
        for row in range(header + 1, sheet.max_row + 1)
        if sheet.cell(row, 1).value
    }
    # By hand, kronor: 100 000,50 + 110 000,50; 105 000 + 105 000,75 (+ 105 000).
    # 200 000 - 50 000; 2 x (205 000 - 40 000) (+ 205 000).
    assert shown["0410"] == pytest.approx([210.001, 210.00075, 315.00075])
    assert shown["0420"] == pytest.approx([150, 330, 535])
    assert shown["Summa"] == pytest.approx([360.001, 540.00075, 850.00075])


def test_the_system_is_shown_as_it_forecasts(store: Store) -> None:
    table = compute_uppfoljning(read_lage(store, i.NAMND, PERIOD))
    ark = Ark(bedomningsbok(store, enhet=Enhet.KR), "Prognos avvikelse helår (kr)")
    for kod in ("0410", "0420"):
        rad, row = table.rad(kod), ark.rows("Kod")[kod]
        shown = [
            round(ark.cell(row, f"Systemet: {vad}").value * 100) for vad in ("kostnad helår", "lägst (80 %)", "högst (80 %)")
        ]
        assert shown == [rad.systemprognos_ore, rad.budget_helar_ore - rad.high_ore, rad.budget_helar_ore - rad.low_ore]


def test_a_view_with_negative_costs_turns_costs_and_not_deviations() -> None:
    total = exempel.make_rad(
        "T",
        "S",
        utfall=10 * AMOUNT,
        budget=8 * AMOUNT,
        prognos=30 * AMOUNT,
        budget_helar=24 * AMOUNT,
        niva=0,
        foralder=None,
        har_delar=True,
    )
    part = exempel.make_rad("A", "S", utfall=10 * AMOUNT, budget=8 * AMOUNT, prognos=30 * AMOUNT, budget_helar=24 * AMOUNT)
    namnd = Namnd("X", "Nämnden", vy=Vy.NETTORESULTAT)
    sheet = values(
        write_bedomningsbok(exempel.make_uppfoljning(namnd, PERIOD, (part, total)), nod=None, kontogrupper=[], vem="v")
    )
    header = i.header_row(sheet, PROGNOS)
    places = i.columns(sheet, header)
    row = header + 1
    assert [sheet.cell(row, places[f"Underlag: {vad} jan–feb"]).value for vad in ("utfall", "budget", "avvikelse")] == [
        -10,
        -8,
        -2,
    ]


def test_a_workbook_of_a_nod_holds_that_nod_only(store: Store) -> None:
    ark = Ark(bedomningsbok(store, nod="0420"), PROGNOS)
    assert set(ark.rows("Kod")) == {"0420", "", "Summa"}
    assert "Vuxna" in str(ark.sheet["A1"].value)
    with pytest.raises(InvalidValue, match="9999"):
        bedomningsbok(store, nod="9999")


def test_an_untouched_budget_workbook_says_what_is_stored(store: Store) -> None:
    forslag, inlasning_id = i.read(store, budgetbok(store), "orörd.xlsx")
    assert (forslag.status, inlasning_id) == (Forslagsstatus.DUBBLETT, None)
    assert forslag.fragor == ()
    assert (forslag.jamforelse[GAMMAL_ORE] == forslag.jamforelse[NY_ORE]).all()


def test_a_budget_comes_home_to_the_ore_with_its_codes_and_sender(store: Store) -> None:
    ark = Ark(budgetbok(store), "jan 2022")
    ark.put(ark.rows("Ansvar")["11"], {"jan 2022": 106000.5})
    ark.put(ark.rows("Verksamhet")[""], {"Verksamhet": "0420", "Konto": "6011", "mar 2022": 10})
    ark.sign()
    forslag, inlasning_id = i.read(store, ark.bytes(), "budget.xlsx")
    assert (forslag.fel, forslag.fragor, [one.kod for one in forslag.varningar]) == ((), (), ["stangd_manad"])
    assert forslag.summor["budget"].perioder == {
        "2022-01": 27_100_050,
        "2022-02": 27_000_075,
        "2022-03": 1_000,
        "2022-12": 31_000_000,
    }
    saldo = read_saldo(
        store, i.NAMND, Slag.BUDGET, fran=202201, till=202201, per=(Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT)
    )
    found = {tuple(row[:-2]): row[-1] for row in saldo.itertuples(index=False)}
    assert found == {
        ("11", "0410", "5011", ""): 10_600_050,
        ("12", "0420", "5011", "P9"): 20_500_000,
        ("12", "0420", "3011", ""): -4_000_000,
    }
    assert inlasning_id is not None
    assert set(read_transaktioner(store, i.NAMND, slag=Slag.BUDGET, fran=202201, till=202203)[Col.TEXT]) == {
        "Ifylld av Anna Ek 2022-03-10"
    }


def test_last_years_budget_is_shown_and_never_read(store: Store) -> None:
    package = budgetbok(store)
    book = i.opened(package)
    last = book["Förra året 2021"]
    header = i.header_row(last, "jan 2021")
    places = i.columns(last, header)
    shown = {
        (last.cell(row, places["Verksamhet"]).value, last.cell(row, places["Ansvar"]).value): last.cell(
            row, places["feb 2021"]
        ).value
        for row in range(header + 1, last.max_row + 1)
    }
    assert shown == {("0410", None): 90000.25, ("0410", "11"): None, ("0420", None): 210000, ("0420", "12"): None}
    assert last.protection.sheet
    assert {period // 100 for period in read_file(package, "b.xlsx").rader[Col.PERIOD]} == {2022}


def send_home(store: Store, kod: str, amount: float) -> int:
    """A unit's workbook for 2023 with one amount, read in beside what is there."""
    ark = Ark(budgetbok(store, Period(2023, 1), nod=kod), "jan 2023")
    assert set(ark.rows("Verksamhet")) - {""} == {kod}
    ark.put(ark.rows("Verksamhet")[kod], {"jan 2023": amount})
    ark.sign()
    forslag, inlasning_id = i.read(store, ark.bytes(), f"{kod}.xlsx")
    assert (forslag.fel, forslag.fragor) == ((), ())
    assert "arbetsbok_for_nod" in [one.kod for one in forslag.upplysningar]
    assert inlasning_id is not None
    return inlasning_id


def budget_2023(store: Store) -> dict[str, int]:
    saldo = read_saldo(store, i.NAMND, Slag.BUDGET, fran=202301, till=202312, per=(Col.VERKSAMHET,))
    return dict(zip(saldo[Col.VERKSAMHET], saldo[Col.ORE], strict=True))


def test_the_workbooks_of_two_units_stand_beside_each_other(store: Store) -> None:
    first = send_home(store, "0410", 95000)
    send_home(store, "0420", 215000.25)
    assert budget_2023(store) == {"0410": 9_500_000, "0420": 21_500_025}
    undo_inlasning(store, first, vem="ekonomen")
    send_home(store, "0410", 96000)
    assert budget_2023(store) == {"0410": 9_600_000, "0420": 21_500_025}


def test_sums_of_the_budget_workbook_are_formulas_with_values(store: Store) -> None:
    package = budgetbok(store)
    formulas, cached = Ark(package, "jan 2022"), values(package)
    total = formulas.rows("Ansvar")["Summa"]
    for rubrik, kronor in {"jan 2022": 270000, "feb 2022": 270000.75, "dec 2022": 310000, "Summa 2022": 850000.75}.items():
        assert str(formulas.cell(total, rubrik).value).startswith("=SUM(")
        assert cached.cell(total, formulas.places[rubrik]).value == kronor
        assert formulas.cell(total, rubrik).protection.locked


@pytest.mark.parametrize("make", [bedomningsbok, budgetbok], ids=["bedömning", "budget"])
def test_the_package_follows_the_schema_and_is_the_same_each_time(make: Any, store: Store, tmp_path: Path) -> None:  # noqa: ANN401
    package = make(store)
    path = tmp_path / "arbetsbok.xlsx"
    path.write_bytes(package)
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
    assert make(store) == package
