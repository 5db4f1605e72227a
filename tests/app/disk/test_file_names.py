"""Names of files out of people's words: each must be one on Windows as on Linux."""

import pytest

from app.disk import file_names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("青石镇2025年", "青石镇2025年"),
        ("..", "_"),
        ("", "_"),
        ("a?b ", "a_b"),
        ("甲/乙\n丙", "甲_乙_丙"),
        (".年报. 。.\u3000", "年报. 。"),
        ("CON", "_CON"),
        ("nul", "_nul"),
        ("LPT1.x", "_LPT1.x"),
        ("com¹", "_com¹"),
        ("con .报", "_con .报"),
        ("CONOUT$", "_CONOUT$"),
        ("comb", "comb"),
        ("局\u202e甲\ud800\x9f", "局甲_"),
        ("局" * 200, "局" * 76),
        ("\U00020bb7" * 200, "\U00020bb7" * 57),
        ("长" * 75 + "甲. 乙", "长" * 75 + "甲"),
    ],
)
def test_a_name_is_one_that_every_system_takes(words: str, name: str):
    assert file_names.stem(words) == name
    assert file_names.stem(name) == name


def test_a_number_and_a_suffix_still_go_on_a_name():
    longest = file_names.stem("\U00020bb7" * 200)
    other = file_names.free(longest, ".docx", [f"{longest}.DOCX"])

    assert other == f"{longest}（2）.docx"
    assert len(other.encode()) <= 255
