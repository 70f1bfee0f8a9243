"""A figure in a clause of a text about mått, and whether the clause is sure enough to be held against the mått's value."""

import re
from dataclasses import dataclass, field

from finance.matt import Mattfoljd
from finance.rapport.kontroll.matt import ord as mattord
from finance.rapport.kontroll.matt.amne import Amne, Sakerhet
from finance.rapport.kontroll.matt.satser import Sats
from finance.rapport.kontroll.matt.tider import Nar
from finance.rapport.kontroll.matt.underlag import Mattunderlag, key_of
from finance.rapport.kontroll.tal import Slag, Tal, find_tal

_VI = re.compile(r"\b(?:vi|oss|vår|vårt|våra|hos)\b", re.IGNORECASE)
_EJ = re.compile(
    r"\b(?:minst|högst|över|(?:under|för)(?=\s*\Z)|(?:fler|mer|färre|mindre)\s+än\s*\Z|ytterligare|nya?\b|extra|per\s+(?:vecka|år))",
    re.IGNORECASE,
)
_EJ_RAKNAT = re.compile(
    r"[ \u00a0]*(?:(?:månad(?:er|erna|en)?|veck(?:a|an|or|orna)|dag(?:ar|arna)?|år|timm(?:e|ar|en))\b|gånger|"
    r"[-–]\s*\d|till\b(?!\s+\w)|(?:\w+[ \u00a0]+)?(?:var(?=\s*(?:[,.;)]|\Z))|vardera\b|styck\b))",
    re.IGNORECASE,
)
"""After a figure that counts time, or is one end of a range."""
_PER = re.compile(
    r"[ \u00a0]*(?!i[ \u00a0]+år\b)(?:per|i|om)[ \u00a0]+(?P<ord>månad(?:en)?|veckan?|året|år|dygn(?:et)?)\b", re.IGNORECASE
)
_MELLAN = re.compile(r"\bmellan\s+(?:\S+\s+){1,3}och\s*\Z", re.IGNORECASE)
_AV = re.compile(r"\bav\s+(?:[^\W\d_]+\s+){0,3}\Z", re.IGNORECASE)
"""Before a figure that another is a part of."""
_DELAR = re.compile(r"\bav\s+(?:dem|dessa|de|vilka|alla|våra|varje)\b", re.IGNORECASE)
"""The sentence is of parts of what was counted."""
_PRIS = re.compile(r"\bper\b|snitt|dygns|\bpris", re.IGNORECASE)


@dataclass(frozen=True)
class Plats:
    """A figure in its clause. `hela`: whether the text is of the whole nämnd; `vid`: whether it stands at tables of mått."""

    sentence: str
    sats: Sats
    tal: Tal
    amne: Amne
    nar: Nar
    under: Mattunderlag
    stalle: str
    hela: bool
    vid: bool
    nyss: Nar = field(default_factory=Nar)  # the time of the figure before it in the sentence
    fast: bool = True  # whether the clause before says nothing else: one without a verb shares its

    @property
    def one(self) -> Mattfoljd:
        return self.amne.matt[0]

    def may_accuse(self) -> bool:
        """Whether the clause says only this mått, and nothing that makes the figure another count."""
        if self.amne.saker is not Sakerhet.HELT or len(self.amne.matt) != 1 or key_of(self.one) in self.under.dolda:
            return False
        if not (self.fast or mattord.VERB.search(self.sats.text)) or self._is_inside():
            return False
        if self.sats.del_av or self.is_left() or self._is_of_less() or self._is_of_price():
            return False
        before, after = self._around()
        if _MELLAN.search(self.sentence[: self.tal.start]) or _DELAR.search(self.sentence) or self._is_whole(before):
            return False
        if self._counts_other(after):
            return False
        return not (_EJ.search(before) or _EJ_RAKNAT.match(after) or self._per_other(after))

    def is_left(self) -> bool:
        """`Återstår 1 302 dygn till prognosen`: of what is left, in the clause or right after it."""
        later = [tal.start for tal in find_tal(self.sentence) if tal.start >= self.sats.slut]
        behind = self.sentence[self.sats.slut : min(later, default=len(self.sentence))]
        return mattord.KVAR.search(self.sats.text + self.sats.efter + behind) is not None

    def _is_whole(self, before: str) -> bool:
        """`2 540 av förra årets 5 850`: what the figure before it is a part of."""
        return self.tal.start > self.sats.figurer[0].start and _AV.search(before) is not None

    def _is_inside(self) -> bool:
        """`i de egna familjehemmen bor`: of what is in what is counted."""
        words = mattord.content_words(self.sats.text)
        place = self.sats.text.lower().find(words[0]) if words else 0
        return self.tal.slag is Slag.UTAN and mattord.I_NAGOT.search(self.sats.text[:place]) is not None

    def _is_of_less(self) -> bool:
        """Whether a text on a part of the nämnd may count its own: `vi är 14 månadsanställda`, or far fewer than all."""
        if self.hela or any(one is self.one for tabell in self.under.tabeller.values() for one in tabell):
            return False
        return _VI.search(self.sentence) is not None

    def _is_of_price(self) -> bool:
        """Whether the mått is a price and the clause does not say what it is per."""
        price = mattord.money_of(self.one.matt) and re.search(r"\bper\b", self.one.matt.namn)
        return bool(price) and not self.vid and _PRIS.search(self.sats.text) is None

    def _around(self) -> tuple[str, str]:
        return self.sentence[self.sats.start : self.tal.start], self.sentence[self.tal.slut :]

    def _counts_other(self, after: str) -> bool:
        """`tio barn` of vårddygn for barn: the noun right after the figure is not the one that is counted."""
        noun = re.match(r"[ \u00a0]+([^\W\d_]+)", after)
        known = mattord.name_words(self.one.matt.namn)
        said = mattord.says(noun[1].casefold(), known) & known.alla if noun is not None else frozenset()
        return self.tal.slag is Slag.UTAN and bool(said) and said.isdisjoint(known.huvud)

    def _per_other(self, after: str) -> bool:
        per = _PER.match(after)
        return per is not None and not re.search(rf"\bper\s+{per['ord'][:4]}", self.one.matt.namn, re.IGNORECASE)
