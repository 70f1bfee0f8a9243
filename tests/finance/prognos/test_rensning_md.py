"""The worked examples of one-offs and new starts in docs/metoder.md: numbers computed by hand, compared with the code."""

from finance.kub import GRUPPER
from finance.lage import Lage
from finance.period import Period
from finance.prognos import Metod, Prognos
from finance.prognos.rensning import join
from finance.prognos.serier import forecast_series
from tests.finance.lage_av import lage_av
from tests.finance.prognos.test_metoder_md import numbers, same, section, values
from tests.finance.prognos.test_rensning import KR, engangs, marked, nystart, year

APRIL = Period(2022, 4)


def kronor(lage: Lage, metod: Metod) -> Prognos:
    return forecast_series(lage, lage.kub.rows(["2"]), list(range(len(GRUPPER))), metod, 4)


def shown(text: str, pattern: str) -> str:
    (found,) = numbers(text, pattern)
    return found


def test_the_example_of_a_one_off() -> None:
    text = section("Engångsposter")
    lage = lage_av([*year(2021, [100] * 12), *year(2022, [100, 100, 460, 100])], period=APRIL)
    with_mark = marked(lage, engangs("2", 202203, 360 * KR))
    same(kronor(lage, Metod.LINJAR_TAKT).total / KR, shown(text, "760 / 4 × 12 = #."))
    same(kronor(with_mark, Metod.LINJAR_TAKT).total / KR, shown(text, "400 / 4 × 12 + 360 = #."))
    plain, cleaned = kronor(lage, Metod.KRYMPT_PROFIL), kronor(with_mark, Metod.KRYMPT_PROFIL)
    same(plain.explain["niva"] / KR, shown(text, "nivån är # och helåret"))
    same(plain.total / KR, shown(text, "760 + 8 × 101,8 = #."))
    same(cleaned.total / KR, shown(text, "400 + 8 × 100 + 360 = #."))


def test_the_example_of_a_new_start() -> None:
    text = section("Börjar om")
    lage = lage_av([*year(2021, [50] * 12), *year(2022, [50, 50, 200, 200])], period=APRIL)
    anew = kronor(marked(lage, nystarter=(nystart("2", 202203),)), Metod.LINJAR_TAKT)
    same(kronor(lage, Metod.LINJAR_TAKT).total / KR, shown(text, "500 / 4 × 12 = #."))
    same(anew.total / KR, shown(text, "100 + 10 × 200 = #."))
    half = (anew.high - anew.low) / 2 / KR
    same(half, shown(text, "0,55² × 107,3 × 200 × 8²) = #."))
    (other,) = values(text, "andra delar har halva bredden #:")
    rest = Prognos(0.0, -other, other, (0.0,) * 12, Metod.KRYMPT_PROFIL, {}, {"anmarkning": ()})
    alone = Prognos(anew.total / KR, anew.low / KR, anew.high / KR, (0.0,) * 12, anew.method, {}, {"anmarkning": ()})
    both = join([alone, rest])
    same((both.high - both.low) / 2, shown(text, "√(942² + 400²) = #."))
