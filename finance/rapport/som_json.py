"""A report as JSON: values in whole öre (keys that end with `_ore`, canonical sign) beside every cell as shown."""

from dataclasses import asdict

from finance.rapport.modell import Avsnitt, Block, Diagram, Kommentar, Nyckeltal, Rapport, Serie, Stycke, Tabell
from finance.rapport.som_text import show_cell, show_value


def to_json(rapport: Rapport) -> dict[str, object]:
    """The report with values and shown cells; the same report gives the same dict, in the same order."""
    return {
        "rapport": rapport.slag,
        "titel": rapport.titel,
        "namnd": rapport.namnd_kod,
        "namnd_namn": rapport.namnd,
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


def _avsnitt(rapport: Rapport, avsnitt: Avsnitt) -> dict[str, object]:
    return {
        "id": avsnitt.id,
        "kapitel": avsnitt.kapitel,
        "rubrik": avsnitt.rubrik,
        "rubrikrad": avsnitt.rubrikrad,
        "slutsats": avsnitt.slutsats,
        "nod": avsnitt.nod,
        "sektion": avsnitt.sektion,
        "block": [_block(rapport, block) for block in avsnitt.block],
    }


def _block(rapport: Rapport, block: Block) -> dict[str, object]:
    match block:
        case Tabell():
            return _tabell(rapport, block)
        case Diagram():
            return _diagram(rapport, block)
        case Stycke():
            return {"typ": "stycke", "roll": block.roll.value, "text": block.text}
        case Kommentar():
            return {
                "typ": "kommentar",
                "nod": block.nod,
                "namn": block.namn,
                "sektion": block.sektion,
                "text": block.text,
                "vem": block.vem,
                "nar": None if block.nar is None else block.nar.isoformat(),
            }
        case Nyckeltal():
            return {
                "typ": "nyckeltal",
                "namn": block.namn,
                block.nyckel: block.varde,
                "visas": show_value(block.typ, block.varde, rapport.enhet, rapport.vy),
                "ord": block.ord,
            }


def _tabell(rapport: Rapport, tabell: Tabell) -> dict[str, object]:
    vy = rapport.vy_of(tabell)
    return {
        "typ": "tabell",
        "id": tabell.id,
        "titel": tabell.titel,
        "slutsats": tabell.slutsats,
        "vy": vy.value,
        "kolumner": [{"nyckel": k.nyckel, "rubrik": k.rubrik, "typ": k.typ.value} for k in tabell.kolumner],
        "rader": [
            {
                "nod": rad.nod,
                "roll": rad.roll.value,
                "niva": rad.niva,
                "celler": {k.nyckel: cell for k, cell in zip(tabell.kolumner, rad.celler, strict=True)},
                "visas": [show_cell(k, cell, rapport.enhet, vy) for k, cell in zip(tabell.kolumner, rad.celler, strict=True)],
            }
            for rad in tabell.rader
        ],
        "noter": list(tabell.noter),
    }


def _diagram(rapport: Rapport, diagram: Diagram) -> dict[str, object]:
    return {
        "typ": "diagram",
        "id": diagram.id,
        "titel": diagram.titel,
        "form": diagram.typ.value,
        "slutsats": diagram.slutsats,
        "alt_text": diagram.alt_text,
        "vy": None if diagram.is_matt else rapport.vy_of(diagram).value,
        "kategorier": list(diagram.kategorier),
        "serier": [_serie(serie) for serie in diagram.serier],
        **({"matt_enhet": diagram.matt_enhet, "brott": diagram.brott} if diagram.is_matt else {}),
        **({"brott": diagram.brott, "brott_text": diagram.brott_text} if diagram.brott is not None else {}),
    }


def _serie(serie: Serie) -> dict[str, object]:
    values = {"varden": list(serie.varden)} if serie.varden else {"varden_ore": list(serie.varden_ore)}
    return {"namn": serie.namn, "roll": serie.roll.value, **values}
