"""The appendix Uppdrag, with the statsbidrag after it; and the list of uppdrag as a report of its own, to export alone."""

from datetime import date

from finance.belopp import Enhet, Vy
from finance.format import MISSING
from finance.lage import Lage
from finance.period import Period
from finance.rapport.kallor import source_lines
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Radroll, Rapport, Tabell
from finance.statsbidrag import Bidrag, bidrag_of, statsbidrag_sentence, sum_bidrag
from finance.uppdrag import Uppdragslista, compute_uppdrag, uppdrag_sentence

ID, ID_BIDRAG = "uppdrag", "statsbidrag"


def uppdrag_section(lage: Lage, *, enhet: Enhet | None = None) -> Avsnitt | None:
    """None where there is neither uppdrag nor statsbidrag of the year. Late is told on the period's last day."""
    bidrag = bidrag_of(lage.statsbidrag, lage.period.ar)
    if not lage.uppdrag and not bidrag:
        return None
    unit = enhet or lage.namnd.enhet
    lista = compute_uppdrag(lage.uppdrag, last_day(lage.period))
    said = [uppdrag_sentence(lista)] if lista.rader else []
    said += [statsbidrag_sentence(bidrag, unit)] if bidrag else []
    return Avsnitt(
        ID,
        "Bilaga: uppdrag" if lista.rader else "Statsbidrag",
        (*((uppdrag_table(lista),) if lista.rader else ()), *((statsbidrag_table(bidrag, unit),) if bidrag else ())),
        slutsats=" ".join(said),
        nod=lage.struktur.total_kod,
        sektion="Uppdrag",
    )


def last_day(period: Period) -> date:
    """The last day of the month; of bokslut, of December."""
    month = min(period.manad, 12)
    following = date(period.ar + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def uppdrag_table(lista: Uppdragslista) -> Tabell:
    """A row per uppdrag; columns that nobody has filled in are left out."""
    rader = [one.rad for one in lista.rader]
    columns = [
        ("omrade", "Område", [rad.omrade for rad in rader]),
        ("uppdrag", "Uppdrag", [rad.uppdrag for rad in rader]),
        ("kalla", "Källa", [rad.kalla for rad in rader]),
        ("status", "Status", [rad.status for rad in rader]),
        ("kommentar", "Kommentar", [rad.kommentar for rad in rader]),
        ("datum", "Datum", [rad.datum for rad in rader]),
        ("svar_senast", "Svar senast", [rad.svar_senast for rad in rader]),
    ]
    shown = [column for column in columns if any(column[2]) or column[0] in ("uppdrag", "status")]
    kolumner = tuple(Kolumn(key, rubrik, Kolumntyp.TEXT) for key, rubrik, _ in shown)
    cells = zip(*(values for _, _, values in shown), strict=True)
    rows = tuple(Rad(tuple(cell or MISSING for cell in row)) for row in cells)
    return Tabell(ID, "Uppdrag", kolumner, rows, slutsats=uppdrag_sentence(lista))


def statsbidrag_table(bidrag: tuple[Bidrag, ...], enhet: Enhet) -> Tabell:
    """A row per grant and their sum. Amounts are shown plus in both views."""
    kolumner = (
        Kolumn("namn", "Statsbidrag", Kolumntyp.TEXT),
        Kolumn("period", "Period", Kolumntyp.TEXT),
        Kolumn("summa_ore", "Summa"),
        Kolumn("anvant_ore", "Använt"),
        Kolumn("kvar_ore", "Kvar"),
        Kolumn("aterbetalning_ore", "Återbetalas"),
        Kolumn("villkor", "Villkor", Kolumntyp.TEXT),
    )
    rader = [
        Rad(
            (
                one.rad.namn,
                period_text(one),
                one.rad.summa_ore,
                one.rad.anvant_ore,
                one.kvar_ore,
                one.aterbetalning_ore,
                one.rad.villkor or MISSING,
            )
        )
        for one in bidrag
    ]
    total = sum_bidrag(bidrag)
    cells = ("Summa", "", total.summa_ore, total.anvant_ore, total.kvar_ore, total.aterbetalning_ore, "")
    rader.append(Rad(cells, roll=Radroll.SUMMA))
    said = statsbidrag_sentence(bidrag, enhet)
    return Tabell(ID_BIDRAG, "Statsbidrag", kolumner, tuple(rader), slutsats=said, vy=Vy.NETTOKOSTNAD)


def period_text(one: Bidrag) -> str:
    """`2022`, or the first and last day."""
    fran, till = one.rad.fran, one.rad.till
    if fran[:4] == till[:4] and fran[4:] == "-01-01" and till[4:] == "-12-31":
        return fran[:4]
    return f"{fran or MISSING} till {till or MISSING}" if fran or till else MISSING


def uppdrag_report(lage: Lage, dag: date) -> Rapport:
    """The uppdrag alone, for the writers of documents."""
    lista = compute_uppdrag(lage.uppdrag, dag)
    table = uppdrag_table(lista)
    return Rapport(
        slag="uppdrag",
        titel=f"Uppdrag {dag.isoformat()}",
        namnd_kod=lage.namnd.kod,
        namnd=lage.namnd.namn,
        kommun=lage.namnd.kommun,
        period=lage.period,
        preliminar=False,
        enhet=lage.namnd.enhet,
        vy=lage.namnd.vy,
        sammanfattning=table.slutsats,
        avsnitt=(Avsnitt(ID, "Uppdrag", (table,), slutsats=table.slutsats),),
        kallor=source_lines(lage),
    )
