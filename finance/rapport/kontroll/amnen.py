"""What the texts of a report can be about, with the values that its tables show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from finance.lage import Lage
from finance.rapport.grupprader import list_grupprader
from finance.rapport.kontroll.namn import GRUPP, Namn
from finance.rapport.kontroll.varden import Amne
from finance.struktur import EJ_FORDELAT_NAMN
from finance.uppfoljning import Rad, Uppfoljning

GRUPPORD = {"personalkostnader": "Personal", "personalkostnaderna": "Personal", "intäkterna": "Intäkter"}
"""Further words for a kontogrupp."""


@dataclass(frozen=True)
class Amnen:
    """Subjects by (nod, kontogrupp or ""), and the names by which texts mention them."""

    by_key: Mapping[tuple[str, str], Amne]
    namn: Namn
    total: str
    over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the lines that a line is part of, nearest first

    def has_line(self, nod: str) -> bool:
        """Whether the tables have the line."""
        return (nod, "") in self.by_key

    def above(self, nod: str) -> tuple[Amne, ...]:
        """The line itself and those that it is part of."""
        return tuple(self.by_key[one, ""] for one in (nod, *self.over.get(nod, ())) if (one, "") in self.by_key)

    def own(self, nod: str, sektion: str) -> Amne | None:
        """What a comment on (nod, sektion) is about; one of a section that is no kontogrupp is about the nod."""
        return self.by_key.get((nod, sektion)) or self.by_key.get((nod, ""))

    def named(self, nod: str, kods: Iterable[str]) -> tuple[Amne, ...]:
        """Those that a text on `nod` mentions by these kods."""
        keys = [(nod, kod.removeprefix(GRUPP)) if kod.startswith(GRUPP) else (kod, "") for kod in kods]
        return tuple(self.by_key[key] for key in keys if key in self.by_key)


def amnen_of(lage: Lage, uppfoljning: Uppfoljning) -> Amnen:
    """Every line, and every kontogrupp of every line without parts and of the total."""
    groups = list_grupprader(lage)
    parts: dict[str, list[Rad]] = {}
    for (nod, _), rad in groups.items():
        parts.setdefault(nod, []).append(rad)
    found = {(rad.nod, ""): _amne(rad, rad.nod, lage.manad, parts.get(rad.nod, ())) for rad in uppfoljning.rader}
    for foralder, rader in parts.items():
        whole = not any(rad.namn == EJ_FORDELAT_NAMN and rad.prognosavvikelse_ore for rad in rader)
        for rad in rader:
            found[foralder, rad.namn] = replace(_amne(rad, foralder, lage.manad, ()), fordelad=whole)
    above = {rad.nod: rad.foralder for rad in uppfoljning.rader}
    over = {nod: tuple(_up(nod, above)) for nod in above}
    return Amnen(found, Namn(_names(uppfoljning, groups.values())), uppfoljning.total.nod, over)


def _up(nod: str, foralder: Mapping[str, str | None]) -> Iterator[str]:
    above = foralder.get(nod)
    while above is not None:
        yield above
        above = foralder.get(above)


def _names(uppfoljning: Uppfoljning, groups: Iterable[Rad]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for rad in uppfoljning.rader:
        names.setdefault(rad.namn, []).append(rad.nod)
    for namn in dict.fromkeys(rad.namn for rad in groups):
        names.setdefault(namn, []).append(GRUPP + namn)
    for word, namn in GRUPPORD.items():
        names.setdefault(word, []).append(GRUPP + namn)
    return names


def _amne(rad: Rad, nod: str, manad: int, parts: Sequence[Rad]) -> Amne:
    shares = [rad.prognosavvikelse_procent, rad.avvikelse_procent]
    shares.append(None if rad.sannolikhet is None else 100 * rad.sannolikhet)
    before = rad.utfall_foregaende_ar_samma_period_ore
    if before:
        shares.append(100 * (rad.utfall_ore - before) / abs(before))
    inner = [
        ore
        for part in parts
        for ore in (part.utfall_ore, part.budget_ore, part.avvikelse_ore, part.prognos_ore, part.prognosavvikelse_ore)
    ]
    return Amne(
        kod=nod,
        namn=rad.namn,
        har_budget=rad.har_budget,
        manad=manad,
        utfall=rad.utfall_ore,
        budget=rad.budget_ore,
        prognos=rad.prognos_ore,
        budget_helar=rad.budget_helar_ore,
        foregaende=before,
        foregaende_helar=rad.utfall_foregaende_ar_helar_ore,
        foregaende_avvikelse=rad.avvikelse_foregaende_ar_helar_ore,
        ovriga=(
            rad.systemprognos_ore,
            rad.budget_helar_ore - rad.systemprognos_ore,
            rad.low_ore,
            rad.high_ore,
            rad.budget_helar_ore - rad.low_ore,
            rad.budget_helar_ore - rad.high_ore,
            *inner,
        ),
        procent=tuple(share for share in shares if share is not None),
    )
