"""Every text of a report against its mått: levels, changes, times, kvinnor and män, units."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.lika import digits_of, in_unit
from finance.rapport.kontroll.matt.kontroll import check_change, names_matt
from finance.rapport.kontroll.matt.niva import check_level
from finance.rapport.kontroll.matt.provning import Lasning
from finance.rapport.kontroll.matt.underlag import STOD_MED, Mattunderlag
from finance.rapport.kontroll.matt.utsagor import read_matt
from finance.rapport.kontroll.modell import Fynd, Okontrollerad, quote
from finance.rapport.kontroll.tal import find_tal
from finance.rapport.kontroll.texter import Levande, Texter, text_place

MINST_SIFFROR = 3
"""An amount with fewer may be a line's by chance."""


def read_matt_texts(texter: Texter, under: Mattunderlag, amnen: Amnen) -> Mapping[tuple[str, str], Lasning]:
    """What each text says of mått."""
    return {
        key: read_matt(text, under, *key, text_place(amnen, *key), hela=key[0] == amnen.total) for key, text in texter.items()
    }


def check_matt_texts(
    texter: Texter, under: Mattunderlag, amnen: Amnen, lasningar: Mapping[tuple[str, str], Lasning], levande: Levande
) -> Iterator[Fynd]:
    """One finding per figure of a sentence; live figures are right as they are."""
    for key, text in texter.items():
        place, reading, told = text_place(amnen, *key), lasningar[key], set()
        loose = [*check_change(text, under.foljder, place), *check_level(text, under.foljder, place, key[1])]
        for fynd in (*reading.fynd, *(one for one in loose if not _is_right(one, reading))):
            if fynd.i_text in levande.get(key, ()) or (fynd.stalle, fynd.i_text) in told or _is_amount(fynd, amnen):
                continue
            told.add((fynd.stalle, fynd.i_text))
            yield replace(fynd, text_av=key)


def _is_amount(fynd: Fynd, amnen: Amnen) -> bool:
    """Whether the figure is, to the last digit, an amount of a line: then it is that, and no mått."""
    for tal in find_tal(fynd.siffra) if fynd.matt not in STOD_MED else ():
        if tal.enhet is not None and digits_of(tal) >= MINST_SIFFROR:
            ore = [value for one in amnen.by_key.values() for value in (one.utfall, one.budget, one.prognos, one.budget_helar)]
            return any(in_unit(tal, value, tal.enhet) for value in ore)
    return False


def _is_right(fynd: Fynd, reading: Lasning) -> bool:
    """Whether the closer reading of the sentence has found the figure right."""
    return any(figure == fynd.i_text and fynd.stalle.endswith(quote(sentence)) for sentence, figure in reading.kanda)


def still_unchecked(one: Okontrollerad, under: Mattunderlag, lasningar: Mapping[tuple[str, str], Lasning]) -> bool:
    """Whether a figure is a value of no mått that its text speaks of."""
    reading = lasningar.get((one.nod, one.sektion))
    if reading is not None and (one.mening, one.siffra) in reading.kanda:
        return False
    return not names_matt(one.mening, one.siffra, under.foljder)
