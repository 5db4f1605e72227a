"""What a document of this program says of itself, unseen: which heading stands where.

A text may say anything, the very words of a heading too, and no rule tells the two apart for
certain. So our own documents name their headings: a web page in an attribute, Word in hidden
bookmarks, a workbook in hidden names. Other programs keep these or drop them; without them, and
where a person changed a heading, a document is read like anybody's.
"""

import re

ATTRIBUTE = "data-nianbao"
"""Of an element in a web page; that around the whole report says `REPORT`."""
REPORT = "report"
FINDINGS = "检查结果"
"""The sheet of a workbook with what the checks found: of the report, and no part of it."""
FINDING_COLUMNS = ("程度", "规则", "说明", "位置")

LONGEST = 255
"""Letters of a document's own title, and of its author's name: one that is shown may be longer."""

LIST_HEADER = ("单位名称", "年度", "表格版本", "单元格")
"""How a list of figures begins."""
AS_TEXT = "'"
"""The sign by which a spreadsheet takes what follows for text."""
_FORMULAS = tuple("=+-@\t\r|＝＋－＠'")
"""With the sign itself: whoever reads the list may then take one away wherever it is."""

_PREFIX = "_nianbao_"
_NAME = re.compile(r"\w{1,40}", re.ASCII)
"""What Word takes for a bookmark, and Excel for a name."""


def of_report(edition: str, year: int | None, *, titled: bool) -> str:
    """Of the title. `titled`: it is one of the report's own, not made of organ and year."""
    return "/".join((REPORT, edition, str(year or 0), *(["titled"] * titled)))


def of_section(section: str) -> str:
    """Of a section's heading, by the section's id."""
    return f"section/{section}"


def of_words(section: str) -> str:
    """Of the first of the notes that stood in the cells of a section's table."""
    return f"words/{section}"


def of_more(row: int) -> str:
    """Of a row in which the paragraph of the one above goes on."""
    return f"more/{row}"


def is_more(mark: str) -> bool:
    return mark.startswith("more/")


def is_risky(words: str) -> bool:
    """Whether a spreadsheet would take words for a formula, or their first sign for its own."""
    return words.startswith(_FORMULAS)


def unsigned(words: str) -> str:
    """Words out of a list, without the sign that they got there."""
    bare = words.removeprefix(AS_TEXT)
    return bare if is_risky(bare) else words


def name(mark: str) -> str:
    """As a bookmark or a defined name; empty where none can say it."""
    made = _PREFIX + mark.replace("/", "__")
    return made if mark and _NAME.fullmatch(made) else ""


def of_name(name: str) -> str:
    """The mark that a bookmark or a defined name says; empty: it is another program's."""
    return name[len(_PREFIX) :].replace("__", "/") if name.startswith(_PREFIX) else ""
