"""The limits are settings, and a file beyond one is refused with the limit; a child that waits is used, and replaced."""

import pytest

from finance.inlasning import read_file
from finance.inlasning.fil import arbetsbok
from finance.inlasning.fil.granser import read_granser
from tests.finance.inlasning.arbetsbocker import Cells, xlsx

RADER: Cells = [["Verksamhet", "Konto", "Period", "Belopp"], *[["510", "5011", 202201, 1.25]] * 4]


def test_the_limits_are_settings_and_nonsense_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (read_granser().rader, read_granser().minne, read_granser().sekunder) == (1_048_576, 4096 * 1024 * 1024, 120)
    for namn, text in (("HELAR_MAX_RADER", "10"), ("HELAR_MAX_MINNE_MB", "2"), ("HELAR_MAX_SEKUNDER", "-5")):
        monkeypatch.setenv(namn, text)
    assert (read_granser().rader, read_granser().minne, read_granser().sekunder) == (10, 2 * 1024 * 1024, 120)


@pytest.mark.parametrize(("most", "fel"), [(5, []), (4, ["for_manga_rader"])])
def test_rows_beyond_the_limit_are_refused(most: int, fel: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELAR_MAX_RADER", str(most))
    text = "\n".join(";".join(map(str, row)) for row in RADER).encode()
    for data, fil in ((xlsx({"A": RADER}), "x.xlsx"), (text, "x.csv")):
        lasning = read_file(data, fil)
        assert [a.kod for a in lasning.fel] == fel
        assert all("4" in a.text and "HELAR_MAX_RADER" in a.atgard for a in lasning.fel)


def test_too_little_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELAR_MAX_MINNE_MB", "60")
    assert [a.kod for a in read_file(xlsx({"A": RADER}), "x.xlsx").fel] == ["lasning_avbruten"]


def test_a_waiting_child_is_used_and_one_that_died_is_replaced() -> None:
    data = xlsx({"A": RADER})
    try:
        arbetsbok.warm_reader()
        (waiting,) = arbetsbok._SPARE
        assert len(read_file(data, "x.xlsx").rader) == 4
        assert waiting.poll() is not None
        (next_one,) = arbetsbok._SPARE
        next_one.kill()
        next_one.communicate()
        assert len(read_file(data, "x.xlsx").rader) == 4
    finally:
        arbetsbok._stop_spare()
    assert arbetsbok._SPARE == []
