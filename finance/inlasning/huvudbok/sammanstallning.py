"""A sheet that is the sum of the others (a summary in front of a sheet per unit) is passed over: nothing counts twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from finance.inlasning.fynd import Fynd
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.kolumner import Col


def drop_sammanstallning(results: Sequence[Bladresultat], fynd: Fynd) -> list[Bladresultat]:
    """The results without the rows of a sheet whose öre per slag and month are those of two or more others together."""
    sums = {place: _sums(result) for place, result in enumerate(results) if len(result.rader)}
    for place, mine in sums.items():
        others = [other for nr, other in sums.items() if nr != place and other.keys() <= mine.keys()]
        if len(others) < 2 or _added(others) != mine or not any(mine.values()):
            continue
        blad = results[place].tolkning.blad
        skal = f"Bladet {blad} är summan av de andra bladen och räknas inte en gång till."
        fynd.varning("dubbelt_blad", skal, "Välj bort de andra bladen om det är det här som ska läsas.", blad=blad)
        passed = Bladresultat(replace(results[place].tolkning, last=False, skal=skal))
        return [passed if nr == place else result for nr, result in enumerate(results)]
    return list(results)


def _sums(result: Bladresultat) -> dict[tuple[str, int], int]:
    per = result.rader.groupby([str(Col.SLAG), str(Col.PERIOD)])[str(Col.ORE)].sum()
    return {(str(key[0]), int(key[1])): int(ore) for key, ore in zip(per.index.to_list(), per.to_list(), strict=True)}


def _added(parts: Sequence[dict[tuple[str, int], int]]) -> dict[tuple[str, int], int]:
    total: Counter[tuple[str, int]] = Counter()
    for part in parts:
        for key, ore in part.items():
            total[key] += ore
    return dict(total)
