"""What all tests share: a home of their own, the 2021 form, figures of published reports."""

from pathlib import Path

import hypothesis
import pytest

from app import places
from app.forms import load as forms
from app.forms.model import Form

# The same inputs every time: a change is judged by what it changed, and never by luck.
hypothesis.settings.register_profile(
    "nianbao", deadline=None, print_blob=True, derandomize=True, database=None
)
hypothesis.settings.load_profile("nianbao")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for settings and own editions that nobody else has; programs started see it too."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    own = folder / "nianbao"
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: own)
    return folder


@pytest.fixture(scope="session")
def form() -> Form:
    return forms.read(places.resources() / "forms" / "2021.yaml")


@pytest.fixture(params=["005", "006", "012", "021"])
def published_report(request: pytest.FixtureRequest) -> Path:
    """The report file with the figures of one published report."""
    return Path(__file__).parent / "data" / "reports" / f"{request.param}.json"
