"""Windows' "Open with" list for .json files: for the current user only, and never as the default.

The keys are those that Windows documents for an application that can open a type but does not own
it. Neither the default value of `.json` nor a program id is touched, so nothing can change what a
double click does.
"""

import contextlib
import sys
from pathlib import Path

if sys.platform == "win32":
    import winreg

CLASSES = r"Software\Classes"
_PROGRAM = r"Applications\nianbao.exe"
_LISTED = r".json\OpenWithList\nianbao.exe"
_OURS = (
    *(rf"{_PROGRAM}\shell\open\command", rf"{_PROGRAM}\shell\open", rf"{_PROGRAM}\shell"),
    *(rf"{_PROGRAM}\SupportedTypes", rf"{_PROGRAM}\DefaultIcon", _PROGRAM),
    _LISTED,
)
"""Every key that is made, the inner ones first: Windows deletes no key that has keys in it."""
_SHARED = (r".json\OpenWithList", ".json")
"""Keys that other programs may use as well."""


def program() -> Path | None:
    """The program that Windows could list; None in a clone, and on other systems."""
    frozen = sys.platform == "win32" and getattr(sys, "frozen", False)
    return Path(sys.executable).with_name("nianbao.exe") if frozen else None


def is_listed() -> bool:
    found = False
    if sys.platform == "win32":
        key = rf"{CLASSES}\{_LISTED}"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key):
            found = True
    return found


def add(program: Path) -> None:
    """List the program; once more where its folder was moved.

    Raises:
        OSError: an administrator has forbidden it.
    """
    _write(_PROGRAM, "FriendlyAppName", "年报")
    _write(rf"{_PROGRAM}\DefaultIcon", "", f"{program},0")
    _write(rf"{_PROGRAM}\SupportedTypes", ".json", "")
    _write(rf"{_PROGRAM}\shell\open\command", "", f'"{program}" "%1"')
    _write(_LISTED, "", "")


def remove() -> None:
    """Take all of it away again; what other programs wrote stays.

    Raises:
        OSError: an administrator has forbidden it.
    """
    for key in _OURS:
        _delete(key, only_if_empty=False)
    for key in _SHARED:
        _delete(key, only_if_empty=True)


def _write(key: str, name: str, text: str) -> None:
    if sys.platform == "win32":
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{CLASSES}\{key}") as opened:
            winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)


def _delete(key: str, *, only_if_empty: bool) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(FileNotFoundError):
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{CLASSES}\{key}") as opened:
                is_empty = winreg.QueryInfoKey(opened)[:2] == (0, 0)
            if is_empty or not only_if_empty:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{CLASSES}\{key}")
