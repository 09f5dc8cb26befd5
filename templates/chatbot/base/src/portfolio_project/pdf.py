"""PDF: the text of each page, as the file holds it. A picture of text is none."""

import logging
import re
from io import BytesIO

from pypdf import PdfReader

from .words import LINE

PICTURES = 20  # times as large as other documents a PDF may be: most of it is no text
PAGE = "\f"  # stands before each page
HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")  # of a word that is cut at the line's end
BULLET = re.compile(r"^\s*[\u2022\u2023\u2043\u25aa\u25cf\u25e6]\s*", re.MULTILINE)
LOCKED = "documents that need a password, to be saved without one"
BROKEN = "documents that are damaged, to be saved as PDF again"


def read_pdf(content: bytes) -> tuple[str, str]:
    """Read a PDF: its title, where it has one, then each page after a form feed; or what is wrong.

    Parameters
    ----------
    content : bytes
        The file.

    Returns
    -------
    text, fault : str
        One of them is empty.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would warn of each flaw in a file
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return "", LOCKED
        title = str((reader.metadata and reader.metadata.title) or "")
        pages = [cleaned(page.extract_text()) for page in reader.pages]
    except Exception as error:  # what is damaged makes the reader raise any kind
        return "", LOCKED if type(error).__name__ == "DependencyError" else BROKEN
    return PAGE.join([" ".join(title.split()), *pages]), ""


def cleaned(text: str) -> str:
    """Put words together that the line's end cuts, and write list items with a dash."""
    return BULLET.sub("- ", HYPHEN.sub("", text.replace(PAGE, LINE)))
