"""From a file's bytes to a Lasning: sheets -> header -> columns -> form reader -> rows. Never raises for a bad file."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from finance.inlasning.fil.arbetsbok import read_arbetsbok
from finance.inlasning.fil.blad import Blad, Kolumn
from finance.inlasning.fil.csvfil import read_csv
from finance.inlasning.fil.forkontroll import OLE, OtillatenFilError
from finance.inlasning.fynd import Fynd
from finance.inlasning.huvudbok.dolda import drop_dolda_kolumner
from finance.inlasning.huvudbok.las import read_huvudbok
from finance.inlasning.huvudbok.sammanstallning import drop_sammanstallning
from finance.inlasning.matt.kontroll import check_lika
from finance.inlasning.modell import (
    Anmarkning,
    Bladtolkning,
    Bladval,
    Form,
    Kontext,
    Lasning,
    Lasval,
    Niva,
    Sakerhet,
    empty_rows,
)
from finance.inlasning.planer.las import SLAG as PLANSLAG
from finance.inlasning.planer.las import read_planblad
from finance.inlasning.planrader import Mattrad, Planrad
from finance.inlasning.sarskilda.las import find_sarskild_form, read_sarskild
from finance.inlasning.sie import check_sie_namn, is_sie, read_dimensioner, read_sie
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladresultat, Bladsak
from finance.inlasning.tabell.roller import Roll, assign_roller, code_share
from finance.inlasning.tabell.rubrikrader import find_rubrikrad, read_rubriker
from finance.inlasning.tabell.sammanhang import Sammanhang, read_sammanhang
from finance.inlasning.val.mallnyckel import find_mall
from finance.inlasning.val.profilval import apply_profil, apply_sie_profil
from finance.inlasning.val.profilvikt import weigh_slag
from finance.kolumner import Col


def read_file(data: bytes, fil: str, val: Lasval = Lasval(), kontext: Kontext = Kontext()) -> Lasning:  # noqa: B008 - frozen values
    """Read a file. What is wrong is in `anmarkningar` (complete) and `fragor`; with any FEL or fråga it must not be stored."""
    fynd = Fynd()
    done = Lasning(fil, hashlib.sha256(data).hexdigest(), len(data))
    if is_sie(data):
        vald, profil = val, None
        if kontext.profiler and not val.utan_profil:
            val, profil = apply_sie_profil(read_dimensioner(data), fil, val, kontext, fynd)
        done = replace(done, vald=vald, val=val, profilfil=profil.fil if profil else "")
        return _join(done, [read_sie(data, val=val, kontext=kontext, fynd=fynd)], fynd)
    try:
        sheets = read_sheets(data, fil)
        mall = find_mall(sheets, val, kontext)
    except OtillatenFilError as error:
        return replace(done, anmarkningar=(Anmarkning(Niva.FEL, error.kod, str(error), error.atgard, error.blad),))
    vald, profil = val, None
    if mall is not None:
        sheets, val = [mall.blad], mall.val
    elif kontext.profiler:
        val, profil = apply_profil(sheets, fil, val, kontext, fynd)
    done = replace(done, vald=vald, val=val, profilfil=profil.fil if profil else "")
    results = [read_blad(blad, fil, val=val, kontext=kontext, fynd=fynd) for blad in sheets]
    _check_something_read(sheets, results, val, fynd)
    lasning = _join(done, results, fynd)
    return lasning if mall is None else mall.finish(lasning)


def read_sheets(data: bytes, fil: str) -> list[Blad]:
    """The sheets of any readable file. Raises OtillatenFilError."""
    if not data.strip(b"\x00 \r\n\t"):
        raise OtillatenFilError("tom_fil", f"Filen {fil} är tom.", "Välj en fil med innehåll.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)):
        return read_arbetsbok(data, fil)
    if fil.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")):
        raise OtillatenFilError(
            "ej_arbetsbok",
            f"{fil} är inte en Excelfil, fast namnet säger det, eller så är den skadad.",
            "Öppna filen i Excel, spara den på nytt som .xlsx och läs in den igen.",
        )
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")):
        raise OtillatenFilError(
            "ej_arbetsbok", f"{fil} är ingen Excel- eller textfil.", "Läs in en fil av typen .xlsx, .xls, .ods eller .csv."
        )
    check_sie_namn(fil)
    return read_csv(data, fil)


def read_blad(blad: Blad, fil: str, *, val: Lasval, kontext: Kontext, fynd: Fynd) -> Bladresultat:
    """One sheet: its header row, columns and form decided on its own."""
    bladval = val.blad.get(blad.namn, Bladval())
    if bladval.las is False:
        return _pass_over(blad, "Bladet lästes inte: valt.")
    if blad.tomt:
        return _pass_over(blad, "Bladet är tomt.")
    if blad.dolt and bladval.las is not True and not val.dolda:
        fynd.varning(
            "dolt_blad", f"Bladet {blad.namn} är dolt och lästes inte.", "Visa bladet i Excel om det ska läsas.", blad=blad.namn
        )
        return _pass_over(blad, "Bladet är dolt.")
    if (plan := read_planblad(blad, fil, val=val, bladval=bladval, kontext=kontext, fynd=fynd)) is not None:
        return plan
    place = _rubrikrad(blad, bladval)
    if place is None:
        return _pass_over(blad, "Bladet har ingen rubrikrad som känns igen.")
    rubriker, start = read_rubriker(blad, place)
    before = len(fynd.anmarkningar)
    data = tuple(kolumn.from_row(start) for kolumn in blad.kolumner)
    roller = assign_roller(blad, rubriker, data, kontext=kontext, valda=bladval.kolumner, fynd=fynd)
    bladval = weigh_slag(blad, place, fil, rubriker, bladval, fynd)
    roller = drop_dolda_kolumner(roller, blad, fynd, med=bool(bladval.dolda or (bladval.dolda is None and val.dolda)))
    sammanhang = read_sammanhang(blad, place, fil, val=val, bladval=bladval)
    sammanhang = _year_of_column(roller, data, sammanhang)
    sak = Bladsak(blad, place, start, data, roller, sammanhang, val, bladval, kontext, fynd)
    if start >= blad.rader:
        fynd.varning(
            "inga_rader", f"Bladet {blad.namn} har en rubrikrad men inga rader under den.", blad=blad.namn, rad=blad.rad(place)
        )
        return _pass_over(blad, "Bladet har inga rader under rubriken.")
    if form := find_sarskild_form(sak):
        return read_sarskild(sak, form)
    if not _is_ledger(roller) and bladval.las is not True:
        del fynd.anmarkningar[before:]
        return _pass_over(blad, "Bladet har varken beloppskolumn eller verksamhet.")
    return read_huvudbok(replace(sak, roller=_ledger_roles(sak)))


def _rubrikrad(blad: Blad, bladval: Bladval) -> int | None:
    if bladval.rubrikrad is None:
        return find_rubrikrad(blad)
    return next((place for place in range(blad.rader) if blad.rad(place) == bladval.rubrikrad), None)


def _year_of_column(roller: Sequence[Roll], data: Sequence[Kolumn], sammanhang: Sammanhang) -> Sammanhang:
    """A column "År" with one and the same year is the sheet's year."""
    place = next((x.place for x in roller if x.roll == r.AR), None)
    years = set() if place is None else {text.removesuffix(".0") for text in data[place].texts if text}
    year = years.pop() if len(years) == 1 else ""
    return replace(sammanhang, ar=int(year), ar_ur="kolumnen") if len(year) == 4 and year.isdigit() else sammanhang


def _is_ledger(roller: Sequence[Roll]) -> bool:
    """Whether a sheet is meant as a ledger: amounts, or codes with a period or a voucher (then a missing column is a fault)."""
    has = {x.roll for x in roller}
    amounts = bool(has & {r.BELOPP, r.DEBET})
    keys = has & {Col.VERKSAMHET, Col.ANSVAR, Col.KONTO, r.KOD, r.NAMNKOLUMN, r.PERIOD, r.DATUM, Col.VERKSAMHET + r.NAMN}
    return (amounts and (bool(keys) or len(roller) > 1)) or bool(
        has & {r.PERIOD, r.DATUM, Col.VERIFIKAT} and has & {Col.VERKSAMHET, Col.ANSVAR, Col.KONTO}
    )


def _ledger_roles(sak: Bladsak) -> list[Roll]:
    """In a ledger "Kod" is verksamhet and "Namn" its name; names alone are codes, and so is a first column without header."""
    roller = list(sak.roller)
    verksamhet = str(Col.VERKSAMHET)
    for wanted, new in ((r.KOD, verksamhet), (verksamhet + r.NAMN, verksamhet), (r.NAMNKOLUMN, verksamhet)):
        has = {x.roll for x in roller}
        target = verksamhet + r.NAMN if verksamhet in has and wanted != r.KOD else new
        if target in has or (wanted == r.KOD and verksamhet in has):
            continue
        if target == verksamhet and wanted != r.KOD and Col.ANSVAR in has:
            continue
        roller = [replace(x, roll=target) if x.roll == wanted else x for x in roller]
    roller = _names_as_verksamhet(sak, roller)
    has = {x.roll for x in roller}
    first = next((x for x in roller if x.roll != r.AVVIKELSE), None)
    if not has & {verksamhet, str(Col.ANSVAR), str(Col.KONTO)} and first and first.roll == "" and not first.rubrik.text:
        roller = [replace(x, roll=verksamhet) if x is first else x for x in roller]
    return roller


def _names_as_verksamhet(sak: Bladsak, roller: list[Roll]) -> list[Roll]:
    """A column "Enhet" that holds names, where nothing else says verksamhet or konto, is the lines of the report."""
    has = {x.roll for x in roller}
    if has & {Col.VERKSAMHET, Col.KONTO} or Col.ANSVAR not in has:
        return roller
    return [
        replace(x, roll=str(Col.VERKSAMHET), sakerhet=Sakerhet.INNEHALL)
        if x.roll == Col.ANSVAR and x.sakerhet is not Sakerhet.VALD and code_share(sak.data[x.place]) < 0.5
        else x
        for x in roller
    ]


def _pass_over(blad: Blad, skal: str) -> Bladresultat:
    return Bladresultat(Bladtolkning(blad.namn, None, None, None, last=False, skal=skal))


def _check_something_read(sheets: Sequence[Blad], results: Sequence[Bladresultat], val: Lasval, fynd: Fynd) -> None:
    if any(result.tolkning.last for result in results):
        for result in results:
            if not result.tolkning.last and result.tolkning.skal and "dolt" not in result.tolkning.skal:
                fynd.upplysning("blad_ej_last", f"{result.tolkning.blad}: {result.tolkning.skal}", blad=result.tolkning.blad)
        return
    if all(blad.tomt for blad in sheets):
        fynd.fel("tom_fil", "Filen har inget blad med innehåll.", "Välj en fil med en tabell.")
        return
    for blad, result in zip(sheets, results, strict=True):
        if not blad.tomt:
            namn = f"bladet {blad.namn}" if blad.namn else "filen"
            fynd.fel(
                "rubrikrad_saknas",
                f"Ingen tabell kunde läsas i {namn}. {result.tolkning.skal}",
                "Lägg till det som saknas i rubrikraden, eller välj ett annat slag."
                if val.slag in PLANSLAG
                else "Tabellen behöver en rubrikrad med till exempel Verksamhet, Period och Belopp.",
                blad=blad.namn,
            )


def _drop_double(results: Sequence[Bladresultat], fynd: Fynd) -> list[Bladresultat]:
    """A sheet that sums up another (same slag, same öre per month and verksamhet) is passed over: nothing counts twice."""
    kept: list[Bladresultat] = []
    sums: list[tuple[str, dict[object, int]]] = []
    several = sum(1 for result in results if len(result.rader)) > 1
    for result in results:
        if not several or not len(result.rader):
            kept.append(result)
            continue
        keys = [str(Col.SLAG), str(Col.PERIOD), str(Col.VERKSAMHET)]
        mine = {key: int(ore) for key, ore in result.rader.groupby(keys)[Col.ORE].sum().items()}
        twin = next((namn for namn, other in sums if other == mine), None)
        sums.append((result.tolkning.blad, mine))
        if twin is None:
            kept.append(result)
            continue
        namn = result.tolkning.blad
        skal = f"Bladet {namn} ger samma summor som bladet {twin} och räknas inte en gång till."
        fynd.varning("dubbelt_blad", skal, "Ta bort det ena bladet om det blev fel.", blad=namn)
        kept.append(Bladresultat(replace(result.tolkning, last=False, skal=skal)))
    return kept


def _planrader(results: Sequence[Bladresultat], fynd: Fynd) -> tuple[Planrad, ...]:
    """The rows of all sheets. Two sheets with different values for the same mått and time are a FEL."""
    rader = [rad for result in results for rad in result.planrader]
    matt = [rad for rad in rader if isinstance(rad, Mattrad)]
    return (*(rad for rad in rader if not isinstance(rad, Mattrad)), *check_lika(matt, fynd))


def _join(done: Lasning, results: Sequence[Bladresultat], fynd: Fynd) -> Lasning:
    results = _drop_double(drop_sammanstallning(results, fynd), fynd)
    frames = [result.rader for result in results if len(result.rader)]
    namn: dict[tuple[Col, str], str] = {}
    for result in results:
        for key, name in result.namn.items():
            namn.setdefault(key, name)
    ledgers = [x for x in results if x.tolkning.form in (Form.LANG, Form.BRED, Form.KOLUMNER)]
    if ledgers and not frames and not fynd.has_fel() and not fynd.fragor:
        fynd.fel("inga_rader", "Filen har inga belopp att läsa in.", "Kontrollera att tabellen har rader med belopp.")
    return replace(
        done,
        blad=tuple(result.tolkning for result in results),
        rader=pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0] if frames else empty_rows(),
        namn=namn,
        noder=tuple(nod for result in results for nod in result.noder),
        galler_fran=max((result.galler_fran for result in results), default=0),
        bedomningar=tuple(rad for result in results for rad in result.bedomningar),
        justeringar=tuple(rad for result in results for rad in result.justeringar),
        planrader=_planrader(results, fynd),
        arsbudgetar=tuple(one for result in results for one in result.arsbudgetar),
        anmarkningar=fynd.finish(),
        fragor=tuple(fynd.fragor),
        maskade=sum(result.maskade for result in results),
    )
