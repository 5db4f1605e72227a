"""An edition that was parsed once is read quicker the next time, and is the same."""

import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from app.disk import places
from app.forms import catalogue, load, parsed, rule_files, yaml_files
from app.forms.model import Form
from app.forms.rule_files import RuleFile

SHIPPED = sorted((places.resources() / "forms").glob("*.yaml"))
FILES = {each.stem: each for each in SHIPPED}
RULES = sorted((places.resources() / "rules").glob("*.yaml"))


@pytest.fixture(autouse=True)
def settings() -> Path:
    folder = places.settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An edition's file that nobody has read yet."""
    return Path(shutil.copy(SHIPPED[-1], tmp_path))


def read(path: Path) -> Form:
    return load.read(path, FILES | {path.stem: path})


def kept(file: Path, shape: type = Form) -> object:
    return parsed.kept(file, file.read_bytes(), shape)


def forget_rules() -> None:
    rule_files.of.cache_clear()
    rule_files._decode.cache_clear()


def said(form: object) -> bytes:
    """All that a form says: forms themselves are equal only where they are the same one."""
    return msgspec.json.encode(form)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_edition_comes_back_as_it_was_parsed(shipped, tmp_path):
    file = Path(shutil.copy(shipped, tmp_path))
    assert kept(file) is None
    first = load._parse(file, file.read_bytes())
    read(file)
    assert said(kept(file)) == said(first.form)


@pytest.mark.parametrize("shipped", RULES, ids=lambda path: path.stem)
def test_every_shipped_file_of_rules_comes_back_as_it_was_parsed(shipped, tmp_path):
    file = Path(shutil.copy(shipped, tmp_path))
    assert kept(file, RuleFile) is None
    first = rule_files._parse(file, file.read_bytes())
    assert kept(file, RuleFile) == first


def test_rules_that_were_parsed_need_no_parser(monkeypatch):
    form = catalogue.form(SHIPPED[-1].stem)
    forget_rules()
    first = rule_files.of(form)
    forget_rules()
    monkeypatch.setitem(sys.modules, "app.forms.yaml_files", None)  # an import of it fails
    assert rule_files.of(form) == first
    assert first.checks


def test_what_was_parsed_needs_no_parser(file, monkeypatch):
    first = read(file)
    load._decode.cache_clear()
    monkeypatch.setitem(sys.modules, "app.forms.yaml_files", None)  # an import of it fails
    assert said(read(file)) == said(first)


def test_what_something_is_wrong_with_is_not_kept(file):
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace('edition: "2021"', 'edition: "2022"'), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(load.FormError, match="2022"):
            read(file)
    assert kept(file) is None


def test_our_own_are_tried_once_and_those_of_others_at_each_start(file, monkeypatch):
    ours = SHIPPED[-1]
    for path in (ours, file):
        read(path)
    tried = []
    monkeypatch.setattr(load, "_named_faults", lambda form, ours: tried.append(ours) or [])
    for path in (ours, file):
        load._decode.cache_clear()
        read(path)
    assert tried == [False]


def test_another_content_is_parsed_anew_and_the_earlier_one_goes(file, settings):
    read(file)
    file.write_text(file.read_text(encoding="utf-8") + "\n# x\n", encoding="utf-8")
    assert kept(file) is None
    read(file)
    assert len([*(settings / "parsed").iterdir()]) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b"\xff", b'{"edition": 3}'])
def test_what_is_damaged_is_as_if_it_was_not_there(file, settings, damage):
    read(file)
    (place,) = (settings / "parsed").iterdir()
    place.write_bytes(damage)
    assert kept(file) is None


@pytest.mark.parametrize("at", [0, 2000, -1])
def test_one_letter_that_a_disk_has_changed_is_noticed(file, settings, at):
    """It would be JSON all the same, of a form with another label."""
    read(file)
    (place,) = (settings / "parsed").iterdir()
    content = bytearray(place.read_bytes())
    letter = "年".encode()
    content[content.index(letter, at) + 2 if at >= 0 else content.rindex(letter) + 2] ^= 1
    place.write_bytes(content)
    assert kept(file) is None


def test_what_was_made_of_one_file_is_not_believed_of_another(file, settings, tmp_path):
    read(file)
    (place,) = (settings / "parsed").iterdir()
    content = place.read_bytes()
    file.write_text(file.read_text(encoding="utf-8").replace("年", "月"), encoding="utf-8")
    place.write_bytes(content)
    assert kept(file) is None


@pytest.mark.parametrize("read_anew", [load.read, rule_files._decode], ids=["edition", "rules"])
def test_a_file_that_changes_while_it_is_parsed_is_kept_as_it_was(tmp_path, monkeypatch, read_anew):
    """Else what it said before would be believed of it for ever."""
    of_rules = read_anew is rule_files._decode
    file = Path(shutil.copy(RULES[-1] if of_rules else SHIPPED[-1], tmp_path))
    before, after = file.read_bytes(), file.read_bytes() + b"# x\n"
    document = yaml_files.document

    def changed_meanwhile(path: Path, content: bytes | None) -> object:
        found = document(path, content)
        file.write_bytes(after)
        return found

    monkeypatch.setattr(yaml_files, "document", changed_meanwhile)
    read_anew(file, 0 if of_rules else FILES | {file.stem: file})
    shape = RuleFile if of_rules else Form
    assert parsed.kept(file, after, shape) is None
    assert parsed.kept(file, before, shape) is not None


def test_without_a_folder_of_settings_none_is_made(file, settings):
    settings.rmdir()
    read(file)
    assert not settings.exists()


def test_a_folder_that_takes_nothing_stops_nobody(file, settings):
    (settings / "parsed").write_text("no folder", encoding="utf-8")
    read(file)
    assert kept(file) is None
    assert catalogue.form(file.stem).edition == file.stem
