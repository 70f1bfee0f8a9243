"""What the store knows of a nämnd when a file is to be read."""

from finance.errors import UnknownNamnd
from finance.inlasning.modell import Kontext
from finance.kolumner import Col, Slag
from finance.store import (
    Namnd,
    Store,
    get_namnd,
    list_profiler,
    read_aktuella,
    read_kontoplan,
    read_saldo,
    read_struktur,
    read_utan_text,
)


def read_kontext(store: Store, namnd: str) -> Kontext:
    """What the reader may know of the nämnd before it opens a file."""
    with store.read():
        try:
            about = get_namnd(store, namnd)
        except UnknownNamnd:
            return Kontext(namnd_kod=namnd, idag=store.today())
        struktur = read_struktur(store, namnd)
        last = last_months(store, namnd)
        return Kontext(
            namnd_kod=namnd,
            vy=about.vy,
            enhet=about.enhet,
            noder=struktur.noder if struktur else (),
            verksamheter=frozenset(list_verksamheter(store, namnd)),
            period_hint=max(last.values(), default=None),
            idag=store.today(),
            manadsbelopp=read_manadsbelopp(store, namnd, max(last.values(), default=None)),
            kontoplan=read_kontoplan(store, namnd),
            profiler=tuple(post.profil for post in list_profiler(store, namnd)),
            utan_text=read_utan_text(store, namnd),
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


def read_manadsbelopp(store: Store, namnd: str, last: int | None) -> dict[str, int]:
    """Verksamhet -> the size of its mean month (öre): of the year up to the latest utfall, else of the budget."""
    slag = Slag.BUDGET if last is None else Slag.UTFALL
    first = None if last is None else last - 100
    per = (Col.PERIOD, Col.VERKSAMHET)
    saldo = read_saldo(store, namnd, slag, fran=first, till=last, per=per)
    months = saldo[~saldo[Col.ACKUMULERAT].astype(bool) & (saldo[Col.ORE] != 0)]
    means = months.groupby(Col.VERKSAMHET)[Col.ORE].mean().abs()
    return {str(kod): round(mean) for kod, mean in means.items() if str(kod)}
