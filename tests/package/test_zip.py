"""The zip as it is handed out."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app import __version__
from tests.package.clerk import FROZEN, WINDOWS

pytestmark = pytest.mark.skipif(not WINDOWS, reason="the zip is for Windows")
FOLDER = f"年报-{__version__}-请先解压"
ALL_UNICODE = 0x800


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    subprocess.run([sys.executable, ".ci/release.py", FROZEN, out], check=True)
    [archive] = out.glob("*.zip")
    return archive


def test_it_holds_one_folder_whose_name_says_to_unpack_first(packed):
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        assert {name.partition("/")[0] for name in names} == {FOLDER}
        assert all(entry.flag_bits & ALL_UNICODE for entry in archive.infolist())


def test_it_holds_the_program_whole_and_the_guide(packed):
    with zipfile.ZipFile(packed) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    guide = held.pop(f"{FOLDER}/使用说明.html").decode()
    frozen = {f"{FOLDER}/{f.relative_to(FROZEN).as_posix()}": f for f in FROZEN.rglob("*")}
    assert held == {name: file.read_bytes() for name, file in frozen.items() if file.is_file()}
    assert "SmartScreen" in guide
    assert guide.count("<img") == guide.count("data:image/png;base64,") >= 4
    assert "http" not in guide.replace("http-equiv", ""), "it is read without a network"


def test_its_checksum_is_beside_it(packed):
    digest, name = packed.with_name(packed.name + ".sha256").read_text(encoding="ascii").split()
    assert digest == hashlib.sha256(packed.read_bytes()).hexdigest()
    assert name == packed.name


def test_packing_twice_gives_the_same(packed, tmp_path):
    subprocess.run([sys.executable, ".ci/release.py", FROZEN, tmp_path], check=True)
    assert (tmp_path / packed.name).read_bytes() == packed.read_bytes()
