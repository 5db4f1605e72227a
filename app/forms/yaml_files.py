"""A YAML file that a person wrote -> plain values, or one sentence that says why not.

Its size and depth are bounded before it is parsed: the quick parser ends the whole program where
brackets stand too deep in one another.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, cast

import yaml

from app.disk import files
from app.forms.parsed import MAX_BYTES
from app.letters.characters import shortened

MAX_EVENTS = 100_000
"""Values, lists and mappings; our own largest file has a tenth."""
MAX_DEPTH = 100
"""Our own files stand at most 14 deep."""

_DIRECTIVES, _ODD_KEYS, _FIGURE = 10, 100, 40
"""Lines that begin with %, keys of a mapping that are no words, signs of a number.

Our own files have none, a few, ten. To look among thousands of the first, or of numbers chosen for
it among the second, takes the square of how many there are; so does a number of many parts.
"""
_LETTERS = 20
"""So many letters count as one value more: an alias can stand for a long text any number of times.
"""

_Fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WRONG = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the constructors of scalars raise: `2021-99-99`, `!!int x`, `!!timestamp x` ..."""
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so Word and Excel, cannot hold."""
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_TOO_MUCH = "内容太多，不像是表格或规则文件"
_LONGEST = 200
"""Characters of what a library says of a file."""
_REASONS = (
    (r"Object missing required field `(.*)`", r"缺少 \1"),
    (r"Object contains unknown field `(.*)`", r"没有“\1”这个项目"),
    (r"Invalid enum value '(.*)'", r"不能写“\1”"),
    (r"Invalid value '(.*)'", r"没有“\1”这一种"),
    (r"Expected `(.*)`, got `(.*)`", r"应当是 \1，写的是 \2"),
    (r"Expected `(\w+)` of length >= (\d+)", r"至少要有 \2 个"),
    (r"Expected `(\w+)` >= (.*)", r"不能小于 \2"),
    (r"Expected `(\w+)` <= (.*)", r"不能大于 \2"),
    (r"\bstr\b", "文字"),
    (r"\bint\b", "整数"),
    (r"\bfloat\b", "数"),
    (r"\bbool\b", "true 或 false"),
    (r"\barray\b", "一个列表"),
    (r"\bobject\b", "一组“名字: 值”"),
    (r"\bnull\b", "空"),
)
"""What msgspec says of a shape that is wrong, in the words of whoever writes the file."""


class Unusable(Exception):
    """A file of which nothing can be read, and why."""


class _UniqueKeys(_Fast):  # type: ignore[misc, valid-type]
    """YAML as it is, except that a key repeated in one mapping is an error, not the last one."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """What << takes over could double with each line that has one; no file needs it."""
        if any(key.tag == "tag:yaml.org,2002:merge" for key, _ in node.value):
            raise yaml.constructor.ConstructorError(
                None, None, "不能写 <<，请写 like", node.start_mark
            )

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        if sum(key.tag != _WORDS for key, _ in node.value) > _ODD_KEYS:
            raise yaml.constructor.ConstructorError(None, None, "名字应当是文字", node.start_mark)
        keys = Counter(key.value for key, _ in node.value if isinstance(key.value, str))
        for key, count in keys.items():
            if count > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"重复的键 {shortened(key)}", node.start_mark
                )
        return cast("dict[str, Any]", super().construct_mapping(node, deep))

    def construct_figure(self, node: yaml.ScalarNode) -> Any:
        if len(node.value) > _FIGURE:
            raise yaml.constructor.ConstructorError(None, None, "数字太长", node.start_mark)
        return _FIGURES[node.tag](self, node)


_WORDS = "tag:yaml.org,2002:str"
_FIGURES = {
    "tag:yaml.org,2002:int": _Fast.construct_yaml_int,
    "tag:yaml.org,2002:float": _Fast.construct_yaml_float,
}
for _tag in _FIGURES:
    _UniqueKeys.add_constructor(_tag, _UniqueKeys.construct_figure)


def document(path: Path, content: bytes | None) -> Any:
    """What a file says.

    Args:
        path: the file.
        content: what stands in it, where it could be read.

    Raises:
        Unusable: it cannot be read, is too large or too deep, or is no YAML.
    """
    try:
        if content is None:
            content = files.read(path, MAX_BYTES)  # which says why not
        words = content.decode("utf-8")
        _must_be_shallow(words)
        found = yaml.load(words, Loader=_UniqueKeys)  # noqa: S506
        size, depth = _extent(found, {})
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else ""
        raise Unusable(f"{line}写法不对（{shortened(str(error.problem), _LONGEST)}）") from error
    except UnicodeDecodeError as error:
        raise Unusable("不是 UTF-8 编码，请用记事本另存为 UTF-8") from error
    except files.TooLarge as error:
        raise Unusable(f"文件太大，最多 {MAX_BYTES // 1_000_000} MB") from error
    except (files.NoFile, FileNotFoundError) as error:
        raise Unusable("不是文件，或者已经不在了") from error
    except (OSError, yaml.YAMLError, *_WRONG) as error:
        raise Unusable(shortened(str(error), _LONGEST)) from error
    if size > MAX_EVENTS or depth > MAX_DEPTH:
        raise Unusable(_TOO_MUCH)
    _must_be_seen(found)
    return found


def _must_be_seen(found: Any) -> None:
    """An escape in quotes can write characters that no document can hold.

    Each value is looked at once: aliases may stand for the same one any number of times.
    """
    known: dict[int, Any] = {}
    left = [found]
    while left:
        value = left.pop()
        if isinstance(value, str) and (hidden := _HIDDEN.search(value)):
            raise Unusable(f"{value[:20]!r} 里有看不见的控制字符 {hidden[0]!r}")
        if isinstance(value, dict | list) and id(value) not in known:
            known[id(value)] = value
            left += [*value.keys(), *value.values()] if isinstance(value, dict) else value


def _must_be_shallow(words: str) -> None:
    """Events alone are read without recursion, so that nothing can be too deep for this."""
    if len(_DIRECTIVE.findall(words)) > _DIRECTIVES:
        raise Unusable("% 开头的行太多")
    depth = 0
    for count, event in enumerate(yaml.parse(words, Loader=_Fast)):
        if count > MAX_EVENTS:
            raise Unusable(_TOO_MUCH)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise Unusable(f"括号或缩进套了 {MAX_DEPTH} 层以上")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _extent(value: Any, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How many values stand in a value, each as often as an alias stands for it, and how deep.

    One that stands in itself counts as too many.
    """
    if isinstance(value, str):
        return 1 + len(value) // _LETTERS, 0
    if not isinstance(value, dict | list):
        return 1, 0
    if id(value) not in known:
        known[id(value)] = MAX_EVENTS + 1, 0
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        extents = [_extent(each, known) for each in inner]
        size = 1 + sum(size for size, _ in extents)
        known[id(value)] = size, 1 + max((depth for _, depth in extents), default=0)
    return known[id(value)]


def place(raw: Any, message: str) -> tuple[str, str]:
    """A msgspec "reason - at `$.sections[2].table`" -> the same place with ids, why in Chinese."""
    reason, _, path = message.partition(" - at ")
    here, names = raw, []
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        here = here[key] if key else here[int(index)]
        if isinstance(here, dict):
            names.append(str(here.get("id", here.get("rule", key or index))))
        else:
            names.append(key)
    return "/".join(name for name in names if name) or "最外层", _in_chinese(reason)


def _in_chinese(reason: str) -> str:
    for pattern, words in _REASONS:
        reason = re.sub(pattern, words, reason)
    return reason
