"""A workbook to fill in, drawn with XlsxWriter. Rows and columns count from 0. The same input gives the same bytes."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from finance.export import palett
from finance.export.mallar.modell import Lista, Typ
from finance.export.objekt import Objekt
from finance.export.paket import freeze
from finance.export.xlsx_blad import Format
from finance.format import MINUS
from finance.inlasning.val.mallnyckel import DATUM, IFYLLD_AV, NYCKELBLAD, Mallnyckel
from finance.period import Period

INDATA = "FFF8DC"
"""Fill of cells to write in; they are unlocked and have a border as well."""
LAST, LAST_RUBRIK = "EEF1F5", "5B6B7D"
"""Fill of locked cells, and of the headers above them."""
KODER = "Koder"
MANY = 2000
"""Rows under a template's header that are checked while somebody writes."""
MAX_BELOPP = 1_000_000_000_000
Plats = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def amount_code(decimals: int) -> str:
    """A number format with U+2212 for minus."""
    code = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{code};"{MINUS}"{code};{code}'


@dataclass
class Bok:
    """One workbook. `close` gives its bytes."""

    titel: str
    namnd: str
    period: Period
    target: io.BytesIO = field(default_factory=io.BytesIO)
    listor: dict[Lista, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import xlsxwriter

        make: Objekt = xlsxwriter.Workbook
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = make(self.target, options)
        self.book.set_properties({"title": self.titel, "author": self.namnd, "subject": self.period.namn})
        self.formats = Format(self.book)

    def add_sheet(self, namn: str, *, header: int | None = None) -> Objekt:
        """A sheet set up for print: landscape A4, one page wide, the header row on every page."""
        sheet = self.book.add_worksheet(namn)
        sheet.hide_gridlines(1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.set_header(f"&L{self.namnd.replace('&', '&&')}&R{self.titel.replace('&', '&&')}")
        sheet.set_footer("&L&A&RSida &P av &N")
        sheet.fit_to_pages(1, 0)
        if header is not None:
            sheet.repeat_rows(header)
        return sheet

    def write_titles(self, sheet: Objekt, rubrik: str, *lines: str) -> int:
        """The heading and a line per sentence; the next free row."""
        sheet.write_string(0, 0, rubrik, self.formats.get(bold=True, font_size=16, font_color=f"#{palett.RUBRIK}"))
        for row, line in enumerate(lines, 1):
            sheet.write_string(row, 0, line, self.note())
        return len(lines) + 1

    def write_header(
        self, sheet: Objekt, row: int, rubriker: Sequence[str], *, indata: Sequence[int], tal: Sequence[int] = ()
    ) -> None:
        """The header row. `indata`: columns to fill in, darker; `tal`: columns of figures, whose words stand to the right."""
        for column, rubrik in enumerate(rubriker):
            fill = palett.RUBRIK if column in indata else LAST_RUBRIK
            sheet.write_string(row, column, rubrik, self.header(fill, align="right" if column in tal else "left"))
        sheet.set_row(row, 48 if max(map(len, rubriker), default=0) > 24 else 32)

    def header(self, fill: str = palett.RUBRIK, *, align: str = "left") -> Objekt:
        """White on a dark fill."""
        border: dict[str, object] = {"border": 1, "border_color": f"#{palett.LINJE}"}
        return self.formats.get(
            bold=True, text_wrap=True, align=align, bg_color=f"#{fill}", font_color=f"#{palett.VIT}", **border
        )

    def note(self) -> Objekt:
        """Small text beside a table."""
        return self.formats.get(font_color=f"#{palett.TEXT_SVAG}")

    def cell(self, typ: Typ, *, decimals: int = 2, **more: object) -> Objekt:
        """The format of a cell of a type."""
        codes = {Typ.KOD: "@", Typ.BELOPP: amount_code(decimals), Typ.DATUM: "yyyy-mm-dd"}
        return self.formats.get(**({"num_format": codes[typ]} if typ in codes else {}), **more)

    def locked(self, typ: Typ, *, decimals: int = 0, **more: object) -> Objekt:
        """A cell that cannot be changed."""
        border: dict[str, object] = {"border": 1, "border_color": f"#{palett.RUTNAT}"}
        return self.cell(typ, decimals=decimals, **{"bg_color": f"#{LAST}", **border, **more})

    def unlocked(self, typ: Typ, *, decimals: int = 0, **more: object) -> Objekt:
        """A cell to fill in."""
        border: dict[str, object] = {"border": 1, "border_color": f"#{palett.LINJE}"}
        return self.cell(typ, decimals=decimals, **{"locked": False, "bg_color": f"#{INDATA}", **border, **more})

    def write_koder(self, tables: Mapping[Lista, Sequence[tuple[str, str]]]) -> None:
        """The sheet of codes (code, name) that the lists choose from; a list without codes is left out."""
        sheet = self.add_sheet(KODER)
        self.write_titles(sheet, "Koder att välja bland", "Bladet läses inte in.")
        column = 0
        for lista, rows in tables.items():
            if not rows:
                continue
            names = any(namn for _, namn in rows)
            sheet.write_string(3, column, lista.value, self.header())
            if names:
                sheet.write_string(3, column + 1, "Namn", self.header())
            for row, (kod, namn) in enumerate(rows, 4):
                sheet.write_string(row, column, kod, self.cell(Typ.KOD))
                if names:
                    sheet.write_string(row, column + 1, namn, self.cell(Typ.TEXT))
            sheet.set_column(column, column, max(14, *(len(kod) + 2 for kod, _ in rows)))
            if names:
                sheet.set_column(column + 1, column + 1, min(60, max(len(namn) for _, namn in rows) + 2))
            sheet.set_column(column + 1 + names, column + 1 + names, 3)
            letter = column_letter(column)
            self.listor[lista] = f"={KODER}!${letter}$5:${letter}${len(rows) + 4}"
            column += 2 + names
        sheet.freeze_panes(4, 0)
        sheet.protect("", PROTECT)

    def validate_list(self, sheet: Objekt, plats: Plats, lista: Lista | tuple[str, ...], *, fri: bool) -> None:
        """Cells to choose in; with `fri` anything else is allowed after a question."""
        source: object = self.listor.get(lista, "") if isinstance(lista, Lista) else list(lista)
        if not source:
            return
        sheet.data_validation(
            *plats,
            {
                "validate": "list",
                "source": source,
                "error_type": "warning" if fri else "stop",
                "error_title": "Finns inte i listan",
                "error_message": "Värdet finns inte i listan. Kontrollera stavningen." if fri else "Välj ett värde ur listan.",
            },
        )

    def validate_number(self, sheet: Objekt, plats: Plats, *, title: str = "", message: str = "") -> None:
        """Cells that take a number only."""
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -MAX_BELOPP,
            "maximum": MAX_BELOPP,
            "error_title": "Inte ett tal",
            "error_message": "Skriv ett tal med siffror, till exempel -1200 eller 350,5.",
        }
        sheet.data_validation(*plats, {**rule, **({"input_title": title, "input_message": message} if message else {})})

    def validate_date(self, sheet: Objekt, plats: Plats) -> None:
        """Cells that take a date only."""
        from datetime import date

        sheet.data_validation(
            *plats,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1990, 1, 1),
                "maximum": date(2100, 12, 31),
                "error_title": "Inte ett datum",
                "error_message": "Skriv datumet som ÅÅÅÅ-MM-DD.",
            },
        )

    def write_sender(self, sheet: Objekt, row: int) -> None:
        """Two rows to fill in: who and when."""
        for place, (label, typ) in enumerate(((IFYLLD_AV, Typ.TEXT), (DATUM, Typ.DATUM)), row):
            sheet.write_string(place, 0, label, self.formats.get(bold=True))
            sheet.write_blank(place, 1, None, self.unlocked(typ, align="left"))
        self.validate_date(sheet, (row + 1, 1, row + 1, 1))

    def write_steps(self, sheet: Objekt, rubrik: str, steg: Sequence[str]) -> None:
        """A sheet of numbered steps."""
        row = self.write_titles(sheet, rubrik, "Bladet läses inte in.") + 1
        for number, text in enumerate(steg, 1):
            sheet.write_number(row, 0, number, self.formats.get(bold=True, align="center"))
            sheet.write_string(row, 1, text, self.formats.get(text_wrap=True))
            sheet.set_row(row, 22)
            row += 1
        sheet.set_column(0, 0, 4)
        sheet.set_column(1, 1, 110)
        sheet.protect("", PROTECT)

    def close(self, nyckel: Mallnyckel) -> bytes:
        """The bytes, with the hidden key as the last sheet."""
        sheet = self.book.add_worksheet(NYCKELBLAD)
        for row, (namn, varde) in enumerate(nyckel.to_rows()):
            sheet.write_string(row, 0, namn)
            sheet.write_string(row, 1, varde)
        sheet.protect("", PROTECT)
        sheet.very_hidden()
        self.book.close()
        return freeze(self.target.getvalue(), self.period)


PROTECT = {"format_columns": True, "format_rows": True}
"""What may be done on a protected sheet besides writing in unlocked cells: widening a column. There is no password."""


def column_letter(place: int) -> str:
    """0 is A."""
    from finance.inlasning.fil.blad import bokstav

    return bokstav(place)
