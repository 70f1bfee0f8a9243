"""A file of budgetjusteringar: verksamhet, belopp, typ, beslut, gäller från (and till), text (DESIGN 6.4)."""

import re
from collections import defaultdict
from dataclasses import replace

import numpy as np

from finance.format import format_kronor
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.modell import Form, Justeringsrad, Tecken
from finance.inlasning.sarskilda.celler import choose_word, read_month, read_one_column, summarader
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import RUBRIKRAD, Bladresultat, Bladsak
from finance.inlasning.tabell.roller import fold_name, normalise_kod
from finance.kolumner import Col, Slag

_ORD = re.compile(r"budgetjuster|tillaggsbudget|tillaggsanslag|omfordelning|ramjuster|ramandring|budgetandring")
_TYPER = {"ram": "ram", "tillagg": "tillagg", "omfordel": "omfordelning", "tillfallig": "tillfallig"}


def is_justering(sak: Bladsak) -> bool:
    """Amounts with a decision or a "gäller från", or a title, sheet or file that says budgetjustering; never a plain ledger."""
    has = {x.roll for x in sak.roller}
    if r.BELOPP not in has or has & {Col.VERIFIKAT, r.PROGNOSAVVIKELSE, r.PROGNOS}:
        return False
    named = _ORD.search(r.fold(f"{sak.sammanhang.text} {sak.blad.namn}")) is not None
    return r.FRAN in has or r.BESLUT in has or (named and r.TYP in has)


def read_justering(sak: Bladsak) -> Bladresultat:
    """One Justeringsrad per row with a figure; more budget for costs is plus. An omfördelning must sum to zero per decision."""
    tolkning = replace(sak.tolkning(Form.BUDGETJUSTERING), slag=Slag.BUDGETJUSTERING)
    belopp_roll = sak.find(r.BELOPP)
    vsh = sak.find(Col.VERKSAMHET) or sak.find(r.KOD) or sak.find(r.NAMNKOLUMN) or sak.find(Col.ANSVAR)
    if belopp_roll is None or vsh is None:
        namn = "Verksamhet" if vsh is None else "Belopp"
        sak.fel(
            "kolumn_saknas",
            f"Budgetjusteringarna saknar kolumnen {namn}.",
            f"Lägg till kolumnen {namn}.",
            row=RUBRIKRAD,
            kolumn=namn,
        )
        return Bladresultat(tolkning)
    belopp, enhet, skal = read_one_column(sak, belopp_roll)
    valt = sak.bladval.tecken or sak.val.tecken
    sign = -1 if valt is Tecken.KOSTNAD_NEGATIV else 1
    summa = summarader(sak)
    found, maskade = [], 0
    for row in np.flatnonzero(belopp.finns & ~summa):
        rad, masked = _read_rad(sak, int(row), int(belopp.ore[row]) * sign)
        found += [rad] if rad else []
        maskade += masked
    _check_omfordelning(sak, found, sak.rubrik(belopp_roll))
    return Bladresultat(
        replace(
            tolkning,
            enhet=enhet,
            tecken=valt or Tecken.KOSTNAD_POSITIV,
            rader=len(found),
            summarader=int((summa & belopp.finns).sum()),
            skal=f"Plus är mer budget för kostnader. {skal}",
        ),
        justeringar=tuple(found),
        maskade=maskade,
    )


def _read_rad(sak: Bladsak, row: int, ore: int) -> tuple[Justeringsrad | None, int]:
    verksamhet = _verksamhet(sak, row)
    ansvar = normalise_kod(sak.cell(Col.ANSVAR, row))
    if not verksamhet and not ansvar:
        sak.fel(
            "kod_saknas",
            "Raden har ett belopp men ingen verksamhet.",
            "Fyll i koden, eller ta bort raden.",
            row=row,
            kolumn="Verksamhet",
        )
    ar = sak.sammanhang.ar or sak.val.ar
    fran = read_month(sak, r.FRAN, row) or (ar * 100 + 1 if ar and not sak.cell(r.FRAN, row) else None)
    if fran is None:
        if not sak.cell(r.FRAN, row):
            sak.fel(
                "fran_saknas",
                "Raden säger inte från vilken månad justeringen gäller.",
                "Fyll i Gäller från, till exempel 2022-03.",
                row=row,
                kolumn="Gäller från",
            )
        return None, 0
    till = read_month(sak, r.TILL, row, last=True) or fran // 100 * 100 + 12
    if till < fran:
        sak.fel(
            "till_fore_fran",
            f"Justeringen slutar ({till}) före den börjar ({fran}).",
            "Rätta månaderna.",
            row=row,
            kolumn="Till",
        )
    if sak.val.ar is not None and fran // 100 != sak.val.ar:
        sak.fel(
            "fel_ar",
            f"Raden gäller {fran // 100}, men året {sak.val.ar} är valt.",
            "Välj rätt fil eller rätta året.",
            row=row,
            kolumn="Gäller från",
        )
    text, masked = mask_text(sak.cell(Col.TEXT, row) or sak.cell(r.SKAL, row))
    typ = choose_word(sak, r.TYP, row, _TYPER, default="ram")
    konto = normalise_kod(sak.cell(Col.KONTO, row))
    return Justeringsrad(
        verksamhet, ansvar, konto, typ, sak.cell(r.BESLUT, row), fran, till, ore, text, sak.blad.namn, sak.rad(row)
    ), masked


def _verksamhet(sak: Bladsak, row: int) -> str:
    text = sak.cell(Col.VERKSAMHET, row) or sak.cell(r.KOD, row) or sak.cell(r.NAMNKOLUMN, row)
    if text in {nod.kod for nod in sak.kontext.noder}:
        return text
    return next((nod.kod for nod in sak.kontext.noder if text and fold_name(nod.namn) == fold_name(text)), normalise_kod(text))


def _check_omfordelning(sak: Bladsak, rader: list[Justeringsrad], belopp: str) -> None:
    sums: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    for rad in rader:
        if rad.typ == "omfordelning":
            sums[rad.beslut] += rad.ore
            first.setdefault(rad.beslut, rad.rad)
    for beslut, total in sums.items():
        if total:
            namn = f" {beslut}" if beslut else ""
            text = f"Omfördelningen{namn} ska bli noll men blir {format_kronor(total)}."
            sak.fynd.fel(
                "omfordelning",
                text,
                "Rätta beloppen så att de tar ut varandra.",
                blad=sak.blad.namn,
                rad=first[beslut],
                kolumn=belopp,
            )
