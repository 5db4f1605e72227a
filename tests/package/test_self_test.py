"""The program proves itself, wherever a clerk may start it."""

import os
import subprocess
import sys

import pytest

from tests.package.clerk import LAB, WINDOWS, Program, end_wine

needs_wine = pytest.mark.skipif(not LAB, reason="Wine alone lets us choose")


def passed(lines: list[str]) -> bool:
    assert any("window" in line for line in lines)
    assert [line for line in lines if not line.startswith("ok ")] == []
    return True


def test_from_a_folder_with_chinese_and_a_space(program: Program):
    assert passed(program.self_test())


@needs_wine
@pytest.mark.parametrize("code_page", ["936", "1252"])
def test_with_a_chinese_and_a_western_code_page(program: Program, code_page):
    end_wine()  # the code page belongs to the running Wine
    assert passed(program.self_test(code_page=code_page))
    said = program.run(program.command("--help", name="nianbao-cli"), code_page=code_page)
    assert "填报、检查、导出" in said


def test_without_standard_handles(program: Program):
    """As Explorer starts it."""
    report = program.folder.parent / "自检 报告.txt"
    report.unlink(missing_ok=True)
    command = program.command("--self-test", report)
    if LAB:
        command[2:2] = ["start", "/wait", "/unix"]
    elif not WINDOWS:
        command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command]
    detached = getattr(subprocess, "DETACHED_PROCESS", 0)  # Windows alone has it
    subprocess.run(command, creationflags=detached, timeout=180, check=False)
    assert passed(report.read_text(encoding="utf-8").splitlines()[1:])


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="needs root of a Linux")
def test_without_network(program: Program):
    end_wine()  # the wineserver opens the sockets
    assert passed(program.self_test(before=["unshare", "-n"]))
    end_wine()


def test_the_commands_answer_in_the_console_program(program: Program, tmp_path):
    target = tmp_path / "报告 1.json"
    words = ["--organ", "柳河镇", "--year", "2025"]
    said = program.run(program.command("new", target, *words, name="nianbao-cli"))
    assert "已新建" in said
    assert target.exists()
    said = program.run(program.command("check", tmp_path / "没有.json", name="nianbao-cli"), code=2)
    assert "没有.json" in said


def test_the_console_program_alone_opens_no_window(program: Program):
    assert "--help" in program.run(program.command(name="nianbao-cli"), code=2)
