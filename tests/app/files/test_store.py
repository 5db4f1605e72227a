import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.files import store
from app.files.store import ChangedOnDisk, Gone, StoreError
from app.forms.model import Form
from app.report.report import PRINTED_BLANK, Report

# Windows does not tell a path through a file from one that is not there.
NOT_A_FOLDER = "找不到" if sys.platform == "win32" else "不是文件夹"
counts_bytes = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts letters")
GRANTED = "requests/granted/natural"
TOTAL = "requests/total/total"
WHOLE_FILE = {
    "format": 1,
    "edition": "2021",
    "organ": "甲镇人民政府",
    "year": 2025,
    "title": "甲镇年报",
    "level": "township",
    "cells": {GRANTED: 3, "disclosure/fees/amount": "24252.311082"},
    "texts": {"lead": "  两段话。\n\n公开⟦requests/granted/natural⟧件。\n", "closing": "甲镇\t😀"},
    "published": {TOTAL: 4, "requests/granted/total": None},
    "audited": ["requests/granted/total", TOTAL],
    "notes": {GRANTED: "3（其中1件为补正）"},
    "acknowledged": [
        {"rule": "R01", "cells": [GRANTED], "texts": [], "message": "不平", "reason": "已核对"}
    ],
    "previous": {
        "organ": "甲镇人民政府",
        "year": 2024,
        "source": "甲镇2024.json",
        "cells": {GRANTED: 1, "disclosure/fees/amount": "0.5"},
        "texts": {"problems": "旧"},
    },
    "provenance": [
        {
            "unit": "乙局",
            "file": "收到/乙局.docx",
            "sha256": "0123456789abcdef" * 4,
            "edition": "2021",
            "kind": "docx",
            "received": "2026-01-20",
            "own": False,
        }
    ],
    "corrections": [
        {
            "unit": "乙局",
            "cell": "disclosure/fees/amount",
            "was": None,
            "now": "0.25",
            "reason": "漏报",
            "by": "王五",
            "date": "2026-02-01",
        }
    ],
    "remarks": [
        {
            "cells": [TOTAL],
            "texts": [],
            "words": "请核对件数",
            "by": "",
            "date": "2026-02-02",
            "done": True,
        }
    ],
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Any], Path]:
    """A file with these bytes, this text, or a small report with these things in it."""

    def write(content: bytes | str | dict[str, Any]) -> Path:
        path = tmp_path / "年报.json"
        if isinstance(content, dict):
            content = json.dumps({"format": 1, "edition": "2021"} | content, ensure_ascii=False)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_everything_in_a_file_comes_back_as_it_was(write):
    path = write(WHOLE_FILE)
    store.save(store.load(path).report, path)
    assert json.loads(path.read_text(encoding="utf-8")) == WHOLE_FILE


def test_a_file_is_sorted_and_has_a_line_for_each_value(write):
    path = write(WHOLE_FILE)
    store.save(store.load(path).report, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = [line for line in lines if line.startswith('  "')]
    assert keys == sorted(keys)
    assert f'    "{GRANTED}": 3' in lines
    assert path.read_bytes().endswith(b"}\n")


def test_saving_twice_gives_the_same_bytes(published_report: Path):
    report = store.load(published_report).report
    assert store.encode(report) == published_report.read_bytes()


def test_blanks_and_totals_are_not_in_the_file(form: Form):
    report = Report(form, {("cells", GRANTED): 0, ("texts", "lead"): ""})
    file = json.loads(store.encode(report))
    assert file == {"format": 1, "edition": "2021", "cells": {GRANTED: 0}}


def test_half_a_character_does_not_stop_a_save(form: Form, tmp_path: Path):
    report = Report(form, {("texts", "lead"): "半个\ud83d字"})
    store.save(report, tmp_path / "年报.json")
    assert store.load(tmp_path / "年报.json").report.text("lead") == "半个\ud83d字"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (-3, -3),
        ("-0.5", Decimal("-0.5")),
        ("2.50", Decimal("2.5")),
        ("7", 7),
        (999999999999, 999999999999),
    ],
)
def test_figures_of_a_wrong_report_are_kept(write, written: Any, value: Any):
    assert store.load(write({"cells": {GRANTED: written}})).report.cells == {GRANTED: value}


def test_a_bare_decimal_is_read_exactly(write):
    path = write(f'{{"format": 1, "edition": "2021", "cells": {{"{GRANTED}": 0.1}}}}')
    assert store.load(path).report.cells[GRANTED] == Decimal("0.1")


def test_a_printed_blank_is_kept_apart_from_an_unknown_total(write):
    report = store.load(write({"published": {TOTAL: None}})).report
    assert report.entries("published") == {TOTAL: PRINTED_BLANK}
    assert store.load(write({})).report.entries("published") == {}


def test_totals_are_nobodys_own_until_the_file_says_so(write):
    path = write({"published": {TOTAL: 4}})
    report = store.load(path).report
    assert report.entries("audited") == {}
    assert b"audited" not in store.encode(report)
    report.apply({("audited", TOTAL): True})
    assert json.loads(store.encode(report))["audited"] == [TOTAL]
    assert store.load(write({"published": {TOTAL: 4}, "audited": []})).report.cells == {}


def test_a_byte_order_mark_is_no_fault(write):
    path = write(b"\xef\xbb\xbf" + json.dumps(WHOLE_FILE).encode())
    assert store.load(path).report.organ == "甲镇人民政府"


def cells(literal: str) -> str:
    return f'{{"format": 1, "edition": "2021", "cells": {{"{GRANTED}": {literal}}}}}'


BAD: dict[str, tuple[Any, tuple[str, ...]]] = {
    "an empty file": (b"", ("JSON",)),
    "no JSON": ("年报", ("JSON", "第 1 行")),
    "a truncated file": ('{\n"format": 1,\n"edition": "20', ("JSON", "第 3 行")),
    "two reports in one file": ('{"format": 1}{"format": 1}', ("JSON",)),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", ("UTF-8",)),
    "another encoding": ('{"organ": "甲镇"}'.encode("gbk"), ("UTF-8",)),
    "UTF-16": (json.dumps(WHOLE_FILE).encode("utf-16"), ("UTF-8",)),
    "a list": ("[1, 2]", ("不是本程序的报告文件",)),
    "null": ("null", ("不是本程序的报告文件",)),
    "a bare NaN": ("NaN", ("不是本程序的报告文件",)),
    "foreign JSON": ('{"name": "left-pad", "version": "1.0"}', ("不是本程序的报告文件",)),
    "a format in words": ({"format": "1"}, ("格式号",)),
    "format 0": ({"format": 0}, ("格式号",)),
    "format 1.5": ({"format": 1.5}, ("格式号",)),
    "format true": ({"format": True}, ("格式号",)),
    "a newer format": ({"format": 2}, ("格式 2", "更新")),
    "an unknown edition": ({"edition": "1999"}, ("1999", "2021")),
    "an edition that is a path": ({"edition": "../2021"}, ("../2021",)),
    "no edition": ('{"format": 1}', ("版",)),
    "an unknown key": ({"colour": "红"}, ("colour",)),
    "an unknown cell": ({"cells": {"requests/granted/nobody": 1}}, ("requests/granted/nobody",)),
    "a total in the cells": ({"cells": {TOTAL: 1}}, (TOTAL, "自动计算")),
    "an unknown text": ({"texts": {"preface": "字"}}, ("preface",)),
    "an unknown published total": ({"published": {GRANTED: 1}}, (GRANTED,)),
    "an audited total that is none": ({"audited": ["a/b/c"]}, ("audited", "a/b/c")),
    "an audited input": ({"published": {TOTAL: 4}, "audited": [GRANTED]}, ("audited", GRANTED)),
    "an audited total twice": (
        {"published": {TOTAL: 4}, "audited": [TOTAL, TOTAL]},
        ("audited", TOTAL, "两次"),
    ),
    "an audited total that is not among the published": (
        {"published": {"requests/granted/total": 4}, "audited": [TOTAL]},
        ("audited", TOTAL, "published"),
    ),
    "audited totals with figures": (
        {"published": {TOTAL: 4}, "audited": {TOTAL: 4}},
        ("audited", "列表"),
    ),
    "audited words": ({"published": {TOTAL: 4}, "audited": TOTAL}, ("audited", "列表")),
    "an audited total that is a number": (
        {"published": {TOTAL: 4}, "audited": [TOTAL, 3]},
        ("audited", "第 2 项"),
    ),
    "audited null": ({"audited": None}, ("audited", "列表")),
    "an unknown cell with a note": ({"notes": {"a/b/c": "字"}}, ("a/b/c",)),
    "an unknown key under previous": ({"previous": {"colour": "红"}}, ("previous", "colour")),
    "an unknown key under acknowledged": (
        {"acknowledged": [{"rule": "R01", "by": "甲"}]},
        ("acknowledged", "by"),
    ),
    "a level that is a list": ({"level": ["county"]}, ("level", "没有这一级")),
    "a finding about a list of lists": (
        {
            "acknowledged": [
                {"rule": "R01", "cells": [[1]], "texts": [], "message": "", "reason": ""}
            ]
        },
        ("acknowledged", "第 1 条", "cells"),
    ),
    "a decimal in words under corrections": (
        {"corrections": [WHOLE_FILE["corrections"][0] | {"now": "0,25"}]},
        ("corrections", "第 1 条", "now", "不是数字"),
    ),
    "an exponent under corrections": (
        '{"format": 1, "edition": "2021", "corrections": [{"now": 1e3}]}',
        ("now", "1e3"),
    ),
    "provenance that is no list": ({"provenance": {"unit": "甲"}}, ("provenance", "列表")),
    "a unit without its file": ({"provenance": [{"unit": "甲"}]}, ("provenance", "缺少 file")),
    "an unknown key of several lines": (
        {"previous": {"一\n二" * 100: 1}},
        ("previous", "一 二一 二", "……"),
    ),
    "an unknown key under remarks": ({"remarks": [{"colour": "红"}]}, ("remarks", "colour")),
    "a repeated key": ('{"format": 1, "edition": "2021", "edition": "2021"}', ("edition", "两次")),
    "a repeated cell": (cells(f'1, "{GRANTED}": 2'), (GRANTED, "两次")),
    "a repeated key far down": (
        '{"format": 1, "edition": "2021", "provenance": [{"a": {"b": 1, "b": 2}}]}',
        ("b", "两次"),
    ),
    "text where a number belongs": (cells('"三"'), (GRANTED, "不是数字")),
    "full-width digits in the file": (cells('"３"'), (GRANTED, "不是数字")),
    "a thousands separator in the file": (cells('"1,234"'), (GRANTED, "不是数字")),
    "an empty word for a number": (cells('""'), (GRANTED, "不是数字")),
    "a list where a number belongs": (cells("[]"), (GRANTED, "不是数字")),
    "a truth where a number belongs": (cells("true"), (GRANTED, "不是数字")),
    "NaN": (cells("NaN"), (GRANTED, "NaN")),
    "Infinity": (cells("-Infinity"), (GRANTED, "-Infinity")),
    "NaN in words": (cells('"NaN"'), (GRANTED, "不是数字")),
    "an exponent": (cells("1e3"), (GRANTED, "1e3")),
    "an exponent in words": (cells('"1E+999999"'), (GRANTED, "不是数字")),
    "13 digits": (cells("1234567890123"), (GRANTED, "12 位")),
    "7 decimals": (cells('"0.1234567"'), (GRANTED, "6 位")),
    "a huge number": (cells("9" * 100_000), (GRANTED, "数字")),
    "a huge number in words": (cells(f'"{"9" * 100_000}"'), (GRANTED, "不是数字")),
    "NaN for an organ": ('{"format": 1, "edition": "2021", "organ": NaN}', ("organ", "NaN")),
    "NaN for a text": (
        '{"format": 1, "edition": "2021", "texts": {"lead": NaN}}',
        ("lead", "NaN"),
    ),
    "an exponent in a list": (
        '{"format": 1, "edition": "2021", "provenance": [1e9]}',
        ("provenance", "1e9"),
    ),
    "a number for a text": ({"texts": {"lead": 3}}, ("lead", "不是文字")),
    "a number for an organ": ({"organ": 3}, ("organ", "不是文字")),
    "a year in words": ({"year": "2025"}, ("year",)),
    "a list of cells": ({"cells": []}, ("cells",)),
    "no cells at all": ({"cells": None}, ("cells",)),
    "a link to nothing": ({"texts": {"lead": "⟦a/b⟧"}}, ("lead", "⟦a/b⟧")),
    "brackets without end": ("[" * 200_000, ("太深",)),
    "brackets that are too deep to save": (
        f'{{"format": 1, "edition": "2021", "provenance": {"[" * 900}{"]" * 900}}}',
        ("太深",),
    ),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_in_one_sentence(write, content: Any, words: tuple[str, ...]):
    with pytest.raises(StoreError) as refused:
        store.load(write(content))
    sentence = str(refused.value)
    assert sentence.startswith("无法打开“年报.json”：")
    assert len(sentence) < 120
    assert "\n" not in sentence
    for word in words:
        assert word in sentence


def test_an_edition_that_cannot_be_read_is_told_from_an_unknown_one(write, home: Path):
    own = home / "nianbao" / "forms"
    own.mkdir(parents=True)
    (own / "2031.yaml").write_text("edition: [", encoding="utf-8")
    with pytest.raises(StoreError, match=r"2031\.yaml"):
        store.load(write({"edition": "2031"}))


@pytest.mark.parametrize(
    ("name", "words"),
    [("没有.json", "找不到"), ("文件夹", "文件夹"), ("年报.json/里面.json", NOT_A_FOLDER)],
)
def test_a_file_that_is_not_there_is_refused(write, name: str, words: str):
    folder = write(WHOLE_FILE).parent
    (folder / "文件夹").mkdir()
    with pytest.raises(StoreError, match=words):
        store.load(folder / name)


def test_anothers_work_is_not_overwritten(write):
    path = write(WHOLE_FILE)
    opened = store.load(path)
    theirs = path.read_bytes().replace("甲镇".encode(), "乙镇".encode())
    path.write_bytes(theirs)
    with pytest.raises(ChangedOnDisk, match=r"年报\.json"):
        store.save(opened.report, path, opened.digest)
    assert path.read_bytes() == theirs
    store.save(opened.report, path)
    assert store.load(path).report.organ == "甲镇人民政府"


def test_ones_own_last_save_is_overwritten(write):
    path = write(WHOLE_FILE)
    opened = store.load(path)
    opened.report.apply({("organ", ""): "丙镇"})
    digest = store.save(opened.report, path, opened.digest)
    opened.report.apply({("organ", ""): "丁镇"})
    assert store.save(opened.report, path, digest) == store.load(path).digest


def test_a_file_that_was_taken_away_is_written_again_only_without_a_word_of_what_stood_there(write):
    path = write(WHOLE_FILE)
    opened = store.load(path)
    path.unlink()
    with pytest.raises(Gone, match=r"年报\.json.*不在原来的地方"):
        store.save(opened.report, path, opened.digest)
    assert not path.exists()
    store.save(opened.report, path)
    assert store.load(path).report.organ == "甲镇人民政府"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("没有/年报.json", "找不到"),
        ("年报.json/里面.json", NOT_A_FOLDER),
        ("文件夹", "文件夹"),
        pytest.param("长" * 100 + ".json", "文件名太长", marks=counts_bytes),
    ],
)
def test_where_nothing_can_be_written_is_said_in_one_sentence(write, name: str, words: str):
    path = write(WHOLE_FILE)
    (path.parent / "文件夹").mkdir()
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(StoreError, match=f"^无法保存到“.*”：.*{words}"):
        store.save(store.load(path).report, path.parent / name)
    assert sorted(path.parent.rglob("*")) == before


@pytest.mark.parametrize("text", ["12", "-3.50", "007"])
def test_words_that_are_digits_come_back_as_words(form: Form, tmp_path: Path, text: str):
    words = {("texts", "lead"): text, ("notes", GRANTED): text, ("organ", ""): text}
    store.save(Report(form, words), tmp_path / "a.json")
    read = store.load(tmp_path / "a.json").report
    assert {address: read.get(address) for address in words} == words


@pytest.mark.parametrize(
    "content",
    [
        b'{"format": 1}',
        b'\xef\xbb\xbf{\n  "format": 1',
        b"\r\n { }",
        b"{",
        b'{"cells": {}}\n',
    ],
)
def test_what_begins_as_a_report_is_opened_whatever_it_is_called(tmp_path: Path, content: bytes):
    path = tmp_path / "a.doc"
    path.write_bytes(content)
    assert store.is_report(path)


@pytest.mark.parametrize(
    "content",
    [
        b"<html></html>",
        rb"{\rtf1\ansi}",
        b"PK\x03\x04",
        b'{"cell": "requests/granted/natural", "value": 3}\n',
        b'{"cell":"a"}\n{"cell":"b"}\n',
        b"[1]",
        "年报".encode(),
    ],
)
def test_anything_else_is_imported_even_if_it_is_called_a_report(tmp_path: Path, content: bytes):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert not store.is_report(path)


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0", b"\xef\xbb\xbf \n"])
def test_a_file_of_nothing_is_what_it_is_called(tmp_path: Path, content: bytes):
    for name, opened in (("a.json", True), ("a.JSON", True), ("a.docx", False)):
        (tmp_path / name).write_bytes(content)
        assert store.is_report(tmp_path / name) is opened


def test_a_file_that_cannot_be_read_is_opened_so_that_opening_says_why(tmp_path: Path):
    assert store.is_report(tmp_path)
    assert store.is_report(tmp_path / "gone.docx")
