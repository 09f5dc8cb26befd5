"""What a figure is drawn from, by hand."""

from types import SimpleNamespace

import numpy as np

from portfolio_project.figures import draw_confusion


def test_confusion_counts_truth_by_row_also_of_a_class_called_truth(copy_of_project):
    contract = SimpleNamespace(classes=["truth", "lie"])
    held = SimpleNamespace(
        project=copy_of_project,
        images=SimpleNamespace(contract=contract),
        bundle=SimpleNamespace(served="simple"),
        y=np.array([0, 0, 0, 1]),
        p=np.eye(2)[[0, 1, 1, 1]],
    )
    draw_confusion(held)
    data = (copy_of_project.reports / "figures" / "confusion.csv").read_text(encoding="utf-8")
    assert data.splitlines() == ["truth,truth,lie", "truth,1,2", "lie,0,1"]
