"""The nämnd's kontoplan: konton that no rule covers first, then the rules, the nämnd's own over the default."""

from collections.abc import Sequence

import streamlit as st

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import format_belopp
from finance.kontoplan import STANDARD, Kontogrupp
from finance.period import Period
from finance.store import Kontoregel, OmappatKonto, save_kontoregel
from pages.ui import cached, perioder, problems, tables, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

DEFAULT = "Standard (ta bort nämndens egen regel)"


def show_kontoplan(ram: Ram, *, locked: bool) -> None:
    """Unmapped konton, a field to set a rule, and the rules."""
    omappade = cached.omappade(ram.nyckel)
    with open_card():
        show_card_title(
            _title(omappade), "En regel gäller konton som börjar med siffrorna. Den längsta regeln som passar avgör."
        )
        if omappade:
            tables.show_grid([_row(ram, one) for one in omappade], alt="Konton som ingen regel täcker, störst först")
        if not locked:
            _show_fields(ram, omappade)
        opened = st.expander("Visa alla regler", key="oppna_kontoregler", type="compact", icon=":material/list:")
        with opened:
            _show_rules(cached.kontoregler(ram.nyckel))


def _title(omappade: Sequence[OmappatKonto]) -> str:
    if not omappade:
        return "Alla konton har en kontogrupp"
    return f"{len(omappade)} {'konto saknar' if len(omappade) == 1 else 'konton saknar'} kontogrupp"


def _row(ram: Ram, one: OmappatKonto) -> dict[str, str]:
    utfall, budget = (format_belopp(ore, Enhet.KR, vy=ram.vy, decimals=2) for ore in (one.utfall_ore, one.budget_ore))
    return {"Konto": one.konto, "Benämning": one.namn or "–", "Utfall, kr": utfall, "Budget, kr": budget}


def _show_fields(ram: Ram, omappade: Sequence[OmappatKonto]) -> None:
    st.space(8)
    with st.grid(3, gap="small", min_column_width=200):
        prefix = st.text_input(
            "Konton som börjar med",
            key="kontoregel_prefix",
            max_chars=12,
            placeholder=omappade[0].konto if omappade else "5012",
        )
        grupper = [*(grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD), DEFAULT]
        grupp = valfalt.choose("Kontogrupp", grupper, str, key="kontoregel_grupp", placeholder="Välj kontogrupp")
        fran = perioder.choose_from("Gäller från", ram.ar, key="kontoregel_fran")
    st.space(8)
    vem, pressed = show_action(ram.store, "Spara regeln", key="kontoregel", icon=":material/check:")
    if pressed:
        with problems.guard():
            if not prefix or grupp is None:
                raise InvalidValue("Skriv början av kontot, till exempel 4511, och välj kontogrupp.")
            wanted = None if grupp == DEFAULT else Kontogrupp(grupp)
            save_kontoregel(ram.store, ram.namnd.kod, prefix, wanted, galler_fran=fran, vem=require_signatur(vem))
            finish(ram.store, vem, f"Regeln för konton som börjar med {prefix.strip()} är sparad.")


def _show_rules(own: Sequence[Kontoregel]) -> None:
    changed = {regel.prefix for regel in own if not regel.galler_fran}
    rows = [(prefix, grupp.value, "", "standard") for prefix, grupp in STANDARD.items() if prefix not in changed]
    rows += [(r.prefix, r.kontogrupp.value, str(Period.from_key(r.galler_fran)) if r.galler_fran else "", r.vem) for r in own]
    tables.show_rows(
        [
            {"Börjar med": prefix, "Kontogrupp": grupp, "Gäller från": fran or "början", "Satt av": escape(vem)}
            for prefix, grupp, fran, vem in sorted(rows)
        ],
        alt="Regler från konto till kontogrupp",
    )
    show_quiet("Konton i klass 40 är investering och konton i klass 1 och 2 är balans. De räknas inte i driften.")
