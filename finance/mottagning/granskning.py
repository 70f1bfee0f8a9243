"""A file that has been read, looked at against what is stored: what storing it would do, as a Forslag. Nothing is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from finance.inlasning.modell import Anmarkning, Bedomningsrad, Fraga, Lasning, Niva
from finance.inlasning.planrader import Investeringsrad
from finance.kolumner import Col, Slag
from finance.mottagning.ackumulerat import book_differences
from finance.mottagning.arsbudget import spread_arsbudget
from finance.mottagning.bedomningsnoder import resolve_noder, struktur_of
from finance.mottagning.identitet import Fildel
from finance.mottagning.innehall import digest_content
from finance.mottagning.kontext import last_months, list_verksamheter
from finance.mottagning.modell import GAMMAL_ORE, NY_ORE, Ersattning, Forslag, Forslagsstatus, Overlapp, Summa
from finance.mottagning.overlapp import ask, compare, decide_plan_satt, decide_satt, list_replaced, warn_closed
from finance.mottagning.senare import warn_accumulated
from finance.mottagning.strukturer import warn_later
from finance.mottagning.summor import sum_up
from finance.mottagning.svar import count_rows, tolkning_json
from finance.mottagning.urval import select_rows
from finance.store import (
    Namnd,
    NyInlasning,
    Satt,
    Status,
    Store,
    find_current_duplicate,
    read_aktuella,
    read_inlast_saldo,
    read_namn,
    read_periodstatus,
    read_struktur,
    sum_rows,
)
from finance.store.planer import rows_of
from finance.struktur import Struktur, struktur_from_verksamheter


@dataclass(frozen=True)
class Granskning:
    """One look at one file, in one read of the store."""

    store: Store
    lasning: Lasning
    namnd: Namnd
    overlapp: Overlapp
    preliminar: bool

    def forslag(self) -> Forslag:
        """What storing the file would do."""
        lasning = self.lasning
        rader, notes = select_rows(lasning.rader, self.namnd.urval)
        rader, more, spreading = spread_arsbudget(self.store, self.namnd.kod, rader, lasning)
        saldo = sum_rows(rader)
        bedomningar, faults = self._bedomningar(saldo)
        notes = [*lasning.anmarkningar, *notes, *more, *faults]
        if not count_rows(lasning) and not lasning.fel and not lasning.fragor:
            notes.append(_nothing(lasning.fil))
        stored = self._stored(saldo)
        delar, krockar = decide_satt(saldo, stored, self.overlapp)
        booked, more = book_differences(rader, self._earlier, delar)
        saldo = saldo if booked is rader else sum_rows(booked)
        jamforelse = compare(saldo, stored, delar)
        status = read_periodstatus(self.store, self.namnd.kod)
        notes += [*more, *warn_closed(jamforelse, delar, status), *warn_later(self.store, self.namnd.kod, lasning)]
        notes += warn_accumulated(self.store, self.namnd.kod, jamforelse, delar)
        delar |= {key: Fildel(satt) for key, satt in self._satt_without_months().items()}
        forslag = self._result(
            booked,
            bedomningar,
            jamforelse,
            summor=sum_up(saldo, bedomningar, lasning.justeringar, lasning.planrader),
            satt={key: part.satt for key, part in delar.items()},
            notes=notes,
            fragor=(*lasning.fragor, *spreading, *ask(krockar)),
            status=self._new_status(jamforelse, status),
            innehall=digest_content(rader, lasning),
        )
        if forslag.status not in (Forslagsstatus.KLAR, Forslagsstatus.FRAGA):
            return forslag
        current = read_aktuella(self.store, self.namnd.kod)
        replaced = list_replaced(saldo, stored, delar, current)
        return replace(forslag, ersatter=tuple(one for one in replaced if self._is_of_same_year(one)))

    def _is_of_same_year(self, one: Ersattning) -> bool:
        """A list of investeringar takes the place of those of its own year only (`finance.store.planer`)."""
        if one.slag is not Slag.INVESTERING:
            return True
        own = {rad.ar for rad in self.lasning.planrader if isinstance(rad, Investeringsrad)}
        return not own.isdisjoint(rad.ar for rad in rows_of(self.store, one.inlasning_id, Investeringsrad))

    def _result(
        self,
        rader: pd.DataFrame,
        bedomningar: tuple[Bedomningsrad, ...],
        jamforelse: pd.DataFrame,
        *,
        summor: Mapping[str, Summa],
        satt: Mapping[tuple[Slag, int], Satt],
        notes: Sequence[Anmarkning],
        fragor: tuple[Fraga, ...],
        status: Mapping[int, Status],
        innehall: str,
    ) -> Forslag:
        duplicate = find_current_duplicate(self.store, self.namnd.kod, innehall)
        if duplicate is not None and _is_booked_anew(self.lasning.rader, jamforelse):
            duplicate = None
        outcome = _outcome(notes, fragor, duplicate)
        if outcome is Forslagsstatus.DUBBLETT:
            text = f"Innehållet finns redan i inläsning {duplicate} och gäller nu. Inget nytt sparas."
            notes = [*notes, Anmarkning(Niva.UPPLYSNING, "dubblett", text)]
        version = self.store.version(self.namnd.kod)
        ny = NyInlasning(
            namnd=self.namnd.kod,
            fil=self.lasning.fil,
            sha256=self.lasning.sha256,
            innehall_sha256=innehall,
            storlek=self.lasning.storlek,
            satt=satt,
            rader=rader,
            antal=count_rows(self.lasning),
            tolkning=json.dumps(tolkning_json(self.lasning), ensure_ascii=False),
            namn=self.lasning.namn,
            noder=self.lasning.noder,
            bedomningar=bedomningar,
            justeringar=self.lasning.justeringar,
            planrader=self.lasning.planrader,
            status=status,
            expected_version=version,
        )
        return Forslag(
            namnd=self.namnd.kod,
            lasning=self.lasning,
            status=outcome,
            rader=rader,
            jamforelse=jamforelse,
            version=version,
            summor=summor,
            anmarkningar=tuple(notes),
            fragor=() if outcome is Forslagsstatus.DUBBLETT else fragor,
            dubblett_av=duplicate,
            overlapp=self.overlapp,
            preliminar=self.preliminar,
            ny=ny if outcome is Forslagsstatus.KLAR else None,
        )

    def _bedomningar(self, saldo: pd.DataFrame) -> tuple[tuple[Bedomningsrad, ...], list[Anmarkning]]:
        if not self.lasning.bedomningar:
            return (), []
        struktur = struktur_of(self.lasning.noder, self._struktur())
        return resolve_noder(self.lasning.bedomningar, struktur, last_month=self._last_months(saldo))

    def _struktur(self) -> Struktur:
        kod = self.namnd.kod
        if self.store.version(kod) and (struktur := read_struktur(self.store, kod)) is not None:
            return struktur
        namn = read_namn(self.store, kod, Col.VERKSAMHET)
        own = {code: text for (dimension, code), text in self.lasning.namn.items() if dimension is Col.VERKSAMHET}
        codes = list_verksamheter(self.store, kod) | set(self.lasning.rader[Col.VERKSAMHET].unique())
        return struktur_from_verksamheter(kod, self.namnd.namn, {code: {**namn, **own}.get(code, "") for code in codes})

    def _last_months(self, saldo: pd.DataFrame) -> dict[int, int]:
        own = {int(period) for period in saldo.loc[saldo[Col.SLAG] == Slag.UTFALL, Col.PERIOD].unique()}
        stored = last_months(self.store, self.namnd.kod)
        return {period // 100: period for period in sorted({*stored.values(), *own}) if period % 100 <= 12}

    def _stored(self, saldo: pd.DataFrame) -> dict[Slag, pd.DataFrame]:
        spans = saldo.groupby(Col.SLAG)[Col.PERIOD].agg(["min", "max"])
        per = (Col.INLASNING, Col.PERIOD, Col.VERKSAMHET, Col.ANSVAR)
        return {
            Slag(slag): read_inlast_saldo(self.store, self.namnd.kod, Slag(slag), fran=int(first), till=int(last), per=per)
            for slag, first, last in spans.itertuples()
        }

    def _earlier(self, slag: Slag, fran: int, till: int) -> pd.DataFrame:
        return read_inlast_saldo(self.store, self.namnd.kod, slag, fran=fran, till=till)

    def _satt_without_months(self) -> dict[tuple[Slag, int], Satt]:
        """A struktur takes the place of the one before; bedömningar and budgetjusteringar stand beside."""
        found = (
            (Slag.STRUKTUR, self.lasning.noder, Satt.ERSATTER),
            (Slag.BEDOMNING, self.lasning.bedomningar, Satt.BREDVID),
            (Slag.BUDGETJUSTERING, self.lasning.justeringar, Satt.BREDVID),
        )
        valid = self.lasning.galler_fran
        months = {(slag, valid if slag is Slag.STRUKTUR else 0): satt for slag, content, satt in found if content}
        return months | decide_plan_satt(self.lasning.planrader, self.overlapp)

    def _new_status(self, jamforelse: pd.DataFrame, status: Mapping[int, Status]) -> dict[int, Status]:
        """Every month of utfall is closed; or preliminär, but for closed months that the file does not change."""
        utfall = jamforelse[jamforelse[Col.SLAG] == Slag.UTFALL]
        if not self.preliminar:
            return {int(period): Status.STANGD for period in utfall[Col.PERIOD].unique()}
        changed = set(utfall.loc[utfall[GAMMAL_ORE] != utfall[NY_ORE], Col.PERIOD])
        return {
            int(period): Status.STANGD
            if status.get(int(period)) is Status.STANGD and period not in changed
            else Status.PRELIMINAR
            for period in utfall[Col.PERIOD].unique()
        }


def _outcome(notes: Sequence[Anmarkning], fragor: Sequence[Fraga], duplicate: int | None) -> Forslagsstatus:
    if any(note.niva is Niva.FEL for note in notes):
        return Forslagsstatus.AVVISAD
    if duplicate is not None:
        return Forslagsstatus.DUBBLETT
    return Forslagsstatus.FRAGA if fragor else Forslagsstatus.KLAR


def _is_booked_anew(rader: pd.DataFrame, jamforelse: pd.DataFrame) -> bool:
    """Whether an accumulated file gives other amounts than it did, because an earlier month has changed since."""
    own = jamforelse[jamforelse[Col.VERKSAMHET].isin(set(rader[Col.VERKSAMHET]))]
    return bool(rader[Col.ACKUMULERAT].any() and (own[GAMMAL_ORE] != own[NY_ORE]).any())


def _nothing(fil: str) -> Anmarkning:
    return Anmarkning(
        Niva.FEL, "inget_att_lasa_in", f"{fil} innehåller inga uppgifter att läsa in.", "Kontrollera att det är rätt fil."
    )
