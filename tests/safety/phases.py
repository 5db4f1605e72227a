"""What the clerk is at when the program is killed: data. A phase more is an entry more."""

from typing import Any

from msgspec import Struct

BOX = "problems"
CELLS = "requests/new_received/natural"
LETTERS = "公开工作中还存在一些不足依申请答复的规范程度有待提高内容更新不够及时培训次数偏少下一步将加强学习"
LONG = LETTERS * 4
FIGURES = [str(number) for number in range(1234, 1234 + 6)]
Script = list[list[Any]]


class Phase(Struct, frozen=True):
    """A script, and where in it the program may be ended."""

    name: str
    script: Script
    earliest: float = 0.0
    latest: float = 0.0
    """Seconds after the first key, where it is ended at a moment; 0: it is ended at a call."""
    folders: tuple[str, ...] = ()
    """The folders in which a call may be its last, by how their names begin."""
    after: str = ""
    """The call must come after this note: what a start does is no business of a save."""


def typing(pace: int, *rest: int) -> Script:
    return [["text", BOX], ["type", LONG, pace, *rest]]


SAVING: Script = [
    ["text", BOX],
    ["type", LETTERS[:12], 20],
    ["save"],
    ["type", LETTERS[12:24], 20],
    ["note", "now"],
    ["save"],
    ["type", LETTERS[24:30], 20],
]
DRAFT: Script = [
    ["text", BOX],
    ["note", "now"],
    ["type", LETTERS[:8], 20],
    ["rest", 2600],
    ["type", LETTERS[8:16], 20],
    ["rest", 2600],
]
CLOSING: Script = [
    ["text", BOX],
    ["type", LETTERS[:10], 20],
    ["note", "now"],
    ["press", "Ctrl+Q"],
    ["answer", "保存"],
    ["rest", 3000],
]
IMPORT: Script = [
    ["text", BOX],
    ["type", LETTERS[:10], 40],
    ["rest", 2600],
    ["type", LETTERS[10:14], 40],
    ["import", "去年.docx"],
    ["answer", "取消"],
    ["type", LETTERS[14:], 80],
]

PHASES = {
    phase.name: phase
    for phase in (
        Phase("typing on", typing(80), 0.3, 11.0),
        Phase("typing fast", typing(25), 0.3, 5.0),
        Phase("typing with rests", typing(60, 14, 1900), 0.5, 11.0),
        Phase("figures", [["cells", CELLS, FIGURES * 5, 70]], 0.5, 9.0),
        Phase("a cell that stays open", [["cell", CELLS], ["type", "123456789", 1200]], 5.5, 9.0),
        Phase("import", IMPORT, 2.5, 6.5),
        Phase("saving", SAVING, folders=("文档",), after="now"),
        Phase("version", SAVING, folders=("设置/versions",), after="now"),
        Phase("draft", DRAFT, folders=("设置/recovery",), after="now"),
        Phase("closing", CLOSING, folders=("文档", "设置"), after="now"),
    )
}
