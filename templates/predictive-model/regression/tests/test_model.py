"""Models against data whose only right answer is known, and against themselves."""

import joblib
import numpy as np
import pandas as pd
import pytest

from portfolio_project import baseline, model, task
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import prepare
from portfolio_project.reporting.rows import read_csv

SLOPES = np.array([3.0, -2.0, 1.0, 0.0])
NOISE = 2.0  # standard deviation, which no model can predict
TIERS = [baseline.trivial, baseline.simple, model.challenger]


def generated(n, seed):
    """Draw fields and a target that is their weighted sum and noise."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4))
    y = X @ SLOPES + 10 + NOISE * rng.normal(size=n)
    return pd.DataFrame(X, columns=list("abcd")), y


def test_the_linear_model_recovers_the_true_coefficients():
    X, y = generated(20_000, seed=0)
    linear = baseline.simple(alpha=0.01).fit(X, y)
    found = linear[-1].coef_ / X.std(ddof=0).to_numpy()
    assert found == pytest.approx(SLOPES, abs=5 * NOISE / np.sqrt(20_000))


def long_tailed(n, seed):
    """Draw a target with a long tail that fields multiply; its median is known."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4))
    median = np.exp(X @ SLOPES / 4)
    return pd.DataFrame(X, columns=list("abcd")), median * rng.lognormal(sigma=1.2, size=n), median


def error(fitted, X, y):
    return np.abs(y - task.predict(fitted, X)).mean()


def test_the_trivial_tier_is_the_constant_with_the_least_absolute_error():
    X, y, _ = long_tailed(2000, seed=0)
    trivial = error(baseline.trivial().fit(X, y), X, y)
    assert trivial <= min(np.abs(y - constant).mean() for constant in np.linspace(0, 10, 500))
    assert trivial < np.abs(y - y.mean()).mean()


def test_with_a_long_tail_every_model_finds_the_median_and_not_the_mean():
    X, y, _ = long_tailed(4000, seed=0)
    X_new, y_new, median = long_tailed(20_000, seed=1)
    best, trivial = np.abs(y_new - median).mean(), error(baseline.trivial().fit(X, y), X_new, y_new)
    middle = {name: values[len(values) // 2] for name, values in model.SPACE.items()}
    for build in (lambda: baseline.simple(scale="log"), lambda: model.challenger(**middle)):
        assert best < error(build().fit(X, y), X_new, y_new) < best + (trivial - best) / 2
    on_the_mean = error(baseline.simple(scale="identity").fit(X, y), X_new, y_new)
    assert on_the_mean > error(baseline.simple(scale="log").fit(X, y), X_new, y_new)


def test_a_field_that_tells_nothing_does_not_beat_the_constant():
    rng = np.random.default_rng(0)
    X, y = (
        pd.DataFrame(rng.normal(size=(3000, 3))).add_prefix("x"),
        rng.lognormal(sigma=1.5, size=3000),
    )
    trivial = error(baseline.trivial().fit(X[:2000], y[:2000]), X[2000:], y[2000:])
    for build in (lambda: baseline.simple(alpha=100.0, scale="log"), model.challenger):
        assert error(build().fit(X[:2000], y[:2000]), X[2000:], y[2000:]) > 0.97 * trivial


def test_the_logarithm_takes_what_is_negative_and_gives_it_back():
    y = np.array([-50.0, -1.0, 0.0, 3.0, 1e6])
    fitted = baseline.LogRidge(alpha=1e-9).fit(np.eye(5), y)
    assert fitted.predict(np.eye(5)) == pytest.approx(y, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("build", TIERS)
def test_no_model_beats_the_noise(build):
    fitted = build().fit(*generated(3000, seed=0))
    X, y = generated(3000, seed=1)
    squares = (y - task.predict(fitted, X)) ** 2
    assert squares.mean() > NOISE**2 - 3 * squares.std() / np.sqrt(len(y))


def test_the_linear_model_comes_close_to_the_noise():
    fitted = baseline.simple().fit(*generated(3000, seed=0))
    X, y = generated(3000, seed=1)
    assert np.sqrt(((y - task.predict(fitted, X)) ** 2).mean()) < 1.05 * NOISE


def test_the_selected_model_finds_what_the_linear_one_cannot():
    rng = np.random.default_rng(0)
    X = pd.DataFrame(rng.normal(size=(1000, 2)), columns=["a", "b"])
    y = (X["a"] * X["b"]).to_numpy()
    linear, trees = (build().fit(X[:500], y[:500]) for build in (baseline.simple, model.challenger))
    assert abs(task.knowledge(y[500:], task.predict(linear, X[500:]))) < 0.3
    assert task.knowledge(y[500:], task.predict(trees, X[500:])) > 0.8


@pytest.mark.parametrize("build", TIERS)
def test_fit_twice_and_save_and_load_are_equal(build, tmp_path):
    X, y = generated(300, seed=0)
    X["kind"] = pd.Categorical(np.where(X["a"] > 0, "x", "y"), ["x", "y"])
    first, again = (task.predict(build().fit(X, y), X) for _ in range(2))
    assert np.array_equal(first, again)
    joblib.dump(build().fit(X, y), tmp_path / "model.joblib")
    assert np.array_equal(first, task.predict(joblib.load(tmp_path / "model.joblib"), X))


@pytest.mark.parametrize("build", TIERS)
def test_empty_cells_and_empty_categories_are_fitted_and_predicted(build):
    X, y = generated(200, seed=0)
    X["kind"] = pd.Categorical(np.where(X["a"] > 0, "x", None), ["x", "y"])
    X.loc[::5, "b"] = np.nan
    assert np.isfinite(task.predict(build().fit(X, y), X)).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows, target: rows.assign(**{target: "7.0"}), "rows have the value 7"),
        (lambda rows, _: rows.head(2), "2 rows, fewer than 3 folds"),
    ],
)
def test_a_target_that_cannot_be_learned_is_refused(quick_project, capsys, change, message):
    prepare(quick_project)
    contract = read_contract(quick_project)
    path = quick_project.root / contract.data["file"]
    change(read_csv(path), contract.target.name).to_csv(path, index=False)
    assert main(["all"], quick_project) == 2
    assert message in capsys.readouterr().err
