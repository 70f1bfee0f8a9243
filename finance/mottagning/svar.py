"""The JSON of one file (DESIGN 7): öre, canonical sign. Also what is stored about how a file was read."""

from finance.inlasning.modell import Anmarkning, Bladtolkning, Lasning
from finance.mottagning.modell import Forslag, Forslagsstatus
from finance.period import Period

TORRKORD = "torrkörd"
INLAST = "inläst"


def to_json(forslag: Forslag, *, status: str | None = None, inlasning_id: int | None = None) -> dict[str, object]:
    """`status` None: inläst with an id; else as the forslag stands, where one that could be stored is torrkörd."""
    if status is None:
        status = (
            INLAST if inlasning_id is not None else TORRKORD if forslag.status is Forslagsstatus.KLAR else forslag.status.value
        )
    return {
        "fil": forslag.fil,
        "slag": [slag.value for slag in forslag.lasning.slag],
        "status": status,
        "inlasning_id": inlasning_id,
        "rader": count_rows(forslag.lasning),
        "summor": {
            name: {"summa_ore": s.summa_ore, "perioder": dict(s.perioder), "verksamheter": dict(s.verksamheter)}
            for name, s in forslag.summor.items()
        },
        "tolkning": tolkning_json(forslag.lasning),
        "ersatter": [
            {
                "slag": one.slag.value,
                "period": str(Period.from_key(one.period)) if one.period else None,
                "inlasning_id": one.inlasning_id,
                "gammal_ore": one.gammal_ore,
                "ny_ore": one.ny_ore,
                **({} if one.verksamheter is None else {"verksamheter": sorted(one.verksamheter)}),
            }
            for one in forslag.ersatter
        ],
        "varningar": [_note(one) for one in forslag.varningar],
        "upplysningar": [_note(one) for one in forslag.upplysningar],
        "fel": [{**_note(one), "atgard": one.atgard} for one in forslag.fel],
        "fragor": [{"kod": one.kod, "text": one.text, "val": [value for value, _ in one.val]} for one in forslag.fragor],
    }


def count_rows(lasning: Lasning) -> int:
    """Rows of the file that count, whatever their slag: as the user sees them, one for a row with twelve months."""
    if counted := sum(blad.rader for blad in lasning.blad if blad.last):
        return counted
    return len(lasning.rader) + len(lasning.noder) + len(lasning.bedomningar) + len(lasning.justeringar)


def tolkning_json(lasning: Lasning) -> dict[str, object]:
    """How the first sheet that counts was read; `blad_alla` holds every sheet, those passed over too."""
    first = next((blad for blad in lasning.blad if blad.last), None)
    sheets = [{**_sheet(blad), "last": blad.last, "skal": blad.skal, "balans_ore": blad.balans_ore} for blad in lasning.blad]
    plain = _sheet(first) if first else dict.fromkeys(("blad", "rubrikrad", "form", "kolumner", "enhet", "tecken"))
    return {**plain, "blad_alla": sheets, "profil": lasning.profilfil or None}


def _sheet(blad: Bladtolkning) -> dict[str, object]:
    return {
        "blad": blad.blad,
        "rubrikrad": blad.rubrikrad,
        "form": blad.form.value if blad.form else None,
        "kolumner": {kolumn.roll: kolumn.rubrik or kolumn.bokstav for kolumn in blad.kolumner if kolumn.roll},
        "enhet": blad.enhet.value if blad.enhet else None,
        "tecken": blad.tecken.value if blad.tecken else None,
    }


def _note(one: Anmarkning) -> dict[str, object]:
    return {"kod": one.kod, "blad": one.blad, "rad": one.rad, "kolumn": one.kolumn, "text": one.text}
