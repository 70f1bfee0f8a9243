"""The only place with caches. Every key is one frozen `Nyckel` that names the content; the store's version is part of it.

What is computed is a value and is copied out of the cache (`st.cache_data`). Shared without copying are only the `Store`, the
`Lage`, whose arrays are made read-only first, and drawn figures, which are keyed on every value in them.
"""

from pages.ui.cached.bas import Andringsnyckel as Andringsnyckel
from pages.ui.cached.bas import Avstamningsnyckel as Avstamningsnyckel
from pages.ui.cached.bas import Nyckel as Nyckel
from pages.ui.cached.bas import database_url as database_url
from pages.ui.cached.bas import figure as figure
from pages.ui.cached.bas import lage as lage
from pages.ui.cached.bas import manader as manader
from pages.ui.cached.bas import open_store as open_store
from pages.ui.cached.bas import periods as periods
from pages.ui.cached.bas import uppfoljning as uppfoljning
from pages.ui.cached.prognos import andring as andring
from pages.ui.cached.prognos import anpassade as anpassade
from pages.ui.cached.prognos import anpassade_rader as anpassade_rader
from pages.ui.cached.prognos import engangsforslag as engangsforslag
from pages.ui.cached.prognos import fitted_status as fitted_status
from pages.ui.cached.prognos import helarsprognos as helarsprognos
from pages.ui.cached.prognos import metodrader as metodrader
from pages.ui.cached.prognos import omgangar as omgangar
from pages.ui.cached.prognos import omgangstraff as omgangstraff
from pages.ui.cached.prognos import placeringslista as placeringslista
from pages.ui.cached.prognos import sannolikhetsprov as sannolikhetsprov
from pages.ui.cached.prognos import scenarier as scenarier
from pages.ui.cached.prognos import scenariohistorik as scenariohistorik
from pages.ui.cached.prognos import sedan_last as sedan_last
from pages.ui.cached.prognos import serieprognos as serieprognos
from pages.ui.cached.prognos import start_fitted as start_fitted
from pages.ui.cached.prognos import start_fitted_soon as start_fitted_soon
from pages.ui.cached.prognos import tillagt as tillagt
from pages.ui.cached.prognos import traffsakerhet as traffsakerhet
from pages.ui.cached.prognos import volymbro as volymbro
from pages.ui.cached.prognos import volympris as volympris
from pages.ui.cached.rapport import flerar as flerar
from pages.ui.cached.rapport import has_kontogrupp as has_kontogrupp
from pages.ui.cached.rapport import kommentarer as kommentarer
from pages.ui.cached.rapport import kontroll as kontroll
from pages.ui.cached.rapport import kontrollsvar as kontrollsvar
from pages.ui.cached.rapport import lasta_rapporter as lasta_rapporter
from pages.ui.cached.rapport import levande as levande
from pages.ui.cached.rapport import levande_val as levande_val
from pages.ui.cached.rapport import manadsar as manadsar
from pages.ui.cached.rapport import manadsrapport as manadsrapport
from pages.ui.cached.rapport import pptx as pptx
from pages.ui.cached.rapport import resursfordelning as resursfordelning
from pages.ui.cached.rapport import reviderad as reviderad
from pages.ui.cached.rapport import spar as spar
from pages.ui.cached.rapport import tertialrapport as tertialrapport
from pages.ui.cached.rapport import utkast as utkast
from pages.ui.cached.rapport import xlsx as xlsx
from pages.ui.cached.underlag import avstamning as avstamning
from pages.ui.cached.underlag import ej_fordelat as ej_fordelat
from pages.ui.cached.underlag import konton as konton
from pages.ui.cached.underlag import kontoregler as kontoregler
from pages.ui.cached.underlag import kop as kop
from pages.ui.cached.underlag import kop_transaktioner as kop_transaktioner
from pages.ui.cached.underlag import mall as mall
from pages.ui.cached.underlag import omappade as omappade
from pages.ui.cached.underlag import sedan_forra as sedan_forra
from pages.ui.cached.underlag import struktur as struktur
from pages.ui.cached.underlag import strukturer as strukturer
from pages.ui.cached.underlag import transaktioner as transaktioner
