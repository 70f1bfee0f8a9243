"""Loading the sample municipalities (`sample_data`) into a database, through the same door as any file."""

import csv
from collections.abc import Callable

from finance.errors import HelarError
from finance.inlasning.fil.klistrad import Kolumnslag, parse_tabell
from finance.mottagning import read_in
from finance.store import (
    Fritabell,
    Mattnyckel,
    Namnd,
    Store,
    Volymkoppling,
    Volymslag,
    list_namnder,
    read_borttagna_fritabeller,
    read_fritabeller,
    read_kommentarer,
    read_volymkopplingar,
    save_fritabell,
    save_kommentar,
    save_namnd,
    save_volymkoppling,
)
from sample_data import EXEMPEL, Exempel

VEM = "exempel"


def load_exempel(store: Store, *, progress: Callable[[str], None] | None = None) -> tuple[str, ...]:
    """Read in what is missing of the sample nämnder and give their koder; doing it again changes nothing.

    `progress` is told a Swedish line per file. Raises HelarError when a file was not accepted.
    """
    say = progress or (lambda _text: None)
    there = {namnd.kod for namnd in list_namnder(store)}
    for exempel in EXEMPEL:
        if exempel.kod not in there:
            save_namnd(store, _namnd(exempel), vem=VEM)
        for fil in exempel.filer:
            say(f"{exempel.kommun}: läser in {fil.name}")
            forslag, _ = read_in(store, fil.read_bytes(), fil.name, namnd=exempel.kod, vem=VEM)
            if forslag.status not in ("klar", "dubblett"):
                raise HelarError(f"Exempelfilen {fil.name} kunde inte läsas in: {_reason(forslag.fel, forslag.fragor)}")
        _save_kommentarer(store, exempel)
        _save_fritabeller(store, exempel)
        _couple(store, exempel)
    return tuple(exempel.kod for exempel in EXEMPEL)


def _namnd(exempel: Exempel) -> Namnd:
    return Namnd(
        kod=exempel.kod,
        namn=exempel.namn,
        enhet=exempel.enhet,
        vy=exempel.vy,
        kommun=exempel.kommun,
        kommunkod=exempel.kommunkod,
    )


def _reason(*findings: tuple[object, ...]) -> str:
    return "; ".join(str(getattr(one, "text", one)) for part in findings for one in part)


def _save_kommentarer(store: Store, exempel: Exempel) -> None:
    if read_kommentarer(store, exempel.kod, exempel.period.key):
        return
    with exempel.kommentarer.open(encoding="utf-8", newline="") as file:
        for rad in csv.DictReader(file, delimiter=";"):
            key = (exempel.kod, exempel.period.key, rad["nod"], rad["text"])
            save_kommentar(store, *key, sektion=rad["sektion"], vem=VEM)


def _save_fritabeller(store: Store, exempel: Exempel) -> None:
    """Nothing where the period has a table already, or had one that was removed."""
    kod, period = exempel.kod, exempel.period.key
    if read_fritabeller(store, kod, period=period) or read_borttagna_fritabeller(store, kod, period=period):
        return
    for val in exempel.frival:
        text = (exempel.mapp / val.filnamn).read_text(encoding="utf-8")
        others = Kolumnslag.KRONOR if val.is_kronor else Kolumnslag.TAL
        found = parse_tabell(text, [Kolumnslag.TEXT, *[others] * (text.partition("\n")[0].count(";"))])
        save_fritabell(store, kod, Fritabell(val.titel, found.kolumner, found.rader, period, summa=found.summa), vem=VEM)


def _couple(store: Store, exempel: Exempel) -> None:
    """The example's volumes, with the prices that it gives from last January on; nothing where some are coupled already."""
    if read_volymkopplingar(store, exempel.kod):
        return
    for val in exempel.volymval:
        koppling = Volymkoppling(
            nod=val.nod,
            kontogrupp=val.kontogrupp,
            matt=Mattnyckel(val.matt),
            enhet=val.enhet,
            slag=Volymslag(val.slag),
            pris_ore=None if val.pris is None else val.pris * 100,
            pris_fran=None if val.pris is None else (exempel.period.ar - 1) * 100 + 1,
        )
        save_volymkoppling(store, exempel.kod, koppling, vem=VEM)
