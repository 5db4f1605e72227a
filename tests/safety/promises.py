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
        "汇总时哪一个文件打不开、读不懂、正被占用、半路改了，都只说它自己，别的照算；分不清的、数字不同的、年度不对的，一个也不悄悄算进去",
        (
            "tests/app/collection/test_bad_files.py::test_whatever_lies_beside_the_reports_is_named_and_the_rest_is_summed",
            "tests/app/collection/test_bad_files.py::test_a_mistake_of_ours_over_one_file_stops_no_other",
            "tests/app/collection/test_standing.py::test_of_two_that_differ_none_counts_until_one_is_chosen",
            "tests/app/collection/test_cases.py::test_another_year_and_another_edition_are_refused_by_name",
        ),
    ),
    Promise(
        "汇总时程序突然被结束，记着的（名单、通过、退回、更正）是完整的，最多丢五秒钟里的决定，写出去的文件没有半份的；"
        "别人改过的不覆盖；单位报来的文件从不改动",
        (
            "tests/safety/test_safety.py::test_the_window_of_a_collection_is_killed_and_nothing_is_lost",
            "tests/app/collection/test_folder.py::test_whenever_the_program_is_ended_the_facts_are_whole",
            "tests/app/collection/test_folder.py::test_somebody_else_s_facts_are_not_written_over",
            "tests/app/collection/test_cases.py::test_a_correction_is_applied_on_top_of_a_unit_s_file",
        ),
    ),
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
        "草稿不比文件旧、不被另一个还开着的窗口拿走；读不出来的放在一边，不挡启动，列在“没保存的草稿”里",
        (
            "tests/app/files/test_recovery.py::test_a_draft_that_is_older_than_what_its_process_saved_is_not_offered_but_listed",
            "tests/app/files/test_recovery.py::test_the_snapshot_of_another_process_is_taken_only_when_that_is_dead",
            "tests/app/files/test_recovery.py::test_what_cannot_be_read_is_set_aside_listed_and_stays_on_the_disk",
            "tests/e2e/test_killed_while_typing.py::test_while_it_stands_still_nothing_of_it_is_taken",
        ),
    ),
    Promise(
        "草稿没能留底时，窗口上写着为什么",
        (
            "tests/ui/test_recovery.py::test_the_window_says_why_it_could_not_be_kept_and_tries_again",
        ),
    ),
    Promise(
        "每次保存之前的内容都留一版，被覆盖的别人的内容也在里面；换回去是一步，可以撤销",
        (
            "tests/ui/test_origin.py::test_stopped_at_any_step_either_report_is_there_and_the_old_one_is_never_lost",
            "tests/ui/test_versions.py::test_what_another_wrote_is_in_the_list_before_it_is_saved_over",
            "tests/ui/test_versions.py::test_a_version_is_taken_back_as_one_unsaved_step",
        ),
    ),
    Promise(
        "一个文件只有一个窗口，不管用什么名字打开；文件被改名、删掉或者被别人改过，保存前先问",
        (
            "tests/ui/test_same_file.py::test_a_file_that_another_window_has_is_shown_there",
            "tests/ui/test_same_file.py::test_a_file_that_was_taken_away_is_asked_about",
            "tests/ui/test_same_file.py::test_saving_under_a_link_does_not_pass_by_what_another_wrote",
        ),
    ),
    Promise(
        "别人开着的报告，打开时说是谁、从什么时候起，可以只读打开",
        ("tests/ui/test_sharing.py::test_who_has_it_is_told_and_it_is_opened_only_to_be_read",),
    ),
    Promise(
        "导入和导出不占住窗口，可以取消；读文件的进程出了事，窗口和报告照旧",
        (
            "tests/ui/test_beside.py::test_the_window_turns_while_a_file_is_read",
            "tests/ui/test_beside.py::test_what_is_cancelled_changes_nothing_and_the_next_one_is_read",
            "tests/ui/test_beside.py::test_a_worker_that_is_killed_is_told_of_and_the_next_one_reads",
            "tests/ui/test_beside.py::test_what_takes_too_long_is_given_up_and_told",
        ),
    ),
    Promise(
        "文件里的字只当字显示：不打开它写的图片，不连它写的电脑",
        (
            "tests/ui/test_plain_words.py::test_every_dialog_shows_hostile_words_as_words",
            "tests/ui/test_plain_words.py::test_no_dialog_opens_a_picture_that_words_name",
            "tests/ui/test_plain_words.py::test_one_place_alone_makes_what_guesses_at_markup",
        ),
    ),
    Promise(
        "程序自己出错时先留底再告诉，程序不退；日志和“复制”里没有报告的内容，除非自己勾选",
        (
            "tests/ui/test_errors.py::test_what_fails_in_a_slot_is_kept_first_then_told_in_one_window",
            "tests/ui/test_errors.py::test_what_is_copied_holds_no_word_of_the_report_unless_agreed",
            "tests/app/disk/test_log.py::test_no_word_of_an_exception_is_kept_but_its_kind_and_where",
        ),
    ),
    Promise(
        "第二次启动只把文件名交给自己的程序，别的用户守在那里也听不到",
        (
            "tests/ui/test_instance.py::test_another_user_who_listens_first_hears_nothing",
            "tests/ui/test_instance.py::test_a_listener_without_the_key_is_not_told_the_file",
        ),
    ),
    Promise(
        "读别人给的文件，不出错、不超过 5 秒、不超过 300 MB，读不了就说明原因",
        ("tests/safety/test_safety.py::test_readers_refuse_in_words_and_within_bounds",),
    ),
    Promise(
        "一段文字最多 5 万字、2,000 行、引用 300 个数，多的不收、说明原因，窗口不会停在排字上",
        (
            "tests/app/report/test_room.py::test_a_text_of_the_most_is_taken_and_one_more_is_refused",
            "tests/app/report/test_room.py::test_a_file_with_more_is_not_opened_and_says_which_text",
            "tests/ui/test_entering.py::test_words_beyond_what_a_text_holds_are_refused_with_a_reason",
        ),
    ),
)
UNTRIED = (
    "真的断电：只试过结束程序；落盘靠 `fsync`，磁盘自己是否照办没有试。",
    "真的 Windows：在 Wine 里试到 Windows 的 Python 能跑的地方。",
    "真的网络共享和 U 盘：只试过本机磁盘上的同样步骤和报错。",
    "Qt 和 C 写的库自己打开的文件：报错是在 Python 和系统之间造的，那里看不见它们。",
)


class OfCollections(Struct):
    """Of the last run in which a clerk worked on a folder of reports."""

    day: str
    kills: int
    lost: int
    left: int
    exceptions: int
    median: float
    most: float
    phases: dict[str, int]
    wrong: int


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
    collections: OfCollections | None = None


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
        "不合的输入留在 `tests/safety/seeds`，改好以后每次都再试。",
        "",
        _phases(n.phases),
        *(_of_collections(n.collections) if n.collections else ()),
    ]


def _of_collections(n: OfCollections) -> tuple[str, ...]:
    """The seconds are those of decisions that did not come back."""
    return (
        "",
        f"汇总文件夹（{n.day}，`python -m tests.safety.collecting` 单独试这一项）：",
        "",
        "| 试了什么 | 次数 |",
        "|---|---|",
        f"| 在通过、退回、更正、重读、汇总、写审核表和退回意见时结束程序，一半连同旁边的进程 | {n.kills} |",
        f"| 丢失、损坏、写了一半的文件，改动了的原件 | {n.lost} |",
        f"| 留下没人管的临时文件 | {n.left} |",
        f"| 程序自己的错误 | {n.exceptions} |",
        f"| 丢掉的决定，秒：中位、最多 | {n.median:.1f}、{n.most:.1f} |",
        f"| 不合答应的 | {n.wrong} |",
        "",
        _phases(n.phases),
    )


def _phases(phases: dict[str, int]) -> str:
    return "各处次数：" + "，".join(f"{phase} {count}" for phase, count in sorted(phases.items()))


def kept() -> Numbers | None:
    return msgspec.json.decode(NUMBERS.read_bytes(), type=Numbers) if NUMBERS.exists() else None


def keep(numbers: Numbers) -> None:
    NUMBERS.write_bytes(msgspec.json.format(msgspec.json.encode(numbers), indent=2) + b"\n")
    write()


def write() -> None:
    PAGE.write_text(page(kept()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(write())
