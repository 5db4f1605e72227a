"""A new kind of check is one struct and one function: added to a copy of the program, and tried."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]

STRUCT = '''

class TriedByATest(Check, frozen=True, kw_only=True):
    """Where one cell has a figure, another has one."""

    message: Annotated[str, Names("cell", "other")]
    cell: CellId
    other: CellId
    unless: Regex
'''
FUNCTION = """

from app.forms.rules import TriedByATest


@makes(TriedByATest, "every key")
def tried_by_a_test(form: Form, check: TriedByATest) -> Run:
    def run(report: Report) -> Iterator[Finding]:
        if report.values[check.cell] is not None and report.values[check.other] is None:
            words = {"cell": cell_name(form, check.cell), "other": cell_name(form, check.other)}
            yield finding_of(check, check.message, words, cells=(check.cell, check.other))

    return run
"""
RULE = """checks:
  - rule: R99
    kind: triedbyatest
    severity: warning
    cell: disclosure/fees/amount
    other: requests/total/total
    unless: 免收
    message: "{cell}填了，{other}还是空白。"
"""
SLIPS = {
    "right": ("", ""),
    "cell": ("cell: disclosure/fees/amount", "cell: disclosure/fee/amount"),
    "two cells": ("other: requests/total/total", "other: requests/total/*"),
    "name": ("{other}还是", "{others}还是"),
    "expression": ("unless: 免收", "unless: (免收"),
    "endless": ("unless: 免收", "unless: (免+收?)*完"),
    "field": ("    unless: 免收\n", ""),
    "number": ("unless: 免收", "unless: 3"),
}
TRIAL = """
import json, sys
from pathlib import Path
from app import checks
from app.forms import catalogue
from app.report.report import Report

told = {}
for name, path in json.loads(sys.argv[1]).items():
    try:
        report = Report(catalogue.read(Path(path)))
        report.apply({("cells", "disclosure/fees/amount"): 3})
        told[name] = [f.message for f in checks.table_findings(report) if f.rule == "R99"]
    except catalogue.FormError as refused:
        told[name] = str(refused)
print(json.dumps(told))
"""


def program(folder: Path, struct: str, function: str) -> Path:
    """A copy of the program with these at the end of two of its files."""
    for name in ("app", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for module, added in (("app/forms/rules.py", struct), ("app/checks/tables.py", function)):
        path = folder / module
        whole = path.read_text(encoding="utf-8") + added
        path.write_text(whole, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str] | str]:
    """What the program with the new kind says of each file: findings, or why it is refused."""
    folder = program(tmp_path_factory.mktemp("program"), STRUCT, FUNCTION)
    ours = (ROOT / "resources" / "forms" / "2021.yaml").read_text(encoding="utf-8")
    files = {}
    for name, (old, new) in SLIPS.items():
        assert old in RULE
        path = tmp_path_factory.mktemp("forms") / "2021.yaml"
        whole = ours.replace("checks:\n", RULE.replace(old, new, 1), 1)
        path.write_text(whole, encoding="utf-8")
        files[name] = str(path)
    done = run(folder, "-c", TRIAL, json.dumps(files))
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_new_kind_is_one_struct_and_one_function(told):
    assert told["right"] == [
        "“行政事业性收费”的“本年收费金额（单位：万元）”填了，“（七）总计”的“总计”还是空白。"
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("cell", "cell：没有 disclosure/fee/amount 这个单元格"),
        ("two cells", "other：没有 requests/total/* 这个单元格"),
        ("name", "message：花括号里的 'others' 不认识，可用 cell, other"),
        ("expression", "unless：表达式写法不对"),
        ("endless", "unless：重复里面又有重复"),
        ("field", "unless"),
        ("number", "unless"),
    ],
)
def test_a_slip_in_a_check_of_a_new_kind_is_refused_with_file_rule_and_field(
    told, name: str, reason: str
):
    assert isinstance(told[name], str), told[name]
    assert told[name].startswith("版式文件 2021.yaml，checks/R99")
    assert reason in told[name]


@pytest.mark.parametrize(
    ("struct", "function"),
    [(STRUCT, ""), (STRUCT, FUNCTION.replace('"every key"', '"texts"'))],
    ids=["none", "one that never runs on a form's own checks"],
)
def test_a_kind_without_a_maker_stops_the_program_and_is_named(
    tmp_path, struct: str, function: str
):
    done = run(program(tmp_path, struct, function), "-c", "import app.checks")
    assert done.returncode
    assert (
        "app.forms.rules.TriedByATest: a maker must stand under @makes(TriedByATest, ...)"
        in done.stderr
    )


def test_the_makers_of_texts_are_not_loaded_at_a_start():
    done = run(ROOT, "-c", "import sys, app.checks; print(*sys.modules)")
    loaded = {name for name in done.stdout.split() if name.startswith("app.checks.")}
    assert "app.checks.tables" in loaded
    assert loaded.isdisjoint(f"app.checks.{name}" for name in ("of_texts", "claims", "wording"))


def test_a_kind_whose_field_says_nothing_is_named(tmp_path):
    vague = STRUCT.replace("unless: Regex", "unless: str")
    folder = program(tmp_path, vague, FUNCTION)
    path = folder / "resources" / "forms" / "2021.yaml"
    whole = path.read_text(encoding="utf-8").replace("checks:\n", RULE, 1)
    path.write_text(whole, encoding="utf-8")
    done = run(folder, "-c", "from app.forms import catalogue; catalogue.form('2021')")
    assert "TriedByATest.unless: say what it is" in done.stderr
