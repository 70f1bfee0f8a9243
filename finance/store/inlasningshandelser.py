"""What happens to inläsningar, noted for people: read in, replaced in whole or in part, undone, come back.

What counts is derived (`finance.store.aktuellt`); these rows are never changed.
"""

from finance.store import tables
from finance.store.aktuellt import Galler, Handelse, Nyckel
from finance.store.store import Store


def write_handelse(
    store: Store,
    inlasning_id: int,
    handelse: Handelse,
    *,
    vem: str,
    nyckel: Nyckel = ("", 0),
    orsak: int | None = None,
) -> None:
    """Note what happened to an inläsning, or to one (slag, period) of it, in the write that is going on."""
    values = {"inlasning_id": inlasning_id, "handelse": handelse.value, "slag": nyckel[0], "period": nyckel[1]}
    with store.write() as conn:
        conn.execute(tables.inlasning_handelse.insert().values(**values, orsak_id=orsak, vem=vem, registrerad=store.time))


def write_shift(store: Store, before: Galler, after: Galler, *, orsak: int, vem: str) -> None:
    """Note for people what stopped counting, in whole or in part, and what came back because of inläsning `orsak`."""
    for key in sorted(before.ids.keys() | after.ids.keys()):
        for inlasning_id in sorted({*before.ids.get(key, ()), *after.ids.get(key, ())} - {orsak}):
            handelse = _shift(inlasning_id, key, before, after)
            if handelse is not None:
                write_handelse(store, inlasning_id, handelse, vem=vem, nyckel=key, orsak=orsak)


def _shift(inlasning_id: int, key: Nyckel, before: Galler, after: Galler) -> Handelse | None:
    was, now = (inlasning_id in one.ids.get(key, ()) for one in (before, after))
    if was != now:
        return Handelse.ERSATT if was else Handelse.ATERSTALLD
    lost, gone = before.lost(inlasning_id, key), after.lost(inlasning_id, key)
    if gone - lost:
        return Handelse.DELVIS_ERSATT
    return Handelse.ATERSTALLD if lost - gone else None
