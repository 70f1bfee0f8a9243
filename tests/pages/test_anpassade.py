"""The fitted models after an inläsning: started where a server runs, never by a test or where the setting says no."""

from threading import Event

import pytest

from pages.ui import anpassadevy, cached
from pages.ui.cached import Nyckel

APRIL = Nyckel("sqlite://", "KAT-SN", 3, 202204)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Nyckel]:
    """What was started, instead of starting it."""
    found: list[Nyckel] = []
    monkeypatch.setattr(cached, "start_fitted_soon", found.append)
    monkeypatch.setattr(anpassadevy, "_SERVER", Event())
    monkeypatch.delenv("HELAR_ANPASSA_EFTER_INLASNING", raising=False)
    return found


def test_they_start_after_an_inlasning_in_a_running_server_only(started: list[Nyckel]) -> None:
    anpassadevy.start_after_inlasning(APRIL)
    assert started == []
    anpassadevy.allow_background()
    anpassadevy.start_after_inlasning(APRIL)
    assert started == [APRIL]


@pytest.mark.parametrize(("setting", "nyckel"), [("nej", APRIL), (" NEJ ", APRIL), ("", Nyckel("sqlite://", "NY", 1))])
def test_they_wait_where_the_setting_says_so_or_there_is_no_utfall(
    started: list[Nyckel], monkeypatch: pytest.MonkeyPatch, setting: str, nyckel: Nyckel
) -> None:
    monkeypatch.setenv("HELAR_ANPASSA_EFTER_INLASNING", setting)
    anpassadevy.allow_background()
    anpassadevy.start_after_inlasning(nyckel)
    assert started == []
