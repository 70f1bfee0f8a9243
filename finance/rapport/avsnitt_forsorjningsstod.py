"""The section Försörjningsstöd: what it costs at the same date over five years, without and with its income."""

from collections.abc import Sequence
from dataclasses import replace

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import format_belopp, format_procent
from finance.lage import Lage
from finance.manader import Forsorjningsstodsrad, compute_forsorjningsstod, find_flykting
from finance.period import Period
from finance.rapport.modell import Avsnitt, Diagram, Diagramtyp, Kolumn, Kolumntyp, Rad, Roll, Serie, Tabell

ID = "forsorjningsstod-ar"
TABELL = "forsorjningsstod"
EXKL, INKL = "Exkl. intäkter", "Inkl. intäkter"


def forsorjningsstod_section(lage: Lage, *, enhet: Enhet) -> Avsnitt | None:
    """None where no nod has försörjningsstöd, or this year's months are not all there."""
    section = years_section(compute_forsorjningsstod(lage), lage.period, enhet)
    flykting = find_flykting(lage)
    if section is None or flykting is None:
        return section
    others = frozenset(lage.kub.noder) - flykting
    parts = [compute_forsorjningsstod(lage, noder=noder) for noder in (flykting, others)]
    return replace(section, block=(*section.block, flykting_table(*parts, period=lage.period)))


def years_section(rader: Sequence[Forsorjningsstodsrad], period: Period, enhet: Enhet) -> Avsnitt | None:
    """The section of `rader`, newest year first; the chart where there are years to compare."""
    if not rader or rader[0].ar != period.ar or not any(rad.brutto_ore for rad in rader):
        return None
    charts = (years_chart(rader, period, enhet),) if len(rader) > 1 else ()
    blocks = (*charts, years_table(rader, period))
    return Avsnitt(ID, "Försörjningsstöd", blocks, slutsats=years_sentence(rader, period, enhet))


def flykting_table(
    flykting: Sequence[Forsorjningsstodsrad], others: Sequence[Forsorjningsstodsrad], *, period: Period
) -> Tabell:
    """Försörjningsstöd without income of the noder for flyktingar and of the others, a row per year, newest first."""
    kolumner = (
        Kolumn("ar", "År", Kolumntyp.TEXT),
        Kolumn("flykting_ore", "Flykting"),
        Kolumn("ovriga_ore", "Ej flykting"),
        Kolumn("brutto_ore", "Summa exkl. intäkter"),
    )
    rows = tuple(
        Rad((str(a.ar), a.brutto_ore, b.brutto_ore, a.brutto_ore + b.brutto_ore)) for a, b in zip(flykting, others, strict=True)
    )
    note = "Delat efter vilka verksamheter som har ordet flykting i namnet."
    return Tabell(f"{ID}-flykting", f"{_title(period)}, flykting", kolumner, rows, noter=(note,), vy=Vy.NETTOKOSTNAD)


def years_table(rader: Sequence[Forsorjningsstodsrad], period: Period) -> Tabell:
    """A row per year, newest first, as it is published."""
    kolumner = (
        Kolumn("ar", "År", Kolumntyp.TEXT),
        Kolumn("brutto_ore", EXKL),
        Kolumn("netto_ore", INKL),
        Kolumn("andel_procent", "Andel som ersätts med intäkter", Kolumntyp.PROCENT, decimaler=0),
        Kolumn("intakter_ore", "Totala intäkter"),
    )
    rows = tuple(
        Rad((str(r.ar), r.brutto_ore, r.netto_ore, None if r.andel is None else r.andel * 100, r.intakter_ore)) for r in rader
    )
    return Tabell(TABELL, _title(period), kolumner, rows, slutsats=income_sentence(rader), vy=Vy.NETTOKOSTNAD)


def _title(period: Period) -> str:
    return f"Försörjningsstöd per {period.last_day}"


def years_chart(rader: Sequence[Forsorjningsstodsrad], period: Period, enhet: Enhet) -> Diagram:
    """Two bars per year, oldest first: without and with income. Shown as cost in both views."""
    oldest_first = rader[::-1]
    serier = (
        Serie(EXKL, Roll.UTFALL, tuple(rad.brutto_ore for rad in oldest_first)),
        Serie(INKL, Roll.FOREGAENDE, tuple(rad.netto_ore for rad in oldest_first)),
    )
    told = "; ".join(
        f"{rad.ar} {format_belopp(rad.brutto_ore, enhet)} och {format_belopp(rad.netto_ore, enhet)}" for rad in oldest_first
    )
    return Diagram(
        ID,
        _title(period),
        Diagramtyp.STAPLAR,
        tuple(str(rad.ar) for rad in oldest_first),
        serier,
        alt_text=f"Staplar per år, {enhet.label}, exklusive och inklusive intäkter: {told}.",
        slutsats=f"{cost_text(rader, period, enhet)}.",
        vy=Vy.NETTOKOSTNAD,
    )


def years_sentence(rader: Sequence[Forsorjningsstodsrad], period: Period, enhet: Enhet) -> str:
    """`Försörjningsstödet är 10,7 Mnkr per 31/5 2022, 1,5 Mnkr mindre än 2021; intäkterna täcker 1 %.`."""
    andel = rader[0].andel
    covered = f"; intäkterna täcker {format_procent(andel, 0)}" if andel else ""
    return f"{cost_text(rader, period, enhet)}{covered}."


def income_sentence(rader: Sequence[Forsorjningsstodsrad]) -> str:
    """`Intäkterna täcker 1 % av försörjningsstödet, mot 4 % 2021.`."""
    if not rader[0].andel:
        return "Försörjningsstödet har inga intäkter i år."
    before = next((rad for rad in rader[1:] if rad.ar == rader[0].ar - 1 and rad.andel is not None), None)
    against = "" if before is None or before.andel is None else f", mot {format_procent(before.andel, 0)} {before.ar}"
    return f"Intäkterna täcker {format_procent(rader[0].andel, 0)} av försörjningsstödet{against}."


def cost_text(rader: Sequence[Forsorjningsstodsrad], period: Period, enhet: Enhet) -> str:
    """What it costs this year and against last year, without a full stop."""
    now = rader[0]
    start = f"Försörjningsstödet är {format_belopp(now.brutto_ore, enhet, unit=True)} per {period.last_day} {now.ar}"
    before = next((rad for rad in rader[1:] if rad.ar == now.ar - 1), None)
    if before is None:
        return start
    change = to_enhet(now.brutto_ore, enhet) - to_enhet(before.brutto_ore, enhet)
    if change == 0:
        return f"{start}, lika mycket som {before.ar}"
    size = format_belopp(int(abs(change) * enhet.ore), enhet, unit=True)
    return f"{start}, {size} {'mer' if change > 0 else 'mindre'} än {before.ar}"
