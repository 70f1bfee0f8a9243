"""Live figures: what the table shows, whatever unit and view, and never a finding of rapportkontroll."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy
from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.kontroll import Allvar, Kod
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.levande import Siffror, Volym, complete_comments, siffror_of
from finance.rapport.matt.foljder import read_foljder
from finance.store import Kommentar, Store
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import lage_av

NU = datetime(2022, 6, 1, tzinfo=UTC)
MALLAR = (
    "Avvikelsen är {avvikelse} hittills och prognosen {prognos}.",
    "Avvikelse {avvikelse}, prognos {prognos} (föregående års utfall {foregaende_ar}).",
    "Utfallet för perioden är {utfall} mot budgeterade {budget}.",
    "Prognosen för helåret är {prognos_helar}, att jämföra med budgeten på {budget_helar}.",
    "Förvaltningen redovisar {avvikelse_ord} till och med perioden och räknar med {prognos_ord} för helåret.",
)


FLER_MALLAR = (
    "Prognosen avviker med {procent} från årsbudgeten.",
    "Samma period föregående år var utfallet {foregaende_ar_samma_period}, och hela året {foregaende_ar_utfall}.",
    "Föregående års avvikelse var {foregaende_ar_avvikelse}.",
    "Nämnden går mot {prognos_ord}. Hittills är det {avvikelse_ord}.",
    "Utfallet {utfall} jämförs med en budget på {budget}. Helårsprognosen {prognos_helar} jämförs med {budget_helar}.",
    "Avvikelsen är {avvikelse} ({procent} av årsbudgeten i prognosen).",
    "{ANNAN.avvikelse} av avvikelsen ligger på en del, vars prognos är {ANNAN.prognos} och utfall {ANNAN.utfall}.",
    "{NAMN}: avvikelse {ANNAN.avvikelse}, prognos {ANNAN.prognos}, budget {ANNAN.budget_helar}.",
    "Hushåll: {volym:Hushåll}, samma tid förra året {volym:Hushåll.foregaende_ar}, prognos {volym:Hushåll.prognos}.",
    "Sjukfrånvaron är {volym:Sjukfrånvaro}, mot {volym:Sjukfrånvaro.foregaende_ar} samma period förra året.",
)


@pytest.fixture(scope="module")
def lagen(exempel: Store) -> tuple[tuple[Lage, Uppfoljning], ...]:
    found = [read_lage(exempel, "LIN-SN", Period(2022, 5)), read_lage(exempel, "KAT-SN", Period(2022, 4))]
    return tuple((lage, compute_uppfoljning(lage)) for lage in found)


def siffror(lage: Lage, table: Uppfoljning, enhet: Enhet, vy: Vy, volymer: tuple[Volym, ...] = ()) -> Siffror:
    groups = compute_uppfoljning(lage, per=Per.KONTOGRUPP).rader
    return Siffror(table, enhet, vy, {(table.total.nod, rad.namn): rad for rad in groups if rad.kontogrupp}, volymer)


@settings(max_examples=25)
@given(data=st.data())
def test_a_report_of_live_figures_has_no_finding_of_value_unit_or_sign(
    lagen: tuple[tuple[Lage, Uppfoljning], ...], data: st.DataObject
) -> None:
    lage, table = data.draw(st.sampled_from(lagen))
    enhet, vy = data.draw(st.sampled_from(Enhet)), data.draw(st.sampled_from(Vy))
    live = siffror(lage, table, enhet, vy)
    noder = data.draw(st.lists(st.sampled_from(table.rader), min_size=1, max_size=4, unique_by=lambda rad: rad.nod))
    texts = {(rad.nod, ""): Kommentar(data.draw(st.sampled_from(MALLAR)), "prov", NU) for rad in noder}
    completed = complete_comments(texts, live)
    assert not any(live.unknown(one.text, nod) for (nod, _), one in texts.items() if "foregaende" not in one.text)
    found = check_report(lage, table, Kontrollunderlag(completed), enhet=enhet)
    assert [(f.kod, f.stalle, f.i_text, f.i_tabell) for f in found.fynd if f.allvar is Allvar.FEL] == []


def test_figures_are_those_of_the_published_table(lagen: tuple[tuple[Lage, Uppfoljning], ...]) -> None:
    lage, table = lagen[0]
    live = siffror(lage, table, Enhet.MNKR, Vy.NETTOKOSTNAD)
    total = table.total.nod
    assert live.complete("{avvikelse} och {prognos}", total) == "−14,0\u00a0Mnkr och −34,5\u00a0Mnkr"
    assert live.complete("{Vård och omsorg.avvikelse}, {Hemtjänst.prognos}", total) == "−11,3\u00a0Mnkr, −15,0\u00a0Mnkr"
    assert live.complete("{utfall}", total) == "246,6\u00a0Mnkr"
    assert live.complete("{Prognos helår} {avvikelse_ord}", total) == "611,1\u00a0Mnkr ett underskott på 14,0\u00a0Mnkr"


def test_another_unit_and_view_change_the_text(lagen: tuple[tuple[Lage, Uppfoljning], ...]) -> None:
    lage, table = lagen[1]
    live = siffror(lage, table, Enhet.TKR, Vy.NETTORESULTAT)
    assert live.complete("{utfall}: {avvikelse}", table.total.nod) == "−69\u00a0726\u00a0tkr: −6\u00a0747\u00a0tkr"
    assert live.complete("{avvikelse}", table.total.nod, "Personal") == "+2\u00a0258\u00a0tkr"


def test_what_is_not_known_stays_as_written(lagen: tuple[tuple[Lage, Uppfoljning], ...]) -> None:
    lage, table = lagen[0]
    live = siffror(lage, table, Enhet.MNKR, Vy.NETTOKOSTNAD)
    text = "{avikelse}, {Administration.avvikelse}, {Ingen.prognos}, {volym:Timmar}"
    assert live.complete(text, table.total.nod) == text  # a slip, a name that several lines have, none, no such mått
    assert live.unknown(text, table.total.nod) == text.split(", ")


def test_volumes(lagen: tuple[tuple[Lage, Uppfoljning], ...]) -> None:
    lage, table = lagen[1]
    hushall = Volym("Hushåll med försörjningsstöd", "antal", Decimal(431), Decimal(420), Decimal(517))
    franvaro = Volym("Sjukfrånvaro", "%", Decimal("8.10"), None, Decimal("5.2"))
    live = siffror(lage, table, Enhet.TKR, Vy.NETTORESULTAT, (hushall, franvaro))
    text = "{volym:Hushåll} ({volym:hushåll.föregående år}), {volym:Sjukfrånvaro}, {volym:Sjukfrånvaro.prognos}"
    assert live.complete(text, table.total.nod) == "431 (517), 8,1\u00a0%, {volym:Sjukfrånvaro.prognos}"


HUSHALL = Mattrad(
    nod="",
    grupp="",
    matt="Hushåll",
    kategori="",
    rubrik="Hushåll",
    typ=Vardetyp.UTFALL,
    fran="2022-01-01",
    till="2022-05-31",
    frekvens=Frekvens.MANAD,
    varde=Decimal(431),
    status=Vardestatus.VARDE,
    enhet="antal",
    ackumulering=Ackumulering.SUMMA,
    anmarkning="",
    kalla="",
    brott=False,
    blad="",
    rad=1,
)


def matt_of(now: int, before: int) -> tuple[Mattrad, ...]:
    """Hushåll and sjukfrånvaro, January to May of both years, with a prognos."""
    share = replace(HUSHALL, matt="Sjukfrånvaro", enhet="%", ackumulering=Ackumulering.MEDEL, varde=Decimal(now) / 10)
    return (
        replace(HUSHALL, varde=Decimal(now)),
        replace(HUSHALL, varde=Decimal(before), fran="2021-01-01", till="2021-05-31"),
        replace(HUSHALL, varde=Decimal(now + before), typ=Vardetyp.PROGNOS, till="2022-12-31"),
        share,
        replace(share, varde=Decimal(before) / 10, fran="2021-01-01", till="2021-05-31"),
    )


OM_SIFFROR = (Kod.VARDE, Kod.ENHET, Kod.TECKEN, Kod.TVA_VARDEN, Kod.PROCENTENHET)
ORE = st.one_of(st.just(0), st.integers(-(10**10), 10**10), st.integers(-(10**5), 10**5))


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_live_figures_of_any_amounts_units_and_views_are_never_found_fault_with(data: st.DataObject) -> None:
    """Income, surplus, zero, sums below half a unit, no utfall last year: what the tables show is what the text says."""
    rows = [(ar * 100 + m, "11", "5010", data.draw(ORE)) for ar in (2021, 2022) for m in (1, 5)]
    rows += [(ar * 100 + m, "2", "3011", data.draw(ORE)) for ar in (2021, 2022) for m in (3, 5)]
    budget = [(ar * 100 + m, kod, "5010", data.draw(ORE)) for ar in (2021, 2022) for kod in ("11", "2") for m in (2, 9)]
    found = lage_av(rows, budget, period=Period(2022, 5))
    lage = replace(found, matt=matt_of(data.draw(st.integers(0, 900)), data.draw(st.integers(0, 900))))
    table = compute_uppfoljning(lage)
    enhet, vy = data.draw(st.sampled_from(Enhet)), data.draw(st.sampled_from(Vy))
    live = siffror_of(lage, table, enhet, vy)
    rad, annan = data.draw(st.sampled_from(table.rader)), data.draw(st.sampled_from(table.rader))
    mall = data.draw(st.sampled_from((*MALLAR, *FLER_MALLAR)))
    text = mall.replace("{NAMN}", annan.namn).replace("ANNAN", annan.nod)
    sektion = data.draw(st.sampled_from(["", *(key[1] for key in live.kontogrupper if key[0] == rad.nod)]))
    written = {(rad.nod, sektion): Kommentar(text, "prov", NU)}
    matt = read_foljder(lage)
    texts = [Kontrollunderlag(written, matt=matt, siffror=live)]
    if "ANNAN" not in mall:  # typed by hand nobody can know that the figure is of another line
        texts.append(Kontrollunderlag(complete_comments(written, live), matt=matt))
    for underlag in texts:
        found_in_text = [fynd for fynd in check_report(lage, table, underlag, enhet=enhet).fynd if fynd.kod in OM_SIFFROR]
        assert [(f.kod, f.stalle, f.i_text, f.i_tabell) for f in found_in_text] == []


def test_a_count_that_is_hidden_is_not_given_away_by_a_live_figure(lagen: tuple[tuple[Lage, Uppfoljning], ...]) -> None:
    lage, table = lagen[1]
    val = replace(lage.rapportval, matt=replace(lage.rapportval.matt, dolj_under=5))

    def shown(*rader: Mattrad) -> str:
        live = siffror_of(replace(lage, matt=rader, rapportval=val), table, Enhet.TKR, Vy.NETTORESULTAT)
        return live.complete("{volym:Hushåll}", table.total.nod)

    months = [replace(HUSHALL, fran=f"2022-0{m}-01", till=f"2022-0{m}-{d}") for m, d in ((1, 31), (2, 28), (3, 31), (4, 30))]
    so_far = replace(HUSHALL, till="2022-04-30")
    assert shown(replace(so_far, varde=Decimal(3))) == "färre än 5"
    assert shown(replace(so_far, varde=Decimal(5))) == "5"
    assert shown(*(replace(one, varde=Decimal(7)) for one in months)) == "28"
    one_small = [replace(one, varde=Decimal(n)) for one, n in zip(months, (7, 7, 7, 2), strict=True)]
    assert shown(*one_small) == "{volym:Hushåll}"  # 23 less the three months that are shown is the hidden 2
    two_small = [replace(one, varde=Decimal(n)) for one, n in zip(months, (7, 7, 3, 2), strict=True)]
    assert shown(*two_small) == "19"
