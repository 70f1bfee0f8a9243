"""The two published reports as an `Uppfoljning`, built from the printed figures alone (tests/referens)."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from finance.belopp import Enhet, Vy, split_evenly, to_ore
from finance.manader import Arsserie, Forsorjningsstodsrad, Manader
from finance.period import Period
from finance.rapport import manadsuppfoljning, tertialrapport
from finance.rapport.avsnitt_forsorjningsstod import years_section
from finance.rapport.modell import Rapport
from finance.store import Kommentar, Namnd
from finance.uppfoljning import Per, Rad, Uppfoljning

REFERENS = Path(__file__).resolve().parents[2] / "referens"
LIN = Namnd("LIN-SN", "Socialnämnden", Enhet.MNKR, Vy.NETTOKOSTNAD, "Lindesbergs kommun")
KAT = Namnd("KAT-SN", "Socialnämnden", Enhet.TKR, Vy.NETTORESULTAT, "Katrineholms kommun")
KONTON = {"Individ- och familj": "Individ och familj"}
KOMMENTAR = (
    "**Hemtjänst**: beviljade timmar ligger på en hög nivå. Det fattas cirka 35 årsarbetare.\n\n- Kostnad per timme: 524 kr"
)


def read_table(path: str) -> list[dict[str, str]]:
    """A table of referens as it is written."""
    with (REFERENS / path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def ore(text: str, enhet: Enhet) -> int:
    """A printed figure in öre."""
    return to_ore(Decimal(text.replace(",", ".")), enhet)


def make_rad(
    nod: str,
    namn: str,
    *,
    utfall: int,
    budget: int,
    prognos: int,
    budget_helar: int,
    niva: int = 1,
    foralder: str | None = "T",
    har_delar: bool = False,
    foregaende: int | None = None,
    half: int = 200_000_000,
    metod_text: str = "bedömd nivå; systemets intervall (krympt profil)",
    sannolikhet: float = 0.19,
) -> Rad:
    """A line from its four amounts (öre, canonical)."""
    year = budget_helar - prognos
    return Rad(
        nod=nod,
        namn=namn,
        niva=niva,
        foralder=foralder,
        kontogrupp=None,
        har_delar=har_delar,
        utfall_ore=utfall,
        budget_ore=budget,
        avvikelse_ore=budget - utfall,
        systemprognos_ore=prognos,
        prognos_ore=prognos,
        low_ore=prognos - half,
        high_ore=prognos + half,
        metod="bedomning_niva",
        metod_text=metod_text,
        budget_helar_ore=budget_helar,
        prognosavvikelse_ore=year,
        prognosavvikelse_procent=100 * year / budget_helar if budget_helar else None,
        avvikelse_procent=100 * (budget - utfall) / budget if budget else None,
        sannolikhet=sannolikhet,
        utfall_foregaende_ar_samma_period_ore=None,
        utfall_foregaende_ar_helar_ore=None,
        avvikelse_foregaende_ar_helar_ore=foregaende,
    )


def make_uppfoljning(namnd: Namnd, period: Period, rader: tuple[Rad, ...], *, per: Per = Per.NOD) -> Uppfoljning:
    """A table over closed months."""
    return Uppfoljning(namnd, period, preliminar=False, senast_stangd=period, saknade_manader=(), per=per, rader=rader)


def lindesberg() -> Uppfoljning:
    """Maj 2022 as printed; the parts carry the printed deviations on an even budget, and a rest so that they sum."""
    m = Enhet.MNKR
    before = {r["verksamhet"]: ore(r["foregaende_ars_utfall_avvikelse_mnkr"], m) for r in _last_year()}
    rader: list[Rad] = []
    for printed in read_table("lindesberg_2022_05/ekonomisk_uppfoljning.csv"):
        namn = KONTON.get(printed["verksamhet"], printed["verksamhet"])
        total = namn == "Totalt"
        parts = [] if total else _parts(namn)
        kod = "T" if total else namn
        rad = make_rad(
            kod,
            LIN.namn if total else namn,
            utfall=ore(printed["nettokostnad_mnkr"], m),
            budget=ore(printed["budget_jan_maj_mnkr"], m),
            prognos=ore(printed["prognos_helar_mnkr"], m),
            budget_helar=ore(printed["budget_helar_mnkr"], m),
            niva=0 if total else 1,
            foralder=None if total else "T",
            har_delar=bool(parts) or total,
            foregaende=before.get("Socialförvaltningen" if total else namn),
            sannolikhet=0.003 if total else 0.19,
        )
        rader += [rad, *_rest(rad, parts)] if parts else [rad]
    return make_uppfoljning(LIN, Period(2022, 5), tuple(rader))


def _last_year() -> list[dict[str, str]]:
    return read_table("lindesberg_2022_05/foregaende_ars_utfall.csv")


def _parts(avdelning: str) -> list[Rad]:
    rader = []
    for printed in read_table("lindesberg_2022_05/underverksamheter.csv"):
        if printed["avdelning"] == avdelning:
            now, year = printed["avvikelse_jan_maj_mnkr"] or "0", printed["prognos_avvikelse_helar_mnkr"]
            namn = printed["underverksamhet"]
            budget, helar = 1_000_000_000, 2_400_000_000
            rader.append(
                make_rad(
                    f"{avdelning}/{namn}",
                    namn,
                    utfall=budget - ore(now, Enhet.MNKR),
                    budget=budget,
                    prognos=helar - ore(year, Enhet.MNKR),
                    budget_helar=helar,
                    niva=2,
                    foralder=avdelning,
                )
            )
    return rader


def _rest(rad: Rad, parts: list[Rad]) -> list[Rad]:
    rest = make_rad(
        f"{rad.nod}/ovrigt",
        f"Övrigt {rad.namn}",
        utfall=rad.utfall_ore - sum(p.utfall_ore for p in parts),
        budget=rad.budget_ore - sum(p.budget_ore for p in parts),
        prognos=rad.prognos_ore - sum(p.prognos_ore for p in parts),
        budget_helar=rad.budget_helar_ore - sum(p.budget_helar_ore for p in parts),
        niva=2,
        foralder=rad.nod,
    )
    return [*parts, rest]


def katrineholm() -> Uppfoljning:
    """T1 2022, with öre chosen so that every cell shows as printed: the row 127 and the sum -6 747 too (DOMAN 1.3)."""
    t = Enhet.TKR
    rader = []
    for printed in read_table("katrineholm_2022_t1/driftredovisning.csv")[:-1]:
        utfall, budget = -ore(printed["utfall_2022_04_tkr"], t), -ore(printed["budget_2022_04_tkr"], t)
        year = ore(printed["prognos_avvikelse_helar_tkr"], t)
        if printed["enhet"] == "HVB Klivet och Kollektivet":  # 2 096,3 and 2 223,7 give 127,4
            utfall, budget = utfall + 30_000, budget - 30_000
        if printed["enhet"] == "Ungdom och placeringsenhet":  # 24 984,7 and 19 090,1 give -5 894,6; the sum is -6 747,2
            utfall, budget = utfall - 30_000, budget + 10_000
        namn = printed["enhet"]
        rader.append(
            make_rad(
                namn, namn, utfall=utfall, budget=budget, prognos=3 * budget - year, budget_helar=3 * budget, half=100_000_000
            )
        )
    total = make_rad(
        "T",
        KAT.namn,
        utfall=sum(r.utfall_ore for r in rader),
        budget=sum(r.budget_ore for r in rader),
        prognos=sum(r.prognos_ore for r in rader),
        budget_helar=sum(r.budget_helar_ore for r in rader),
        niva=0,
        foralder=None,
        har_delar=True,
        half=300_000_000,
    )
    return make_uppfoljning(KAT, Period(2022, 4), (*rader, total))


def manader(rad: Rad, last: int = 4) -> Manader:
    """A line by month: utfall evenly on the closed months, the rest of the prognos on the others."""
    closed = split_evenly(rad.utfall_ore, last + 1)
    rest = split_evenly(rad.prognos_ore - rad.utfall_ore, 11 - last)
    return Manader(
        nod=rad.nod,
        namn=rad.namn,
        utfall=(*closed, *[None] * (11 - last)),
        prognos=(*[None] * (last + 1), *rest),
        budget=tuple(split_evenly(rad.budget_helar_ore, 12)),
        foregaende=(None,) * 12,
        foregaende_budget=(0,) * 12,
        half_80=(0,) * 12,
        last=last,
        metod_text=rad.metod_text,
    )


def forsorjningsstod() -> tuple[Forsorjningsstodsrad, ...]:
    """The printed table per 31/5; income is the difference, as the ledger has it."""
    rows = []
    for printed in read_table("lindesberg_2022_05/forsorjningsstod_per_31_5.csv"):
        brutto, netto = ore(printed["exkl_intakt_mnkr"], Enhet.MNKR), ore(printed["inkl_intakt_mnkr"], Enhet.MNKR)
        rows.append(Forsorjningsstodsrad(int(printed["ar"]), brutto, brutto - netto, netto, (brutto - netto) / brutto))
    return tuple(rows)


def kommentar(text: str = KOMMENTAR) -> Kommentar:
    """A stored comment."""
    return Kommentar(text, "EK", datetime(2022, 6, 10, 8, 14, tzinfo=UTC))


def lindesberg_rapport(enhet: Enhet = Enhet.MNKR, vy: Vy = Vy.NETTOKOSTNAD, text: str = KOMMENTAR) -> Rapport:
    """The whole månadsuppföljning."""
    uppfoljning = lindesberg()
    underlag = manadsuppfoljning.Underlag(
        uppfoljning,
        {rad.nod: manader(rad) for rad in uppfoljning.niva(1)},
        {
            ("Vård och omsorg", ""): kommentar(text),
            ("Funktionsstöd/Gruppbostad", ""): kommentar("=1+1 Personal utöver budget."),
        },
        ("Bokfört till och med maj 2022.", "Källa: utfall ur huvudbok_2022.xlsx (inläst 10 juni 2022)."),
        tabeller={"forsorjningsstod-ar": years_section(forsorjningsstod(), uppfoljning.period, enhet)},
    )
    return manadsuppfoljning.compose(underlag, enhet=enhet, vy=vy)


def _month_series(path: str, key: str, names: dict[int, str], budgets: dict[int, str]) -> tuple[Arsserie, ...]:
    rows = {row[key]: [row[m] for m in list(row)[1:]] for row in read_table(path)}
    found = []
    for ar, name in names.items():
        utfall = tuple(ore(text, Enhet.TKR) if text else None for text in rows[name])
        budget = tuple(ore(text, Enhet.TKR) for text in rows[budgets[ar]]) if ar in budgets else (0,) * 12
        found.append(Arsserie(ar, utfall, budget, har_budget=ar in budgets))
    return tuple(found)


def katrineholm_rapport(enhet: Enhet = Enhet.TKR, vy: Vy = Vy.NETTORESULTAT) -> Rapport:
    """The whole tertialrapport; kontogrupper made up of two lines."""
    uppfoljning = katrineholm()
    total = uppfoljning.total
    stod = make_rad(
        "T",
        "Försörjningsstöd och bidrag",
        utfall=1_538_200_000,
        budget=1_405_600_000,
        prognos=4_716_800_000,
        budget_helar=4_216_800_000,
    )
    rest = make_rad(
        "T",
        "Personal",
        utfall=total.utfall_ore - stod.utfall_ore,
        budget=total.budget_ore - stod.budget_ore,
        prognos=total.prognos_ore - stod.prognos_ore,
        budget_helar=total.budget_helar_ore - stod.budget_helar_ore,
    )
    underlag = tertialrapport.Underlag(
        uppfoljning,
        make_uppfoljning(KAT, uppfoljning.period, (stod, rest, total), per=Per.KONTOGRUPP),
        {
            "forsorjningsstod": _month_series(
                "katrineholm_2022_t1/forsorjningsstod_per_manad_tkr.csv", "ar", {2020: "2020", 2021: "2021", 2022: "2022"}, {}
            ),
            "placeringar": _month_series(
                "katrineholm_2022_t1/placeringskostnad_per_manad_tkr.csv",
                "serie",
                {2021: "Utfall 2021", 2022: "Utfall 2022"},
                {2021: "Budget 2021", 2022: "Budget 2022"},
            ),
        },
        {
            ("T", "Personal"): kommentar("Vakanta tjänster ger ett överskott."),
            ("T", ""): kommentar("Placeringar driver underskottet."),
        },
        ("Bokfört till och med april 2022.", "Källa: utfall ur T1.xlsx (inläst 12 maj 2022)."),
    )
    return tertialrapport.compose(underlag, enhet=enhet, vy=vy)
