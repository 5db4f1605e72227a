"""Any figures of any units: the sum is what adding them another way gives, and balances as they do."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from app.collection import folder, gathering, judging, summing
from app.collection.facts import Facts
from app.collection.received import Received, with_report
from app.collection.summing import Sum
from app.files import store
from app.forms import catalogue as forms
from app.report.kept import Correction
from app.report.report import Report
from tests.app.collection.conftest import Lay, run

FORM = forms.form("2021")
WHOLE = st.integers(-5, 10**9)
MONEY = st.decimals(0, 10**6, places=6)
FIGURES = st.dictionaries(st.sampled_from(FORM.inputs), st.one_of(WHOLE, MONEY), max_size=12)
OUT = Path("/x/和.json")


def received(number: int, cells: dict[str, int | Decimal]) -> Received:
    head = {("organ", ""): f"甲县第{number}局", ("year", ""): 2023}
    report = Report(FORM, {**head, **{("cells", cell): figure for cell, figure in cells.items()}})
    return with_report(
        Received(file=f"/x/{number}.json", sha256=f"{number:064}", date="2024-01-20"), report, ()
    )


@settings(max_examples=60)
@given(st.lists(FIGURES, min_size=1, max_size=6), st.data())
def test_a_sum_is_the_sum(units: list[dict[str, int | Decimal]], data: st.DataObject):
    files = [received(number, cells) for number, cells in enumerate(units)]
    made = []
    for number, cells in enumerate(units):
        for cell in data.draw(st.lists(st.sampled_from(FORM.inputs), max_size=2, unique=True)):
            now = data.draw(st.none() | WHOLE)
            was = Report(FORM, {("cells", c): n for c, n in cells.items()}).values[cell]
            made.append(
                Correction(
                    unit=f"甲县第{number}局",
                    cell=cell,
                    was=was,
                    now=now,
                    reason="r",
                    by="b",
                    date="2024-02-01",
                )
            )
            cells.pop(cell, None)
            if now is not None:
                cells[cell] = now
    sum_ = summing.summed(judging.stand(files, Facts(corrections=tuple(made))), OUT)
    for cell in FORM.inputs:
        addends = [Fraction(cells[cell]) for cells in units if cell in cells]
        figure = sum_.report.values[cell]
        assert (figure is None) == (not addends)
        assert Fraction(figure or 0) == sum(addends)
    for cell in FORM.cells:
        parts = [each.figure for each in sum_.addends(cell)]
        assert Fraction(sum_.report.values[cell] or 0) == sum(map(Fraction, filter(None, parts)))
        assert parts == sorted(parts, key=lambda n: -(n or 0))
    assert sum_.lapsed == ()
    again = store.decode(store.encode(sum_.report))
    assert again.values == sum_.report.values


def test_a_correction_of_a_unit_that_does_not_count_is_told_of():
    made = Correction(
        unit="丁局", cell=FORM.inputs[0], was=1, now=2, reason="r", by="b", date="2024-02-01"
    )
    files = [received(0, {})]
    (lapsed,) = summing.summed(judging.stand(files, Facts(corrections=(made,))), OUT).lapsed
    assert (lapsed.correction, lapsed.counts) == (made, False)


def test_each_unit_s_file_is_named_from_where_the_sum_lies():
    files = [received(0, {}), received(1, {})]
    (first, second) = summing.summed(
        judging.stand(files, Facts()), Path("/x/y/和.json")
    ).report.get(("provenance", ""))
    assert (first.file, second.file) == ("../0.json", "../1.json")


@pytest.fixture(scope="module")
def province() -> Sum:
    """As many units as a sum names, twice a province's; with names as long as there are."""
    one = received(0, {FORM.inputs[0]: 1})
    units = [
        structs.replace(
            one,
            organ=f"某某自治州某某自治县人力资源和社会保障局第{number:05}分局",
            file=f"/x/收到/某某自治州/某某自治县/{number:05}某某局2025年政府信息公开工作年度报告.docx",
            sha256=f"{number:064}",
        )
        for number in range(summing.MOST_UNITS)
    ]
    return summing.summed(judging.stand(units, Facts()), OUT)


def test_twice_a_province_fits_into_a_file_that_can_be_opened(province: Sum, tmp_path: Path):
    out = tmp_path / "和.json"
    store.save(province.report, out)
    report = store.load(out).report
    assert report.values[FORM.inputs[0]] == summing.MOST_UNITS
    assert len(report.get(("provenance", ""))) == summing.MOST_UNITS


def test_a_sum_that_fits_into_none_says_what_to_do(
    province: Sum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "MAX_BYTES", 1 << 20)
    out = tmp_path / "和.json"
    with pytest.raises(store.StoreError, match=r"20000 个单位.*请先按地区") as refusal:
        store.save(province.report, out)
    assert "文字" not in str(refusal.value)
    assert not out.exists()


def test_more_units_than_a_sum_names_are_refused_before_they_are_read(
    lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(summing, "MOST_UNITS", 2)
    out = tmp_path / "和.json"
    assert run("merge", lay("003", "020"), "-o", out) == 1
    monkeypatch.setattr(gathering, "gather", lambda *_, **__: pytest.fail("it was read"))
    capsys.readouterr()
    assert run("merge", lay("021"), "-o", tmp_path / "再.json") == 2
    assert "一次最多汇总 2 个单位，这里有 3 个：请先按地区" in capsys.readouterr().err
    assert not (tmp_path / "再.json").exists()
    files = [received(number, {FORM.inputs[0]: 1}) for number in range(3)]
    with pytest.raises(folder.CollectionError, match="这里有 3 个"):
        summing.summed(judging.stand(files, Facts()), OUT)


def test_sums_of_sums_come_to_the_sum_of_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """As it is in life: towns into counties, counties into a city."""
    counties = []
    for county in range(3):
        place = tmp_path / f"{county}"
        place.mkdir()
        for town in range(4):
            number = 4 * county + town
            cells = {cell: number * at % 7 for at, cell in enumerate(FORM.inputs)}
            head = {("organ", ""): f"第{county}县第{town}镇", ("year", ""): 2023}
            made = {("cells", cell): figure for cell, figure in cells.items()}
            store.save(Report(FORM, head | made), place / f"{town}.json")
        counties.append(tmp_path / f"{county}县.json")
        run("merge", place, "-o", counties[-1], "--organ", f"第{county}县")
    run("merge", *counties, "-o", tmp_path / "市.json", "--organ", "某市")
    run("merge", *(tmp_path / f"{n}" for n in range(3)), "-o", tmp_path / "全.json")
    city, all_ = (store.load(tmp_path / name).report for name in ("市.json", "全.json"))
    assert len(city.values) == 200
    assert city.values == all_.values
    assert [unit.file for unit in city.get(("provenance", ""))] == [each.name for each in counties]
    capsys.readouterr()
    run("check", tmp_path / "市.json", "--json")
    told = capsys.readouterr().out
    assert "各单位相加是" not in told
    assert "核对不了" not in told


def test_a_correction_of_a_cell_that_the_edition_has_not_is_told_of():
    """Most units may have filled in another edition by now."""
    cell = next(cell for cell in forms.form("2019").inputs if cell not in FORM.cells)
    made = Correction(
        unit="甲县第0局", cell=cell, was=1, now=2, reason="r", by="b", date="2024-02-01"
    )
    (lapsed,) = summing.summed(
        judging.stand([received(0, {})], Facts(corrections=(made,))), OUT
    ).lapsed
    assert (lapsed.correction, lapsed.figure, lapsed.counts) == (made, None, True)
