"""Every file of the corpus through the same door as a user's: what is stored, or why nothing is."""

from collections import Counter
from collections.abc import Iterator

import pytest

from finance.inlasning import read_file
from finance.inlasning.modell import Lasning, Niva
from finance.kolumner import Col
from finance.mottagning import consider
from finance.mottagning.flode import commit
from finance.store import Store, list_inlasningar, read_saldo
from tests.korpus.fall_bred import BRED
from tests.korpus.fall_fel import FEL
from tests.korpus.fall_fientliga import FIENTLIGA
from tests.korpus.fall_format import FORMAT
from tests.korpus.fall_lang import LANG
from tests.korpus.fall_system import SYSTEM
from tests.korpus.modell import Fall, ore

KORPUS = [*LANG, *BRED, *FORMAT, *SYSTEM, *FEL, *FIENTLIGA]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path_factory.mktemp('korpus')}/k.db")
    yield opened
    opened.close()


def _kods(lasning: Lasning, niva: Niva) -> set[str]:
    return {a.kod for a in lasning.anmarkningar if a.niva is niva}


@pytest.mark.parametrize("fall", KORPUS, ids=[fall.fil.encode("ascii", "replace").decode() for fall in KORPUS])
def test_a_file_of_the_corpus(fall: Fall, store: Store) -> None:
    lasning = read_file(fall.bygg(), fall.fil, fall.val, fall.kontext)
    said = [(a.kod, a.text) for a in lasning.anmarkningar]
    assert Counter((a.kod, a.blad, a.rad, a.kolumn) for a in lasning.fel) == Counter(fall.fel), said
    assert {f.kod for f in lasning.fragor} == set(fall.fragor), said
    assert _kods(lasning, Niva.VARNING) == set(fall.varningar), said
    assert _kods(lasning, Niva.UPPLYSNING) >= set(fall.upplysningar), said
    assert all(a.text and a.text[-1] in ".?" for a in lasning.anmarkningar), said
    assert all(a.atgard for a in lasning.fel)
    namnd = f"K{KORPUS.index(fall)}"
    forslag = consider(store, lasning, namnd=namnd)
    assert forslag.status.value == fall.status, [a.text for a in forslag.anmarkningar]
    if fall.status != "klar":
        assert list_inlasningar(store, namnd) == ()
        return
    commit(store, forslag, vem="prov")
    found = {str(slag): read_saldo(store, namnd, slag, per=(Col.PERIOD, Col.VERKSAMHET)) for slag in lasning.slag}
    assert {slag: int(frame[Col.ORE].sum()) for slag, frame in found.items()} == {s: ore(kr) for s, kr in fall.summor.items()}
    first = found[next(iter(fall.summor))]
    per_month = first.groupby(Col.PERIOD)[Col.ORE].sum()
    months = {f"{key // 100}-{key % 100:02d}": int(o) for key, o in zip(map(int, per_month.index), per_month, strict=True)}
    assert {p: months.get(p) for p in fall.perioder} == {p: ore(kr) for p, kr in fall.perioder.items()}
    per = {str(v): int(o) for v, o in first.groupby(Col.VERKSAMHET)[Col.ORE].sum().items()}
    assert not fall.verksamheter or per == {v: ore(kr) for v, kr in fall.verksamheter.items()}


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(KORPUS) >= 60
    assert len(SYSTEM) >= 10
    assert len({fall.fil for fall in KORPUS}) == len(KORPUS)
