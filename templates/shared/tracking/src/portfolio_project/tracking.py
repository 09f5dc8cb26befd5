"""Keep in MLflow what was measured.

It reads what ``evaluate`` has written, so that what is tracked is what is reported, and nothing
else in the project knows of MLflow. Runs are kept in ``mlflow.db`` (SQLite), their files in
``mlartifacts/``.
"""

import hashlib
import importlib
import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import chdir
from typing import Any

from .reporting.leakage import fails
from .reporting.project import InputError, Project
from .reporting.run import models_sha256

DATABASE, ARTIFACTS = "mlflow.db", "mlartifacts"


def record(project: Project) -> tuple[str, bool]:
    """Record the last evaluation as one run of the experiment that has the package's name.

    Parameters
    ----------
    project : Project
        A project that was evaluated.

    Returns
    -------
    str
        Id of the run.
    bool
        Whether it is new: the same result of the same model is recorded once.

    Raises
    ------
    InputError
        When nothing was measured yet, or the models have changed since.
    """
    try:
        text, run_text = (
            (project.reports / name).read_text(encoding="utf-8")
            for name in ("metrics.json", "run.json")
        )
        result, run = json.loads(text), json.loads(run_text)
        measured = run["evaluate"]
    except (OSError, ValueError, KeyError):
        raise InputError(f"nothing is measured yet: run `python -m {__package__} all`") from None
    if measured["models_sha256"] != models_sha256(project):
        again = f"run `python -m {__package__} evaluate` first"
        raise InputError(f"the models have changed since they were measured: {again}")

    client, entities = connect(project)
    found, where = (client.get_experiment_by_name(__package__), (project.root / ARTIFACTS).as_uri())
    experiment = found.experiment_id if found else client.create_experiment(__package__, where)
    same = hashlib.sha256((text + measured["models_sha256"]).encode()).hexdigest()
    previous = client.search_runs([experiment], f"tags.result_sha256 = '{same}'", max_results=1)
    if previous:
        return str(previous[0].info.run_id), False

    now = int(time.time() * 1000)
    tags = {
        "result_sha256": same,
        "models_sha256": measured["models_sha256"],
        "served": result["served"],
        "data": result["data"]["name"],
        "data_sha256": result["data"]["sha256"],
        "gates": "failed" if any(map(fails, result["gates"].values())) else "passed",
        "mlflow.source.git.commit": run["git_commit"] or "none",
    }
    name = result["models"][result["served"]]["name"].partition("(")[0]
    run_id = str(client.create_run(experiment, now, run_name=name).info.run_id)
    client.log_batch(
        run_id,
        metrics=[entities.Metric(key, value, now, 0) for key, value in metrics(result)],
        params=[entities.Param(key, str(value)) for key, value in flat(project.params)],
        tags=[entities.RunTag(key, value) for key, value in tags.items()],
    )
    client.log_artifacts(run_id, str(project.reports), "reports")
    client.set_terminated(run_id)
    return run_id, True


def connect(project: Project) -> tuple[Any, Any]:
    """Open the project's database; MLflow is loaded here, and told not to report its use."""
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # else every table is announced
    try:
        mlflow = importlib.import_module("mlflow")
    except ModuleNotFoundError as error:
        raise InputError(f'{error}: run `pip install -e ".[tracking]"` first') from None
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    with chdir(project.root):  # a %, ? or # in a path is more than a letter to MLflow
        client = mlflow.MlflowClient(tracking_uri=f"sqlite:///{DATABASE}")
    return client, mlflow.entities


def metrics(result: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Name every defined number of every tier, with its interval: ``challenger/roc_auc/ci_low``."""
    tables = {tier: model["metrics"] for tier, model in result["models"].items()}
    for table, numbers in (tables | {"comparison": result["comparison"]}).items():
        for name, measured in numbers.items():
            for part, value in measured.items():
                plain = part in ("value", "diff")
                if isinstance(value, float):
                    yield f"{table}/{name}" if plain else f"{table}/{name}/{part}", value


def flat(params: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Name every parameter by its place in ``params.toml``: ``split.test``."""
    for key, value in params.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def main() -> int:
    """Record the last evaluation of this project; exit code 2 where there is none."""
    try:
        run_id, new = record(Project.here())
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"tracking: {'recorded' if new else 'had already'} run {run_id} in {DATABASE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
