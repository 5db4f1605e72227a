"""What the program may be started with, and when: a window comes up, or a sentence, always."""

import sys
from pathlib import Path

import pytest

from app.disk import places
from tests.e2e.conftest import RunProgram
from tests.ui.conftest import REPORTS, Answers
from ui.start.instance import Instance
from ui.window.main_window import MainWindow


def ring(folder: Path) -> str:
    if sys.platform == "win32":
        pytest.skip("to make a link takes rights there")
    (folder / "a.json").symlink_to(folder / "b.json")
    (folder / "b.json").symlink_to(folder / "a.json")
    return str(folder / "a.json")


@pytest.mark.parametrize(
    "named",
    [
        ring,
        lambda folder: str(folder / ("字" * 300 + ".json")),
        lambda folder: str(folder / ("a/" * 3_000 + "a.json")),
        lambda folder: str(folder / "没有.json"),
    ],
    ids=["ring", "long name", "long path", "gone"],
)
def test_a_name_that_leads_nowhere_is_one_sentence_in_a_window(
    run_program: RunProgram, answers: Answers, tmp_path: Path, named
):
    def story(window: MainWindow) -> None:
        assert window.workspace.path is None

    name = named(tmp_path)
    answers.expect("tell")
    run_program(story, name)
    assert "无法打开" in answers.said[0]


def test_an_empty_name_is_none(run_program: RunProgram):
    def story(window: MainWindow) -> None:
        assert window.at_start.is_shown

    run_program(story, "")


@pytest.mark.parametrize(
    "remembered",
    [
        rb'{"geometry": "\ud800", "look": "\ud800"}',
        b'{"level": "none", "counties": [{"folder": "", "year": -1, "seen": 1e300}]}',
        b'{"organ": "%s"}' % (b"x" * 100_000),
    ],
    ids=["half a character", "an unknown level", "a long name"],
)
def test_whatever_is_remembered_a_window_comes_up(run_program: RunProgram, remembered: bytes):
    file = places.settings_folder() / "settings.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(remembered)

    def story(window: MainWindow) -> None:
        assert window.at_start.is_shown
        assert not window.workspace.report.organ
        assert not window.workspace.report.get(("level", ""))

    run_program(story)


def test_of_several_files_one_that_is_gone_keeps_no_other_back(
    run_program: RunProgram, answers: Answers, tmp_path: Path
):
    def story(window: MainWindow) -> None:
        assert window.workspace.path == REPORTS / "005.json"

    answers.expect("tell")
    run_program(story, REPORTS / "005.json", tmp_path / "没有.json")


def test_what_is_handed_over_while_the_last_window_closes_is_shown(
    run_program: RunProgram, monkeypatch: pytest.MonkeyPatch
):
    """The other start has ended by then: nobody else would show it."""
    left, shown = [[str(REPORTS / "005.json")]], []
    monkeypatch.setattr(Instance, "left", lambda _self: left.pop() if left else [])
    run_program(lambda window: shown.append(window.workspace.path))
    assert shown == [None, REPORTS / "005.json"]
