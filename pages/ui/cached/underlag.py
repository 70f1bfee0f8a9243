"""What lies beneath the figures: konton, transactions, struktur, reconciliation, templates."""

import pandas as pd
import streamlit as st

from finance import underlag
from finance.avstamning.jamfor import compare
from finance.avstamning.kalla import read_kalla
from finance.avstamning.modell import Avstamning
from finance.ej_fordelat import OfordeladRad, list_ej_fordelat
from finance.kolumner import Col
from finance.kontoplan import Kontogrupp
from finance.motparter import Kop, compute_kop, read_kop_transaktioner
from finance.mottagning.kontext import list_verksamheter
from finance.period import Period
from finance.sedan_forra import MOMENT, SedanForra, compare_since
from finance.store import (
    Kontoregel,
    Motpartsslag,
    OmappatKonto,
    Strukturversion,
    find_struktur,
    get_namnd,
    list_inlasningar,
    list_kontoregler,
    list_strukturer,
    read_namn,
    read_struktur,
    unmapped_konton,
)
from finance.struktur import struktur_from_verksamheter
from pages.ui import tider
from pages.ui.cached.bas import HASH, Andringsnyckel, Avstamningsnyckel, Nyckel, lage, open_store


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def konton(nyckel: Nyckel) -> tuple[underlag.Kontorad, ...]:
    """The konton of one line."""
    return underlag.compute_konton(lage(nyckel), open_store(nyckel.url), nyckel.nod)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def transaktioner(nyckel: Nyckel) -> pd.DataFrame:
    """The transactions behind one line, or one konto of it."""
    return underlag.read_nod_transaktioner(lage(nyckel), open_store(nyckel.url), nyckel.nod, konto=nyckel.konto, limit=2000)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def kop(nyckel: Nyckel) -> Kop:
    """What one line buys, per kind of motpart."""
    return compute_kop(lage(nyckel), open_store(nyckel.url), nyckel.nod)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def kop_transaktioner(nyckel: Nyckel) -> pd.DataFrame:
    """The transactions of one line and kind of motpart (`konto` of the key holds the kind)."""
    return read_kop_transaktioner(lage(nyckel), open_store(nyckel.url), nyckel.nod, Motpartsslag(nyckel.konto or ""))


def _month(nyckel: Nyckel) -> Period | None:
    return Period.from_key(nyckel.period) if nyckel.period else None


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def ej_fordelat(nyckel: Nyckel) -> tuple[OfordeladRad, ...]:
    """What no nod selects, to the period; nothing without a period."""
    month = _month(nyckel)
    return list_ej_fordelat(open_store(nyckel.url), nyckel.namnd, month, as_of=nyckel.as_of) if month else ()


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def struktur(nyckel: Nyckel) -> Strukturversion | None:
    """The struktur that holds in the period; None where the nämnd has none."""
    return find_struktur(open_store(nyckel.url), nyckel.namnd, period=_month(nyckel), as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def strukturer(nyckel: Nyckel) -> tuple[Strukturversion, ...]:
    """The strukturer that hold after each other."""
    return list_strukturer(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def kontoregler(nyckel: Nyckel) -> tuple[Kontoregel, ...]:
    """The nämnd's own rules from konto to kontogrupp."""
    return list_kontoregler(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def omappade(nyckel: Nyckel) -> tuple[OmappatKonto, ...]:
    """Konton that no rule covers in the period."""
    return unmapped_konton(open_store(nyckel.url), nyckel.namnd, period=_month(nyckel), as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def mall(nyckel: Nyckel, slag: str) -> bytes:
    """A template to fill in, as an Excel file; without a period for this month, without a nämnd with no codes to choose."""
    from finance.export.mallar import write_mall

    store, month = open_store(nyckel.url), _month(nyckel) or tider.this_month()
    kod, known = nyckel.namnd, nyckel.version > 0
    namn = get_namnd(store, kod).namn if known else "Ny nämnd"
    names = read_namn(store, kod, Col.VERKSAMHET, as_of=nyckel.as_of) if known else {}
    codes = {one: names.get(one, "") for one in sorted(list_verksamheter(store, kod))} if known else {}
    tree = read_struktur(store, kod, period=month, as_of=nyckel.as_of) if known else None
    return write_mall(
        slag,
        namnd=namn,
        struktur=tree or struktur_from_verksamheter(kod, namn, codes),
        period=month,
        kontogrupper=[grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD],
        verksamheter=codes or None,
    )


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def avstamning(fraga: Avstamningsnyckel) -> Avstamning:
    """Helår against the economy system's totals, with what is likely behind each difference."""
    nyckel = fraga.nyckel
    kalla = read_kalla(
        open_store(nyckel.url),
        nyckel.namnd,
        Period.from_key(nyckel.period),
        slag=fraga.slag,
        bara_manaden=fraga.bara_manaden,
        as_of=nyckel.as_of,
    )
    return compare(kalla, fraga.rader, per=fraga.per, enhet=fraga.enhet, delvis=fraga.delvis)


def sedan_forra(nyckel: Nyckel, ids: tuple[int, ...]) -> SedanForra | None:
    """What some inläsningar changed together; None where the nämnd has none of them."""
    return _sedan_forra(Andringsnyckel(nyckel, ids))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def _sedan_forra(fraga: Andringsnyckel) -> SedanForra | None:
    store, namnd = open_store(fraga.nyckel.url), fraga.nyckel.namnd
    times = [info.registrerad for info in list_inlasningar(store, namnd) if info.id in fraga.ids]
    return compare_since(store, namnd, before=min(times) - MOMENT, after=max(times)) if times else None
