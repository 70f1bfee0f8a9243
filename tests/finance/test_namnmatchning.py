"""Names without codes: the same name is the code, one nearly the same is asked about, an unknown one is its own code."""

import io
import unicodedata
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.inlasning import read_file
from finance.inlasning.huvudbok.namnlikhet import distance, is_like
from finance.inlasning.modell import Kontext, Lasning, Lasval
from finance.kolumner import Col
from finance.mottagning import Forslagsstatus, prepare, read_in
from finance.mottagning.strukturer import save_struktur
from finance.store import Store
from finance.struktur import Nod, Urval
from tests.finance.store.underlag import shown

NODER = (
    Nod("SN", "Socialnämnden"),
    Nod("510", "Individ och familj", "SN"),
    Nod("520", "Vård och omsorg", "SN"),
    Nod("H", "Hemtjänst", "SN", (Urval.parse(Col.VERKSAMHET, "530"),)),
)
KONTEXT = Kontext(noder=NODER)


def book(*rows: tuple[object, ...]) -> bytes:
    made = openpyxl.Workbook(write_only=True)
    page = made.create_sheet("Utfall")
    for row in (("Verksamhet", "Period", "Belopp"), *rows):
        page.append(list(row))
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def read(*namn: str, val: Lasval = Lasval()) -> Lasning:  # noqa: B008 - frozen
    return read_file(book(*((one, 202205, 100.25) for one in namn)), "h.xlsx", val, KONTEXT)


def koder(lasning: Lasning) -> list[str]:
    return list(lasning.rader[Col.VERKSAMHET])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    save_struktur(opened, "SN", NODER, vem="anna")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "text",
    [
        "Individ och familj",
        "INDIVID OCH FAMILJ",
        " Individ  och\u00a0familj ",
        unicodedata.normalize("NFD", "Individ och familj"),
        "Individ och familj*",
        "Individ och familj 1)",
        "Individ och familj\u00b2",
    ],
)
def test_the_same_name_is_the_code_of_the_nod(text: str) -> None:
    lasning = read(text)
    assert (koder(lasning), lasning.fragor, lasning.fel) == (["510"], (), ())


def test_a_nod_that_selects_one_code_gives_that_code() -> None:
    assert koder(read("Hemtjänst")) == ["530"]


@pytest.mark.parametrize(
    ("text", "kod"),
    [
        ("IoF", "510"),
        ("Familj och individ", "510"),
        ("Individ o familj", "510"),
        ("Ind. och fam.", "510"),
        ("Individ och famlij", "510"),
        ("Vard och omsorg", "520"),
        ("VoO", "520"),
        ("Hemtjäns", "530"),
    ],
)
def test_a_name_that_is_nearly_one_is_asked_about(text: str, kod: str) -> None:
    lasning = read(text)
    (fraga,) = lasning.fragor
    assert (fraga.kod, fraga.falt) == ("namn", "namn")
    assert [value for value, _ in fraga.val] == [f"{text}={kod}", f"{text}={text}"]
    answered = read(text, val=Lasval(namn={text: kod}))
    assert (koder(answered), answered.fragor) == ([kod], ())


@pytest.mark.parametrize("text", ["Kulturskola", "Skolskjuts", "Bo", "Omsorg", "Vård"])
def test_an_unknown_name_is_its_own_code_with_a_varning(text: str) -> None:
    lasning = read(text, text)
    assert (koder(lasning), lasning.fragor) == ([text, text], ())
    assert [note.kod for note in lasning.anmarkningar if "namn" in note.kod] == ["okant_namn"]


def test_without_a_struktur_nothing_is_asked_and_a_footnote_mark_makes_no_new_verksamhet() -> None:
    lasning = read_file(book(("Kultur 1)", 202205, 1.25), ("Kultur", 202205, 2.25)), "h.xlsx")
    assert (koder(lasning), lasning.fragor) == (["Kultur", "Kultur"], ())
    assert "okant_namn" not in [note.kod for note in lasning.anmarkningar]


def test_codes_are_left_alone() -> None:
    lasning = read("510", "999", "A12")
    assert (koder(lasning), lasning.fragor) == (["510", "999", "A12"], ())


def test_the_same_name_of_two_noder_is_asked_about() -> None:
    kontext = Kontext(noder=(Nod("1", "Administration"), Nod("2", "Administration")))
    lasning = read_file(book(("Administration", 202205, 1.25)), "h.xlsx", Lasval(), kontext)
    (fraga,) = lasning.fragor
    assert [value for value, _ in fraga.val[:2]] == ["Administration=1", "Administration=2"]


def test_an_answer_is_remembered_until_the_nod_is_gone(store: Store) -> None:
    april = book(("IoF", 202204, 10.25))
    assert prepare(store, april, "april.xlsx", namnd="SN").status is Forslagsstatus.FRAGA
    read_in(store, april, "april.xlsx", namnd="SN", val=Lasval(namn={"IoF": "510"}), vem="anna")
    read_in(store, book(("IoF", 202205, 11.25)), "maj.xlsx", namnd="SN", vem="anna")
    assert shown(store) == {(202204, "510"): 10_25, (202205, "510"): 11_25}
    save_struktur(store, "SN", [Nod("600", "Individ och familj")], vem="anna")
    assert prepare(store, book(("IoF", 202206, 1.25)), "juni.xlsx", namnd="SN").status is Forslagsstatus.FRAGA


def naive(one: str, other: str) -> int:
    """Optimal string alignment, straight from its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(naive(one[:-1], other) + 1, naive(one, other[:-1]) + 1, naive(one[:-1], other[:-1]) + (one[-1] != other[-1]))
    swapped = len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]
    return min(best, naive(one[:-2], other[:-2]) + 1) if swapped else best


def test_the_distance_is_that_of_its_definition() -> None:
    words = ["".join(letters) for length in range(4) for letters in product("ab", repeat=length)]
    assert all(distance(a, b) == naive(a, b) for a in words for b in words)


@given(st.text("abcåäö ABC-", max_size=12), st.text("abcåäö ABC-", max_size=12))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert is_like(one, other) == is_like(other, one)


def test_an_answered_name_renames_nothing() -> None:
    lasning = read("Hemtjänsten", "Egen enhet", val=Lasval(namn={"Hemtjänsten": "530"}))
    assert koder(lasning) == ["530", "Egen enhet"]
    assert dict(lasning.namn) == {(Col.VERKSAMHET, "Egen enhet"): "Egen enhet"}
