"""The pages by name, and where words are found in them."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from app.manual import entries, markup

HOME, KEYS, RULES = "home", "keys", "rules"
WRITTEN = (
    HOME, "first", "tables", "texts", "import", "last-year", "checks", "hand-in", "safe",
    "returned", RULES, "together", "trouble", "county",
)  # fmt: skip
"""Pages that stand in files."""
_RULE = "rule:"
LONGEST = 100
"""Letters that are looked for."""
_MOST = 12
"""Places that a search shows."""
_LENGTH, _BEFORE = 60, 14
"""Characters of an excerpt, and how many of them stand before the words that were found."""
_ALIKE = 0.4
"""Share of a question's pairs of letters that a passage must have to be shown for it."""


class Passage(Struct, frozen=True):
    """What stands under a heading of a page."""

    page: str
    title: str
    heading: str
    """Empty above the first one."""
    said: str

    @property
    def target(self) -> str:
        return f"{self.page}#{markup.anchor(self.heading)}" if self.heading else self.page

    def excerpt(self, words: str) -> str:
        """A piece of it around the first of some words."""
        start = max(0, self.said.casefold().find(words.casefold()) - _BEFORE)
        piece = self.said[start : start + _LENGTH]
        return "…" * (start > 0) + piece + "…" * (start + _LENGTH < len(self.said))


class Manual:
    """All pages; those of the keys and of the rules are made when they are asked for."""

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        """`keys`: keys and what they do, as the window has them now."""
        self._keys = list(keys)
        self._passages: list[Passage] = []

    def text(self, name: str) -> str:
        """A page in the marks of the manual; for one that there is not, that which leads to all."""
        if entry := entries.entries().get(name.removeprefix(_RULE)):
            return entries.page_text(entry)
        if name == KEYS:
            return _of_keys(self._keys)
        if name == RULES or name.startswith(_RULE):
            return entries.read(RULES) + _of_rules()
        return entries.read(name if name in WRITTEN else HOME)

    def names(self) -> Iterator[str]:
        yield from (*WRITTEN, KEYS)
        yield from (f"{_RULE}{rule}" for rule in entries.entries())

    def search(self, words: str) -> list[Passage]:
        """Passages with all words, whatever blanks stand in them, those with a heading first.

        Where there are none, those that are most like what was asked: people type questions.
        """
        wanted = words[:LONGEST].casefold().split()
        if not wanted:
            return []
        found = [each for each in self._all() if all(word in _of(each) for word in wanted)]
        found.sort(key=lambda each: not all(word in _named(each) for word in wanted))
        return (found or self._alike("".join(wanted)))[:_MOST]

    def _alike(self, asked: str) -> list[Passage]:
        """By their pairs of letters; those of a heading count twice."""
        asked = re.sub(r"\W", "", asked)
        pairs = [asked[at : at + 2] for at in range(len(asked) - 1)]
        enough = max(1, _ALIKE * len(pairs))
        near = [each for each in self._all() if sum(pair in _of(each) for pair in pairs) >= enough]
        return sorted(near, key=lambda e: -sum((p in _of(e)) + (p in _named(e)) for p in pairs))

    def _all(self) -> list[Passage]:
        if not self._passages:
            self._passages = [part for name in self.names() for part in self._parts(name)]
        return self._passages

    def _parts(self, name: str) -> Iterator[Passage]:
        if name in (HOME, RULES):  # they only repeat what others are called
            return
        head, *rest = re.split(r"^## ", self._searched(name), flags=re.MULTILINE)
        first, _, said = head.partition("\n")
        title = first.removeprefix("# ")
        yield Passage(name, title, "", markup.words(said))
        for part in rest:
            heading, _, said = part.partition("\n")
            yield Passage(name, title, heading, markup.words(said))

    def _searched(self, name: str) -> str:
        """A rule's own words: what the forms declare of it would mean to load all of them."""
        entry = entries.entries().get(name.removeprefix(_RULE))
        return f"# {entry.rule} {entry.what}\n{entry.text}" if entry else self.text(name)


def _of_keys(keys: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {pressed} | {does} |" for pressed, does in keys]
    told = "这一页照现在的菜单列出，不会过时。找不到命令时按 `Alt+Q`，打几个字就能找到。"
    return "\n".join(("# 快捷键", "", told, "", "| 按键 | 作用 |", "|---|---|", *lines, ""))


def _of_rules() -> str:
    lines = [
        f"- [{each.rule}]({_RULE}{each.rule}) {each.what}" for each in entries.entries().values()
    ]
    return "\n" + "\n".join(lines) + "\n"


def _named(passage: Passage) -> str:
    return _solid(passage.title, passage.heading)


def _of(passage: Passage) -> str:
    return _solid(passage.title, passage.heading, passage.said)


def _solid(*words: str) -> str:
    """Without blanks: U 盘 is looked for as U盘. No word goes on from one part to the next."""
    return "\n".join("".join(each.split()) for each in words).casefold()
