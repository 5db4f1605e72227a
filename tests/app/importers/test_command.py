"""`import`, as a person types it."""

import json
from pathlib import Path

import pytest

from app.commands import cli
from app.files import store
from tests.app.importers import pages


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "去年.html"
    file.write_bytes(pages.html(pages.published("003"), "word", "gb18030"))
    return file


def test_a_page_becomes_a_report_file(page: Path, capsys: pytest.CaptureFixture[str]):
    out = page.with_name("年报.json")
    assert cli.main(["import", str(page), str(out)]) == 0
    report = store.load(out).report
    assert report.organ == "淮安市洪泽区人民政府"
    assert report.cells["requests/unable_not_held/natural"] == 10
    said = capsys.readouterr().out
    assert f"已导入 {out}（2021 年版）。" in said
    assert "表四：12 格有数，0 格空白，0 格没有找到" in said
    assert "合计不符：表四“件数”的“总计”，原文是 0，按各项相加是 11" in said


def test_json_on_the_standard_output_and_nothing_else(
    page: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.main(["import", str(page), str(page.with_name("x.json")), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["editions"]["requests"] == "2019"
    assert found["differing"] == [
        {"cell": "disputes/cases/review_total", "published": 0, "computed": 11},
        {"cell": "disputes/cases/post_review_total", "published": 0, "computed": 5},
    ]


def test_an_existing_file_is_not_overwritten(page: Path, capsys: pytest.CaptureFixture[str]):
    out = page.with_name("年报.json")
    out.write_text("mine", encoding="utf-8")
    assert cli.main(["import", str(page), str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"
    assert cli.main(["import", str(page), str(out), "--force"]) == 0
    assert store.load(out).report.year == 2023


def test_what_cannot_be_read_is_one_sentence_and_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source, out = tmp_path / "扫描.pdf", tmp_path / "年报.json"
    source.write_bytes(b"%PDF-1.4")
    assert cli.main(["import", str(source), str(out)]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("无法导入“扫描.pdf”：")
    assert len(said.splitlines()) == 1
    assert not out.exists()
