"""`python -m finance COMMAND ...`: Helår from the command line."""

import sys

import click

from finance.kommandon import (
    drift,
    folja,
    kontrollera,
    lasa,
    mallar,
    omgangar,
    rapportera,
    samlingen,
    stamma,
    uppsattning,
    varda,
)
from finance.kommandon.svenska import SvenskGrupp


@click.group(cls=SvenskGrupp, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--db", metavar="URL", help="Databasen. Annars HELAR_DB, annars data/helar.db.")
def main(db: str | None) -> None:
    """Helår: nämndens budgetuppföljning och helårsprognos."""


for part in (lasa, folja, kontrollera, rapportera, omgangar, samlingen, mallar, uppsattning, stamma, varda, drift):
    part.register(main)


def run() -> None:
    """Text out as UTF-8 whatever the terminal's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    main(prog_name="python -m finance")


if __name__ == "__main__":
    run()
