"""Where each published file stands in the reports' JSON (shown cells): per file a function from the report to its rows.

Used by `tests/test_tertialrapporten.py`, which compares them with the csv files of `tests/referens`, cell by cell.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from finance.format import MINUS, NB

ROOT = Path(__file__).parents[1]
LIN, KAT = "lindesberg_2022_05", "katrineholm_2022_t1"
TOM, SAKNAS = "–", "står inte i rapporten"
Json = dict[str, Any]
Shown = list[dict[str, str]]
"""Per row of the csv, in its order: csv column -> what the report shows."""


def referens(mapp: str, fil: str) -> list[dict[str, str]]:
    with (ROOT / "tests/referens" / mapp / fil).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def plain(text: str) -> str:
    """Shown text as the csv files write it."""
    return text.replace(NB, "").replace(MINUS, "-").replace("+", "")


def unsigned(text: str) -> str:
    """A cost that the published text names without its sign."""
    return text.removeprefix("-")


def blocks(rapport: Json, typ: str, avsnitt: str = "") -> list[Json]:
    found = [one for one in rapport["avsnitt"] if avsnitt in ("", one["id"])]
    assert found, avsnitt
    return [block for one in found for block in one["block"] if block["typ"] == typ]


def table(rapport: Json, key: str) -> Json:
    """The one table with this id."""
    found: list[Json] = [one for one in blocks(rapport, "tabell") if one["id"] == key]
    assert len(found) == 1, key
    return found[0]


def rows_of(tabell: Json) -> list[dict[str, str]]:
    """Shown cells by the key of their column, all rows."""
    keys = [kolumn["nyckel"] for kolumn in tabell["kolumner"]]
    return [dict(zip(keys, map(plain, rad["visas"]), strict=True)) for rad in tabell["rader"]]


def row_of(tabell: Json, namn: str) -> dict[str, str]:
    """The one row of this name; hyphens and case are not told apart ("Individ och familj")."""
    (found,) = (row for row in rows_of(tabell) if same(next(iter(row.values())), namn))
    return found


def same(ours: str, printed: str) -> bool:
    return ours.replace("-", "").casefold() == printed.replace("-", "").casefold()


def comment(rapport: Json, nod: str, sektion: str = "") -> str:
    """The one comment on (nod, sektion)."""
    (found,) = {b["text"] for b in blocks(rapport, "kommentar") if (b["nod"], b["sektion"]) == (nod, sektion)}
    return plain(found).replace(" ", " ")


def section_of(rapport: Json, rubrik: str) -> Json:
    found: list[Json] = [one for one in rapport["avsnitt"] if same(one["rubrik"], rubrik)]
    assert len(found) == 1, rubrik
    return found[0]


def renamed(tabell: Json, kolumner: Mapping[str, str], names: Sequence[str]) -> Shown:
    """`kolumner`: csv column -> key of ours. `names`: our rows in the csv's order."""
    return [{kolumn: row_of(tabell, namn)[key] for kolumn, key in kolumner.items()} for namn in names]


def driftredovisning(rapport: Json) -> Shown:
    kolumner = {
        "enhet": "namn",
        "utfall_2022_04_tkr": "utfall_ore",
        "budget_2022_04_tkr": "budget_ore",
        "avvikelse_2022_04_tkr": "avvikelse_ore",
        "prognos_avvikelse_helar_tkr": "prognosavvikelse_ore",
    }
    return [{csv_: row[ours] for csv_, ours in kolumner.items()} for row in rows_of(table(rapport, "huvudtabell"))]


def investeringar(rapport: Json) -> Shown:
    kolumner = {
        "utfall_2022_04_tkr": "utfall_ore",
        "budget_helar_tkr": "budget_ore",
        "kvar_tkr": "kvar_ore",
        "prognos_avvikelse_helar_tkr": "prognos_avvikelse_ore",
        "fardigstalls_2022": "fardigstalls",
    }
    shown = []
    for row in rows_of(table(rapport, "investeringar")):
        projekt, _, benamning = row["namn"].rpartition(" ") if row["namn"] == "Summa" else row["namn"].partition(" ")
        shown.append({"projekt": projekt, "benamning": benamning, **{csv_: row[ours] for csv_, ours in kolumner.items()}})
    return shown


def atgarder(rapport: Json) -> Shown:
    found: dict[str, list[str]] = {}
    for row in rows_of(table(rapport, "atgarder")):
        found.setdefault(row["avvikelse"], []).append(row["atgard"])
    return [{"avvikelse": avvikelse, "atgarder": " | ".join(texts)} for avvikelse, texts in found.items()]


def uppdrag(rapport: Json) -> Shown:
    return [
        {key: row[key] for key in ("omrade", "uppdrag", "status", "datum")} for row in shown_texts(table(rapport, "uppdrag"))
    ]


def shown_texts(tabell: Json) -> list[dict[str, str]]:
    keys = [kolumn["nyckel"] for kolumn in tabell["kolumner"]]
    return [dict(zip(keys, rad["visas"], strict=True)) for rad in tabell["rader"]]


def volymer(rapport: Json) -> Shown:
    kolumner = {
        "volymmatt": "namn",
        "utfall_jan_apr_2022": "nu",
        "prognos_2022": "prognos",
        "utfall_jan_apr_2021": "nu_foregaende",
        "utfall_2021": "helar_foregaende",
    }
    return [
        {csv_: row[ours] for csv_, ours in kolumner.items()}
        for tabell in blocks(rapport, "tabell", "volymer")
        for row in rows_of(tabell)
    ]


def personal(rapport: Json) -> Shown:
    figures = ("utfall_2022", "kvinnor_2022", "man_2022", "utfall_2021", "kvinnor_2021", "man_2021")
    return [
        {
            "avsnitt": tabell["titel"],
            "nyckeltal": row["namn"],
            "matperiod": row["fonster"].replace("–", "-"),
            **{key: row[key] for key in figures},
        }
        for tabell in blocks(rapport, "tabell", "personal")
        for row in rows_of(tabell)
    ]


def statistik(rapport: Json) -> Shown:
    groups = [(tabell, row) for tabell in blocks(rapport, "tabell", "statistik") for row in rows_of(tabell)]
    shown = []
    for number, (tabell, row) in enumerate(groups, 1):
        months = {manad: row[f"manad_{place}"] for place, manad in enumerate(("jan", "feb", "mar", "apr"), 1)}
        grupp = tabell["titel"].removesuffix(" jan–apr 2022")
        shown.append({"rad": str(number), "grupp": grupp, "matt": row["namn"], **months, "ackumulerat": row["ackumulerat"]})
    # The printed sheet has lost the row that its twentieth belongs to; the transcript says so in the name of the group.
    shown[19]["grupp"] += " (raden ovanför, som den hör till, saknas i källan)"
    return shown


def months_of(rapport: Json, key: str, first: str, labels: Mapping[str, str]) -> Shown:
    """Years as rows, months as columns. `labels`: the csv's first cell -> the name of our row."""
    tabell = table(rapport, key)
    manader = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    rows = {label: row_of(tabell, namn) for label, namn in labels.items()}
    return [{first: label, **{manad: row[f"{manad}_ore"] for manad in manader}} for label, row in rows.items()]


def forsorjningsstod_per_manad(rapport: Json) -> Shown:
    return months_of(rapport, "tabell-forsorjningsstod", "ar", {str(ar): f"Utfall {ar}" for ar in (2020, 2021, 2022)})


def placeringar_per_manad(rapport: Json) -> Shown:
    labels = [f"{slag} {ar}" for ar in (2021, 2022) for slag in ("Budget", "Utfall")]
    return months_of(rapport, "tabell-placeringar", "serie", {label: label for label in labels})


def foreningsbidrag(rapport: Json) -> Shown:
    tabell = next(one for one in blocks(rapport, "tabell") if one["titel"] == "Föreningsbidrag 2022")
    assert [kolumn["rubrik"] for kolumn in tabell["kolumner"]] == [
        "Förening",
        *(f"{namn}, kr" for namn in ("Bidrag 2021", "Sökt 2022", "Behållning", "Resultat", "Förslag 2022")),
    ]
    keys = ("forening", "bidrag_2021", "sokt_2022", "behallning", "resultat", "forslag_2022")
    shown = [dict(zip(keys, row.values(), strict=True)) for row in rows_of(tabell)]
    assert shown[-1]["forening"] == "Summa"
    shown[-1]["forening"] = "Tryckt summa"
    return shown


def kommentarsbelopp(rapport: Json) -> Shown:
    """The amounts that the published text names: in the tables per kontogrupp and per month, and in the comments."""
    now, before = table(rapport, "kontogrupper"), table(rapport, "kontogrupper-foregaende-ar")
    year, last = "utfall_ore", "utfall_foregaende_ar_samma_period_ore"
    post = ("post", "utfall_t1_2022", "utfall_t1_2021", "avvikelse_mot_budget_t1", "prognos_avvikelse_helar", "not")
    stod, kop = "Försörjningsstöd och bidrag", "Köp av verksamhet"
    per_manad = row_of(table(rapport, "tabell-forsorjningsstod"), "Budget 2022")["apr_ore"]
    intakter, lokaler = (comment(rapport, "KAT-SN", grupp) for grupp in ("Intäkter", "Lokaler"))
    named = dict(re.findall(r"(Migrationsverket|moms|hyresintäkterna) (?:är )?(\d+) tkr", intakter))
    varav = "varav återbetalning Migrationsverket {Migrationsverket}, momsersättning {moms}, hyresintäkter {hyresintäkterna}"
    (renovering,) = re.findall(r"Renovering av sociala kontrakt har kostat (\d+) tkr", lokaler)
    rows = (
        (
            "Intäkter, förändring mot föregående år", row_of(before, "Intäkter")["andring_ore"], TOM, TOM, TOM,
            varav.format(**named),
        ),
        (
            "Försörjningsstöd", unsigned(row_of(before, stod)[year]), unsigned(row_of(before, stod)[last]),
            row_of(now, stod)["avvikelse_ore"], SAKNAS, f"budget {unsigned(per_manad)} tkr per månad",
        ),
        (
            "Placeringar", unsigned(row_of(before, kop)[year]), unsigned(row_of(before, kop)[last]),
            row_of(now, kop)["avvikelse_ore"], SAKNAS, TOM,
        ),
        ("Konsulter", unsigned(row_of(now, "Konsulter/inhyrt")["utfall_ore"]), TOM, TOM, TOM, SAKNAS),
        (
            "Personalkostnader", TOM, TOM, row_of(now, "Personal")["avvikelse_ore"], SAKNAS,
            "vakanta tjänster" if "Vakanta tjänster" in comment(rapport, "KAT-SN", "Personal") else SAKNAS,
        ),
        ("Renovering sociala kontrakt", renovering, TOM, TOM, TOM, TOM),
    )  # fmt: skip
    return [dict(zip(post, row, strict=True)) for row in rows]


def ekonomisk_uppfoljning(rapport: Json) -> Shown:
    kolumner = {
        "verksamhet": "namn",
        "nettokostnad_mnkr": "utfall_ore",
        "budget_jan_maj_mnkr": "budget_ore",
        "budgetavvikelse_jan_maj_mnkr": "avvikelse_ore",
        "prognos_helar_mnkr": "prognos_ore",
        "budget_helar_mnkr": "budget_helar_ore",
        "budgetavvikelse_helar_mnkr": "prognosavvikelse_ore",
    }
    return [{csv_: row[ours] for csv_, ours in kolumner.items()} for row in rows_of(table(rapport, "huvudtabell"))]


def underverksamheter(rapport: Json) -> Shown:
    """The parts in the tables of their avdelning. The csv's last column says what the comment is about, in its own words."""
    shown = []
    for rad in referens(LIN, "underverksamheter.csv"):
        avsnitt = section_of(rapport, rad["avdelning"])
        (tabell,) = (b for b in avsnitt["block"] if b["typ"] == "tabell" and b["id"] == f"delar-{avsnitt['nod']}")
        row = row_of(tabell, rad["underverksamhet"])
        (kommentar,) = {b["text"] for b in avsnitt["block"] if b["typ"] == "kommentar" and b["namn"] == row["namn"]}
        shown.append(
            {
                "avdelning": rad["avdelning"],
                "underverksamhet": row["namn"],
                "avvikelse_jan_maj_mnkr": row["avvikelse_ore"],
                "prognos_avvikelse_helar_mnkr": row["prognosavvikelse_ore"],
                "kommentar_handlar_om": rad["kommentar_handlar_om"] if shares_word(rad, kommentar) else kommentar,
            }
        )
    return shown


def shares_word(rad: dict[str, str], kommentar: str) -> bool:
    """Whether a comment is about what the csv says: a word of six letters or more of it stands there."""
    words = re.findall(r"[a-zåäö]{6,}", rad["kommentar_handlar_om"].casefold())
    return any(word[:6] in kommentar.casefold() for word in words)


def foregaende_ar(rapport: Json) -> Shown:
    """In the line under the heading, where the published report has it."""
    first = rapport["avsnitt"][0]
    headings = {"Socialförvaltningen": first, **{one["rubrik"]: one for one in rapport["avsnitt"]}}
    shown = []
    for rad in referens(LIN, "foregaende_ars_utfall.csv"):
        (avsnitt,) = (one for rubrik, one in headings.items() if same(rubrik, rad["verksamhet"]))
        (value,) = re.findall(r"föregående års utfall ([-\d,]+) ?Mnkr", plain(avsnitt["rubrikrad"]))
        shown.append({"verksamhet": rad["verksamhet"], "foregaende_ars_utfall_avvikelse_mnkr": value})
    return shown


def forsorjningsstod_fem_ar(rapport: Json) -> Shown:
    kolumner = {
        "ar": "ar",
        "exkl_intakt_mnkr": "brutto_ore",
        "inkl_intakt_mnkr": "netto_ore",
        "andel_som_ersatts_med_intakter": "andel_procent",
        "totala_intakter_mnkr": "intakter_ore",
    }
    (tabell,) = (one for one in blocks(rapport, "tabell") if one["titel"] == "Försörjningsstöd per 31/5")
    return renamed(tabell, kolumner, [str(ar) for ar in range(2022, 2017, -1)])


def familjehem(rapport: Json) -> Shown:
    """Homes and price per day are mått of their own: two rows of ours are one of the csv."""
    tabell = next(one for one in blocks(rapport, "tabell", "volymer") if one["titel"] == "Familjehem")
    now = {row["namn"]: row["nu"] for row in rows_of(tabell)}
    kolumner = {"antal_hem": "antal hem", "kr_per_dygn_och_placering_i_snitt": "kr per dygn och placering i snitt"}
    return [
        {"insats": rad["insats"], **{kolumn: now.pop(f"{rad['insats']}, {namn}", TOM) for kolumn, namn in kolumner.items()}}
        for rad in referens(LIN, "familjehem_volym_och_pris.csv")
    ]


FILER: Mapping[tuple[str, str], tuple[str, Callable[[Json], Shown]]] = {
    (KAT, "atgarder.csv"): ("avvikelse", atgarder),
    (KAT, "driftredovisning.csv"): ("enhet", driftredovisning),
    (KAT, "foreningsbidrag.csv"): ("forening", foreningsbidrag),
    (KAT, "forsorjningsstod_per_manad_tkr.csv"): ("ar", forsorjningsstod_per_manad),
    (KAT, "investeringsredovisning.csv"): ("benamning", investeringar),
    (KAT, "kommentarsbelopp_tkr.csv"): ("post", kommentarsbelopp),
    (KAT, "personal_nyckeltal.csv"): ("nyckeltal", personal),
    (KAT, "placeringskostnad_per_manad_tkr.csv"): ("serie", placeringar_per_manad),
    (KAT, "statistik_forsorjningsstod.csv"): ("matt", statistik),
    (KAT, "uppdrag_kommunplan.csv"): ("uppdrag", uppdrag),
    (KAT, "volymutveckling.csv"): ("volymmatt", volymer),
    (LIN, "ekonomisk_uppfoljning.csv"): ("verksamhet", ekonomisk_uppfoljning),
    (LIN, "familjehem_volym_och_pris.csv"): ("insats", familjehem),
    (LIN, "foregaende_ars_utfall.csv"): ("verksamhet", foregaende_ar),
    (LIN, "forsorjningsstod_per_31_5.csv"): ("ar", forsorjningsstod_fem_ar),
    (LIN, "underverksamheter.csv"): ("underverksamhet", underverksamheter),
}
