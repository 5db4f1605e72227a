"""Which tests concern a change: those that reach a changed file through what they import or read.

Found without running anything: imports anywhere in a module (also inside functions), modules named
in strings, programs started with `-m`, the conftest.py above a test, and for a file that is no
Python the names in strings. Rather one test too many; where nothing can be said, all of them.
"""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOTS = ("app", "ui", "tests", ".ci")
DOTTED = re.compile(r"(?:app|ui|tests)(?:\.\w+)*\.?")
FOR_ALL = re.compile(r"pyproject\.toml|requirements/.*|tests/conftest\.py")
"""What every test depends on, and no test names."""
PAPER = re.compile(r".*\.(md|png|yml)|LICENSE|\.\w+|(\.ci|benchmarks)/.*")
"""What concerns only the tests that name it; .yml is what GitHub reads, an edition is .yaml."""
FROZEN = "tests/package/"
"""These try the frozen program, and run by `freeze` alone."""


class Choice(NamedTuple):
    tests: list[str]
    """The test files, those nearest to the change first."""
    unsure: str = ""
    """Why all tests are to run; the list is empty then."""


class Module(NamedTuple):
    names: frozenset[str]
    """Dotted names that it imports or names; one that ends in a dot means all that begin so."""
    words: frozenset[str]
    """Its strings, cut at slashes."""


def changed(root: Path) -> list[str] | None:
    """Files that differ from where the branch left main, saved or not; None without a main."""
    bases = (git(root, "merge-base", main, "HEAD") for main in ("main", "origin/main"))
    base = next((found for found in bases if found), None)
    if base is None:
        return None
    differing = git(root, "diff", "--name-only", "--no-renames", "-z", base[0])
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({*(differing or ()), *(new or ())})


def git(root: Path, *arguments: str) -> list[str] | None:
    """What git lists; None where it cannot."""
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return None if done.returncode else [part for part in re.split("[\0\n]", done.stdout) if part]


def concerned(root: Path, files: Iterable[str] | None) -> Choice:
    if files is None:
        return Choice([], "git knows neither main nor origin/main here")
    modules = {path: read(root / path) for path in python_files(root)}
    start: set[str] = set()
    for file in files:
        if FOR_ALL.fullmatch(file):
            return Choice([], f"every test depends on {file}")
        own = {file} if is_module(file) else set()
        found = own | of_package(file, modules) | mirrors(file, modules) | naming(file, modules)
        if not found and not PAPER.fullmatch(file):
            return Choice([], f"no test or module names {file}")
        start |= found
    far = distances(start, modules)
    tests = [path for path in far if is_test(path) and path in modules]
    return Choice(sorted(tests, key=lambda path: (far[path], path)))


def python_files(root: Path) -> Iterator[str]:
    for folder in ROOTS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root).as_posix()


def is_module(file: str) -> bool:
    """Also of one that is gone: whoever still imports it is concerned."""
    return file.endswith(".py") and file.startswith(tuple(f"{folder}/" for folder in ROOTS))


def is_test(path: str) -> bool:
    return PurePosixPath(path).name.startswith("test_") and not path.startswith(FROZEN)


def read(path: Path) -> Module:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return Module(frozenset(), frozenset())  # its tests say so when they import it
    nodes = list(ast.walk(tree))
    strings = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    named = {name for node in nodes for name in imported(node)}
    dotted = filter(DOTTED.fullmatch, strings)
    named |= {text if "." in text else f"{text}.__main__" for text in dotted}  # python -m ui
    return Module(frozenset(named), frozenset(word for text in strings for word in words(text)))


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def words(text: str) -> list[str]:
    return re.split(r"[/\\\s]", text) if len(text) < 200 else []


def name_of(path: str) -> str:
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return name.removeprefix(".ci.")


def of_package(file: str, modules: Iterable[str]) -> set[str]:
    """An __init__.py runs before any module beside it; a conftest.py before any test."""
    path = PurePosixPath(file)
    if path.name not in ("__init__.py", "conftest.py"):
        return set()
    return {module for module in modules if module.startswith(f"{path.parent}/")}


def mirrors(file: str, modules: Iterable[str]) -> set[str]:
    """app/importers/terms/values.py -> tests/app/importers/test_values.py."""
    path = PurePosixPath(file)
    mirror = str("tests" / path.with_name(f"test_{path.name}"))
    return {mirror} & set(modules)


def naming(file: str, modules: dict[str, Module]) -> set[str]:
    """What names a file that is not imported, or a folder that it is in."""
    if is_module(file) and not file.startswith(".ci/"):
        return set()
    path = PurePosixPath(file)
    folders = path.parent.parts[2:] or path.parent.parts[1:]
    called = {part for part in (path.name, *folders) if file[0] != "." or "." in part}
    return {module for module, (_, words) in modules.items() if called & words}


def distances(start: Iterable[str], modules: dict[str, Module]) -> dict[str, int]:
    """How many steps of importing lie between the change and each file that it reaches."""
    users = {path: using(path, modules) for path in {*modules, *start}}
    far = dict.fromkeys(start, 0)
    queue = list(far)
    for path in queue:
        for user in users[path] - far.keys():
            far[user] = far[path] + 1
            queue.append(user)
    return far


def using(path: str, modules: dict[str, Module]) -> set[str]:
    name = name_of(path)
    if path.endswith("/conftest.py"):
        return of_package(path, modules)
    called = {name, *(name[: at + 1] for at, letter in enumerate(name) if letter == ".")}
    return {module for module, (names, _) in modules.items() if called & names}
