"""Laws of the SIE reader: a ledger written as SIE reads back to the öre; no mutation of bytes makes it fall."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from finance.inlasning import read_file
from finance.inlasning.modell import Niva
from finance.kolumner import TRANSAKTION, Col

ETT_AR = [f"2022{manad:02d}{dag:02d}" for manad in range(1, 13) for dag in (1, 15, 28)]
TEXT = st.text('abcz ABZ0123456789åäöÅÄÖéü½"\\{}#;,.-/', max_size=14).map(lambda text: " ".join(text.split()))
KOD = st.text("0123456789ABÅÄÖ-", min_size=1, max_size=6)


@dataclass(frozen=True)
class Rad:
    """One posting, as a naive ledger keeps it."""

    konto: str
    ansvar: str
    verksamhet: str
    ore: int
    datum: str
    text: str


RADER = st.builds(
    Rad,
    st.sampled_from(["3011", "4031", "5011", "6411", "7999", "8410", "9001", "1930", "2440"]),
    KOD,
    KOD,
    st.integers(-(10**11), 10**11),
    st.sampled_from(ETT_AR),
    TEXT,
)


def quoted(text: str) -> str:
    """A field as the standard writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def kronor(ore: int) -> str:
    """Whole öre with a dot."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def write(verifikat: list[list[Rad]], gap: str) -> str:
    """A SIE 4 file; `gap` stands between fields."""
    lines = ["#FLAGGA 0", "#SIETYP 4", "#RAR 0 20220101 20221231", '#DIM 1 "Ansvar"', '#DIM 20 "Verksamhet"']
    for number, rader in enumerate(verifikat):
        lines += [gap.join(["#VER", "A", str(number), "20220131", '""']), "{"]
        for rad in rader:
            objekt = "{" + gap.join(["1", quoted(rad.ansvar), "20", quoted(rad.verksamhet)]) + "}"
            lines.append(gap.join(["#TRANS", rad.konto, objekt, kronor(rad.ore), rad.datum, quoted(rad.text)]))
        lines.append("}")
    return "\n".join([*lines, ""])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(RADER, min_size=1, max_size=6), min_size=1, max_size=6),
    st.sampled_from([" ", "\t", "  \t"]),
    st.sampled_from(["cp437", "utf-8", "utf-16"]),
)
def test_a_ledger_written_as_sie_reads_back_to_the_ore(verifikat: list[list[Rad]], gap: str, encoding: str) -> None:
    lasning = read_file(write(verifikat, gap).encode(encoding), "x.se")
    expected: dict[tuple[int, str, str, str], int] = {}
    for rad in (rad for rader in verifikat for rad in rader):
        if rad.konto[0] >= "3":
            key = (int(rad.datum[:6]), rad.ansvar, rad.verksamhet, rad.konto)
            expected[key] = expected.get(key, 0) + rad.ore
    if not expected:
        assert [a.kod for a in lasning.fel] == ["inga_rader"]
        return
    assert lasning.fel == ()
    found: dict[tuple[int, str, str, str], int] = {}
    columns = (Col.PERIOD, Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.ORE)
    for period, ansvar, verksamhet, konto, ore in zip(*(lasning.rader[c].tolist() for c in columns), strict=True):
        found[period, ansvar, verksamhet, konto] = found.get((period, ansvar, verksamhet, konto), 0) + ore
    assert found == expected
    texts = [rad.text for rader in verifikat for rad in rader if rad.konto[0] >= "3"]
    assert lasning.rader[Col.TEXT].tolist() == texts


GOOD = """#FLAGGA 0
#FNAMN "Lindö kommun"
#RAR 0 20220101 20221231
#DIM 20 "Verksamhet"
#OBJEKT 20 "1" "Hemtjänst å"
#RES 0 5011 11.50
#PSALDO 0 202201 5011 {} 11.50
#PSALDO 0 202201 5011 {20 "1"} 11.50
#PBUDGET 0 202201 5011 {20 "1"} 12
#VER A 1 20220131 "Lön \\"jan\\""
{
#TRANS 5011 {20 "1"} 10.50 20220130 "Text"
#RTRANS 5011 {20 "1"} 1.00
#TRANS 5011 {20 "1"} 1.00
#BTRANS 5011 {20 "1"} 3.00
#TRANS 1930 {} -11.50
}
""".encode("cp437")
SKRAP = st.one_of(
    st.binary(min_size=0, max_size=3),
    st.sampled_from(
        [b'"', b"{", b"}", b"\\", b"\n", b"\r", b"#", b"\x00", b"\xff", b"\x1a", b"-", b"9" * 30, b"#VER\n", b"\x85"]
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_mutation_of_bytes_makes_the_reader_fall(data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([GOOD, GOOD[: GOOD.index(b"#VER")]]))
    changed = bytearray(start)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed)))
        end = min(len(changed), place + data.draw(st.integers(0, 4)))
        changed[place:end] = data.draw(SKRAP)
    lasning = read_file(bytes(changed), "x.se")
    assert list(lasning.rader.columns) == [str(col) for col in TRANSAKTION]
    assert lasning.rader[Col.ORE].dtype == "int64"
    assert len(lasning.rader) or lasning.fel
    assert all(a.text and (a.atgard or a.niva is Niva.UPPLYSNING) for a in lasning.anmarkningar)
    assert not any("\x00" in str(value) for value in lasning.rader.to_numpy().ravel())
