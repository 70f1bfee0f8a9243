"""Charts are pure functions: values in öre in, a figure out. Every expectation is computed by hand here."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy
from finance.manader import Manader
from pages.ui import charts
from pages.ui.charts.delar import spread, ticks
from pages.ui.charts.kurva import accumulated_avvikelse, fan_80, previous_avvikelse

MNKR = 100_000_000
NONE = (None,) * 12


def manader(last: int = 4, over: int = MNKR, half: int = MNKR) -> Manader:
    """Budget 10 Mnkr a month; every month costs `over` more. Last year kept its budget of 9."""
    cost = 10 * MNKR + over
    return Manader(
        nod="1",
        namn="Nod",
        utfall=tuple(cost if m <= last else None for m in range(12)),
        prognos=tuple(None if m <= last else cost for m in range(12)),
        budget=(10 * MNKR,) * 12,
        foregaende=(9 * MNKR,) * 12,
        foregaende_budget=(9 * MNKR,) * 12,
        half_80=tuple(half * (m - last) if m > last else 0 for m in range(12)),
        last=last,
        metod_text="",
    )


def notes(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_accumulated_avvikelse_is_budget_minus_cost_summed() -> None:
    assert accumulated_avvikelse(manader()) == [-MNKR * (m + 1) for m in range(12)]
    assert previous_avvikelse(manader()) == [0] * 12


def test_the_fan_ends_in_the_system_interval_and_has_no_width_while_books_are_closed() -> None:
    fan = fan_80(manader(last=4, half=MNKR), (-15 * MNKR, -1 * MNKR))  # middle -8, the prognos is -12
    assert fan[11] == (-15 * MNKR, -1 * MNKR)
    assert all(low == high for low, high in fan[:5])
    # One month ahead: the prognos -6, a seventh of the 4 that the bedömning moved it, one half width of 1.
    assert fan[5] == (-6 * MNKR + 4 * MNKR // 7 - MNKR, -6 * MNKR + 4 * MNKR // 7 + MNKR)


def test_the_curve_says_utfall_prognos_and_interval_in_swedish() -> None:
    texts = notes(charts.draw_avvikelsekurva(manader(), Enhet.MNKR, ar=2022, ends=(-15 * MNKR, -9 * MNKR)))
    assert "<b>Utfall \u22125,0</b>" in texts
    assert "<b>Prognos \u221212,0</b><br>\u221215,0 till\u00a0\u22129,0" in texts
    assert "2021: 0,0" in texts


@pytest.mark.parametrize("last", [-1, 0, 10, 11])
def test_the_curve_is_drawn_whatever_month_is_the_last_closed(last: int) -> None:
    figure = charts.draw_avvikelsekurva(manader(last), Enhet.TKR, ar=2022, ends=(-15 * MNKR, -9 * MNKR))
    drawn = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert sum(len(trace.x) for trace in drawn) == last + 1
    assert any("Prognos" in text for text in notes(figure)) == (last < 11)


def test_the_month_bars_hatch_the_prognos_and_write_figures_with_their_sign() -> None:
    m = manader()
    figure = charts.draw_manader(m.utfall, m.prognos, m.budget, Enhet.MNKR, Vy.NETTOKOSTNAD)
    solid, hatched = (trace for trace in figure.data if trace.type == "bar" and trace.width == 0.62)
    assert list(solid.x) == [0, 1, 2, 3, 4]
    assert list(solid.y) == [11.0] * 5
    assert solid.marker.pattern.shape is None
    assert hatched.marker.pattern.shape == "/"
    assert notes(figure).count("11,0") == 12
    assert notes(figure).count("\u22121,0") == 12


def test_the_view_turns_the_cost_but_never_the_avvikelse() -> None:
    m = manader()
    figure = charts.draw_manader(m.utfall, m.prognos, m.budget, Enhet.MNKR, Vy.NETTORESULTAT)
    assert notes(figure).count("\u221211,0") == 12
    assert notes(figure).count("\u22121,0") == 12


def test_months_without_any_figure_are_not_drawn() -> None:
    figure = charts.draw_manader(NONE, NONE, (0,) * 12, Enhet.KR, Vy.NETTOKOSTNAD)
    assert notes(figure) == ["Budget", "Avvikelse"]


def test_deviation_bars_have_sign_symbol_and_word() -> None:
    staplar = (
        charts.Stapel("Hemtjänst", -15 * MNKR, "9 %"),
        charts.Stapel("<b>Stab</b>", 0, ""),
        charts.Stapel("Vård", MNKR, ""),
    )
    texts = notes(charts.draw_avvikelsestaplar(staplar, Enhet.MNKR, column="Chans"))
    assert "<b>▼\u00a0\u221215,0</b>" in texts
    assert "<b>▲\u00a0+1,0</b>" in texts
    assert "<b>0,0</b>" in texts
    assert any(text.startswith("Hemtjänst") and "underskott" in text for text in texts)
    assert any(text.startswith("&lt;b&gt;Stab") and "i balans" in text for text in texts)


def test_a_series_without_figures_is_left_out_and_the_others_carry_their_names() -> None:
    serier = (charts.Serie("Utfall 2022", (MNKR, *NONE[1:]), charts.Roll.UTFALL), charts.Serie("Tom", NONE, charts.Roll.BUDGET))
    figure = charts.draw_serier(serier, Enhet.TKR)
    assert notes(figure) == ["<b>Utfall 2022</b>"]
    assert list(figure.data[0].y) == [1000.0]


@given(st.lists(st.floats(-1e6, 1e6), max_size=8), st.floats(0.1, 1e5))
def test_labels_moved_apart_keep_their_order(places: list[float], gap: float) -> None:
    moved = spread(places, gap)
    order = sorted(range(len(places)), key=lambda i: places[i])
    assert [moved[i] for i in order] == sorted(moved)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_ticks_lie_inside_and_never_use_a_hyphen(one: float, other: float) -> None:
    low, high = sorted((one, other))
    if high - low < 1e-3:
        return
    axis = ticks(low, high)
    assert all(low <= value <= high for value in axis["tickvals"])
    assert not any("-" in text for text in axis["ticktext"])
    assert len(set(axis["ticktext"])) == len(axis["ticktext"])


@pytest.mark.parametrize(("width", "most"), [(330, 9), (620, 12)])
def test_the_times_of_a_matt_do_not_run_into_each_other(width: int, most: int) -> None:
    """At least 150 px go to the axis and the names: of 330 there is room for 9 words of 20 px, of 620 for all twelve."""
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    line = charts.Mattserie("Utfall", tuple(float(m) for m in range(12)), charts.Roll.UTFALL)
    axis = charts.draw_matt([line], months, width=width).layout.xaxis
    assert 3 <= len(axis.ticktext) <= most
    assert len(axis.ticktext) == 12 or width < 620
    assert [months[place] for place in axis.tickvals] == list(axis.ticktext)
