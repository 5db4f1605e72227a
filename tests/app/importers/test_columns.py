"""Which number of a row belongs to which column."""

import pytest
from msgspec import structs

from app.forms.model import Form
from app.importers.tables.columns import assign
from app.importers.tables.header import Header, read_header
from app.importers.terms import labels
from app.importers.terms.plain import PlainCell, table


@pytest.fixture
def three(form: Form) -> Header:
    """Three columns that stand on the grid at 2, 3 and 4."""
    leaves = labels.table_labels(form.edition, "disclosure").blocks[0].leaves
    return Header(leaves, ((2, 3), (3, 4), (4, 5)))


def cells_of(row: str, start: int = 2) -> list[PlainCell]:
    texts = [text.replace(".", "") for text in row.split()]
    return [PlainCell(text, 0, start + n) for n, text in enumerate(texts)]


def taken(header: Header, row: str, start: int = 2) -> list[str] | None:
    """The texts by column; None: none was taken, and a doubt says so. `.` is a blank."""
    assigned = assign(cells_of(row, start), header)
    if assigned.doubt:
        assert assigned.cells == ()
        return None
    return [cell.text for _, cell in assigned.cells]


def test_as_many_cells_as_columns_go_in_order_wherever_they_stand(three: Header):
    assert taken(three, "1 2 3") == ["1", "2", "3"]
    assert taken(three, "1 2 3", start=0) == ["1", "2", "3"]
    assert taken(three, ". 2 3", start=1) == ["", "2", "3"]


def test_more_cells_than_columns_go_by_their_places(three: Header):
    assert taken(three, ". 1 2 3 .", start=1) == ["1", "2", "3"]
    assert taken(three, ". . 2 3 .", start=1) == ["", "2", "3"]
    assert taken(three, ". 1 . . .", start=1) == ["1", "", ""]


def test_without_places_there_must_be_one_way_only(three: Header):
    unplaced = Header(three.columns)
    assert taken(unplaced, ". 1 2 3") == ["1", "2", "3"]
    assert taken(unplaced, "1 2 3 . .") == ["1", "2", "3"]
    assert taken(unplaced, ". . . .") == ["", "", ""]
    assert taken(unplaced, ". 1 2 .") is None
    assert taken(unplaced, "1 2 3 4") is None


def test_fewer_cells_than_columns_are_taken_only_where_they_end_under_the_last(three: Header):
    assert taken(three, "2 3", start=3) == ["2", "3"]
    assert taken(three, "1 2") is None
    assert taken(Header(three.columns), "1 2") is None


def test_a_number_under_a_strange_column_is_left_out_and_told(three: Header):
    before = structs.replace(three, strange=(PlainCell("行 次", 0, 1),))
    assigned = assign(cells_of("7 1 2 .", 1), before)
    assert [cell.text for _, cell in assigned.cells] == ["1", "2", ""]
    assert (assigned.strange, assigned.doubt) == (("行 次",), "")
    after = structs.replace(three, strange=(PlainCell("备注", 0, 5),))
    assigned = assign(cells_of(". 2 3 无"), after)
    assert [cell.text for _, cell in assigned.cells] == ["", "2", "3"]
    assert assigned.strange == ("备注",)
    assert taken(after, "2 3 无", start=3) is None


def test_a_number_under_no_column_is_left_out_and_told(three: Header):
    assigned = assign(cells_of("7 1 2 .", 1), three, {1, 2, 3})
    assert [cell.text for _, cell in assigned.cells] == ["1", "2", ""]
    assert assigned.doubt == "“7”不在任何一列的下面，没有取"
    assigned = assign(cells_of(". 2 3 7"), three, {3, 4, 5})
    assert [cell.text for _, cell in assigned.cells] == ["", "2", "3"]
    assert assigned.doubt == "“7”不在任何一列的下面，没有取"


def test_a_row_that_alone_has_a_number_too_many_is_not_taken(three: Header):
    """It may be the last one as well as the first, which has pushed the others aside."""
    assert taken(three, "1 2 3 4") is None
    assert taken(three, ". 2 3 4") is None


def test_a_row_that_its_unit_pushed_aside_is_not_taken(three: Header):
    assert taken(three, "件 1 2 3") is None
    assert taken(three, "1 2 无") == ["1", "2", "无"]


def test_a_row_that_alone_begins_too_far_left_is_shifted_as_a_whole(three: Header):
    assert taken(three, "1 2 3 .", start=1) == ["1", "2", "3"]
    assert taken(three, "1 2 . .", start=1) is None


def test_a_number_under_two_columns_is_not_taken(three: Header):
    wide = assign([PlainCell("5", 0, 2, 1, 3)], three)
    assert wide.cells == ()
    assert "几格并成了一格（5）" in wide.doubt
    blank = assign([PlainCell("", 0, 2, 1, 3)], three)
    assert [cell.text for _, cell in blank.cells] == ["", "", ""]


def test_groups_tell_columns_of_one_name_apart(form: Form):
    block = labels.table_labels(form.edition, "disputes").blocks[0]
    lines = table([["复议后起诉", "复议后起诉"], ["结果纠正", "总计"]]).lines
    header = read_header(lines, block)
    assert [column.id for column in header.columns] == [
        "post_review_corrected",
        "post_review_total",
    ]


def test_columns_of_one_name_without_their_groups_are_told(form: Form):
    block = labels.table_labels(form.edition, "disputes").blocks[0]
    header = read_header(table([["结果维持", "结果纠正"]]).lines, block)
    assert header.places == ()
    assert header.doubts == ("表头认不全，各列按官方的顺序对应",)
