"""Every mode, format and size of an image becomes the same kind of array, or is refused by name."""

import io
import subprocess
import time

import numpy as np
import pytest
from pictures import RULE, file_of, picture
from PIL import Image, ImageDraw

from portfolio_project import decode as decoding
from portfolio_project.decode import FORMATS, decode
from portfolio_project.reporting.project import (
    InputError,
)

COLOUR = RULE | {"channels": 3}


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (picture("RGB", color=(10, 20, 30)), "PNG", (10, 20, 30)),
        (picture("L", color=77), "PNG", (77, 77, 77)),
        (picture("1", color=1), "PNG", (255, 255, 255)),
        (picture("CMYK", color=(0, 0, 0, 255)), "TIFF", (0, 0, 0)),
        (picture("CMYK", color=(0, 255, 255, 0)), "TIFF", (255, 0, 0)),
        (picture("RGBA", color=(10, 20, 30, 255)), "PNG", (10, 20, 30)),
        (picture("RGBA", color=(10, 20, 30, 0)), "PNG", (255, 255, 255)),
        (picture("LA", color=(0, 0)), "PNG", (255, 255, 255)),
        (picture("P", color=0), "GIF", (0, 0, 0)),
        (Image.fromarray(np.full((20, 20), 65535, np.uint16)), "PNG", (255, 255, 255)),
        (picture("RGB", size=(300, 7), color=(9, 9, 9)), "BMP", (9, 9, 9)),
    ],
    ids=lambda value: getattr(value, "mode", value) if not isinstance(value, tuple) else "",
)
def test_every_mode_is_read_as_colour(image, kind, expected):
    pixels, size = decode(file_of(image, kind), COLOUR)
    assert pixels.shape == (8, 8, 3)
    assert pixels.dtype == np.uint8
    assert pixels.reshape(-1, 3).tolist() == [list(expected)] * 64
    assert size == image.size


def test_a_lossy_photo_becomes_grey_within_a_shade():
    pixels, _ = decode(file_of(picture("RGB", color=(200, 200, 200)), "JPEG"), RULE)
    assert pixels.shape == (8, 8, 1)
    assert np.abs(pixels.astype(int) - 200).max() <= 2


def test_of_an_animation_the_first_frame_counts():
    frames = [picture("L", color=shade) for shade in (10, 200)]
    content = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(content, RULE)[0].max() <= 12


def test_a_photo_is_turned_as_the_camera_noted():
    left = np.zeros((20, 20), np.uint8)
    left[:, :10] = 255
    turned = Image.Exif()
    turned[0x0112] = 6  # the top of the scene is at the right
    pixels, _ = decode(file_of(Image.fromarray(left), "PNG", exif=turned), RULE)
    assert pixels[:4].min() == 255
    assert pixels[4:].max() == 0


def test_an_image_of_the_contracts_size_is_taken_as_it_is():
    values = np.random.default_rng(0).integers(0, 256, (8, 8)).astype(np.uint8)
    for fit in ("crop", "trim"):
        pixels, _ = decode(file_of(Image.fromarray(values)), RULE | {"fit": fit})
        assert np.array_equal(pixels[:, :, 0], values)


@pytest.mark.parametrize("paper", [0, 255])
def test_a_subject_is_cut_out_of_its_ground_dark_or_bright(paper):
    values = np.full((60, 80), paper, np.uint8)
    values[10:50, 20:40] = 255 - paper  # twice as tall as wide
    pixels = decode(file_of(Image.fromarray(values)), RULE | {"fit": "trim"})[0][:, :, 0]
    assert pixels[:, 2:6].min() == 255
    assert pixels[:, [0, 1, 6, 7]].max() == 0


def test_a_blank_page_is_an_image_too():
    pixels, _ = decode(file_of(picture("L", color=255)), RULE | {"fit": "trim"})
    assert np.ptp(pixels) == 0


WHOLE = file_of(Image.fromarray(np.random.default_rng(0).integers(0, 256, (50, 50)).astype("u1")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"no image", "not a whole PNG"),
        (WHOLE[: len(WHOLE) // 2], "not a whole PNG"),
        (WHOLE[:100] + b"\0" * 200 + WHOLE[300:], "not a whole PNG"),
        (file_of(picture("L", (1, 1))), "fewer than min_side = 4 pixels"),
        (file_of(picture("1", (10_000, 10_000))), "more than max_pixels = 50000000 pixels"),
        (file_of(picture("1", (20_000, 20_000))), "more than max_pixels"),
    ],
    ids=["empty", "text", "cut off", "damaged", "1x1", "10,000x10,000", "bomb"],
)
def test_what_is_no_usable_image_is_refused(content, message):
    with pytest.raises(InputError, match=message):
        decode(content, RULE)


@pytest.mark.parametrize("kind", ["EPS", "PPM", "ICO", "PCX", "TGA", "JPEG2000"])
def test_a_format_that_is_not_listed_is_not_even_tried(kind, monkeypatch):
    content = file_of(picture("RGB", (40, 40)), kind)
    Image.open(io.BytesIO(content))  # Pillow knows it, and for EPS would start another program
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(InputError, match="not a whole PNG, JPEG, WEBP, GIF, BMP, TIFF image"):
        decode(content, RULE)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_listed_format_is_read(kind):
    assert decode(file_of(picture("RGB", (40, 40)), kind), RULE)[1] == (40, 40)


def test_what_a_phone_calls_a_jpeg_is_read():
    content = file_of(picture(), "MPO", save_all=True, append_images=[picture()])
    assert decode(content, RULE)[1] == (20, 20)


def test_a_small_file_that_holds_hours_of_work_is_given_up():
    """The last scan of a progressive JPEG, again and again: each costs as much as the picture."""
    whole = file_of(picture("L", (4000, 4000)), "JPEG", progressive=True)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    bomb = whole[:-2] + 20_000 * scan + whole[-2:]
    start = time.monotonic()
    with pytest.raises(InputError, match="longer to read than an image may"):
        decode(bomb, RULE, seconds=0.2)
    assert time.monotonic() - start < 10  # it would be minutes


def test_a_file_of_too_many_bytes_is_refused_unread(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="more than 100 bytes"):
        decode(WHOLE, RULE)


@pytest.mark.parametrize(
    ("values", "white", "expected"),
    [
        (np.full((20, 20), 32768, np.uint16), None, 128),
        (np.full((20, 20), 200, np.uint16), None, 1),  # alike in all images, not by its own range
        (np.full((20, 20), 2048, np.uint16), 4095, 128),
        (np.full((20, 20), 0.5, np.float32), 1.0, 128),
    ],
)
def test_more_bits_than_8_are_scaled_by_type_or_contract(values, white, expected):
    rule = RULE | ({"white": white} if white else {})
    found, _ = decode(file_of(Image.fromarray(values), "TIFF"), rule)
    assert found == pytest.approx(expected, abs=0.5)


def test_fractions_need_a_white():
    content = file_of(Image.fromarray(np.full((20, 20), 0.5, np.float32)), "TIFF")
    with pytest.raises(InputError, match="say in the contract what `white` is"):
        decode(content, RULE)


def test_integers_of_32_bits_need_a_white():
    content = file_of(Image.fromarray(np.full((20, 20), 70_000, np.int32)), "TIFF")
    with pytest.raises(InputError, match="say in the contract what `white` is"):
        decode(content, RULE)
    assert (decode(content, RULE | {"white": 140_000})[0] == 128).all()


@pytest.mark.parametrize("shadow", ["band", "corner"])
def test_a_shadow_on_the_paper_is_no_ink(shadow):
    """A seven in dark ink, photographed with a hand's shadow over a part of the page."""
    across = np.arange(200)
    paper = np.full((200, 200), 230.0)
    paper[np.add.outer(across, across) < 180 if shadow == "corner" else across > 110] -= 90
    page = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(page).line([(70, 50), (130, 50), (95, 150)], fill=30, width=14)
    rule = RULE | {"fit": "trim"}
    clean = decode(file_of(page), rule)[0].astype(int)
    dark = Image.fromarray(np.minimum(paper, np.asarray(page)).astype(np.uint8))
    assert np.abs(decode(file_of(dark), rule)[0] - clean).mean() < 25
