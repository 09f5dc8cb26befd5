"""Models against data whose only right answer is known, and against themselves."""

import joblib
import numpy as np
import pandas as pd
import pytest

from portfolio_project import baseline, model, task
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import prepare
from portfolio_project.metrics import row_losses
from portfolio_project.reporting.rows import read_csv

SLOPES = np.array([1.5, -1.0, 0.5, 0.0])
TIERS = [baseline.trivial, baseline.simple, model.challenger]


def generated(n, seed):
    """Draw fields, outcomes and the true probability of each outcome."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4))
    p = 1 / (1 + np.exp(-(X @ SLOPES - 0.5)))
    y = (rng.uniform(size=n) < p).astype(float)
    return pd.DataFrame(X, columns=list("abcd")), y, p


def test_the_linear_model_recovers_the_true_coefficients():
    X, y, _ = generated(20_000, seed=0)
    linear = baseline.simple(C=10.0).fit(X, y)
    found = linear[-1].coef_[0] / X.std(ddof=0).to_numpy()
    assert found == pytest.approx(SLOPES, abs=0.1)


@pytest.mark.parametrize("build", TIERS)
def test_no_model_beats_the_bayes_rate(build):
    fitted = build().fit(*generated(3000, seed=0)[:2])
    X, y, p = generated(3000, seed=1)
    predictions = task.predict(fitted, X)
    excess = row_losses(y, predictions) - row_losses(y, p)
    assert excess.mean() > -3 * excess.std() / np.sqrt(len(y))
    right, best = (predictions >= 0.5) == y, (p >= 0.5) == y
    assert right.mean() <= best.mean() + 3 * np.sqrt(0.25 / len(y))


def test_the_linear_model_comes_close_to_the_bayes_rate():
    fitted = baseline.simple().fit(*generated(3000, seed=0)[:2])
    X, y, p = generated(3000, seed=1)
    excess = row_losses(y, task.predict(fitted, X)) - row_losses(y, p)
    assert excess.mean() < 0.01


def test_the_selected_model_finds_what_the_linear_one_cannot():
    rng = np.random.default_rng(0)
    X = pd.DataFrame(rng.normal(size=(1000, 2)), columns=["a", "b"])
    y = (X["a"] * X["b"] > 0).to_numpy(float)
    linear, trees = (build().fit(X[:500], y[:500]) for build in (baseline.simple, model.challenger))
    assert task.knowledge(y[500:], task.predict(linear, X[500:])) < 0.7
    assert task.knowledge(y[500:], task.predict(trees, X[500:])) > 0.9


@pytest.mark.parametrize("build", TIERS)
def test_fit_twice_and_save_and_load_are_equal(build, tmp_path):
    X, y, _ = generated(300, seed=0)
    X["kind"] = pd.Categorical(np.where(X["a"] > 0, "x", "y"), ["x", "y"])
    first, again = (task.predict(build().fit(X, y), X) for _ in range(2))
    assert np.array_equal(first, again)
    joblib.dump(build().fit(X, y), tmp_path / "model.joblib")
    assert np.array_equal(first, task.predict(joblib.load(tmp_path / "model.joblib"), X))


@pytest.mark.parametrize("build", TIERS)
def test_empty_cells_and_empty_categories_are_fitted_and_predicted(build):
    X, y, _ = generated(200, seed=0)
    X["kind"] = pd.Categorical(np.where(X["a"] > 0, "x", None), ["x", "y"])
    X.loc[::5, "b"] = np.nan
    assert np.isfinite(task.predict(build().fit(X, y), X)).all()


def test_rows_of_one_class_are_refused(quick_project, capsys):
    prepare(quick_project)
    contract = read_contract(quick_project)
    path = quick_project.root / contract.data["file"]
    rows = read_csv(path)
    rows[rows[contract.target.name] == contract.target.positive].to_csv(path, index=False)
    assert main(["all"], quick_project) == 2
    assert "0 rows in a class, fewer than 3 folds" in capsys.readouterr().err


def test_fewer_rows_of_a_class_than_folds_are_refused(quick_project, capsys):
    prepare(quick_project)
    contract = read_contract(quick_project)
    path = quick_project.root / contract.data["file"]
    rows = read_csv(path)
    rare = rows[contract.target.name] == contract.target.positive
    pd.concat([rows[~rare], rows[rare].head(2)]).to_csv(path, index=False)
    assert main(["all"], quick_project) == 2
    assert "2 rows in a class, fewer than 3 folds" in capsys.readouterr().err
