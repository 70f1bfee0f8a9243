"""A row per transaction or sum: columns, codes, periods and numbers as they come."""

from datetime import date, datetime

import openpyxl

from finance.belopp import Enhet
from finance.inlasning.modell import Bladval, Kontext, Lasval
from finance.struktur import Nod
from tests.korpus.byggare import bok, csv, openpyxl_book, text, use_1904, writer, xlsx
from tests.korpus.modell import Fall

NODER = (Nod("SN", "Socialnämnden"), Nod("0410", "Hemtjänst", "SN"), Nod("0420", "Särskilt boende", "SN"))


def show_zeros(book: openpyxl.Workbook) -> None:
    """The codes of column A are numbers that are shown with four digits."""
    for cell in book["Blad1"]["A"][1:]:
        cell.number_format = "0000"


LANG = [
    Fall(
        "huvudbok_2022_maj.xlsx",
        xlsx(
            [
                [
                    "Ansvar",
                    "Konto",
                    "Verksamhet",
                    "Aktivitet",
                    "Projekt",
                    "Motpart",
                    "Period",
                    "Verifikat",
                    "Bokföringsdatum",
                    "Text",
                    "Belopp",
                ],
                ["1100", "5011", "0410", "", "", "", 202205, "L-1", date(2022, 5, 25), "Lön maj", 120000.5],
                ["1100", "3011", "0410", "", "", "870", 202205, "K-7", date(2022, 5, 31), "Avgifter", -20000.25],
                ["1200", "4611", "0420", "", "", "", 202204, "F-3", date(2022, 4, 2), "Plats april", 85000],
                ["1200", "4611", "0420", "", "", "", 202205, "F-9", date(2022, 5, 2), "Kredit", -5000],
            ]
        ),
        summor={"utfall": "180 000,25"},
        perioder={"2022-04": "85 000", "2022-05": "95 000,25"},
        verksamheter={"0410": "100 000,25", "0420": "80 000"},
    ),
    Fall(
        "intäkter först med omvänt tecken.xlsx",
        xlsx(
            [
                ["Vht", "Konto", "Per", "Nettobelopp"],
                ["410", "3011", "2022-01", 500.5],
                ["410", "5011", "2022-01", -900000.75],
                ["410", "6011", "2022-02", -100.25],
            ]
        ),
        summor={"utfall": "899 600,50"},  # 900 000,75 + 100,25 - 500,50
        perioder={"2022-01": "899 500,25", "2022-02": "100,25"},
    ),
    Fall(
        "debet och kredit.xlsx",
        xlsx(
            [
                ["Kst", "Konto", "Verks", "Period", "Ver", "Debet", "Kredit"],
                ["11", "5011", "510", "202201", 1, 1000.5, None],
                ["11", "3011", "510", "202201", 2, None, 400.25],
                ["11", "4611", "520", "202202", 3, 99.75, 0],
            ]
        ),
        summor={"utfall": "700"},  # 1 000,50 - 400,25 + 99,75
        perioder={"2022-01": "600,25", "2022-02": "99,75"},
    ),
    Fall(
        "debet kredit saldo.csv",
        csv(
            [
                ["Datum", "Ver", "Konto", "Vsh", "Text", "Debet", "Kredit", "Saldo"],
                ["2022-03-01", "A1", "6411", "510", "Papper", "250,50", "", "250,50"],
                ["2022-03-02", "A2", "6411", "510", "Retur", "", "50,25", "200,25"],
            ]
        ),
        summor={"utfall": "200,25"},
        perioder={"2022-03": "200,25"},
    ),
    Fall(
        "utfall och budget i samma rader.xlsx",
        xlsx(
            [
                ["Verksamhet", "Period", "Utfall", "Budget"],
                ["510", 202201, 100000.5, 110000],
                ["520", 202201, 200000, 190000],
                ["510", 202202, 90000, 110000],
            ]
        ),
        summor={"utfall": "390 000,50", "budget": "410 000"},
        perioder={"2022-01": "300 000,50", "2022-02": "90 000"},
    ),
    Fall(
        "ackumulerat bredvid månadens.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Utfall", "Ack utfall"],
                ["510", "5011", 202201, 100000.5, 100000.5],
                ["510", "5011", 202202, 100000, 200000.5],
                ["510", "5011", 202203, 50000, 250000.5],
            ]
        ),
        summor={"utfall": "250 000,50"},
        perioder={"2022-01": "100 000,50", "2022-02": "100 000", "2022-03": "50 000"},
        upplysningar=("kolumn_ej_last",),
    ),
    Fall(
        "slag i en kolumn.xlsx",
        xlsx(
            [
                ["Typ", "Verksamhet", "Period", "Belopp"],
                ["Utfall", "510", 202201, 1000.25],
                ["Budget", "510", 202201, 900],
                ["Utfall", "520", 202201, 5000],
                ["Budget", "520", 202201, 6000],
            ]
        ),
        summor={"utfall": "6 000,25", "budget": "6 900"},
    ),
    Fall(
        "period som 202205.00.csv",
        csv([["Ansvar", "Verksamhet", "Konto", "Period", "Belopp"], ["11", "510", "5011", "202205.00", "1234.50"]]),
        summor={"utfall": "1 234,50"},
        perioder={"2022-05": "1 234,50"},
    ),
    Fall(
        "perioder i alla stavningar 2022.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["510", "5011", 202205, 1.01],
                ["510", "5011", "2022-05", 2.01],
                ["510", "5011", "maj 2022", 4.01],
                ["510", "5011", "22-05", 8.01],
                ["510", "5011", date(2022, 5, 1), 16.01],
                ["510", "5011", datetime(2022, 5, 31, 23, 59), 32.01],  # noqa: DTZ001 - Excel's dates have no zone
                ["510", "5011", "Maj-22", 64.01],
                ["510", "5011", "202205.00", 128.01],
                ["510", "5011", 5, 256.01],
                ["510", "5011", "\u200bmaj\u00a02022 ", 512.01],
            ]
        ),
        summor={"utfall": "1 023,10"},
        perioder={"2022-05": "1 023,10"},
    ),
    Fall(
        "belopp i alla stavningar.csv",
        csv(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["510", "5011", "202201", "1 234,56"],
                ["510", "5011", "202201", "1\u00a0000,01"],
                ["510", "5011", "202201", "2\u202f000,02"],
                ["510", "5011", "202201", "\u221210,00"],
                ["510", "5011", "202201", "123,45-"],
                ["510", "5011", "202201", "(100,10)"],
                ["510", "5011", "202201", "50,05 kr"],
                ["510", "5011", "202201", "3.000,25"],
                ["510", "5011", "202201", "7.5"],
                ["510", "5011", "202201", "+1,25"],
            ]
        ),
        # 1234,56 + 1000,01 + 2000,02 - 10 - 123,45 - 100,10 + 50,05 + 3000,25 + 7,50 + 1,25
        summor={"utfall": "7 060,09"},
    ),
    Fall(
        "tkr bredvid beloppen.csv",
        csv(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["510", "5011", "202201", "12,5 tkr"],
                ["520", "5011", "202201", "7 tkr"],
            ]
        ),
        summor={"utfall": "19 500"},
    ),
    Fall(
        "små hela tal utan enhet.xlsx",
        xlsx([["Verksamhet", "Period", "Belopp"], ["510", 202201, 1200], ["520", 202201, 900]]),
        fragor=("enhet",),
    ),
    Fall(
        "små hela tal i tkr som valt.xlsx",
        xlsx([["Verksamhet", "Period", "Belopp"], ["510", 202201, 1200], ["520", 202201, 900]]),
        val=Lasval(enhet=Enhet.TKR),
        summor={"utfall": "2 100 000"},
    ),
    Fall(
        "koder som text tal och flyttal.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["510", "5011", 202201, 1.25],
                [510, 5011, 202201, 2.25],
                [510.0, 5011.0, 202201, 4.25],
                ["510.0", "5011", 202201, 8.25],
                ["510 ", " 5011", 202201, 16.25],
                ["510\u00a0", "5011\u200b", 202201, 32.25],
            ]
        ),
        summor={"utfall": "64,50"},  # 63 + 6 x 0,25
        verksamheter={"510": "64,50"},
    ),
    Fall(
        "nollan som bara syns.xlsx",
        lambda: openpyxl_book(
            {"Blad1": [["Verksamhet", "Konto", "Period", "Belopp"], [410, 5011, 202201, 10.55], [1410, 5011, 202201, 1]]},
            show_zeros,
        ),
        summor={"utfall": "11,55"},
        verksamheter={"0410": "10,55", "1410": "1"},
    ),
    Fall(
        "namn med osynliga tecken.csv",
        csv(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["Hemtja\u0308nst", "5011", "202201", "100,50"],
                ["Hemtjänst", "5011", "202201", "10,50"],
                ["\ufeffHem\u200btjänst\u00a0", "5011", "202202", "1,50"],
            ]
        ),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "112,50"},
        verksamheter={"0410": "112,50"},
    ),
    Fall(
        "okänd rubrik men strukturens koder.xlsx",
        xlsx([["Sektor", "Konto", "Period", "Belopp"], ["0410", "5011", 202201, 1.55], ["0420", "5011", 202201, 2.5]]),
        kontext=Kontext(noder=NODER),
        summor={"utfall": "4,05"},
        verksamheter={"0410": "1,55", "0420": "2,50"},
        upplysningar=("verksamhet_ur_varden",),
    ),
    Fall(
        "bokslutsperioder 13 till 15.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                *[["510", "5011", p, 10.55] for p in (202212, 202213, 202214, 202215)],
            ]
        ),
        summor={"utfall": "42,20"},
        perioder={"2022-12": "10,55", "2022-13": "10,55", "2022-14": "10,55", "2022-15": "10,55"},
    ),
    Fall(
        "flera hela år.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                *[["510", "5011", ar * 100 + m, 100.55] for ar in (2020, 2021, 2022) for m in range(1, 13)],
            ]
        ),
        summor={"utfall": "3 619,80"},  # 36 x 100,55
    ),
    Fall(
        "några rader av ett annat år.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                *[["510", "5011", 202201 + nr % 5, 100.55] for nr in range(60)],
                ["510", "5011", 202112, 100.5],
                ["510", "5011", 202112, 100.5],
            ]
        ),
        fragor=("annat_ar",),
    ),
    Fall(
        "några rader av ett annat år som godkänts.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                *[["510", "5011", 202201 + nr % 5, 100.55] for nr in range(60)],
                ["510", "5011", 202112, 100.55],
            ]
        ),
        val=Lasval(godkant=frozenset({"annat_ar"})),
        summor={"utfall": "6 133,55"},  # 61 x 100,55
    ),
    Fall(
        "framtida perioder.xlsx",
        xlsx([["Verksamhet", "Konto", "Period", "Belopp"], ["510", "5011", 202205, 100.55], ["510", "5011", 202207, 100.5]]),
        kontext=Kontext(idag=date(2022, 6, 10)),
        fragor=("framtida_period",),
    ),
    Fall(
        "budget för månader som kommer.xlsx",
        xlsx([["Verksamhet", "Period", "Budget"], *[["510", 202200 + m, 1000.55] for m in range(1, 13)]]),
        kontext=Kontext(idag=date(2022, 6, 10)),
        summor={"budget": "12 006,60"},
    ),
    Fall(
        "datum från 1904.xlsx",
        xlsx([["Verksamhet", "Konto", "Datum", "Belopp"], ["510", "5011", date(2022, 5, 17), 100.5]], finish=use_1904),
        summor={"utfall": "100,50"},
        perioder={"2022-05": "100,50"},
    ),
    Fall(
        "dubbla kolumnnamn 2022.xlsx",
        xlsx(
            [
                ["Konto", "Konto", "Verksamhet", "Verksamhet", "Period", "Belopp", "Belopp"],
                ["5011", "Månadslön", "510", "Hemtjänst", 202201, 1000.5, None],
                ["5611", "Bilar", "520", "Boende", 202201, 2000.25, None],
            ]
        ),
        summor={"utfall": "3 000,75"},
        verksamheter={"510": "1 000,50", "520": "2 000,25"},
        upplysningar=("samma_roll",),
    ),
    Fall(
        "skräptecken i textfält.xlsx",
        writer(
            [
                ["Verksamhet", "Konto", "Period", "Verifikat", "Text", "Belopp"],
                ["510", "6411", 202201, "1", "=HYPERLINK(1)", 1.5],
                ["510", "6411", 202201, "2", "+46 8 123", 1.5],
                ["510", "6411", 202201, "3", "-rabatt", 1.5],
                ["510", "6411", 202201, "4", "@SUM(A1)", 1.5],
                ["510", "6411", 202201, "5", "<script>alert(1)</script>", 1.5],
                ["510", "6411", 202201, "6", "**fet** [länk](http://x)", 1.5],
            ],
            strings_to_formulas=False,
        ),
        summor={"utfall": "9"},
    ),
    Fall(
        "balanskonton räknas aldrig.xlsx",
        xlsx(
            [
                ["Verksamhet", "Konto", "Period", "Belopp"],
                ["510", "1510", 202201, 50000.5],
                ["510", "2440", 202201, -60000.5],
                ["510", "5011", 202201, 700.25],
            ]
        ),
        summor={"utfall": "700,25"},
        upplysningar=("balanskonton",),
    ),
    Fall(
        "rubrikraden vald.csv",
        csv([["a", "b", "c", "d"], ["Verksamhet", "Konto", "Period", "Belopp"], ["510", "5011", "202201", "4,25"]]),
        val=Lasval(blad={"": Bladval(rubrikrad=2)}),
        summor={"utfall": "4,25"},
    ),
    Fall(
        "citerade radbrytningar.csv",
        text(
            'Verksamhet;Konto;Period;Text;Belopp\r\n510;5011;202201;"två\r\nrader; och ""citat""";1,50\r\n'
            "520;5011;202201;en;2,25\r\n"
        ),
        summor={"utfall": "3,75"},
    ),
    Fall(
        "blad per slag 2022.xlsx",
        bok(
            {
                "Utfall": [["Verksamhet", "Period", "Belopp"], ["510", 202201, 100000.5]],
                "Budget": [["Verksamhet", "Period", "Belopp"], ["510", 202201, 110000.25]],
            }
        ),
        summor={"utfall": "100 000,50", "budget": "110 000,25"},
    ),
]
