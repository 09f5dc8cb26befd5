"""What a figure is drawn from, by hand."""

from types import SimpleNamespace

import numpy as np

from portfolio_project.errors import (
    common,
    confused,
    properties,
)
from portfolio_project.figures import draw_confusion


def test_confusion_counts_truth_by_row_also_of_a_class_called_truth(quick_project):
    contract = SimpleNamespace(classes=["truth", "lie"])
    held = SimpleNamespace(
        project=quick_project,
        images=SimpleNamespace(contract=contract),
        bundle=SimpleNamespace(served="simple", label=lambda tier: f"{tier}: Model"),
        y=np.array([0, 0, 0, 1]),
        p=np.eye(2)[[0, 1, 1, 1]],
    )
    draw_confusion(held)
    data = (quick_project.reports / "figures" / "confusion.csv").read_text(encoding="utf-8")
    assert data.splitlines() == ["truth,truth,lie", "truth,1,2", "lie,0,1"]


HOW = {"resamples": 300, "level": 0.95, "seed": 0, "clusters": None}


def held_out(X, y, p):
    """Give what the error analysis needs of the opened test part."""
    images = SimpleNamespace(contract=SimpleNamespace(classes=["cat", "d|g", "emu"]))
    return SimpleNamespace(X=X, y=np.asarray(y), p=np.asarray(p), images=images, resampling=HOW)


def test_brightness_contrast_and_sharpness_by_hand():
    X = np.zeros((2, 2, 4, 1), np.uint8)
    X[1, :, 1::2] = 100  # columns of 0 and 100
    found = {name: values.tolist() for name, values in properties(X).items()}
    assert found == {"brightness": [0, 50], "contrast": [0, 50], "sharpness": [0, 100]}


def test_the_classes_that_are_taken_for_others_by_hand():
    p = np.eye(3)[[0, 1, 1, 1, 0]]
    held = held_out(None, [0, 0, 0, 1, 1], p)
    assert confused(held, 5) == [("cat", "d\\|g", "2 of 3"), ("d\\|g", "cat", "1 of 2")]


def test_what_wrong_images_have_in_common_is_said_only_where_it_is_there():
    rng = np.random.default_rng(0)
    X = rng.integers(100, 120, (200, 4, 4, 1)).astype(np.uint8)
    hits = np.arange(200) % 4 > 0
    held = held_out(X, np.zeros(200, int), np.eye(3)[np.where(hits, 0, 1)])
    assert common(held, hits).endswith("the wrong images cannot be told apart from the others.")
    X[~hits] //= 2
    assert "less brightness (55 against 110 of 255)" in common(held, hits)
