"""Which editions there are, in which order, and what of the settings' folder is left out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import checks
from app.commands import cli
from app.disk import places
from app.files import store
from app.forms import catalogue as forms
from app.forms import load
from app.importers import take
from app.importers.terms.proposal import report_of
from app.report.report import Report

OURS = places.resources() / "forms"
REPORTS = Path(__file__).parents[2] / "data" / "reports"


@pytest.fixture
def folder() -> Path:
    own = places.settings_folder() / "forms"
    own.mkdir(parents=True)
    return own


def copy_of(edition: str, folder: Path, name: str, first_year: int) -> Path:
    """The first drill: an edition is copied, named and dated anew, and nothing else."""
    words = (OURS / f"{edition}.yaml").read_text(encoding="utf-8")
    words = words.replace(f'edition: "{edition}"', f'edition: "{name}"', 1)
    words = words.replace(f"first_year: {edition}", f"first_year: {first_year}", 1)
    path = folder / f"{name}.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def page_of(year: int, folder: Path) -> Path:
    """A report of a year as somebody published it: its page names no edition."""
    report = store.load(REPORTS / "005.json").report
    report.apply({("year", ""): year, ("title", ""): None})
    from app.exporters import EXPORTS
    from app.exporters.options import Options

    page = folder / f"{year}.html"
    page.write_bytes(EXPORTS[".html"].render(report, Options(clean=True)))
    return page


@pytest.mark.parametrize(
    "name", ["2026", *(pytest.param(name, marks=pytest.mark.slow) for name in ("1", "新"))]
)
def test_a_new_edition_is_one_file_and_takes_the_reports_of_its_years_alone(folder, name, tmp_path):
    copy_of("2021", folder, name, 2026)
    assert list(forms.editions(forms.USUAL)) == [name, "2021", "2019"]
    assert [forms.edition_of_year(year) for year in (2019, 2020, 2021, 2025, 2026, 2031)] == [
        *("2019", "2019", "2021", "2021", name, name)
    ]
    for year, edition in ((2023, "2021"), (2025, "2021"), (2026, name)):
        words = page_of(year, tmp_path).read_text(encoding="utf-8")
        bare = tmp_path / "bare.html"  # another program keeps none of our marks
        bare.write_text(words.replace("data-nianbao", "data-x"), encoding="utf-8")
        assert report_of(take.from_file(bare)).form.edition == edition


def test_the_order_is_by_the_first_year_and_never_by_name(folder):
    copy_of("2021", folder, "a", 2023)
    copy_of("2021", folder, "zz", 2022)
    assert list(forms.editions(forms.USUAL)) == ["a", "zz", "2021", "2019"]
    assert forms.edition_of_year(None) == "a"
    assert forms.edition_of_year(1999) == "2019"


def test_where_two_begin_in_one_year_our_own_is_taken(folder):
    copy_of("2021", folder, "2021b", 2021)
    assert forms.edition_of_year(2021) == "2021"
    assert list(forms.editions(forms.USUAL)) == ["2021", "2021b", "2019"]


def test_a_second_file_of_an_edition_is_named_and_left_out(folder):
    path = copy_of("2021", folder, "2021", 2021)
    assert forms.editions()["2021"].parent == OURS
    assert [each.path for each in forms.left_out()] == [path]
    assert "已经有 2021 版" in forms.left_out()[0].reason


def test_an_edition_of_a_form_that_is_gone_stays_in_its_own_tables():
    form = load.read(OURS / "2021.yaml", {})
    strange = type(form)(
        **{key: getattr(form, key) for key in form.__struct_fields__} | {"form": "x"}
    )
    assert forms.edition_due(strange, 2019) == "2021"
    assert forms.edition_due(form, 2019) == "2019"
    with pytest.raises(load.FormError, match="没有“x”的表格文件"):
        forms.edition_of_year(2019, "x")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_first_lines_of_our_own_files_say_what_the_whole_says(edition):
    (entry,) = [each for each in forms.entries() if each.edition == edition]
    form = forms.form(edition)
    assert (entry.form, entry.first_year) == (form.form, form.first_year)


def broken(folder: Path) -> dict[str, Path]:
    """Files that cannot be read, or that say what no form can be; by what is wrong with them."""
    whole = (OURS / "2021.yaml").read_text(encoding="utf-8")
    words = {
        "date": "z: 2021-99-99\n",
        "integer": "z: !!int x\n",
        "timestamp": "z: !!timestamp x\n",
        "python": "z: !!python/object/apply:os.system [x]\n",
        "digits": "z: " + "1" * 10_000 + "\n",
        "brackets": "[" * 100_000,
        "braces": "{a: " * 100_000,
        "dashes": "- " * 100_000,
        "laughs": "a: &a [x, x]\n" + "".join(
            f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "itself": "a: &a [*a]\n",
        "zeros": "a: \0\n",  # no file of Windows may be called nul
        "tab": "a:\n\t- b\n",
        "empty": "",
        "list": "- a\n",
        "large": "# " + "x" * 3_000_000 + "\n",
        "name": whole,
        "year": whole.replace("first_year: 2021", "first_year: 99999").replace(
            'edition: "2021"', 'edition: "year"'
        ),
        "zero": whole.replace("first_year: 2021", "first_year: 0").replace(
            'edition: "2021"', 'edition: "zero"'
        ),
        "number": whole.replace('edition: "2021"', "edition: 2026"),
    }  # fmt: skip
    paths = {name: folder / f"{name}.yaml" for name in words}
    for name, path in paths.items():
        path.write_text(words[name], encoding="utf-8")
    paths["latin"] = folder / "latin.yaml"
    paths["latin"].write_bytes("edition: 版".encode("gbk"))
    paths["folder"] = folder / "folder.yaml"
    paths["folder"].mkdir()
    return paths


def test_broken_files_are_named_left_out_and_stop_nobody(folder):
    paths = broken(folder)
    if hasattr(os, "mkfifo"):
        paths["pipe"] = folder / "pipe.yaml"
        os.mkfifo(paths["pipe"])
        paths["nowhere"] = folder / "nowhere.yaml"
        paths["nowhere"].symlink_to(folder / "gone")
    left = {each.path: each.reason for each in forms.left_out()}
    assert left.keys() == set(paths.values())
    assert all(path.name in reason for path, reason in left.items())
    assert list(forms.editions()) == ["2021", "2019"]
    assert [form.edition for form in forms.usable()] == ["2021", "2019"]


FORMS = """
import sys
from pathlib import Path
import platformdirs
platformdirs.user_config_path = lambda *_, **__: Path(sys.argv[1])  # Windows asks no variables
from app.commands import cli
sys.exit(cli.main(["forms"]))
"""


def test_a_program_starts_beside_them(folder):
    """In a process of its own: one of them ended the whole program."""
    broken(folder)
    program = [sys.executable, "-c", FORMS, str(places.settings_folder())]
    said = subprocess.run(program, capture_output=True, check=True)
    assert "brackets.yaml" in said.stdout.decode()


def test_a_good_file_beside_a_broken_one_counts(folder):
    (folder / "0.yaml").write_text("[", encoding="utf-8")
    copy_of("2021", folder, "2026", 2026)
    assert forms.edition_of_year(2027) == "2026"


def test_a_report_of_a_left_out_edition_says_why_it_cannot_be_opened(folder, tmp_path):
    report = Report(forms.form("2021"), {("year", ""): 2027})
    file = tmp_path / "a.json"
    store.save(report, file)
    file.write_text(file.read_text("utf-8").replace('"2021"', '"2027"'), encoding="utf-8")
    path = copy_of("2021", folder, "2027", 2027)
    path.write_text(path.read_text("utf-8").replace("sum: [natural,", "sum: [nobody,"), "utf-8")
    with pytest.raises(store.StoreError, match=r"2027\.yaml.*没有 nobody"):
        store.load(file)


def test_who_makes_a_report_is_told_what_is_left_out(folder, tmp_path, capsys):
    (folder / "2026.yaml").write_text("edition: [", encoding="utf-8")
    out = tmp_path / "a.json"
    assert cli.main(["new", str(out), "--organ", "柳河镇", "--year", "2026"]) == 0
    said = capsys.readouterr()
    assert "2021 年版" in said.out
    assert "2026.yaml 不能用" in said.err


def test_a_copied_edition_is_cited_by_the_number_of_its_own_document(folder):
    path = copy_of("2021", folder, "2034", 2034)
    words = path.read_text(encoding="utf-8").replace("〔2021〕30号", "〔2034〕18号", 1)
    path.write_text(words, encoding="utf-8")
    form = forms.form("2034")
    assert form.document.startswith("国办公开办函〔2034〕18号，")
    report = Report(form, {("year", ""): 2034, ("organ", ""): "柳河镇"})

    def cited(number: str) -> list[str]:
        sentence = f"按照政府信息公开工作年度报告格式（{number}）编制。"
        report.apply({("texts", "lead"): sentence})
        return [f.message for f in checks.findings(report) if f.rule == "R39"]

    assert cited("国办公开办函〔2034〕18号") == []
    (message,) = cited("国办公开办函〔2021〕30号")
    assert "〔2034〕18号" in message


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('title: "{organ}', 'title: " " # ', "title：没有写"),
        ("label: 计划外会议", 'label: ""', "held/extra/label：没有写"),
        ("label: 视频会议", 'label: "视频\\n会议"', "held/video/label：要写在一行里"),
        ("label: 计划外会议", "label: 计划内 会议", "held/rows：同一个标题下面有 2 个“计划内会议”"),
        ("label: 视频会议", "label: 现场会议", "held/columns：同一个标题下面有 2 个“现场会议”"),
        ("heading: 一、会议安排", 'heading: "一\\a"', "控制字符"),
        (
            "    texts:\n      - {id: held/note",
            "        - columns: [{id: x, label: 甲}]\n          rows: [{id: r, label: 合, sum: [planned]}]\n    texts:\n      - {id: held/note",
            "held/r/sum：没有 held/planned/x 这一格",
        ),
        ("kind: balance", "kind: balanc", "没有“balanc”这一种"),
        ("severity: error, cells", "severity: errors, cells", "不能写“errors”"),
        ("label: 计划外会议", "lable: 计划外会议", "没有“lable”这个项目|缺少 label"),
        ("first_year: 2018", "first_year: [", r"第 \d+ 行写法不对"),
    ],
)
def test_what_could_not_be_used_is_refused_in_chinese_with_its_place(folder, old, new, reason):
    words = (Path(__file__).parents[2] / "data" / "forms" / "meetings.yaml").read_text("utf-8")
    assert old in words
    (folder / "meetings.yaml").write_text(words.replace(old, new, 1), encoding="utf-8")
    (left,) = forms.left_out()
    assert re.search(reason, left.reason)
