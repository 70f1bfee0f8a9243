"""Commands for how a nämnd is set up: kontoplan, ej-fordelat, profil."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from finance.belopp import Enhet
from finance.ej_fordelat import OfordeladRad, list_ej_fordelat, place_ej_fordelat
from finance.errors import HelarError
from finance.format import format_belopp
from finance.inlasning.val.profil import to_json as profil_to_json
from finance.kolumner import Col
from finance.kommandon.bas import (
    PeriodType,
    as_of_option,
    command,
    namnd_option,
    period_option,
    signature,
    vem_option,
    write_json,
)
from finance.kontoplan import STANDARD, parse_kontogrupp
from finance.mottagning import export_profiler, import_profiler
from finance.period import Period
from finance.store import (
    Profilpost,
    Store,
    list_kontoregler,
    list_profiler,
    remove_profil,
    save_kontoregel,
    unmapped_konton,
)
from finance.struktur import URVALSKOLUMNER

STANDARDREGEL = "standard"
"""The word that takes the nämnd's own rule away."""


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "kontoplan")
    @namnd_option
    @click.option("--satt", multiple=True, metavar="PREFIX=GRUPP", help="Konton som börjar så hör till kontogruppen.")
    @click.option("--galler-fran", type=PeriodType(), metavar="ÅÅÅÅ-MM", help="Reglerna som sätts gäller från månaden.")
    @as_of_option
    @vem_option
    def kontoplan(
        store: Store,
        namnd: str,
        satt: tuple[str, ...],
        galler_fran: Period | None,
        as_of: datetime | None,
        vem: str | None,
        *,
        as_json: bool,
    ) -> None:
        """Nämndens kontoplan, och konton som ingen regel täcker. Gruppen standard tar bort nämndens egen regel."""
        with store.write() if satt else store.read():
            for prefix, grupp in (split_pair(text, "--satt", "PREFIX=GRUPP") for text in satt):
                wanted = None if grupp.casefold() == STANDARDREGEL else parse_kontogrupp(grupp)
                first = galler_fran.key if galler_fran else 0
                save_kontoregel(store, namnd, prefix, wanted, galler_fran=first, vem=signature(vem))
            found = _kontoplan_json(store, namnd, as_of)
        if as_json:
            write_json(found)
            return
        for regel in found["regler"]:
            own = "  (nämndens egen)" if regel["egen"] else ""
            click.echo(f"{regel['prefix']:<8}{regel['kontogrupp']}{own}")
        for konto in found["omappade"]:
            utfall = format_belopp(konto["utfall_ore"], Enhet.KR, unit=True)
            click.echo(f"Saknar kontogrupp: {konto['konto']} {konto['namn']}, utfall {utfall}")

    @command(group, "ej-fordelat")
    @namnd_option
    @period_option
    @click.option(
        "--placera",
        multiple=True,
        metavar="[DIMENSION:]KOD=NOD",
        help="Låt noden också välja koden: en verksamhet, eller till exempel ansvar:1200.",
    )
    @as_of_option
    @vem_option
    def ej_fordelat(
        store: Store,
        namnd: str,
        period: Period,
        placera: tuple[str, ...],
        as_of: datetime | None,
        vem: str | None,
        *,
        as_json: bool,
    ) -> None:
        """Rader som ingen nod väljer, störst först; placera dem i en nod med en ny version av strukturen."""
        made = []
        with store.write() if placera else store.read():
            for code, nod in (split_pair(text, "--placera", "KOD=NOD") for text in placera):
                dimension, colon, kod = code.partition(":")
                val = {dimension: kod} if colon else {Col.VERKSAMHET.value: code}
                made.append(place_ej_fordelat(store, namnd, val, nod, period=period, vem=signature(vem)))
            rader = list_ej_fordelat(store, namnd, period, as_of=as_of)
        if as_json:
            write_json(
                {"namnd": namnd, "period": str(period), "inlasningar": made, "rader": [_ofordelad_json(rad) for rad in rader]}
            )
            return
        for rad in rader:
            codes = ", ".join(f"{dim} {kod}" for dim in URVALSKOLUMNER if (kod := rad.kod(dim)))
            utfall, budget = (format_belopp(ore, Enhet.KR, unit=True) for ore in (rad.utfall_ore, rad.budget_ore))
            click.echo(f"{codes or 'utan koder'}: utfall {utfall}, budget {budget}")
        if not rader:
            click.echo("Allt är fördelat.")

    @command(group, "profil")
    @namnd_option
    @click.option("--exportera", type=click.Path(path_type=Path), metavar="FIL", help="Skriv profilerna till en fil.")
    @click.option("--importera", type=click.Path(path_type=Path), metavar="FIL", help="Läs in profiler ur en sådan fil.")
    @click.option("--ta-bort", type=int, metavar="ID", help="Glöm en profil.")
    @vem_option
    def profil(
        store: Store,
        namnd: str,
        exportera: Path | None,
        importera: Path | None,
        ta_bort: int | None,
        vem: str | None,
        *,
        as_json: bool,
    ) -> None:
        """Hur nämndens filer läses: de val som har sparats och används igen nästa månad."""
        if ta_bort is not None:
            remove_profil(store, namnd, ta_bort, vem=signature(vem))
        if importera is not None:
            import_profiler(store, namnd, _read_text(importera), vem=signature(vem))
        if exportera is not None:
            _write_text(exportera, export_profiler(store, namnd))
        found = list_profiler(store, namnd)
        if as_json:
            write_json({"namnd": namnd, "profiler": [_profil_json(post) for post in found]})
            return
        for post in found:
            click.echo(f"{post.id:>5}  {post.registrerad:%Y-%m-%d %H:%M}  {post.vem:<14}  {post.profil.fil}")
        if not found:
            click.echo("Inga profiler ännu: de sparas när en fil läses in med egna val.")


def _read_text(fil: Path) -> str:
    try:
        return fil.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise HelarError(f"Filen {fil} går inte att läsa. Kontrollera sökvägen och att det är en profilfil.") from error


def _write_text(fil: Path, text: str) -> None:
    try:
        fil.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HelarError(f"Filen {fil} går inte att skriva. Kontrollera sökvägen och att du får skriva där.") from error


def _profil_json(post: Profilpost) -> dict[str, Any]:
    about = {"id": post.id, "vem": post.vem, "nar": post.registrerad.isoformat()}
    return {**about, **json.loads(profil_to_json(post.profil))}


def split_pair(text: str, option: str, form: str) -> tuple[str, str]:
    """`A=B` -> (A, B). Raises a usage error for anything else."""
    left, equals, right = (part.strip() for part in text.partition("="))
    if not (left and equals and right):
        raise click.UsageError(f"{option} {text} ska skrivas {form}.")
    return left, right


def _kontoplan_json(store: Store, namnd: str, as_of: datetime | None) -> dict[str, Any]:
    own = list_kontoregler(store, namnd, as_of=as_of)
    prefixes = {regel.prefix for regel in own if not regel.galler_fran}
    regler: list[dict[str, Any]] = [
        {"prefix": prefix, "kontogrupp": grupp.value, "egen": False, "galler_fran": None}
        for prefix, grupp in STANDARD.items()
        if prefix not in prefixes
    ]
    regler += [
        {
            "prefix": regel.prefix,
            "kontogrupp": regel.kontogrupp.value,
            "egen": True,
            "galler_fran": str(Period.from_key(regel.galler_fran)) if regel.galler_fran else None,
        }
        for regel in own
    ]
    omappade = [
        {"konto": one.konto, "namn": one.namn, "utfall_ore": one.utfall_ore, "budget_ore": one.budget_ore}
        for one in unmapped_konton(store, namnd, as_of=as_of)
    ]
    return {"namnd": namnd, "regler": sorted(regler, key=lambda regel: regel["prefix"]), "omappade": omappade}


def _ofordelad_json(rad: OfordeladRad) -> dict[str, Any]:
    return {
        **{dimension.value: rad.kod(dimension) for dimension in URVALSKOLUMNER},
        "namn": {dimension.value: namn for dimension, namn in rad.namn.items()},
        "utfall_ore": rad.utfall_ore,
        "budget_ore": rad.budget_ore,
        "budget_helar_ore": rad.budget_helar_ore,
    }
