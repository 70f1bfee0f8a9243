"""A report frozen as JSON that opens as it was.

Every value of the model is kept, so the report that comes back equals the one that was frozen; each row of a table also keeps
its cells as they were shown.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from finance.belopp import Enhet, Vy
from finance.period import Period
from finance.rapport.modell import (
    Avsnitt,
    Block,
    Diagram,
    Diagramtyp,
    Kolumn,
    Kolumntyp,
    Kommentar,
    Nyckeltal,
    Rad,
    Radroll,
    Rapport,
    Roll,
    Serie,
    Stycke,
    Styckeroll,
    Tabell,
)
from finance.rapport.som_text import show_cell
from finance.store import Rapporthuvud

FORMAT = 1


def freeze_rapport(rapport: Rapport) -> dict[str, Any]:
    """The whole report as JSON values; `rapport_from_json` gives it back."""
    return {
        "format": FORMAT,
        "slag": rapport.slag,
        "titel": rapport.titel,
        "namnd_kod": rapport.namnd_kod,
        "namnd": rapport.namnd,
        "kommun": rapport.kommun,
        "period": str(rapport.period),
        "preliminar": rapport.preliminar,
        "enhet": rapport.enhet.value,
        "vy": rapport.vy.value,
        "sammanfattning": rapport.sammanfattning,
        "kallor": list(rapport.kallor),
        "huvud": {**asdict(rapport.huvud), "bilagor": list(rapport.huvud.bilagor)},
        "avsnitt": [_avsnitt(rapport, avsnitt) for avsnitt in rapport.avsnitt],
    }


def rapport_from_json(value: Mapping[str, Any]) -> Rapport:
    """The report that `freeze_rapport` wrote."""
    values = {name: value[name] for name in ("slag", "titel", "namnd_kod", "namnd", "kommun", "preliminar", "sammanfattning")}
    return Rapport(
        **values,
        period=Period.parse(value["period"]),
        enhet=Enhet(value["enhet"]),
        vy=Vy(value["vy"]),
        avsnitt=tuple(_read_avsnitt(avsnitt) for avsnitt in value["avsnitt"]),
        kallor=tuple(value["kallor"]),
        huvud=_read_huvud(value.get("huvud", {})),
    )


def _read_huvud(value: Mapping[str, Any]) -> Rapporthuvud:
    return Rapporthuvud(**{**value, "bilagor": tuple(value.get("bilagor", ()))})


def _avsnitt(rapport: Rapport, avsnitt: Avsnitt) -> dict[str, Any]:
    values = {name: getattr(avsnitt, name) for name in ("id", "rubrik", "slutsats", "rubrikrad", "nod", "sektion", "kapitel")}
    return {**values, "block": [_block(rapport, block) for block in avsnitt.block]}


def _block(rapport: Rapport, block: Block) -> dict[str, Any]:
    match block:
        case Tabell():
            return _tabell(rapport, block)
        case Diagram():
            return _diagram(block)
        case Stycke():
            return {"typ": "stycke", "text": block.text, "roll": block.roll.value}
        case Kommentar():
            values = {name: getattr(block, name) for name in ("nod", "namn", "text", "sektion", "vem")}
            return {"typ": "kommentar", **values, "nar": None if block.nar is None else block.nar.isoformat()}
        case Nyckeltal():
            values = {name: getattr(block, name) for name in ("nyckel", "namn", "varde", "ord")}
            return {"typ": "nyckeltal", **values, "form": block.typ.value}


def _tabell(rapport: Rapport, tabell: Tabell) -> dict[str, Any]:
    vy = rapport.vy_of(tabell)
    return {
        "typ": "tabell",
        "id": tabell.id,
        "titel": tabell.titel,
        "slutsats": tabell.slutsats,
        "noter": list(tabell.noter),
        "vy": _value(tabell.vy),
        "kolumner": [
            {
                "nyckel": kolumn.nyckel,
                "rubrik": kolumn.rubrik,
                "typ": kolumn.typ.value,
                "decimaler": kolumn.decimaler,
                "differens": kolumn.differens,
                "andel": kolumn.andel,
            }
            for kolumn in tabell.kolumner
        ],
        "rader": [
            {
                "nod": rad.nod,
                "roll": rad.roll.value,
                "niva": rad.niva,
                "celler": list(rad.celler),
                "visas": [
                    show_cell(kolumn, cell, rapport.enhet, vy) for kolumn, cell in zip(tabell.kolumner, rad.celler, strict=True)
                ],
            }
            for rad in tabell.rader
        ],
    }


def _diagram(diagram: Diagram) -> dict[str, Any]:
    return {
        "typ": "diagram",
        "id": diagram.id,
        "titel": diagram.titel,
        "form": diagram.typ.value,
        "kategorier": list(diagram.kategorier),
        "serier": [_serie(serie) for serie in diagram.serier],
        "alt_text": diagram.alt_text,
        "slutsats": diagram.slutsats,
        "vy": _value(diagram.vy),
        "matt_enhet": diagram.matt_enhet,
        "brott": diagram.brott,
        "brott_text": diagram.brott_text,
    }


def _serie(serie: Serie) -> dict[str, Any]:
    values = {"varden": list(serie.varden)} if serie.varden else {"varden_ore": list(serie.varden_ore)}
    return {"namn": serie.namn, "roll": serie.roll.value, **values}


def _value(vy: Vy | None) -> str | None:
    return None if vy is None else vy.value


def _read_avsnitt(value: Mapping[str, Any]) -> Avsnitt:
    values = {name: value[name] for name in ("id", "rubrik", "slutsats", "rubrikrad", "nod", "sektion")}
    return Avsnitt(**values, kapitel=value.get("kapitel", ""), block=tuple(_read_block(block) for block in value["block"]))


def _read_block(value: Mapping[str, Any]) -> Block:
    match value["typ"]:
        case "tabell":
            return _read_tabell(value)
        case "diagram":
            return _read_diagram(value)
        case "stycke":
            return Stycke(value["text"], Styckeroll(value["roll"]))
        case "kommentar":
            nar = None if value["nar"] is None else datetime.fromisoformat(value["nar"])
            return Kommentar(value["nod"], value["namn"], value["text"], value["sektion"], value["vem"], nar)
        case "nyckeltal":
            return Nyckeltal(value["nyckel"], value["namn"], Kolumntyp(value["form"]), value["varde"], value["ord"])
    raise ValueError(f"unknown block: {value['typ']}")


def _read_tabell(value: Mapping[str, Any]) -> Tabell:
    return Tabell(
        id=value["id"],
        titel=value["titel"],
        kolumner=tuple(
            Kolumn(k["nyckel"], k["rubrik"], Kolumntyp(k["typ"]), k["decimaler"], _pair(k["differens"]), _pair(k["andel"]))
            for k in value["kolumner"]
        ),
        rader=tuple(Rad(tuple(rad["celler"]), rad["nod"], Radroll(rad["roll"]), rad["niva"]) for rad in value["rader"]),
        slutsats=value["slutsats"],
        noter=tuple(value["noter"]),
        vy=None if value["vy"] is None else Vy(value["vy"]),
    )


def _read_diagram(value: Mapping[str, Any]) -> Diagram:
    return Diagram(
        id=value["id"],
        titel=value["titel"],
        typ=Diagramtyp(value["form"]),
        kategorier=tuple(value["kategorier"]),
        serier=tuple(_read_serie(serie) for serie in value["serier"]),
        alt_text=value["alt_text"],
        slutsats=value["slutsats"],
        vy=None if value["vy"] is None else Vy(value["vy"]),
        matt_enhet=value.get("matt_enhet", ""),
        brott=value.get("brott"),
        brott_text=value.get("brott_text", ""),
    )


def _read_serie(value: Mapping[str, Any]) -> Serie:
    return Serie(value["namn"], Roll(value["roll"]), tuple(value.get("varden_ore", ())), tuple(value.get("varden", ())))


def _pair(value: list[str] | None) -> tuple[str, str] | None:
    return None if value is None else (value[0], value[1])
