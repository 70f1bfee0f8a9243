"""The command samling: one table with a row per nämnd for the kommunstyrelse."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from finance.belopp import Enhet, Vy
from finance.kommandon.bas import as_of_option, command, period_option, signature, vem_option, write_json
from finance.lage import read_lage
from finance.period import Period
from finance.rapport.modell import Kolumntyp, Tabell
from finance.rapport.samlingstabell import certainty_table, samling_table
from finance.rapport.som_text import show_rows
from finance.samling import Samling, Samlingsrad, compute_samling
from finance.store import Store, read_samling, save_samling
from finance.uppfoljning import compute_uppfoljning


def register(group: click.Group) -> None:
    """Add the command."""

    @command(group, "samling")
    @period_option
    @click.option("--namnd", "namnder", multiple=True, metavar="KOD", help="Nämnd i samlingen; flera går bra. Annars de valda.")
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]), default=Enhet.MNKR.value)
    @click.option("--vy", type=click.Choice([v.value for v in Vy]), default=Vy.NETTOKOSTNAD.value)
    @click.option("--valj", is_flag=True, help="Kom ihåg nämnderna som samlingen.")
    @as_of_option
    @vem_option
    def samling(
        store: Store,
        period: Period,
        namnder: tuple[str, ...],
        as_of: datetime | None,
        vem: str | None,
        *,
        as_json: bool,
        **val: Any,
    ) -> None:
        """En tabell med en rad per nämnd, för kommunstyrelsen."""
        if val["valj"]:
            save_samling(store, namnder, vem=signature(vem))
        found = read(store, period, namnder or read_samling(store, as_of=as_of), as_of)
        if as_json:
            write_json(_as_json(found))
        else:
            show(found, Enhet(val["enhet"]), Vy(val["vy"]))


def read(store: Store, period: Period, namnder: tuple[str, ...], as_of: datetime | None) -> Samling:
    """The samling of some nämnder, all read at one moment."""
    with store.read():
        lagen = [read_lage(store, kod, period, as_of=as_of) for kod in dict.fromkeys(namnder)]
    return compute_samling([compute_uppfoljning(lage) for lage in lagen], period)


def show(found: Samling, enhet: Enhet, vy: Vy) -> None:
    """For people: the table, then how sure it is."""
    click.echo(f"Samling {found.period.namn}, {enhet.label}, {vy.value}")
    for tabell in (samling_table(found, enhet=enhet, vy=vy), certainty_table(found, enhet=enhet, vy=vy)):
        _show_table(tabell, enhet, vy)
        for not_ in (tabell.slutsats, *tabell.noter):
            if not_:
                click.echo(not_)


def _show_table(tabell: Tabell, enhet: Enhet, vy: Vy) -> None:
    rows = [tuple(kolumn.rubrik for kolumn in tabell.kolumner), *show_rows(tabell, enhet, vy)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    texts = [kolumn.typ is Kolumntyp.TEXT for kolumn in tabell.kolumner]
    for row in rows:
        cells = zip(row, widths, texts, strict=True)
        click.echo("  ".join(cell.ljust(width) if text else cell.rjust(width) for cell, width, text in cells).rstrip())


def _as_json(found: Samling) -> dict[str, Any]:
    return {
        "period": str(found.period),
        "rader": [_row_json(rad) for rad in found.rader],
        "total": None if found.total is None else _row_json(found.total),
        "summa_low_ore": found.summa_low_ore,
        "summa_high_ore": found.summa_high_ore,
    }


def _row_json(rad: Samlingsrad) -> dict[str, Any]:
    return {
        **asdict(rad),
        "namnd": rad.namnd or None,
        "avvikelse_ore": rad.avvikelse_ore,
        "prognosavvikelse_ore": rad.prognosavvikelse_ore,
        "senast_stangd": str(rad.senast_stangd) if rad.senast_stangd else None,
        "saknade_manader": [str(period) for period in rad.saknade_manader],
    }
