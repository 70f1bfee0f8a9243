"""The faults of the two published reports through the command line: comments stored, findings and exit code read back.

The figures are the published reports' (tests/referens), the sentences a paraphrase of them.
"""

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from finance.__main__ import main
from finance.inlasning.fil.klistrad import Frikolumn, Kolumnslag
from finance.store import Fritabell, Kommentarsgrans, Store, save_fritabell, save_kommentar, save_kommentarsgrans

LIN, KAT = ("LIN-SN", "2022-05"), ("KAT-SN", "2022-04")
Texter = dict[tuple[str, str], str]


@pytest.fixture
def database(tmp_path: Path, exempel_db: Path) -> str:
    shutil.copyfile(exempel_db, tmp_path / "exempel.db")
    return f"sqlite:///{tmp_path / 'exempel.db'}"


def ask(database: str, whose: tuple[str, str], rapport: str) -> tuple[int, list[dict[str, Any]]]:
    words = ["kontrollera", "--namnd", whose[0], "--period", whose[1], "--rapport", rapport, "--json"]
    found = CliRunner().invoke(main, words, env={"HELAR_DB": database})
    assert found.exception is None or isinstance(found.exception, SystemExit)
    answer = json.loads(found.stdout)
    assert isinstance(answer["okontrollerade"], int)
    return found.exit_code, answer["fynd"]


def write(database: str, whose: tuple[str, str], texter: Texter) -> None:
    store = Store.open(database)
    for (nod, sektion), text in texter.items():
        save_kommentar(store, whose[0], int(whose[1].replace("-", "")), nod, text, sektion=sektion, vem="prov")
    store.close()


def said(fynd: list[dict[str, Any]], *allvar: str) -> list[tuple[str, str, str]]:
    return [(one["kod"], one["i_text"], one["i_tabell"]) for one in fynd if one["allvar"] in allvar]


FALL = {
    "1 text against table": (
        LIN,
        {
            ("0510", ""): "Administrationen visar +0,6 Mnkr mot budget.",
            ("5130", ""): "Funktionsstöd ligger på −4,5 Mnkr i avvikelse.",
        },
        [("varde", "+0,6 Mnkr", "+0,9\u00a0Mnkr"), ("varde", "−4,5 Mnkr", "−4,6\u00a0Mnkr")],
    ),
    "4 a budget per month that does not give the avvikelse": (
        KAT,
        {
            ("KAT-SN", "Försörjningsstöd och bidrag"): "Budgeten är 3 514 tkr i månaden. "
            "Utfallet t.o.m. april avviker från budget med −2 027 tkr."
        },
        [("varde", "−2 027 tkr", "−1\u00a0326\u00a0tkr")],
    ),
    "5 one measure, two values": (
        KAT,
        {
            (
                "03",
                "",
            ): "Hushållen är 78 färre än samma period i fjol. Antalet hushåll har alltså minskat med 86 sedan förra året."
        },
        [("tva_varden", "78", "−86")],
    ),
    "10 percent for percentage points": (
        KAT,
        {("KAT-SN", "personal"): "Sjukfrånvaron har ökat med ca 3 % jämfört med samma period förra året."},
        [("procentenhet", "3 %", "+2,9 procentenheter")],
    ),
    "tkr called Mnkr": (
        KAT,
        {("09", ""): "Enheten redovisar ett överskott om 517 mnkr."},
        [("enhet", "överskott 517 mnkr", "+517\u00a0tkr")],
    ),
}


@pytest.mark.parametrize("fall", FALL)
@pytest.mark.parametrize("rapport", ["manadsuppfoljning", "tertialrapport"])
def test_a_published_fault_is_a_fel_and_exit_1(database: str, fall: str, rapport: str) -> None:
    whose, texter, expected = FALL[fall]
    assert ask(database, whose, rapport)[0] == 0
    write(database, whose, texter)
    code, fynd = ask(database, whose, rapport)
    assert code == 1
    assert sorted(said(fynd, "fel")) == sorted(expected)


@pytest.mark.parametrize("whose", [LIN, KAT])
@pytest.mark.parametrize("rapport", ["manadsuppfoljning", "tertialrapport"])
def test_the_samples_own_comments_have_no_fel_and_no_varning(database: str, whose: tuple[str, str], rapport: str) -> None:
    """What is left are the published faults outside the texts: åtgärder without effect (8), volumes ahead (6)."""
    code, fynd = ask(database, whose, rapport)
    assert code == 0
    assert {kod for kod, *_ in said(fynd, "fel", "varning")} <= {"tom_effekt", "forbrukning"}
    assert whose == KAT or said(fynd, "fel", "varning") == []


def test_2_commented_parts_and_8_and_11_explanations_leave_something(database: str) -> None:
    _, fynd = ask(database, LIN, "manadsuppfoljning")  # the sample comments the same parts as the published report
    left = {(one["stalle"], one["matt"]): (one["allvar"], one["i_text"], one["i_tabell"]) for one in fynd}
    assert left["Vård och omsorg, kommenterade delar", "avvikelse"] == ("upplysning", "−12,3\u00a0Mnkr", "−11,3\u00a0Mnkr")
    assert left["Individ- och familj, kommenterade delar", "avvikelse"] == ("upplysning", "−0,6\u00a0Mnkr", "+1,0\u00a0Mnkr")
    total = "KAT-SN"
    write(
        database,
        KAT,
        {
            (total, "Försörjningsstöd och bidrag"): "Försörjningsstödet sjunker. Helårsprognosen är −5 000 tkr.",
            (total, "Köp av verksamhet"): "Helårsprognosen är −10 567 tkr.",
            (total, "Personal"): "Helårsprognosen är +3 167 tkr.",
            (
                total,
                "Intäkter",
            ): "Intäkterna är 2 367 tkr lägre än i fjol på grund av 944 tkr lägre bidrag, 400 tkr moms och 400 tkr hyror.",
        },
    )
    _, fynd = ask(database, KAT, "tertialrapport")
    told = {(one["kod"], one["allvar"]) for one in fynd}
    assert {("resttakt", "upplysning"), ("oforklarat", "upplysning"), ("tom_effekt", "varning")} <= told
    assert said(fynd, "fel") == []  # the prognos is not laid per kontogrupp, so the texts may know more than the table
    parts = [one for one in fynd if one["matt"] == "delar"]
    assert [(one["allvar"], one["i_text"], one["i_tabell"]) for one in parts] == [
        ("upplysning", "2 367 tkr", "delarna ger 1\u00a0744\u00a0tkr")
    ]


def test_6_volumes_ahead_and_3_rounding(database: str) -> None:
    code, fynd = ask(database, KAT, "tertialrapport")
    assert code == 0
    ahead = {
        one["matt"]: (one["allvar"], one["i_text"][:2], one["i_tabell"][:2]) for one in fynd if one["kod"] == "forbrukning"
    }
    assert ahead.pop("Spelmissbruksärenden", ("upplysning",))[0] == "upplysning"
    assert ahead == {
        "Vårddygn i stödboende/HVB, ensamkommande barn och unga": ("varning", "80", "53"),
        "Antal utnyttjande vårddygn på institution, vuxna": ("varning", "69", "25"),
    }
    rounding = [one for one in fynd if one["kod"] == "avrundning"]
    assert {one["allvar"] for one in rounding} == {"upplysning"}
    assert any("−6\u00a0748" in one["i_text"] and "−6\u00a0747" in one["i_text"] for one in rounding)


def test_9_and_11_a_typed_table_whose_sums_and_columns_are_wrong(database: str) -> None:
    store = Store.open(database)
    names = ("Exkl. intäkt", "Inkl. intäkt", "Totala intäkter")
    kolumner = (Frikolumn("År"), *(Frikolumn(namn, Kolumnslag.TAL) for namn in names))
    printed = {"2022": ("5.0", "4.0", "1.0"), "2021": ("6.0", "4.6", "1.4"), "2020": ("5.2", "3.8", "1.1")}
    rader: tuple[tuple[str | Decimal | None, ...], ...] = tuple(
        (ar, *(Decimal(value) for value in values)) for ar, values in printed.items()
    )
    summa = ("Summa", Decimal("16.2"), Decimal("12.4"), Decimal("4.5"))  # 1.0 + 1.4 + 1.1 = 3.5
    tabell = Fritabell("Försörjningsstöd per 31/5", kolumner, rader, period=202205, summa=summa)
    save_fritabell(store, LIN[0], tabell, vem="prov")
    store.close()
    code, fynd = ask(database, LIN, "manadsuppfoljning")
    assert code == 1
    assert sorted((kod, i_text) for kod, i_text, _ in said(fynd, "fel")) == [("samband", "1,1"), ("summa", "4,5")]


def test_12_right_averages_have_no_finding(database: str) -> None:
    write(
        database,
        KAT,
        {
            (
                "03",
                "",
            ): "I genomsnitt betalades 8 920 kr ut per hushåll, och totalt 15 381 492 kr under årets fyra första månader."
        },
    )
    code, fynd = ask(database, KAT, "tertialrapport")
    assert code == 0
    assert [one for one in fynd if one["nod"] == "03" and one["kod"] not in ("tom_effekt", "resttakt")] == []


def test_the_comment_limit_is_followed_by_the_command_and_by_as_of(database: str) -> None:
    write(database, KAT, {("07", ""): ""})
    store = Store.open(database)
    save_kommentarsgrans(store, KAT[0], Kommentarsgrans(ore=50_000_000), vem="prov")
    store.close()
    code, fynd = ask(database, KAT, "tertialrapport")
    assert code == 0
    missing = [one for one in fynd if one["kod"] == "kommentar_saknas"]
    assert [(one["stalle"], one["allvar"]) for one in missing] == [("Barn", "varning")]
    assert missing[0]["forslag"].endswith("Nämndens gräns är 500\u00a0000\u00a0kr.")
