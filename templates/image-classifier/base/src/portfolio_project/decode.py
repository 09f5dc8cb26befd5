"""From the bytes of an image file to the array that the models see; one path for all images."""

import io
import time
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps
from scipy import ndimage

from .reporting.project import InputError

Pixels = npt.NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # no other is tried
MAX_BYTES = 50_000_000  # of one file
SECONDS = 10.0  # to read one image; the slowest phone's photo takes one
INK = 0.4  # of the strongest ink; what is weaker does not count as part of a subject
FAINT = 16  # of 255; weaker ink is none
LOOKED = 160  # pixels of the longer side, in which a subject is looked for
EDGE = 4  # a subject touches less than this part of a side, or it counts as ground


class Timed(io.BytesIO):
    """Bytes that can be read for so long and no longer: a small JPEG can hold hours of work.

    Parameters
    ----------
    content : bytes
    seconds : float
        From now on.
    """

    def __init__(self, content: bytes, seconds: float):
        super().__init__(content)
        self.end = time.monotonic() + seconds

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file, or raise ``TimeoutError``."""
        if time.monotonic() > self.end:
            raise TimeoutError
        return super().read(size)


def decode(
    content: bytes, rule: dict[str, Any], seconds: float = SECONDS
) -> tuple[Pixels, tuple[int, int]]:
    """Read an image of one of ``FORMATS``, of any mode and size.

    The first frame counts, turned as the camera noted; what is transparent lies on white. Nothing
    but the header is read before the size is known to be allowed, and no format is tried for which
    another program would be started.

    Parameters
    ----------
    content : bytes
        Of the file.
    rule : dict
        ``[image]`` of the contract. ``fit`` is ``crop`` (the middle of a photo) or ``trim``: the
        subject stands bright on dark ground and fills the frame, as in scanned writing. An image
        that has the contract's own size is taken as it is. ``white``, where it is given, is what
        counts as white in an image of more than 8 bits.
    seconds : float
        The reading may take.

    Returns
    -------
    pixels : ndarray of uint8, shape (height, width, channels)
    size : tuple of int
        Width and height of the file's own image.

    Raises
    ------
    InputError
        When the bytes are not a whole image, or the image is too small, too large or too slow.
    """
    height, width, channels = rule["height"], rule["width"], rule["channels"]
    if not content:
        raise InputError("the file is empty")
    if len(content) > MAX_BYTES:
        raise InputError(f"the file has more than {MAX_BYTES} bytes")
    try:
        with warnings.catch_warnings(action="ignore"):  # the size is judged here, by the contract
            file = Image.open(Timed(content, seconds), formats=FORMATS)
            file.decodermaxblock = 4096  # bytes between two looks at the clock
            size = file.size
            if size[0] * size[1] > rule["max_pixels"]:
                raise InputError(f"it has more than max_pixels = {rule['max_pixels']} pixels")
            if min(size) < rule["min_side"]:
                raise InputError(f"a side has fewer than min_side = {rule['min_side']} pixels")
            turned = to_bytes(ImageOps.exif_transpose(file), rule.get("white"))
            image = turned.convert("RGB" if channels == 3 else "L")
    except InputError:
        raise
    except TimeoutError:
        raise InputError("it takes longer to read than an image may") from None
    except Image.DecompressionBombError:
        raise InputError(f"it has more than max_pixels = {rule['max_pixels']} pixels") from None
    except Exception as error:  # Pillow's readers raise many kinds for bytes that are not an image
        kind = type(error).__name__
        raise InputError(f"it is not a whole {', '.join(FORMATS)} image ({kind})") from None
    if image.size != (width, height):
        if rule["fit"] == "trim":
            image = trim(image)
        image = ImageOps.fit(image, (width, height), Image.Resampling.BOX)
    return np.array(image, np.uint8).reshape(height, width, channels), size


def to_bytes(image: Image.Image, white: float | None) -> Image.Image:
    """Lay an image with transparency on white, and bring more bits than 8 to 8.

    All images are brought to 8 bits alike: by what is white in the contract, or in their type.
    """
    if image.mode[:1] in ("I", "F"):
        if image.mode in ("I", "F") and not white:
            kind = "fractions" if image.mode == "F" else "of 32 bits"
            raise InputError(f"its pixels are {kind}: say in the contract what `white` is")
        values = np.asarray(image, np.float32) * np.float32(255 / (white or 65535))
        return Image.fromarray(values.clip(0, 255).round().astype(np.uint8))
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)


def trim(image: Image.Image) -> Image.Image:
    """Cut a subject out of its ground: bright on dark, as tall or wide as its square frame.

    Whatever is connected to the edge of the picture is ground, so that a shadow on the paper is
    none of the ink.
    """
    image = ImageOps.contain(image, (LOOKED, LOOKED)) if max(image.size) > LOOKED else image
    values = np.asarray(image.convert("L"))
    edge = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    if edge.mean() > 127:  # dark ink on bright paper
        image = ImageOps.invert(image)
    values = np.asarray(image.convert("L"))
    ink = values - background(values)
    rows, columns = np.nonzero(ink >= max(FAINT, INK * ink.max()))
    if not len(rows):
        return image
    if image.mode == "L":
        full = ink * (max(int(values.max()), 1) / ink.max())
        image = Image.fromarray(full.clip(0, 255).round().astype(np.uint8))
    subject = image.crop((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    side = max(subject.size)
    frame = Image.new(image.mode, (side, side))
    frame.paste(subject, ((side - subject.width) // 2, (side - subject.height) // 2))
    return frame


def background(values: Pixels) -> npt.NDArray[np.int16]:
    """Give the brightness of the ground below bright ink, shape (height, width).

    It is what a walk from the edge keeps to without ever getting brighter (reconstruction by
    dilation: Vincent, IEEE Transactions on Image Processing, 1993).
    """
    level = np.zeros(values.shape, np.int16)
    for line in ((0,), (-1,), (slice(None), 0), (slice(None), -1)):  # what crosses it is ink
        side = values[line]
        wide = max(3, len(side) // EDGE)
        level[line] = np.maximum(level[line], ndimage.grey_opening(side, wide, mode="nearest"))
    while True:
        grown = np.minimum(ndimage.grey_dilation(level, 3, mode="nearest"), values)
        grown = np.maximum(grown, level)
        if np.array_equal(grown, level):
            return grown
        level = grown
