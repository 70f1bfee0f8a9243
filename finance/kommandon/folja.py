"""Commands that show: uppfoljning, prognos, saldo."""

import csv
import io
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import MISSING, format_avvikelse, format_belopp
from finance.kolumner import Slag
from finance.kommandon.bas import as_of_option, command, namnd_option, period_option, write_json
from finance.kommandon.prognossvar import prognos_json
from finance.lage import Lage, read_lage
from finance.prognos import STANDARDMETOD, Metod
from finance.prognos.anpassade_namnd import fit_all
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.metodrader import compute_fitted_rows, compute_metodrader
from finance.prognos.traffmening import medelfel_text, record_text, traff_sentence
from finance.prognos.traffsakerhet import Traff, Traffsakerhet, compute_traffsakerhet
from finance.rapport.kallor import resting_text
from finance.rapport.som_text import show_sannolikhet
from finance.store import Store, get_namnd
from finance.underlag import compute_motparter, compute_saldo
from finance.uppfoljning import Per, Rad, Uppfoljning, compute_uppfoljning, find_gren

MOTPART = "motpart"
COLUMNS = (
    ("Utfall {span}", "utfall_ore"),
    ("Budget {span}", "budget_ore"),
    ("Avvikelse {span}", "avvikelse_ore"),
    ("Prognos helår", "prognos_ore"),
    ("Budget helår", "budget_helar_ore"),
    ("Avvikelse helår", "prognosavvikelse_ore"),
)


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "uppfoljning")
    @namnd_option
    @period_option
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]))
    @click.option("--vy", type=click.Choice([v.value for v in Vy]))
    @click.option("--per", type=click.Choice([*(p.value for p in Per), MOTPART]), default=Per.NOD.value)
    @click.option("--niva", type=click.IntRange(min=0), help="Visa ner till denna nivå.")
    @click.option("--csv", "as_csv", is_flag=True, help="Semikolon och decimalkomma, för Excel.")
    @as_of_option
    def uppfoljning(store: Store, namnd: str, period: Any, as_of: datetime | None, *, as_json: bool, **val: Any) -> None:
        """Månadsuppföljningens tabell: utfall, budget, avvikelse och helårsprognos."""
        lage = read_lage(store, namnd, period, as_of=as_of)
        if val["per"] == MOTPART:
            _show_motparter(lage, store, val, as_json=as_json)
            return
        table = compute_uppfoljning(lage, per=Per(val["per"]))
        rader = [rad for rad in table.rader if val["niva"] is None or rad.niva <= val["niva"]]
        if as_json:
            write_json(_table_json(table, rader))
        elif val["as_csv"]:
            click.echo(_table_csv(lage, rader, val), nl=False)
        else:
            _show_table(lage, table, rader, val)

    @command(group, "prognos")
    @namnd_option
    @period_option
    @click.option(
        "--metod", type=click.Choice([m.value for m in Metod]), help="För alla noder, där den kan räknas. Annars nodens valda."
    )
    @click.option("--anpassade", is_flag=True, help="Räkna även de anpassade modellerna (ets, theta).")
    @as_of_option
    def prognos(
        store: Store, namnd: str, period: Any, metod: str | None, as_of: datetime | None, *, anpassade: bool, as_json: bool
    ) -> None:
        """Helårsprognosen per nod: metod, intervall (80 %) och sannolikhet att hålla budgeten."""
        lage = read_lage(store, namnd, period, as_of=as_of)
        chosen = Metod(metod) if metod else None
        if anpassade:
            fit_all(lage)
        table = compute_uppfoljning(lage, metod=chosen)
        if as_json:
            write_json(prognos_json(lage, table, asked=chosen, used=chosen or STANDARDMETOD))
            return
        _show_prognos(lage, table, chosen)

    @command(group, "saldo")
    @namnd_option
    @click.option("--slag", type=click.Choice([Slag.UTFALL.value, Slag.BUDGET.value]), default=Slag.UTFALL.value)
    @click.option("--ar", type=int, metavar="ÅÅÅÅ")
    @as_of_option
    def saldo(store: Store, namnd: str, slag: str, ar: int | None, as_of: datetime | None, *, as_json: bool) -> None:
        """Vad som gäller nu: summor per period och verksamhet, i öre."""
        get_namnd(store, namnd)
        found = compute_saldo(store, namnd, Slag(slag), ar=ar, as_of=as_of)
        if as_json:
            write_json(found)
            return
        for period, ore in found["perioder"].items():
            click.echo(f"{period}  {format_belopp(ore, Enhet.KR, decimals=2, unit=True):>24}")
        click.echo(f"Summa    {format_belopp(found['summa_ore'], Enhet.KR, decimals=2, unit=True):>24}")


def _table_json(table: Uppfoljning, rader: list[Rad]) -> dict[str, Any]:
    return {
        "namnd": table.namnd.kod,
        "period": str(table.period),
        "preliminar": table.preliminar,
        "senast_stangd": str(table.senast_stangd) if table.senast_stangd else None,
        "saknade_manader": [str(period) for period in table.saknade_manader],
        "har_budget": table.har_budget,
        "rader": [{name: value for name, value in asdict(rad).items() if name != "har_budget"} for rad in rader],
    }


def _show_prognos(lage: Lage, table: Uppfoljning, asked: Metod | None) -> None:
    """A line per nod: prognos, interval, chance, and the mean error of the method in earlier years."""
    metod = asked or STANDARDMETOD
    enhet, vy, record = lage.namnd.enhet, lage.namnd.vy, compute_traffsakerhet(lage)
    click.echo(f"{table.namnd.namn}, {table.period.namn}, {enhet.label}, {vy.value}")
    width = max([len(rad.namn) + 2 * rad.niva for rad in table.rader] + [12])
    click.echo(" " * width + f"{'Prognos helår':>18}{'80 % säkert':>24}{'Chans':>11}{'Medelfel':>14}  Metod")
    for rad in table.rader:
        cells = (
            f"{format_belopp(rad.prognos_ore, enhet, vy=vy):>18}{interval_text(rad, enhet, vy):>24}"
            f"{show_sannolikhet(rad.sannolikhet):>11}{medelfel_text(_traff(record, rad, metod), enhet):>14}"
        )
        click.echo(f"{'  ' * rad.niva}{rad.namn}".ljust(width) + f"{cells}  {rad.metod_text}")
    _show_gaps(lage, table)
    _show_fallback(lage, asked)
    _show_methods(lage, table.total)
    click.echo(record_text(record))
    click.echo(traff_sentence(record.total, record.manad, enhet, metod=metod))


def _show_fallback(lage: Lage, asked: Metod | None) -> None:
    """Where the method that was asked for could not be computed."""
    made = [prognos.method for prognos in compute_helarsprognos(lage, metod=asked).egna if prognos.methods]
    if asked is not None and (other := sum(metod is not asked for metod in made)):
        click.echo(f"{asked.namn} kunde inte räknas för {other} av {len(made)} rader utan delar: där används en annan metod.")


def _show_methods(lage: Lage, total: Rad) -> None:
    """What every method that is computed says of the whole, without bedömningar."""
    enhet, vy, gren = lage.namnd.enhet, lage.namnd.vy, find_gren(lage, total.nod)
    click.echo("Så säger metoderna om helheten, utan bedömningar:")
    for rad in (*compute_metodrader(lage, gren), *compute_fitted_rows(lage, gren)):
        figure = format_belopp(rad.total_ore, enhet, vy=vy)
        click.echo(f"  {rad.metod.namn:<32}{figure:>14}{ends_text(rad.low_ore, rad.high_ore, enhet, vy):>24}")


def _traff(record: Traffsakerhet, rad: Rad, metod: Metod) -> Traff | None:
    """The record of the method that made the line (of `metod` where a person judged it or its parts differ)."""
    own = next((one for one in Metod if rad.metod.split("+")[0] == one.value), metod)
    return record.rad(rad.nod).metoder.get(own)


def interval_text(rad: Rad, enhet: Enhet, vy: Vy) -> str:
    """The 80 % interval as shown in a view, lowest figure first."""
    return ends_text(rad.low_ore, rad.high_ore, enhet, vy)


def ends_text(low_ore: int, high_ore: int, enhet: Enhet, vy: Vy) -> str:
    """Two ends of an amount as shown in a view, lowest figure first."""
    low, high = sorted((low_ore * vy.sign, high_ore * vy.sign))
    return f"{format_belopp(low, enhet)} till {format_belopp(high, enhet)}"


def _shown(lage: Lage, val: dict[str, Any]) -> tuple[Enhet, Vy]:
    return (Enhet(val["enhet"]) if val["enhet"] else lage.namnd.enhet, Vy(val["vy"]) if val["vy"] else lage.namnd.vy)


def _headers(lage: Lage, enhet: Enhet) -> list[str]:
    return [f"{namn.format(span=lage.period.span)} ({enhet.label})" for namn, _ in COLUMNS]


def _table_csv(lage: Lage, rader: list[Rad], val: dict[str, Any]) -> str:
    enhet, vy = _shown(lage, val)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["nod", "namn", "niva", *_headers(lage, enhet), "low", "high", "metod"])
    for rad in rader:
        cells = ["" if rad.for_people(key) is None else _plain(getattr(rad, key), enhet, vy, key=key) for _, key in COLUMNS]
        ends = sorted((rad.low_ore * vy.sign, rad.high_ore * vy.sign))
        low, high = (_plain(ore, enhet, Vy.NETTOKOSTNAD, key="") for ore in ends)
        writer.writerow([rad.nod, rad.namn, rad.niva, *cells, low, high, rad.metod])
    return out.getvalue()


def _plain(ore: int, enhet: Enhet, vy: Vy, *, key: str) -> str:
    sign = 1 if "avvikelse" in key else vy.sign
    return str(to_enhet(ore * sign, enhet)).replace(".", ",")


def _show_table(lage: Lage, table: Uppfoljning, rader: list[Rad], val: dict[str, Any]) -> None:
    enhet, vy = _shown(lage, val)
    click.echo(
        f"{table.namnd.namn}, {table.period.namn}, {enhet.label}, {vy.value}{', preliminär' if table.preliminar else ''}"
    )
    width = max([len(rad.namn) + 2 * rad.niva for rad in rader] + [12])
    heads = [namn.format(span=lage.period.span) for namn, _ in COLUMNS]
    click.echo(" " * width + "".join(f"{head:>18}" for head in heads) + f"{'80 % säkert':>24}")
    for rad in rader:
        cells = [_cell(rad, key, enhet, vy) for _, key in COLUMNS]
        spann = interval_text(rad, enhet, vy)
        click.echo(f"{'  ' * rad.niva}{rad.namn}".ljust(width) + "".join(f"{cell:>18}" for cell in cells) + f"{spann:>24}")
    click.echo(f"Prognosens metod: {table.total.metod_text}.")
    _show_gaps(lage, table)


def _cell(rad: Rad, key: str, enhet: Enhet, vy: Vy) -> str:
    if rad.for_people(key) is None:
        return MISSING
    ore = getattr(rad, key)
    return format_avvikelse(ore, enhet) if "avvikelse" in key else format_belopp(ore, enhet, vy=vy)


def _show_gaps(lage: Lage, table: Uppfoljning) -> None:
    """What the figures do not rest on: a year without anything, months without utfall, a month that is not closed."""
    ar = lage.period.ar
    if not (lage.har_budget or any(lage.known(ar))):
        click.echo(f"Det finns varken utfall eller budget för {ar}: läs in en fil, eller välj en annan period.")
        return
    if not lage.har_budget:
        click.echo(f"Budget saknas för {ar}: läs in den för att se avvikelsen och om budgeten hålls.")
        if resting := resting_text(lage):
            click.echo(resting)
    if table.saknade_manader:
        click.echo("Utfall saknas för " + ", ".join(period.namn for period in table.saknade_manader) + ".")
    if table.preliminar:
        closed = f"på utfall till och med {table.senast_stangd.namn}" if table.senast_stangd else "inte på något utfall i år"
        click.echo(f"Preliminära månader finns: prognosen bygger {closed}.")


def _show_motparter(lage: Lage, store: Store, val: dict[str, Any], *, as_json: bool) -> None:
    rader = compute_motparter(lage, store)
    if as_json:
        rows = [
            {
                "motpart": r.motpart,
                "namn": r.namn,
                "intern": r.intern,
                "utfall_ore": r.utfall_ore,
                "utfall_foregaende_ar_samma_period_ore": r.foregaende_ore,
            }
            for r in rader
        ]
        write_json({"namnd": lage.namnd.kod, "period": str(lage.period), "preliminar": lage.preliminar, "rader": rows})
        return
    enhet, vy = _shown(lage, val)
    if val["as_csv"]:
        sys.stdout.write(f"motpart;namn;utfall ({enhet.label})\n")
    for rad in rader:
        if val["as_csv"]:
            sys.stdout.write(f"{rad.motpart};{rad.namn};{_plain(rad.utfall_ore, enhet, vy, key='')}\n")
        else:
            told = f"{rad.motpart or MISSING:>8}  {rad.namn:<28}{format_belopp(rad.utfall_ore, enhet, vy=vy):>18}"
            click.echo(f"{told}  intern" if rad.intern else told)
