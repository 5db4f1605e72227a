"""Which lines are the headings of the sections, where several could be."""

from app.forms.model import Form
from app.importers.terms.plain import Paragraph
from app.importers.texts import headings

EACH = [[text] for text in ("甲", "乙", "丙", "丁", "戊", "己")]


def places(form: Form, *runs: list[list[str]], rest: str = "") -> list[int]:
    """The headings found in runs of all sections, each with its lines under it or behind it."""
    lines: list[str] = []
    for run in runs:
        for section, below in zip(form.sections, run, strict=True):
            lines += [section.heading, *below]
    if rest:
        lines += [f"{section.heading}：{rest}" for section in form.sections]
    found = headings.sections([Paragraph(line) for line in lines], form.sections)
    return [heading.place for heading in found]


def test_a_list_of_the_headings_is_passed_over_for_those_with_a_text(form: Form):
    assert places(form, [[]] * 6, EACH) == [6, 8, 10, 12, 14, 16]


def test_of_two_runs_the_one_counts_in_which_every_section_says_something(form: Form):
    with_a_gap = [*EACH[:2], [], *EACH[3:]]
    assert places(form, with_a_gap, EACH) == [11, 13, 15, 17, 19, 21]
    assert places(form, EACH, with_a_gap) == [0, 2, 4, 6, 8, 10]


def test_a_text_that_begins_behind_its_heading_is_a_text(form: Form):
    assert places(form, [[]] * 6, rest="没有。") == [6, 7, 8, 9, 10, 11]


def test_blank_lines_are_no_text(form: Form):
    assert places(form, [[""]] * 6, EACH) == [12, 14, 16, 18, 20, 22]
