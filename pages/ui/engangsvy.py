"""Marking one-offs: proposals with what they would do to the prognos, an amount of one's own, and a transaction in the list."""

import pandas as pd
import streamlit as st

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import format_avvikelse, format_belopp, format_kronor
from finance.kolumner import Col
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.laggning import parse_avvikelse
from finance.period import Period
from finance.prognos.engangs import Forslag
from finance.prognos.rensning import amount_text
from finance.store import Engangsbelopp, Plats, read_engangsposter, save_engangsbelopp, save_engangspost
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, problems, tables, valfalt
from pages.ui.frame import Ram, chosen_period
from pages.ui.radnamn import line_name
from pages.ui.signatur import finish, require_signatur, show_signatur
from pages.ui.theme import avvikelse_markdown, escape, show_quiet

MOST_CHOICES = 300
"""Transactions to choose from, the largest first."""


def show_proposals(ram: Ram, uppfoljning: Uppfoljning) -> None:
    """Folded: suspected one-offs, computed when it is opened; one is chosen, and marked or said no to."""
    opened = st.expander(
        "Visa förslag på engångsposter", key="oppna_engangs", icon=":material/search:", type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        found = cached.engangsforslag(ram.nyckel)
        if not found:
            show_quiet("Inga belopp sticker ut: varje konto ligger nära sina vanliga månader, eller har samma topp varje år.")
            return
        _show_table(found, uppfoljning, ram)
        _show_choice(found, uppfoljning, ram)
        st.space(8)


def _show_table(found: tuple[Forslag, ...], uppfoljning: Uppfoljning, ram: Ram) -> None:
    tables.show_cells(
        "Verksamhet",
        [line_name(uppfoljning, one.nod) for one in found],
        ["Avvikelsen ändras", f"Belopp, {ram.enhet.label}", "Varför"],
        [
            [
                avvikelse_markdown(-one.effekt_ore, ram.enhet),
                format_belopp(one.ore, ram.enhet, vy=ram.vy),
                escape(one.skal) + (f" Verifikat {escape(one.verifikat)}." if one.verifikat else ""),
            ]
            for one in found
        ],
        texts=[False, False, True],
        alt="Förslag på engångsposter med belopp, vad helårets avvikelse ändras med, och varför",
    )
    show_quiet(f"Avvikelsen ändras: vad systemets prognos för helåret skulle ändras med, {ram.enhet.label}. Plus är bättre.")


def _show_choice(found: tuple[Forslag, ...], uppfoljning: Uppfoljning, ram: Ram) -> None:
    about = f"{ram.namnd.kod}|{ram.period}|{ram.nyckel.version}"
    names = [
        f"{line_name(uppfoljning, one.nod)}, {one.period.namn}, {amount_text(one.ore)}, konto {one.konto}" for one in found
    ]
    at = st.selectbox(
        "Förslag", range(len(found)), format_func=lambda place: names[place], key=f"engangs_val|{about}", width=560
    )
    skal = st.text_input(
        "Varför är det en engångspost?",
        key=f"engangs_skal|{about}",
        max_chars=300,
        placeholder="Till exempel: vattenskadan i mars, försäkringen ersätter",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vem = show_signatur(ram.store, key="engangs")
        accept = st.button("Märk som engångspost", key="engangs_ja", icon=":material/check:", type="primary")
        refuse = st.button("Nej, räkna in den", key="engangs_nej", icon=":material/close:")
    if not (accept or refuse):
        return
    one = found[at]
    with problems.guard():
        _save(ram, one, skal or "", require_signatur(vem), i_takten=refuse)
        change = f"Systemets prognos för helåret ändras med {format_avvikelse(-one.effekt_ore, ram.enhet, unit=True)}."
        finish(ram.store, vem, f"Förslaget visas inte igen. {names[at]}." if refuse else f"Märkt. {names[at]}. {change}")


def _save(ram: Ram, one: Forslag, skal: str, vem: str, *, i_takten: bool) -> None:
    namnd = ram.namnd.kod
    if one.plats is not None:
        save_engangspost(ram.store, namnd, one.plats, skal=skal, vem=vem, i_takten=i_takten)
        return
    belopp = Engangsbelopp(one.nod, one.kontogrupp, one.period.key, one.ore, one.konto)
    save_engangsbelopp(ram.store, namnd, belopp, skal=skal, vem=vem, i_takten=i_takten)


def show_amount_form(ram: Ram, uppfoljning: Uppfoljning) -> None:
    """Folded: an amount on a line, kontogrupp and month, where there is no single transaction to mark."""
    opened = st.expander(
        "Lägg in ett belopp som engångspost",
        key="oppna_engangsbelopp",
        icon=":material/add:",
        type="compact",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        show_quiet("När beloppet är en del av något större. En enskild transaktion märker du där den visas, under konton.")
        belopp, skal = _amount_fields(ram, uppfoljning)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            vem = show_signatur(ram.store, key="engangsbelopp")
            pressed = st.button("Spara", key="engangsbelopp_spara", icon=":material/check:")
        if pressed:
            with problems.guard():
                save_engangsbelopp(ram.store, ram.namnd.kod, _read_belopp(*belopp), skal=skal, vem=require_signatur(vem))
                finish(ram.store, vem, f"{line_name(uppfoljning, belopp[0] or '')}: beloppet räknas inte längre in i takten.")
        st.space(8)


def _amount_fields(ram: Ram, uppfoljning: Uppfoljning) -> tuple[tuple[str | None, str | None, int, str], str]:
    about, lage = f"{ram.namnd.kod}|{ram.nyckel.version}", cached.lage(ram.nyckel)
    with st.grid(4, gap="small", min_column_width=180):
        nod = valfalt.choose(
            "Verksamhet",
            [rad.nod for rad in uppfoljning.rader if rad.nod in lage.kub.place],
            lambda kod: line_name(uppfoljning, kod),
            key=f"engangsbelopp_nod|{about}",
        )
        used = lage.kub.utfall[lage.kub.place[nod]].any(axis=(1, 2)) if nod else [True] * len(GRUPPER)
        grupper = [grupp.value for grupp, has in zip(GRUPPER, used, strict=True) if has] or [Kontogrupp.OSPECIFICERAD.value]
        grupp = valfalt.choose("Kontogrupp", grupper, str, key=f"engangsbelopp_grupp|{about}|{nod}")
        month = chosen_period(ram)
        manad = st.selectbox(
            "Månad",
            [month.ar * 100 + manad for manad in range(min(month.manad, 12), 0, -1)],
            format_func=lambda key: Period.from_key(key).namn.capitalize(),
            key=f"engangsbelopp_manad|{about}|{month}",
        )
        text = st.text_input("Belopp i kr, kostnad plus", key=f"engangsbelopp_ore|{about}", placeholder="Till exempel 250 000")
    skal = st.text_input("Varför är det en engångspost?", key=f"engangsbelopp_skal|{about}", max_chars=300)
    return (nod, grupp, manad, text or ""), skal or ""


def _read_belopp(nod: str | None, grupp: str | None, manad: int, text: str) -> Engangsbelopp:
    if not text.strip():
        raise InvalidValue("Skriv beloppet i kronor, till exempel 250 000.")
    return Engangsbelopp(nod or "", grupp or "", manad, parse_avvikelse(text, Enhet.KR))


def show_transaktion_form(ram: Ram, found: pd.DataFrame, *, key: str) -> None:
    """Folded, under a list of transactions: one of them is chosen and marked. `key`: which list of the page."""
    opened = st.expander(
        "Märk en transaktion som engångspost",
        key=f"oppna_marktrans_{key}",
        icon=":material/flag:",
        type="compact",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        if ram.as_of is not None:
            show_quiet("Du tittar på ett tidigare läge. Visa läget nu för att märka en transaktion.")
            return
        _show_transaktion_fields(ram, found, key)


def _show_transaktion_fields(ram: Ram, found: pd.DataFrame, key: str) -> None:
    marked = {post.plats: post for post in read_engangsposter(ram.store, ram.namnd.kod) if post.plats and not post.i_takten}
    largest = found.loc[found[Col.ORE].abs().sort_values(ascending=False, kind="stable").index].head(MOST_CHOICES)
    names = {_plats(row): _name(row, ram.vy.sign) for _, row in largest.iterrows()}
    about = f"{key}|{ram.namnd.kod}|{ram.period}|{ram.nyckel.version}"
    show_quiet("Transaktionen finns kvar i utfallet, men räknas inte in i takten för resten av året.")
    chosen = valfalt.choose(
        "Transaktion, de största först",
        list(names),
        lambda plats: names[plats] + (" (märkt)" if plats in marked else ""),
        key=f"marktrans_val|{about}",
        width=560,
    )
    if chosen in marked:
        show_quiet(f"Redan märkt av {escape(marked[chosen].vem)}: {escape(marked[chosen].skal)}")
    skal = st.text_input("Varför är det en engångspost?", key=f"marktrans_skal|{about}", max_chars=300)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vem = show_signatur(ram.store, key=f"marktrans_{key}")
        pressed = st.button("Märk som engångspost", key=f"marktrans_spara_{key}", icon=":material/check:")
    if pressed and chosen is None:
        problems.show_problem("Välj den transaktion som är en engångspost.")
    elif pressed and chosen is not None:
        with problems.guard():
            save_engangspost(ram.store, ram.namnd.kod, chosen, skal=skal or "", vem=require_signatur(vem))
            finish(ram.store, vem, f"Märkt som engångspost: {names[chosen]}.")


def _plats(row: "pd.Series[str]") -> Plats:
    return int(row[Col.INLASNING]), int(row[Col.LOPNR])


def _name(row: "pd.Series[str]", sign: int) -> str:
    month = Period.from_key(int(row[Col.PERIOD])).namn.capitalize()
    parts = (month, format_kronor(int(row[Col.ORE]) * sign), row[Col.VERIFIKAT], row[Col.TEXT], f"rad {row[Col.RAD]}")
    return ", ".join(str(part) for part in parts if part)
