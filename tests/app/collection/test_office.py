"""Whose sum it most likely is."""

import pytest

from app.collection import office
from app.collection.facts import Facts, Member

OWN = Member(name="乙市人民政府办公室", own=True)


@pytest.mark.parametrize(
    ("members", "units", "folder", "organ"),
    [
        ([OWN], ["甲县教育局"] * 3, "", "乙市人民政府"),
        ([], ["教育局", "甲县人民政府办公室"], "2025", "甲县人民政府"),
        ([], ["甲县教育局", "甲县民政局", "甲县财政局", "乙县民政局"], "", "甲县人民政府"),
        ([], ["甲县教育局", "民政局"], "清河县2025年年报", "清河县人民政府"),
        ([Member(name="甲县教育局", own=True)], [], "年报", "甲县教育局"),
        ([], ["城市管理局", "柳河镇"], "年报", ""),
    ],
)
def test_the_government_of_the_place_that_units_are_called_by(members, units, folder, organ):
    assert office.guess(Facts(units=tuple(members)), units, folder) == organ
