"""From the bytes of an image file to the array that the models see; one path for all images."""

import io
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from .reporting.project import InputError

Pixels = npt.NDArray[np.uint8]

INK = 48  # of 255; what is darker does not count as part of a subject on dark ground


def decode(content: bytes, rule: dict[str, Any]) -> tuple[Pixels, tuple[int, int]]:
    """Read an image of any format, mode and size that Pillow knows.

    The first frame counts, turned as the camera noted; what is transparent lies on white.

    Parameters
    ----------
    content : bytes
        Of the file.
    rule : dict
        ``[image]`` of the contract. ``fit`` is ``crop`` (the middle of a photo) or ``trim``: the
        subject stands bright on dark ground and fills the frame, as in scanned writing. An image
        that has the contract's own size is taken as it is.

    Returns
    -------
    pixels : ndarray of uint8, shape (height, width, channels)
    size : tuple of int
        Width and height of the file's own image.

    Raises
    ------
    InputError
        When the bytes are no whole image, or the image is too small or too large.
    """
    height, width, channels = rule["height"], rule["width"], rule["channels"]
    if not content:
        raise InputError("the file is empty")
    try:
        with warnings.catch_warnings(action="ignore"):  # the size is judged here, by the contract
            file = Image.open(io.BytesIO(content))
            size = file.size
            if size[0] * size[1] > rule["max_pixels"]:
                raise InputError(f"{size[0]} x {size[1]} pixels are more than the contract allows")
            if min(size) < rule["min_side"]:
                raise InputError(f"{size[0]} x {size[1]} pixels are too few to tell anything")
            image = flat(ImageOps.exif_transpose(file)).convert("RGB" if channels == 3 else "L")
    except InputError:
        raise
    except Image.DecompressionBombError:
        raise InputError("it has more pixels than the contract allows") from None
    except Exception as error:  # Pillow's readers raise many kinds for bytes that are no image
        raise InputError(f"it is no image that can be read ({type(error).__name__})") from None
    if image.size != (width, height):
        if rule["fit"] == "trim":
            image = trim(image)
        image = ImageOps.fit(image, (width, height), Image.Resampling.BOX)
    return np.array(image, np.uint8).reshape(height, width, channels), size


def flat(image: Image.Image) -> Image.Image:
    """Lay an image with transparency on white, and bring 16 bits to 8."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        values = np.asarray(image, float)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        return Image.fromarray((values.clip(0, top) / top * 255).astype(np.uint8))
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
