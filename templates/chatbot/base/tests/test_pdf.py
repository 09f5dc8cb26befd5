"""PDF: each page is a section, and what cannot be read is named with the next step."""

import io
import time

import matplotlib
import pytest
from library import RULES
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter

from portfolio_project import pdf
from portfolio_project.corpus import Faults, read_corpus

PDF = RULES | {"suffixes": [".pdf"]}


def written(*pages, title=""):
    """Print pages of text as any program does, with the letters of its own font."""
    file = io.BytesIO()
    with (
        matplotlib.rc_context({"pdf.fonttype": 42}),
        PdfPages(file, metadata={"Title": title}) as pdf,
    ):
        for text in pages:
            figure = Figure(figsize=(5, 4))
            figure.text(0.1, 0.5, text)
            pdf.savefig(figure)
    return file.getvalue()


def locked(content):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_each_page_is_a_section_under_the_title(tmp_path):
    pages = ("Rent is due on Mon-\nday.", "", "• Bring a card.")
    (tmp_path / "Rules.PDF").write_bytes(written(*pages, title="House rules"))
    (tmp_path / "untitled.pdf").write_bytes(written("One page."))
    found = read_corpus(tmp_path, PDF, Faults())
    assert [(p.source, p.title, p.text) for p in found] == [
        ("Rules.PDF#page-1", "House rules: Page 1", "Rent is due on Monday."),
        ("Rules.PDF#page-3", "House rules: Page 3", "- Bring a card."),
        ("untitled.pdf#page-1", "untitled: Page 1", "One page."),
    ]


def test_a_scan_is_left_out_and_named(tmp_path, capsys):
    (tmp_path / "scan.pdf").write_bytes(written(""))
    (tmp_path / "text.pdf").write_bytes(written("One page."))
    assert len(read_corpus(tmp_path, PDF, Faults())) == 1
    assert "left out (a scan has none): scan.pdf" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (locked(written("One page.")), "documents that need a password, to be saved without one"),
        (b"%PDF-1.7\n", "documents that are damaged, to be saved as PDF again"),
        (written("One page.")[:2000], "documents that are damaged, to be saved as PDF again"),
        (b"", "documents that are damaged, to be saved as PDF again"),
        (b"\0" * 2_000, "documents that are damaged, to be saved as PDF again"),
    ],
    ids=["locked", "head", "cut", "empty", "zeros"],
)
def test_what_cannot_be_read_is_named_with_the_next_step(tmp_path, content, said):
    (tmp_path / "a.pdf").write_bytes(content)
    faults = Faults()
    assert read_corpus(tmp_path, PDF, faults) == []
    assert dict(faults) == {said: ["a.pdf"]}


def test_pictures_make_a_pdf_larger_than_other_documents(tmp_path):
    content = written("One page.")
    (tmp_path / "a.pdf").write_bytes(content)
    rules = PDF | {"max_bytes": len(content) // 10}
    assert len(read_corpus(tmp_path, rules, Faults())) == 1
    faults = Faults()
    read_corpus(tmp_path, rules | {"max_bytes": len(content) // 30}, faults)
    assert "to be cut" in " ".join(faults)


def endless(levels=14):
    """A small file of 16,384 pages: each folder of its tree holds the next one twice."""
    pages = [f"<</Type/Pages/Count 2/Kids[{n} 0 R {n} 0 R]>>" for n in range(3, levels + 3)]
    page = f"<</Type/Page/MediaBox[0 0 9 9]/Resources<</Font<<>>>>/Contents {levels + 3} 0 R>>"
    drawn = "BT (a) Tj ET " * 1000
    stream = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream "
    written, places = "%PDF-1.7\n", []
    for number, one in enumerate(["<</Type/Catalog/Pages 2 0 R>>", *pages, page, stream], 1):
        places.append(f"{len(written):010} 00000 n \n")
        written += f"{number} 0 obj{one}endobj\n"
    size, lines = len(places) + 1, "".join(places)
    table = f"xref\n0 {size}\n0000000000 65535 f \n{lines}trailer<</Size {size}/Root 1 0 R>>"
    return f"{written}{table}\nstartxref\n{len(written)}\n%%EOF".encode()


def test_what_takes_too_long_is_named_with_the_next_step(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(endless())
    (tmp_path / "b.pdf").write_bytes(written("One page."))
    monkeypatch.setattr(pdf, "SECONDS", 5)
    start, faults = time.monotonic(), Faults()
    assert [passage.text for passage in read_corpus(tmp_path, PDF, faults)] == ["One page."]
    assert dict(faults) == {pdf.SLOW: ["a.pdf"]}
    assert time.monotonic() - start < 15
