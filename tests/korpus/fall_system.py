"""Files shaped as the reports of systems in use, and as what people make of them. The figures are made up."""

from datetime import date
from typing import Any

from finance.inlasning.modell import Kontext
from finance.struktur import Nod
from tests.korpus.byggare import bok, csv, openpyxl_book, text, writer, xlsx
from tests.korpus.modell import Fall

NODER = (
    Nod("SN", "Socialnämnden"),
    Nod("410", "Hemtjänst", "SN"),
    Nod("420", "Särskilt boende", "SN"),
    Nod("510", "Barn", "SN"),
)


def merged_titles() -> bytes:
    """A report with a merged title and a header over two rows, as report tools print to Excel."""
    rows: list[list[Any]] = [
        ["Månadsrapport nämnd"],
        ["Period: 202201 - 202205", None, None, "Utskriven 2022-06-10 08:12", None],
        [],
        ["Verksamhet", None, "Utfall", "Budget", "Avvikelse"],
        ["Kod", "Benämning", "ack", "ack", "ack"],
        ["410", "Hemtjänst", 5000.5, 4800, -200.5],
        ["420", "Särskilt boende", 7000, 7100.25, 100.25],
        [None, "Summa", 12000.5, 11900.25, -100.25],
    ]
    return openpyxl_book({"Rapport": rows}, lambda book: [book["Rapport"].merge_cells(a) for a in ("A1:E1", "A4:B4")])


SYSTEM = [
    Fall(
        "raindance_huvudbok.csv",
        csv(
            [
                ["ANSVAR", "KONTO", "VERKS", "AKT", "PROJ", "MOTP", "PERIOD", "VERNR", "VERDATUM", "TEXT", "BELOPP"],
                ["1100", "50110", "4100", "", "", "", "202205", "LÖN2205", "2022-05-25", "Löner maj", "1 250 000,50"],
                ["1100", "30110", "4100", "", "", "9", "202205", "KF-88", "2022-05-31", "Avgifter", "-150 000,25"],
                ["1200", "46110", "4200", "120", "", "871", "202205", "LF-17", "2022-05-12", "Plats", "75 500,00"],
            ],
            encoding="cp1252",
        ),
        summor={"utfall": "1 175 500,25"},
        verksamheter={"4100": "1 100 000,25", "4200": "75 500"},
    ),
    Fall(
        "agresso_transar.xlsx",
        xlsx(
            [
                [
                    "Verifikationsnr",
                    "BA",
                    "Period",
                    "Konto",
                    "Konto (T)",
                    "Ansvar",
                    "Ansvar (T)",
                    "Verksamhet",
                    "Verksamhet (T)",
                    "Text",
                    "Belopp",
                ],
                [90001, "LR", "202205.00", "5011", "Månadslön", "11", "Hemtjänst Nord", "410", "Hemtjänst", "Lön", 45000.25],
                [
                    90002,
                    "IR",
                    "202205.00",
                    "4611",
                    "Köp av verksamhet",
                    "12",
                    "Boende Syd",
                    "420",
                    "Särskilt boende",
                    "Plats",
                    9000.5,
                ],
                [90003, "KR", "202205.00", "3011", "Avgifter", "11", "Hemtjänst Nord", "410", "Hemtjänst", "Avgift", -500.75],
            ],
            namn="Sheet1",
        ),
        summor={"utfall": "53 500"},
        verksamheter={"410": "44 499,50", "420": "9 000,50"},
    ),
    Fall(
        "agresso_balans_med_delsummor.xlsx",
        xlsx(
            [
                ["Ansvar", "Ansvar(T)", "Konto", "Konto(T)", "Period", "Utfall", "Budget"],
                ["11", "Nord", "5011", "Månadslön", 202201, 100000.5, 110000],
                ["11", "Nord", "6411", "Papper", 202201, 500, 700],
                ["Summa 11", None, None, None, None, 100500.5, 110700],
                ["12", "Syd", "5011", "Månadslön", 202201, 50000, 40000],
                ["Summa 12", None, None, None, None, 50000, 40000],
                ["Totalsumma", None, None, None, None, 150500.5, 150700],
            ]
        ),
        summor={"utfall": "150 500,50", "budget": "150 700"},
    ),
    Fall(
        "visma_resultatrapport.xlsx",
        xlsx(
            [
                ["Kommunen"],
                ["Resultatrapport"],
                ["Räkenskapsår: 2022-01-01 - 2022-12-31"],
                ["Kostnadsställe: 410 Hemtjänst"],
                ["Utskrivet: 2022-06-10"],
                [],
                ["Konto", "Benämning", "jan-22", "feb-22", "Summa"],
                ["3011", "Avgifter", 100.5, 200, 300.5],
                ["Summa intäkter", None, 100.5, 200, 300.5],
                ["5011", "Löner", -1000, -2000.25, -3000.25],
                ["Summa kostnader", None, -1000, -2000.25, -3000.25],
                ["Resultat", None, -899.5, -1800.25, -2699.75],
            ]
        ),
        summor={"utfall": "2 699,75"},
        perioder={"2022-01": "899,50", "2022-02": "1 800,25"},
    ),
    Fall(
        "hypergene_pivot.xlsx",
        xlsx(
            [
                ["Filter: Nämnd = Socialnämnden, År = 2022"],
                [],
                ["", "", "Utfall", None, "Budget", None],
                ["Verksamhet", "Verksamhet (namn)", "202201", "202202", "202201", "202202"],
                ["410", "Hemtjänst", 100.25, 110.5, 105, 105],
                ["420", "Särskilt boende", 200, 210, 205, 205],
                ["Total", "", 300.25, 320.5, 310, 310],
            ]
        ),
        summor={"utfall": "620,75", "budget": "620"},
        perioder={"2022-01": "300,25", "2022-02": "320,50"},
    ),
    Fall(
        "stratsys_ekonomi.xlsx",
        xlsx(
            [
                ["Ekonomisk uppföljning maj 2022"],
                ["Belopp i tkr"],
                ["Enhet", "Utfall ack", "Budget ack", "Avvikelse ack", "Prognos helår", "Kommentar"],
                ["Hemtjänst", 5000, 4800, -200, 12000, "Hög vårdtyngd"],
                ["Särskilt boende", 7000.5, 7100, 99.5, 17000, ""],
                ["Summa", 12000.5, 11900, -100.5, 29000, ""],
            ]
        ),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "12 000 500", "budget": "11 900 000"},
        perioder={"2022-05": "12 000 500"},
        verksamheter={"410": "5 000 000", "420": "7 000 500"},
        upplysningar=("kolumn_ej_last",),
    ),
    Fall(
        "excelpivot_med_grupper 2022.xlsx",
        xlsx(
            [
                ["År", "2022"],
                [],
                ["Summa av Belopp", "Kolumnetiketter"],
                ["Radetiketter", "jan", "feb", "Totalsumma"],
                ["Äldreomsorg", 300.75, 330, 630.75],
                ["Hemtjänst", 100.25, 110, 210.25],
                ["Särskilt boende", 200.5, 220, 420.5],
                ["Individ och familj", 77, 88, 165],
                ["Barn", 70, 80, 150],
                ["Vuxna", 7, 8, 15],
                ["Totalsumma", 377.75, 418, 795.75],
            ]
        ),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "795,75"},
        verksamheter={"410": "210,25", "420": "420,50", "510": "150", "Vuxna": "15"},
        varningar=("rubrik_med_summa", "okant_namn"),
    ),
    Fall(
        "excelpivot i tabellform.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Summa av Belopp"],
                ["410", "5011", 202201, 100.5],
                [None, "6411", 202201, 20],
                ["410 Summa", None, None, 120.5],
                ["420", "5011", 202201, 300],
                [None, "6411", 202201, 40.25],
                ["420 Summa", None, None, 340.25],
                ["Totalsumma", None, None, 460.75],
            ]
        ),
        summor={"utfall": "460,75"},
        verksamheter={"410": "120,50", "420": "340,25"},
    ),
    Fall(
        "powerbi_data.csv",
        text(
            "\ufeffVerksamhet,Verksamhetsnamn,Period,Summa av Utfall,Summa av Budget\r\n"
            '410,Hemtjänst,2022-01,"100000,5","110000"\r\n420,"Särskilt, boende",2022-01,"200000","190000,25"\r\n'
        ),
        summor={"utfall": "300 000,50", "budget": "300 000,25"},
    ),
    Fall(
        "powerbi_data.xlsx",
        xlsx(
            [
                ["Tillämpade filter:\nÅr är 2022\nNämnd är SN"],
                [],
                ["Vht kod", "Vht namn", "År", "Månad", "Utfall kr"],
                ["410", "Hemtjänst", 2022, "januari", 100000.5],
                ["420", "Boende", 2022, "februari", 7],
                ["Total", None, None, None, 100007.5],
            ],
            namn="Export",
        ),
        summor={"utfall": "100 007,50"},
        perioder={"2022-01": "100 000,50", "2022-02": "7"},
    ),
    Fall(
        "aditro_logg.txt",
        csv(
            [
                ["Kst", "Kst-namn", "Kto", "Kto-namn", "Vsh", "Bokf.datum", "Ver.nr", "Ver.text", "Debet", "Kredit"],
                ["1100", "Nord", "5011", "Löner", "410", "2022-01-25", "77", "Jan", "10 000,50", "0,00"],
                ["1100", "Nord", "5011", "Löner", "410", "2022-01-31", "78", "Rättelse", "0,00", "1 000,25"],
                ["1200", "Syd", "3011", "Avgift", "420", "2022-01-31", "79", "Avgift", "0,00", "300,00"],
            ],
            mark="\t",
            encoding="cp1252",
        ),
        summor={"utfall": "8 700,25"},
    ),
    Fall(
        "qlik_tabell.xlsx",
        writer(
            [
                ["Ansvarskod", "Verksamhetskod", "Period", "Utfall", "Budget", "Avvikelse", "Avvikelse %"],
                ["Totalt", "", "", 300.75, 310, 9.25, "3 %"],
                ["11", "410", "2022-jan", 100.25, 105, 4.75, "4,5 %"],
                ["12", "420", "2022-jan", 200.5, 205, 4.5, "2,2 %"],
            ]
        ),
        summor={"utfall": "300,75", "budget": "310"},
    ),
    Fall(
        "rapportverktyg.xlsx",
        merged_titles,
        summor={"utfall": "12 000,50", "budget": "11 900,25"},
        perioder={"2022-05": "12 000,50"},
    ),
    Fall(
        "ekonomiwebb.xlsx",
        xlsx(
            [
                ["Urval: Ansvar 1000-1999"],
                ["Slag", "Benämning", "Vht", "Period 1", "Period 2", "Period 3", "Ack"],
                ["5011", "Lön", "410", 1.25, 2.25, 4.25, 7.75],
                ["6411", "Papper", "420", 10, 20, 40, 70],
            ],
            namn="2022",
        ),
        summor={"utfall": "77,75"},
        perioder={"2022-01": "11,25", "2022-02": "22,25", "2022-03": "44,25"},
    ),
    Fall(
        "proceedo_fakturor.xlsx",
        xlsx(
            [
                ["Leverantör", "Fakturatext", "Bokföringsdatum", "Ansvar", "Verksamhet", "Konto", "Belopp exkl. moms"],
                ["Bolaget AB", "Hyra", date(2022, 3, 3), "11", "410", "6011", 8000.5],
                ["Firman", "Städ", date(2022, 3, 9), "11", "420", "6411", 199.5],
            ]
        ),
        summor={"utfall": "8 200"},
        perioder={"2022-03": "8 200"},
    ),
    Fall(
        "heroma_lonekostnad.xlsx",
        xlsx(
            [
                ["Lönekostnad per ansvar, kronor"],
                ["Ansvar", "Ansvarsnamn", "Jan 2022", "Feb 2022", "Mar 2022", "Totalt"],
                ["1100", "Nord", 100000, 101000, 102000, 303000],
                ["1200", "Syd", 50000, 51000, 52000, 153000],
                ["", "Totalt", 150000, 152000, 154000, 456000],
            ]
        ),
        summor={"utfall": "456 000"},
        perioder={"2022-02": "152 000"},
    ),
    Fall(
        "flik per enhet 2022.xlsx",
        bok(
            {
                "Sammanställning": [
                    ["Enhet", "jan", "feb"],
                    ["410 Hemtjänst", 12.55, 24],
                    ["420 Boende", 110.25, 220],
                    ["Summa", 122.8, 244],
                ],
                "410 Hemtjänst": [["Konto", "jan", "feb"], ["5011", 10.55, 20], ["6411", 2, 4]],
                "420 Boende": [["Konto", "jan", "feb"], ["5011", 100.25, 200], ["6411", 10, 20]],
            }
        ),
        summor={"utfall": "366,80"},
        varningar=("dubbelt_blad",),
    ),
]
