"""The whole tertialrapport: texts, volumes, statistics, driftredovisning, investeringar, personal, åtgärder, uppdrag."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from finance.belopp import Enhet, Vy
from finance.lage import STAENDE, Lage
from finance.manader import Arsserie
from finance.motparter import Kop
from finance.period import Period
from finance.rapport.avsnitt_drift import drift_section
from finance.rapport.avsnitt_fritt import fria_avsnitt
from finance.rapport.avsnitt_grupper import kontogrupp_sections
from finance.rapport.avsnitt_manader import compute_month_series, month_sections
from finance.rapport.byggare import Grund, build_sections
from finance.rapport.grupprader import per_kontogrupp
from finance.rapport.huvud import titled
from finance.rapport.kallor import source_lines
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.levande import complete_texts
from finance.rapport.modell import Avsnitt, Rapport
from finance.rapport.rapportdelar import DELAR, arrange, ordered, standing_text, text_section, with_comment
from finance.rapport.text import answer_sentence
from finance.store import Kommentar, Rapportval
from finance.uppfoljning import Uppfoljning

SLAG = "tertialrapport"


@dataclass(frozen=True)
class Underlag:
    """Everything the report is made of. `serier`: id -> years, oldest first, as `avsnitt_manader` names them."""

    uppfoljning: Uppfoljning
    kontogrupper: Uppfoljning
    serier: Mapping[str, tuple[Arsserie, ...]]
    kommentarer: Kommentarer
    kallor: tuple[str, ...] = ()
    tabeller: Mapping[str, Avsnitt | None] = field(default_factory=dict)  # id of a part -> its section of tables
    fria: tuple[Avsnitt, ...] = ()
    val: Rapportval = field(default_factory=Rapportval)
    staende: tuple[int, Kommentar] | None = None  # the text that returns: of which period, and what it says


def tertialrapport(
    lage: Lage, uppfoljning: Uppfoljning, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy, kop: Kop | None = None
) -> Rapport:
    """The report of `uppfoljning` (per nod), which was computed from `lage`. `kop`: see `avsnitt_motpart.read_kop`."""
    parts, nod = ordered(lage.rapportval), uppfoljning.total.nod
    staende = standing_text(lage, kommentarer)
    texts = kommentarer if staende is None else {**kommentarer, (nod, STAENDE): staende[1]}
    completed = complete_texts(texts, lage, uppfoljning, enhet, vy)
    underlag = Underlag(
        uppfoljning,
        per_kontogrupp(lage),
        compute_month_series(lage),
        {key: one for key, one in completed.items() if key in kommentarer},
        source_lines(lage),
        build_sections(Grund(lage, uppfoljning, enhet, vy, kop), parts),
        fria_avsnitt(lage),
        lage.rapportval,
        None if staende is None else (staende[0], completed[nod, STAENDE]),
    )
    return compose(underlag, enhet=enhet, vy=vy)


def compose(underlag: Underlag, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report from its parts; no reading, no clock."""
    uppfoljning, huvud = underlag.uppfoljning, underlag.val.huvud(SLAG)
    namnd, period = uppfoljning.namnd, uppfoljning.period
    return Rapport(
        slag=SLAG,
        titel=titled(huvud, period) or report_title(period),
        namnd_kod=namnd.kod,
        namnd=namnd.namn,
        kommun=namnd.kommun,
        period=period,
        preliminar=uppfoljning.preliminar,
        enhet=enhet,
        vy=vy,
        sammanfattning=answer_sentence(uppfoljning, enhet),
        avsnitt=arrange(_parts(underlag, enhet, vy), underlag.val),
        kallor=underlag.kallor,
        huvud=huvud,
    )


def _parts(underlag: Underlag, enhet: Enhet, vy: Vy) -> dict[str, tuple[Avsnitt, ...]]:
    """The sections by id of their part; a part without any is not in the report."""
    uppfoljning, written = underlag.uppfoljning, underlag.kommentarer
    nod = uppfoljning.total.nod
    found = {
        "drift": (drift_section(uppfoljning, written, enhet=enhet, vy=vy),),
        "manader": month_sections(underlag.serier, uppfoljning.period, enhet),
        "kontogrupper": kontogrupp_sections(underlag.kontogrupper, nod, written, enhet=enhet, vy=vy),
        "fria": underlag.fria,
    }
    for part in DELAR:
        if part.text:
            found[part.id] = text_section(part, uppfoljning, written, underlag.staende)
        elif part.id not in found:
            found[part.id] = with_comment(underlag.tabeller.get(part.id), part, nod, written)
    return found


def report_title(period: Period) -> str:
    """`Tertialrapport 1 2022`, `Delårsrapport tertial 2 2022`, `Årsrapport 2022`, else the month it goes until."""
    if period.manad >= 12:
        return f"Årsrapport {period.ar}"
    if period.manad == 8:
        return f"Delårsrapport tertial 2 {period.ar}"
    return f"Tertialrapport 1 {period.ar}" if period.manad == 4 else f"Tertialrapport till och med {period.namn}"
