"""The files of the two nämnder: which rows go into which file, in the look of which system."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from finance.kontoplan import Kontogrupp
from finance.period import MANADER_KORT
from sample_data.generator import katrineholm as kat
from sample_data.generator import kommentarer
from sample_data.generator import lindesberg as lin
from sample_data.generator.foreningsbidrag import foreningsbidrag
from sample_data.generator.mal import spread_budget, spread_utfall
from sample_data.generator.personal import personal
from sample_data.generator.placeringar import placeringar
from sample_data.generator.planer import atgarder, investeringar, uppdrag
from sample_data.generator.skriv import Cell, Tabell, write_xlsx
from sample_data.generator.slump import Slump
from sample_data.generator.statistik import statistik
from sample_data.generator.verifikat import Bokforing, Rad, budget_per_konto, write_verifikat
from sample_data.generator.volymer import familjehem, volymer

PINNED = (Kontogrupp.FORSORJNINGSSTOD, Kontogrupp.KOP)
LIN_RUBRIKER = (
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Aktivitet",
    "Projekt",
    "Motpart",
    "Period",
    "Verifikat",
    "Bokföringsdatum",
    "Text",
    "Belopp",
)
KAT_RUBRIKER = ("Verdatum", "Vernr", "Per", "Kst", "Vht", "Konto", "Proj", "Mp", "Vertext", "Nettobelopp")
Budget = Mapping[tuple[str, str, int, int], int]


def write_all(target: Path) -> list[Path]:
    """Write every generated file below `target`; returns the paths, in order."""
    return [*_write_lindesberg(target / "lindesberg"), *_write_katrineholm(target / "katrineholm")]


def _write_lindesberg(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    bok = Bokforing(lin.ANSVAR, lin.KONTON, lambda manad, grupp: manad not in (5, 12) and grupp not in PINNED)
    slump = Slump("Lindesberg 2022-05")
    rows = write_verifikat(spread_utfall(lin.utfall_mal(), lin.nivaer(), slump), bok, slump)
    budget = budget_per_konto(spread_budget(lin.budget_mal()), bok)
    files = [_xlsx(folder / "struktur.xlsx", Tabell("Struktur", ("Kod", "Namn", "Överordnad"), lin.NODER, bredder={1: 36}))]
    for ar in sorted({rad.ar for rad in rows}):
        files.append(_xlsx(folder / f"huvudbok_{ar}.xlsx", _lin_huvudbok(ar, [rad for rad in rows if rad.ar == ar])))
        files.append(_xlsx(folder / f"budget_{ar}.xlsx", _lin_budget(ar, budget)))
    names = {kod: namn for kod, namn, _ in lin.NODER}
    files.append(
        _xlsx(folder / "bedomningar_2022-05.xlsx", _bedomningar("2022-05", "Mnkr", "maj 2022", names, lin.BEDOMNINGAR))
    )
    files.append(_xlsx(folder / "volymer_2022-05.xlsx", familjehem()))
    return [*files, _csv(folder / "kommentarer.csv", kommentarer.RUBRIKER, kommentarer.LINDESBERG)]


def _write_katrineholm(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    bok = Bokforing(kat.ANSVAR, kat.KONTON, lambda manad, grupp: manad not in (4, 12) and grupp not in PINNED)
    slump = Slump("Katrineholm 2022-04")
    rows = write_verifikat(spread_utfall(kat.utfall_mal(), kat.nivaer(), slump), bok, slump)
    budget = budget_per_konto(spread_budget(kat.budget_mal()), bok)
    noder = [(kod, namn, "", ansvar) for kod, namn, ansvar in kat.NODER]
    files = [
        _xlsx(
            folder / "struktur.xlsx", Tabell("Struktur", ("Kod", "Namn", "Överordnad", "Ansvar"), noder, bredder={1: 32, 3: 18})
        )
    ]
    for ar in sorted({rad.ar for rad in rows}):
        files.append(_xlsx(folder / f"huvudbok_{ar}.xlsx", _kat_huvudbok(ar, [rad for rad in rows if rad.ar == ar])))
        files.append(_xlsx(folder / f"budget_{ar}.xlsx", _kat_budget(ar, budget)))
    names = {kod: namn for kod, namn, _ in kat.NODER}
    files.append(
        _xlsx(folder / "bedomningar_2022-04.xlsx", _bedomningar("2022-04", "tkr", "april 2022", names, kat.BEDOMNINGAR))
    )
    files.append(_xlsx(folder / "placeringar_2022-04.xlsx", placeringar()))
    files.append(_xlsx(folder / "volymer_2022-04.xlsx", volymer()))
    files.append(_xlsx(folder / "personal_2022-04.xlsx", personal()))
    files.append(_xlsx(folder / "statistik_2022-04.xlsx", statistik()))
    files.append(_xlsx(folder / "investeringar_2022-04.xlsx", investeringar()))
    files.append(_xlsx(folder / "atgarder_2022-04.xlsx", atgarder()))
    files.append(_xlsx(folder / "uppdrag_2022-04.xlsx", uppdrag()))
    files.append(_csv(folder / "foreningsbidrag_2022-04.csv", *foreningsbidrag()))
    return [*files, _csv(folder / "kommentarer.csv", kommentarer.RUBRIKER, kommentarer.KATRINEHOLM)]


def _lin_huvudbok(ar: int, rows: Sequence[Rad]) -> Tabell:
    """Long, one row per transaction, costs positive, codes as text. Two of the years have title rows above the header."""
    titlar = (
        (f"Socialnämnden, huvudbok {ar}", f"Perioder {ar}-01 till {ar}-{rows[-1].manad:02d}, alla ansvar")
        if ar in (2020, 2022)
        else ()
    )
    cells: list[Sequence[Cell]] = [
        (rad.ansvar, rad.konto, rad.nod, rad.aktivitet, rad.projekt, rad.motpart, rad.ar * 100 + rad.manad,
         f"{rad.serie}{rad.ar % 100}-{rad.nummer:05d}", rad.datum, rad.text, rad.ore / 100)
        for rad in rows
    ]  # fmt: skip
    return Tabell("Huvudbok", LIN_RUBRIKER, cells, titlar, frozenset({10}), bredder={9: 40, 10: 16})


def _kat_huvudbok(ar: int, rows: Sequence[Rad]) -> Tabell:
    """Long, costs negative, codes as numbers, other headers in another order, four title rows."""
    titlar = (
        "Katrineholm exempel",
        f"Reskontra och huvudbok {ar}",
        "Urval: Kst 2000-2899",
        f"Per {ar}-01 till {ar}-{rows[-1].manad:02d}",
    )
    cells: list[Sequence[Cell]] = [
        (rad.datum.isoformat(), (rad.ar % 100) * 1_000_000 + rad.nummer, rad.ar * 100 + rad.manad, int(rad.ansvar),
         int(kat.VERKSAMHET[rad.nod]), int(rad.konto), rad.projekt, rad.motpart, rad.text, -rad.ore / 100)
        for rad in rows
    ]  # fmt: skip
    return Tabell("Transaktioner", KAT_RUBRIKER, cells, titlar, frozenset({9}), bredder={8: 44, 9: 16})


def _lin_budget(ar: int, budget: Budget) -> Tabell:
    """Wide, costs positive, whole kronor."""
    order = {kod: place for place, (kod, _, _) in enumerate(lin.NODER)}
    names = {kod: namn for kod, namn, _ in lin.NODER}
    rows: list[Sequence[Cell]] = [
        (nod, names[nod], konto, *kronor, sum(kronor))
        for (nod, konto), kronor in sorted(_per_rad(ar, budget).items(), key=lambda item: (order[item[0][0]], item[0][1]))
    ]
    rubriker = ("Verksamhet", "Benämning", "Konto", *MANADER_KORT, "Summa")
    return Tabell(f"Budget {ar}", rubriker, rows, belopp=frozenset(range(3, 16)), talformat="#,##0", bredder={1: 36})


def _kat_budget(ar: int, budget: Budget) -> Tabell:
    """Wide, costs negative, whole kronor, a total row last."""
    rows: list[Sequence[Cell]] = []
    total = [0] * 12
    for (nod, konto), kronor in sorted(_per_rad(ar, budget).items()):
        net = [-kr for kr in kronor]
        total = [a + b for a, b in zip(total, net, strict=True)]
        rows.append((int(kat.ANSVAR[nod][0]), _kat_namn(nod), int(kat.VERKSAMHET[nod]), int(konto), *net, sum(net)))
    rows.append(("Summa", "", "", "", *total, sum(total)))
    rubriker = ("Kst", "Kst (T)", "Vht", "Konto", *(f"Budget {manad}" for manad in MANADER_KORT), "Helår")
    titlar = ("Katrineholm exempel", f"Internbudget {ar}, kronor")
    return Tabell(f"Internbudget {ar}", rubriker, rows, titlar, frozenset(range(4, 17)), "#,##0", {1: 32})


def _kat_namn(nod: str) -> str:
    return next(namn for kod, namn, _ in kat.NODER if kod == nod)


def _per_rad(ar: int, budget: Budget) -> dict[tuple[str, str], list[int]]:
    """(nod, konto) -> twelve months in whole kronor, kostnad +."""
    found: dict[tuple[str, str], list[int]] = {}
    for (nod, konto, year, manad), ore in budget.items():
        if year == ar:
            found.setdefault((nod, konto), [0] * 12)[manad - 1] += ore // 100
    return found


def _bedomningar(
    period: str, enhet: str, namn: str, names: Mapping[str, str], rader: Sequence[tuple[str, float, str]]
) -> Tabell:
    """One row per nod of typ nivå."""
    rows: list[Sequence[Cell]] = [(kod, names[kod], "nivå", amount, skal, period) for kod, amount, skal in rader]
    rubriker = ("Kod", "Namn", "Typ", f"Prognos avvikelse helår ({enhet})", "Skäl", "Period")
    decimals = "0.0" if enhet == "Mnkr" else "#,##0"
    return Tabell(
        "Bedömningar", rubriker, rows, (f"Bedömning av helåret, {namn}",), frozenset({3}), decimals, {1: 36, 3: 34, 4: 60}
    )


def _xlsx(path: Path, tabell: Tabell) -> Path:
    write_xlsx(path, tabell)
    return path


def _csv(path: Path, rubriker: Sequence[str], rader: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(rubriker)
        writer.writerows(rader)
    return path
