"""The proposed comment: from what the table says, with live figures, and right by the rapportkontroll."""

import re
from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet
from finance.format import format_avvikelse
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.grupprader import per_kontogrupp
from finance.rapport.kontroll import Allvar
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.levande import FALT, siffror_of
from finance.rapport.utkast import draft_comment
from finance.store import Kommentar, Store
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import lage_av

LIN, KAT = ("LIN-SN", Period(2022, 5), Enhet.MNKR), ("KAT-SN", Period(2022, 4), Enhet.TKR)


def of(store: Store, namnd: str, period: Period) -> tuple[Lage, Uppfoljning]:
    lage = read_lage(store, namnd, period)
    return lage, compute_uppfoljning(lage)


@pytest.mark.parametrize(("namnd", "period", "enhet"), [LIN, KAT])
def test_every_line_gets_a_draft_without_fel_or_loose_ends(exempel: Store, namnd: str, period: Period, enhet: Enhet) -> None:
    lage, table = of(exempel, namnd, period)
    live = siffror_of(lage, table, enhet, lage.namnd.vy)
    drafts = {rad.nod: draft_comment(lage, table, rad.nod, enhet=enhet) for rad in table.rader}
    assert [draft for nod, draft in drafts.items() if live.unknown(draft, nod)] == []
    texts = {(nod, ""): Kommentar(draft, "prov", datetime(2022, 6, 1, tzinfo=UTC)) for nod, draft in drafts.items()}
    found = check_report(lage, table, Kontrollunderlag(texts, siffror=live), enhet=enhet)
    assert [(f.stalle, f.i_text, f.i_tabell) for f in found.fynd if f.allvar is not Allvar.UPPLYSNING] == []


def test_it_says_what_the_published_table_says(exempel: Store) -> None:
    lage, table = of(exempel, LIN[0], LIN[1])
    vard = next(rad.nod for rad in table.rader if rad.namn == "Vård och omsorg")
    draft = draft_comment(lage, table, vard, enhet=Enhet.MNKR)
    text = siffror_of(lage, table, Enhet.MNKR, lage.namnd.vy).complete(draft, vard)
    assert text.startswith("Avvikelse −11,3\u00a0Mnkr, prognos ")
    assert "främst på Särskilt boende/demens (−7,3\u00a0Mnkr) och Hemtjänst (−4,5\u00a0Mnkr)" in text
    assert FALT.search(text) is None


def test_a_line_without_parts_is_told_by_kontogrupp(exempel: Store) -> None:
    lage, table = of(exempel, KAT[0], KAT[1])
    ungdom = next(rad.nod for rad in table.rader if rad.namn == "Ungdom och placeringsenhet")
    draft = draft_comment(lage, table, ungdom, enhet=Enhet.TKR)
    assert "{Köp av verksamhet.avvikelse}" in draft


def test_a_kontogrupp_is_told_by_the_lines_that_have_it(exempel: Store) -> None:
    """The published tertialrapport comments per kontogrupp; Ekonomiskt bistånd is the only line with försörjningsstöd."""
    lage, table = of(exempel, KAT[0], KAT[1])
    total, grupp = table.total.nod, "Försörjningsstöd och bidrag"
    draft = draft_comment(lage, table, total, enhet=Enhet.TKR, sektion=grupp)
    live = siffror_of(lage, table, Enhet.TKR, lage.namnd.vy)
    text = live.complete(draft, total, grupp)
    assert text.startswith("Avvikelse −1\u00a0326\u00a0tkr, prognos ")  # DOMAN 1.4: what four months of the budget give
    assert "främst på Ekonomiskt bistånd (−1\u00a0326\u00a0tkr)." in text
    assert live.unknown(draft, total, grupp) == []


def test_the_lines_of_a_kontogrupp_are_its_own_figures_not_the_lines(exempel: Store) -> None:
    """By hand from the table nod x kontogrupp: each figure of the draft is the line's Personal, and not the whole line."""
    lage, table = of(exempel, LIN[0], LIN[1])
    total = table.total.nod
    draft = draft_comment(lage, table, total, enhet=Enhet.MNKR, sektion="Personal")
    live = siffror_of(lage, table, Enhet.MNKR, lage.namnd.vy)
    cells = {
        (rad.foralder, rad.kontogrupp): rad.avvikelse_ore for rad in compute_uppfoljning(lage, per=Per.NOD_KONTOGRUPP).rader
    }
    named = re.findall(r"\{(\d+)\.kontogrupp:Personal\.avvikelse\}", draft)
    assert named
    for kod in named:
        shown = live.value(f"{kod}.kontogrupp:Personal.avvikelse", total, "Personal")
        assert shown == format_avvikelse(cells[kod, "Personal"], Enhet.MNKR, unit=True)


def test_every_kontogrupp_gets_a_draft_without_fel(exempel: Store) -> None:
    lage, table = of(exempel, KAT[0], KAT[1])
    live, total = siffror_of(lage, table, Enhet.TKR, lage.namnd.vy), table.total.nod
    groups = [rad.namn for rad in per_kontogrupp(lage).niva(1)]
    texts = {
        (total, namn): Kommentar(
            draft_comment(lage, table, total, enhet=Enhet.TKR, sektion=namn), "prov", datetime(2022, 6, 1, tzinfo=UTC)
        )
        for namn in groups
    }
    found = check_report(lage, table, Kontrollunderlag(texts, siffror=live), enhet=Enhet.TKR)
    assert [(f.stalle, f.i_text, f.i_tabell) for f in found.fynd if f.allvar is not Allvar.UPPLYSNING] == []


def test_a_kontogrupp_that_the_line_does_not_have_gets_none(exempel: Store) -> None:
    lage, table = of(exempel, KAT[0], KAT[1])
    with pytest.raises(KeyError):
        draft_comment(lage, table, table.total.nod, enhet=Enhet.TKR, sektion="Ospecificerad")


@pytest.mark.parametrize("budget", [True, False])
def test_when_the_year_is_over_there_is_no_prognos_to_tell(budget: bool) -> None:
    rows = [(202200 + manad, nod, "5010", 100_000_00) for manad in range(1, 13) for nod in ("11", "2")]
    less = [(period, nod, konto, 90_000_00) for period, nod, konto, _ in rows]
    lage = lage_av(rows, less if budget else [], period=Period(2022, 12))
    table = compute_uppfoljning(lage)
    drafts = [draft_comment(lage, table, rad.nod, enhet=Enhet.TKR) for rad in table.rader]
    drafts.append(draft_comment(lage, table, table.total.nod, enhet=Enhet.TKR, sektion="Personal"))
    assert [draft for draft in drafts if "prognos" in draft.casefold() or "hittills" in draft or "väntas" in draft] == []
