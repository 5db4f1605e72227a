"""A clerk's hour at the real window, with keys alone; what was written is read from outside."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from app.exporters import EXPORTS
from tests.package.clerk import LAB, Program, Screen, profile, wait_for, wine

NATURAL = "requests/new_received/natural"
BUSINESS = "requests/new_received/business"
ANSWERED = {"requests/granted/natural": 75, "requests/granted/business": 3}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_report(tmp_path / "文档" / "柳河镇 2025.json")


def write_report(file: Path) -> Path:
    """A report with one wrong figure, which can be searched for: with keys one gets to its cell."""
    content = {"format": 1, "edition": "2021", "organ": "柳河镇", "year": 2025}
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({**content, "cells": {NATURAL: 4711, **ANSWERED}}), encoding="utf-8")
    return file


def cells(file: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return found


def go_to_the_cell(screen: Screen) -> None:
    screen.press("ctrl+f")
    screen.type("4711")
    screen.press("Return", "Escape")


def export(screen: Screen, report: Path, suffix: str) -> Path:
    """By the menu; the dialog proposes the report's title, in the report's folder.

    Then it is asked whether the report may go out with cells that are still blank.
    """
    target = report.with_name(f"柳河镇2025年政府信息公开工作年度报告{suffix}")
    screen.take(report.name)
    place = list(EXPORTS).index(suffix)
    screen.press("alt+f", "t", *["Down"] * place, "Return")
    screen.take("另存为")
    wait_for(lambda: screen.agree("另存为"), screen.picture)
    screen.catch("仍要导出")
    screen.press("Tab", "Return")  # yes, with the cells that are still blank: no mere Enter does it
    wait_for(lambda: str(target.exists() or ""), screen.picture)
    return target


def close(screen: Screen, report: Path, started: "subprocess.Popen[bytes]") -> None:
    screen.take(report.name)
    screen.press("ctrl+q")
    assert started.wait(timeout=120) == 0


def test_figures_are_typed_saved_opened_again_and_exported(
    program: Program, screen: Screen, report: Path, home: Path
):
    started = screen.start(program.command(report))
    screen.take(report.name)
    go_to_the_cell(screen)
    screen.type("75")
    screen.press("Tab")
    screen.type("3")
    screen.press("ctrl+s")  # with the editor still open
    wait_for(lambda: str(cells(report).get(BUSINESS, "")), screen.picture)
    assert cells(report) == {NATURAL: 75, BUSINESS: 3, **ANSWERED}
    close(screen, report, started)
    assert report.name in (profile(home) / "settings.json").read_text(encoding="utf-8")

    started = screen.start(program.command(report))
    screen.take(report.name)
    page = export(screen, report, ".html")
    book = export(screen, report, ".xlsx")
    close(screen, report, started)
    assert "78" in [cell.text_content().strip() for cell in html.parse(page).iter("td")]
    rows = openpyxl.load_workbook(book).worksheets[1].values
    figures = [[value for value in row if isinstance(value, int)] for row in rows]
    assert [75, 3, 78] in figures


@pytest.mark.skipif(bool(LAB), reason="Wine takes the keyboard only once a program asks for events")
def test_keys_pressed_while_the_window_is_still_empty_are_not_lost(
    program: Program, screen: Screen
):
    started = screen.start(program.command())
    screen.catch("年报")
    screen.press("Escape")  # the start page
    screen.type("ab")
    wait_for(
        lambda: "".join(win for title, win in screen.titles().items() if title.startswith("ab")),
        screen.picture,
    )
    screen.press("ctrl+z")
    wait_for(lambda: screen.titles().get("未命名 - 年报", ""), screen.picture)
    screen.press("ctrl+q")
    assert started.wait(timeout=120) == 0, "it asked whether to save what was undone"


def test_a_second_start_reuses_the_running_program(program: Program, screen: Screen, report: Path):
    other = write_report(report.with_name("临江县 2025.json"))
    started = screen.start(program.command(report))
    screen.take(report.name)
    second = screen.start(program.command(other))
    screen.take(other.name)
    assert second.wait(timeout=120) == 0, "it should have handed its file over and ended"
    assert report.name in "".join(screen.titles())
    screen.press("ctrl+q")
    close(screen, report, started)


@pytest.fixture
def portable(program: Program) -> Iterator[Path]:
    mark = program.folder / "portable"
    mark.touch()
    yield program.folder / "设置"
    mark.unlink()


def test_on_a_usb_stick_the_settings_stay_beside_the_program(
    program: Program, screen: Screen, report: Path, portable: Path
):
    started = screen.start(program.command(report))
    screen.take(report.name)
    close(screen, report, started)
    assert report.name in (portable / "settings.json").read_text(encoding="utf-8")


@pytest.fixture
def windows_81() -> Iterator[None]:
    key = r"HKCU\Software\Wine\AppDefaults\nianbao.exe"
    subprocess.run(
        wine("wine", "reg", "add", key, "/v", "Version", "/d", "win81", "/f"), check=True
    )
    yield
    subprocess.run(wine("wine", "reg", "delete", key, "/f"), check=True)


@pytest.mark.skipif(not LAB, reason="needs Wine, which can be an older Windows")
@pytest.mark.usefixtures("windows_81")
def test_on_windows_81_a_sentence_says_so_before_qt_is_loaded(program: Program, screen: Screen):
    started = screen.start(program.command())
    screen.take("年报")
    screen.press("Return")
    assert started.wait(timeout=120) == 2
