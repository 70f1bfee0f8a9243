"""A list of åtgärder: what, for which avvikelse, by whom, when, and what they are worth. Two columns will do."""

from dataclasses import replace

from finance.inlasning.bladsak import Bladresultat
from finance.inlasning.modell import Form
from finance.inlasning.planblad import Planblad
from finance.inlasning.planrader import Atgardsrad

EFFEKTER = ("effekt_manad", "effekt_helar")
REALISERAT = "realiserat"


def read_atgarder(pb: Planblad) -> Bladresultat:
    """One row per åtgärd; several in a cell, with ` | ` or a line break between them, are several åtgärder.

    An effect plus is a lower cost: effects that are negative together are turned, since an åtgärd is there to lower a cost.
    The effect of a cell with several åtgärder is not known for each: a FEL.
    """
    used = [roll for roll in (*EFFEKTER, REALISERAT) if roll in pb.roller]
    enhet, skal = pb.enhet(used) if used else (None, "Filen har inga effekter i kronor.")
    found: list[Atgardsrad] = []
    for row in pb.rader:
        names = [part for text in pb.text("atgard", row).split("|") if (part := text.strip())]
        if not names:
            if any(pb.text(roll, row) for roll in EFFEKTER):
                pb.fel(
                    "namn_saknas",
                    "Raden har en effekt men ingen åtgärd.",
                    "Fyll i åtgärden.",
                    row=row,
                    kolumn=pb.rubrik("atgard"),
                )
            continue
        effekt = [pb.ore(roll, row, enhet) if enhet else None for roll in (*EFFEKTER, REALISERAT)]
        if len(names) > 1 and any(effekt):
            text = f"Cellen har {len(names)} åtgärder men en effekt."
            pb.fel("effekt_delad", text, "Skriv en åtgärd per rad, med sin effekt.", row=row, kolumn=pb.rubrik("atgard"))
        medraknad = pb.ja("medraknad", row)
        found += [
            Atgardsrad(
                nod=pb.kod("nod", row),
                avvikelse=pb.text("avvikelse", row),
                atgard=name,
                ansvarig=pb.text("ansvarig", row),
                start=pb.dag("start", row),
                slut=pb.dag("slut", row, last=True),
                effekt_manad_ore=effekt[0],
                effekt_helar_ore=effekt[1],
                verksamhetseffekt=pb.text("verksamhetseffekt", row),
                status=pb.text("status", row),
                medraknad=medraknad,
                blad=pb.blad.namn,
                rad=pb.blad.rad(row),
                realiserat_ore=effekt[2],
            )
            for name in names
        ]
    pb.say_unread()
    found, turned = _as_savings(found)
    skal = f"{skal} Effekterna är negativa i filen och läses som lägre kostnad." if turned else skal
    tolkning = pb.tolkning(Form.LISTA, rader=len({rad.rad for rad in found}), skal=skal, enhet=enhet)
    return Bladresultat(tolkning, planrader=tuple(found))


def _as_savings(rader: list[Atgardsrad]) -> tuple[list[Atgardsrad], bool]:
    """The rows with effects as plus for a lower cost, and whether they were turned."""
    if sum((rad.effekt_manad_ore or 0) + (rad.effekt_helar_ore or 0) for rad in rader) >= 0:
        return rader, False
    turned = [
        replace(
            rad,
            effekt_manad_ore=None if rad.effekt_manad_ore is None else -rad.effekt_manad_ore,
            effekt_helar_ore=None if rad.effekt_helar_ore is None else -rad.effekt_helar_ore,
            realiserat_ore=None if rad.realiserat_ore is None else -rad.realiserat_ore,
        )
        for rad in rader
    ]
    return turned, True
