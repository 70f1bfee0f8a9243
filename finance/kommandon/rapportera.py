"""The command that writes a report to a file: rapport."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.kommandon.bas import as_of_option, command, namnd_option, period_option, write_json
from finance.lage import Lage, read_lage
from finance.rapport.avsnitt_motpart import read_kop
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.som_json import to_json
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Store, read_kommentarer
from finance.uppfoljning import Uppfoljning, compute_uppfoljning

RAPPORTER: dict[str, Callable[..., Rapport]] = {"manadsuppfoljning": manadsuppfoljning, "tertialrapport": tertialrapport}
FORMAT = ("pptx", "xlsx", "json")


def register(group: click.Group) -> None:
    """Add this command."""

    @command(group, "rapport")
    @click.argument("slag", type=click.Choice(list(RAPPORTER)))
    @namnd_option
    @period_option
    @click.option("--format", "form", type=click.Choice(FORMAT), required=True)
    @click.option("--ut", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FIL")
    @click.option("--mall", type=click.Path(path_type=Path), metavar="FIL", help="Kommunens egen mall (pptx).")
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]))
    @click.option("--vy", type=click.Choice([v.value for v in Vy]))
    @as_of_option
    def rapport(store: Store, slag: str, ut: Path, *, as_json: bool, **val: Any) -> None:
        """Skriv en rapport som PowerPoint, Excel eller JSON."""
        if val["mall"] and val["form"] != "pptx":
            raise click.UsageError("--mall gäller bara --format pptx.")
        data = _write(compose(store, slag, val).rapport, val)
        try:
            ut.write_bytes(data)
        except OSError as error:
            raise HelarError(f"Filen {ut} går inte att skriva. Kontrollera mappen och att filen inte är öppen.") from error
        if as_json:
            write_json({"rapport": slag, "format": val["form"], "fil": str(ut), "storlek": len(data)})
        else:
            click.echo(f"{ut} är skriven.")


@dataclass(frozen=True)
class Sammanstallning:
    """A report and what it was made of, all from one moment of the database."""

    lage: Lage
    uppfoljning: Uppfoljning
    kommentarer: Kommentarer
    rapport: Rapport


def compose(store: Store, slag: str, val: Mapping[str, Any]) -> Sammanstallning:
    """The report `slag` for `val`: namnd, period and, where the command has them, as_of, enhet and vy."""
    as_of: datetime | None = val.get("as_of")
    with store.read():
        lage = read_lage(store, val["namnd"], val["period"], as_of=as_of)
        kommentarer = read_kommentarer(store, lage.namnd.kod, lage.period.key, as_of=as_of)
        kop = read_kop(lage, store, slag)
    enhet = Enhet(val["enhet"]) if val.get("enhet") else lage.namnd.enhet
    vy = Vy(val["vy"]) if val.get("vy") else lage.namnd.vy
    table = compute_uppfoljning(lage)
    rapport = RAPPORTER[slag](lage, table, kommentarer, enhet=enhet, vy=vy, kop=kop)
    return Sammanstallning(lage, table, kommentarer, rapport)


def _write(found: Rapport, val: dict[str, Any]) -> bytes:
    if val["form"] == "json":
        return json.dumps(to_json(found), ensure_ascii=False, indent=2).encode("utf-8")
    if val["form"] == "xlsx":
        from finance.export.xlsx import write_xlsx

        return write_xlsx(found)
    from finance.export.pptx import write_pptx

    return write_pptx(found, _read(val["mall"]) if val["mall"] else None)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise HelarError(f"Mallen {path} går inte att öppna. Kontrollera sökvägen.") from error
