"""What Lägg prognos works on: the prognos that holds, what is typed and not saved, and the prognos with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from finance.errors import InvalidValue
from finance.inlasning.modell import Bedomningsrad
from finance.laggning import Laggrad, Utkast, compute_avvikelser, list_laggrader, merge, to_rader
from finance.period import Period
from finance.prognos.forhandsvisning import with_bedomningar
from finance.prognos.helarsprognos import Helarsprognos
from pages.ui import cached, frame, utkast
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.utkast import Plats


@dataclass(frozen=True)
class Arbete:
    """What the page is about: the prognos that holds, what is typed, and what the prognos would be with it."""

    ram: Ram
    period: Period
    prognos: Helarsprognos
    drafts: Mapping[Plats, Utkast]

    @cached_property
    def rader(self) -> tuple[Laggrad, ...]:
        """Every line, the total last, as it stands now."""
        return list_laggrader(self.prognos)

    @cached_property
    def by_nod(self) -> dict[str, Laggrad]:
        return {rad.nod: rad for rad in self.rader}

    @cached_property
    def read(self) -> tuple[dict[Plats, tuple[Bedomningsrad, ...]], dict[Plats, str]]:
        """(what each draft is to be stored as, what is wrong with those that cannot be)."""
        new: dict[Plats, tuple[Bedomningsrad, ...]] = {}
        faults: dict[Plats, str] = {}
        for plats, one in self.drafts.items():
            if one.is_empty or one.nod not in self.by_nod:
                continue
            try:
                new[plats] = to_rader(one, self.by_nod[one.nod], enhet=self.ram.enhet, period=self.period)
            except InvalidValue as error:
                faults[plats] = str(error)
        return {plats: rows for plats, rows in new.items() if rows}, faults

    @cached_property
    def new(self) -> tuple[Bedomningsrad, ...]:
        """Everything to store. What is typed for a place goes before a confirmation of it."""
        by_key: dict[tuple[str, str, str], list[Bedomningsrad]] = {}
        for _plats, rows in sorted(self.read[0].items(), key=lambda item: not self.drafts[item[0]].bekrafta):
            for key in {(row.nod, row.kontogrupp, row.typ) for row in rows}:
                by_key[key] = [row for row in rows if (row.nod, row.kontogrupp, row.typ) == key]
        return tuple(row for rows in by_key.values() for row in rows)

    @cached_property
    def preview(self) -> Helarsprognos:
        """The prognos with what is typed."""
        return with_bedomningar(self.prognos, merge(self.prognos.lage.bedomningar, self.new)) if self.new else self.prognos

    @cached_property
    def after(self) -> dict[str, int]:
        """Prognos avvikelse helår of every line with what is typed."""
        return compute_avvikelser(self.preview)


def read_arbete(ram: Ram) -> Arbete:
    """The prognos that holds and what is typed on top of it."""
    return Arbete(ram, frame.chosen_period(ram), cached.helarsprognos(ram.nyckel), utkast.read_drafts(ram))


def place_name(arbete: Arbete, plats: Plats) -> str:
    """The line, with what it belongs to where several have its name, and the kontogrupp of it."""
    namn = line_name(cached.uppfoljning(arbete.ram.nyckel), plats[0])
    return f"{namn}, {plats[1].lower()}" if plats[1] else namn
