import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.disk import remembered, settings
from app.disk.settings import Settings, Summary


def file(home: Path) -> Path:
    return home / "nianbao" / "settings.json"


def test_what_is_saved_comes_back(home: Path):
    assert settings.load() == Settings()
    kept = Settings(recent=["甲.json"], organ="甲镇", folder="/乙", geometry="01d9")
    settings.save(kept)
    assert settings.load() == kept
    assert file(home).is_file()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"organ": 3}', b"\xff", b'{"organ": "\xff"}']
)
def test_unreadable_settings_are_the_first_ones(home: Path, content: bytes):
    file(home).parent.mkdir()
    file(home).write_bytes(content)
    assert settings.load() == Settings()


def test_a_newer_program_may_remember_more(home: Path):
    file(home).parent.mkdir()
    file(home).write_bytes(b'{"organ": "A", "colour": "red"}')
    assert settings.load() == Settings(organ="A")


def test_an_older_program_remembered_less(home: Path):
    file(home).parent.mkdir()
    file(home).write_bytes(b'{"kinds": [".csv"], "profile": "A"}')
    assert settings.load() == Settings(kinds=[".csv"], profile="A")
    assert not settings.load().options
    assert not settings.load().open_folder


def test_settings_that_cannot_be_saved_are_no_error(home: Path):
    (home / "nianbao").write_bytes(b"a file where the folder should be")
    settings.save(Settings(organ="甲镇"))
    assert settings.load() == Settings()


def test_what_saves_them_later_saves_them_where_they_belonged(
    home: Path, tmp_path: Path, monkeypatch
):
    job = settings.saving(Settings(organ="甲局"))
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "别处")
    job()
    assert settings.load() == Settings()
    assert json.loads(file(home).read_bytes())["organ"] == "甲局"


def test_a_name_that_is_no_unicode_is_forgotten_and_the_rest_is_kept(home: Path):
    settings.save(Settings(organ="甲镇", recent=["/media/\udcc4\udcea.json"]))
    assert settings.load() == Settings(organ="甲镇")


@pytest.mark.parametrize(
    "content",
    [
        '{"versions_folder": "a\\u0000b", "organ": "甲镇"}',
        '{"recent": ["a\\u0000b"], "organ": "甲镇"}',
    ],
)
def test_a_name_that_no_disk_can_have_is_forgotten_and_the_rest_is_kept(home: Path, content: str):
    """Versions in such a folder would make each save fail."""
    file(home).parent.mkdir()
    file(home).write_text(content, encoding="utf-8")
    assert settings.load() == Settings(organ="甲镇")


def test_of_a_list_of_any_length_no_more_is_taken_than_is_kept(home: Path):
    """Each of them is looked for by a thread of its own."""
    settings.keep(Settings(recent=[f"/{number}.json" for number in range(9999)]))
    assert settings.load().recent == [f"/{number}.json" for number in range(8)]


def test_recent_files_are_few_different_and_newest_first(tmp_path: Path):
    kept = Settings()
    paths = [tmp_path / f"{number}.json" for number in range(10)]
    for path in (*paths, paths[5]):
        kept.remember(path)
    assert len(kept.recent) == len(set(kept.recent)) == 8
    assert kept.recent[:3] == [str(paths[5]), str(paths[9]), str(paths[8])]
    kept.forget(paths[9])
    assert kept.recent[:2] == [str(paths[5]), str(paths[8])]


def test_what_is_known_of_a_report_is_kept_as_long_as_it_is_listed(home: Path, tmp_path: Path):
    kept, file = Settings(organ="甲镇"), tmp_path / "a.json"
    kept.note(file, Summary(organ="乙镇"))
    assert kept.known(file) is None  # it is not in the list
    kept.remember(file)
    kept.note(file, Summary(organ="乙\ud800镇", year=2024, digest="d"))
    settings.save(kept)
    again = settings.load()
    assert again.known(file) == Summary(organ="乙?镇", year=2024, digest="d")
    assert again.organs == ["甲镇", "乙?镇"]
    again.drop(str(file))
    assert (again.recent, again.summaries) == ([], {})


def test_a_folder_without_rights_is_no_error(home: Path, ordinary_user: Callable):
    settings.save(Settings(organ="甲镇"))
    file(home).chmod(0o000)
    with ordinary_user():
        settings.save(Settings(organ="乙镇"))
        assert settings.load() == Settings()


def test_a_field_of_the_wrong_kind_costs_that_field_alone(home: Path):
    """It was written by hand, or by a newer program; what is listed must not be forgotten for it."""
    file(home).parent.mkdir()
    wrong = {
        "recent": ["甲.json"], "zoom": "大", "versions": None, "counties": [{"folder": 3}],
        "organ": "甲镇", "summaries": [], "geometry": {"a": []}, "kinds": [[]],
    }  # fmt: skip
    file(home).write_text(json.dumps(wrong), encoding="utf-8")
    assert settings.load() == Settings(recent=["甲.json"], organ="甲镇")


def test_half_a_character_costs_nothing_but_itself(home: Path):
    file(home).parent.mkdir()
    wrong = (
        rb'{"organ": "\ud800", "recent": ["\ud800.json", "a.json"], "look": "\ud800", "zoom": NaN}'
    )
    file(home).write_bytes(wrong)
    assert settings.load().recent == ["a.json"]
    assert remembered.seen().look == ""


def test_what_comes_late_to_the_disk_takes_back_nothing(home: Path):
    """A thread writes the list of reports while a person chooses in the settings."""
    late = settings.saving(Settings(organ="甲镇"))
    settings.keep(Settings(organ="甲镇", versions=5))
    late()
    assert settings.load().versions == 5
    settings.save(Settings(organ="乙镇", versions=6))
    assert settings.load() == Settings(organ="乙镇", versions=6)


def test_what_another_program_has_changed_meanwhile_stays(home: Path):
    """Two computers with one portable folder; each has its own memory of all the rest."""
    settings.save(Settings(organ="甲镇", versions=20))
    own = settings.load()
    other = json.loads(file(home).read_bytes()) | {"versions": 50, "look": "dark"}
    file(home).write_text(json.dumps(other), encoding="utf-8")
    own.organ = "乙镇"
    settings.save(own)
    assert settings.load() == Settings(organ="乙镇", versions=50, look="dark")
    own.look = "light"
    settings.keep(own)
    assert settings.load().look == "light"


def test_what_could_not_be_read_for_a_while_is_not_forgotten(home: Path):
    settings.save(Settings(organ="甲镇", recent=["a.json"], versions=5))
    kept = file(home).read_bytes()
    settings._known.clear()  # another start
    file(home).unlink()
    file(home).mkdir()  # as a share that is away: an error
    own = settings.load()
    assert own == Settings()
    file(home).rmdir()
    file(home).write_bytes(kept)
    own.zoom = 1.5
    settings.save(own)
    assert settings.load() == Settings(organ="甲镇", recent=["a.json"], versions=5, zoom=1.5)


def test_what_cannot_be_read_when_it_is_to_be_written_is_left_alone(home: Path, monkeypatch):
    settings.save(Settings(organ="甲镇", versions=5))
    kept = file(home).read_bytes()
    settings._known.clear()  # another start, while somebody has it to himself

    def held(*_: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(settings.files, "read", held)
    own = settings.load()
    own.zoom = 1.5
    settings.save(own)
    with pytest.raises(PermissionError):
        settings.keep(own)
    assert file(home).read_bytes() == kept


@pytest.mark.parametrize("standing", [b"", b"{", b"[]", b"\xff"])
def test_what_is_damaged_meanwhile_costs_nothing_that_is_known_here(home: Path, standing: bytes):
    settings.save(Settings(organ="甲镇", recent=["a.json"]))
    own = settings.load()
    file(home).write_bytes(standing)
    settings.save(own)
    assert settings.load() == own
