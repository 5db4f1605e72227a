"""Which lines above the last one of a title are its own: an organ's name may be broken over them.

The line above may as well be the name of a site, or of the authority over the organ. What stands in
one paragraph is one title; what the file's properties or the signature say decides; else lines join
that read as one name, and it is told that there are two readings.
"""

import re
from collections.abc import Collection, Sequence

from msgspec import structs

from app.importers.terms.plain import Paragraph
from app.importers.texts import called, furniture
from app.importers.texts.called import Elsewhere, Head

_STOP = re.compile(r"[。；;！!？?，,、：:…\d]")
_OF_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff（）()〔〕·]{3,40}")
_PLACE = re.compile(
    """[省市县区州盟旗镇乡村] | 街道|中国|国家|中央|全国|自治
    | 北京|上海|天津|重庆|内蒙古|广西|西藏|宁夏|新疆
    | [局厅委办处室所院站队馆部校社会] | 政府|中心|大学|公司|集团|机关 | [（(]""",
    re.VERBOSE,
)
_MENU = re.compile(
    """^(?:走进|关于|欢迎|法定)
    | 公开|年报|目录|指南|制度|内容|概况|之窗|服务$|互动|新闻|资讯|动态|公告|专栏|首页|频道
    | 列表|详情|正文|文件|法规|平台|网站|门户|网$|报告|信息|栏目|导航|解读|回应""",
    re.VERBOSE,
)
_OPENING = ("（", "(", "〔")
_FRAGMENT = re.compile(
    """(?: 本级 | 办公室 | 委员会 | 管理委员会 | (?:街道)?办事处 | 人民政府(?:办公室)? | 政府
      | 管理局 | 管理处 | 执法局 | 执法大队 | [大支总]队 | (?:服务|管理|指挥)?中心
      | (?:有限|股份)*(?:责任)?公司 | 集团 | 局 | 厅 | 处 | 所 | 站 )
    (?: [（(].* )?""",
    re.VERBOSE,
)
"""What no organ is called: the end of a name."""
_SAME_START = 2
"""Letters in which two names begin alike: they are two, and not one."""
_SEPARATORS = tuple("-_—–|｜·")


def settled(readings: Sequence[Head], lines: Sequence[Paragraph], beside: Elsewhere) -> Head:
    """The title, of those that end with the same line; in `others` what else it may be.

    Args:
        readings: the shortest first.
        lines: those above the first section.
        beside: what the source says of itself apart from its text.
    """
    whole = [head for head in readings if _is_paragraph(head, lines)]
    named = [head for head in readings if _is_named(head, beside.names)]
    signed = [head for head in readings if head.organ and head.organ == called.plain(beside.author)]
    if sure := whole or named or signed:
        return sure[-1]
    return _joined(readings, lines)


def of_signature(head: Head, organ: str) -> Head:
    """The title by the organ that signs the report, where it is one of those it may name."""
    fitting = [other for other in (head, *head.others) if other.organ == organ]
    return structs.replace(fitting[0], others=()) if fitting else head


def with_longer(head: Head, beside: Elsewhere) -> Head:
    """With the names that end like the title's organ and are longer: its beginning may be lost."""
    organs = [organ for name in beside.names if (organ := _organ(name, head.year))]
    longer = [
        o
        for o in (*organs, called.plain(beside.author))
        if o.endswith(head.organ) and o != head.organ
    ]
    known = {other.organ for other in head.others}
    more = [structs.replace(head, organ=o, others=()) for o in dict.fromkeys(longer)]
    new = [other for other in more if other.organ not in known]
    return structs.replace(head, others=(*head.others, *new)) if head.organ and head.title else head


def _organ(name: str, year: int | None) -> str:
    found = called.read(called.plain(name), 0)
    return found.organ if found and found.year == year else ""


def _is_paragraph(head: Head, lines: Sequence[Paragraph]) -> bool:
    """Whether the lines of the title, two or more, are a paragraph by themselves."""
    own, below = lines[head.start : head.end], lines[head.end : head.end + 1]
    ends = not any(line.goes_on for line in (own[0], *below))
    return len(own) > 1 and ends and all(line.goes_on for line in own[1:])


def _is_named(head: Head, names: Collection[str]) -> bool:
    """Whether the source calls itself just so, but for the name of the site behind."""
    rests = (
        n[len(head.title) :] for name in names if (n := called.plain(name)).startswith(head.title)
    )
    return any(not rest or rest.startswith(_SEPARATORS) for rest in rests)


def _joined(readings: Sequence[Head], lines: Sequence[Paragraph]) -> Head:
    """Line after line upwards, as long as both read as one name."""
    head, others = readings[0], []
    for longer in readings[1:]:
        if not _may_join(lines[longer.start], head):
            break
        near = head.start - longer.start == 1 and lines[longer.start].path == lines[head.start].path
        sure = _is_fragment(head)
        if not (near or sure):
            others.append(longer)
            break
        others += [] if sure else [head]
        head = longer
    return structs.replace(head, others=tuple(others))


def _is_fragment(head: Head) -> bool:
    """Whether no organ is called like this: it is the end of a name, or another one in brackets."""
    return not head.organ or _in_brackets(head) or bool(_FRAGMENT.fullmatch(head.organ))


def _in_brackets(head: Head) -> bool:
    """Whether it is the second name of an organ whose first stands above."""
    return head.title[:1] in _OPENING and head.title[1:].startswith(head.organ)


def _may_join(above: Paragraph, head: Head) -> bool:
    """Whether a line may be the beginning of the organ's name."""
    text = called.plain(above.text)
    if _STOP.search(text) or _MENU.search(text) or furniture.is_of_page(above.text):
        return False
    if not head.organ:
        return bool(_OF_NAME.fullmatch(text))
    alike = (
        text[:_SAME_START] == head.organ[:_SAME_START] or head.organ in text or text in head.organ
    )
    may = bool(_OF_NAME.fullmatch(text) and _PLACE.search(text))
    return may and (_in_brackets(head) or not alike)
