"""Every template, filled in as a person does, is read back to the öre without a question; an empty one is refused."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from finance.errors import InvalidValue
from finance.export.mallar import MALLAR, write_mall
from finance.export.mallar.mall import INSTRUKTION
from finance.inlasning import read_file
from finance.kolumner import Slag
from finance.kontoplan import Kontogrupp
from finance.mottagning import Forslagsstatus
from finance.period import Period
from finance.store import Store, list_inlasningar
from finance.struktur import Nod, Struktur
from tests.finance.export import ifyllning as i

TRAD = Struktur(
    "N", "Socialnämnden", (Nod("SN", "Socialnämnden"), Nod("0410", "Barn och unga", "SN"), Nod("0420", "Vuxna", "SN"))
)
PERIOD = Period(2022, 2)
GRUPPER = [grupp.value for grupp in Kontogrupp]

Rader = list[dict[str, object]]
FYLLDA: Mapping[str, Rader] = {
    "utfall": [
        {"Period": "2022-03", "Verksamhet": "0410", "Konto": "5011", "Datum": date(2022, 3, 4), "Belopp (kr)": 12500.25},
        {"Period": "2022-04", "Verksamhet": "0420", "Konto": "3011", "Verifikat": "A 1", "Belopp (kr)": -300.5},
    ],
    "utfall-bred": [
        {"Verksamhet": "0410", "Benämning": "Barn", "Konto": "5011", "mar 2022": 12, "maj 2022": 34.5},
        {"Verksamhet": "0420", "Benämning": "Vuxna", "Konto": "5011", "maj 2022": 7},
    ],
    "budget": [
        {"Verksamhet": "0410", "Ansvar": "11", "jan 2023": 100, "dec 2023": 200.01},
        {"Verksamhet": "0420", "Ansvar": "12", "jan 2023": -50},
    ],
    "budgetjustering": [
        {"Verksamhet": "0410", "Typ": "omfördelning", "Beslut": "§ 1", "Gäller från": "2022-11", "Belopp (kr)": 101},
        {"Verksamhet": "0420", "Typ": "omfördelning", "Beslut": "§ 1", "Gäller från": "2022-11", "Belopp (kr)": -101},
        {"Verksamhet": "0420", "Typ": "ram", "Beslut": "§ 2", "Gäller från": "2022-12", "Belopp (kr)": 5.05},
    ],
    "bedomning": [
        {"Kod": "0410", "Prognos avvikelse helår (tkr)": -1200, "Skäl": "Fler placeringar"},
        {
            "Kod": "0420",
            "Kontogrupp": "Personal",
            "Typ": "tillägg",
            "Prognos avvikelse helår (tkr)": 0.5,
            "Från": "2022-10",
            "Till": "2022-12",
        },
    ],
    "struktur": [
        {"Kod": "SN", "Namn": "Socialnämnden"},
        {"Kod": "01", "Namn": "Allt", "Överordnad": "SN", "Verksamhet": "0410-0420", "Konto": "5011, 6000-6999"},
    ],
    "matt": [
        {"Mått": "Hushåll", "Period": "2022-02", "Värde": 412, "Enhet": "antal", "Kod": "0420"},
        {"Mått": "Sjukfrånvaro", "Kategori": "kvinnor", "Period": "2022-02", "Typ": "mål", "Värde": 5.5, "Enhet": "%"},
        {"Mått": "Väntetid", "Period": "2022-02", "Värde": "?"},
    ],
    "investering": [
        {"Projekt": "P1", "Benämning": "Möbler", "Utfall jan–feb 2022 (kr)": 1000.5, "Budget helår 2022 (kr)": 5000},
        {"Projekt": "P2", "Budget helår 2022 (kr)": 250, "Prognos avvikelse helår (kr)": -40, "Färdigställs": "ja"},
    ],
    "atgard": [
        {
            "Kod": "0410",
            "Åtgärd": "Egna jourhem",
            "Start": date(2022, 5, 1),
            "Effekt per månad (kr)": 60000,
            "Effekt helår (kr)": 480000.25,
            "Medräknad": "nej",
        }
    ],
    "placering": [
        {
            "Kod": "0410",
            "Typ": "HVB",
            "Start": date(2022, 1, 10),
            "Planerat slut": date(2022, 6, 30),
            "Dygnspris (kr)": 5200.5,
            "Momskompensation (%)": 18,
            "Räknas": "ja",
        }
    ],
    "uppdrag": [{"Källa": "Kommunplan", "Uppdrag": "Utred jourhem", "Status": "pågår", "Svar senast": date(2022, 10, 31)}],
    "statsbidrag": [
        {"Statsbidrag": "God vård", "Summa (kr)": 1250.75, "Period": "2022", "Använt (kr)": 400, "Återbetalning": "nej"}
    ],
}
# By hand: slag of `summor` -> (sum in öre, per period). An amount of a year stands under the year.
SUMMOR: Mapping[str, Mapping[str, tuple[int, Mapping[str, int]]]] = {
    "utfall": {"utfall": (1_219_975, {"2022-03": 1_250_025, "2022-04": -30_050})},
    "utfall-bred": {"utfall": (5_350, {"2022-03": 1_200, "2022-05": 4_150})},
    "budget": {"budget": (25_001, {"2023-01": 5_000, "2023-12": 20_001})},
    "budgetjustering": {"budgetjustering": (505, {"2022-11": 0, "2022-12": 505})},
    "bedomning": {"prognos_avvikelse": (-119_950_000, {"2022": -119_950_000})},
    "struktur": {},
    "matt": {},
    "investering": {"investering_utfall": (100_050, {}), "investering_budget": (525_000, {})},
    "atgard": {},
    "placering": {},
    "uppdrag": {},
    "statsbidrag": {},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = i.small_store(f"sqlite:///{tmp_path / 'prov.db'}")
    yield made
    made.close()


def template(slag: str, period: Period = PERIOD) -> bytes:
    return write_mall(slag, namnd="Socialnämnden", struktur=TRAD, period=period, kontogrupper=GRUPPER)


def filled(slag: str) -> bytes:
    return i.fill(template(slag, Period(2023, 1) if slag == "budget" else PERIOD), FYLLDA[slag])


def test_every_template_is_tried() -> None:
    assert set(FYLLDA) == set(SUMMOR) == set(MALLAR)
    assert {MALLAR[name](PERIOD).slag for name in MALLAR} == set(Slag)


@pytest.mark.parametrize("slag", MALLAR)
def test_a_template_filled_in_is_read_back_to_the_ore_without_a_question(slag: str, store: Store) -> None:
    forslag, inlasning_id = i.read(store, filled(slag), "ifylld.xlsx")
    assert (forslag.fel, forslag.fragor) == ((), ())
    assert inlasning_id is not None
    assert forslag.lasning.slag == (MALLAR[slag](PERIOD).slag,)
    assert sum(blad.rader for blad in forslag.lasning.blad) == len(FYLLDA[slag])
    assert set(forslag.summor) == set(SUMMOR[slag])
    for name, (total, perioder) in SUMMOR[slag].items():
        assert forslag.summor[name].summa_ore == total
        assert not perioder or forslag.summor[name].perioder == perioder


@pytest.mark.parametrize("slag", MALLAR)
def test_an_empty_template_is_refused_with_what_to_do(slag: str, store: Store) -> None:
    before = len(list_inlasningar(store, i.NAMND))
    forslag, inlasning_id = i.read(store, template(slag), "tom.xlsx")
    assert (inlasning_id, forslag.status, forslag.fragor) == (None, Forslagsstatus.AVVISAD, ())
    assert [one.kod for one in forslag.fel] == ["mall_tom"]
    assert "rad" in forslag.fel[0].atgard
    assert len(list_inlasningar(store, i.NAMND)) == before


def test_the_parts_of_a_row_come_back() -> None:
    lasning = read_file(filled("bedomning"), "bedomning.xlsx")
    assert [
        (rad.nod, rad.kontogrupp, rad.typ, rad.avvikelse_ore, rad.ar, rad.period, rad.fran, rad.till, rad.skal)
        for rad in lasning.bedomningar
    ] == [
        ("0410", "", "niva", -120_000_000, 2022, 202202, None, None, "Fler placeringar"),
        ("0420", "Personal", "tillagg", 50_000, 2022, 202202, 202210, 202212, ""),
    ]
    noder = read_file(filled("struktur"), "struktur.xlsx").noder
    assert [(nod.kod, nod.namn, nod.overordnad) for nod in noder] == [("SN", "Socialnämnden", None), ("01", "Allt", "SN")]
    assert [(urval.dimension.value, str(urval)) for urval in noder[1].urval] == [
        ("verksamhet", "0410-0420"),
        ("konto", "5011, 6000-6999"),
    ]


def planrader(slag: str) -> list[Any]:
    return list(read_file(filled(slag), f"{slag}.xlsx").planrader)


def test_the_rows_of_plans_come_back() -> None:
    (atgard,) = planrader("atgard")
    assert (atgard.nod, atgard.start, atgard.effekt_manad_ore) == ("0410", "2022-05-01", 6_000_000)
    assert (atgard.effekt_helar_ore, atgard.medraknad) == (48_000_025, False)
    (placering,) = planrader("placering")
    assert (placering.typ, placering.start, placering.slut) == ("HVB", "2022-01-10", "2022-06-30")
    assert (placering.dygnspris_ore, placering.momskompensation_procent) == (520_050, 18)
    assert [(rad.matt, rad.kategori, rad.typ.value, rad.varde, rad.enhet) for rad in planrader("matt")] == [
        ("Hushåll", "", "utfall", Decimal(412), "antal"),
        ("Sjukfrånvaro", "kvinnor", "mal", Decimal("5.5"), "%"),
        ("Väntetid", "", "utfall", None, ""),
    ]


def test_income_only_without_konto_keeps_the_sign_that_the_template_says(store: Store) -> None:
    data = i.fill(template("budget", Period(2023, 1)), [{"Verksamhet": "0410", "jan 2023": -100}])
    assert i.read(store, data, "b.xlsx")[0].summor["budget"].summa_ore == -10_000


def test_the_examples_stand_on_the_sheet_that_is_not_read() -> None:
    for slag in MALLAR:
        book = i.opened(template(slag))
        data = book.worksheets[0]
        texts = [cell.value for row in book[INSTRUKTION].iter_rows() for cell in row]
        kolumner = MALLAR[slag](PERIOD).kolumner
        assert [cell.value for cell in data[4] if cell.value] == [kolumn.rubrik for kolumn in kolumner]
        assert data.max_row == 4
        assert all(kolumn.rubrik in texts and kolumn.exempel[0] in (*texts, "") for kolumn in kolumner)
        assert book[INSTRUKTION].protection.sheet
        assert not data.protection.sheet


def test_lists_hold_the_codes_of_the_namnd() -> None:
    book = i.opened(template("bedomning"))
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"}
    codes = rules["A5:A2004"]
    assert codes.errorStyle in (None, "stop")
    sheet, area = codes.formula1.split("!")
    assert [cell[0].value for cell in book[sheet][area.replace("$", "")]] == ["SN-gemensamt", "0410", "0420"]
    assert rules["D5:D2004"].formula1 == '"nivå,tillägg,händelse"'


def test_the_same_input_gives_the_same_bytes() -> None:
    assert template("utfall") == template("utfall")


def test_an_unknown_template_is_said() -> None:
    with pytest.raises(InvalidValue, match="ingen mall för 'lön'"):
        template("lön")


@pytest.mark.parametrize("slag", MALLAR)
def test_the_package_follows_the_schema(slag: str, tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    path.write_bytes(template(slag))
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
