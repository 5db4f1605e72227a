import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from app.commands import cli
from app.exporters import EXPORTS, Document, Unavailable
from app.files import store
from app.report.report import Report

# Windows does not tell a path through a file from one that is not there.
NOT_A_FOLDER = "找不到" if sys.platform == "win32" else "不是文件夹"
ROOT = Path(__file__).parent.parents[2]
DATA = ROOT / "tests" / "data" / "reports"


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def refused(self) -> str:
        """The one sentence of a command that could not."""
        assert self.code == 2
        assert self.out == ""
        (sentence,) = self.err.splitlines()
        assert sentence.endswith("。")
        assert "Error" not in sentence
        return sentence


@pytest.fixture
def nianbao(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        code = cli.main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def unbalanced(drawn, form, tmp_path: Path) -> Path:
    """A report file in which one column does not balance, and one text has a linked number."""
    case = drawn(
        "requests",
        """
        |            | 自然人 | 总计 |
        | 本年新收   | 5      | =5   |
        | 予以公开   | 3      | =3   |
    """,
    )
    texts = {("texts", "lead"): "新收⟦requests/new_received/total⟧件。", ("organ", ""): "甲镇"}
    path = tmp_path / "甲 镇.json"
    store.save(Report(form, {**case.typed, **texts, ("year", ""): 2025}), path)
    return path


def program(*arguments: object, path: Path = ROOT, **options) -> subprocess.CompletedProcess[str]:
    """Run Python as a person does, warnings counting as errors."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(path), str(ROOT)]),
        "PYTHONUNBUFFERED": "",
    }
    strict = ("-W", "error", "-W", "ignore::EncodingWarning")
    command = [sys.executable, *strict, *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(
        command, env=environment, text=True, encoding="utf-8", check=False, **streams
    )


def test_new_makes_an_empty_report(nianbao, tmp_path: Path):
    assert nianbao("new", "年报.json", "--organ", "甲镇", "--year", 2025).code == 0
    assert json.loads((tmp_path / "年报.json").read_text(encoding="utf-8")) == {
        "format": 1,
        "edition": "2021",
        "organ": "甲镇",
        "year": 2025,
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--organ", "甲镇"), "--year"),
        (("--year", 2025), "--organ"),
        (("--organ", "甲镇", "--year", "去年"), "--year"),
        (("--organ", "甲镇", "--year", 25), "四位"),
        (("--organ", "", "--year", 2025), "--organ"),
        (("--organ", "甲镇", "--year", 2025, "--edition", "1999"), "1999"),
    ],
)
def test_new_refuses_what_makes_no_report(nianbao, tmp_path: Path, arguments, words: str):
    assert words in nianbao("new", "年报.json", *arguments).refused
    assert not (tmp_path / "年报.json").exists()


def test_new_overwrites_only_when_told(nianbao, tmp_path: Path):
    old = tmp_path / "年报.json"
    old.write_bytes(b"old")
    arguments = ("new", old, "--organ", "甲镇", "--year", 2025)
    assert "--force" in nianbao(*arguments).refused
    assert old.read_bytes() == b"old"
    assert nianbao(*arguments, "--force").code == 0
    assert store.load(old).report.organ == "甲镇"


def test_show_json_has_every_value_computed_ones_included(nianbao, unbalanced: Path, form):
    shown = json.loads(nianbao("show", unbalanced, "--json").out)
    assert list(shown) == [
        "edition", "organ", "year", "title", "cells", "texts", "published", "notes",
    ]  # fmt: skip
    assert shown["title"] == "甲镇2025年政府信息公开工作年度报告"
    assert list(shown["cells"]) == list(form.cells)
    assert shown["cells"]["requests/total/total"] == 3
    assert shown["cells"]["requests/total/business"] is None
    assert shown["texts"] == {"lead": "新收5件。"}


def test_show_json_writes_decimals_as_words(nianbao, tmp_path: Path, form):
    changes = {
        ("cells", "disclosure/fees/amount"): "24252.311082",
        ("notes", "disclosure/fees/amount"): "约",
        ("published", "requests/total/total"): None,
    }
    file: dict = {"format": 1, "edition": "2021"}
    for (key, id_), value in changes.items():
        file[key] = {id_: value}
    (tmp_path / "a.json").write_text(json.dumps(file), encoding="utf-8")
    shown = json.loads(nianbao("show", "a.json", "--json").out)
    assert shown["cells"]["disclosure/fees/amount"] == "24252.311082"
    assert shown["notes"] == {"disclosure/fees/amount": "约"}
    assert shown["published"] == {"requests/total/total": None}
    assert (shown["organ"], shown["year"]) == ("", None)


def test_every_command_takes_totals_that_the_clerk_typed_himself(nianbao, tmp_path: Path):
    total = "requests/granted/total"
    report: dict = {"format": 1, "edition": "2021", "published": {total: 4}}
    for name, more in (("原.json", {}), ("核.json", {"audited": [total]})):
        (tmp_path / name).write_text(json.dumps(report | more), encoding="utf-8")
    for command in (["show", "{}", "--json"], ["show", "{}"], ["check", "{}", "--json"]):
        plain, audited = (
            nianbao(*(part.format(name) for part in command)) for name in ("原.json", "核.json")
        )
        assert (plain.code, plain.out) == (audited.code, audited.out)
    compared = json.loads(nianbao("compare", "原.json", "核.json", "--json").out)
    assert all(cell["before"] == cell["after"] for cell in compared["cells"])
    assert nianbao("export", "核.json", "a.xlsx").code == 0
    assert nianbao("import", "核.json", "又.json").code == 0
    assert json.loads((tmp_path / "又.json").read_text("utf-8"))["audited"] == [total]


def test_show_prints_for_a_person(nianbao, unbalanced: Path):
    out = nianbao("show", unbalanced).out
    assert out.startswith("甲镇2025年")
    assert "requests/total/total\t3\n" in out
    assert "requests/total/business\t（空）\n" in out
    assert "【引言】\n新收5件。" in out


def test_check_finds_errors_and_says_so_in_its_exit_code(nianbao, unbalanced: Path):
    done = nianbao("check", unbalanced, "--json")
    assert done.code == 1
    found = [finding for finding in json.loads(done.out) if finding["rule"] == "R01"]
    rows = ("new_received", "carried_in", "total", "carried_out")
    assert len(found) == 2
    assert "相差 2" in found[0].pop("message")
    assert found[0] == {
        "rule": "R01",
        "severity": "error",
        "cells": [f"requests/{row}/natural" for row in rows],
        "texts": [],
    }


def test_check_prints_for_a_person(nianbao, unbalanced: Path):
    done = nianbao("check", unbalanced)
    assert done.code == 1
    assert done.out.startswith(f"{unbalanced}：")
    assert "处错误" in done.out.splitlines()[0]
    assert "  错误 R01 " in done.out


def test_check_of_a_sound_report_is_done(nianbao, tmp_path: Path):
    report = store.load(DATA / "005.json").report
    words = "主动公开还不够及时；今后每月清点一次，由专人负责。"
    report.apply({("texts", text): words for text in report.form.texts})
    store.save(report, tmp_path / "a.json")
    done = nianbao("check", "a.json", "--json")
    assert (done.code, done.err) == (0, "")
    assert "error" not in {finding["severity"] for finding in json.loads(done.out)}


def test_check_of_several_files_is_told_file_by_file(nianbao, unbalanced: Path):
    done = nianbao("check", DATA / "005.json", unbalanced, "--json")
    assert done.code == 1
    assert list(json.loads(done.out)) == [str(DATA / "005.json"), str(unbalanced)]


def test_export_writes_the_kind_of_the_suffix(nianbao, unbalanced: Path, tmp_path: Path):
    assert nianbao("export", unbalanced, "出.html").code == 0
    assert nianbao("export", unbalanced, "出.XLSX").code == 0
    assert b"<html" in (tmp_path / "出.html").read_bytes()[:200]
    assert (tmp_path / "出.XLSX").read_bytes().startswith(b"PK")


def test_export_tells_what_is_to_be_known_of_a_document(nianbao, unbalanced: Path, monkeypatch):
    made = Document(b"<html>", ["有一个字是空框。"])
    monkeypatch.setitem(EXPORTS, ".html", replace(EXPORTS[".html"], render=lambda *_: made))
    said = nianbao("export", unbalanced, "出.html").out.splitlines()
    assert said[:2] == ["已导出 出.html。", "出.html：有一个字是空框。"]


def test_export_into_a_folder_writes_each_report_in_each_kind(nianbao, unbalanced, tmp_path: Path):
    (tmp_path / "出").mkdir()
    done = nianbao("export", unbalanced, DATA / "005.json", "出", "--as", "html, .xlsx")
    assert done.code == 0
    assert {path.name for path in (tmp_path / "出").iterdir()} == {
        "甲 镇.html",
        "甲 镇.xlsx",
        "005.html",
        "005.xlsx",
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("IN",), "输出文件"),
        (("IN", "出.doc"), ".doc"),
        (("IN", "出"), "出"),
        (("IN", "IN"), "已经存在"),
        (("没有.json", "出.html"), "没有.json"),
        (("IN", "没有/出.html"), "找不到"),
        (("IN", "IN/出.html"), NOT_A_FOLDER),
        (("IN", "folder"), "--as"),
        (("IN", "folder", "--as", "html,doc"), ".doc"),
        (("IN", "没有", "--as", "html"), "先建好"),
        (("IN", "IN", "没有"), "--as"),
        (("IN", "folder/IN", "folder", "--as", "html"), "同名"),
        (("IN", "foreign.json", "folder", "--as", "html"), "foreign.json"),
        (("IN", "taken.html"), "--force"),
        (("IN", "taken.html/出.html"), NOT_A_FOLDER),
    ],
)
def test_export_refuses_in_one_sentence_and_touches_no_file(
    nianbao, unbalanced: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / unbalanced.name).write_bytes(unbalanced.read_bytes())
    (tmp_path / "foreign.json").write_text("{}", encoding="utf-8")
    (tmp_path / "taken.html").write_text("old", encoding="utf-8")
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    named = (argument.replace("IN", unbalanced.name) for argument in arguments)
    assert words in nianbao("export", *named).refused
    after = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    assert after == before


def test_export_overwrites_when_told(nianbao, unbalanced: Path, tmp_path: Path):
    (tmp_path / "出.html").write_text("old", encoding="utf-8")
    assert nianbao("export", unbalanced, "出.html", "--force").code == 0
    assert b"<html" in (tmp_path / "出.html").read_bytes()[:200]


def test_a_kind_that_cannot_be_made_here_keeps_no_other_back(
    nianbao, unbalanced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> bytes:
        raise Unavailable("这台电脑没有中文字体。")

    monkeypatch.setitem(EXPORTS, ".csv", replace(EXPORTS[".csv"], render=refuse))
    (tmp_path / "二.json").write_bytes(unbalanced.read_bytes())
    done = nianbao("export", unbalanced, "二.json", tmp_path, "--as", "csv,html")
    assert (done.code, done.out.count("已导出")) == (2, 2)
    csvs = f"“{unbalanced.stem}.csv”、“二.csv”"
    assert done.err == f"没有导出{csvs}：这台电脑没有中文字体。\n"
    assert {path.name for path in tmp_path.glob("*.html")} == {f"{unbalanced.stem}.html", "二.html"}
    assert not [*tmp_path.glob("*.csv")]


def test_a_place_that_cannot_be_written_keeps_no_other_from_being(
    nianbao, unbalanced: Path, tmp_path: Path
):
    (tmp_path / f"{unbalanced.stem}.csv").mkdir()
    done = nianbao("export", unbalanced, tmp_path, "--as", "csv,html", "--force")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith("没有导出“")
    assert f"{unbalanced.stem}.csv”：" in done.err
    assert (tmp_path / f"{unbalanced.stem}.html").is_file()


def test_a_folder_where_a_file_should_go_is_refused_even_with_force(nianbao, tmp_path: Path):
    (tmp_path / "年报.json").mkdir()
    done = nianbao("new", "年报.json", "--organ", "甲镇", "--year", 2025, "--force")
    assert "文件夹" in done.refused


def test_what_this_user_may_not_even_look_at_is_refused(
    nianbao, ordinary_user: Callable, tmp_path: Path
):
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    with ordinary_user():
        done = nianbao("new", closed / "年报.json", "--organ", "甲镇", "--year", 2025)
    closed.chmod(0o700)
    assert "权限" in done.refused


@pytest.mark.parametrize("command", ["show", "check"])
@pytest.mark.parametrize("content", [b"{}", b"[", b"\xff", b'{"format": 9}'])
def test_a_bad_file_is_refused_in_one_sentence(nianbao, tmp_path, command: str, content: bytes):
    (tmp_path / "a.json").write_bytes(content)
    assert "a.json" in nianbao(command, "a.json", "--json").refused


@pytest.mark.parametrize("arguments", [(), ("colour",), ("show",), ("show", "a", "b"), ("--x",)])
def test_a_wrong_command_is_refused_in_one_sentence(nianbao, arguments: tuple[str, ...]):
    assert "--help" in nianbao(*arguments).refused


def test_a_text_with_half_a_character_is_shown(tmp_path: Path, form):
    store.save(Report(form, {("texts", "lead"): "半\ud83d个"}), tmp_path / "a.json")
    for option in ("", "--json"):
        done = program("-m", "app", "show", tmp_path / "a.json", *filter(None, [option]))
        assert (done.returncode, done.stderr) == (0, "")
        assert r"半\ud83d个" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("show",), ("check",), ("check", "--json")])
def test_a_reader_who_has_seen_enough_is_no_error(arguments: tuple[str, ...]):
    reading, writing = os.pipe()
    os.close(reading)
    done = program("-m", "app", *arguments, DATA / "005.json", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_finds_no_room_is_said_in_one_sentence():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = program("-m", "app", "show", DATA / "005.json", stdout=full)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["输出无法读写：磁盘已满。"]


@pytest.mark.slow
@pytest.mark.parametrize("module", ["app", "ui"])
def test_the_commands_need_no_qt(tmp_path: Path, unbalanced: Path, module: str):
    for package in ("PySide6", "shiboken6"):
        (tmp_path / f"{package}.py").write_text(
            f"raise ModuleNotFoundError('blocked', name='{package}')", encoding="utf-8"
        )
    commands: list[tuple[tuple[object, ...], int]] = [
        (("new", tmp_path / "年报.json", "--organ", "甲镇", "--year", 2025), 0),
        (("show", unbalanced, "--json"), 0),
        (("check", unbalanced), 1),
        (("export", unbalanced, tmp_path, "--as", "html,xlsx"), 0),
        (("--help",), 0),
    ]
    for arguments, code in commands:
        done = program("-m", module, *arguments, path=tmp_path)
        assert (done.returncode, done.stderr) == (code, "")
    assert {".json", *EXPORTS} >= {path.suffix for path in tmp_path.iterdir()} - {".py", ""}


def test_a_window_without_qt_says_what_is_missing(tmp_path: Path):
    (tmp_path / "PySide6.py").write_text(
        "raise ModuleNotFoundError('blocked', name='PySide6')", encoding="utf-8"
    )
    done = program("-m", "ui", path=tmp_path)
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "PySide6" in sentence
