"""Commands that look after a nämnd's data: verksamhetsbyte, installning, gallra."""

from dataclasses import asdict
from typing import Any

import click

from finance.kommandon.bas import PeriodType, command, namnd_option, signature, vem_option, write_json
from finance.kontoplan import UTAN_TEXT, Kontogrupp, parse_kontogrupp
from finance.period import Period
from finance.store import (
    Store,
    Verksamhetsbyte,
    gallra,
    get_namnd,
    read_interna_motparter,
    read_utan_text,
    read_verksamhetsbyten,
    remove_verksamhetsbyte,
    save_interna_motparter,
    save_utan_text,
    save_verksamhetsbyte,
)

INGEN, STANDARD = "ingen", "standard"


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "verksamhetsbyte")
    @namnd_option
    @click.option("--fran", metavar="KOD", help="Koden som verksamheten hade.")
    @click.option("--till", metavar="KOD", help="Koden som den har nu.")
    @click.option("--galler-fran", type=PeriodType(), metavar="ÅÅÅÅ-MM", help="Första månaden med den nya koden.")
    @click.option("--ta-bort", is_flag=True, help="Ta bort bytet.")
    @vem_option
    def verksamhetsbyte(store: Store, namnd: str, vem: str | None, *, as_json: bool, **val: Any) -> None:
        """Låt historiken följa en verksamhet till en ny kod; utan flaggor listas bytena."""
        get_namnd(store, namnd)
        _change_byte(store, namnd, val, signature(vem))
        byten = read_verksamhetsbyten(store, namnd)
        if as_json:
            write_json({"namnd": namnd, "byten": [_byte_json(byte) for byte in byten]})
            return
        for byte in byten:
            month = Period.from_key(byte.galler_fran).namn
            click.echo(f"{byte.fran_kod} heter {byte.till_kod} från {month} ({byte.vem}, {byte.registrerad:%Y-%m-%d})")
        if not byten:
            click.echo("Inga verksamhetsbyten.")

    @command(group, "installning")
    @namnd_option
    @click.option("--utan-text", multiple=True, metavar="GRUPP", help=f"Spara inte text för kontogruppen; {INGEN}, {STANDARD}.")
    @click.option("--interna-motparter", metavar="KODER", help=f"Den egna kommunens motparter: 100-199, 300; {INGEN}.")
    @vem_option
    def installning(
        store: Store, namnd: str, utan_text: tuple[str, ...], interna_motparter: str | None, vem: str | None, *, as_json: bool
    ) -> None:
        """Nämndens val: vilka kontogrupper som inte sparar text, och vilka motparter som är interna."""
        get_namnd(store, namnd)
        if utan_text:
            save_utan_text(store, namnd, _grupper(utan_text), vem=signature(vem))
        if interna_motparter is not None:
            save_interna_motparter(store, namnd, "" if interna_motparter == INGEN else interna_motparter, vem=signature(vem))
        chosen = read_utan_text(store, namnd)
        grupper = [grupp.value for grupp in Kontogrupp if grupp in chosen]
        interna = str(read_interna_motparter(store, namnd))
        if as_json:
            write_json({"namnd": namnd, "utan_text": grupper, "interna_motparter": interna})
        else:
            click.echo(f"Sparar inte text för: {', '.join(grupper) or 'inga kontogrupper'}.")
            click.echo(f"Interna motparter: {interna or 'inga'}.")

    @command(group, "gallra")
    @namnd_option
    @click.option("--fore", type=click.IntRange(1900, 2200), required=True, metavar="ÅÅÅÅ", help="Det första året som behålls.")
    @click.option("--text", is_flag=True, help="Bara texter och leverantörer.")
    @click.option("--placeringar", is_flag=True, help="Bara avslutade placeringar.")
    @vem_option
    def gallra_(store: Store, namnd: str, fore: int, vem: str | None, *, text: bool, placeringar: bool, as_json: bool) -> None:
        """Töm texter och ta bort avslutade placeringar före ett år. Belopp och summor behålls. Går inte att ångra."""
        both = text == placeringar
        done = gallra(store, namnd, fore, texter=text or both, placeringar=placeringar or both, vem=signature(vem))
        if as_json:
            write_json({"namnd": namnd, **asdict(done)})
        else:
            click.echo(f"Gallrat före {fore}: {done.texter} rader utan text, {done.placeringar} placeringar borttagna.")


def _change_byte(store: Store, namnd: str, val: dict[str, Any], vem: str) -> None:
    if not any(val.values()):
        return
    if val["ta_bort"] and val["fran"] and val["galler_fran"]:
        remove_verksamhetsbyte(store, namnd, val["fran"], val["galler_fran"].key, vem=vem)
    elif val["fran"] and val["till"] and val["galler_fran"]:
        save_verksamhetsbyte(store, namnd, val["fran"], val["till"], val["galler_fran"].key, vem=vem)
    else:
        raise click.UsageError("Ange --fran, --till och --galler-fran (eller --ta-bort med --fran och --galler-fran).")


def _byte_json(byte: Verksamhetsbyte) -> dict[str, Any]:
    return {
        "fran": byte.fran_kod,
        "till": byte.till_kod,
        "galler_fran": str(Period.from_key(byte.galler_fran)),
        "vem": byte.vem,
        "nar": byte.registrerad.isoformat(),
    }


def _grupper(texts: tuple[str, ...]) -> list[Kontogrupp]:
    if texts == (INGEN,):
        return []
    if texts == (STANDARD,):
        return list(UTAN_TEXT)
    return [parse_kontogrupp(text) for text in texts]
