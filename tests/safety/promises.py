"""What is promised to a clerk, and the tests that hold it; docs/safety.md is made of it.

`python -m tests.safety.promises` writes the page anew, with the counts of the last `dev.py harden`.
"""

import sys
from pathlib import Path

import msgspec
from msgspec import Struct

ROOT = Path(__file__).parents[2]
PAGE, NUMBERS = ROOT / "docs" / "safety.md", ROOT / "docs" / "safety.json"


class Promise(Struct, frozen=True):
    words: str
    tests: tuple[str, ...]


PROMISES = (
    Promise(
        "保存的任何一步被打断（程序被结束、磁盘满、没有权限），文件要么是旧的，要么是完整的新的",
        (
            "tests/safety/test_safety.py::test_the_program_is_killed_and_nothing_is_lost",
            "tests/safety/test_safety.py::test_the_disk_fails_and_nothing_is_lost",
            "tests/app/disk/test_files.py::test_a_failure_at_any_step_leaves_the_old_file_whole_and_alone",
        ),
    ),
    Promise(
        "程序突然被结束，最多丢五秒钟打的字，其余下次启动时可以恢复",
        ("tests/safety/test_safety.py::test_the_program_is_killed_and_nothing_is_lost",),
    ),
    Promise(
        "读别人给的文件，不出错、不超过 5 秒、不超过 300 MB，读不了就说明原因",
        ("tests/safety/test_safety.py::test_readers_refuse_in_words_and_within_bounds",),
    ),
)
UNTRIED = (
    "真的断电：只试过结束程序；落盘靠 `fsync`，磁盘自己是否照办没有试。",
    "真的 Windows：在 Wine 里试到 Windows 的 Python 能跑的地方。",
    "真的网络共享和 U 盘：只试过本机磁盘上的同样步骤和报错。",
    "Qt 和 C 写的库自己打开的文件：报错是在 Python 和系统之间造的，那里看不见它们。",
)


class Numbers(Struct):
    """Of the last whole run."""

    day: str
    version: str
    system: str
    kills: int
    faults: int
    inputs: int
    lost: int
    left: int
    exceptions: int
    median: float
    p99: float
    most: float
    over_seconds: int
    over_memory: int
    phases: dict[str, int]
    wrong: int


def page(numbers: Numbers | None) -> str:
    """The page, in Chinese, whole."""
    rows = [f"| {p.words} | {'<br>'.join(map(_named, p.tests))} |" for p in PROMISES]
    return "\n".join(
        (
            "# 守得住什么",
            "",
            "每一条答应，都有测试守着；`python3 .ci/dev.py harden` 全部再试一遍，并重写本页。",
            "",
            "| 答应的 | 守着它的测试 |",
            "|---|---|",
            *rows,
            "",
            "## 上一次全部试过",
            "",
            *(_told(numbers) if numbers else ["还没有全部试过。"]),
            "",
            "## 没有试过的",
            "",
            *(f"- {line}" for line in UNTRIED),
            "",
        )
    )


def _named(test: str) -> str:
    file, _, name = test.partition("::")
    return f"[{name}](../{file})"


def _told(n: Numbers) -> list[str]:
    """The counts; seconds are those of typing that did not come back."""
    return [
        f"{n.day}，版本 {n.version}，{n.system}。",
        "",
        "| 试了什么 | 次数 |",
        "|---|---|",
        f"| 结束程序 | {n.kills} |",
        f"| 磁盘报错 | {n.faults} |",
        f"| 读破坏过的文件 | {n.inputs} |",
        f"| 丢失或损坏的文件 | {n.lost} |",
        f"| 留下没人管的临时文件 | {n.left} |",
        f"| 程序自己的错误 | {n.exceptions} |",
        f"| 丢掉的打字，秒：中位、百分之九十九、最多 | {n.median:.1f}、{n.p99:.1f}、{n.most:.1f} |",
        f"| 超过 5 秒的文件 | {n.over_seconds} |",
        f"| 超过 300 MB 的文件 | {n.over_memory} |",
        f"| 不合答应的 | {n.wrong} |",
        "",
        "各处次数：" + "，".join(f"{phase} {count}" for phase, count in sorted(n.phases.items())),
    ]


def kept() -> Numbers | None:
    return msgspec.json.decode(NUMBERS.read_bytes(), type=Numbers) if NUMBERS.exists() else None


def write() -> None:
    PAGE.write_text(page(kept()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(write())
