"""What every command shares: the database, JSON or text, exit codes, and options that are Swedish words.

Exit 0 = done, 1 = refused (reasons in Swedish on stderr, or as `fel` in the JSON), 2 = wrong usage.
"""

import getpass
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import wraps
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from finance.errors import HelarError, InvalidValue
from finance.inlasning.val.fordelning import parse_fordelning
from finance.period import Period
from finance.store import Store

DEFAULT_DB = "sqlite:///data/helar.db"
SVENSK_TID = ZoneInfo("Europe/Stockholm")
Command = Callable[..., Any]


def database_url(given: str | None) -> str:
    """`--db`, else HELAR_DB, else the default file. A plain path is taken as a SQLite file."""
    url = given or os.environ.get("HELAR_DB") or DEFAULT_DB
    return url if "://" in url else f"sqlite:///{url}"


def signature(given: str | None) -> str:
    """Who does this: `--vem`, else HELAR_VEM, else the user of the machine."""
    try:
        return given or os.environ.get("HELAR_VEM") or getpass.getuser()
    except (KeyError, OSError):
        return "kommandoraden"


class PeriodType(click.ParamType[Period]):
    """`ÅÅÅÅ-MM`."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            period = Period.parse(value)
        except InvalidValue as error:
            self.fail(str(error), param, ctx)
        if period.is_bokslut:
            self.fail(f"{value!r} är ingen kalendermånad. Skriv ÅÅÅÅ-MM med en månad 01-12.", param, ctx)
        return period


class TidType(click.ParamType[datetime]):
    """A day (its end, Swedish time) or a time in ISO 8601; gives an aware datetime."""

    name = "tid"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return parse_tid(str(value))
        except InvalidValue as error:
            self.fail(str(error), param, ctx)


class FordelningType(click.ParamType[str]):
    """`tolftedelar`, `forra-aret` or twelve weights; gives it as kept in a Lasval."""

    name = "fördelning"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return parse_fordelning(str(value))
        except InvalidValue as error:
            self.fail(str(error), param, ctx)


def parse_tid(text: str) -> datetime:
    """`2022-06-10` (through that day, Swedish time) or `2022-06-10T08:00+02:00`. Raises InvalidValue."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidValue(f"{text!r} är ingen tid. Skriv ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM-DDTHH:MM.") from error
    if len(text.strip()) <= 10:
        moment = datetime.combine(moment.date(), time.max)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SVENSK_TID)
    return moment.astimezone(UTC)


def write_json(value: Any) -> None:
    """One JSON object on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def refuse(text: str, *, as_json: bool) -> NoReturn:
    """Say why, exit 1."""
    if as_json:
        write_json({"fel": [{"kod": "vagrad", "text": text}]})
    else:
        click.echo(text, err=True)
    sys.exit(1)


def command(group: click.Group, name: str) -> Callable[[Command], click.Command]:
    """A command that gets an open `store`, with `--db`, `--vem` and `--json`; a HelarError becomes exit 1."""

    def decorate(function: Command) -> click.Command:
        @wraps(function)
        def run(*, db: str | None, as_json: bool, **given: Any) -> None:
            url = database_url(db or click.get_current_context().find_root().params.get("db"))
            try:
                store = Store.open(url)
                try:
                    function(store=store, as_json=as_json, **given)
                finally:
                    store.close()
            except HelarError as error:
                refuse(str(error), as_json=as_json)

        options = (
            click.option("--db", metavar="URL", help="Databasen. Annars HELAR_DB, annars data/helar.db."),
            click.option("--json", "as_json", is_flag=True, help="Ett JSON-objekt på stdout, inget annat."),
        )
        wrapped: Command = run
        for option in options:
            wrapped = option(wrapped)
        return group.command(name, help=(function.__doc__ or "").strip())(wrapped)

    return decorate


namnd_option = click.option("--namnd", required=True, metavar="KOD", help="Nämndens kod, till exempel LIN-SN.")
vem_option = click.option("--vem", metavar="NAMN", help="Den som gör detta; annars HELAR_VEM eller datorns användare.")
period_option = click.option("--period", required=True, type=PeriodType(), metavar="ÅÅÅÅ-MM", help="Månaden.")
as_of_option = click.option("--as-of", type=TidType(), metavar="TID", help="Visa läget som det var då.")
