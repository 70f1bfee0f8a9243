"""Where the marks of people lie in a nämnd's figures: one-off amounts by nod, kontogrupp and month, and why a mark rests.

Amounts: öre, canonical sign (kostnad +).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from finance.kolumner import Col
from finance.kontoplan import Kontogrupp, Kontoplan
from finance.kub import SALDO, Kub, with_nod
from finance.period import Period
from finance.store import Engangspost, Verksamhetsbyte, apply_byten
from finance.struktur import Struktur

FINNS_INTE = "Transaktionen finns inte bland det som gäller nu. Markeringen vilar tills den kommer tillbaka."
INTE_DRIFT = "Kontot hör inte till driften och ingår aldrig i prognosen. Markeringen vilar."
INGEN_NOD = "Verksamheten finns inte i strukturen. Ta bort markeringen, eller lägg in den på en verksamhet som finns."
INGET_UTFALL = "Det finns inget utfall för månaden. Markeringen vilar tills månaden läses in."


@dataclass(frozen=True, slots=True)
class Engangsmark:
    """A one-off where it lies now. `nod` as in `Kub.noder`; `hinder`: why it is not applied, a Swedish sentence, "" = it is."""

    post: Engangspost
    nod: str
    kontogrupp: str
    hinder: str = ""

    @property
    def period(self) -> Period:
        """The month it is booked on."""
        return Period.from_key(self.post.period)


def place_engangsposter(
    poster: Sequence[Engangspost],
    byten: Sequence[Verksamhetsbyte],
    *,
    period: Period,
    struktur: Struktur,
    kontoplan: Kontoplan,
    kub: Kub,
) -> tuple[Engangsmark, ...]:
    """The one-offs of months up to `period` (later utfall is not seen), by the organisation of `period`."""
    seen = [post for post in poster if post.period <= period.key and not post.i_takten]
    codes = [post for post in seen if post.ar_transaktion]
    coded = dict(zip((post.id for post in codes), _noder(codes, byten, period, struktur, kontoplan), strict=True))
    return tuple(_place(post, *coded.get(post.id, (post.nod, post.kontogrupp)), kub) for post in seen)


def _noder(
    poster: Sequence[Engangspost],
    byten: Sequence[Verksamhetsbyte],
    period: Period,
    struktur: Struktur,
    kontoplan: Kontoplan,
) -> list[tuple[str, str]]:
    """(nod, kontogrupp) of each transaction; ("", "") where its konto is not drift."""
    if not poster:
        return []
    place = "plats"
    frame = pd.DataFrame({col.value: [getattr(post, col.value) for post in poster] for col in SALDO})
    frame[place] = range(len(poster))
    drift = with_nod(apply_byten(frame, byten, period=period.key), struktur, kontoplan)
    found = {
        int(at): (str(nod), str(grupp))
        for at, nod, grupp in zip(drift[place], drift[Col.NOD], drift[Col.KONTOGRUPP], strict=True)
    }
    return [found.get(at, ("", "")) for at in range(len(poster))]


def _place(post: Engangspost, nod: str, kontogrupp: str, kub: Kub) -> Engangsmark:
    return Engangsmark(post, nod, kontogrupp, _hinder(post, nod, kontogrupp, kub))


def _hinder(post: Engangspost, nod: str, kontogrupp: str, kub: Kub) -> str:
    if post.ar_transaktion:
        if post.plats is None:
            return FINNS_INTE
        return "" if nod else INTE_DRIFT
    if nod not in kub.place or kontogrupp not in {grupp.value for grupp in Kontogrupp}:
        return INGEN_NOD
    return "" if _has_utfall(post.period, kub) else INGET_UTFALL


def _has_utfall(period: int, kub: Kub) -> bool:
    """Whether something is booked for the month: on it, or on a later month of an accumulated file."""
    ar, manad = divmod(period, 100)
    year = kub.year(ar)
    if year is None:
        return True  # older than what is shown: it is in no series
    return bool(kub.har_utfall[year, manad - 1] or kub.ack[:, :, year, manad - 1 :].any())
