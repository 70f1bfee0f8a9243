"""What volume and price say in words: the answer, the names of a bridge's steps, and what a small change is worth.

Amounts: öre as avvikelse (plus = överskott); prices öre per unit.
"""

from dataclasses import dataclass

from finance.belopp import Enhet
from finance.format import avvikelse_word, format_avvikelse
from finance.prognos.volymmodell import Volympris
from finance.prognos.volymord import per_text, plain_volume, plural, price_text
from finance.prognos.volymsplit import Spann, Volymbas, Volymbro, Volymprissplit
from finance.prognos.volymtext import span
from finance.store import Volymslag

SMA_PROCENT = 0.01
SMA_ORE = 10_00  # per unit
LITEN_DEL = 0.25  # of the deviation: less is not its explanation
ATT_NAMNA = 0.25  # of the first cause: less is not named beside it
HOGRE, LAGRE = "Högre pris", "Lägre pris"


@dataclass(frozen=True, slots=True)
class Steg:
    """A step of a bridge: `namn`, a quiet line below it ("" for none), and what it changes the avvikelse by.

    `av_volym`: volume, price or mix, as opposed to what they do not explain.
    """

    namn: str
    under: str
    ore: int
    av_volym: bool = False

    @property
    def text(self) -> str:
        """As the bridge figure takes it."""
        return f"{self.namn}\n{self.under}" if self.under else self.namn


@dataclass(frozen=True, slots=True)
class Smaandring:
    """What if: words, the line or kontogrupp it is about, and the effect on the full year (plus = better)."""

    om: str
    om_vad: str
    ore: int


def list_steg(bro: Volymbro) -> tuple[Steg, ...]:
    """Every step that is not zero; they sum to the line's deviation."""
    steg = [one for split in bro.splittar for one in _split_steg(split)]
    missing = "utan budgeterad volym" if bro.bas is Volymbas.BUDGET else "utan volym förra året"
    steg += [Steg(grupp.value if grupp else "Hela verksamheten", missing, ore) for grupp, ore in bro.utan]
    other = "Andra kostnader och intäkter" if bro.splittar or bro.utan else "Hela verksamheten"
    steg.append(Steg(other, "", bro.ovrigt_ore))
    steg.append(Steg("Bedömning" if bro.bedomd else "Prognosens metod", "utöver volym × pris", bro.annat_ore))
    return tuple(one for one in steg if one.ore)


def _split_steg(split: Volymprissplit) -> list[Steg]:
    before, now = price_text(_plain(split.bas_pris)), price_text(_plain(split.pris))
    mix = "Dyrare mix" if split.mix_ore < 0 else "Billigare mix"
    return [
        Steg(_more(split), f"{_mean(split, split.bas_volym)} blir {_mean(split, split.volym)}", split.volym_ore, av_volym=True),
        Steg(f"{_dearer(split)} per {split.enhet}", f"{before} blir {now}", split.pris_ore, av_volym=True),
        Steg(mix, "delarna väger annorlunda", split.mix_ore, av_volym=True),
    ]


def _plain(ore: float | None) -> float | None:
    """A price without its sign: an intäkt is told as what one gives."""
    return None if ore is None else abs(ore)


def _mean(split: Volymprissplit, volume: float) -> str:
    """A volume without its word; a level as the mean of its months."""
    value = volume / split.manader if split.slag is Volymslag.NIVA else volume
    return plain_volume(value)


def _more(split: Volymprissplit) -> str:
    return f"{'Fler' if split.volym > split.bas_volym else 'Färre'} {plural(split.enhet)}"


def _dearer(split: Volymprissplit) -> str:
    """Of the price itself; of several parts, whose mean price moves by the mix too, of the effect."""
    higher = abs(split.pris or 0.0) > abs(split.bas_pris or 0.0)
    if len(split.delar) > 1:
        higher = (split.pris_ore < 0) == (sum(one.ore for one in split.delar) >= 0)
    return HOGRE if higher else LAGRE


def answer(bro: Volymbro, namn: str) -> str:
    """`Det är fler timmar, inte högre pris, som gör att Hemtjänst går över budget`."""
    if not bro.splittar:
        return f"{namn}: volym och pris går inte att skilja åt ännu"
    split = max(bro.splittar, key=lambda one: abs(one.avvikelse_ore))
    worse = split.avvikelse_ore < 0
    causes = sorted(_causes(split), key=lambda cause: -abs(cause[0]))
    helping = [(ore, words) for ore, words, _ in causes if ore and (ore < 0) == worse]
    if split.avvikelse_ore == 0 or not helping:
        return f"{namn}: volym och pris tar ut varandra"
    if abs(split.avvikelse_ore) < LITEN_DEL * abs(bro.avvikelse_ore):
        return f"Volym och pris förklarar bara en mindre del av att {namn} {_outcome(bro, worse=bro.avvikelse_ore < 0)}"
    also = [words for ore, words in helping[1:2] if abs(ore) >= abs(helping[0][0]) * ATT_NAMNA]
    against = next((turned for ore, _, turned in causes[:2] if ore and (ore < 0) != worse), "")
    head = f"Det är {' och '.join([helping[0][1], *also])}" + (f", inte {against}," if against else "")
    if (bro.avvikelse_ore < 0) != worse:
        return f"{head} som drar {namn} mot {avvikelse_word(split.avvikelse_ore)}, men annat väger tyngre"
    return f"{head} som gör att {namn} {_outcome(bro, worse=worse)}"


def _causes(split: Volymprissplit) -> list[tuple[int, str, str]]:
    """Effect, what it is, and what it would be the other way."""
    units = plural(split.enhet)
    volume = [f"fler {units}", f"färre {units}"]
    price, mix = ["högre pris", "lägre pris"], ["dyrare mix", "billigare mix"]
    fewer, lower, cheaper = split.volym <= split.bas_volym, _dearer(split) == LAGRE, split.mix_ore >= 0
    return [
        (split.volym_ore, volume[fewer], volume[not fewer]),
        (split.pris_ore, price[lower], price[not lower]),
        (split.mix_ore, mix[cheaper], mix[not cheaper]),
    ]


def _outcome(bro: Volymbro, *, worse: bool) -> str:
    if bro.bas is Volymbas.FOREGAENDE:
        return "kostar mer än förra året" if worse else "kostar mindre än förra året"
    if bro.spann is Spann.HITTILLS:
        return "ligger över budget" if worse else "ligger under budget"
    return "går över budget" if worse else "går under budget"


def summary(bro: Volymbro, enhet: Enhet) -> str:
    """How much of the line's deviation volume and price explain."""
    explained = sum(split.avvikelse_ore for split in bro.splittar)
    whole = format_avvikelse(bro.avvikelse_ore, enhet, unit=True)
    if not bro.splittar:
        what = "budgeterad volym" if bro.bas is Volymbas.BUDGET else "volym för förra året"
        return f"Avvikelsen är {whole}. Det saknas {what} att jämföra med."
    parts = [
        (sum(getattr(split, name) for split in bro.splittar), word)
        for name, word in (("volym_ore", "volym"), ("pris_ore", "pris"), ("mix_ore", "mix"))
    ]
    told = ", ".join(f"{word} {format_avvikelse(ore, enhet)}" for ore, word in parts if ore)
    share = (
        f"Volym × pris förklarar {format_avvikelse(explained, enhet)} av {whole} ({avvikelse_word(bro.avvikelse_ore, enhet)})"
    )
    if not bro.annat_ore:
        return f"{share}: {told}."
    method = format_avvikelse(bro.avvikelse_ore - bro.annat_ore, enhet, unit=True)
    return f"{share}: {told}. Metoden volym × pris ger {method} för hela verksamheten."


def small_changes(mal: Volympris, namn: str) -> tuple[Smaandring, ...]:
    """1 % lower volume, one unit less a month (a level), and 10 kr lower price, in the months that are left."""
    closed = mal.last_closed
    if closed >= 12:
        return ()
    ahead, volume = sum(mal.manader[closed:]), mal.volym(closed + 1)
    when = f"från {span(closed + 1, closed + 1)}"
    found = [Smaandring(f"1\u00a0% färre {plural(mal.enhet)} {when}", namn, round(ahead * SMA_PROCENT))]
    if mal.slag is Volymslag.NIVA and volume:
        each = round(ahead / volume * (12 - closed))
        found.append(Smaandring(f"1\u00a0{mal.enhet} färre varje månad {when}", namn, each))
    sign = 1 if ahead >= 0 else -1  # a lower price of an intäkt is worse
    price = f"10\u00a0kr lägre pris {per_text(mal.enhet, mal.slag)} {when}"
    return (*found, Smaandring(price, namn, round(sign * SMA_ORE * volume)))
