"""What Windows, and a virus scanner, see of the programs before they run."""

import hashlib
import re
from pathlib import Path

import pefile
import pytest

from app import __version__
from tests.package.clerk import FROZEN, LAB, WINDOWS, lab_folder

pytestmark = pytest.mark.skipif(not WINDOWS, reason="the program is not for Windows")
PROGRAMS = ("nianbao.exe", "nianbao-cli.exe")
WITH_A_WINDOW, IN_A_CONSOLE = 2, 3
RESOURCES = {"icon": 3, "icons": 14, "version": 16, "manifest": 24}


def pe_files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.suffix in {".exe", ".dll", ".pyd"}]


def imports(library: Path) -> set[str]:
    """The names of the libraries that one is linked to, in small letters."""
    pe = pefile.PE(str(library), fast_load=True)
    pe.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    return {each.dll.decode().lower() for each in getattr(pe, "DIRECTORY_ENTRY_IMPORT", [])}


def resource(program: Path, kind: str) -> list[bytes]:
    """The contents of every resource of a kind."""
    pe = pefile.PE(str(program))
    [entry] = [e for e in pe.DIRECTORY_ENTRY_RESOURCE.entries if e.id == RESOURCES[kind]]
    places = [
        leaf.data.struct for name in entry.directory.entries for leaf in name.directory.entries
    ]
    return [pe.get_data(place.OffsetToData, place.Size) for place in places]


def test_one_program_has_a_window_and_the_other_a_console():
    kinds = [pefile.PE(str(FROZEN / name)).OPTIONAL_HEADER.Subsystem for name in PROGRAMS]
    assert kinds == [WITH_A_WINDOW, IN_A_CONSOLE]


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_properties_are_chinese_and_name_the_version(name):
    [version] = resource(FROZEN / name, "version")
    for words in ("年报：政府信息公开工作年度报告", "ProductName", __version__, name, "080404B0"):
        assert words.encode("utf-16-le").lower() in version.lower()


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_manifest_asks_for_sharp_text_utf_8_and_long_paths(name):
    [content] = resource(FROZEN / name, "manifest")
    manifest = content.decode()
    settings = dict(
        re.findall(r"<(dpiAwareness|activeCodePage|longPathAware) .*?>(.*?)<", manifest)
    )
    assert settings == {
        "dpiAwareness": "PerMonitorV2",
        "activeCodePage": "UTF-8",
        "longPathAware": "true",
    }
    assert 'level="asInvoker"' in manifest, "it must never ask for an administrator"


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_icon_is_the_programs_own_in_every_size(name):
    drawn = Path("resources/icons/nianbao.ico").read_bytes()
    pictures = resource(FROZEN / name, "icon")
    assert len(pictures) == 9
    assert all(picture in drawn for picture in pictures)


def test_every_program_file_is_for_64_bit_windows_and_none_is_wines():
    for file in pe_files(FROZEN):
        content = file.read_bytes()
        assert pefile.PE(data=content, fast_load=True).FILE_HEADER.Machine == 0x8664, file
        assert b"Wine builtin" not in content[:512], file


def test_the_c_runtime_lies_where_windows_looks_for_it():
    """In the library's own folder, in Qt's for its plugins, or in the one that the starter names.

    A PC may have none of its own.
    """
    inner = FROZEN / "_internal"
    for file in pe_files(inner):
        folders = [folder for folder in file.parents if folder.is_relative_to(inner)]
        beside = {other.name.lower() for folder in folders for other in folder.iterdir()}
        missing = {
            name for name in imports(file) if name.startswith(("vcruntime", "msvcp"))
        } - beside
        assert not missing, file


@pytest.mark.skipif(not LAB, reason="the packages it was made of are known in the lab alone")
def test_every_library_is_byte_for_byte_the_one_of_its_maker():
    """No packing, no stripping: signatures hold, and scanners know the files."""

    def digest(file: Path) -> str:
        return hashlib.sha256(file.read_bytes()).hexdigest()

    known = {digest(file) for file in pe_files(lab_folder() / "winpy")}
    changed = [file.name for file in pe_files(FROZEN) if digest(file) not in known]
    assert sorted(changed) == sorted(PROGRAMS)
