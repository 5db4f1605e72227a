"""A folder opened, read and read again, and left; what is on the disk meanwhile."""

import json
import threading

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.collection import beside
from tests.ui.collection.conftest import settle
from tests.ui.collection.county import facts, laid, put
from tests.ui.collection.steps import click, listed, stand_on
from tests.ui.conftest import CTRL, becomes_active, press
from ui.collection import meaning
from ui.start_page.page import StartPage

Key = Qt.Key


def test_what_changes_on_the_disk_is_read_again(collect, tmp_path, qtbot, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    put(folder, "乙局", "020")
    put(folder, "丁镇人民政府", "021")
    press(Key.Key_F5)
    settle(qtbot, window)
    assert ("乙局", "待审·通过后改过") in listed(window)
    assert ("丁镇人民政府", "未报") not in listed(window)
    (folder / "收到" / "丙局.json").unlink()
    press(Key.Key_F5)
    settle(qtbot, window)
    assert ("丙局", "未报") in listed(window)


def test_whoever_has_stopped_it_keeps_what_was_read(collect, tmp_path, qtbot, running):
    folder = laid(tmp_path)
    running.collect(folder)
    window = running.collecting[-1]
    qtbot.waitUntil(lambda: len(window.desk.reading.files) > 0)
    window.stop()
    assert not window.desk.reading.is_busy
    assert not window.status.working.isVisibleTo(window)
    press(Key.Key_F5)
    settle(qtbot, window)
    assert len(window.desk.reading.files) == 3


def test_what_another_wrote_meanwhile_is_not_overwritten(collect, tmp_path, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    theirs = facts(folder) | {"organ": "别人写的"}
    (folder / "汇总.json").write_text(json.dumps(theirs), encoding="utf-8")
    answers.expect("one_of", 0)
    window.desk.save()
    QApplication.processEvents()
    assert window.desk.facts.organ == "别人写的"
    assert not window.desk.facts.approvals


def test_it_is_reached_from_the_start_page_and_by_a_dropped_folder(
    running, tmp_path, answers, qtbot
):
    folder = laid(tmp_path)
    running.welcome()
    first = running.windows[0]
    page = first.findChild(StartPage, "start_page")
    [button] = [b for b in page.findChildren(QPushButton) if b.text().startswith("选文件夹")]
    answers.expect("folder", folder)
    click(button)
    [window] = running.collecting
    assert window.objectName() == "collection"
    window.close()
    qtbot.waitUntil(lambda: not running.collecting)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    first.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    qtbot.waitUntil(lambda: len(running.collecting) == 1)
    settle(qtbot, running.collecting[0])
    running.collecting[0].close()


def test_a_folder_that_is_far_away_is_looked_into_beside_the_window(
    running, tmp_path, answers, monkeypatch, qtbot
):
    """Its disk does not answer this program until the test is over; the worker it does answer."""
    answered = threading.Event()
    monkeypatch.setattr(beside, "meant", lambda _folder: answered.wait() and [])
    turned: list[bool] = []
    QTimer.singleShot(1, running.windows[0], lambda: turned.append(not running.collecting))
    running.collect(laid(tmp_path).parent / "清河县" / "收到")
    assert turned == [True]
    assert [shown.desk.home for shown in running.collecting] == [tmp_path / "清河县"]
    settle(qtbot, running.collecting[0])
    running.collecting[0].close()
    # Whoever has had enough of it is asked nothing more.
    monkeypatch.setattr(meaning, "wait_for", lambda job, *_: job.cancel() or job.outcome)
    running.collect(tmp_path / "清河县")
    assert not [shown for shown in running.collecting if shown.isVisible()]
    answered.set()


def test_facts_that_cannot_be_used_are_told_and_no_window_opens(running, tmp_path, answers):
    folder = laid(tmp_path)
    (folder / "汇总.json").write_text("{", encoding="utf-8")
    answers.expect("tell")
    running.collect(folder)
    assert "汇总.json" in answers.said[-1]
    assert not running.collecting


def test_nothing_is_written_where_nothing_is_decided(collect, tmp_path):
    folder = laid(tmp_path, listed=False)
    window = collect(folder)
    stand_on(window, "甲镇人民政府")
    window.close()
    assert [each.name for each in folder.iterdir()] == ["收到"]


def test_facts_that_break_while_they_are_open_change_nothing_here(collect, tmp_path, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    (folder / "汇总.json").write_text("{", encoding="utf-8")
    answers.expect("tell")
    press(Key.Key_F5)
    assert len(window.units.all) == 4
    assert len(window.desk.facts.units) == 4


def test_whoever_closes_what_cannot_be_saved_is_asked_once(collect, tmp_path, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    (folder / "汇总.json").unlink()
    (folder / "汇总.json").mkdir()
    answers.expect("agree", False)
    window.close()
    assert window.isVisible()
    answers.expect("agree", True)
    window.close()
    QApplication.processEvents()


def test_without_a_list_nobody_is_said_to_be_missing_and_the_one_that_lies_there_is_offered(
    collect, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(beside, "lists", lambda _: pytest.fail("looked for in the window"))
    folder = laid(tmp_path, listed=False)
    window = collect(folder)
    qtbot.waitUntil(window.notice.isVisible)
    assert "未报" not in window.status.tally.text()
    assert "还没有单位名单" in window.status.tally.text()
    assert "看不出谁没有报" in window.sum.told.accessibleName()
    assert window.notice.words.text() == "还没有单位名单"
    assert [offer.text() for offer in window.notice.offers] == ["选单位名单…"]
    (folder / "单位名单.txt").write_text("甲镇人民政府\n乙局\n丁镇人民政府\n", encoding="utf-8")
    press(Key.Key_F5)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.notice.words.text() == "文件夹里有“单位名单.txt”")
    click(window.notice.offers[0])
    assert window.status.tally.text() == "3 个单位　已收 2　未报 1　另有 1 份对不上名单"
    assert not window.notice.isVisible()
    assert window.units.hasFocus()
    assert len(window.units.all) == 4, "the list itself is no report"
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(window.notice.isVisible)


def test_whoever_opens_the_folder_above_or_that_of_the_originals_is_led_to_the_collection(
    running, tmp_path, answers, qtbot
):
    folder = laid(tmp_path / "年报")
    for named in (folder.parent, folder / "收到"):
        running.collect(named)
        assert [window.desk.home for window in running.collecting] == [folder]
    other = laid(tmp_path / "年报" / "去年").rename(tmp_path / "年报" / "清河县 2022")
    (tmp_path / "年报" / "去年").rmdir()
    answers.expect("pick", str(other))
    running.collect(folder.parent)
    assert running.collecting[-1].desk.home == other
    answers.expect("tell")
    running.collect(tmp_path / "不在")
    assert "找不到" in answers.said[-1]
    for window in [*running.collecting]:
        settle(qtbot, window)
        window.close()


def test_another_folder_needs_no_window_of_a_report(collect, running, tmp_path, answers, qtbot):
    window = collect(laid(tmp_path / "一"))
    running.windows[0].close()
    reports = [*running.windows]
    other = laid(tmp_path / "二")
    answers.expect("tell")
    for named in (tmp_path / "不在", other):
        qtbot.waitUntil(lambda: becomes_active(window))
        running.collect(named)
        assert running.windows == reports
    assert running.collecting[-1].desk.home == other


def test_before_anybody_has_sent_anything_all_of_the_list_are_missing(collect, tmp_path):
    folder = tmp_path / "新县"
    folder.mkdir()
    window = collect(folder)
    assert "还没有报告" in window.sum._nothing.text()
    (folder / "名单.txt").write_text("甲局\n乙局\n", encoding="utf-8")
    window.whole.take(folder / "名单.txt")
    assert window.status.tally.text() == "2 个单位　已收 0　未报 2"
    assert "--year" not in window.desk.fault


def test_the_start_page_lists_what_was_collected_last_and_says_what_is_gone(
    collect, tmp_path, answers, running, qtbot
):
    folder = laid(tmp_path, organ="清河县人民政府")
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    assert window.desk.save()
    window.close()
    qtbot.waitUntil(lambda: not running.collecting)
    running.welcome()
    page = running.windows[0].findChild(StartPage, "start_page")
    model = page.counties.model()
    said = [model.index(0, column).data() for column in range(4)]
    assert said[:3] == ["清河县人民政府", "2023 年", "已通过 1 / 4"]
    assert said[3].startswith("今天")
    qtbot.waitUntil(lambda: becomes_active(running.windows[0]))
    assert page.counties.hasFocus()
    press(Key.Key_Return)
    assert running.collecting[-1].desk.home == folder
    settle(qtbot, running.collecting[-1])
    running.collecting[-1].close()
    running.windows[0].at_start.leave()
    folder.rename(tmp_path / "搬走了")
    running.welcome()
    page = running.windows[0].findChild(StartPage, "start_page")
    qtbot.waitUntil(lambda: page.counties.model().index(0, 2).data() == "找不到了")
    answers.expect("tell")
    qtbot.waitUntil(lambda: becomes_active(running.windows[0]))
    press(Key.Key_Return)
    assert "找不到" in answers.said[-1]
    press(Key.Key_Delete)
    assert not page.counties.isVisible()
    assert not running.windows[0].settings.counties


def test_without_last_years_folder_this_years_reports_are_read_all_the_same(
    collect, tmp_path, answers
):
    """It may have been left on another computer, or be that of another year."""
    folder = laid(tmp_path, previous="../去年")
    window = collect(folder)
    assert window.status.tally.text() == "4 个单位　已收 3　未报 1"
    assert "找不到上年的文件夹" in window.result.accessibleName()
    wrong = laid(tmp_path / "另")
    answers.expect("folder", wrong)
    click(window.result.offers[0])
    QApplication.processEvents()
    assert window.desk.facts.previous == str(wrong)


def test_a_list_that_is_taken_is_held_to_what_was_read_before(collect, tmp_path, answers, qtbot):
    """Without one, names that end alike may be one unit's; with one, files may be misnamed."""
    folder = laid(tmp_path, listed=False)
    put(folder, "甲县丙字局", "021", "丁镇人民政府2023年报")
    put(folder, "丙字局", "003", "丙字局")
    window = collect(folder)

    def words(unit: str) -> str:
        [line] = [line for line in window.units.all if line.standing.unit == unit]
        return "".join(finding.message for finding in line.standing.findings)

    qtbot.waitUntil(lambda: "可能是同一个单位" in words("甲县丙字局"))
    names = tmp_path / "名单.txt"
    names.write_text(
        "甲镇人民政府\n乙局\n丙局\n丁镇人民政府\n甲县丙字局\n丙字局\n", encoding="utf-8"
    )
    window.whole.take(names)
    qtbot.waitUntil(lambda: "像是“丁镇人民政府”的" in words("甲县丙字局"))
    assert "可能是同一个单位" not in words("甲县丙字局")
    # What is written meanwhile waits for it, and is whole.
    window.whole.take(names)
    answers.expect("fill_in", ("清河县人民政府", "县级", "2023", ""))
    window.whole.describe()
    answers.expect("save_path", tmp_path / "审核.xlsx")
    window.outputs.review()
    qtbot.waitUntil((tmp_path / "审核.xlsx").is_file)
    qtbot.waitUntil(lambda: not window.outputs.is_writing)
    assert "审核表：写了 1 个文件" in window.result.words.text()


def test_what_cannot_be_written_over_is_told_once_more(collect, tmp_path, answers):
    """Somebody has put a folder, or holds a lock, where the facts stood."""
    home = laid(tmp_path)
    window = collect(home)
    (home / "汇总.json").unlink()
    (home / "汇总.json").mkdir()
    answers.expect("one_of", 1)
    answers.expect("tell")
    window.whole.settle_conflict("没有存下来。")
    assert "没有保存到“汇总.json”" in answers.said[-1]
