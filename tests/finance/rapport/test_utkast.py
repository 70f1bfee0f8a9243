"""The proposed comment: from what the table says, with live figures, and right by the rapportkontroll."""

from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.kontroll import Allvar
from finance.rapport.kontroll.kontroll import Kontrollunderlag, check_report
from finance.rapport.levande import FALT, siffror_of
from finance.rapport.utkast import draft_comment
from finance.store import Kommentar, Store
from finance.uppfoljning import Uppfoljning, compute_uppfoljning

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
