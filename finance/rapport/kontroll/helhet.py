"""Parts against wholes, pace against prognos, and what is missing: findings that no single figure shows."""

import re
from collections.abc import Iterator
from dataclasses import replace

from finance.belopp import Enhet, to_enhet
from finance.format import format_avvikelse, format_belopp, format_procent
from finance.lage import Lage
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.texter import Texter, claimed_prognos
from finance.rapport.text import is_judged
from finance.store import Kommentarsgrans
from finance.uppfoljning import Rad, Uppfoljning

TAKT = 0.25
"""A rest of the year this much dearer or cheaper per month than so far is pointed out."""
_NED = re.compile(r"\b(?:minska\w*|sjunk\w*|avta\w*|nedåtgående|lägre|färre)\b", re.IGNORECASE)
_UPP = re.compile(r"\b(?:öka\w*|stig\w*|tillta\w*|uppåtgående|högre|fler)\b", re.IGNORECASE)


def check_whole(
    lage: Lage, uppfoljning: Uppfoljning, texter: Texter, amnen: Amnen, enhet: Enhet, grans: Kommentarsgrans
) -> Iterator[Fynd]:
    """All of them, in report order per kind."""
    yield from _commented_parts(uppfoljning, texter, enhet)
    yield from _claimed_groups(lage, uppfoljning, texter, amnen, enhet)
    yield from _missing(uppfoljning, texter, enhet, grans)
    yield from _stale(lage, uppfoljning, enhet)
    yield from _pace(lage, uppfoljning, texter, amnen, enhet)


def _commented_parts(uppfoljning: Uppfoljning, texter: Texter, enhet: Enhet) -> Iterator[Fynd]:
    """The commented parts of a line, where some but not all are commented."""
    if not uppfoljning.har_budget:
        return
    for rad in uppfoljning.rader:
        told = [part for part in uppfoljning.delar(rad.nod) if (part.nod, "") in texter]
        if len(told) < 2:
            continue
        for name, whole, parts in (
            ("avvikelse", rad.avvikelse_ore, [part.avvikelse_ore for part in told]),
            ("prognos avvikelse helår", rad.prognosavvikelse_ore, [part.prognosavvikelse_ore for part in told]),
        ):
            if to_enhet(sum(parts), enhet) == to_enhet(whole, enhet):
                continue
            yield Fynd(
                Kod.OFORKLARAT,
                Allvar.UPPLYSNING,
                rad.nod,
                name,
                f"{rad.namn}, kommenterade delar",
                format_avvikelse(sum(parts), enhet, unit=True),
                format_avvikelse(whole, enhet, unit=True),
                f"{format_avvikelse(whole - sum(parts), enhet, unit=True)} ligger på delar utan kommentar.",
                (rad.nod, ""),
            )


def _claimed_groups(lage: Lage, uppfoljning: Uppfoljning, texter: Texter, amnen: Amnen, enhet: Enhet) -> Iterator[Fynd]:
    """The prognoser that the comments per kontogrupp name, against the total's."""
    total = uppfoljning.total
    if not total.har_budget:
        return
    claimed = [
        ore
        for (nod, sektion), text in texter.items()
        if nod == total.nod and sektion and (ore := claimed_prognos(text, amnen, lage.period.ar, enhet)) is not None
    ]
    if len(claimed) < 2 or to_enhet(sum(claimed), enhet) == to_enhet(total.prognosavvikelse_ore, enhet):
        return
    rest = total.prognosavvikelse_ore - sum(claimed)
    yield Fynd(
        Kod.OFORKLARAT,
        Allvar.UPPLYSNING,
        total.nod,
        "prognos avvikelse helår",
        "Kommentarer per kontogrupp",
        format_avvikelse(sum(claimed), enhet, unit=True),
        format_avvikelse(total.prognosavvikelse_ore, enhet, unit=True),
        f"{format_avvikelse(rest, enhet, unit=True)} av prognosen nämns inte. Förklara resten, eller stäm av delarna.",
    )


def requires_comment(rad: Rad, grans: Kommentarsgrans) -> bool:
    """Whether the avvikelse, so far or for the year, is more than the nämnd lets stand without a word."""
    if not rad.har_budget:
        return False
    size = max(abs(rad.prognosavvikelse_ore), abs(rad.avvikelse_ore))
    share = max(abs(rad.prognosavvikelse_procent or 0.0), abs(rad.avvikelse_procent or 0.0))
    return (grans.ore is not None and size > grans.ore) or (grans.procent is not None and share > grans.procent)


def grans_text(grans: Kommentarsgrans) -> str:
    """The limit in words: `500 000 kr eller 5 %`."""
    parts = [] if grans.ore is None else [format_belopp(grans.ore, Enhet.KR, unit=True)]
    if grans.procent is not None:
        parts.append(format_procent(grans.procent / 100, _places(grans.procent)))
    return " eller ".join(parts)


def _places(procent: float) -> int:
    return next(places for places in range(7) if places == 6 or round(procent, places) == procent)


def _missing(uppfoljning: Uppfoljning, texter: Texter, enhet: Enhet, grans: Kommentarsgrans) -> Iterator[Fynd]:
    for rad in uppfoljning.rader:
        if rad.niva != 1 or not requires_comment(rad, grans) or texter.get((rad.nod, "")):
            continue
        now, year = (format_avvikelse(ore, enhet, unit=True) for ore in (rad.avvikelse_ore, rad.prognosavvikelse_ore))
        yield Fynd(
            Kod.KOMMENTAR_SAKNAS,
            Allvar.VARNING,
            rad.nod,
            "kommentar",
            rad.namn,
            "kommentar saknas",
            f"avvikelse {now}, prognos {year}",
            f"Skriv varför {rad.namn} avviker. Nämndens gräns är {grans_text(grans)}.",
            (rad.nod, ""),
        )


def _stale(lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet) -> Iterator[Fynd]:
    names = {rad.nod: rad.namn for rad in uppfoljning.rader}
    for one in lage.bedomningar:
        if not one.is_stale(lage.senast_stangd) or one.gjord is None:
            continue
        amount = one.avvikelse_ore if one.avvikelse_ore is not None else one.kostnad_ore
        yield Fynd(
            Kod.EJ_OMPROVAD,
            Allvar.VARNING,
            one.nod,
            "bedömning",
            names.get(one.nod, one.nod),
            format_avvikelse(amount, enhet, unit=True),
            f"gjord för {one.gjord.namn}",
            "Bekräfta bedömningen eller gör en ny: två månader har stängts sedan den gjordes.",
        )


def _pace(lage: Lage, uppfoljning: Uppfoljning, texter: Texter, amnen: Amnen, enhet: Enhet) -> Iterator[Fynd]:
    """What a niva, or the prognos that a text names, says of the months left, against the months so far."""
    left = 12 - lage.manad
    if not left:
        return
    told = set()
    for (nod, sektion), text in texter.items():
        own, claimed = amnen.own(nod, sektion), claimed_prognos(text, amnen, lage.period.ar, enhet)
        if own is None or claimed is None or own.utfall <= 0:
            continue
        so_far, ahead = own.utfall / lage.manad, (own.budget_helar - claimed - own.utfall) / left
        if _against_words(text, so_far, ahead) or abs(ahead - so_far) > TAKT * so_far:
            told.add(nod)
            yield replace(_pace_finding(nod, own.namn, so_far, ahead, enhet), text_av=(nod, sektion))
    for rad in uppfoljning.rader:
        if rad.nod in told or rad.har_delar or not is_judged(rad) or rad.utfall_ore <= 0:
            continue
        so_far, ahead = rad.utfall_ore / lage.manad, (rad.prognos_ore - rad.utfall_ore) / left
        if abs(ahead - so_far) > TAKT * so_far:
            yield _pace_finding(rad.nod, rad.namn, so_far, ahead, enhet)


def _against_words(text: str, so_far: float, ahead: float) -> bool:
    """Whether the text says falling where the prognos says dearer months, or rising where it says cheaper ones."""
    falling, rising = bool(_NED.search(text)), bool(_UPP.search(text))
    return (falling and not rising and ahead > so_far) or (rising and not falling and ahead < so_far)


def _pace_finding(nod: str, namn: str, so_far: float, ahead: float, enhet: Enhet) -> Fynd:
    return Fynd(
        Kod.RESTTAKT,
        Allvar.UPPLYSNING,
        nod,
        "prognos per månad",
        namn,
        f"{format_belopp(round(ahead), enhet, unit=True)} per månad resten av året",
        f"{format_belopp(round(so_far), enhet, unit=True)} per månad hittills",
        "Stämmer det med vad som väntas? Skriv vad som ändras, eller ompröva prognosen.",
    )
