"""'Så här läste jag filen': the verdict, what is asked, what to look at, what was done, and how each column was read."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import streamlit as st

from finance.belopp import Enhet
from finance.format import format_tal
from finance.inlasning.modell import Anmarkning, Bladtolkning, Fraga, Kolumntolkning
from finance.kolumner import Slag
from finance.mottagning import Forslag, Forslagsstatus
from finance.period import EN_DASH, Period
from pages.ui import downloads, lasval, problems, state, tables
from pages.ui.state import Uppladdad
from pages.ui.theme import escape, open_card, show_quiet

BESTAM = ":orange-badge[:material/help: Bestäm]"
SE_OVER = ":orange-badge[:material/warning: Se över]"
GJORT = ":blue-badge[:material/check: Gjort]"
MOST_SHOWN = 12
MOST_COLUMNS = 3
UTAN_KRONOR = (Slag.MATT, Slag.UPPDRAG, Slag.STRUKTUR)
FAULTY_AMOUNT = "belopp_text"
HIDDEN = {"dolt_blad": ("Läs det dolda bladet", "las"), "dolda_kolumner": ("Läs de dolda kolumnerna", "dolda")}
AMOUNTS = ("belopp", "debet", "kredit", "summa", "prognos", "prognosavvikelse", "avvikelse")


def verdict(forslag: Forslag) -> str:
    """One sentence: can it be read in, and if not, why."""
    if forslag.status is Forslagsstatus.AVVISAD:
        count = len(forslag.fel)
        return f"Filen kan inte läsas in: {_count(count, 'fel', 'fel')} att rätta"
    if forslag.status is Forslagsstatus.DUBBLETT:
        return f"Filen är redan inläst, och det är den som gäller (inläsning {forslag.dubblett_av})"
    if forslag.status is Forslagsstatus.FRAGA:
        return f"{_count(len(forslag.fragor), 'sak', 'saker').capitalize()} att bestämma innan filen kan läsas in"
    rows = row_count(forslag)
    return f"Så här läste jag filen: {format_tal(rows)} {'rad' if rows == 1 else 'rader'}{_span(forslag)}"


def row_count(forslag: Forslag) -> int:
    """Rows of the file that count, whatever their slag."""
    return sum(blad.rader for blad in forslag.lasning.blad if blad.last) or len(forslag.rader)


def _count(number: int, one: str, many: str) -> str:
    words = {1: "ett" if one == "fel" else "en", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex"}
    return f"{words.get(number, str(number))} {one if number == 1 else many}"


def _span(forslag: Forslag) -> str:
    keys = sorted({key for summa in forslag.summor.values() for key in summa.perioder})
    if not keys:
        return ""
    first, last = _month(keys[0]), _month(keys[-1])
    if len(keys) == 1:
        return f" för {first}"
    if keys[0][:4] == keys[-1][:4]:
        first = first.removesuffix(f" {keys[0][:4]}")
    return f" för {first}{EN_DASH}{last}"


def _month(key: str) -> str:
    return Period.parse(key).namn if len(key) > 4 else key


def show_source(fil: Uppladdad, forslag: Forslag) -> None:
    """File, size, sheets and header rows; and that nothing is stored."""
    size = len(fil.data)
    text = f"{format_tal(size / 1_000_000, 1)} MB" if size >= 100_000 else f"{format_tal(max(size // 1000, 1))} kB"
    sheets = [
        ", ".join(filter(None, (sheet_name(blad, "blad"), f"rubriker på rad {blad.rubrikrad}" if blad.rubrikrad else "")))
        for blad in forslag.lasning.blad
        if blad.last
    ]
    where = f", {'; '.join(filter(None, sheets))}" if any(sheets) else ""
    show_quiet(f":material/description: **{escape(fil.fil)}**, {text}{where}. Inget är sparat ännu.")


def sheet_name(blad: Bladtolkning, word: str = "Blad") -> str:
    """`Blad Januari` as Markdown; nothing for a file that has no sheets, such as csv."""
    return f"{word} {escape(blad.blad)}" if blad.blad else ""


def show_findings(fil: Uppladdad, forslag: Forslag) -> None:
    """Sorted by what they ask of the reader: Rätta, Bestäm, Se över, Gjort."""
    faults, warnings, done = forslag.fel, forslag.varningar, forslag.upplysningar
    with open_card():
        st.subheader(_findings_title(len(faults), len(forslag.fragor), len(warnings)), anchor=False)
        with st.container(gap="small"):
            _show_faults(faults)
            _show_leave_out(fil, forslag)
            for fraga in forslag.fragor:
                _show_fraga(fil, fraga)
            _show_list(SE_OVER, warnings, fil)
            _show_list(GJORT, done, fil)
            if not (faults or forslag.fragor or warnings or done):
                show_quiet("Inget behöver ses över.")
            if faults or warnings:
                downloads.show_annotated(fil, forslag.anmarkningar)


def _findings_title(faults: int, questions: int, warnings: int) -> str:
    parts = []
    if faults:
        parts.append(f"{_count(faults, 'fel', 'fel')} att rätta i filen")
    if questions:
        parts.append(f"{_count(questions, 'sak', 'saker')} att bestämma")
    if warnings:
        parts.append(f"{_count(warnings, 'sak', 'saker')} att se över")
    text = ", ".join(parts) or "inget att bestämma"
    return text[0].upper() + text[1:]


def _show_faults(faults: Sequence[Anmarkning]) -> None:
    if not faults:
        return
    rows = [
        {
            "Blad": a.blad or "–",
            "Rad": str(a.rad) if a.rad else "–",
            "Kolumn": a.kolumn or "–",
            "Vad som är fel": a.text,
            "Gör så här": a.atgard,
        }
        for a in faults
    ]
    if len(rows) <= MOST_SHOWN:
        tables.show_rows(
            [{name: escape(text) for name, text in row.items()} for row in rows], alt="Fel i filen, med blad, rad och kolumn"
        )
    else:
        tables.show_grid(rows, alt="Fel i filen, med blad, rad och kolumn")


def _show_leave_out(fil: Uppladdad, forslag: Forslag) -> None:
    """A column whose amounts cannot be read may be left out, when it is not needed."""
    places = dict.fromkeys((a.blad, a.kolumn) for a in forslag.fel if a.kod == FAULTY_AMOUNT)
    letters = {
        (blad.blad, kolumn.rubrik): kolumn.bokstav for blad in forslag.lasning.blad for kolumn in blad.kolumner if kolumn.roll
    }
    for blad, kolumn in [place for place in places if place in letters][:MOST_COLUMNS]:
        st.button(
            f"Läs inte kolumnen {kolumn}",
            key=f"utan_{fil.nyckel}|{blad}|{kolumn}",
            type="tertiary",
            icon=":material/visibility_off:",
            on_click=_leave_out,
            args=(fil, blad, letters[blad, str(kolumn)]),
        )


def _leave_out(fil: Uppladdad, blad: str, bokstav: str) -> None:
    """Read the sheet without one column: callback."""
    state.change_uppladdad(fil, lambda now: lasval.answer_column(now, blad, bokstav, ""))


def _place(a: Anmarkning) -> str:
    parts = [
        f"blad {a.blad}" if a.blad else "",
        f"rad {a.rad}" if a.rad else "",
        f"kolumn {a.kolumn}" if a.kolumn else "",
    ]
    return ", ".join(part for part in parts if part)


def short_text(a: Anmarkning) -> str:
    """The finding's sentence; a long list of verksamheter in parentheses is left to the comparison and the marked copy."""
    return f"{a.text.partition(' (')[0].removesuffix('.')}." if a.kod == "stangd_manad" else a.text


def _show_list(badge: str, findings: Sequence[Anmarkning], fil: Uppladdad) -> None:
    for a in findings[:MOST_SHOWN]:
        quiet = " ".join(part for part in (escape(a.atgard), f"({escape(_place(a))})" if _place(a) else "") if part)
        st.markdown(f"{badge} {escape(short_text(a))}" + (f" :small[:gray[{quiet}]]" if quiet else ""))
        if a.kod in HIDDEN and a.blad:
            label, falt = HIDDEN[a.kod]
            st.button(
                label,
                key=f"dolt_{fil.nyckel}|{a.blad}|{falt}",
                type="tertiary",
                icon=":material/visibility:",
                on_click=_include,
                args=(fil, a.blad, falt),
            )
    rest = findings[MOST_SHOWN:]
    if rest:
        with st.expander(f"Visa {len(rest)} till", type="compact"):
            tables.show_grid(
                [{"Plats": _place(a) or "–", "Vad": a.text, "Gör så här": a.atgard} for a in rest], alt="Fler anmärkningar"
            )


def _include(fil: Uppladdad, blad: str, falt: str) -> None:
    """Take in what is hidden in a sheet, or the sheet itself: callback."""
    state.change_uppladdad(fil, lambda now: lasval.answer(now, falt, value=True, blad=blad))


def _show_fraga(fil: Uppladdad, fraga: Fraga) -> None:
    where = f" :small[:gray[blad {escape(fraga.blad)}]]" if fraga.blad else ""
    st.markdown(f"{BESTAM} **{escape(fraga.text)}**{where}")
    labels = dict(fraga.val)
    key = f"fraga_{fil.nyckel}|{fraga.kod}|{fraga.falt}|{fraga.blad}|{fraga.text}"
    if not labels:
        st.text_input("Svar", key=key, on_change=_answer, args=(fil, fraga, key))
        return
    st.selectbox(
        f"Svar på: {fraga.text}",
        list(labels),
        index=None,
        format_func=lambda value: labels.get(value, value),
        key=key,
        placeholder="Välj",
        label_visibility="collapsed",
        on_change=_answer,
        args=(fil, fraga, key),
    )


def _answer(fil: Uppladdad, fraga: Fraga, key: str) -> None:
    value = state.read_open(key)
    with problems.guard():
        state.change_uppladdad(fil, lambda now: lasval.answer(now, fraga.falt, value, blad=fraga.blad))


def show_columns(blad: Bladtolkning) -> None:
    """How each column of a sheet was read, with an example and how sure that is."""
    with open_card():
        used = [kolumn for kolumn in blad.kolumner if kolumn.roll]
        guessed = sum(kolumn.sakerhet.value == "innehåll" for kolumn in used)
        count = _count(len(used), "kolumn känns igen", "kolumner känns igen")
        title = f"{sheet_name(blad)}: {count}" if blad.blad else count.capitalize()
        st.subheader(title + (f", {_count(guessed, 'på innehållet', 'på innehållet')}" if guessed else ""), anchor=False)
        show_quiet(escape(_sheet_text(blad)))
        tables.show_rows(
            [
                {
                    "I filen": escape(lasval.column_name(kolumn)),
                    "Läses som": escape(lasval.roll_text(kolumn.roll)),
                    "Exempel": escape(_example(kolumn)) or "–",
                    "Hur säkert": lasval.SAKERHET[kolumn.sakerhet] if kolumn.roll else "–",
                }
                for kolumn in blad.kolumner
            ],
            alt=f"Kolumnerna i {f'blad {blad.blad}' if blad.blad else 'filen'} och hur de lästes",
        )


def _example(kolumn: Kolumntolkning) -> str:
    """The example as in the file; an amount with Swedish decimals, as Excel would show it."""
    if kolumn.roll.partition(":")[0] not in AMOUNTS:
        return kolumn.exempel
    try:
        return format_tal(Decimal(kolumn.exempel), 2)
    except InvalidOperation:
        return kolumn.exempel


def _slag_text(blad: Bladtolkning) -> str:
    if blad.slag:
        return lasval.SLAG[blad.slag].lower()
    found = [slag for slag in ("utfall", "budget") if any(f":{slag}" in kolumn.roll for kolumn in blad.kolumner)]
    return " och ".join(found) or "okänt slag"


def _sheet_text(blad: Bladtolkning) -> str:
    enhet = blad.enhet.label if blad.enhet else Enhet.KR.label
    parts = [
        _slag_text(blad),
        "" if blad.slag in UTAN_KRONOR else f"belopp i {enhet}",
        lasval.TECKEN[blad.tecken].lower() if blad.tecken else "",
        "ackumulerade belopp" if blad.ackumulerat else "",
        f"{format_tal(blad.rader)} {'rad' if blad.rader == 1 else 'rader'}",
        _count(blad.summarader, "summarad kontrollerad", "summarader kontrollerade") if blad.summarader else "",
    ]
    text = ", ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}. {blad.skal}".strip()
