"""Static vectors are means of rows of the table, and find what is said in other words."""

import json

import numpy as np
import pytest
from library import index

from portfolio_project.corpus import Passage
from portfolio_project.fusion import Hybrid
from portfolio_project.okapi import BM25
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.static import Static, table
from portfolio_project.tensors import read_tensors
from portfolio_project.vectors import Vectors


def test_a_vector_is_the_mean_of_its_pieces():
    rows, cut = table()
    ids = cut.encode("a fee for members", add_special_tokens=False).ids
    mean = rows[ids].mean(0)
    expected = pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert Static().encode(["a fee for members"])[0] == expected
    assert Static().encode(["A FEE for Members"])[0] == expected


def test_an_empty_text_has_no_direction_and_none_has_no_rows():
    assert not Static().encode(["", "word"])[0].any()
    assert Static().encode([]).shape == (0, 256)


def test_what_is_said_in_other_words_is_found():
    some = [
        Passage("fee.md", "", "The annual fee is twenty euros."),
        Passage("tyre.md", "", "Roughen the rubber and press the patch on."),
        Passage("hours.md", "", "Doors are unlocked on Saturday morning."),
    ]
    asked = {"What does it cost per year?": "fee.md", "When do you open?": "hours.md"}
    for question, source in asked.items():
        found = index(Vectors(Static()), some).search([{question: 1.0}])[0]
        assert found.passages[0].source == source


def test_how_far_the_nearest_meaning_stands_out_is_a_signal():
    texts = ["The annual fee is twenty euros.", "Doors are unlocked on Saturday.", "Glue a patch."]
    some = index(Hybrid("none", 0.25, 0.4, 0.4, 5), [Passage(f"{t[:4]}.md", "", t) for t in texts])
    asked = "What does the membership cost?"
    near = Static().encode([f"\n{text}" for text in texts]) @ Static().encode([asked])[0]
    near = np.maximum(near, 0)  # from there on everything is alike
    found = some.search([{asked: 1.0}, {"🚲": 1.0}])
    signals = some.signals(found)
    assert signals[0, 3] == pytest.approx(near.max() - near.mean(), abs=1e-6)
    assert index(BM25(), some.passages).signals(found).shape == (2, 3)


def test_tensors_are_read_as_they_were_written(tmp_path):
    values = {"a": np.arange(6, dtype="<f4").reshape(2, 3), "b": np.ones(2, "<f2")}
    facts, content = {"__metadata__": {"format": "pt"}}, b""
    for name, value in values.items():
        ends = [len(content), len(content) + value.nbytes]
        kind = {"<f4": "F32", "<f2": "F16"}[value.dtype.str]
        facts[name] = {"dtype": kind, "shape": list(value.shape), "data_offsets": ends}
        content += value.tobytes()
    head = json.dumps(facts).encode()
    path = tmp_path / "some.safetensors"
    path.write_bytes(len(head).to_bytes(8, "little") + head + content)
    for name, value in read_tensors(path).items():
        assert np.array_equal(value, values[name])
    for bad in (b"", b"no tensors at all", path.read_bytes()[:-4]):
        path.write_bytes(bad)
        with pytest.raises(InputError, match="not a file of weights"):
            read_tensors(path)
