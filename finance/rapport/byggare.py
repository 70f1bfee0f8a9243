"""Where a part of a report is made: id of the part -> the function that makes its section, the same for both reports.

A new part gets its place in `rapportdelar` (DELAR for the tertialrapport, MANADSDELAR for the månadsuppföljning) and its
maker here. A maker that finds nothing to show gives None.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from finance.belopp import Enhet, Vy
from finance.lage import Lage
from finance.motparter import Kop
from finance.rapport.avsnitt_atgarder import atgarder_section
from finance.rapport.avsnitt_budget import budget_section
from finance.rapport.avsnitt_flerar import flerar_section
from finance.rapport.avsnitt_forsorjningsstod import forsorjningsstod_section
from finance.rapport.avsnitt_investeringar import investering_section
from finance.rapport.avsnitt_motpart import motpart_section
from finance.rapport.avsnitt_resursfordelning import resursfordelning_section
from finance.rapport.avsnitt_uppdrag import uppdrag_section
from finance.rapport.avsnitt_volympris import volympris_section
from finance.rapport.matt.avsnitt_personal import personal_section
from finance.rapport.matt.avsnitt_statistik import koer_section, kvalitet_section, statistik_section
from finance.rapport.matt.avsnitt_volymer import volym_section
from finance.rapport.modell import Avsnitt
from finance.rapport.rapportdelar import Rapportdel
from finance.uppfoljning import Uppfoljning


@dataclass(frozen=True)
class Grund:
    """What a maker is given. `uppfoljning`: per nod, computed from `lage`. `kop`: the nämnd's; None where it is not read."""

    lage: Lage
    uppfoljning: Uppfoljning
    enhet: Enhet
    vy: Vy
    kop: Kop | None = None


BYGGARE: Mapping[str, Callable[[Grund], Avsnitt | None]] = {
    "volymer": lambda g: volym_section(g.lage),
    "statistik": lambda g: statistik_section(g.lage),
    "koer": lambda g: koer_section(g.lage),
    "kvalitet": lambda g: kvalitet_section(g.lage),
    "volympris": lambda g: volympris_section(g.lage, g.uppfoljning, g.enhet),
    "resursfordelning": lambda g: resursfordelning_section(g.lage, g.uppfoljning, enhet=g.enhet, vy=g.vy),
    "reviderad-budget": lambda g: budget_section(g.lage, enhet=g.enhet, vy=g.vy),
    "forsorjningsstod-ar": lambda g: forsorjningsstod_section(g.lage, enhet=g.enhet),
    "kop-per-motpart": lambda g: None if g.kop is None else motpart_section(g.kop, g.lage.period, enhet=g.enhet, vy=g.vy),
    "flerar": lambda g: flerar_section(g.lage, g.uppfoljning, enhet=g.enhet),
    "investeringar": lambda g: investering_section(g.lage, enhet=g.enhet),
    "personal": lambda g: personal_section(g.lage),
    "atgarder": lambda g: atgarder_section(g.lage, g.uppfoljning, enhet=g.enhet),
    "uppdrag": lambda g: uppdrag_section(g.lage, enhet=g.enhet),
}


def build_sections(grund: Grund, delar: Iterable[Rapportdel]) -> dict[str, Avsnitt | None]:
    """The section of each part that has a maker."""
    return {part.id: BYGGARE[part.id](grund) for part in delar if part.id in BYGGARE}
