"""The default method again, in plain loops over lists, written from docs/metoder.md: what the fast version is held against."""

from collections.abc import Sequence


def profile(years: Sequence[Sequence[float]]) -> tuple[list[float], float]:
    """(12 month indices, sd of a month around them). Years oldest first, all of one sign and none near zero."""
    index = []
    for year in years:
        mean = sum(year) / 12
        index.append([month / mean for month in year])
    weights = [1.0, 0.6, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3][: len(years)]
    form = []
    for month in range(12):
        total = 0.0
        for age, weight in enumerate(weights):
            total += weight * index[len(years) - 1 - age][month]
        value = total / sum(weights)
        if len(years) >= 3:
            ordered = sorted(row[month] for row in index)
            middle = len(ordered) // 2
            median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
            value = (value + median) / 2
        form.append(value)
    scale = sum(form) / 12
    form = [value / scale for value in form]
    variance = sum((value - 1) ** 2 for value in form) / 12
    if len(years) == 1:
        return [1 + 0.75 * (value - 1) for value in form], 0.4 * variance**0.5
    chance = 0.0
    for row in index:
        for month in range(12):
            chance += (row[month] - form[month]) ** 2
    chance /= 12 * (len(years) - 1)
    part = chance * sum((weight / sum(weights)) ** 2 for weight in weights)
    shrink = min(1.0, part / variance) if variance > 0 else 1.0
    return [1 + (1 - shrink) * (value - 1) for value in form], chance**0.5


def total(years: Sequence[Sequence[float]], current: Sequence[float], budget: Sequence[float] | None = None) -> float:
    """Full-year total of the default method."""
    form, spread = profile(years)
    last = list(years[-1])
    if budget is not None:
        change = sum(budget) / 12 - sum(last) / 12
        last = [last[month] + 0.5 * change * form[month] for month in range(12)]
    months = last + list(current)
    factors = form + form[: len(current)]
    level = _level(months, factors, [1.0] * len(months))
    size = max(_size(list(years[-1]) + list(current)), _size(months))
    band = 1.5 * max(spread, 0.05) * size
    for _ in range(3):
        trust = []
        for value, factor in zip(months, factors, strict=True):
            distance = abs(value - level * factor)
            trust.append(1.0 if distance <= band else band / distance)
        level = _level(months, factors, trust)
    result = sum(current)
    for month in range(len(current), 12):
        result += level * form[month]
    return result


def _size(months: Sequence[float]) -> float:
    above = below = 0.0
    for place, value in enumerate(months):
        above += 0.85 ** (len(months) - 1 - place) * abs(value)
        below += 0.85 ** (len(months) - 1 - place)
    return above / below


def _level(months: Sequence[float], factors: Sequence[float], trust: Sequence[float]) -> float:
    above = below = 0.0
    for place, (value, factor) in enumerate(zip(months, factors, strict=True)):
        weight = trust[place] * 0.85 ** (len(months) - 1 - place)
        above += weight * value
        below += weight * factor
    return above / below
