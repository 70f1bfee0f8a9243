"""A template of one slag: a sheet to fill in, one of instructions with two example rows, and one of codes.

The examples stand on the sheet of instructions, which is never read: an empty template holds nothing, and nobody has to take
anything away before it is read.
"""

from collections.abc import Mapping, Sequence

from finance.errors import InvalidValue
from finance.export import palett
from finance.export.mallar.bok import MANY, PROTECT, Bok
from finance.export.mallar.katalog import MALLAR
from finance.export.mallar.modell import Kolumn, Lista, Mall, Typ
from finance.export.objekt import Objekt
from finance.inlasning.val.mallnyckel import Mallnyckel
from finance.period import Period, months_of_year
from finance.struktur import Struktur, gemensamt_kod

INSTRUKTION = "Instruktion"
_KODBREDD = 2
Koder = Sequence[tuple[str, str]]


def write_mall(
    slag: str,
    *,
    namnd: str,
    struktur: Struktur,
    period: Period,
    kontogrupper: Sequence[str],
    verksamheter: Mapping[str, str] | None = None,
) -> bytes:
    """The template `slag` (a key of MALLAR) as an xlsx, for the nämnd's name and the period's year.

    `verksamheter`: the ledger's codes and names; the noder that select by their own kod if None. Raises InvalidValue.
    """
    if slag not in MALLAR:
        raise InvalidValue(f"Det finns ingen mall för {slag!r}. Välj bland {', '.join(MALLAR)}.")
    mall = MALLAR[slag](period)
    bok = Bok(f"Mall: {mall.rubrik}", namnd, period)
    header = 3
    sheet = bok.add_sheet(mall.blad, header=header)
    instruction = bok.add_sheet(INSTRUKTION)
    bok.write_koder(_koder(mall, struktur, period, kontogrupper, verksamheter))
    _write_data(bok, sheet, mall, header)
    _write_instruction(bok, instruction, mall)
    return bok.close(Mallnyckel(mall.slag, mall.blad))


def _koder(
    mall: Mall, struktur: Struktur, period: Period, kontogrupper: Sequence[str], verksamheter: Mapping[str, str] | None
) -> dict[Lista, Koder]:
    used = {kolumn.lista for kolumn in mall.kolumner if isinstance(kolumn.lista, Lista)}
    codes = verksamheter or {nod.kod: nod.namn for nod in struktur.noder if not nod.urval and nod.kod not in struktur.children}
    all_koder: dict[Lista, Koder] = {
        Lista.VERKSAMHET: sorted(codes.items()),
        Lista.NOD: list_noder(struktur),
        Lista.KONTOGRUPP: [(grupp, "") for grupp in kontogrupper],
        Lista.PERIOD: [(str(p), p.namn) for p in months_of_year(period.ar)],
    }
    return {lista: rows for lista, rows in all_koder.items() if lista in used}


def list_noder(struktur: Struktur) -> list[tuple[str, str]]:
    """(kod, name) of every nod that a bedömning can be about, in report order; a parent's is its "Gemensamt" line."""
    return [
        (gemensamt_kod(nod.kod), f"Gemensamt {nod.namn}") if nod.kod in struktur.children else (nod.kod, nod.namn)
        for nod in struktur.noder
    ]


def _write_data(bok: Bok, sheet: Objekt, mall: Mall, header: int) -> None:
    bok.write_titles(sheet, mall.rubrik, f"{mall.ingress} Förklaringar och exempel: se bladet {INSTRUKTION}.")
    amounts = [place for place, kolumn in enumerate(mall.kolumner) if kolumn.typ in (Typ.BELOPP, Typ.TAL)]
    rubriker = [kolumn.rubrik for kolumn in mall.kolumner]
    bok.write_header(sheet, header, rubriker, indata=range(len(rubriker)), tal=amounts)
    for place, kolumn in enumerate(mall.kolumner):
        sheet.set_column(place, place, kolumn.bredd, bok.cell(kolumn.typ))
        _validate(bok, sheet, kolumn, (header + 1, place, header + MANY, place))
    frozen = sum(kolumn.typ is Typ.KOD for kolumn in mall.kolumner[:_KODBREDD]) if len(mall.kolumner) > 12 else 0
    sheet.freeze_panes(header + 1, frozen)
    sheet.activate()
    sheet.set_selection(header + 1, 0, header + 1, 0)


def _validate(bok: Bok, sheet: Objekt, kolumn: Kolumn, plats: tuple[int, int, int, int]) -> None:
    if kolumn.lista is not None:
        bok.validate_list(sheet, plats, kolumn.lista, fri=kolumn.fri)
    elif kolumn.typ is Typ.BELOPP:
        bok.validate_number(sheet, plats)
    elif kolumn.typ is Typ.DATUM:
        bok.validate_date(sheet, plats)


def _write_instruction(bok: Bok, sheet: Objekt, mall: Mall) -> None:
    row = bok.write_titles(sheet, f"Så fyller du i {mall.blad.lower()}", "Bladet läses inte in.") + 1
    steg = (
        f"Fyll i bladet {mall.blad}, under rubrikraden. Ändra inte rubrikerna.",
        *mall.steg,
        "Spara och läs in filen i Helår.",
    )
    for number, text in enumerate(steg, 1):
        sheet.merge_range(row, 0, row, 4, f"{number}. {text}", bok.formats.get(text_wrap=True))
        sheet.set_row(row, 32 if len(text) > 110 else 18)
        row += 1
    row += 1
    sheet.write_string(row, 0, "Kolumnerna och två exempelrader", bok.formats.get(bold=True, font_size=12))
    row += 1
    bok.write_header(sheet, row, ["Kolumn", "Behövs", "Vad du skriver", "Exempel 1", "Exempel 2"], indata=range(5))
    sheet.repeat_rows(row)
    border: dict[str, object] = {"border": 1, "border_color": f"#{palett.RUTNAT}", "text_wrap": True}
    for kolumn in mall.kolumner:
        row += 1
        sheet.write_string(row, 0, kolumn.rubrik, bok.formats.get(bold=True, **border))
        sheet.write_string(row, 1, "ja" if kolumn.kravs else "", bok.formats.get(**border))
        sheet.write_string(row, 2, kolumn.vad, bok.formats.get(**border))
        for place, value in enumerate(kolumn.exempel, 3):
            more: dict[str, object] = {"italic": True, "font_color": f"#{palett.TEXT_SVAG}", "align": "left", **border}
            style = bok.cell(kolumn.typ, decimals=2, **more)
            if isinstance(value, str):
                sheet.write_string(row, place, value, style)
            else:
                sheet.write_number(row, place, value, style)
    for place, width in enumerate((30, 9, 54, 32, 32)):
        sheet.set_column(place, place, width)
    sheet.protect("", PROTECT)
