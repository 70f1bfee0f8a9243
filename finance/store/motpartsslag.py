"""What kind of motpart a code is. Default after Kommun-Bas 13; a nämnd whose codes mean something else says so.

Source: Kommun-Bas 13, motpartsredovisning (1-4 interna, 5-7 kommunägda företag, 81 staten, 82 kommuner, 83 kommunalförbund,
84 regioner, 85 föreningar och stiftelser, 86 enskilda, 87 privata företag, 9 utlandet).
"""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import pandas as pd

from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.store.installningar import read_installning, save_installning
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.struktur import Urval

NYCKEL = "motpartsslag"


class Motpartsslag(StrEnum):
    """Kinds of motpart, in the order of the table. The value is what people see."""

    KOMMUN = "Andra kommuner"
    KOMMUNALFORBUND = "Kommunalförbund"
    REGION = "Regioner"
    STAT = "Staten, även SiS"
    PRIVAT = "Privata företag"
    FORENING = "Föreningar och stiftelser"
    ENSKILDA = "Enskilda och hushåll"
    BOLAG = "Kommunens egna bolag"
    INTERN = "Den egna kommunen"
    UTLAND = "Utlandet"
    OVRIGA = "Övriga motparter"
    UTAN = "Ingen motpart angiven"


STANDARD: Mapping[str, Motpartsslag] = {
    **dict.fromkeys("1234", Motpartsslag.INTERN),
    **dict.fromkeys("567", Motpartsslag.BOLAG),
    "81": Motpartsslag.STAT,
    "82": Motpartsslag.KOMMUN,
    "83": Motpartsslag.KOMMUNALFORBUND,
    "84": Motpartsslag.REGION,
    "85": Motpartsslag.FORENING,
    "86": Motpartsslag.ENSKILDA,
    "87": Motpartsslag.PRIVAT,
    "88": Motpartsslag.ENSKILDA,
    "9": Motpartsslag.UTLAND,
}
"""Beginnings of codes; 88 is what some economy systems give hushåll."""
VALBARA = tuple(slag for slag in Motpartsslag if slag not in (Motpartsslag.OVRIGA, Motpartsslag.UTAN))


def read_motpartsslag(store: Store, namnd: str, *, as_of: datetime | None = None) -> Mapping[Motpartsslag, Urval]:
    """What the nämnd itself has said of its codes; empty unless it has."""
    text = read_installning(store, NYCKEL, namnd=namnd, as_of=as_of)
    told: Mapping[str, str] = json.loads(text) if text else {}
    return {Motpartsslag(slag): Urval.parse(Col.MOTPART, codes) for slag, codes in told.items()}


def save_motpartsslag(store: Store, namnd: str, slag: Motpartsslag, text: str, *, vem: str) -> None:
    """Codes and ranges as `811, 820-829` for one kind; "" back to the default. Raises InvalidValue, UnknownNamnd."""
    get_namnd(store, namnd)
    urval = Urval.parse(Col.MOTPART, text)
    if slag not in VALBARA:
        raise InvalidValue("Välj vilket slags motpart koderna är.")
    with store.write():
        told = {one.value: str(codes) for one, codes in read_motpartsslag(store, namnd).items() if one is not slag}
        if urval.intervall:
            told[slag.value] = str(urval)
        save_installning(store, NYCKEL, json.dumps(told, ensure_ascii=False, sort_keys=True), namnd=namnd, vem=vem)


def slag_of_motpart(codes: pd.Series, told: Mapping[Motpartsslag, Urval]) -> list[Motpartsslag]:
    """The kind of each code: as the nämnd has said, else by how the code begins."""
    found = [_standard(str(code)) for code in codes]
    for slag, urval in told.items():
        for place, hit in enumerate(urval.matches(codes)):
            if hit:
                found[place] = slag
    return found


def _standard(code: str) -> Motpartsslag:
    if not code:
        return Motpartsslag.UTAN
    return next((STANDARD[code[:size]] for size in (2, 1) if code[:size] in STANDARD), Motpartsslag.OVRIGA)
