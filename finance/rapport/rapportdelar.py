"""The parts of the reports: their standard order, and the nämnd's own: which are left out and which are moved.

A part of text is a comment under (the whole nämnd, id of the part). A text that stands (`STAENDE`) returns until a new one is
written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from finance.lage import STAENDE, Lage
from finance.period import Period
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.modell import Avsnitt, Block, Kommentar, Stycke, Styckeroll
from finance.store import Delval, Rapportval
from finance.store import Kommentar as Skriven
from finance.uppfoljning import Uppfoljning

VERKSAMHET = "verksamhet"
VIKTIGA, EKONOMI, FRAMAT, BILAGOR = (
    "Viktiga förhållanden", "Ekonomisk ställning", "Förväntad utveckling och åtgärdsplan", "Bilagor"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rapportdel:
    """One part. `text`: it is what a person writes, and nothing else; `kapitel`: the heading it stands under."""

    id: str
    rubrik: str
    kapitel: str = ""
    text: bool = False
    ledtext: str = ""  # what to write
    tillval: bool = False  # only there where the nämnd has chosen it


DELAR = (
    Rapportdel("inledning", "Inledning", text=True, ledtext="Vad rapporten handlar om och vad nämnden behöver veta först."),
    Rapportdel(STAENDE, "Ansvarsområde och organisation", text=True,
               ledtext="Vad nämnden ansvarar för och hur den är organiserad. Texten följer med till nästa rapport."),
    Rapportdel(VERKSAMHET, "Verksamhetsrapport", VIKTIGA, text=True, ledtext="Vad som har hänt i verksamheten."),
    Rapportdel("volymer", "Volymutveckling", VIKTIGA),
    Rapportdel("statistik", "Statistik", VIKTIGA),
    Rapportdel("koer", "Köer och ej verkställda beslut", VIKTIGA),
    Rapportdel("kvalitet", "Kvalitetsfaktorer", VIKTIGA),
    Rapportdel("drift", "Driftredovisning", EKONOMI),
    Rapportdel("volympris", "Volym, pris och mix", EKONOMI),
    Rapportdel("resursfordelning", "Resursfördelning", EKONOMI),
    Rapportdel("reviderad-budget", "Reviderad budget", EKONOMI),
    Rapportdel("forsorjningsstod-ar", "Försörjningsstöd", EKONOMI),
    Rapportdel("manader", "Kostnad per månad", EKONOMI),
    Rapportdel("kontogrupper", "Kommentar per kontogrupp", EKONOMI),
    Rapportdel("kop-per-motpart", "Köp per motpart", EKONOMI),
    Rapportdel("flerar", "Flerårsöversikt", EKONOMI, tillval=True),
    Rapportdel("investeringar", "Investeringsredovisning", EKONOMI),
    Rapportdel("personal", "Väsentliga personalförhållanden"),
    Rapportdel("framat", "Förväntad utveckling", FRAMAT, text=True, ledtext="Vad som väntas under resten av året."),
    Rapportdel("atgarder", "Åtgärdsplan", FRAMAT),
    Rapportdel("fria", "Övriga tabeller", BILAGOR),
    Rapportdel("uppdrag", "Uppdrag", BILAGOR),
)  # fmt: skip
"""The tertialrapport's, in the order of the published one."""
MANADSDELAR = (
    Rapportdel("ekonomi", "Ekonomisk uppföljning"),
    Rapportdel("verksamheter", "Per verksamhet"),
    Rapportdel("forsorjningsstod-ar", "Försörjningsstöd"),
    Rapportdel("volymer", "Volymutveckling"),
    Rapportdel("resursfordelning", "Resursfördelning"),
    Rapportdel("statistik", "Statistik", tillval=True),
    Rapportdel("koer", "Köer och ej verkställda beslut", tillval=True),
    Rapportdel("kvalitet", "Kvalitetsfaktorer", tillval=True),
    Rapportdel("personal", "Personal", tillval=True),
    Rapportdel("kop-per-motpart", "Köp per motpart"),
    Rapportdel("flerar", "Flerårsöversikt", tillval=True),
    Rapportdel("reviderad-budget", "Reviderad budget"),
    Rapportdel("fria", "Egna tabeller"),
)
"""The månadsuppföljning's."""
TERTIAL, MANAD = "tertialrapport", "manadsuppfoljning"
DELAR_AV = {TERTIAL: DELAR, MANAD: MANADSDELAR}
FASTA = {TERTIAL: "drift", MANAD: "ekonomi"}
"""The part that no report of the kind is without."""
FAST = FASTA[TERTIAL]


def every_part(val: Rapportval, slag: str = TERTIAL) -> tuple[Rapportdel, ...]:
    """All parts of a kind of report in the nämnd's order; those its choice does not name stand after the one before them."""
    delar = DELAR_AV[slag]
    known = {one.id: one for one in delar}
    order = [key for key in dict.fromkeys(val.delval(slag).ordning) if key in known]
    for place, one in enumerate(delar):
        if one.id not in order:
            before = delar[place - 1].id if place else ""
            order.insert(order.index(before) + 1 if before in order else 0, one.id)
    return tuple(known[key] for key in order)


def ordered(val: Rapportval, slag: str = TERTIAL) -> tuple[Rapportdel, ...]:
    """Those of `every_part` that are in the report."""
    chosen, always = val.delval(slag), FASTA[slag]
    return tuple(one for one in every_part(val, slag) if one.id == always or _is_in(one, chosen))


def _is_in(one: Rapportdel, chosen: Delval) -> bool:
    return one.id in chosen.med if one.tillval else one.id not in chosen.utan


def moved(ordning: Sequence[str], key: str, step: int) -> tuple[str, ...]:
    """The order with one part a step up (-1) or down (+1); as it was where it is at the end."""
    order = list(ordning)
    place = order.index(key)
    to = place + step
    if 0 <= to < len(order):
        order[place], order[to] = order[to], order[place]
    return tuple(order)


def arrange(parts: Mapping[str, Sequence[Avsnitt]], val: Rapportval, slag: str = TERTIAL) -> tuple[Avsnitt, ...]:
    """The sections of the parts in the nämnd's order, each under its heading."""
    return tuple(replace(avsnitt, kapitel=one.kapitel) for one in ordered(val, slag) for avsnitt in parts.get(one.id, ()))


def text_section(
    part: Rapportdel, uppfoljning: Uppfoljning, kommentarer: Kommentarer, staende: tuple[int, Skriven] | None = None
) -> tuple[Avsnitt, ...]:
    """What is written for a part of text; nothing where nobody has. Verksamhetsrapport also has a text per verksamhet."""
    total = uppfoljning.total
    blocks: list[Block] = list(comment_block(kommentarer, total.nod, part.rubrik, part.id))
    if part.id == VERKSAMHET:
        for rad in uppfoljning.niva(1):
            blocks += comment_block(kommentarer, rad.nod, rad.namn, part.id)
    if not blocks and staende is not None and part.id == STAENDE:
        blocks += standing_blocks(total.nod, part, staende)
    return (Avsnitt(part.id, part.rubrik, tuple(blocks), nod=total.nod, sektion=part.id),) if blocks else ()


def standing_text(lage: Lage, kommentarer: Kommentarer) -> tuple[int, Skriven] | None:
    """The text that returns in the tertialrapport of `lage`, and of which period (ÅÅÅÅMM) it is; None where one is written."""
    nod = lage.struktur.total_kod
    part_is_in = any(one.id == STAENDE for one in ordered(lage.rapportval))
    written = kommentarer.get((nod, STAENDE))
    return None if not part_is_in or (written is not None and written.text.strip()) else lage.staende.get(nod)


def standing_blocks(nod: str, part: Rapportdel, staende: tuple[int, Skriven]) -> Iterable[Block]:
    """The earlier text, and that it is one."""
    period, text = staende
    yield Kommentar(nod, part.rubrik, text.text, sektion=part.id, vem=text.vem, nar=text.nar)
    yield Stycke(f"Texten är densamma som i {Period.from_key(period).namn}.", Styckeroll.NOT)


def with_comment(avsnitt: Avsnitt | None, part: Rapportdel, nod: str, kommentarer: Kommentarer) -> tuple[Avsnitt, ...]:
    """A section of tables with what is written about it; of its comment alone where there is no table."""
    comment = comment_block(kommentarer, nod, part.rubrik, part.id)
    if avsnitt is not None:
        return (replace(avsnitt, block=(*avsnitt.block, *comment), nod=nod, sektion=part.id),)
    return (Avsnitt(part.id, part.rubrik, comment, nod=nod, sektion=part.id),) if comment else ()
