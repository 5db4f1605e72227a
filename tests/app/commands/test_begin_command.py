"""`new --from`, as a person types it."""

import json
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest

from app.commands import cli
from app.exporters import EXPORTS
from app.files import store
from app.report.report import Report
from tests.app.importers import pages

REPORTS = Path(__file__).parent.parents[1] / "data" / "reports"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `new 今年.json` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, out: str = "今年.json") -> tuple[int, str, str]:
        code = cli.main(["new", out, *map(str, arguments)])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Last year's report file: the figures of a published one, texts of our own."""
    report = store.load(REPORTS / "005.json").report
    report.apply(
        {
            ("texts", "problems"): "2023年，公开的内容还不够细。下一步将加强培训。",
            ("texts", "overview/on_request"): "收到申请⟦requests/new_received/total⟧件。",
            ("texts", "other"): "本年度没有收取信息处理费。",
            ("texts", "closing"): "宿迁市人民政府办公室\n2024年1月15日",
            ("level", ""): "city",
        }
    )
    file = tmp_path / "去年.json"
    store.save(report, file)
    return file


def made(folder: Path) -> Report:
    return store.load(folder / "今年.json").report


def refused(done: tuple[int, str, str], folder: Path) -> str:
    """The one sentence of a command that could not, and made no file."""
    code, out, err = done
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.rstrip().endswith("。")
    assert "Error" not in err
    assert not (folder / "今年.json").exists()
    return err


def test_this_years_report_is_made_of_last_years(new, last, tmp_path):
    code, out, err = new("--from", last)
    assert (code, err) == (0, "")
    report = made(tmp_path)
    assert (report.organ, report.year, report.form.edition) == ("宿迁市", 2024, "2021")
    assert report.cells["requests/carried_in/natural"] == 118
    assert {cell.split("/")[1] for cell in report.cells} == {"carried_in"}
    assert report.entries("texts")["overview/on_request"].startswith("收到申请⟦")
    assert report.text("closing") == "宿迁市人民政府办公室"
    assert report.get(("level", "")) == "city"
    assert report.get(("previous", "")).source == "去年.json"
    assert "已用“去年.json”新建 今年.json（2021 年版）。" in out
    assert "表三“上年结转”：自然人 118" in out
    assert "有 1 句写着 2023 年，没有改，请逐句看：" in out
    assert "  存在的主要问题及改进情况：2023年，公开的内容还不够细。" in out


def test_last_years_file_stays_as_it_was(new, last):
    before = last.read_bytes()
    assert new("--from", last)[0] == 0
    assert last.read_bytes() == before


def test_check_then_says_what_is_still_to_be_written(new, last, capsys, tmp_path):
    new("--from", last)
    assert cli.main(["check", str(tmp_path / "今年.json"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    copied = [f for f in found if f["rule"] == "R43" and "沿用上年，未改" in f["message"]]
    assert [f["texts"] for f in copied] == [["overview/on_request"], ["problems"]]
    assert {f["severity"] for f in copied} == {"error"}


@pytest.mark.parametrize(
    "suffix", [pytest.param(s, marks=pytest.mark.slow) if s == ".docx" else s for s in EXPORTS]
)
def test_last_years_report_may_be_of_any_kind_that_is_written_here(new, last, suffix, tmp_path):
    source = tmp_path / f"去年{suffix}"
    source.write_bytes(EXPORTS[suffix].render(store.load(last).report))
    code, out, _ = new("--from", source)
    report = made(tmp_path)
    assert code == 0
    assert (report.organ, report.year) == ("宿迁市", 2024)
    assert report.cells["requests/carried_in/natural"] == 118
    assert report.get(("previous", "")).cells["requests/total/total"] == 3486
    if suffix not in (".csv", ".jsonl"):
        assert report.text("problems").startswith("2023年，公开的内容还不够细。")
        assert report.text("closing") == "宿迁市人民政府办公室"
        assert "1 句写着 2023 年" in out


def as_text(report: pages.Published) -> bytes:
    """The page copied into an editor: a line of cells with tabs between them."""
    lines = [
        part if isinstance(part, str)
        else "\n".join(
            "\t".join(pages.text_of(report, cell) for cell in row) for row in part[1].by_row()
        )
        for part in pages.lines_of(report)
    ]  # fmt: skip
    return "\n".join(lines).encode("gb18030")


def as_mail(report: pages.Published) -> bytes:
    """The page saved as one file."""
    mail = MIMEMultipart("related")
    mail.attach(MIMEText(pages.html(report, "ueditor").decode(), "html", "utf-8"))
    return mail.as_bytes()


MAKES = {**pages.MAKES, "text": (".txt", as_text), "mail": (".mht", as_mail)}
QUICK = ("gbk", "text", "mail")


@pytest.mark.parametrize(
    "make", [m if m in QUICK else pytest.param(m, marks=pytest.mark.slow) for m in MAKES]
)
def test_last_years_report_may_be_of_any_kind_that_others_write(new, make, tmp_path):
    suffix, maker = MAKES[make]
    source = tmp_path / f"去年{suffix}"
    source.write_bytes(maker(pages.published("012")))
    assert new("--from", source)[0] == 0
    report = made(tmp_path)
    assert (report.organ, report.year) == ("上海市人民政府办公厅", 2026)
    last = report.get(("previous", "")).cells
    carried = {f"requests/carried_out/{cell.split('/')[2]}" for cell in report.cells}
    assert len(carried) == 6
    assert [report.cells[c.replace("_out", "_in")] for c in carried] == [last[c] for c in carried]


def test_what_was_doubted_in_reading_it_is_told_as_an_import_tells_it(new, tmp_path):
    source = tmp_path / "去年.html"
    source.write_bytes(pages.html(pages.published("003"), "word", "gb18030"))
    _, out, _ = new("--from", source)
    assert "请核对：R34 " in out
    assert "合计不符：表四“件数”的“总计”，原文是 0，按各项相加是 11" in out
    assert made(tmp_path).form.edition == "2021"


def test_the_reports_of_2020_go_over_into_the_next_edition(new, tmp_path):
    assert new("--from", REPORTS / "014.json")[0] == 0
    report = made(tmp_path)
    assert (report.year, report.form.edition) == (2021, "2021")
    kept = report.get(("previous", "")).cells
    assert "disclosure/coercion/prev_items" in kept
    assert report.cells["requests/carried_in/natural"] == kept["requests/carried_out/natural"]


def test_organ_and_year_may_be_said(new, tmp_path):
    file = tmp_path / "无年.json"
    file.write_text('{"format": 1, "edition": "2021"}', encoding="utf-8")
    assert new("--from", file, "--organ", "甲镇", "--year", 2025)[0] == 0
    report = made(tmp_path)
    assert (report.organ, report.year) == ("甲镇", 2025)


def test_a_report_without_organ_is_made_and_told(new, tmp_path):
    file = tmp_path / "无名.json"
    file.write_text('{"format": 1, "edition": "2021", "year": 2024}', encoding="utf-8")
    code, out, _ = new("--from", file)
    assert code == 0
    assert "没有单位名称，请填写。" in out


def test_a_report_without_year_needs_one(new, tmp_path):
    file = tmp_path / "无年.json"
    file.write_text('{"format": 1, "edition": "2021", "organ": "甲镇"}', encoding="utf-8")
    assert "--year" in refused(new("--from", file), tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "去年"),
        (b"PK\x03\x04broken", "去年"),
        (b"%PDF-1.7", "PDF"),
        (b'{"format": 1}', "去年"),
        (b'{"format": 1, "edition": "2021", "cells": {"a/b/c": 1}}', "a/b/c"),
        ("今天天气很好。".encode(), "没有找到年报"),
    ],
)
def test_what_is_no_report_is_refused_by_name(new, tmp_path, content: bytes, words: str):
    file = tmp_path / "去年.docx"
    file.write_bytes(content)
    sentence = refused(new("--from", file), tmp_path)
    assert words in sentence
    assert "去年.docx" in sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--year", 2023), "2023 年"),
        (("--year", 1999), "1999 年"),
        (("--year", "明年"), "--year"),
        (("--year", 99999), "四位"),
        (("--organ", " "), "--organ"),
        (("--edition", "2021"), "--edition"),
    ],
)
def test_what_cannot_be_is_refused(new, last, tmp_path, arguments: tuple[Any, ...], words: str):
    assert words in refused(new("--from", last, *arguments), tmp_path)


def test_a_file_that_is_not_there_and_a_folder_are_refused(new, tmp_path):
    assert "没有.json" in refused(new("--from", "没有.json"), tmp_path)
    (tmp_path / "夹").mkdir()
    assert "夹" in refused(new("--from", "夹"), tmp_path)


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("out", ["去年.json", "./夹/../去年.json"])
def test_last_years_file_is_never_written_over(new, last, tmp_path, out: str, force):
    (tmp_path / "夹").mkdir()
    before = last.read_bytes()
    assert "另起一个文件名" in refused(new("--from", last, *force, out=out), tmp_path)
    assert last.read_bytes() == before


def test_another_file_is_written_over_only_when_told(new, last, tmp_path):
    out = tmp_path / "今年.json"
    out.write_bytes(b"mine")
    code, _, err = new("--from", last)
    assert code == 2
    assert "--force" in err
    assert out.read_bytes() == b"mine"
    assert new("--from", tmp_path / "没有", "--force")[0] == 2
    assert out.read_bytes() == b"mine"
    assert new("--from", last, "--force")[0] == 0
    assert made(tmp_path).year == 2024


def test_a_folder_that_is_not_there_is_refused(new, last, tmp_path):
    assert "找不到" in refused(new("--from", last, out="没有/今年.json"), tmp_path)
