"""Which tests `dev.py quick` runs, in a small house drawn for it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from concerned import changed, concerned

ROOT = Path(__file__).parent.parent.parent
HOUSE = {
    "app/__init__.py": "",
    "app/sums.py": "",
    "app/report/report.py": "from app import sums",
    "app/disk/places.py": "FORMS = 'forms'",
    "app/readers/one.py": "",
    "app/take.py": "from importlib import import_module\ndef take(kind):\n    return import_module(f'app.readers.{kind}')",
    "app/__main__.py": "def main():\n    from app.report.report import show",
    "ui/__init__.py": "",
    "ui/window.py": "import app.report.report",
    "tests/conftest.py": "",
    "tests/test_walls.py": "NAMES = ['app.report.report', 'docs/rooms.md']",
    "tests/app/test_sums.py": "def test_nothing_is_imported_here(): ...",
    "tests/app/test_report.py": "from app.report.report import Report",
    "tests/app/test_take.py": "from app import take",
    "tests/app/test_places.py": "from app.disk.places import FORMS",
    "tests/app/test_command.py": "COMMAND = ['python', '-m', 'app']",
    "tests/app/test_alone.py": "",
    "tests/app/test_words.py": "WORDS = 'data run windows'",
    "tests/ui/conftest.py": "from ui.window import Window",
    "tests/ui/clerk.py": "",
    "tests/ui/test_typing.py": "",
    "tests/ui/test_story.py": "from tests.ui import clerk",
    "tests/ci/test_release.py": "import release",
    "tests/package/test_frozen.py": "from app import sums",
    ".ci/release.py": "",
    "docs/rooms.md": "",
    "resources/forms/2021.yaml": "",
    "tests/data/reports/005.json": "",
    "README.md": "",
    "pyproject.toml": "",
    "build.cfg": "",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in HOUSE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def repository(house: Path) -> Path:
    if not shutil.which("git"):
        pytest.skip("there is no git here, as under Wine")
    git(house, "init", "-q", "-b", "main")
    commit(house)
    return house


def commit(house: Path) -> None:
    git(house, "add", "-A")
    git(house, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a")


def git(house: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", house, *arguments], check=True)


def chosen(house: Path, *files: str) -> list[str]:
    choice = concerned(house, files)
    assert not choice.unsure
    return [test.removeprefix("tests/") for test in choice.tests]


def test_a_module_concerns_its_mirror_then_who_imports_it_then_who_imports_those(house):
    assert chosen(house, "app/sums.py") == [
        "app/test_sums.py",
        "app/test_report.py",
        "test_walls.py",
        "app/test_command.py",  # python -m app, which imports it inside a function
        "ui/test_story.py",  # through the window in their conftest
        "ui/test_typing.py",
    ]


def test_nobody_is_concerned_by_a_module_that_nobody_reaches(house):
    assert chosen(house, "app/__main__.py") == ["app/test_command.py"]
    assert chosen(house, "tests/app/test_alone.py") == ["app/test_alone.py"]


def test_a_module_imported_by_a_name_put_together_concerns_who_puts_it_together(house):
    assert chosen(house, "app/readers/one.py") == ["app/test_take.py"]


def test_a_helper_of_tests_and_a_conftest_concern_the_tests_that_have_them(house):
    assert chosen(house, "tests/ui/clerk.py") == ["ui/test_story.py"]
    assert chosen(house, "tests/ui/conftest.py") == ["ui/test_story.py", "ui/test_typing.py"]


def test_a_package_concerns_all_that_is_in_it(house):
    assert "app/test_places.py" in chosen(house, "app/__init__.py")


def test_a_file_that_is_read_concerns_who_names_it_or_its_folder(house):
    assert chosen(house, "resources/forms/2021.yaml") == ["app/test_places.py"]
    assert chosen(house, "docs/rooms.md") == ["test_walls.py"]
    assert chosen(house, ".ci/release.py") == ["ci/test_release.py"]


def test_a_paper_that_nobody_reads_concerns_no_test(house):
    assert chosen(house, "README.md", ".github/workflows/ci.yml", ".gitignore") == []
    assert chosen(house, ".ci/run", ".ci/windows/lab") == []


def test_a_test_that_is_gone_concerns_nobody_and_a_module_that_is_gone_its_users(house):
    (house / "tests/app/test_report.py").unlink()
    (house / "app/report/report.py").unlink()
    left = chosen(house, "tests/app/test_report.py", "app/report/report.py")
    assert left[0] == "test_walls.py"
    assert "app/test_report.py" not in left


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("pyproject.toml", "every test depends on pyproject.toml"),
        ("tests/conftest.py", "every test depends on tests/conftest.py"),
        ("requirements/dev.txt", "every test depends on requirements/dev.txt"),
        ("build.cfg", "no test or module names build.cfg"),
        ("tests/data/reports/005.json", "no test or module names tests/data/reports/005.json"),
    ],
)
def test_where_nothing_can_be_said_all_tests_run_and_it_says_why(house, file, why):
    assert concerned(house, ["app/sums.py", file]) == ([], why)


def test_a_module_that_cannot_be_read_stops_nobody(house):
    (house / "app/sums.py").write_text("def (", encoding="utf-8")
    assert "app/test_sums.py" in chosen(house, "app/sums.py")


def test_changed_is_what_differs_from_where_the_branch_left_main_saved_or_not(repository):
    git(repository, "switch", "-q", "-c", "mine")
    (repository / "app/sums.py").write_text("1", encoding="utf-8")
    (repository / "app/disk/places.py").rename(repository / "app/disk/folders.py")
    commit(repository)
    (repository / "ui/window.py").write_text("1", encoding="utf-8")
    (repository / "ui/新的 窗口.py").write_text("", encoding="utf-8")
    git(repository, "switch", "-q", "main")
    git(repository, "switch", "-q", "mine")
    wanted = [
        "app/disk/folders.py",
        "app/disk/places.py",
        "app/sums.py",
        "ui/window.py",
        "ui/新的 窗口.py",
    ]
    assert changed(repository) == wanted


def test_what_main_did_meanwhile_is_no_change_of_the_branch(repository):
    git(repository, "branch", "mine")
    (repository / "app/sums.py").write_text("1", encoding="utf-8")
    commit(repository)
    git(repository, "switch", "-q", "mine")
    assert changed(repository) == []


def test_without_a_main_all_tests_run(repository):
    git(repository, "branch", "-m", "trunk")
    assert changed(repository) is None
    assert concerned(repository, None).unsure == "git knows neither main nor origin/main here"


@pytest.mark.slow
def test_in_this_project_an_edition_concerns_its_loader_and_a_widget_only_the_window():
    edition = concerned(ROOT, ["resources/forms/2021.yaml"]).tests
    assert "tests/app/forms/test_load.py" in edition
    widget = concerned(ROOT, ["ui/print/kinds.py"]).tests
    assert "tests/ui/test_pdf.py" in widget
    assert not [test for test in widget if test.startswith("tests/app/importers/")]
