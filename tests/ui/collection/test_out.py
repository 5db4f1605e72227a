"""What goes out of a collection, written beside the window."""

import json

import pytest
from PySide6.QtCore import Qt

from tests.ui.collection.conftest import settle
from tests.ui.collection.county import facts, laid
from tests.ui.collection.steps import click, stand_on, wait_until_written
from tests.ui.conftest import CTRL, press

Key = Qt.Key


@pytest.mark.slow
def test_what_goes_out_is_written_beside_the_window(collect, tmp_path, answers, qtbot):
    folder = laid(tmp_path, organ="清河县人民政府")
    file = folder / "收到" / "乙局.json"
    plain = json.loads(file.read_text(encoding="utf-8"))
    plain["texts"] = {"problems": "一个生僻字\U000323b0。"}
    file.write_text(json.dumps(plain), encoding="utf-8")
    window = collect(folder)
    stand_on(window, "乙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    out = tmp_path / "出"
    out.mkdir()
    answers.expect("save_path", out / "审核表.xlsx")
    press(Key.Key_E, CTRL)
    wait_until_written(qtbot, window, "审核表：写了 1 个文件")
    assert [offer.text() for offer in window.result.offers] == ["打开", "打开文件夹"]
    answers.expect("one_of", 0)
    window.outputs.replies()
    assert window.outputs.is_writing
    answers.expect("tell")
    window.outputs.publish()  # one after the other
    wait_until_written(qtbot, window, "退回意见：写了 5 个文件")
    beside = tmp_path / "清河县退回意见"
    names = {path.name for path in beside.iterdir()}
    letters = {"甲镇人民政府退回意见.docx", "丙局退回意见.docx", "催报通知.docx"}
    assert {"未报单位.docx"} | letters <= names
    assert "乙局退回意见.docx" not in names
    assert [offer.text() for offer in window.result.offers] == ["打开文件夹"]
    answers.expect("one_of", 0)
    answers.expect("agree", False)
    window.outputs.replies()
    qtbot.waitUntil(lambda: not answers.prepared)
    assert not window.outputs.is_writing
    answers.expect("one_of", 1)
    answers.expect("folder", out)
    answers.expect("tell")
    window.outputs.publish()
    wait_until_written(qtbot, window, "通过的报告：写了 4 个文件")
    assert (out / "index.html").exists()
    assert (out / "乙局.html").exists()
    qtbot.waitUntil(lambda: not answers.prepared)
    assert answers.said[-1].startswith("乙局.pdf：这台电脑的字体里没有“\U000323b0”")
    assert [offer.text() for offer in window.result.offers] == ["打开", "打开文件夹"]


def test_who_signs_is_asked_only_where_nobody_does_and_when_all_is_read(
    collect, tmp_path, answers, qtbot
):
    folder = laid(tmp_path)
    own = facts(folder) | {"units": [{"name": "甲镇人民政府", "own": True}]}
    (folder / "汇总.json").write_text(json.dumps(own), encoding="utf-8")
    window = collect(folder)
    answers.expect("one_of", None)
    window.outputs.replies()  # the unit that is the office's own signs
    other = collect(laid(tmp_path / "另"))
    other.read()
    answers.expect("tell")
    other.outputs.replies()
    assert answers.said[-1] == "还在读报告，请等读完再写。"
    settle(qtbot, other)
    answers.expect("fill_in", ("清河县人民政府办公室",))
    answers.expect("one_of", None)
    other.outputs.replies()
    assert facts(tmp_path / "另" / "清河县")["organ"] == "清河县人民政府办公室"


def test_whose_the_sum_is_is_asked_before_it_is_saved_and_stays_known(
    collect, tmp_path, answers, running
):
    own = {"name": "清河县人民政府办公室", "own": True}
    folder = laid(tmp_path)
    units = [own, *({"name": unit} for unit in ("甲镇人民政府", "乙局", "丙局"))]
    plain = facts(folder) | {"units": units}
    (folder / "汇总.json").write_text(json.dumps(plain), encoding="utf-8")
    window = collect(folder)
    assert "还没有写是哪个单位的汇总" in window.sum.told.accessibleName()
    answers.expect("agree", True)
    answers.expect("fill_in", None)
    window.whole.save_sum()
    assert "清河县人民政府" in answers.said[-1].splitlines()
    answers.expect("agree", True)
    answers.expect("fill_in", ("清河县人民政府",))
    answers.expect("save_path", tmp_path / "全县.json")
    window.whole.save_sum()
    assert answers.said[-1].endswith("清河县人民政府2023年汇总.json")
    assert running.showing(tmp_path / "全县.json").workspace.report.organ == "清河县人民政府"
    assert window.desk.facts.office == own["name"]
    assert "还没有写是哪个单位的汇总" not in window.sum.told.accessibleName()


@pytest.mark.slow
def test_whoever_stops_the_writing_keeps_what_is_written_and_goes_on(
    collect, tmp_path, answers, qtbot
):
    units = {f"第{number}局": "020" for number in range(100)}
    window = collect(laid(tmp_path, units))
    answers.expect("fill_in", ("清河县人民政府办公室",))
    answers.expect("one_of", 0)
    window.outputs.replies()
    press(Key.Key_Escape)
    assert not window.outputs.is_writing
    assert "还没有写任何文件" in window.result.accessibleName()
    answers.expect("one_of", 0)
    window.outputs.replies()
    out = tmp_path / "清河县退回意见"
    qtbot.waitUntil(lambda: any(out.glob("*.docx")))
    click(window.result.offers[0])
    assert not window.outputs.is_writing
    assert window.result.words.text() == "退回意见没有写完"
    written = sorted(out.iterdir())
    qtbot.wait(300)
    assert sorted(out.iterdir()) == written
    answers.expect("one_of", 0)
    answers.expect("agree", True)
    window.outputs.replies()
    wait_until_written(qtbot, window, "退回意见：写了 101 个文件")
