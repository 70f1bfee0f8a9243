"""The chance of keeping the budget in words and as years to count: the same probability that stands as percent.

Amounts: öre; cost canonical (kostnad +), avvikelse plus = överskott.
"""

from finance.prognos.intervall import probability_below

UTAN_BUDGET = "Budget saknas: läs in den för att se om den hålls."
TANKBARA_AR = 20
"""How many equally likely years are shown: people count "2 of 20" more surely than they read a probability
(Kay, Kola, Hullman & Munson, CHI 2016)."""
_ORD = ((5, "knappast"), (35, "troligen inte"), (65, "ovisst"), (95, "troligen"))
_NASTAN_SAKERT = "nästan säkert"
_HALVERINGAR = 80


def chance_word(sannolikhet: float) -> str:
    """Whether the budget is kept, in a word or two; judged on whole percent, so that it agrees with the figure shown."""
    procent = int(100 * sannolikhet + 0.5)
    return next((word for limit, word in _ORD if procent < limit), _NASTAN_SAKERT)


def chance_sentence(sannolikhet: float | None, *, closed: bool = False) -> str:
    """`Budgeten hålls troligen inte.`; of a year that is closed whether it was kept; without a budget what to do."""
    if sannolikhet is None:
        return UTAN_BUDGET
    if closed:
        return "Budgeten hölls." if sannolikhet >= 0.5 else "Budgeten hölls inte."
    word = chance_word(sannolikhet)
    return "Det är ovisst om budgeten hålls." if word == "ovisst" else f"Budgeten hålls {word}."


def possible_years(low_ore: int, high_ore: int, budget_ore: int, *, antal: int = TANKBARA_AR) -> tuple[int, ...]:
    """The full-year avvikelse of `antal` equally likely years, worst first.

    They are the middles of as many equal parts of the distribution whose 80 % interval of cost is `low_ore` to `high_ore`.
    """
    centre, half = (low_ore + high_ore) / 2, (high_ore - low_ore) / 2
    costs = [_quantile((place + 0.5) / antal, centre, half) for place in range(antal)]
    return tuple(sorted(budget_ore - round(cost) for cost in costs))


def _quantile(share: float, centre: float, half: float) -> float:
    """The cost that the year stays below with probability `share`: `probability_below` turned round by halving."""
    below, above = centre - 10 * half, centre + 10 * half
    for _ in range(_HALVERINGAR):
        middle = (below + above) / 2
        if probability_below(middle, centre=centre, half_width=half) < share:
            below = middle
        else:
            above = middle
    return (below + above) / 2
