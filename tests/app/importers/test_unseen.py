"""What nobody sees is gone after an import, whatever it came in, and no figure suffers by it."""

import json
import re
from functools import partial

import openpyxl
import pytest

from app.exporters import EXPORTS
from app.files import store
from app.importers import take
from app.importers.guesses import text as plain_text
from app.importers.paste import copied
from app.importers.terms.proposal import Proposal
from app.report.report import Report
from tests.app.checks.sentences import figures

SENTENCE = (
    "本年\u200b收到申请\u202d12\u202c件\xa0，\ufeff谢谢👩\u200d👧☎\ufe0e\u2028另\u3000有\x073件。"
)
CLEAN = "本年收到申请12件 ，谢谢👩\u200d👧☎\ufe0e\n另\u3000有3件。"


def report() -> Report:
    made = figures()
    made.apply(
        {
            ("organ", ""): "青石\u200b镇\u2060人民政府",
            ("texts", "overview/on_request"): SENTENCE,
            ("texts", "problems"): SENTENCE,
            ("notes", "requests/granted/natural"): "含\u202d撤回\u202c1件",
        }
    )
    return made


def imported(content: bytes, suffix: str, tmp_path) -> Proposal:
    file = tmp_path / f"年报{suffix}"
    file.write_bytes(content)
    return take.from_file(file)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx"])
def test_a_document_and_what_is_read_from_it_are_without_them(suffix, tmp_path):
    proposal = imported(EXPORTS[suffix].render(report()), suffix, tmp_path)
    assert proposal.organ == "青石镇人民政府"
    assert proposal.texts["problems"] == CLEAN
    assert proposal.texts["overview/on_request"] == CLEAN


def test_a_report_file_with_them_is_taken_over_without_them(tmp_path):
    proposal = imported(store.encode(report()), ".json", tmp_path)
    assert proposal.organ == "青石镇人民政府"
    assert proposal.texts["problems"] == CLEAN


def test_lists_of_figures_name_the_organ_without_them(tmp_path):
    for suffix in (".csv", ".jsonl"):
        content = EXPORTS[suffix].render(report()).decode()
        marked = content.replace("青石镇", "青\u200b石镇").encode()
        assert imported(marked, suffix, tmp_path).organ == "青石镇人民政府"


MARKS = ("\u202d{}\u202c", "\u200e{}", "\u2007{}", "{}\u3164", "\ufeff{}\u200b", "\u2066{}\u2069")


def figures_of(proposal: Proposal) -> dict[str, object]:
    return {id_: figure for table in proposal.tables for id_, figure in table.cells.items()}


@pytest.mark.parametrize("mark", MARKS)
def test_marks_around_every_figure_and_label_of_a_page_change_nothing(mark, tmp_path):
    html = EXPORTS[".html"].render(figures()).decode()
    marked = re.sub(r"(?<=>)([^<>\n]+)(?=</p></td>)", lambda m: mark.format(m[1]), html)
    assert len(marked) > len(html) + 100
    before, after = (imported(h.encode(), ".html", tmp_path) for h in (html, marked))
    assert figures_of(after) == figures_of(before)
    assert len(after.doubts) == len(before.doubts)


def test_marks_in_plain_text_and_in_a_workbook_change_nothing(tmp_path):
    lines = "规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n"
    table = plain_text.read_text(lines).blocks
    for mark in MARKS:
        marked = re.sub(r"[^\t\n]+", partial(_marked, mark), lines)
        cleaned = take.cleaned(plain_text.read_text(marked)).blocks
        assert cleaned == table, mark
        assert copied(marked, "") == copied(lines, "")

    book = openpyxl.Workbook()
    book.active.append(["\u200b总体\u202d情况"])
    file = tmp_path / "表.xlsx"
    book.save(file)
    (sheet,) = take.cleaned(take.source.read(file.read_bytes(), ".xlsx")).blocks
    assert [cell.text for cell in sheet.cells] == ["总体情况"]


def test_every_digit_is_read_in_an_imported_table(tmp_path):
    html = EXPORTS[".html"].render(figures()).decode()
    arabic = re.sub(
        r"(?<=>)\d+(?=</p></td>)",
        lambda m: m[0].translate({48 + n: 0x660 + n for n in range(10)}),
        html,
    )
    assert figures_of(imported(arabic.encode(), ".html", tmp_path)) == figures_of(
        imported(html.encode(), ".html", tmp_path)
    )


def _marked(mark: str, found: re.Match[str]) -> str:
    return mark.format(found[0])


def test_half_a_character_in_a_report_file_comes_to_no_document(tmp_path):
    content = json.loads(store.encode(report()))
    content["texts"]["problems"] = "甲\ud83d乙"
    file = tmp_path / "年报.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    html = EXPORTS[".html"].render(store.load(file).report)
    assert "甲乙" in html.decode()
    assert take.from_file(file).texts["problems"] == "甲乙"
