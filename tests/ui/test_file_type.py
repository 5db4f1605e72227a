"""Windows' "Open with" list, on the real registry, in a corner of it that is the test's own."""

import sys
from pathlib import Path

import pytest

from ui import file_type

CLASSES = r"Software\nianbao-test\Classes"
PROGRAM = Path(r"D:\年报 程序\nianbao.exe")
windows = pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has a registry")


def texts(key: str) -> dict[str, str]:
    """The values of a key; "" names the default."""
    import winreg

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{CLASSES}\{key}") as opened:
        count = winreg.QueryInfoKey(opened)[1]
        return dict(winreg.EnumValue(opened, place)[:2] for place in range(count))


@pytest.fixture(autouse=True)
def clean():
    yield
    file_type.remove(CLASSES)


@windows
def test_the_program_is_listed_for_json_and_is_not_the_default():
    file_type.add(PROGRAM, CLASSES)
    assert file_type.is_listed(CLASSES)
    assert texts(r"Applications\nianbao.exe\shell\open\command") == {"": f'"{PROGRAM}" "%1"'}
    assert texts(r"Applications\nianbao.exe\SupportedTypes") == {".json": ""}
    assert texts(r"Applications\nianbao.exe") == {"FriendlyAppName": "年报"}
    assert texts(".json") == {}


@windows
def test_removing_leaves_nothing():
    file_type.add(PROGRAM, CLASSES)
    file_type.remove(CLASSES)
    assert not file_type.is_listed(CLASSES)
    with pytest.raises(FileNotFoundError):
        texts(".json")
    with pytest.raises(FileNotFoundError):
        texts(r"Applications\nianbao.exe")


@windows
def test_what_another_program_wrote_stays():
    other = r".json\OpenWithList\other.exe"
    file_type.write(rf"{CLASSES}\{other}", "", "其他程序")
    file_type.add(PROGRAM, CLASSES)
    file_type.remove(CLASSES)
    assert texts(other) == {"": "其他程序"}
    file_type.delete(rf"{CLASSES}\{other}", only_if_empty=False)


def test_in_a_clone_there_is_no_program_to_list():
    assert file_type.program() is None


def test_nothing_is_listed_at_first():
    assert not file_type.is_listed(CLASSES)
