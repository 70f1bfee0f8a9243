"""The worked examples of åtgärder and investeringar in docs/metoder.md: figures computed by hand, compared with the code."""

from finance.investering import compute_investeringar
from finance.period import Period
from finance.prognos.atgarder import plan_months
from tests.finance.prognos.test_metoder_md import section, values
from tests.finance.test_atgarder import RAD, plan_of
from tests.finance.test_investering import lage_with, places, rad


def kronor(text: str, pattern: str) -> int:
    (found,) = values(text, pattern)
    return round(found)


def test_the_example_of_before_and_after() -> None:
    text = section("Åtgärder")
    _, plan = plan_of(RAD)
    (one,) = plan.rader
    assert kronor(text, "från mars till oktober är # kr i år") * 100 == sum(plan_months(RAD, 2022)) == one.helar_ore
    assert kronor(text, "kr i år: # kr hittills") * 100 == one.hittills_ore
    assert kronor(text, "hittills och # kr") * 100 == one.kvar_ore == plan.raknat_ore
    after, before = kronor(text, "Är prognosen # kr efter"), kronor(text, "60 000 = # kr före")
    assert (after - before) * 100 == plan.raknat_ore


def test_the_example_of_kvar_and_the_ledger() -> None:
    text = section("Investeringar")
    tkr = 100_000
    made = lage_with((rad("P1", 41 * tkr, 450 * tkr),), {"P1": places(m1=46 * tkr)}, {})
    (one,) = compute_investeringar(made).rader
    assert made.period == Period(2022, 4)
    assert one.kvar_ore == kronor(text, "450 − 41 = # tkr") * tkr
    assert one.skillnad_ore == kronor(text, "46 − 41 = # tkr") * tkr
