"""What is printed in a number cell -> a figure, the words that stand with it, or a doubt.

A number, a blank, a stroke and words are kept apart: a published report says different things by
them. Nothing is rounded, and no number is made of what has none.
"""

import re
from decimal import Decimal, localcontext

import msgspec
from msgspec import Struct

from app.forms.model import MAX_DECIMALS, Column
from app.importers.terms.plain import WHITE
from app.letters import characters
from app.letters.characters import shortened
from app.letters.numbers import Number, tidy, written
from app.report import entry
from app.report.shapes import number_fault

_MONEY = {"元": 0, "万元": 4, "亿元": 8}
"""How many places a unit of money moves the point."""
_USUAL = ("元", "万元")
_UNIT = re.compile("(?:亿|万)?元")
_UNIT_BESIDE = re.compile(
    r"[(（]? (?:单位[:：])? (?P<unit>(?:亿|万)?元) 整? \s* (?= $ | [^\w\s.] )", re.VERBOSE
)
_HEAD = re.compile(r"[+\-−－]?[.．]?\d[\d,，.．]*")
_FIGURE = re.compile(
    rf"= | {_HEAD.pattern} \s* (?: $ | [(（\[【] | [亿万]?元 | [件条个项次份宗人起余多] )",
    re.VERBOSE,
)
_BESIDE = re.compile(
    r"""(?: 人次 | 件次 | [件条个项次份宗人起例批部家户篇] )? \s*
    (?: $
      | [(（\[【〔] (?! \s*[亿万千百十%％‰] )
      | [，,；;。、]? \s* (?:其中|含|包括|均|另|注|无)
      | [*＊※#①-⒇]+ $ )""",
    re.VERBOSE,
)
"""What may stand beside a number and leave it what it is: its counter, a bracket, a footnote.

Anything else may make another number of it, or none: 1月5日, 3 5, 1/2, 12%, 3万, 50余.
"""
_STROKE = re.compile(r"[/／\\＼\-－−‐‑–—―─]{1,4}|不适用|n\.?/?a\.?", re.IGNORECASE)
_MARK = re.compile(
    r"[#＃]+ | [#][A-Z_/0-9]+[!?]? | [¥￥$]\s?[\d.,]+ | [\d.]+E[+-]\d+", re.ASCII | re.VERBOSE
)
"""What a spreadsheet shows in a number's place: see `entry.mark`."""
_HANGING = re.compile(r".*\d\s*[.．。]", re.DOTALL)
_CUT = re.compile(r"(?P<whole>\d[\d,，]*)\s*[.．]\s*(?P<fraction>\d+)")
"""Money whose cell is so narrow that its number goes on in the next line, at the point."""
_LESS, _MORE = "减少|降低|下降|减|降|↓", "增加|增长|上升|新增|增|升|↑"
_COUNTED = r"(?P<number>[0-9０-９][0-9０-９,，]*)\s*[项件个]?"
_BEFORE = re.compile(rf"(?: (?P<less>{_LESS}) | {_MORE} ) 了? \s*[:：]?\s* {_COUNTED}", re.VERBOSE)
_BEHIND = re.compile(
    rf"(?P<sign>[-−－]?) {_COUNTED} \s* [(（]? (?: (?P<less>{_LESS}) | {_MORE} ) [)）]?", re.VERBOSE
)
_MOVES = re.compile(f"{_LESS}|{_MORE}")
_SAME = re.compile("持平|不变|无变化|没有变化|未变化|无增减|与?上一?年(?:持平|相同)")
"""How a column of changes is filled in words."""
_TOO_LONG = 200


class Printed(Struct, frozen=True):
    """One number cell, read."""

    value: Number | None = None
    """None: it holds no number."""
    note: str = ""
    """The words that stood in it, number and all; empty where there is nothing but the number."""
    doubt: str = ""
    """Why a person should look at it; empty: its meaning is certain."""
    stroke: bool = False
    """Whether it says that there is nothing to count, which is no printed 0."""
    offers: tuple[tuple[str, Number], ...] = ()
    """The units that it may be printed in, each with what it would be in the form's."""


def read(text: str, column: Column, unit: str = "") -> Printed:
    """A cell's text as a cell of `column` means it.

    Args:
        text: as it is printed.
        column: of the form; its own unit may follow the number.
        unit: the unit of money that the printed table gives for it; empty: it gives none.
    """
    words = " ".join(characters.in_text(text).split())[:_TOO_LONG]
    if not column.decimals and _HANGING.fullmatch(words):
        return Printed(None, words, f"“{shortened(words)}”的小数点后面没有数字，看不出写完了没有")
    if column.decimals and "\n" in text and (cut := _CUT.fullmatch(text.strip(WHITE))):
        return _joined(f"{cut['whole']}.{cut['fraction']}", words, column, unit)
    return _read(words, column, unit)


def _read(words: str, column: Column, unit: str) -> Printed:
    wide = msgspec.structs.replace(column, decimals=MAX_DECIMALS, negative=True)
    value = entry.parse(words, wide)
    if value is None:
        return Printed()
    if words.startswith("="):
        return Printed(None, "", "公式没有保存结果，请用表格软件打开、保存一次再导入")
    if _STROKE.fullmatch(words):
        return Printed(0, words, stroke=True)
    if not isinstance(value, entry.Refusal):
        own = column.unit in _MONEY and words.endswith(column.unit)
        return _scaled(value, words, column, column.unit if own else unit, note="")
    if column.negative and (_MOVES.search(words) or _SAME.fullmatch(words)):
        return _change(words, wide)
    return _words(words, value, wide, column, unit)


def unit_of(label: str) -> str:
    """The unit of money in a header such as 本年收费金额（单位：元）; empty: it gives none."""
    found = _UNIT.search(label)
    return found[0] if found else ""


def is_money(column: Column) -> bool:
    return column.unit in _MONEY


def is_figure(text: str) -> bool:
    """Whether a text looks like a number cell: blank, a number and at most its words, a stroke."""
    words = text.strip(WHITE)
    return not words or bool(_FIGURE.match(words) or _MARK.fullmatch(words)) or _stroke(words)


def has_number(text: str) -> bool:
    return bool(_HEAD.match(text.strip(WHITE)))


def _stroke(words: str) -> bool:
    return len(words) <= 3 and not re.search(r"\w", words)


def _change(words: str, wide: Column) -> Printed:
    """减4 -> -4, which is told; 增1减5 and such may mean several things."""
    said = _BEFORE.fullmatch(words) or _BEHIND.fullmatch(words)
    same = _SAME.fullmatch(words)
    value = 0 if same else entry.parse(said["number"], wide) if said else None
    less = bool(said and said["less"])
    signed = bool(said and said.groupdict().get("sign"))
    if value is None or isinstance(value, entry.Refusal) or (signed and not less):
        return Printed(None, words, f"“{shortened(words)}”里看不出是增是减、有多少")
    value = -value if less else value
    return Printed(value, words, f"“{shortened(words)}”读作 {written(value)}，请核对")


def _joined(whole: str, words: str, column: Column, unit: str) -> Printed:
    """A number that was cut at its point can be no other; it is told all the same."""
    printed = _read(whole, column, unit)
    told = f"“{shortened(words)}”断成了两行，读作 {whole}"
    doubt = "；".join(filter(None, (told, printed.doubt)))
    return msgspec.structs.replace(printed, note=printed.note or words, doubt=doubt)


def _words(words: str, refused: entry.Refusal, wide: Column, column: Column, unit: str) -> Printed:
    """22（其中修订 16 件） -> 22 and the words."""
    if refused.offer is not None:
        return Printed(None, words, f"填的是“{words}”，没有当作数字")
    head = _HEAD.match(words)
    rest = words[head.end() :].lstrip(WHITE) if head else ""
    money = _UNIT_BESIDE.match(rest) if column.unit in _MONEY else None
    value = entry.parse(head[0], wide) if head else None
    if value is None or isinstance(value, entry.Refusal) or not (money or _BESIDE.match(rest)):
        alone = value.reason if isinstance(value, entry.Refusal) and not rest else ""
        why = entry.mark(words, column.unit).rstrip("。")
        return Printed(None, words, why or f"“{shortened(words)}”里{alone or '看不出是哪个数字'}")
    return _scaled(value, words, column, money["unit"] if money else unit, note=words)


def _scaled(value: Number, words: str, column: Column, unit: str, note: str) -> Printed:
    """In the unit of the form: a report may print its money in another."""
    doubt = ""
    if column.unit in _MONEY and unit not in _MONEY and value:
        return _without_unit(value, words, column)
    if unit in _MONEY and column.unit in _MONEY and unit != column.unit:
        value = _in_unit(value, unit, column)
        note = words if unit in words else f"{words}{unit}"
        doubt = f"原文以{unit}为单位，已换算成 {written(value)} {column.unit}"
    if fault := number_fault(value):
        return Printed(None, words, f"“{shortened(words)}”放不下：{fault}")
    return Printed(value, note, doubt)


def _in_unit(value: Number, unit: str, column: Column) -> Number:
    with localcontext(prec=40):
        return tidy(Decimal(value).scaleb(_MONEY[unit] - _MONEY[column.unit]))


def _without_unit(value: Number, words: str, column: Column) -> Printed:
    """Money of which nothing tells the unit: either reading is offered, and none is taken."""
    found = [(unit, _in_unit(value, unit, column)) for unit in _USUAL]
    offers = tuple((unit, each) for unit, each in found if not number_fault(each))
    readings = "，".join(f"以{unit}为单位是 {written(each)} {column.unit}" for unit, each in offers)
    doubt = f"“{shortened(words)}”没有写单位：{readings}；分不出是哪一个，没有填"
    return Printed(None, words, doubt, offers=offers)
