"""The sections per kontogrupp of the tertialrapport: tables, then each with its two figures and its comment, worst first."""

from collections.abc import Sequence

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word
from finance.rapport import delar
from finance.rapport.avsnitt_drift import SUMMA, drift_columns
from finance.rapport.avsnitt_foregaende import last_year_table
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.modell import Avsnitt, Stycke, Styckeroll, Tabell
from finance.rapport.text import BALANS, amount, heading_line, interval_sentence, is_final, nod_sentence
from finance.uppfoljning import Rad, Uppfoljning

ID = "kontogrupper"


def kontogrupp_sections(
    uppfoljning: Uppfoljning, nod: str, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy
) -> tuple[Avsnitt, ...]:
    """`uppfoljning`: per kontogrupp. The comment of a kontogrupp is kept under (`nod` of the whole nämnd, its name)."""
    groups, total, final = uppfoljning.niva(1), uppfoljning.total, is_final(uppfoljning)
    if not groups:
        return ()
    kolumner = drift_columns(uppfoljning.period, rubrik="Kontogrupp", final=final)
    table = Tabell(
        ID,
        "Avvikelse per kontogrupp",
        kolumner,
        delar.lines(kolumner, groups, total, SUMMA),
        slutsats=kontogrupp_sentence(groups, enhet, final=final),
        noter=delar.table_notes(total, enhet, final=final),
    )
    worst_first = sorted(groups, key=lambda rad: rad.prognosavvikelse_ore)
    table = delar.with_rounding_notes(table, enhet, vy)
    before = last_year_table(uppfoljning, enhet=enhet, vy=vy, summa_namn=SUMMA)
    tables = (table,) if before is None else (table, before)
    first = Avsnitt(ID, "Kontogrupper", tables, slutsats=table.slutsats, nod=total.nod)
    return (first, *(_group_section(uppfoljning, rad, nod, kommentarer, enhet) for rad in worst_first))


def _group_section(uppfoljning: Uppfoljning, rad: Rad, nod: str, kommentarer: Kommentarer, enhet: Enhet) -> Avsnitt:
    final = is_final(uppfoljning)
    return Avsnitt(
        f"kontogrupp-{rad.namn}",
        rad.namn,
        (
            *delar.nyckeltal(rad, uppfoljning.period, enhet, final=final),
            *(() if final else (Stycke(interval_sentence(rad, enhet), Styckeroll.NOT),)),
            *comment_block(kommentarer, nod, rad.namn, rad.namn),
        ),
        slutsats=nod_sentence(rad, enhet, final=final),
        rubrikrad=heading_line(rad, enhet, final=final),
        nod=nod,
        sektion=rad.namn,
    )


def kontogrupp_sentence(groups: Sequence[Rad], enhet: Enhet, *, final: bool = False) -> str:
    """Which kontogrupp has the largest deviation; without a budget which costs the most."""
    if not groups[0].har_budget:
        return delar.largest_cost_sentence(groups, enhet, final=final)
    largest = max(groups, key=lambda rad: abs(rad.prognosavvikelse_ore))
    word = avvikelse_word(largest.prognosavvikelse_ore, enhet)
    if word == BALANS:
        return f"Alla kontogrupper {'höll' if final else 'väntas hålla'} budgeten."
    return f"{largest.namn} har den största avvikelsen: ett {word} på {amount(largest.prognosavvikelse_ore, enhet)}."
