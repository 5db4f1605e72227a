"""House styles: kept, shared, refused in a sentence."""

import json

import pytest

from app import profiles
from app.profiles import STANDARD, Profile, ProfileError


def test_what_is_not_said_is_the_habit_of_official_documents():
    assert STANDARD.margins == (37, 26, 35, 28)
    assert (STANDARD.title_size, STANDARD.body_size, STANDARD.line_pitch) == (22, 16, 28)


def test_a_kept_style_is_there_again_under_its_name():
    ours = Profile(name="县府办", body_size=15, lead=False)
    profiles.keep(ours)
    profiles.keep(Profile(name="县府办", body_size=14))

    assert profiles.kept() == [Profile(name="县府办", body_size=14)]


def test_a_style_is_shared_as_a_small_file(tmp_path):
    ours = Profile(name="县府办", blank="zero", top=30.5)
    profiles.save(ours, tmp_path / "a.json")

    assert profiles.load(tmp_path / "a.json") == ours
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["name"] == "县府办"


def test_a_file_may_say_only_what_differs(tmp_path):
    (tmp_path / "a.json").write_text('{"name": "乙", "line_pitch": 30}', encoding="utf-8")

    assert profiles.load(tmp_path / "a.json") == Profile(name="乙", line_pitch=30)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "不是有效的版式文件"),
        ("[]", "不是有效的版式文件"),
        ('{"colour": "red"}', "colour"),
        ('{"body_size": "大"}', "body_size"),
        ('{"body_size": 500}', "body_size"),
        ('{"body_size": NaN}', "不是有效的版式文件"),
        ('{"top": -1}', "top"),
        ('{"body_font": "a\\"; } </style>"}', "body_font"),
        ('{"blank": "none"}', "blank"),
        ('{"line_pitch": 10}', "行距"),
        ('{"left": 60, "right": 60, "table_size": 20}', "页边距"),
        ('{"name": ""}', "name"),
    ],
)
def test_a_damaged_file_is_one_clear_sentence(tmp_path, content, words):
    (tmp_path / "版式.json").write_text(content, encoding="utf-8")

    with pytest.raises(ProfileError) as error:
        profiles.load(tmp_path / "版式.json")
    assert "版式.json" in str(error.value)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_one_clear_sentence(tmp_path):
    with pytest.raises(ProfileError, match="找不到"):
        profiles.load(tmp_path / "没有.json")


def test_a_damaged_file_does_not_hide_the_others():
    profiles.keep(Profile(name="甲"))
    (profiles.folder() / "坏.json").write_text("{", encoding="utf-8")

    assert [profile.name for profile in profiles.kept()] == ["甲"]


def test_a_name_is_no_path():
    assert profiles.keep(Profile(name="../../甲/乙")).parent == profiles.folder()


def test_a_form_with_a_fault_is_refused_in_a_sentence():
    with pytest.raises(ProfileError, match="行距"):
        profiles.made(line_pitch=9.0)


@pytest.mark.parametrize(("size", "letters"), [(16, 28), (15, 29), (14, 31), (12, 36)])
def test_letters_are_set_closer_by_a_trifle_where_one_more_then_stands_on_the_line(size, letters):
    style = Profile(body_size=size)

    assert -0.5 <= style.letter_spacing <= 0
    assert letters * (size + style.letter_spacing) <= style.text_width
