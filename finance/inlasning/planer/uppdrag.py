"""A list of uppdrag given to the nämnd: source, area, status, comment, date and when an answer is due."""

from finance.inlasning.modell import Form
from finance.inlasning.planrader import Uppdragsrad
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.inlasning.tabell.planblad import Planblad


def read_uppdrag(pb: Planblad) -> Bladresultat:
    """One row per uppdrag. A row with other cells but no uppdrag is a FEL, unless it is a heading of one cell."""
    found = []
    for row in pb.rader:
        if not pb.text("uppdrag", row):
            if sum(1 for roll in pb.roller if pb.text(roll, row)) > 1:
                pb.fel("namn_saknas", "Raden saknar uppdrag.", "Fyll i uppdraget.", row=row, kolumn=pb.rubrik("uppdrag"))
            continue
        found.append(
            Uppdragsrad(
                kalla=pb.text("kalla", row),
                omrade=pb.text("omrade", row),
                uppdrag=pb.text("uppdrag", row),
                status=pb.text("status", row),
                kommentar=pb.text("kommentar", row),
                datum=pb.dag("datum", row),
                svar_senast=pb.dag("svar_senast", row, last=True),
                blad=pb.blad.namn,
                rad=pb.blad.rad(row),
            )
        )
    pb.say_unread()
    tolkning = pb.tolkning(Form.LISTA, rader=len(found), skal="Ett uppdrag per rad.")
    return Bladresultat(tolkning, planrader=tuple(found))
