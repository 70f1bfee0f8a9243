"""What the list of placements says, in Swedish sentences. Sums and counts, never one placement. Amounts: öre, kostnad +."""

from collections.abc import Sequence

from finance.belopp import Enhet
from finance.format import avvikelse_word, format_belopp, format_procent, format_tal
from finance.inlasning.planer.placeringsregler import last_day
from finance.kub import BOKSLUT
from finance.lage import Lage
from finance.period import EN_DASH, MANADER, MANADER_KORT
from finance.prognos.placeringar import Placeringskostnad, count_dygn, end_of_month
from finance.prognos.placeringsjamforelse import NARA_ORE
from finance.prognos.placeringslista import GAP_MANADER, Listrad, Placeringslista, Typrad


def answer_sentence(lista: Placeringslista, enhet: Enhet) -> str:
    """How many go on, what they cost a day, and the rest of the year."""
    if not lista.pagaende:
        later = f": de som börjar senare kostar {_kr(lista.rest_ore, enhet)} resten av året" if lista.rest_ore else ""
        return f"Ingen placering pågår{later}"
    count = count_text(len(lista.pagaende))
    per_day = format_belopp(lista.per_dygn_ore - lista.ersattning_per_dygn_ore, Enhet.KR, unit=True)
    if lista.dag.month == BOKSLUT:
        return f"{count} kostar {per_day} per dygn"
    return f"{count} kostar {per_day} per dygn, {_kr(lista.rest_ore, enhet)} resten av året"


def basis_sentence(lista: Placeringslista, enhet: Enhet) -> str:
    """The day, what is taken off, and what it becomes if nobody leaves."""
    day = f"Den {lista.dag.day} {MANADER[lista.dag.month - 1]} {lista.dag.year}, efter momskompensation"
    back = sum(lista.ersattning[lista.dag.month :])
    refund = f" och {_kr(back, enhet)} statlig ersättning" if back else ""
    ends = sum(1 for one in lista.pagaende if last_day(one.rad) < lista.dag.replace(month=12, day=31))
    if not ends or lista.dag.month == BOKSLUT:
        return f"{day}{refund}."
    longer = _kr(lista.rest_om_alla_fortsatter_ore, enhet)
    have = "En har" if ends == 1 else f"{format_tal(ends)} har"
    return f"{day}{refund}. {have} ett planerat slut i år; fortsätter alla blir resten av året {longer}."


def en_till_sentence(one: Placeringskostnad, enhet: Enhet) -> str:
    """What one more costs this year."""
    rad, net = one.rad, one.rest_ore(0)
    start = MANADER[int(rad.start[5:7]) - 1]
    return f"En placering till ({rad.typ}) från {start} kostar {_kr(net, enhet)} i år"


def explain(rad: Listrad, lage: Lage) -> tuple[str, ...]:
    """The figures behind the method, in Swedish sentences; sums only, never one placement."""
    going = [one for one in rad.placeringar if one.pagar and one.rad.raknas]
    enhet = lage.namnd.enhet
    per_day = format_belopp(sum(one.per_dygn_ore for one in going), Enhet.KR, unit=True)
    ahead = months_text(rad.last_closed)
    said = [f"{count_text(len(going))} kostar {per_day} per dygn. Listan ger {_kr(rad.lista_rest_ore, enhet)} {ahead}."]
    said.append("Placeringar som ingen känner till än är inte med.")
    return (*said, *filter(None, [reasons(rad, lage)]))


def reasons(rad: Listrad, lage: Lage) -> str:
    """Why the prognos is not the list alone; "" for nothing."""
    return " ".join(filter(None, (gap_text(rad, lage), missing_ended(rad, lage))))


def gap_text(rad: Listrad, lage: Lage) -> str:
    """What the ledger holds beyond the list, and what is done about it."""
    if rad.skillnad_ore is None or rad.last_closed >= BOKSLUT:
        return ""
    known = [m for m, ore in enumerate(rad.utfall[: rad.last_closed]) if ore is not None][-GAP_MANADER:]
    span = MANADER_KORT[known[0]] + (f"{EN_DASH}{MANADER_KORT[known[-1]]}" if len(known) > 1 else "")
    if abs(rad.skillnad_ore) <= NARA_ORE:
        return f"Bokföringen och listan stämmer överens ({span})."
    size = _kr(abs(rad.skillnad_ore), lage.namnd.enhet)
    if rad.skillnad_ore < 0:
        return (
            f"Bokföringen har i snitt {size} mindre per månad än listan ({span}). Det dras inte av: det kan vara sena fakturor."
        )
    done = "Det läggs till varje månad som återstår" if lage.placeringsgap else "Det läggs inte till, efter nämndens val"
    return f"Bokföringen har i snitt {size} mer per månad än listan ({span}). {done}."


def missing_ended(rad: Listrad, lage: Lage) -> str:
    """A list of ongoing placements only makes a difference out of those that ended."""
    dag = end_of_month(lage.period.ar, lage.manad)
    ended = [one for one in rad.placeringar if last_day(one.rad) <= dag]
    if ended or rad.gap_ore <= 0:
        return ""
    return "Listan har ingen avslutad placering: skillnaden kan vara sådant som redan är slut. Ta med årets avslutade i listan."


def count_text(antal: int) -> str:
    """`12 pågående placeringar`."""
    return "En pågående placering" if antal == 1 else f"{format_tal(antal)} pågående placeringar"


def months_text(last: int) -> str:
    """The months after `last` (0-11): `maj–dec`, `dec`; "" after December."""
    if last >= BOKSLUT:
        return ""
    return MANADER_KORT[-1] if last == BOKSLUT - 1 else f"{MANADER_KORT[last]}{EN_DASH}{MANADER_KORT[-1]}"


def _kr(ore: int, enhet: Enhet) -> str:
    return format_belopp(ore, enhet, unit=True)


def year_sentence(rader: Sequence[Listrad], enhet: Enhet) -> str:
    """How the booked months stand against the budget; before the first, how large the budget is."""
    closed = rader[0].last_closed
    budget = sum(sum(rad.budget[:closed]) for rad in rader)
    if not closed:
        return f"Ingen månad är stängd ännu. Budget {_kr(sum(sum(rad.budget) for rad in rader), enhet)} för året"
    booked = sum(rad.bokfort_ore for rad in rader)
    span = f"{MANADER[0]} till {MANADER[closed - 1]}" if closed > 1 else MANADER[0]
    if not budget:
        return f"Placeringarna har kostat {_kr(booked, enhet)} {span}"
    word = {"underskott": "mer", "överskott": "mindre"}.get(avvikelse_word(budget - booked, enhet), "")
    if not word:
        return f"Placeringarna har kostat som budget {span}"
    return f"Placeringarna har kostat {_kr(abs(budget - booked), enhet)} {word} än budget {span}"


def loose_text(lista: Placeringslista) -> str:
    """The counted placements of no line: in the sums, not in any prognos; "" for none."""
    if not (antal := len(lista.utan_rad)):
        return ""
    have = "En placering saknar" if antal == 1 else f"{format_tal(antal)} placeringar saknar"
    return f"{have} en verksamhet som köper placeringar. De räknas i summan ovan men inte i prognosen: skriv verksamhetens kod."


def en_till_below(one: Placeringskostnad) -> str:
    """How that is counted: days times price, or the sum where the price changes on the way."""
    rad, days = one.rad, count_dygn(one.rad, int(one.rad.start[:4]))
    net = sorted({(k - e) // d for k, e, d in zip(one.kostnad, one.ersattning, days, strict=True) if d})
    less = "".join(
        [
            " efter momskompensation" if rad.momskompensation_procent else "",
            f"{' och' if rad.momskompensation_procent else ' efter'} ersättning" if rad.ersattning_ore else "",
        ]
    )
    price = f" till {format_belopp(net[-1], Enhet.KR, unit=True)}" if len(net) > 1 else ""
    return f"{format_tal(sum(days))} dygn à {format_belopp(net[0] if net else 0, Enhet.KR, unit=True)}{price}{less}."


def types_sentence(rows: Sequence[Typrad]) -> str:
    """The type that costs most, and its part of all: "HVB är 11 av 61 pågående och 43 procent av kostnaden per dygn"."""
    first, antal, per_day = rows[0], sum(row.antal for row in rows), sum(row.per_dygn_ore for row in rows)
    if not per_day:
        return "Inga placeringar pågår"
    name = first.typ[0].upper() + first.typ[1:]
    share = format_procent(first.per_dygn_ore / per_day, 0)
    return f"{name} är {format_tal(first.antal)} av {format_tal(antal)} pågående och {share} av kostnaden per dygn"
