"""A house style: how an office's documents look, kept as a small file that the office shares.

What is not said is the habit of GB/T 9704-2012 for official documents.
"""

import contextlib
import re
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from app.disk import file_names, files, places
from app.letters.characters import shortened

MM = 72 / 25.4
PAPER_MM = (210, 297)

Font = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[\w .()（）-]+$")]
Size = Annotated[float, Meta(ge=5, le=48)]
Margin = Annotated[float, Meta(ge=5, le=60)]

SUFFIX = ".json"
_NOT_IN_A_FILE_NAME = r'[\\/:*?"<>|\s.\x00-\x1f]'
_LONGEST = 100_000
_MOST_SQUEEZE = 0.5


class ProfileError(Exception):
    """A house style that cannot be used: which, where and why, in one sentence."""


class Profile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Fonts by name, sizes in points, margins in mm."""

    name: Annotated[str, Meta(min_length=1, max_length=40)] = "公文格式"
    title_font: Font = "方正小标宋简体"
    section_font: Font = "黑体"
    part_font: Font = "楷体_GB2312"
    body_font: Font = "仿宋_GB2312"
    table_font: Font = "宋体"
    latin_font: Font = "Times New Roman"
    """For digits and Latin letters."""
    title_size: Size = 22  # 二号
    body_size: Size = 16  # 三号
    table_size: Size = 10.5  # 五号
    """The largest; a table that would not fit on its page is set smaller."""
    line_pitch: Annotated[float, Meta(ge=8, le=80)] = 28
    top: Margin = 37
    right: Margin = 26
    bottom: Margin = 35
    left: Margin = 28
    lead: bool = True
    """Whether the paragraph before the first section is printed."""
    blank: Literal["blank", "zero"] = "blank"
    """What a cell that nobody filled in prints."""
    signature: Literal["unsealed", "sealed"] = "unsealed"
    """How name and date stand under the report: without a seal, or under one."""

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Top, right, bottom, left, in mm."""
        return self.top, self.right, self.bottom, self.left

    @property
    def fonts(self) -> tuple[str, ...]:
        """Every font for Chinese, once."""
        all_fonts = (
            self.title_font, self.section_font, self.part_font, self.body_font, self.table_font,
        )  # fmt: skip
        return tuple(dict.fromkeys(all_fonts))

    @property
    def text_width(self) -> float:
        """In points."""
        return (PAPER_MM[0] - self.left - self.right) * MM

    @property
    def text_height(self) -> float:
        """In points."""
        return (PAPER_MM[1] - self.top - self.bottom) * MM

    @property
    def letter_spacing(self) -> float:
        """Points between letters of the body, 0 or a little less.

        Twenty-eight letters of 三号 are a trifle wider than the line that the standard gives them.
        """
        letters = round(self.text_width / self.body_size)
        squeeze = self.text_width / letters - self.body_size
        steps = int(squeeze * 20) - 1  # of a twentieth of a point, as Word counts
        return steps / 20 if -_MOST_SQUEEZE < squeeze < 0 else 0


STANDARD = Profile()

_SONG = ("宋体", "SimSun", "Songti SC", "Noto Serif CJK SC")
_NAMES = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "小标宋"),
    "仿宋_GB2312": ("仿宋", "FangSong", "STFangsong"),
    "楷体_GB2312": ("楷体", "KaiTi", "STKaiti"),
    "黑体": ("SimHei", "Heiti SC"),
    "宋体": ("SimSun", "Songti SC"),
    "Times New Roman": ("Times",),
}
_INSTEAD = {
    "仿宋_GB2312": ("Noto Serif CJK SC",),
    "楷体_GB2312": ("Noto Serif CJK SC",),
    "黑体": ("Noto Sans CJK SC",),
    "宋体": ("Noto Serif CJK SC",),
    "Times New Roman": ("Liberation Serif",),
}
_SANS = (
    *("黑体", "雅黑", "等线", "SimHei", "YaHei", "Sans"),
    *("Arial", "Helvetica", "Tahoma", "Verdana", "Segoe", "Calibri"),
)


def families(font: str) -> tuple[str, ...]:
    """The font, and those that stand in where it is missing, best first."""
    return (*names(font), *_INSTEAD.get(font, _SONG))


def names(font: str) -> tuple[str, ...]:
    """What the font is called, here and elsewhere."""
    return (font, *_NAMES.get(font, ()))


@cache
def is_sans(font: str) -> bool:
    """Asked for every figure of a report."""
    return any(word in font for word in _SANS)


def made(**said: Any) -> Profile:
    """A house style of what a form says.

    Raises:
        ProfileError: it cannot be used.
    """
    try:
        return checked(msgspec.convert(said, Profile))
    except (ValueError, msgspec.MsgspecError) as error:
        raise ProfileError(f"版式{_fault(str(error))}。") from error


def folder() -> Path:
    """Where the program keeps the house styles of this computer."""
    return places.settings_folder() / "profiles"


def kept() -> list[Profile]:
    """The kept house styles by name; one that cannot be read is left out."""
    others = (profile for profile in _files().values() if not _is_standard(profile.name))
    return sorted(others, key=lambda profile: profile.name)


def load(path: Path) -> Profile:
    """The house style in a file.

    Raises:
        ProfileError: it cannot be read, or is none.
    """
    try:
        return checked(msgspec.json.decode(files.read(path, _LONGEST), type=Profile))
    except OSError as error:
        raise ProfileError(f"版式文件“{path.name}”读不出来：{files.why(error)}。") from error
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise ProfileError(f"版式文件“{path.name}”{_fault(str(error))}，没有使用它。") from error


def keep(profile: Profile) -> Path:
    """Keep a house style on this computer, in place of one of the same name.

    Raises:
        ProfileError: it has the name of the standard one.
    """
    path = _place(own(profile).name)
    folder().mkdir(parents=True, exist_ok=True)
    save(profile, path)
    return path


def forget(profile: Profile) -> None:
    """Delete the kept house style of that name."""
    for path, there in _files().items():
        if there.name == profile.name:
            path.unlink()


def own(profile: Profile) -> Profile:
    """The profile, which must have a name of its own.

    Raises:
        ProfileError: it has the name of the standard one.
    """
    if _is_standard(profile.name):
        raise ProfileError(f"“{STANDARD.name}”是标准版式的名称，请换一个名称。")
    return profile


def apart(profile: Profile) -> Profile:
    """The profile; under another name where a file gives it none, or that of the standard one."""
    if not _is_standard(profile.name):
        return profile
    taken = {there.name for there in kept() if replace(there, name=profile.name) != profile}
    names = (f"{STANDARD.name} {number}" for number in count(2))
    return replace(profile, name=next(name for name in names if name not in taken))


def save(profile: Profile, path: Path) -> None:
    """Write a house style for others, every key named."""
    files.write(path, msgspec.json.format(msgspec.json.encode(profile), indent=2) + b"\n")


def checked(profile: Profile) -> Profile:
    """The profile, with a page on which something can stand.

    Raises:
        ValueError: it has none.
    """
    if profile.line_pitch < profile.body_size:
        raise ValueError("行距小于正文字号")
    if profile.text_width < 20 * profile.table_size:
        raise ValueError("页边距太大，放不下表格")
    return profile


def _is_standard(name: str) -> bool:
    return name.strip() == STANDARD.name


def _files() -> dict[Path, Profile]:
    """What can be read of the kept files."""
    profiles = {}
    for file in sorted(folder().glob(f"*{SUFFIX}")):
        with contextlib.suppress(ProfileError):
            profiles[file] = load(file)
    return profiles


def _place(name: str) -> Path:
    """The file that holds a name already, or a free one: no two names share a file."""
    stem = file_names.stem(re.sub(_NOT_IN_A_FILE_NAME, "_", name))
    there = (file for file, profile in _files().items() if profile.name == name)
    endings = chain([""], (f"_{number}" for number in count(2)))
    free = (folder() / (stem + ending + SUFFIX) for ending in endings)
    return next(there, None) or next(path for path in free if not path.exists())


def _fault(message: str) -> str:
    """What is wrong, for a clerk; msgspec says it in English, with a place in the file."""
    reason, _, place = message.partition(" - at ")
    if unknown := re.search("unknown field `(.*?)`", reason):
        return f"里有不认识的项目 {shortened(unknown[1])}"
    if place:
        return f"里 {place.strip('`$.')} 的值不对"
    return "不是有效的版式文件" if reason.isascii() else f"不能用：{reason}"
