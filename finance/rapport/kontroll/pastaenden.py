"""What a text claims: each figure with the measure it is said to be, of what, and for which time.

A figure that no measure is linked to is loose: it may equal any value of its subject, and is otherwise not checked.
"""

from collections.abc import Iterator
from dataclasses import replace

from finance.rapport.kontroll.lankar import Pastaende, Plats, claim_of, per_month
from finance.rapport.kontroll.meningar import split_sentences, subject_of, words_before
from finance.rapport.kontroll.namn import GRUPP, Namn
from finance.rapport.kontroll.satser import Lank, link_of, says_line
from finance.rapport.kontroll.tal import find_tal
from finance.rapport.kontroll.tider import Rapporttid


def read_pastaenden(markdown: str, namn: Namn, ar: int, *, own: str = "", manad: int = 0) -> list[Pastaende]:
    """Every figure of a text as a claim or loose, in order. `ar`, `manad`: the report's; `own`: the name of the text's line."""
    return [one for sentence in split_sentences(markdown) for one in _read_sentence(sentence, namn, Rapporttid(ar, manad), own)]


def _read_sentence(sentence: str, namn: Namn, nu: Rapporttid, own: str) -> Iterator[Pastaende]:
    figures, mentions = find_tal(sentence), namn.mentions(sentence)
    for tal in figures:
        before = words_before(sentence, tal.start, namn, own=own, figures=figures)
        link = link_of(sentence, before)
        at = Plats(sentence, tal, before, nu)
        claim = claim_of(at, link)
        subject = subject_of(sentence, tal, mentions)
        if claim is None or subject is None:
            yield Pastaende(tal, sentence, None, per_manad=per_month(sentence, tal), amnen=subject or ())
            continue
        if all(kod.startswith(GRUPP) for kod in subject) and says_line(sentence, before):
            subject = ()
        yield replace(claim, amnen=subject, osaker=claim.osaker or link is Lank.SVAG)
