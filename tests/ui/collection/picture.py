"""A county in the middle of January, for the pictures of the manual and the README."""

import json
import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.collection import decisions, folder
from app.collection.facts import Approval, Facts, Member, Return
from app.disk import files
from app.files import store
from tests.ui.conftest import REPORTS
from ui.collection.window import CollectionWindow
from ui.start.program import Program

UNITS = (
    ("石桥镇人民政府", 15), ("县农业农村局", 24), ("青山街道办事处", 3), ("县市场监督管理局", 9),
    ("双河乡人民政府", 2), ("县文化和旅游局", 5), ("城关镇人民政府", 38), ("县自然资源局", 96),
    ("县住房和城乡建设局", 61), ("县公安局", 14), ("县教育局", 11), ("县审计局", 0), ("县统计局", 1),
    ("柳河镇人民政府", 6), ("县水务局", 9), ("县林业局", 4), ("县医疗保障局", 7), ("县信访局", -1),
    ("东坝乡人民政府", -1), ("县司法局", 8), ("县民政局", -1), ("县应急管理局", 2),
)  # fmt: skip
"""Each with its new requests of this year; -1: it has sent nothing."""
_WRONG, _BACK, _APPROVED = range(3), range(4, 6), range(13, 22)
"""Which of them have errors, were sent back, are approved."""
NEW, _GRANTED, _OUT = (
    f"requests/{row}/natural" for row in ("new_received", "granted", "carried_out")
)
_WIDE, _SMALL = (1600, 900), (1080, 700)
_DEADLINE = timedelta(days=9)


def laid(home: Path, today: date) -> Path:
    """The folder of the collection."""
    place = home / f"清河县{today.year - 1}年"
    (place / "收到").mkdir(parents=True)
    facts = Facts(
        year=today.year - 1,
        organ="清河县人民政府",
        deadline=(today + _DEADLINE).isoformat(),
        units=tuple(Member(name=name) for name, _ in UNITS),
    )
    for number, (unit, figure) in enumerate(UNITS):
        if figure >= 0:
            facts = _decided(
                facts, number, unit, _report(place, number, unit, figure, today), today
            )
    folder.save(facts, place, "")
    return place


def _report(place: Path, number: int, unit: str, figure: int, today: date) -> str:
    """A unit's report, with an error in some; its digest."""
    plain = json.loads((REPORTS / "021.json").read_text(encoding="utf-8"))
    plain.pop("published", None)
    plain |= {"organ": unit, "year": today.year - 1}
    cells = dict.fromkeys(store.decode(json.dumps(plain).encode()).form.inputs, 0)
    plain["cells"] = cells | {NEW: figure, _GRANTED: figure - (number in _WRONG), _OUT: 0}
    said = f"{unit}全年收到政府信息公开申请{figure}件，均在法定期限内答复。"
    plain["texts"] = {
        "lead": f"根据《中华人民共和国政府信息公开条例》，{unit}编制本报告。",
        "overview/active": f"{unit}全年主动公开政府信息{3 * figure + number}条。",
        "overview/on_request": said,
        "overview/management": "信息发布前由起草人、分管领导逐级审核。",
        "overview/platform": "在县政府网站的专栏公开信息。",
        "overview/supervision": f"全年组织培训{number % 3 + 1}次。",
        "problems": f"{unit}的公开内容还不够细，下一步逐项补齐。",
        "other": "本年度没有收取信息处理费。",
    }
    file = place / "收到" / f"{unit}{today.year - 1}年年报.json"
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    came = datetime.combine(today - timedelta(days=number % 5), datetime.min.time())
    os.utime(file, (came.timestamp(), came.timestamp()))
    return files.digest(file)


def _decided(facts: Facts, number: int, unit: str, sha256: str, today: date) -> Facts:
    said = {"unit": unit, "sha256": sha256, "by": "张三", "date": today.isoformat()}
    if number in _BACK:
        return decisions.sent_back(facts, Return(**said))
    return decisions.approved(facts, Approval(**said)) if number in _APPROVED else facts


def pictures(home: Path, program: Program, today: date) -> Iterator[tuple[str, QImage]]:
    """The window small, for the manual, and as large as it wants to be."""
    program.collect(laid(home, today))
    window = program.collecting[-1]
    for name, size in (("county", _SMALL), ("county-wide", _WIDE)):
        window.resize(*size)
        settle(window)
        window.sum.go_to(NEW)
        window.units.setFocus()
        window.sides.show_unit()
        QTest.qWait(200)
        yield name, window.grab().toImage()
    window.close()


def settle(window: CollectionWindow) -> None:
    while window.desk.reading.is_busy or window.desk.is_judging:
        QTest.qWait(20)
