"""The walls of the house: who imports whom, and how large a room may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix() for d in ("app", "ui") for path in (ROOT / d).rglob("*.py")
)
DOCUMENT_LIBRARIES = ("openpyxl", "jinja2", "docx", "lxml", "pypdf", "xlrd")


def imports(module: str, *, top_only: bool = False) -> set[str]:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    nodes: list[ast.AST] = list(at_top(tree)) if top_only else list(ast.walk(tree))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return whole | {f"{node.module}.{alias.name}" for node in parts for alias in node.names}


def at_top(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is imported: everything that is in no function."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_top(node)


def reaches(module: str, *packages: str, top_only: bool = False) -> set[str]:
    return {
        name
        for name in imports(module, top_only=top_only)
        if name.startswith(tuple(f"{package}." for package in packages)) or name in packages
    }


def name_of(module: str) -> str:
    return module.removesuffix(".py").replace("/", ".")


def loading(folders: tuple[str, ...], *names: str) -> set[str]:
    """The modules in these folders that load something, themselves or through one another."""
    found = {module for module in under(*folders) if reaches(module, *names, top_only=True)}
    more = {name_of(module) for module in found} - {*names}
    return loading(folders, *names, *more) if more else found


def under(*folders: str) -> list[str]:
    return [module for module in MODULES if module.startswith(folders)]


HEAVY = loading(("app/exporters/", "app/importers/"), *DOCUMENT_LIBRARIES)


@pytest.mark.parametrize("module", under("app/"))
def test_the_core_knows_no_screen(module: str):
    assert reaches(module, "ui", "PySide6", "shiboken6") == set()


@pytest.mark.parametrize("module", under("app/forms/"))
def test_an_edition_knows_no_report(module: str):
    above = ("report", "checks", "store", "exporters", "importers", "cli")
    assert reaches(module, *(f"app.{name}" for name in above)) == set()


@pytest.mark.parametrize("module", under("app/importers/readers/"))
def test_a_reader_knows_no_matcher(module: str):
    assert reaches(module, "app.importers.tables", "app.importers.texts") == set()


@pytest.mark.parametrize("module", under("app/importers/tables/", "app/importers/texts/"))
def test_a_matcher_knows_no_reader(module: str):
    assert reaches(module, "app.importers.readers") == set()


@pytest.mark.parametrize("module", [m for m in under("app/") if m != "app/__main__.py"])
def test_no_module_knows_the_commands(module: str):
    assert reaches(module, "app.commands.cli") == set()


def test_the_workspace_has_no_widgets():
    for module in ("ui/workspace.py", "ui/history.py"):
        assert reaches(module, "PySide6.QtWidgets") == set()
    assert {name.rpartition(".")[0] for name in reaches("ui/workspace.py", "ui")} == {"ui.history"}
    assert reaches("ui/history.py", "ui") == set()


def test_the_commands_home_imports_qt_only_for_a_window():
    assert "ui/__main__.py" not in loading(("ui/",), "PySide6")


@pytest.mark.parametrize("module", MODULES)
def test_document_libraries_are_loaded_on_first_use(module: str):
    """A module for one kind of document has them at its top, and is itself loaded on first use."""
    if module not in HEAVY:
        heavy = (*DOCUMENT_LIBRARIES, *map(name_of, HEAVY))
        assert reaches(module, *heavy, top_only=True) == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_read_in_one_go(module: str):
    source = (ROOT / module).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < 250, node.name


def test_the_map_of_the_importers_names_each_of_them():
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = {Path(module).name for module in under("app/importers/")} - {"__init__.py"}
    assert {name for name in names if name not in plan.split()} == set()
