"""The workbook that an enhetschef writes the year's budget in, month by month, with last year's beside.

Kronor, kostnad plus and intäkt minus. A row per code string, so that nothing of how the budget is coded gets lost on the
way out and back. The budget is the ursprungliga: budgetjusteringar are read in apart and are not in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finance.export.mallar.bok import PROTECT, Bok, column_letter
from finance.export.mallar.mall import INSTRUKTION
from finance.export.mallar.modell import Lista, Typ
from finance.export.objekt import Objekt
from finance.inlasning.val.mallnyckel import Mallnyckel
from finance.kolumner import Col, Slag
from finance.period import MANADER_KORT, Period

BLAD = "Budget"
EXTRA = 20
"""Rows at the end for code strings that had no budget before."""
HEADER = 6
KODER = (Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT, Col.MOTPART)
_ALWAYS = (Col.VERKSAMHET, Col.KONTO)
NAMN = ("Benämning", "Kontonamn")
_STEG = (
    "Skriv ditt namn och datum överst på bladet Budget.",
    "Fyll i budgeten per månad i de gula cellerna, i kronor: kostnad plus, intäkt minus. En tom cell är ingen budget.",
    "Det som redan finns av årets budget står ifyllt. Förra årets står låst på ett eget blad och som summa på varje rad.",
    "Behövs en ny kombination av koder: skriv den på en av de tomma raderna längst ned.",
    "Skriv den ursprungliga budgeten. Budgetjusteringar läses in var för sig och ska inte räknas in här.",
    "Spara filen och skicka den till din ekonom, som läser in den i Helår.",
)
Kodrad = tuple[str, ...]
"""Codes in the order of KODER."""


@dataclass(frozen=True)
class Budgetunderlag:
    """What the workbook shows. `i_ar` and `forra`: code string -> öre per month (twelve places, canonical sign).

    `rader` in the order they are shown, each with its two names (verksamhet, konto) in `namn`.
    """

    namnd_kod: str
    namnd_namn: str
    nod: str  # "" = the whole nämnd
    nod_namn: str
    period: Period
    rader: Sequence[Kodrad]
    i_ar: Mapping[Kodrad, Sequence[int | None]]
    forra: Mapping[Kodrad, Sequence[int | None]]
    namn: Mapping[Kodrad, tuple[str, str]]


@dataclass(frozen=True)
class _Plan:
    """Which columns there are: codes, two names, last year's sum, months, sum."""

    koder: tuple[Col, ...]
    ar: int

    @property
    def forra(self) -> int:
        return len(self.koder) + len(NAMN)

    @property
    def januari(self) -> int:
        return self.forra + 1

    @property
    def summa(self) -> int:
        return self.januari + 12

    def months(self, ar: int) -> list[str]:
        return [f"{namn} {ar}" for namn in MANADER_KORT]

    def headers(self) -> list[str]:
        codes = [kod.value.capitalize() for kod in self.koder]
        return [*codes, *NAMN, f"Förra årets budget ({self.ar - 1})", *self.months(self.ar), f"Summa {self.ar}"]

    def roles(self) -> dict[str, str]:
        rubriker = self.headers()
        roles = {rubriker[place]: str(kod) for place, kod in enumerate(self.koder)}
        return roles | {
            rubriker[self.januari + place]: f"belopp:{Slag.BUDGET.value}:{self.ar}-{place + 1:02d}" for place in range(12)
        }


def write_budgetbok(underlag: Budgetunderlag, *, vem: str) -> bytes:
    """The workbook for the year of the period."""
    period = underlag.period
    used = {kod for place, kod in enumerate(KODER) if any(rad[place] for rad in underlag.rader)}
    plan = _Plan(tuple(kod for kod in KODER if kod in used or kod in _ALWAYS), period.ar)
    bok = Bok(f"Budget {period.ar}", underlag.namnd_namn, period)
    sheet, instruction = bok.add_sheet(BLAD, header=HEADER), bok.add_sheet(INSTRUKTION)
    last_year = bok.add_sheet(f"Förra året {period.ar - 1}", header=HEADER)
    bok.write_koder({Lista.VERKSAMHET: _verksamheter(underlag)})
    _write_head(bok, sheet, underlag, plan)
    _write_rows(bok, sheet, underlag, plan)
    _write_last_year(bok, last_year, underlag, plan)
    bok.write_steps(instruction, f"Så fyller du i budgeten för {period.ar}", _STEG)
    return bok.close(Mallnyckel(Slag.BUDGET, BLAD, underlag.namnd_kod, period, underlag.nod, vem, plan.roles()))


def _verksamheter(underlag: Budgetunderlag) -> list[tuple[str, str]]:
    place = KODER.index(Col.VERKSAMHET)
    return sorted({rad[place]: underlag.namn[rad][0] for rad in underlag.rader if rad[place]}.items())


def _where(underlag: Budgetunderlag) -> str:
    if not underlag.nod or underlag.nod_namn == underlag.namnd_namn:
        return underlag.namnd_namn
    return f"{underlag.nod_namn}, {underlag.namnd_namn}"


def _write_head(bok: Bok, sheet: Objekt, underlag: Budgetunderlag, plan: _Plan) -> None:
    bok.write_titles(
        sheet,
        f"Budget {plan.ar} \u2013 {_where(underlag)}",
        "Fyll i de gula cellerna. Belopp i kronor: kostnad plus, intäkt minus. Ursprunglig budget, utan budgetjusteringar. "
        f"Mer på bladet {INSTRUKTION}.",
    )
    bok.write_sender(sheet, 3)
    sheet.set_row(HEADER - 1, 6)
    bok.write_header(
        sheet, HEADER, plan.headers(), indata=range(plan.januari, plan.summa), tal=range(plan.forra, plan.summa + 1)
    )
    _set_columns(sheet, plan)
    sheet.freeze_panes(HEADER + 1, plan.forra)
    sheet.set_selection(3, 1, 3, 1)
    sheet.activate()
    sheet.protect("", PROTECT)


def _set_columns(sheet: Objekt, plan: _Plan) -> None:
    sheet.set_column(0, len(plan.koder) - 1, 13)
    sheet.set_column(len(plan.koder), plan.forra - 1, 28)
    sheet.set_column(plan.forra, plan.forra, 16)
    sheet.set_column(plan.januari, plan.summa - 1, 12)
    sheet.set_column(plan.summa, plan.summa, 15)


def _write_rows(bok: Bok, sheet: Objekt, underlag: Budgetunderlag, plan: _Plan) -> None:
    start = HEADER + 1
    for row, rad in enumerate(underlag.rader, start):
        _write_codes(bok, sheet, row, rad, underlag, plan)
        last = sum(filter(None, underlag.forra.get(rad, ())))
        sheet.write_number(row, plan.forra, last / 100, bok.locked(Typ.BELOPP))
        _write_months(bok, sheet, row, underlag.i_ar.get(rad, ()), plan)
    after = start + len(underlag.rader)
    for row in range(after, after + EXTRA):
        for column in range(len(plan.koder)):
            sheet.write_blank(row, column, None, bok.unlocked(Typ.KOD))
        for column in range(len(plan.koder), plan.forra):
            sheet.write_blank(row, column, None, bok.unlocked(Typ.TEXT))
        sheet.write_blank(row, plan.forra, None, bok.locked(Typ.TEXT))
        _write_months(bok, sheet, row, (), plan)
    total = after + EXTRA
    _write_total(bok, sheet, total, underlag, plan)
    bok.validate_number(sheet, (start, plan.januari, total - 1, plan.summa - 1))
    place = plan.koder.index(Col.VERKSAMHET)
    bok.validate_list(sheet, (after, place, total - 1, place), Lista.VERKSAMHET, fri=True)


def _write_codes(bok: Bok, sheet: Objekt, row: int, rad: Kodrad, underlag: Budgetunderlag, plan: _Plan) -> None:
    codes = [(rad[KODER.index(kod)], Typ.KOD) for kod in plan.koder]
    for column, (text, typ) in enumerate([*codes, *((namn, Typ.TEXT) for namn in underlag.namn[rad])]):
        if text:
            sheet.write_string(row, column, text, bok.locked(typ))
        else:
            sheet.write_blank(row, column, None, bok.locked(typ))


def _write_months(bok: Bok, sheet: Objekt, row: int, ore: Sequence[int | None], plan: _Plan) -> None:
    style = bok.unlocked(Typ.BELOPP)
    for place in range(12):
        value = ore[place] if place < len(ore) else None
        if value is None:
            sheet.write_blank(row, plan.januari + place, None, style)
        else:
            sheet.write_number(row, plan.januari + place, value / 100, style)
    first, last = column_letter(plan.januari), column_letter(plan.summa - 1)
    total = sum(filter(None, ore)) / 100
    sheet.write_formula(row, plan.summa, f"=SUM({first}{row + 1}:{last}{row + 1})", bok.locked(Typ.BELOPP, bold=True), total)


def _write_total(bok: Bok, sheet: Objekt, row: int, underlag: Budgetunderlag, plan: _Plan) -> None:
    sheet.write_string(row, 0, "Summa", bok.locked(Typ.KOD, bold=True))
    for column in range(1, plan.forra):
        sheet.write_blank(row, column, None, bok.locked(Typ.TEXT))
    for column in range(plan.forra, plan.summa + 1):
        letter = column_letter(column)
        value = _column_sum(underlag, column - plan.januari) / 100
        formula = f"=SUM({letter}{HEADER + 2}:{letter}{row})"
        sheet.write_formula(row, column, formula, bok.locked(Typ.BELOPP, bold=True), value)


def _column_sum(underlag: Budgetunderlag, place: int) -> int:
    """Öre of a month (0-11), of last year (-1), or of the year (12)."""
    source = underlag.forra if place < 0 else underlag.i_ar
    rows = [source.get(rad, ()) for rad in underlag.rader]
    if place in (-1, 12):
        return sum(sum(filter(None, row)) for row in rows)
    return sum((row[place] or 0) for row in rows if len(row) > place)


def _write_last_year(bok: Bok, sheet: Objekt, underlag: Budgetunderlag, plan: _Plan) -> None:
    """Last year's budget per month, to look at; never read in."""
    ar = plan.ar - 1
    bok.write_titles(sheet, f"Förra årets budget {ar} \u2013 {_where(underlag)}", "Belopp i kronor. Bladet läses inte in.")
    rubriker = plan.headers()
    bok.write_header(
        sheet,
        HEADER,
        [*rubriker[: plan.forra], *plan.months(ar), f"Summa {ar}"],
        indata=(),
        tal=range(plan.forra, plan.forra + 13),
    )
    sheet.set_column(0, len(plan.koder) - 1, 13)
    sheet.set_column(len(plan.koder), plan.forra - 1, 28)
    sheet.set_column(plan.forra, plan.forra + 12, 13)
    for row, rad in enumerate(underlag.rader, HEADER + 1):
        _write_codes(bok, sheet, row, rad, underlag, plan)
        ore = underlag.forra.get(rad, ())
        for place in range(12):
            value = ore[place] if place < len(ore) else None
            if value is None:
                sheet.write_blank(row, plan.forra + place, None, bok.locked(Typ.BELOPP))
            else:
                sheet.write_number(row, plan.forra + place, value / 100, bok.locked(Typ.BELOPP))
        first, last = column_letter(plan.forra), column_letter(plan.forra + 11)
        formula = f"=SUM({first}{row + 1}:{last}{row + 1})"
        sheet.write_formula(row, plan.forra + 12, formula, bok.locked(Typ.BELOPP, bold=True), sum(filter(None, ore)) / 100)
    sheet.freeze_panes(HEADER + 1, plan.forra)
    sheet.protect("", PROTECT)
