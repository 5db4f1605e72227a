"""A YAML file that a person wrote -> plain values, or one sentence that says why not.

Its size and depth are bounded before it is parsed: the quick parser ends the whole program where
brackets stand too deep in one another.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, cast

import yaml

MAX_BYTES = 2_000_000
"""Twenty times what our own largest file has."""
MAX_DEPTH = 100
"""Our own files stand at most 14 deep."""

_Fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WRONG = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the constructors of scalars raise: `2021-99-99`, `!!int x`, `!!timestamp x` ..."""


class Unusable(Exception):
    """A file of which nothing can be read, and why."""


class _UniqueKeys(_Fast):  # type: ignore[misc, valid-type]
    """YAML as it is, except that a key repeated in one mapping is an error, not the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        keys = Counter(key.value for key, _ in node.value if isinstance(key.value, str))
        for key, count in keys.items():
            if count > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"重复的键 {key}", node.start_mark
                )
        return cast("dict[str, Any]", super().construct_mapping(node, deep))


def document(path: Path) -> Any:
    """What the file says.

    Raises:
        Unusable: it cannot be read, is too large or too deep, or is no YAML.
    """
    try:
        if not path.is_file():  # a folder, or a pipe at which reading would wait for ever
            raise Unusable("不是文件，或者已经不在了")
        if path.stat().st_size > MAX_BYTES:
            raise Unusable(f"文件太大，最多 {MAX_BYTES // 1_000_000} MB")
        words = path.read_text(encoding="utf-8")
        _must_be_shallow(words)
        return yaml.load(words, Loader=_UniqueKeys)  # noqa: S506
    except (OSError, yaml.YAMLError, *_WRONG) as error:
        raise Unusable(str(error)) from error


def _must_be_shallow(words: str) -> None:
    """Events alone are read without recursion, so that nothing can be too deep for this."""
    depth = 0
    for event in yaml.parse(words, Loader=_Fast):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise Unusable(f"括号或缩进套了 {MAX_DEPTH} 层以上")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def place(raw: Any, message: str) -> tuple[str, str]:
    """A msgspec "reason - at `$.sections[2].table`" -> the same place with ids, the reason."""
    reason, _, path = message.partition(" - at ")
    here, names = raw, []
    for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", path):
        here = here[key] if key else here[int(index)]
        if isinstance(here, dict):
            names.append(str(here.get("id", here.get("rule", key or index))))
        else:
            names.append(key)
    return "/".join(name for name in names if name) or "最外层", reason
