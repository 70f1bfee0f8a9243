"""Sentences against a table written here: Vård, jan-maj 2022, Mnkr.

| | utfall | budget | avvikelse | prognos | budget helår | prognosavvikelse | 2021 |
| Vård | 64,6 | 60,0 | −4,6 | 152,0 | 144,0 | −8,0 | 58,0 of 140,0, avvikelse −4,5 |
| Hemtjänst | 44,5 | 40,0 | −4,5 | 111,0 | 96,0 | −15,0 | |
| Ledning | 5,0 | 5,9 | +0,9 | 13,0 | 13,5 | +0,5 | |
"""

import pytest

from finance.belopp import Enhet
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.namn import GRUPP, Namn
from finance.rapport.kontroll.texter import check_texts
from finance.rapport.kontroll.varden import Amne


def mnkr(value: float) -> int:
    return round(value * 100_000_000)


VARD = Amne(
    "V",
    "Vård",
    5,
    utfall=mnkr(64.6),
    budget=mnkr(60),
    prognos=mnkr(152),
    budget_helar=mnkr(144),
    foregaende=mnkr(58),
    foregaende_helar=mnkr(140),
    foregaende_avvikelse=mnkr(-4.5),
    procent=(-5.5556, -7.6667),
)
HEMTJANST = Amne("H", "Hemtjänst", 5, utfall=mnkr(44.5), budget=mnkr(40), prognos=mnkr(111), budget_helar=mnkr(96))
LEDNING = Amne("L", "Ledning", 5, utfall=mnkr(5), budget=mnkr(5.9), prognos=mnkr(13), budget_helar=mnkr(13.5))
PERSONAL = Amne("V", "Personal", 5, utfall=mnkr(50), budget=mnkr(47.9), prognos=mnkr(117), budget_helar=mnkr(114))
NAMN = Namn({"Vård": ["V"], "Hemtjänst": ["H"], "Ledning": ["L"], "Personal": [GRUPP + "Personal"]})
AMNEN = Amnen({("V", ""): VARD, ("H", ""): HEMTJANST, ("L", ""): LEDNING, ("V", "Personal"): PERSONAL}, NAMN, "V")


def check(text: str, nod: str = "V", sektion: str = "") -> tuple[list[Fynd], int]:
    found, unchecked = check_texts({(nod, sektion): text}, AMNEN, 2022, Enhet.MNKR)
    return found, len(unchecked)


RATT = [
    "Avvikelse −4,6 Mnkr, prognos −8,0 Mnkr (föregående års utfall −4,5 Mnkr).",
    "Vård redovisar ett underskott på 4,6 Mnkr till och med maj och väntas gå med 8,0 mnkr i underskott för helåret.",
    "Underskottet beror på vikarier för 2,1 Mnkr och på två placeringar som kostar 1,2 Mnkr.",
    "Prognosen för helåret är 152,0 Mnkr, vilket är 8,0 Mnkr sämre än budget.",
    "Nettokostnaden är 64,6 Mnkr mot budgeterade 60,0 Mnkr.",
    "Hemtjänsten går mot ett underskott på 15 miljoner kronor.",
    "Ledning har ett överskott på 900 tkr.",
    "Utfallet 2021 var 140,0 Mnkr och samma period förra året 58,0 Mnkr.",
    "Sammantaget landar perioden 4,6 Mnkr över budget.",
    "Kostnaden har i snitt varit 12,9 Mnkr per månad.",
    "Externa utförare visar ett underskott på 3,9 Mnkr.",
    "Avvikelsen har försämrats med 2,1 Mnkr sedan april.",
    "Förvaltningen prognostiserar ett underskott på cirka 8 mnkr vid årets slut.",
    "Årsbudgeten är 144 Mnkr, alltså 12,0 Mnkr per månad.",
    "Personal har ett underskott på 2,1 Mnkr.",
    "Av underskottet på 4,6 Mnkr avser 3,3 Mnkr sjukfrånvaro.",
    "Underskottet om 3,1 Mnkr för köpta platser väntas bestå.",
    "Avvikelsen motsvarar −7,7 % av budgeten för perioden.",
    "Kostnaderna är 6,6 Mnkr högre än samma period förra året.",
    "Kommunstyrelsen har beviljat 5,0 Mnkr i tilläggsbudget från den 1 juli.",
]


@pytest.mark.parametrize("text", RATT)
def test_a_right_sentence_has_no_finding(text: str) -> None:
    assert check(text)[0] == []


FEL = [
    ("Avvikelse −4,5 Mnkr, prognos −8,0 Mnkr.", Kod.VARDE, "−4,6\u00a0Mnkr"),
    ("Vård redovisar ett överskott på 4,6 Mnkr till och med maj.", Kod.TECKEN, "−4,6\u00a0Mnkr"),
    ("Avvikelsen är 4,6 Mnkr hittills.", Kod.TECKEN, "−4,6\u00a0Mnkr"),
    ("Helårsprognosen pekar på ett underskott om 9,0 Mnkr.", Kod.VARDE, "−8,0\u00a0Mnkr"),
    ("Prognosen för helåret är 8,0 Mnkr bättre än budget.", Kod.TECKEN, "−8,0\u00a0Mnkr"),
    ("Verksamheten bedöms lämna en negativ avvikelse mot budget på 8,4 Mnkr.", Kod.VARDE, "−8,0\u00a0Mnkr"),
    ("Vid årets slut väntas ett underskott på 8 000 Mnkr.", Kod.ENHET, "−8\u00a0000\u00a0tkr"),
    ("Nettokostnaden uppgår till 64 600 Mnkr.", Kod.ENHET, "64\u00a0600\u00a0tkr"),
    ("Nettokostnaden uppgår till 66,4 Mnkr.", Kod.VARDE, "64,6\u00a0Mnkr"),
    ("Budgeten är 14 Mnkr per månad.", Kod.VARDE, "12\u00a0Mnkr\u00a0per månad"),
    ("Hemtjänst går mot ett underskott på 14,0 Mnkr.", Kod.VARDE, "−15,0\u00a0Mnkr"),
    ("Underskottet i Hemtjänst är 5,4 Mnkr efter maj.", Kod.VARDE, "−4,5\u00a0Mnkr"),
    ("Ledning visar ett överskott på 600 tkr hittills.", Kod.VARDE, "+900\u00a0tkr"),
    ("Föregående års avvikelse var −5,4 Mnkr.", Kod.VARDE, "−4,5\u00a0Mnkr"),
    ("Till och med maj är resultatet 6,4 Mnkr sämre än budget.", Kod.VARDE, "−4,6\u00a0Mnkr"),
    ("Perioden slutar med ett minusresultat på 4,2 Mnkr.", Kod.VARDE, "−4,6\u00a0Mnkr"),
    ("Utfallet för perioden är 60,0 Mnkr och budgeten 60,0 Mnkr.", Kod.VARDE, "64,6\u00a0Mnkr"),
    ("Personal har ett underskott på 1,2 Mnkr för perioden.", Kod.VARDE, "−2,1\u00a0Mnkr"),
]


@pytest.mark.parametrize(("text", "kod", "table"), FEL)
def test_a_wrong_figure_is_a_fel_with_the_tables_figure(text: str, kod: Kod, table: str) -> None:
    found, _ = check(text)
    assert [(fynd.kod, fynd.allvar, fynd.i_tabell) for fynd in found] == [(kod, Allvar.FEL, table)]
    assert found[0].forslag


def test_a_figure_that_is_in_no_table_is_counted_not_found_fault_with() -> None:
    assert check("Vikarier har kostat 1,7 Mnkr och larm 0,3 Mnkr.") == ([], 2)


def test_parts_that_leave_something_are_an_upplysning_and_parts_that_claim_to_be_all_a_varning() -> None:
    found, _ = check(
        "Intäkterna har minskat med 2 367 tkr, vilket beror på 944 tkr från Migrationsverket, 400 tkr moms och 400 tkr hyra."
    )
    assert [(f.kod, f.allvar, f.i_tabell) for f in found] == [
        (Kod.OFORKLARAT, Allvar.UPPLYSNING, "delarna ger 1\u00a0744\u00a0tkr")
    ]
    found, _ = check("Bidraget om 500 tkr består av 300 tkr till läger och 150 tkr till resor.")
    assert [(f.kod, f.allvar) for f in found] == [(Kod.DELAR, Allvar.VARNING)]
    assert check("Bidraget om 450 tkr består av 300 tkr till läger och 150 tkr till resor.")[0] == []


def test_a_comment_on_a_kontogrupp_is_about_that() -> None:
    assert check("Underskottet är 2,1 Mnkr efter maj.", sektion="Personal")[0] == []
    found, _ = check("Underskottet är 4,6 Mnkr efter maj.", sektion="Personal")
    assert [fynd.i_tabell for fynd in found] == ["−2,1\u00a0Mnkr"]


FLER_FEL = [
    "Vi ser nu ett underskott motsvarande 5,6 mnkr jämfört med budget.",
    "Resultatet efter fem månader är -5,1 mnkr.",
    "Det ackumulerade utfallet ligger på 66,1 mnkr.",
    "Hemtjänstens underskott beräknas uppgå till 13,5 mnkr vid årets slut.",
    "För helåret beräknas ett budgetöverskridande på 6,5 mnkr.",
    "Budgetavvikelsen är för årets första fem månader -3,6 mnkr.",
    "Årsprognosen är ett minus på 7,1 mnkr.",
    "Avvikelse -4,6 tkr.",
    "Prognosen är +8,0 mnkr.",
    "Nämnden räknar med ett överskott på 8,0 mnkr för 2022.",
    "Ledning går plus med 0,6 mnkr hittills i år.",
    "Nettokostnaderna för januari till maj uppgick till 46,6 mnkr.",
    "Av årsbudgeten på 154 mnkr återstår 79 mnkr.",
    "Helårsprognos: 125,0 mnkr.",
    "Verksamheten har dragit över budget med 5,9 mnkr.",
    "Jämfört med budget är utfallet 4,9 mnkr högre.",
    "Kostnaderna överstiger budgeten med 5,0 mnkr efter maj.",
    "Prognosen har skrivits upp till ett underskott på 9,0 mnkr.",
    "Utfall t.o.m. maj: 64,6 mnkr (budget 61,0 mnkr).",
    "Den prognostiserade avvikelsen för Hemtjänst är -12,0 mnkr och för Ledning +0,5 mnkr.",
    "Ekonomiskt visar verksamheten på minus 4,1 mnkr per sista maj.",
    "Budgetunderskottet bedöms till 8,5 mnkr.",
]


@pytest.mark.parametrize("text", FLER_FEL)
def test_wrong_figures_in_other_words_are_found(text: str) -> None:
    found, _ = check(text)
    assert found
    assert {fynd.allvar for fynd in found} == {Allvar.FEL}


FLER_RATT = [
    "Vi ser nu ett underskott motsvarande 4,6 mnkr jämfört med budget.",
    "Resultatet efter fem månader är -4,6 mnkr.",
    "Av underskottet hänför sig 1,5 mnkr till vikarier.",
    "Kostnaderna överstiger budgeten med 4,6 mnkr efter maj.",
    "Prognosen har skrivits ned från -7,0 till -8,0 mnkr.",
    "Prognosen har försämrats med 1,0 mnkr sedan april och är nu -8,0 mnkr.",
    "En extra placering beräknas kosta 1,1 mnkr resten av året.",
    "Åtgärderna väntas minska underskottet med 2,0 mnkr.",
    "Statsbidraget på 3,2 mnkr är inte bokfört ännu.",
    "Vakanta tjänster ger ett överskott på 1,4 mnkr.",
    "Löneöversynen har budgeterats med 1,3 mnkr.",
    "Utan åtgärder hade underskottet blivit 10,0 mnkr.",
    "Budgeten har utökats med 2,5 mnkr.",
    "Hyreskostnaderna prognostiseras till 7,7 mnkr för helåret.",
    "Jämfört med budget är utfallet 4,6 mnkr högre.",
    "Intäkterna prognostiseras bli 0,5 mnkr lägre än budget.",
    "Personalkostnaderna väntas bli 3,0 mnkr högre än budget.",
    "Underskottet, som främst beror på vikarier, är 4,6 mnkr.",
    "Prognosen bygger på 15 placeringar och en kostnad på 3 200 kr per dygn.",
    "Trots detta är prognosen oförändrad, -8,0 mnkr.",
    "Omställningskostnader på 0,8 mnkr ingår i prognosen.",
    "I utfallet ingår en engångskostnad på 0,9 mnkr.",
    "Av budgeten på 144 mnkr är 95 mnkr personal.",
    "Avvikelsen förklaras av sjuklöner, 2,2 mnkr.",
    "Utfallet belastas av 1,2 mnkr i retroaktiva löner.",
    "Prognosen för placeringar är ett underskott på 2,7 mnkr.",
    "Underskott på grund av sjukfrånvaro beräknas till 1,9 mnkr.",
    "Vi har en budget för vikarier på 3,4 mnkr.",
    "Avvikelsen mot föregående månads prognos är 0,7 mnkr.",
    "Budgeterad intäkt är 12,2 mnkr.",
    "Kostnad per brukare är 1,2 mnkr.",
    "Över budget ligger främst vikarier, 2,9 mnkr.",
]


@pytest.mark.parametrize("text", FLER_RATT)
def test_figures_that_are_about_something_else_are_left_alone(text: str) -> None:
    assert check(text)[0] == []
