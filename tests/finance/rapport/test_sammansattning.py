"""What both reports are put together of: the same makers, the nämnd's own order, parts that are left out or chosen."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import Lage, read_lage
from finance.motparter import KOPGRUPPER
from finance.period import Period
from finance.rapport import manadsuppfoljning as manad
from finance.rapport import tertialrapport as tertial
from finance.rapport.avsnitt_motpart import read_kop
from finance.rapport.byggare import BYGGARE
from finance.rapport.huvud import head_lines
from finance.rapport.modell import Radroll, Rapport
from finance.rapport.rapportdelar import DELAR, FASTA, MANADSDELAR, every_part, moved, ordered
from finance.store import (
    Delval,
    Kommentar,
    Namnd,
    Rapporthuvud,
    Rapportval,
    Store,
    read_rapportval,
    save_namnd,
    save_rapportdelar,
)
from finance.uppfoljning import Per, compute_uppfoljning

SLAG = {manad.SLAG: manad.manadsuppfoljning, tertial.SLAG: tertial.tertialrapport}
NAMNDER = [("KAT-SN", Period(2022, 4)), ("LIN-SN", Period(2022, 5))]


def compose(store: Store, lage: Lage, slag: str) -> Rapport:
    return SLAG[slag](lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD, kop=read_kop(lage, store, slag))


@pytest.mark.parametrize("slag", list(SLAG))
@pytest.mark.parametrize(("namnd", "period"), NAMNDER)
def test_kop_per_motpart_stands_in_both_reports_and_is_what_the_kontogrupper_say(
    exempel: Store, namnd: str, period: Period, slag: str
) -> None:
    lage = read_lage(exempel, namnd, period)
    total = compose(exempel, lage, slag).tabell("kop-per-motpart").rader[-1]
    bought = {grupp.value for grupp in KOPGRUPPER}
    grupper = [rad for rad in compute_uppfoljning(lage, per=Per.KONTOGRUPP).niva(1) if rad.namn in bought]
    assert total.celler[1] == sum(rad.utfall_ore for rad in grupper)
    assert total.celler[2] == sum(rad.utfall_foregaende_ar_samma_period_ore or 0 for rad in grupper)


@pytest.mark.parametrize("slag", list(SLAG))
def test_a_part_left_out_is_neither_read_nor_shown(exempel: Store, slag: str) -> None:
    utan = frozenset({"kop-per-motpart"})
    lage = replace(read_lage(exempel, *NAMNDER[0]), rapportval=Rapportval(utan=utan, manad=Delval(utan=utan)))
    assert read_kop(lage, exempel, slag) is None
    assert "kop-per-motpart" not in [avsnitt.id for avsnitt in compose(exempel, lage, slag).avsnitt]


def test_the_split_of_volume_and_price_is_the_same_in_both_reports(exempel: Store) -> None:
    lage = read_lage(exempel, *NAMNDER[0])
    in_tertial = compose(exempel, lage, tertial.SLAG).avsnittet("volympris").tabeller
    blocks = [
        block for block in compose(exempel, lage, manad.SLAG).blocks() if getattr(block, "id", "").startswith("volympris-")
    ]
    assert len(in_tertial) >= 2
    assert {tabell.id: tabell for tabell in in_tertial} == {block.id: block for block in blocks}  # type: ignore[union-attr]
    sums = [abs(int(tabell.rader[-1].celler[2] or 0)) for tabell in in_tertial]
    assert sums == sorted(sums, reverse=True)
    assert all(tabell.rader[-1].roll is Radroll.SUMMA for tabell in in_tertial)


def test_every_maker_has_a_place_and_no_two_parts_share_one() -> None:
    for delar in (DELAR, MANADSDELAR):
        ids = [part.id for part in delar]
        assert len(ids) == len(set(ids))
    assert {*BYGGARE} <= {part.id for part in (*DELAR, *MANADSDELAR)}


def test_katrineholms_chapters_come_in_their_order() -> None:
    chapters = list(dict.fromkeys(part.kapitel or part.rubrik for part in ordered(Rapportval())))
    assert chapters == [
        "Inledning",
        "Ansvarsområde och organisation",
        "Viktiga förhållanden",
        "Ekonomisk ställning",
        "Väsentliga personalförhållanden",
        "Förväntad utveckling och åtgärdsplan",
        "Bilagor",
    ]


def test_the_manadsuppfoljning_follows_its_own_choice(exempel: Store) -> None:
    ids = [part.id for part in MANADSDELAR]
    lage = read_lage(exempel, *NAMNDER[1])
    utan = frozenset({"verksamheter", "ekonomi"})
    order = moved(ids, "forsorjningsstod-ar", 1)
    after = order[order.index("forsorjningsstod-ar") - 1]
    val = Rapportval(utan=frozenset({"forsorjningsstod-ar"}), manad=Delval(order, utan, frozenset({"flerar"})))
    rapport = compose(exempel, replace(lage, rapportval=val), manad.SLAG)
    found = [avsnitt.id for avsnitt in rapport.avsnitt]
    assert found[0] == FASTA[manad.SLAG]  # no report is without it
    assert not [one for one in found if one.startswith("nod-")]
    assert "flerar" in found
    assert "forsorjningsstod-ar" in found  # the tertialrapport's choice is another
    assert [part.id for part in every_part(val, manad.SLAG)].index(after) < list(order).index("forsorjningsstod-ar")
    usual = [avsnitt.id for avsnitt in compose(exempel, lage, manad.SLAG).avsnitt]
    assert "flerar" not in usual  # only where it is chosen


def test_the_choices_of_the_two_reports_are_kept_apart(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    save_namnd(store, Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD), vem="EK")
    save_rapportdelar(store, "SN", ("fria",), frozenset({"verksamheter"}), med=frozenset({"flerar"}), slag=manad.SLAG, vem="EK")
    save_rapportdelar(store, "SN", ("personal",), frozenset({"uppdrag"}), vem="EK")
    found = read_rapportval(store, "SN", 202204)
    assert found.delval(manad.SLAG) == Delval(("fria",), frozenset({"verksamheter"}), frozenset({"flerar"}))
    assert found.delval(tertial.SLAG) == Delval(("personal",), frozenset({"uppdrag"}))


@pytest.mark.parametrize(
    ("slag", "namn", "period", "titel"),
    [
        (manad.SLAG, "Extra månadsuppföljning", Period(2022, 5), "Extra månadsuppföljning maj 2022"),
        (manad.SLAG, "", Period(2022, 5), "Månadsuppföljning maj 2022"),
        (tertial.SLAG, "Delårsrapport", Period(2022, 4), "Delårsrapport april 2022"),
        (tertial.SLAG, "Delårsrapport 1 2022", Period(2022, 4), "Delårsrapport 1 2022"),
        (tertial.SLAG, "Verksamhetsberättelse", Period(2021, 12), "Verksamhetsberättelse 2021"),
    ],
)
def test_the_name_that_the_namnd_gives_a_report_is_its_title(
    exempel: Store, slag: str, namn: str, period: Period, titel: str
) -> None:
    head = Rapporthuvud(slag=namn, dnr="SN 2022/45")
    lage = replace(read_lage(exempel, "LIN-SN", period), rapportval=Rapportval(huvuden={slag: head}))
    rapport = compose(exempel, lage, slag)
    assert rapport.titel == titel
    assert head_lines(rapport.huvud, rapport.titel) == ("Dnr SN 2022/45",)  # not said twice
    old_title = "Månadsuppföljning mars 2022"  # a report locked before its kind was in the title
    assert head_lines(head, old_title)[0] == (namn or "Dnr SN 2022/45")


def test_a_comment_on_a_part_stands_in_it(exempel: Store) -> None:
    lage = read_lage(exempel, *NAMNDER[0])
    written = {("KAT-SN", "kop-per-motpart"): Kommentar("Fler egna placeringar.", "EK", datetime(2022, 5, 12, tzinfo=UTC))}
    rapport = tertial.tertialrapport(
        lage,
        compute_uppfoljning(lage),
        written,
        enhet=Enhet.TKR,
        vy=Vy.NETTOKOSTNAD,
        kop=read_kop(lage, exempel, tertial.SLAG),
    )
    section = rapport.avsnittet("kop-per-motpart")
    assert [one.text for one in section.kommentarer] == ["Fler egna placeringar."]
    assert section.tabeller
