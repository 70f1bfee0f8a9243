"""A column per month, blocks and merged headers, sum columns, sheets and layout."""

from collections.abc import Callable
from typing import Any

import openpyxl

from finance.belopp import Enhet
from finance.inlasning.modell import Bladval, Kontext, Lasval
from finance.struktur import Nod
from tests.korpus.byggare import bok, openpyxl_book, writer, xlsx
from tests.korpus.modell import Fall

NODER = (Nod("SN", "Socialnämnden"), Nod("410", "Hemtjänst", "SN"), Nod("420", "Särskilt boende", "SN"))
KORTA = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def hide(book: openpyxl.Workbook) -> None:
    """The third row and the column E of the sheet are hidden."""
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True


def hide_sheet(book: openpyxl.Workbook) -> None:
    """The second sheet is hidden."""
    book.worksheets[1].sheet_state = "hidden"


def merge(*areas: str) -> Callable[[openpyxl.Workbook], object]:
    """Merge cells of the first sheet."""
    return lambda book: [book.worksheets[0].merge_cells(area) for area in areas]


DOLT: list[list[Any]] = [
    ["Verksamhet", "Konto", "Period", "Utfall", "Budget"],
    ["510", "5011", 202201, 100.5, 7000.5],
    ["520", "5011", 202201, 200.25, 8000.25],
]
BRED = [
    Fall(
        "bred 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "Namn", *KORTA, "Summa"],
                ["510", "Hemtjänst", *[100.55] * 12, 1206.6],
                ["520", "Boende", *[10] * 12, 120],
            ]
        ),
        summor={"utfall": "1 326,60"},  # 12 x 110,55
        perioder={"2022-01": "110,55", "2022-12": "110,55"},
    ),
    Fall(
        "bred med fel summa 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb", "Summa"], ["510", 100.55, 200, 300.55], ["520", 1, 2, 4]]),
        summor={"utfall": "303,55"},
        varningar=("summakolumn",),
    ),
    Fall(
        "månadsnamn i rubriken.xlsx",
        xlsx(
            [["Verksamhet", "Utfall jan-22", "Budget jan-22", "Utfall feb-22", "Budget feb-22"], ["510", 10.5, 20, 30.25, 40]]
        ),
        summor={"utfall": "40,75", "budget": "60"},
        perioder={"2022-01": "10,50", "2022-02": "30,25"},
    ),
    Fall(
        "period som rubrik.xlsx",
        xlsx(
            [["Ansvar", "Konto", 202201, 202202, "2022-03", "P04 2022", "Maj 2022"], ["11", "5011", 1.55, 2.5, 3.5, 4.5, 5.5]]
        ),
        summor={"utfall": "17,55"},
        perioder={"2022-01": "1,55", "2022-02": "2,50", "2022-03": "3,50", "2022-04": "4,50", "2022-05": "5,50"},
    ),
    Fall(
        "P01 till P12 år 2022.xlsx",
        xlsx([["Verksamhet", *[f"P{m:02d}" for m in range(1, 13)]], ["510", *[m + 0.25 for m in range(1, 13)]]]),
        summor={"utfall": "81"},  # 78 + 12 x 0,25
        perioder={"2022-03": "3,25"},
    ),
    Fall(
        "år i titeln.xlsx",
        xlsx([["Utfall 2022, kr"], [], ["Verksamhet", "Januari", "Februari"], ["510", 1000, 2000]]),
        summor={"utfall": "3 000"},
    ),
    Fall(
        "år i bladets namn.xlsx",
        xlsx([["Verksamhet", "Januari", "Februari"], ["510", 1000.55, 2000]], namn="Utfall 2021"),
        summor={"utfall": "3 000,55"},
        perioder={"2021-01": "1 000,55", "2021-02": "2 000"},
    ),
    Fall("inget år någonstans.xlsx", xlsx([["Verksamhet", "Januari", "Februari"], ["510", 1000.55, 2000]]), fragor=("ar",)),
    Fall(
        "tomma månader som kommer 2022.xlsx",
        xlsx([["Verksamhet", *KORTA], ["510", 100.55, 200, None, *[None] * 9], ["520", 50, 60, *[None] * 10]]),
        summor={"utfall": "410,55"},
        perioder={"2022-01": "150,55", "2022-02": "260"},
    ),
    Fall(
        "nollor för månader som kommer 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb", "mar", "apr"], ["510", 100.55, 200, 0, 0]]),
        summor={"utfall": "300,55"},
        perioder={"2022-01": "100,55", "2022-02": "200"},
        varningar=("nollmanader",),
    ),
    Fall(
        "månad och ackumulerat.xlsx",
        xlsx(
            [
                ["Verksamhet", "Utfall jan 2022", "Utfall feb 2022", "Ack utfall jan-feb 2022"],
                ["510", 100.55, 200, 300.55],
                ["520", 10, 20, 30],
            ]
        ),
        summor={"utfall": "330,55"},
        perioder={"2022-01": "110,55", "2022-02": "220"},
    ),
    Fall(
        "två rader rubrik.xlsx",
        xlsx(
            [
                ["Uppföljning 2022"],
                ["", "Utfall", None, "Budget", None],
                ["Verksamhet", "jan", "feb", "jan", "feb"],
                ["510", 1.55, 2.5, 4, 8],
                ["520", 10, 20, 40, 80],
            ],
            finish=merge("B2:C2", "D2:E2"),
        ),
        summor={"utfall": "34,05", "budget": "132"},
    ),
    Fall(
        "månad över slag.xlsx",
        xlsx(
            [
                ["", "Januari 2022", None, "Februari 2022", None],
                ["Verksamhet", "Utfall", "Budget", "Utfall", "Budget"],
                ["510", 1.55, 4, 2.5, 8],
            ],
            finish=merge("B1:C1", "D1:E1"),
        ),
        summor={"utfall": "4,05", "budget": "12"},
        perioder={"2022-01": "1,55", "2022-02": "2,50"},
    ),
    Fall(
        "rubrik sammanslagen över två rader.xlsx",
        xlsx(
            [
                ["Verksamhet", "Namn", "Utfall 2022", None, None],
                [None, None, "jan", "feb", "mar"],
                ["510", "Hemtjänst", 1.55, 2.5, 3.5],
                ["520", "Boende", 10, 20, 30],
            ],
            finish=merge("A1:A2", "B1:B2", "C1:E1"),
        ),
        summor={"utfall": "67,55"},
        verksamheter={"510": "7,55", "520": "60"},
    ),
    Fall(
        "rubrik delad på två rader 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "Utfall", "Budget", "Budget"],
                ["", "jan-maj", "jan-maj", "helår"],
                ["510", 500.55, 600, 1440],
                ["520", 50, 60, 144],
            ]
        ),
        summor={"utfall": "550,55", "budget": "1 584"},
        varningar=("arsbudget_fordelad",),
    ),
    Fall(
        "delsummor och total 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "Namn", "jan", "feb"],
                ["510", "Hemtjänst", 10.55, 20],
                ["520", "Boende", 1, 2],
                ["Summa äldreomsorg", None, 11.55, 22],
                ["610", "Barn", 100, 200],
                ["Summa IFO", None, 100, 200],
                ["Totalt", None, 111.55, 222],
                ["1) preliminärt"],
            ]
        ),
        summor={"utfall": "333,55"},
        verksamheter={"510": "30,55", "520": "3", "610": "300"},
    ),
    Fall(
        "total som inte stämmer 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb"], ["510", 10.55, 20], ["520", 1, 2], ["Totalt", 12.5, 22]]),
        summor={"utfall": "33,55"},
        varningar=("summa_stammer_inte",),
    ),
    Fall(
        "grupprubriker 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "Namn", "jan", "feb"],
                ["Äldreomsorg"],
                ["510", "Hemtjänst", 10.55, 20],
                ["520", "Boende", 1, 2],
                ["Individ och familj"],
                ["610", "Barn", 100, 200],
            ]
        ),
        summor={"utfall": "333,55"},
    ),
    Fall(
        "grupprubriker med summa 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "jan", "feb"],
                ["Äldreomsorg", 11.55, 22],
                ["Hemtjänst", 10.55, 20],
                ["Boende", 1, 2],
                ["Individ och familj", 107, 214],
                ["Barn", 100, 200],
                ["Vuxna", 7, 14],
            ]
        ),
        summor={"utfall": "354,55"},  # 10,55 + 20 + 1 + 2 + 300 + 21
        verksamheter={"Hemtjänst": "30,55", "Boende": "3", "Barn": "300", "Vuxna": "21"},
        varningar=("rubrik_med_summa",),
    ),
    Fall(
        "rubrikkonton 2022.xlsx",
        xlsx(
            [
                ["Ansvar", "Konto", "Benämning", "jan", "feb"],
                ["11", "5", "Personal", 130.55, 60],
                ["11", "50", "Löner", 130.55, 60],
                ["11", "5011", "Månadslön", 100.55, 50],
                ["11", "5021", "Timlön", 30, 10],
                ["11", "6", "Övrigt", 7, 8],
                ["11", "6411", "Papper", 5, 6],
                ["11", "6811", "Resor", 2, 2],
            ]
        ),
        summor={"utfall": "205,55"},  # 150,55 + 40 + 11 + 4
        varningar=("rubrik_med_summa",),
    ),
    Fall(
        "fotnoter i namnen 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb"], ["Hemtjänst 1)", 10.55, 20], ["Särskilt boende*", 1, 2], ["1) Preliminärt"]]),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "33,55"},
        verksamheter={"410": "30,55", "420": "3"},
    ),
    Fall(
        "ett blad per verksamhet 2022.xlsx",
        bok(
            {
                "410 Hemtjänst": [["Konto", "jan", "feb"], ["5011", 10.55, 20], ["6411", 1, 2]],
                "420 Boende": [["Konto", "jan", "feb"], ["5011", 100.25, 200], ["6411", 10, 20]],
            }
        ),
        summor={"utfall": "363,80"},
        verksamheter={"410": "33,55", "420": "330,25"},
    ),
    Fall(
        "ett blad per namngiven verksamhet.xlsx",
        bok(
            {
                "Hemtjänst": [["Konto", "Period", "Belopp"], ["5011", 202201, 10.55]],
                "Särskilt boende": [["Konto", "Period", "Belopp"], ["5011", 202201, 20.25]],
            }
        ),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "30,80"},
        verksamheter={"410": "10,55", "420": "20,25"},
    ),
    Fall(
        "verksamheten i titeln.xlsx",
        xlsx([["Verksamhet: 410 Hemtjänst"], ["År 2022"], ["Konto", "jan", "feb"], ["5011", 10.55, 20]]),
        summor={"utfall": "30,55"},
        verksamheter={"410": "30,55"},
    ),
    Fall(
        "ansvaret i titeln.xlsx",
        xlsx([["Ansvar 1100 Enhet Nord"], ["Konto", "Benämning", "Period", "Utfall"], ["5011", "Lön", 202203, 10.55]]),
        summor={"utfall": "10,55"},
    ),
    Fall(
        "ett blad per månad 2022.xlsx",
        bok(
            {
                "Januari": [["Verksamhet", "Konto", "Utfall"], ["510", "5011", 10.55]],
                "Februari": [["Verksamhet", "Konto", "Utfall"], ["510", "5011", 20.25]],
                "Mars": [["Verksamhet", "Konto", "Utfall"], ["510", "5011", 40.25]],
            }
        ),
        summor={"utfall": "71,05"},
        perioder={"2022-01": "10,55", "2022-02": "20,25", "2022-03": "40,25"},
    ),
    Fall(
        "försättsblad.xlsx",
        bok(
            {
                "Läs mig": [["Uttag ur ekonomisystemet"], ["Skapad 2022-06-10"], ["Kontakt: ekonomi"]],
                "Utfall 2022": [["Verksamhet", "jan"], ["510", 10.55]],
            }
        ),
        summor={"utfall": "10,55"},
        upplysningar=("blad_ej_last",),
    ),
    Fall(
        "dold rad och dold kolumn.xlsx",
        xlsx(DOLT, finish=hide),
        summor={"utfall": "300,75"},
        varningar=("dolda_rader", "dolda_kolumner"),
    ),
    Fall(
        "dold kolumn som ska med.xlsx",
        xlsx(DOLT, finish=hide),
        val=Lasval(blad={"Blad1": Bladval(dolda=True)}),
        summor={"utfall": "300,75", "budget": "15 000,75"},
        varningar=("dolda_rader",),
    ),
    Fall(
        "dolt blad.xlsx",
        bok(
            {"Utfall 2022": [["Vht", "jan"], ["510", 10.55]], "Kladd 2022": [["Vht", "jan"], ["510", 99.5]]}, finish=hide_sheet
        ),
        summor={"utfall": "10,55"},
        varningar=("dolt_blad",),
    ),
    Fall(
        "dolt blad som ska med.xlsx",
        bok({"Utfall 2022": [["Vht", "jan"], ["510", 10.55]], "Mer 2022": [["Vht", "feb"], ["510", 99.55]]}, finish=hide_sheet),
        val=Lasval(blad={"Mer 2022": Bladval(las=True)}),
        summor={"utfall": "110,10"},
    ),
    Fall(
        "tabellen börjar i C4 år 2022.xlsx",
        writer([["Vht", "Konto", "jan", "feb"], ["510", "5011", 1.55, 2.5]], start=(3, 2)),
        summor={"utfall": "4,05"},
    ),
    Fall(
        "tkr i en rad under rubriken 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb"], ["", "tkr", "tkr"], ["510", 1.5, 2]]),
        summor={"utfall": "3 500"},
    ),
    Fall(
        "årsbudget 2022.xlsx",
        xlsx([["Verksamhet", "Budget 2022"], ["510", 1200000], ["520", 100]]),
        summor={"budget": "1 200 100"},
        perioder={"2022-01": "100 008,33", "2022-12": "100 008,37"},  # 100/12 = 8,33; the last month carries 8,37
        varningar=("arsbudget_fordelad",),
    ),
    Fall(
        "mnkr valt 2022.xlsx",
        xlsx([["Verksamhet", "jan", "feb"], ["510", 1.5, 2]]),
        val=Lasval(enhet=Enhet.MNKR),
        summor={"utfall": "3 500 000"},
    ),
    Fall(
        "formler med värden.xlsx",
        lambda: openpyxl_book({"B": [["Vht", "Konto", "Utfall jan 2022"], ["510", "5011", 10.55], ["520", "5011", 2]]}),
        summor={"utfall": "12,55"},
    ),
]
