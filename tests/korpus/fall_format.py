"""The same small ledger as every kind of file: workbook formats, encodings, marks between cells, formulas."""

import io
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference

from tests.korpus.byggare import NA, change_part, csv, ods_book, ods_rows, openpyxl_book, stored, text, writer, xlsb_book
from tests.korpus.modell import Fall

RADER: list[list[Any]] = [
    ["Verksamhet", "Konto", "Period", "Belopp"],
    ["0410", "5011", 202201, 1000.5],
    ["420", "4611", 202201, 250000],
    ["420", "3011", 202202, -1200.25],
]
SUMMA = {"utfall": "249 800,25"}
PERIODER = {"2022-01": "251 000,50", "2022-02": "-1 200,25"}
VERKSAMHETER = {"0410": "1 000,50", "420": "248 799,75"}
TEXTER = [
    ["Verksamhet", "Konto", "Period", "Belopp"],
    ["0410", "5011", "202201", "1000,50"],
    ["420", "4611", "202201", "250000,00"],
]
TEXTER += [["420", "3011", "202202", "-1200,25"]]


def formulas(values: tuple[object, object]) -> bytes:
    """Amounts that are formulas, with the values another program stored for them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Utfall 2022")
    sheet.write_row(0, 0, ["Verksamhet", "Konto", "jan"])
    sheet.write_row(1, 0, ["510", "5011"])
    sheet.write_formula(1, 2, "=SUM(E2:F2)", None, values[0])
    sheet.write_row(2, 0, ["520", "5011"])
    sheet.write_formula(2, 2, "=E3*2", None, values[1])
    book.close()
    return out.getvalue()


def uncomputed() -> bytes:
    """Formulas as openpyxl writes them: without a value."""
    return openpyxl_book({"Utfall 2022": [["Verksamhet", "Konto", "jan"], ["510", "5011", "=1+1"], ["520", "5011", 7.55]]})


def macros() -> bytes:
    """An xlsm: the same parts, a macro project, and the content type that says so."""
    data = change_part(openpyxl_book({"Huvudbok": RADER}), "xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0 Auto_Open")
    old, new = b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
    return change_part(data, "[Content_Types].xml", lambda xml: xml.replace(old, new))


def with_chart_sheet() -> bytes:
    """A chart sheet before the table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Huvudbok")
    for row in RADER:
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=2, max_row=4))
    book.create_chartsheet("Diagram", 0).add_chart(chart)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods_error() -> bytes:
    """An ods with a cell that shows #N/A."""
    rows = ods_rows([["Verksamhet", "Konto", "Period", "Belopp"], ["510", "5011", 202201, 10.55]])
    rows += (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>520</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>5011</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="202201"/>'
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="">'
        "<text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    return ods_book({"Utfall": rows})


def _same(fil: str, bygg: object) -> Fall:
    return Fall(fil, bygg, summor=SUMMA, perioder=PERIODER, verksamheter=VERKSAMHETER)  # type: ignore[arg-type]


FORMAT = [
    _same("huvudbok.xls", stored("huvudbok.xls")),
    _same("huvudbok från kalkylprogram.ods", stored("huvudbok.ods")),
    _same("huvudbok för hand.ods", lambda: ods_book({"Huvudbok": ods_rows(RADER)})),
    _same("huvudbok.xlsb", lambda: xlsb_book(RADER)),
    _same("huvudbok.xlsm", macros),
    _same("huvudbok av annat program.xlsx", writer(RADER)),
    _same("huvudbok med diagramblad.xlsx", with_chart_sheet),
    _same("semikolon.csv", csv(TEXTER)),
    _same("med bom.csv", csv(TEXTER, encoding="utf-8-sig")),
    _same("cp1252 åäö.csv", csv([[*row, "Åäö"] for row in TEXTER], encoding="cp1252")),
    _same("utf-16.csv", csv(TEXTER, mark="\t", encoding="utf-16")),
    _same("tabbar.txt", csv(TEXTER, mark="\t", end="\n")),
    _same("gamla radslut.csv", csv(TEXTER, end="\r")),
    _same(
        "punkt och komma.csv",
        text("Verksamhet,Konto,Period,Belopp\n0410,5011,202201,1000.50\n420,4611,202201,250000.00\n420,3011,202202,-1200.25\n"),
    ),
    _same(
        "decimalkomma i citat.csv",
        text(
            'Verksamhet,Konto,Period,Belopp\n0410,5011,202201,"1 000,50"\n420,4611,202201,"250 000,00"\n'
            '420,3011,202202,"-1 200,25"\n'
        ),
    ),
    _same(
        "sep i första raden.csv",
        text(
            "sep=;\nVerksamhet;Konto;Period;Belopp\n0410;5011;202201;1000,50\n420;4611;202201;250000\n420;3011;202202;-1200,25\n"
        ),
    ),
    _same("csv med excelnamn.csv", writer(RADER)),  # content decides, not the name
    _same("../../etc/passwd.xlsx", writer(RADER)),
    _same("..\\..\\windows\\system32\\c$.xlsx", writer(RADER)),
    _same("a\x00b\n<b>.xlsx", writer(RADER)),
    Fall("formler med värden 2022.xlsx", lambda: formulas((10.55, 2)), summor={"utfall": "12,55"}),
    Fall(
        "formler utan värden 2022.xlsx",
        uncomputed,
        fel=(("formel_utan_varde", "Utfall 2022", 2, "jan"),),
    ),
    Fall(
        "xlsb med fel i en cell.xlsb",
        lambda: xlsb_book([*RADER, ["520", "5011", 202201, NA]]),
        fel=(("felcell", "Blad1", 5, "Belopp"),),
    ),
    Fall(
        "xlsb med dold rad och kolumn.xlsb",
        lambda: xlsb_book(
            [
                ["Verksamhet", "Konto", "Period", "Utfall", "Budget"],
                ["510", "5011", 202201, 100.5, 7000.5],
                ["520", "5011", 202201, 200.25, 8000.25],
            ],
            hidden=(2,),
            hidden_columns=(4,),
        ),
        summor={"utfall": "300,75"},
        varningar=("dolda_rader", "dolda_kolumner"),
    ),
    Fall(
        "xls med två felceller 2022.xls",
        stored("fel.xls"),
        fel=(("felcell", "Utfall", 3, "jan"), ("felcell", "Utfall", 4, "feb")),
    ),
    Fall(
        "xls med dold rad och kolumn.xls",
        stored("dolt.xls"),
        summor={"utfall": "300,75"},
        varningar=("dolda_rader", "dolda_kolumner"),
    ),
    Fall("ods med fel i en cell.ods", ods_error, fel=(("felcell", "Utfall", 3, "Belopp"),)),
    Fall(
        "ods med dold rad och kolumn.ods",
        lambda: ods_book(
            {
                "Utfall": "<table:table-column table:number-columns-repeated='3'/><table:table-column/>"
                "<table:table-column table:visibility='collapse'/>"
                + ods_rows(
                    [
                        ["Verksamhet", "Konto", "Period", "Utfall", "Budget"],
                        ["510", "5011", 202201, 100.5, 7000.5],
                        ["520", "5011", 202201, 200.25, 8000.25],
                    ],
                    {2: 'table:visibility="collapse"'},
                )
            }
        ),
        summor={"utfall": "300,75"},
        varningar=("dolda_rader", "dolda_kolumner"),
    ),
]
