"""Which column is what: the header gives a hint, the values decide, and the user's choice goes before both."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from finance.inlasning.cell.perioder import Spann, parse_manad
from finance.inlasning.fil.blad import Blad, Kolumn
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Kontext, Sakerhet
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.rubrik import Rubrik
from finance.kolumner import Col, Slag
from finance.struktur import Urval

DIMENSIONER = (Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.AKTIVITET, Col.PROJEKT, Col.OBJEKT, Col.MOTPART)
_KODLIK = re.compile(r"[A-ZÅÄÖa-zåäö]{0,4}[-_]?[0-9][0-9A-Za-z._-]{0,14}")
_KORT = re.compile(r"[A-ZÅÄÖ_-]{1,6}")
_SLAGORD = {"utfall": Slag.UTFALL, "budget": Slag.BUDGET, "bud": Slag.BUDGET, "utf": Slag.UTFALL, "bokfört": Slag.UTFALL}
_BELOPPSORD = ("belopp", "nettobelopp", "utfall", "kronor", "nettokostnad", "netto", "kostnad", "summa", "saldo")
_SAMPLE = 3000


@dataclass(frozen=True, slots=True)
class Roll:
    """One column of a sheet and what it was read as."""

    place: int
    rubrik: Rubrik
    roll: str
    sakerhet: Sakerhet = Sakerhet.RUBRIK
    slag: Slag | None = None
    spann: Spann | None = None
    ack: bool = False

    @property
    def kod(self) -> str:
        """The role as written in a Kolumntolkning: "belopp:utfall:2022-01"; an accumulated range ends with "ack"."""
        if self.roll != r.BELOPP:
            return self.roll
        parts = [self.roll]
        if self.slag or self.spann:
            parts.append(self.slag.value if self.slag else "")
        if self.spann:
            ar = str(self.spann.ar) if self.spann.ar else ""
            parts.append(ar if self.spann.helar else f"{ar}-{self.spann.till:02d}")
        if self.ack or (self.spann and self.spann.ack and not self.spann.helar):
            parts.append("ack")
        return ":".join(parts)


def parse_roll(place: int, rubrik: Rubrik, kod: str) -> Roll:
    """A user's choice, written as `Roll.kod` writes it."""
    parts = kod.split(":")
    if parts[0] != r.BELOPP:
        return Roll(place, rubrik, kod, Sakerhet.VALD)
    slag = next((s for s in (Slag.UTFALL, Slag.BUDGET) if s.value in parts[1:]), None)
    ack = "ack" in parts[1:]
    spann = None
    for part in parts[1:]:
        if re.fullmatch(r"[0-9]{4}", part):
            spann = Spann(int(part), 1, 12, ack=True, helar=True)
        elif (manad := parse_manad(part.removeprefix("-"))) is not None and 1 <= manad.manad <= 15:
            spann = Spann(manad.ar, 1 if ack else manad.manad, manad.manad, ack)
    return Roll(place, rubrik, r.BELOPP, Sakerhet.VALD, slag, spann, ack)


def assign_roller(
    blad: Blad, rubriker: list[Rubrik], data: Sequence[Kolumn], *, kontext: Kontext, valda: Mapping[str, str], fynd: Fynd
) -> list[Roll]:
    """A role for every column of `blad`; `data` holds the columns below the header."""
    roller = [
        parse_roll(place, rubrik, valda[blad.bokstav(place)])
        if blad.bokstav(place) in valda
        else Roll(place, rubrik, rubrik.roll, slag=rubrik.slag, spann=rubrik.spann, ack=rubrik.ack)
        for place, rubrik in enumerate(rubriker)
    ]
    roller = [_read_content(roll, data[roll.place]) for roll in roller]
    roller = _find_period(roller, data)
    koder = _KandaKoder.from_kontext(kontext)
    roller = _find_verksamhet(roller, data, koder, blad, fynd)
    return _solve_duplicates(roller, data, koder, blad, fynd)


@dataclass(frozen=True, slots=True)
class _KandaKoder:
    koder: frozenset[str]
    namn: frozenset[str]
    urval: tuple[Urval, ...]  # of the noder, on any dimension

    @classmethod
    def from_kontext(cls, kontext: Kontext) -> "_KandaKoder":
        koder = {nod.kod for nod in kontext.noder} | set(kontext.verksamheter)
        namn = frozenset(fold_name(nod.namn) for nod in kontext.noder if nod.namn)
        return cls(frozenset(koder), namn, tuple(u for nod in kontext.noder for u in nod.urval))

    def share(self, kolumn: Kolumn) -> float:
        """How much of a column's distinct values are known codes or names."""
        if not (self.koder or self.namn):
            return 0.0
        codes = pd.Series([normalise_kod(text) for text in kolumn.texts[:_SAMPLE]], dtype=object)
        selected = [u.matches(codes) for u in self.urval if u.dimension is Col.VERKSAMHET]
        known = self.koder | {kod for mask in selected for kod in codes[mask]}
        return _share(kolumn, lambda text: normalise_kod(text) in known or fold_name(text) in self.namn)


def fold_name(text: str) -> str:
    """A name for comparing: no case, no spaces."""
    return re.sub(r"\s+", "", text).casefold()


def normalise_kod(text: str) -> str:
    """A code as text: `410.0` and `410,00` are 410; leading zeros stay."""
    return re.sub(r"^([0-9]+)[.,]0+$", r"\1", text)


def _share(kolumn: Kolumn, weigh: Callable[[str], float]) -> float:
    filled = [text for text in kolumn.texts[:_SAMPLE] if text]
    return sum(map(weigh, filled)) / len(filled) if filled else 0.0


def code_share(kolumn: Kolumn) -> float:
    """How much the distinct values look like codes: with digits wholly, short capitals ("IFO") half, names not at all."""
    return _share(kolumn, lambda text: 1.0 if _KODLIK.fullmatch(text) else 0.4 if _KORT.fullmatch(text) else 0.0)


def _read_content(roll: Roll, kolumn: Kolumn) -> Roll:
    if roll.sakerhet is Sakerhet.VALD:
        return roll
    texts = {text.lower() for text in kolumn.texts if text} if len(kolumn.texts) <= 8 else set()
    if texts and texts <= set(_SLAGORD) and roll.roll in ("", r.TYP, Col.KONTO):
        return replace(roll, roll=r.SLAGKOLUMN, sakerhet=Sakerhet.INNEHALL)
    return roll


def _find_period(roller: list[Roll], data: Sequence[Kolumn]) -> list[Roll]:
    if any(roll.roll in (r.PERIOD, r.DATUM) or (roll.roll == r.BELOPP and roll.spann) for roll in roller):
        return roller
    for roll in roller:
        if roll.roll == "" and roll.sakerhet is not Sakerhet.VALD and _share(data[roll.place], _full_month) > 0.9:
            return [replace(x, roll=r.PERIOD, sakerhet=Sakerhet.INNEHALL) if x is roll else x for x in roller]
    return roller


def _full_month(text: str) -> bool:
    manad = parse_manad(text)
    return manad is not None and manad.ar is not None and 1990 <= manad.ar <= 2100 and len(text) >= 6


def _find_verksamhet(roller: list[Roll], data: Sequence[Kolumn], koder: _KandaKoder, blad: Blad, fynd: Fynd) -> list[Roll]:
    """A column whose values are the struktur's codes or names is verksamhet, whatever its header (DOMAN 3)."""
    has = {x.roll for x in roller}
    codes = [x for x in roller if x.roll in (Col.VERKSAMHET, r.KOD)]
    if r.OVERORDNAD in has or any(x.sakerhet is Sakerhet.VALD or code_share(data[x.place]) >= 0.5 for x in codes):
        return roller
    fixed = {r.BELOPP, r.PERIOD, r.DATUM, r.AR, r.DEBET, r.KREDIT, r.SUMMA, r.AVVIKELSE, r.PROGNOS, r.SLAGKOLUMN}
    fixed |= {str(u.dimension) for u in koder.urval if u.dimension is not Col.VERKSAMHET}
    free = [x for x in roller if x.roll not in fixed and x.sakerhet is not Sakerhet.VALD and not x.roll.endswith(r.NAMN)]
    shares = {x.place: koder.share(data[x.place]) for x in free}
    current = max((shares.get(x.place, 1.0) for x in roller if x.roll in (Col.VERKSAMHET, r.KOD)), default=0.0)
    best = max(free, key=lambda x: (shares[x.place], code_share(data[x.place]), -x.place), default=None)
    if best is None or shares[best.place] < 0.8 or current >= 0.5 or best.roll == Col.VERKSAMHET:
        return roller
    rubrik = best.rubrik.text or blad.bokstav(best.place)
    fynd.upplysning(
        "verksamhet_ur_varden",
        f"Kolumnen {rubrik} lästes som verksamhet: dess värden är strukturens koder eller namn.",
        blad=blad.namn,
        kolumn=rubrik,
    )
    demoted = [replace(x, roll="") if x.roll == Col.VERKSAMHET else x for x in roller]
    return [replace(x, roll=str(Col.VERKSAMHET), sakerhet=Sakerhet.INNEHALL) if x.place == best.place else x for x in demoted]


def _solve_duplicates(roller: list[Roll], data: Sequence[Kolumn], koder: _KandaKoder, blad: Blad, fynd: Fynd) -> list[Roll]:
    """At most one column per role (amount columns apart); the better by values wins, a losing name column gives names."""
    solved = list(roller)
    for kod in dict.fromkeys(x.roll for x in roller if x.roll and x.roll not in (r.BELOPP, r.SUMMA, r.AVVIKELSE, r.PROGNOS)):
        same = [x for x in solved if x.roll == kod]
        if len(same) < 2:
            continue
        winner = max(same, key=lambda x: (x.sakerhet is Sakerhet.VALD, *_quality(kod, data[x.place], koder), -x.place))
        for loser in same:
            if loser is not winner:
                solved[loser.place] = _demote(loser, winner, data, solved, kod)
        _tell(winner, same, blad, fynd)
    plain = [x for x in solved if x.roll == r.BELOPP and x.slag is None and x.spann is None]
    if len(plain) > 1:
        solved = _choose_belopp(plain, solved, blad, fynd)
    return solved


def _quality(kod: str, kolumn: Kolumn, koder: _KandaKoder) -> tuple[float, ...]:
    filled = float(kolumn.filled.mean()) if len(kolumn.codes) else 0.0
    if kod in DIMENSIONER or kod == r.KOD:
        return (round(koder.share(kolumn), 2), round(code_share(kolumn), 1), round(filled, 2))
    return (round(filled, 2), float(len(kolumn.texts)) if kod == Col.VERIFIKAT else 0.0)


def _demote(loser: Roll, winner: Roll, data: Sequence[Kolumn], roller: list[Roll], kod: str) -> Roll:
    names = code_share(data[loser.place]) < min(0.5, code_share(data[winner.place]))
    namnroll = kod + r.NAMN
    taken = any(x.roll == namnroll for x in roller)
    return replace(loser, roll=namnroll if names and kod in DIMENSIONER and not taken else "", sakerhet=Sakerhet.INNEHALL)


def _tell(winner: Roll, same: Iterable[Roll], blad: Blad, fynd: Fynd) -> None:
    namn = ", ".join(x.rubrik.text or blad.bokstav(x.place) for x in same)
    vald = winner.rubrik.text or blad.bokstav(winner.place)
    fynd.upplysning(
        "samma_roll",
        f"Kolumnerna {namn} kan alla vara {winner.roll}. Kolumn {blad.bokstav(winner.place)} ({vald}) valdes, efter värdena.",
        blad=blad.namn,
        kolumn=vald,
    )


def _choose_belopp(plain: list[Roll], roller: list[Roll], blad: Blad, fynd: Fynd) -> list[Roll]:
    def rank(roll: Roll) -> tuple[bool, int, int]:
        key = r.fold(roll.rubrik.text)
        word = next((nr for nr, ord_ in enumerate(_BELOPPSORD) if key.startswith(ord_)), len(_BELOPPSORD))
        return (roll.sakerhet is not Sakerhet.VALD, word, roll.place)

    winner = min(plain, key=rank)
    _tell(winner, plain, blad, fynd)
    return [
        replace(x, roll=r.SUMMA if r.fold(x.rubrik.text).startswith("sum") else "") if x in plain and x is not winner else x
        for x in roller
    ]
