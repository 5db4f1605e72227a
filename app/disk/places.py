"""Where things lie: the program's resources, the user's settings."""

import sys
from pathlib import Path

import platformdirs

_PORTABLE = ("portable", "portable.txt")
"""Explorer hides suffixes: who makes the file with the editor gets the second name."""


def resources() -> Path:
    """The program's own files: beside the code in a clone, inside the folder when frozen."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled or Path(__file__).parent.parent.parent) / "resources"


def settings_folder() -> Path:
    """The user's folder for settings and own editions; it need not exist yet."""
    if _settled:
        return _settled[-1]
    if is_portable():
        return program_folder() / "设置"
    return platformdirs.user_config_path("nianbao", appauthor=False)


_settled: list[Path] = []


def settle_in(folder: Path) -> None:
    """The folder of the settings for this process, which works for another that has it there."""
    _settled.append(folder)


def is_portable() -> bool:
    """Whether a file beside the program says that everything stays there: on a USB stick."""
    return any((program_folder() / name).is_file() for name in _PORTABLE)


def program_folder() -> Path:
    """The folder with the program in it, as a person sees it."""
    frozen = getattr(sys, "frozen", False)
    return Path(sys.executable).parent if frozen else Path(__file__).parent.parent.parent


def form_folders() -> tuple[Path, ...]:
    """Where editions lie; a later folder stands before an earlier one."""
    return resources() / "forms", settings_folder() / "forms"


def rule_folders() -> tuple[Path, ...]:
    """Where rules about texts lie; a later folder stands before an earlier one."""
    return resources() / "rules", settings_folder() / "rules"
