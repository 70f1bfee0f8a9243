"""The månadsuppföljning: the published table, then a section per verksamhet, worst prognosavvikelse first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word
from finance.lage import Lage
from finance.manader import Manader, compute_manader
from finance.motparter import Kop
from finance.rapport import delar
from finance.rapport.avsnitt_fritt import fria_avsnitt
from finance.rapport.avsnitt_volympris import volympris_blocks
from finance.rapport.byggare import Grund, build_sections
from finance.rapport.huvud import titled
from finance.rapport.kallor import source_lines, warning_lines
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.levande import complete_texts
from finance.rapport.modell import Avsnitt, Block, Rapport, Stycke, Styckeroll, Tabell
from finance.rapport.rapportdelar import arrange, ordered
from finance.rapport.text import BALANS, amount, answer_sentence, heading_line, interval_sentence, is_final, nod_sentence
from finance.store import Rapportval
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

SLAG = "manadsuppfoljning"
AVSNITT_EKONOMI = "ekonomi"
TOTALT = "Totalt"


@dataclass(frozen=True)
class Underlag:
    """Everything the report is made of. `manader` per kod of the level-1 lines; missing ones get no chart."""

    uppfoljning: Uppfoljning
    manader: Mapping[str, Manader]
    kommentarer: Kommentarer
    kallor: tuple[str, ...] = ()
    volympris: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)  # per kod of lines without parts
    tabeller: Mapping[str, Avsnitt | None] = field(default_factory=dict)  # id of a part -> its section of tables
    fria: tuple[Avsnitt, ...] = ()
    val: Rapportval = field(default_factory=Rapportval)


def manadsuppfoljning(
    lage: Lage, uppfoljning: Uppfoljning, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy, kop: Kop | None = None
) -> Rapport:
    """The report of `uppfoljning` (per nod), which was computed from `lage`. `kop`: see `avsnitt_motpart.read_kop`."""
    underlag = Underlag(
        uppfoljning,
        {rad.nod: compute_manader(lage, rad.nod) for rad in uppfoljning.niva(1)},
        complete_texts(kommentarer, lage, uppfoljning, enhet, vy),
        source_lines(lage),
        {rad.nod: blocks for rad in uppfoljning.blad() if (blocks := volympris_blocks(lage, rad, enhet))},
        build_sections(Grund(lage, uppfoljning, enhet, vy, kop), ordered(lage.rapportval, SLAG)),
        fria_avsnitt(lage),
        lage.rapportval,
    )
    return compose(underlag, enhet=enhet, vy=vy)


def compose(underlag: Underlag, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report from its parts; no reading, no clock."""
    uppfoljning, huvud = underlag.uppfoljning, underlag.val.huvud(SLAG)
    namnd, period = uppfoljning.namnd, uppfoljning.period
    worst_first = sorted(uppfoljning.niva(1), key=lambda rad: rad.prognosavvikelse_ore)
    parts: dict[str, tuple[Avsnitt, ...]] = {
        **{key: (avsnitt,) for key, avsnitt in underlag.tabeller.items() if avsnitt is not None},
        AVSNITT_EKONOMI: (_main_section(underlag, worst_first, enhet, vy),),
        "verksamheter": tuple(_nod_section(underlag, rad, enhet, vy) for rad in worst_first),
        "fria": underlag.fria,
    }
    return Rapport(
        slag=SLAG,
        titel=titled(huvud, period) or f"Månadsuppföljning {period.namn}",
        namnd_kod=namnd.kod,
        namnd=namnd.namn,
        kommun=namnd.kommun,
        period=period,
        preliminar=uppfoljning.preliminar,
        enhet=enhet,
        vy=vy,
        sammanfattning=answer_sentence(uppfoljning, enhet),
        avsnitt=arrange(parts, underlag.val, SLAG),
        kallor=underlag.kallor,
        huvud=huvud,
    )


def _main_section(underlag: Underlag, worst_first: list[Uppfoljningsrad], enhet: Enhet, vy: Vy) -> Avsnitt:
    uppfoljning, total = underlag.uppfoljning, underlag.uppfoljning.total
    final = is_final(uppfoljning)
    kolumner = delar.follow_up_columns(uppfoljning.period, vy, final=final)
    table = Tabell(
        delar.TABELL_HUVUD,
        f"Ekonomisk uppföljning {uppfoljning.period.namn}",
        kolumner,
        delar.lines(kolumner, uppfoljning.niva(1), total, TOTALT),
        slutsats=delar.follow_up_sentence(total, uppfoljning.period, enhet, final=final),
        noter=delar.table_notes(total, enhet, final=final),
    )
    charts = (delar.deviation_chart(uppfoljning, worst_first, enhet),) if worst_first and uppfoljning.har_budget else ()
    return Avsnitt(
        AVSNITT_EKONOMI,
        "Ekonomisk uppföljning",
        (
            *(Stycke(text, Styckeroll.VARNING) for text in warning_lines(uppfoljning)),
            *delar.nyckeltal(total, uppfoljning.period, enhet, final=final),
            delar.with_rounding_notes(table, enhet, vy),
            *charts,
            *delar.certainty_tables(uppfoljning, enhet=enhet, vy=vy, summa_namn=TOTALT),
            *comment_block(underlag.kommentarer, total.nod, uppfoljning.namnd.namn),
        ),
        slutsats=answer_sentence(uppfoljning, enhet),
        rubrikrad=heading_line(total, enhet, final=final),
        nod=total.nod,
    )


def _nod_section(underlag: Underlag, rad: Uppfoljningsrad, enhet: Enhet, vy: Vy) -> Avsnitt:
    uppfoljning, final = underlag.uppfoljning, is_final(underlag.uppfoljning)
    below, manader = uppfoljning.under(rad.nod), underlag.manader.get(rad.nod)
    blocks: list[Block] = [
        *delar.nyckeltal(rad, uppfoljning.period, enhet, final=final),
        *(() if final else (Stycke(interval_sentence(rad, enhet), Styckeroll.NOT),)),
        *comment_block(underlag.kommentarer, rad.nod, rad.namn),
    ]
    if manader is not None:
        blocks.append(delar.month_chart(manader, uppfoljning.period.ar, enhet))
    for whole in _told_in_parts(underlag, rad, below):
        table = _parts_table(whole, uppfoljning.delar(whole.nod), uppfoljning, enhet, vy)
        blocks.append(delar.with_rounding_notes(table, enhet, vy))
    for line in (rad, *below):
        blocks += underlag.volympris.get(line.nod, ())
    for line in below:
        blocks += comment_block(underlag.kommentarer, line.nod, line.namn)
    return Avsnitt(
        f"nod-{rad.nod}",
        rad.namn,
        tuple(blocks),
        slutsats=nod_sentence(rad, enhet, final=final),
        rubrikrad=heading_line(rad, enhet, final=final),
        nod=rad.nod,
    )


def _told_in_parts(underlag: Underlag, rad: Uppfoljningsrad, below: tuple[Uppfoljningsrad, ...]) -> tuple[Uppfoljningsrad, ...]:
    """The lines whose parts have a table: the section's own, and below it those with a part that somebody has written about."""
    written = {nod for (nod, sektion), one in underlag.kommentarer.items() if not sektion and one.text.strip()}
    told = {line.foralder for line in below if line.nod in written}
    return tuple(line for line in (rad, *below) if line.har_delar and (line is rad or line.nod in told))


def _parts_table(
    rad: Uppfoljningsrad, parts: tuple[Uppfoljningsrad, ...], uppfoljning: Uppfoljning, enhet: Enhet, vy: Vy
) -> Tabell:
    final = is_final(uppfoljning)
    kolumner = delar.follow_up_columns(uppfoljning.period, vy, final=final)
    return Tabell(
        f"delar-{rad.nod}",
        f"{rad.namn}, delar",
        kolumner,
        delar.lines(kolumner, parts, rad, rad.namn),
        slutsats=_parts_sentence(rad, parts, enhet, final=final),
        noter=delar.table_notes(rad, enhet, final=final),
    )


def _parts_sentence(rad: Uppfoljningsrad, parts: tuple[Uppfoljningsrad, ...], enhet: Enhet, *, final: bool) -> str:
    if not rad.har_budget:
        return delar.largest_cost_sentence(parts, enhet, final=final)
    largest = max(parts, key=lambda part: abs(part.prognosavvikelse_ore))
    word = avvikelse_word(largest.prognosavvikelse_ore, enhet)
    if word == BALANS:
        return f"{rad.namn}: alla delar {'höll' if final else 'väntas hålla'} budgeten."
    return f"{rad.namn}: störst är {word}et i {largest.namn}, {amount(largest.prognosavvikelse_ore, enhet)}."
