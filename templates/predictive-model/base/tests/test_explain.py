"""What explanations say is true of tables whose truth is known, and figures show all they say."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from tables import make_table, two_fields

from portfolio_project import (
    baseline,
    charts,
    explain,
    figures,
    task,
)
from portfolio_project.decision import (
    decide,
    predict_tier,
)
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting.style import WIDTH
from portfolio_project.reporting.tiers import Tier


@pytest.fixture(scope="module")
def held(finished):
    return open_test_part(finished)


def opened(held, fields, y):
    """Give a test part of its own table, with a linear model that was fitted on its first half."""
    table, half = make_table(fields, y), len(y) // 2
    fitted = baseline.simple().fit(table.X[:half], table.y[:half])
    decision = decide(table.y[:half], task.predict(fitted, table.X[:half]), held.project.params)
    tier = Tier("Linear()", {}, fitted, 0.0, decision)
    X, test = table.X[half:], np.arange(half, len(y))
    bundle = replace(held.bundle, tiers=dict.fromkeys(held.bundle.tiers, tier), extra=X)
    p, parts = predict_tier(tier, X), replace(held.parts, test=test)
    facts = {"table": table, "bundle": bundle, "parts": parts, "served": tier, "p": p}
    predictions = dict.fromkeys(held.predictions, p)
    resampling = held.resampling | {"clusters": None}
    return replace(
        held, X=X, y=table.y[half:], predictions=predictions, resampling=resampling, **facts
    )


def test_shuffling_a_field_that_matters_makes_the_metric_worse(held):
    fields, y = two_fields(800)
    found = explain.importance(opened(held, fields, y)).set_index("field")
    assert list(found.index) == ["a", "b"]
    assert found["ci_low"]["a"] > 0.02
    assert found["ci_low"]["b"] < 0.02 < found["value"]["a"]


def test_only_the_fields_that_are_drawn_have_an_interval_and_all_have_a_value(held):
    fields, y = two_fields(200)
    fields |= {f"noise{i}": np.random.default_rng(i).normal(size=200) for i in range(14)}
    found = explain.importance(opened(held, fields, y))
    assert set(found["field"]) == set(fields)
    assert found["value"].is_monotonic_decreasing
    assert list(found["ci_low"].notna()) == [True] * charts.SHOWN + [False] * 4


def test_dependence_follows_the_model_and_reaches_the_ends_of_a_tail(held):
    fields, y = two_fields(400)
    fields["tail"] = np.where(np.arange(400) % 50 == 0, 99_999.0, 0.0)
    fields["kind"] = np.array(list("xxyyyyzzz"))[np.arange(400) % 9]
    found = explain.dependence(opened(held, fields, y), ["a", "tail", "kind"])
    output = found.columns[2]
    curve = found[found["field"] == "a"]
    assert curve["value"].is_monotonic_increasing
    assert curve[output].is_monotonic_increasing
    assert list(found[found["field"] == "tail"]["value"]) == [0.0, 99_999.0]
    assert list(found[found["field"] == "kind"]["value"]) == ["y", "z", "x"]  # commonest first


def test_a_category_of_many_levels_shows_the_commonest(held):
    fields, y = two_fields(400)
    fields["kind"] = np.char.add("level ", (np.arange(400) % 30).astype(str))
    found = explain.dependence(opened(held, fields, y), ["kind"])
    assert len(found) == explain.LEVELS


def test_a_level_that_no_training_row_has_is_not_drawn():
    levels = pd.Series(pd.Categorical(["x", "y", "y"], ["x", "y", "z"]))
    assert list(explain.grid(levels)) == ["y", "x"]


def test_contributions_name_what_the_row_differs_in(held):
    fields, y = two_fields(400)
    some = opened(held, fields, y)
    row = some.X.head(1).assign(a=4.0, b=some.X["b"].median())
    changes = explain.contributions(some.served, row, some.X)
    assert list(changes) == ["a", "b"]
    assert changes["a"] > 0.2


def painted(monkeypatch, held, draw, *arguments):
    """Paint what a function draws, and give the figures by name."""
    found = {}

    def keep(_project, name, _data, paint, height):
        with rc_context({"figure.constrained_layout.use": True}):
            found[name] = Figure(figsize=(WIDTH, height))
            paint(found[name])

    for module in (charts, figures):
        monkeypatch.setattr(module, "save", keep)
    draw(held, *arguments)
    return found


def test_nothing_that_is_written_on_a_figure_is_cut_off(monkeypatch, held):
    every = painted(monkeypatch, held, figures.draw)
    matters = explain.importance(held)
    every |= painted(monkeypatch, held, charts.draw_importance, matters)
    curves = explain.dependence(held, list(matters["field"][:4]))
    every |= painted(monkeypatch, held, charts.draw_dependence, curves)
    for name, figure in every.items():
        FigureCanvasAgg(figure).draw()
        axes = figure.axes
        texts = [text for each in axes for text in (each.title, each._left_title, each.xaxis.label)]
        texts += [each.yaxis.label for each in axes] + [*figure.texts, figure._suptitle]
        for text in texts:
            if text is not None and text.get_text():
                box = text.get_window_extent()
                assert box.x0 >= 0 and box.x1 <= figure.bbox.x1, (name, text.get_text())


def test_levels_are_bars_numbers_are_a_line_and_a_long_name_is_cut(monkeypatch, held):
    fields, y = two_fields(400)
    fields |= {"tail": np.exp(3 * fields["b"]), "kind": np.array(["x", "y"])[np.arange(400) % 2]}
    some, name = opened(held, fields, y), "a field with a name that is longer than its panel"
    curves = explain.dependence(some, ["a", "tail", "kind"]).replace("a", name)
    extra = some.bundle.extra.rename(columns={"a": name})
    some = replace(some, bundle=replace(some.bundle, extra=extra))
    figure = painted(monkeypatch, some, charts.draw_dependence, curves)["partial_dependence"]
    line, tail, bars = figure.axes
    assert (len(bars.patches), len(bars.lines)) == (2, 0)
    assert not line.patches
    assert line.get_xlabel().endswith("…")
    assert (line.get_xscale(), tail.get_xscale()) == ("linear", "symlog")


def test_dates_have_a_grid():
    days = pd.Series(pd.date_range("2024-01-01", periods=50))
    found = explain.grid(days)
    assert found.min() == days.min()
    assert found.max() == days.max()
