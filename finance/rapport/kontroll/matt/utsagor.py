"""What a text says of mått, clause by clause: how many they are at a time, of kvinnor and män, and how they have changed.

Only a clause that says nothing else than the mått, a time and a figure is held against its values. What is right there is also
told, so that it is no figure that nothing could be held against.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from finance.matt import Mattfoljd
from finance.rapport.kontroll.matt import ord as mattord
from finance.rapport.kontroll.matt.amne import Amne, Sakerhet, find_amne, pointed_out
from finance.rapport.kontroll.matt.plats import Plats
from finance.rapport.kontroll.matt.provning import Lasning, judge
from finance.rapport.kontroll.matt.satser import Sats, all_figures, split_satser
from finance.rapport.kontroll.matt.tider import Nar, is_later, of_year, read_nar
from finance.rapport.kontroll.matt.underlag import ALLA_KOP, FORSORJNING, KOP, STOD_EFTER, STOD_FORE, STOD_MED, Mattunderlag
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.tal import Slag, Tal

_AR = re.compile(r"\b(?:är|uppgår|utgör)\b", re.IGNORECASE)
"""Of this very time, where no other is said."""
_INTAKT = r"\s+(?:(?:avdrag\s+för|återbetal\w+\s+och)\s+)?intäkt(?:er|erna)?\b"
_STOD = {
    STOD_FORE: re.compile(rf"\b(?:exkl\.?|exklusive|före|utan){_INTAKT}|\bbrutto\b", re.IGNORECASE),
    STOD_EFTER: re.compile(rf"\b(?:inkl\.?|inklusive|efter){_INTAKT}|\bnetto\b", re.IGNORECASE),
}
"""Which försörjningsstöd a clause speaks of."""


@dataclass(frozen=True)
class _Text:
    """Where a text stands, the mått it stands under (`own`), and those that it may speak of."""

    under: Mattunderlag
    stalle: str
    hela: bool
    vid: bool
    own: Mattfoljd | None
    foljder: Mapping[Slag, Sequence[Mattfoljd]]  # by the unit of a figure that may be of them
    stod: Sequence[Mattfoljd] = ()  # försörjningsstöd without and with its income


def read_matt(text: str, under: Mattunderlag, nod: str, sektion: str, stalle: str, *, hela: bool) -> Lasning:
    """All that a text says of mått. `nod`, `sektion`: where it stands; `hela`: whether it is of the whole nämnd."""
    found = Lasning()
    own = next((one for one in under.foljder if one.matt.namn == sektion), None)
    every = [*(one for one in under.foljder if hela or one.matt.nod in ("", nod)), *_tables(under, sektion)]
    stod = [one for one in every if one.matt.namn in STOD_MED]
    every = [one for one in every if one.matt.namn not in STOD_MED]
    foljder = {slag: [one for one in every if mattord.is_of_unit(one.matt, slag)] for slag in Slag}
    place = _Text(under, stalle, hela, sektion in under.namn, own, foljder, stod)
    timed = False
    for sentence in split_sentences(text):
        figures = all_figures(sentence)
        earlier, timed = timed, _says_time(sentence, under)
        if figures:
            _read_sentence(sentence, figures, place, found, now=not (timed or earlier))
    return found


def _read_sentence(sentence: str, figures: Sequence[Tal], place: _Text, found: Lasning, *, now: bool) -> None:
    """`now`: no time is said near it, so that "är" is of the report's own."""
    before, last, fast = Amne(), Nar(), True
    later = is_later(sentence, place.under.period)
    for sats in split_satser(sentence, figures):
        for tal in sats.figurer:
            amne = _amne(sats, _slag(tal, figures), place, before)
            amne = pointed_out(amne, tal, figures) if place.vid else amne
            before, certain = amne if amne.matt else before, fast
            fast = amne.saker is Sakerhet.HELT and (fast or mattord.VERB.search(sats.text) is not None)
            if not amne.matt:
                continue
            nar = Nar(nu=True) if now and _AR.search(sats.text) else of_year(_nar(sats, tal, place.under), last)
            nar = Nar(annan=True) if later and not nar.sagd else nar
            said = _with_unit(tal, figures, amne)
            at = Plats(
                sentence, sats, said, amne, nar, place.under, place.stalle, place.hela, place.vid, nyss=last, fast=certain
            )
            last = nar if nar.sagd else last
            fast = fast and not judge(at, figures, found)


def _amne(sats: Sats, slag: Slag, place: _Text, before: Amne) -> Amne:
    stod = [one for one in place.stod if _STOD[one.matt.namn].search(sats.text)] if slag is Slag.KRONOR else []
    if len(stod) == 1:
        plain = replace(sats, text=_STOD[stod[0].matt.namn].sub(" ", sats.text))
        return find_amne(plain, stod, None, Amne(), vid=place.vid)
    inherited = before.matt[:1] if before.matt and before.matt[0].matt.namn in STOD_MED else ()
    if inherited and slag is Slag.KRONOR and not mattord.content_words(sats.text):
        return before
    return find_amne(sats, place.foljder[slag], place.own, before, vid=place.vid)


def _says_time(sentence: str, under: Mattunderlag) -> bool:
    nar = read_nar(sentence, under.period)
    return nar.sagd or nar.annan


def _tables(under: Mattunderlag, sektion: str) -> list[Mattfoljd]:
    """Of all köp only where the text stands under them; "köpen" elsewhere may be of a kontogrupp."""
    kop = under.tabeller.get(KOP, ())
    named = [one for one in kop if sektion == KOP or one.matt.namn != ALLA_KOP]
    return [*named, *under.tabeller.get(FORSORJNING, ())]


def _slag(tal: Tal, figures: Sequence[Tal]) -> Slag:
    """A number without a unit beside an amount may be one too."""
    if tal.slag is Slag.PROCENTENHET:
        return Slag.PROCENT
    if tal.slag is Slag.UTAN and tal.decimaler and any(one.slag is Slag.KRONOR for one in figures):
        return Slag.KRONOR
    return Slag.PROCENT if tal.slag is Slag.UTAN and tal.decimaler and _is_percent(tal, figures) else tal.slag


def _is_percent(tal: Tal, figures: Sequence[Tal]) -> bool:
    return any(one.slag in (Slag.PROCENT, Slag.PROCENTENHET) and one.decimaler == tal.decimaler for one in figures)


def _with_unit(tal: Tal, figures: Sequence[Tal], amne: Amne) -> Tal:
    if tal.slag is not Slag.UTAN or not mattord.money_of(amne.matt[0].matt):
        return tal
    return replace(tal, enhet=next((one.enhet for one in figures if one.enhet is not None), None))


def _nar(sats: Sats, tal: Tal, under: Mattunderlag) -> Nar:
    """The time beside a figure: after it in its clause, else before it; right before it where another figure came first."""
    place = sats.figurer.index(tal)
    last = sats.figurer[place + 1].start if place + 1 < len(sats.figurer) else sats.slut
    after = read_nar(sats.text[tal.slut - sats.start : last - sats.start], under.period)
    whole = read_nar(sats.text[: sats.figurer[0].start - sats.start], under.period)
    if after.sagd and place + 1 == len(sats.figurer):
        return of_year(after, whole)
    if not place:
        return of_year(after, whole) if after.sagd and (whole.ar_sagt or not whole.sagd) else whole
    between = sats.text[sats.figurer[place - 1].slut - sats.start : tal.start - sats.start]
    close = read_nar(" ".join(between.split()[-2:]), under.period)
    return after if after.sagd else close
