"""What a method that knows more than the series of a nod says of one line: a value that its sources give.

Amounts: whole öre, kostnad +.
"""

from dataclasses import dataclass

from finance.kontoplan import Kontogrupp
from finance.prognos.metoder import Metod


@dataclass(frozen=True, slots=True)
class Radmetod:
    """What such a method says of one line without parts, or of one kontogrupp of it.

    `nod`: as in `Kub.noder`. `manader`: January to December; only months after the last closed one are used.
    `kontogrupp`: None = the whole nod. `forklaring`: Swedish sentences with the figures behind it.
    """

    metod: Metod
    nod: str
    kontogrupp: Kontogrupp | None
    manader: tuple[int, ...]
    forklaring: tuple[str, ...] = ()
