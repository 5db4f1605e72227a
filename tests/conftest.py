"""What all tests share: a home of their own, the 2021 form, figures of published reports."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
import yaml

from app.disk import places
from app.files import sharing
from app.forms import catalogue as forms
from app.forms.model import Form

# The same inputs every time: a change is judged by what it changed, and never by luck.
hypothesis.settings.register_profile(
    "nianbao", deadline=None, print_blob=True, derandomize=True, database=None
)
hypothesis.settings.load_profile("nianbao")

_TESTS = 300
"""After so many tests all that is left is looked through."""


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows take time: of each file the first test that opens one is for every run, one case.

    What is marked `more` here is run by `dev.py coverage`, and where a file is named.
    """
    opened: set[Path] = set()
    for item in items:
        if isinstance(item, pytest.Function) and "qtbot" in item.fixturenames:
            if item.path in opened:
                item.add_marker("more")
            elif not item.get_closest_marker("slow"):
                opened.add(item.path)


def pytest_collection_finish() -> None:
    """What pytest knows of thousands of tests is not looked through after each: half a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for settings and own editions that nobody else has; programs started see it too."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    own = folder / "nianbao"
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: own)
    return folder


@pytest.fixture(autouse=True)
def unshared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the tests' own reports nobody says that he has them open: several tests do at once."""
    data, place = Path(__file__).parent / "data", sharing._place
    monkeypatch.setattr(
        sharing, "_place", lambda file: None if data in file.parents else place(file)
    )


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """No thread of a test, of pytest, of Qt takes apart what windows left (ui/start/collector.py)."""
    gc.disable()
    yield
    gc.collect(2 if gc.get_count()[2] > _TESTS else 1)


@pytest.fixture(scope="session")
def form() -> Form:
    return forms.read(places.resources() / "forms" / "2021.yaml")


@pytest.fixture(params=["005", "006", "012", "021"])
def published_report(request: pytest.FixtureRequest) -> Path:
    """The report file with the figures of one published report."""
    return Path(__file__).parent / "data" / "reports" / f"{request.param}.json"


FORMS = Path(__file__).parent / "data" / "forms"


@pytest.fixture
def lay(home: Path) -> Iterator[Callable[[str], Form]]:
    """Put the text of an edition into the settings' forms folder, beside the program's own."""
    _forget()

    def laid(text: str) -> Form:
        edition = yaml.safe_load(text)["edition"]
        folder = places.settings_folder() / "forms"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{edition}.yaml").write_text(text, encoding="utf-8")
        _forget()
        return forms.form(edition)

    yield laid
    _forget()


@pytest.fixture
def meetings(lay: Callable[[str], Form]) -> Form:
    """A small form of another kind, which lies beside both editions of the first."""
    return lay((FORMS / "meetings.yaml").read_text(encoding="utf-8"))


def _forget() -> None:
    """What a program remembers of its forms until it is closed."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(("app.forms", "app.importers")):
            for each in vars(module).values():
                if callable(clear := getattr(each, "cache_clear", None)):
                    clear()
