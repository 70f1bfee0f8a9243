"""A ledger or budget sheet to canonical rows: the same way for every form, once the form has said which columns count."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from finance.inlasning import rubrik as r
from finance.inlasning.beloppsceller import Belopp, decide_enhet, read_belopp
from finance.inlasning.bladsak import RUBRIKRAD, Bladresultat, Bladsak
from finance.inlasning.cellkontroll import Mask, Rader, check_cells, check_kontroll, repeated_header
from finance.inlasning.former import PLANERARE, Plan, find_form
from finance.inlasning.modell import Form
from finance.inlasning.poster import make_poster
from finance.inlasning.radframe import make_rows
from finance.inlasning.radkoder import Koder, read_koder, read_namn
from finance.inlasning.radperioder import ask_ar, read_perioder
from finance.inlasning.roller import DIMENSIONER
from finance.inlasning.summarader import check_summarader, is_summaord
from finance.kolumner import Col, Slag


def read_huvudbok(sak: Bladsak) -> Bladresultat:
    """Rows, names and interpretation of one ledger sheet; everything wrong goes to `sak.fynd`."""
    form = find_form(sak.roller, sak.sammanhang)
    if not _check_columns(sak, form):
        return Bladresultat(sak.tolkning(form))
    plan = _chosen_slag(sak, PLANERARE[form](sak.roller, sak.sammanhang, sak.blad, sak.fynd))
    if not plan.kolumner:
        return Bladresultat(sak.tolkning(form))
    _check_spans(sak, plan)
    _tell_prognos(sak)
    enhet, skal_enhet = decide_enhet(sak, plan.kolumner)
    belopp = read_belopp(sak, plan.kolumner, enhet)
    koder = read_koder(sak)
    rader = _split_rows(sak, belopp, koder)
    perioder = read_perioder(sak, rader.detail) if form is Form.LANG else np.zeros(sak.antal, np.int64)
    check_cells(sak, belopp, rader, koder)
    check_kontroll(sak, plan, belopp, read_belopp(sak, plan.kontroll, enhet), rader)
    poster = make_poster(sak, plan, belopp, rader.detail & ~rader.utan_kod, perioder)
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
            skal=f"{rows.skal} {skal_enhet}".strip(),
        ),
        rader=rows.frame,
        namn=read_namn(sak, koder, rader.detail),
        maskade=rows.maskade,
    )


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


def _tell_prognos(sak: Bladsak) -> None:
    for roll in sak.roller:
        if roll.roll in (r.PROGNOS, r.PROGNOSAVVIKELSE):
            namn = sak.rubrik(roll)
            sak.upplysning(
                "kolumn_ej_last",
                f"Kolumnen {namn} lästes inte. Bedömningar läses ur en egen fil eller ett eget blad utan utfall och budget.",
                kolumn=namn,
            )


def _split_rows(sak: Bladsak, belopp: Sequence[Belopp], koder: Koder) -> Rader:
    has_amount = np.logical_or.reduce([b.finns | b.fel for b in belopp])
    has_amount &= ~repeated_header(sak, belopp)
    nycklar = [koder[d] != "" for d in (Col.VERKSAMHET, Col.ANSVAR, Col.KONTO) if d in koder]
    utan_kod = ~np.logical_or.reduce(nycklar) & has_amount
    summa = has_amount & _labelled(sak, koder, utan_kod)
    for unlabelled in (utan_kod & ~summa,):
        if unlabelled.any():
            ore = np.column_stack([b.ore for b in belopp])
            finns = np.column_stack([b.finns for b in belopp])
            kontroll = check_summarader(ore, finns, summa | unlabelled)
            agreeing = np.zeros(sak.antal, bool)
            agreeing[kontroll.rows[kontroll.agrees]] = True
            summa |= unlabelled & agreeing
    return Rader(has_amount & ~summa, summa, utan_kod & ~summa)


def _labelled(sak: Bladsak, koder: Koder, utan_kod: Mask) -> Mask:
    """Rows with a label that begins with a word for a sum: in a code or name column, or (without any code) in any text."""
    labels = {str(d) for d in DIMENSIONER} | {d + r.NAMN for d in DIMENSIONER} | {r.PERIOD, r.NAMNKOLUMN}
    found = np.zeros(sak.antal, bool)
    for x in sak.roller:
        if x.roll in labels or (x.roll == "" and not x.rubrik.text):
            found |= sak.data[x.place].per_row(is_summaord)
        elif utan_kod.any() and x.roll in ("", Col.TEXT, Col.LEVERANTOR, Col.VERIFIKAT, r.DATUM):
            found |= utan_kod & sak.data[x.place].per_row(is_summaord)
    return found
