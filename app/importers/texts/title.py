"""Title, organ and year of a report, from the lines above its first section."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct, structs

from app.forms.known_by import KnownBy
from app.importers.terms import scope
from app.importers.terms.plain import Paragraph
from app.importers.texts import called, furniture, readings
from app.importers.texts.called import Elsewhere, Head

NOWHERE = Elsewhere()
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_WHOLE_PERIOD = re.compile(r"(20\d\d)年1月1日起?(?:至|到|[-－—~～]+)(?:\1年)?12月31日")
_SENTENCE = re.compile(r"[。；;！!？?]|[：:，,](?!\s*$)")
_LINES = 5
_SHORTEST = 3
_LONGEST_NAME = 40
_BRACKETS = "()（）〔〕[]"
_BESIDE = re.compile(
    r"(?:(?:填报|编制|编报|报送|上报|报告)(?:单位|机关|机构|部门)|(?:单位|机关|机构|部门)名称)"
    r"(?:[(（][^)）]{0,6}[)）])?[:：]?|(?:单位|机关|机构|部门)(?:[(（][^)）]{0,6}[)）])?[:：]"
)
"""What stands before an organ's name on a cover, or over a table."""
_BARE = ("单位：", "单位:", "单位(", "单位（", "机关", "机构", "部门")
_NAME_AND_YEAR = re.compile(
    r"(.*?)[（(]?(?:(20\d\d)年?度?)?[)）]?"
    r"(?:(?:计量)?单位[:：].*|(?:填[报表]|报送|编制|上报)?(?:日期|时间|人|年度)[:：].*)?"
)
_ELSEWHERE = "网页标题、页眉、封面或文件属性"
_OF_US = re.compile(rf"(?:^|[。；\n：:])\s*(20\d\d)年度?[，,]?(?:{called.PRONOUN.pattern})")
_IN_QUOTES = re.compile("《[^》]*》|[<〈][^>〉]*[>〉]")
_PUBLISHES = "公布|公开|发布|公示|编制|编写|撰写|形成"
_ORGAN = re.compile(
    "(?:政府|[局厅委办处室所院站队馆社会部]|委员会|中心|街道|[省市县区旗乡镇]|大学|学院|医院|公司)$"
)
_STAMP = re.compile(r"[(（]?(?:盖章|公章|签章|章)[)）]?$")
_OF_STATISTICS = "工作|情况|数据|统计|报送|汇总|表"
_SITE = re.compile("网站|首页|门户|网$|平台$")


class _Expressions(Struct, frozen=True):
    """Sentences and captions that say whose report it is, with the words of one form."""

    spoken: re.Pattern[str]
    """Organ and year before the name of such a report."""
    year_first: re.Pattern[str]
    """公布2021年某局……: the year before the organ."""
    verb: re.Pattern[str]
    caption: re.Pattern[str]
    """What stands over tables alone: 某县林业局2022年……情况."""


@cache
def _expressions(names: KnownBy) -> _Expressions:
    subject = names.subject or names.called
    not_in_name = "".join(f"(?<!{re.escape(noun)})" for noun in names.nouns)
    verbs = "|".join(not_in_name * (v == names.keyword) + v for v in _PUBLISHES.split("|"))
    words = "|".join((*map(re.escape, names.captions), _OF_STATISTICS))
    return _Expressions(
        re.compile(
            rf"([^，,。；;：:、（）()“”]{{0,40}}?)(20\d\d)年度?(?={names.called})", re.IGNORECASE
        ),
        re.compile(
            rf"(?:{_PUBLISHES}|将|现就|对)了?(20\d\d)年度?"
            rf"([^，,。；;：:、（）()“”\d]{{3,40}}?)(?={subject})"
        ),
        re.compile(f".{{0,6}}?(?:{verbs}|完成|报告|将|现就|对)了?"),
        re.compile(rf"([^\d，,。；;：:、]{{3,40}}?)(20\d\d)年度?((?:{words})+)"),
    )


def is_spoken_of(text: str) -> bool:
    """Whether a cell or a caption speaks of a report of the form that is read."""
    keyword = scope.names().keyword
    return bool(keyword) and keyword in text


def find(lines: Sequence[Paragraph], elsewhere: Elsewhere = NOWHERE) -> Head:
    """The title nearest to the first section: what stands higher may be a list of other years.

    Args:
        lines: the paragraphs above the first section.
        elsewhere: what the source says of itself apart from these.
    """
    found = sorted(_candidates(lines), key=_fitness)
    named = list(_named_in(lines, elsewhere))
    if not found:
        best = max(named, key=lambda head: (bool(head.organ), bool(head.year)), default=Head())
        with_year = best.year or next((head.year for head in named if head.year), None)
        return structs.replace(best, title="", year=with_year, year_apart=_ELSEWHERE)
    last = found[-1]
    alike = [one for one in found if (one.end, one.year) == (last.end, last.year)]
    alike.sort(key=lambda one: -one.start)
    head = readings.with_longer(readings.settled(alike, lines, elsewhere), elsewhere)
    return _with_apart(head, named)


def _with_apart(head: Head, named: Sequence[Head]) -> Head:
    """With what the title itself does not say."""
    same = [one for one in named if not head.year or one.year in (None, head.year)]
    if not head.organ and (other := next((one for one in same if one.organ), None)):
        head = structs.replace(head, organ=other.organ, apart=other.apart)
        same = [other, *same]
    if not head.year and (other := next((one for one in same if one.year), None)):
        head = structs.replace(head, year=other.year, year_apart=other.apart)
    return head


def _named_in(lines: Sequence[Paragraph], elsewhere: Elsewhere) -> Iterator[Head]:
    """Whose report it is by what stands apart; names after one label that differ are nobody's."""
    labelled = [head for text in elsewhere.texts if (head := _labelled(called.plain(text)))]
    if len({head.organ for head in labelled}) == 1:
        years = {head.year for head in labelled} - {None}
        yield structs.replace(labelled[0], year=years.pop() if len(years) == 1 else None)
    yield from filter(None, map(_captioned, elsewhere.texts))
    short = (line.text for line in lines if not _SENTENCE.search(called.plain(line.text)))
    for text in (*elsewhere.texts, *elsewhere.names, *short):
        if not _BESIDE.match(plain := called.plain(text)) and (head := called.read(plain, 0)):
            site = _SITE.search(head.organ)
            yield structs.replace(head, organ="" if site else head.organ, apart=_ELSEWHERE)


def _captioned(text: str) -> Head | None:
    """Organ and year in the caption of tables that come without a title."""
    found = _expressions(scope.names()).caption.fullmatch(called.plain(text))
    if not found or not is_spoken_of(found[3]) or not _ORGAN.search(found[1]):
        return None
    return Head(found[1], int(found[2]), apart=f"表格上方的“{text}”")


def beside(texts: Sequence[str]) -> Iterator[str]:
    """Where a cover or a row of cells says whose report it is; label and name as one."""
    for text, following in pairwise((*texts, "")):
        plain = called.plain(text)
        label = _BESIDE.match(plain)
        if label:
            yield f"{label[0]}{plain[label.end() :] or called.plain(following)}"


def _labelled(text: str) -> Head | None:
    """The name after its label; a bare 单位： may as well be over what is counted."""
    label = _BESIDE.match(text)
    parts = _NAME_AND_YEAR.fullmatch(text, label.end()) if label else None
    if not (label and parts):
        return None
    name = _STAMP.sub("", parts[1]).strip(called.AROUND)
    if called.find(name) or re.search(r"\d", name):
        return None
    bare = label[0].startswith(_BARE)
    if len(name) < _SHORTEST or _SENTENCE.search(name) or (bare and not _ORGAN.search(name)):
        return None
    where = f"表格上方的“{text}”" if bare else _ELSEWHERE
    return Head(name, int(parts[2]) if parts[2] else None, apart=where)


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
    named = called.find(without := called.YEAR.sub("", plain))
    again = named and not _SENTENCE.search(plain) and not without[named.end() :].strip(_BRACKETS)
    organ = bool(head.organ) and plain.endswith(head.organ) and len(plain) <= _LONGEST_NAME
    return bool(again or organ or not without.strip(_BRACKETS))


def spoken(text: str) -> Head:
    """Organ and year in a sentence of the lead: 现公布某局2023年政府信息公开工作年度报告.

    What stands in 《》 is a notice about all reports, and its organ another.
    """
    plain = _IN_QUOTES.sub("，", "".join(text.split()))
    words = _expressions(scope.names())
    for found in words.spoken.finditer(plain):
        return Head(_organ_of(words.verb.sub("", found[1])), int(found[2]))
    for found in words.year_first.finditer(plain):
        return Head(_organ_of(found[2]), int(found[1]))
    return Head()


def year_of_us(text: str) -> tuple[int | None, str]:
    """The one year in which a sentence speaks of the office: 2020年度我街办……; and its words."""
    found = list(_OF_US.finditer(unicodedata.normalize("NFKC", text)))
    if len({one[1] for one in found}) != 1:
        return None, ""
    return int(found[0][1]), found[0][0].strip("。；：:\n ")


def _organ_of(name: str) -> str:
    is_name = len(name) >= _SHORTEST and _ORGAN.search(name) and not called.PRONOUN.match(name)
    return name if is_name else ""


def _candidates(lines: Sequence[Paragraph]) -> Iterator[Head]:
    """A title may be broken over several lines, blank ones among them."""
    plain = ["" if furniture.is_of_page(line.text) else called.plain(line.text) for line in lines]
    for start in range(len(plain)):
        joined, taken = "", 0
        for place in range(start, len(plain)):
            text = plain[place]
            if not text and joined:
                continue
            if not text or taken == _LINES or len(text) > called.LONGEST or _SENTENCE.search(text):
                break
            joined, taken = joined + text, taken + 1
            head = called.read(joined, place + 1, whole=True)
            if head:
                yield structs.replace(head, start=start)
                break


def _fitness(head: Head) -> tuple[bool, bool, int]:
    return bool(head.year), bool(head.organ), head.end
