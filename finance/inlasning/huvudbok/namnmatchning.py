"""Names without codes matched to the struktur: the same name is the nod's code, one that is nearly the same is asked about.

An answer (`Lasval.namn`, the user's or a profile's) goes before everything but a code. A name that is unknown is its own code.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.huvudbok.namnlikhet import is_like, is_namnlik, strip_fotnot
from finance.inlasning.modell import Fraga
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.radkoder import is_joined, kod_of_nod
from finance.inlasning.tabell.roller import fold_name, normalise_kod
from finance.kolumner import Col
from finance.struktur import Nod

Rowcodes = dict[Col, npt.NDArray[np.object_]]
MOST = 5
"""Candidates in one question."""


def name_key(text: str) -> str:
    """What names are compared by: no case, no spaces, no footnote mark."""
    return fold_name(strip_fotnot(text))


def match_verksamheter(sak: Bladsak, koder: Rowcodes, detail: npt.NDArray[np.bool_]) -> Rowcodes:
    """`koder` with the names of the verksamhet column turned into codes; what is unsure is asked about in `sak.fynd`."""
    kolumn = sak.column(Col.VERKSAMHET)
    if kolumn is None or is_joined(kolumn) or _selects_by_other_codes(sak):
        return koder
    places = np.unique(kolumn.codes[detail])
    known = _known(sak, [kolumn.texts[place] for place in places])
    turned: dict[int, str] = {}
    for place in places:
        text = kolumn.texts[place]
        if is_namnlik(text) and text not in known and (kod := _kod(sak, text)) is not None:
            turned[int(place)] = kod
    if not turned:
        return koder
    mine = koder[Col.VERKSAMHET].copy()
    for place, kod in turned.items():
        mine[kolumn.codes == place] = kod
    return {**koder, Col.VERKSAMHET: mine}


def _selects_by_other_codes(sak: Bladsak) -> bool:
    """Whether the tree selects by codes that stand in other columns of the file: its names are not those of verksamheter."""
    other = {urval.dimension for nod in sak.kontext.noder for urval in nod.urval} - {Col.VERKSAMHET}
    return any(sak.find(dimension) is not None for dimension in other)


def _known(sak: Bladsak, texts: Sequence[str]) -> set[str]:
    """Those that are codes already: of noder, of what is stored, or selected by a nod. An answered name is none of them."""
    noder = sak.kontext.noder
    codes = {nod.kod for nod in noder} | (set(sak.kontext.verksamheter) if not noder else set())
    series = pd.Series([normalise_kod(text) for text in texts], dtype=object)
    for urval in (urval for nod in noder for urval in nod.urval if urval.dimension is Col.VERKSAMHET):
        codes |= set(series[urval.matches(series)])
    return {text for text in texts if normalise_kod(text) in codes} - {
        text for text in texts if name_key(text) in _answers(sak)
    }


def _answers(sak: Bladsak) -> Mapping[str, str]:
    return {name_key(namn): kod for namn, kod in sak.val.namn.items()}


def _kod(sak: Bladsak, text: str) -> str | None:
    """The code of one name; None leaves it as it was read."""
    if (answered := _answers(sak).get(name_key(text))) is not None:
        return answered
    same = [nod for nod in sak.kontext.noder if name_key(nod.namn) == name_key(text)]
    if len(same) == 1:
        return kod_of_nod(same[0])
    near = same or [nod for nod in sak.kontext.noder if is_like(text, nod.namn)]
    bare = strip_fotnot(text)
    if near:
        _ask(sak, bare, near[:MOST])
    elif sak.kontext.noder and bare not in sak.kontext.verksamheter:
        sak.varning(
            "okant_namn",
            f"{quote(bare)} finns inte i nämndens struktur och blev en egen verksamhet med namnet som kod.",
            "Placera den under Ej fördelat, eller svara vilken verksamhet den är med --namn NAMN=KOD.",
        )
    return bare


def _ask(sak: Bladsak, namn: str, near: Sequence[Nod]) -> None:
    if any(fraga.kod == "namn" and fraga.val[-1][0] == f"{namn}={namn}" for fraga in sak.fynd.fragor):
        return
    candidates = tuple((f"{namn}={kod_of_nod(nod)}", f"{nod.kod} {nod.namn}") for nod in near)
    own = (f"{namn}={namn}", f"Ingen av dem: en egen verksamhet, {namn}")
    text = f"Vilken verksamhet är {quote(namn)}? Namnet liknar {_listed(near)} i nämndens struktur men är inte detsamma."
    sak.fynd.fragor.append(Fraga("namn", text, (*candidates, own), "namn"))


def _listed(near: Sequence[Nod]) -> str:
    return " och ".join(quote(nod.namn) for nod in near)
