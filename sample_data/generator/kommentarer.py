"""Comments written for the example, after what the published ones are about: (nod, section of the report, text)."""

from collections.abc import Sequence

RUBRIKER = ("nod", "sektion", "text")
LINDESBERG: Sequence[tuple[str, str, str]] = (
    ("0500", "", "Nämnden går mot ett underskott. Det mesta ligger på särskilt boende, hemtjänst och externa placeringar."),
    ("0510", "", "Tjänster har stått vakanta under våren, vilket ger ett överskott som minskar när de tillsätts."),
    ("5130", "", "Underskottet beror på personal utöver budget i gruppbostad och på fler externa placeringar än budgeterat."),
    ("0513", "", "En tjänst som enhetschef är vakant och ersätts av två administratörer."),
    ("5132", "", "Personal utöver budget. Sjukfrånvaron har varit hög och har täckts med övertid och vikarier."),
    ("5133", "", "En placering över budget pågår under sex månader."),
    ("5134", "", "Fyra placeringar utöver budget väntas pågå hela året."),
    ("5500", "", "Överskottet hittills kommer av vakanta tjänster och av färre placeringar av barn i början av året."),
    ("5501", "", "Tjänster är tillfälligt vakanta på flera enheter. Effekten bokförs på respektive enhet."),
    ("5570", "", "Utbetalningarna är lägre än budget, men ersättningen från Migrationsverket minskar."),
    ("5551", "", "Inflödet har varit högt och två personer är placerade enligt LVM."),
    ("5552", "", "De konsulentstödda familjehemmen har blivit färre, men kostnaden ligger ännu över budget."),
    ("5553", "", "Färre placeringar än väntat i början av året."),
    ("5200", "", "Sjukfrånvaro, övertid och fler beviljade hemtjänsttimmar ger ett stort underskott."),
    ("0520", "", "Vakanta tjänster som enhetschef och lägre kostnad för licenser än budgeterat."),
    ("5221", "", "Enheten är överanställd. Två vikarier tas in under sommaren."),
    ("5222", "", "Vårdtyngden har ökat och inhyrd personal har behövts."),
    ("5230", "", "Hög sjukfrånvaro och övertid. En extra resurs på fyra till fem heltidstjänster har behövts."),
    ("5240", "", "Beviljade timmar ligger på en hög nivå. Kostnaden per timme är 524 kr, 39 kr lägre än föregående år."),
)  # fmt: skip

KATRINEHOLM: Sequence[tuple[str, str, str]] = (
    ("KAT-SN", "",
     "Underskottet beror på placeringar och försörjningsstöd. Vakanta tjänster dämpar det. Intäkterna har minskat."),
    ("01", "", "Inhyrt stöd ger ett mindre underskott. Vakanta tjänster täcker en del."),
    ("02", "", "Tjänster är vakanta, vilket ger ett överskott."),
    ("03", "", "Försörjningsstödet ligger över budget men minskar. Återbetalningen från Migrationsverket har upphört."),
    ("04", "", "Sociala kontrakt har behövt renoveras, och vårddygnen på institution för vuxna är fler än i fjol."),
    ("05", "", "Bemanningen har anpassats till en lägre beläggning."),
    ("06", "", "Avdelningen följer budget."),
    ("07", "", "Vakanta tjänster som socialsekreterare har täckts med inhyrd personal."),
    ("08", "", "Placeringarna är dyrare än budget men färre än i fjol. Ersättningen för ensamkommande barn minskar."),
    ("09", "", "Vakanta tjänster ger ett överskott."),
    ("KAT-SN", "inledning",
     ("Rapporten gäller januari till april 2022. Avvikelsen är {avvikelse}, och året väntas sluta med {prognos_ord}. "
     "Det är placeringar och försörjningsstöd som kostar mer än budget.")),
    ("KAT-SN", "ansvarsomrade",
     ("Nämnden ansvarar för individ- och familjeomsorgen: ekonomiskt bistånd, stöd till barn, unga och vuxna, vård vid "
     "missbruk och stöd till den som utsätts för våld. Arbetet leds i en avdelning för vuxna och en för barn och unga.")),
    ("KAT-SN", "verksamhet", "Fler söker stöd för våld i nära relationer, och färre hushåll behöver försörjningsstöd."),
    ("03", "verksamhet",
     ("{volym:Hushåll med utbetalt försörjningsstöd, antal per månad} hushåll i månaden har fått försörjningsstöd, mot "
     "{volym:Hushåll med utbetalt försörjningsstöd, antal per månad.foregaende_ar} samma tid förra året.")),
    ("04", "verksamhet",
     ("Kvinnofridsärendena är {volym:Kvinnofridsärenden}, mot {volym:Kvinnofridsärenden.foregaende_ar} samma tid förra "
     "året.")),
    ("08", "verksamhet", "Barn och unga placeras mindre på institution än i fjol."),
    ("KAT-SN", "Intäkter",
     ("Intäkterna är 2 367 tkr lägre än samma tid förra året. Återbetalningen från Migrationsverket är 944 tkr lägre, "
     "ersättningen för moms 400 tkr lägre och hyresintäkterna 400 tkr lägre.")),
    ("KAT-SN", "Försörjningsstöd och bidrag",
     "Försörjningsstödet har kostat 15 382 tkr, mot 17 851 tkr samma tid förra året. Budgeten är 3 514 tkr per månad."),
    ("KAT-SN", "Köp av verksamhet", "Placeringarna har kostat 17 567 tkr, mot 22 549 tkr samma tid förra året."),
    ("KAT-SN", "Konsulter/inhyrt", "Konsulter har kostat 1 261 tkr. De har behövts medan tjänster har varit vakanta."),
    ("KAT-SN", "Personal", "Vakanta tjänster ger hittills {avvikelse_ord}."),
    ("KAT-SN", "Lokaler", "Renovering av sociala kontrakt har kostat 300 tkr och hade ingen budget."),
    ("KAT-SN", "framat",
     ("Försörjningsstödet väntas fortsätta minska. Placeringarna väntas bli färre under hösten, och vakanta tjänster "
     "tillsätts efter hand.")),
)  # fmt: skip
