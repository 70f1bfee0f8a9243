"""A list of åtgärder: what, for which avvikelse, by whom, when, and what they are worth. Two columns will do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from finance.belopp import Enhet
from finance.format import format_kronor
from finance.inlasning.cell.perioder import find_ar
from finance.inlasning.matt.etiketter import join_month
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Atgardsrad
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.inlasning.tabell.planblad import Planblad

EFFEKTER = ("effekt_manad", "effekt_helar")
REALISERAT = "realiserat"
BELOPP = (*EFFEKTER, REALISERAT)
_SUMMA = re.compile(r"(?:(?:del|slut|total)?summa|totalt?|s:a)(?: (?:effekt\w*|åtgärd\w*|besparing\w*))?\s*:?", re.IGNORECASE)


def read_atgarder(pb: Planblad) -> Bladresultat:
    """One row per åtgärd; several in a cell, with ` | ` between them, are several åtgärder.

    An effect plus is a lower cost: effects that are negative together are turned, since an åtgärd is there to lower a cost.
    The effect of a cell with several åtgärder is not known for each: a FEL. A row of sums is checked and not counted. An åtgärd
    without start and end is of the year that the list is about, and ends with it.
    """
    used = [roll for roll in BELOPP if roll in pb.roller]
    enhet, skal = pb.enhet(used) if used else (None, "Filen har inga effekter i kronor.")
    summa = [row for row in pb.rader if _is_sum(pb, row)]
    found: list[Atgardsrad] = []
    for row in pb.rader:
        if row not in summa:
            found += _read_row(pb, row, enhet)
    for row in summa:
        _check_sum(pb, row, found, enhet)
    pb.say_unread()
    found, turned = _as_savings(_of_the_year(pb, found))
    skal = f"{skal} Effekterna är negativa i filen och läses som lägre kostnad." if turned else skal
    tolkning = pb.tolkning(Form.LISTA, rader=len({rad.rad for rad in found}), skal=skal, enhet=enhet, summarader=len(summa))
    return Bladresultat(tolkning, planrader=tuple(found))


def _is_sum(pb: Planblad, row: int) -> bool:
    """A row that is called a sum: where the åtgärd stands, or in another cell of a row without one."""
    name = pb.text("atgard", row)
    texts = [name] if name else [pb.blad.kolumner[place].cell(row) for place in range(len(pb.blad.kolumner))]
    return any(_SUMMA.fullmatch(text.strip()) for text in texts)


def _read_row(pb: Planblad, row: int, enhet: Enhet | None) -> list[Atgardsrad]:
    names = [part for text in pb.text("atgard", row).split("|") if (part := text.strip())]
    if not names:
        if any(pb.text(roll, row) for roll in EFFEKTER):
            text = "Raden har en effekt men ingen åtgärd."
            pb.fel("namn_saknas", text, "Fyll i åtgärden.", row=row, kolumn=pb.rubrik("atgard"))
        return []
    effekt = _amounts(pb, row, enhet)
    if len(names) > 1 and any(effekt):
        text = f"Cellen har {len(names)} åtgärder men en effekt."
        pb.fel("effekt_delad", text, "Skriv en åtgärd per rad, med sin effekt.", row=row, kolumn=pb.rubrik("atgard"))
    first = Atgardsrad(
        nod=pb.kod("nod", row),
        avvikelse=pb.text("avvikelse", row),
        atgard=names[0],
        ansvarig=pb.text("ansvarig", row),
        start=pb.dag("start", row),
        slut=pb.dag("slut", row, last=True),
        effekt_manad_ore=effekt[0],
        effekt_helar_ore=effekt[1],
        verksamhetseffekt=pb.text("verksamhetseffekt", row),
        status=pb.text("status", row),
        medraknad=pb.ja("medraknad", row),
        blad=pb.blad.namn,
        rad=pb.blad.rad(row),
        realiserat_ore=effekt[2],
    )
    return [replace(first, atgard=name) for name in names]


def _amounts(pb: Planblad, row: int, enhet: Enhet | None) -> list[int | None]:
    return [pb.ore(roll, row, enhet) if enhet else None for roll in BELOPP]


def _check_sum(pb: Planblad, row: int, rader: Sequence[Atgardsrad], enhet: Enhet | None) -> None:
    """A varning where a printed sum is not the rows' (of the effects as the file writes them)."""
    for roll, said in zip(BELOPP, _amounts(pb, row, enhet), strict=True):
        total = sum(getattr(rad, f"{roll}_ore") or 0 for rad in rader)
        if said is not None and said != total:
            text = f"Summan är {format_kronor(said)} i filen, men raderna blir {format_kronor(total)}. Summan räknas inte."
            pb.varning("summarad", text, "Kontrollera att inga rader saknas.", row=row, kolumn=pb.rubrik(roll))


def _of_the_year(pb: Planblad, rader: list[Atgardsrad]) -> list[Atgardsrad]:
    """Without start and end: to the end of the year of headers, title or file, else of the utfall that is stored."""
    written = next((ar for roll in EFFEKTER if (ar := find_ar(join_month(pb.rubrik(roll) or "")))), None)
    hint = pb.kontext.period_hint
    ar = written or pb.sammanhang.ar or (hint // 100 if hint else None)
    if ar is None:
        return rader
    return [rad if rad.start or rad.slut else replace(rad, slut=f"{ar:04d}-12-31") for rad in rader]


def _as_savings(rader: list[Atgardsrad]) -> tuple[list[Atgardsrad], bool]:
    """The rows with effects as plus for a lower cost, and whether they were turned."""
    if sum((rad.effekt_manad_ore or 0) + (rad.effekt_helar_ore or 0) for rad in rader) >= 0:
        return rader, False
    turned = [
        replace(
            rad,
            effekt_manad_ore=None if rad.effekt_manad_ore is None else -rad.effekt_manad_ore,
            effekt_helar_ore=None if rad.effekt_helar_ore is None else -rad.effekt_helar_ore,
            realiserat_ore=None if rad.realiserat_ore is None else -rad.realiserat_ore,
        )
        for rad in rader
    ]
    return turned, True
