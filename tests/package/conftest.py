"""The packaging stage runs these tests, with FROZEN=the program's folder; others leave them out."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.clerk import FROZEN, LAB, Program, Screen, end_wine, open_screen, profile

collect_ignore_glob = [] if "FROZEN" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Where a clerk's program lies: Chinese and a space in the path."""
    folder = tmp_path_factory.mktemp("桌面") / "年报 程序"
    yield Program(shutil.copytree(FROZEN, folder, symlinks=True))
    end_wine()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a Chinese name. Under Wine it is the lab's own, see .ci/windows/lab."""
    folder = tmp_path / "用户 张三"
    folder.mkdir()
    if LAB:
        shutil.rmtree(profile(folder), ignore_errors=True)  # what another run left in the lab
    else:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(folder))
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return folder


@pytest.fixture
def screen() -> Iterator[Screen]:
    if not all(map(shutil.which, ("Xvfb", "openbox", "xdotool"))):
        pytest.skip("needs Xvfb, openbox and xdotool")
    with open_screen() as screen:
        yield screen
