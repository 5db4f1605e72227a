"""What other programs put on the clipboard."""

from app.forms.model import Form
from app.importers import convert
from app.importers.markup import from_clipboard
from app.importers.tables import match
from app.importers.terms.plain import PlainTable
from app.importers.terms.proposal import TableProposal
from tests.app.importers import pages


def texts(table: PlainTable) -> list[list[str]]:
    return [[cell.text for cell in line] for line in table.lines]


def pasted(table: PlainTable, form: Form) -> tuple[TableProposal, ...]:
    """What a copied piece of a report says, in the ids of a form."""
    found = match.match([table], form.edition, whole=False).tables
    return tuple(convert.to_form(each, form) for each in found)


def test_tabs_and_lines():
    assert texts(from_clipboard.read_tsv("1\t\t3\r\n\t\t\r\n")) == [["1", "", "3"], ["", "", ""]]
    assert texts(from_clipboard.read_tsv("1\n\n")) == [["1"], [""]]
    assert texts(from_clipboard.read_tsv("")) == [[""]]


def test_a_quoted_cell_may_hold_tabs_lines_and_quotes():
    assert texts(from_clipboard.read_tsv('"a\tb\n""c"""\t2\n')) == [['a\tb\n"c"', "2"]]
    assert texts(from_clipboard.read_tsv('"三安全"一稳定\t2')) == [['"三安全"一稳定', "2"]]


def test_excel_says_what_spans_are_none():
    copied = (
        "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000999\r\n<html><body><table>"
        "<!--StartFragment--><col width=64><tr>"
        "<td colspan=3 style='mso-ignore:colspan'>标题</td></tr>"
        "<tr><td colspan=2>1</td><td>2</td></tr><!--EndFragment--></table></body></html>"
    )
    (table,) = from_clipboard.read_html_tables(copied)
    assert texts(table) == [["标题", "", ""], ["1", "2"]]
    assert [cell.column for cell in table.lines[1]] == [0, 2]


def test_a_half_of_html_is_no_error():
    for copied in ("", "words", "<", "<table", "<td>1", "<table><tr><td>1<td>2<tr><td>3"):
        from_clipboard.read_html_tables(copied)


def test_a_pasted_row_goes_by_its_label(form: Form):
    table = from_clipboard.read_tsv("（一）予以公开\t3\t1\t\t0\t0\t0\t4\n")
    (found,) = pasted(table, form)
    assert found.cells["requests/granted/natural"] == 3
    assert found.blank == ("requests/granted/research",)
    assert found.published == {"requests/granted/total": 4}
    assert found.doubts == ()


def test_a_pasted_table_of_the_older_edition_comes_into_this_one(form: Form):
    report = pages.published("003")
    (table,) = from_clipboard.read_html_tables(pages.table_html(report, "requests"))
    (found,) = pasted(table, form)
    assert found.edition == "2019"
    assert found.cells["requests/unable_not_held/natural"] == 10


def test_numbers_alone_have_no_labels(form: Form):
    assert pasted(from_clipboard.read_tsv("1\t2\n3\t4\n"), form) == ()
