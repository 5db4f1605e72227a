"""Files that were cut off, damaged or made up: a proposal or a clear sentence, never more."""

import io
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.importers.guesses import text
from app.importers.markup import from_clipboard, html
from app.importers.take import from_file
from app.importers.terms.plain import Block, Paragraph, Unreadable
from app.importers.terms.proposal import as_json, as_previous, report_of, told
from tests.app.importers import pages

pytestmark = pytest.mark.slow

REPORT = pages.published("012")
WHOLE = {
    ".html": pages.html(REPORT, "shuyang"),
    ".htm": pages.html(REPORT, "word", "gb18030"),
    ".docx": pages.docx_file(REPORT),
    ".xlsx": pages.xlsx_file(REPORT),
    ".txt": "\n".join(p for p in pages.lines_of(REPORT) if isinstance(p, str)).encode(),
    ".json": (pages.DATA.parent / "reports" / "012.json").read_bytes(),
}
OFTEN = settings(
    max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
NOW_AND_THEN = settings(OFTEN, max_examples=40)


def bear(content: bytes, suffix: str, folder: Path) -> None:
    """Read it as a person would: what comes out can be shown, taken and kept."""
    file = folder / f"x{suffix}"
    file.write_bytes(content)
    try:
        proposal = from_file(file)
    except Unreadable as error:
        sentence = str(error)
    else:
        report_of(proposal)
        as_json(proposal)
        as_previous(proposal)
        told(proposal)
        return
    assert sentence.startswith("无法")
    assert sentence.endswith("。")
    assert "\n" not in sentence


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut off, with a piece missing, repeated or overwritten."""
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 4000)))
    middle = draw(
        st.sampled_from([b"", content[start:end] * 2])
        | st.binary(max_size=30)
        | st.text(max_size=20).map(lambda t: t.encode("utf-8", "replace"))
    )
    return content[:start] + middle + draw(st.sampled_from([content[end:], b""]))


@st.composite
def damaged_inside(draw: st.DrawFn, content: bytes) -> bytes:
    """A zipped file of which one part is damaged, and zipped again."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        names = [n for n in old.namelist() if n.endswith(".xml")]
        chosen = draw(st.sampled_from(sorted(names, key=lambda n: -old.getinfo(n).file_size)[:6]))
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, draw(damaged(part)) if name == chosen else part)
    return file.getvalue()


def any_damage() -> st.SearchStrategy[tuple[bytes, str]]:
    plain = [st.tuples(damaged(content), st.just(suffix)) for suffix, content in WHOLE.items()]
    inside = [
        st.tuples(damaged_inside(WHOLE[suffix]), st.just(suffix)) for suffix in (".docx", ".xlsx")
    ]
    return st.one_of(*plain, *inside)


@NOW_AND_THEN
@given(any_damage())
def test_a_damaged_file(tmp_path: Path, case: tuple[bytes, str]):
    bear(*case, tmp_path)


@settings(OFTEN, max_examples=1500)
@given(any_damage())
def test_many_damaged_files(tmp_path: Path, case: tuple[bytes, str]):
    bear(*case, tmp_path)


@pytest.mark.parametrize("blank", [" ", "\t", " \t", "\f"])
def test_a_long_run_of_blanks_takes_no_time(blank: str):
    """A run without a line break at its end was looked at again from each of its places."""
    began = time.process_time()
    document = html.read_text(f"<p>甲{blank * 100_000}乙</p><p>丙{blank * 100_000}\n丁</p>")
    assert time.process_time() - began < 2
    one, two = (block for block in document.blocks if isinstance(block, Paragraph))
    assert "".join(one.text.split()) == "甲乙"
    assert "".join(two.text.split()) == "丙丁"


def test_a_line_of_millions_of_characters_is_no_report():
    """It was copied a dozen times on its way to a text."""
    with pytest.raises(Unreadable, match="太多"):
        html.read_text(f"<p>甲{'乙' * (2 << 20)}</p>")
    blanks = html.read_text(f"<p>甲</p>{' ' * (2 << 20)}<p>乙</p>").blocks
    assert [block.text for block in blocks_with_words(blanks)] == ["甲", "乙"]


def blocks_with_words(blocks: Sequence[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph) and block.text]


def test_containers_without_end_take_no_memory():
    """Each line kept the whole way to it: a page of a few megabytes took gigabytes."""
    page = "<div>甲" * 500 + "</div>" * 499 + "<div><p>乙</p></div><p>丙</p>"
    blocks = html.read_text(page).blocks
    assert len(blocks) == 502
    assert [len(block.path) for block in blocks] == [min(n, 200) for n in range(1, 501)] + [3, 2]
    assert blocks[-2].path[:2] == blocks[-1].path == blocks[1].path


PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td colspan=3>",
            "<td rowspan=4>",
            "</td>",
            "<p>",
        ),
        *(
            "<br>",
            "<div>",
            "</div>",
            "<!--",
            "\t",
            "\n",
            '"',
            "",
            "3",
            "0",
            "/",
            "总计",
            "其他",
            "二、",
        ),
        *(
            "一、总体情况",
            "（一）主动公开。",
            "行政许可",
            "规章",
            "本年制发件数",
            "结果维持",
            "自然人",
        ),
        "2023年政府信息公开工作年度报告",
    ]
)


@NOW_AND_THEN
@given(st.lists(PIECES | st.text(max_size=8), max_size=80).map("".join))
def test_made_up_pages_and_copies(words: str):
    assert html.read_text(words) == html.read_text(words)
    text.read_text(words)
    from_clipboard.read_html_tables(words)
    table = from_clipboard.read_tsv(words)
    assert len(table.lines) >= 1


@NOW_AND_THEN
@given(st.lists(PIECES | st.text(max_size=8), max_size=80).map("".join))
def test_a_made_up_page_is_borne(tmp_path: Path, words: str):
    bear(words.encode("utf-8", "replace"), ".html", tmp_path)
