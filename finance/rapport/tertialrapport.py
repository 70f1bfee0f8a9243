"""The whole tertialrapport: texts, volumes, statistics, driftredovisning, investeringar, personal, åtgärder, uppdrag."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word, format_belopp
from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.manader import Arsserie, compute_serier
from finance.period import MANADER_KORT, Period
from finance.rapport import delar
from finance.rapport.avsnitt_atgarder import atgarder_section
from finance.rapport.avsnitt_budget import budget_section
from finance.rapport.avsnitt_fritt import fria_avsnitt
from finance.rapport.avsnitt_investeringar import investering_section
from finance.rapport.avsnitt_personal import personal_section
from finance.rapport.avsnitt_statistik import statistik_section
from finance.rapport.avsnitt_uppdrag import uppdrag_section
from finance.rapport.avsnitt_volymer import volym_section
from finance.rapport.kallor import source_lines, warning_lines
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.levande import complete_texts
from finance.rapport.modell import (
    Avsnitt,
    Diagram,
    Diagramtyp,
    Kolumn,
    Kolumntyp,
    Rad,
    Rapport,
    Roll,
    Serie,
    Stycke,
    Styckeroll,
    Tabell,
)
from finance.rapport.rapportdelar import DELAR, arrange, text_section, with_comment
from finance.rapport.text import BALANS, amount, answer_sentence, heading_line, interval_sentence, nod_sentence
from finance.store import Kommentar, Rapportval
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning
from finance.uppfoljning import Rad as Uppfoljningsrad

SLAG = "tertialrapport"
SUMMA = "Summa"
AR_I_DIAGRAM = 3
MANADSDIAGRAM = (
    ("forsorjningsstod", "Försörjningsstöd", (Kontogrupp.FORSORJNINGSSTOD,)),
    ("placeringar", "Placeringskostnad", (Kontogrupp.KOP, Kontogrupp.FAMILJEHEM)),
)
ROLLER = (Roll.UTFALL, Roll.FOREGAENDE, Roll.TIDIGARE)


@dataclass(frozen=True)
class Underlag:
    """Everything the report is made of. `serier`: id -> years, oldest first, as `MANADSDIAGRAM` names them."""

    uppfoljning: Uppfoljning
    kontogrupper: Uppfoljning
    serier: dict[str, tuple[Arsserie, ...]]
    kommentarer: Kommentarer
    kallor: tuple[str, ...] = ()
    tabeller: Mapping[str, Avsnitt | None] = field(default_factory=dict)  # id of a part -> its section of tables
    fria: tuple[Avsnitt, ...] = ()
    val: Rapportval = field(default_factory=Rapportval)
    staende: tuple[int, Kommentar] | None = None  # the text that returns: of which period, and what it says


def tertialrapport(lage: Lage, uppfoljning: Uppfoljning, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report of `uppfoljning` (per nod), which was computed from `lage`."""
    underlag = Underlag(
        uppfoljning,
        compute_uppfoljning(lage, per=Per.KONTOGRUPP),
        {key: compute_serier(lage, grupper, ar=AR_I_DIAGRAM) for key, _, grupper in MANADSDIAGRAM},
        complete_texts(kommentarer, lage, uppfoljning, enhet, vy),
        source_lines(lage),
        _table_sections(lage, uppfoljning, enhet, vy),
        fria_avsnitt(lage),
        lage.rapportval,
        lage.staende.get(uppfoljning.total.nod),
    )
    return compose(underlag, enhet=enhet, vy=vy)


def _table_sections(lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet, vy: Vy) -> dict[str, Avsnitt | None]:
    """Those that are not left out."""
    makers: dict[str, Callable[[], Avsnitt | None]] = {
        "volymer": lambda: volym_section(lage),
        "statistik": lambda: statistik_section(lage),
        "reviderad-budget": lambda: budget_section(lage, enhet=enhet, vy=vy),
        "investeringar": lambda: investering_section(lage, enhet=enhet),
        "personal": lambda: personal_section(lage),
        "atgarder": lambda: atgarder_section(lage, uppfoljning, enhet=enhet),
        "uppdrag": lambda: uppdrag_section(lage, enhet=enhet),
    }
    return {key: make() for key, make in makers.items() if key not in lage.rapportval.utan}


def compose(underlag: Underlag, *, enhet: Enhet, vy: Vy) -> Rapport:
    """The report from its parts; no reading, no clock."""
    uppfoljning = underlag.uppfoljning
    namnd, period = uppfoljning.namnd, uppfoljning.period
    return Rapport(
        slag=SLAG,
        titel=report_title(period),
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
        huvud=underlag.val.huvud(SLAG),
    )


def _parts(underlag: Underlag, enhet: Enhet, vy: Vy) -> dict[str, tuple[Avsnitt, ...]]:
    """The sections by id of their part; a part without any is not in the report."""
    uppfoljning, written = underlag.uppfoljning, underlag.kommentarer
    found = {
        "drift": (_drift_section(underlag, enhet, vy),),
        "manader": _month_sections(underlag, enhet),
        "kontogrupper": _kontogrupp_sections(underlag, enhet, vy),
        "fria": underlag.fria,
    }
    for part in DELAR:
        if part.text:
            found[part.id] = text_section(part, uppfoljning, written, underlag.staende)
        elif part.id not in found:
            found[part.id] = with_comment(underlag.tabeller.get(part.id), part, uppfoljning.total.nod, written)
    return found


def report_title(period: Period) -> str:
    """`Tertialrapport 1 2022` at the end of a tertial, else the month it goes until."""
    if period.manad in (4, 8) or period.manad >= 12:
        return f"Tertialrapport {period.tertial} {period.ar}"
    return f"Tertialrapport till och med {period.namn}"


def drift_columns(period: Period, *, rubrik: str = "Enhet") -> tuple[Kolumn, ...]:
    """The columns of the published driftredovisning."""
    per = f"per {period.last_day}"
    return (
        Kolumn("namn", rubrik, Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"Utfall {per}"),
        Kolumn("budget_ore", f"Budget {per}"),
        Kolumn("avvikelse_ore", f"Avvikelse {per}", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
        Kolumn("prognosavvikelse_ore", "Prognos avvikelse helår", Kolumntyp.AVVIKELSE),
    )


def _drift_section(underlag: Underlag, enhet: Enhet, vy: Vy) -> Avsnitt:
    uppfoljning, total = underlag.uppfoljning, underlag.uppfoljning.total
    kolumner = drift_columns(uppfoljning.period)
    table = Tabell(
        delar.TABELL_HUVUD,
        f"Driftredovisning {uppfoljning.period.span} {uppfoljning.period.ar}",
        kolumner,
        delar.lines(kolumner, uppfoljning.niva(1), total, SUMMA),
        slutsats=delar.follow_up_sentence(total, uppfoljning.period, enhet),
        noter=delar.table_notes(total, enhet),
    )
    worst_first = sorted(uppfoljning.niva(1), key=lambda rad: rad.prognosavvikelse_ore)
    comments = (comment_block(underlag.kommentarer, rad.nod, rad.namn) for rad in worst_first)
    return Avsnitt(
        "drift",
        "Driftredovisning",
        (
            *(Stycke(text, Styckeroll.VARNING) for text in warning_lines(uppfoljning)),
            *delar.nyckeltal(total, uppfoljning.period, enhet),
            delar.with_rounding_notes(table, enhet, vy),
            *((delar.deviation_chart(uppfoljning, worst_first, enhet),) if worst_first else ()),
            delar.certainty_table(uppfoljning, enhet=enhet, vy=vy, summa_namn=SUMMA),
            *comment_block(underlag.kommentarer, total.nod, uppfoljning.namnd.namn),
            *(block for blocks in comments for block in blocks),
        ),
        slutsats=answer_sentence(uppfoljning, enhet),
        rubrikrad=heading_line(total, enhet),
        nod=total.nod,
    )


def _month_sections(underlag: Underlag, enhet: Enhet) -> tuple[Avsnitt, ...]:
    found = []
    for key, namn, _ in MANADSDIAGRAM:
        serier = underlag.serier.get(key, ())
        if any(ore for serie in serier for ore in serie.utfall):
            chart = _year_chart(key, namn, serier, underlag.uppfoljning.period, enhet)
            table = _year_table(key, namn, serier, chart.slutsats)
            found.append(Avsnitt(key, f"{namn} per månad", (chart, table), slutsats=chart.slutsats))
    return tuple(found)


def _year_chart(key: str, namn: str, serier: Sequence[Arsserie], period: Period, enhet: Enhet) -> Diagram:
    newest_first = sorted(serier, key=lambda serie: -serie.ar)
    drawn = [
        Serie(f"Utfall {serie.ar}", ROLLER[min(period.ar - serie.ar, len(ROLLER) - 1)], serie.utfall) for serie in newest_first
    ]
    drawn += [
        Serie(f"Budget {serie.ar}", Roll.BUDGET, serie.budget)
        for serie in newest_first
        if serie.ar == period.ar and serie.har_budget
    ]
    described = " ".join(f"{serie.namn}: {delar.months_text(serie.varden_ore, enhet)}." for serie in drawn)
    return Diagram(
        f"manad-{key}",
        f"{namn} per månad",
        Diagramtyp.LINJE,
        MANADER_KORT,
        tuple(drawn),
        alt_text=f"Linjediagram per månad, {enhet.label}. {described}",
        slutsats=_year_sentence(namn, newest_first, period, enhet),
        vy=Vy.NETTOKOSTNAD,
    )


def _year_table(key: str, namn: str, serier: Sequence[Arsserie], slutsats: str) -> Tabell:
    """Rows are years and months are columns, as the figures are published."""
    kolumner = (
        Kolumn("serie", "Serie", Kolumntyp.TEXT),
        *(Kolumn(f"{manad}_ore", manad) for manad in MANADER_KORT),
        Kolumn("summa_ore", SUMMA),
    )
    rader = []
    for serie in sorted(serier, key=lambda serie: -serie.ar):
        booked = [ore for ore in serie.utfall if ore is not None]
        rader.append(Rad((f"Utfall {serie.ar}", *serie.utfall, sum(booked) if booked else None)))
        if serie.har_budget:
            rader.append(Rad((f"Budget {serie.ar}", *serie.budget, sum(serie.budget))))
    return Tabell(f"tabell-{key}", f"{namn} per månad", kolumner, tuple(rader), slutsats=slutsats, vy=Vy.NETTOKOSTNAD)


def _year_sentence(namn: str, newest_first: Sequence[Arsserie], period: Period, enhet: Enhet) -> str:
    now = next((serie for serie in newest_first if serie.ar == period.ar), None)
    if now is None or not any(ore is not None for ore in now.utfall):
        return f"{namn}: det finns inget utfall för {period.ar}."
    months = [place for place, ore in enumerate(now.utfall) if ore is not None]
    spent = sum(ore for ore in now.utfall if ore is not None)
    start = f"{namn} {period.span} {period.ar}: {format_belopp(spent, enhet, unit=True)}"
    if now.har_budget:
        rest = sum(now.budget[place] for place in months) - spent
        return f"{start}, {_against(rest, enhet, 'budget')}."
    before = next((serie for serie in newest_first if serie.ar == period.ar - 1), None)
    if before is None or any(before.utfall[place] is None for place in months):
        return f"{start}."
    return f"{start}, {_against(sum(before.utfall[place] or 0 for place in months) - spent, enhet, str(before.ar))}."


def _against(rest: int, enhet: Enhet, what: str) -> str:
    word = avvikelse_word(rest, enhet)
    if word == BALANS:
        return f"lika mycket som {what}"
    return f"{amount(rest, enhet)} {'mindre' if rest > 0 else 'mer'} än {what}"


def _kontogrupp_sections(underlag: Underlag, enhet: Enhet, vy: Vy) -> tuple[Avsnitt, ...]:
    """A table, then a section per kontogrupp; its comment is kept under (total, name of the kontogrupp)."""
    uppfoljning = underlag.kontogrupper
    groups, total = uppfoljning.niva(1), uppfoljning.total
    if not groups:
        return ()
    kolumner = drift_columns(uppfoljning.period, rubrik="Kontogrupp")
    table = Tabell(
        "kontogrupper",
        "Avvikelse per kontogrupp",
        kolumner,
        delar.lines(kolumner, groups, total, SUMMA),
        slutsats=_kontogrupp_sentence(groups, enhet),
        noter=delar.table_notes(total, enhet),
    )
    worst_first = sorted(groups, key=lambda rad: rad.prognosavvikelse_ore)
    table = delar.with_rounding_notes(table, enhet, vy)
    first = Avsnitt("kontogrupper", "Kontogrupper", (table,), slutsats=table.slutsats, nod=total.nod)
    return (first, *(_group_section(underlag, rad, enhet) for rad in worst_first))


def _group_section(underlag: Underlag, rad: Uppfoljningsrad, enhet: Enhet) -> Avsnitt:
    nod = underlag.uppfoljning.total.nod
    return Avsnitt(
        f"kontogrupp-{rad.namn}",
        rad.namn,
        (
            *delar.nyckeltal(rad, underlag.uppfoljning.period, enhet),
            Stycke(interval_sentence(rad, enhet), Styckeroll.NOT),
            *comment_block(underlag.kommentarer, nod, rad.namn, rad.namn),
        ),
        slutsats=nod_sentence(rad, enhet),
        rubrikrad=heading_line(rad, enhet),
        nod=nod,
        sektion=rad.namn,
    )


def _kontogrupp_sentence(groups: Sequence[Uppfoljningsrad], enhet: Enhet) -> str:
    largest = max(groups, key=lambda rad: abs(rad.prognosavvikelse_ore))
    word = avvikelse_word(largest.prognosavvikelse_ore, enhet)
    if word == BALANS:
        return "Alla kontogrupper väntas hålla budgeten."
    return f"{largest.namn} har den största avvikelsen: ett {word} på {amount(largest.prognosavvikelse_ore, enhet)}."
