"""Title, organ and year of a report, from the lines above its first section."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from app.importers.plain import Paragraph

_CALLED = re.compile(
    r"(?:(?:政府)?信息(?:[与和]政务)?|政务)公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?|([〇零○O一二三四五六七八九]{4})年度?")
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_WHOLE_PERIOD = re.compile(r"(20\d\d)年1月1日起?(?:至|到|[-－—~～]+)(?:\1年)?12月31日")
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
}
_AROUND = ' 、，,:：-_—|"的'
_OPENING, _CLOSING = "(（《“【[", ")）》”】]"
_NOTHING_INSIDE = re.compile(r"[(（《“【\[][)）》”】\]]")
_BEFORE = re.compile(
    r"^(?:【[^】]*】|附件\d*[:：]?|关于(?:印发|公布|发布)?|转发|公布|发布|标题[:：]|名称[:：]?)"
)
_AFTER = re.compile(r"(?:关于|发布|公布|本级)$")
_ATTACHED = re.compile(r"^附件[\d一二三四五六七八九十]*[:：]")
_SENTENCE = re.compile(r"[。；;！!？?]|[：:，,](?!\s*$)")
_LINES = 3
_SHORTEST = 3
_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST = 2
"""Characters in the name of an organ."""
_ANNOUNCES = re.compile("^(?:[现兹特][将就对向予公发编]|根据|按照|依据|依照)|如下[:：]?$")
"""A sentence that says what follows: 现将某局2023年政府信息公开工作年度报告公布如下."""
_LONGEST = 100
_LONGEST_NAME = 40
_BRACKETS = "()（）〔〕[]"
_BESIDE = re.compile(
    r"(?:(?:填报|编制|编报|报送|上报|报告)(?:单位|机关|机构|部门)|(?:单位|机关|机构|部门)名称)"
    r"(?:[(（][^)）]{0,6}[)）])?[:：]?"
)
"""What stands before an organ's name on a cover."""
_IN_SENTENCE = re.compile(
    rf"([^，,。；;：:、（）()“”]{{0,40}}?)(20\d\d)年度?(?={_CALLED.pattern})", re.IGNORECASE
)
_IN_QUOTES = re.compile("《[^》]*》|[<〈][^>〉]*[>〉]")
_VERB = re.compile(
    ".{0,6}?(?:公布|(?<!政务)(?<!信息)公开|发布|公示|编制|编写|撰写|形成|完成|报告|将|现就|对)了?"
)
_ORGAN = re.compile(
    "(?:政府|[局厅委办处室所院站队馆社会部]|委员会|中心|街道|[省市县区旗乡镇]|大学|学院|医院|公司)$"
)
_PRONOUN = re.compile("[我本该各全]|此|其")
_STAMP = re.compile(r"[(（]?(?:盖章|公章|签章|章)[)）]?$")
_SITE = re.compile("网站|首页|门户|网$|平台$")


class Head(Struct, frozen=True):
    """What a report calls itself."""

    organ: str = ""
    year: int | None = None
    title: str = ""
    """Its lines as one, without white space; empty: there is none."""
    end: int = 0
    """How many of the lines are over when the title is."""
    apart: bool = False
    """Whether the organ's name stands elsewhere than in the title."""
    start: int = 0
    """Which of the lines it begins with."""


def find(lines: Sequence[Paragraph], elsewhere: Sequence[str] = ()) -> Head:
    """The title nearest to the first section: what stands higher may be a list of other years.

    Args:
        lines: the paragraphs above the first section.
        elsewhere: where else a page may name the report: table of its metadata, <title>.
    """
    found = sorted(_candidates(lines), key=_fitness)
    named = [head for text in elsewhere if (head := _named(_plain(text)))]
    if not found:
        best = max(named, key=lambda head: (bool(head.organ), bool(head.year)), default=Head())
        return best if best.organ else Head(year=best.year)
    head = found[-1]
    same = (n for n in named if n.organ and (not head.year or n.year in (None, head.year)))
    other = None if head.organ else next(same, None)
    if not other:
        return head
    return structs.replace(head, organ=other.organ, year=head.year or other.year, apart=True)


def beside(texts: Sequence[str]) -> Iterator[str]:
    """Where a cover or a row of cells says whose report it is; label and name as one."""
    for text, following in pairwise((*texts, "")):
        plain = _plain(text)
        label = _BESIDE.match(plain)
        if label:
            yield f"{label[0]}{plain[label.end() :] or _plain(following)}"


def _named(text: str) -> Head | None:
    """A title, or a name after its label, that stands elsewhere than above the text."""
    label = _BESIDE.match(text)
    if not label:
        head = _head(text, 0)
        site = head and _SITE.search(head.organ)
        return structs.replace(head, organ="" if site else head.organ, apart=True) if head else None
    name = _STAMP.sub("", text[label.end() :]).strip(_AROUND)
    is_name = len(name) >= _SHORTEST and not _SENTENCE.search(name)
    return Head(name, apart=True) if is_name else None


def year_of_period(text: str, *, whole: bool = False) -> int | None:
    """The year in 统计期限自2023年1月1日起.

    `whole`: only where the end of the period follows, as among texts on other matters: a rule may
    be in force 自2021年1月1日起.
    """
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    found = (_WHOLE_PERIOD if whole else _PERIOD).search(plain)
    return int(found[1]) if found else None


def is_of_cover(text: str, head: Head) -> bool:
    """Whether a line below the title says it once more: all of it, the organ, or the year."""
    plain = _plain(text)
    named = _CALLED.search(without := _YEAR.sub("", plain))
    again = named and not _SENTENCE.search(plain) and not without[named.end() :].strip(_BRACKETS)
    organ = bool(head.organ) and plain.endswith(head.organ) and len(plain) <= _LONGEST_NAME
    return bool(again or organ or not without.strip(_BRACKETS))


def in_sentence(text: str) -> Head:
    """Organ and year in a sentence of the lead: 现公布某局2023年政府信息公开工作年度报告.

    What stands in 《》 is a notice about all reports, and its organ another.
    """
    for found in _IN_SENTENCE.finditer(_IN_QUOTES.sub("，", "".join(text.split()))):
        name = _VERB.sub("", found[1])
        is_name = len(name) >= _SHORTEST and _ORGAN.search(name) and not _PRONOUN.match(name)
        return Head(name if is_name else "", int(found[2]), apart=True)
    return Head()


def _candidates(lines: Sequence[Paragraph]) -> Iterator[Head]:
    """A title may be broken over several lines, blank ones among them."""
    plain = [_plain(line.text) for line in lines]
    for start in range(len(plain)):
        joined, taken = "", 0
        for place in range(start, len(plain)):
            text = plain[place]
            if not text and joined:
                continue
            if not text or taken == _LINES or len(text) > _LONGEST or _SENTENCE.search(text):
                break
            joined, taken = joined + text, taken + 1
            head = _head(joined, place + 1)
            if head:
                yield structs.replace(head, start=start)
                break


def _fitness(head: Head) -> tuple[bool, bool, int]:
    return bool(head.year), bool(head.organ), head.end


def _head(text: str, end: int) -> Head | None:
    years = [year for found in _YEAR.finditer(text) if (year := _number(found))]
    without = _YEAR.sub("", text)
    called = _CALLED.search(without)
    if not called or len(text) > _LONGEST or _ANNOUNCES.search(text):
        return None
    organ = _organ(without[: called.start()])
    if len(_HAN.findall(organ)) < _FEWEST:
        organ = ""  # 2024-01：, a number out of a list
    whole = (
        f"{organ}政府" if organ.endswith("人民") else organ
    )  # 人民政府信息公开: one 政府 for two
    return Head(whole, years[0] if years else None, text, end)


def _organ(text: str) -> str:
    previous = None
    while text != previous:
        previous = text
        text = _AFTER.sub("", _NOTHING_INSIDE.sub("", text).strip(_AROUND)).strip(_AROUND)
        text = _BEFORE.sub("", _bare(text)).strip(_AROUND)
    return text


def _bare(text: str) -> str:
    """Without brackets that are around all of it, or that lost their other half to the title."""
    pairs = _pairs(text)
    paired, last = {*pairs, *pairs.values()}, len(text) - 1
    if pairs.get(0) == last:
        return text[1:-1]
    alone = [c in _OPENING + _CLOSING and n not in paired for n, c in enumerate(text)]
    return text[any(alone[:1]) : len(text) - any(alone[-1:])]


def _pairs(text: str) -> dict[int, int]:
    """Where a bracket opens -> where it closes; round and square are not told apart."""
    opened: list[int] = []
    pairs = {}
    for place, character in enumerate(text):
        if character in _OPENING:
            opened.append(place)
        elif character in _CLOSING and opened:
            pairs[opened.pop()] = place
    return pairs


def _number(year: re.Match[str]) -> int | None:
    digits = year[1] or "".join(_DIGITS.get(c, c) for c in year[2])
    number = int(digits)
    return number if 1990 <= number <= 2100 else None


def _plain(text: str) -> str:
    """Half-width digits and letters, no white space, no 附件1：; other punctuation as it is."""
    narrow = "".join(
        unicodedata.normalize("NFKC", c) if "０" <= c <= "ｚ" else c for c in text[:400]
    )
    return _ATTACHED.sub("", "".join(narrow.split()))
