"""Whose report it is: by what it says of itself, and by nothing that merely looks alike."""

import pytest

from app.collection.facts import Member
from app.collection.whose import Match, Units, parted

ARCHIVES = "县委办公室（县档案局、县保密局）"
MEMBERS = [
    Member(name="教育局", aliases=("教育体育局", "教体局")),
    Member(name="民政局"),
    Member(name="财政局"),
    Member(name="柳河镇"),
    Member(name="城关街道"),
    Member(name=ARCHIVES),
    Member(name="发展和改革局"),
    Member(name="甲县人力资源和社会保障局"),
]


@pytest.mark.parametrize(
    ("organ", "unit"),
    [
        ("教育局", "教育局"),
        ("教体局", "教育局"),
        ("甲县教育局", "教育局"),
        ("甲县 教育局\u200b", "教育局"),
        ("柳河镇人民政府", "柳河镇"),
        ("甲县柳河镇人民政府", "柳河镇"),
        ("城关街道办事处", "城关街道"),
        ("县委办公室(县档案局、县保密局)", ARCHIVES),
    ],
)
def test_a_name_with_its_place_or_seat_is_the_unit_s(organ, unit):
    assert Units(MEMBERS, "甲县人民政府").match(organ) == Match(unit)


@pytest.mark.parametrize(
    ("organ", "maybe"),
    [
        ("乙区教育局", ("教育局",)),
        ("财政", ("财政局",)),
        ("档案馆", ()),
        ("", ()),
        ("甲县发改局", ("发展和改革局",)),
        ("人社局", ("甲县人力资源和社会保障局",)),
        ("展改局", ()),
        ("甲县局", ()),
    ],
)
def test_what_only_looks_alike_is_left_to_a_person(organ, maybe):
    assert Units(MEMBERS, "甲县人民政府").match(organ) == Match(maybe=maybe)


@pytest.mark.parametrize("organ", ["", " \u3000", "\u200b"])
def test_a_report_without_an_organ_is_nobody_s_not_even_the_office_s_own(organ):
    """A government is called as its place is, with nothing before or behind it."""
    units = Units([*MEMBERS, Member(name="甲县人民政府")], "甲县人民政府")
    assert units.match(organ, ("甲县",)) == Match()
    assert units.match("人民政府", ("甲县",)) == Match(maybe=("甲县人民政府",))


def test_a_place_is_learnt_from_several_units_and_not_from_two():
    units = Units(MEMBERS)
    organs = ["甲县教育局", "甲县民政局", "甲县财政局", "乙区柳河镇"]
    assert units.places(organs) == ("甲县",)
    assert units.match("甲县教育局", units.places(organs)) == Match("教育局")
    assert units.places(organs[1:]) == ()


def test_aliases_are_parted_and_what_stands_in_brackets_is_not():
    assert list(parted(f"{ARCHIVES}、档案局；保密局、")) == [ARCHIVES, "档案局", "保密局"]


def test_a_list_s_names_are_known_however_a_unit_writes_them_out():
    """As lists and reports write them: brackets, 县 for the county's name, government and seat."""
    listed = (
        "县政府办公室", "县教育局", "县民政局", "县财政局（县国有资产监督管理局）", "县信访局", "县气象局（甲站）",
        "县气象局（乙站）", "柳河镇", "东关街道办", "新城街道", "城关街道办事处", "市生态环境局清河分局",
    )  # fmt: skip
    units = Units([Member(name=name) for name in listed])
    said = {
        "清河县人民政府办公室": "县政府办公室",
        "清河县政府办": "县政府办公室",
        "清河县教育局": "县教育局",
        "清河县民政局": "县民政局",
        "清河县财政局": "县财政局（县国有资产监督管理局）",
        "清河县信访局": "县信访局",
        "清河县柳河镇人民政府": "柳河镇",
        "清河县东关街道办事处": "东关街道办",
        "清河县新城街道办事处": "新城街道",
        "清河县人民政府城关街道办事处": "城关街道办事处",
    }
    places = units.places(said)
    assert {organ: units.match(organ, places).unit for organ in said} == said
    # An office that is known tells the place from the first report on.
    only = Units([Member(name=name) for name in listed], "清河县人民政府")
    assert {organ: only.match(organ).unit for organ in said} == said
    short = Units([Member(name="县教育局")], "忠县人民政府")
    assert short.match("忠县教育局") == Match("县教育局")


def test_brackets_that_tell_units_apart_and_another_s_brackets_prove_nothing():
    listed = (
        "县气象局（甲站）",
        "县气象局（乙站）",
        "县公安局",
        "县民政局",
        "县财政局（县国资局）",
    )
    units = Units([Member(name=name) for name in listed], "清河县人民政府")
    assert units.match("清河县气象局") == Match(maybe=listed[:2])
    assert units.match("清河县公安局（交警大队）") == Match(maybe=("县公安局",))
    assert units.match("清河县国资局") == Match(maybe=(listed[4],))
    assert units.match("东平县财政局") == Match(maybe=(listed[4],))
