"""From a file's bytes to a committed inläsning: look, decide, store. Nothing is stored before `commit`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from finance.errors import ChangedSincePreview, HelarError, UnknownNamnd
from finance.inlasning.modell import Anmarkning, Bedomningsrad, Fraga, Kontext, Lasning, Lasval, Niva
from finance.kolumner import Col, Slag
from finance.mottagning.ackumulerat import book_differences
from finance.mottagning.bedomningsnoder import resolve_noder, struktur_of
from finance.mottagning.innehall import digest_content
from finance.mottagning.modell import Ersattning, Forslag, Forslagsstatus, Overlapp
from finance.mottagning.overlapp import ask, compare, decide_satt, list_replaced, warn_closed
from finance.mottagning.summor import sum_up
from finance.mottagning.svar import count_rows, tolkning_json
from finance.mottagning.urval import select_rows
from finance.store import (
    Namnd,
    NyInlasning,
    Satt,
    Status,
    Store,
    commit_inlasning,
    find_current_duplicate,
    get_namnd,
    read_aktuella,
    read_inlast_saldo,
    read_namn,
    read_periodstatus,
    read_saldo,
    read_struktur,
)
from finance.struktur import Struktur, struktur_from_verksamheter

TRIES = 5
STANDARDVAL = Lasval()


def prepare(
    store: Store,
    data: bytes,
    fil: str,
    *,
    namnd: str,
    val: Lasval = STANDARDVAL,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
) -> Forslag:
    """Read a file and say what storing it would do. Never raises for what is wrong with the file."""
    from finance.inlasning import read_file

    lasning = read_file(data, fil, val, read_kontext(store, namnd))
    return consider(store, lasning, namnd=namnd, overlapp=overlapp, preliminar=preliminar)


def consider(
    store: Store,
    lasning: Lasning,
    *,
    namnd: str,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
) -> Forslag:
    """As `prepare`, for a file that has been read: a changed answer about overlapp needs no second reading."""
    with store.read():
        return _Granskning(store, lasning, _namnd(store, namnd), overlapp, preliminar=preliminar).forslag()


def commit(store: Store, forslag: Forslag, *, vem: str) -> int:
    """Store what a forslag says and give the inläsning's id. Raises ChangedSincePreview; HelarError when it cannot be."""
    if forslag.ny is None:
        raise HelarError(f"{forslag.fil} kan inte läsas in ({forslag.status.value}). Inget är sparat.")
    return commit_inlasning(store, forslag.ny, vem=vem)


def read_in(
    store: Store,
    data: bytes,
    fil: str,
    *,
    namnd: str,
    val: Lasval = STANDARDVAL,
    overlapp: Overlapp = Overlapp.AUTO,
    preliminar: bool = False,
    vem: str,
) -> tuple[Forslag, int | None]:
    """Look at a file and store it if that can be done without asking. Looks again when somebody else was first."""
    for _ in range(TRIES):
        forslag = prepare(store, data, fil, namnd=namnd, val=val, overlapp=overlapp, preliminar=preliminar)
        if forslag.ny is None:
            return forslag, None
        try:
            return forslag, commit(store, forslag, vem=vem)
        except ChangedSincePreview:
            continue
    raise ChangedSincePreview


def read_kontext(store: Store, namnd: str) -> Kontext:
    """What the reader may know of the nämnd before it opens a file."""
    with store.read():
        try:
            about = get_namnd(store, namnd)
        except UnknownNamnd:
            return Kontext(namnd_kod=namnd)
        struktur = read_struktur(store, namnd)
        last = _last_months(store, namnd)
        return Kontext(
            namnd_kod=namnd,
            vy=about.vy,
            enhet=about.enhet,
            noder=struktur.noder if struktur else (),
            verksamheter=frozenset(_verksamheter(store, namnd)),
            period_hint=max(last.values(), default=None),
        )


def _namnd(store: Store, kod: str) -> Namnd:
    try:
        return get_namnd(store, kod)
    except UnknownNamnd:
        return Namnd(kod, kod)


def _verksamheter(store: Store, namnd: str) -> set[str]:
    frames = [read_saldo(store, namnd, slag, per=(Col.VERKSAMHET,)) for slag in (Slag.UTFALL, Slag.BUDGET)]
    return {str(kod) for frame in frames for kod in frame[Col.VERKSAMHET] if kod}


def _last_months(store: Store, namnd: str) -> dict[int, int]:
    """Year -> the latest calendar month of utfall (ÅÅÅÅMM)."""
    months = [period for slag, period in read_aktuella(store, namnd) if slag == Slag.UTFALL and period % 100 <= 12]
    return {period // 100: period for period in sorted(months)}


@dataclass(frozen=True)
class _Granskning:
    """One look at one file, in one read of the store."""

    store: Store
    lasning: Lasning
    namnd: Namnd
    overlapp: Overlapp
    preliminar: bool

    def forslag(self) -> Forslag:
        lasning = self.lasning
        rader, notes = select_rows(lasning.rader, self.namnd.urval)
        bedomningar, faults = resolve_noder(
            lasning.bedomningar, struktur_of(lasning.noder, self._struktur()), last_month=self._last_months(rader)
        )
        notes = [*lasning.anmarkningar, *notes, *faults]
        if not count_rows(lasning) and not lasning.fel and not lasning.fragor:
            notes.append(_nothing(lasning.fil))
        stored = self._stored(rader)
        satt, krockar = decide_satt(rader, stored, self.overlapp)
        booked, more = book_differences(rader, self._earlier, satt)
        jamforelse = compare(booked, stored, satt)
        status = read_periodstatus(self.store, self.namnd.kod)
        notes += [*more, *warn_closed(jamforelse, status)]
        satt |= self._satt_without_months()
        return self._result(
            booked,
            bedomningar,
            jamforelse,
            satt=satt,
            notes=notes,
            fragor=(*lasning.fragor, *ask(krockar)),
            status=self._new_status(jamforelse, status),
            innehall=digest_content(rader, lasning),
        )

    def _result(
        self,
        rader: pd.DataFrame,
        bedomningar: tuple[Bedomningsrad, ...],
        jamforelse: pd.DataFrame,
        *,
        satt: Mapping[tuple[Slag, int], Satt],
        notes: Sequence[Anmarkning],
        fragor: tuple[Fraga, ...],
        status: Mapping[int, Status],
        innehall: str,
    ) -> Forslag:
        duplicate = find_current_duplicate(self.store, self.namnd.kod, innehall)
        outcome = _outcome(notes, fragor, duplicate)
        version = self.store.version(self.namnd.kod)
        replaced: tuple[Ersattning, ...] = ()
        if outcome in (Forslagsstatus.KLAR, Forslagsstatus.FRAGA):
            replaced = list_replaced(jamforelse, satt, read_aktuella(self.store, self.namnd.kod))
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
            summor=sum_up(rader, bedomningar, self.lasning.justeringar),
            ersatter=replaced,
            anmarkningar=tuple(notes),
            fragor=() if outcome is Forslagsstatus.DUBBLETT else fragor,
            dubblett_av=duplicate,
            ny=ny if outcome is Forslagsstatus.KLAR else None,
        )

    def _struktur(self) -> Struktur:
        kod = self.namnd.kod
        if self.store.version(kod) and (struktur := read_struktur(self.store, kod)) is not None:
            return struktur
        namn = read_namn(self.store, kod, Col.VERKSAMHET)
        own = {code: text for (dimension, code), text in self.lasning.namn.items() if dimension is Col.VERKSAMHET}
        codes = _verksamheter(self.store, kod) | set(self.lasning.rader[Col.VERKSAMHET].unique())
        return struktur_from_verksamheter(kod, self.namnd.namn, {code: {**namn, **own}.get(code, "") for code in codes})

    def _last_months(self, rader: pd.DataFrame) -> dict[int, int]:
        own = {int(period) for period in rader.loc[rader[Col.SLAG] == Slag.UTFALL, Col.PERIOD].unique()}
        stored = _last_months(self.store, self.namnd.kod)
        return {period // 100: period for period in sorted({*stored.values(), *own}) if period % 100 <= 12}

    def _stored(self, rader: pd.DataFrame) -> dict[Slag, pd.DataFrame]:
        spans = rader.groupby(Col.SLAG)[Col.PERIOD].agg(["min", "max"])
        per = (Col.PERIOD, Col.VERKSAMHET, Col.ANSVAR)
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
        return {(slag, 0): satt for slag, content, satt in found if content}

    def _new_status(self, jamforelse: pd.DataFrame, status: Mapping[int, Status]) -> dict[int, Status]:
        """Every month of utfall is closed; or preliminär, but for closed months that the file does not change."""
        utfall = jamforelse[jamforelse[Col.SLAG] == Slag.UTFALL]
        if not self.preliminar:
            return {int(period): Status.STANGD for period in utfall[Col.PERIOD].unique()}
        changed = set(utfall.loc[utfall["gammal_ore"] != utfall["ny_ore"], Col.PERIOD])
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


def _nothing(fil: str) -> Anmarkning:
    return Anmarkning(
        Niva.FEL, "inget_att_lasa_in", f"{fil} innehåller inga uppgifter att läsa in.", "Kontrollera att det är rätt fil."
    )
