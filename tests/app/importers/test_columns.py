"""Which number of a row belongs to which column."""

from itertools import pairwise
from unicodedata import east_asian_width

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
    assert taken(three, "") is None
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


def by_place(header: str, row: str, *, whole: bool = True) -> list[str]:
    """What a row as it is drawn gives to the columns of a header; empty: nothing was taken."""
    marks = sorted({*_marks(header), *_marks(row)})
    over = [cell for cell in drawn(header, marks) if cell.text]
    columns = [cell for cell in over if cell.text != "行次"]
    leaves = labels.table_labels("2021", "requests").blocks[0].leaves[: len(columns)]
    places = tuple((cell.column, cell.end) for cell in columns)
    strange = tuple(cell for cell in over if cell.text == "行次")
    cells = drawn(row, marks)
    made = assign(cells, Header(leaves, places, "", strange, (), whole), {c.column for c in cells})
    return [cell.text for _, cell in made.cells]


def _marks(drawing: str) -> list[int]:
    wide = "".join(c * (1 + (east_asian_width(c) == "W")) for c in drawing)
    return [n for n, c in enumerate(wide) if c == "|"]


def drawn(drawing: str, marks: list[int]) -> list[PlainCell]:
    """Cells between strokes; a Chinese character is as wide as two others."""
    texts = [text.strip() for text in drawing.split("|")[1:-1]]
    places = [marks.index(n) for n in _marks(drawing)]
    return [PlainCell(t, 0, a, 1, b - a) for t, (a, b) in zip(texts, pairwise(places), strict=True)]


def test_cells_go_to_the_columns_that_they_stand_under():
    assert by_place("|行次|国家|地方|合计|    |", "| 7  | 2  |    | 3  | 件 |") == ["2", "", "3"]
    assert by_place("|行次|国家|合计|", "| 7  | 2  | 3  |", whole=False) == ["2", "3"]


def test_a_row_that_ends_early_may_have_lost_a_blank_before_its_end():
    assert by_place("|国家|地方|合计|", "| 2  | 3  |") == []
    assert by_place("|国家|地方|合计|", "|         | 3  |") == ["", "", "3"]


def test_a_text_over_two_columns_is_of_neither():
    assert by_place("|国家|地方|合计|", "|    2    | 3  |") == []
    assert by_place("|行次|国家|地方|合计|", "| 7  |    2    | 3  |") == []


def test_two_texts_under_one_column_are_taken_only_where_they_say_the_same():
    assert by_place("|  国家   |地方|", "| 2  | 3  | 4  |") == []
    assert by_place("|  国家   |地方|", "| 2  | 2  | 4  |") == ["2", "4"]
    assert by_place("|  国家   |地方|", "|    | 2  | 4  |") == ["2", "4"]
    assert by_place("|  国家   |地方|", "|    |    | 4  |") == ["", "4"]


def test_a_text_beside_the_columns_is_left_out_only_where_each_column_has_a_cell():
    assert by_place("|    |    |国家|地方|合计|", "| 1  | 2  | 3  | 4  |") == []
    assert by_place("|    |    |国家|地方|合计|", "| 1  | 2  | 3  | 4  |    |") == ["3", "4", ""]


def test_a_text_beside_the_columns_may_be_a_figure_that_was_pushed_there():
    assert by_place("|国家|    |合计|", "| 2  | 3  | 4  |", whole=False) == []
    assert by_place("|国家|    |合计|", "| 2  | 3  | 4  |") == ["2", "4"]
    assert by_place("|国家|地方|合计|    |", "| 件 | 2  | 3  | 4  |") == []


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
