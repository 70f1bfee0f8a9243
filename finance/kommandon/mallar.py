"""Commands that write Excel files to fill in: mall, arbetsbok."""

from pathlib import Path
from typing import Any

import click

from finance.belopp import Enhet
from finance.errors import HelarError
from finance.kommandon.bas import PeriodType, command, namnd_option, period_option, signature, vem_option, write_json
from finance.period import Period
from finance.store import Store

ut_option = click.option("--ut", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FIL")


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "mall")
    @click.argument("slag", metavar="SLAG")
    @namnd_option
    @click.option("--period", type=PeriodType(), metavar="ÅÅÅÅ-MM", help="Månaden; annars den senaste med utfall.")
    @ut_option
    def mall(store: Store, slag: str, namnd: str, period: Period | None, ut: Path, *, as_json: bool) -> None:
        """Skriv en tom Excelmall att fylla i och läsa in: utfall, utfall-bred, budget, bedomning, struktur, matt ..."""
        from finance.export.mallar import MALLAR, make_mall

        if slag not in MALLAR:
            raise click.UsageError(f"Det finns ingen mall för {slag}. Välj bland {', '.join(MALLAR)}.")
        _save(ut, make_mall(store, slag, namnd, period=period), as_json=as_json, mall=slag)

    @command(group, "arbetsbok")
    @click.argument("slag", type=click.Choice(("bedomning", "budget")))
    @namnd_option
    @period_option
    @click.option("--nod", metavar="KOD", help="Raden i rapporten som arbetsboken gäller; annars hela nämnden.")
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]), default=Enhet.TKR.value, help="För bedömningar.")
    @ut_option
    @vem_option
    def arbetsbok(store: Store, slag: str, ut: Path, *, as_json: bool, **val: Any) -> None:
        """Skriv en arbetsbok för en enhetschef: siffror som är låsta, gula celler att fylla i, och gjord att läsas in."""
        from finance.export.mallar import make_bedomningsbok, make_budgetbok

        about = {"nod": val["nod"], "vem": signature(val["vem"])}
        if slag == "budget":
            data = make_budgetbok(store, val["namnd"], val["period"], **about)
        else:
            data = make_bedomningsbok(store, val["namnd"], val["period"], enhet=Enhet(val["enhet"]), **about)
        _save(ut, data, as_json=as_json, arbetsbok=slag)


def _save(ut: Path, data: bytes, *, as_json: bool, **what: str) -> None:
    try:
        ut.write_bytes(data)
    except OSError as error:
        raise HelarError(f"Filen {ut} går inte att skriva. Kontrollera mappen och att filen inte är öppen.") from error
    if as_json:
        write_json({**what, "fil": str(ut), "storlek": len(data)})
    else:
        click.echo(f"{ut} är skriven.")
