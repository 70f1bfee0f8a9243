"""Personnummer are masked in every spelling; what only looks like one stays."""

import pyarrow as pa
import pytest

from finance.inlasning.cell.personuppgifter import MASK, mask_text, mask_values


# 19121212-1212 is Skatteverket's published example; 701063-2391 is its example of a samordningsnummer.
@pytest.mark.parametrize(
    "text",
    ["19121212-1212", "191212121212", "121212-1212", "1212121212", "121212+1212", "121212 1212", "701063-2391", "7010632391"],
)
def test_masked(text: str) -> None:
    assert mask_text(f"Faktura {text}, maj") == (f"Faktura {MASK}, maj", 1)


@pytest.mark.parametrize(
    "text", ["121212-1213", "556036-0793", "5560360793", "Faktura 20220531", "1234567890123456", "ord 4711"]
)
def test_left(text: str) -> None:
    assert mask_text(text) == (text, 0)


def test_several_in_one_text_are_all_masked() -> None:
    assert mask_text("121212-1212 och 701063-2391") == (f"{MASK} och {MASK}", 2)


def test_in_bulk() -> None:
    assert mask_values(pa.array(["hej", "121212-1212", ""])) == (["hej", MASK, ""], [0, 1, 0])
