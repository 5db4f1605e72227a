"""Two programs that know nothing of ours show an OFD as the PDF of the same report looks."""

import pytest

from app.files import store
from app.files.profiles import STANDARD
from tests.app.exporters.shown import bare
from tests.hard import HARD, SAMPLE
from tests.ui.ofd_read import Read
from tests.ui.ofd_shown import DARK, READERS, SEEN, Reader, apart, of_pdf
from ui.print import ofd_document, pdf_file

REPORTS = {
    "sample": lambda: store.load(SAMPLE).report,
    "005": lambda: store.load(SAMPLE.with_name("005.json")).report,
    **{
        name: HARD[name]
        for name in ("rare_letters", "right_to_left", "unseen", "addresses", "earlier_edition")
    },
}
ONE_BY_ONE = {("ofd.js", "rare_letters"), ("ofd.js", "right_to_left")}
"""It draws each letter by itself, in a font that is installed, and halves of those beyond U+FFFF."""
MOST = 0.01


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_program_that_reads_ofd_shows_what_the_pdf_shows(
    reader: Reader, name: str, tmp_path, qapp
):
    if reader.missing:
        pytest.skip(f"NOT CHECKED in {reader.name}: {reader.missing} not installed here")
    report = REPORTS[name]()
    (tmp_path / "a.pdf").write_bytes(pdf_file.pdf(report, STANDARD))
    (tmp_path / "a.ofd").write_bytes(content := ofd_document.ofd(report, STANDARD))
    drawn, shown = of_pdf(tmp_path / "a.pdf", tmp_path), reader.read(tmp_path / "a.ofd", tmp_path)
    read = Read(content)
    texts = ["".join(letter.text for letter in read.letters(page)) for page in read.pages()]

    assert [bare(text) for text in shown.texts] == [bare(text) for text in texts]
    assert len(shown.pictures) == len(drawn)
    if (reader.name, name) in ONE_BY_ONE:
        return
    for number, (ours, theirs) in enumerate(zip(drawn, shown.pictures, strict=True), 1):
        for grey in (DARK, SEEN):
            share, squares = apart(ours, theirs, grey)
            assert (number, grey, share <= MOST, squares) == (number, grey, True, 0)
