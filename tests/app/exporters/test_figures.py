"""The figures as lines: CSV read with the csv module, JSON Lines with json."""

import csv
import io
import json

import pytest

from app.exporters import Options
from app.exporters import figures as exported
from app.exporters.figures import COLUMNS
from app.files.profiles import Profile
from app.files.store import stored


def test_every_figure_is_a_line_of_the_csv(report):
    lines = _csv(report)

    assert [line[3] for line in lines[1:]] == list(report.form.cells)
    expected = ["" if v is None else str(stored(v)) for v in report.values.values()]
    assert [line[-1] for line in lines[1:]] == expected


def test_excel_knows_the_csv_as_utf_8(with_texts):
    assert exported.csv(with_texts({})).startswith(b"\xef\xbb\xbf")


def test_every_figure_is_a_line_of_the_json_lines(report):
    objects = [json.loads(line) for line in exported.jsonl(report).splitlines()]

    assert {each["cell"]: each["value"] for each in objects} == {
        cell: stored(value) for cell, value in report.values.items()
    }
    assert {tuple(each) for each in objects} == {COLUMNS}


def test_a_line_says_where_its_figure_stands(with_texts):
    lines = {line[3]: line for line in _csv(with_texts({}, organ="青石镇", year=2023))}

    assert lines["disputes/cases/direct_upheld"][:3] == ["青石镇", "2023", "2021"]
    assert lines["disputes/cases/direct_upheld"][4:8] == [
        "表四", "件数", "行政诉讼 / 未经复议直接起诉 / 结果维持", "件",
    ]  # fmt: skip
    assert lines["requests/denied_query/natural"][5] == (
        "三、本年度办理结果 / （三）不予公开 / 8.属于行政查询事项"
    )


def test_a_blank_may_be_printed_as_zero(with_texts):
    options = Options(profile=Profile(blank="zero"))
    lines = list(csv.reader(io.StringIO(exported.csv(with_texts({}), options).decode("utf-8-sig"))))

    assert {line[-1] for line in lines[1:]} == {"0"}


@pytest.mark.parametrize(
    "organ", ["=1+1", "+镇", "-镇", "@镇", "＝镇", "＋镇", "－镇", "＠镇", "|镇", "'镇"]
)
def test_a_name_is_no_formula(with_texts, organ):
    report = with_texts({}, organ=organ)

    assert {line[0] for line in _csv(report)[1:]} == {f"'{organ}"}
    assert json.loads(exported.jsonl(report).splitlines()[0])["organ"] == organ


def _csv(report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported.csv(report).decode("utf-8-sig"))))
