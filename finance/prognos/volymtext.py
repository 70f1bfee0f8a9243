"""What volume x price is made of, in Swedish sentences with the figures: volume, price, cost ahead."""

from finance.belopp import Enhet
from finance.format import format_belopp
from finance.period import EN_DASH, MANADER
from finance.prognos.volymer import EGEN, MATTETS, PROFIL
from finance.prognos.volymmodell import Prisgrund, Volymdel, Volympris
from finance.prognos.volymord import per_text, plain_volume, price_text, volume_text
from finance.store import Volymslag

KALLOR = {
    EGEN: "er egen volymprognos",
    MATTETS: "måttets prognos i den inlästa filen",
    PROFIL: "volymens egen säsong och nivå",
}

UDDA = 1.5
"""A pace that changes by more than this factor is told."""


def explain(mal: Volympris, *, unused: bool) -> tuple[str, ...]:
    """`unused`: some parts have a price of their own and others have none, so none of them is used."""
    lines = [line for one in mal.delar for line in _volume_lines(mal, one)]
    lines += _price_lines(mal)
    if unused:
        lines.append("Bara en del av måtten har ett eget pris. Ge alla ett pris, så räknas varje del för sig.")
    if mal.last_closed < 12:
        lines.append(_cost_line(mal))
    return tuple(dict.fromkeys(lines))


def span(fran: int, till: int) -> str:
    """`maj–december`, or `maj`."""
    return MANADER[fran - 1] if fran == till else f"{MANADER[fran - 1]}{EN_DASH}{MANADER[till - 1]}"


def amount(mal: Volympris, value: float, months: int) -> str:
    """A volume over some months: a flow as its sum, a level as its mean."""
    if mal.slag is Volymslag.FLODE:
        return volume_text(value, mal.enhet)
    return f"{volume_text(value / months, mal.enhet)} i snitt per månad"


def _volume_lines(mal: Volympris, one: Volymdel) -> list[str]:
    volym, closed = one.volym, mal.last_closed
    name = f"{one.namn}: " if len(mal.delar) > 1 else "Volym: "
    so_far = f"{amount(mal, volym.sum(1, closed), closed)} {span(1, closed)}" if closed else ""
    ahead = ""
    if closed < 12:
        kalla = KALLOR.get(volym.kalla, "årets takt")
        said = "" if volym.helar is None else f" ({volume_text(volym.helar, mal.enhet)} för året)"
        ahead = f"{amount(mal, volym.sum(closed + 1), 12 - closed)} väntas {span(closed + 1, 12)} enligt {kalla}{said}"
    lines = [name + ", ".join(part for part in (so_far, ahead) if part) + "."]
    if spread := [m + 1 for m in range(12) if volym.spridda[m]]:
        lines.append(f"Värdet för {span(spread[0], spread[-1])} är fördelat jämnt på månaderna.")
    if guessed := [m + 1 for m in range(closed) if not volym.kanda[m]]:
        lines.append(f"Volymen för {span(guessed[0], guessed[-1])} är inte inläst och är beräknad.")
    lines += _pace_lines(mal, one)
    if volym.for_lag is not None:
        said = f"Prognosen {volume_text(volym.for_lag, mal.enhet)} för året"
        lines.append(f"{said} är mindre än det som redan är utfört: den används inte.")
    return lines


def _pace_lines(mal: Volympris, one: Volymdel) -> list[str]:
    """A prognos that somebody said, when it means a quite different pace from now on."""
    closed = mal.last_closed
    if one.volym.kalla not in (EGEN, MATTETS) or not 0 < closed < 12:
        return []
    now, ahead = one.volym.sum(1, closed) / closed, one.volym.sum(closed + 1) / (12 - closed)
    if now <= 0 or 1 / UDDA <= ahead / now <= UDDA:
        return []
    return [f"Prognosen innebär {volume_text(ahead, mal.enhet)} per månad mot {plain_volume(now)} hittills: stäm av den."]


def _price_lines(mal: Volympris) -> list[str]:
    per, manad = per_text(mal.enhet, mal.slag), min(mal.last_closed + 1, 12)
    own = [(one.namn if len(mal.delar) > 1 else "", one.pris[manad - 1], one.eget.text) for one in mal.delar if one.eget]
    if len(own) == len(mal.delar):
        return [f"Pris {namn}".strip() + f": {price_text(abs(ore))} {per} enligt {text}." for namn, ore, text in own]
    return [ground_text(mal, mal.grund)] if mal.grund else []


def ground_text(mal: Volympris, grund: Prisgrund) -> str:
    """How the price was computed."""
    months = len(grund.manader)
    units = volume_text(grund.volym, mal.enhet)
    if mal.slag is Volymslag.NIVA:
        units = f"({volume_text(grund.volym / months, mal.enhet)} × {months} månader)"
    cost = format_belopp(round(grund.kostnad), Enhet.TKR, unit=True)
    when = f"{span(grund.manader[0], grund.manader[-1])} {grund.ar}"
    return f"Pris: {cost} / {units} {when} = {price_text(grund.pris)} {per_text(mal.enhet, mal.slag)}."


def _cost_line(mal: Volympris) -> str:
    first = mal.last_closed + 1
    cost = format_belopp(sum(mal.manader[mal.last_closed :]), Enhet.TKR, unit=True)
    if len(mal.delar) > 1:
        return f"Kostnad {span(first, 12)}: {cost}, varje del för sig."
    one = mal.delar[0]
    volume, prices = mal.volym(first), set(one.pris[mal.last_closed :])
    price = price_text(sum(mal.manader[mal.last_closed :]) / volume if volume else one.pris[-1])
    about = "" if len(prices) == 1 else " i snitt"
    if mal.slag is Volymslag.FLODE:
        return f"Kostnad {span(first, 12)}: {volume_text(volume, mal.enhet)} × {price}{about} = {cost}."
    left = 13 - first
    mean = volume_text(volume / left, mal.enhet)
    return f"Kostnad {span(first, 12)}: {mean} × {left} månader × {price}{about} = {cost}."
