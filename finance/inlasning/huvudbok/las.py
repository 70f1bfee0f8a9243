"""A ledger or budget sheet to canonical rows: the same way for every form, once the form has said which columns count."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from finance.inlasning.huvudbok.beloppsceller import Belopp, read_belopp
from finance.inlasning.huvudbok.bladkod import add_bladkod
from finance.inlasning.huvudbok.cellkontroll import Mask, Rader, check_cells, check_kontroll, repeated_header
from finance.inlasning.huvudbok.dolda import tell_dolda_rader
from finance.inlasning.huvudbok.namnmatchning import match_verksamheter
from finance.inlasning.huvudbok.nedfyllning import fill_down
from finance.inlasning.huvudbok.periodrimlighet import check_rimlighet
from finance.inlasning.huvudbok.poster import list_arsbudgetar, make_poster
from finance.inlasning.huvudbok.radframe import Radram, make_rows
from finance.inlasning.huvudbok.rubriksummor import find_rubriksummor
from finance.inlasning.modell import Form
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import RUBRIKRAD, Bladresultat, Bladsak
from finance.inlasning.tabell.former import PLANERARE, Plan, find_form
from finance.inlasning.tabell.radkoder import Koder, read_koder, read_namn
from finance.inlasning.tabell.radperioder import ask_ar, read_perioder
from finance.inlasning.tabell.roller import DIMENSIONER, Roll
from finance.inlasning.tabell.summarader import check_summarader, is_summaord
from finance.inlasning.val.enhetsval import decide_enhet, said_enhet
from finance.inlasning.val.profilvikt import said_slag
from finance.kolumner import Col, Slag


def read_huvudbok(sak: Bladsak) -> Bladresultat:
    """Rows, names and interpretation of one ledger sheet; everything wrong goes to `sak.fynd`."""
    sak = fill_down(add_bladkod(sak))
    form = find_form(sak.roller)
    if not _check_columns(sak, form):
        return Bladresultat(sak.tolkning(form))
    roller = _chosen_ack(sak)
    plan = _chosen_slag(sak, PLANERARE[form](roller, sak.sammanhang, sak.blad, sak.fynd))
    if not plan.kolumner:
        return Bladresultat(sak.tolkning(form))
    _check_spans(sak, plan)
    _check_same(sak, plan)
    _tell_prognos(sak)
    enhet, skal_enhet = decide_enhet(sak, plan.kolumner)
    belopp = read_belopp(sak, plan.kolumner, enhet)
    koder = read_koder(sak)
    rader = _split_rows(sak, belopp, koder)
    if form is not Form.LANG:
        rader = _without_headings(rader, find_rubriksummor(sak, belopp, koder, rader.detail))
    tell_dolda_rader(sak, rader.detail)
    koder = match_verksamheter(sak, koder, rader.detail)
    perioder = read_perioder(sak, rader.detail) if form is Form.LANG else np.zeros(sak.antal, np.int64)
    check_cells(sak, belopp, rader, koder)
    check_kontroll(sak, belopp, read_belopp(sak, plan.kontroll, enhet), rader)
    poster = make_poster(sak, plan, belopp, rader.detail & ~rader.utan_kod, perioder)
    check_rimlighet(sak, poster)
    rows = make_rows(sak, poster, koder)
    slags = set(rows.frame[Col.SLAG].unique()) or {k.slag for k in plan.kolumner if k.slag}
    if sak.sammanhang.slag_ur and len(slags) == 1 and not any(k.roll.slag for k in plan.kolumner):
        rows = replace(rows, skal=f"Slag efter {sak.sammanhang.slag_ur}. {rows.skal}")
    return Bladresultat(
        replace(
            sak.tolkning(form, plan),
            slag=Slag(slags.pop()) if len(slags) == 1 else None,
            enhet=enhet,
            tecken=rows.tecken,
            ackumulerat=any(p.ack for p in poster),
            rader=int(rader.detail.sum()),
            summarader=int(rader.summa.sum()),
            balans_ore=rows.balans_ore,
            skal=f"{rows.skal} {skal_enhet}".strip(),
            sagt=_said(sak, plan, rows),
        ),
        rader=rows.frame,
        namn=read_namn(sak, koder, rader.detail),
        maskade=rows.maskade,
        arsbudgetar=list_arsbudgetar(sak, poster),
    )


def _said(sak: Bladsak, plan: Plan, rows: Radram) -> dict[str, str]:
    """What the file itself says, whatever was chosen: a profile remembers it."""
    slag = said_slag(sak.blad, sak.rubrikrad, sak.sammanhang.filnamn, [x.rubrik for x in sak.roller])
    return {"slag": slag, "enhet": said_enhet(sak, plan.kolumner).sagt, "tecken": rows.sagt}


def _check_columns(sak: Bladsak, form: Form) -> bool:
    """Whether the sheet has what a ledger needs; each column that is missing is a finding."""
    has = {x.roll for x in sak.roller}
    missing = []
    if not has & {Col.VERKSAMHET, Col.ANSVAR}:
        missing.append(("Verksamhet", "verksamhet eller ansvar"))
    if not has & {r.BELOPP, r.DEBET}:
        missing.append(("Belopp", "belopp"))
    if form is Form.LANG and not has & {r.PERIOD, r.DATUM} and sak.sammanhang.spann is None:
        missing.append(("Period", "period eller datum"))
    namn = f"Bladet {sak.blad.namn}" if sak.blad.namn else "Filen"
    for kolumn, vad in missing:
        rubriker = ", ".join(x.rubrik.text for x in sak.roller if x.rubrik.text)
        sak.fel(
            "kolumn_saknas",
            f"{namn} saknar en kolumn för {vad}. Rubrikraden har: {rubriker}.",
            f"Lägg till kolumnen {kolumn}, eller ange vilken kolumn som är {vad}.",
            row=RUBRIKRAD,
            kolumn=kolumn,
        )
    return not missing


def _chosen_ack(sak: Bladsak) -> Sequence[Roll]:
    """The columns, with amounts for a month made accumulated (or the other way) where the user says so."""
    ack = sak.bladval.ackumulerat
    if ack is None:
        return sak.roller
    return [
        replace(x, ack=ack, spann=replace(x.spann, fran=1 if ack else x.spann.till, ack=ack))
        if x.spann and not x.spann.helar
        else replace(x, ack=ack if x.roll == r.BELOPP else x.ack)
        for x in sak.roller
    ]


def _chosen_slag(sak: Bladsak, plan: Plan) -> Plan:
    """With a chosen slag, columns of another slag are not read."""
    chosen = sak.bladval.slag or sak.val.slag
    if chosen not in (Slag.UTFALL, Slag.BUDGET):
        return plan
    kept = tuple(k for k in plan.kolumner if k.slag in (chosen, None))
    for kolumn in plan.kolumner:
        if kolumn not in kept:
            namn = sak.rubrik(kolumn.roll)
            sak.upplysning("kolumn_ej_last", f"Kolumnen {namn} lästes inte: slaget {chosen} är valt.", kolumn=namn)
    if not kept:
        sak.fel("slag_saknas", f"Inga kolumner gäller {chosen}.", "Välj ett annat slag, eller låt slaget vara auto.")
    return replace(plan, kolumner=kept)


def _check_spans(sak: Bladsak, plan: Plan) -> None:
    """Ranges that do not begin in January, and years that are missing or not the chosen one."""
    spans = [(k, k.spann) for k in plan.kolumner if k.spann]
    if any(spann.ar is None for _, spann in spans):
        ask_ar(sak)
    for kolumn, spann in spans:
        namn = sak.rubrik(kolumn.roll)
        if spann.ack and spann.fran != 1:
            sak.fel(
                "spann",
                f"Kolumnen {namn} gäller månad {spann.fran}-{spann.till}. Ett ackumulerat belopp måste börja i januari.",
                "Läs in en kolumn per månad, eller belopp från januari.",
                kolumn=namn,
            )
    wrong = [(k, s) for k, s in spans if sak.val.ar is not None and s.ar not in (None, sak.val.ar)]
    if wrong:
        years = ", ".join(sorted({str(s.ar) for _, s in wrong}))
        namn = sak.rubrik(wrong[0][0].roll)
        sak.fel(
            "fel_ar",
            f"Filen gäller {years}, men året {sak.val.ar} är valt.",
            f"Välj rätt fil, eller läs in den med året {years}.",
            row=RUBRIKRAD,
            kolumn=namn,
        )


def _check_same(sak: Bladsak, plan: Plan) -> None:
    """Two amount columns for the same slag and months would count twice."""
    seen: dict[tuple[object, object], Roll] = {}
    for kolumn in plan.kolumner:
        first = seen.setdefault((kolumn.slag, kolumn.spann), kolumn.roll)
        if first is not kolumn.roll:
            bokstaver = f"{sak.blad.bokstav(first.place)} och {sak.blad.bokstav(kolumn.roll.place)}"
            text = (
                f"Kolumnerna {bokstaver} ({sak.rubrik(first)}, {sak.rubrik(kolumn.roll)}) gäller samma slag och samma månader."
            )
            sak.fel(
                "samma_manad",
                text,
                "Skriv månaden i varje rubrik, eller välj bort den ena.",
                row=RUBRIKRAD,
                kolumn=sak.rubrik(kolumn.roll),
            )


def _tell_prognos(sak: Bladsak) -> None:
    for roll in sak.roller:
        if roll.roll in (r.PROGNOS, r.PROGNOSAVVIKELSE):
            namn = sak.rubrik(roll)
            sak.upplysning(
                "kolumn_ej_last",
                f"Kolumnen {namn} lästes inte. Bedömningar läses ur en egen fil eller ett eget blad utan utfall och budget.",
                kolumn=namn,
            )


def _without_headings(rader: Rader, rubriker: Mask) -> Rader:
    return replace(rader, detail=rader.detail & ~rubriker, utan_kod=rader.utan_kod & ~rubriker)


def _split_rows(sak: Bladsak, belopp: Sequence[Belopp], koder: Koder) -> Rader:
    has_amount = np.logical_or.reduce([b.finns | b.fel for b in belopp])
    has_amount &= ~repeated_header(sak, belopp) & ~_notes(sak, belopp)
    nycklar = [koder[d] != "" for d in (Col.VERKSAMHET, Col.ANSVAR, Col.KONTO) if d in koder]
    utan_kod = ~np.logical_or.reduce(nycklar) & has_amount
    summa = has_amount & _labelled(sak, utan_kod)
    summa |= _unlabelled(sak, belopp, utan_kod & ~summa, summa)
    return Rader(has_amount & ~summa, summa, utan_kod & ~summa)


def _unlabelled(sak: Bladsak, belopp: Sequence[Belopp], candidates: Mask, summa: Mask) -> Mask:
    """Rows without code, period or lost cell whose amounts are the sum of rows around them."""
    found = np.zeros(sak.antal, bool)
    dated = sak.column(r.PERIOD) or sak.column(r.DATUM)
    lost = np.isin(np.arange(sak.antal), [row for row, _ in sak.felceller])
    candidates = candidates & ~lost & (np.ones(sak.antal, bool) if dated is None else ~dated.filled)
    if candidates.any():
        ore, finns = np.column_stack([b.ore for b in belopp]), np.column_stack([b.finns for b in belopp])
        kontroll = check_summarader(ore, finns, summa | candidates)
        found[kontroll.rows[kontroll.agrees]] = True
    return found & candidates


def _notes(sak: Bladsak, belopp: Sequence[Belopp]) -> Mask:
    """Rows that hold one text only, and that in an amount column: notes under the table."""
    found = np.zeros(sak.antal, bool)
    for row in np.flatnonzero(np.logical_or.reduce([b.fel for b in belopp])):
        found[row] = sum(bool(kolumn.cell(row)) for kolumn in sak.data) == 1
    return found


def _labelled(sak: Bladsak, utan_kod: Mask) -> Mask:
    """Rows with a label that begins with a word for a sum: in a code or name column, or (without any key) in any text."""
    dated = sak.column(r.PERIOD) or sak.column(r.DATUM)
    keyless = utan_kod if dated is None else utan_kod | ~dated.filled
    labels = {str(d) for d in DIMENSIONER} | {d + r.NAMN for d in DIMENSIONER} | {r.PERIOD, r.NAMNKOLUMN}
    found = np.zeros(sak.antal, bool)
    for x in sak.roller:
        if x.roll in labels or (x.roll == "" and not x.rubrik.text):
            found |= sak.data[x.place].per_row(is_summaord)
        elif keyless.any() and x.roll in ("", Col.TEXT, Col.LEVERANTOR, Col.VERIFIKAT, r.DATUM):
            found |= keyless & sak.data[x.place].per_row(is_summaord)
    return found
