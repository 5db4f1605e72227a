"""What goes out of a collection: the review sheet, the replies, the lists."""

import io
import re
import time
import zipfile
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from msgspec import structs

from app.collection import gathering, sources, summing
from app.collection.folder import CollectionError
from app.collection.papers import letters, review_sheet
from app.collection.standing import Collected
from app.collection.summing import Sum
from app.files import store
from tests import county
from tests.app.collection.conftest import (
    BUREAU,
    COUNTY,
    TOWN,
    digest,
    edited,
    renamed,
    run,
    write_facts,
)

TODAY = date(2024, 2, 3)
CELL = "requests/granted/natural"
OFFICE = "甲市人民政府"
REMARK = {
    "unit": TOWN, "cells": [CELL], "texts": ["problems"], "words": "请附台账", "by": "李四",
    "date": "2024-02-01", "done": False,
}  # fmt: skip


def gathered(place: Path) -> tuple[Collected, Sum]:
    facts, home = gathering.known([place])
    collected = gathering.gather(sources.listed([place]), facts, home, texts=True)
    return collected, summing.summed(collected, place / "和.json")


def replies(place: Path, *, each: bool = False) -> dict[str, list[str]]:
    """The words of each letter of an office, paragraphs first."""
    collected, _ = gathered(place)
    facts = structs.replace(collected.facts, organ=collected.facts.organ or OFFICE)
    made = letters.letters(structs.replace(collected, facts=facts), TODAY, each=each)
    words = {}
    for name, content in made.items():
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words[name] = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    return words


def sheets(place: Path) -> Any:
    content = review_sheet.render(*gathered(place))
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_reply_says_what_is_wrong_where_and_by_when(collection):
    back = {"unit": COUNTY, "sha256": digest(collection / "收到" / "003.json")}
    returns = [back | {"date": "2024-02-01", "due": "2024-02-08"}]
    write_facts(collection, year=2023, organ="甲市人民政府", returns=returns)
    words = replies(collection)[f"{COUNTY}退回意见.docx"]
    assert sum("印的是" in word for word in words) == 2
    assert not any(re.search(r"R\d\d", word) for word in words)
    assert any("003.json" in word and "5 处" in word for word in words)
    assert any("2024年2月8日前" in word for word in words)
    assert any("“总计”印的是 0，前面四项相加是 11" in word for word in words)
    assert words.count("请补上。") == 3
    assert {"甲市人民政府", "2024年2月3日"} <= {*words}


def test_what_a_reviewer_wrote_is_in_the_reply_until_it_is_done(collection):
    write_facts(collection, year=2023, remarks=[REMARK])
    words = replies(collection)[f"{TOWN}退回意见.docx"]
    assert "请附台账（李四）" in words
    write_facts(collection, year=2023, remarks=[REMARK | {"done": True}])
    assert not any("请附台账" in word for word in replies(collection)[f"{TOWN}退回意见.docx"])


def test_no_reply_goes_to_whom_nothing_is_asked_or_nobody_knows(collection):
    received = collection / "收到"
    approved = [{"unit": COUNTY, "sha256": digest(received / "003.json"), "date": "2024-02-01"}]
    units = [{"name": name} for name in (COUNTY, TOWN)] + [{"name": "民政局", "contact": "王五"}]
    write_facts(collection, year=2023, units=units, approvals=approved, deadline="2024-01-31")
    made = replies(collection)
    assert set(made) == {
        f"{TOWN}退回意见.docx",
        "未报单位.docx",
        "催报通知.docx",
        "单位一览.docx",
    }
    assert {"民政局", "王五"} <= {*made["未报单位.docx"]}
    assert any(
        "还有 1 个单位没有报送，报送期限是2024年1月31日" in word for word in made["未报单位.docx"]
    )
    assert BUREAU in made["单位一览.docx"]
    # What has come and may be its own is written beside it: nobody is reminded by mistake.
    (received / "民政局（扫描件）.pdf").write_bytes(b"%PDF-1.7")
    assert any("民政局（扫描件）.pdf" in word for word in replies(collection)["未报单位.docx"])


def test_a_unit_is_asked_for_what_it_can_do(collection):
    """Not to mend the day on which it came, nor to import anything; nor for hints alone."""
    received = collection / "收到"
    scan = received / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7")
    (received / "b.json").write_bytes(store.encode(county.report_of(county.LATER)))
    for old in ("003.json", "020.json", "021.json"):
        (received / old).unlink()
    units = [{"name": name} for name in (BUREAU, county.LATER)]
    chosen = [{"unit": BUREAU, "sha256": digest(scan)}]
    known = {"units": units, "choices": chosen, "organ": OFFICE, "deadline": "2024-01-31"}
    write_facts(collection, year=county.YEAR, **known)
    made = replies(collection)
    said = [*made[f"{BUREAU}退回意见.docx"]]
    assert (
        said[
            said.index(
                "请另报 Word（.docx）或者 Excel（.xlsx）的原件，不要报扫描件、图片、压缩包。"
            )
            - 3
        ]
        == "错误"
    )
    late = next(n for n, words in enumerate(said) if "期限是 2024-01-31" in words)
    assert (said[late - 2], said[late + 1]) == ("提示", "请看一看。")
    assert f"{county.LATER}退回意见.docx" not in made
    back = {"unit": county.LATER, "sha256": digest(received / "b.json"), "date": "2026-01-20"}
    write_facts(collection, year=county.YEAR, returns=[back], **known)
    assert f"{county.LATER}退回意见.docx" in replies(collection)


def test_whoever_has_not_filed_is_reminded_together_or_alone(collection):
    units = [{"name": name} for name in (COUNTY, BUREAU, TOWN, "民政局", "水利局")]
    write_facts(collection, year=2023, units=units, deadline="2024-01-31", organ=OFFICE)
    words = replies(collection)["催报通知.docx"]
    assert {"各有关单位：", "民政局", "水利局", OFFICE, "2024年2月3日"} <= {*words}
    assert any("2 个单位还没有报送" in word and "2024年1月31日" in word for word in words)
    alone = replies(collection, each=True)
    assert "催报通知.docx" not in alone
    words = alone["水利局催报通知.docx"]
    assert {"水利局：", OFFICE} <= {*words}
    assert "民政局" not in words
    assert any("《水利局2023年政府信息公开工作年度报告》" in word for word in words)


def test_letters_are_signed_or_not_written(collection):
    units = [{"name": name} for name in (COUNTY, BUREAU)]
    write_facts(collection, year=2023, units=units)
    with pytest.raises(CollectionError, match="--organ"):
        letters.letters(gathered(collection)[0], TODAY)
    write_facts(collection, year=2023, units=[*units, {"name": OFFICE, "own": True}])
    made = letters.letters(gathered(collection)[0], TODAY)
    document = docx.Document(io.BytesIO(made[f"{COUNTY}退回意见.docx"]))
    assert OFFICE in [paragraph.text for paragraph in document.paragraphs]


def printed(collection: Path) -> str:
    """What is asked of a unit first, where a printed total is wrong."""
    [standing] = [each for each in gathered(collection)[0].standings if each.unit == COUNTY]
    return next(f.message for f in standing.all_findings if "印的是" in f.message)


@pytest.mark.parametrize("more", ["", "，请附台账"])
def test_what_was_noted_from_a_finding_is_asked_with_it_and_not_again(collection, more):
    message = printed(collection)
    [standing] = [each for each in gathered(collection)[0].standings if each.unit == COUNTY]
    finding = next(f for f in standing.all_findings if f.message == message)
    place = {"cells": finding.cells, "texts": finding.texts}
    noted = REMARK | place | {"unit": COUNTY, "words": f"{message}{more}"}
    before = replies(collection)[f"{COUNTY}退回意见.docx"]
    write_facts(collection, year=2023, remarks=[noted])
    words = replies(collection)[f"{COUNTY}退回意见.docx"]
    assert any("5 处" in word for word in words)
    assert len(words) == len(before)
    assert sum(more in word and "李四" in word for word in words) == bool(more)
    assert "\n".join(words).count(message) == 1


def test_a_unit_with_other_tables_is_told_of_its_places_in_words(lay):
    place = lay("001", "003", "021")
    report = store.load(place / "001.json").report
    half = {("cells", "disclosure/punishment/prev_items"): Decimal("1.5")}
    report.apply({("year", ""): 2023} | half)
    store.save(report, place / "001.json")
    words = replies(place)[f"{report.organ}退回意见.docx"]
    assert "用的是 2019 年版表格，应当是 2021 年版。" in words
    assert not any("prev_items" in word for word in words)
    assert any("行政处罚" in word for word in words)


def test_the_same_thing_is_asked_once(collection):
    """Of two files that say the same, the one that counts speaks."""
    old = collection / "收到" / "021.json"
    old.with_name("021再.json").write_bytes(old.read_bytes())
    words = replies(collection)[f"{TOWN}退回意见.docx"]
    assert words.count("请补上。") == 3


def test_units_whose_names_no_file_can_have_get_a_letter_each(collection):
    renamed(collection / "收到" / "003.json", "甲/乙局")
    renamed(collection / "收到" / "020.json", "甲:乙局")
    renamed(collection / "收到" / "021.json", "con")
    names = [name for name in replies(collection) if name != "单位一览.docx"]
    assert sorted(names) == [
        "_con退回意见.docx",
        "甲_乙局退回意见.docx",
        "甲_乙局退回意见（2）.docx",
    ]


def test_the_sheet_has_a_row_a_unit_and_every_addend_under_its_sum(collection):
    sheet = sheets(collection)["数字"]
    head = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)]
    total, *units = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert (total[0], [unit[0] for unit in units]) == ("合计", [COUNTY, BUREAU, TOWN])
    assert len(total) == 201
    for column, figure in enumerate(total[1:], 1):
        addends = [Decimal(str(unit[column])) for unit in units if unit[column] is not None]
        assert (Decimal(str(figure)) if addends else figure) == (sum(addends) if addends else None)
    assert all(head[0][1:])


def test_the_sheet_names_what_is_wrong_who_is_missing_and_whose_blanks_are_0(collection):
    units = [{"name": name} for name in (COUNTY, BUREAU, TOWN, "民政局")]
    correction = {
        "unit": BUREAU, "cell": CELL, "was": 26, "now": 25, "reason": "重复登记", "by": "王五",
        "date": "2024-02-01",
    }  # fmt: skip
    corrections = [correction, correction | {"was": 7, "unit": TOWN}]
    write_facts(collection, year=2023, units=units, corrections=corrections, remarks=[REMARK])
    book = sheets(collection)
    rows = {
        sheet.title: [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
        for sheet in book
    }
    assert [row[:2] for row in rows["单位"]][3] == ["民政局", "未报"]
    assert rows["未报"] == [["民政局", None, None]]
    assert len(rows["空白按 0"]) == 131
    assert {row[2] for row in rows["空白按 0"]} == {BUREAU}
    assert [row[2:4] + row[-1:] for row in rows["更正"]] == [
        [26, 25, "已用上"],
        [7, 25, "单位的数已经变了，没有用上"],
    ]
    assert [COUNTY, "错误", "R06"] in [row[:3] for row in rows["检查结果"]]
    assert ["请附台账（李四）"] in [row[4:5] for row in rows["检查结果"]]


def test_a_clock_that_shows_1970_keeps_no_review_sheet_from_being_made(collection, monkeypatch):
    shown = time.struct_time((1970, 1, 1, 8, 0, 0, 3, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: shown)
    assert review_sheet.render(*gathered(collection)).startswith(b"PK")


def test_the_charts_are_the_workbook_s_own(collection):
    content = review_sheet.render(*gathered(collection))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name) for name in archive.namelist() if "charts/chart" in name]
    assert len(charts) == 4
    assert all(b"barChart" in chart for chart in charts)


def test_results_by_kind_and_what_changed_since_last_year_are_drawn_in_the_workbook(
    collection, tmp_path, capsys
):
    """By the command; the figures beside the charts are those of the reports."""
    last = tmp_path / "上年"
    last.mkdir()
    now, before = [], []
    for name in ("020", "021"):
        report = store.load(collection / "收到" / f"{name}.json").report
        now.append(report.values[CELL] or 0)
        report.apply({("year", ""): 2022, ("cells", CELL): 4})
        before.append(4)
        store.save(report, last / f"{name}.json")
    write_facts(collection, year=2023, previous=str(last))
    run("review", collection, "-o", tmp_path / "审核.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "审核.xlsx")["图"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows()]
    assert ["办理结果", "数量", None] in rows
    at = rows.index(["与上年相比（两年都有的 2 个单位）", "上年", "本年"])
    [done] = [row for row in rows[at:] if "总计" in str(row[0]) and "七" in str(row[0])]
    assert done[2] - done[1] == sum(now) - sum(before)
    assert len(sheet._charts) == 2


def test_nobody_s_words_become_a_formula_or_markup(collection):
    renamed(collection / "收到" / "021.json", "=1+1<b>&\x0b")
    write_facts(collection, year=2023, remarks=[REMARK | {"unit": "=1+1<b>&", "words": "@SUM(A1)"}])
    book = sheets(collection)
    assert book["单位"]["A4"].value == "=1+1<b>&"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    words = replies(collection)["=1+1_b_&退回意见.docx"]
    assert "=1+1<b>&：" in words


def test_the_command_writes_all_of_it_or_nothing(collection, tmp_path, capsys):
    out, letters_to = tmp_path / "审核.xlsx", tmp_path / "回复"
    assert run("review", collection, "-o", out, "--replies", letters_to) == 2
    assert "请先建好" in capsys.readouterr().err
    letters_to.mkdir()
    assert run("review", collection, "-o", out, "--replies", letters_to) == 2
    assert "落款" in capsys.readouterr().err
    assert not out.exists()
    write_facts(collection, year=2023, organ=OFFICE)
    assert run("review", collection, "-o", out, "--replies", letters_to) == 1
    before = {path: path.read_bytes() for path in (out, *letters_to.iterdir())}
    assert len(before) == 5
    (letters_to / f"{TOWN}退回意见.docx").unlink()
    assert run("review", collection, "-o", out, "--replies", letters_to) == 2
    assert "--force" in capsys.readouterr().err
    assert not (letters_to / f"{TOWN}退回意见.docx").exists()
    assert out.read_bytes() == before[out]
    assert run("review", collection, "-o", out, "--replies", letters_to, "--force") == 1
    assert (letters_to / f"{TOWN}退回意见.docx").exists()


def test_what_the_command_writes_among_the_reports_is_no_report(collection, capsys):
    received = collection / "收到"
    replies_to = received / "回复"
    replies_to.mkdir()
    write_facts(collection, year=2023, organ=OFFICE)
    for _ in range(2):
        run("review", collection, "-o", received / "审核.xlsx", "--replies", replies_to, "--force")
        assert "读不了" not in capsys.readouterr().out


def test_the_sheets_are_printed_across_with_their_heads_on_every_page(collection):
    book = sheets(collection)
    assert {sheet.page_setup.orientation for sheet in book} == {"landscape"}
    assert all(sheet.print_area for sheet in book)
    assert book["单位"].page_setup.fitToHeight == 0
    figures = book["数字"]
    assert (figures.print_title_rows, figures.print_title_cols) == ("$1:$4", "$A:$A")
    ends = [at.id for at in figures.col_breaks.brk]
    tables = [figures.cell(1, at).value for at in range(1, figures.max_column + 1)]
    within = [at for at in ends if tables[at - 1] == tables[at]]
    assert len(ends) - len(within) == len({*tables[1:]}) - 1, "a page ends with each table"
    rows = [figures.cell(2, at).value for at in range(1, figures.max_column + 1)]
    assert all(rows[at - 1] != rows[at] for at in within), "a row of a table stays on a page"
    assert max(after - at for at, after in pairwise([1, *ends, figures.max_column])) <= 21


def test_words_too_many_for_a_row_go_on_in_the_next_under_the_same_name(collection):
    """Excel has no higher row than 409 points: on paper the rest would be lost."""
    words = "".join(f"第{number}处的数字与台账不一致，请逐项核对。" for number in range(150))
    write_facts(collection, year=2023, remarks=[REMARK | {"words": words}])
    book = sheets(collection)

    assert all((row.height or 0) < 409 for s in book for row in s.row_dimensions.values())
    rows = [[cell.value or "" for cell in row] for row in book["检查结果"]]
    of_town = [row for row in rows if row[0] == TOWN]
    assert words in "".join(row[4] for row in of_town)
    assert [bool(row[1]) for row in of_town if "台账" in row[4]][:2] == [True, False]


def test_a_sheet_with_nothing_on_it_says_so(collection):
    book = sheets(collection)
    assert [book[name]["A2"].value for name in ("更正", "未报")] == ["没有", "没有"]
    assert book["单位"]["A2"].value == COUNTY


def test_the_sheet_says_whose_figures_count_although_they_were_sent_back(collection):
    returns = [
        {"unit": unit, "sha256": digest(collection / "收到" / file), "date": "2024-02-01"}
        for unit, file in ((COUNTY, "003.json"), (TOWN, "021.json"))
    ]
    later = collection / "收到" / "021再.json"
    later.write_bytes((collection / "收到" / "021.json").read_bytes())
    edited(later, requests__granted__natural=3)
    write_facts(collection, year=2023, returns=returns)
    sheet = sheets(collection)["单位"]
    head = [cell.value for cell in sheet[1]]
    said = {
        (row[0].value, row[head.index("文件")].value): row[head.index("汇总")].value
        for row in sheet.iter_rows(min_row=2)
    }
    assert said == {
        (COUNTY, "003.json"): "计入：已退回，改好的还没有报来，先按退回的这一份",
        (BUREAU, "020.json"): "计入",
        (TOWN, "021再.json"): "计入：退回过 1 次，按后来的这一份",
        (TOWN, "021.json"): "没有计入",
    }


def test_a_sheet_is_a_workbook_by_its_name(collection, tmp_path, capsys):
    assert run("review", collection, "-o", tmp_path / "审核.docx") == 2
    assert ".xlsx" in capsys.readouterr().err


def test_where_nothing_can_be_summed_the_sheet_says_why(lay, tmp_path):
    place = lay("003")
    (tmp_path / "名单.txt").write_text("民政局\n", encoding="utf-8")
    out = tmp_path / "审核.xlsx"
    assert run("review", place, "-o", out, "--units", tmp_path / "名单.txt") == 1
    assert openpyxl.load_workbook(out).sheetnames == ["概况", "单位", "检查结果", "未报"]
