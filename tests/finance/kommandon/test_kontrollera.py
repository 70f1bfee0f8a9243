"""The command kontrollera."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main
from finance.store import Store, accept_fynd, read_logg, save_kommentar


@pytest.fixture
def database(tmp_path: Path, exempel_db: Path) -> str:
    shutil.copyfile(exempel_db, tmp_path / "exempel.db")
    return f"sqlite:///{tmp_path / 'exempel.db'}"


def ask(database: str, *words: str) -> Result:
    found = CliRunner().invoke(
        main, ["kontrollera", "--namnd", "KAT-SN", "--period", "2022-04", *words], env={"HELAR_DB": database}
    )
    assert found.exception is None or isinstance(found.exception, SystemExit)
    return found


def comment(database: str, text: str) -> None:
    store = Store.open(database)
    save_kommentar(store, "KAT-SN", 202204, "07", text, vem="prov")
    store.close()


def test_the_sample_has_no_fel_and_exit_0(database: str) -> None:
    found = ask(database, "--json")
    assert found.exit_code == 0
    answer = json.loads(found.stdout)
    assert set(answer) == {"fynd", "okontrollerade"}
    assert [fynd for fynd in answer["fynd"] if fynd["allvar"] == "fel"] == []
    varningar = [fynd for fynd in answer["fynd"] if fynd["allvar"] == "varning"]
    assert [fynd["kod"] for fynd in varningar].count("tom_effekt") == 12  # the published åtgärder, none with an effect
    ahead = {fynd["matt"] for fynd in varningar if fynd["kod"] != "tom_effekt"}
    assert ahead == {
        "Vårddygn i stödboende/HVB, ensamkommande barn och unga",
        "Antal utnyttjande vårddygn på institution, vuxna",
    }


@pytest.mark.parametrize("rapport", ["manadsuppfoljning", "tertialrapport"])
def test_a_fel_has_every_key_and_exit_1(database: str, rapport: str) -> None:
    comment(database, "Avvikelsen är +70 tkr efter april.")
    found = ask(database, "--json", "--rapport", rapport)
    assert found.exit_code == 1
    (fel,) = [fynd for fynd in json.loads(found.stdout)["fynd"] if fynd["allvar"] == "fel"]
    assert set(fel) == {"kod", "allvar", "nod", "matt", "stalle", "i_text", "i_tabell", "forslag"}
    assert (fel["kod"], fel["nod"], fel["matt"], fel["i_text"]) == ("tecken", "07", "avvikelse", "+70 tkr")


def test_for_people_it_ends_with_the_count(database: str) -> None:
    before = json.loads(ask(database, "--json").stdout)["okontrollerade"]
    comment(database, "Inhyrd personal kostade 33 tkr.")
    last = ask(database).stdout.strip().splitlines()[-1]
    assert last.startswith("0 fel, 14 varningar")
    count = before + 1
    figures = "1 siffra" if count == 1 else f"{count} siffror"
    assert last.endswith(f"{figures} i texten går inte att kontrollera mot någon tabell.")


def test_what_a_person_accepted_is_no_fel_until_the_figure_changes(database: str) -> None:
    comment(database, "Avvikelsen är −77 tkr efter april.")
    (fel,) = [fynd for fynd in json.loads(ask(database, "--json").stdout)["fynd"] if fynd["allvar"] == "fel"]
    store = Store.open(database)
    key = "|".join(fel[name] for name in ("kod", "nod", "matt", "stalle", "i_text", "i_tabell"))
    accept_fynd(store, "KAT-SN", 202204, key, skal="före rättelsen", vem="prov")
    assert read_logg(store, "KAT-SN")[0].handling == "fynd godtaget"
    store.close()
    assert ask(database, "--json").exit_code == 0
    comment(database, "Avvikelsen är −78 tkr efter april.")
    assert ask(database, "--json").exit_code == 1
