"""Numbers for people. The only module that writes them.

Decimal comma, no-break space (U+00A0) between thousands and before units, U+2212 for minus, plus sign on positive
deviations, an en dash for what is missing. Rounded half away from zero, once; what rounds to zero has no sign (DESIGN 6.6).
Sign: amounts come canonical (kostnad +) and are turned by `vy`; an avvikelse (plus = överskott) is never turned.
"""

from decimal import Decimal

from finance.belopp import Enhet, Vy, round_half_away, to_enhet

NB = "\u00a0"
MINUS = "\u2212"
MISSING = "\u2013"
I_TABELL = 2
"""The most decimals of a number in a table or chart that nobody has chosen decimals for."""
UP, DOWN = "▲", "▼"


def format_tal(value: Decimal | float | None, decimals: int = 0, *, plus: bool = False) -> str:
    """A plain number: `1 234,5` with no-break spaces; `–` for None."""
    if value is None:
        return MISSING
    rounded = round_half_away(value if isinstance(value, Decimal) else Decimal(str(value)), decimals)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NB).replace(".", ",")
    if rounded == 0:
        return text
    return (MINUS if rounded < 0 else "+" if plus else "") + text


def format_exakt(value: Decimal, most: int = 6, *, least: int = 0) -> str:
    """A number with the decimals it has, `most` at the most: `1,4542`. `least`: where it has any, as in `12,50`.

    The one way to show a number that is not kronor and whose decimals nobody has chosen. Tables and charts show `I_TABELL` at
    the most; what is typed or computed with, in fields and explanations, is shown whole.
    """
    places = own_decimals(value, most)
    return format_tal(value, max(least, places) if places else 0)


def own_decimals(value: Decimal | float, most: int = I_TABELL) -> int:
    """How many decimals a number has when it is rounded to `most`; zeros at the end are none."""
    rounded = round_half_away(value if isinstance(value, Decimal) else Decimal(str(value)), most)
    return max(0, -int(rounded.normalize().as_tuple().exponent))


def format_belopp(
    ore: int | None, enhet: Enhet, *, vy: Vy = Vy.NETTOKOSTNAD, decimals: int | None = None, unit: bool = False
) -> str:
    """An amount (utfall, budget, prognos) in `enhet`, seen in `vy`; with its unit if `unit`."""
    if ore is None:
        return MISSING
    places = enhet.decimals if decimals is None else decimals
    text = format_tal(to_enhet(ore * vy.sign, enhet, places), places)
    return f"{text}{NB}{enhet.label}" if unit else text


def format_avvikelse(
    ore: int | None, enhet: Enhet, *, decimals: int | None = None, symbol: bool = False, unit: bool = False
) -> str:
    """An avvikelse in `enhet`: always signed, `▲ +0,5` or `▼ −8,0` with `symbol`; zero has neither. Same in both views."""
    if ore is None:
        return MISSING
    places = enhet.decimals if decimals is None else decimals
    value = to_enhet(ore, enhet, places)
    text = format_tal(value, places, plus=True)
    if symbol and value != 0:
        text = f"{UP if value > 0 else DOWN}{NB}{text}"
    return f"{text}{NB}{enhet.label}" if unit else text


def format_kronor(ore: int | None) -> str:
    """A control total in kronor to the öre, never shortened: `246 583 214,55 kr`."""
    return MISSING if ore is None else f"{format_tal(to_enhet(ore, Enhet.KR, 2), 2)}{NB}kr"


def format_kr(ore: int) -> str:
    """Whole kronor with the unit: `692 199 kr`."""
    return format_belopp(ore, Enhet.KR, unit=True)


def format_procent(share: float | None, decimals: int = 1, *, plus: bool = False) -> str:
    """A share (0.06 = 6 %) as percent: `6,0 %`; `–` for None."""
    return MISSING if share is None else f"{format_tal(Decimal(str(share)) * 100, decimals, plus=plus)}{NB}%"


def avvikelse_word(ore: int, enhet: Enhet | None = None, *, decimals: int | None = None) -> str:
    """`överskott`, `underskott` or `i balans`; judged on the rounded figure when `enhet` is given, so word and figure agree."""
    value = Decimal(ore) if enhet is None else to_enhet(ore, enhet, decimals)
    if value == 0:
        return "i balans"
    return "överskott" if value > 0 else "underskott"
