"""Each leak of images, injected, turns its check red and no other."""

import re

import numpy as np
import pytest
from pictures import make_images, noise, relabelled

from portfolio_project.audit import (
    audit,
    shortcut,
    single_pixel,
)
from portfolio_project.data import contradicted
from portfolio_project.reporting import leakage
from portfolio_project.split import Split, split

PARAMS = {"seed": 5, "split": {"test": 0.25, "validation": 0.25}}


@pytest.fixture(autouse=True)
def few_shuffles(monkeypatch):
    """Spare most of the label shuffles, which are tested by themselves."""
    monkeypatch.setattr(leakage, "SHUFFLES", 2)


def red(images, parts=None):
    """Give the names of the checks that fail."""
    parts = parts or split(images, PARAMS)
    return [name for name, c in checks(images, parts).items() if not c["passed"]]


def checks(images, parts):
    """Audit under a model that is always right."""
    return audit(images, parts, PARAMS, 0.001, np.ones(len(parts.test), bool))


def clean(n=400, classes=2, **contract):
    X, y = noise(n, classes=classes)
    return make_images(X, y, **contract)


@pytest.mark.parametrize("by", ["class", "order"])
def test_clean_images_pass_every_check(by):
    assert red(clean(by=by)) == []


def test_a_watermark_in_a_corner_is_found():
    images = clean()
    images.X[:, 7, 0, 0] = np.where(images.y == 1, 250, images.X[:, 7, 0, 0] // 2)
    parts = split(images, PARAMS)
    found = checks(images, parts)["single_pixel"]
    assert not found["passed"]
    assert found["field"].startswith("row 7, column 0")


def test_of_few_images_with_many_pixels_none_is_accused():
    """Some pixel always tells five training images from ten; it does not tell the test images."""
    for seed in range(10):
        X, _ = noise(25, side=24, seed=seed)
        images = make_images(X, np.arange(25) % 3 % 2)
        parts = split(images, PARAMS)
        others = np.append(parts.val, parts.test)
        assert single_pixel(images, parts.train, others)["passed"], seed


def test_a_label_that_is_spread_over_pixels_is_found():
    images = clean()
    X = images.X.astype(int)
    X[:, 0, 0] //= 2
    X[:, 0, 1] = X[:, 0, 0] + 20 * images.y[:, None]  # neither of the two tells much alone
    assert red(relabelled(images, X=X.astype(np.uint8))) == ["linear_reconstruction"]


@pytest.mark.parametrize(
    ("fact", "change"),
    [
        (
            "name",
            {
                "names": lambda y: np.array(
                    [f"shot-{'x' if k else 'q'}{i}" for i, k in enumerate(y)]
                )
            },
        ),
        ("size", {"sizes": lambda y: np.stack([640 + 100 * y, np.full(len(y), 480)], axis=1)}),
    ],
)
def test_a_fact_of_the_collection_that_tells_the_class_is_found(fact, change):
    images = clean()
    changed = relabelled(images, **{name: make(images.y) for name, make in change.items()})
    assert red(changed) == ["shortcut"]
    parts = split(changed, PARAMS)
    found = shortcut(changed, parts.train, parts.test, 5, served=1.0)
    assert (found["field"], found["warns"]) == (fact, True)  # it can have an honest cause
    assert re.match(rf"{fact} alone is right in \d+%, \d+% of the served", found["reason"])
    assert "name it in `content` of [shortcut]" in found["reason"]
    strict = make_images(images.X, images.y).contract
    strict.shortcut["gate"] = True
    gated = shortcut(relabelled(changed, contract=strict), parts.train, parts.test, 5, 1.0)
    assert leakage.fails(gated)
    allowed = make_images(images.X, images.y, content=[fact]).contract
    assert red(relabelled(changed, contract=allowed)) == []


def test_a_colour_that_tells_the_class_is_found():
    images = clean()
    X = (images.X * np.where(images.y == 1, 1.0, 0.7)[:, None, None, None]).astype(np.uint8)
    assert red(relabelled(images, X=X)) == ["shortcut"]


def test_a_file_called_after_its_class_is_no_shortcut():
    images = clean(classes=2)
    about = make_images(images.X, images.y, classes=["cat", "dog"]).contract
    names = np.array([f"{about.classes[k]}.{i}.jpg" for i, k in enumerate(images.y)])
    assert red(relabelled(images, contract=about, names=names)) == []


def test_the_same_image_on_both_sides_is_found():
    images = clean(by="order")
    parts = split(images, PARAMS)
    twin = parts.train[images.y[parts.train] == images.y[parts.test[0]]][0]
    images.X[parts.test[0]] = images.X[twin]
    assert red(images, parts) == ["exact_duplicates"]


def test_a_test_image_that_trains_is_found():
    images = clean()
    parts = split(images, PARAMS)
    both = np.append(parts.train, parts.test[:3])
    leaky = Split(both, parts.val, parts.test, parts.strategy, {})
    assert {"test_ids_disjoint", "exact_duplicates"} <= set(red(images, leaky))


def test_an_image_that_looks_the_same_on_both_sides_is_warned_of():
    coarse = np.random.default_rng(0).integers(0, 256, (200, 8, 8, 1))
    X = coarse.repeat(4, 1).repeat(4, 2)
    images = make_images(X, noise(200)[1])
    parts = split(images, PARAMS)
    images.X[parts.test[0]] = images.X[parts.train[0]] * 0.97 + 2
    assert red(images, parts) == ["near_duplicates"]
    assert not leakage.fails(checks(images, parts)["near_duplicates"])


def test_one_picture_under_two_labels_is_reported():
    images = clean()
    first, second = np.flatnonzero(images.y == 0)[0], np.flatnonzero(images.y == 1)[0]
    images.X[first] = images.X[second]
    assert red(images) == ["labels_agree"]
    names = {str(images.names[first]), str(images.names[second])}
    assert [set(torn) for torn in contradicted(images)] == [names]


def test_a_test_part_of_one_group_ends_in_no_traceback():
    X, y = noise(200)
    images = make_images(X, y, [f"g{i // 50}_{i}" for i in range(200)], by="group")
    assert red(images) == []


def test_groups_are_held_apart_whatever_the_images_are_split_by():
    X, y = noise(400)
    names = [f"w{i // 20}_{i}" for i in range(400)]
    images = make_images(X, y, names, by="class", groups="^([^_]+)_")
    assert red(images) == []
    rows = np.random.default_rng(0).permutation(400)
    assert red(images, Split(rows[:200], rows[200:300], rows[300:], "class", {})) == [
        "groups_disjoint"
    ]


def test_a_block_out_of_order_and_a_torn_group_are_found():
    images = clean(by="order")
    parts = split(images, PARAMS)
    turned = Split(parts.test, parts.val, parts.train, "order", {})
    assert red(images, turned) == ["time_order"]
    X, y = noise(400)
    grouped = make_images(X, y, [f"w{i // 20}_{i}" for i in range(400)], by="group")
    rows = np.random.default_rng(0).permutation(400)
    torn = Split(rows[:200], rows[200:300], rows[300:], "group", {})
    assert red(grouped, torn) == ["groups_disjoint"]


def test_an_image_that_is_not_there_yet_is_found():
    X, y = noise(400)
    assert red(make_images(X, y, known_at_prediction=False)) == ["known_at_prediction"]
