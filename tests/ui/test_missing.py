"""What is still missing: a line beside the findings, and never a warning that greets anybody."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QToolButton

from app.commands import cli
from tests.ui.conftest import REPORTS, cards, press, report, text_box, type_in, type_words

Key = Qt.Key


def line(window) -> str:
    fold = window.findChild(QToolButton, "missing_fold")
    return fold.text() if fold.isVisible() else ""


def listed(window) -> list[str]:
    shown = window.findChild(QListWidget, "missing")
    return [shown.item(row).text() for row in range(shown.count())]


def test_an_untouched_report_shows_no_finding(start):
    window = start()
    window.workspace.settle()
    assert line(window) == window.tally.text() == "还没有开始填"
    assert listed(window) == cards(window) == []
    assert [window.outline.item(row).text() for row in range(3)][1] == "一、总体情况"


def test_what_is_missing_is_listed_apart_and_counted_by_sections(start):
    window = start()
    type_in(window, "disclosure/licensing/decisions", "3")
    window.workspace.settle()
    assert line(window) == "还差 7 项可以上报"
    assert [words.strip("“")[:2] for words in listed(window)] == [
        "还没", "一、", "二、", "三、", "四、", "五、", "六、",
    ]  # fmt: skip
    assert cards(window) == []
    assert window.tally.text() == "还差 7 项可以上报"


def test_a_line_leads_to_the_place(start):
    window = start(REPORTS / "005.json")
    window.findChild(QToolButton, "missing_fold").click()
    shown = window.findChild(QListWidget, "missing")
    assert shown.isVisible()
    for place, name in (("五、", "text:problems"), ("六、", "text:other")):
        (item,) = [
            i
            for i in map(shown.item, range(shown.count()))
            if i.text().strip("“").startswith(place)
        ]
        shown.itemClicked.emit(item)
        assert window.page.widget().focusWidget().objectName() == name


def test_what_is_written_is_missing_no_longer_and_undo_brings_it_back(start):
    window = start(REPORTS / "005.json")
    assert line(window) == "还差 3 项可以上报"
    text_box(window, "problems").setFocus()
    type_words("公开的内容还不够细，下一步将进一步完善制度。")
    window.workspace.settle()
    assert line(window) == "还差 2 项可以上报"
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.workspace.settle()
    assert line(window) == "还差 3 项可以上报"


def test_an_error_counts_too(start):
    window = start(REPORTS / "005.json")
    type_in(window, "requests/new_received/natural", "1")
    window.workspace.settle()
    before = len(window.workspace.remaining.errors)
    assert before
    assert line(window) == f"还差 {3 + before} 项可以上报"
    assert any(words.startswith("错误：") for words in listed(window))


def test_all_is_well_is_never_said_before_all_has_been_looked_at(start):
    window = start(REPORTS / "005.json")
    texts = {("texts", "overview"): "2023年，我市政务公开工作平稳有序。",
             ("texts", "problems"): "公开的内容还不够细，下一步将进一步完善制度。",
             ("texts", "other"): "2023年收取信息处理费2950元。",
             ("texts", "lead"): "统计期限自2023年1月1日起至2023年12月31日止。联系电话：0527-84368000。"}  # fmt: skip
    window.workspace.change(texts, "写")
    assert window.findings.tally == "正在检查……"
    window.workspace.settle()
    assert window.findings.tally == "没有发现问题"
    window.workspace.change({("texts", "overview"): "2023年行政许可决定1件。"}, "写")
    assert window.findings.tally == "正在检查……"
    window.workspace.settle()
    assert window.findings.tally == "1 处提醒"


@pytest.mark.parametrize("words", ["", "  ", "\u3000"])
def test_an_organ_of_nothing_is_missing(start, words: str):
    window = start(REPORTS / "005.json")
    window.workspace.change({("organ", ""): words or None}, "清空")
    window.workspace.settle()
    assert any("单位名称" in each for each in listed(window))
    assert report(window).title


@pytest.mark.slow
@pytest.mark.parametrize("name", ["001", "005", "014", "020", "021", "sample"])
def test_the_window_and_the_command_find_the_same(start, capsys, name: str):
    """But for the deadline, which the command holds against no day unless it is told one."""
    file = REPORTS / f"{name}.json"
    cli.main(["check", str(file), "--json"])
    told = json.loads(capsys.readouterr().out)
    by_command = [(f["rule"], f["severity"], f["cells"], f["texts"], f["message"]) for f in told]
    window = start(file)
    found = [f for f in window.workspace.findings if f.rule != "R36"]
    in_window = [(f.rule, f.severity, [*f.cells], [*f.texts], f.message) for f in found]
    assert in_window == by_command
    listed_ = {f.message for f in window.workspace.remaining.missing}
    assert {f.message for f in found if f.missing} == listed_
