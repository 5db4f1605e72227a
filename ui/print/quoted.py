"""Letters and fonts, as sentences about a file name them; what is told of those that it lacks."""

from collections.abc import Sequence

_LISTED = 5


def listed(words: Sequence[str], counted: str) -> str:
    """A few of them, and how many there are."""
    first = "".join(f"“{each}”" for each in words[:_LISTED])
    return first if len(words) <= _LISTED else f"{first}等 {len(words)} {counted}"


def missing(letters: Sequence[str], outcome: str, again: str = "导出") -> str:
    """Of letters that no font has, what became of them, and what to do before it is done again."""
    return (
        f"这台电脑的字体里没有{listed(letters, '个字')}，{outcome}。"
        f"请换一个字，或者装上有这个字的字体再{again}。"
    )


def forbidden(fonts: Sequence[str], outcome: str) -> str:
    """Of fonts that may not be in a file, what became of their letters, and what to do."""
    return (
        f"字体{listed(fonts, '种字体')}的许可不让放进文件，{outcome}。请在版式里换一种字体再导出。"
    )
