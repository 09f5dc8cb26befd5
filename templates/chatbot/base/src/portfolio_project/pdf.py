"""PDF: the text of each page, as the file holds it. A picture of text is none.

A file is read in a process of its own, since one that is damaged, or made to, keeps a reader busy
for hours, and nothing but its end stops it. So this module imports nothing of the project.
"""

import json
import logging
import re
import subprocess
import sys
from io import BytesIO

from pypdf import PdfReader

SECONDS = 60  # for one document; a manual of a thousand pages takes half of them
PICTURES = 20  # times as large as other documents a PDF may be: most of it is not text
PAGE = "\f"  # stands before each page
HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")  # of a word that is cut at the line's end
BULLET = re.compile(r"^\s*[\u2022\u2023\u2043\u25aa\u25cf\u25e6]\s*", re.MULTILINE)
LOCKED = "documents that need a password, to be saved without one"
BROKEN = "documents that are damaged, to be saved as PDF again"
SLOW = "documents that take over a minute to read, to be saved as PDF again or cut"


def read_pdf(content: bytes) -> tuple[str, str]:
    """Read a PDF in a process of its own, which ends after ``SECONDS``: see :func:`parsed`."""
    command = [sys.executable, "-P", __file__]  # -P: no module of the project hides another's
    try:
        process = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return "", SLOW
    except subprocess.CalledProcessError:  # for want of memory, or by a fault of the reader's
        return "", BROKEN
    text, fault = json.loads(process.stdout)
    return text, fault


def parsed(content: bytes) -> tuple[str, str]:
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
        pages = [clean(page.extract_text()) for page in reader.pages]
    except Exception as error:  # what is damaged makes the reader raise any kind
        return "", LOCKED if type(error).__name__ == "DependencyError" else BROKEN
    return PAGE.join([" ".join(title.split()), *pages]), ""


def clean(text: str) -> str:
    """Put words together that the line's end cuts, and write list items with a dash."""
    return BULLET.sub("- ", HYPHEN.sub("", text.replace(PAGE, "\n")))


if __name__ == "__main__":  # the process of its own
    print(json.dumps(parsed(sys.stdin.buffer.read())))
