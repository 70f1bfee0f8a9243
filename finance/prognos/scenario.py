"""What the levers of a scenario change the cost by: whole öre per nod, kontogrupp and month, on top of the prognos as it is.

A scenario is never part of the prognos. Only months after the last closed one count. Canonical sign: plus = higher cost.
Formulas, and when they mislead: docs/metoder.md#scenario.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from finance.belopp import round_half_away, to_ore
from finance.errors import InvalidValue
from finance.format import MINUS, NB, format_exakt, format_tal
from finance.inlasning.planrader import Placeringsrad
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER, Ore
from finance.lage import Lage
from finance.prognos.bedomt import EJ_FORDELAT_GRUPP, Orsak
from finance.prognos.bidrag import own_line
from finance.prognos.handelser import show_effect
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.placeringar import en_till, end_of_month
from finance.prognos.placeringslista import ARVODEN, read_andringar
from finance.prognos.volymmodell import Volympris
from finance.prognos.volymord import per_text, plain_volume, plural, volume_text
from finance.prognos.volympris import compute_volympris
from finance.prognos.volymtext import span
from finance.store import Spak, Spakslag
from finance.struktur import EJ_FORDELAT

SLAGNAMN = {
    Spakslag.VOLYM: "Volym",
    Spakslag.PRIS: "Pris",
    Spakslag.VAKANS: "Vakanser",
    Spakslag.ATGARD: "Åtgärd",
    Spakslag.PLACERING: "Placering",
}
HUNDRA = Decimal(100)
STORST_ORE = 10**15
"""No lever is ten thousand billion kronor a month: larger is a slip."""
ALLA_MANADER_STANGDA = "Spakens månader är stängda: utfallet gäller i stället. Välj en senare månad."


@dataclass(frozen=True, slots=True)
class Effekt:
    """What one lever changes: `delar` is (kontogrupp, twelve months of öre); "" = not split on kontogrupper.

    `nod`: the line of the kub that it acts on. `hinder`: why it does nothing, a Swedish sentence ("" = it counts).
    """

    spak: Spak
    nod: str
    namn: str
    delar: tuple[tuple[str, tuple[int, ...]], ...] = ()
    forklaring: str = ""
    hinder: str = ""

    @property
    def helar_ore(self) -> int:
        """Change of the full year's cost."""
        return sum(sum(months) for _, months in self.delar)


@dataclass(frozen=True, slots=True)
class Forsenbar:
    """A counted åtgärd that can come later: its effect per month (öre of cost, lower = minus) as it stands in the prognos."""

    nod: str  # as in the list
    rad: str  # the line of the kub that it acts on
    namn: str
    manader: tuple[int, ...]


def compute_effekter(prognos: Helarsprognos, spakar: Sequence[Spak]) -> tuple[Effekt, ...]:
    """Every lever's effect, in the order given; price changes are counted on the volume as the scenario has it."""
    by_mal = {spak.mal: spak for spak in spakar}
    return tuple(_effekt(prognos, spak, by_mal) for spak in spakar)


def effekt_matris(prognos: Helarsprognos, effekter: Iterable[Effekt]) -> Ore:
    """The effects on the matrix: (noder, kontogrupper + 1, 12), öre of cost."""
    found: Ore = np.zeros((len(prognos.kub.noder), len(GRUPPER) + 1, 12), dtype=np.int64)
    for one in effekter:
        for kontogrupp, months in one.delar:
            found[prognos.kub.place[one.nod], group_column(kontogrupp)] += np.array(months, dtype=np.int64)
    return found


def group_column(kontogrupp: str) -> int:
    """The column of the matrix; what is not split, and a name that is not known, is the last one."""
    known = {one.value.casefold(): place for place, one in enumerate(GRUPPER) if one is not Kontogrupp.OSPECIFICERAD}
    return known.get(kontogrupp.casefold(), EJ_FORDELAT_GRUPP)


def list_lines(prognos: Helarsprognos) -> tuple[str, ...]:
    """The noder of the kub that a lever can act on: what no nod selects is nobody's to judge."""
    return tuple(nod for nod in prognos.kub.noder if nod != EJ_FORDELAT)


def list_forsenbara(prognos: Helarsprognos) -> tuple[Forsenbar, ...]:
    """The åtgärder that count and have effect in months ahead; those of the same nod and name are one."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in prognos.paverkan:
        if one.orsak is Orsak.ATGARD and one.raknas and one.helar_ore:
            months = found.setdefault((one.nod, one.namn), [0] * 12)
            found[one.nod, one.namn] = [a + b for a, b in zip(months, one.manader, strict=True)]
    return tuple(Forsenbar(nod, own_line(prognos.lage, nod), namn, tuple(m)) for (nod, namn), m in found.items())


def _effekt(prognos: Helarsprognos, spak: Spak, by_mal: Mapping[tuple[Spakslag, str, str, str], Spak]) -> Effekt:
    try:
        if spak.slag in (Spakslag.VOLYM, Spakslag.PRIS):
            return _volympris(prognos, spak, by_mal)
        if spak.slag is Spakslag.ATGARD:
            return _atgard(prognos, spak)
        ahead = _open_months(prognos, spak)
        return _vakans(spak, ahead) if spak.slag is Spakslag.VAKANS else _placering(prognos, spak, ahead)
    except InvalidValue as error:
        return Effekt(spak, spak.nod, SLAGNAMN[spak.slag], hinder=str(error))


def _open_months(prognos: Helarsprognos, spak: Spak) -> tuple[int, ...]:
    """The months 1-12 of a lever that are not closed. Raises InvalidValue for none, and for a line that is not there."""
    if spak.nod not in list_lines(prognos):
        raise InvalidValue(f"Verksamheten {spak.nod} finns inte i strukturen som gäller nu. Välj en som finns.")
    ahead = tuple(m for m in range(max(spak.fran, 1), min(spak.till, 12) + 1) if m > prognos.last_closed)
    if not ahead:
        raise InvalidValue(ALLA_MANADER_STANGDA)
    return ahead


def _checked(months: Sequence[int]) -> tuple[int, ...]:
    if any(abs(ore) > STORST_ORE for ore in months):
        raise InvalidValue("Effekten blir orimligt stor. Kontrollera talen.")
    return tuple(months)


def find_mal(lage: Lage, nod: str, kontogrupp: str) -> Volympris:
    """The coupled volume of a line or kontogrupp. Raises InvalidValue where there is none."""
    for mal in compute_volympris(lage).mal:
        if (mal.nod, mal.kontogrupp.value if mal.kontogrupp else "") == (nod, kontogrupp):
            return mal
    raise InvalidValue("Inget mått är kopplat till verksamheten. Koppla ett på sidan Volymer.")


def _volympris(prognos: Helarsprognos, spak: Spak, by_mal: Mapping[tuple[Spakslag, str, str, str], Spak]) -> Effekt:
    mal = find_mal(prognos.lage, spak.nod, spak.kontogrupp)
    ahead = _open_months(prognos, spak)
    place = (spak.nod, spak.kontogrupp, spak.om)
    volym, pris = by_mal.get((Spakslag.VOLYM, *place)), by_mal.get((Spakslag.PRIS, *place))
    months = [0] * 12
    for m in ahead:
        before = (None, None) if spak.slag is Spakslag.VOLYM else (volym, None)
        after = (volym, None) if spak.slag is Spakslag.VOLYM else (volym, pris)
        months[m - 1] = _cost(mal, m, *after) - _cost(mal, m, *before)
    is_volume = spak.slag is Spakslag.VOLYM
    text = _volume_words(mal, spak, ahead) if is_volume else _price_words(mal, spak, ahead)
    delar = ((spak.kontogrupp, _checked(months)),)
    namn = _volume_name(mal, spak) if is_volume else _price_name(mal, spak)
    return Effekt(spak, spak.nod, namn, delar, f"{text} = {show_effect(sum(months))}")


def _cost(mal: Volympris, month: int, volym: Spak | None, pris: Spak | None) -> int:
    """Öre of a month with a changed volume and price."""
    volumes = _volumes(mal, month, volym)
    prices = [_price(mal, one.pris[month - 1], month, pris) for one in mal.delar]
    return round(sum(volume * price for volume, price in zip(volumes, prices, strict=True)))


def _volumes(mal: Volympris, month: int, spak: Spak | None) -> list[float]:
    """The volume of each part; units are shared by how large the parts are, and none goes below zero."""
    now = [one.volym.varden[month - 1] for one in mal.delar]
    if spak is None or not spak.fran <= month <= spak.till:
        return now
    total, antal = sum(now), float(spak.value("antal"))
    if antal and not total:
        return [max(0.0, antal), *([0.0] * (len(now) - 1))]
    factor = 1 + float(spak.value("procent") / HUNDRA) + (antal / total if antal else 0.0)
    return [value * max(0.0, factor) for value in now]


def _price(mal: Volympris, ore: float, month: int, spak: Spak | None) -> float:
    """Öre per unit; of an intäkt minus, so that a higher price is more income. None turns its sign."""
    if spak is None or not spak.fran <= month <= spak.till:
        return ore
    sign = -1 if ore < 0 or (not ore and mal.kontogrupp is Kontogrupp.INTAKTER) else 1
    size = abs(ore) * (1 + float(spak.value("procent") / HUNDRA)) + float(spak.value("kronor") * HUNDRA)
    return sign * max(0.0, size)


def _volume_words(mal: Volympris, spak: Spak, ahead: Sequence[int]) -> str:
    before = sum(mal.volym(m, m) for m in ahead) / len(ahead)
    after = sum(sum(_volumes(mal, m, spak)) for m in ahead) / len(ahead)
    when = span(ahead[0], ahead[-1])
    return f"{plain_volume(before)} blir {volume_text(after, mal.enhet)} per månad {when}"


def _volume_name(mal: Volympris, spak: Spak) -> str:
    return f"{'Fler' if spak.value('procent') + spak.value('antal') > 0 else 'Färre'} {plural(mal.enhet)}"


def _price_name(mal: Volympris, spak: Spak) -> str:
    higher = spak.value("procent") + spak.value("kronor") > 0
    return f"{'Högre' if higher else 'Lägre'} pris {per_text(mal.enhet, mal.slag)}"


def _price_words(mal: Volympris, spak: Spak, ahead: Sequence[int]) -> str:
    change, kronor = spak.value("procent"), spak.value("kronor")
    told = signed(kronor, f"{NB}kr") if kronor else signed(change, f"{NB}%")
    return f"{told} {per_text(mal.enhet, mal.slag)} {span(ahead[0], ahead[-1])}"


def signed(value: Decimal, unit: str = "") -> str:
    """`+5 %`, `−2,5 %`."""
    return ("+" if value > 0 else "") + format_exakt(value) + unit


def _vakans(spak: Spak, ahead: Sequence[int]) -> Effekt:
    """Empty tjänster x lön x (1 + PO): each month rounded once; a lower cost, so minus."""
    antal, lon, factor = spak.value("antal"), spak.value("lon"), 1 + spak.value("po") / HUNDRA
    if lon <= 0:
        raise InvalidValue("Skriv månadslönen för tjänsten i kronor, till exempel 36 000.")
    each = to_ore(-antal * lon * factor)
    months = _checked([each if m in ahead else 0 for m in range(1, 13)])
    what = "tjänst" if abs(antal) == 1 else "tjänster"
    text = f"{format_exakt(abs(antal))} {what} × {format_exakt(lon)}{NB}kr × {format_exakt(factor)} × {count_months(ahead)}"
    namn = f"{format_exakt(abs(antal))} {what} {'vakanta' if abs(antal) != 1 else 'vakant'}"
    if antal < 0:
        namn = f"{format_exakt(-antal)} {what} till"
    return Effekt(spak, spak.nod, namn, ((Kontogrupp.PERSONAL.value, months),), f"{text} = {show_effect(sum(months))}")


def count_months(ahead: Sequence[int]) -> str:
    """`7 månader`."""
    return f"{len(ahead)} {'månad' if len(ahead) == 1 else 'månader'}"


def _atgard(prognos: Helarsprognos, spak: Spak) -> Effekt:
    """The effect that counts comes some months later: what then falls after December is lost for the year."""
    found = next((one for one in list_forsenbara(prognos) if (one.nod, one.namn) == (spak.nod, spak.om)), None)
    if found is None:
        raise InvalidValue(f"Åtgärden {spak.om} räknas inte i prognosen nu. Välj en annan åtgärd.")
    later = int(round_half_away(spak.value("manader")))
    if not 0 <= later <= 12:
        raise InvalidValue("Välj mellan 0 och 12 månader.")
    delayed = ([0] * later + list(found.manader))[:12]
    months = [after - before for after, before in zip(delayed, found.manader, strict=True)]
    text = f"Effekten börjar {'en månad' if later == 1 else f'{later} månader'} senare"
    namn = f"{later} mån senare: {found.namn}"
    return Effekt(spak, found.rad, namn, (("", _checked(months)),), f"{text} = {show_effect(sum(months))}")


def _placering(prognos: Helarsprognos, spak: Spak, ahead: Sequence[int]) -> Effekt:
    """Days x price less momskompensation, by month as for a placement in the list; the refund is an intäkt."""
    lage, antal = prognos.lage, spak.value("antal")
    ar = lage.period.ar
    if antal != antal.to_integral_value():
        raise InvalidValue("Antalet placeringar ska vara ett heltal.")
    rad = Placeringsrad(
        nod=spak.nod,
        typ=spak.om,
        start=date(ar, ahead[0], 1).isoformat(),
        slut=end_of_month(ar, ahead[-1]).isoformat(),
        dygnspris_ore=to_ore(spak.value("dygnspris")),
        momskompensation_procent=spak.value("moms"),
        ersattning_ore=to_ore(spak.value("ersattning")),
        raknas=True,
        blad="",
        rad=0,
    )
    one = en_till(rad, ar, read_andringar(lage))
    count = int(antal)
    cost = _checked([count * ore for ore in one.kostnad])
    refund = _checked([-count * ore for ore in one.ersattning])
    delar = [(_cost_group(lage, spak.nod, spak.om).value, cost)]
    if any(refund):
        delar.append((Kontogrupp.INTAKTER.value, refund))
    whole = sum(cost) + sum(refund)
    what = "placering" if abs(count) == 1 else "placeringar"
    days = sum(end_of_month(ar, m).day for m in ahead)
    moms, refund_day = spak.value("moms"), spak.value("ersattning")
    price = f"{format_exakt(spak.value('dygnspris'), 2)}{NB}kr" + (f" × {format_exakt(1 - moms / HUNDRA)}" if moms else "")
    price = f"({price} {MINUS} {format_exakt(refund_day, 2)}{NB}kr)" if refund_day else price
    text = f"{abs(count)} {what} × {price} × {format_tal(days)} dygn"
    text += " efter indexuppräkning" if read_andringar(lage) else ""
    namn = f"{abs(count)} {what} {'till' if count > 0 else 'färre'} ({spak.om})"
    return Effekt(spak, spak.nod, namn, tuple(delar), f"{text} = {show_effect(whole)}")


def _cost_group(lage: Lage, nod: str, typ: str) -> Kontogrupp:
    """Where the cost of a type is booked: arvoden to familjehem apart where the line has them, all else is bought."""
    place = GRUPPER.index(Kontogrupp.FAMILJEHEM)
    row = lage.kub.place[nod]
    own = typ in ARVODEN and bool(lage.kub.utfall[row, place].any() or lage.kub.budget[row, place].any())
    return Kontogrupp.FAMILJEHEM if own else Kontogrupp.KOP
