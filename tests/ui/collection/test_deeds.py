"""What is decided about a unit: approved, sent back, remarked, chosen, taken back."""

import json

import pytest
from PySide6.QtCore import Qt, QTimer

from app.collection import folder as collection_folder
from app.collection import readout
from app.disk import places
from tests.ui.collection.conftest import settle
from tests.ui.collection.county import NEW, SOURCES, facts, laid, put
from tests.ui.collection.steps import click, found, listed, press_card, sound, stand_on
from tests.ui.conftest import CTRL, SHIFT, press
from ui.background import Outcome
from ui.collection import whole
from ui.kit.plain import of_button as plain_of

Key = Qt.Key


def test_remarks_returns_and_approvals_are_kept_and_taken_back(collect, tmp_path, answers):
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "乙局")
    words = found(window)[0]
    answers.expect("fill_in", ("请补写", "李四"))
    press_card(window, words, "remark")
    assert "意见：请补写（李四）" in found(window)
    answers.expect("fill_in", ("2024-02-10", "李四"))
    click(window.unit.back)
    assert ("乙局", "已退回") in listed(window)
    stand_on(window, "乙局")
    assert not window.unit.back.isEnabled()
    answers.expect("fill_in", ("李四",))
    press(Key.Key_A, CTRL | SHIFT)
    assert ("乙局", "已通过") in listed(window)
    assert window.desk.save()
    known = facts(folder)
    assert [a["unit"] for a in known["approvals"]] == ["乙局"]
    assert "returns" not in known
    assert [r["words"] for r in known["remarks"]] == ["请补写"]
    for _ in range(3):
        press(Key.Key_Z, CTRL)
    assert ("乙局", "有错误") in listed(window)
    assert not window.desk.facts.remarks


def test_what_could_not_be_kept_is_refused_at_once_and_the_next_decision_is_kept(
    collect, tmp_path, answers
):
    """A whole page was pasted where a remark belongs: nothing decided later could be written."""
    folder = laid(tmp_path)
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("字" * 20_000, "李四"))
    press_card(window, found(window)[0], "remark")
    assert "最多 10,000 字" in window.result.more.accessibleName()
    assert not window.desk.facts.remarks
    answers.expect("fill_in", ("李四",))
    press(Key.Key_A, CTRL | SHIFT)
    assert window.desk.save()
    assert [a["unit"] for a in facts(folder)["approvals"]] == ["乙局"]


def test_a_unit_that_is_not_summed_says_why(collect, tmp_path, answers):
    window = collect(laid(tmp_path, listed=False))
    whole = window.desk.sum.report.values[NEW]
    stand_on(window, "丙局")
    answers.expect("fill_in", ("实行垂直领导",))
    window.deeds.leave_out()
    assert ("丙局", "不汇总") in listed(window)
    assert window.desk.sum.report.values[NEW] < whole
    assert {line.standing.state for line in window.units.all} == {"不汇总", "有错误"}
    stand_on(window, "丙局")
    window.deeds.leave_out()
    assert window.desk.sum.report.values[NEW] == whole


def test_twice_from_one_unit_is_shown_and_one_is_chosen(collect, tmp_path, qtbot):
    folder = laid(tmp_path)
    put(folder, "乙局", "020", "乙局（改）")
    window = collect(folder)
    states = dict(listed(window))
    assert "数字不同" in states["乙局"]
    assert len(window.desk.sum.units) == 2
    row = [line.unit for line in window.units.lines].index("乙局")
    assert window.units.model().index(row, 1).data() == "数字不同"
    click(window.filters.chip("数字不同"))
    assert len(window.units.lines) == 2
    press(Key.Key_Down)
    chosen = window.units.current().standing.received
    assert window.unit.settle.text() == "用这一份"
    click(window.unit.settle)
    assert len(window.desk.sum.units) == 3
    assert not window.unit.settle.isVisible()
    assert chosen in [each.received for each in window.desk.collected.counted]


def test_a_stranger_is_told_whose_it_is_once(collect, tmp_path, answers):
    folder = laid(tmp_path)
    put(folder, "甲县乙字第一局", "020")
    window = collect(folder)
    stand_on(window, "甲县乙字第一局")
    assert window.units.current().state.endswith("不在名单上")
    answers.expect("pick", "丁镇人民政府")
    click(window.unit.settle)
    assert ("丁镇人民政府", "有错误") in listed(window)
    assert len(window.desk.sum.units) == 4


def test_a_file_that_cannot_be_opened_is_given_to_nobody(collect, tmp_path):
    """Nothing tells it from others afterwards, and the facts would not be read again."""
    folder = laid(tmp_path)
    with (folder / "收到" / "戊局.docx").open("wb") as file:
        file.truncate(1 << 30)  # too large to be read
    window = collect(folder)
    click(window.filters.chip("读不了"))
    assert window.units.current().standing.received.name == "戊局.docx"
    window.deeds.say_whose()
    assert "打不开" in window.result.accessibleName()
    assert facts(folder).get("choices", []) == []


def test_a_report_under_the_name_of_another_unit_is_given_to_whose_it_is(
    collect, tmp_path, answers
):
    """That other unit still goes by its own name."""
    folder = laid(tmp_path)
    put(folder, "乙局", "020", "丁镇")
    window = collect(folder)
    assert "数字不同" in dict(listed(window))["乙局"]
    click(window.filters.chip("数字不同"))
    while window.units.current().standing.received.name != "丁镇.json":
        press(Key.Key_Down)
    answers.expect("pick", "丁镇人民政府")
    window.deeds.say_whose()
    window.filters.clear()
    assert dict(listed(window)) == {
        "甲镇人民政府": "有错误", "乙局": "有错误", "丙局": "有错误", "丁镇人民政府": "有错误",
    }  # fmt: skip
    assert len(window.desk.sum.units) == 4


def test_a_file_that_nobody_can_read_is_said_to_be_a_unit_s_or_none_of_the_reports(
    collect, tmp_path, answers
):
    folder = laid(tmp_path)
    (folder / "收到" / "丁镇人民政府盖章扫描件.pdf").write_bytes(b"%PDF-1.7")
    (folder / "收到" / "来函.txt").write_text("请审阅", encoding="utf-8")
    window = collect(folder)
    assert dict(listed(window))["来函.txt"] == "有错误·读不了"
    # Whoever need not file has sent nothing for that.
    stand_on(window, "丁镇人民政府")
    answers.expect("fill_in", ("垂直领导",))
    window.deeds.leave_out()
    assert window.status.tally.text() == "4 个单位　已收 3　未报 0　另有 2 份对不上名单"
    press(Key.Key_Z, CTRL)
    stand_on(window, "来函.txt")
    answers.expect("fill_in", ("来函",))
    window.deeds.leave_out()
    assert dict(listed(window))["来函.txt"] == "不汇总"
    assert window.unit.settle.isHidden()
    press(Key.Key_Z, CTRL)
    assert dict(listed(window))["来函.txt"] == "有错误·读不了"
    press(Key.Key_Y, CTRL)
    stand_on(window, "来函.txt")
    window.deeds.leave_out()
    assert dict(listed(window))["来函.txt"] == "有错误·读不了"
    # Whose the scan is, its name says: that unit is the first that is offered.
    stand_on(window, "丁镇人民政府盖章扫描件.pdf")
    assert any("像是“丁镇人民政府”" in words for words in found(window))
    answers.expect("pick", "丁镇人民政府")
    click(window.unit.settle)
    assert answers.said[-1].startswith("[('丁镇人民政府'")
    assert dict(listed(window))["丁镇人民政府"] == "有错误·读不了"
    stand_on(window, "丁镇人民政府")
    answers.expect("fill_in", ("2024-02-10", "李四"))
    click(window.unit.back)
    assert dict(listed(window))["丁镇人民政府"].startswith("已退回")


def test_a_list_is_read_beside_the_window_which_stays_meanwhile(
    collect, tmp_path, answers, monkeypatch
):
    window = collect(laid(tmp_path, listed=False))
    names = tmp_path / "名单.csv"
    names.write_bytes(b"\n" * 99)
    turned: list[bool] = []

    def close() -> None:
        window.close()
        turned.append(window.isVisible())

    QTimer.singleShot(1, window, close)
    answers.expect("tell")
    window.whole.take(names)
    assert turned == [True]
    assert "名单.csv" in answers.said[-1]
    for kind, told in (("failed", "程序出了错，没有读成"), ("absent", "程序打不开")):
        ended = Outcome(kind)
        monkeypatch.setattr(whole, "wait_for", lambda job, *_, end=ended: job.cancel() or end)
        answers.expect("tell")
        window.whole.take(names)
        assert told in answers.said[-1]


def test_a_list_that_could_not_be_kept_is_not_said_to_be_taken(collect, tmp_path):
    window, said = collect(laid(tmp_path, listed=False)), []
    window.whole.done.connect(said.append)
    window.desk.refused.connect(said.append)
    names = tmp_path / "名单.csv"
    names.write_text(f"单位,联系人\n甲镇,{'张' * 10_001}\n", encoding="utf-8")
    window.whole.take(names)
    assert len(said) == 1
    assert "不能这样记" in said[0]


def test_the_units_of_a_list_take_the_place_of_those_that_were_known(collect, tmp_path, answers):
    window = collect(laid(tmp_path, listed=False))
    assert len(listed(window)) == 3
    names = tmp_path / "名单.txt"
    names.write_text("甲镇人民政府\n乙局\n丙局\n丁镇人民政府\n戊局\n", encoding="utf-8")
    answers.expect("open_path", names)
    window.whole.take_list()
    assert window.status.tally.text() == "5 个单位　已收 3　未报 2"
    answers.expect("fill_in", ("清河县人民政府", "县级", "2023", "2020-01-15"))
    window.whole.describe()
    assert "已过" in window.commands.due.text()
    assert {line.state for line in window.units.lines if line.standing.received} == {"有错误·迟报"}
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert len(listed(window)) == 3


def test_a_remark_is_written_at_a_place(collect, tmp_path, answers):
    window = collect(laid(tmp_path))
    stand_on(window, "乙局")
    window.sum.go_to(NEW)
    for place, kept in (("texts problems", ((), ("problems",))), (f"cells {NEW}", ((NEW,), ()))):
        answers.expect("pick", place)
        answers.expect("fill_in", ("请写具体", "李四"))
        press(Key.Key_M, CTRL)
        made = window.desk.facts.remarks[-1]
        assert (made.cells, made.texts, made.unit) == (*kept, "乙局")
    assert "第五部分" in answers.said[0] or "存在的主要问题" in answers.said[0]


def test_next_years_collection_begins_with_this_years_units(collect, tmp_path, answers, running):
    folder = laid(tmp_path, organ="清河县人民政府")
    collect(folder)
    answers.expect("fill_in", ("2024", "清河县 2024"))
    running.collecting[0].whole.begin_next_year()
    assert len(running.collecting) == 2
    made = facts(tmp_path / "清河县 2024")
    assert (made["year"], made["previous"]) == (2024, "../清河县")
    assert [unit["name"] for unit in made["units"]] == [*SOURCES]
    assert {line.state for line in running.collecting[1].units.all} <= {"未报"}


def test_all_that_are_sound_are_approved_at_once_and_nothing_that_cannot_count(
    collect, tmp_path, answers
):
    """Another year's report cannot be approved, and stays what it is."""
    folder = laid(tmp_path, {"清河县教育局": "", "乙局": "", "清河县民政局": ""}, year=2025)
    for unit in ("清河县教育局", "清河县民政局"):
        sound(folder, unit)
    sound(folder, "乙局", year=2024)
    window = collect(folder)
    before = dict(listed(window))
    assert (before["清河县教育局"], before["清河县民政局"]) == ("待审", "待审")
    answers.expect("fill_in", ("张三",))
    window.deeds.approve_sound()
    assert dict(listed(window)) == before | {"清河县教育局": "已通过", "清河县民政局": "已通过"}
    assert {each.unit for each in window.desk.facts.approvals} == {"清河县教育局", "清河县民政局"}
    answers.expect("tell")
    window.deeds.approve_sound()
    stand_on(window, "乙局")
    answers.expect("tell")
    window.deeds.approve()
    assert "是 2024 年的报告" in answers.said[-1]
    assert dict(listed(window))["乙局"] == before["乙局"]
    window.desk.stack.undo()
    assert dict(listed(window)) == before, "it was one step"


def test_of_two_reports_that_which_is_not_chosen_waits_for_nothing(collect, tmp_path, answers):
    folder = laid(tmp_path, {"甲局": ""}, year=2025)
    sound(folder, "甲局")
    sound(folder, "甲局", "另一份")
    other = folder / "收到" / "另一份.json"
    plain = json.loads(other.read_text(encoding="utf-8"))
    plain["cells"]["disclosure/licensing/decisions"] = 77
    other.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    window = collect(folder)
    assert {state for _, state in listed(window)} == {"有错误·重复·数字不同"}
    window.deeds.choose_file()
    answers.expect("fill_in", ("张三",))
    window.deeds.approve()
    assert sorted(state for _, state in listed(window)) == ["不汇总", "已通过"]
    assert not any(
        "改过" in why for each in window.desk.collected.standings for why in each.reasons
    )


def test_what_changed_since_it_was_approved_stands_side_by_side(
    collect, tmp_path, answers, qtbot, running, monkeypatch
):
    monkeypatch.setattr(readout, "once_read", lambda *_: pytest.fail("read in the window's thread"))
    folder = laid(tmp_path)
    window = collect(folder)
    was = window.desk.sum.addends(NEW)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    assert window.desk.save()
    qtbot.waitUntil(lambda: len(list((folder / "读出").glob("乙局*"))) == 1)
    before = next(each.figure for each in was if each.unit == "乙局")
    put(folder, "乙局", "021", requests__new_received__natural=before + 4)
    press(Key.Key_F5)
    settle(qtbot, window)
    stand_on(window, "乙局")
    assert f"通过时 {before}，现在 {before + 4}。" in found(window)
    assert [(f.before, f.now) for f in window.unit.figures.figures] == [(before, before + 4)]
    window.close()
    qtbot.waitUntil(lambda: not running.collecting)
    again = collect(folder)
    stand_on(again, "乙局")
    told = f"通过时 {before}，现在 {before + 4}。"
    qtbot.waitUntil(lambda: told in found(again))  # also after a new start


def test_two_copies_stand_side_by_side_where_they_differ(collect, tmp_path):
    folder = laid(tmp_path)
    put(folder, "乙局", "021", "乙局（改）", disclosure__licensing__decisions=77)
    window = collect(folder)
    stand_on(window, "乙局")
    [figure] = window.unit.figures.figures
    assert 77 in {figure.before, figure.now}
    assert any("这一份 77。" in words or "（改）.json” 77，" in words for words in found(window))
    press(Key.Key_Down)
    [other] = window.unit.figures.figures
    assert (other.before, other.now) == (figure.now, figure.before)
    click(window.unit.settle)
    assert window.desk.sum is not None
    chosen = window.units.current().standing.received
    assert chosen in [each.received for each in window.desk.collected.counted]
    assert len(window.unit.figures.figures) > 5, "the main ones again: it is settled"
    row = next(n for n, line in enumerate(window.units.lines) if line.standing.state == "不汇总")
    window.units.make_current(row)
    assert window.unit.settle.text() == "用这一份", "it can be thought better of"
    click(window.unit.settle)
    assert chosen not in [each.received for each in window.desk.collected.counted]


def test_every_deed_is_a_step_that_keys_take_back_and_do_again_exactly(
    collect, tmp_path, answers, qtbot
):
    """Each by its name in the menu; the facts are those of before, and those of after."""
    folder = laid(tmp_path)
    put(folder, "乙局", "020", "乙局（改）")
    put(folder, "甲县乙字第一局", "020")
    names = tmp_path / "名单.txt"
    names.write_text("甲镇人民政府\n乙局\n丙局\n丁镇人民政府\n戊局\n", encoding="utf-8")
    window = collect(folder)
    deeds, writing, cell = window.deeds, window.writing, "requests/granted/natural"
    window.sum.go_to(cell)
    note = next(f for f in window.sum.workspace.findings if f.rule == "R37")

    def at(unit: str) -> None:
        window.left.look_for(unit)

    def do(unit: str, name: str, value: object, deed) -> None:
        at(unit)
        answers.expect(name, value)
        deed()

    def remark() -> None:
        at("丙局")
        answers.expect("pick", "")
        do("丙局", "fill_in", ("请补", "李四"), lambda: writing.write_remark(""))

    steps = {
        "用 乙局": lambda: (at("乙局"), deeds.choose_file()),
        "通过 丙局": lambda: do("丙局", "fill_in", ("李四",), deeds.approve),
        "退回 甲镇人民政府": lambda: do("甲镇人民政府", "fill_in", ("", "李四"), deeds.send_back),
        "收回对 丙局": lambda: (at("丙局"), deeds.take_back()),
        "不汇总 乙局": lambda: do("乙局", "fill_in", ("垂直领导",), deeds.leave_out),
        "汇总 乙局": lambda: (at("乙局"), deeds.leave_out()),
        "对 丙局 的意见": remark,
        "收回对 丙局 的意见": lambda: writing.withdraw(window.desk.facts.remarks[0]),
        "更正 丙局": lambda: (
            answers.expect("fill_in", ("77", "漏了", "李四")), writing.correct("丙局", cell)
        ),
        "撤销 丙局 的更正": lambda: writing.withdraw(window.desk.facts.corrections[0]),
        "说明": lambda: writing.answer(note, "核对过"),
        "收回表": lambda: writing.answer(note, ""),
        "甲县乙字第一局": lambda: do("甲县乙字第一局", "pick", "丁镇人民政府", deeds.say_whose),
        "用名单 名单.txt": lambda: window.whole.take(names),
        "汇总资料": lambda: do(
            "丙局", "fill_in", ("清河县", "", "2023", ""), window.whole.describe
        ),
    }  # fmt: skip
    stack, known = window.desk.stack, [window.desk.facts]
    for words, deed in steps.items():
        deed()
        assert stack.count() == len(known), words
        assert words in stack.undoText() or stack.undoText().startswith(words)
        known.append(window.desk.facts)
    for before in reversed(known[:-1]):
        named = stack.undoText()
        [undo] = [a for a in window.commands.tools.actions() if a.iconText() == "撤销"]
        assert named in plain_of(undo.text())
        press(Key.Key_Z, CTRL)
        assert window.desk.facts == before, named
    for after in known[1:]:
        press(Key.Key_Y, CTRL)
        assert window.desk.facts == after
    assert window.desk.save()
    again = collection_folder.load(folder)[0]
    assert again == known[-1], "and it is what stands on the disk"


def test_what_cannot_be_done_about_a_unit_says_why(collect, tmp_path):
    window = collect(laid(tmp_path, organ="清河县"))
    deeds, before = window.deeds, window.desk.facts
    stand_on(window, "丁镇人民政府")
    for deed in (deeds.approve, deeds.send_back, deeds.take_back, deeds.choose_file):
        window.result.hide()
        deed()
        assert "“丁镇人民政府”还没有报" in window.result.accessibleName()
    stand_on(window, "乙局")
    deeds.take_back()
    assert "没有决定可以收回" in window.result.accessibleName()
    deeds.choose_file()
    assert "只有这一份" in window.result.accessibleName()
    assert window.desk.facts == before


def test_what_is_decided_about_a_cell_keeps_the_edition_that_it_stands_in(
    collect, tmp_path, answers
):
    """Nobody has said the year: by the newest edition the facts could not be read again."""
    home = tmp_path / "清河县"
    (home / "收到").mkdir(parents=True)
    cell = "disclosure/regulations/new_made"
    plain = {"format": 1, "edition": "2019", "organ": "甲局", "year": 2020, "cells": {cell: 3}}
    (home / "收到" / "甲局.json").write_text(json.dumps(plain), encoding="utf-8")
    window = collect(home)
    answers.expect("fill_in", ("5", "漏报", "李四"))
    window.writing.correct("甲局", cell)
    assert window.desk.sum.report.values[cell] == 5
    assert window.desk.save()
    assert collection_folder.load(home)[0].corrections == window.desk.facts.corrections
    assert window.desk.facts.edition == "2019"


def test_a_correction_is_held_against_the_edition_that_is_summed(
    lay, collect, tmp_path, answers, monkeypatch
):
    """A newer one, in which the same cell may have decimals, says nothing about it."""
    text = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")
    newer = text.replace('edition: "2021"', 'edition: "2026"')
    newer = newer.replace("first_year: 2021", "first_year: 2026")
    lay(newer.replace("unit: 件", "unit: 件\n              decimals: 2", 1))
    window = collect(laid(tmp_path))
    asked = []
    monkeypatch.setattr(answers, "fill_in", lambda *words: asked.extend(words[3]))
    window.writing.correct("乙局", "disclosure/regulations/made")
    assert asked[0].fault("5") == ""
    assert "整数" in asked[0].fault("0.5")
