"""A report whose figures are all different where they can be, so that no number fits by chance."""

from collections.abc import Callable

import pytest

from app.forms import load as forms
from app.forms.model import Form
from app.report import Report

PICTURE = """
    |                            | 自然人 | 商业企业 | 科研机构 |
    | 本年新收                   | 40     | 7        | 0        |
    | 上年结转                   | 3      | 1        | 0        |
    | 予以公开                   | 17     | 2        | 0        |
    | 部分公开                   | 5      | 1        | 0        |
    | 属于三类内部事务信息       | 2      | 0        | 0        |
    | 属于四类过程性信息         | 0      | 2        | 0        |
    | 本机关不掌握相关政府信息   | 8      | 1        | 0        |
    | 没有现成信息需要另行制作   | 2      | 0        | 0        |
    | 重复申请                   | 1      | 0        | 0        |
    | 逾期不补正                 | 3      | 1        | 0        |
    | 结转下年度                 | 5      | 1        | 0        |
"""
"""新收 47，上年结转 4，总计 45：公开 19、部分 6、不予 4、无法 11、不处理 1、其他 4；结转 6。"""

OTHERS = {
    "disclosure/normative_docs/made": 3,
    "disclosure/normative_docs/repealed": 2,
    "disclosure/normative_docs/valid": 20,
    "disclosure/licensing/decisions": 312,
    "disclosure/punishment/decisions": 45,
    "disputes/cases/review_upheld": 2,
    "disputes/cases/review_other": 1,
    "disputes/cases/review_pending": 2,
    "disputes/cases/direct_upheld": 1,
    "disputes/cases/direct_pending": 1,
    "disputes/cases/post_review_upheld": 1,
}
"""复议 5；直接起诉 2，复议后起诉 1，诉讼 3。"""


@pytest.fixture
def zeros() -> Callable[..., Report]:
    """A report of an edition in which every input is 0."""

    def make(edition: str = "2021", year: int = 2023, organ: str = "青石县发展和改革局") -> Report:
        form = forms.form(edition)
        inputs = [cell.id for cell in form.cells.values() if not cell.computed]
        head = {("organ", ""): organ, ("year", ""): year}
        return Report(form, head | {("cells", cell): 0 for cell in inputs})

    return make


@pytest.fixture
def filled(zeros: Callable[..., Report], drawn: Callable[..., object], form: Form) -> Report:
    """The report of 2023 with the figures drawn above, and no text."""
    report = zeros()
    report.apply(drawn("requests", PICTURE).typed)  # type: ignore[attr-defined]
    report.apply({("cells", cell): value for cell, value in OTHERS.items()})
    report.apply({("cells", "disclosure/fees/amount"): 20})
    return report
