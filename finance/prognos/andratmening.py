"""What changed since the last round, in words. The figure and the word come from the same shown number, so they agree."""

from finance.belopp import Enhet, to_enhet
from finance.format import format_avvikelse, format_belopp
from finance.period import MANADER
from finance.prognos.andrat import Andringsorsak, Prognosandring, Radandring

_WORSE_BETTER = {
    Andringsorsak.RATTAT: (
        "tidigare månaders utfall har rättats till det sämre",
        "tidigare månaders utfall har rättats till det bättre",
    ),
    Andringsorsak.TAKT: ("takten resten av året ser sämre ut", "takten resten av året ser bättre ut"),
    Andringsorsak.VOLYM: ("volym och pris väntas kosta mer", "volym och pris väntas kosta mindre"),
    Andringsorsak.PLACERING: ("placeringarna väntas kosta mer", "placeringarna väntas kosta mindre"),
    Andringsorsak.METOD: ("en annan metod ger en sämre prognos", "en annan metod ger en bättre prognos"),
    Andringsorsak.HANDELSE: ("kända händelser väntas kosta mer", "kända händelser väntas kosta mindre"),
    Andringsorsak.ATGARD: ("åtgärderna väntas ge mindre", "åtgärderna väntas ge mer"),
    Andringsorsak.BEDOMNING: ("bedömningar har tillkommit eller sänkts", "bedömningar har tillkommit eller höjts"),
    Andringsorsak.BUDGET: ("budgeten har sänkts", "budgeten har höjts"),
    Andringsorsak.STRUKTUR: ("verksamheter har flyttats eller tillkommit", "verksamheter har flyttats eller försvunnit"),
}


def since_text(andring: Prognosandring) -> str:
    """`efter april`: the round that is compared with."""
    return f"efter {MANADER[andring.mot.manad - 1]}"


def months_text(andring: Prognosandring) -> str:
    """`maj`, or `april–juni`: the months closed since."""
    first, last = andring.nya_manader[0], andring.nya_manader[-1]
    return MANADER[first - 1] if first == last else f"{MANADER[first - 1]}–{MANADER[last - 1]}"


def andring_sentence(andring: Prognosandring, rad: Radandring, enhet: Enhet) -> str:
    """How much better or worse than the round before, and mostly why.

    `Prognosen är 2,1 Mnkr sämre än efter april, mest för att utfallet i maj blev sämre än väntat (−1,4 Mnkr, mest Hemtjänst).`
    """
    since = since_text(andring)
    if rad.avvikelse_fore_ore is None:
        return f"{rad.namn} fanns inte i prognosen {since}."
    if rad.avvikelse_nu_ore is None:
        return f"{rad.namn} fanns i prognosen {since} men finns inte nu."
    if to_enhet(rad.andring_ore, enhet) == 0:
        return f"Prognosen är densamma som {since}{_cancelling(rad, enhet)}."
    size = format_belopp(abs(rad.andring_ore), enhet, unit=True)
    start = f"Prognosen är {size} {'bättre' if rad.andring_ore > 0 else 'sämre'} än {since}"
    cause = largest_cause(rad)
    if cause is None:
        return f"{start}."
    same = cause_text(andring, cause, rad.orsaker[cause])
    return f"{start}, mest för att {same} ({_detail(andring, rad, cause, enhet)}).{_against(rad, enhet)}"


def largest_cause(rad: Radandring) -> Andringsorsak | None:
    """The cause that moved the line most in the way it moved; None when nothing did."""
    same = [cause for cause, ore in rad.orsaker.items() if ore * rad.andring_ore > 0]
    return max(same, key=lambda cause: abs(rad.orsaker[cause]), default=None)


def cause_text(andring: Prognosandring, cause: Andringsorsak, ore: int) -> str:
    """A cause as a clause: `utfallet i maj blev sämre än väntat`."""
    if cause is Andringsorsak.UTFALL:
        return f"utfallet i {months_text(andring)} blev {'bättre' if ore > 0 else 'sämre'} än väntat"
    return _WORSE_BETTER[cause][ore > 0]


def _detail(andring: Prognosandring, rad: Radandring, cause: Andringsorsak, enhet: Enhet) -> str:
    """The cause's amount, and the line behind most of it where that is one of several."""
    ore = rad.orsaker[cause]
    amount = format_avvikelse(ore, enhet, unit=True)
    parts = [part for part in andring.under(rad.nod) if part.nod != rad.nod and part.orsaker.get(cause, 0) * ore > 0]
    if not parts:
        return amount
    most = max(parts, key=lambda part: abs(part.orsaker[cause]))
    return f"{amount}, mest {andring.label(most)}"


def _against(rad: Radandring, enhet: Enhet) -> str:
    """The largest cause the other way, where it weighs at least half of the change."""
    other = {cause: ore for cause, ore in rad.orsaker.items() if ore * rad.andring_ore < 0}
    cause = max(other, key=lambda one: abs(other[one]), default=None)
    if cause is None or 2 * abs(other[cause]) < abs(rad.andring_ore):
        return ""
    return f" Åt andra hållet drar {cause.namn.lower()} ({format_avvikelse(other[cause], enhet, unit=True)})."


def _cancelling(rad: Radandring, enhet: Enhet) -> str:
    """Two causes that show as something but not their sum."""
    shown = [cause for cause, ore in rad.orsaker.items() if to_enhet(ore, enhet)]
    return ": det som har ändrats tar ut vartannat" if len(shown) > 1 else ""
