"""An office's own sentences: kept, offered, never lost to a damaged file."""

import pytest

from app.disk import places
from app.files import sentences
from app.files.sentences import LONGEST, Own, SentencesError
from app.forms import catalogue as forms
from app.report.report import Report

REPORT = Report(forms.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2025})
LINK = "⟦requests/granted/total⟧"


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "settings_folder", lambda: tmp_path / "设置")


def test_what_is_kept_is_there_again_with_its_links_and_only_once():
    sentences.keep(Own("没有收费。", "other"))
    sentences.keep(Own(f"公开{LINK}件。", "overview/active"))
    sentences.keep(Own("没有收费。", "problems"))
    assert sentences.kept() == (
        Own(f"公开{LINK}件。", "overview/active"),
        Own("没有收费。", "problems"),
    )
    sentences.forget(Own("没有收费。"))
    assert sentences.kept() == (Own(f"公开{LINK}件。", "overview/active"),)


def test_the_forms_own_come_first_then_those_of_this_text_then_the_others():
    own = (Own("别处的。", "lead"), Own("这里的。", "other"), Own("⟦no/such/cell⟧件。", "other"))
    offered = [words for words, _ in sentences.offered(REPORT, "other", own)]
    ready = REPORT.form.texts["other"].sentences
    assert offered == [
        *(s.format(organ="柳河镇", year=2025) for s in ready),
        "这里的。",
        "别处的。",
    ]


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"sentences": [{"words": ""}]}', '{"colour": 1}', "\ufeff\udcff"]
)
def test_a_damaged_file_is_told_and_never_written_over(content):
    sentences.path().parent.mkdir()
    sentences.path().write_text(content, encoding="utf-8", errors="surrogateescape")
    before = sentences.path().read_bytes()
    for attempt in (sentences.kept, lambda: sentences.keep(Own("甲"))):
        with pytest.raises(SentencesError) as error:
            attempt()
        assert "sentences.json" in str(error.value)
    assert sentences.path().read_bytes() == before


def test_what_is_too_long_or_empty_is_refused_in_a_sentence():
    for words in ("", "长" * (LONGEST + 1)):
        with pytest.raises(SentencesError):
            sentences.keep(Own(words))
    assert sentences.kept() == ()
