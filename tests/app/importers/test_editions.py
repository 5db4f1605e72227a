"""A report in another edition: what stands beside its figures comes along, or is named."""

from app.forms import catalogue as forms
from app.importers import editions
from app.report.report import Report
from tests.app.report.test_one_door import EVERYTHING

ONLY_2021 = "disputes/cases/review_upheld"
ONLY_2019 = "disclosure/coercion/prev_items"


def converted(remarks: list[dict], corrections: list[dict]) -> editions.Converted:
    kept = {key: EVERYTHING[key, ""] for key in ("provenance", "level", "title")}
    changes = {(key, ""): value for key, value in kept.items()}
    changes |= {("remarks", ""): remarks, ("corrections", ""): corrections}
    return editions.converted(Report(forms.form("2019"), changes), "2021", 2023)


def test_a_remark_stays_though_its_place_is_gone():
    (remark,) = EVERYTHING["remarks", ""]
    here = remark | {"cells": ["requests/granted/natural", ONLY_2019], "words": "这里"}
    gone = remark | {"cells": [ONLY_2019], "texts": [], "words": "没有了"}
    made = converted([here, gone], []).report
    assert [(each.words, each.cells) for each in made.get(("remarks", ""))] == [
        ("这里", ("requests/granted/natural",)),
        ("没有了", ()),
    ]


def test_a_correction_that_has_no_cell_there_is_named():
    (correction,) = EVERYTHING["corrections", ""]
    stays = correction | {"cell": "requests/granted/natural", "was": 2, "now": 3}
    goes = correction | {"cell": ONLY_2019, "was": None, "now": 3, "reason": "漏报"}
    made = converted([], [stays, goes])
    assert [each.cell for each in made.report.get(("corrections", ""))] == [stays["cell"]]
    (told,) = [words for words in made.notices if "更正" in words]
    assert "甲县教育局" in told
    assert "由 空白 更正为 3（漏报）" in told
    assert "没有带来" in told


def test_where_it_was_summed_from_comes_along():
    made = converted([], []).report
    assert [unit.unit for unit in made.get(("provenance", ""))] == ["甲县教育局"]
    assert (made.get(("level", "")), made.title) == ("county", "甲县年报")
