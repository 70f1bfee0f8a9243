"""Laws of the readers of what is not ledger, over tables that hypothesis makes of their own words."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from finance.inlasning import read_file
from finance.inlasning.modell import Lasval
from finance.inlasning.planrader import Mattrad
from finance.kolumner import Slag

_RUBRIKER = (
    "Mått;Nyckeltal;Period;Värde;Typ;Kategori;jan;feb 2022;Utfall jan-apr 2022;2021;Prognos;Kvinnor;Ackumulerat;Enhet;År;Serie;"
    "Projekt;Benämning;Utfall 2022;Budget helår (tkr);Kvar;Färdigställs;Åtgärd;Effekt helår;Start;Slut;Medräknad;Nod;Dygnspris;"
    "Moms;Ersättning;Räknas;Uppdrag;Status;Datum;Svar senast;Statsbidrag;Summa;Villkor;Återbetalning;Konto;Verksamhet;"
    "Belopp;;xyz"
)
_CELLER = (
    ";?;1;-5,5;1 234,50;12 %;<5;ja;nej;kanske;2022;2022-05;30/4;1/12-31/3;31/2;maj;Q2 2022;T1;Budget 2022;Utfall 2021;Summa;"
    "varav kvinnor;Män;Hushåll;HVB;familjehem;19811218-9876;=1+1;#REF!;1e18;-;..;A | B;2022-02-30;00;13/13;0,18"
)
RUBRIKER, CELLER = _RUBRIKER.split(";"), _CELLER.split(";")
TABELLER = st.lists(st.sampled_from(RUBRIKER), min_size=2, max_size=7).flatmap(
    lambda header: st.tuples(
        st.just(header), st.lists(st.lists(st.sampled_from(CELLER), min_size=len(header), max_size=len(header)), max_size=6)
    )
)
SLAG = st.sampled_from([None, Slag.MATT, Slag.INVESTERING, Slag.ATGARD, Slag.PLACERING, Slag.UPPDRAG, Slag.STATSBIDRAG])


@settings(max_examples=250, deadline=None)
@given(table=TABELLER, slag=SLAG)
def test_no_table_is_too_strange_to_read(table: tuple[list[str], list[list[str]]], slag: Slag | None) -> None:
    """No exception, every finding has words, every row is inside the file, and no personnummer comes through."""
    header, rows = table
    text = "\n".join(";".join(row) for row in (header, *rows))
    lasning = read_file(text.encode(), "fil.csv", Lasval(slag=slag))
    assert all(a.text for a in lasning.anmarkningar)
    assert all(2 <= rad.rad <= len(rows) + 1 for rad in lasning.planrader)
    assert "19811218" not in repr(lasning.planrader)
    keys = [rad.nyckel for rad in lasning.planrader if isinstance(rad, Mattrad)]
    assert len(keys) == len(set(keys))


VARDEN = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.lists(VARDEN, min_size=12, max_size=12), min_size=1, max_size=5), comma=st.booleans())
def test_every_value_of_a_table_comes_back_exactly(values: list[list[Decimal]], comma: bool) -> None:
    months = [f"2022-{m:02d}" for m in range(1, 13)]
    cells = [[f"Mått {nr}", *(str(v).replace(".", "," if comma else ".") for v in row)] for nr, row in enumerate(values)]
    text = "\n".join(";".join(row) for row in (["Mått", *months], *cells))
    lasning = read_file(text.encode(), "fil.csv")
    assert lasning.fel == ()
    found = {(rad.matt, rad.fran[:7]): rad.varde for rad in lasning.planrader if isinstance(rad, Mattrad)}
    assert found == {(f"Mått {nr}", month): v for nr, row in enumerate(values) for month, v in zip(months, row, strict=True)}
