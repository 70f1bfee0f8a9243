"""The section Köp per motpart: what is bought from kommuner, regioner, staten, privata företag and others, with last year."""

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import format_belopp, format_procent
from finance.lage import Lage
from finance.motparter import Kop, compute_kop
from finance.period import Period
from finance.rapport.delar import with_rounding_notes
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.rapportdelar import ordered
from finance.store import Motpartsslag, Store

ID = "kop-per-motpart"
SUMMA = "Summa köp"


def read_kop(lage: Lage, store: Store, slag: str) -> Kop | None:
    """The whole nämnd's köp for a report of kind `slag`; None, and nothing read, where the part is left out."""
    if all(part.id != ID for part in ordered(lage.rapportval, slag)):
        return None
    return compute_kop(lage, store, lage.struktur.total_kod)


def motpart_section(kop: Kop, period: Period, *, enhet: Enhet, vy: Vy) -> Avsnitt | None:
    """The section of a nämnd's (or line's) köp, from `finance.motparter.compute_kop`; None where nothing is bought."""
    if not kop.rader:
        return None
    tabell = with_rounding_notes(motpart_table(kop, period, enhet), enhet, vy)
    return Avsnitt(ID, "Köp per motpart", (tabell,), slutsats=tabell.slutsats)


def motpart_table(kop: Kop, period: Period, enhet: Enhet) -> Tabell:
    """A row per kind of motpart; the difference is last year - this year, plus = it costs less now."""
    kolumner = (
        Kolumn("namn", "Motpart", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"Köp {period.span} {period.ar}"),
        Kolumn("foregaende_ore", f"Köp {period.span} {period.ar - 1}"),
        Kolumn(
            "andring_ore", "Lägre (+) eller högre (−) kostnad", Kolumntyp.AVVIKELSE, differens=("foregaende_ore", "utfall_ore")
        ),
        Kolumn("andel", "Andel av köpen", Kolumntyp.PROCENT),
    )
    rader = [Rad((rad.slag.value, *_figures(kop, rad.utfall_ore, rad.foregaende_ore))) for rad in kop.rader]
    summa = Rad((SUMMA, *_figures(kop, kop.utfall_ore, kop.foregaende_ore)), nod=kop.nod, roll=Radroll.SUMMA)
    return Tabell(
        ID,
        f"Köp per motpart {period.span} {period.ar}",
        kolumner,
        (*rader, summa),
        slutsats=motpart_sentence(kop, period, enhet),
        noter=("Köp av verksamhet, familjehem och inhyrd personal, efter transaktionernas motpart.",),
    )


def _figures(kop: Kop, utfall: int, before: int | None) -> tuple[int, int | None, int | None, float | None]:
    change = None if before is None else before - utfall
    return utfall, before, change, 100 * utfall / kop.utfall_ore if kop.utfall_ore else None


def motpart_sentence(kop: Kop, period: Period, enhet: Enhet) -> str:
    """`Köpen jan–maj kostar 44,6 Mnkr, 2,1 Mnkr mer än samma tid 2021. Privata företag är störst med 93 %.`."""
    start = f"Köpen {period.span} kostar {format_belopp(kop.utfall_ore, enhet, unit=True)}{_against(kop, period, enhet)}."
    known = [rad for rad in kop.rader if rad.slag is not Motpartsslag.UTAN]
    if not known or kop.utfall_ore <= 0:
        return start
    largest = max(known, key=lambda rad: rad.utfall_ore)
    return f"{start} {largest.slag.value} är störst med {format_procent(largest.utfall_ore / kop.utfall_ore, 0)}."


def _against(kop: Kop, period: Period, enhet: Enhet) -> str:
    if kop.foregaende_ore is None:
        return ""
    change = kop.utfall_ore - kop.foregaende_ore
    if to_enhet(change, enhet) == 0:
        return f", lika mycket som samma tid {period.ar - 1}"
    word = "mer" if change > 0 else "mindre"
    return f", {format_belopp(abs(change), enhet, unit=True)} {word} än samma tid {period.ar - 1}"
