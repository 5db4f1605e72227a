"""Every kind of document that this program writes is read back as the report it was made of.

Equal means: organ, year, title, inputs, printed totals, every text as it is shown, and the words of
cells that are printed under their table. What a page does not print it cannot give back: indents
and blanks at the ends of a line, blank lines at the ends of a text, a note that says no more than
the figure, which numbers in a text are linked. A list of figures has no texts and no title.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exporters import EXPORTS, Options
from app.exporters.flow import clean, flow, lines
from app.files import store
from app.forms import catalogue
from app.forms.names import note_of
from app.importers import take
from app.importers.terms.proposal import report_of
from app.report.report import Report
from tests.hard import HARD, changed

DATA = Path(__file__).parents[2] / "data" / "reports"
DOCUMENTS = {
    "page for Word": (".html", Options()),
    "clean page": (".html", Options(clean=True)),
    "Word document": (".docx", Options()),
    "workbook": (".xlsx", Options()),
    "workbook with all": (".xlsx", Options(formulas=True, findings=True, protect=True)),
}
LISTS = {"csv": (".csv", Options()), "jsonl": (".jsonl", Options())}
KINDS = DOCUMENTS | LISTS
EDITIONS = {edition: catalogue.form(edition) for edition in ("2021", "2019")}


class Printed(NamedTuple):
    """What a document shows of a report."""

    edition: str
    organ: str
    year: int | None
    title: str
    cells: dict
    values: dict
    texts: dict
    notes: dict


def printed(report: Report) -> Printed:
    return Printed(
        report.form.edition,
        clean(report.organ),
        report.year,
        clean(report.title),
        dict(report.cells),
        dict(report.values),
        {id_: "\n".join(lines(report.text(id_))) for id_ in report.form.texts},
        dict(printed_notes(report)),
    )


def printed_notes(report: Report):
    shown = {piece.text for piece in flow(report) if piece.kind == "note"}
    for id_, words in report.entries("notes").items():
        one_line = " ".join(clean(words).split())
        if f"{note_of(report.form.cells[id_])}{one_line}" in shown:
            yield id_, one_line


def back(report: Report, kind: tuple[str, Options], folder: Path) -> Report:
    suffix, options = kind
    file = folder / f"x{suffix}"
    file.write_bytes(EXPORTS[suffix].render(report, options))
    proposal = take.from_file(file)
    assert proposal.all_doubts == ()
    assert proposal.differences == ()
    return report_of(proposal)


def assert_same(report: Report, kind: str, folder: Path) -> None:
    wanted, found = printed(report), printed(back(report, KINDS[kind], folder))
    if kind in LISTS:
        unseen = {"title": "", "texts": {}, "notes": {}}
        wanted, found = wanted._replace(**unseen), found._replace(**unseen)
    assert found == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_comes_back_equal_from_every_kind_of_document(kind: str, tmp_path: Path):
    assert_same(store.load(DATA / "sample.json").report, kind, tmp_path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_long_paragraphs_come_back_in_one_piece(kind: str, tmp_path: Path):
    """A workbook gives them several rows."""
    report = store.load(DATA / "sample.json").report
    sentences = "一句话。 又一句！下一句没有句号" * 90
    for text in ("problems", "overview/active", "disputes/note"):
        report.apply({("texts", text): f"{sentences}\n{'字' * 1200}\n{'word ' * 700}末"})
    assert_same(report, kind, tmp_path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_long_name_under_a_report_comes_back_in_one_piece(kind: str, tmp_path: Path):
    """It is printed over several lines; lines of the clerk's own stay lines."""
    report = store.load(DATA / "sample.json").report
    name = "江苏省淮安市洪泽区人民政府办公室（挂江苏省淮安市洪泽区大数据管理局、政务服务管理办公室牌子）"
    closing = ("texts", report.form.closing.id)
    report.apply({closing: f"{name}\n2026年1月20日\n（此件公开）"})
    assert_same(report, kind, tmp_path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_title_longer_than_a_property_comes_back_whole(kind: str, tmp_path: Path):
    report = store.load(DATA / "sample.json").report
    report.apply({("title", ""): "关于 青禾镇及其所属各单位" * 24 + "政府信息公开工作年度报告"})
    assert_same(report, kind, tmp_path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_what_looks_like_the_code_of_a_letter_comes_back_as_it_was_typed(kind: str, tmp_path: Path):
    """A cell with _x0041_ in it shows an A."""
    words = "甲_x0041_乙_x000D_丙_x005F_x0041_丁_x12_"
    assert_same(changed({"problems": words}, organ="青_x0041_镇"), kind, tmp_path)


@pytest.mark.parametrize("joined", ["e\u0308", "👨\u200d👩\u200d👧", "👍\U0001f3fd"])
def test_no_row_of_a_workbook_begins_with_half_of_what_is_drawn_together(joined, tmp_path: Path):
    for before in range(4):
        report = store.load(DATA / "sample.json").report
        report.apply({("texts", "other"): "甲" * before + joined * 600})
        assert_same(report, "workbook", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.json")))
@pytest.mark.parametrize("kind", KINDS)
def test_every_report_comes_back_equal(kind: str, name: str, tmp_path: Path):
    assert_same(store.load(DATA / f"{name}.json").report, kind, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("hard", HARD)
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_that_is_hard_to_print_comes_back_equal(kind: str, hard: str, tmp_path: Path):
    assert_same(HARD[hard](), kind, tmp_path)


HEADINGS = [
    heading
    for form in EDITIONS.values()
    for section in form.sections
    for heading in (section.heading, *(text.heading for text in section.texts if text.heading))
]
LABELS = [cell.row.label for form in EDITIONS.values() for cell in form.cells.values()]
LINES = [
    *(
        "",
        "",
        "　　段首空两格。",
        "  两头有空格  ",
        "左\t中\t\t右",
        "a  b",
        "“引号”'和\"",
        "<b>&amp;</b>",
    ),
    *(
        "（一）主动公开情况",
        "（六）又一",
        "一、总体情况",
        "1.第一",
        "①",
        "注：新收，自然人：3",
        "（文字描述）",
    ),
    *(
        "=SUM(A1:A3)",
        "+1",
        "-",
        "@某",
        "'",
        "#REF!",
        "12",
        "0.5",
        "１２",
        "— 3 —",
        "第 3 页 共 5 页",
    ),
    *(
        "单位：件",
        "表二",
        "2023年",
        "附件：",
        "附件1.docx",
        "打印",
        "关闭",
        "扫一扫在手机打开当前页",
        "主办：某局",
    ),
    *(
        "某县教育局",
        "2024年1月10日",
        "某局2023年政府信息公开工作年度报告",
        "发布日期：2024-01-09",
        "目录",
    ),
    *(
        "𠮷野家在㐂县",
        "مرحبا بالعالم",
        "שלום",
        "👨‍👩‍👧",
        "é",
        "1 2",
        "|a|b|",
        "# 标题",
        "---",
        "_x000D_",
    ),
    "统计期限自2022年1月1日起至2022年12月31日止。",
    "申请数量\t1\t2\t3",
]
ENDINGS = [
    "局",
    "人民政府",
    "街道办事处",
    "（市监局）",
    "委员会",
    "2023年",
    "关于",
    "公开",
    "的",
    "本级",
    "12",
    ")",
]

line = st.sampled_from(LINES + HEADINGS + LABELS)
text = st.lists(line, max_size=5).map("\n".join)
linked = st.builds(
    "{}⟦{}⟧件{}".format,
    line,
    st.sampled_from(sorted(set(EDITIONS["2021"].cells) & set(EDITIONS["2019"].cells))),
    text,
)
han = st.text("某市县区镇乡中华甲乙丙经济技术开发管理", min_size=1, max_size=50)
organ = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "‹", "=", "+", "@", "'", "<", "“", "|"]),
    han,
    st.sampled_from(ENDINGS),
)


@st.composite
def reports(draw) -> Report:
    form = EDITIONS[draw(st.sampled_from(sorted(EDITIONS)))]
    cells = [cell for cell in form.cells.values() if not cell.computed]
    changes = {("organ", ""): draw(organ), ("year", ""): draw(st.integers(2008, 2099))}
    one_line = line.filter(str.strip).map(lambda words: " ".join(words.split()))  # as pages show it
    changes["title", ""] = draw(st.none() | one_line)
    for cell in draw(st.lists(st.sampled_from(cells), unique=True, max_size=60)):
        places = cell.column.decimals or 0
        figure = st.decimals(0, 10**9, places=places) if places else st.integers(0, 10**10)
        changes["cells", cell.id] = draw(figure)
    for cell in draw(st.lists(st.sampled_from(list(form.cells)), unique=True, max_size=3)):
        changes["notes", cell] = draw(line | st.just("22（其中修订 16 件）"))
    for id_ in draw(st.lists(st.sampled_from(list(form.texts)), unique=True)):
        changes["texts", id_] = draw(text | linked)
    return Report(form, changes)


ANY_KIND = st.sampled_from(sorted(KINDS))


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(report=reports(), kind=ANY_KIND)
def test_whatever_a_report_holds_it_comes_back_equal(report: Report, kind: str, tmp_path: Path):
    assert_same(report, kind, tmp_path)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(report=reports(), kind=ANY_KIND)
def test_whatever_many_reports_hold_they_come_back_equal(report: Report, kind: str, tmp_path: Path):
    assert_same(report, kind, tmp_path)
