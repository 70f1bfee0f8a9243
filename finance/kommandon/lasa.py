"""Commands that take data in and back out: namnd, las-in, inlasningar, angra, exempel."""

import sys
from pathlib import Path
from typing import Any

import click

from finance.belopp import Enhet, Vy
from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.format import format_kronor
from finance.inlasning.huvudbok.periodrimlighet import ANNAT_AR, FRAMTIDA
from finance.inlasning.huvudbok.rubriksummor import RADER, SUMMOR
from finance.inlasning.modell import Lasval, Tecken
from finance.kolumner import Col, Slag
from finance.kommandon.bas import FordelningType, PeriodType, command, namnd_option, signature, vem_option, write_json
from finance.mottagning import Forslag, Overlapp, find_warnings_undone, prepare, read_in, to_json
from finance.store import InlasningInfo, Namnd, Store, get_namnd, list_inlasningar, save_namnd, undo_inlasning
from finance.struktur import URVALSKOLUMNER, Urval

REFUSED = ("avvisad", "fråga")
OVERLAPPVAL = {
    "ersatt": Overlapp.ERSATT,
    "ersatt_verksamheter": Overlapp.ERSATT_VERKSAMHETER,
    "lagg_till": Overlapp.LAGG_TILL,
}


def register(group: click.Group) -> None:
    """Add these commands."""

    @command(group, "namnd")
    @click.argument("kod")
    @click.option("--namn")
    @click.option("--enhet", type=click.Choice([e.value for e in Enhet]), help="Hur belopp visas.")
    @click.option("--vy", type=click.Choice([v.value for v in Vy]), help="Kostnader som plus eller minus.")
    @click.option(
        "--urval",
        multiple=True,
        metavar="DIMENSION=KODER",
        help="Rader som hör till nämnden: ansvar=1000-1999,3000. Flera dimensioner begränsar varandra; alla tar bort urvalet.",
    )
    @vem_option
    def namnd(
        store: Store,
        kod: str,
        namn: str | None,
        enhet: str | None,
        vy: str | None,
        urval: tuple[str, ...],
        vem: str | None,
        *,
        as_json: bool,
    ) -> None:
        """Skapa eller ändra en nämnd."""
        old = _find_namnd(store, kod)
        new = Namnd(
            kod=kod,
            namn=namn or old.namn,
            enhet=Enhet(enhet) if enhet else old.enhet,
            vy=Vy(vy) if vy else old.vy,
            kommun=old.kommun,
            kommunkod=old.kommunkod,
            urval=_parse_urval(urval) if urval else old.urval,
        )
        save_namnd(store, new, vem=signature(vem))
        if as_json:
            urval_json = {one.dimension.value: str(one) for one in new.urval}
            write_json({"kod": new.kod, "namn": new.namn, "enhet": new.enhet.value, "vy": new.vy.value, "urval": urval_json})
        else:
            told = "".join(f", {one.dimension} {one}" for one in new.urval)
            click.echo(f"{new.kod}: {new.namn}, {new.enhet.label}, {new.vy.value}{told}.")

    @command(group, "las-in")
    @click.argument("filer", nargs=-1, required=True, type=click.Path(path_type=Path))
    @namnd_option
    @click.option("--slag", type=click.Choice(["auto", *(s.value for s in Slag)]), default="auto")
    @click.option("--preliminar", is_flag=True, help="Månaderna är preliminära, inte stängda.")
    @click.option("--ar", type=click.IntRange(1990, 2100), metavar="ÅÅÅÅ", help="Året, när filen inte säger det.")
    @click.option("--enhet-i-fil", type=click.Choice([e.value for e in Enhet]))
    @click.option("--tecken", type=click.Choice([t.value for t in Tecken]))
    @click.option(
        "--fordela",
        type=FordelningType(),
        metavar="FÖRDELNING",
        help="Hur en årsbudget fördelas: tolftedelar, forra-aret eller tolv tal.",
    )
    @click.option("--galler-fran", type=PeriodType(), metavar="ÅÅÅÅ-MM", help="Månaden som en struktur gäller från.")
    @click.option("--namn", multiple=True, metavar="NAMN=KOD", help="Verksamheten som ett namn i filen är.")
    @click.option(
        "--godkann",
        multiple=True,
        type=click.Choice([ANNAT_AR, FRAMTIDA, SUMMOR, RADER]),
        help="Svar på en fråga: perioderna stämmer, rubrikrader är summor eller rader.",
    )
    @click.option("--med-dolda", is_flag=True, help="Läs dolda blad och dolda kolumner också.")
    @click.option(
        "--annoterad",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="MAPP",
        help="Skriv avvisade filer dit med felen markerade.",
    )
    @click.option("--utan-profil", is_flag=True, help="Använd inte de val som sparats för filer av samma slag.")
    @click.option("--ersatt", is_flag=True, help="Ersätt hela månaden med filen.")
    @click.option("--ersatt-verksamheter", is_flag=True, help="Ersätt bara filens verksamheter; de andra står kvar.")
    @click.option("--lagg-till", is_flag=True, help="Lägg filen bredvid det som finns.")
    @click.option("--torrkor", is_flag=True, help="Läs och visa, spara inget.")
    @vem_option
    def las_in(store: Store, filer: tuple[Path, ...], namnd: str, vem: str | None, *, as_json: bool, **val: Any) -> None:
        """Läs in filer: utfall, budget, struktur med mera. Allt eller inget per fil."""
        if sum(bool(val[name]) for name in OVERLAPPVAL) > 1:
            raise click.UsageError("Välj en av --ersatt, --ersatt-verksamheter och --lagg-till.")
        answers = [_read_one(store, fil, namnd, signature(vem), val) for fil in filer]
        if as_json:
            write_json({"filer": answers})
        else:
            for answer in answers:
                _show_file(answer)
        if any(answer["status"] in REFUSED for answer in answers):
            sys.exit(1)

    @command(group, "inlasningar")
    @namnd_option
    def inlasningar(store: Store, namnd: str, *, as_json: bool) -> None:
        """Lista inläsningarna, nyast först."""
        get_namnd(store, namnd)
        found = sorted(list_inlasningar(store, namnd), key=lambda i: -i.id)
        if as_json:
            write_json({"namnd": namnd, "inlasningar": [_inlasning_json(i) for i in found]})
            return
        for info in found:
            slag = "+".join(one.value for one in info.slag)
            nar, tillstand = f"{info.registrerad:%Y-%m-%d %H:%M}", info.tillstand.value
            click.echo(f"{info.id:>5}  {nar}  {tillstand:<14}  {slag:<16}  {info.rader:>7}  {info.fil}")
        if not found:
            click.echo("Inga inläsningar ännu.")

    @command(group, "angra")
    @click.argument("inlasning_id", type=int, metavar="ID")
    @vem_option
    def angra(store: Store, inlasning_id: int, vem: str | None, *, as_json: bool) -> None:
        """Ångra en inläsning. Det den ersatte kommer tillbaka."""
        warnings = find_warnings_undone(store, inlasning_id)
        undo_inlasning(store, inlasning_id, vem=signature(vem))
        if as_json:
            told = [{"kod": one.kod, "text": one.text, "atgard": one.atgard} for one in warnings]
            write_json({"inlasning_id": inlasning_id, "status": "ångrad", "varningar": told})
        else:
            for one in warnings:
                click.echo(f"varning: {one.text} {one.atgard}", err=True)
            click.echo(f"Inläsning {inlasning_id} är ångrad. Det den ersatte gäller igen.")

    @command(group, "exempel")
    def exempel(store: Store, *, as_json: bool) -> None:
        """Läs in exempelkommunerna (LIN-SN och KAT-SN) i en tom databas."""
        from finance.exempel import load_exempel

        loaded = load_exempel(store, progress=None if as_json else lambda text: click.echo(text, err=True))
        if as_json:
            write_json({"namnder": list(loaded)})


def _parse_urval(texts: tuple[str, ...]) -> tuple[Urval, ...]:
    """`ansvar=1000-1999,3000`; the same dimension twice widens. "alla" is no selection. Raises HelarError."""
    if texts == ("alla",):
        return ()
    parts: dict[str, list[str]] = {}
    for text in texts:
        dimension, _, codes = (part.strip() for part in text.partition("="))
        if dimension not in [col.value for col in URVALSKOLUMNER] or not codes:
            raise InvalidValue(f"Urvalet {text!r} ska skrivas som ansvar=1000-1999 eller verksamhet=410,420 (eller alla).")
        parts.setdefault(dimension, []).append(codes)
    return tuple(Urval.parse(Col(dimension), ",".join(codes)) for dimension, codes in parts.items())


def _find_namnd(store: Store, kod: str) -> Namnd:
    try:
        return get_namnd(store, kod)
    except UnknownNamnd:
        return Namnd(kod, kod, Enhet.TKR, Vy.NETTOKOSTNAD)


def _read_one(store: Store, fil: Path, namnd: str, vem: str, val: dict[str, Any]) -> dict[str, Any]:
    try:
        data = fil.read_bytes()
    except OSError:
        return _unreadable(fil)
    lasval = Lasval(
        slag=None if val["slag"] == "auto" else Slag(val["slag"]),
        ar=val["ar"],
        enhet=Enhet(val["enhet_i_fil"]) if val["enhet_i_fil"] else None,
        tecken=Tecken(val["tecken"]) if val["tecken"] else None,
        fordelning=val["fordela"],
        galler_fran=val["galler_fran"].key if val["galler_fran"] else None,
        namn=dict(_pair(text) for text in val["namn"]),
        utan_profil=val["utan_profil"],
        godkant=frozenset(val["godkann"]),
        dolda=val["med_dolda"] or None,
    )
    overlapp = next((one for name, one in OVERLAPPVAL.items() if val[name]), Overlapp.AUTO)
    options: dict[str, Any] = {"namnd": namnd, "val": lasval, "overlapp": overlapp, "preliminar": val["preliminar"]}
    if val["torrkor"]:
        forslag: Forslag = prepare(store, data, fil.name, **options)
        answer = to_json(forslag, status="torrkörd" if forslag.status == "klar" else forslag.status, inlasning_id=None)
    else:
        forslag, inlasning_id = read_in(store, data, fil.name, vem=vem, **options)
        status = "inläst" if inlasning_id is not None and forslag.status == "klar" else forslag.status
        answer = to_json(forslag, status=status, inlasning_id=inlasning_id)
    if val["annoterad"] and forslag.fel:
        answer["annoterad"] = str(_write_annotated(data, fil, forslag, val["annoterad"]))
    return answer


def _write_annotated(data: bytes, fil: Path, forslag: Forslag, mapp: Path) -> Path:
    from finance.export.annoterad import write_annotated

    path = mapp / f"{fil.stem} med anmärkningar.xlsx"
    try:
        mapp.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_annotated(data, fil.name, forslag.anmarkningar))
    except OSError as error:
        raise HelarError(f"Filen {path} kunde inte skrivas. Kontrollera mappen och läs in igen.") from error
    return path


def _pair(text: str) -> tuple[str, str]:
    namn, equals, kod = (part.strip() for part in text.rpartition("="))
    if not (namn and equals and kod):
        raise click.UsageError(f"--namn {text} ska skrivas NAMN=KOD.")
    return namn, kod


def _unreadable(fil: Path) -> dict[str, Any]:
    fel = {
        "kod": "fil_saknas",
        "blad": None,
        "rad": None,
        "kolumn": None,
        "text": f"Filen {fil} går inte att öppna.",
        "atgard": "Kontrollera sökvägen och att du får läsa filen.",
    }
    empty: dict[str, Any] = dict.fromkeys(("inlasning_id", "tolkning"))
    lists: dict[str, Any] = {key: [] for key in ("slag", "ersatter", "varningar", "fragor")}
    return {"fil": fil.name, "status": "avvisad", "rader": 0, "summor": {}, **empty, **lists, "fel": [fel]}


def _show_file(answer: dict[str, Any]) -> None:
    refused = answer["status"] in REFUSED
    click.echo(f"{answer['fil']}: {answer['status']}, {answer['rader']} rader", err=refused)
    if profil := (answer["tolkning"] or {}).get("profil"):
        click.echo(f"  tolkningen från {profil} användes igen", err=refused)
    for slag, summa in answer["summor"].items():
        click.echo(f"  {slag}: {format_kronor(summa['summa_ore'])}", err=refused)
    for rubrik, key in (("fel", "fel"), ("varning", "varningar"), ("fråga", "fragor")):
        for finding in answer[key]:
            click.echo(f"  {rubrik}: {_place(finding)}{finding['text']} {finding.get('atgard') or ''}".rstrip(), err=True)
            for val in finding.get("val", ()):
                click.echo(f"    - {val['text'] if isinstance(val, dict) else val}", err=True)
    if answer.get("annoterad"):
        click.echo(f"  Felen är markerade i {answer['annoterad']}", err=True)


def _place(finding: dict[str, Any]) -> str:
    parts = [
        f"{label} {finding[key]}"
        for key, label in (("blad", "blad"), ("rad", "rad"), ("kolumn", "kolumn"))
        if finding.get(key) is not None
    ]
    return f"[{', '.join(parts)}] " if parts else ""


def _inlasning_json(info: InlasningInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "fil": info.fil,
        "slag": [slag.value for slag in info.slag],
        "perioder": [period_text(key) for key in info.perioder],
        "rader": info.rader,
        "summa_ore": info.sum_ore,
        "vem": info.vem,
        "nar": info.registrerad.isoformat(),
        "tillstand": info.tillstand.value,
    }


def period_text(key: int) -> str:
    """`2022-05`; 0 is the whole inläsning."""
    return f"{key // 100}-{key % 100:02d}" if key else ""
