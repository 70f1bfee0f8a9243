"""What the store knows of a nämnd when a file is to be read."""

from finance.errors import UnknownNamnd
from finance.inlasning.modell import Kontext
from finance.kolumner import Col, Slag
from finance.store import Namnd, Store, get_namnd, read_aktuella, read_saldo, read_struktur


def read_kontext(store: Store, namnd: str) -> Kontext:
    """What the reader may know of the nämnd before it opens a file."""
    with store.read():
        try:
            about = get_namnd(store, namnd)
        except UnknownNamnd:
            return Kontext(namnd_kod=namnd)
        struktur = read_struktur(store, namnd)
        last = last_months(store, namnd)
        return Kontext(
            namnd_kod=namnd,
            vy=about.vy,
            enhet=about.enhet,
            noder=struktur.noder if struktur else (),
            verksamheter=frozenset(list_verksamheter(store, namnd)),
            period_hint=max(last.values(), default=None),
        )


def find_namnd(store: Store, kod: str) -> Namnd:
    """The nämnd, or one with defaults where there is none yet."""
    try:
        return get_namnd(store, kod)
    except UnknownNamnd:
        return Namnd(kod, kod)


def list_verksamheter(store: Store, namnd: str) -> set[str]:
    """Every verksamhet with utfall or budget now."""
    frames = [read_saldo(store, namnd, slag, per=(Col.VERKSAMHET,)) for slag in (Slag.UTFALL, Slag.BUDGET)]
    return {str(kod) for frame in frames for kod in frame[Col.VERKSAMHET] if kod}


def last_months(store: Store, namnd: str) -> dict[int, int]:
    """Year -> the latest calendar month of utfall (ÅÅÅÅMM)."""
    months = [period for slag, period in read_aktuella(store, namnd) if slag == Slag.UTFALL and period % 100 <= 12]
    return {period // 100: period for period in sorted(months)}
