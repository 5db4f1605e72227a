"""Every dialog on a small screen: it fits, its buttons say what they do, all of it has a name."""

import json
import os
import subprocess
import sys

import pytest

from app.disk import places

ROOT = places.resources().parent
SCREEN = {"name": "small", "x": 0, "y": 0, "width": 1366, "height": 728, "dpr": 1}
"""1366 x 768 above a task bar."""
SCALE, TITLE_BAR = 1.25, 30
VAGUE = {"确定", "是", "否", "OK"}


@pytest.fixture(scope="module")
def dialogs(tmp_path_factory) -> dict[str, dict]:
    folder = tmp_path_factory.mktemp("small")
    screens = folder / "screens.json"
    screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    own = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_SCALE_FACTOR": str(SCALE),
        "XDG_CONFIG_HOME": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.dialog_facts", str(folder)],
        cwd=ROOT, env={**os.environ, **own}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, dict] = json.loads(done.stdout)
    return found


def wrong(dialogs, is_wrong) -> dict[str, object]:
    found = {name: is_wrong(facts) for name, facts in dialogs.items()}
    return {name: words for name, words in found.items() if words}


@pytest.mark.slow
def test_every_dialog_fits_a_small_screen_at_125_percent(dialogs):
    def beyond(facts):
        (width, height), (wide, high) = facts["size"], facts["screen"]
        assert (wide, high) == (1093, 582)
        return facts["size"] if width > wide or height + TITLE_BAR > high else None

    assert wrong(dialogs, beyond) == {}


@pytest.mark.slow
def test_buttons_have_no_icons_and_say_what_they_do(dialogs):
    assert wrong(dialogs, lambda facts: facts["icons"]) == {}
    assert wrong(dialogs, lambda facts: VAGUE & set(facts["words"])) == {}


@pytest.mark.slow
def test_all_that_takes_the_keyboard_has_a_name(dialogs):
    assert wrong(dialogs, lambda facts: facts["nameless"]) == {}


@pytest.mark.slow
def test_every_dialog_has_a_title_and_what_is_done_stands_in_it(dialogs):
    """Only what is told, and a choice that has no name, stand under the program's."""
    assert wrong(dialogs, lambda facts: not facts["title"]) == {}
    unnamed = wrong(dialogs, lambda facts: facts["title"] == "年报")
    assert {*unnamed} <= {"one_of", "tell"}


@pytest.mark.slow
def test_the_buttons_of_every_dialog_end_as_far_from_its_edge(dialogs):
    """The margin that a button has for its ring is not seen beside the edge of what is above it."""
    assert wrong(dialogs, lambda facts: facts["air"] not in (20, 24)) == {}


ANSWERS = {
    "save_changes": {"保存", "不保存", "取消"},
    "overwrite_changed": {"覆盖", "取消"},
    "recover": {"恢复", "不恢复"},
    "convert": {"换表格", "只改年度", "取消"},
    "tell": {"知道了"},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_has_all_its_answers(dialogs, name):
    assert set(dialogs[name]["words"]) == ANSWERS[name]
