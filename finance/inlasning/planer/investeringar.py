"""A list of investment projects: spent, budget for the year, left, forecast deviation, whether it will be done."""

from collections.abc import Sequence

import numpy as np

from finance.format import format_kronor
from finance.inlasning.cell.perioder import find_ar, find_spann
from finance.inlasning.matt.etiketter import join_month
from finance.inlasning.modell import Form, Fraga, Tecken
from finance.inlasning.planrader import Investeringsrad
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.roller import normalise_kod
from finance.inlasning.tabell.summarader import is_summaord
from finance.inlasning.val.tecken import decide_tecken

BELOPP = ("utfall", "budget", "kvar", "prognos", "prognos_avvikelse")


def read_investeringar(pb: Planblad) -> Bladresultat:
    """One row per project. The sign of utfall and budget is decided by their sum; `kvar` and avvikelse are plus = left over.

    A row of sums is checked against the rows and not counted. A year that is not said is a question.
    """
    enhet, enhet_skal = pb.enhet([roll for roll in BELOPP if roll in pb.roller])
    ar, period = _time(pb)
    summa = [row for row in pb.rader if is_summaord(pb.text("projekt", row)) or _is_sum(pb, row)]
    rows = [row for row in pb.rader if row not in summa]
    amounts = {row: {roll: pb.ore(roll, row, enhet) for roll in BELOPP} for row in (*rows, *summa)}
    valt = pb.bladval.tecken or pb.val.tecken
    if valt is None and _is_opposite([amounts[row] for row in rows]):
        _turn_utfall(pb, amounts)
    signed = [ore for row in rows for roll in ("utfall", "budget") if (ore := amounts[row][roll])]
    beslut = decide_tecken(np.array(signed, dtype=np.int64), None, vy=pb.kontext.vy, valt=valt)
    sign = -1 if beslut.tecken is Tecken.KOSTNAD_NEGATIV else 1
    found = [rad for row in rows if (rad := _read_rad(pb, row, amounts[row], sign, ar, period)) is not None]
    for row in summa:
        _check_sum(pb, row, amounts[row], [amounts[one] for one in rows])
    pb.say_unread()
    skal = f"{beslut.skal} {enhet_skal}"
    tolkning = pb.tolkning(Form.LISTA, rader=len(found), skal=skal, enhet=enhet, tecken=beslut.tecken, summarader=len(summa))
    return Bladresultat(tolkning, planrader=tuple(found) if ar else ())


def _is_opposite(amounts: Sequence[dict[str, int | None]]) -> bool:
    """Whether utfall and budget are written with opposite signs: a ledger's minus beside a budget in plus.

    An income is no such thing: then what the file says is left is the budget minus the utfall as written.
    """
    utfall, budget = (sum(ore[roll] or 0 for ore in amounts) for roll in ("utfall", "budget"))
    told = [ore for ore in amounts if ore["kvar"] is not None and ore["utfall"]]
    as_written = [ore for ore in told if abs(ore["kvar"] or 0) == abs((ore["budget"] or 0) - (ore["utfall"] or 0))]
    return utfall * budget < 0 and (not told or 2 * len(as_written) <= len(told))


def _turn_utfall(pb: Planblad, amounts: dict[int, dict[str, int | None]]) -> None:
    for ore in amounts.values():
        ore["utfall"] = None if ore["utfall"] is None else -ore["utfall"]
    text = "Utfall och budget har olika tecken i filen. Båda läses som kostnad."
    atgard = "Är utfallet en inkomst: välj tecken, eller skriv beloppen med samma tecken som budgeten."
    pb.varning("olika_tecken", text, atgard, kolumn=pb.rubrik("utfall"))


def _is_sum(pb: Planblad, row: int) -> bool:
    return not pb.text("projekt", row) and is_summaord(pb.text("benamning", row))


def _time(pb: Planblad) -> tuple[int | None, int | None]:
    """The year, and the month (ÅÅÅÅMM) that utfall runs to, from the headers, else from title and names; asks for the year."""
    spann = find_spann(join_month(pb.rubrik("utfall") or ""))[0]
    context = pb.sammanhang.spann
    written = next((y for roll in ("utfall", "budget") if (y := find_ar(join_month(pb.rubrik(roll) or "")))), None)
    ar = (spann.ar if spann else None) or written or pb.sammanhang.ar or (context.ar if context else None)
    month = next((s.till for s in (spann, context) if s is not None and not s.helar and s.till <= 12), None)
    if ar is None:
        text = "Vilket år gäller investeringarna? Året står inte i filen. Ange det med --ar, eller skriv det i en titelrad."
        pb.fynd.fragor.append(Fraga("ar", text, (), "ar", pb.blad.namn))
        return None, None
    return ar, ar * 100 + month if month else None


def _read_rad(
    pb: Planblad, row: int, ore: dict[str, int | None], sign: int, ar: int | None, period: int | None
) -> Investeringsrad | None:
    projekt, namn = normalise_kod(pb.text("projekt", row)), pb.text("benamning", row)
    if all(pb.text(roll, row) == "" for roll in BELOPP):
        return None  # a heading
    if not projekt and not namn:
        atgard = "Fyll i projektet, eller ta bort raden."
        pb.fel("kod_saknas", "Raden har belopp men inget projekt.", atgard, row=row, kolumn=pb.rubrik("projekt"))
        return None
    utfall, budget = (None if ore[roll] is None else sign * (ore[roll] or 0) for roll in ("utfall", "budget"))
    avvikelse = ore["prognos_avvikelse"]
    if avvikelse is None and ore["prognos"] is not None and budget is not None:
        avvikelse = budget - sign * ore["prognos"]
    if ore["kvar"] not in (None, (budget or 0) - (utfall or 0), avvikelse):
        left, said = format_kronor((budget or 0) - (utfall or 0)), format_kronor(ore["kvar"] or 0)
        text = f"Kvar är {said} i filen, men budget minus utfall är {left}."
        pb.varning("kvar_stammer_inte", text, "Kontrollera raden.", row=row, kolumn=pb.rubrik("kvar"))
    return Investeringsrad(
        projekt=projekt or namn,
        benamning=namn,
        ar=ar or 0,
        period=period,
        utfall_ore=utfall,
        budget_ore=budget,
        kvar_ore=ore["kvar"],
        prognos_avvikelse_ore=avvikelse,
        fardigstalls=pb.text("fardigstalls", row),
        kommentar=pb.text("kommentar", row),
        blad=pb.blad.namn,
        rad=pb.blad.rad(row),
    )


def _check_sum(pb: Planblad, row: int, said: dict[str, int | None], rows: Sequence[dict[str, int | None]]) -> None:
    for roll in BELOPP:
        total = sum(_left_of(ore) if roll == "kvar" and ore[roll] is None else ore[roll] or 0 for ore in rows)
        if said[roll] is not None and said[roll] != total:
            written, rows_give = format_kronor(said[roll] or 0), format_kronor(total)
            text = f"Summan är {written} i filen, men raderna blir {rows_give}. Summan räknas inte."
            pb.varning("summarad", text, "Kontrollera att inga rader saknas.", row=row, kolumn=pb.rubrik(roll))


def _left_of(ore: dict[str, int | None]) -> int:
    """What is left of the budget, plus, whichever sign utfall and budget are written with."""
    return abs(ore["budget"] or 0) - abs(ore["utfall"] or 0)
