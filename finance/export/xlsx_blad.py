"""A sheet, written from the top: heading, tables, charts, foot. Rows and columns count from 0, as XlsxWriter has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from finance.belopp import Enhet, Vy
from finance.export import palett
from finance.export.diagram import chart_categories, chart_series
from finance.export.objekt import Objekt
from finance.export.talformat import cell_format, count_format, percent_format
from finance.export.xlsx_diagram import CHART_HEIGHT, CHART_WIDTH, MATT_HEIGHT, Serieplats, make_chart, value_format
from finance.export.xlsx_formler import formula
from finance.format import MISSING
from finance.rapport.diagramtal import caption, time_name
from finance.rapport.modell import Cell, Diagram, Diagramtyp, Kolumn, Kolumntyp, Rad, Radroll, Rapport, Tabell
from finance.rapport.som_text import show_sannolikhet

MONTHS = 12
ROW_PIXELS, COLUMN_PIXELS = 20, 64
PRINTED = 7
PAGE_ROWS = 60
"""A sheet with at most so many rows is printed on one page."""
"""At least so many columns are printed, so that long notes are not cut."""
NUMBER_WIDTH, TEXT_WIDTH, MOST_WIDTH = 16.0, 30.0, 90.0
RISKY = ("=", "+", "-", "@")
"""Text that begins so could be taken for a formula; it is marked as text."""


class Format:
    """The workbook's formats, each made once."""

    def __init__(self, book: Objekt) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Objekt] = {}

    def get(self, **properties: object) -> Objekt:
        """The format with these properties of XlsxWriter."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "vcenter", **properties})
        return self.made[key]


@dataclass
class Blad:
    """One sheet. `row` is the next free one; `placed` remembers where each table's lines stand, for the charts."""

    book: Objekt
    formats: Format
    namn: str
    rapport: Rapport
    row: int = 0
    chart_columns: list[int] = field(default_factory=list)
    placed: dict[str, Serieplats] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet: Objekt = self.book.add_worksheet(self.namn)
        sheet, rapport = self.sheet, self.rapport
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.set_header(f"&L{_plain(rapport.namnd)}&R{_plain(rapport.titel)}")
        sheet.set_footer("&L&A&RSida &P av &N")

    def write_heading(self, rubrik: str, lines: Sequence[str], *, belopp: bool = True) -> None:
        """Heading, report and unit (where there are amounts), then a line per sentence."""
        rapport = self.rapport
        self.sheet.write_string(0, 0, rubrik, self.formats.get(bold=True, font_size=16, font_color=f"#{palett.RUBRIK}"))
        where = ", ".join(filter(None, (rapport.namnd, rapport.kommun)))
        unit = f" {rapport.enhet.label}, {rapport.vy.value}; cellerna innehåller kronor." if belopp else ""
        self.sheet.write_string(1, 0, f"{rapport.titel} \u2013 {where}.{unit}", self._note_format())
        self.row = 2
        for line in dict.fromkeys(filter(None, lines)):
            self._string(self.row, 0, line, self.formats.get())
            self.row += 1
        self.row += 1

    def write_table(self, tabell: Tabell) -> None:
        """Title, header, lines and notes."""
        vy = self.rapport.vy_of(tabell)
        self.sheet.write_string(self.row, 0, tabell.titel, self.formats.get(bold=True, font_size=12))
        header = self.row + 1
        self._header(header, tabell.kolumner)
        for place, rad in enumerate(tabell.rader):
            self._line(tabell, place, header + 1 + place, header + 1, vy)
            if len(tabell.kolumner) > MONTHS:
                self.placed[str(rad.celler[0])] = Serieplats(self.namn, header, header + 1 + place, 1, MONTHS)
            self._set_height(header + 1 + place, rad)
        self._color_deviations(tabell, header)
        self.row = header + 1 + len(tabell.rader)
        for note in tabell.noter:
            self._string(self.row, 0, note, self._note_format())
            self.row += 1
        self.row += 1

    def write_chart(self, diagram: Diagram) -> None:
        """The chart, under the table whose lines are its series, or else to the right of its own figures."""
        found = [self.placed.get(serie.namn) for serie in diagram.serier]
        places = [place for place in found if place is not None]
        first, column = self.row, 0
        if diagram.typ is not Diagramtyp.LINJE or diagram.is_matt or len(places) != len(found):
            places = self._chart_data(diagram)
            column = len(places) + 2
        chart = make_chart(self.book, diagram, places, self.rapport.enhet, self.rapport.vy_of(diagram))
        height = MATT_HEIGHT if diagram.is_matt else CHART_HEIGHT
        chart.set_size({"width": CHART_WIDTH, "height": height})
        self.sheet.insert_chart(first, column, chart, {"description": diagram.alt_text, "object_position": 2})
        self.row = max(self.row, first + height // ROW_PIXELS + 2)
        self.chart_columns.append(column)

    def write_foot(self) -> None:
        """Sources, widths of columns, and what is printed."""
        for line in self.rapport.kallor:
            self._string(self.row, 0, line, self._note_format())
            self.row += 1
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, width)
        self.sheet.print_area(0, 0, self.row, max([PRINTED, *self.widths, *map(self._chart_end, self.chart_columns)]))
        self.sheet.fit_to_pages(1, 1 if self.row <= PAGE_ROWS else 0)

    def _chart_end(self, column: int) -> int:
        """The last column that a chart which begins in `column` reaches."""
        left = CHART_WIDTH
        while left > 0:
            left -= int(self.widths[column] * 7 + 5) if column in self.widths else COLUMN_PIXELS
            column += 1
        return column

    def _set_height(self, row: int, rad: Rad) -> None:
        """Long texts wrap; programs that do not measure rows themselves need to be told."""
        texts = [cell for cell in rad.celler if isinstance(cell, str)]
        lines = max((sum(1 + len(line) // int(MOST_WIDTH) for line in text.split("\n")) for text in texts), default=1)
        if lines > 1:
            self.sheet.set_row(row, 15 * lines)

    def _header(self, row: int, kolumner: Sequence[Kolumn]) -> None:
        self.sheet.set_row(row, 32)
        for column, kolumn in enumerate(kolumner):
            align = "left" if kolumn.typ is Kolumntyp.TEXT else "right"
            self.sheet.write_string(row, column, kolumn.rubrik, self._header_format(align))

    def _header_format(self, align: str) -> Objekt:
        return self.formats.get(
            bold=True, font_color=f"#{palett.VIT}", bg_color=f"#{palett.RUBRIK}", text_wrap=True, valign="vcenter", align=align
        )

    def _line(self, tabell: Tabell, place: int, row: int, first: int, vy: Vy) -> None:
        rad = tabell.rader[place]
        for column, (kolumn, cell) in enumerate(zip(tabell.kolumner, rad.celler, strict=True)):
            form = self.formats.get(**self._properties(kolumn, rad, column))
            if cell is None and len(tabell.kolumner) > MONTHS:
                self.sheet.write_blank(row, column, None, form)  # a chart points here: text would be drawn as zero
                continue
            text = self._as_text(kolumn, cell)
            if text is not None:
                self._string(row, column, text, form)
                self._widen(column, text, kolumn)
                continue
            value = shown_value(kolumn, cell, vy)
            written = formula(tabell, place, column, first=first, vy=vy)
            if written:
                self.sheet.write_formula(row, column, written, form, value)
            else:
                self.sheet.write_number(row, column, value, form)
            self.widths[column] = max(self.widths.get(column, 0), NUMBER_WIDTH)

    def _as_text(self, kolumn: Kolumn, cell: Cell) -> str | None:
        if cell is None:
            return MISSING
        if kolumn.typ is Kolumntyp.SANNOLIKHET and isinstance(cell, float):
            text = show_sannolikhet(cell)
            return text if text[0].isalpha() else None
        return cell if isinstance(cell, str) else None

    def _properties(self, kolumn: Kolumn, rad: Rad, column: int) -> dict[str, object]:
        properties: dict[str, object] = {"align": "left" if kolumn.typ is Kolumntyp.TEXT else "right"}
        if kolumn.typ is Kolumntyp.TEXT:
            properties |= {"text_wrap": True, "indent": 1 if column else max(rad.niva - 1, 0)}
        else:
            properties["num_format"] = self._number_format(kolumn, rad.celler[column])
        if rad.roll is Radroll.SUMMA:
            properties |= {"bold": True, "top": 1, "bg_color": f"#{palett.SUMMA}"}
        return properties

    def _number_format(self, kolumn: Kolumn, cell: Cell) -> str:
        if kolumn.typ.is_ore:
            return cell_format(self.rapport.enhet, decimals=kolumn.decimaler, avvikelse=kolumn.typ.is_avvikelse)
        if kolumn.typ is Kolumntyp.ANTAL:
            return "#,##0"
        if kolumn.typ in (Kolumntyp.MATT, Kolumntyp.FORANDRING):
            return count_format(cell, kolumn.decimaler, signed=kolumn.typ is Kolumntyp.FORANDRING)
        if kolumn.typ is Kolumntyp.SANNOLIKHET:
            return percent_format(0)
        return percent_format(1 if kolumn.decimaler is None else kolumn.decimaler, avvikelse=kolumn.typ.is_avvikelse)

    def _color_deviations(self, tabell: Tabell, header: int) -> None:
        for column, kolumn in enumerate(tabell.kolumner):
            if not kolumn.typ.is_avvikelse or not tabell.rader:
                continue
            for criteria, color in (("<", palett.UNDERSKOTT), (">", palett.OVERSKOTT)):
                rule = {"type": "cell", "criteria": criteria, "value": 0, "format": self._color_format(color)}
                self.sheet.conditional_format(header + 1, column, header + len(tabell.rader), column, rule)

    def _color_format(self, color: str) -> Objekt:
        key = (("conditional", color),)
        if key not in self.formats.made:
            self.formats.made[key] = self.book.add_format({"font_color": f"#{color}"})
        return self.formats.made[key]

    def _chart_data(self, diagram: Diagram) -> list[Serieplats]:
        """Write the series as columns under a heading; return where each stands."""
        columns = list(chart_series(diagram, Enhet.KR, self.rapport.vy_of(diagram)))
        kategorier = chart_categories(diagram)
        self.sheet.write_string(self.row, 0, self._data_title(diagram), self.formats.get(bold=True, font_size=12))
        if diagram.is_matt:
            self.row += 1
            self._string(self.row, 0, diagram.slutsats, self.formats.get())
        header = self.row + 1
        self._header(
            header, (Kolumn("kategori", time_name(diagram), Kolumntyp.TEXT), *(Kolumn("_ore", namn) for namn, _ in columns))
        )
        form = self.formats.get(num_format=value_format(diagram, self.rapport.enhet), align="right")
        for place, kategori in enumerate(kategorier):
            self._string(header + 1 + place, 0, kategori, self.formats.get())
            for column, (_, values) in enumerate(columns, 1):
                value = values[place]
                if value is not None:
                    self.sheet.write_number(header + 1 + place, column, value, form)
                self.widths[column] = max(self.widths.get(column, 0), NUMBER_WIDTH)
        self.widths[0] = max(self.widths.get(0, 0), TEXT_WIDTH)
        self.row = header + len(kategorier) + 2
        return [
            Serieplats(self.namn, header, header + 1, column, len(kategorier), down=True)
            for column in range(1, len(columns) + 1)
        ]

    def _data_title(self, diagram: Diagram) -> str:
        """Cells of kronor need no unit: the heading of the sheet says it."""
        return caption(diagram, self.rapport.enhet) if diagram.is_matt else diagram.titel

    def _string(self, row: int, column: int, text: str, form: Objekt) -> None:
        if text.startswith(RISKY):
            key = next((key for key, made in self.formats.made.items() if made is form), ())
            form = self.formats.get(**dict(key), quote_prefix=True)
        self.sheet.write_string(row, column, text, form)

    def _widen(self, column: int, text: str, kolumn: Kolumn) -> None:
        least = TEXT_WIDTH if column == 0 else NUMBER_WIDTH
        width = min(max(len(text) * 1.05, least), MOST_WIDTH) if kolumn.typ is Kolumntyp.TEXT else least
        self.widths[column] = max(self.widths.get(column, 0), width)

    def _note_format(self) -> Objekt:
        return self.formats.get(font_color=f"#{palett.TEXT_SVAG}", font_size=10)


def shown_value(kolumn: Kolumn, cell: Cell, vy: Vy) -> float:
    """The number in the cell: kronor as the view shows them, shares for percent."""
    number = float(cell or 0)
    if kolumn.typ is Kolumntyp.BELOPP:
        return number / 100 * vy.sign
    if kolumn.typ is Kolumntyp.AVVIKELSE or kolumn.typ in (Kolumntyp.PROCENT, Kolumntyp.AVVIKELSE_PROCENT):
        return number / 100
    return number


def _plain(text: str) -> str:
    """Ampersands mean something in headers."""
    return text.replace("&", "&&")
