"""Lead, the texts of the sections, notes under tables and signature, found by the headings."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import dropwhile

from msgspec import Struct, structs

from app.forms.model import Form, Section
from app.importers.labels import key
from app.importers.plain import Paragraph
from app.importers.proposal import Doubt
from app.importers.texts import again, headings, missing, parts, title
from app.importers.texts.headings import Heading

_ABOUT_PAGE = re.compile(
    r"\W{0,2}(?:发布(?:日期|时间|机构|单位|人)|公开日期|成文日期|信息来源|来源|浏览|点击|阅读|访问|"
    r"字号|字体|打印|关闭|分享|索\s*引\s*号|文\s*号|作者|编辑|责任编辑|日期|时间|视力保护|目\s*录|"
    r"当前位置|您?的?位置|(?:发表|生成|更新|信息提供|发文)(?:日期|时间)|(?:文章|稿件)来源|长者|无障碍|"
    r"(?:所属|发文|公开)(?:机构|单位|部门)|主题(?:分类|词)|体裁分类|关键[字词]|有\s*效\s*性|保护视力|供稿|审核|"
    r"语音|收听|扫一扫)"
)
_FOOT = re.compile(
    r"\W{0,2}(?:扫一扫|打印|关闭|上一[篇条]|下一[篇条]|分享|版权所有|主办单?位?[:：]|承办单?位?[:：]|网站标识码|"
    r"[（(]?此(?:件.{0,6}公开|页无正文)|更多精彩|.{0,20}扫.{0,10}二维码|网站地图|联系我们|责任编辑|相关(?:链接|阅读|信息|文档|附件)|返回顶部|.{0,20}ICP备|.{0,20}公网安备|"
    r"文章来源|信息来源|字体\W|字号\W|无障碍)"
)
_ATTACHED = re.compile(
    r"\W{0,2}附件(?:(?:下载|列表)?\W*$|.{0,70}\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)\W*$)"
)
_UNIT_LINE = re.compile(r"\W?(?:计量)?单位[:：].{1,6}$")
_CAPTION = re.compile(
    r"[—–－-]\s*\d{1,3}\s*[—–－-]$|第\s*\d{1,3}\s*页(?:\W?\s*共\s*\d{1,3}\s*页)?$"
    r"|[附续]?表\s*(?:格|[一二三四1-4])?$|[^：:。]{0,30}(?:统计|情况|一览)表$"
    r"|.{0,20}[(（]\s*(?:计量)?单位[:：].{1,6}[)）]$|20\d\d年度?[:：]?$"
)
"""What stands around a table without being a note: its name, its year, the number of the page."""
_SHEET_NAME = re.compile(r"(?:Sheet|工作表)\s*\d+\s*[:：]")
_PLACEHOLDER = re.compile(r"[（(]文字描述.{0,40}[）)]$")
_DATE = re.compile(
    r"\W?[\d〇零○O一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\W?$"
)
_BRACKETS = str.maketrans("⟦⟧", "[]")
_SHORT = 80


class Texts(Struct, frozen=True):
    """All that stands around the tables."""

    head: title.Head
    texts: dict[str, str]
    doubts: tuple[Doubt, ...]


class Mark(Struct, frozen=True):
    """Where a table stands among the lines."""

    table: str
    """The id in the form; empty: it is none of the form's."""
    words: str = ""
    """How a table that is none of the form's begins."""


Item = Paragraph | Mark


def read(items: Sequence[Item], form: Form, elsewhere: Sequence[str] = ()) -> Texts:
    """Title and texts of a report.

    Args:
        items: the source from top to bottom.
        form: whose sections are looked for.
        elsewhere: see `title.find`.
    """
    items = _with_whole_headings(_without_strange_words(items, form), form)
    lines = [item if isinstance(item, Paragraph) else None for item in items]
    found = headings.sections(lines, form.sections)
    absent = {*range(len(form.sections))} - {heading.owner for heading in found}
    if absent:
        items = _with_headings(items, lines, form, found)
        lines = [item if isinstance(item, Paragraph) else None for item in items]
        found = headings.sections(lines, form.sections)
    end, repeated = _end(lines, form, found)
    items, lines = items[:end], lines[:end]
    inside = _inside(lines, found)
    first = found[0].place if found else len(lines)
    above = [line for line in lines[:first] if line]
    head = title.find(above, elsewhere)
    texts = {form.lead.id: _lead(above, form, inside, head)} if found else {}
    doubts = [*repeated, *strange_tables(items[first:])]
    ends = [*(heading.place for heading in found), len(lines)][1:]
    for heading, end in zip(found, ends, strict=True):
        body = [line for line in lines[heading.place + 1 : end] if line is None or inside(line)]
        if heading is found[-1]:
            body, texts[form.closing.id] = _without_closing(_without_foot(body), head.organ)
        made, told = _section(form, heading, body)
        texts |= made
        doubts += told
    kept = {id_: text.translate(_BRACKETS) for id_, text in texts.items() if text}
    if absent:
        doubts.insert(0, _missing(form, sorted(absent), found, kept))
    return Texts(head, kept, tuple(doubts))


def head(items: Sequence[Item], form: Form, elsewhere: Sequence[str] = ()) -> title.Head:
    """The title of a report alone; the arguments are those of `read`."""
    items = _with_whole_headings(_without_strange_words(items, form), form)
    lines = [item if isinstance(item, Paragraph) else None for item in items]
    found = headings.sections(lines, form.sections)
    above = lines[: found[0].place] if found else lines
    return title.find([line for line in above if line], elsewhere)


def _end(
    lines: Sequence[Paragraph | None], form: Form, found: Sequence[Heading]
) -> tuple[int, list[Doubt]]:
    """Where the report ends, and what is said of that which follows it."""
    if not found:
        return len(lines), []
    end = again.place(lines, form, found[-1].place)
    return end, again.doubts(lines, end, form.sections[found[-1].owner].heading)


def _without_strange_words(items: Sequence[Item], form: Form) -> list[Item]:
    """Without contents, and titles of blocks: a copy that lost its merges has them on lines."""
    blocks = [block for table in form.tables.values() for block in table.blocks]
    words = {key(text) for block in blocks for text in (block.title, block.corner) if text}
    return [
        item
        for item in items
        if isinstance(item, Mark)
        or not (key(item.text) in words or headings.are_contents(item, form.sections))
    ]


def _with_whole_headings(items: Sequence[Item], form: Form) -> list[Item]:
    """Headings that a page has cut over two lines are one line again."""
    whole: list[Item] = []
    for item in items:
        above = whole[-1] if whole else None
        if (
            isinstance(above, Paragraph)
            and isinstance(item, Paragraph)
            and headings.are_halves(above, item, form.sections)
        ):
            whole[-1] = structs.replace(above, text=f"{above.text}{item.text}")
        else:
            whole.append(item)
    return whole


def strange_tables(items: Sequence[Item]) -> list[Doubt]:
    """Tables inside the texts, which a text here cannot hold."""
    marks = (item for item in items if isinstance(item, Mark) and not item.table)
    return [Doubt("table", f"正文里另有一张表（{mark.words}……），没有取") for mark in marks]


def _inside(
    lines: Sequence[Paragraph | None], found: Sequence[Heading]
) -> Callable[[Paragraph], bool]:
    """Whether a line stands in the same part of the page as the headings do."""
    paths = [line.path for heading in found if (line := lines[heading.place])]
    depth = _shared(paths) if len(paths) > 1 else 0
    return lambda line: line.path[:depth] == paths[0][:depth] if depth else True


def _shared(paths: Sequence[tuple[int, ...]]) -> int:
    """How long the beginning is that all paths have."""
    lowest, highest = min(paths), max(paths)
    same = (one == other for one, other in zip(lowest, highest, strict=False))
    return next((n for n, equal in enumerate(same) if not equal), min(len(lowest), len(highest)))


def _lead(
    lines: Sequence[Paragraph], form: Form, inside: Callable[[Paragraph], bool], head: title.Head
) -> str:
    """What stands between title and first section, without what the page says about itself."""
    official = {key(section.heading) for section in form.sections}
    own = (
        line.text
        for line in lines[head.end :]
        if inside(line)
        and not (len(line.text) <= _SHORT and _ABOUT_PAGE.match(line.text))
        and not _DATE.match(line.text)
        and key(line.text.rstrip("0123456789.… \t")) not in official
    )
    return _joined(dropwhile(lambda text: title.is_of_cover(text, head), own))


def _with_headings(
    items: Sequence[Item],
    lines: Sequence[Paragraph | None],
    form: Form,
    found: Sequence[Heading],
) -> list[Item]:
    """With the headings that are missing, where it is known what they would stand over."""
    marks = ((n, item) for n, item in enumerate(items) if isinstance(item, Mark))
    tables = {n: mark.table for n, mark in marks if mark.table}
    begins = missing.places(lines, tables, form, found)
    made: list[Item] = []
    last = 0
    for place, owner in sorted((place, owner) for owner, place in begins.items()):
        near = next((line for line in lines[place:] if line), None)
        heading = Paragraph(form.sections[owner].heading, near.path if near else ())
        made += [*items[last:place], heading]
        last = place
    return [*made, *items[last:]]


def _missing(
    form: Form, absent: Sequence[int], found: Sequence[Heading], texts: Collection[str]
) -> Doubt:
    sections = [form.sections[owner] for owner in absent]
    ids = tuple(text.id for section in sections for text in section.texts)
    if len(sections) == len(form.sections) and not any(
        text.id in texts for section in sections if not section.table for text in section.texts
    ):
        return Doubt("text", "原文里只有表格，没有各部分的文字", texts=ids)
    names = "、".join(f"“{section.heading}”" for section in sections)
    placed = {heading.owner for heading in found}.intersection(absent)
    how = "，按表格、小标题和先后划分，请核对各部分的文字" if placed else ""
    return Doubt("text", f"没有找到标题{names}{how}", texts=ids)


def _without_foot(body: list[Paragraph | None]) -> list[Paragraph | None]:
    """The last section ends where the page begins to speak of itself.

    What is attached stands above a signature, or is the page's own.
    """
    kept: list[Paragraph | None] = []
    for place, line in enumerate(body):
        short = line.text if line and len(line.text) <= _SHORT else ""
        if _FOOT.match(short):
            return kept
        if not _ATTACHED.match(short):
            kept.append(line)
        elif not any(other and _DATE.match(other.text) for other in body[place:]):
            return kept
    return kept


def _without_closing(
    body: list[Paragraph | None], organ: str
) -> tuple[list[Paragraph | None], str]:
    """The signature at the end: the organ, the date, or one over the other."""
    end = _last(body, len(body))
    line = body[end - 1] if end else None
    if not line:
        return body, ""
    if line.text == organ:
        return body[: end - 1], line.text
    if not _DATE.match(line.text):
        return body, ""
    above = _last(body, end - 1)
    signed = body[above - 1] if above else None
    if signed and (signed.text == organ or _is_name(signed.text)) and above > 1:
        signature = (line.text for line in body[above - 1 : end] if line)
        return body[: above - 1], _joined(signature)
    return body[: end - 1], line.text


def _last(body: Sequence[Paragraph | None], end: int) -> int:
    """One past the last line that is not blank."""
    while end and (line := body[end - 1]) and not line.text:
        end -= 1
    return end


def _is_name(text: str) -> bool:
    return 4 <= len(text) <= 30 and not re.search(r"[，。；：、“”]|^[（(无]", text)


def _section(
    form: Form, heading: Heading, body: Sequence[Paragraph | None]
) -> tuple[dict[str, str], list[Doubt]]:
    section = form.sections[heading.owner]
    doubts = []
    if heading.deviates:
        words = f"标题“{heading.deviates}”按“{section.heading}”读取"
        doubts.append(Doubt("text", words, texts=tuple(text.id for text in section.texts)))
    rest = [Paragraph(heading.rest)] if heading.rest else []
    captions = (_CAPTION,) if section.table else ()
    lines = [*rest, *_without_caption(_own_words(body, *captions), section)]
    if not any(text.heading for text in section.texts):
        return {section.texts[0].id: _joined(line.text for line in lines if line)}, doubts
    made, told = _parts(section, lines, form.title)
    return made, doubts + told


def _own_words(body: Sequence[Paragraph | None], *more: re.Pattern[str]) -> list[Paragraph | None]:
    """Without 单位：件 over a table, what the blank form says of itself, and names of sheets."""
    strange = (_UNIT_LINE, _PLACEHOLDER, _SHEET_NAME, *more)
    return [line for line in body if not (line and any(p.match(line.text) for p in strange))]


def _without_caption(body: Sequence[Paragraph | None], section: Section) -> list[Paragraph | None]:
    """A table may bear the heading of its section once more, as a row of its own."""
    official = key(section.heading)
    return [line for line in body if not (line and section.table and key(line.text) == official)]


def _parts(
    section: Section, lines: Sequence[Paragraph | None], common: str
) -> tuple[dict[str, str], list[Doubt]]:
    found = parts.find(lines, section.texts, common)
    made: dict[str, str] = {}
    ends = [*(heading.place for heading in found), len(lines)]
    opening = next((text for text in section.texts if not text.heading), section.texts[0])
    made[opening.id] = _joined(line.text for line in lines[: ends[0]] if line)
    doubts = []
    for heading, end in zip(found, ends[1:], strict=True):
        text = section.texts[heading.owner]
        inner = [line.text for line in lines[heading.place + 1 : end] if line]
        made[text.id] = _joined([heading.rest, *inner])
        if heading.deviates:
            words = f"小标题“{heading.deviates}”按“{text.heading}”读取"
            doubts.append(Doubt("text", words, texts=(text.id,)))
    owners = {heading.owner for heading in found}
    absent = [t for n, t in enumerate(section.texts) if t.heading and n not in owners]
    if absent and any(made.values()):
        names = "、".join(f"“{text.heading}”" for text in absent)
        ids = tuple(text.id for text in absent)
        doubts.append(Doubt("text", f"“{section.heading}”里没有找到小标题{names}", texts=ids))
    return made, doubts


def _joined(lines: Iterable[str]) -> str:
    """Lines as a text: blank ones inside stay, those at both ends go."""
    return "\n".join(lines).strip("\n")
