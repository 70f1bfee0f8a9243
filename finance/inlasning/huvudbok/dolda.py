"""Hidden columns are not taken as amounts unless the user wants them; hidden rows are counted; both are said."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from finance.inlasning.fil.blad import Blad
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Sakerhet
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.roller import Roll

_BELOPP = (r.BELOPP, r.DEBET, r.KREDIT, r.SUMMA, r.PROGNOS, r.PROGNOSAVVIKELSE)


def drop_dolda_kolumner(roller: Sequence[Roll], blad: Blad, fynd: Fynd, *, med: bool) -> list[Roll]:
    """The columns, those with amounts that are hidden made unused (unless `med`), with a varning that names them."""
    hidden = [x for x in roller if x.place in blad.dolda_kolumner and x.roll in _BELOPP and x.sakerhet is not Sakerhet.VALD]
    if not hidden or med:
        return list(roller)
    namn = ", ".join(x.rubrik.text or blad.bokstav(x.place) for x in hidden)
    fynd.varning(
        "dolda_kolumner",
        f"Kolumner med belopp är dolda och lästes inte: {namn}.",
        "Visa kolumnerna i Excel, eller välj att dolda kolumner ska läsas, om de ska med.",
        blad=blad.namn,
        kolumn=hidden[0].rubrik.text or blad.bokstav(hidden[0].place),
    )
    return [replace(x, roll="", slag=None, spann=None) if x in hidden else x for x in roller]


def tell_dolda_rader(sak: Bladsak, detail: npt.NDArray[np.bool_]) -> None:
    """Say how many hidden rows are counted."""
    if not sak.blad.dolda_rader:
        return
    hidden = [row for row in np.flatnonzero(detail) if int(row) + sak.start in sak.blad.dolda_rader]
    if hidden:
        text = f"{len(hidden)} dolda rader räknas med (till exempel rad {sak.rad(hidden[0])})."
        sak.varning("dolda_rader", text, "Ta bort raderna om de inte ska räknas.", row=int(hidden[0]))
