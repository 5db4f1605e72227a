"""How tables are fitted on the page."""

import pytest

from app.disk import places
from app.exporters import paper
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue


@pytest.mark.parametrize("edition", sorted((places.resources() / "forms").glob("*.yaml")))
def test_every_table_of_every_edition_fits_on_a_page_under_its_heading(edition):
    for table in catalogue.read(edition).tables.values():
        fitted = paper.fit(table)
        assert sum(fitted.heights) + 28 + paper.UNDER_HEADING <= 225 / 25.4 * 72
        assert sum(fitted.widths) == pytest.approx(156 / 25.4 * 72, abs=0.1)


def test_the_tables_are_in_the_type_of_the_blank_form_or_a_trifle_larger():
    tables = catalogue.form("2021").tables

    assert [paper.fit(table).size for table in tables.values()] == [10.5, 10, 10.5]
    assert paper.sizes(STANDARD) == (10.5, 10, 9.5, 9)
    assert paper.sizes(Profile(table_size=9.5)) == (9.5, 9)


@pytest.mark.parametrize(
    ("letters", "row"), [(0, 17), (40, 17), (60, 16), (120, 16), (160, 15), (2000, 15)]
)
def test_rows_are_lower_where_notes_need_the_room(letters, row):
    """Up to four lines; of more as much goes on the page as can."""
    table = catalogue.form("2021").tables["requests"]
    fitted = paper.over(("文" * letters,) * bool(letters), table)

    assert (fitted.size, min(fitted.heights), fitted.fits_page) == (10, row, True)


def test_a_table_stands_on_its_page_in_the_largest_type_that_leaves_it_whole():
    """The lower the page, the smaller, down to the smallest; but no larger than on the form."""
    table = catalogue.form("2021").tables["requests"]
    found = [paper.fit(table, Profile(bottom=bottom)).size for bottom in (20, 35, 45, 50, 60)]

    assert found == [10, 10, 9.5, 9.5, 9]
    assert paper.fit(table, STANDARD, paper.ADDED_BY_A_WEB_PAGE).size == 9.5


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("added", [0, paper.ADDED_BY_A_WEB_PAGE])
def test_labels_of_table_three_are_broken_as_on_the_blank_form(edition, added):
    """Whose columns are 37.7, 46 and 163.5 points wide, of 487; ours have 442 in all."""
    fitted = paper.fit(catalogue.form(edition).tables["requests"], STANDARD, added)
    room = [width - 2 * 2.85 for width in fitted.widths[:3]]

    assert [int(each // fitted.size) for each in room[:2]] == [3, 4]
    assert room[2] >= (15 if fitted.size < 10 or not added else 13) * fitted.size
    assert min(fitted.widths[3:]) >= 5 * fitted.size / 2 + 2 * paper.PADDING


def test_a_label_that_has_one_line_on_the_blank_form_has_one():
    fitted = paper.fit(catalogue.form("2019").tables["disclosure"])
    (label,) = (c for c in fitted.grid.cells if c.text == "其他对外管理服务事项")

    assert fitted.heights[label.row] == min(fitted.heights)


def test_labels_stand_as_on_the_blank_form():
    """A block's title and the corner of table three at the left, the labels of table two not."""
    disclosure, requests, disputes = map(paper.fit, catalogue.form("2021").tables.values())

    def sides(fitted: paper.FittedGrid, kind: str) -> set[str]:
        return {fitted.side(cell) for cell in fitted.grid.cells if cell.kind == kind}

    assert sides(disclosure, "title") == sides(requests, "corner") == {"left"}
    assert sides(disclosure, "corner") == sides(disclosure, "label") == {"center"}
    assert sides(requests, "label") == {"left"}
    assert sides(requests, "header") == sides(disputes, "header") == {"center"}


def test_labels_stand_as_far_from_the_frame_as_on_the_blank_form():
    """Over a narrow column less, so that two letters stay beside one another."""
    for table, inset in zip(catalogue.form("2021").tables.values(), (2.85, 2.85, 5.4), strict=True):
        fitted = paper.fit(table)
        for cell in (c for c in fitted.grid.cells if c.kind != "value"):
            stands = paper.PADDING + fitted.indent(cell)
            room = fitted.width(cell) - 4.9 - 2 * fitted.size
            assert stands == pytest.approx(min(inset, room / 2), abs=0.1)


def test_only_a_table_as_tall_as_a_page_begins_a_new_one():
    tables = catalogue.form("2021").tables

    assert [paper.fit(table).fills_page for table in tables.values()] == [False, True, False]


def test_a_table_of_half_a_page_is_kept_whole_and_forced_nowhere():
    """One that does not go on a page goes over by itself; where it goes, no page is left empty."""
    table = catalogue.form("2019").tables["disclosure"]
    fitted = paper.fit(table)

    assert 0.5 < sum(fitted.heights) / STANDARD.text_height < 0.8
    assert fitted.fits_page
    assert not fitted.fills_page


def test_a_narrow_header_is_broken_as_on_the_blank_form():
    fitted = paper.fit(catalogue.form("2021").tables["requests"])
    broken = {"/".join(fitted.label_lines(cell)) for cell in fitted.grid.cells}

    assert {
        "自然/人",
        "商业/企业",
        "社会/公益/组织",
        "法律/服务/机构",
        "总计",
        "申请人情况",
    } <= broken


def test_columns_that_are_alike_break_their_headers_alike():
    """At these margins they are 28.3 or 28.4 points wide; LibreOffice takes the frame from it."""
    style = Profile(left=30, right=30, table_size=12)
    fitted = paper.fit(catalogue.form("2021").tables["disputes"], style)
    headers = [c for c in fitted.grid.cells if c.kind == "header" and c.column_span == 1]

    assert {fitted.width(cell) for cell in headers} == {28.3, 28.4}
    assert {len(line) for cell in headers for line in fitted.label_lines(cell)} == {2}
    room = 28.3 - 0.5 - 2 * paper.PADDING
    assert all(2 * fitted.size <= room - 2 * fitted.indent(cell) for cell in headers)
