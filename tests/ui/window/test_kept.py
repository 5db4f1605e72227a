"""The right of the status bar: what is safe, since when, and what is being done meanwhile."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from tests.ui.conftest import REPORTS, stopped_for, stopping
from ui.window.kept import Busy


def test_a_file_says_when_it_was_saved_last(start, tmp_path):
    file = tmp_path / "a.json"
    shutil.copy(REPORTS / "005.json", file)
    saved = datetime.now().astimezone() - timedelta(days=1)
    os.utime(file, (saved.timestamp(), saved.timestamp()))
    window = start(file)
    assert window.kept.text().endswith(f"{saved.month}月{saved.day}日")
    window.workspace.save(file)
    assert window.kept.text().startswith("已保存 ")
    assert ":" in window.kept.text()
    window.workspace.change({("texts", "problems"): "写。"}, "写")
    assert window.kept.text() == "", "what is here now is not saved"
    window.workspace.undo()
    assert window.kept.text().startswith("已保存 ")
    window.workspace.new("柳河镇", 2025)
    assert window.kept.text() == ""


def test_a_time_that_no_calendar_has_is_not_said(start, tmp_path, monkeypatch):
    """Some disks hold any."""
    file = tmp_path / "a.json"
    shutil.copy(REPORTS / "005.json", file)
    window = start(file)
    year_30000 = os.stat_result((*file.stat()[:7], *[885_000_000_000] * 3))
    with monkeypatch.context() as far:
        far.setattr(Path, "stat", lambda *_, **__: year_30000)
        window.kept._on_file()
    assert window.kept.text() == ""


@stopping
def test_a_long_check_is_seen_and_nothing_moves_for_it(start, qtbot):
    window = start()
    busy, kept = window.findChild(Busy), window.kept
    places = busy.geometry(), kept.geometry()
    with stopped_for(30):
        window.workspace.change({("texts", "problems"): "工作。" * 2_500}, "写")
        window.workspace.settle()
        qtbot.waitUntil(lambda: busy.text() == "正在检查")
        assert (busy.geometry(), kept.geometry()) == places
    qtbot.waitUntil(lambda: busy.text() == "")
