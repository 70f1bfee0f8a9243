# ruff: noqa: E501 - a sentence stands on one line
"""Sentences as ekonomer and enhetschefer write them, against the sample reports' tables.

What is right or wrong was decided by hand from the tables (read off the published reports, tests/referens) before the reader of
sentences was run on them. Lindesberg maj 2022, Mnkr; Katrineholm april 2022, tkr. A right sentence never has fel or varning.
"""

from datetime import UTC, datetime

import pytest

from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.matt.foljder import read_foljder
from finance.store import Kommentar, Store
from finance.uppfoljning import Uppfoljning, compute_uppfoljning

NU = datetime(2022, 6, 10, tzinfo=UTC)
LIN, KAT = "LIN-SN", "KAT-SN"
NB = "\u00a0"
Lagen = dict[str, tuple[Lage, Uppfoljning]]


@pytest.fixture(scope="module")
def lagen(exempel: Store) -> Lagen:
    found = {LIN: read_lage(exempel, LIN, Period(2022, 5)), KAT: read_lage(exempel, KAT, Period(2022, 4))}
    return {kod: (lage, compute_uppfoljning(lage)) for kod, lage in found.items()}


def check(lagen: Lagen, namnd: str, nod: str, text: str, sektion: str = "") -> list[Fynd]:
    """What is said of the text itself, gravest first."""
    lage, table = lagen[namnd]
    comments = {(nod, sektion): Kommentar(text, "prov", NU)}
    underlag = Kontrollunderlag(comments, matt=read_foljder(lage))
    found = check_report(lage, table, underlag, enhet=lage.namnd.enhet)
    return [fynd for fynd in found.fynd if fynd.stalle.startswith("Kommentar till") and fynd.allvar is not Allvar.UPPLYSNING]


RATT = [
    (LIN, "0500", "Nämnden redovisar för perioden ett underskott om 14,0 mnkr."),
    (LIN, "0500", "Utfallet uppgår till 246,6 mnkr, vilket är 14,0 mnkr högre än budgeterat."),
    (LIN, "0500", "Socialnämnden prognostiserar ett underskott om 34,5 mnkr, varav 24,2 mnkr avser vård och omsorg."),
    (LIN, "0500", "Resultatet för perioden är negativt 14,0 mnkr (6,0 %)."),
    (LIN, "0500", "Nettokostnaden t.o.m. maj är 246,6 mnkr och har därmed ökat med 3,3 procent jämfört med samma period 2021."),
    (LIN, "0500", "Vid årets slut bedöms nämnden ha förbrukat 611,1 mnkr av en ram på 576,6 mnkr."),
    (LIN, "0500", "Under 2021 gick nämnden back 25,1 miljoner."),
    (LIN, "5200", "Vård och omsorg avviker negativt med 11,3 mnkr mot periodens budget."),
    (LIN, "5200", "Kostnaderna ligger 11,3 mnkr över budget per sista maj och drygt 24 mnkr över vid årets slut."),
    (LIN, "5200", "Helårsprognosen visar på ett minus på 24,2 mkr, en avvikelse mot årsbudgeten på knappt 8 procent."),
    (LIN, "5240", "Hemtjänsten står för 4,5 av avdelningens 11,3 mnkr i underskott."),
    (LIN, "5240", "Hemtjänst visar −4,5 mnkr för perioden (föregående år −5,6 mnkr på helår)."),
    (LIN, "5240", "Antalet beviljade timmar är 23 800 per månad, en ökning med 4,5 procent sedan december."),
    (LIN, "5240", "Det saknas 35 årsarbetare för att klara de beviljade timmarna, vilket motsvarar 20 mnkr på helår."),
    (LIN, "5230", "Särskilt boende går 7,3 mnkr back och prognosen är ett minusresultat på 8,0 mnkr."),
    (LIN, "5222", "Per maj överskrids budgeten med 1,3 mnkr; helårsprognosen är ett budgetöverskridande på 2,0 mnkr."),
    (LIN, "5222", "Inhyrda sjuksköterskor har kostat 1,1 mnkr, att jämföra med 0,4 mnkr i fjol."),
    (LIN, "5500", "Trots ett plus på 1,0 mnkr hittills pekar prognosen mot minus 2,8 mnkr."),
    (LIN, "5500", "Utfallet är 2,4 procent lägre än periodens budget."),
    (LIN, "5551", "Budgeten på 6,0 mnkr räcker till sex placeringar om 1,0 mnkr per år."),
    (LIN, "5553", "HVB barn har ett överskott på 1,4 mnkr men väntas ta igen det, prognosen är ett nollresultat."),
    (LIN, "5134", "De externa placeringarna beräknas kosta 14,7 mnkr under året mot budgeterade 9,8 mnkr."),
    (LIN, "5134", "Åtta personer är placerade till en snittkostnad av 5 150 kr per dygn."),
    (LIN, "5132", "Sjukfrånvaron var 9,8 procent i maj, 1,2 procentenheter högre än i april."),
    (LIN, "0510", "Administrationen underskrider budgeten med 0,9 miljoner kronor."),
    (LIN, "0510", "För helåret prognostiseras ett överskott på cirka en halv miljon kronor, 0,5 mnkr."),
    (
        LIN,
        "5130",
        "Frågor besvaras av ekonomen på telefon 0581-810 00, ärendet har dnr SN 2022/145 och togs upp den 14/6 § 71.",
    ),
    (
        LIN,
        "5130",
        "Underskottet på 4,6 mnkr fördelar sig på gruppbostad 2,4 mnkr, externa placeringar 2,1 mnkr och övrigt 0,1 mnkr.",
    ),
    (KAT, "KAT-SN", "Nämnden visar per april ett underskott på 6 747 tkr jämfört med periodbudgeten."),
    (KAT, "KAT-SN", "Helårsprognosen är ett underskott på 11,0 mnkr (10 960 tkr)."),
    (KAT, "KAT-SN", "Nettokostnaderna uppgick till 69,7 mnkr, vilket är 4,1 mnkr lägre än under samma period föregående år."),
    (KAT, "KAT-SN", "I jämförelse med samma period föregående år har kostnaderna minskat med 5,6 procent."),
    (KAT, "03", "Ekonomiskt bistånd redovisar en negativ avvikelse på 1 637 tkr och prognosen är −5 065 tkr."),
    (KAT, "03", "Antalet hushåll har minskat med 86 jämfört med samma period i fjol, från 517 till 431."),
    (KAT, "08", "Ungdom och placeringsenheten lämnar ett underskott på 5 895 tkr; för helåret väntas −5 810 tkr."),
    (KAT, "08", "Kostnaden för perioden är 24 985 tkr, det vill säga närmare 6,2 miljoner kronor i månaden."),
    (KAT, "02", "Vuxenavdelningen har förbrukat 2 843 tkr av periodens budget på 3 452 tkr och visar ett plus med 609 tkr."),
    (KAT, "07", "Barn prognostiserar −714 tkr. Två konsulter à 95 tkr i månaden har hyrts in till och med juni."),
    (KAT, "06", "Avdelningen bedöms ha en budget i balans, avvikelsen hittills är −3 tkr."),
    (KAT, "04", "Vårddygnen på institution för vuxna var 2 898, en ökning med 1 267 dygn eller 78 procent mot samma tid 2021."),
    (LIN, "0500", "Resultatet avviker negativt med 14,0 mnkr jämfört med periodens budget."),
    (LIN, "0500", "Helårsprognosen per maj visar på ett negativt utfall på minus 34,5 miljoner kronor mot budget."),
    (LIN, "0500", "Efter årets fem första månader visar prognosen på ett underskott på drygt 34 miljoner."),
    (LIN, "0500", "Det är en förbättring med 3,0 mnkr sedan månadsrapporten i mars."),
    (LIN, "0500", "Budgeten för 2022 uppgår till 576,6 mnkr, varav 306,4 mnkr ligger på vård och omsorg."),
    (LIN, "0500", "Periodens nettokostnad (246,6 mnkr) överstiger budgeten (232,6 mnkr) med 14,0 mnkr."),
    (LIN, "0500", "Nämnden har fått 6,4 mnkr i statsbidrag för sjuklöner, vilket inte ingår i prognosen."),
    (LIN, "0500", "För att nå en budget i balans krävs åtgärder motsvarande 34,5 mnkr."),
    (LIN, "5200", "Av underskottet på 24,2 mnkr hänför sig 15,0 mnkr till hemtjänsten och 8,0 mnkr till särskilt boende."),
    (LIN, "5200", "Vård och omsorg: −11,3 mnkr ackumulerat, −24,2 mnkr på helår."),
    (LIN, "5200", "Arbetsgivaravgifterna för unga ger 0,8 mnkr lägre kostnader än budgeterat."),
    (LIN, "5240", "Hemtjänsten går mot ett underskott på 15 mnkr, i nivå med föregående uppföljning."),
    (LIN, "5240", "Under maj utfördes 24 310 timmar, 310 timmar fler än i april."),
    (LIN, "5240", "Snittkostnaden är 524 kr per timme och målet är 480 kr."),
    (LIN, "5230", "Övertiden har kostat 2,4 mnkr, vilket är 0,7 mnkr mer än budget för övertid."),
    (LIN, "5130", "Avdelningen har ett ackumulerat underskott på 4,6 mnkr och beräknar ett underskott på 8 mnkr för året."),
    (LIN, "5130", "Föregående år redovisade avdelningen −4,5 mnkr."),
    (LIN, "5500", "Överskottet uppgår till 1,0 mnkr (2,4 procent av periodbudgeten)."),
    (LIN, "5500", "Jämfört med i fjol är nettokostnaden 2,3 mnkr lägre."),
    (LIN, "5552", "Två nya konsulentstödda familjehem kostar tillsammans 120 tkr i månaden."),
    (LIN, "5570", "Kostnaden för ekonomiskt bistånd är 0,6 mnkr lägre än budget, prognosen är −0,1 mnkr."),
    (KAT, "KAT-SN", "Periodens utfall är −69 726 tkr mot budgeterade −62 979 tkr."),
    (KAT, "KAT-SN", "Utfallet avviker med −6 747 tkr (−10,7 %) från budget."),
    (
        KAT,
        "KAT-SN",
        "Personalkostnaderna visar ett överskott på 2 258 tkr medan köp av verksamhet överskrider budget med 3 995 tkr.",
    ),
    (KAT, "08", "Kostnaderna har sjunkit med 2,9 mnkr jämfört med samma period 2021 men är 5,9 mnkr högre än budget."),
    (KAT, "08", "Fyra placeringar avslutas den 30 juni, vilket minskar kostnaden med cirka 400 tkr per månad."),
    (KAT, "03", "Utfallet om 18 895 tkr ska ställas mot en budget om 17 258 tkr."),
    (KAT, "03", "Enligt beslut § 45/2022 ska handläggningstiden vara högst 14 dagar, i dag är den 11."),
    (KAT, "09", "Vakanserna ger ett plus på drygt en halv miljon; prognosen är +303 tkr."),
    (KAT, "04", "Resultatet är ca 300 tkr sämre än budget."),
    (
        LIN,
        "0500",
        "Socialnämnden har till och med maj ett minusresultat om 14 mnkr och bedömer att helåret slutar på −34,5 mnkr.",
    ),
    (LIN, "0500", "Det prognostiserade underskottet motsvarar 6,0 % av nämndens budgetram."),
    (
        LIN,
        "0500",
        "Intäkterna för perioden ligger knappt 0,1 mnkr under budget medan personalkostnaderna överskrider budgeten med 11,1 mnkr.",
    ),
    (LIN, "0500", "Semesterlöneskulden belastar resultatet med 4,3 mnkr i maj men minskar under sommaren."),
    (LIN, "0500", "I föregående prognos (mars) var underskottet 31,2 mnkr."),
    (LIN, "0500", "Med beslutade åtgärder på 5,0 mnkr skulle underskottet bli 29,5 mnkr."),
    (LIN, "5200", "Sammantaget redovisas en budgetavvikelse om −11,3 mnkr, fördelat på fem enheter."),
    (LIN, "5200", "Lönekostnaderna är 3,9 procent högre än 2021 till följd av löneöversyn och fler timmar."),
    (LIN, "5240", "Resultatet jan-maj: −4,5 mnkr. Prognos: −15,0 mnkr. Budget helår: 92,0 mnkr."),
    (LIN, "5240", "Underskottet väntas växa till 15,0 mnkr då sommaren kräver 12 vikarier."),
    (LIN, "5230", "Vi ligger 7,3 mnkr över budget, varav 2,1 mnkr är sjuklöner och 1,4 mnkr övertid."),
    (LIN, "5130", "Utfallet 63,4 mnkr kan jämföras med 59,8 mnkr samma period 2021, en ökning med 6,0 procent."),
    (LIN, "5500", "Placeringskostnaderna har halverats till 4,4 mnkr."),
    (LIN, "5551", "Två LVM-placeringar har tillkommit till en kostnad av 7 400 kr per dygn och person."),
    (LIN, "5551", "Kostnaden överstiger budget med 1,9 mnkr, dvs. 75,5 procent."),
    (KAT, "KAT-SN", "Tertialet visar −6,7 mnkr och årsprognosen −11,0 mnkr."),
    (KAT, "KAT-SN", "Konsultkostnaderna uppgår till 1 261 tkr och saknar budget."),
    (KAT, "08", "Enhetens underskott om 5 895 tkr motsvarar 87 procent av nämndens underskott på 6 747 tkr."),
    (KAT, "02", "Prognosen på +646 tkr förutsätter att två tjänster om 55 tkr per månad hålls vakanta."),
    (KAT, "01", "Underskottet, 92 tkr, beror på att ledningen köpt in utbildning för 150 tkr."),
    (LIN, "0500", "Underskottet har ökat med 3,4 mnkr mot aprils uppföljning."),
    (LIN, "0500", "Nämndens budgetavvikelse har under de senaste tre åren varit i snitt −20 mnkr."),
    (LIN, "0500", "Prognosintervallet sträcker sig från −51,9 till −4,6 mnkr."),
    (LIN, "0500", "Varje procent lägre sjukfrånvaro beräknas minska kostnaden med 3 mnkr."),
    (LIN, "0500", "Nämnden begär ett tilläggsanslag på 12,0 mnkr."),
    (LIN, "0500", "Bidraget till nämnden i budget 2023 föreslås bli 589,0 mnkr."),
    (LIN, "5200", "Hemtjänst −4,5 mnkr, särskilt boende −7,3 mnkr och sjuksköterskor −1,3 mnkr förklarar underskottet."),
    (LIN, "5200", "Effektiviseringskravet på 6,0 mnkr är inte uppnått; hittills har 2,2 mnkr hämtats hem."),
    (LIN, "5200", "Det egentliga underskottet, rensat från engångskostnader på 1,5 mnkr, är 9,8 mnkr."),
    (LIN, "5240", "Under perioden har 116 500 timmar beviljats, 8 procent fler än budgeterade 107 900 timmar."),
    (LIN, "5240", "Om inget görs blir underskottet 18 mnkr."),
    (LIN, "5240", "Trygghetslarmen går 0,4 mnkr plus, men hemtjänsten i övrigt har ett större underskott."),
    (LIN, "5230", "Demensenheten redovisar ett underskott på 3,1 mnkr."),
    (LIN, "5230", "Sommarens extraersättning väntas kosta 1,6 mnkr och ingår i prognosen på −8,0 mnkr."),
    (LIN, "5130", "Assistansersättningen för 2021, 0,7 mnkr, bokfördes i mars 2022."),
    (LIN, "5130", "Enhetens andel av overheadkostnaden är 2,0 mnkr, samma nivå som föregående år."),
    (LIN, "5500", "Resultatet är 1,0 mnkr bättre än budget; i fjol var det vid samma tid ett underskott på 3,6 mnkr."),
    (LIN, "5500", "Utredningar som inletts är 214 stycken, 12 procent fler än året innan."),
    (LIN, "5552", "Arvoden till familjehem höjdes med 3,5 procent från 1 januari."),
    (LIN, "5570", "Riksnormen höjdes med 1,3 procent vid årsskiftet och kostnaden per hushåll är i snitt 9 120 kr."),
    (KAT, "KAT-SN", "Nämndens ram utökades med 1 200 tkr genom beslut i KF § 112."),
    (KAT, "KAT-SN", "Utfallet motsvarar 36,3 procent av helårsbudgeten mot riktpunkten 33,3 procent."),
    (KAT, "03", "Bidraget från Migrationsverket blev 1 100 tkr lägre än budgeterat."),
    (KAT, "03", "Av de 431 hushållen har 62 fått bistånd i mer än tre år."),
    (KAT, "08", "Dygnspriset på institution är i snitt 6 900 kr, 400 kr högre än i fjol."),
    (KAT, "08", "Placeringskostnaden väntas sjunka till 4 900 tkr per månad från och med augusti."),
    (KAT, "09", "Överskottet är 517 tkr efter första tertialet och väntas minska till 303 tkr vid årets slut."),
    (KAT, "02", "Två vakanta tjänster ger 609 tkr i överskott hittills."),
    (KAT, "07", "Jämfört med föregående års helårsresultat på −985 tkr är prognosen, −714 tkr, något bättre."),
    (KAT, "05", "Beläggningen har varit 84 procent, 6 procentenheter under målet."),
]

FEL = [
    (LIN, "0500", "Nämnden redovisar för perioden ett underskott om 16,7 mnkr.", Kod.VARDE, "−14,0"),
    (LIN, "0500", "Utfallet uppgår till 264,6 mnkr för årets fem första månader.", Kod.VARDE, "246,6"),
    (LIN, "0500", "Utfallet är 12,3 mnkr högre än budgeterat per sista maj.", Kod.VARDE, "−14,0"),
    (LIN, "0500", "Socialnämnden prognostiserar ett nollresultat.", Kod.VARDE, "−34,5"),
    (LIN, "0500", "Årets resultat beräknas bli 34,5 mnkr bättre än budget.", Kod.TECKEN, "−34,5"),
    (LIN, "0500", "Nämnden pekar mot ett minus på 34 500 mnkr vid årets slut.", Kod.ENHET, "−34"),
    (LIN, "0500", "Nettokostnaden har ökat med 7,3 procent jämfört med samma period föregående år.", Kod.VARDE, "+3,3"),
    (LIN, "5200", "Vård och omsorg avviker negativt med 13,1 mnkr mot periodens budget.", Kod.VARDE, "−11,3"),
    (LIN, "5200", "Vård och omsorg visar ett plus på 11,3 mnkr t.o.m. maj.", Kod.TECKEN, "−11,3"),
    (LIN, "5200", "Helårsbudgeten är 360,4 mnkr.", Kod.VARDE, "306,4"),
    (LIN, "5200", "Kostnaderna ligger 11,3 mnkr under budget per sista maj.", Kod.TECKEN, "−11,3"),
    (LIN, "5240", "Hemtjänst överskrider budgeten med 5,4 mnkr efter maj månad.", Kod.VARDE, "−4,5"),
    (LIN, "5240", "Prognosen för hemtjänsten är ett underskott om cirka 18 mnkr.", Kod.VARDE, "−15"),
    (LIN, "5240", "Prognosen är −15,0 tkr.", Kod.ENHET, "−15,0"),
    (LIN, "5230", "Särskilt boende förväntas vid årets slut ha ett minusresultat på 6,0 mnkr.", Kod.VARDE, "−8,0"),
    (LIN, "5230", "Per den 31 maj uppgår underskottet till 3,7 mnkr.", Kod.VARDE, "−7,3"),
    (LIN, "5222", "Sjuksköterskorna ligger 2,3 mnkr över budget för perioden.", Kod.VARDE, "−1,3"),
    (LIN, "5500", "Individ- och familj redovisar ett underskott på 1,0 mnkr för perioden.", Kod.TECKEN, "+1,0"),
    (LIN, "5500", "Prognosen är ett överskott på 2,8 mnkr.", Kod.TECKEN, "−2,8"),
    (LIN, "5500", "Avdelningens nettokostnad t.o.m. maj är 49,0 mnkr.", Kod.VARDE, "40,9"),
    (LIN, "5551", "HVB vuxna har per maj en budgetavvikelse på −1,4 mnkr.", Kod.VARDE, "−1,9"),
    (LIN, "5134", "Utfallet för perioden är 7,2 mnkr, mot en budget på 4,1 mnkr.", Kod.VARDE, "6,2"),
    (LIN, "5552", "Familjehemmen väntas gå 2,8 mnkr back på helåret.", Kod.VARDE, "−1,8"),
    (LIN, "0510", "Administrationen går med 0,6 miljoner kronor i överskott hittills i år.", Kod.VARDE, "+0,9"),
    (
        LIN,
        "5130",
        "Funktionsstöd avviker med minus 4,6 mnkr hittills och med minus 9,0 mnkr i helårsprognosen.",
        Kod.VARDE,
        "−8,0",
    ),
    (LIN, "5132", "Gruppbostädernas underskott är 2,4 mnkr och prognosen för året −2,9 mnkr.", Kod.VARDE, "−1,9"),
    (KAT, "KAT-SN", "Nämnden visar per april ett underskott på 6 474 tkr jämfört med periodbudgeten.", Kod.VARDE, "−6"),
    (KAT, "KAT-SN", "Underskottet vid årets slut beräknas till 10 960 mnkr.", Kod.ENHET, "−10"),
    (KAT, "KAT-SN", "Nettokostnaderna uppgick till 69,2 mnkr för årets fyra första månader.", Kod.VARDE, "69,7"),
    (KAT, "03", "Ekonomiskt bistånd redovisar en positiv avvikelse på 1 637 tkr.", Kod.TECKEN, "−1"),
    (KAT, "03", "Antalet hushåll har minskat med 78 jämfört med samma period i fjol.", Kod.TVA_VARDEN, "−86"),
    (KAT, "08", "Ungdom och placeringsenheten lämnar ett underskott på 5 985 tkr efter april.", Kod.VARDE, "−5"),
    (KAT, "08", "Kostnaden för perioden är 29 485 tkr.", Kod.VARDE, "24"),
    (KAT, "02", "Vuxenavdelningen visar ett plus med 906 tkr hittills.", Kod.VARDE, "+609"),
    (KAT, "09", "Enheten redovisar 517 tkr i underskott per 30/4.", Kod.TECKEN, "+517"),
    (KAT, "07", "Barn prognostiserar ett underskott om 174 tkr för helåret.", Kod.VARDE, "−714"),
    (KAT, "05", "Budgetavvikelsen på helår väntas bli +252 tkr.", Kod.VARDE, "+152"),
    (KAT, "04", "Vårddygnen på institution för vuxna har ökat med 1 627 mot samma tid 2021.", Kod.TVA_VARDEN, "+1"),
    (KAT, "KAT-SN", "Sjukfrånvaron har stigit med 2,9 procent sedan förra året.", Kod.PROCENTENHET, "+2,9"),
    (KAT, "01", "Soc Ledning redovisar ett underskott på 29 tkr per den sista april.", Kod.VARDE, "−92"),
    (LIN, "0500", "Resultatet avviker negativt med 41,0 mnkr jämfört med periodens budget.", Kod.VARDE, "−14,0"),
    (
        LIN,
        "0500",
        "Helårsprognosen per maj visar på ett negativt utfall på minus 32,7 miljoner kronor mot budget.",
        Kod.VARDE,
        "−34,5",
    ),
    (LIN, "0500", "Budgeten för 2022 uppgår till 567,6 mnkr.", Kod.VARDE, "576,6"),
    (LIN, "0500", "Periodens nettokostnad (256,6 mnkr) överstiger budgeten med 14,0 mnkr.", Kod.VARDE, "246,6"),
    (LIN, "0500", "Årets underskott väntas stanna på 24,5 mnkr.", Kod.VARDE, "−34,5"),
    (LIN, "5200", "Vård och omsorg: −12,3 mnkr ackumulerat, −24,2 mnkr på helår.", Kod.VARDE, "−11,3"),
    (
        LIN,
        "5200",
        "Prognosen är 24,2 mnkr lägre nettokostnad än budget, det vill säga ett överskott på 24,2 mnkr.",
        Kod.TECKEN,
        "−24,2",
    ),
    (LIN, "5240", "Hemtjänsten har gått 4,5 mnkr plus under årets första fem månader.", Kod.TECKEN, "−4,5"),
    (LIN, "5240", "Fram till och med maj har hemtjänsten kostat 44,1 mnkr.", Kod.VARDE, "41,1"),
    (LIN, "5230", "Det särskilda boendet överskrider sin budget med 8,3 mnkr hittills i år.", Kod.VARDE, "−7,3"),
    (LIN, "5130", "Underskottet ligger på 4,6 mnkr och förväntas uppgå till 6,0 mnkr vid årets slut.", Kod.VARDE, "−8,0"),
    (LIN, "5130", "Helårsbudgeten är 164,3 mnkr.", Kod.VARDE, "146,3"),
    (LIN, "5500", "Jämfört med i fjol är nettokostnaden 3,2 mnkr lägre.", Kod.VARDE, "−2,3"),
    (LIN, "5500", "Överskottet uppgår till 10 mnkr.", Kod.VARDE, "+1"),
    (LIN, "5552", "Familjehem går back med 0,9 mnkr till och med maj.", Kod.VARDE, "−0,7"),
    (LIN, "5570", "Ekonomiskt bistånd redovisar 0,6 mnkr sämre resultat än budget.", Kod.TECKEN, "+0,6"),
    (LIN, "5134", "Budgetavvikelsen vid årets slut bedöms bli −3,9 mnkr.", Kod.VARDE, "−4,9"),
    (KAT, "KAT-SN", "Periodens utfall är −69 726 mnkr mot budgeterade −62 979 tkr.", Kod.ENHET, "69"),
    (KAT, "KAT-SN", "Utfallet avviker med −7 647 tkr från budget.", Kod.VARDE, "−6"),
    (KAT, "KAT-SN", "Nämnden bedömer att året slutar med en budget i balans.", Kod.VARDE, "−10"),
    (KAT, "08", "Nettokostnaderna har sjunkit med 9,2 mnkr jämfört med samma period 2021.", Kod.VARDE, "−2,9"),
    (KAT, "08", "Prognosen pekar på ett överskridande med 5 180 tkr.", Kod.VARDE, "−5"),
    (KAT, "03", "Utfallet om 18 895 tkr ska ställas mot en budget om 12 758 tkr.", Kod.VARDE, "17"),
    (KAT, "09", "Prognosen är +330 tkr.", Kod.VARDE, "+303"),
    (KAT, "04", "Resultatet är ca 600 tkr sämre än budget.", Kod.VARDE, "−304"),
    (KAT, "02", "För helåret räknar avdelningen med ett överskott på 464 tkr.", Kod.VARDE, "+646"),
    (KAT, "05", "HVB Klivet och Kollektivet redovisar −127 tkr mot budget efter april.", Kod.TECKEN, "+127"),
    (KAT, "07", "Avvikelsen per sista april är −96 tkr.", Kod.VARDE, "−70"),
    (
        KAT,
        "08",
        "Vårddygnen i familjehem för barn och unga exkl. ensamkommande har minskat med 1 950 mot samma tid 2021.",
        Kod.TVA_VARDEN,
        "−1",
    ),
    (KAT, "04", "Kvinnofridsärendena är 59, alltså 12 fler än samma tid i fjol.", Kod.TVA_VARDEN, "+22"),
    (LIN, "0500", "Socialnämnden har till och med maj ett minusresultat om 18 mnkr.", Kod.VARDE, "−14"),
    (LIN, "0500", "Helåret bedöms sluta på −43,5 mnkr.", Kod.VARDE, "−34,5"),
    (LIN, "0500", "Personalkostnaderna överskrider budgeten med 10,1 mnkr hittills.", Kod.VARDE, "−11,1"),
    (LIN, "0500", "Nämndens budgetram för året är 567 mnkr.", Kod.VARDE, "577"),
    (LIN, "5200", "Sammantaget redovisas en budgetavvikelse om −10,3 mnkr.", Kod.VARDE, "−11,3"),
    (LIN, "5200", "Avdelningen förväntas göra ett överskott på 24,2 mnkr.", Kod.TECKEN, "−24,2"),
    (LIN, "5240", "Resultatet jan-maj: −5,4 mnkr. Prognos: −15,0 mnkr.", Kod.VARDE, "−4,5"),
    (LIN, "5240", "Prognos: −51,0 mnkr.", Kod.VARDE, "−15,0"),
    (LIN, "5240", "Budget helår: 29,0 mnkr.", Kod.VARDE, "92,0"),
    (LIN, "5240", "Underskottet väntas växa till 12,5 mnkr.", Kod.VARDE, "−15,0"),
    (LIN, "5230", "Vi ligger 3,7 mnkr över budget.", Kod.VARDE, "−7,3"),
    (LIN, "5130", "Utfallet 64,3 mnkr kan jämföras med 59,8 mnkr samma period 2021.", Kod.VARDE, "63,4"),
    (LIN, "5551", "Kostnaden överstiger budget med 2,9 mnkr.", Kod.VARDE, "−1,9"),
    (LIN, "5500", "Perioden visar 1,0 tkr i överskott.", Kod.ENHET, "+1,0"),
    (KAT, "KAT-SN", "Tertialet visar −7,6 mnkr.", Kod.VARDE, "−6,7"),
    (KAT, "KAT-SN", "Köp av verksamhet ligger 3 595 tkr över budget för perioden.", Kod.VARDE, "−3"),
    (KAT, "08", "Enhetens underskott om 5 598 tkr beror på placeringar.", Kod.VARDE, "−5"),
    (KAT, "02", "Prognosen på +664 tkr förutsätter vakanser.", Kod.VARDE, "+646"),
    (KAT, "03", "Bokslutsprognosen är −5 650 tkr.", Kod.VARDE, "−5"),
    (KAT, "01", "Helårsprognosen är ett underskott på 194 tkr.", Kod.VARDE, "−149"),
    (LIN, "0500", "Nämndens resultat uppgår till −41,0 mnkr efter maj.", Kod.VARDE, "−14,0"),
    (LIN, "0500", "Årsprognosen visar 43,5 mnkr i underskott.", Kod.VARDE, "−34,5"),
    (LIN, "5200", "Vård och omsorg har förbrukat 133,2 mnkr och överskrider därmed budget med 13,3 mnkr.", Kod.VARDE, "−11,3"),
    (LIN, "5240", "Hemtjänsten redovisar ett överskott om 4,5 mnkr efter maj.", Kod.TECKEN, "−4,5"),
    (LIN, "5230", "Årsbudgeten för särskilt boende/demens är 102,0 mnkr.", Kod.VARDE, "120,0"),
    (LIN, "5130", "Budgetöverskridandet är 6,4 mnkr t.o.m. maj.", Kod.VARDE, "−4,6"),
    (LIN, "5500", "Helårsprognosen är ett plus på 2,8 mnkr.", Kod.TECKEN, "−2,8"),
    (KAT, "KAT-SN", "Underskottet uppgår till 6,1 mnkr efter april.", Kod.VARDE, "−6,7"),
    (KAT, "09", "Överskottet är 571 tkr efter första tertialet.", Kod.VARDE, "+517"),
    (KAT, "07", "Prognosen, −741 tkr, är oförändrad.", Kod.VARDE, "−714"),
]


@pytest.mark.parametrize(("namnd", "nod", "text"), RATT)
def test_a_right_sentence_has_neither_fel_nor_varning(lagen: Lagen, namnd: str, nod: str, text: str) -> None:
    assert [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in check(lagen, namnd, nod, text)] == []


@pytest.mark.parametrize(("namnd", "nod", "text", "kod", "table"), FEL)
def test_a_wrong_sentence_is_a_fel_with_the_tables_figure(
    lagen: Lagen, namnd: str, nod: str, text: str, kod: Kod, table: str
) -> None:
    found = check(lagen, namnd, nod, text)
    assert [(fynd.kod, fynd.allvar) for fynd in found] == [(kod, Allvar.FEL)]
    assert found[0].i_tabell.startswith(table)
