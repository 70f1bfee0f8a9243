"""The menu: sections in the order of the month's work, each page once, addresses that old links still find."""

import dashboard

ADRESSER = {
    "oversikt", "manadsuppfoljning", "tertialrapport", "investeringar", "uppdrag", "flerar", "kop", "samling", "tabeller",
    "matt", "last_rapport", "helarsprognos", "lagg_prognos", "volymer", "handelser", "atgarder", "placeringar", "scenario",
    "prognostraff", "sa_raknar_vi", "inlasning", "avstamning", "struktur", "logg",
}  # fmt: skip
"""Addresses that have been published: links in minutes and mail hold them."""


def test_what_one_sees_and_what_one_feeds_it_with_stand_above_all() -> None:
    assert list(dashboard.SECTIONS) == ["", "Rapport", "Prognos", "Uppföljning", "Underlag"]
    assert [url for _, _, url, _ in dashboard.SECTIONS[""]] == ["oversikt", "inlasning"]


def test_published_addresses_are_kept_and_no_page_is_there_twice() -> None:
    found = [url for pages in dashboard.SECTIONS.values() for _, _, url, _ in pages]
    assert len(found) == len(set(found))
    assert set(found) >= ADRESSER


def test_titles_and_icons_tell_the_pages_apart() -> None:
    pages = [page for section in dashboard.SECTIONS.values() for page in section]
    for place in (1, 3):
        values = [page[place] for page in pages]
        assert len(values) == len(set(values)), values
