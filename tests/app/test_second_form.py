"""A small form of another kind goes the whole way, and no report of the first form minds it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from app import checks
from app.commands import cli
from app.exporters import EXPORTS, Options
from app.files import marks, store
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.forms.model import Form
from app.importers import paste, take
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import report_of
from app.report import carry, compare, previous, search
from app.report.report import Report
from tests.app.importers.test_round_trip import DOCUMENTS, KINDS, assert_same, printed

pytestmark = pytest.mark.slow

REPORTS = Path(__file__).parents[1] / "data" / "reports"
FORM = (Path(__file__).parents[1] / "data" / "forms" / "meetings.yaml").read_text(encoding="utf-8")
FIGURES = {"planned": (8, 4), "extra": (3, 1), "minuted": (9, 4), "unminuted": (2, 1)}
TEXTS = {
    "preface": "全年召开会议⟦held/all/total⟧次。",
    "summary": "按计划安排会议。",
    "summary/economy": "能不开的不开。\n能合并的合并。",
    "held/note": "不含部门内部的会议。",
    "signature": "柳河镇人民政府\n2024年1月9日",
}


def filled(form: Form, year: int | None = 2023) -> Report:
    cells = {
        ("cells", f"held/{row}/{column}"): figure
        for row, figures in FIGURES.items()
        for column, figure in zip(("onsite", "video"), figures, strict=True)
        if f"held/{row}/{column}" in form.cells
    }
    texts = {("texts", id_): words for id_, words in TEXTS.items()}
    if not form.cells:
        texts["texts", "preface"] = "全年召开会议16次。"
    return Report(form, {("organ", ""): "柳河镇人民政府", ("year", ""): year, **cells, **texts})


def page(report: Report) -> str:
    """A clean page as it stands on a site: without our marks."""
    made = EXPORTS[".html"].render(report, Options(clean=True)).decode()
    return re.sub(rf' {marks.ATTRIBUTE}="[^"]*"', "", made)


def imported(folder: Path, html: str, suffix: str = ".html") -> Report:
    file = folder / f"来件{suffix}"
    file.write_text(html, encoding="utf-8")
    return report_of(take.from_file(file))


def as_text(html: str) -> str:
    """What a person copies out of a page: a line a row, its cells set apart by tabs."""
    body = html.partition("<body>")[2]
    rows = re.sub(r"</(?:tr|p|h\d)>", "\n", re.sub(r"</t[hd]>\n(?=<t)", "\t", body))
    return re.sub(r"<[^>]+>|(?<=\n)\n+", "", rows)


# --- its own way


def test_it_is_begun_by_its_edition_and_by_no_year(meetings, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    head = ("--organ", "柳河镇人民政府", "--year", "2023")
    assert cli.main(["new", "会.json", *head, "--edition", "meetings"]) == 0
    assert cli.main(["new", "年.json", *head]) == 0
    assert store.load(Path("会.json")).report.title == "柳河镇人民政府2023年会议情况统计报表"
    assert store.load(Path("年.json")).report.form.edition == "2021"


def test_its_totals_its_balance_and_what_is_not_written_are_checked(meetings):
    report = filled(meetings)
    assert report.values["held/all/total"] == 16
    assert checks.findings(report) == ()

    report.apply({("cells", "held/minuted/video"): 5, ("published", "held/extra/total"): 5})
    assert {finding.rule for finding in checks.findings(report)} == {"M01", "M03"}
    empty = Report(meetings, {("organ", ""): None})
    assert "M43" in {finding.rule for finding in checks.findings(empty)}


@pytest.mark.parametrize("kind", KINDS)
def test_it_comes_back_equal_from_every_kind_of_document(meetings, kind, tmp_path):
    assert_same(filled(meetings), kind, tmp_path)


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_page_of_it_without_our_marks_is_read_by_its_own_labels(meetings, suffix, tmp_path):
    report = filled(meetings)
    html = page(report) if suffix == ".html" else as_text(page(report))
    assert printed(imported(tmp_path, html, suffix)) == printed(report)


def test_a_page_of_it_without_its_title_is_known_by_its_labels(meetings, tmp_path):
    html = re.sub(r"<h1>.*?</h1>", "", page(filled(meetings)), flags=re.DOTALL)
    found = imported(tmp_path, html)
    assert (found.form.edition, found.cells) == ("meetings", filled(meetings).cells)


def test_a_sheet_of_figures_alone_is_known_by_its_labels(meetings, tmp_path):
    table = re.findall(r"<table.*?</table>", page(filled(meetings)), re.DOTALL)[0]
    found = imported(tmp_path, table)
    assert (found.form.edition, found.cells) == ("meetings", filled(meetings).cells)


def test_next_years_report_begins_with_it(meetings, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    store.save(filled(meetings), Path("去年.json"))
    assert cli.main(["new", "今年.json", "--from", "去年.json"]) == 0
    begun = store.load(Path("今年.json")).report
    assert (begun.form.edition, begun.year) == ("meetings", 2024)
    assert begun.text("summary/economy") == TEXTS["summary/economy"]
    last = previous.stored_in(begun)
    assert last.cells["held/all/total"] == 16
    assert carry.offers(begun, last) == ()


def test_it_is_compared_with_last_year_and_searched(meetings):
    report, before = filled(meetings), filled(meetings, 2022)
    report.apply({("cells", "held/planned/onsite"): 10})
    known = previous.as_report(previous.of(before), 2022, meetings)
    changed = {change.id for change in compare.compare(known, report).changed}
    assert changed == {f"held/{row}/{c}" for row in ("planned", "all") for c in ("onsite", "total")}
    assert {hit.address for hit in search.find(report, "合并")} == {("texts", "summary/economy")}
    assert ("cells", "held/unminuted/onsite") in {
        hit.address for hit in search.find(report, "未形成纪要")
    }


def test_a_table_copied_elsewhere_is_pasted_by_its_labels(meetings):
    text = "会议种类\t视频会议\t现场会议\n计划外会议\t1\t3\n计划内会议\t4\t8\n"
    plan = paste.labelled(meetings, paste.copied(text, ""), {})
    wanted = {"extra/video": 1, "extra/onsite": 3, "planned/video": 4, "planned/onsite": 8}
    assert plan.figures == {f"held/{cell}": figure for cell, figure in wanted.items()}


def test_the_commands_show_check_and_export_it(meetings, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    store.save(filled(meetings), Path("会.json"))
    assert cli.main(["show", "会.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cells"]["held/all/total"] == 16
    assert cli.main(["check", "会.json"]) == 0
    drawn = (".pdf", ".ofd")  # where a window is, there are those too
    kinds = [suffix for suffix in EXPORTS if suffix not in drawn]
    assert cli.main(["export", "会.json", ".", "--as", ",".join(kinds)]) == 0
    for suffix in kinds:
        assert cli.main(["import", f"会{suffix}", f"{suffix[1:]}.json"]) == 0
        assert store.load(Path(f"{suffix[1:]}.json")).report.cells == filled(meetings).cells


# --- beside the first form


@pytest.mark.parametrize(
    ("name", "suffix", "titled"),
    [
        ("005", ".html", False),
        *(
            pytest.param(name, suffix, titled, marks=pytest.mark.slow)
            for name in ("005", "014", "sample")
            for suffix in (".html", ".txt")
            for titled in (True, False)
        ),
    ],
)
def test_reports_of_the_first_form_are_read_as_without_it(
    lay: Callable[[str], Form], tmp_path: Path, name: str, suffix: str, titled: bool
):
    html = page(store.load(REPORTS / f"{name}.json").report)
    html = html if titled else re.sub(r"<h1>.*?</h1>", "", html, flags=re.DOTALL)
    file = tmp_path / f"来件{suffix}"
    file.write_text(html if suffix == ".html" else as_text(html), encoding="utf-8")
    alone = take.from_file(file)
    lay(FORM)
    lay(FORM.replace("meetings", "alike").replace("会议合计", "总计").replace("现场会议", "自然人"))
    beside = take.from_file(file)
    assert beside.form.edition == alone.form.edition
    assert structs.replace(beside, form=alone.form) == alone
    assert {*forms.kinds()} == {"open_information", "alike", "meetings"}


def test_the_menu_of_a_site_that_names_the_first_form_changes_nothing(meetings, tmp_path):
    menu = "<ul><li>政府信息公开指南<li>政府信息公开年报<li>依申请公开</ul>"
    found = imported(tmp_path, f"<html><body>{menu}{page(filled(meetings))}</body></html>")
    assert (found.form.edition, found.year, found.cells) == (
        "meetings",
        2023,
        filled(meetings).cells,
    )


def test_a_damaged_file_of_another_form_stops_no_import(lay, tmp_path):
    with pytest.raises(FormError):
        lay(FORM.replace("sum: [onsite, video]", "sum: [onsite, audio]"))
    report = store.load(REPORTS / "005.json").report
    assert imported(tmp_path, page(report)).cells == report.cells


@pytest.mark.parametrize("other", ["2019", "2021"])
def test_a_report_of_one_form_is_put_into_no_other(meetings, other, tmp_path):
    proposal = take.from_report(filled(meetings), "会议.json")
    with pytest.raises(Unreadable, match=r"会议\.json.*不是同一种"):
        take.into(proposal, forms.form(other))


# --- other small forms

TABLE = re.compile(r"    table:\n.*?(?=    texts:\n      - \{id: held/note)", re.DOTALL)
FIRST_TEXTS = "    texts:\n"
PLAIN = FORM.partition("checks:")[0].replace("⟦held/all/total⟧", "几")
SMALL = {
    "a title that names no year": FORM.replace("{organ}{year}年会议", "{organ}会议"),
    "a title that is the organ alone": FORM.replace("{year}年会议情况统计报表", ""),
    "a title in brackets": FORM.replace(
        "{year}年会议情况统计报表", "会议情况统计报表（{year}年度）"
    ),
    "no checks": FORM.partition("checks:")[0],
    "no table": TABLE.sub("", PLAIN),
    "its table in the first section": TABLE.sub("", PLAIN).replace(
        FIRST_TEXTS, TABLE.search(FORM)[0] + FIRST_TEXTS, 1
    ),
    "months for columns": FORM.replace("现场会议", "1月").replace("视频会议", "2月"),
    "numbered rows": FORM.replace("计划内会议", "1.会议").replace("计划外会议", "2.会议"),
    "an edition that Word cannot name": FORM.replace("edition: meetings", "edition: 会议-2018"),
}


@pytest.mark.slow
@pytest.mark.parametrize("text", SMALL.values(), ids=SMALL.keys())
def test_what_the_loader_accepts_comes_back_equal_from_every_kind(lay, text, tmp_path):
    form = lay(text)
    report = filled(form)
    checks.findings(report)
    for kind in KINDS if form.cells else DOCUMENTS:  # a list of no figures says nothing
        assert_same(report, kind, tmp_path)


NO_MARKS = {k: text for k, text in SMALL.items() if k != "a title that is the organ alone"}


@pytest.mark.parametrize("text", NO_MARKS.values(), ids=NO_MARKS.keys())
def test_what_the_loader_accepts_is_read_without_our_marks(lay, text, tmp_path):
    report = filled(lay(text))
    found = imported(tmp_path, page(report))
    assert (found.form, found.organ, found.cells) == (report.form, report.organ, report.cells)
    assert {id_: found.text(id_) for id_ in TEXTS} == {id_: report.text(id_) for id_ in TEXTS}


REFUSED = {
    "a section without a text": ("texts:\n      - {id: held/note, name: 会议表的注}", "texts: []"),
    "two texts under one heading": (", heading: （一）精简会议", ""),
    "a section whose every text has a heading": ("会议安排, note:", "安排, heading: （零）, note:"),
    "rows without names": ("name: 会议表\n", "name: 会议表\n      row_labels: false\n"),
    "an id that is not one": ("id: held\n    heading", "id: held meetings\n    heading"),
    "a cell that a list cannot name": ("{id: onsite,", "{id: 现场,"),
    "a text that a mark is called by": ("id: preface", "id: section/held"),
    "a heading over the lead": ("name: 开头,", "name: 开头, heading: 前言,"),
    "a name that is no expression": ("\nlead:", "known_by: {called: '会议('}\nlead:"),
    "a name that is in every line": ("\nlead:", "known_by: {called: '(会议)?'}\nlead:"),
}


@pytest.mark.parametrize(("old", "new"), REFUSED.values(), ids=REFUSED.keys())
def test_what_nothing_could_be_done_with_is_refused_with_its_place(lay, old, new):
    text = FORM.partition("checks:")[0].replace("⟦held/all/total⟧", "几")
    assert old in text
    text = text.replace(", sum: [onsite, video]", "") if "现场" in new else text
    with pytest.raises(FormError, match=r"版式文件 meetings\.yaml，\S+：\S+"):
        lay(text.replace(old, new, 1))
