"""Where a finding is mended: the text it is in, the page of what it is about, and how a link names them."""

from finance.matt import list_grupper
from finance.rapport.kontroll import Fynd, Kod
from finance.rapport.rapportdelar import DELAR
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, mattvy, state
from pages.ui.comments import Plats
from pages.ui.frame import Ram

RAPPORT, TEXT = "rapport", "kommentar"
"""Names in the URL."""
MANAD, TERTIAL = "manadsuppfoljning", "tertialrapport"
RAPPORTER = {MANAD: "Månadsuppföljning", TERTIAL: "Tertialrapport"}
MATT = "pages/uppfoljning/matt.py"
SIDOR = {
    Kod.FORBRUKNING: (MATT, "Till Mått"),
    Kod.KON_SAKNAS: (MATT, "Till Mått"),
    Kod.TOM_EFFEKT: ("pages/prognos/atgarder.py", "Till Åtgärder"),
    Kod.EJ_OMPROVAD: ("pages/prognos/lagg_prognos.py", "Till Lägg prognos"),
    Kod.RESTTAKT: ("pages/prognos/lagg_prognos.py", "Till Lägg prognos"),
    Kod.SUMMA: ("pages/uppfoljning/tabeller.py", "Till Egna tabeller"),
    Kod.SAMBAND: ("pages/uppfoljning/tabeller.py", "Till Egna tabeller"),
}
"""Where what a finding is about is changed, when that is not in a text."""


def report_page(slag: str) -> str:
    """The page of a report."""
    return f"pages/uppfoljning/{slag}.py"


def plats_of(ram: Ram, text_av: tuple[str, str]) -> Plats:
    """The place of a text with its name."""
    nod, sektion = text_av
    rubrik = next((one.rubrik for one in DELAR if one.id == sektion), sektion)
    namn = _line_name(cached.uppfoljning(ram.nyckel), nod)
    return Plats(nod, f"{namn}, {rubrik}" if rubrik else namn, sektion)


def _line_name(uppfoljning: Uppfoljning, nod: str) -> str:
    return next((rad.namn for rad in uppfoljning.rader if rad.nod == nod), nod)


def link_of(fynd: Fynd) -> dict[str, str]:
    """What the URL of a report page says, to open the text of a finding."""
    return {} if fynd.text_av is None else {TEXT: "|".join(fynd.text_av)}


def page_link_of(ram: Ram, fynd: Fynd) -> dict[str, str]:
    """What the URL of the page in `SIDOR` says, to open what a finding is about: the group of mått, and the mått."""
    if SIDOR[fynd.kod][0] != MATT:
        return {}
    for grupp in list_grupper(cached.lage(ram.nyckel)):
        if fynd.kod is Kod.KON_SAKNAS and grupp.visat_namn == fynd.stalle:
            return mattvy.link_to(grupp)
        named = [matt for matt in grupp.matt if (matt.nod, matt.namn) == (fynd.nod, fynd.matt)]
        if named:
            return mattvy.link_to(grupp, min(named, key=lambda matt: matt.kategori))
    return {}


def read_plats(ram: Ram) -> Plats | None:
    """The text that the URL names; None for none and for one of no line."""
    nod, _, sektion = state.peek_link(TEXT).partition("|")
    known = {rad.nod for rad in cached.uppfoljning(ram.nyckel).rader}
    return plats_of(ram, (nod, sektion)) if nod in known else None
