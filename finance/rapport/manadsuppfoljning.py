"""The månadsuppföljning: the published table, then a section per verksamhet, worst prognosavvikelse first."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import avvikelse_word, format_belopp, format_procent
from finance.lage import Lage
from finance.manader import Forsorjningsstodsrad, Manader, compute_forsorjningsstod, compute_manader
from finance.period import Period
from finance.rapport import delar
from finance.rapport.avsnitt_budget import budget_section
from finance.rapport.avsnitt_fritt import fria_avsnitt
from finance.rapport.avsnitt_volympris import volympris_blocks
from finance.rapport.kallor import source_lines, warning_lines
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.levande import complete_texts
from finance.rapport.modell import Avsnitt, Block, Kolumn, Kolumntyp, Rad, Rapport, Stycke, Styckeroll, Tabell
from finance.rapport.text import BALANS, amount, answer_sentence, heading_line, interval_sentence, nod_sentence
from finance.store import Rapporthuvud
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

SLAG = "manadsuppfoljning"
AVSNITT_EKONOMI = "ekonomi"
AVSNITT_FORSORJNINGSSTOD = "forsorjningsstod"
TOTALT = "Totalt"


@dataclass(frozen=True)
class Underlag:
    """Everything the report is made of. `manader` per kod of the level-1 lines; missing ones get no chart."""

    uppfoljning: Uppfoljning
    manader: Mapping[str, Manader]
    kommentarer: Kommentarer
    forsorjningsstod: tuple[Forsorjningsstodsrad, ...] = ()
    kallor: tuple[str, ...] = ()
    volympris: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)  # per kod of lines without parts
    huvud: Rapporthuvud = field(default_factory=Rapporthuvud)
    sist: tuple[Avsnitt, ...] = ()  # reviderad budget, fria tabeller


def manadsuppfoljning(lage: Lage, uppfoljning: Uppfoljning, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report of `uppfoljning` (per nod), which was computed from `lage`."""
    underlag = Underlag(
        uppfoljning,
        {rad.nod: compute_manader(lage, rad.nod) for rad in uppfoljning.niva(1)},
        complete_texts(kommentarer, lage, uppfoljning, enhet, vy),
        compute_forsorjningsstod(lage),
        source_lines(lage),
        {rad.nod: blocks for rad in uppfoljning.blad() if (blocks := volympris_blocks(lage, rad, enhet))},
        lage.rapportval.huvud(SLAG),
        _last_sections(lage, enhet, vy),
    )
    return compose(underlag, enhet=enhet, vy=vy)


def _last_sections(lage: Lage, enhet: Enhet, vy: Vy) -> tuple[Avsnitt, ...]:
    budget = budget_section(lage, enhet=enhet, vy=vy)
    return (*(() if budget is None else (budget,)), *fria_avsnitt(lage))


def compose(underlag: Underlag, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report from its parts; no reading, no clock."""
    uppfoljning = underlag.uppfoljning
    namnd, period = uppfoljning.namnd, uppfoljning.period
    worst_first = sorted(uppfoljning.niva(1), key=lambda rad: rad.prognosavvikelse_ore)
    return Rapport(
        slag=SLAG,
        titel=f"Månadsuppföljning {period.namn}",
        namnd_kod=namnd.kod,
        namnd=namnd.namn,
        kommun=namnd.kommun,
        period=period,
        preliminar=uppfoljning.preliminar,
        enhet=enhet,
        vy=vy,
        sammanfattning=answer_sentence(uppfoljning, enhet),
        avsnitt=(
            _main_section(underlag, worst_first, enhet, vy),
            *(_nod_section(underlag, rad, enhet, vy) for rad in worst_first),
            *_forsorjningsstod_section(underlag, enhet),
            *underlag.sist,
        ),
        kallor=underlag.kallor,
        huvud=underlag.huvud,
    )


def _main_section(underlag: Underlag, worst_first: list[Uppfoljningsrad], enhet: Enhet, vy: Vy) -> Avsnitt:
    uppfoljning, total = underlag.uppfoljning, underlag.uppfoljning.total
    kolumner = delar.follow_up_columns(uppfoljning.period, vy)
    table = Tabell(
        delar.TABELL_HUVUD,
        f"Ekonomisk uppföljning {uppfoljning.period.namn}",
        kolumner,
        delar.lines(kolumner, uppfoljning.niva(1), total, TOTALT),
        slutsats=delar.follow_up_sentence(total, uppfoljning.period, enhet),
        noter=delar.table_notes(total, enhet),
    )
    charts = (delar.deviation_chart(uppfoljning, worst_first, enhet),) if worst_first else ()
    return Avsnitt(
        AVSNITT_EKONOMI,
        "Ekonomisk uppföljning",
        (
            *(Stycke(text, Styckeroll.VARNING) for text in warning_lines(uppfoljning)),
            *delar.nyckeltal(total, uppfoljning.period, enhet),
            delar.with_rounding_notes(table, enhet, vy),
            *charts,
            delar.certainty_table(uppfoljning, enhet=enhet, vy=vy, summa_namn=TOTALT),
            *comment_block(underlag.kommentarer, total.nod, uppfoljning.namnd.namn),
        ),
        slutsats=answer_sentence(uppfoljning, enhet),
        rubrikrad=heading_line(total, enhet),
        nod=total.nod,
    )


def _nod_section(underlag: Underlag, rad: Uppfoljningsrad, enhet: Enhet, vy: Vy) -> Avsnitt:
    uppfoljning = underlag.uppfoljning
    parts, manader = uppfoljning.delar(rad.nod), underlag.manader.get(rad.nod)
    blocks: list[Block] = [
        *delar.nyckeltal(rad, uppfoljning.period, enhet),
        Stycke(interval_sentence(rad, enhet), Styckeroll.NOT),
        *comment_block(underlag.kommentarer, rad.nod, rad.namn),
    ]
    if manader is not None:
        blocks.append(delar.month_chart(manader, uppfoljning.period.ar, enhet))
    if parts:
        blocks.append(delar.with_rounding_notes(_parts_table(rad, parts, uppfoljning.period, enhet, vy), enhet, vy))
    for line in (rad, *parts):
        blocks += underlag.volympris.get(line.nod, ())
    for part in parts:
        blocks += comment_block(underlag.kommentarer, part.nod, part.namn)
    return Avsnitt(
        f"nod-{rad.nod}",
        rad.namn,
        tuple(blocks),
        slutsats=nod_sentence(rad, enhet),
        rubrikrad=heading_line(rad, enhet),
        nod=rad.nod,
    )


def _parts_table(rad: Uppfoljningsrad, parts: tuple[Uppfoljningsrad, ...], period: Period, enhet: Enhet, vy: Vy) -> Tabell:
    kolumner = delar.follow_up_columns(period, vy)
    return Tabell(
        f"delar-{rad.nod}",
        f"{rad.namn}, delar",
        kolumner,
        delar.lines(kolumner, parts, rad, rad.namn),
        slutsats=_parts_sentence(rad, parts, enhet),
        noter=delar.table_notes(rad, enhet),
    )


def _parts_sentence(rad: Uppfoljningsrad, parts: tuple[Uppfoljningsrad, ...], enhet: Enhet) -> str:
    largest = max(parts, key=lambda part: abs(part.prognosavvikelse_ore))
    word = avvikelse_word(largest.prognosavvikelse_ore, enhet)
    if word == BALANS:
        return f"{rad.namn}: alla delar väntas hålla budgeten."
    return f"{rad.namn}: störst är {word}et i {largest.namn}, {amount(largest.prognosavvikelse_ore, enhet)}."


def _forsorjningsstod_section(underlag: Underlag, enhet: Enhet) -> tuple[Avsnitt, ...]:
    if not underlag.forsorjningsstod:
        return ()
    period = underlag.uppfoljning.period
    kolumner = (
        Kolumn("ar", "År", Kolumntyp.TEXT),
        Kolumn("brutto_ore", "Exkl. intäkter"),
        Kolumn("netto_ore", "Inkl. intäkter"),
        Kolumn("andel_procent", "Andel som ersätts med intäkter", Kolumntyp.PROCENT, decimaler=0),
        Kolumn("intakter_ore", "Totala intäkter"),
    )
    rader = tuple(
        Rad((str(r.ar), r.brutto_ore, r.netto_ore, None if r.andel is None else r.andel * 100, r.intakter_ore))
        for r in underlag.forsorjningsstod
    )
    slutsats = _forsorjningsstod_sentence(underlag.forsorjningsstod, period, enhet)
    titel = f"Försörjningsstöd per {period.last_day}"
    tabell = Tabell("forsorjningsstod", titel, kolumner, rader, slutsats=slutsats, vy=Vy.NETTOKOSTNAD)
    return (Avsnitt(AVSNITT_FORSORJNINGSSTOD, "Försörjningsstöd", (tabell,), slutsats=slutsats),)


def _forsorjningsstod_sentence(rader: tuple[Forsorjningsstodsrad, ...], period: Period, enhet: Enhet) -> str:
    now = rader[0]
    start = f"Försörjningsstödet är {format_belopp(now.brutto_ore, enhet, unit=True)} per {period.last_day} {now.ar}"
    covered = "" if now.andel is None else f"; intäkterna täcker {format_procent(now.andel, 0)}"
    before = next((rad for rad in rader[1:] if rad.ar == now.ar - 1), None)
    if before is None:
        return f"{start}{covered}."
    change = to_enhet(now.brutto_ore, enhet) - to_enhet(before.brutto_ore, enhet)
    if change == 0:
        return f"{start}, lika mycket som {before.ar}{covered}."
    size = format_belopp(int(abs(change) * enhet.ore), enhet, unit=True)
    return f"{start}, {size} {'mer' if change > 0 else 'mindre'} än {before.ar}{covered}."
