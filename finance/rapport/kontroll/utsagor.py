"""What a text says of a line other than an amount: that it has no avvikelse, and how it has changed since last year."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import Enhet, round_half_away
from finance.format import NB, format_avvikelse, format_belopp, format_tal
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.lika import digits_of, same
from finance.rapport.kontroll.matt.kontroll import change_word, said_change
from finance.rapport.kontroll.meningar import split_sentences, subject_of, words_before
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.ordlista import Storhet, storhet_of
from finance.rapport.kontroll.satser import all_known
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.kontroll.varden import Amne

_BATTRAS = re.compile(
    r"\b(?P<ord>förbättr|försämr)(?:a\w*|ing\w*)\s+(?:med|på)\s+(?:ytterligare\s+|cirka\s+|drygt\s+|knappt\s+)?\Z",
    re.IGNORECASE,
)
_BIDRAR = re.compile(
    r"\b(?P<ord>förbättra|försämra)\w*\s+(?:\w+\s+){0,2}(?:prognos|resultat|utfall|avvikelse)\w*(?:\s+\w+){0,4}?\s+"
    r"med\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?\Z",
    re.IGNORECASE,
)
"""What a line does to the whole that it is part of."""
_WAY = "från avvikelsen hittills till prognosen är det {}."
NARA_NOLL = 0.01
"""An avvikelse up to this share of its budget may be called none."""
MINST_SIFFROR = 3
"""A change with fewer figures may be something else's by chance."""
_SATSER = re.compile(r"[,;:]|\b(?:men|medan|samt|och)\b", re.IGNORECASE)
_NETTO = re.compile(r"netto\w*|utfall\w*", re.IGNORECASE)
"""What last year's figure is of; "kostnaderna" may be gross."""
_MOT_FJOL = re.compile(
    r"(?:samma\s+(?:period|tid|månader)|motsvarande\s+(?:period|tid))\s+(?:(?:i|under|för)\s+)?(?:föregående|förra|fjol|\d{4})|"
    r"\b(?:föregående\s+år|förra\s+året|i?\s*fjol(?:året)?)\b",
    re.IGNORECASE,
)


def check_utsagor(text: str, own: Amne, nod: str, amnen: Amnen, enhet: Enhet, stalle: str) -> Iterator[Fynd]:
    """Every such statement that the tables do not bear out. `own`: what the text on `nod` is about."""
    for sentence in split_sentences(text):
        where = f"{stalle}: {quote(sentence)}"
        yield from _balance(sentence, own, nod, amnen, enhet, where)
        yield from _changes(sentence, own, nod, amnen, enhet, where)
        yield from _ahead(sentence, own, enhet, where)
        yield from _contributes(sentence, own, enhet, where)


def _contributes(sentence: str, own: Amne, enhet: Enhet, where: str) -> Iterator[Fynd]:
    """`försämrar avdelningens prognos med 1,6` of a line whose own avvikelse is just that, with the other sign."""
    if ordlista.ANNAN_PROGNOS.search(sentence) or _MOT_FJOL.search(sentence) or ordlista.ANNAN_TID.search(sentence):
        return
    for tal in find_tal(sentence):
        word = _BIDRAR.search(sentence[: tal.start])
        if word is None or tal.slag is not Slag.KRONOR or digits_of(tal) < 2 or not own.har_budget:
            continue
        unit, better = tal.enhet or enhet, word["ord"].lower() == "förbättra"
        values = (own.prognosavvikelse, own.avvikelse)
        meant = [ore for ore in values if same(abs(tal.varde), abs(Decimal(ore)) / unit.ore, tal)]
        if meant and all((ore > 0) != better for ore in meant):
            table = format_avvikelse(meant[0], unit, decimals=tal.decimaler, unit=True)
            mend = f"Byt ord: tabellen visar {table}."
            yield Fynd(Kod.TECKEN, Allvar.FEL, own.kod, "avvikelse", where, f"{word['ord']}r {tal.text}", table, mend)


def _ahead(sentence: str, own: Amne, enhet: Enhet, where: str) -> Iterator[Fynd]:
    """`försämras med 0,5 till årsskiftet`: the way from the avvikelse to the prognos; only its direction is checked."""
    if ordlista.ANNAN_PROGNOS.search(sentence) or _MOT_FJOL.search(sentence) or ordlista.ANNAN_TID.search(sentence):
        return
    for tal in find_tal(sentence):
        word = _BATTRAS.search(sentence[: tal.start])
        way = own.prognosavvikelse - own.avvikelse
        if word is None or tal.slag is not Slag.KRONOR or not own.har_budget:
            continue
        unit = tal.enhet or enhet
        if same(abs(tal.varde), abs(Decimal(way)) / unit.ore, tal) and (way > 0) != word["ord"].lower().startswith("förb"):
            table = format_avvikelse(way, unit, decimals=tal.decimaler, unit=True)
            yield Fynd(Kod.TECKEN, Allvar.FEL, own.kod, "avvikelse", where, tal.text, table, "Byt ord: " + _WAY.format(table))


def _balance(sentence: str, own: Amne, nod: str, amnen: Amnen, enhet: Enhet, where: str) -> Iterator[Fynd]:
    said = ordlista.BALANS.search(sentence)
    if said is None or ordlista.EJ_UTSAGA.search(sentence):
        return
    start = max((m.end() for m in _SATSER.finditer(sentence[: said.start()])), default=0)
    end = next((m.start() for m in _SATSER.finditer(sentence, said.end())), len(sentence))
    clause, figures = sentence[start:end], find_tal(sentence)
    words = words_before(clause, said.start() - start, amnen.namn, own=own.namn, figures=find_tal(clause))
    subject = _line_at(sentence, said.start(), own, nod, amnen)
    if not all_known(words) or subject is None or not subject.har_budget or any(start <= tal.start < end for tal in figures):
        return
    values = _of_time(clause, subject)
    if any(abs(ore) <= NARA_NOLL * abs(budget) for _, ore, budget in values):
        return
    name, ore, _ = values[0]
    table = format_avvikelse(ore, enhet, unit=True)
    yield Fynd(Kod.VARDE, Allvar.FEL, subject.kod, name, where, said.group(), table, f"Skriv vad tabellen visar: {table}.")


def _of_time(clause: str, subject: Amne) -> list[tuple[str, int, int]]:
    """The avvikelser that the clause may be about: (name, öre, its budget)."""
    year = ("prognos avvikelse helår", subject.prognosavvikelse, subject.budget_helar)
    now = ("avvikelse", subject.avvikelse, subject.budget)
    if ordlista.HELAR.search(clause):
        return [year]
    return [now] if ordlista.PERIOD.search(clause) else [year, now]


def _line_at(sentence: str, place: int, own: Amne, nod: str, amnen: Amnen) -> Amne | None:
    """The line named nearest before a place, else the text's own; None where the name is of several."""
    earlier = [kods for _, end, kods in amnen.namn.mentions(sentence) if end <= place]
    return _one_of(earlier[-1], own, nod, amnen) if earlier else own


def _one_of(kods: Sequence[str], own: Amne, nod: str, amnen: Amnen) -> Amne | None:
    named = amnen.named(nod, kods)
    if own in named:
        return own
    return named[0] if len(named) == 1 else None


def _changes(sentence: str, own: Amne, nod: str, amnen: Amnen, enhet: Enhet, where: str) -> Iterator[Fynd]:
    if not _MOT_FJOL.search(sentence) or ordlista.ANNAN_TID.search(sentence):
        return
    figures, mentions = find_tal(sentence), amnen.namn.mentions(sentence)
    for tal in figures:
        verb = change_word(sentence, tal)
        before = words_before(sentence, tal.start, amnen.namn, own=own.namn, figures=figures)
        known = [word for word in before if not ordlista.FORANDRING.fullmatch(word.text)]
        kods = subject_of(sentence, tal, mentions)
        if not verb or kods is None:
            continue
        subject = _one_of(kods, own, nod, amnen) if kods else own
        if subject is None or _against_budget(sentence, tal):
            continue
        if all_known(known) and _is_of_netto([word.text for word in known]):
            yield from _check_change(sentence, tal, verb, subject, enhet, where)
        else:
            yield from _check_turned(tal, verb, subject, enhet, where)


def _is_of_netto(words: Sequence[str]) -> bool:
    """Whether the last measure that is no avvikelse and no budget is the line's own net cost."""
    measures = [word for word in words if storhet_of(word) in (Storhet.UTFALL, Storhet.PROGNOS, Storhet.BUDGET)]
    return bool(measures) and _NETTO.fullmatch(measures[-1]) is not None


def _against_budget(sentence: str, tal: Tal) -> bool:
    """Whether the figure is held against the budget, though last year is named too."""
    after = _SATSER.split(sentence[tal.slut :], maxsplit=1)[0]
    return "budget" in after.lower() or (not _MOT_FJOL.search(after) and "budget" in sentence.lower())


def _check_change(sentence: str, tal: Tal, verb: str, subject: Amne, enhet: Enhet, where: str) -> Iterator[Fynd]:
    pairs = [(subject.utfall, subject.foregaende)]
    if ordlista.HELAR.search(sentence):
        pairs.append((subject.prognos, subject.foregaende_helar))
    known = [(now, before) for now, before in pairs if before]
    if not known or tal.slag not in (Slag.PROCENT, Slag.KRONOR):
        return
    said = said_change(tal, verb)
    unit = tal.enhet or enhet
    values = [_change(now, before, tal, unit) for now, before in known]
    if any(_near(said, value, tal) for value in values):
        return
    now, before = known[0]
    share = f"{format_tal(values[0], tal.decimaler, plus=True)}{NB}%"
    table = share if tal.slag is Slag.PROCENT else _amount(now - before, tal, unit, rises=now >= before)
    yield Fynd(
        Kod.VARDE,
        Allvar.FEL,
        subject.kod,
        "förändring sedan föregående år",
        where,
        tal.text,
        table,
        f"Rätta talet: tabellen ger {table}.",
    )


def _check_turned(tal: Tal, verb: str, subject: Amne, enhet: Enhet, where: str) -> Iterator[Fynd]:
    """`en ökning med 4 982 tkr` of what has fallen by just that: the words may be of something else, the figure is not."""
    if not subject.foregaende or tal.slag is not Slag.KRONOR or digits_of(tal) < MINST_SIFFROR:
        return
    unit = tal.enhet or enhet
    said = said_change(tal, verb)
    value = _change(subject.utfall, subject.foregaende, tal, unit)
    if round_half_away(value, tal.decimaler) == -said:
        table = _amount(subject.utfall - subject.foregaende, tal, unit, rises=value > 0)
        matt, mend = "förändring sedan föregående år", f"Byt ord: förändringen är {table}."
        yield Fynd(Kod.TECKEN, Allvar.FEL, subject.kod, matt, where, tal.text, table, mend)


def _amount(ore: int, tal: Tal, unit: Enhet, *, rises: bool) -> str:
    return f"{'+' if rises else '−'}{format_belopp(abs(ore), unit, decimals=tal.decimaler, unit=True)}"


def _change(now: int, before: int, tal: Tal, unit: Enhet) -> Decimal:
    change = Decimal(now - before) * (1 if now >= 0 else -1)  # of income, more is an increase
    return change / abs(before) * 100 if tal.slag is Slag.PROCENT else change / unit.ore


def _near(said: Decimal, value: Decimal, tal: Tal) -> bool:
    step = Decimal(1).scaleb(-tal.decimaler)
    if round_half_away(value, tal.decimaler) == said:
        return True
    return tal.ungefar and abs(said - value) <= max(step, abs(value) / 20)
