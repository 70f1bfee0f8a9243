"""The measure that words link a figure to: by words that say nothing else, or loosely."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from finance.period import MANADER
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.meningar import following, own_clause
from finance.rapport.kontroll.ordlista import Storhet, is_neutral, storhet_of
from finance.rapport.kontroll.satser import Lank, Ord, clause_before, is_known, owns_costs
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.kontroll.tider import Rapporttid, Tid, is_other_time, time_of, year_of


@dataclass(frozen=True, slots=True)
class Pastaende:
    """`storhet` None: a loose figure. `tecken`: -1 or +1 by the words, 0 as printed. `amnen`: kods named, () = the text's.

    `svag`: the sign alone says that it is an avvikelse; it may be another amount of its subject. `osaker`: it may be of another
    thing than a line, so that only a slip of the table's figure is a fel.
    """

    tal: Tal
    mening: str
    storhet: Storhet | None
    tecken: int = 0
    tid: Tid = Tid.OKAND
    per_manad: bool = False
    amnen: tuple[str, ...] = ()
    svag: bool = False
    osaker: bool = False


@dataclass(frozen=True, slots=True)
class Plats:
    """A figure in its sentence."""

    sentence: str
    tal: Tal
    before: list[Ord]
    nu: Rapporttid

    @property
    def is_one_month(self) -> bool:
        """Whether the sentence is about one month; `i maj` in a report of May means the period to May."""
        this = MANADER[self.nu.manad - 1] if self.nu.manad else "-"
        said = self.sentence[: self.tal.slut] + following(self.sentence, self.tal)
        return ordlista.EN_MANAD.search(re.sub(rf"\bi {this}\b", "hittills", said)) is not None

    def claim(self, storhet: Storhet, tecken: int, *, svag: bool = False, osaker: bool = False) -> Pastaende:
        tid = Tid.HELAR if storhet is Storhet.PROGNOS else time_of(self.sentence, self.tal)
        monthly = per_month(self.sentence, self.tal)
        return Pastaende(self.tal, self.sentence, storhet, tecken, tid, monthly, svag=svag, osaker=osaker)


@dataclass(frozen=True, slots=True)
class _Traff:
    storhet: Storhet
    start: int
    svag: bool = False


_AN = re.compile(r"\bän\b", re.IGNORECASE)
_TILLSAMMANS = re.compile(r"\b(?:tillsammans|sammanlagt|sammantaget|totalt)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)


def claim_of(at: Plats, link: Lank) -> Pastaende | None:
    """`av underskottet på 6,7 står hemtjänsten för 4,5`: the second figure is a part, and may be that line's own."""
    counted = at.tal.slag is Slag.UTAN and ordlista.RAKNAT.match(at.sentence, at.tal.slut)
    if link is Lank.INGEN or counted:
        return None
    if re.match(r"\s*av\b", at.sentence, re.IGNORECASE) is None or not find_tal(at.sentence[: at.tal.start]):
        return _linked(at) or _loosely_linked(at)
    whole = max(tal.slut for tal in find_tal(at.sentence[: at.tal.start]))
    named = any(word.namn and word.start > whole for word in at.before)
    return at.claim(Storhet.AVVIKELSE, _sign(at.sentence[: at.tal.start]), osaker=True) if named else None


def _linked(at: Plats) -> Pastaende | None:
    """By words that say nothing else than which measure it is."""
    if _is_of_another(at):
        return None
    sentence, tal = at.sentence, at.tal
    after = ordlista.EFTER.match(sentence, tal.slut)
    if after is None and ordlista.MOT_BUDGET.search(sentence[: tal.start]):
        after = ordlista.EFTER_MOT_BUDGET.match(sentence, tal.slut)
    if after is not None:
        return None if at.is_one_month else at.claim(Storhet.AVVIKELSE, _sign_after(after["ord"]))
    if ordlista.JAMFORT.match(sentence, tal.slut):
        return None
    found = _overrun(at.before) or _measure(at) or _against(at) or _signed(tal)
    if found is None or (found.storhet is not Storhet.PROGNOS and at.is_one_month):
        return None
    if tal.slag is Slag.PROCENTENHET or _is_share(sentence, tal, found) or _is_changed_by(at, found):
        return None
    return _claimed(at, found)


def _claimed(at: Plats, found: _Traff, *, osaker: bool = False) -> Pastaende | None:
    """With its sign, and whether it is of last year."""
    sentence, start = at.sentence, max(0, found.start - 25)
    segment = own_clause(sentence[start : found.start]) + sentence[found.start : at.tal.start]
    year = year_of(sentence[start : at.tal.start], at.nu.ar, last=True)
    if year is None and (relative := ordlista.RELATIV.search(sentence[: at.tal.start])) is not None:
        year = year_of(relative["fore"], at.nu.ar, last=True)
    if year is None:
        year = year_of(following(sentence, at.tal), at.nu.ar, last=False)
    if year not in (None, at.nu.ar, at.nu.ar - 1):
        return None
    storhet = Storhet.FOREGAENDE if year == at.nu.ar - 1 or found.storhet is Storhet.FOREGAENDE else found.storhet
    if storhet is Storhet.FOREGAENDE:
        segment = _AN.split(segment)[-1]  # "bättre än fjolårets" says nothing of what that was
    return at.claim(storhet, _sign(segment), svag=found.svag, osaker=osaker)


def _loosely_linked(at: Plats) -> Pastaende | None:
    """By the nearest measure of its clause, whatever stands between, or by `sämre` or `bättre` right after it."""
    if _is_of_another(at) or at.tal.slag is not Slag.KRONOR or at.is_one_month:
        return None
    worse = ordlista.SAMRE_BATTRE.match(at.sentence, at.tal.slut)
    if worse is not None and not ordlista.FOREGAENDE.search(at.sentence):
        return at.claim(Storhet.AVVIKELSE, _sign_after(worse["ord"]), osaker=True)
    if ordlista.JAMFORT.match(at.sentence, at.tal.slut):
        return None
    for word in reversed(clause_before(at.sentence, at.before)):
        storhet = storhet_of(word.text)
        if storhet is not None and not word.namn:
            found = _Traff(storhet, word.start)
            return (
                None if _is_share(at.sentence, at.tal, found) or _is_changed_by(at, found) else _claimed(at, found, osaker=True)
            )
    return None


def _is_of_another(at: Plats) -> bool:
    """Whether the figure is against another prognos, what something was before, a part, or how much it was changed by."""
    start = at.sentence[: at.tal.start]
    came_from = bool(at.before) and at.before[-1].text.lower() == "från"
    piece = ordlista.STYCKVIS.match(at.sentence, at.tal.slut)
    if is_other_time(at.sentence, at.tal, at.before, at.nu) or (piece is not None and not is_neutral(piece["ord"])):
        return True
    changed = bool(ordlista.ANNAN_PROGNOS.search(at.sentence)) or bool(ordlista.ANDRAD.search(start))
    return came_from or changed or _is_part_or_rest(at)


def _is_part_or_rest(at: Plats) -> bool:
    """`15,0 av 24,2`, `85 bättre resten av året`, `kvar är 23`, `517 och 127, sammanlagt 644`, `en plats kostar 1,2`."""
    clause, after = own_clause(at.sentence[: at.tal.start]), at.sentence[at.tal.slut :]
    before = ordlista.RESTEN.search(clause)
    then = before is not None and ordlista.ARETS_SLUT.search(clause, before.end()) is None
    rest = then or ordlista.RESTEN.search(ordlista.SATS.split(after, maxsplit=1)[0])
    left = ordlista.KVAR.search(clause) or ordlista.AR_KVAR.match(after)
    summed = _TILLSAMMANS.search(clause) and len(find_tal(at.sentence[: at.tal.start])) > 1
    return bool(
        rest or left or summed or ordlista.AV_FLER.match(after) or ordlista.EN_KOSTAR.search(at.sentence[: at.tal.start])
    )


def _overrun(before: Sequence[Ord]) -> _Traff | None:
    """`överstiger kostnaderna periodens budget med`: what it differs by, whatever is held against what."""
    if len(before) < 2 or before[-1].text.lower() != "med":
        return None
    verb = next((word for word in reversed(before) if ordlista.AVVIKER.fullmatch(word.text)), None)
    return _Traff(Storhet.AVVIKELSE, verb.start) if verb else None


def _is_changed_by(at: Plats, found: _Traff) -> bool:
    """`underskottet med 2,0`: how much it is changed by; `ett underskott med 2,0` is what it is."""
    if len(at.before) < 2 or at.before[-1].text.lower() != "med":
        return False
    word = at.before[-2]
    return word.start == found.start and ordlista.BESTAMD.fullmatch(word.text) is not None


def _sign_after(words: str) -> int:
    sign = -1 if ordlista.NEGATIVA.search(words) else 1 if ordlista.POSITIVA.search(words) else 0
    return _over_under(words, sign)


def _is_in_parenthesis(at: Plats) -> bool:
    """`budgeten (232,6 mnkr)`: the figure is of the word right before it."""
    return bool(at.before) and at.sentence[at.before[-1].slut : at.tal.start].strip() == "("


def _signed(tal: Tal) -> _Traff | None:
    """An amount with a sign of its own, where no measure is named, is an avvikelse unless it is something else of the line."""
    return _Traff(Storhet.AVVIKELSE, tal.start, svag=True) if tal.tecken and tal.slag is Slag.KRONOR else None


def _is_share(sentence: str, tal: Tal, found: _Traff) -> bool:
    """`Av budgeten på 144 Mnkr är 95 Mnkr personal`: the second figure is a part."""
    between = sentence[found.start : tal.start]
    return bool(re.search(r"\bav\s+(?:det\s+|den\s+)?\Z", sentence[: found.start], re.IGNORECASE) and find_tal(between))


def _over_under(words: str, sign: int) -> int:
    if sign:
        return sign
    return (
        -1
        if re.match(r"(?:över|mer|högre|dyrare)", words, re.IGNORECASE)
        else 1
        if re.match(r"(?:under|mindre|lägre)\b", words, re.IGNORECASE)
        else 0
    )


def _measure(at: Plats) -> _Traff | None:
    """The nearest measure to the left, with nothing but neutral words between."""
    before = at.before
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        storhet = storhet_of(word.text) or (Storhet.UTFALL if owns_costs(before, place) else None)
        if storhet is not None:
            taken = storhet is Storhet.BUDGET and _is_compared(at, word)
            if taken and [one.text.lower() for one in before[place + 1 :]] not in (["på"], ["om"], []):
                return None
            own = taken or _is_in_parenthesis(at)
            return _Traff(storhet, word.start) if own else _against_budget(before, place, storhet)
        if not is_known(before, place):
            return None
    return None


def _against_budget(before: Sequence[Ord], place: int, storhet: Storhet) -> _Traff:
    """`avvikelse mot budget` and `över budget` are of the avvikelse, not of the budget."""
    place, budget = _without_owner(before, place), place
    previous = before[place - 1].text.lower() if place else ""
    if storhet is Storhet.BUDGET and ordlista.AVVIKER.fullmatch(previous) and before[-1].text.lower() in ("på", "om"):
        return _Traff(storhet, before[budget].start)  # "överstiger budgeten på 2,5 med"
    if storhet is Storhet.BUDGET and storhet_of(previous) is Storhet.AVVIKELSE:
        return _Traff(Storhet.AVVIKELSE, before[place - 1].start)
    if storhet is Storhet.BUDGET and previous in ("över", "under", "än"):
        return _Traff(Storhet.AVVIKELSE, before[max(0, place - 2)].start)
    if storhet is Storhet.BUDGET and previous in ("mot", "med", "till", "från"):
        for word in reversed(before[:place]):
            if storhet_of(word.text) is Storhet.AVVIKELSE:
                return _Traff(Storhet.AVVIKELSE, word.start)
            if not is_neutral(word.text):
                break
    return _Traff(storhet, before[budget].start)


def _against(at: Plats) -> _Traff | None:
    """`saknas 3,7 i förhållande till budget`: held against the budget right after it; it may be another amount."""
    follows = ordlista.MOT_BUDGET.match(at.sentence[at.tal.slut :].lstrip())
    if follows is None or at.tal.slag is not Slag.KRONOR:
        return None
    clause = clause_before(at.sentence, at.before)
    return _Traff(Storhet.AVVIKELSE, clause[0].start if clause else at.tal.start, svag=True)


def _is_compared(at: Plats, budget: Ord) -> bool:
    """`4,6 mer än budgeten på 58,8`: an earlier figure is what it differs by."""
    earlier = (ordlista.EFTER.match(at.sentence, tal.slut) for tal in find_tal(at.sentence[: budget.start]))
    return any(match is not None and match.end() >= budget.slut for match in earlier)


def _without_owner(before: Sequence[Ord], place: int) -> int:
    """The place of the first of `sin budget`, `periodens budget`, `den beslutade budgeten`."""
    while place and ordlista.AGARE.fullmatch(before[place - 1].text):
        place -= 1
    return place


def _sign(segment: str) -> int:
    """By the last word that says it."""
    last = 0, 0
    for sign, pattern in ((-1, ordlista.NEGATIVA), (1, ordlista.POSITIVA)):
        for match in pattern.finditer(segment):
            last = max(last, (match.start() + 1, sign))
    return last[1]


def per_month(sentence: str, tal: Tal) -> bool:
    """Whether a figure is said to be of each month."""
    return ordlista.PER_MANAD.match(sentence, tal.slut) is not None
