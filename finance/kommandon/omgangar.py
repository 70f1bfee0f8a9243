"""Commands for what is locked, and for what changed: las-omgang, las-rapport, omgangar, andrat."""

from typing import Any

import click

from finance.belopp import Enhet, Vy
from finance.format import format_avvikelse
from finance.kommandon.bas import (
    SVENSK_TID,
    as_of_option,
    command,
    namnd_option,
    period_option,
    signature,
    vem_option,
    write_json,
)
from finance.kommandon.rapportera import RAPPORTER, compose
from finance.lage import read_lage
from finance.omgang import ForraOmgang, lock_round, read_andring
from finance.prognos.andrat import Prognosandring, Radandring
from finance.prognos.andratmening import andring_sentence
from finance.prognos.omgang import omgang_of
from finance.rapport.frysning import freeze_rapport
from finance.store import Last, Store, get_namnd, list_omgangar, list_rapporter, lock_rapport

anledning_option = click.option("--anledning", default="", metavar="TEXT", help="Varför något som redan är låst låses på nytt.")


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "las-omgang")
    @namnd_option
    @period_option
    @anledning_option
    @vem_option
    def las_omgang(store: Store, namnd: str, period: Any, anledning: str, vem: str | None, *, as_json: bool) -> None:
        """Lås prognosomgången för en månad: prognosen som nämnden såg den. Ändras och tas aldrig bort."""
        last = lock_round(store, read_lage(store, namnd, period), vem=signature(vem), anledning=anledning)
        _tell(last, f"Omgången {period.namn} är låst", as_json=as_json)

    @command(group, "las-rapport")
    @click.argument("slag", type=click.Choice(list(RAPPORTER)))
    @namnd_option
    @period_option
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]))
    @click.option("--vy", type=click.Choice([v.value for v in Vy]))
    @anledning_option
    @vem_option
    def las_rapport(store: Store, slag: str, namnd: str, period: Any, vem: str | None, *, as_json: bool, **val: Any) -> None:
        """Lås en rapport som nämnden såg den. Den öppnas likadan, vad som än läses in sedan."""
        rapport = compose(store, slag, {"namnd": namnd, "period": period, **val}).rapport
        last = lock_rapport(
            store,
            namnd,
            period.key,
            freeze_rapport(rapport),
            slag=slag,
            titel=rapport.titel,
            vem=signature(vem),
            anledning=val["anledning"],
        )
        _tell(last, f"{rapport.titel} är låst", as_json=as_json)

    @command(group, "omgangar")
    @namnd_option
    @as_of_option
    def omgangar(store: Store, namnd: str, as_of: Any, *, as_json: bool) -> None:
        """Det som är låst: omgångar och rapporter, senaste månaden först."""
        get_namnd(store, namnd)
        rounds, reports = list_omgangar(store, namnd, as_of=as_of), list_rapporter(store, namnd, as_of=as_of)
        if as_json:
            found = {"omgangar": [_round_json(last) for last in rounds], "rapporter": [_last_json(last) for last in reports]}
            write_json({"namnd": namnd, **found})
            return
        for last in (*rounds, *reports):
            click.echo(_line(last))
        if not rounds and not reports:
            click.echo("Inget är låst. Lås med las-omgang eller las-rapport.")

    @command(group, "andrat")
    @namnd_option
    @period_option
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]))
    @as_of_option
    def andrat(store: Store, namnd: str, period: Any, enhet: str | None, as_of: Any, *, as_json: bool) -> None:
        """Vad som ändrat prognosen sedan förra omgången: per nod och orsak, som effekt på årets avvikelse."""
        lage = read_lage(store, namnd, period, as_of=as_of)
        found = read_andring(store, lage)
        unit = Enhet(enhet) if enhet else lage.namnd.enhet
        if as_json:
            write_json(_andring_json(namnd, str(period), found, unit))
        elif found is None:
            click.echo(FORST)
        else:
            _show_andring(found[0], unit)


FORST = "Det finns ingen tidigare omgång i år att jämföra med."


def _tell(last: Last, done: str, *, as_json: bool) -> None:
    if as_json:
        write_json(_last_json(last))
    else:
        click.echo(f"{done} (version {last.version}, nummer {last.id}).")


def _last_json(last: Last) -> dict[str, Any]:
    return {
        "id": last.id,
        "namnd": last.namnd,
        "period": f"{last.period // 100}-{last.period % 100:02d}",
        "slag": last.slag or None,
        "titel": last.titel or None,
        "version": last.version,
        "anledning": last.anledning,
        "vem": last.vem,
        "registrerad": last.registrerad.isoformat(),
        "sha256": last.sha256,
        "hel": last.hel,
    }


def _round_json(last: Last) -> dict[str, Any]:
    """With the nämnd's own figures; without them for one that is damaged."""
    told = _last_json(last)
    if not last.hel:
        return told
    total = omgang_of(last).total
    names = ("prognos_ore", "low_ore", "high_ore", "budget_helar_ore", "systemprognos_ore", "metod")
    return {**told, **{name: getattr(total, name) for name in names}, "prognosavvikelse_ore": total.avvikelse_ore}


def _line(last: Last) -> str:
    what = last.titel or "Prognosomgång"
    when = last.registrerad.astimezone(SVENSK_TID).strftime("%Y-%m-%d %H:%M")
    state = "" if last.hel else "  SKADAD: ändrad utanför Helår"
    period = f"{last.period // 100}-{last.period % 100:02d}"
    return f"{last.id:>5}  {period}  version {last.version}  {what}  låst {when} av {last.vem}{state}"


def _andring_json(namnd: str, period: str, found: tuple[Prognosandring, ForraOmgang] | None, enhet: Enhet) -> dict[str, Any]:
    if found is None:
        return {"namnd": namnd, "period": period, "mot": None, "last": None, "mening": FORST, "rader": []}
    andring, fore = found
    return {
        "namnd": namnd,
        "period": period,
        "mot": str(andring.mot),
        "last": None if fore.last is None else _last_json(fore.last),
        "nya_manader": [f"{andring.period.ar}-{manad:02d}" for manad in andring.nya_manader],
        "mening": andring_sentence(andring, andring.total, enhet),
        "rader": [_rad_json(rad) for rad in andring.rader],
    }


def _rad_json(rad: Radandring) -> dict[str, Any]:
    return {
        "nod": rad.nod,
        "namn": rad.namn,
        "niva": rad.niva,
        "foralder": rad.foralder,
        "prognosavvikelse_fore_ore": rad.avvikelse_fore_ore,
        "prognosavvikelse_ore": rad.avvikelse_nu_ore,
        "andring_ore": rad.andring_ore,
        "orsaker": {f"{cause.value}_ore": ore for cause, ore in rad.orsaker.items()},
    }


def _show_andring(andring: Prognosandring, enhet: Enhet) -> None:
    click.echo(andring_sentence(andring, andring.total, enhet))
    click.echo(f"Effekt på årets avvikelse, {enhet.label}. Plus är bättre.")
    width = max(len(rad.namn) for rad in andring.rader) + 2
    for rad in andring.rader:
        parts = ", ".join(f"{cause.namn} {format_avvikelse(ore, enhet)}" for cause, ore in rad.orsaker.items())
        indent = "  " * max(rad.niva - 1, 0)
        click.echo(f"{indent + rad.namn:<{width}} {format_avvikelse(rad.andring_ore, enhet):>10}  {parts}")
