"""Live figures: what the table shows, whatever unit and view, and never a finding of rapportkontroll."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.kontroll import Allvar
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.levande import Siffror, Volym, complete_comments
from finance.store import Kommentar, Store
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning

NU = datetime(2022, 6, 1, tzinfo=UTC)
MALLAR = (
    "Avvikelsen är {avvikelse} hittills och prognosen {prognos}.",
    "Avvikelse {avvikelse}, prognos {prognos} (föregående års utfall {foregaende_ar}).",
    "Utfallet för perioden är {utfall} mot budgeterade {budget}.",
    "Prognosen för helåret är {prognos_helar}, att jämföra med budgeten på {budget_helar}.",
    "Förvaltningen redovisar {avvikelse_ord} till och med perioden och räknar med {prognos_ord} för helåret.",
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
