"""Entry of mått on screen: typed months, a pasted column from Excel, a span or a year; settings; what was typed, and undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from finance.errors import InvalidValue
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardetyp
from finance.lage import Lage
from finance.matt import KVINNOR, MAN, Matt, Mattdel, Mattgrupp, cell_of, list_matt
from finance.mattinskrivning import Mattval, Tidsdelning, column_months, make_rader, typed_months
from finance.period import MANADER_KORT
from finance.store import mattpost_history, read_mattposter, remove_mattvarden, save_mattval, save_mattvarden
from pages.ui import mallar, problems, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

Texter = Callable[[], Mapping[int, str]]
"""What is filled in, read when it is saved."""
NYTT = "Ett nytt mått"
TYPER = {Vardetyp.UTFALL: "Utfall", Vardetyp.PROGNOS: "Prognos", Vardetyp.MAL: "Mål", Vardetyp.BUDGET: "Budget"}
SATT = {
    Ackumulering.SUMMA: "Summeras",
    Ackumulering.MEDEL: "Medelvärde",
    Ackumulering.SENASTE: "Senaste värdet gäller",
    Ackumulering.UNIK: "Unika: kan inte räknas ihop",
}
KON = {"": "Totalt", KVINNOR: "Kvinnor", MAN: "Män"}


def show_entry(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    """The card to type in, upload and take away; nothing while an earlier moment is shown."""
    if ram.as_of is not None:
        return
    with open_card():
        show_card_title("Lägg in värden", "Skriv dem här, klistra in en kolumn ur Excel, eller läs in en fil efter mallen.")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("pages/underlag/inlasning.py", label="Läs in en fil", icon=":material/upload_file:")
            mallar.show_one(ram, "matt", label="Hämta mallen för mått")
        with st.expander("Skriv eller klistra in värden", key="oppna_mattform", icon=":material/edit:", type="compact"):
            _show_form(lage, grupp, ram)
        with st.expander("Inskrivna värden", key="oppna_mattlista", icon=":material/history:", type="compact"):
            _show_typed(ram)
        with st.expander("Hur mått visas", key="oppna_mattval", icon=":material/tune:", type="compact"):
            _show_settings(lage, grupp, ram)
        st.space(8)


def _show_form(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    val, known = _choose_matt(grupp)
    with st.grid(3, gap="small", min_column_width=220):
        kon = st.selectbox("Gäller", list(KON), format_func=KON.__getitem__, key="mattform_kon")
        typ = st.selectbox("Typ av värde", list(TYPER), format_func=TYPER.__getitem__, key="mattform_typ")
        years = list(range(lage.period.ar + 1, lage.period.ar - 6, -1))
        ar = st.selectbox("År", years, index=1, key="mattform_ar")
    if kon and not val.kategori:
        val = replace(val, kategori=kon, rubrik=KON[kon])
        known = next((m for m in list_matt(lage.matt) if (m.nod, m.grupp, m.namn, m.kategori) == _key(val)), None)
    namn = {
        Tidsdelning.MANADER: "Månad för månad",
        Tidsdelning.HITTILLS: f"{lage.period.span} som ett värde",
        Tidsdelning.HELAR: "Hela året som ett värde",
    }
    delning = st.radio("Tid", list(namn), format_func=namn.__getitem__, key="mattform_tid", horizontal=True)
    about = f"{ram.namnd.kod}|{'|'.join(_key(val))}|{typ}|{ar}|{ram.nyckel.version}"
    texts = _show_months(known, ar, typ, about) if delning is Tidsdelning.MANADER else _show_single(delning, about)
    brott = st.checkbox("Serien är bruten här: går inte att jämföra med tidigare värden", key=f"mattform_brott|{about}")
    vem, pressed = show_action(ram.store, "Spara värdena", key="mattform_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            rader = make_rader(val, texts(), typ=typ, delning=delning, period=lage.period, ar=ar, brott=brott)
            saved = save_mattvarden(ram.store, ram.namnd.kod, rader, vem=require_signatur(vem))
            if saved:
                finish(ram.store, vem, f"{val.namn}: {'ett värde' if saved == 1 else f'{saved} värden'} sparade.")
            st.markdown("Värdena är redan sparade så.")


def _key(val: Mattval) -> tuple[str, str, str, str]:
    return (val.nod, val.grupp, val.namn, val.kategori)


def _choose_matt(grupp: Mattgrupp | None) -> tuple[Mattval, Matt | None]:
    found = [matt for matt in grupp.matt if matt.kategori not in KON or not matt.kategori] if grupp else []
    places = [*range(len(found)), -1]
    place = st.selectbox(
        "Mått",
        places,
        format_func=lambda at: NYTT if at < 0 else found[at].visat_namn,
        key=f"mattform_matt|{grupp.namn if grupp else ''}",
    )
    if place >= 0:
        return Mattval.of(found[place]), found[place]
    with st.grid(2, gap="small", min_column_width=300):
        namn = st.text_input(
            "Vad måttet heter", key="mattform_namn", placeholder="Till exempel Anmälningar barn och unga", max_chars=120
        )
        heading = st.text_input(
            "Grupp (rubrik det står under)", value=grupp.namn if grupp else "", key="mattform_grupp", max_chars=120
        )
        enhet = st.text_input("Enhet", key="mattform_enhet", placeholder="antal, dygn, %, tkr", max_chars=20)
        satt = st.selectbox("Flera månader blir", list(SATT), format_func=SATT.__getitem__, key="mattform_satt")
    return Mattval(namn or "", heading or "", enhet=enhet or "", ackumulering=satt), None


def _show_months(known: Matt | None, ar: int, typ: Vardetyp, about: str) -> Texter:
    """Twelve fields, and a field to paste a column in; what is pasted goes before what stands in the fields."""
    now = typed_months(known, ar, typ) if known else [""] * 12
    typed = {}
    with st.grid(6, gap="small", min_column_width=90):
        for manad, text in enumerate(MANADER_KORT, 1):
            typed[manad] = st.text_input(text.capitalize(), value=now[manad - 1], key=f"mattform_{manad}|{about}", max_chars=24)
    pasted = st.text_area(
        "Eller klistra in en kolumn ur Excel (en cell per rad, januari först)",
        key=f"mattform_klistra|{about}",
        height=110,
        placeholder="23,4\n25,1\n24",
    )
    return lambda: _changed({manad: text or "" for manad, text in typed.items()}, now, pasted or "")


def _changed(typed: Mapping[int, str], now: Sequence[str], pasted: str) -> dict[int, str]:
    changed = {manad: text for manad, text in typed.items() if text.strip() != now[manad - 1]}
    found = changed | column_months(pasted)
    if not found:
        raise InvalidValue("Inget värde är ändrat. Skriv i ett fält, eller klistra in en kolumn.")
    return found


def _show_single(delning: Tidsdelning, about: str) -> Texter:
    text = st.text_input("Värde", key=f"mattform_ett|{delning}|{about}", placeholder="414 eller 23,4", max_chars=24, width=240)
    return lambda: {0: text or ""}


def _show_typed(ram: Ram) -> None:
    found = [rad for _, rad in read_mattposter(ram.store, ram.namnd.kod)]
    if not found:
        show_quiet("Inga värden är inskrivna här. Värden ur filer ser du på sidan Inläsning.")
        return
    tables.show_grid([_row(rad) for rad in reversed(found)], alt="Inskrivna värden", figures=("Värde",))
    places = valfalt.choose("Ta bort", list(range(len(found))), lambda at: _label(found[at]), key="mattlista_bort")
    if places is None:
        return
    rad = found[places]
    versions = mattpost_history(ram.store, ram.namnd.kod, nod=rad.nod, grupp=rad.grupp, matt=rad.matt, kategori=rad.kategori)
    tables.show_rows(
        [
            {"När": tider.show_time(when), "Av": escape(vem), "Vad": "borttaget" if gone else _said(one)}
            for one, vem, when, gone in versions
            if one.nyckel == rad.nyckel
        ],
        alt="Värdets historik",
    )
    vem, pressed = show_action(ram.store, "Ta bort värdet", key="mattlista_ta_bort", icon=":material/delete:")
    if pressed:
        with problems.guard():
            remove_mattvarden(ram.store, ram.namnd.kod, [rad], vem=require_signatur(vem))
            finish(ram.store, vem, "Värdet är borttaget. Finns det i en fil gäller filens värde igen.")


def _row(rad: Mattrad) -> dict[str, str]:
    return {
        "Mått": ", ".join(filter(None, (rad.matt, rad.kategori))),
        "Typ": TYPER.get(rad.typ, rad.typ.value),
        "Tid": _time(rad),
        "Värde": _said(rad),
    }


def _label(rad: Mattrad) -> str:
    namn = ", ".join(filter(None, (rad.matt, rad.kategori)))
    return f"{namn}, {TYPER.get(rad.typ, rad.typ.value).lower()} {_time(rad)}: {_said(rad)}"


def _time(rad: Mattrad) -> str:
    first, last = MANADER_KORT[int(rad.fran[5:7]) - 1], MANADER_KORT[int(rad.till[5:7]) - 1]
    return f"{first} {rad.till[:4]}" if first == last else f"{first}–{last} {rad.till[:4]}"


def _said(rad: Mattrad) -> str:
    return str(cell_of(rad) if cell_of(rad) is not None else "–").replace(".", ",")


def _show_settings(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    val = lage.rapportval.matt
    key = f"{ram.namnd.kod}|{ram.nyckel.version}"
    per_kon = st.checkbox(
        "All statistik per kön: mått utan kvinnor och män räknas som ofullständiga", value=val.per_kon, key=f"mattval_kon|{key}"
    )
    limits = {0: "Visa alla antal", **{n: f"Visa inte antal under {n}" for n in (3, 4, 5, 10)}}
    below = st.selectbox(
        "Små antal", list(limits), index=list(limits).index(val.dolj_under) if val.dolj_under in limits else 0,
        format_func=limits.__getitem__, key=f"mattval_under|{key}", width=320,
    )  # fmt: skip
    delar = dict(val.delar)
    if grupp is not None:
        delar[grupp.namn] = st.selectbox(
            f"Gruppen {grupp.visat_namn} står i rapporten under", [one.value for one in Mattdel],
            index=list(Mattdel).index(grupp.del_), format_func=lambda text: Mattdel(text).namn,
            key=f"mattval_del|{grupp.namn}|{key}", width=320,
        )  # fmt: skip
        if grupp.namn not in val.delar and delar[grupp.namn] == grupp.del_.value:
            del delar[grupp.namn]
    vem, pressed = show_action(ram.store, "Spara hur mått visas", key="mattval_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            new = replace(val, per_kon=per_kon, dolj_under=below, delar=delar)
            save_mattval(ram.store, ram.namnd.kod, new, vem=require_signatur(vem))
            finish(ram.store, vem, "Sparat. Det gäller på sidan och i rapporterna.")
