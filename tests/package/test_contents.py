"""Nothing is in the frozen folder that the program does not use."""

import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.package.clerk import FROZEN, WINDOWS

shipped = pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="another Qt than the one that is shipped"
)


def allowed() -> list[str]:
    """The patterns for this system."""
    wanted, section, patterns = ("both", "windows" if WINDOWS else "linux"), "", []
    for line in Path(__file__).with_name("contents.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#") and section in wanted:
            patterns.append(line)
    return patterns


def contents() -> list[str]:
    return [file.relative_to(FROZEN).as_posix() for file in FROZEN.rglob("*") if file.is_file()]


@shipped
def test_everything_in_the_folder_is_on_the_list():
    patterns = allowed()
    unknown = [f for f in contents() if not any(fnmatchcase(f, pattern) for pattern in patterns)]
    assert not unknown


@pytest.mark.parametrize("name", ["nianbao", "nianbao-cli"])
def test_both_programs_are_there(name):
    assert (FROZEN / (f"{name}.exe" if WINDOWS else name)).is_file()


@pytest.mark.parametrize(
    "name", ["qtbase_zh_CN.qm", "forms/2021.yaml", "rules/2021.yaml", "nianbao.ico"]
)
def test_what_packers_like_to_drop_is_there_once(name):
    assert sum(f"/{file}".endswith(f"/{name}") for file in contents()) == 1
