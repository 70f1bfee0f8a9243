"""The system's totals from a file, the answer as JSON (DESIGN 7), and keeping it."""

from dataclasses import asdict
from typing import Any

from finance.avstamning.modell import Avstamning, Per, Rad, Systemrad
from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.kodtabell import Kodtabell, read_kodtabell
from finance.kolumner import Slag
from finance.period import Period
from finance.store import NyAvstamning, Store, save_avstamning


def read_systemrader(
    data: bytes, fil: str, *, per: Per | None = None, slag: Slag = Slag.UTFALL, enhet: Enhet | None = None, ar: int
) -> tuple[Per, tuple[Systemrad, ...], Kodtabell]:
    """The totals of a small table and what they are of. Raises InvalidValue for a table that cannot be read.

    `per` None: as the table's header says. A table of short konton (5, 46) is of klass.
    """
    tabell = read_kodtabell(data, fil, per="" if per in (None, Per.SUMMA) else per.value, slag=slag, enhet=enhet, ar=ar)
    if tabell.fel:
        raise InvalidValue(" ".join(f"{_place(one.blad, one.rad)}{one.text} {one.atgard}".strip() for one in tabell.fel[:5]))
    rader = tuple(Systemrad(rad.kod, rad.ore, rad.namn) for rad in tabell.rader)
    if per is Per.SUMMA:
        return Per.SUMMA, (Systemrad("", sum(rad.ore for rad in rader)),), tabell
    found = per or (Per(tabell.per) if tabell.per else None)
    if found is None:
        raise InvalidValue(
            "Tabellen säger inte vad koderna är. Ange --per ansvar, verksamhet, klass, kontogrupp, konto eller period."
        )
    if per is None and found is Per.KONTO and all(len(rad.kod) <= 2 for rad in rader):
        found = Per.KLASS
    return found, rader, tabell


def _place(blad: str | None, rad: int | None) -> str:
    where = [f"blad {blad}" if blad else "", f"rad {rad}" if rad else ""]
    return f"[{', '.join(filter(None, where))}] " if any(where) else ""


def keep(store: Store, avstamning: Avstamning, *, fil: str = "", vem: str) -> int:
    """Save it with the inläsning behind it, without the texts of single rows, and give its id."""
    lines = [_line(rad, rows=False) for rad in (*avstamning.rader, avstamning.helhet)]
    ny = NyAvstamning(
        namnd=avstamning.namnd,
        slag=avstamning.slag,
        fran=avstamning.fran,
        till=avstamning.till,
        per=avstamning.per.value,
        fil=fil,
        rader=lines,
        stammer=avstamning.stammer,
        skillnad_ore=avstamning.helhet.skillnad_ore,
        inlasning_id=avstamning.inlasning_id,
    )
    return save_avstamning(store, ny, vem=vem)


def to_json(avstamning: Avstamning) -> dict[str, Any]:
    """For machines: öre, canonical sign; a difference is Helår minus the system."""
    return {
        "namnd": avstamning.namnd,
        "slag": avstamning.slag.value,
        "fran": _month(avstamning.fran),
        "till": _month(avstamning.till),
        "per": avstamning.per.value,
        "enhet": avstamning.enhet.value,
        "stammer": avstamning.stammer,
        "vant_tecken": avstamning.vant_tecken,
        "inlasning_id": avstamning.inlasning_id,
        "summa": _line(avstamning.helhet, rows=True),
        "rader": [_line(rad, rows=True) for rad in avstamning.rader],
    }


def _line(rad: Rad, *, rows: bool) -> dict[str, Any]:
    return {
        "kod": rad.kod,
        "namn": rad.namn,
        "system_ore": rad.system_ore,
        "lagrat_ore": rad.lagrat_ore,
        "skillnad_ore": rad.skillnad_ore if rad.jamfors else 0,
        "stammer": rad.stammer,
        "jamfors": rad.jamfors,
        "skal": rad.skal,
        "forklaringar": [
            {
                "kod": one.orsak.value,
                "text": one.text,
                "exakt": one.exakt,
                "antal": one.antal,
                **({"rader": [_post(asdict(post)) for post in one.rader]} if rows else {}),
            }
            for one in rad.forklaringar
        ],
    }


def _post(post: dict[str, Any]) -> dict[str, Any]:
    return {"period": _month(post.pop("period")), "belopp_ore": post.pop("ore"), **post}


def _month(key: int) -> str:
    return str(Period.from_key(key))
