"""The åtgärdsplan: what each åtgärd is expected to give, has given, and whether the prognos holds it; prognos before and after.

Effects: öre, plus = lower cost. Avvikelse plus = överskott. Formulas: docs/metoder.md#atgarder.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from finance.inlasning.planrader import Atgardsrad
from finance.lage import Lage
from finance.prognos.atgarder import UTOVER, compute_atgard, is_utover, plan_months
from finance.prognos.bedomt import Orsak, Paverkan
from finance.prognos.helarsprognos import Helarsprognos
from finance.uppfoljning import Rad, Uppfoljning

SAKNAS = "saknas"
EFFEKT_KRONOR, EFFEKT_VERKSAMHET, ANSVARIG = "effekt i kronor", "effekt i verksamheten", "ansvarig"


class Raknas(StrEnum):
    """Whether an åtgärd is in the prognos, for people."""

    NEJ = "nej"
    JA = "ja"
    UTOVER = "ja, utöver bedömningen"
    HINDER = "märkt ja, men räknas inte"


@dataclass(frozen=True, slots=True)
class Atgard:
    """One åtgärd. `helar_ore`, `hittills_ore`: planned effect this year, and in its closed months; None = none is given."""

    rad: Atgardsrad
    namn: str  # of its verksamhet; as written where it is not known
    raknas: Raknas
    raknad_ore: int  # what it changes the prognos by
    helar_ore: int | None
    hittills_ore: int | None
    kvar_ore: int | None  # planned in months that are not closed
    forklaring: str  # how the counted effect is made, or why it does not count

    @property
    def realiserat_ore(self) -> int | None:
        """What it has given so far, as followed up; None = not followed up."""
        return self.rad.realiserat_ore

    @property
    def status(self) -> str:
        """Without the words that say how it counts."""
        return plain_status(self.rad.status)

    @property
    def saknas(self) -> tuple[str, ...]:
        """What has not been filled in and is needed for a decision."""
        empty = (
            (EFFEKT_KRONOR, self.rad.effekt_manad_ore is None and self.rad.effekt_helar_ore is None),
            (EFFEKT_VERKSAMHET, not self.rad.verksamhetseffekt.strip()),
            (ANSVARIG, not self.rad.ansvarig.strip()),
        )
        return tuple(what for what, missing in empty if missing)

    @property
    def motsagelse_ore(self) -> int | None:
        """Effekt per month times its months this year minus the year's effect; None where they agree or one is missing."""
        if not self.rad.effekt_manad_ore or self.rad.effekt_helar_ore is None or self.helar_ore is None:
            return None
        return (self.helar_ore - self.rad.effekt_helar_ore) or None


@dataclass(frozen=True, slots=True)
class Atgardsplan:
    """Every åtgärd in the list's order. `fore_ore`, `efter_ore`: the nämnd's prognosavvikelse without and with the counted."""

    rader: tuple[Atgard, ...]
    fore_ore: int
    total: Rad  # the nämnd's line, with the counted

    @property
    def efter_ore(self) -> int:
        return self.total.prognosavvikelse_ore

    @property
    def raknat_ore(self) -> int:
        """What the counted åtgärder improve the year by."""
        return self.efter_ore - self.fore_ore

    @property
    def ej_raknat_ore(self) -> int:
        """What those that are not counted are planned to give in the months that remain."""
        return sum(one.kvar_ore or 0 for one in self.rader if not one.raknad_ore)

    @property
    def realiserat_ore(self) -> int | None:
        """What has been given so far; None where nobody has followed up."""
        known = [one.realiserat_ore for one in self.rader if one.realiserat_ore is not None]
        return sum(known) if known else None

    @property
    def hittills_ore(self) -> int:
        """What was planned in the closed months, of the åtgärder that have been followed up."""
        return sum(one.hittills_ore or 0 for one in self.rader if one.realiserat_ore is not None)

    @property
    def utan_effekt(self) -> tuple[Atgard, ...]:
        """Those whose effect in kronor nobody has given."""
        return tuple(one for one in self.rader if EFFEKT_KRONOR in one.saknas)


def compute_atgardsplan(prognos: Helarsprognos, uppfoljning: Uppfoljning) -> Atgardsplan:
    """The åtgärder of the Lage that the prognos was made from; `uppfoljning` per nod, of the same Lage and method."""
    rows = range(len(prognos.kub.noder))
    found = [one for one in prognos.paverkan if one.orsak is Orsak.ATGARD]
    return Atgardsplan(
        rader=tuple(_atgard(prognos, rad, one) for rad, one in zip(prognos.lage.atgarder, found, strict=True)),
        fore_ore=uppfoljning.total.prognosavvikelse_ore + prognos.moved_by(Orsak.ATGARD, rows),
        total=uppfoljning.total,
    )


def _atgard(prognos: Helarsprognos, rad: Atgardsrad, effect: Paverkan) -> Atgard:
    lage, closed = prognos.lage, prognos.last_closed
    months = plan_months(rad, lage.period.ar)
    given = rad.effekt_manad_ore is not None or rad.effekt_helar_ore is not None
    return Atgard(
        rad=rad,
        namn=name_of(lage, rad.nod),
        raknas=_counts(rad, effect),
        raknad_ore=-effect.helar_ore if effect.raknas else 0,
        helar_ore=sum(months) if given else None,
        hittills_ore=sum(months[:closed]) if given else None,
        kvar_ore=sum(months[closed:]) if given else None,
        forklaring=effect.hinder or effect.forklaring,
    )


def _counts(rad: Atgardsrad, effect: Paverkan) -> Raknas:
    if not rad.medraknad:
        return Raknas.NEJ
    if effect.hinder:
        return Raknas.HINDER
    return Raknas.UTOVER if is_utover(rad) else Raknas.JA


def name_of(lage: Lage, nod: str) -> str:
    """A verksamhet's name; as written where it is not in the struktur."""
    if nod == lage.struktur.total_kod:
        return lage.namnd.namn
    return lage.struktur.by_kod[nod].namn if nod in lage.struktur.by_kod else nod


def preview(prognos: Helarsprognos, rad: Atgardsrad) -> Paverkan:
    """What an åtgärd that is not saved would do, before nivåer."""
    return compute_atgard(prognos.lage, rad, prognos.last_closed)


def plain_status(status: str) -> str:
    """A status without "utöver bedömningen", which is a choice of its own on the screen."""
    return re.sub(rf"(?i)[\s,;]*{UTOVER}\w*[\s,;]*", " ", status).strip(" ,;")


def with_status(rad: Atgardsrad, status: str, raknas: Raknas) -> Atgardsrad:
    """The row with a status and a choice of how it counts: the words are what files have too."""
    bare = plain_status(status)
    utover = f"{UTOVER}en"
    text = ", ".join(filter(None, (bare, utover))) if raknas is Raknas.UTOVER else bare
    return replace(rad, status=text, medraknad=raknas is not Raknas.NEJ)
