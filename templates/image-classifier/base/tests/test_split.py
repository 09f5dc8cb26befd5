"""No block, group or picture stands on both sides, and what is official stays as it is."""

import numpy as np
import pytest
from pictures import make_images, noise, stripes

from portfolio_project.data import load
from portfolio_project.duplicates import contents
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.split import groups, split

PARAMS = {"seed": 3, "split": {"test": 0.2, "validation": 0.2}}


def parts_of(images):
    found = split(images, PARAMS)
    return found, [found.train, found.val, found.test]


def test_the_split_of_this_project_covers_every_image_once(finished):
    images = load(finished)
    found = split(images, finished.params)
    together = np.concatenate([found.train, found.val, found.test])
    assert len(np.unique(together)) == len(together) == len(images.y) - sum(found.dropped.values())


def test_blocks_keep_their_order():
    X, y = noise(100)
    found, (train, val, test) = parts_of(make_images(X, y, by="order"))
    assert (len(train), len(val), len(test)) == (60, 20, 20)
    assert train.max() < val.min()
    assert val.max() < test.min()
    assert found.strategy == "order"


def test_the_official_test_part_is_never_changed():
    X, y = noise(100)
    names = [f"{'test' if i % 4 == 0 else 'train'}/{i}" for i in range(100)]
    X[1] = X[0]  # a training image that is in the test part as well
    found, (train, val, test) = parts_of(make_images(X, y, names, by="official"))
    assert test.tolist() == list(range(0, 100, 4))
    assert 1 not in [*train, *val]
    assert found.dropped == {"duplicates": 1, "groups": 0}


def test_groups_stay_together():
    X, y = noise(200)
    names = [f"writer{i // 10}_{i}.png" for i in range(200)]
    images = make_images(X, y, names, by="group")
    _, parts = parts_of(images)
    hands = [set(groups(images)[part]) for part in parts]
    assert not (hands[0] & hands[1] or hands[0] & hands[2] or hands[1] & hands[2])
    assert all(hands)


@pytest.mark.parametrize("share", [0.1, 0.15, 0.25, 0.3, 0.45])
@pytest.mark.parametrize("by", ["class", "order", "group"])
def test_the_shares_of_the_parts_are_honoured(by, share):
    X, y = noise(1000, classes=4)
    names = [f"w{i // 5}_{i}" for i in range(1000)]
    params = {"seed": 0, "split": {"test": share, "validation": 0.2}}
    found = split(make_images(X, y, names, by=by), params)
    assert len(found.test) == pytest.approx(1000 * share, abs=5)
    assert len(found.val) == pytest.approx(200, abs=5)
    if by == "class":
        assert np.ptp(np.bincount(y[found.test])) <= 2


def test_few_groups_of_unlike_size_still_give_every_part_some():
    sizes = [50, 40, 30, 30]
    names = [f"g{g}_{i}" for g, n in enumerate(sizes) for i in range(n)]
    X, y = noise(150)
    for seed in range(10):
        found = split(make_images(X, y, names, by="group"), PARAMS | {"seed": seed})
        assert min(map(len, (found.train, found.val, found.test))) >= 30


def test_groups_stay_together_within_an_official_split_too():
    X, y = noise(400)
    names = [f"test/w{i // 10}_{i}" if i < 100 else f"train/w{i // 10}_{i}" for i in range(400)]
    names[100] = "train/w0_100"  # somebody of the test part
    images = make_images(X, y, names, by="official", groups=r"/([^_]+)_")
    found, (train, val, test) = parts_of(images)
    assert test.tolist() == list(range(100))
    assert found.dropped == {"duplicates": 0, "groups": 1}
    hands = [set(groups(images)[part]) for part in (train, val, test)]
    assert not (hands[0] & hands[1] or hands[0] & hands[2] or hands[1] & hands[2])
    assert len(val) == pytest.approx(80, abs=10)  # a share of all images


def test_what_was_left_out_is_said_where_nothing_is_left():
    X, y = noise(100)
    names = [f"{'test' if i < 50 else 'train'}/one_{i}" for i in range(100)]
    with pytest.raises(InputError, match="left it as groups of a later part"):
        split(make_images(X, y, names, by="official", groups="/([^_]+)_"), PARAMS)


def test_a_name_without_a_group_is_refused():
    X, y = noise(50)
    with pytest.raises(InputError, match=r"00000\.png: .* finds no group"):
        split(make_images(X, y, by="group"), PARAMS)


@pytest.mark.parametrize("by", ["class", "order"])
def test_equal_images_never_stand_on_both_sides(by):
    X, y = noise(100)
    X[80:] = X[:20]
    y[80:] = y[:20]
    images = make_images(X, y, by=by)
    found, (train, val, test) = parts_of(images)
    for early, late in ((train, val), (train, test), (val, test)):
        assert not set(contents(X[early])) & set(contents(X[late]))
    assert found.dropped["duplicates"] == (20 if by == "order" else 0)


def scenes(n, seed=0, side=48):
    """Give smooth images of which no two look alike."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (n, 8, 8, 1))
    return coarse.repeat(side // 8, 1).repeat(side // 8, 2).astype(np.uint8)


def moved(scene):
    return np.pad(scene, ((0, 0), (2, 0), (0, 0)), mode="edge")[:, :-2]


@pytest.mark.parametrize("by", ["class", "group"])
def test_images_that_look_equal_stay_together_and_none_is_dropped(by):
    X, y = scenes(100), np.arange(100) % 2
    X[80:90] = [moved(scene) for scene in X[:10]]
    images = make_images(X, y, [f"g{i}_{i}" for i in range(100)], by=by)
    found, parts = parts_of(images)
    assert sum(map(len, parts)) == 100
    assert found.dropped == {"duplicates": 0, "groups": 0}
    assert found.note.startswith("20 images that look like another one stand in the same part")
    where = {row: k for k, part in enumerate(parts) for row in part}
    assert all(where[i] == where[80 + i] for i in range(10))


@pytest.mark.parametrize("by", ["order", "official"])
def test_images_that_look_equal_are_counted_where_chance_does_not_decide(by):
    X, y = scenes(100), np.arange(100) % 2
    X[80:90] = [moved(scene) for scene in X[:10]]
    names = [f"{'test' if i >= 80 else 'train'}/{i}" for i in range(100)]
    found, parts = parts_of(make_images(X, y, names, by=by))
    assert sum(map(len, parts)) == 100
    assert found.note.startswith("20 images look like another one")


def test_images_that_all_look_alike_never_empty_a_part():
    X = np.stack([np.roll(scenes(1)[0], i % 3, axis=1) for i in range(60)])
    X[:, 0, 0, 0] = np.arange(60)  # no two are equal
    found, (train, val, test) = parts_of(make_images(X, np.arange(60) % 2))
    assert (len(train), len(val), len(test)) == (36, 12, 12)
    assert "too many to be kept together" in found.note


def test_a_class_that_training_lacks_is_refused():
    X, _ = noise(100)
    y = np.repeat([0, 1, 2], [40, 40, 20])
    y[:80] = np.arange(80) % 2
    y[80:90] = 0
    with pytest.raises(InputError, match="training part has no image of class 'c'"):
        split(make_images(X, y, by="order"), PARAMS)


def test_a_part_of_one_class_is_refused():
    X, y = stripes(100)
    y[80:] = 0
    with pytest.raises(InputError, match="test part has 20 images without two classes"):
        split(make_images(X, y, by="order"), PARAMS)


def test_the_seed_decides_and_nothing_else():
    X, y = noise(100)
    images = make_images(X, y)
    first, again = (split(images, PARAMS).test for _ in range(2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, split(images, PARAMS | {"seed": 4}).test)
