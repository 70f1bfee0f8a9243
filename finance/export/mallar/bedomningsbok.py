"""The workbook that an enhetschef judges the full year in: what is known is locked, what is wanted is yellow.

Costs stand in the nämnd's view, deviations with plus for överskott; all amounts in one unit that the header names. An empty
input cell is no bedömning. Headers of locked columns are words that no reader takes for amounts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.export import palett
from finance.export.mallar.bok import PROTECT, Bok, column_letter
from finance.export.mallar.katalog import BEDOMNINGSTYPER
from finance.export.mallar.mall import INSTRUKTION
from finance.export.mallar.modell import Lista, Typ
from finance.export.objekt import Objekt
from finance.inlasning.val.mallnyckel import Mallnyckel
from finance.kolumner import Slag
from finance.period import Period, months_of_year
from finance.uppfoljning import Rad, Uppfoljning

BLAD = "Bedömning"
EXTRA = 8
"""Rows at the end for a kontogrupp, a tillägg or a händelse."""
HEADER = 6
(
    KOD, NAMN, UTFALL, BUDGET, AVVIKELSE, BUDGET_HELAR, SYSTEM, SYSTEM_AVV, LAGST, HOGST, FORRA,
    INDATA, GRUPP, TYP, FRAN, TILL, SKAL, KONTROLL,
) = range(18)  # fmt: skip
INPUTS = range(INDATA, SKAL + 1)
SUMMED = (UTFALL, BUDGET, AVVIKELSE, BUDGET_HELAR, SYSTEM, SYSTEM_AVV, FORRA, INDATA)
_WIDTHS = (11, 32, 13, 13, 13, 13, 13, 14, 12, 12, 13, 17, 22, 11, 10, 10, 42, 24)
_STEG = (
    "Skriv ditt namn och datum överst på bladet Bedömning.",
    "De grå cellerna är låsta och visar vad som är bokfört, budgeterat och vad systemet räknar fram för helåret.",
    "Skriv Prognos avvikelse helår bara där du bedömer året på annat sätt än systemet: överskott plus, underskott minus.",
    "En tom cell är ingen bedömning: systemets prognos gäller. 0 betyder att budgeten hålls.",
    "Systemet: lägst och högst är det spann där året väntas sluta i åtta fall av tio.",
    "Hamnar din bedömning utanför spannet säger kolumnen Kontroll till: skriv då varför i Skäl.",
    "De tomma raderna längst ned är för en bedömning av en kontogrupp, ett tillägg eller en händelse.",
    "Nivå: årets avvikelse blir beloppet. Tillägg och händelse: läggs till systemets prognos, för månaderna Från och Till.",
    "Spara filen och skicka den till din ekonom, som läser in den i Helår.",
)


def headers(period: Period, enhet: Enhet) -> tuple[str, ...]:
    """The header row."""
    return (
        "Kod",
        "Benämning",
        f"Underlag: utfall {period.span}",
        f"Underlag: budget {period.span}",
        f"Underlag: avvikelse {period.span}",
        "Underlag: budget helår",
        "Systemet: kostnad helår",
        "Systemet: överskott (+) underskott (\u2212)",
        "Systemet: lägst (80 %)",
        "Systemet: högst (80 %)",
        "Förra bedömningen",
        f"Prognos avvikelse helår ({enhet.label})",
        "Kontogrupp",
        "Typ",
        "Från",
        "Till",
        "Skäl",
        "Kontroll",
    )


ROLLER = {KOD: "kod", INDATA: "prognosavvikelse", GRUPP: "kontogrupp", TYP: "typ", FRAN: "fran", TILL: "till", SKAL: "skal"}


@dataclass(frozen=True)
class _Blad:
    bok: Bok
    sheet: Objekt
    enhet: Enhet
    vy: Vy
    header: int
    forra: Mapping[str, int]


def write_bedomningsbok(
    uppfoljning: Uppfoljning,
    *,
    nod: str | None,
    bedomningar: Sequence[Bedomning] = (),
    kontogrupper: Sequence[str],
    vem: str,
    enhet: Enhet = Enhet.TKR,
) -> bytes:
    """The workbook of a nod (the whole nämnd if None) for the table's period. Raises InvalidValue for an unknown nod."""
    namnd, period = uppfoljning.namnd, uppfoljning.period
    rader = rader_under(uppfoljning, nod)
    bok = Bok(f"Bedömning {period.namn}", namnd.namn, period)
    sheet, instruction = bok.add_sheet(BLAD, header=HEADER), bok.add_sheet(INSTRUKTION)
    leaves = [(rad.nod, rad.namn) for rad in rader if not rad.har_delar]
    bok.write_koder(
        {
            Lista.NOD: leaves,
            Lista.KONTOGRUPP: [(grupp, "") for grupp in kontogrupper],
            Lista.PERIOD: [(str(p), p.namn) for p in months_of_year(period.ar)],
        }
    )
    blad = _Blad(bok, sheet, enhet, namnd.vy, HEADER, _last_judged(bedomningar, uppfoljning))
    _write_head(blad, uppfoljning, rader[-1].namn)
    _write_table(blad, rader)
    bok.write_steps(instruction, "Så bedömer du helåret", _STEG)
    rubriker = headers(period, enhet)
    kolumner = {rubriker[place]: roll for place, roll in ROLLER.items()}
    return bok.close(Mallnyckel(Slag.BEDOMNING, BLAD, namnd.kod, period, nod or "", vem, kolumner))


def rader_under(uppfoljning: Uppfoljning, nod: str | None) -> list[Rad]:
    """The lines below a nod and, last, the line of the nod itself. Raises InvalidValue for a nod that has no line."""
    top = nod or uppfoljning.total.nod
    if all(rad.nod != top for rad in uppfoljning.rader):
        raise InvalidValue(f"Raden {top} finns inte i nämndens uppföljning. Kommandot uppfoljning visar vilka som finns.")
    below = {top}
    for rad in sorted(uppfoljning.rader, key=lambda rad: rad.niva):
        if rad.foralder in below:
            below.add(rad.nod)
    return [*(rad for rad in uppfoljning.rader if rad.nod in below and rad.nod != top), uppfoljning.rad(top)]


def _last_judged(bedomningar: Sequence[Bedomning], uppfoljning: Uppfoljning) -> dict[str, int]:
    """The full-year avvikelse (öre) of the niva in force for a whole nod."""
    budget = {rad.nod: rad.budget_helar_ore for rad in uppfoljning.rader}
    found: dict[str, int] = {}
    for one in bedomningar:
        if one.typ is Bedomningstyp.NIVA and not one.kontogrupp and one.nod in budget:
            found[one.nod] = found.get(one.nod, 0) + one.niva_avvikelse(budget[one.nod])
    return found


def _write_head(blad: _Blad, uppfoljning: Uppfoljning, nod_namn: str) -> None:
    bok, sheet, period = blad.bok, blad.sheet, uppfoljning.period
    where = nod_namn if nod_namn == uppfoljning.namnd.namn else f"{nod_namn}, {uppfoljning.namnd.namn}"
    bok.write_titles(
        sheet,
        f"Bedömning av året, {period.namn} \u2013 {where}",
        f"Fyll i de gula cellerna. En tom cell är ingen bedömning. Belopp i {blad.enhet.label}: överskott plus, "
        f"underskott minus. Mer på bladet {INSTRUKTION}.",
    )
    bok.write_sender(sheet, 3)
    sheet.set_row(HEADER - 1, 6)
    bok.write_header(sheet, HEADER, headers(period, blad.enhet), indata=INPUTS, tal=range(UTFALL, INDATA + 1))
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(HEADER + 1, NAMN + 1)
    sheet.set_selection(3, 1, 3, 1)
    sheet.activate()
    sheet.protect("", PROTECT)


def _write_table(blad: _Blad, rader: Sequence[Rad]) -> None:
    """Lines, then rows for more, then the sum; a parent's figures and the sum are formulas over the lines below it."""
    start = blad.header + 1
    lines = list(rader[:-1]) or [rader[-1]]
    for row, rad in enumerate(lines, start):
        if rad.har_delar:
            _write_parent(blad, row, rad, _leaf_rows(lines, rad.nod, start))
        else:
            _write_leaf(blad, row, rad)
    after = start + len(lines)
    for row in range(after, after + EXTRA):
        _write_extra(blad, row)
    _write_sum(blad, after + EXTRA, rader[-1], [row for row, rad in enumerate(lines, start) if not rad.har_delar])
    _validate(blad, (start, after - 1), (after, after + EXTRA - 1))


def _leaf_rows(lines: Sequence[Rad], top: str, start: int) -> list[int]:
    below, rows = {top}, []
    for row, rad in enumerate(lines, start):
        if rad.foralder in below:
            below.add(rad.nod)
            rows += [] if rad.har_delar else [row]
    return rows


def figures(rad: Rad, vy: Vy, forra: int | None) -> dict[int, int]:
    """The locked amounts of a line by column, öre as shown: costs in the view, deviations with plus for överskott."""
    shown = {
        UTFALL: rad.utfall_ore * vy.sign,
        BUDGET: rad.budget_ore * vy.sign,
        AVVIKELSE: rad.avvikelse_ore,
        BUDGET_HELAR: rad.budget_helar_ore * vy.sign,
        SYSTEM: rad.systemprognos_ore * vy.sign,
        SYSTEM_AVV: rad.budget_helar_ore - rad.systemprognos_ore,
        LAGST: rad.budget_helar_ore - rad.high_ore,
        HOGST: rad.budget_helar_ore - rad.low_ore,
    }
    return shown if forra is None else {**shown, FORRA: forra}


def _write_leaf(blad: _Blad, row: int, rad: Rad) -> None:
    sheet, bok, cells = blad.sheet, blad.bok, figures(rad, blad.vy, blad.forra.get(rad.nod))
    sheet.write_string(row, KOD, rad.nod, bok.locked(Typ.KOD))
    sheet.write_string(row, NAMN, rad.namn, bok.locked(Typ.TEXT, indent=max(0, rad.niva - 1)))
    for column in range(UTFALL, FORRA + 1):
        _write_amount(blad, row, column, cells.get(column), formula=_difference(row, blad.vy) if column == AVVIKELSE else "")
    _write_inputs(blad, row)
    _write_check(blad, row)


def _difference(row: int, vy: Vy) -> str:
    left, right = (BUDGET, UTFALL) if vy is Vy.NETTOKOSTNAD else (UTFALL, BUDGET)
    return f"={column_letter(left)}{row + 1}-{column_letter(right)}{row + 1}"


def _write_amount(blad: _Blad, row: int, column: int, ore: int | None, *, formula: str = "", **more: object) -> None:
    style = blad.bok.locked(Typ.BELOPP, decimals=blad.enhet.decimals, **more)
    if ore is None:
        blad.sheet.write_blank(row, column, None, style)
    elif formula:
        blad.sheet.write_formula(row, column, formula, style, ore / blad.enhet.ore)
    else:
        blad.sheet.write_number(row, column, ore / blad.enhet.ore, style)


def _write_inputs(blad: _Blad, row: int) -> None:
    for column in INPUTS:
        typ = Typ.BELOPP if column == INDATA else Typ.KOD if column in (FRAN, TILL) else Typ.TEXT
        style = blad.bok.unlocked(typ, decimals=blad.enhet.decimals, text_wrap=column == SKAL)
        blad.sheet.write_blank(row, column, None, style)


def _write_check(blad: _Blad, row: int) -> None:
    """Says when what is written in is outside the system's interval; empty until then."""
    low, high, value, skal = (f"{column_letter(place)}{row + 1}" for place in (LAGST, HOGST, INDATA, SKAL))
    outside = f'IF({skal}="","Utanför spannet: skriv skäl","Utanför spannet")'
    formula = f'=IF({value}="","",IF(OR({value}<{low},{value}>{high}),{outside},""))'
    blad.sheet.write_formula(row, KONTROLL, formula, blad.bok.formats.get(font_color=f"#{palett.UNDERSKOTT}"), "")


def _write_extra(blad: _Blad, row: int) -> None:
    """A row of one's own: any of the noder, and no figures."""
    blad.sheet.write_blank(row, KOD, None, blad.bok.unlocked(Typ.KOD))
    for column in range(NAMN, FORRA + 1):
        blad.sheet.write_blank(row, column, None, blad.bok.locked(Typ.TEXT))
    _write_inputs(blad, row)


def _write_parent(blad: _Blad, row: int, rad: Rad, leaves: Sequence[int]) -> None:
    """A line with parts: sums, and nothing to fill in."""
    blad.sheet.write_string(row, KOD, rad.nod, blad.bok.locked(Typ.KOD, bold=True))
    blad.sheet.write_string(row, NAMN, rad.namn, blad.bok.locked(Typ.TEXT, bold=True, indent=max(0, rad.niva - 1)))
    _write_sums(blad, row, rad, leaves, columns=range(UTFALL, FORRA))
    for column in (FORRA, *INPUTS):
        blad.sheet.write_blank(row, column, None, blad.bok.locked(Typ.TEXT))


def _write_sum(blad: _Blad, row: int, rad: Rad, leaves: Sequence[int]) -> None:
    blad.sheet.write_string(row, KOD, "Summa", blad.bok.locked(Typ.KOD, bold=True))
    blad.sheet.write_string(row, NAMN, rad.namn, blad.bok.locked(Typ.TEXT, bold=True))
    _write_sums(blad, row, rad, leaves, columns=range(UTFALL, FORRA))
    forra = sum(blad.forra.values()) if blad.forra else None
    first, letter = blad.header + 2, column_letter(INDATA)
    _write_amount(blad, row, FORRA, forra, formula=_sum_of(FORRA, leaves), bold=True)
    _write_amount(blad, row, INDATA, 0, formula=f"=SUM({letter}{first}:{letter}{row})", bold=True)
    for column in INPUTS[1:]:
        blad.sheet.write_blank(row, column, None, blad.bok.locked(Typ.TEXT))


def _write_sums(blad: _Blad, row: int, rad: Rad, leaves: Sequence[int], *, columns: Sequence[int]) -> None:
    """Formulas where parts sum to the whole; an interval does not, so it stands as a value."""
    for column, ore in figures(rad, blad.vy, None).items():
        if column in columns:
            formula = _sum_of(column, leaves) if column in SUMMED else ""
            _write_amount(blad, row, column, ore, formula=formula, bold=True)


def _sum_of(column: int, rows: Sequence[int]) -> str:
    """SUM over rows, those that follow each other as ranges."""
    letter, parts = column_letter(column), list[list[int]]()
    for row in rows:
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return f"=SUM({','.join(f'{letter}{a + 1}:{letter}{b + 1}' for a, b in parts)})"


def _validate(blad: _Blad, lines: tuple[int, int], extra: tuple[int, int]) -> None:
    bok, sheet, (first, last) = blad.bok, blad.sheet, (lines[0], extra[1])
    bok.validate_list(sheet, (extra[0], KOD, last, KOD), Lista.NOD, fri=False)
    message = f"Skriv i {blad.enhet.label}: överskott plus, underskott minus. Tomt: systemets prognos gäller."
    bok.validate_number(sheet, (first, INDATA, last, INDATA), title="Avvikelse helår", message=message)
    bok.validate_list(sheet, (first, GRUPP, last, GRUPP), Lista.KONTOGRUPP, fri=False)
    bok.validate_list(sheet, (first, TYP, last, TYP), BEDOMNINGSTYPER, fri=False)
    for column in (FRAN, TILL):
        bok.validate_list(sheet, (first, column, last, column), Lista.PERIOD, fri=False)
