"""What a file holds to the öre, and what it replaces: old against new per month and per verksamhet."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from finance.format import MISSING, NB, format_kronor, format_tal
from finance.kolumner import Col
from finance.mottagning import Forslag
from finance.mottagning.modell import GAMMAL_ORE as GAMMAL
from finance.mottagning.modell import NY_ORE as NY
from finance.period import Period
from pages.ui import innehallsvy, lasval, tables
from pages.ui.theme import open_card, show_quiet

SUMMOR = {
    "utfall": "Utfall",
    "budget": "Budget",
    "budgetjustering": "Budgetjustering",
    "prognos_helar": "Prognos helår",
    "prognos_avvikelse": "Prognos avvikelse helår",
    "investering_utfall": "Investering, utfall",
    "investering_budget": "Investering, budget",
}


def _kr(ore: int | None) -> str:
    """A control total without its unit, which stands in the heading: never shortened, `–` for none."""
    return MISSING if ore is None else format_kronor(ore).removesuffix(f"{NB}kr")


def _change(ore: int) -> str:
    if ore == 0:
        return _kr(0)
    return f":orange[**{'+' if ore > 0 else ''}{_kr(ore)}**]"


def show_control(forslag: Forslag) -> None:
    """Control totals per slag, and what is replaced. Amounts in kronor, kostnad positive."""
    with open_card():
        if forslag.summor:
            st.subheader("Kontrollsummor", anchor=False)
            show_quiet("Stäm av mot ekonomisystemet. Kronor, kostnader positiva.")
            _show_totals(forslag)
        if not (innehallsvy.show_contents(forslag.lasning) or forslag.summor):
            st.subheader("Inga belopp", anchor=False)
            show_quiet(f"Filen har inga belopp som summeras: {format_tal(sum(b.rader for b in forslag.lasning.blad))} rader.")
        _show_replaced(forslag)


def _show_totals(forslag: Forslag) -> None:
    labels, cells = [], []
    for slag, summa in forslag.summor.items():
        labels.append(SUMMOR.get(slag, slag))
        cells.append([_kr(summa.summa_ore)])
        for name, ore in _sides(forslag.rader, slag):
            labels.append(f"\u2003varav {name}")
            cells.append([_kr(ore)])
    tables.show_cells("Kontroll", labels, ["Inläst, kr"], cells, alt="Kontrollsummor")


def _sides(rader: pd.DataFrame, slag: str) -> Sequence[tuple[str, int]]:
    amounts = rader.loc[rader[Col.SLAG] == slag, Col.ORE] if slag in ("utfall", "budget") else rader[Col.ORE].head(0)
    costs, income = int(amounts[amounts > 0].sum()), int(amounts[amounts < 0].sum())
    return (("kostnader", costs), ("intäkter och krediteringar", income)) if income else ()


def _show_replaced(forslag: Forslag) -> None:
    frame = forslag.jamforelse
    if frame.empty:
        return
    months = frame.groupby([Col.SLAG, Col.PERIOD], sort=True)[[GAMMAL, NY]].sum().reset_index()
    st.subheader(_title(forslag), anchor=False)
    rows = [
        (str(slag), int(period), int(old), int(new))
        for slag, period, old, new in zip(*(months[name] for name in (Col.SLAG, Col.PERIOD, GAMMAL, NY)), strict=True)
    ]
    many = len({slag for slag, *_ in rows}) > 1
    replaced = {(one.slag.value, one.period) for one in forslag.ersatter}
    labels = [_label(slag, period, many=many) for slag, period, _, _ in rows]
    cells = [_cells(old, new, known=(slag, period) in replaced or old != 0) for slag, period, old, new in rows]
    if not many:
        labels.append("Summa")
        cells.append(_cells(sum(row[2] for row in rows), sum(row[3] for row in rows), known=any(row[2] for row in rows)))
    tables.show_cells(
        "Månad, kr",
        labels,
        ["Gäller nu", _new_head(forslag), "Skillnad"],
        cells,
        sums=[] if many else [len(labels) - 1],
        alt="Det som gäller nu mot den här filen, per månad",
    )
    with st.expander("Visa per verksamhet", icon=":material/account_tree:", type="compact"):
        _show_verksamheter(frame, _new_head(forslag))
    if forslag.ersatter:
        show_quiet("Det som ersätts finns kvar och kan hämtas tillbaka med Ångra i listan längre ned.")


def _label(slag: str, period: int, *, many: bool) -> str:
    month = Period.from_key(period).namn.capitalize() if period % 100 else (str(period) if period else "Hela filen")
    return f"{SUMMOR.get(slag, slag)} {month.lower()}" if many else month


def _cells(old: int, new: int, *, known: bool) -> list[str]:
    return [_kr(old if known else None), _kr(new), _change(new - old)]


def _new_head(forslag: Forslag) -> str:
    """What the new amounts are of: the file alone, or what holds now and the file together."""
    whole = forslag.ersatter and not _is_partial(forslag)
    return "Den här filen" if whole or not forslag.jamforelse[GAMMAL].any() else "Med filen"


def _is_partial(forslag: Forslag) -> bool:
    """Whether the file replaces its own verksamheter alone."""
    return any(one.verksamheter is not None for one in forslag.ersatter)


def _title(forslag: Forslag) -> str:
    keys = sorted({one.period for one in forslag.ersatter})
    if not keys:
        beside = bool(forslag.jamforelse[GAMMAL].any())
        return "Läggs till bredvid det som finns" if beside else "Inget ersätts, allt är nytt"
    names = [_label("", key, many=False) for key in keys]
    if _is_partial(forslag):
        span = names[0].lower() if len(names) == 1 else f"{names[0].lower()} till {names[-1].lower()}"
        return f"Filens verksamheter ersätts i {span}, de andra står kvar"
    if len(names) == 1:
        return f"{names[0]} ersätts"
    return f"{len(names)} månader ersätts, {names[0].lower()} till {names[-1].lower()}"


def _show_verksamheter(frame: pd.DataFrame, new_head: str) -> None:
    sums = frame.groupby(Col.VERKSAMHET, sort=True)[[GAMMAL, NY]].sum()
    changed = sums[sums[GAMMAL] != sums[NY]]
    if changed.empty:
        show_quiet("Ingen verksamhet ändras.")
        return
    tables.show_cells(
        "Verksamhet, kr",
        [str(kod) or "Utan verksamhet" for kod in changed.index],
        ["Gäller nu", new_head, "Skillnad"],
        [_cells(int(row[GAMMAL]), int(row[NY]), known=True) for _, row in changed.iterrows()],
        alt="Det som gäller nu mot den här filen, per verksamhet",
    )


def slag_text(slag: Sequence[object]) -> str:
    """Slag in words: `utfall och budget`."""
    names: Mapping[object, str] = {key: name.lower() for key, name in lasval.SLAG.items()}
    return " och ".join(names.get(one, str(one)) for one in slag) or "okänt"
