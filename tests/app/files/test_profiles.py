"""House styles: kept, shared, refused in a sentence."""

import json

import pytest

from app.files import profiles
from app.files.profiles import STANDARD, Profile, ProfileError


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


@pytest.mark.parametrize("others", [["a b", "a.b"], ["甲/乙", "甲_乙", "甲 乙"], ["办", "办_2"]])
def test_no_two_names_share_a_file(others):
    for name in (*others, *others):
        profiles.keep(Profile(name=name))

    assert [profile.name for profile in profiles.kept()] == sorted(others)
    assert len(list(profiles.folder().iterdir())) == len(others)


def test_a_style_is_changed_in_the_file_where_it_lies():
    profiles.folder().mkdir(parents=True)
    profiles.save(Profile(name="甲"), profiles.folder() / "拷来的.json")

    assert profiles.keep(Profile(name="甲", top=30)).name == "拷来的.json"
    assert profiles.kept() == [Profile(name="甲", top=30)]


def test_the_name_of_the_standard_style_is_taken():
    with pytest.raises(ProfileError, match="公文格式"):
        profiles.keep(Profile(top=30))
    assert not profiles.kept()


def test_a_style_without_a_name_of_its_own_gets_one_and_the_same_one_again():
    assert profiles.apart(Profile(name="甲")) == Profile(name="甲")
    for _ in range(2):
        given = profiles.apart(Profile(top=30))
        profiles.keep(given)

    assert given == Profile(name="公文格式 2", top=30)
    assert profiles.apart(Profile(top=31)).name == "公文格式 3"


def test_a_style_is_forgotten_with_its_file_and_no_other():
    profiles.keep(Profile(name="a b"))
    profiles.keep(Profile(name="a.b"))
    profiles.forget(Profile(name="a b", top=30))

    assert [profile.name for profile in profiles.kept()] == ["a.b"]


def test_a_form_with_a_fault_is_refused_in_a_sentence():
    with pytest.raises(ProfileError, match="行距"):
        profiles.made(line_pitch=9.0)


@pytest.mark.parametrize(("size", "letters"), [(16, 28), (15, 29), (14, 31), (12, 36)])
def test_letters_are_set_closer_by_a_trifle_where_one_more_then_stands_on_the_line(size, letters):
    style = Profile(body_size=size)

    assert -0.5 <= style.letter_spacing <= 0
    assert letters * (size + style.letter_spacing) <= style.text_width


def test_a_name_that_windows_keeps_for_itself_names_no_file():
    assert profiles.keep(Profile(name="CON")).name == "_CON.json"
    assert profiles.kept() == [Profile(name="CON")]
