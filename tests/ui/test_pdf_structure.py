"""The structure tree of the PDF, clause by clause (of ISO 32000-1), and as two others read it."""

import io
from itertools import pairwise

import pdfplumber
import pytest

from app.exporters.flow import clean, figures, flow
from app.files import store
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue, layout
from app.letters.numbers import written
from app.report.report import Report
from tests.app.exporters.shown import bare
from tests.hard import changed
from tests.ui.conftest import REPORTS
from tests.ui.made_fonts import boxes, installed
from tests.ui.pdf_reading import Tagged, attributes, children, kinds, poppler
from ui.print import pdf_file, pdf_tags
from ui.start.application import application

pytestmark = pytest.mark.slow

SMALL = Profile(name="甲", top=60, bottom=60, table_size=16, line_pitch=40, body_size=16)
"""A page on which no table has room."""


@pytest.fixture(autouse=True)
def qt(qapp):
    application()


@pytest.fixture(params=["sample", "005", "021", "blank lines"])
def report(request) -> Report:
    if request.param == "blank lines":
        texts = {
            "problems": "甲。\n\n\n乙。\n\n（一）丙\n丁。",
            "disputes/note": "注：一\n\n注：二",
        }
        return changed({**texts, "closing": "青石镇\n\n2026年1月20日\n\n（公开）"})
    return store.load(REPORTS / f"{request.param}.json").report


@pytest.fixture(params=[STANDARD, SMALL], ids=["A4", "small"])
def profile(request) -> Profile:
    return request.param


@pytest.fixture
def tagged(report, profile) -> Tagged:
    return Tagged(pdf_file.pdf(report, profile))


def test_the_file_says_that_it_is_tagged_in_what_language_and_under_which_title(report):
    """14.7.1, 14.8.1; 14.9.2; 12.2."""
    catalog = Tagged(pdf_file.pdf(report, STANDARD)).catalog

    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of pypdf
    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


def test_the_tree_hangs_together(tagged):
    """14.7.2: one root, each element of the type that it is, each knows its parent."""
    assert tagged.root["/Type"] == "/StructTreeRoot"
    assert tagged.document["/S"] == "/Document"
    assert tagged.document["/P"] == tagged.root
    for element in tagged.elements:
        assert element["/Type"] == "/StructElem"
        for child in children(element):
            assert child.raw_get("/P") == element.indirect_reference


def test_elements_and_pages_lead_to_each_other(tagged):
    """14.7.4.4: by the parent tree, each stretch of a page to its one element."""
    numbers = tagged.root["/ParentTree"]["/Nums"]
    of_pages = dict(zip(numbers[::2], numbers[1::2], strict=True))
    owners = {
        (page, number): element.indirect_reference
        for element in tagged.elements
        for page, number in tagged.contents(element)
    }

    assert len(owners) == sum(len(tagged.contents(element)) for element in tagged.elements)
    by_pages = {}
    for page, number in enumerate(p["/StructParents"] for p in tagged.reader.pages):
        parents = of_pages[number].get_object()
        by_pages |= {(page, at): parent for at, parent in enumerate(parents)}
    assert by_pages == owners


def test_all_that_is_painted_is_read_or_an_artifact(tagged):
    """14.8.2.2: and what is read is tagged on the page as it is in the tree."""
    tags = {
        place: element["/S"] for element in tagged.elements for place in tagged.contents(element)
    }
    for page in range(len(tagged.reader.pages)):
        painted = tagged.painted(page)
        read = {(tag, number) for tag, number in painted if number is not None}
        assert {tag for tag, number in painted if number is None} == {"/Artifact"}
        assert all(tags[page, number] == tag for tag, number in read)


def test_headings_go_down_level_by_level(tagged):
    """14.8.4.3.2: the title is the only first one."""
    levels = [int(kind[2:]) for kind in kinds(tagged.elements) if kind.startswith("/H")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_document_and_tables_hold_what_they_may(tagged):
    """14.8.4.3.4."""
    may = {
        "/Document": {"/H1", "/H2", "/H3", "/P", "/Table"},
        "/Table": {"/TR"},
        "/TR": {"/TH", "/TD"},
    }
    for element in tagged.elements:
        assert set(kinds(children(element))) <= may.get(element["/S"], set())


def test_tables_are_the_official_grid_with_its_headers_and_spans(report, tagged):
    """14.8.5.7: every cell where the official table has it, and no place twice or never."""
    tables = [element for element in tagged.elements if element["/S"] == "/Table"]
    forms = [section.table for section in report.form.sections if section.table]

    for table, of_form in zip(tables, forms, strict=True):
        grid = layout.grid(of_form)
        assert _places(table) == {
            (cell.row, cell.column): (cell.row_span, cell.column_span, _role(cell.kind))
            for cell in grid.cells
        }


def test_poppler_reads_it_in_the_order_a_person_reads_and_tables_as_tables(
    report, profile, tmp_path
):
    (tmp_path / "a.pdf").write_bytes(pdf_file.pdf(report, profile))

    (document,) = poppler(tmp_path / "a.pdf")
    read = _read(document["children"], "tag", lambda element: element["words"])
    assert list(read) == list(_expected(report, profile))


def test_so_does_pdfplumber(report):
    """Which does not tell on which other page a paragraph goes on: here none does."""
    with pdfplumber.open(io.BytesIO(pdf_file.pdf(report, STANDARD))) as pdf:
        text: dict[tuple[int, int], str] = {}
        for page in pdf.pages:
            for char in page.chars:
                place = page.page_number, char["mcid"]
                text[place] = text.get(place, "") + char["text"]
        (document,) = pdf.structure_tree

    def words(element) -> str:
        numbers = element.get("mcids", [])
        return "".join(text[element["page_number"], number] for number in numbers)

    assert list(_read(document["children"], "type", words)) == list(_expected(report, STANDARD))


def test_pdfplumber_sees_the_ruled_tables_too(report):
    """From the lines alone: what is drawn and what is tagged are one."""
    with pdfplumber.open(io.BytesIO(pdf_file.pdf(report, STANDARD))) as pdf:
        seen = [table for page in pdf.pages for table in page.extract_tables()]
    assert len(seen) == len(report.form.tables)
    for table, of_form in zip(seen, report.form.tables.values(), strict=True):
        rows = [
            ["".join((word or "").split()) for word in row if word is not None] for row in table
        ]
        assert rows == [[w for _, w in row] for row in _rows(report, of_form, STANDARD)]


@pytest.mark.parametrize(
    "text",
    [
        "网址https://www.qs.gov.cn/a6598521?t=4 Office 2019，电话0000-1234567。",
        "  两头的空格不算 ，a b  c",
        "一页编码2019-2020，见https://a.gov.cn/1234567890 ，𠮷野家——",
    ],
)
def test_words_are_copied_as_they_were_written_blanks_too(text, tmp_path):
    """Places where a line may end are no blanks, and blanks are no tabs."""
    report = Report(catalogue.form("2021"), {("texts", "problems"): text})
    (tmp_path / "a.pdf").write_bytes(pdf_file.pdf(report, STANDARD))

    (document,) = poppler(tmp_path / "a.pdf")
    assert text.strip() in [element["words"] for element in document["children"]]


def test_a_paragraph_on_many_pages_is_read_whole_where_its_first_page_is_mere_shapes():
    """14.9.4: what is said of an element stands in place of all that it holds."""
    text = "ABBA" + "政务公开，便民利民。" * 200
    report = Report(catalogue.form("2021"), {("texts", "problems"): text})
    with installed(boxes("Forbidden", rights=2)):
        tagged = Tagged(pdf_file.pdf(report, Profile(latin_font="Forbidden")))
    (element,) = (each for each in tagged.elements if "ABBA" in each.get("/ActualText", ""))

    assert len({page for page, _ in tagged.contents(element)}) > 2
    assert element["/ActualText"] == text


@pytest.mark.parametrize(
    "words", ["译名مرحبا，12 件。", "ۋاكالەتسىز", "甲\U000323b0乙", "שלום 100%"]
)
def test_what_is_not_drawn_as_it_is_read_is_said_beside(words):
    """14.9.4: words from the right, drawn piece by piece; letters that no font here has."""
    text = f"{words}{'其他的话。' * 900}{words}"
    report = changed({"problems": f"甲。\n{text}", "disputes/note": f"注：{words}"})
    said = [
        e["/ActualText"]
        for e in Tagged(pdf_file.pdf(report, STANDARD)).elements
        if "/ActualText" in e
    ]

    assert said == [f"注：{words}", text]


def test_very_many_paragraphs_are_no_array_too_long(monkeypatch):
    """PDF reference 1.4, table C.1."""
    monkeypatch.setattr(pdf_tags, "_MOST", 10)
    report = Report(catalogue.form("2021"), {("texts", "problems"): "文\n" * 95})
    tagged = Tagged(pdf_file.pdf(report, STANDARD))

    assert set(kinds(children(tagged.document))) == {"/Div"}
    assert all(len(children(division)) <= 10 for division in children(tagged.document))
    assert kinds(tagged.elements).count("/P") == 95


def _places(table) -> dict:
    """The cells of a table as their rows and spans place them, as a browser does."""
    rows = children(table)
    taken: set[tuple[int, int]] = set()
    found = {}
    for row, element in enumerate(rows):
        column = 0
        for cell in children(element):
            while (row, column) in taken:
                column += 1
            said = attributes(cell)
            down, across = int(said.get("/RowSpan", 1)), int(said.get("/ColSpan", 1))
            places = {(row + y, column + x) for y in range(down) for x in range(across)}
            assert not places & taken
            taken |= places
            found[row, column] = (down, across, (cell["/S"], said.get("/Scope")))
    width = max(column for _, column in taken) + 1
    assert len(taken) == len(rows) * width
    return found


def _role(kind: str) -> tuple[str, str | None]:
    scopes = {"title": "/Column", "corner": "/Column", "header": "/Column", "label": "/Row"}
    return ("/TH", scopes[kind]) if kind in scopes else ("/TD", None)


def _expected(report: Report, profile: Profile):
    """What a person reads, from top to bottom, without white space."""
    tags = {"title": "H1", "section": "H2", "part": "H3"}
    for piece in flow(report, profile):
        if piece.kind == "table":
            yield ("Table", [*_rows(report, piece.table, profile)])
        elif piece.text:
            yield (tags.get(piece.kind, "P"), "".join(piece.text.split()))


def _rows(report: Report, table, profile: Profile):
    values = figures(report, profile)
    for row in layout.grid(table).by_row():
        yield [
            ("TD", written(values[cell.id]))
            if cell.kind == "value"
            else ("TH", "".join(clean(cell.text).split()))
            for cell in row
        ]


def _read(elements, tag: str, words):
    """The same of a tree of dicts, in which `tag` names the tag of each."""
    for element in elements:
        if element[tag] == "Table":
            rows = [row.get("children", []) for row in element["children"]]
            cells = [[(cell[tag], bare(words(cell))) for cell in row] for row in rows]
            yield ("Table", cells)
        else:
            yield (element[tag], bare(words(element)))
