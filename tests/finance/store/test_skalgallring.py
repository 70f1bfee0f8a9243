"""Gallring of what people have written: reasons about earlier years go everywhere, those that still count stay."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from finance.inlasning.modell import Bedomningsrad
from finance.inlasning.planrader import Atgardsrad
from finance.store import (
    Engangsbelopp,
    KandHandelse,
    Parameter,
    Store,
    gallra,
    planpost_history,
    read_bedomningar,
    read_handelser,
    read_logg,
    read_nystarter,
    read_planposter,
    remove_handelse,
    save_bedomningar,
    save_engangsbelopp,
    save_handelse,
    save_nystart,
    save_planpost,
)
from finance.store.tables import metadata
from tests.finance.store.underlag import commit, latest

HEMLIGT = "Enhetschefen slutar"
KVAR = "Avtalet löper på"


@pytest.fixture
def namnd(store: Store) -> Store:
    commit(store, [(202012, "410", 100), (202101, "410", 200)])
    return store


def handelse(skal: str, *, period: int, fran: int, till: int, lineage: int = 0) -> KandHandelse:
    return KandHandelse("410", "", "belopp", fran, till, {"belopp": Parameter(Decimal(1000))}, skal, period, lineage)


def bedomning(skal: str, ar: int) -> Bedomningsrad:
    return Bedomningsrad("410", "", "niva", -100, None, ar, ar * 100 + 5, None, None, skal, "", 0)


def atgard(namn: str, slut: str, ansvarig: str) -> Atgardsrad:
    return Atgardsrad("410", "", namn, ansvarig, "", slut, None, 500, "", "", None, "", 0)


def everything(store: Store) -> str:
    """Every cell of every table, as the database holds it."""
    with store.read() as conn:
        return "\n".join(str(tuple(row)) for table in metadata.sorted_tables for row in conn.execute(sa.select(table)))


def test_reasons_about_earlier_years_are_nowhere_and_their_amounts_stay(namnd: Store) -> None:
    save_bedomningar(namnd, "SN", [bedomning(HEMLIGT, 2020)], vem="anna")
    save_bedomningar(namnd, "SN", [bedomning(KVAR, 2021)], vem="anna")
    save_handelse(namnd, "SN", handelse(HEMLIGT, period=202005, fran=202006, till=202012), vem="anna")
    save_nystart(namnd, "SN", "410", 202003, skal=HEMLIGT, vem="anna")
    save_engangsbelopp(namnd, "SN", Engangsbelopp("410", "Personal", 202002, 700), skal=HEMLIGT, vem="anna")
    before = latest(namnd)
    assert HEMLIGT in everything(namnd)
    assert gallra(namnd, "SN", 2021, vem="bo").texter == 4
    assert HEMLIGT not in everything(namnd)  # the log too
    assert [(one.avvikelse_ore, one.skal) for one in read_bedomningar(namnd, "SN", 2020)] == [(-100, "")]
    assert [one.skal for one in read_bedomningar(namnd, "SN", 2021)] == [KVAR]
    for as_of in (None, before):  # an earlier day shows as little
        (event,) = read_handelser(namnd, "SN", as_of=as_of)
        assert (event.parametrar["belopp"].tal, event.till, event.skal) == (Decimal(1000), 202012, "")
        assert [(one.fran, one.skal) for one in read_nystarter(namnd, "SN", as_of=as_of)] == [(202003, "")]
    assert read_logg(namnd, "SN", 1)[0].efter == '{"fore": 2021, "placeringar": 0, "texter": 4}'
    assert gallra(namnd, "SN", 2021, vem="bo").texter == 0


def test_a_handelse_without_an_end_keeps_the_reason_that_counts(namnd: Store) -> None:
    lineage = save_handelse(namnd, "SN", handelse(HEMLIGT, period=202005, fran=202006, till=0), vem="anna")
    save_handelse(namnd, "SN", handelse(KVAR, period=202006, fran=202006, till=0, lineage=lineage), vem="anna")
    gone = save_handelse(namnd, "SN", handelse(HEMLIGT, period=202005, fran=202006, till=0), vem="anna")
    remove_handelse(namnd, "SN", gone, period=202006, vem="anna")
    assert gallra(namnd, "SN", 2021, vem="bo").texter == 3  # one replaced; one removed, and its removal
    assert [one.skal for one in read_handelser(namnd, "SN")] == [KVAR]
    assert HEMLIGT not in everything(namnd)


def test_who_was_responsible_for_an_ended_atgard_goes_and_the_atgard_stays(namnd: Store) -> None:
    nyckel = save_planpost(namnd, "SN", atgard("Färre vikarier", "2020-12-31", HEMLIGT), vem="anna")
    save_planpost(namnd, "SN", atgard("Nytt schema", "2021-06-30", KVAR), vem="anna")
    assert gallra(namnd, "SN", 2021, vem="bo").texter == 1
    shown = [
        (post.rad.atgard, post.rad.ansvarig, post.rad.effekt_helar_ore) for post in read_planposter(namnd, "SN", Atgardsrad)
    ]
    assert shown == [("Färre vikarier", "", 500), ("Nytt schema", KVAR, 500)]
    assert [post.rad.ansvarig for post in planpost_history(namnd, "SN", Atgardsrad, nyckel)] == [""]
    assert HEMLIGT not in everything(namnd)


def test_another_namnd_and_only_placements_leave_the_reasons(namnd: Store) -> None:
    save_nystart(namnd, "SN", "410", 202003, skal=KVAR, vem="anna")
    assert gallra(namnd, "SN", 2021, texter=False, vem="bo").texter == 0
    commit(namnd, [(202101, "410", 1)])
    assert [one.skal for one in read_nystarter(namnd, "SN")] == [KVAR]
