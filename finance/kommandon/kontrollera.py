"""The command kontrollera: rapportkontroll of a report."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from finance.kommandon.bas import as_of_option, command, namnd_option, period_option, write_json
from finance.kommandon.rapportera import RAPPORTER, compose
from finance.rapport.kontroll import Allvar, Fynd, Kontroll
from finance.rapport.kontroll.kontroll import check_rapport
from finance.store import Store, read_kontrollsvar

ORD = {Allvar.FEL: "Fel", Allvar.VARNING: "Varning", Allvar.UPPLYSNING: "Upplysning"}


def register(group: click.Group) -> None:
    """Add the command."""

    @command(group, "kontrollera")
    @namnd_option
    @period_option
    @click.option("--rapport", "slag", type=click.Choice(list(RAPPORTER)), default="manadsuppfoljning")
    @as_of_option
    def kontrollera(store: Store, namnd: str, period: Any, slag: str, as_of: datetime | None, *, as_json: bool) -> None:
        """Jämför varje siffra i kommentarerna med tabellerna, och delar med helheter."""
        found = run(store, namnd, period, slag, as_of)
        if as_json:
            write_json({"fynd": [_to_json(fynd) for fynd in found.fynd], "okontrollerade": found.okontrollerade})
        else:
            show(found)
        if found.har_fel:
            raise SystemExit(1)


def _to_json(fynd: Fynd) -> dict[str, Any]:
    values = asdict(fynd)
    return {name: value for name, value in values.items() if name not in ("text_av", "siffra")}  # those are for the pages


def run(store: Store, namnd: str, period: Any, slag: str, as_of: datetime | None) -> Kontroll:
    """The kontroll of one report as it would be written now, or at `as_of`; what a person accepted is left out."""
    with store.read():
        found = compose(store, slag, {"namnd": namnd, "period": period, "as_of": as_of})
        accepted = read_kontrollsvar(store, namnd, period.key, as_of=as_of)
    return check_rapport(found.lage, found.uppfoljning, found.kommentarer, found.rapport).without(accepted)


def show(found: Kontroll) -> None:
    """For people: a finding per paragraph, then the sum."""
    for fynd in found.fynd:
        click.echo(f"{ORD[fynd.allvar]}: {fynd.plats}")
        click.echo(f"  {fynd.jamforelse}")
        click.echo(f"  {fynd.forslag}")
    counts = ", ".join(
        f"{sum(fynd.allvar is allvar for fynd in found.fynd)} {word}"
        for allvar, word in ((Allvar.FEL, "fel"), (Allvar.VARNING, "varningar"), (Allvar.UPPLYSNING, "upplysningar"))
    )
    figures = "1 siffra" if found.okontrollerade == 1 else f"{found.okontrollerade} siffror"
    click.echo(f"{counts}. {figures} i texten går inte att kontrollera mot någon tabell.")
