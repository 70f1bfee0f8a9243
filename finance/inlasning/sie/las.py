"""One SIE file to rows: vouchers are the utfall, or the period sums where there are none; #PBUDGET is budget."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from finance.format import format_kronor
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.forkontroll import OtillatenFilError
from finance.inlasning.fynd import Fynd
from finance.inlasning.huvudbok.periodrimlighet import ANNAT_AR, check_rimlighet
from finance.inlasning.modell import Bladtolkning, Bladval, Form, Kontext, Lasval, Tecken
from finance.inlasning.sie import kontroll
from finance.inlasning.sie.dimensioner import Dimensioner, assign_dimensioner
from finance.inlasning.sie.kodning import read_text
from finance.inlasning.sie.rader import VERRADER, check_block, split_rader
from finance.inlasning.sie.ram import Delpost, make_frame, read_namn
from finance.inlasning.sie.register import read_register
from finance.inlasning.sie.sak import Siesak
from finance.inlasning.sie.saldodel import ETIKETT, Periodsaldon, decide, make_delpost, read_periodsaldon
from finance.inlasning.sie.saldon import Val
from finance.inlasning.sie.transaktioner import read_transaktioner
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass

_KODNING = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp437": "PC8 (cp437)", "cp1252": "Windows (cp1252)"}


def read_sie(data: bytes, *, val: Lasval, kontext: Kontext, fynd: Fynd) -> Bladresultat:
    """The file as one sheet without a name. What is wrong goes to `fynd`; never raises for a bad file."""
    bladval = val.blad.get("", Bladval())
    if bladval.las is False:
        return Bladresultat(Bladtolkning("", None, Form.SIE, None, last=False, skal="Filen lästes inte: valt."))
    slag = bladval.slag or val.slag
    if slag not in (None, Slag.UTFALL, Slag.BUDGET):
        fynd.fel("slag", f"En SIE-fil kan inte läsas som {slag}.", "Välj utfall eller budget, eller låt slaget vara auto.")
        return Bladresultat(Bladtolkning("", None, Form.SIE, None))
    try:
        text, encoding = read_text(data)
    except OtillatenFilError as error:
        fynd.fel(error.kod, str(error), error.atgard)
        return Bladresultat(Bladtolkning("", None, Form.SIE, None))
    rader = split_rader(text)
    return _read(Siesak(rader, read_register(rader, fynd), encoding, val, bladval, kontext, slag, fynd))


def _read(sak: Siesak) -> Bladresultat:
    block = check_block(sak.rader, sak.fynd)
    _check_head(sak)
    trans = read_transaktioner(sak, block) if sak.reads(Slag.UTFALL) and sak.has("#VER", *VERRADER) else None
    psaldo = read_periodsaldon(sak, Slag.UTFALL) if sak.reads(Slag.UTFALL) and trans is None else None
    pbudget = read_periodsaldon(sak, Slag.BUDGET) if sak.reads(Slag.BUDGET) else None
    used = [part.poster for part in (trans, psaldo, pbudget) if part is not None and len(part.poster)]
    if not used:
        return _nothing(sak)
    valda = sak.bladval.kolumner
    dimensioner = assign_dimensioner(sak.register, used, kontext=sak.kontext, valda=valda, fynd=sak.fynd)
    if not _check_dimensioner(sak, dimensioner):
        return Bladresultat(_tolkning(sak, dimensioner, [_said(sak)]))
    sums, skal, totalrader = _make_sums(sak, [part for part in (psaldo, pbudget) if part], dimensioner)
    delposter = [*([trans] if trans is not None else []), *sums]
    if trans is not None:
        skal = ["Utfall: transaktionerna (#VER).", *skal]
        _tell_unread(sak)
    return _finish(sak, delposter, dimensioner, _tolkning(sak, dimensioner, [_said(sak), *skal], totalrader))


def _make_sums(sak: Siesak, parts: Sequence[Periodsaldon], dimensioner: Dimensioner) -> tuple[list[Delpost], list[str], int]:
    delposter, skal, totalrader = [], [], 0
    earlier: Val | None = None
    for sums in parts:
        if not len(sums.poster):
            continue
        earlier = decide(sak, sums, dimensioner, earlier)
        delpost, wholes = make_delpost(sak, sums, dimensioner, earlier)
        delposter.append(delpost)
        skal.append(f"{sums.slag.value.capitalize()}: {ETIKETT[sums.slag]}, {earlier.konvention.value} ({earlier.grund}).")
        totalrader += wholes
    return delposter, skal, totalrader


def _tell_unread(sak: Siesak) -> None:
    if antal := len(sak.rader.places(ETIKETT[Slag.UTFALL])):
        sak.fynd.upplysning("psaldo_ej_last", f"{antal} periodsaldon (#PSALDO) lästes inte: transaktionerna är utfallet.")


def _check_head(sak: Siesak) -> None:
    if sak.register.valuta not in ("SEK", ""):
        text = f"Filen är i valutan {sak.register.valuta[:10]}. Bara kronor (SEK) kan läsas in."
        sak.fynd.fel("valuta", text, "Exportera filen i SEK.", kolumn="#VALUTA")
    for start, slut in sak.register.rar.values():
        if (start.month, start.day, slut.month, slut.day, slut.year) != (1, 1, 12, 31, start.year):
            text = f"Räkenskapsåret {start} till {slut} är inte ett kalenderår. Beloppen läses per kalendermånad."
            sak.fynd.varning("brutet_rakenskapsar", text, "Kontrollera månaderna.", kolumn="#RAR")


def _nothing(sak: Siesak) -> Bladresultat:
    if not sak.fynd.has_fel():
        if sak.has("#VER", *ETIKETT.values()):
            text = "Filen har inga belopp på resultatkonton (klass 3-9) att läsa in."
            sak.fynd.fel("inga_rader", text, "Kontrollera vilka konton och vilket slag som exporterades.")
        else:
            text = "Filen har bara årssaldon: varken verifikat (#VER), periodsaldon (#PSALDO) eller budget (#PBUDGET)."
            sak.fynd.fel("bara_arssaldon", text, "Exportera SIE typ 4, eller typ 3 med periodsaldon per objekt.")
    return Bladresultat(Bladtolkning("", sak.slag, Form.SIE, None, enhet=sak.enhet, tecken=sak.tecken))


def _check_dimensioner(sak: Siesak, dimensioner: Dimensioner) -> bool:
    if {Col.VERKSAMHET, Col.ANSVAR} & dimensioner.ordning.keys():
        return True
    found = ", ".join(f"{x.nr} ({x.namn})" if x.namn else x.nr for x in dimensioner.roller) or "inga"
    sak.fynd.fel(
        "kolumn_saknas",
        f"Filen har varken verksamhet eller ansvar på resultatkontona. Dimensioner i filen: {found}.",
        "Exportera filen med objekt (SIE typ 3 eller 4), eller ange vilken dimension som är verksamhet.",
        kolumn="Verksamhet",
    )
    return False


def _said(sak: Siesak) -> str:
    namn, orgnr = (mask_text(text)[0][:60] for text in (sak.register.fnamn, sak.register.orgnr))
    return f"SIE-fil{f' från {namn}' if namn else ''}{f' ({orgnr})' if orgnr else ''}, teckenkodning {_KODNING[sak.encoding]}."


def _tolkning(sak: Siesak, dimensioner: Dimensioner, skal: list[str], totalrader: int = 0) -> Bladtolkning:
    sign = "plus" if sak.tecken is Tecken.KOSTNAD_POSITIV else "minus"
    said = [*skal, f"Kostnader är {sign}: {'valt' if sak.bladval.tecken or sak.val.tecken else 'så är SIE'}."]
    return Bladtolkning(
        "",
        None,
        Form.SIE,
        None,
        kolumner=dimensioner.kolumntolkningar(),
        enhet=sak.enhet,
        tecken=sak.tecken,
        summarader=totalrader,
        skal=" ".join(said),
    )


def _finish(sak: Siesak, delposter: Sequence[Delpost], dimensioner: Dimensioner, tolkning: Bladtolkning) -> Bladresultat:
    vand = sak.tecken is Tecken.KOSTNAD_NEGATIV
    made = [make_frame(delpost, dimensioner, sak.kontext, vand=vand) for delpost in delposter]
    frames = [frame for frame, _ in made if len(frame)]
    if not frames:
        return _nothing(sak)
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    for one in frames:
        kontroll.check_tecken(one, str(one[Col.SLAG].iloc[0]), sak.fynd)
        kontroll.check_koder(one, sak.fynd)
    _check_ar(sak, frame)
    check_rimlighet(_with_declared(sak), delposter)
    _tell_investering(sak, frame)
    slag = [Slag(str(one)) for one in frame[Col.SLAG].unique()]
    return Bladresultat(
        replace(
            tolkning,
            slag=slag[0] if len(slag) == 1 else None,
            rader=len(frame),
            balans_ore=sum(delpost.balans_ore for delpost in delposter),
        ),
        rader=frame,
        namn=read_namn(sak.register, dimensioner, frame),
        maskade=sum(antal for _, antal in made),
    )


def _with_declared(sak: Siesak) -> Siesak:
    """A year that the file declares (#RAR) is meant: only files without are asked about a few rows of another year."""
    godkant = sak.val.godkant | {ANNAT_AR} if sak.register.rar else sak.val.godkant
    return replace(sak, val=replace(sak.val, godkant=godkant))


def _check_ar(sak: Siesak, frame: pd.DataFrame) -> None:
    """With a chosen year, a file with rows of another is refused."""
    ar = sak.val.ar
    wrong = frame[frame[Col.PERIOD] // 100 != ar] if ar is not None else frame.head(0)
    if len(wrong):
        years = ", ".join(str(year) for year in sorted(set((wrong[Col.PERIOD] // 100).tolist())))
        text = f"Filen gäller {years} ({len(wrong)} rader), men året {ar} är valt."
        sak.fynd.fel("fel_ar", text, "Välj rätt fil, eller läs den utan att välja år.", rad=int(wrong[Col.RAD].iloc[0]))


def _tell_investering(sak: Siesak, frame: pd.DataFrame) -> None:
    konton = {kod for kod in frame[Col.KONTO].unique() if STANDARDPLAN.klass(kod) is Kontoklass.INVESTERING}
    if konton:
        rows = frame[frame[Col.KONTO].isin(konton)]
        text = f"{len(rows)} rader på konto 40 (anläggningsinköp) är investering: "
        sak.fynd.upplysning("investeringskonton", f"{text}{format_kronor(int(rows[Col.ORE].sum()))}.")
