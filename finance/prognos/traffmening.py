"""The track record in words. The figure and the word come from the same rounded number, so they agree.

Too low and too high are said of the cost; of a line that brings in more than it costs it is said whether the prognos was too
bright (the year ended worse) or too dark.
"""

from finance.belopp import Enhet
from finance.format import MISSING, NB, format_belopp, format_procent
from finance.period import MANADER
from finance.prognos.metoder import STANDARDMETOD, Metod
from finance.prognos.traffsakerhet import MINST_AR, Radtraff, Traff, Traffsakerhet


def after_month(manad: int) -> str:
    """`Efter april`; `Före årets första månad` for 0."""
    return f"Efter {MANADER[manad - 1]}" if manad else "Före årets första månad"


def years_text(antal: int) -> str:
    """`3 år`."""
    return f"{antal}{NB}år"


def medelfel_text(traff: Traff | None, enhet: Enhet) -> str:
    """`3,1 %`, or an amount where percent mean nothing; `–` for no record."""
    if traff is None:
        return MISSING
    if traff.medelfel_procent is None:
        return format_belopp(traff.medelfel_ore, enhet, unit=True)
    return format_procent(traff.medelfel_procent / 100)


def bias_text(traff: Traff, enhet: Enhet) -> str:
    """`2,1 % för lågt`: the mean error with its direction; `i snitt rätt` where it rounds to nothing. Kept on one line."""
    if traff.bias_procent is None:
        figure = format_belopp(abs(traff.bias_ore), enhet, unit=True)
        value = float(traff.bias_ore)
    else:
        figure = format_procent(abs(traff.bias_procent) / 100)
        value = traff.bias_procent
    if not _has_digit(figure):
        return "i snitt rätt"
    return f"{figure} {direction_text(low=value < 0, intakt=traff.intakt)}".replace(" ", NB)


def coverage_text(traff: Traff) -> str:
    """`2 av 3 år`."""
    return f"{traff.inom} av {years_text(traff.antal)}"


def record_text(record: Traffsakerhet) -> str:
    """What the mean errors are of: month and years."""
    if not record.ar:
        return "Medelfel visas när det finns tidigare år att pröva på."
    span = str(record.ar[0]) if len(record.ar) == 1 else f"{record.ar[0]}–{record.ar[-1]}"
    return f"Medelfel: så långt från helåret metoden hamnat {after_month(record.manad).lower()}, {span}."


def traff_sentence(rad: Radtraff, manad: int, enhet: Enhet, *, metod: Metod = STANDARDMETOD) -> str:
    """The record of a line in a sentence; says so when the years are too few."""
    traff = rad.metoder.get(metod)
    if traff is None:
        return (
            f"Hur väl prognosen för {rad.namn} brukar träffa går inte att säga ännu: "
            "det behövs minst tre hela tidigare år, ett att räkna på och två att jämföra med."
        )
    if traff.antal < MINST_AR:
        return _one_year(rad, traff, manad, enhet)
    error = f"{medelfel_text(traff, enhet)} fel{_per_month(traff, enhet)}"
    often = _often(traff) if _has_digit(medelfel_text(traff, enhet)) else ""
    return (
        f"{after_month(manad)} har prognosen för {rad.namn} i snitt legat {error}"
        f"{', ' if often else ''}{often} ({years_text(traff.antal)})."
    )


def _one_year(rad: Radtraff, traff: Traff, manad: int, enhet: Enhet) -> str:
    figure = medelfel_text(traff, enhet)
    side = f", {direction_text(low=traff.bias_ore < 0, intakt=traff.intakt)}" if _has_digit(figure) else ""
    return (
        f"{after_month(manad)} {traff.ar[0].ar} låg prognosen för {rad.namn} {figure} fel{_per_month(traff, enhet)}{side}. "
        "Ett år är för lite för att säga hur väl den brukar träffa."
    )


def _per_month(traff: Traff, enhet: Enhet) -> str:
    if traff.medelfel_procent is not None or traff.fel_per_manad_ore is None:
        return ""
    return f" ({format_belopp(traff.fel_per_manad_ore, enhet, unit=True)} per månad som återstod)"


def _often(traff: Traff) -> str:
    """How the years lie, where their number and their mean say the same."""
    low, high = (sum(one.fel_ore * sign > 0 for one in traff.ar) for sign in (-1, 1))
    mean = traff.bias_ore if traff.bias_procent is None else traff.bias_procent
    for many, below in ((low, True), (high, False)):
        if many * 2 > traff.antal and (mean < 0) is below and mean:
            word = "varje år" if many == traff.antal else "oftast"
            return f"{word} {direction_text(low=below, intakt=traff.intakt)}"
    return f"omväxlande {direction_text(low=True, intakt=traff.intakt)} och {direction_text(low=False, intakt=traff.intakt)}"


def direction_text(*, low: bool, intakt: bool) -> str:
    """On which side of the year the prognos lay; `low`: the cost was put too low."""
    if intakt:
        return "för ljust" if low else "för mörkt"
    return "för lågt" if low else "för högt"


def _has_digit(figure: str) -> bool:
    return any(digit in figure for digit in "123456789")
