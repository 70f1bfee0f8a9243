"""Commands that compare: avstam and avstamningar (with the economy system), sedan-forra (with before)."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from finance.avstamning import Avstamning, Per, Rad, Systemrad, compare, keep, read_kalla, read_systemrader, to_json
from finance.belopp import Enhet, to_ore
from finance.errors import HelarError, InvalidValue
from finance.format import format_kronor
from finance.inlasning.cell.tal import parse_belopp
from finance.kolumner import Slag
from finance.kommandon.bas import TidType, as_of_option, command, namnd_option, period_option, signature, vem_option, write_json
from finance.period import Period
from finance.sedan_forra import Andring, SedanForra, compare_inlasning, compare_since, describe, find_latest
from finance.store import Avstamningspost, InlasningInfo, Store, get_namnd, list_avstamningar, list_inlasningar

TICK, CROSS = "✓", "✗"


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "avstam")
    @namnd_option
    @period_option
    @click.option(
        "--fil", type=click.Path(path_type=Path), metavar="FIL", help="Systemets summor, en kod och ett belopp per rad."
    )
    @click.option("--summa", metavar="KRONOR", help="Systemets summa.")
    @click.option("--rad", multiple=True, metavar="KOD=KRONOR", help="Systemets summa på en kod; kan anges flera gånger.")
    @click.option("--per", type=click.Choice([p.value for p in Per]), help="Vad koderna är; annars efter tabellens rubrik.")
    @click.option("--slag", type=click.Choice([Slag.UTFALL.value, Slag.BUDGET.value]), default=Slag.UTFALL.value)
    @click.option("--enhet-i-fil", type=click.Choice([e.value for e in Enhet]), help="Enheten som summorna är skrivna i.")
    @click.option("--bara-manaden", is_flag=True, help="Summorna är för månaden, inte från januari.")
    @click.option("--delvis", is_flag=True, help="Summorna är några av koderna; de andra jämförs inte.")
    @click.option("--torrkor", is_flag=True, help="Jämför och visa, spara inget.")
    @vem_option
    def avstam(store: Store, namnd: str, period: Period, vem: str | None, *, as_json: bool, **val: Any) -> None:
        """Stämmer det med ekonomisystemet? Systemets summor mot Helårs, januari till månaden."""
        get_namnd(store, namnd)
        per, rader, enhet = _system(val, period)
        kalla = read_kalla(store, namnd, period, slag=Slag(val["slag"]), bara_manaden=val["bara_manaden"])
        found = compare(kalla, rader, per=per, enhet=enhet, delvis=val["delvis"])
        fil = val["fil"].name if val["fil"] else ""
        number = None if val["torrkor"] else keep(store, found, fil=fil, vem=signature(vem))
        if as_json:
            write_json({**to_json(found), "avstamning_id": number, "fel": _fel(found)})
        else:
            _show_avstamning(found)
        if not found.stammer:
            sys.exit(1)

    @command(group, "avstamningar")
    @namnd_option
    @as_of_option
    def avstamningar(store: Store, namnd: str, as_of: datetime | None, *, as_json: bool) -> None:
        """Lista avstämningarna, nyast först."""
        get_namnd(store, namnd)
        found = list_avstamningar(store, namnd, as_of=as_of)
        if as_json:
            write_json({"namnd": namnd, "avstamningar": [_post_json(post) for post in found]})
            return
        for post in found:
            one = post.avstamning
            mark = f"{TICK} stämmer" if one.stammer else f"{CROSS} {format_kronor(one.skillnad_ore)}"
            months = f"{Period.from_key(one.fran)} till {Period.from_key(one.till)}"
            click.echo(f"{post.id:>5}  {post.registrerad:%Y-%m-%d %H:%M}  {one.slag.value:<7} {months}  {one.per:<11}{mark}")
        if not found:
            click.echo("Inga avstämningar ännu.")

    @command(group, "sedan-forra")
    @namnd_option
    @click.option("--inlasning", type=int, metavar="ID", help="En viss inläsning; annars den senaste.")
    @click.option("--sedan", type=TidType(), metavar="TID", help="Allt som har ändrats sedan dess.")
    def sedan_forra(store: Store, namnd: str, inlasning: int | None, sedan: datetime | None, *, as_json: bool) -> None:
        """Vad den senaste inläsningen ändrade: sena bokningar, budget, nya och försvunna verksamheter."""
        if inlasning is not None and sedan is not None:
            raise click.UsageError("Välj en av --inlasning och --sedan.")
        info = None if sedan is not None else _find_inlasning(store, namnd, inlasning)
        found = compare_since(store, namnd, before=sedan) if info is None else compare_inlasning(store, info)
        if as_json:
            write_json(_sedan_json(found, info))
        else:
            _show_sedan(found, info)


def _system(val: dict[str, Any], period: Period) -> tuple[Per, tuple[Systemrad, ...], Enhet]:
    """What the system says: from a file, a sum or typed lines."""
    if sum(bool(val[name]) for name in ("fil", "rad")) + (val["summa"] is not None) != 1:
        raise click.UsageError("Ange en av --fil, --summa och --rad.")
    per = Per(val["per"]) if val["per"] else None
    chosen = Enhet(val["enhet_i_fil"]) if val["enhet_i_fil"] else None
    enhet = chosen or Enhet.KR
    if val["summa"] is not None:
        return Per.SUMMA, (Systemrad("", _ore(val["summa"], enhet)),), enhet
    if val["rad"]:
        if per is None:
            raise click.UsageError("Ange med --per vad koderna i --rad är.")
        pairs = [text.rpartition("=") for text in val["rad"]]
        return per, tuple(Systemrad(kod.strip(), _ore(ore, enhet)) for kod, _, ore in pairs), enhet
    try:
        data = val["fil"].read_bytes()
    except OSError as error:
        text = f"Filen {val['fil']} går inte att öppna. Kontrollera sökvägen och att du får läsa filen."
        raise HelarError(text) from error
    per, rader, tabell = read_systemrader(data, val["fil"].name, per=per, slag=Slag(val["slag"]), enhet=chosen, ar=period.ar)
    return per, rader, tabell.enhet


def _ore(text: str, enhet: Enhet) -> int:
    value = parse_belopp(text)
    if value is None:
        raise InvalidValue(f"{text!r} är inget belopp. Skriv till exempel 1234567,89.")
    return to_ore(value, enhet)


def _fel(found: Avstamning) -> list[dict[str, str]]:
    if found.stammer:
        return []
    rader = [rad for rad in found.rader if not rad.stammer]
    total = format_kronor(found.helhet.skillnad_ore)
    text = f"Det stämmer inte: {len(rader)} av {len(found.rader)} rader skiljer, {total} i allt."
    return [{"kod": "stammer_inte", "text": text}]


def _show_avstamning(found: Avstamning) -> None:
    months = f"{Period.from_key(found.fran)} till {Period.from_key(found.till)}"
    if found.vant_tecken:
        click.echo("Systemets summor har kostnader med minus; de är vända.")
    for rad in found.rader:
        click.echo(_line(rad), err=not rad.stammer)
        for one in rad.forklaringar:
            click.echo(f"    {one.text}", err=True)
            for post in one.rader[:5]:
                codes = " ".join(filter(None, (post.ansvar, post.verksamhet, post.konto, post.verifikat)))
                place = f" ({post.fil}, rad {post.rad})" if post.rad else f" ({post.fil})" if post.fil else ""
                click.echo(f"      {Period.from_key(post.period)}  {codes}  {format_kronor(post.ore)}{place}", err=True)
    if found.stammer:
        click.echo(f"{TICK} Stämmer: {format_kronor(found.helhet.lagrat_ore)} ({months}).")
    else:
        click.echo(_fel(found)[0]["text"], err=True)


def _line(rad: Rad) -> str:
    kod = f"{rad.kod} {rad.namn}".strip() or "Summa"
    if not rad.jamfors:
        return f"- {kod}: {rad.skal}"
    system = "saknas" if rad.system_ore is None else format_kronor(rad.system_ore)
    told = f"{kod}: systemet {system}, Helår {format_kronor(rad.lagrat_ore)}"
    return f"{TICK} {told}" if rad.stammer else f"{CROSS} {told}, skillnad {format_kronor(rad.skillnad_ore)}"


def _post_json(post: Avstamningspost) -> dict[str, Any]:
    one = post.avstamning
    return {
        "id": post.id,
        "slag": one.slag.value,
        "fran": str(Period.from_key(one.fran)),
        "till": str(Period.from_key(one.till)),
        "per": one.per,
        "fil": one.fil,
        "stammer": one.stammer,
        "skillnad_ore": one.skillnad_ore,
        "inlasning_id": one.inlasning_id,
        "vem": post.vem,
        "nar": post.registrerad.isoformat(),
        "rader": list(one.rader),
    }


def _find_inlasning(store: Store, namnd: str, number: int | None) -> InlasningInfo:
    if number is None:
        return find_latest(store, namnd)
    get_namnd(store, namnd)
    for info in list_inlasningar(store, namnd):
        if info.id == number:
            return info
    raise HelarError(f"Inläsning {number} finns inte för {namnd}. Kommandot inlasningar visar vilka som finns.")


def _sedan_json(found: SedanForra, info: InlasningInfo | None) -> dict[str, Any]:
    return {
        "namnd": found.namnd,
        "inlasning_id": info.id if info else None,
        "fil": info.fil if info else None,
        "nya_manader": [str(Period.from_key(period)) for period in found.nya_manader],
        "sena": [{**_andring(one), "period": str(Period.from_key(one.period))} for one in found.sena],
        "budget": [{**_andring(one), "ar": one.period} for one in found.budget],
        "nya": [{"verksamhet": one.verksamhet, "namn": one.namn, "utfall_ore": one.ore} for one in found.nya],
        "forsvunna": [{"verksamhet": one.verksamhet, "namn": one.namn, "utfall_ore": one.ore} for one in found.forsvunna],
        "namnbyten": [asdict(one) for one in found.namnbyten],
        "kodbyten": [asdict(one) for one in found.kodbyten],
    }


def _andring(one: Andring) -> dict[str, Any]:
    return {
        "verksamhet": one.verksamhet,
        "namn": one.namn,
        "gammal_ore": one.gammal_ore,
        "ny_ore": one.ny_ore,
        "skillnad_ore": one.skillnad_ore,
    }


def _show_sedan(found: SedanForra, info: InlasningInfo | None) -> None:
    if info is not None:
        click.echo(f"Inläsning {info.id}, {info.fil}:")
    for sentence in describe(found):
        click.echo(sentence)
    for rubrik, andringar in (("Utfall", found.sena), ("Budget", found.budget)):
        for one in andringar:
            when = str(one.period) if one.period < 10_000 else str(Period.from_key(one.period))
            amounts = f"{format_kronor(one.gammal_ore)} blir {format_kronor(one.ny_ore)}"
            click.echo(f"  {rubrik} {when}  {one.verksamhet} {one.namn}: {amounts} ({format_kronor(one.skillnad_ore)})")
