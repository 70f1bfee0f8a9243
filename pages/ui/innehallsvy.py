"""What a file that is not a ledger holds: a short table per slag, so that a person sees that it was understood."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from finance.belopp import Enhet
from finance.format import MISSING, format_avvikelse, format_belopp, format_tal
from finance.inlasning.modell import Bedomningsrad, Justeringsrad, Lasning
from finance.inlasning.planrader import (
    Atgardsrad,
    Investeringsrad,
    Mattrad,
    Placeringsrad,
    Planrad,
    Statsbidragsrad,
    Uppdragsrad,
    Vardetyp,
)
from finance.period import EN_DASH, Period
from finance.struktur import Nod
from pages.ui import tables
from pages.ui.theme import escape

Rader = Sequence[Mapping[str, str]]
P = TypeVar("P", bound=Planrad)
MOST_SHOWN = 12
NB_HYPHEN = "\u2011"
TYP: Mapping[str, str] = {
    "niva": "nivå",
    "tillagg": "tillägg",
    "handelse": "händelse",
    "ram": "ram",
    "omfordelning": "omfördelning",
    "tillfallig": "tillfällig",
}
VARDETYP: Mapping[Vardetyp, str] = {
    Vardetyp.UTFALL: "utfall",
    Vardetyp.PROGNOS: "prognos",
    Vardetyp.MAL: "mål",
    Vardetyp.BUDGET: "budget",
    Vardetyp.FOREGAENDE_AR: "föregående år",
    Vardetyp.KOMMUNEN: "kommunen",
}


def show_contents(lasning: Lasning) -> bool:
    """A heading and a table for each slag without ledger rows; whether there was any."""
    parts = [(title, rows, figures) for title, rows, figures in _parts(lasning) if rows]
    for title, rows, figures in parts:
        st.subheader(title, anchor=False)
        if len(rows) <= MOST_SHOWN:
            tables.show_rows([{name: escape(text) for name, text in row.items()} for row in rows], figures=figures, alt=title)
        else:
            tables.show_grid(rows, alt=title)
    return bool(parts)


def _parts(lasning: Lasning) -> Sequence[tuple[str, Rader, Sequence[str]]]:
    plan = lasning.planrader
    return (
        (_count(lasning.noder, "rad i strukturen", "rader i strukturen"), _noder(lasning.noder), ()),
        (_count(lasning.bedomningar, "bedömning", "bedömningar"), _map(lasning.bedomningar, _bedomning), ("Belopp, kr",)),
        (
            _count(lasning.justeringar, "budgetjustering", "budgetjusteringar"),
            _map(lasning.justeringar, _justering),
            ("Belopp, kr",),
        ),
        _of(plan, Mattrad, "värde på mått", "värden på mått", _matt, ("Värden",)),
        _of(
            plan,
            Investeringsrad,
            "investering",
            "investeringar",
            _per_row(_investering),
            ("Utfall, kr", "Budget, kr", "Avvikelse, kr"),
        ),
        _of(plan, Atgardsrad, "åtgärd", "åtgärder", _per_row(_atgard), ("Effekt helår, kr",)),
        _of(plan, Placeringsrad, "placering", "placeringar", _placeringar, ("Antal", "Per dygn, kr")),
        _of(plan, Uppdragsrad, "uppdrag", "uppdrag", _per_row(_uppdrag), ()),
        _of(plan, Statsbidragsrad, "statsbidrag", "statsbidrag", _per_row(_statsbidrag), ("Summa, kr", "Använt, kr")),
    )


def _of(
    plan: Sequence[Planrad], kind: type[P], one: str, many: str, rows: Callable[[Sequence[P]], Rader], figures: Sequence[str]
) -> tuple[str, Rader, Sequence[str]]:
    mine = [rad for rad in plan if isinstance(rad, kind)]
    return _count(mine, one, many), rows(mine), figures


def _count(rows: Sequence[object], one: str, many: str) -> str:
    return f"{format_tal(len(rows))} {one if len(rows) == 1 else many}"


R = TypeVar("R")


def _map(rows: Sequence[R], show: Callable[[R], Mapping[str, str]]) -> Rader:
    return [show(row) for row in rows]


def _per_row(show: Callable[[P], Mapping[str, str]]) -> Callable[[Sequence[P]], Rader]:
    return lambda rows: [show(row) for row in rows]


def _kr(ore: int | None) -> str:
    return format_belopp(ore, Enhet.KR, decimals=2)


def _noder(noder: Sequence[Nod]) -> Rader:
    return [
        {
            "Kod": nod.kod,
            "Namn": nod.namn,
            "Under": nod.overordnad or MISSING,
            "Väljer": " och ".join(f"{one.dimension.value} {one}" for one in nod.urval) or MISSING,
        }
        for nod in noder
    ]


def _bedomning(rad: Bedomningsrad) -> Mapping[str, str]:
    is_cost = rad.avvikelse_ore is None
    amount = _kr(rad.kostnad_ore) if is_cost else format_avvikelse(rad.avvikelse_ore, Enhet.KR, decimals=2)
    return {
        "Rad": " ".join(part for part in (rad.nod, rad.kontogrupp) if part),
        "Typ": f"{TYP.get(rad.typ, rad.typ)}, {'kostnad' if is_cost else 'avvikelse'} {rad.ar}",
        "Belopp, kr": amount,
        "Skäl": rad.skal or MISSING,
    }


def _justering(rad: Justeringsrad) -> Mapping[str, str]:
    span = f"{Period.from_key(rad.fran)} till {Period.from_key(rad.till)}"
    return {
        "Koder": " ".join(part for part in (rad.verksamhet, rad.ansvar, rad.konto) if part) or MISSING,
        "Typ": TYP.get(rad.typ, rad.typ),
        "Gäller": span,
        "Belopp, kr": _kr(rad.ore),
        "Beslut": rad.beslut or MISSING,
    }


def _matt(rows: Sequence[Mattrad]) -> Rader:
    """A row per mått and kind of value."""
    groups: dict[tuple[str, Vardetyp], list[Mattrad]] = {}
    for row in rows:
        groups.setdefault((row.matt, row.typ), []).append(row)
    return [
        {
            "Mått": matt,
            "Slag": ", ".join([VARDETYP[typ], *dict.fromkeys(row.enhet for row in found if row.enhet)]),
            "Uppdelning": ", ".join(list(dict.fromkeys(row.kategori for row in found if row.kategori))[:MOST_SHOWN]) or MISSING,
            "Värden": format_tal(len(found)),
            "Tid": _tid(min(row.fran for row in found), max(row.till for row in found)),
        }
        for (matt, typ), found in groups.items()
    ]


def _tid(fran: str, till: str) -> str:
    """Two days as briefly as they can be said: a year, a month, or both ends."""
    if fran[4:] == "-01-01" and till[4:] == "-12-31":
        return _ends(fran[:4], till[:4])
    if fran[7:] == "-01" and till[8:] >= "28":
        return _ends(fran[:7], till[:7])
    return _ends(fran, till)


def _ends(fran: str, till: str) -> str:
    """Dates that do not part at a line end."""
    first, last = (text.replace("-", NB_HYPHEN) for text in (fran, till))
    return first if first == last else f"{first}{EN_DASH}{last}"


def _investering(rad: Investeringsrad) -> Mapping[str, str]:
    return {
        "Projekt": f"{rad.projekt} {rad.benamning}".strip(),
        "Utfall, kr": _kr(rad.utfall_ore),
        "Budget, kr": _kr(rad.budget_ore),
        "Avvikelse, kr": format_avvikelse(rad.prognos_avvikelse_ore, Enhet.KR, decimals=2),
    }


def _atgard(rad: Atgardsrad) -> Mapping[str, str]:
    counted = {True: "i prognosen", False: "utanför prognosen", None: ""}[rad.medraknad]
    return {
        "Åtgärd": rad.atgard or rad.avvikelse or MISSING,
        "Rad": rad.nod or MISSING,
        "Effekt helår, kr": _kr(rad.effekt_helar_ore),
        "Status": ", ".join(part for part in (rad.status, counted) if part) or MISSING,
    }


def _placeringar(rows: Sequence[Placeringsrad]) -> Rader:
    """A row per kind: how many, and what those that count cost per day. Never one person's row."""
    groups: dict[str, list[Placeringsrad]] = {}
    for row in rows:
        groups.setdefault(row.typ, []).append(row)
    return [
        {
            "Typ": typ,
            "Antal": format_tal(len(found)),
            "Per dygn, kr": _kr(sum(row.dygnspris_ore for row in found if row.raknas)),
        }
        for typ, found in groups.items()
    ]


def _uppdrag(rad: Uppdragsrad) -> Mapping[str, str]:
    return {
        "Uppdrag": rad.uppdrag,
        "Källa": rad.kalla or MISSING,
        "Status": rad.status or MISSING,
        "Svar senast": rad.svar_senast or MISSING,
    }


def _statsbidrag(rad: Statsbidragsrad) -> Mapping[str, str]:
    return {
        "Statsbidrag": rad.namn,
        "Tid": _tid(rad.fran, rad.till) or MISSING,
        "Summa, kr": _kr(rad.summa_ore),
        "Använt, kr": _kr(rad.anvant_ore),
    }
