"""The walls of the house: who imports whom, and how large a module may be."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix() for d in ("app", "ui") for path in (ROOT / d).rglob("*.py")
)
DOCUMENT_LIBRARIES = ("openpyxl", "jinja2", "docx", "lxml", "pypdf", "xlrd")

MAY_IMPORT = {
    "app.letters": "",
    "app.disk": "",
    "app.forms": "letters disk",
    "app.report": "letters forms",
    "app.checks": "letters forms report",
    "app.files": "letters disk forms report",
    "app.exporters": "letters disk forms report checks files",
    "app.importers.terms": "letters forms report files",
    "app.importers.markup": "letters files.marks importers.terms.plain importers.terms.scope",
    "app.importers.guesses": "letters importers.terms importers.markup",
    "app.importers.texts": "letters forms files.marks importers.terms",
    "app.importers.tables": "letters forms importers.terms importers.texts",
    "app.importers": (
        "letters disk forms report checks files importers.terms importers.markup"
        " importers.guesses importers.texts importers.tables"
    ),
    "app.collection": (
        "letters disk forms report checks files importers importers.terms importers.markup.encoding"
    ),
    "app.collection.papers": (
        "letters disk forms report checks files exporters importers collection"
    ),
    "app.manual": "disk forms checks",
    "app.commands": (
        "letters disk forms report checks files exporters importers importers.terms collection"
        " collection.papers"
    ),
    "app.__main__": "commands",
    "ui.history": "app",
    "ui.keeping": "app",
    "ui.background": "app",
    "ui.checking": "app ui.background",
    "ui.origin": "app",
    "ui.workspace": "app ui.history ui.keeping ui.origin ui.checking",
    "ui.look": "app",
    "ui.kit": "app ui.look ui.workspace ui.background",
    "ui.dialogs": "app ui.look ui.kit",
    "ui.print": "app",
    "ui.page.grid": "app ui.look ui.workspace ui.kit ui.dialogs",
    "ui.page": "app ui.look ui.workspace ui.history ui.kit ui.page.grid",
    "ui.cards": "app ui.look ui.kit",
    "ui.flows": "app ui.look ui.origin ui.background ui.workspace ui.kit ui.dialogs ui.print ui.page ui.page.grid",
    "ui.manual": "app ui.look ui.kit",
    "ui.start_page": "app ui.look ui.kit",
    "ui.window": (
        "app ui.look ui.workspace ui.kit ui.dialogs ui.manual ui.page ui.page.grid ui.cards ui.flows"
        " ui.start_page"
    ),
    "ui.collection": (
        "app ui.look ui.background ui.workspace ui.origin ui.kit ui.dialogs ui.page.grid ui.cards"
        " ui.manual"
    ),
    "ui.start": (
        "app ui.look ui.background ui.workspace ui.kit ui.dialogs ui.print ui.window ui.collection"
    ),
    "ui.__main__": "app.commands app.disk ui.start ui.print",
}
"""What each room may import: other rooms, or single modules of them; names without `ui` are of
`app`. A room is a folder, or a module that stands beside the rooms; it may import itself. Of
`app` and `ui` alone: the version, the day of the build."""


def name_of(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


NAMES = {name_of(module): module for module in MODULES}


def room_of(name: str) -> str:
    """The folder of a module; itself where it stands beside the rooms."""
    folder = NAMES[name].rpartition("/")[0].replace("/", ".")
    return name if folder in ("app", "ui") else folder


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Half a million things that Python's collector would look through after each later test."""
    yield
    tree_of.cache_clear()


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


@cache
def imports(module: str, *, top_only: bool = False) -> frozenset[str]:
    """Everything that is imported, for types alone as well: `package.name` for a name of it."""
    tree = tree_of(module)
    nodes: list[ast.AST] = list(at_top(tree)) if top_only else list(ast.walk(tree))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    named = {f"{node.module}.{alias.name}" for node in parts for alias in node.names}
    return frozenset(whole | named)


def at_top(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is imported: everything that is in no function."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_top(node)


def own_imports(name: str) -> set[str]:
    """The modules of this program that a module imports."""
    found = imports(NAMES[name])
    modules = {full if full in NAMES else full.rpartition(".")[0] for full in found}
    return (modules & NAMES.keys()) - {name}


def circles(arrows: dict[str, set[str]]) -> set[str]:
    """All from which arrows lead back to themselves: what is left when ends are taken away."""
    left = {place: set(to) for place, to in arrows.items()}
    while ends := {place for place, to in left.items() if not to & left.keys()}:
        left = {place: to for place, to in left.items() if place not in ends}
    return set(left)


def reaches(module: str, *packages: str, top_only: bool = False) -> set[str]:
    return {
        name
        for name in imports(module, top_only=top_only)
        if name.startswith(tuple(f"{package}." for package in packages)) or name in packages
    }


def loading(folders: tuple[str, ...], *names: str) -> set[str]:
    """The modules in these folders that load something, themselves or through one another."""
    found = {module for module in under(*folders) if reaches(module, *names, top_only=True)}
    more = {name_of(module) for module in found} - {*names}
    return loading(folders, *names, *more) if more else found


def under(*folders: str) -> list[str]:
    return [module for module in MODULES if module.startswith(folders)]


HEAVY = loading(
    (
        "app/exporters/",
        "app/importers/",
        "app/collection/papers/",
        "ui/print/pdf_",
        "ui/print/ofd_document",
    ),
    *DOCUMENT_LIBRARIES,
)


def is_allowed(name: str, other: str) -> bool:
    room = room_of(name)
    words = MAY_IMPORT[room].split()
    may = {word if word.startswith(("app", "ui")) else f"app.{word}" for word in words}
    whole_app = "app" in may and other.startswith("app.")
    return whole_app or other in {*may, "app", "ui"} or room_of(other) in {*may, room}


def test_a_room_imports_only_what_stands_below_it():
    imports = [
        (name, other) for name in NAMES.keys() - {"app", "ui"} for other in own_imports(name)
    ]
    assert [(name, other) for name, other in imports if not is_allowed(name, other)] == []


def test_no_module_is_in_a_circle():
    assert circles({name: own_imports(name) for name in NAMES}) == set()


def test_no_room_is_in_a_circle():
    rooms = {room_of(name) for name in NAMES} - {"app", "ui"}
    arrows: dict[str, set[str]] = {room: set() for room in rooms}
    for name in NAMES.keys() - {"app", "ui"}:
        arrows[room_of(name)] |= {room_of(other) for other in own_imports(name)} & rooms
    assert circles({room: to - {room} for room, to in arrows.items()}) == set()


def test_a_circle_would_be_found():
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}
    assert circles(arrows) == {"a", "b", "c"}


def test_the_core_knows_no_screen():
    assert [each for each in under("app/") if reaches(each, "PySide6", "shiboken6")] == []


def test_the_workspace_has_no_widgets():
    for module in (
        "ui/workspace.py",
        "ui/history.py",
        "ui/keeping.py",
        "ui/origin.py",
        "ui/checking.py",
        "ui/background.py",
    ):
        assert reaches(module, "PySide6.QtWidgets") == set()


def test_the_commands_home_imports_qt_only_for_a_window():
    assert "ui/__main__.py" not in loading(("ui/",), "PySide6")


def test_document_libraries_are_loaded_on_first_use():
    """A module for one kind of document has them at its top, and is itself loaded on first use."""
    heavy = (*DOCUMENT_LIBRARIES, *map(name_of, HEAVY))
    light = [module for module in MODULES if module not in HEAVY]
    reached = {module: reaches(module, *heavy, top_only=True) for module in light}
    assert {module: found for module, found in reached.items() if found} == {}


def test_a_module_is_read_in_one_go():
    long = []
    for module in MODULES:
        source = (ROOT / module).read_text(encoding="utf-8")
        classes = [node for node in ast.walk(tree_of(module)) if isinstance(node, ast.ClassDef)]
        long += [module] * (len(source.splitlines()) > 400)
        long += [each.name for each in classes if (each.end_lineno or 0) - each.lineno >= 250]
    assert long == []


def test_a_painter_is_let_go_also_where_drawing_fails():
    """While one paints on it, a widget or picture that goes ends the whole program."""
    loose = []
    for module in under("ui/"):
        nodes = [*ast.walk(tree_of(module))]
        held = {id(item.context_expr) for n in nodes if isinstance(n, ast.With) for item in n.items}
        calls = (node for node in nodes if isinstance(node, ast.Call) and id(node) not in held)
        loose += [module for call in calls if ast.unparse(call.func) == "QPainter"]
    assert loose == []


PLAN = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_map_of_the_house_has_the_rooms_that_there_are():
    rooms = {room_of(name) for name in NAMES} - {"app", "ui"}
    assert rooms == MAY_IMPORT.keys()
    for room in rooms:
        assert f"`{room.replace('.', '/')}`" in PLAN.replace(".py`", "`"), room


def test_the_map_of_the_house_names_every_module_and_none_that_is_gone():
    names = {Path(module).name for module in MODULES} - {"__init__.py"}
    words = {word.strip("`,.") for word in PLAN.split()} | set(PLAN.split())
    assert {name for name in names if name not in words} == set()
    told = {word for word in PLAN.split() if word.endswith(".py") and "/" not in word}
    assert told - names - {"dev.py", "__init__.py"} == set()


def test_no_list_of_the_map_is_longer_than_a_screen():
    for block in PLAN.split("```")[1::2]:
        assert len(block.strip().splitlines()) <= 45
