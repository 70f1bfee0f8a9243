"""The section Driftredovisning of the tertialrapport: the published table, how sure the prognos is, and the comments."""

from finance.belopp import Enhet, Vy
from finance.period import Period
from finance.rapport import delar
from finance.rapport.kallor import warning_lines
from finance.rapport.kommentarer import Kommentarer, comment_block
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Stycke, Styckeroll, Tabell
from finance.rapport.text import answer_sentence, heading_line, is_final
from finance.uppfoljning import Uppfoljning

ID, RUBRIK = "drift", "Driftredovisning"
SUMMA = "Summa"


def drift_columns(period: Period, *, rubrik: str = "Enhet", final: bool = False) -> tuple[Kolumn, ...]:
    """The columns of the published driftredovisning; of a year that is over (`final`) without a prognos."""
    per = str(period.ar) if final else f"per {period.last_day}"
    kolumner = (
        Kolumn("namn", rubrik, Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"Utfall {per}"),
        Kolumn("budget_ore", f"Budget {per}"),
        Kolumn("avvikelse_ore", f"Avvikelse {per}", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
    )
    return kolumner if final else (*kolumner, Kolumn("prognosavvikelse_ore", "Prognos avvikelse helår", Kolumntyp.AVVIKELSE))


def drift_section(uppfoljning: Uppfoljning, kommentarer: Kommentarer, *, enhet: Enhet, vy: Vy) -> Avsnitt:
    """The section that no tertialrapport is without. `uppfoljning`: per nod."""
    total, final = uppfoljning.total, is_final(uppfoljning)
    kolumner = drift_columns(uppfoljning.period, final=final)
    table = Tabell(
        delar.TABELL_HUVUD,
        f"{RUBRIK} {delar.span_text(uppfoljning.period, final=final)}",
        kolumner,
        delar.lines(kolumner, uppfoljning.niva(1), total, SUMMA),
        slutsats=delar.follow_up_sentence(total, uppfoljning.period, enhet, final=final),
        noter=delar.table_notes(total, enhet, final=final),
    )
    worst_first = sorted(uppfoljning.niva(1), key=lambda rad: rad.prognosavvikelse_ore)
    comments = (comment_block(kommentarer, rad.nod, rad.namn) for rad in worst_first)
    return Avsnitt(
        ID,
        RUBRIK,
        (
            *(Stycke(text, Styckeroll.VARNING) for text in warning_lines(uppfoljning)),
            *delar.nyckeltal(total, uppfoljning.period, enhet, final=final),
            delar.with_rounding_notes(table, enhet, vy),
            *((delar.deviation_chart(uppfoljning, worst_first, enhet),) if worst_first and total.har_budget else ()),
            *delar.certainty_tables(uppfoljning, enhet=enhet, vy=vy, summa_namn=SUMMA),
            *comment_block(kommentarer, total.nod, uppfoljning.namnd.namn),
            *(block for blocks in comments for block in blocks),
        ),
        slutsats=answer_sentence(uppfoljning, enhet),
        rubrikrad=heading_line(total, enhet, final=final),
        nod=total.nod,
    )
