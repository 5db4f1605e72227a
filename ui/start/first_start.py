"""Says in Chinese why no window opens, without Qt: it may be Qt that cannot be loaded."""

import sys
from pathlib import Path

if sys.platform == "win32":
    from ctypes import windll

OLDEST = (10, 0, 17763)
"""Windows 10, version 1809: Qt 6 needs it."""
NO_CHINESE = (
    "No font with Chinese letters is installed, so nothing in this window can be read.\n"
    "Please install one and start again (Debian, Ubuntu: fonts-noto-cjk)."
)
"""In English: Chinese would be a row of boxes too."""
_STOP_IN_FRONT = 0x10 | 0x10000
"""MessageBox with the sign for an error, brought to the foreground."""


def refusal() -> str:
    """Why this Windows is too old for the window; "" where it is not."""
    version = OLDEST
    if sys.platform == "win32":
        windows = sys.getwindowsversion()
        version = (windows.major, windows.minor, windows.build)
    return refusal_for(*version)


def refusal_for(major: int, minor: int, build: int) -> str:
    if (major, minor, build) >= OLDEST:
        return ""
    return (
        f"这台电脑的系统是 {_name(major, minor)}（内部版本 {build}），"
        "太旧了，年报的窗口打不开。\n\n"
        "年报需要 Windows 10（1809 版，2018 年 10 月）或更新的系统。"
        "请换一台电脑使用，或请管理员升级系统。您的报告文件没有任何改动。"
    )


def ended(error: Exception, log: Path) -> str:
    """What is said where the program cannot go on; the exception's own words may be anybody's."""
    return (
        f"年报出了一个错（{type(error).__name__}），只好关闭。\n\n"
        "磁盘上的报告文件是完整的；没有来得及保存的内容，下次打开年报时会问您要不要恢复。\n"
        f"如果又打不开，请把这个文件夹里的日志发给维护的人，里面没有报告的内容：\n{log}"
    )


def tell(sentence: str) -> None:
    """On standard error; the frozen program for Windows has no console: in a message box."""
    if sys.platform == "win32" and getattr(sys, "frozen", False):
        windll.user32.MessageBoxW(None, sentence, "年报", _STOP_IN_FRONT)
    else:
        say(sentence)


def say(sentence: str) -> None:
    """On standard error, where there is one."""
    if sys.stderr:
        print(sentence, file=sys.stderr)  # noqa: T201


def _name(major: int, minor: int) -> str:
    names = {(6, 1): "Windows 7", (6, 2): "Windows 8", (6, 3): "Windows 8.1", (10, 0): "Windows 10"}
    return names.get((major, minor), f"Windows {major}.{minor}")
