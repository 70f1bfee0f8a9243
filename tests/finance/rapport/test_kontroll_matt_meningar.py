# ruff: noqa: E501 - a sentence stands on one line
"""Sentences about mått (volymer, personal, försörjningsstöd, familjehem, köp per motpart) against the sample reports' tables.

What is right or wrong was decided by hand from the published tables before the reader was run. A right sentence never has fel or
varning; a wrong one has a fel. Lindesberg maj 2022, Mnkr; Katrineholm april 2022, tkr. A text stands under a mått (its name), in a
part of the report, or on a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from finance.inlasning.planrader import Ackumulering, Mattrad, Vardetyp
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.avsnitt_motpart import read_kop
from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Kommentar, Store
from finance.uppfoljning import Uppfoljning, compute_uppfoljning
from tests.finance.rapport.matt_av import Tid, make_matt, month, until, year

NU = datetime(2022, 6, 10, tzinfo=UTC)
LIN, KAT = "LIN-SN", "KAT-SN"
NB = "\u00a0"


@dataclass(frozen=True)
class Grund:
    """What a text is checked against."""

    lage: Lage
    table: Uppfoljning
    rapport: Rapport


@pytest.fixture(scope="module")
def grunder(exempel: Store) -> Mapping[str, Grund]:
    return {
        LIN: _grund(exempel, LIN, Period(2022, 5), manadsuppfoljning),
        KAT: _grund(exempel, KAT, Period(2022, 4), tertialrapport),
    }


def _grund(store: Store, namnd: str, period: Period, build: object) -> Grund:
    lage = read_lage(store, namnd, period)
    table = compute_uppfoljning(lage)
    kop = read_kop(lage, store, "manadsuppfoljning" if namnd == LIN else "tertialrapport")
    rapport = build(lage, table, {}, enhet=lage.namnd.enhet, vy=lage.namnd.vy, kop=kop)  # type: ignore[operator]
    return Grund(lage, table, rapport)


def check(grund: Grund, nod: str, sektion: str, text: str) -> list[Fynd]:
    """What is said of the text itself."""
    found = check_rapport(grund.lage, grund.table, {(nod, sektion): Kommentar(text, "prov", NU)}, grund.rapport)
    return [fynd for fynd in found.fynd if fynd.text_av == (nod, sektion) and fynd.allvar is not Allvar.UPPLYSNING]


RATT = [
    (LIN, "0500", "Egna familjehem, antal hem", "Vid maj månads slut hade vi 30 egna familjehem och 4 konsulentstödda."),
    (
        LIN,
        "0500",
        "Egna familjehem, antal hem",
        "Under våren har två nya familjer utretts och ett hem har sagt upp sig; tre syskongrupper väntar på placering.",
    ),
    (
        LIN,
        "0500",
        "Jourhem, kr per dygn och placering i snitt",
        "Jourhemmen kostar i snitt 660 kr per dygn, med behandlingsuppdrag 1 484 kr.",
    ),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, antal hem",
        "Fyra konsulentstödda hem återstår, vilket är två färre än målet för 2023.",
    ),
    (LIN, "0500", "kop-per-motpart", "Köpen från privata företag är 24,6 Mnkr, 0,6 Mnkr mer än samma tid 2021."),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, ensamkommande barn och unga",
        "Vårddygnen i familjehem för ensamkommande är 1 200, vilket är 30 procent av prognosen.",
    ),
    (KAT, "KAT-SN", "Spelmissbruksärenden", "Spelmissbruksärendena har ökat från ett till sex, alltså med fem."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Antalet sociala kontrakt var 75 förra våren och är nu 65; prognosen är 70."),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "Insatserna är 49, tretton färre än i april i fjol. Fem familjer har tackat nej till fortsatt uppdrag.",
    ),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Av de 127 månadsanställda är 25 män och 102 kvinnor."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Bland män har sjukfrånvaron gått från 5,0 till 8,5 procent på ett år."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "I februari hade 640 hushåll försörjningsstöd och i mars 636."),
    (
        KAT,
        "KAT-SN",
        "Antal barn som ingår i försörjningsstöd",
        "Antalet barn har sjunkit till 596 i april, 34 färre än i januari.",
    ),
    (KAT, "KAT-SN", "Aktualiseringar", "Aktualiseringarna har minskat varje månad, från 107 i januari till 89 i april."),
    (KAT, "KAT-SN", "Startade utredningar", "136 utredningar har startats, varav 31 gäller unga 18–24 år."),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna är 30 264 tkr, 129 tkr lägre än förra året."),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Frisktalet är 48,5 procent, 4,7 procentenheter högre än året innan då det var 43,8.",
    ),
    (KAT, "KAT-SN", "Årsarbetare, antal omräknade heltider", "Årsarbetarna är 132, varav 105,5 är kvinnor och 26,5 är män."),
    (LIN, "0500", "Egna familjehem, antal hem", "Vi har 30 egna familjehem. Två av dem saknar placering och fyra är fulla."),
    (LIN, "0500", "Egna familjehem, antal hem", "Målet är 34 egna familjehem till årsskiftet, alltså fyra till."),
    (LIN, "0500", "Egna familjehem, antal hem", "I de egna familjehemmen bor 41 barn, i de konsulentstödda fem."),
    (LIN, "0500", "Egna familjehem, antal hem", "Antalet egna hem har ökat med två sedan januari."),
    (LIN, "0500", "Egna familjehem, antal hem", "Tio av de 30 egna familjehemmen har två placeringar vardera."),
    (
        LIN,
        "0500",
        "Egna familjehem, kr per dygn och placering i snitt",
        "Ersättningen är 560 kr per dygn, ungefär 17 000 kr per månad och placering.",
    ),
    (LIN, "0500", "Egna familjehem, kr per dygn och placering i snitt", "Arvodet höjs med 12 kr per dygn från den 1 juli."),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, antal hem",
        "Fyra barn bor i konsulentstödda hem. Ett av hemmen avslutas i juni och då finns tre kvar.",
    ),
    (LIN, "0500", "Konsulentstödda familjehem, antal hem", "Under 2020 hade vi elva konsulentstödda familjehem."),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, kr per dygn och placering i snitt",
        "Ett konsulentstött hem kostar 2 100 kr per dygn, nästan fyra gånger så mycket som ett eget.",
    ),
    (
        LIN,
        "0500",
        "Jourhem, kr per dygn och placering i snitt",
        "Under våren har sju jourhem använts, med en dygnskostnad på mellan 600 och 900 kr.",
    ),
    (
        LIN,
        "0500",
        "Jourhem, kr per dygn och placering i snitt",
        "Jourhemmen kostar 660 kr per dygn eller cirka 20 tkr i månaden.",
    ),
    (
        LIN,
        "0500",
        "kop-per-motpart",
        "Privata företag är störst med 76 %. Köpen från andra kommuner har minskat från 0,9 till 0,2 Mnkr.",
    ),
    (LIN, "0500", "kop-per-motpart", "Av köpen från privata företag gäller 11,2 Mnkr HVB och 3,1 Mnkr inhyrda sjuksköterskor."),
    (LIN, "0500", "kop-per-motpart", "Köpen ökade med 2,3 procent."),
    (LIN, "0500", "", "Köpen från staten, främst SiS, har ökat med 0,6 Mnkr till 2,7 Mnkr."),
    (LIN, "0500", "", "Vi köper platser av privata företag för 1,2 Mnkr i månaden inom funktionsstöd."),
    (LIN, "5570", "", "Intäkterna på försörjningsstödet har minskat från 3,7 Mnkr 2018 till 0,1 Mnkr i år."),
    (LIN, "5570", "", "Andelen av försörjningsstödet som ersätts med intäkter är 1 procent, mot 3 procent förra året."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "I april fick 426 hushåll försörjningsstöd, i mars 455.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Av hushållen är 120 barnfamiljer och 62 unga vuxna.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Hushållen har blivit 86 färre på ett år, vilket är en minskning med 17 procent. Vi räknar med 420 hushåll i genomsnitt för året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Nya hushåll tillkommer: 45 per månad i snitt, medan 50 avslutas.",
    ),
    (KAT, "KAT-SN", "Ensamkommande barn och unga", "Av de 15 ensamkommande bor nio i familjehem och sex i stödboende."),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Vi har 15 ensamkommande barn och unga, varav tre fyller 18 år i höst. Två nya väntas komma.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, barn och unga exkl ensamkommande",
        "Dygnen i familjehem är 6 810, vilket motsvarar 57 barn om dagen.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vårddygnen är 1 588 och kostar i snitt 5 900 kr. Tre ungdomar står för 360 dygn.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "I april var det 812 vårddygn. Sju personer är placerade enligt LVM.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Vårddygnen beräknas bli 4 200, men med nuvarande takt blir de 8 700.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjade vårddygn på Vårnäs, öppet intag",
        "Vårnäs har 12 platser och beläggningen är 310 dygn. Prognosen på 1 300 dygn nås inte om takten inte ökar till 120 dygn i månaden.",
    ),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "Sedan årsskiftet har elva insatser avslutats och sex nya startat.",
    ),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "49 insatser pågår. Av dem är 31 kontaktfamiljer och 18 kontaktpersoner.",
    ),
    (KAT, "KAT-SN", "Spelmissbruksärenden", "Antalet ärenden är sex. Fem av dem är män."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Vi har haft 59 ärenden, ungefär 15 i månaden. I mars kom 21 nya ärenden."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Ärendena bedöms bli 115 till årets slut, 47 fler än förra årets 68."),
    (
        KAT,
        "KAT-SN",
        "Sociala kontrakt",
        "Fyra kontrakt har övergått till förstahandskontrakt och elva har sagts upp. Fem nya har tecknats.",
    ),
    (KAT, "KAT-SN", "Sociala kontrakt", "Vi hyr 65 lägenheter med sociala kontrakt, tio färre än i april 2021."),
    (
        KAT,
        "KAT-SN",
        "Stadigvarande serveringstillstånd",
        "Två nya tillstånd har beviljats och två har upphört, så antalet är fortfarande 35.",
    ),
    (
        KAT,
        "KAT-SN",
        "Stadigvarande serveringstillstånd",
        "Fyra tillstånd söks inför sommaren och nio tillfälliga tillstånd har getts.",
    ),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Vi har rekryterat nio månadsanställda sedan januari, men 23 har slutat."),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda, antal",
        "I april var vi 127 månadsanställda, varav 119 på heltid. Fjorton färre än för ett år sedan.",
    ),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Av våra månadsanställda är 20 procent män."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Åtta tjänster är vakanta och tre vikarier har anställts."),
    (
        KAT,
        "KAT-SN",
        "Sjukfrånvaro totalt (%)",
        "Sjukfrånvaron har minskat till 6,4 procent i april. Korttidsfrånvaron är 3,1 procent.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Kommunens sjukfrånvaro är 7,2 procent, vår är 8,1."),
    (
        KAT,
        "KAT-SN",
        "Sjukfrånvaro totalt (%)",
        "Sjukfrånvaron var 8,1 procent, vilket är 2,9 procentenheter högre än 2021. För kvinnor ökade den med 2,7 och för män med 3,5 procentenheter.",
    ),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Nästan hälften, 48,5 procent, har haft högst fem sjukfrånvarodagar det senaste året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Årsarbetare, antal omräknade heltider",
        "Årsarbetarna är 132. Budgeten medger 141, så nio tjänster är vakanta.",
    ),
    (
        KAT,
        "KAT-SN",
        "Årsarbetare, antal omräknade heltider",
        "Kvinnorna är 6,3 årsarbetare färre än förra året, männen i princip oförändrade.",
    ),
    (
        KAT,
        "KAT-SN",
        "Timanställda, andel av totalt antal årsarbetare (%)",
        "Andelen timanställda är 0,8 procent, 1,6 procent för män och 0,6 procent för kvinnor.",
    ),
    (
        KAT,
        "KAT-SN",
        "Lönekostnader totalt, tkr",
        "Lönekostnaderna är 30,3 mnkr, 0,1 mnkr lägre än i fjol. Löneöversynen kostar 600 tkr på helår.",
    ),
    (
        KAT,
        "KAT-SN",
        "Tillsvidareanställda som slutat på egen begäran, antal",
        "Fyra har slutat på egen begäran, tre färre än året innan. Två av dem gick till grannkommuner.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Hushållen minskar för varje månad: från 650 till 617. 50 hushåll är nya sedan januari.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Antalet hushåll var 617 i april, 19 färre än i mars och 33 färre än i januari.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal barn som ingår i försörjningsstöd",
        "Barnen ökade i mars till 629 men var i april 596. Tolv barn har placerats.",
    ),
    (KAT, "KAT-SN", "Avslutade ärenden", "Som mest avslutades 53 ärenden, i mars, och som minst 33, i april."),
    (KAT, "KAT-SN", "Avslutade ärenden", "Under första kvartalet avslutades 144 ärenden."),
    (
        KAT,
        "KAT-SN",
        "Aktualiseringar",
        "Aktualiseringarna var 396 under perioden, i snitt 99 per månad. 90 procent ledde inte till utredning.",
    ),
    (KAT, "KAT-SN", "Aktualiseringar", "Under de tre första månaderna kom 307 aktualiseringar, i april 89."),
    (KAT, "KAT-SN", "Startade utredningar", "Av 136 utredningar startade 38 i mars och 33 i april."),
    (KAT, "KAT-SN", "Utbetalt försörjningsstöd under månaden", "I mars betalades 4,4 mnkr ut, 0,7 mnkr mer än i april."),
    (
        KAT,
        "KAT-SN",
        "Genomsnitt per hushåll",
        "Genomsnittet per hushåll var högst i mars, 9 600 kr, och har sedan sjunkit med 1 067 kr till 8 533 kr i april.",
    ),
    (KAT, "KAT-SN", "Totalt antal beslut", "Besluten var 3 281, varav 901 i mars. Av dem var 92 för unga."),
    (KAT, "KAT-SN", "Antal unika ärenden", "I mars var de unika ärendena 422, 38 fler än i februari."),
    (
        KAT,
        "KAT-SN",
        "Samtliga ärendetyper (Förs. stöd, 2:a handskontr. Egna medel)",
        "Samtliga ärendetyper är 717, en ökning med 73 sedan mars.",
    ),
    (KAT, "KAT-SN", "Skrivna Avtal, vårdnad, boende umgänge", "Tre avtal har skrivits. Fem familjer väntar på tid."),
    (KAT, "KAT-SN", "Dödsboanmälningar", "Dödsboanmälningarna var åtta i januari och fem i april."),
    (LIN, "5552", "", "Kostnaden för egna familjehem är 8,4 Mnkr och för konsulentstödda 1,2 Mnkr."),
    (LIN, "5552", "", "Antalet familjehem är 34, varav 30 egna."),
    (LIN, "5552", "", "Vi har rekryterat två egna familjehem sedan årsskiftet och räknar med tre till."),
    (LIN, "5552", "", "Jourhemmen är fyra och kostar 2 640 kr per dygn tillsammans."),
    (LIN, "5552", "", "Fem barn har flyttat från konsulentstödda familjehem till egna familjehem."),
    (LIN, "5570", "", "Försörjningsstödet är 10,7 Mnkr hittills, 1,5 Mnkr lägre än förra året. Intäkterna är 0,1 Mnkr."),
    (LIN, "5570", "", "Intäkterna har minskat med 0,2 Mnkr jämfört med 2021."),
    (LIN, "5570", "", "Andelen som ersätts med intäkter har sjunkit för varje år: 28, 16, 10, 3 och 1 procent."),
    (LIN, "5570", "", "Försörjningsstödet till flyktingar är 2,3 Mnkr."),
    (LIN, "5570", "", "Statsbidraget ger intäkter på 1,4 Mnkr under hösten."),
    (LIN, "0500", "", "Köpen av platser på HVB uppgår till 6,1 Mnkr."),
    (LIN, "0500", "", "Två företag står för 14,2 Mnkr av det vi köper av privata företag."),
    (LIN, "0500", "", "Köp från privata företag inom funktionsstöd kostar 9,9 Mnkr."),
    (LIN, "0500", "", "Köpen från privata företag var 24,0 Mnkr samma period 2021 och är nu 24,6."),
    (KAT, "KAT-SN", "", "Antalet årsarbetare är 132 enligt mätningen i mars. Under 2023 ska vi vara 140."),
    (KAT, "KAT-SN", "", "Lönekostnaderna har minskat med 129 tkr sedan förra året."),
    (KAT, "KAT-SN", "", "Personalkostnaderna är 30 264 tkr, 2 258 tkr lägre än budget."),
    (KAT, "KAT-SN", "", "Vi har 140 anställda, varav 127 månadsanställda."),
    (KAT, "KAT-SN", "", "Antalet ärenden på barnenheten är 212, en ökning med 14 sedan årsskiftet."),
    (KAT, "KAT-SN", "", "Under perioden har 61 orosanmälningar per månad kommit in, 12 procent fler än i fjol."),
    (KAT, "KAT-SN", "", "Kön till kontaktfamilj är elva barn."),
    (KAT, "KAT-SN", "", "Sjukfrånvaron var 9,2 procent i januari och 6,9 i april."),
    (KAT, "07", "", "Vi har 12 årsarbetare och två vakanser. Sjukfrånvaron hos oss är 11,2 procent."),
    (KAT, "07", "", "Vi är 14 månadsanställda, två färre än förra året."),
    (KAT, "07", "", "Antalet utredningar är 88 och 23 av dem är äldre än fyra månader."),
    (KAT, "08", "", "Fjorton ungdomar är placerade på institution, fyra fler än förra året."),
    (KAT, "08", "", "Dygnspriset är i snitt 5 600 kr på institution och 1 100 kr i familjehem."),
    (KAT, "08", "", "Antalet vårddygn i familjehem är 8 010, 17 procent färre än förra året."),
    (KAT, "08", "", "Ensamkommande barn och unga är 15 och kostar 1 200 tkr."),
    (KAT, "02", "", "Vårddygnen på institution är 2 898, 1 267 fler än förra året."),
    (KAT, "03", "", "Antalet hushåll är 431 i genomsnitt. I april var det 617 hushåll med öppet ärende."),
    (KAT, "03", "", "Vi avslutade 177 ärenden och startade 136 utredningar."),
    (KAT, "03", "", "Tre av fyra avslutade ärenden gällde självförsörjning genom arbete, 133 stycken."),
    (KAT, "03", "", "Utbetalt försörjningsstöd är 15 382 tkr, i snitt 3 845 tkr per månad."),
    (KAT, "03", "", "Genomsnittet per hushåll är 8 927 kr."),
    (KAT, "03", "", "Snittbidraget per hushåll och månad är 8 927 kr, 312 kr högre än förra året."),
    (KAT, "03", "", "Beslutens antal, 3 281, är i nivå med fjolåret. I april fattades 827 beslut."),
    (KAT, "03", "", "Sociala kontrakt: 65 stycken, varav 12 med bostadstillägg. Tio kontrakt har övertagits."),
    (KAT, "03", "", "Spelmissbruk: sex ärenden, prognos sju."),
    (LIN, "0500", "Konsulentstödda familjehem, antal hem", "Nu finns bara fyra konsulentstödda familjehem kvar."),
    (LIN, "0500", "Egna familjehem, kr per dygn och placering i snitt", "Snittet för egna familjehem är 560 kr per dygn."),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, kr per dygn och placering i snitt",
        "Tre placeringar upphör i juni. Då sparar vi runt 6 300 kr per dygn.",
    ),
    (LIN, "0500", "kop-per-motpart", "Privata företag står för 24,6 Mnkr av köpen, 76 procent."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "I snitt 431 hushåll i månaden har fått försörjningsstöd, åttiosex färre än förra året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Femton ensamkommande barn och unga finns hos oss, åtta färre än förra våren.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Dygnen på institution blev 1 588, en minskning med 952 från 2 540.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjade vårddygn på Vårnäs, öppet intag",
        "310 dygn har utnyttjats på Vårnäs av de 1 300 som prognosen räknar med.",
    ),
    (
        KAT,
        "KAT-SN",
        "Sociala kontrakt",
        "Kontrakten har blivit tio färre och är nu 65. Fyra hyresgäster har tagit över sitt kontrakt och sju lägenheter renoveras.",
    ),
    (
        KAT,
        "KAT-SN",
        "Tillsvidareanställda som slutat på egen begäran, antal",
        "Fyra tillsvidareanställda har slutat på egen begäran, mot sju samma period förra året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Årsarbetare, antal omräknade heltider",
        "Männen är 26,5 årsarbetare, i stort sett som förra året (26,4), medan kvinnorna har minskat från 111,8 till 105,5.",
    ),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Frisktalet för kvinnor har stigit till 48,5 procent.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Hushållen var 650 i januari, 640 i februari, 636 i mars och 617 i april.",
    ),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "I mars var snittet per hushåll 9 600 kr, mot 9 242 kr månaden innan."),
    (KAT, "KAT-SN", "Avslutade ärenden", "Av de 177 avslutade ärendena avslutades 53 i mars."),
    (
        KAT,
        "KAT-SN",
        "Utbetalt försörjningsstöd under månaden",
        "Under perioden betalades 15,4 mnkr ut i försörjningsstöd, varav 3,6 mnkr i april.",
    ),
    (KAT, "KAT-SN", "Antal unika ärenden", "I april fanns 407 unika ärenden, varav 193 kvinnor och 214 män."),
    (LIN, "0500", "Egna familjehem, antal hem", "Trettio familjehem är våra egna, fyra är konsulentstödda."),
    (LIN, "0500", "Egna familjehem, antal hem", "I maj fanns 30 egna familjehem och 31 i april."),
    (
        LIN,
        "0500",
        "Egna familjehem, kr per dygn och placering i snitt",
        "Snittkostnaden är 560 kr per dygn medan de konsulentstödda kostar 2 100.",
    ),
    (
        LIN,
        "0500",
        "Jourhem med behandlingsuppdrag, kr per dygn och placering i snitt",
        "Priset, 1 484 kr per dygn, är mer än dubbelt så högt som för vanliga jourhem (660 kr).",
    ),
    (LIN, "0500", "kop-per-motpart", "Köpen från enskilda och hushåll är 5,0 Mnkr, 0,3 Mnkr mer än 2021."),
    (LIN, "5552", "", "Snittpriset för konsulentstödda familjehem är 2 100 kr per dygn, mot 560 kr för egna familjehem."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "I genomsnitt 517 hushåll fick försörjningsstöd första tertialet 2021.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Prognosen är 420 hushåll, åttio färre än utfallet 2021.",
    ),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Femton ensamkommande barn är inskrivna, åtta färre än april 2021, och vid årsskiftet tror vi att det är sjutton.",
    ),
    (KAT, "KAT-SN", "Vårddygn i familjehem, ensamkommande barn och unga", "Vårddygnen var 1 440 förra våren och 1 200 i år."),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjade vårddygn på Vårnäs, öppet intag",
        "Sjutton fler dygn än förra året har utnyttjats, sammanlagt 310.",
    ),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "Det är 49 pågående insatser, elva färre än prognosen.",
    ),
    (KAT, "KAT-SN", "Spelmissbruksärenden", "Sex spelmissbruksärenden pågår, lika många som under hela 2021."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Kvinnofridsärendena var 37 förra våren och 68 för hela 2021."),
    (
        KAT,
        "KAT-SN",
        "Stadigvarande serveringstillstånd",
        "Trettiofem krögare har stadigvarande serveringstillstånd; 37 väntas vid årets slut.",
    ),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Månadsanställda har gått från 141 till 127 på ett år. Tjugofem är män."),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda som arbetar heltid, andel (%)",
        "93,7 procent av de månadsanställda arbetar heltid, 96,0 av männen och 93,1 av kvinnorna.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Både för kvinnor (7,9) och män (8,5) har sjukfrånvaron ökat."),
    (
        KAT,
        "KAT-SN",
        "Lönekostnader totalt, tkr",
        "Lönekostnaderna har minskat med 129 tkr till 30 264 tkr trots löneöversynen på 2,2 procent.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Antalet hushåll sjönk från 650 i januari till 617 i april, en minskning med 5 procent.",
    ),
    (KAT, "KAT-SN", "Antal barn som ingår i försörjningsstöd", "Barnen i hushållen var 596 i april varav 97 är 18–24 år."),
    (KAT, "KAT-SN", "Varav antal med utbet. under månaden", "I april var det 227 män och 199 kvinnor som fick utbetalning."),
    (KAT, "KAT-SN", "Aktualiseringar", "Aktualiseringarna var 89 i april, sex färre än i mars."),
    (KAT, "KAT-SN", "Avslutade ärenden", "I april avslutades tjugo färre ärenden än i mars."),
    (KAT, "KAT-SN", "Totalt antal beslut", "3 281 beslut fattades, flest i mars (901)."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "Utbetalningen per hushåll varierade mellan 8 304 och 9 600 kr."),
    (LIN, "0500", "Egna familjehem, antal hem", "De 30 egna hemmen räcker inte till: sex barn väntar på plats."),
    (LIN, "0500", "Konsulentstödda familjehem, antal hem", "Vi köper fyra konsulentstödda familjehem."),
    (LIN, "0500", "kop-per-motpart", "Köpen från privata företag har ökat från 24,0 till 24,6 Mnkr."),
    (LIN, "5570", "", "År 2019 var intäkterna på försörjningsstödet 2,0 Mnkr, i år 0,1 Mnkr."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Det genomsnittliga antalet hushåll per månad var 517 i fjol och är nu 431.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, ensamkommande barn och unga",
        "Dygnen uppgår till 1 200, en minskning med 17 procent eller 240 dygn.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vi har använt 1 588 dygn. Prognosen, 5 500 dygn, bygger på att tre placeringar avslutas.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Till och med april är vårddygnen 2 898 mot 1 631 samma tid 2021.",
    ),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "I fjol var insatserna 62 i april och 80 vid årets slut.",
    ),
    (
        KAT,
        "KAT-SN",
        "Stadigvarande serveringstillstånd",
        "Vi har 35 tillstånd, lika många som i fjol. I höst söker två nya krogar.",
    ),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda, antal",
        "Av de månadsanställda är 102 kvinnor och 25 män. Förra året var det 114 och 27.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Männens sjukfrånvaro har ökat mest, med 3,5 procentenheter till 8,5."),
    (
        KAT,
        "KAT-SN",
        "Årsarbetare, antal omräknade heltider",
        "Antalet årsarbetare är 132, motsvarande 96 procent av förra årets nivå.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Antalet hushåll minskade med tio i februari, fyra i mars och nitton i april.",
    ),
    (KAT, "KAT-SN", "Antal barn som ingår i försörjningsstöd", "I mars var barnen 629, sjutton fler än i februari."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "I april var genomsnittet 8 533 kr per hushåll, 1 067 kr lägre än i mars."),
    (
        LIN,
        "0500",
        "volymer",
        "Vi har 30 egna familjehem till en snittkostnad av 560 kr per dygn. De fyra konsulentstödda kostar 2 100 kr per dygn.",
    ),
    (
        LIN,
        "0500",
        "volymer",
        "Under maj flyttade tre barn från konsulentstödda familjehem, som nu är fyra, till egna familjehem, som nu är 30.",
    ),
    (LIN, "0500", "volymer", "Jourhem används i snitt 45 dygn per placering och kostar 660 kr per dygn."),
    (LIN, "0500", "volymer", "Jourhem med behandlingsuppdrag är dyrare, 1 484 kr, men ersätter HVB för 5 000 kr per dygn."),
    (LIN, "0500", "volymer", "Kostnaden per dygn för egna familjehem ökade med 14 kr jämfört med 2021."),
    (LIN, "0500", "volymer", "Rekryteringen ska ge åtta nya egna familjehem till 2023, så att de blir 38."),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Hushållen med utbetalt försörjningsstöd minskar till 431 per månad. Nivån är den lägsta sedan 2015 då den var 610.",
    ),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Antalet ensamkommande barn och unga är 15, varav åtta i familjehem, fyra i stödboende och tre i eget boende.",
    ),
    (KAT, "KAT-SN", "volymer", "Vårddygnen i familjehem för barn och unga är 6 810 och för ensamkommande 1 200, totalt 8 010."),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Vårddygnen på institution har ökat för vuxna (från 1 631 till 2 898) men minskat för barn och unga (från 2 540 till 1 588).",
    ),
    (KAT, "KAT-SN", "volymer", "Kvinnofridsärendena har ökat med 22 och spelmissbruksärendena med fem."),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Av de 59 kvinnofridsärendena har 41 avslutats inom tre månader. Skyddat boende har beviljats i 14 ärenden.",
    ),
    (KAT, "KAT-SN", "volymer", "Sociala kontrakt är 65 mot 75 i fjol. Tio kontrakt har avslutats och noll har tillkommit."),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Kontaktfamiljer och kontaktpersoner har minskat från 62 till 49 insatser, och bedöms öka till 60.",
    ),
    (KAT, "KAT-SN", "volymer", "Öppet intag på Vårnäs har haft 310 dygn; vi har betalat för 400 dygn."),
    (
        KAT,
        "KAT-SN",
        "volymer",
        "Antalet serveringstillstånd är 35. Fyra nya ansökningar om stadigvarande tillstånd är under utredning.",
    ),
    (
        KAT,
        "KAT-SN",
        "personal",
        "Frisktalet är 48,5 procent; målet är 55. Kvinnors frisktal ökade med 4,0 och mäns med 7,9 procentenheter.",
    ),
    (KAT, "KAT-SN", "personal", "Övertiden har ökat till 0,3 procent av lönekostnaderna, från 0,1."),
    (KAT, "KAT-SN", "personal", "Andelen som arbetar heltid är 93,7 procent, för kvinnor 93,1 och för män 96 procent."),
    (
        KAT,
        "KAT-SN",
        "personal",
        "Sysselsättningsgraden för dem som arbetar deltid är i genomsnitt 76,9 procent. Kvinnor arbetar 79,3 och män 60 procent.",
    ),
    (
        KAT,
        "KAT-SN",
        "personal",
        "Fyra tillsvidareanställda har slutat på egen begäran och ingen har gått i pension. Ytterligare sex slutar under sommaren.",
    ),
    (KAT, "KAT-SN", "personal", "Vi är 132 årsarbetare, varav 25 procent vikarier."),
    (KAT, "KAT-SN", "personal", "Antalet månadsanställda är 127. Under året har åtta månadsanställda börjat och tolv slutat."),
    (KAT, "KAT-SN", "personal", "Sjukfrånvaron är högst bland kvinnor 30–49 år, 10,4 procent."),
    (
        KAT,
        "KAT-SN",
        "personal",
        "Sjukfrånvaron bland kvinnor var 7,9 procent och bland män 8,5, mot 5,2 respektive 5,0 förra året.",
    ),
    (KAT, "KAT-SN", "personal", "Timanställda är 0,8 procent, en ökning med 0,1 procentenheter."),
    (KAT, "KAT-SN", "statistik", "Aktualiseringarna är 396 och 136 utredningar har startat, alltså 34 procent."),
    (KAT, "KAT-SN", "statistik", "Avslutade ärenden var 43, 48, 53 och 33 under årets fyra månader."),
    (KAT, "KAT-SN", "statistik", "Av 717 ärenden är 617 försörjningsstöd. 96 ärenden gäller egna medel."),
    (KAT, "KAT-SN", "statistik", "Antal beslut har ökat från 755 i januari till 827 i april, som mest 901 i mars."),
    (KAT, "KAT-SN", "statistik", "I januari till mars var besluten 2 454."),
    (KAT, "KAT-SN", "statistik", "Det är 97 unga vuxna i barnens hushåll och 596 barn."),
    (
        KAT,
        "KAT-SN",
        "statistik",
        "Under april fick 426 hushåll utbetalt försörjningsstöd på tillsammans 3 635 tkr, i snitt 8 533 kr per hushåll.",
    ),
    (
        KAT,
        "KAT-SN",
        "statistik",
        "Sjukskrivna med läkarintyg är 14: sex med otillräcklig sjukpenning och åtta som väntar på sjukpenning.",
    ),
    (LIN, "0500", "volymer", "Egna familjehem: 30 (32 i december). Konsulentstödda: 4 (7)."),
    (LIN, "0500", "Egna familjehem, antal hem", "30 hem, två fler än budgeterat."),
    (LIN, "0500", "Egna familjehem, antal hem", "Antalet egna familjehem är oförändrat, 30, och kön till dem är elva barn."),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, antal hem",
        "Sedan 2019 har antalet konsulentstödda hem minskat från 12 till 4.",
    ),
    (
        LIN,
        "0500",
        "Egna familjehem, kr per dygn och placering i snitt",
        "Ersättningarna varierar mellan 420 och 910 kr per dygn.",
    ),
    (
        LIN,
        "0500",
        "Jourhem med behandlingsuppdrag, kr per dygn och placering i snitt",
        "Grundersättningen är 1 100 kr per dygn och behandlingsdelen 384 kr.",
    ),
    (LIN, "0500", "", "Av köpen (32,5 Mnkr) görs 24,6 Mnkr hos privata företag och 5,0 Mnkr hos enskilda."),
    (LIN, "5570", "", "År 2018 täckte intäkterna 28 procent av försörjningsstödet, i år 1 procent."),
    (LIN, "5570", "", "Intäkterna på försörjningsstödet beräknas till 0,3 Mnkr för helåret."),
    (KAT, "KAT-SN", "Hushåll med utbetalt försörjningsstöd, antal per månad", "431 hushåll (517)."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Utfall 431, prognos 420, förra året 517 respektive 500.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Ett hushåll får i snitt 8 927 kr, och var tredje hushåll, 144 stycken, har barn.",
    ),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Jämfört med 2020, då 560 hushåll fick stöd, är minskningen 129.",
    ),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Antalet har minskat till 15. Tre har fått uppehållstillstånd, två har fyllt 21.",
    ),
    (KAT, "KAT-SN", "Ensamkommande barn och unga", "Av 15 är elva pojkar och fyra flickor."),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i stödboende/HVB, ensamkommande barn och unga",
        "Fyra ungdomar bor i stödboende (480 dygn), elva färre än våren 2021.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, barn och unga exkl ensamkommande",
        "Antalet dygn, 6 810, motsvarar 26 procent av prognosen på 26 000.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Tretton placerade barn ger 1 588 dygn, 122 dygn per barn.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "24 personer har varit placerade, nio fler än våren 2021. De har använt 2 898 dygn.",
    ),
    (KAT, "KAT-SN", "Antal utnyttjande vårddygn på institution, vuxna", "Överstiger dygnen 4 200 krävs ytterligare 1 500 tkr."),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjade vårddygn på Vårnäs, öppet intag",
        "Dygnen uppgår till 310 av avtalade 1 300, 24 procent.",
    ),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Ökningen är 22 ärenden. Elva kvinnor och 19 barn har bott på skyddat boende."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Med samma takt blir det 177 ärenden i år."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Kontrakten (65) fördelar sig på 41 lägenheter i centrum och 24 i Östra."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Hyresskulder finns i nio kontrakt. Sju av dem har avbetalningsplan."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Under perioden tecknades 5 kontrakt och 13 avslutades."),
    (KAT, "KAT-SN", "Stadigvarande serveringstillstånd", "Antalet är 35 och tillsyn har gjorts hos 14 av tillståndshavarna."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Medarbetarna är 127 månadsanställda och ett tjugotal timvikarier."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "I augusti börjar sex nya månadsanställda och då blir vi 133."),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda, antal",
        "Antalet månadsanställda har minskat med 14 på ett år och med fem sedan januari.",
    ),
    (KAT, "KAT-SN", "Årsarbetare, antal omräknade heltider", "132 årsarbetare är 6,2 färre än i mars 2021 (138,2)."),
    (
        KAT,
        "KAT-SN",
        "Årsarbetare, antal omräknade heltider",
        "Två årsarbetare finansieras av statsbidrag och en och en halv av projekt.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Målet är högst 6 procent; utfallet är 8,1."),
    (
        KAT,
        "KAT-SN",
        "Sjukfrånvaro totalt (%)",
        "Var tredje sjukdag är längre än 60 dagar. Långtidsfrånvaron är 31 procent av sjukfrånvaron.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Sjukfrånvaron är 8,1 procent (5,2). Kvinnor 7,9 (5,2), män 8,5 (5,0)."),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Frisktalet på 48,5 procent är bättre än kommunens 44 procent.",
    ),
    (
        KAT,
        "KAT-SN",
        "Timanställda, andel av totalt antal årsarbetare (%)",
        "Timanställda motsvarar en årsarbetare, 0,8 procent.",
    ),
    (
        KAT,
        "KAT-SN",
        "Tillsvidareanställda som slutat på egen begäran, antal",
        "Utöver de fyra har två visstidsanställda slutat.",
    ),
    (
        KAT,
        "KAT-SN",
        "Lönekostnader totalt, tkr",
        "Övertiden har kostat 91 tkr och sjuklönerna 545 tkr av lönekostnaderna på 30 264 tkr.",
    ),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna för vikarier är 1 850 tkr."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Hushåll: januari 650, februari 640, mars 636, april 617."),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Sedan i januari har 33 hushåll lämnat försörjningsstödet netto; 81 har avslutats och 48 tillkommit.",
    ),
    (KAT, "KAT-SN", "Antal barn som ingår i försörjningsstöd", "Barnen var flest i januari, 630, och färre i april, 596."),
    (KAT, "KAT-SN", "Avslutade ärenden", "Av ärendena avslutades 61 för att personen fått arbete och 33 för studier."),
    (KAT, "KAT-SN", "Startade utredningar", "Av aktualiseringarna ledde 136 till utredning, ungefär 34 per månad."),
    (KAT, "KAT-SN", "Utbetalt försörjningsstöd under månaden", "Utbetalt i april: 3 635 tkr (mars 4 368 tkr)."),
    (
        KAT,
        "KAT-SN",
        "Utbetalt försörjningsstöd under månaden",
        "Försörjningsstödet har kostat 15,4 Mnkr, 1,3 Mnkr mer än budget.",
    ),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "Ett hushåll med barn får i genomsnitt 11 200 kr, ett utan 7 400 kr."),
    (KAT, "KAT-SN", "Totalt antal beslut", "Bifallen är 2 790 och avslagen 491, sammanlagt 3 281 beslut."),
    (KAT, "KAT-SN", "Antal unika ärendepersoner", "I april var 652 personer aktuella, 44 färre än i mars."),
    (KAT, "KAT-SN", "Skrivna Avtal, vårdnad, boende umgänge", "Två avtal skrevs i januari och ett i mars."),
    (LIN, "0500", "Egna familjehem, antal hem", "I fjol hade vi 27 egna familjehem, i år 30."),
    (LIN, "0500", "Egna familjehem, antal hem", "Tolv av hemmen har syskonplaceringar och åtta är släkthem."),
    (LIN, "0500", "Konsulentstödda familjehem, antal hem", "Alla fyra konsulentstödda hem sägs upp till den 1 september."),
    (
        LIN,
        "0500",
        "Jourhem, kr per dygn och placering i snitt",
        "Beläggningen i jourhemmen är 85 procent och dygnet kostar 660 kr.",
    ),
    (LIN, "0500", "kop-per-motpart", "Köpen från andra kommuner är 0,2 Mnkr och står för 1 procent av köpen."),
    (LIN, "0500", "kop-per-motpart", "Enskilda och hushåll, alltså familjehemmen, får 5,0 Mnkr, en ökning med 0,3 Mnkr."),
    (KAT, "KAT-SN", "Ensamkommande barn och unga", "Två av de 15 är under 15 år och elva går på gymnasiet."),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Antalet var 16 vid årsskiftet och är nu 15; under hösten räknar vi med 17.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, ensamkommande barn och unga",
        "De tio barnen har haft 120 dygn var, tillsammans 1 200.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Ökningen, 1 267 dygn, motsvarar drygt tio platser per dygn.",
    ),
    (KAT, "KAT-SN", "Antal utnyttjade vårddygn på Vårnäs, öppet intag", "Under mars användes 98 dygn och under april 71."),
    (KAT, "KAT-SN", "Pågående insatser, kontaktfamiljer/kontaktpersoner", "I maj startar fyra nya insatser och då är de 53."),
    (KAT, "KAT-SN", "Spelmissbruksärenden", "Sex ärenden är aktuella. Två är kvinnor, fyra är män."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Ärendena ökade med nio mellan februari och mars."),
    (
        KAT,
        "KAT-SN",
        "Sociala kontrakt",
        "65 kontrakt till en medelhyra på 7 100 kr. Tolv hyresgäster har skulder på över 10 000 kr.",
    ),
    (KAT, "KAT-SN", "Stadigvarande serveringstillstånd", "Av de 35 tillstånden gäller 28 allmänheten och sju slutna sällskap."),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda, antal",
        "Personalomsättningen är 14 procent. 18 månadsanställda har bytt arbetsplats inom kommunen.",
    ),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda, antal",
        "Medelåldern bland våra månadsanställda är 44 år, 46 för kvinnor och 39 för män.",
    ),
    (KAT, "KAT-SN", "Årsarbetare, antal omräknade heltider", "Årsarbetarna är 132,0 och arbetar i snitt 93 procent."),
    (
        KAT,
        "KAT-SN",
        "Sjukfrånvaro totalt (%)",
        "Sjukfrånvaron var som högst i januari med 9,8 procent och som lägst i april med 6,1.",
    ),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Sjukfrånvaron på HVB är 12,4 procent och på administrationen 3,1."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Dag 1–14 är sjukfrånvaron 3,9 procent, från dag 15 är den 4,2."),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "48,5 procent av 127 tillsvidareanställda är 62 personer.",
    ),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna är 30 264 tkr, i snitt 7 566 tkr per månad."),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönerevisionen ökar lönekostnaderna med 510 tkr från april."),
    (
        KAT,
        "KAT-SN",
        "Tillsvidareanställda som gått i pension, antal",
        "Ingen har gått i pension. Under hösten går tre tillsvidareanställda i pension.",
    ),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Antalet hushåll med barn är 204 och utan barn 413."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Antalet nya hushåll var 31 i mars och 22 i april."),
    (
        KAT,
        "KAT-SN",
        "Antal barn som ingår i försörjningsstöd",
        "I genomsnitt finns det ett barn per hushåll (596 barn i 617 hushåll).",
    ),
    (
        KAT,
        "KAT-SN",
        "Avslutade ärenden",
        "Ärendena avslutades efter i snitt elva månader. 40 ärenden hade pågått i mer än tre år.",
    ),
    (KAT, "KAT-SN", "Aktualiseringar", "Hälften av aktualiseringarna, 198, gällde ekonomi."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "Genomsnittet ökade med 938 kr i februari och med 358 kr i mars."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "Riksnormen höjdes med 3 procent, vilket ger 250 kr per hushåll."),
    (KAT, "KAT-SN", "Totalt antal beslut", "Antalet beslut per ärende är åtta."),
    (KAT, "KAT-SN", "Antal unika ärenden", "Antalet unika ärenden per handläggare är 34."),
    (KAT, "KAT-SN", "Dödsboanmälningar", "Två dödsboanmälningar är under utredning."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Kontrakten är 65, så fem fattas upp till prognosen."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Till prognosen på 70 saknas fem kontrakt."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Resterande fem kontrakt väntas tecknas i höst."),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Av årets prognos återstår 1 302 dygn, alltså 163 i månaden mot 724 hittills.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "2 898 dygn är förbrukade och kvar till prognosen är 1 302.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "1 302 dygn, vilket är vad som återstår till prognosen, räcker inte långt.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vårddygnen är 1 588, mot 2 540 samma tid 2021 och 5 850 hela det året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vårddygnen är 1 588, att jämföra med 2 540 av förra årets 5 850 under samma period.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Under samma period förra året var de 2 540, för att till årets slut bli 5 850.",
    ),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "På ett år har frisktalet gått upp från 43,8 till 48,5 procent.",
    ),
    (KAT, "KAT-SN", "Sociala kontrakt", "De sociala kontrakten har minskat från 75 till 65."),
    (KAT, "KAT-SN", "Sociala kontrakt", "De sociala kontrakten har minskat från 73 till 65 sedan årsskiftet."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Under 2021 gick kontrakten från 75 till 73."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Prognosen höjs från 65 till 75 kontrakt."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Männens sjukfrånvaro har gått från 5,0 till 8,5 procent."),
    (
        KAT,
        "KAT-SN",
        "Totalt antal beslut",
        "Handläggarna har hittills hunnit med 3 281 beslut, fler i mars (901) än i april (827).",
    ),
    (KAT, "KAT-SN", "Totalt antal beslut", "Vi har fått in 3 381 ansökningar, flest i mars."),
    (KAT, "KAT-SN", "Totalt antal beslut", "Samma period i fjol togs 3 381 beslut, flest i mars."),
    (LIN, "5570", "", "Före intäkter är försörjningsstödet 10,7 Mnkr i år, 2021 var det 12,2 Mnkr."),
    (LIN, "5570", "", "Försörjningsstödet exkl. intäkter är 10,7 Mnkr och inkl. intäkter 10,6 Mnkr."),
    (LIN, "5570", "", "Exklusive intäkter var försörjningsstödet 13,0 Mnkr 2020, 12,2 Mnkr 2021 och 10,7 Mnkr i år."),
    (LIN, "5570", "", "Försörjningsstödet före intäkter väntas bli 26 Mnkr på helåret."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Ärendena har ökat från 37 till 59 jämfört med samma tid förra året."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Sedan samma månad i fjol har kontrakten gått ned från 75 till 65."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "I april är det 426 hushåll, samma månad i fjol 512.",
    ),
    (KAT, "KAT-SN", "Totalt antal beslut", "Under 2021 fattades 3 381 beslut till och med april."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Från 141 till 127 på ett år."),
    (LIN, "5570", "", "Försörjningsstödet exkl. intäkter till flyktingar är 1,2 Mnkr i år."),
]
FEL = [
    (LIN, "0500", "Egna familjehem, antal hem", "De egna familjehemmen är trettiotvå till antalet."),
    (
        LIN,
        "0500",
        "Egna familjehem, kr per dygn och placering i snitt",
        "Ett dygn i egna familjehem kostar i snitt 650 kr per placering.",
    ),
    (LIN, "0500", "Konsulentstödda familjehem, antal hem", "Antalet konsulentstödda familjehem är 6."),
    (LIN, "0500", "kop-per-motpart", "Summa köp jan–maj är 35,2 Mnkr."),
    (KAT, "KAT-SN", "Spelmissbruksärenden", "Vi har sju spelmissbruksärenden i år mot ett förra året."),
    (KAT, "KAT-SN", "Sociala kontrakt", "De sociala kontrakten är 65, tolv färre än samma tid förra året."),
    (KAT, "KAT-SN", "Sociala kontrakt", "I år har vi 75 sociala kontrakt, mot 65 förra året."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Kvinnofridsärendena har ökat med 32 sedan samma tid förra året."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Av månadsanställda är 102 män och 25 kvinnor."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Kvinnornas sjukfrånvaro är 8,5 procent."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "I mars hade 640 hushåll försörjningsstöd."),
    (KAT, "KAT-SN", "Avslutade ärenden", "I mars avslutades 35 ärenden."),
    (
        KAT,
        "KAT-SN",
        "Månadsanställda som arbetar heltid, andel (%)",
        "Andelen månadsanställda som arbetar heltid är 95,7 procent.",
    ),
    (LIN, "0500", "Egna familjehem, antal hem", "Vi har 30 egna familjehem. De konsulentstödda är åtta."),
    (
        LIN,
        "0500",
        "Egna familjehem, kr per dygn och placering i snitt",
        "De egna hemmen kostar i snitt 650 kr per dygn och placering.",
    ),
    (LIN, "5552", "", "Antalet egna familjehem uppgår nu till 40."),
    (LIN, "0500", "kop-per-motpart", "Köpen från andra kommuner har ökat med 0,7 Mnkr."),
    (LIN, "0500", "kop-per-motpart", "Köpen från staten uppgår till 3,4 Mnkr."),
    (LIN, "5570", "", "Intäkterna på försörjningsstödet var 0,9 Mnkr 2021."),
    (KAT, "KAT-SN", "Ensamkommande barn och unga", "De ensamkommande är arton till antalet."),
    (
        KAT,
        "KAT-SN",
        "Vårddygn i familjehem, barn och unga exkl ensamkommande",
        "Dygnen i familjehem har minskat med 1 240 jämfört med samma period förra året.",
    ),
    (KAT, "KAT-SN", "Antal utnyttjande vårddygn på institution, vuxna", "Prognosen för helåret är 4 800 vårddygn."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Ärendena är 37 i år, mot 59 förra våren."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Förra året slutade på 86 ärenden."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Vi har sextiofem sociala kontrakt, femton färre än för ett år sedan."),
    (KAT, "KAT-SN", "Stadigvarande serveringstillstånd", "Antalet serveringstillstånd är 35, två fler än förra året."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "I april var vi 141 månadsanställda."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Männen är 27 och kvinnorna 102."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Männens sjukfrånvaro är 7,9 procent, kvinnornas 8,5."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "För kvinnor är sjukfrånvaron 9,7 procent."),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Frisktalet är 43,8 procent.",
    ),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna är 30 264 kr."),
    (
        KAT,
        "KAT-SN",
        "Lönekostnader totalt, tkr",
        "Lönekostnaderna uppgår till 33 264 tkr, att jämföra med 30 393 tkr förra året.",
    ),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Antalet hushåll var 636 i april."),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "Hushållen var 650 i januari, 640 i februari, 663 i mars och 617 i april.",
    ),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Antalet hushåll är 617, 45 färre än i januari."),
    (KAT, "KAT-SN", "Antal barn som ingår i försörjningsstöd", "Barnen var 630 i januari och 612 i april."),
    (KAT, "KAT-SN", "Aktualiseringar", "Antalet aktualiseringar uppgår till 386."),
    (KAT, "KAT-SN", "Utbetalt försörjningsstöd under månaden", "I april betalades 4,4 mnkr ut i försörjningsstöd."),
    (KAT, "KAT-SN", "Antal unika ärenden", "I april fanns 422 unika ärenden."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "I mars betalades i snitt 9 600 tkr per hushåll."),
    (LIN, "0500", "Egna familjehem, antal hem", "Vi har i dagsläget 34 egna familjehem."),
    (
        LIN,
        "0500",
        "Jourhem med behandlingsuppdrag, kr per dygn och placering i snitt",
        "Jourhem med behandlingsuppdrag kostar i snitt 1 448 kr per dygn.",
    ),
    (LIN, "0500", "Jourhem, kr per dygn och placering i snitt", "Jourhemmen är i snitt 660 tkr per dygn."),
    (LIN, "0500", "kop-per-motpart", "Köpen har minskat med 2,1 Mnkr jämfört med samma period 2021."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Förra året var det i genomsnitt 431 hushåll med utbetalt försörjningsstöd.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Dygnen på institution är 1 588 och har minskat med 592 sedan förra året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjade vårddygn på Vårnäs, öppet intag",
        "Antalet vårddygn på Vårnäs uppgår till 301 efter april.",
    ),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Under samma period i fjol hade vi 59 kvinnofridsärenden."),
    (KAT, "KAT-SN", "Tillsvidareanställda som gått i pension, antal", "Två tillsvidareanställda har gått i pension."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Sjukfrånvaron är 7,9 procent för män och 8,5 för kvinnor."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "I januari var antalet hushåll 617."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "Genomsnittet per hushåll var 8 350 kr i april."),
    (KAT, "KAT-SN", "Startade utredningar", "Vi startade 38 utredningar i april."),
    (KAT, "KAT-SN", "Antal unika ärenden", "I april fanns 407 unika ärenden, varav 214 kvinnor och 193 män."),
    (LIN, "0500", "Egna familjehem, antal hem", "Det finns just nu 13 egna familjehem."),
    (LIN, "0500", "Jourhem, kr per dygn och placering i snitt", "Snittpriset per dygn är 760 kr."),
    (LIN, "0500", "kop-per-motpart", "Köpen från staten har minskat med 0,6 Mnkr till 2,7 Mnkr."),
    (LIN, "0500", "kop-per-motpart", "Totalt uppgår köpen till 32,5 Mnkr, 1,7 Mnkr mer än förra året."),
    (KAT, "KAT-SN", "Hushåll med utbetalt försörjningsstöd, antal per månad", "Antalet hushåll per månad har minskat med 68."),
    (KAT, "KAT-SN", "Vårddygn i familjehem, ensamkommande barn och unga", "Vårddygnen var 1 200 förra våren och 1 440 i år."),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Vårddygnen har ökat med 1 276 sedan samma period förra året.",
    ),
    (KAT, "KAT-SN", "Pågående insatser, kontaktfamiljer/kontaktpersoner", "De pågående insatserna är 62."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Vi har 73 sociala kontrakt idag."),
    (KAT, "KAT-SN", "Månadsanställda, antal", "Antalet månadsanställda kvinnor är 114."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Sjukfrånvaron har ökat med 3,9 procentenheter sedan förra året."),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Kvinnornas frisktal är 44,5 procent.",
    ),
    (KAT, "KAT-SN", "Årsarbetare, antal omräknade heltider", "Årsarbetarna är 132, sju färre än förra året."),
    (KAT, "KAT-SN", "Årsarbetare, antal omräknade heltider", "Antalet årsarbetare är 123."),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna har ökat med 129 tkr jämfört med förra året."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "I januari var det 640 hushåll."),
    (KAT, "KAT-SN", "Varav antal med utbet. under månaden", "I april var det 199 män och 227 kvinnor."),
    (KAT, "KAT-SN", "Aktualiseringar", "Aktualiseringarna var 89 i april, åtta färre än i mars."),
    (KAT, "KAT-SN", "Avslutade ärenden", "Totalt avslutades 171 ärenden."),
    (KAT, "KAT-SN", "Genomsnitt per hushåll", "I januari var genomsnittet 8 340 kr per hushåll."),
    (
        LIN,
        "0500",
        "Egna familjehem, antal hem",
        "Idag har vi trettiotre egna familjehem, vilket är det högsta antalet hittills.",
    ),
    (
        LIN,
        "0500",
        "Konsulentstödda familjehem, kr per dygn och placering i snitt",
        "Konsulentstödda hem kostar i snitt 2 010 kr per dygn.",
    ),
    (LIN, "5570", "", "År 2020 var intäkterna på försörjningsstödet 1,6 Mnkr."),
    (
        KAT,
        "KAT-SN",
        "Hushåll med utbetalt försörjningsstöd, antal per månad",
        "Det genomsnittliga antalet hushåll per månad är 341.",
    ),
    (
        KAT,
        "KAT-SN",
        "Ensamkommande barn och unga",
        "Idag har vi femton ensamkommande barn och unga, tolv färre än för ett år sedan.",
    ),
    (KAT, "KAT-SN", "Vårddygn i stödboende/HVB, ensamkommande barn och unga", "Förra året var dygnen 1 230 vid samma tid."),
    (
        KAT,
        "KAT-SN",
        "Pågående insatser, kontaktfamiljer/kontaktpersoner",
        "Insatserna har minskat med tjugotre på ett år, till 49.",
    ),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Kvinnofridsärendena väntas bli 150 under året."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "I fjol var sjukfrånvaron 6,2 procent."),
    (
        KAT,
        "KAT-SN",
        "Tillsvidareanställda som slutat på egen begäran, antal",
        "Året innan slutade fyra tillsvidareanställda på egen begäran.",
    ),
    (
        KAT,
        "KAT-SN",
        "Totalt antal hushåll försörjningsstöd",
        "I februari minskade antalet hushåll till 640 och i april till 671.",
    ),
    (KAT, "KAT-SN", "Antal barn som ingår i försörjningsstöd", "I mars var barnen 629, sju fler än i februari."),
    (KAT, "KAT-SN", "Startade utredningar", "Under januari–april startades 163 utredningar."),
    (KAT, "KAT-SN", "Totalt antal beslut", "I april fattades 872 beslut."),
    (
        KAT,
        "KAT-SN",
        "Antal utnyttjande vårddygn på institution, vuxna",
        "Vårddygnen uppgår till 2 989 och 1 302 återstår till prognosen.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vårddygnen är 1 588, mot 5 850 samma tid 2021.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Till och med april förra året var vårddygnen 5 850.",
    ),
    (
        KAT,
        "KAT-SN",
        "Vårddygn på institution, barn och unga exkl ensamkommande",
        "Vårddygnen har minskat med 4 262 jämfört med samma period förra året.",
    ),
    (
        KAT,
        "KAT-SN",
        "Frisktal, tillsvidareanställda som haft högst 5 sjukfrånvarodagar senaste 12 månaderna (%)",
        "Frisktalet har gått från 48,5 procent till 43,8 procent sedan förra året.",
    ),
    (KAT, "KAT-SN", "Sociala kontrakt", "De sociala kontrakten har ökat från 65 till 75."),
    (KAT, "KAT-SN", "Totalt antal hushåll försörjningsstöd", "Hushållen har ökat från 617 till 650."),
    (KAT, "KAT-SN", "Sjukfrånvaro totalt (%)", "Männens sjukfrånvaro har sjunkit från 8,5 till 5,0 procent."),
    (KAT, "KAT-SN", "Totalt antal beslut", "Handläggarna har hittills hunnit med 3 291 beslut, varav 901 i mars."),
    (KAT, "KAT-SN", "Totalt antal beslut", "Enheten har tagit 3 251 beslut i år, fler i mars (901) än i april (827)."),
    (LIN, "5570", "", "Före intäkter är försörjningsstödet 12,2 Mnkr i år, 2021 var det 10,7 Mnkr."),
    (LIN, "5570", "", "Per 31/5 2021 var försörjningsstödet exklusive intäkter 13,0 Mnkr."),
    (LIN, "0500", "", "Försörjningsstödet inklusive intäkter är 11,8 Mnkr i år."),
    (KAT, "KAT-SN", "Kvinnofridsärenden", "Antalet ärenden har sjunkit från 59 till 37 sedan samma period förra året."),
    (KAT, "KAT-SN", "Sociala kontrakt", "Samma månad i fjol var kontrakten 57."),
    (KAT, "KAT-SN", "Lönekostnader totalt, tkr", "Lönekostnaderna har gått från 30 264 tkr till 30 393 tkr på ett år."),
]


@pytest.mark.parametrize(("namnd", "nod", "sektion", "text"), RATT)
def test_a_right_sentence_is_not_accused(grunder: Mapping[str, Grund], namnd: str, nod: str, sektion: str, text: str) -> None:
    assert [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in check(grunder[namnd], nod, sektion, text)] == []


@pytest.mark.parametrize(("namnd", "nod", "sektion", "text"), FEL)
def test_a_wrong_sentence_has_a_fel(grunder: Mapping[str, Grund], namnd: str, nod: str, sektion: str, text: str) -> None:
    assert Allvar.FEL in {fynd.allvar for fynd in check(grunder[namnd], nod, sektion, text)}


MED_KOD = [
    # unit: the table is in tkr
    (KAT, "Lönekostnader totalt, tkr", "Lönekostnaderna är 30 264 mnkr.", Kod.ENHET, "30 264 mnkr", f"30{NB}264 tkr"),
    # the value of the month that is named
    (KAT, "Genomsnitt per hushåll", "I april betalades i snitt 9 242 kr per hushåll.", Kod.VARDE, "9 242 kr", f"8{NB}533 kr"),
    # the other year's
    (KAT, "Kvinnofridsärenden", "Ärendena är nu 37.", Kod.VARDE, "37", "59"),
    # kvinnor and män
    (KAT, "Sjukfrånvaro totalt (%)", "För män är den 7,9 procent.", Kod.VARDE, "7,9 procent", "män 8,5 procent"),
    # what was and what is
    (KAT, "Sociala kontrakt", "Kontrakten har ökat från 65 till 75.", Kod.VARDE, "65 till 75", "från 75 till 65"),
    # the size and the direction of a change, in words
    (KAT, "Sociala kontrakt", "Kontrakten är 65, nio färre än förra året.", Kod.TVA_VARDEN, "nio", "−10"),
    (KAT, "Sociala kontrakt", "Kontrakten är 65, tio fler än förra året.", Kod.TECKEN, "tio", "−10"),
]


@pytest.mark.parametrize(("namnd", "sektion", "text", "kod", "said", "table"), MED_KOD)
def test_what_is_wrong_is_told(
    grunder: Mapping[str, Grund], namnd: str, sektion: str, text: str, kod: Kod, said: str, table: str
) -> None:
    grund = grunder[namnd]
    found = check(grund, grund.table.total.nod, sektion, text)
    assert [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in found] == [(kod, said, table)]


def test_a_number_beside_a_table_of_matt_is_no_amount(grunder: Mapping[str, Grund]) -> None:
    grund = grunder[KAT]
    text = "För helåret är prognosen 115."
    assert check(grund, KAT, "Kvinnofridsärenden", text) == []
    assert check(grund, KAT, "volymer", text) == []
    assert [fynd.i_text for fynd in check(grund, KAT, "", text)] == ["115"]  # of the nämnd: −10 960 tkr


def test_a_value_that_is_right_is_no_unchecked_figure(grunder: Mapping[str, Grund]) -> None:
    grund = grunder[KAT]
    texter = {(KAT, "Kvinnofridsärenden"): Kommentar("Ärendena är 59, mot 37 förra våren. Väntetiden är 12 dygn.", "prov", NU)}
    found = check_rapport(grund.lage, grund.table, texter, grund.rapport)
    assert [one.siffra for one in found.ej_kontrollerade] == ["12"]


def _with(grund: Grund, rader: tuple[Mattrad, ...], below: int = 0) -> Grund:
    """The nämnd with only these mått."""
    val = grund.lage.rapportval
    lage = replace(grund.lage, matt=rader, rapportval=replace(val, matt=replace(val.matt, dolj_under=below)))
    return replace(grund, lage=lage)


def _matt(values: Mapping[Tid, float | str], **about: object) -> tuple[Mattrad, ...]:
    return make_matt(values, **about).rader  # type: ignore[arg-type]


def test_what_is_hidden_is_not_told(grunder: Mapping[str, Grund]) -> None:
    months = {month(2022, m): value for m, value in ((1, 9), (2, 3), (3, 12), (4, 14))}
    rader = _matt(months, namn="Köande barn", how=Ackumulering.SENASTE)
    text = "I mars var det 21 köande barn."
    assert [fynd.i_tabell for fynd in check(_with(grunder[KAT], rader), KAT, "Köande barn", text)] == ["12"]
    assert check(_with(grunder[KAT], rader, below=5), KAT, "Köande barn", text) == []


def test_an_average_of_months_may_be_weighted(grunder: Mapping[str, Grund]) -> None:
    months = {month(2022, m): value for m, value in ((1, 80), (2, 90), (3, 100), (4, 90))}
    grund = _with(grunder[KAT], _matt(months, namn="Beläggning", enhet="%", how=Ackumulering.MEDEL))
    assert check(grund, KAT, "Beläggning", "Beläggningen är i snitt 92 procent.") == []  # 90 where every month counts alike
    assert [fynd.i_tabell for fynd in check(grund, KAT, "Beläggning", "I mars var beläggningen 110 procent.")] == [
        "100 procent"
    ]


def test_a_part_of_the_namnd_may_count_its_own(grunder: Mapping[str, Grund]) -> None:
    values: dict[Tid, float | str] = {until(2022, 4): 120, until(2021, 4): 130, year(2022, Vardetyp.PROGNOS): 118}
    grund = _with(grunder[KAT], _matt(values, namn="Tjänster", how=Ackumulering.SENASTE))
    assert check(grund, "07", "", "Vi har nu 14 tjänster.") == []
    assert [fynd.i_tabell for fynd in check(grund, KAT, "", "Vi har nu 140 tjänster.")] == ["120"]
