"""The section Åtgärdsplan: prognos before and after åtgärder, and a table with empty effects marked. Effekt plus = better."""

from finance.atgarder import EFFEKT_VERKSAMHET, SAKNAS, Atgard, Atgardsplan, Raknas, compute_atgardsplan
from finance.belopp import Enhet, to_enhet
from finance.format import format_avvikelse
from finance.lage import Lage
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.rapport.modell import Avsnitt, Cell, Kolumn, Kolumntyp, Nyckeltal, Rad, Radroll, Stycke, Styckeroll, Tabell
from finance.rapport.text import end_text, interval_sentence, is_final
from finance.uppfoljning import Uppfoljning, compute_uppfoljning

ID = "atgarder"
FORSTA, NAST = "före åtgärder", "efter åtgärder"


def atgarder_section(lage: Lage, uppfoljning: Uppfoljning | None = None, *, enhet: Enhet | None = None) -> Avsnitt | None:
    """None where there is no åtgärd. `uppfoljning` per nod, computed from `lage`; `enhet` None: the nämnd's."""
    if not lage.atgarder:
        return None
    unit, found = enhet or lage.namnd.enhet, uppfoljning or compute_uppfoljning(lage)
    plan, final = compute_atgardsplan(compute_helarsprognos(lage), found), is_final(found)
    said = outcome(plan, unit) if final else answer(plan, unit)
    prognos = () if final else (Stycke(interval_sentence(plan.total, unit), Styckeroll.NOT),)
    return Avsnitt(
        ID,
        "Åtgärdsplan",
        (
            *(() if final or not found.har_budget else _figures(plan)),
            atgarder_table(plan, unit, final=final),
            *prognos,
            *(Stycke(text, Styckeroll.VARNING) for text in warnings(plan, unit)),
        ),
        slutsats=said,
        nod=plan.total.nod,
        sektion="Åtgärdsplan",
    )


def answer(plan: Atgardsplan, enhet: Enhet) -> str:
    """Prognos before and after the åtgärder in a sentence; of åtgärder that do not count, how many there are."""
    if not plan.rader:
        return "Inga åtgärder är inlagda."
    after = end_text(plan.total, enhet)
    if to_enhet(plan.raknat_ore, enhet) == 0:
        many = len(plan.rader) > 1
        who = f"Ingen av de {len(plan.rader)} åtgärderna" if many else "Åtgärden"
        verb = "räknas" if many else "räknas inte"
        return f"{who} {verb} in i prognosen, som är {after}."
    if not plan.total.har_budget:
        return f"Prognosen är nettokostnad {after}, med åtgärder på {format_avvikelse(plan.raknat_ore, enhet, unit=True)}."
    before = format_avvikelse(plan.fore_ore, enhet)
    return f"Prognosen är {before} före åtgärder och {after} efter."


def outcome(plan: Atgardsplan, enhet: Enhet) -> str:
    """What the åtgärder gave, in a report of a year that is over."""
    count = "Åtgärden" if len(plan.rader) == 1 else f"De {len(plan.rader)} åtgärderna"
    if plan.realiserat_ore is None:
        return f"{count} i planen saknar uppgift om vad som uppnåtts."
    return f"{count} i planen gav {format_avvikelse(plan.realiserat_ore, enhet, unit=True)} under året."


def warnings(plan: Atgardsplan, enhet: Enhet) -> tuple[str, ...]:
    """What is not complete: effects that nobody has given, and effects that contradict each other."""
    found = []
    if plan.utan_effekt:
        count = len(plan.utan_effekt)
        found.append(f"{count} av {len(plan.rader)} åtgärder saknar effekt i kronor.")
    found += [
        f"{one.rad.atgard}: effekten per månad ger {format_avvikelse(one.helar_ore, enhet)} i år, "
        f"men effekt helår säger {format_avvikelse(one.rad.effekt_helar_ore, enhet, unit=True)}."
        for one in plan.rader
        if one.motsagelse_ore is not None
    ]
    return tuple(found)


def _figures(plan: Atgardsplan) -> tuple[Nyckeltal, ...]:
    return (
        Nyckeltal("fore_ore", "Prognos före åtgärder", Kolumntyp.AVVIKELSE, plan.fore_ore, FORSTA),
        Nyckeltal("efter_ore", "Prognos efter åtgärder", Kolumntyp.AVVIKELSE, plan.efter_ore, NAST),
    )


def atgarder_table(plan: Atgardsplan, enhet: Enhet, *, final: bool = False) -> Tabell:
    """A row per åtgärd; the sum is of the effects that are given. Of a year that is over nothing is said of a prognos."""
    followed = plan.realiserat_ore is not None
    kolumner = (
        Kolumn("avvikelse", "Avvikelse", Kolumntyp.TEXT),
        Kolumn("atgard", "Åtgärd", Kolumntyp.TEXT),
        Kolumn("ansvarig", "Ansvarig", Kolumntyp.TEXT),
        Kolumn("helar_ore", "Effekt i år", Kolumntyp.AVVIKELSE),
        *((Kolumn("realiserat_ore", "Uppnått hittills", Kolumntyp.AVVIKELSE),) if followed else ()),
        Kolumn("verksamhetseffekt", "Effekt i verksamheten", Kolumntyp.TEXT),
        Kolumn("status", "Status", Kolumntyp.TEXT),
        *(() if final else (Kolumn("raknas", "I prognosen", Kolumntyp.TEXT),)),
    )
    rader = [Rad(_cells(one, followed=followed)[: len(kolumner)], nod=one.rad.nod) for one in plan.rader]
    known = [one.helar_ore for one in plan.rader if one.helar_ore is not None]
    if known:
        total: list[Cell] = ["Summa", "", "", sum(known), *([plan.realiserat_ore] if followed else []), "", "", ""]
        rader.append(Rad(tuple(total[: len(kolumner)]), roll=Radroll.SUMMA))
    counted = "" if final else " En åtgärd räknas i prognosen bara i månader som inte är stängda."
    said = outcome(plan, enhet) if final else answer(plan, enhet)
    return Tabell(ID, "Åtgärder", kolumner, tuple(rader), slutsats=said, noter=(f"Effekt plus är lägre kostnad.{counted}",))


def _cells(one: Atgard, *, followed: bool) -> tuple[Cell, ...]:
    rad = one.rad
    return (
        rad.avvikelse or one.namn,
        rad.atgard,
        rad.ansvarig or SAKNAS,
        SAKNAS if one.helar_ore is None else one.helar_ore,
        *((one.realiserat_ore,) if followed else ()),
        SAKNAS if EFFEKT_VERKSAMHET in one.saknas else rad.verksamhetseffekt,
        one.status,
        "nej" if one.raknas is Raknas.HINDER else one.raknas.value,
    )
