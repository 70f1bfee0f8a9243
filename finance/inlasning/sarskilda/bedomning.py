"""A file of bedömningar: per nod (and kontogrupp) the full-year avvikelse (plus = överskott) or the full-year cost."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.huvudbok.beloppsceller import Belopp
from finance.inlasning.modell import Bedomningsrad, Form, Tecken
from finance.inlasning.sarskilda.celler import choose_word, read_month, read_one_column, summarader
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import RUBRIKRAD, Bladresultat, Bladsak
from finance.inlasning.tabell.radperioder import ask_ar
from finance.inlasning.tabell.roller import Roll, fold_name, normalise_kod
from finance.inlasning.tabell.summarader import check_summarader
from finance.inlasning.val.tecken import decide_tecken
from finance.kolumner import Col, Slag
from finance.kontoplan import Kontogrupp

_TYPER = {"niva": "niva", "tillagg": "tillagg", "handelse": "handelse"}
_GRUPPER = {r.fold(grupp.value): grupp.value for grupp in Kontogrupp}
_NODKOLUMNER = (r.KOD, str(Col.VERKSAMHET), r.NAMNKOLUMN, Col.VERKSAMHET + r.NAMN, str(Col.ANSVAR))


@dataclass(frozen=True)
class _Tid:
    ar: int
    period: int | None


def read_bedomning(sak: Bladsak) -> Bladresultat:
    """One Bedomningsrad per row with a figure. A cost is turned to canonical sign by its majority or the nämnd's vy."""
    tolkning = replace(sak.tolkning(Form.BEDOMNING), slag=Slag.BEDOMNING)
    belopp_roll = next((x for name in (r.PROGNOSAVVIKELSE, r.PROGNOS, r.AVVIKELSE) if (x := sak.find(name))), None)
    nod_roll = next((x for name in _NODKOLUMNER if (x := sak.find(name))), None)
    if belopp_roll is None or nod_roll is None:
        namn = "Kod" if nod_roll is None else "Prognos avvikelse helår"
        sak.fel(
            "kolumn_saknas",
            f"Bedömningarna saknar kolumnen {namn}.",
            f"Lägg till kolumnen {namn}.",
            row=RUBRIKRAD,
            kolumn=namn,
        )
        return Bladresultat(tolkning)
    belopp, enhet, skal = read_one_column(sak, belopp_roll)
    tid = _read_tid(sak, belopp_roll)
    rows, dropped = _counted(sak, belopp, nod_roll)
    is_cost = belopp_roll.roll == r.PROGNOS
    beslut = decide_tecken(belopp.ore[rows], None, vy=sak.kontext.vy, valt=sak.bladval.tecken or sak.val.tecken)
    sign = -1 if is_cost and beslut.tecken is Tecken.KOSTNAD_NEGATIV else 1
    found, maskade = [], 0
    for row in rows:
        rad, masked = _read_rad(sak, int(row), nod_roll, tid, int(belopp.ore[row]) * sign, is_cost=is_cost)
        found.append(rad)
        maskade += masked
    skal = f"{beslut.skal} {skal}" if is_cost else f"Avvikelse: plus är överskott. {skal}"
    return Bladresultat(
        replace(
            tolkning, enhet=enhet, tecken=beslut.tecken if is_cost else None, rader=len(found), summarader=dropped, skal=skal
        ),
        bedomningar=tuple(found) if tid.ar else (),
        maskade=maskade,
    )


def _read_tid(sak: Bladsak, roll: Roll) -> _Tid:
    """The year (asked for when missing) and the month the bedömning was made for, from header, titles, names or choice."""
    spann = sak.sammanhang.spann
    ar = (roll.spann.ar if roll.spann else None) or sak.sammanhang.ar or (spann.ar if spann else None)
    if ar is None and sak.find(r.PERIOD):
        first = next((p for row in range(sak.antal) if (p := read_month(sak, r.PERIOD, row))), None)
        ar = first // 100 if first else None
    if ar is None:
        ask_ar(sak)
        return _Tid(0, None)
    if sak.val.ar is not None and ar != sak.val.ar:
        sak.fel(
            "fel_ar",
            f"Filen gäller {ar}, men året {sak.val.ar} är valt.",
            f"Välj rätt fil, eller läs in den med året {ar}.",
            row=RUBRIKRAD,
            kolumn=sak.rubrik(roll),
        )
    return _Tid(ar, ar * 100 + spann.till if spann and not spann.helar and spann.till <= 12 else None)


def _counted(sak: Bladsak, belopp: Belopp, nod_roll: Roll) -> tuple[npt.NDArray[np.intp], int]:
    """Rows that count, and how many sum rows do not (labelled, or the whole nämnd's row that sums the others)."""
    summa = summarader(sak) & belopp.finns
    root = _root_row(sak, belopp, nod_roll, summa)
    kontroll = check_summarader(belopp.ore[:, None], belopp.finns[:, None], summa | root)
    for row in kontroll.rows[~kontroll.agrees]:
        sak.varning(
            "summa_stammer_inte",
            "Summaraden stämmer inte med raderna den summerar. Den räknas inte.",
            "Kontrollera att inga rader saknas.",
            row=row,
        )
    return np.flatnonzero(belopp.finns & ~summa & ~root), int((summa | root).sum())


def _root_row(sak: Bladsak, belopp: Belopp, nod_roll: Roll, summa: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    roots = [nod for nod in sak.kontext.noder if nod.overordnad is None]
    names = (
        {fold_name(text) for nod in roots for text in (nod.kod, nod.namn)}
        if len(roots) == 1 and len(sak.kontext.noder) > 1
        else set()
    )
    hit = sak.data[nod_roll.place].per_row(lambda text: fold_name(text) in names) & belopp.finns & ~summa
    others = int(belopp.ore[belopp.finns & ~summa & ~hit].sum())
    is_sum = (belopp.ore == others) & (int((belopp.finns & ~summa).sum()) > 2)
    return np.asarray(hit & is_sum, dtype=bool)


def _read_rad(sak: Bladsak, row: int, nod_roll: Roll, tid: _Tid, ore: int, *, is_cost: bool) -> tuple[Bedomningsrad, int]:
    nod = _nod(sak, row, nod_roll)
    typ = choose_word(sak, r.TYP, row, _TYPER, default="niva")
    grupp = choose_word(sak, r.KONTOGRUPP, row, _GRUPPER, default="")
    skal, masked = mask_text(sak.cell(r.SKAL, row) or sak.cell(Col.TEXT, row))
    rad = Bedomningsrad(
        nod,
        "" if grupp == Kontogrupp.OSPECIFICERAD else grupp,
        typ,
        None if is_cost else ore,
        ore if is_cost else None,
        tid.ar,
        read_month(sak, r.PERIOD, row) or tid.period,
        read_month(sak, r.FRAN, row),
        read_month(sak, r.TILL, row, last=True),
        skal,
        sak.blad.namn,
        sak.rad(row),
    )
    return rad, masked


def _nod(sak: Bladsak, row: int, nod_roll: Roll) -> str:
    """The kod; a name that is a nod's gives its kod; else the name as written. An empty cell is a FEL."""
    text = next((t for name in (nod_roll.roll, *_NODKOLUMNER) if (t := sak.cell(name, row))), "")
    if not text:
        sak.fel(
            "kod_saknas",
            "Raden har ett belopp men ingen kod eller namn.",
            "Fyll i koden, eller ta bort raden.",
            row=row,
            kolumn=sak.rubrik(nod_roll),
        )
    koder = {nod.kod for nod in sak.kontext.noder}
    if text in koder:
        return text
    return next((nod.kod for nod in sak.kontext.noder if fold_name(nod.namn) == fold_name(text)), normalise_kod(text))
