"""Lists of units that lie beside reports, and the collection that a folder's name means."""

import pytest

from app.collection import beside, sources
from app.collection.folder import is_list


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("单位名单.xlsx", True),
        ("2025年填报单位名单.TXT", True),
        ("名单.csv", True),
        ("单位名单.docx", False),
        ("名单公开情况年度报告.xlsx", False),
        ("~$单位名单.xlsx", False),
        ("甲局.xlsx", False),
    ],
)
def test_a_list_is_known_by_its_name(name, yes):
    assert is_list(name) is yes


def test_a_list_in_the_folder_itself_is_no_report_and_deeper_down_nothing_is_left_out(tmp_path):
    (tmp_path / "里").mkdir()
    for name in ("单位名单.xlsx", "甲局.json", "里/单位名单.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in sources.listed([tmp_path])]
    assert sorted(found) == ["甲局.json", "里/单位名单.xlsx"]
    assert sources.listed([tmp_path / "单位名单.xlsx"]) == [tmp_path / "单位名单.xlsx"]


def test_lists_in_the_folder_come_before_those_beside_it(tmp_path):
    home = tmp_path / "县"
    home.mkdir()
    for name in ("单位名单.csv", "优秀获奖名单.xlsx"):
        (tmp_path / name).touch()
    assert beside.lists(home) == [tmp_path / "单位名单.csv"]
    (home / "名单.txt").touch()
    assert beside.lists(home) == [home / "名单.txt", tmp_path / "单位名单.csv"]


def test_a_folder_means_the_collection_that_it_is_or_that_lies_in_it(tmp_path):
    home = tmp_path / "县"
    (home / "收到").mkdir(parents=True)
    assert beside.meant(tmp_path) == [home]
    assert beside.meant(home) == [home]
    assert beside.meant(home / "收到") == [home / "收到"], "as yet there is no collection"
    (home / "汇总.json").touch()
    assert beside.meant(home / "收到") == [home]
    (tmp_path / "乡").mkdir()
    assert beside.meant(tmp_path) == [home]
    assert beside.meant(tmp_path / "不在") == [tmp_path / "不在"]


def test_of_what_lies_in_a_folder_only_folders_are_asked(tmp_path, monkeypatch):
    """Thousands of files on a share, one by one, take it half a minute."""
    asked: list[str] = []
    monkeypatch.setattr(beside, "_is_one", lambda path: bool(asked.append(path.name)))
    for name in ("甲局.json", "乙局.docx", "~$乙局.docx"):
        (tmp_path / name).touch()
    (tmp_path / "乡镇").mkdir()
    assert beside.meant(tmp_path) == [tmp_path]
    assert asked == [tmp_path.name, "乡镇"]
