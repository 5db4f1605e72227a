"""`nianbao export` with its options, in this process and in one without Qt."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.commands import cli
from app.files.profiles import Profile, save

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests" / "data" / "reports" / "sample.json"


def test_every_kind_in_one_go_for_many_reports(tmp_path, capsys):
    kinds = "docx,html,xlsx,csv,jsonl"
    other = SAMPLE.with_name("005.json")

    assert cli.main(["export", str(SAMPLE), str(other), str(tmp_path), "--as", kinds]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"{n}.{k}" for n in ("sample", "005") for k in kinds.split(",")}
    assert capsys.readouterr().out.count("已导出") == 10


def test_a_clean_page_and_a_workbook_with_formulas(tmp_path):
    export(tmp_path / "a.html", "--clean")
    export(tmp_path / "a.xlsx", "--formulas", "--findings", "--protect")

    assert "mso-" not in (tmp_path / "a.html").read_text(encoding="utf-8")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames[-1] == "检查结果"
    assert workbook.worksheets[0].protection.sheet
    assert str(workbook.worksheets[1]["J4"].value).startswith("=")


def test_a_house_style_from_a_file(tmp_path):
    save(Profile(name="甲", body_font="宋体"), tmp_path / "style.json")
    export(tmp_path / "a.docx", "--profile", str(tmp_path / "style.json"))

    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert "仿宋_GB2312" not in archive.read("word/styles.xml").decode()


def test_a_damaged_house_style_is_one_sentence_and_touches_no_file(tmp_path, capsys):
    (tmp_path / "style.json").write_text('{"size": 3}', encoding="utf-8")
    arguments = ["export", str(SAMPLE), str(tmp_path / "a.docx")]

    assert cli.main([*arguments, "--profile", str(tmp_path / "style.json")]) == 2
    said = capsys.readouterr()
    assert "size" in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "a.docx").exists()


def test_a_report_with_errors_is_written_and_the_command_tells(tmp_path, capsys):
    report = json.loads(SAMPLE.read_text(encoding="utf-8"))
    report["cells"]["requests/granted/natural"] += 1
    (tmp_path / "a.json").write_text(json.dumps(report), encoding="utf-8")

    assert cli.main(["export", str(tmp_path / "a.json"), str(tmp_path / "a.csv")]) == 0
    assert "错误" in capsys.readouterr().out
    assert (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_without_the_window_side_drawn_pages_are_refused_with_a_way_out(tmp_path, kind):
    run = python("-m", "app", "export", SAMPLE, tmp_path / f"a.{kind}")

    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert f"{kind.upper()} 需要窗口程序的组件，请用 nianbao export" in run.stderr
    assert not (tmp_path / f"a.{kind}").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_without_qt_drawn_pages_are_refused_with_a_way_out(tmp_path, kind):
    block = (
        "import sys; sys.modules['PySide6'] = None; from ui.__main__ import main;"
        "sys.exit(main(sys.argv[1:]))"
    )
    run = python("-c", block, "export", SAMPLE, tmp_path / f"a.{kind}")
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "PySide6" in run.stderr

    others = python("-c", block, "export", SAMPLE, tmp_path, "--as", "docx,html,xlsx,csv,jsonl")
    assert (others.returncode, others.stderr) == (0, "")


@pytest.mark.parametrize(("kind", "begin"), [("pdf", b"%PDF"), ("ofd", b"PK")])
def test_with_qt_the_command_draws_pages_without_a_screen(tmp_path, kind, begin):
    pytest.importorskip("PySide6")
    run = python("-m", "ui", "export", SAMPLE, tmp_path / f"a.{kind}")

    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / f"a.{kind}").read_bytes().startswith(begin)


def export(*arguments: object) -> None:
    assert cli.main(["export", str(SAMPLE), *map(str, arguments)]) == 0


def python(*arguments: object) -> subprocess.CompletedProcess[str]:
    """As a person starts it: without the warnings that the tests ask Python for."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONWARNDEFAULTENCODING"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=120,
    )  # fmt: skip
