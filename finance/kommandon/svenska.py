"""Usage errors in Swedish: click writes its own in English."""

import re
from typing import Any

import click

PATTERNS = (
    (r"No such command (.+)\.$", r"Kommandot \1 finns inte."),
    (r"No such option:? ?(.+?)\.?( Did you mean (.+)\?| \(Possible options: (.+)\))?$", r"Flaggan \1 finns inte."),
    (r"Missing argument (.+?)\.?$", r"\1 saknas."),
    (r"Missing option (.+?)\.?$", r"Flaggan \1 saknas."),
    (r"Missing option (.+?)\. Choose from:?\s*(.+)$", r"Flaggan \1 saknas. Välj bland \2."),
    (r"Invalid value for (.+?): (.+) is not one of (.+)\.$", r"Fel värde för \1: \2 är inget av \3."),
    (r"Invalid value for (.+?): (.+) is not a valid int(eger)?( range)?\.$", r"Fel värde för \1: \2 är inget heltal."),
    (r"Invalid value for (.+?): (.+) is not in the range (.+)\.$", r"Fel värde för \1: \2 ligger utanför \3."),
    (r"Invalid value for (.+?): (.+)$", r"Fel värde för \1: \2"),
    (r"Option (.+) requires an argument\.$", r"Flaggan \1 behöver ett värde."),
    (r"Got unexpected extra arguments? \((.+)\)$", r"För många ord: \1."),
)


def translate(message: str) -> str:
    """A usage error of click's in Swedish; what is Swedish already is unchanged."""
    flat = " ".join(message.split())
    for pattern, swedish in PATTERNS:
        if re.match(pattern, flat):
            return re.sub(pattern, swedish, flat)
    return flat


def show_usage_error(error: click.UsageError) -> None:
    """On stderr: what is wrong, and how to see what can be written."""
    click.echo(translate(error.format_message()), err=True)
    if error.ctx is not None:
        click.echo(f"Skriv {error.ctx.command_path} --help för att se hur kommandot används.", err=True)


class SvenskGrupp(click.Group):
    """A group whose usage errors are Swedish and exit with 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            result = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            raise SystemExit(error.exit_code) from error
        except click.UsageError as error:
            show_usage_error(error)
            raise SystemExit(error.exit_code) from error
        except click.Abort as error:
            click.echo("Avbrutet.", err=True)
            raise SystemExit(1) from error
        if isinstance(result, int) and result:
            raise SystemExit(result)
        return result
