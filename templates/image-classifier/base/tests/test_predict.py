"""One path for evaluation and prediction, and a clear refusal of what is no image."""

import base64
import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from pictures import file_of, picture
from PIL import Image

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.decision import answer
from portfolio_project.held_out import open_test_part


@pytest.fixture(scope="module")
def held(finished):
    return open_test_part(finished)


@pytest.fixture(scope="module")
def files(held, tmp_path_factory):
    """Some test images as files of their own."""
    folder, paths = tmp_path_factory.mktemp("files"), []
    for i in range(10):
        paths.append(str(folder / f"{i}.png"))
        Image.fromarray(held.X[i].squeeze()).save(paths[-1])
    return paths


def ask(project, capsys, *words):
    code = main(["predict", *words], project)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_files_are_answered_as_they_were_evaluated(finished, held, files, capsys):
    code, out, _ = ask(finished, capsys, *files)
    assert code == 0
    expected = answer(held.served.decision, held.p[:10], read_contract(finished).classes)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["file"] for row in rows] == files
    for row, (_, one) in zip(rows, expected.iterrows(), strict=True):
        assert row["prediction"] == one["prediction"]
        assert float(row["probability"]) == pytest.approx(one["probability"], abs=2e-6)
        assert json.loads(row["top"]) == pytest.approx(one["top"], abs=2e-6)


def test_one_file_is_answered_as_json_and_explained(finished, held, files, capsys):
    code, out, _ = ask(finished, capsys, files[0], "--explain")
    reply = json.loads(out)
    assert code == 0
    assert reply["served"] == held.bundle.served
    assert np.shape(reply["hidden_costs"]) == held.X.shape[1:3]
    assert reply["sure"] == (reply["probability"] >= held.served.decision.threshold)
    assert max(reply["top"], key=reply["top"].get) == reply["prediction"]


def test_a_record_says_the_same_as_its_file(finished, files, tmp_path, capsys):
    record = {"image": base64.b64encode(Path(files[0]).read_bytes()).decode()}
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))
    assert ask(finished, capsys, str(path)) == ask(finished, capsys, files[0])


@pytest.mark.parametrize("name", ["example.png", "example.json"])
def test_the_example_is_answered(finished, capsys, name):
    code, out, _ = ask(finished, capsys, str(finished.root / "data" / name))
    assert code == 0
    assert json.loads(out)["prediction"] in read_contract(finished).classes


@pytest.mark.parametrize(
    "content",
    [
        file_of(picture("L", (30, 20), 90)),
        file_of(picture("CMYK", (30, 20)), "TIFF"),
        file_of(picture("RGBA", (300, 20), (1, 2, 3, 4))),
        file_of(
            picture("P", (64, 64)), "GIF", save_all=True, append_images=[picture("P", (64, 64))]
        ),
    ],
    ids=["grey", "cmyk", "alpha", "animated"],
)
def test_every_kind_of_image_is_answered(finished, tmp_path, capsys, content):
    path = tmp_path / "image"
    path.write_bytes(content)
    code, out, _ = ask(finished, capsys, str(path))
    assert code == 0
    assert 0 < json.loads(out)["probability"] <= 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.png", b"", "a.png: the file is empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a.png: it is not a whole PNG"),
        ("a.png", file_of(picture("L", (1, 1))), "a.png: a side has fewer than min_side"),
        ("a.png", file_of(picture("1", (10_000, 10_000))), "a.png: it has more than max_pixels"),
        ("a.json", b"[]", "a.json: a record has one field, 'image'"),
        ("a.json", b'{"image": "", "more": 1}', "a.json: a record has one field"),
        ("a.json", b'{"image": "%"}', "a.json: 'image' is not base64"),
        ("a.json", b'{"image": 3}', "a.json: 'image' is not base64"),
        ("a.json", b'{"image": ""}', "a.json: the file is empty"),
        ("a.json", b"{", "a.json: Expecting"),
    ],
)
def test_what_is_no_image_is_refused_by_name(finished, tmp_path, capsys, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = ask(finished, capsys, str(path))
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_missing_file_and_a_folder_are_refused(finished, tmp_path, capsys):
    for path in (tmp_path / "none.png", tmp_path):
        code, _, err = ask(finished, capsys, str(path))
        assert code == 2
        assert str(path) in err


def test_one_broken_file_among_many_ends_it_without_an_answer(finished, files, tmp_path, capsys):
    (tmp_path / "b.png").write_bytes(b"x")
    code, out, err = ask(finished, capsys, files[0], str(tmp_path / "b.png"))
    assert (code, out) == (2, "")
    assert "b.png" in err


def test_only_one_image_is_explained(finished, files, capsys):
    assert ask(finished, capsys, *files[:2], "--explain")[0] == 2
