"""The pages of the manual: every link leads somewhere, every rule has an entry that tells the truth."""

import re
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest

from app.importers.terms.proposal import Doubt, Kind
from app.manual import entries, markup
from app.manual.manual import HOME, KEYS, RULES, Manual

MANUAL = Manual([("Ctrl+S", "保存"), ("Ctrl+`", "<b>&")])
PAGES = {name: MANUAL.text(name) for name in MANUAL.names()}


def anchors(name: str) -> set[str]:
    return {markup.anchor(said) for said in re.findall("^## (.+)$", PAGES[name], re.MULTILINE)}


def sentences(part: object) -> Iterator[str]:
    """Every sentence that a declaration holds."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, msgspec.Struct):
        yield from (
            said for name in part.__struct_fields__ for said in sentences(getattr(part, name))
        )
    elif isinstance(part, tuple | list):
        yield from (said for each in part for said in sentences(each))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page_and_a_heading_of_it(name: str):
    for target in markup.links(PAGES[name]):
        page, _, heading = target.partition("#")
        assert page in PAGES, target
        assert not heading or heading in anchors(page), target


def test_every_page_is_reached_from_the_first_one():
    reached, waiting = set(), [HOME]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [target.partition("#")[0] for target in markup.links(PAGES[name])]
    assert reached == PAGES.keys()


def test_the_first_page_answers_ten_questions_each_at_its_own_place():
    asked = re.findall(r"^\d+\. \[.+\]\((.+#.+)\)$", PAGES[HOME], re.MULTILINE)
    assert len(set(asked)) == len(asked) == 10


def test_every_rule_that_can_be_found_has_an_entry_and_no_other():
    declared = {check.rule for check in entries.declared()}
    of_imports = {Doubt(kind, "").rule for kind in get_args(Kind)} - {""}
    assert entries.entries().keys() == declared | of_imports


@pytest.mark.parametrize("rule", entries.entries())
def test_an_example_is_a_sentence_that_the_rule_really_says(rule: str):
    said = {s for check in entries.declared() if check.rule == rule for s in sentences(check)}
    known = [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(each))) for each in said]
    quoted = re.findall("^> (.+)$", entries.entries()[rule].text, re.MULTILINE)
    assert quoted or not said
    assert [each for each in quoted if not any(one.fullmatch(each) for one in known)] == []


def test_the_page_of_a_rule_says_how_grave_it_is_and_what_it_rests_on():
    page = MANUAL.text("rule:R01")
    assert "轻重：错误。依据：格式，表三左上角的勾稽关系。" in page
    assert MANUAL.text("rule:R99") == MANUAL.text(RULES)
    assert MANUAL.text("nowhere") == MANUAL.text(HOME)


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("结转", "tables"),
        ("怎样交上去", "hand-in"),
        ("空白和零有什么不一样", "tables"),
        ("R07", "rule:R07"),
        ("ctrl+s 保存", "first"),
        ("密码", "import"),
        ("U盘", "safe"),
        ("零报告", "tables"),
    ],
)
def test_a_search_finds_the_page_that_answers(asked: str, page: str):
    assert MANUAL.search(asked)[0].page == page


def test_no_more_is_looked_for_than_anybody_asks():
    """Whatever is pasted there: each letter was looked for on each page."""
    assert MANUAL.search("结转" + " " * 200 + "甲乙丙丁戊" * 6_000) == MANUAL.search("结转")


@pytest.mark.parametrize("asked", ["未写完", "和上年一样", "未写"])
def test_what_the_box_of_what_is_missing_says_is_found(asked: str):
    assert MANUAL.search(asked)[0].page == "checks"


def test_nothing_is_found_for_nothing_and_for_what_no_page_says():
    assert MANUAL.search(" ") == MANUAL.search("量子色动力学") == []


def test_what_is_found_says_where_and_shows_the_words():
    found = MANUAL.search("扫描件")[0]
    assert found.target.startswith("import#")
    assert "扫描件" in found.excerpt("扫描件")


def test_words_of_the_window_are_words_on_the_page_too():
    page = markup.html(MANUAL.text(KEYS))
    assert "&lt;b&gt;&amp;" in page
    assert "<b>" not in page


def test_each_mark_becomes_what_it_means():
    text = "# 头\n甲**乙**\n丙\n\n- `键`\n- [字](页#头)\n\n1. 一\n\n> 引\n\n| 子 | 丑 |\n|---|---|\n| 寅 | 卯 |\n\n![图](a.png)"
    made = markup.html(text)
    assert '<p class="h1"><a name="头"></a>头</p>\n<p>甲<b>乙</b>丙</p>' in made
    assert (
        '<ul><li><span class="key">&nbsp;键&nbsp;</span></li><li><a href="页#头">字</a></li></ul>'
        in made
    )
    assert "<ol><li>一</li></ol>" in made
    assert "<td>引</td>" in made
    assert "<tr><th>子</th><th>丑</th></tr><tr><td>寅</td><td>卯</td></tr>" in made
    assert '<img src="a.png">' in made
    assert list(markup.pictures(text)) == ["a.png"]
    assert markup.words(text) == "头 甲乙 丙 键 字 一 引 子 丑 寅 卯"
