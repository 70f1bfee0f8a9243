"""The parts of a tertialrapport: their order, what is left out, texts that return, and the head of the report."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from finance.belopp import Enhet, Vy
from finance.export.pptx import write_pptx
from finance.export.xlsx import write_xlsx
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.frysning import freeze_rapport, rapport_from_json
from finance.rapport.modell import Rapport
from finance.rapport.rapportdelar import DELAR, moved, ordered
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Kommentar, Rapporthuvud, Rapportval, Store
from finance.uppfoljning import compute_uppfoljning

IDS = [part.id for part in DELAR if not part.tillval]
NOW = datetime(2022, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def lage(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", Period(2022, 4))


def make(lage: Lage, kommentarer: dict[tuple[str, str], str] | None = None, **change: Any) -> Rapport:
    found = replace(lage, **change)
    written = {key: Kommentar(text, "EK", NOW) for key, text in (kommentarer or {}).items()}
    return tertialrapport(found, compute_uppfoljning(lage), written, enhet=Enhet.TKR, vy=Vy.NETTORESULTAT)


def test_without_a_choice_the_order_is_the_published_one() -> None:
    assert [part.id for part in ordered(Rapportval())] == IDS


def test_parts_are_moved_and_left_out_but_never_the_driftredovisning() -> None:
    val = Rapportval(ordning=moved(IDS, "personal", -1), utan=frozenset({"statistik", "drift"}))
    found = [part.id for part in ordered(val)]
    assert found.index("personal") == found.index("investeringar") - 1
    assert "statistik" not in found
    assert "drift" in found
    assert moved(IDS, IDS[0], -1) == tuple(IDS)


def test_a_part_that_the_choice_does_not_know_keeps_its_place() -> None:
    known = tuple(one for one in IDS if one != "statistik")
    found = [part.id for part in ordered(Rapportval(ordning=known))]
    assert found == IDS


def test_the_report_follows_the_choice(lage: Lage) -> None:
    rapport = make(lage, rapportval=Rapportval(ordning=("uppdrag", *IDS[:-1]), utan=frozenset({"volymer", "atgarder"})))
    ids = [avsnitt.id for avsnitt in rapport.avsnitt]
    assert "volymer" not in ids
    assert "atgarder" not in ids
    assert ids.index("uppdrag") < ids.index("drift")


def test_what_is_written_stands_in_its_part(lage: Lage) -> None:
    texts = {
        ("KAT-SN", "inledning"): "Rapporten gäller jan–apr.",
        ("03", "verksamhet"): "Kön till utredning är borta.",
        ("KAT-SN", "volymer"): "Färre hushåll.",
    }
    rapport = make(lage, texts)
    assert rapport.avsnitt[0].id == "inledning"
    assert [one.text for one in rapport.avsnittet("inledning").kommentarer] == ["Rapporten gäller jan–apr."]
    assert [one.text for one in rapport.avsnittet("verksamhet").kommentarer] == ["Kön till utredning är borta."]
    volymer = rapport.avsnittet("volymer")
    assert (len(volymer.tabeller), [one.text for one in volymer.kommentarer]) == (1, ["Färre hushåll."])


def test_a_standing_text_returns_and_says_so(lage: Lage) -> None:
    old = {"KAT-SN": (202112, Kommentar("Nämnden ansvarar för …", "EK", NOW))}
    avsnitt = make(lage, staende=old).avsnittet("ansvarsomrade")
    assert [one.text for one in avsnitt.kommentarer] == ["Nämnden ansvarar för …"]
    assert [one.text for one in avsnitt.stycken] == ["Texten är densamma som i december 2021."]
    new = make(lage, {("KAT-SN", "ansvarsomrade"): "Ny text."}, staende=old).avsnittet("ansvarsomrade")
    assert ([one.text for one in new.kommentarer], new.stycken) == (["Ny text."], ())


def test_the_head_is_frozen_and_stands_in_workbook_and_slides(lage: Lage) -> None:
    head = Rapporthuvud("Delårsrapport", "SN 2022/45", "Socialnämnden", "Godkänna rapporten", ("Uppdrag", "Statistik"))
    rapport = make(
        lage, {("KAT-SN", "inledning"): "Rapporten gäller jan–apr."}, rapportval=Rapportval(huvuden={"tertialrapport": head})
    )
    assert rapport.huvud == head
    assert rapport_from_json(freeze_rapport(rapport)) == rapport
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(rapport)))
    first = [str(row[0].value) for row in book.worksheets[0].iter_rows() if row[0].value]
    assert "Dnr SN 2022/45" in first
    assert "Förslag till beslut: Godkänna rapporten" in first
    assert "Väsentliga personalförhållanden" in book.sheetnames
    from pptx import Presentation

    slides = list(Presentation(io.BytesIO(write_pptx(rapport))).slides)
    texts = ["\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]
    assert "Dnr SN 2022/45" in texts[0]
    assert any("Rapporten gäller jan–apr." in text for text in texts[1:])
    titles = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.name == "Tabellrubrik"]
    assert "Volymutveckling" in titles  # counts have no unit of money
    assert "Driftredovisning jan–apr 2022, tkr" in titles


def test_a_report_frozen_before_there_were_heads_still_opens(lage: Lage) -> None:
    frozen = freeze_rapport(make(lage))
    del frozen["huvud"]
    for avsnitt in frozen["avsnitt"]:
        del avsnitt["kapitel"]
    assert not rapport_from_json(frozen).huvud
