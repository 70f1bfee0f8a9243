"""The nämnd's comment limit: versions, as_of, undo."""

from datetime import UTC, datetime

import pytest

from finance.errors import InvalidValue, UnknownNamnd
from finance.store import (
    UTAN_GRANS,
    Kommentarsgrans,
    Namnd,
    Store,
    kommentarsgrans_history,
    read_kommentarsgrans,
    read_logg,
    save_kommentarsgrans,
    save_namnd,
)


def test_the_latest_holds_and_earlier_ones_are_kept(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="EK")
    first, second = Kommentarsgrans(ore=50_000_000), Kommentarsgrans(ore=50_000_000, procent=2.5)
    assert read_kommentarsgrans(store, "SN") == UTAN_GRANS
    save_kommentarsgrans(store, "SN", first, vem="EK")
    between = datetime.now(UTC)
    save_kommentarsgrans(store, "SN", second, vem="AB")
    assert read_kommentarsgrans(store, "SN") == second
    assert read_kommentarsgrans(store, "SN", as_of=between) == first
    assert [(one.grans, one.vem) for one in kommentarsgrans_history(store, "SN")] == [(second, "AB"), (first, "EK")]
    save_kommentarsgrans(store, "SN", UTAN_GRANS, vem="AB")
    assert not read_kommentarsgrans(store, "SN")
    assert read_logg(store, "SN")[0].handling == "inställning kommentarsgrans"


def test_a_limit_below_zero_and_an_unknown_namnd_are_refused(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="EK")
    for wrong in (Kommentarsgrans(ore=-1), Kommentarsgrans(procent=-0.1), Kommentarsgrans(procent=1001)):
        with pytest.raises(InvalidValue):
            save_kommentarsgrans(store, "SN", wrong, vem="EK")
    with pytest.raises(UnknownNamnd):
        save_kommentarsgrans(store, "FINNS-EJ", Kommentarsgrans(ore=1), vem="EK")
