"""Prognosträff: whether the probability of keeping the budget has told the truth in earlier years."""

from finance.format import format_procent, format_tal
from finance.prognos.sannolikhet import Fack, Sannolikhetsprov, brier, brier_of_base_rate
from finance.prognos.traffmening import after_month, years_text
from pages.ui import tables
from pages.ui.theme import open_card, show_card_title, show_quiet_lines


def show_probability(prov: Sannolikhetsprov) -> None:
    """Five bins of what was said against what came; nothing where there is too little."""
    if not prov.racker:
        return
    fack = [one for one in prov.fack if one.antal]
    with open_card():
        show_card_title(_title(prov), f"{_scope(prov)}. Budgeten hölls {_held(prov)} gånger av {len(prov.utsagor)}.")
        tables.show_cells(
            "Sannolikheten som hade visats",
            [_span(one) for one in fack],
            ["Antal", "Sagt i snitt", "Höll budgeten"],
            [[format_tal(one.antal), _percent(one.sagt), _percent(one.holl)] for one in fack],
            alt="Sannolikheten att hålla budgeten som hade visats, mot hur ofta budgeten hölls",
        )
        show_quiet_lines(
            [
                "Säger sannolikheten sant ligger de två sista kolumnerna nära varandra. Små antal ger skillnader av slump.",
                _score(prov),
            ]
        )


def _title(prov: Sannolikhetsprov) -> str:
    better = brier(prov.utsagor) < brier_of_base_rate(prov.utsagor)
    subject = "Sannolikheten att hålla budgeten har"
    return f"{subject} pekat rätt" if better else f"{subject} inte pekat rätt"


def _scope(prov: Sannolikhetsprov) -> str:
    return f"{after_month(prov.manad)}, rader utan delar, {years_text(len(prov.ar))}"


def _held(prov: Sannolikhetsprov) -> int:
    return sum(one.holl for one in prov.utsagor)


def _span(fack: Fack) -> str:
    return f"{format_tal(100 * fack.fran)}–{format_procent(fack.till, decimals=0)}"


def _percent(share: float | None) -> str:
    return format_procent(share, decimals=0)


def _score(prov: Sannolikhetsprov) -> str:
    own, base = (format_tal(value(prov.utsagor), 2) for value in (brier, brier_of_base_rate))
    return f"Brierpoäng {own}, där 0 är allvetande. Den som alltid sagt hur ofta budgeten hålls hade fått {base}."
