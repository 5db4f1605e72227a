"""Whatever other programs show of a document equals the report: `readers.py` lists the programs."""

import pytest

from app.exporters import EXPORTS
from app.files import store
from app.importers import take
from app.importers.terms.proposal import report_of
from tests import office
from tests.app.exporters import shown
from tests.app.exporters.readers import READERS, ROOT, Reader, in_words
from tests.app.importers.test_round_trip import printed
from tests.hard import HARD, SAMPLE

REPORTS = {
    "sample": lambda: store.load(SAMPLE).report,
    "005": lambda: store.load(SAMPLE.with_name("005.json")).report,
    **HARD,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("reader", READERS, ids=str)
def test_what_a_program_shows_is_what_the_report_says(reader: Reader, name: str, tmp_path):
    if reader.missing:
        pytest.skip(f"NOT CHECKED in {reader.name}: {reader.missing} not installed here")
    report = REPORTS[name]()
    file = tmp_path / f"a{reader.suffix}"
    file.write_bytes(EXPORTS[reader.suffix].render(report))
    found, wanted = reader.read(file, tmp_path), shown.ours(report, reader.suffix)

    for aspect in reader.shows:
        assert PARTS[aspect](found) == PARTS[aspect](wanted)


@pytest.mark.slow
@pytest.mark.skipif(not office.IS_THERE, reason="NOT CHECKED: LibreOffice (soffice) is needed")
@pytest.mark.parametrize("kind", ["docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"])
def test_what_libreoffice_saved_anew_comes_back_equal(kind: str, tmp_path):
    """As whoever put in a comma and sent it on: its own file of it, not ours."""
    suffix = f".{kind.partition(':')[0]}"
    reports = {name: made() for name, made in REPORTS.items()}
    files = [tmp_path / f"{name}{suffix}" for name in reports]
    for file, report in zip(files, reports.values(), strict=True):
        file.write_bytes(EXPORTS[suffix].render(report))
    office.convert(files, tmp_path / "anew", kind)

    for name, report in reports.items():
        proposal = take.from_file(tmp_path / "anew" / f"{name}{suffix}")
        assert (name, proposal.all_doubts) == (name, ())
        assert (name, printed(report_of(proposal))) == (name, printed(report))


def test_the_page_about_documents_says_which_programs_show_what():
    page = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")
    assert [line for line in in_words() if line not in page] == []


PARTS = {
    "figures": lambda s: [[text for text, *_ in cells] for cells in s.tables],
    "merges": lambda s: s.tables,
    "headings": lambda s: s.headings,
    "breaks": lambda s: s.breaks,
    "words": lambda s: s.words,
}
