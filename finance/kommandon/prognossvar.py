"""The answer of the command `prognos`: every line with its methods, interval, chance, months, causes and record, as JSON.

Amounts: whole öre, canonical sign (kostnad +), in keys that end with `_ore`.
"""

from typing import Any

from finance.lage import Lage
from finance.manader import compute_manader
from finance.prognos import Metod, Prognos
from finance.prognos.bedomt import Orsak
from finance.prognos.chans import chance_word
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.prognos.metodrader import Metodrad, compute_fitted_rows, compute_metodrader, compute_serieprognos
from finance.prognos.takt import compute_takt
from finance.prognos.traffsakerhet import Radtraff, compute_traffsakerhet
from finance.struktur import Gren
from finance.uppfoljning import Rad, Uppfoljning

_MONEY = ("niva", "niva_fore", "halv_bredd")


def prognos_json(lage: Lage, table: Uppfoljning, *, asked: Metod | None, used: Metod) -> dict[str, Any]:
    """The whole answer. `asked`: the method of `table`; `used`: how the table is named where nothing was asked for."""
    prognos, record = compute_helarsprognos(lage, metod=asked), compute_traffsakerhet(lage)
    grenar = {gren.kod: gren for gren in lage.struktur.grenar(lage.kub.noder)}
    rader = [
        {
            **_basis(rad),
            **_months(lage, rad, asked),
            "orsaker": _causes(prognos, grenar[rad.nod]),
            "metoder": _methods((*compute_metodrader(lage, grenar[rad.nod]), *compute_fitted_rows(lage, grenar[rad.nod]))),
            "metodval": _choice(lage, rad.nod),
            "forklaring": _explained(compute_serieprognos(prognos, grenar[rad.nod])),
            "traffsakerhet": _traff_json(record.rad(rad.nod)),
        }
        for rad in table.rader
    ]
    return {
        "namnd": table.namnd.kod,
        "period": str(table.period),
        "metod": used.value,
        "senast_stangd": str(table.senast_stangd) if table.senast_stangd else None,
        "har_budget": table.har_budget,
        "rader": rader,
    }


def _basis(rad: Rad) -> dict[str, Any]:
    return {
        "nod": rad.nod,
        "namn": rad.namn,
        "niva": rad.niva,
        "foralder": rad.foralder,
        "metod": rad.metod,
        "metod_text": rad.metod_text,
        "systemprognos_ore": rad.systemprognos_ore,
        "prognos_ore": rad.prognos_ore,
        "low_ore": rad.low_ore,
        "high_ore": rad.high_ore,
        "budget_helar_ore": rad.budget_helar_ore,
        "prognosavvikelse_ore": rad.prognosavvikelse_ore,
        "sannolikhet": rad.sannolikhet,
        "sannolikhet_ord": None if rad.sannolikhet is None else chance_word(rad.sannolikhet),
    }


def _months(lage: Lage, rad: Rad, asked: Metod | None) -> dict[str, Any]:
    """The months, which sum to the prognos, and what is left of the year per month."""
    found = compute_manader(lage, rad.nod, metod=asked)
    takt = compute_takt(found.utfall, found.prognos, found.budget, found.foregaende)
    months = [u if u is not None else p for u, p in zip(found.utfall, found.prognos, strict=True)]
    return {
        "manader_ore": months,
        "aterstar_per_manad_ore": takt.per_manad_ore,
        "snitt_hittills_ore": takt.snitt_hittills_ore,
        "foregaende_ar_rest_per_manad_ore": takt.foregaende_ore,
    }


def _causes(prognos: Helarsprognos, gren: Gren) -> dict[str, int]:
    """What each cause adds to the system's cost: systemprognos + their sum = prognos."""
    rows = prognos.kub.rows(gren.blad)
    return {f"{orsak.value}_ore": prognos.moved_by(orsak, rows) for orsak in Orsak}


def _methods(rader: tuple[Metodrad, ...]) -> dict[str, int]:
    return {
        key: ore
        for rad in rader
        for key, ore in (
            (f"{rad.metod.value}_ore", rad.total_ore),
            (f"{rad.metod.value}_low_ore", rad.low_ore),
            (f"{rad.metod.value}_high_ore", rad.high_ore),
        )
    }


def _choice(lage: Lage, nod: str) -> dict[str, str] | None:
    """What was chosen for the line itself; None where nothing was."""
    found = next((one for one in lage.valda_metoder if one.nod == nod), None)
    if found is None:
        return None
    return {"metod": found.metod, "skal": found.skal, "vem": found.vem, "registrerad": found.registrerad.isoformat()}


def _explained(prognos: Prognos) -> dict[str, Any]:
    """The numbers behind the line's own series; money as whole öre."""
    told = {(f"{key}_ore" if key in _MONEY else key): _plain(key, value) for key, value in prognos.explain.items()}
    return {"metod": prognos.method.value, **told}


def _plain(key: str, value: object) -> object:
    if key in _MONEY and isinstance(value, int | float):
        return round(value)
    if isinstance(value, dict):
        return {str(name): _plain("", one) for name, one in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _traff_json(rad: Radtraff) -> dict[str, Any] | None:
    """Per method: the tested years and their means; None for a line without a record."""
    found = {
        metod.value: {
            "ar": [
                {
                    "ar": one.ar,
                    "prognos_ore": one.prognos_ore,
                    "low_ore": one.low_ore,
                    "high_ore": one.high_ore,
                    "utfall_ore": one.utfall_ore,
                    "fel_ore": one.fel_ore,
                    "fel_procent": one.fel_procent,
                }
                for one in traff.ar
            ],
            "medelfel_ore": traff.medelfel_ore,
            "medelfel_procent": traff.medelfel_procent,
            "fel_per_manad_ore": traff.fel_per_manad_ore,
            "bias_ore": traff.bias_ore,
            "bias_procent": traff.bias_procent,
            "tackning": traff.tackning,
            "antal": traff.antal,
        }
        for metod, traff in rad.metoder.items()
    }
    return found or None
