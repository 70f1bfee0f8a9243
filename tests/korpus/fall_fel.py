"""Files with faults that a person can mend: every one found, with sheet, row and column."""

from tests.korpus.byggare import bok, csv, text, writer, xlsx
from tests.korpus.modell import Fall, Plats

RUBRIK = ["Verksamhet", "Konto", "Period", "Belopp"]


def _eighty() -> list[list[object]]:
    return [[f"5{nr:02d}", "5011", 202201, "okänt"] for nr in range(80)]


def _rows(kod: str, rader: range, kolumn: str) -> tuple[Plats, ...]:
    return tuple((kod, "Blad1", rad, kolumn) for rad in rader)


FEL = [
    Fall("åttio fel.xlsx", xlsx([RUBRIK, *_eighty()]), fel=_rows("belopp_text", range(2, 82), "Belopp")),
    Fall(
        "tre hundra fel.xlsx",
        xlsx([RUBRIK, *[["510", "5011", 202201, f"x{nr}"] for nr in range(300)]]),
        fel=_rows("belopp_text", range(2, 302), "Belopp"),
    ),
    Fall(
        "tre sorters fel.xlsx",
        xlsx(
            [
                RUBRIK,
                ["510", "5011", 202201, "hundra"],
                ["510", "5011", "snart", 100.5],
                [None, None, 202201, 200.25],
                ["510", "5011", 202201, 100.5],
            ]
        ),
        fel=(
            ("belopp_text", "Blad1", 2, "Belopp"),
            ("period_text", "Blad1", 3, "Period"),
            ("kod_saknas", "Blad1", 4, "Verksamhet"),
        ),
    ),
    Fall(
        "felceller.xlsx",
        writer([RUBRIK, ["510", "5011", 202201, "=1/0"], ["520", "5011", 202201, 2.55]]),
        # xlsxwriter stores 0 for a formula that it does not compute: a value nobody has computed
        fel=(("formel_utan_varde", "Data", 2, "Belopp"),),
    ),
    Fall(
        "för stora tal.csv",
        csv(
            [
                RUBRIK,
                ["510", "5011", "202201", "1e18"],
                ["510", "5011", "202201", "NaN"],
                ["510", "5011", "202201", "inf"],
                ["510", "5011", "202201", "1,55"],
            ]
        ),
        fel=(("belopp_text", None, 2, "Belopp"), ("belopp_text", None, 3, "Belopp"), ("belopp_text", None, 4, "Belopp")),
    ),
    Fall(
        "för stort tal.xlsx",
        xlsx([RUBRIK, ["510", "5011", 202201, 1e18], ["510", "5011", 202201, 1.55]]),
        fel=_rows("belopp_text", range(2, 3), "Belopp"),
    ),
    Fall(
        "period 00.xlsx",
        xlsx([RUBRIK, ["510", "5011", 202200, 1.55], ["510", "5011", 202201, 1.55]]),
        fel=(("period_00", "Blad1", 2, "Period"),),
    ),
    Fall(
        "period 16.csv",
        csv([RUBRIK, ["510", "5011", "202216", "1,55"], ["510", "5011", "202201", "1,55"]]),
        fel=(("period_text", None, 2, "Period"),),
    ),
    Fall(
        "år 2202.csv",
        csv([RUBRIK, ["510", "5011", "220201", "1,55"], *[["510", "5011", "202201", "1,55"]] * 3]),
        fel=(("fel_ar", None, 2, "Period"),),
    ),
    Fall(
        "utan period.xlsx",
        xlsx([RUBRIK, ["510", "5011", None, 1.55], ["510", "5011", 202201, 1.55]]),
        fel=(("period_saknas", "Blad1", 2, "Period"),),
    ),
    Fall(
        "varken verksamhet eller ansvar.xlsx",
        xlsx([["Konto", "Period", "Belopp"], ["5011", 202201, 1.55]]),
        fel=(("kolumn_saknas", "Blad1", 1, "Verksamhet"),),
    ),
    Fall(
        "ingen beloppskolumn.xlsx",
        xlsx([["Verksamhet", "Konto", "Period"], ["510", "5011", 202201]]),
        fel=(("kolumn_saknas", "Blad1", 1, "Belopp"),),
    ),
    Fall("bara rubrik.xlsx", xlsx([RUBRIK]), fel=(("rubrikrad_saknas", "Blad1", None, None),), varningar=("inga_rader",)),
    Fall("bara rubrik.csv", csv([RUBRIK]), fel=(("rubrikrad_saknas", None, None, None),), varningar=("inga_rader",)),
    Fall("tomma blad.xlsx", bok({"Blad1": [], "Blad2": []}), fel=(("tom_fil", None, None, None),)),
    Fall("ingen tabell.xlsx", xlsx([["Hej"], ["på dig"]]), fel=(("rubrikrad_saknas", "Blad1", None, None),)),
    Fall("noll byte.xlsx", lambda: b"", fel=(("tom_fil", None, None, None),)),
    Fall("bara nollor.csv", lambda: b"\0" * 5000, fel=(("tom_fil", None, None, None),)),
    Fall("bara radslut.csv", text("\r\n\r\n\r\n"), fel=(("tom_fil", None, None, None),)),
    Fall(
        "samma månad två gånger 2022.xlsx",
        xlsx([["Verksamhet", "jan", "jan"], ["510", 1.55, 2.55]]),
        fel=(("samma_manad", "Blad1", 1, "jan"),),
    ),
    Fall(
        "två blad med fel.xlsx",
        bok({"A 2022": [["Vht", "jan"], ["510", "x"]], "B 2022": [["Vht", "feb"], ["510", 1.55], ["520", "y"]]}),
        fel=(("belopp_text", "A 2022", 2, "jan"), ("belopp_text", "B 2022", 3, "feb")),
    ),
    Fall(
        "fel rad efter radbrytning i citat.csv",
        text('Verksamhet;Konto;Period;Text;Belopp\n510;5011;202201;"två\nrader";1,50\n520;5011;202201;en;fel\n'),
        fel=(("belopp_text", None, 4, "Belopp"),),
    ),
]
