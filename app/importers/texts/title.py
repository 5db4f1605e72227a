"""Title, organ and year of a report, from the lines above its first section."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from app.importers.plain import Paragraph
from app.importers.texts import called
from app.importers.texts.called import Head

_PERIOD = re.compile(r"(20\d\d)年1月1日")
_WHOLE_PERIOD = re.compile(r"(20\d\d)年1月1日起?(?:至|到|[-－—~～]+)(?:\1年)?12月31日")
_SENTENCE = re.compile(r"[。；;！!？?]|[：:，,](?!\s*$)")
_LINES = 3
_SHORTEST = 3
_LONGEST_NAME = 40
_BRACKETS = "()（）〔〕[]"
_BESIDE = re.compile(
    r"(?:(?:填报|编制|编报|报送|上报|报告)(?:单位|机关|机构|部门)|(?:单位|机关|机构|部门)名称)"
    r"(?:[(（][^)）]{0,6}[)）])?[:：]?"
)
"""What stands before an organ's name on a cover."""
_IN_SENTENCE = re.compile(
    rf"([^，,。；;：:、（）()“”]{{0,40}}?)(20\d\d)年度?(?={called.CALLED.pattern})", re.IGNORECASE
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


def find(lines: Sequence[Paragraph], elsewhere: Sequence[str] = ()) -> Head:
    """The title nearest to the first section: what stands higher may be a list of other years.

    Args:
        lines: the paragraphs above the first section.
        elsewhere: where else a page may name the report: table of its metadata, <title>.
    """
    found = sorted(_candidates(lines), key=_fitness)
    named = [head for text in elsewhere if (head := _named(called.plain(text)))]
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
        plain = called.plain(text)
        label = _BESIDE.match(plain)
        if label:
            yield f"{label[0]}{plain[label.end() :] or called.plain(following)}"


def _named(text: str) -> Head | None:
    """A title, or a name after its label, that stands elsewhere than above the text."""
    label = _BESIDE.match(text)
    if not label:
        head = called.read(text, 0)
        site = head and _SITE.search(head.organ)
        return structs.replace(head, organ="" if site else head.organ, apart=True) if head else None
    name = _STAMP.sub("", text[label.end() :]).strip(called.AROUND)
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
    plain = called.plain(text)
    named = called.CALLED.search(without := called.YEAR.sub("", plain))
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
    plain = [called.plain(line.text) for line in lines]
    for start in range(len(plain)):
        joined, taken = "", 0
        for place in range(start, len(plain)):
            text = plain[place]
            if not text and joined:
                continue
            if not text or taken == _LINES or len(text) > called.LONGEST or _SENTENCE.search(text):
                break
            joined, taken = joined + text, taken + 1
            head = called.read(joined, place + 1)
            if head:
                yield structs.replace(head, start=start)
                break


def _fitness(head: Head) -> tuple[bool, bool, int]:
    return bool(head.year), bool(head.organ), head.end
