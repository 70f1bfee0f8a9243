"""One SIE file on its way: what every part of the reading is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from finance.belopp import Enhet
from finance.format import format_kronor
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Bladval, Kontext, Lasval, Tecken
from finance.inlasning.sie.poster import Poster
from finance.inlasning.sie.rader import Rader
from finance.inlasning.sie.register import Register
from finance.kolumner import Slag


@dataclass(frozen=True)
class Siesak:
    """The lines and small records of a file, the user's choices, and where findings go."""

    rader: Rader
    register: Register
    encoding: str
    val: Lasval
    bladval: Bladval
    kontext: Kontext
    slag: Slag | None
    fynd: Fynd

    @property
    def enhet(self) -> Enhet:
        """Kronor by the standard."""
        return self.bladval.enhet or self.val.enhet or Enhet.KR

    @property
    def tecken(self) -> Tecken:
        """Debit is plus by the standard."""
        return self.bladval.tecken or self.val.tecken or Tecken.KOSTNAD_POSITIV

    @cached_property
    def res(self) -> Mapping[tuple[int, str], int]:
        """#RES in the file's sign, öre, per year number and konto."""
        factor = self.enhet.ore // Enhet.KR.ore
        return {key: ore * factor for key, ore in self.register.res.items()}

    def reads(self, slag: Slag) -> bool:
        """Whether the slag is wanted."""
        return self.slag in (None, slag)

    def has(self, *etiketter: str) -> bool:
        """Whether the file has lines with one of the labels."""
        return len(self.rader.places(*etiketter)) > 0

    def res_of(self, arsnr: int) -> dict[str, int]:
        """#RES per konto of one year."""
        return {konto: ore for (nr, konto), ore in self.res.items() if nr == arsnr}

    def ar(self, arsnr: int) -> str:
        """What a year is called."""
        if arsnr not in self.register.rar:
            return f"år {arsnr}"
        start, slut = self.register.rar[arsnr]
        return str(start.year) if start.year == slut.year else f"{start.year}-{slut.year}"

    def tell_balans(self, poster: Poster, vad: str) -> int:
        """Tell how many rows stand on konton of class 1-2, and give their öre in the file's sign."""
        balans = ~poster.drift
        ore = int(poster.ore[balans].sum())
        if balans.any():
            text = f"{int(balans.sum())} {vad} på balanskonton (klass 1-2) räknas inte: {format_kronor(ore)}."
            self.fynd.upplysning("balanskonton", text)
        return ore

    def tell_avrundat(self, poster: Poster) -> None:
        """How many amounts had more decimals than öre."""
        if antal := int(poster.avrundat.sum()):
            rad = int(self.rader.nummer[poster.place[np.flatnonzero(poster.avrundat)[0]]])
            text = f"{antal} belopp har fler decimaler än ören och avrundades rad för rad."
            self.fynd.varning("avrundat", text, "Kontrollera summan.", rad=rad)
