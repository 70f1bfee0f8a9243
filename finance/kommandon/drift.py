"""Commands for operation: stang-period, oppna-period, migrera, halsa."""

import sys
from typing import Any

import click

from finance.kommandon.bas import command, namnd_option, period_option, signature, vem_option, write_json
from finance.store import Status, Store, check_health, get_namnd, set_periodstatus


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "stang-period")
    @namnd_option
    @period_option
    @vem_option
    def stang_period(store: Store, namnd: str, period: Any, vem: str | None, *, as_json: bool) -> None:
        """Stäng en månad: prognosen bygger på stängda månader."""
        _set_status(store, namnd, period, Status.STANGD, vem, as_json=as_json)

    @command(group, "oppna-period")
    @namnd_option
    @period_option
    @vem_option
    def oppna_period(store: Store, namnd: str, period: Any, vem: str | None, *, as_json: bool) -> None:
        """Öppna en månad igen: den blir preliminär."""
        _set_status(store, namnd, period, Status.PRELIMINAR, vem, as_json=as_json)

    @command(group, "migrera")
    def migrera(store: Store, *, as_json: bool) -> None:
        """Skapa databasen eller för den till programmets version."""
        health = check_health(store)
        if as_json:
            write_json(health)
        else:
            click.echo(f"Databasen har version {health['version']}.")

    @command(group, "halsa")
    def halsa(store: Store, *, as_json: bool) -> None:
        """Är databasen hel och svarar den?"""
        health = check_health(store)
        if as_json:
            write_json(health)
        else:
            click.echo("Databasen är hel." if health["ok"] else "Databasen är skadad: återställ den från en säkerhetskopia.")
        if not health["ok"]:
            sys.exit(1)


def _set_status(store: Store, namnd: str, period: Any, status: Status, vem: str | None, *, as_json: bool) -> None:
    get_namnd(store, namnd)
    set_periodstatus(store, namnd, period.key, status, vem=signature(vem))
    if as_json:
        write_json({"namnd": namnd, "period": str(period), "status": status.value})
    else:
        click.echo(f"{period.namn.capitalize()} är {status.value} för {namnd}.")
