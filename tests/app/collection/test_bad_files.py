"""One broken or hostile file never stops the rest, and is shown for what it is."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app.collection import received, sources
from app.files import store
from tests.app.collection.conftest import BUREAU, edited, renamed, run, write_facts

GOOD = 3


def merged(place: Path, tmp_path: Path, capsys: Any, *words: object) -> dict[str, Any]:
    run("merge", place, "-o", tmp_path / "和.json", "--json", "--force", *words)
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


BROKEN = {
    "断了.json": b'{"format": 1, "edition": "2021"',
    "两次.json": b'{"format": 1, "edition": "2021", "year": 2023, "year": 2022}',
    "太深.json": b"[" * 100_000,
    "新版.json": b'{"format": 99}',
    "不是.json": b'{"a": 1}',
    "空的.docx": b"",
    "坏的.docx": b"PK\x03\x04 half of a zip",
    "扫描.pdf": b"%PDF-1.7",
    "笔记.txt": "明天开会".encode(),
    "图片.png": b"\x89PNG\r\n",
    "甲、乙（丙）【丁】.xlsx": b"PK\x03\x04",
}


def test_whatever_lies_beside_the_reports_is_named_and_the_rest_is_summed(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    for name, content in BROKEN.items():
        (place / name).write_bytes(content)
    made = merged(place, tmp_path, capsys)
    assert made["summed"] == GOOD
    told = {Path(unit["file"]).name: unit["reason"] for unit in made["units"]}
    assert {name for name in BROKEN if told[name].startswith("无法")} == BROKEN.keys()
    assert all(name in told[name] for name in BROKEN)


def test_a_figure_that_no_sum_can_hold_is_named_and_the_rest_is_summed(lay, tmp_path, capsys):
    """Also where only a correction brings it in, or one takes it away."""
    place = lay("003", "020", "021")
    cell = "requests/granted/natural"
    edited(place / "003.json", requests__granted__natural=3)
    edited(place / "020.json", requests__granted__natural=999_999_999_999)
    made = merged(place, tmp_path, capsys)
    assert made["summed"] == GOOD - 1
    (left,) = [unit for unit in made["units"] if unit["unit"] == BUREAU]
    assert left["state"] == "有错误"
    assert "“自然人”是 999,999,999,999，和别的单位加起来超过 12 位，没有计入" in left["reason"]

    change: dict[str, Any] = {"unit": BUREAU, "cell": cell, "was": 999_999_999_999, "now": 26}
    change |= {"reason": "多按了", "by": "王", "date": "2024-02-01"}
    write_facts(place, year=2023, corrections=[change])
    assert merged(place, tmp_path, capsys)["summed"] == GOOD
    town = change | {"unit": "柳河镇人民政府", "was": 0, "now": 999_999_999_999}
    write_facts(place, year=2023, corrections=[change, town])
    assert merged(place, tmp_path, capsys)["summed"] == GOOD - 1


def test_what_an_office_program_leaves_and_what_is_hidden_is_no_report(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    for name in (
        "~$003.docx",
        "~$003.json",
        ".hidden.json",
        "Thumbs.db",
        "desktop.ini",
        "~WRL0001.tmp",
    ):
        (place / name).write_bytes(b"x")
    made = merged(place, tmp_path, capsys)
    assert len(made["units"]) == GOOD


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a name")
def test_a_pipe_and_a_link_to_nowhere_wait_for_nobody(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    os.mkfifo(place / "管道.json")
    (place / "链接.json").symlink_to(tmp_path / "没有.json")
    made = merged(place, tmp_path, capsys)
    assert made["summed"] == GOOD
    assert len(made["units"]) == GOOD + 2


@pytest.mark.skipif(sys.platform == "win32", reason="a link takes rights there")
def test_a_folder_that_lies_elsewhere_is_named_and_one_that_leads_in_a_circle_is_not(
    lay, tmp_path, capsys
):
    place, elsewhere = lay("003", "020"), lay("021", into="共享盘")
    (place / "共享").symlink_to(elsewhere)
    (place / "自己").symlink_to(place)
    (place / "里面").mkdir()
    (place / "里面" / "上面").symlink_to(place)
    (place / "全部").symlink_to("/")
    made = merged(place, tmp_path, capsys)
    assert made["summed"] == 2
    told = {Path(unit["file"]).name: unit["reason"] for unit in made["units"] if unit["errors"]}
    assert "通到别处的链接" in told["共享"]
    assert "通到别处的链接" in told["全部"]
    assert not {"自己", "上面"} & told.keys()
    # Itself reached by a link a folder is read as ever.
    (tmp_path / "另一个名字").symlink_to(elsewhere)
    assert merged(tmp_path / "另一个名字", tmp_path, capsys)["summed"] == 1


def test_a_folder_with_the_name_of_a_report_is_a_folder(lay, tmp_path, capsys):
    place = lay("003", "020")
    lay("021", into=f"{place.name}/x.json")
    (place / "空的.json").mkdir()
    made = merged(place, tmp_path, capsys)
    assert (made["summed"], len(made["units"])) == (GOOD, GOOD)


def test_a_file_that_goes_while_others_are_read_is_told(lay):
    place = lay("003", "020")
    files = sources.listed([place])
    files[0].unlink()
    gone, there = (received.read(file) for file in files)
    assert "找不到" in gone.fault
    assert there.organ == BUREAU


def test_figures_and_digest_are_of_one_content(lay, monkeypatch):
    """The file changes while it is looked at; what was read is what is told."""
    (file,) = sources.listed([lay("020")])
    before = received.read(file)

    def changed(_report: object) -> tuple[()]:
        edited(file, requests__granted__natural=99)
        return ()

    during = received.read(file, changed)
    assert (during.sha256, during.figures) == (before.sha256, before.figures)
    assert received.read(file).sha256 != before.sha256


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_rights_is_told(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    (place / "003.json").chmod(0)
    assert merged(place, tmp_path, capsys)["summed"] == GOOD - 1


def test_a_file_that_another_program_holds_is_told(lay, tmp_path, capsys, monkeypatch):
    place = lay("003", "020", "021")
    real = received.files.read

    def held(path: Path, most: int) -> bytes:
        if path.name == "020.json":
            raise PermissionError(13, "held", str(path))
        return real(path, most)

    monkeypatch.setattr(received.files, "read", held)
    made = merged(place, tmp_path, capsys)
    (told,) = [unit for unit in made["units"] if unit["file"].endswith("020.json")]
    assert "正被其他程序使用" in told["reason"]
    assert made["summed"] == GOOD - 1


def test_the_sum_is_no_report_of_a_unit(lay, capsys):
    """It may be written into the very folder that is read."""
    place = lay("003", "020", "021")
    for _ in range(2):
        made = merged(place, place, capsys)
        assert (made["summed"], len(made["units"])) == (GOOD, GOOD)


def test_a_report_without_a_name_is_nobody_s_and_its_file_says_whom_to_ask(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    renamed(place / "020.json", "")
    (place / "020.json").rename(place / "020民政局（定稿）.json")
    (tmp_path / "名单.txt").write_text("淮安市洪泽区人民政府\n柳河镇\n民政局\n", encoding="utf-8")
    made = merged(place, tmp_path, capsys, "--units", tmp_path / "名单.txt")
    (told,) = [unit for unit in made["units"] if unit["unit"] == "" and unit["file"]]
    assert "没有单位名称" in told["reason"]
    assert "“民政局”" in told["reason"]
    assert made["missing"] == ["民政局"]


def test_nothing_to_sum_writes_nothing(lay, tmp_path, capsys):
    place = lay("003")
    (tmp_path / "名单.txt").write_text("民政局\n", encoding="utf-8")
    out = tmp_path / "和.json"
    assert run("merge", place, "-o", out, "--units", tmp_path / "名单.txt") == 2
    assert "没有一份报告可以汇总：1 份里有 1 份不在名单上。" in capsys.readouterr().err
    assert not out.exists()


def test_of_two_figures_that_no_sum_can_hold_none_is_taken(lay, tmp_path, capsys):
    place = lay("003", "020")
    for name in ("003", "020"):
        edited(place / f"{name}.json", requests__granted__natural=999_999_999_999)
    assert run("merge", place, "-o", tmp_path / "和.json") == 2
    assert "没有一份报告可以汇总：2 份里有 2 份数太大。" in capsys.readouterr().err


@pytest.mark.parametrize("facts", [{"units": [{"name": "甲"}, {"name": "甲"}]}, {"unknown": 1}])
def test_facts_that_cannot_be_used_stop_before_anything_is_read(
    collection, tmp_path, capsys, facts
):
    write_facts(collection, **facts)
    assert run("merge", collection, "-o", tmp_path / "和.json") == 2
    assert "汇总.json" in capsys.readouterr().err


def test_only_originals_of_a_collection_are_read(collection, tmp_path, capsys):
    write_facts(collection, year=2023)
    report = store.load(collection / "收到" / "020.json").report
    (collection / "读出").mkdir()
    for place in (collection, collection / "读出"):
        store.save(report, place / "另一份.json")
    assert len(merged(collection, tmp_path, capsys)["units"]) == GOOD
    for original in (collection / "收到").iterdir():
        original.rename(collection / original.name)
    (collection / "收到").rmdir()
    assert len(merged(collection, tmp_path, capsys)["units"]) == GOOD + 1


def test_whoever_stops_it_finds_nothing_half_written(lay, tmp_path, capsys, monkeypatch):
    place, out = lay("003", "020", "021"), tmp_path / "和.json"
    real = received.files.read

    def stopped(path: Path, most: int) -> bytes:
        if path.name == "021.json":
            raise KeyboardInterrupt
        return real(path, most)

    monkeypatch.setattr(received.files, "read", stopped)
    for words in (
        ("merge", place, "-o", out),
        ("check", place),
        ("review", place, "-o", tmp_path / "a.xlsx"),
    ):
        assert run(*words) == 2
        assert "已停下" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["收到"]


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, AttributeError])
def test_a_mistake_of_ours_over_one_file_stops_no_other(lay, tmp_path, capsys, monkeypatch, error):
    place = lay("003", "020", "021")
    run("export", place / "020.json", place / "020.html")
    (place / "020.json").unlink()

    def mistaken(_content: bytes, _name: str) -> None:
        raise error("nobody's words")

    monkeypatch.setattr(received.take, "from_content", mistaken)
    capsys.readouterr()
    made = merged(place, tmp_path, capsys)
    (told,) = [unit for unit in made["units"] if unit["file"].endswith("020.html")]
    assert f"程序自己出了错（{error.__name__}）" in told["reason"]
    assert "nobody" not in told["reason"]
    assert made["summed"] == GOOD - 1
