"""What a sentence computes from its own figures: differences, multiples, shares and sums, each computed by hand here."""

import pytest

from finance.rapport.kontroll import Allvar, Kod
from finance.rapport.kontroll.ordtal import find_ordtal
from finance.rapport.kontroll.rakning import check_rakning
from finance.rapport.kontroll.samband import check_samband

RATT = [
    "Vi är 127 månadsanställda, fjorton färre än vid samma tidpunkt 2021 då vi var 141.",
    "Kostnaden är 4,4 Mnkr medan budgeten är 2,5, vi har alltså gjort av med 1,9 Mnkr mer än planerat.",
    "Utfall jan–maj 14,5 Mnkr, budget 13,2 Mnkr, alltså 1,3 Mnkr över.",
    "Antalet dygn är 6 810, en nedgång med 1 590 dygn från förra årets 8 400 (jan–apr).",
    "Prognosen på −2,8 Mnkr är hela 6,4 Mnkr bättre än föregående års utfall, som var −9,2.",
    "Prognosen, 19,6 Mnkr, är dubbelt så hög som budgeten på 9,8 Mnkr.",
    "Kostnaden har nästan tredubblats, från 700 tkr till 1 961 tkr.",
    "Antalet har halverats från 118 till 59.",
    "Av årets investeringsbudget på 2 170 tkr har 82 tkr använts hittills, dvs. 3,8 %.",
    "Av nämndens underskott på 34,5 Mnkr står vi för 24,2, det vill säga ungefär 70 procent.",
    "Underskottet, 5 895 tkr, motsvarar 31 % av periodens budget på 19 090 tkr.",
    "Dygnen var 2 898, en ökning med 1 267 dygn eller 78 procent mot samma tid 2021.",
    "Hemtjänst (−4,5), boende (−7,3) och sjuksköterskor (−1,3) drar tillsammans ned resultatet med 13,1 Mnkr.",
    "Hemtjänsten går back 4,5 Mnkr av 36,6 och boendet 7,3, tillsammans 11,8 Mnkr.",
    # nothing that can be computed from the sentence alone
    "Vi har 12 placeringar, två fler än i april, mot budgeterade 8.",
    "Prognosen är −8,0 mot budgeten 6,0, vilket är 3,5 sämre än förra året.",
    "Underskottet på 4,5 Mnkr av 15,0 Mnkr motsvarar 4,9 % av budgeten.",
    "Vi har köpt konsulttjänster för 1 261 tkr, 561 tkr mer än förra året.",
    "En budget på 3 514 tkr per månad och ett utfall på 15 382 tkr, alltså 900 tkr mer.",
    "Snittpriset 2 100 kr per dygn ska jämföras med 560 kr, en skillnad på 1 540 kr.",
    "Två placeringar kostar 1,2 Mnkr, och med 3 till blir det 2,9 Mnkr.",
    "Hälften av de 30 hemmen, 12 stycken i norr och 3 i söder, är nya.",
    "Sju utredningar pågår, och 41 av 43 hushåll är dubbelt så stora som för tio år sedan.",
]
FEL = [
    ("Vi är 127 månadsanställda, elva färre än vid samma tidpunkt 2021 då vi var 141.", Kod.VARDE, "elva"),
    ("Vi är 127 månadsanställda, fjorton fler än vid samma tidpunkt 2021 då vi var 141.", Kod.TECKEN, "fler"),
    (
        "Kostnaden är 4,4 Mnkr medan budgeten är 2,5, vi har alltså gjort av med 0,9 Mnkr mer än planerat.",
        Kod.VARDE,
        "0,9 Mnkr",
    ),
    ("Utfall jan–maj 14,5 Mnkr, budget 13,2 Mnkr, alltså 2,3 Mnkr över.", Kod.VARDE, "2,3 Mnkr"),
    ("Antalet dygn är 6 810, en nedgång med 1 950 dygn från förra årets 8 400 (jan–apr).", Kod.VARDE, "1 950"),
    ("Antalet dygn är 6 810, en ökning med 1 590 dygn från förra årets 8 400 (jan–apr).", Kod.TECKEN, "ökning"),
    ("Prognosen på −2,8 Mnkr är hela 7,4 Mnkr bättre än föregående års utfall, som var −9,2.", Kod.VARDE, "7,4 Mnkr"),
    ("Prognosen, 14,7 Mnkr, är dubbelt så hög som budgeten på 9,8 Mnkr.", Kod.VARDE, "dubbelt"),
    ("Kostnaden har nästan tredubblats, från 700 tkr till 1 261 tkr.", Kod.VARDE, "tredubblats"),
    ("Av årets investeringsbudget på 2 170 tkr har 82 tkr använts hittills, dvs. 38 %.", Kod.VARDE, "38 %"),
    ("Av nämndens underskott på 34,5 Mnkr står vi för 24,2, det vill säga ungefär 60 procent.", Kod.VARDE, "60 procent"),
    ("Underskottet, 5 895 tkr, motsvarar 24 % av periodens budget på 19 090 tkr.", Kod.VARDE, "24 %"),
    ("Hemtjänst (−4,5), boende (−7,3) och sjuksköterskor (−1,3) drar tillsammans ned med 14,1 Mnkr.", Kod.DELAR, "14,1 Mnkr"),
]


@pytest.mark.parametrize("text", RATT)
def test_what_is_rightly_computed_or_not_computed_is_not_accused(text: str) -> None:
    assert [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in check_rakning(text, "n", "Kommentar")] == []


@pytest.mark.parametrize(("text", "kod", "said"), FEL)
def test_what_the_figures_of_a_sentence_contradict_is_found(text: str, kod: Kod, said: str) -> None:
    assert [(fynd.kod, fynd.i_text) for fynd in check_rakning(text, "n", "Kommentar")] == [(kod, said)]


def test_a_sum_is_a_warning_and_a_difference_a_fault() -> None:
    for text, kod, _ in FEL:
        (fynd,) = check_rakning(text, "n", "Kommentar")
        assert fynd.allvar is (Allvar.VARNING if kod is Kod.DELAR else Allvar.FEL)


def test_a_finding_says_what_the_figures_give() -> None:
    (fynd,) = check_rakning(FEL[4][0], "n", "Kommentar")
    assert fynd.i_tabell.replace("\u00a0", " ") == "8 400 och 6 810 skiljer 1 590"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Vi har trettio hem, elva färre än i fjol.", [30, 11]),
        ("tjugoett, tjugoen och nittionio", [21, 21, 99]),
        ("två tredjedelar, de fem första månaderna, tre gånger, två miljoner och en enhet", []),
        ("Drygt fyrtiotvå ärenden", [42]),
    ],
)
def test_counts_in_words(text: str, numbers: list[int]) -> None:
    found = find_ordtal(text)
    assert [int(tal.varde) for tal in found] == numbers
    assert all(text[tal.start : tal.slut] == tal.text for tal in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Det underskottet på 34,5 Mnkr utgör 6 procent av nämndens helårsbudget (576,6 Mnkr).", False),
        ("Det underskottet på 34,5 Mnkr utgör drygt 7 procent av nämndens helårsbudget (576,6 Mnkr).", True),
        ("Det underskottet på 34,5 Mnkr utgör knappt 7 procent av nämndens helårsbudget (576,6 Mnkr).", False),
        ("Förbrukningen, 2 898 dygn, är 69 % av årets prognos på 4 200 dygn.", False),
        ("Förbrukningen, 2 898 dygn, är 45 % av årets prognos på 4 200 dygn.", True),  # 45 % is (4 200 - 2 898) / 2 898
        ("Budgeten är 92,0 Mnkr och prognosen 107,0, vilket ger ett underskott på 16 procent av budgeten.", False),
        ("Budgeten är 92,0 Mnkr och prognosen 107,0, vilket ger ett underskott på 13 procent av budgeten.", True),
        ("Enheten svarar för drygt 60 procent av underskottet, 15,0 av 24,2 Mnkr.", False),
        ("Enheten svarar för drygt 70 procent av underskottet, 15,0 av 24,2 Mnkr.", True),
        ("Ett hem kostar 2 100 kr per dygn, nästan fyra gånger så mycket som ett annat (560 kr).", False),
        ("Ett hem kostar 2 100 kr per dygn, mer än fem gånger så mycket som ett annat (560 kr).", True),
        ("Antalet 2 898 är nästan en fördubbling mot samma tid 2021, då de var 1 631.", False),
        ("Antalet 2 898 är mer än en fördubbling mot samma tid 2021, då de var 1 631.", True),
        ("Kostnaden blir nästan dubbelt så hög som budgeten, 18,7 mot 9,8 Mnkr.", False),
        ("Kostnaden blir dubbelt så hög som budgeten, 14,7 mot 9,8 Mnkr.", True),
        ("Än saknas 70 tkr, men beloppet tiodubblas till 714 tkr.", False),
        ("Än saknas 70 tkr, men beloppet femdubblas till 714 tkr.", True),
    ],
)
def test_shares_of_a_named_whole_and_times_in_other_words(text: str, *, found: bool) -> None:
    assert bool(list(check_rakning(text, "n", "Kommentar"))) is found


@pytest.mark.parametrize(
    ("text", "kod"),
    [
        ("Antalet har gått ned från 141 till 127, varav kvinnor från 114 till 102.", []),
        ("Antalet har gått ned från 141 till 127, varav kvinnor ökat från 114 till 102.", [Kod.TECKEN]),
        ("Antalet har gått ned till 127 från 141.", []),
        ("Antalet har ökat till 127 från 141.", [Kod.TECKEN]),
        ("Andelen gick ned från 3 % 2021 till 1 % 2022, en minskning med 2 procentenheter.", []),
        ("Andelen gick ned från 3 % 2021 till 1 % 2022, en minskning med 2 procent.", [Kod.PROCENTENHET]),
        ("Andelen gick ned från 3 % till 1 %, en minskning med två tredjedelar eller 67 procent.", []),
        ("Prognosen på 1 300 dygn nås inte om takten inte ökar till 120 dygn i månaden.", []),
    ],
)
def test_from_one_figure_to_another(text: str, kod: list[Kod]) -> None:
    assert [fynd.kod for fynd in check_samband(text, "n", "Kommentar")] == kod
