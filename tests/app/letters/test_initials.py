"""Words by the letters that their sounds begin with."""

from app.letters.initials import initials


def test_each_character_gives_the_letter_that_its_sound_begins_with():
    assert initials("从剪贴板导入") == "cjtbdr"
    assert initials("啊芭扎座") == "abzz"


def test_latin_letters_and_digits_stay_and_all_else_falls_away():
    assert initials("空白填 0") == "kbt0"
    assert initials("导出 PDF…") == "dcpdf"
    assert initials("龘ａ㐀\U00020000，") == ""
