"""Which mått are drawn in the reports: those that stand out, a choice of the nämnd's own, or none."""

import streamlit as st

from finance.lage import Lage
from finance.matt import Mattdel, list_grupper
from finance.rapport.matt.diagram import nyckel_of

INGA = "inga"


def choose_drawn(lage: Lage, *, key: str) -> tuple[str, ...] | None:
    """The keys of the chosen mått; None where nothing is chosen, () for no charts. Chosen mått without values are kept."""
    val = lage.rapportval.matt
    names = {INGA: "Inga diagram av mått"} | _drawable(lage)
    now = () if val.diagram is None else val.diagram or (INGA,)
    names |= {one: one.replace("|", " ").strip() for one in now if one not in names}
    chosen = st.multiselect(
        "Diagram i rapporten",
        list(names),
        default=list(now),
        format_func=names.__getitem__,
        key=key,
        placeholder="Välj mått, eller lämna tomt",
        help="Lämnas fältet tomt ritas de mått i Volymutveckling som sticker ut mest: längst före sin prognos, störst ändring.",
    )
    if INGA in chosen:
        return ()
    return tuple(chosen) or None


def _drawable(lage: Lage) -> dict[str, str]:
    """Mått of the report that have at least two values."""
    return {
        nyckel_of(matt): f"{matt.visat_namn} ({grupp.visat_namn})"
        for grupp in list_grupper(lage)
        if grupp.del_ is not Mattdel.INGEN
        for matt in grupp.matt
        if sum(rad.varde is not None for rad in matt.rader) > 1
    }
