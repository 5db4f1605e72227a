"""Which lines of a source are in no text of its report, and what they are."""

from collections.abc import Iterable, Iterator

from app.forms.model import Form
from app.importers.terms.labels import key
from app.importers.terms.plain import Paragraph
from app.importers.terms.proposal import Left
from app.importers.texts import furniture, headings, title
from app.importers.texts.called import Head
from app.importers.texts.gathered import Item, ReportLines, Taken

_OF_PAGE = "网页或版面上的字"
_OF_TABLE = "表格的名称、单位和页码"
_HEADING = "写法和表样不同的标题，按表样的标题读取"
_ABOVE, _OUTSIDE, _AFTER = "标题上面的内容", "正文以外的内容", "正文后面的内容"
_REPEATED, _CONTENTS, _OTHER = "重复的内容", "目录", "没有位置的内容"
_SIGNS = "符号和花线"


def of(
    source: Iterable[Item], report: ReportLines, head: Head, taken: Taken, form: Form
) -> Iterator[Left]:
    """Every line of the source that has words and was not taken.

    What is not known to have been taken was not: nothing can fall between two rules.
    """
    kept = {id(line) for own in taken.texts.values() for line in own} | taken.headings
    kept |= {id(line) for line in report.above[head.start : head.end]}
    official = set(_official(form))
    zones = _zones(report, head)
    for line in source:
        if not isinstance(line, Paragraph) or id(line) in kept or not line.text:
            continue
        if key(line.text) not in official:
            yield Left(line.text, _why(line, zones, report, head, form))
    yield from (Left(words, _HEADING) for words in taken.reworded)


def _official(form: Form) -> Iterator[str]:
    """What a line may say without saying anything: headings, and the titles of blocks."""
    for section in form.sections:
        yield key(section.heading)
        yield from (key(text.heading) for text in section.texts if text.heading)
    for table in form.tables.values():
        yield from (
            key(text) for block in table.blocks for text in (block.title, block.corner) if text
        )


def _zones(report: ReportLines, head: Head) -> dict[int, str]:
    """What is known of lines by where they stand, by their identity."""
    before = {line.text for line in report.lines if line}
    zones = {id(line): _REPEATED if line.text in before else _AFTER for line in report.after}
    return zones | dict.fromkeys(map(id, report.above[: head.start]), _ABOVE)


def _why(
    line: Paragraph, zones: dict[int, str], report: ReportLines, head: Head, form: Form
) -> str:
    kinds = (
        (_SIGNS, not key(line.text)),
        (_OF_PAGE, furniture.is_of_page(line.text)),
        (zones.get(id(line), _OTHER), id(line) in zones),
        (_REPEATED, title.is_of_cover(line.text, head)),
        (_OF_TABLE, furniture.is_of_table(line.text)),
        (_CONTENTS, headings.are_contents(line, form.sections)),
        (_OUTSIDE, not report.inside(line)),
    )
    return next((kind for kind, is_one in kinds if is_one), _OTHER)
