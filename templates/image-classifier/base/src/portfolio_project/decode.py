"""From the bytes of an image file to the array that the models see; one path for all images."""

import io
import time
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from .reporting.project import InputError

Pixels = npt.NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")  # no other is tried
MAX_BYTES = 50_000_000  # of one file
SECONDS = 10.0  # to read one image; the slowest phone's photo takes one
INK = 48  # of 255; what is darker does not count as part of a subject on dark ground


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
        When the bytes are no whole image, or the image is too small, too large or too slow.
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
            turned = flat(ImageOps.exif_transpose(file), rule.get("white"))
            image = turned.convert("RGB" if channels == 3 else "L")
    except InputError:
        raise
    except TimeoutError:
        raise InputError("it takes longer to read than an image may") from None
    except Image.DecompressionBombError:
        raise InputError(f"it has more than max_pixels = {rule['max_pixels']} pixels") from None
    except Exception as error:  # Pillow's readers raise many kinds for bytes that are no image
        kind = type(error).__name__
        raise InputError(f"it is no whole {', '.join(FORMATS)} image ({kind})") from None
    if image.size != (width, height):
        if rule["fit"] == "trim":
            image = trim(image)
        image = ImageOps.fit(image, (width, height), Image.Resampling.BOX)
    return np.array(image, np.uint8).reshape(height, width, channels), size


def flat(image: Image.Image, white: float | None) -> Image.Image:
    """Lay an image with transparency on white, and bring more bits than 8 to 8.

    All images are brought to 8 bits alike: by what is white in the contract, or in their type.
    """
    if image.mode[:1] in ("I", "F"):
        if image.mode == "F" and not white:
            raise InputError("its pixels are fractions: say in the contract what `white` is")
        values = np.asarray(image, np.float32) * np.float32(255 / (white or 65535))
        return Image.fromarray(values.clip(0, 255).round().astype(np.uint8))
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)


def trim(image: Image.Image) -> Image.Image:
    """Cut a subject out of its ground: bright on dark, as tall or wide as its square frame."""
    values = np.asarray(image.convert("L"))
    edge = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    if edge.mean() > 127:  # dark ink on bright paper
        image = ImageOps.invert(image)
    box = image.convert("L").point(lambda value: 255 if value >= INK else 0).getbbox()
    if box is None:
        return image
    subject = image.crop(box)
    side = max(subject.size)
    frame = Image.new(image.mode, (side, side))
    frame.paste(subject, ((side - subject.width) // 2, (side - subject.height) // 2))
    return frame
