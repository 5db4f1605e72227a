"""What a county does in January, with figures of published reports; in the window.

The same through the commands: tests/app/collection/test_cases.py, of the sixth test_audit.py.
"""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from app.exporters import EXPORTS
from app.exporters.options import Options
from app.files import store
from app.letters.numbers import Number
from app.report.calc import evaluate
from app.report.report import Report
from tests.app.collection.conftest import BUREAU, COUNTY, TOWN, digest, edited, run, write_facts
from tests.app.collection.test_audit import NAMES, PARTS, SENTENCE
from tests.app.collection.test_cases import CORRECTION, GRANTED, WITH_A_CITY, added
from tests.ui.collection.conftest import settle
from tests.ui.conftest import REPORTS
from ui.collection.window import CollectionWindow

THREE = ("003", "020", "021")
Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """The folder of a collection with these of the published reports."""

    def laid(*numbers: str, name: str = "清河县", **facts: object) -> Path:
        received = tmp_path / name / "收到"
        received.mkdir(parents=True)
        for number in numbers:
            shutil.copy(REPORTS / f"{number}.json", received)
        write_facts(tmp_path / name, year=2023, organ="清河县人民政府", **facts)
        return tmp_path / name

    return laid


def summed(window: CollectionWindow) -> Report:
    assert window.desk.sum is not None
    return window.desk.sum.report


def states(window: CollectionWindow) -> dict[str, str]:
    return {Path(line.key[1]).stem or line.unit: line.state for line in window.units.all}


def findings(window: CollectionWindow, unit: str) -> list[str]:
    """The cards of a unit that was clicked."""
    assert window.units.choose(unit)
    return [card.words for card in window.unit.list.cards]


def shown(window: CollectionWindow, cell: str) -> str:
    """What the official grid of the sum has in a cell."""
    window.sum.go_to(cell)
    page = window.sum.current_page()
    assert page is not None
    return str(page.grid.currentIndex().data() or "")


def test_1_three_reports_are_added_and_balance(collect, lay):
    window = collect(lay(*THREE))
    assert dict(summed(window).cells) == added(*THREE)
    expected = {
        "requests/new_received/total": "47",
        "requests/granted/total": "26",
        "requests/partial/total": "4",
        "requests/total/total": "47",
        "disclosure/licensing/decisions": "550",
        "disclosure/punishment/decisions": "4119",
        "disclosure/fees/amount": "7730.28",
        "disclosure/normative_docs/made": "8",
        "disclosure/normative_docs/valid": "23",
        "disputes/cases/review_total": "12",
        "disputes/cases/post_review_total": "5",
    }
    assert {cell: shown(window, cell) for cell in expected} == expected
    assert "不平" not in "".join(mark.message for mark in window.sum.workspace.marks.values())


def test_2_printed_totals_are_told_and_never_enter(collect, lay):
    window = collect(lay("003"))
    assert shown(window, "disputes/cases/review_total") == "11"
    assert sum("印的是 0" in words for words in findings(window, COUNTY)) == 2


def test_3_money_is_exact_and_a_city_under_a_county_is_told(collect, lay):
    window = collect(lay("003", "005", "020", "021", level="county"))
    assert {cell: summed(window).values[cell] for cell in WITH_A_CITY} == WITH_A_CITY
    assert any("高于汇总的" in words for words in findings(window, "宿迁市"))


def test_4_blanks_count_as_nothing_and_are_named_or_stay_blank(collect, lay):
    window = collect(lay(*THREE))
    assert window.desk.sum is not None
    blank = window.desk.sum.blank()
    assert len(blank) == 131
    assert {unit for units in blank.values() for unit in units} == {BUREAU}
    cell = next(cell for cell in blank if summed(window).values[cell])
    window.sum.go_to(cell)
    assert BUREAU not in [part.unit for part in window.sum.addends.parts]
    assert "为 0 或空白" in window.sum.addends.rest.text()
    alone = collect(lay("020", name="另一个县"))
    assert shown(alone, cell) == ""
    assert shown(window, cell) != ""


def test_5_another_year_and_another_edition_are_refused_and_the_sum_stays(collect, lay):
    window = collect(lay(*THREE, "001", "014", "006"))
    found = states(window)
    refused = {name for name, state in found.items() if "不对" in state}
    assert refused == {"001", "014", "006"}
    assert any("是 2024 年的报告" in words for words in findings(window, "宿迁市"))
    assert dict(summed(window).cells) == added(*THREE)


@pytest.fixture
def city(tmp_path: Path, form) -> Path:
    """宿迁 2023: eleven units whose new requests are those that its text names."""
    folder = tmp_path / "宿迁市"
    (folder / "收到").mkdir(parents=True)
    for part, figure in PARTS.items():
        carried = {"沭阳": 50, "泗洪": 46}.get(part, 0)
        cells = {("cells", "requests/new_received/natural"): figure - carried}
        cells |= {("cells", "requests/carried_in/natural"): carried}
        report = Report(form, {("organ", ""): NAMES[part], ("year", ""): 2023, **cells})
        store.save(report, folder / "收到" / f"{part}.json")
    write_facts(folder, year=2023, organ="宿迁市人民政府")
    return folder


def told_of_parts(shown) -> list[str]:
    """In the window of the sum, once all its checks have run."""
    return [f.message for f in shown.workspace.findings if f.rule == "R37" and f.texts]


def test_6_parts_that_the_text_names_are_held_against_the_units(
    collect, city, qtbot, answers, running
):
    window = collect(city)
    values = summed(window).values
    assert (values["requests/new_received/total"], values["requests/carried_in/total"]) == (
        3511,
        96,
    )
    answers.expect("agree", True)
    answers.expect("save_path", city.parent / "全市.json")
    window.whole.save_sum()
    shown = running.showing(city.parent / "全市.json")
    for off, expected in (({}, 0), ({"沭阳": 478}, 2)):
        parts = "、".join(f"{part}{off.get(part, figure)}" for part, figure in PARTS.items())
        words = SENTENCE.format(total=3607, parts=parts)
        shown.workspace.change({("texts", "overview/on_request"): words}, "写")
        qtbot.waitUntil(lambda: shown.workspace.is_settled)
        assert len(told_of_parts(shown)) == expected
    assert any("相差 1" in words for words in told_of_parts(shown))
    shown.workspace.stack.setClean()


def test_7_this_year_begins_where_the_last_ended(collect, lay, qtbot):
    before = collect(lay("005", name="2023"))
    last = summed(before).values
    folder = lay("006", name="2024")
    write_facts(folder, year=2024, previous="../2023")
    edited(folder / "收到" / "006.json", requests__carried_in__natural=119)
    window = collect(folder)
    assert any("119" in words and "118" in words for words in findings(window, "宿迁市"))
    edited(folder / "收到" / "006.json", requests__carried_in__natural=118)
    window.desk.read()
    settle(qtbot, window)
    assert len(set(window.desk.before.values()) - {()}) == 1, "last year's stands beside it"
    now = summed(window).values
    for who, figure in (("total", 121), ("natural", 118), ("business", 3)):
        carried = (last[f"requests/carried_out/{who}"], now[f"requests/carried_in/{who}"])
        assert carried == (figure, figure)
    documents = "disclosure/normative_docs"
    made, gone, valid = (now[f"{documents}/{each}"] for each in ("made", "repealed", "valid"))
    assert (last[f"{documents}/valid"], made, gone, valid) == (597, 50, 227, 420)
    assert not any("结转" in words for words in findings(window, "宿迁市"))


def test_8_a_correction_changes_the_sum_and_no_file_and_is_undone(collect, lay, answers):
    folder = lay(*THREE)
    file = folder / "收到" / "020.json"
    sent = file.read_bytes()
    window = collect(folder)
    assert summed(window).values["requests/total/total"] == 47
    before = dict(summed(window).cells)
    window.sum.go_to(GRANTED)
    answers.expect("fill_in", ("25", str(CORRECTION["reason"]), str(CORRECTION["by"])))
    window.writing.correct(BUREAU, GRANTED)
    assert summed(window).values["requests/total/total"] == 46
    assert "相差 1" in "".join(mark.message for mark in window.sum.workspace.marks.values())
    window.desk.stack.undo()
    assert dict(summed(window).cells) == before
    assert window.desk.save()
    assert file.read_bytes() == sent


def test_9_twice_missing_and_changed_after_approval(collect, lay, qtbot, answers):
    names = [{"name": name} for name in (COUNTY, BUREAU, TOWN, "民政局")]
    folder = lay(*THREE, units=names)
    received = folder / "收到"
    run("export", received / "020.json", received / "发改局.docx")
    approved = [
        {"unit": unit, "sha256": digest(received / file), "date": "2024-01-20"}
        for unit, file in ((TOWN, "021.json"), (COUNTY, "003.json"))
    ]
    write_facts(folder, year=2023, units=names, approvals=approved)
    window = collect(folder)
    assert (states(window)["021"], states(window)["003"]) == ("已通过", "已通过")
    edited(received / "021.json", requests__granted__natural=1)
    window.desk.read()
    settle(qtbot, window)
    found = states(window)
    assert {name for name, state in found.items() if "重复" in state} == {"020", "发改局"}
    assert found["民政局"] == "未报"
    assert found["021"] == "待审·通过后改过"
    assert window.desk.sum is not None
    assert len(window.desk.sum.units) == 3
    assert summed(window).values["disclosure/licensing/decisions"] == 550


FILES = 300


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Number | None]]:
    """A third each is Word, Excel, web page; and what the report files under them make."""
    folder = tmp_path_factory.mktemp("county") / "清河县"
    (folder / "收到").mkdir(parents=True)
    whole: dict[str, Decimal] = {}
    for number in range(FILES):
        source = REPORTS / f"{('003', '005', '021')[number % 3]}.json"
        plain = json.loads(source.read_text(encoding="utf-8"))
        plain["organ"] = f"清河县第{number}局"
        plain["cells"][GRANTED] = number
        for cell, figure in plain["cells"].items():
            whole[cell] = whole.get(cell, Decimal(0)) + Decimal(str(figure))
        report = store.decode(json.dumps(plain, ensure_ascii=False).encode())
        suffix = (".docx", ".xlsx", ".html")[number * 3 // FILES]
        content = EXPORTS[suffix].render(report, Options())
        (folder / "收到" / f"{number}{suffix}").write_bytes(content)
    write_facts(folder, year=2023)
    return folder, evaluate(report.form, dict(whole))


@pytest.mark.slow
def test_10_three_hundred_documents_are_the_sum_of_their_reports(
    running, qtbot, documents, tmp_path
):
    """The window turns while they are read, and stops when it is asked to."""
    folder, expected = documents
    running.collect(folder)
    window = running.collecting[-1]
    turns: list[None] = []
    clock = QTimer(window, interval=5, timerType=Qt.TimerType.PreciseTimer)
    clock.timeout.connect(lambda: turns.append(None))
    qtbot.waitUntil(lambda: len(window.desk.reading.files) > 5)
    clock.start()
    qtbot.waitUntil(lambda: len(window.desk.reading.files) > 60)
    window.stop()
    assert not window.desk.reading.is_busy
    must_be_whole(folder)
    some = len(window.desk.reading.files)
    assert some < FILES
    window.read()
    qtbot.waitUntil(lambda: not window.desk.reading.is_busy, timeout=120_000)
    qtbot.waitUntil(lambda: not window.desk.is_judging)
    clock.stop()
    assert len(turns) > 100
    must_be_whole(folder)
    values = summed(window).values
    assert len(values) == 200
    assert {cell: n or 0 for cell, n in values.items()} == {c: n or 0 for c, n in expected.items()}
    window.close()
    out = tmp_path / "和.json"
    run("merge", folder, "-o", out)
    assert store.load(out).report.values == values


def must_be_whole(folder: Path) -> None:
    """All that was read out, under its own name."""
    kept = [*(folder / "读出").glob("*.json")]
    for place in kept:
        content = json.loads(place.read_bytes())
        if not place.name.endswith(".疑问.json"):
            assert store.load(place).report.organ == content["organ"]
    assert kept
