"""Word documents about units: a reply to each, reminders, who has not filed, which there are.

Whatever goes to a unit is signed by the office; the numbers of rules are for the office alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.checks.finding import SEVERITIES
from app.collection.folder import CollectionError
from app.collection.papers.points import Point, points
from app.collection.standing import APPROVED, NOT_FILED, NOT_SUMMED, RETURNED, Collected, Standing
from app.disk.file_names import free, stem
from app.exporters.letter import Line, Rows, render
from app.report.file_keys import LEVELS

_POINTS = (("序号", 0.08), ("程度", 0.12), ("位置", 0.24), ("问题", 0.36), ("请怎样做", 0.2))
_MISSING = (("序号", 0.08), ("单位", 0.34), ("联系人", 0.2), ("备注", 0.38))
_REMINDED = (("序号", 0.15), ("单位", 0.85))
_UNITS = (("序号", 0.08), ("单位", 0.34), ("级别", 0.2), ("情况", 0.2), ("收到", 0.18))

_HINT = SEVERITIES["hint"]
_HURRY = "请尽快报送；已经报送的，请告诉我们，以便核对。"
_UNSIGNED = (
    "退回意见和催报通知要有落款，还不知道是哪个单位汇总的："
    "在窗口里请在“汇总资料”里填上汇总单位，用命令请加 --organ 单位名称。"
)


def letters(collected: Collected, today: date, *, each: bool = False) -> dict[str, bytes]:
    """By file name: a reply to every unit that has something to look at, reminders, two lists.

    Args:
        collected: how the units stand.
        today: the day under them.
        each: whether every unit that has not filed gets a reminder of its own; else there is one.

    Raises:
        CollectionError: nobody knows whose letters they are.
    """
    made: dict[str, bytes] = {}
    if not collected.facts.office:
        raise CollectionError(_UNSIGNED)
    for unit in dict.fromkeys(each.unit for each in collected.standings):
        if content := reply(collected, unit, today):
            made[free(f"{stem(unit)}退回意见", ".docx", made)] = content
    if collected.missing:
        made[free("未报单位", ".docx", made)] = _missing(collected, today)
        made |= reminded(collected, today) if each else _reminder(collected, today)
    made[free("单位一览", ".docx", made)] = _units(collected)
    return made


def reply(collected: Collected, unit: str, today: date) -> bytes | None:
    """The letter to a unit that has filed; None: nothing is asked of it but to have a look.

    Whoever is on no list, or is not known for certain, is nobody to reply to; whose report is
    approved, needs none. Of several files those that count, or ought to, are spoken of.
    """
    standings = [each for each in collected.standings if each.unit == unit and _is_asked(each)]
    expected = any(each.member for each in standings) or not collected.facts.units
    asked = list(dict.fromkeys(p for each in standings for p in points(collected, each)))
    is_due = any(each.state == RETURNED for each in standings)
    if not (unit and expected and asked) or (all(p.kind == _HINT for p in asked) and not is_due):
        return None
    return _reply(collected, unit, standings[0], asked, today)


def _is_asked(standing: Standing) -> bool:
    due = standing.counts or standing.is_refused
    return due and standing.state not in (APPROVED, NOT_SUMMED)


def _reply(
    collected: Collected, unit: str, standing: Standing, asked: list[Point], today: date
) -> bytes:
    file = standing.received
    assert file is not None
    title = collected.form.title.format(organ=unit, year=collected.year)
    rows = [
        (str(number), each.kind, each.place, each.words, each.asked)
        for number, each in enumerate(asked, 1)
    ]
    opening = f"你单位报来的《{title}》（{file.name}，{_day(date.fromisoformat(file.date))}收到）"
    blocks: list[Line | Rows] = [
        Line(f"{unit}：", "address"),
        Line(f"{opening}已经看过，有 {len(asked)} 处请改正或者核对，见下表。"),
        Line(_by_when(collected, unit)),
        _table(_POINTS, rows),
        *_signed(collected, today),
    ]
    return render(f"{title}审核意见", blocks, collected.facts.office)


def _by_when(collected: Collected, unit: str) -> str:
    due = [each.due for each in collected.facts.returns if each.unit == unit and each.due]
    when = f"在{_day(date.fromisoformat(due[-1]))}前" if due else "尽快"
    return f"请{when}改好，重新报送。"


def reminded(collected: Collected, today: date) -> dict[str, bytes]:
    """By file name: a letter of its own to every unit that has not filed."""
    title, until = f"{_title(collected)}催报通知", _until(collected)
    made: dict[str, bytes] = {}
    for unit in collected.missing:
        whole = collected.form.title.format(organ=unit, year=collected.year)
        told = f"你单位还没有报送《{whole}》{until}。{_HURRY}"
        blocks = [Line(f"{unit}：", "address"), Line(told), *_signed(collected, today)]
        name = free(f"{stem(unit)}催报通知", ".docx", made)
        made[name] = render(title, blocks, collected.facts.office)
    return made


def _reminder(collected: Collected, today: date) -> dict[str, bytes]:
    """By file name: one letter to all of them."""
    rows = [(str(number), unit) for number, unit in enumerate(collected.missing, 1)]
    filed = f"《{_title(collected)}》{_until(collected)}"
    told = f"到{_day(today)}，下列 {len(rows)} 个单位还没有报送{filed}。{_HURRY}"
    blocks: list[Line | Rows] = [Line("各有关单位：", "address"), Line(told)]
    blocks += [_table(_REMINDED, rows), *_signed(collected, today)]
    title = f"{_title(collected)}催报通知"
    return {"催报通知.docx": render(title, blocks, collected.facts.office)}


def _until(collected: Collected) -> str:
    deadline = collected.facts.deadline
    return f"，报送期限是{_day(date.fromisoformat(deadline))}" if deadline else ""


def _missing(collected: Collected, today: date) -> bytes:
    """For the office: with contacts."""
    waiting = [each for each in collected.standings if each.state == NOT_FILED]
    rows = [
        (
            str(number),
            each.unit,
            each.member.contact if each.member else "",
            "".join(finding.message for finding in each.findings),
        )
        for number, each in enumerate(waiting, 1)
    ]
    until = _until(collected)
    words = f"到{_day(today)}，还有 {len(rows)} 个单位没有报送{until}。"
    title = f"{_title(collected)}未报单位"
    blocks: list[Line | Rows] = [Line(words), _table(_MISSING, rows), *_signed(collected, today)]
    return render(title, blocks, collected.facts.office)


def _units(collected: Collected) -> bytes:
    rows = [
        (
            str(number),
            each.unit or (each.received.name if each.received else ""),
            LEVELS.get(each.member.level if each.member else "", ""),
            "、".join((each.state, *each.marks)),
            each.received.date if each.received else "",
        )
        for number, each in enumerate(collected.standings, 1)
    ]
    words = f"汇总 {len(collected.counted)} 个单位。"
    return render(
        f"{_title(collected)}单位一览", [Line(words), _table(_UNITS, rows)], collected.facts.office
    )


def _title(collected: Collected) -> str:
    """What such reports are called, without an organ."""
    return collected.form.title.format(organ="", year=collected.year)


def _table(columns: tuple[tuple[str, float], ...], rows: Sequence[tuple[str, ...]]) -> Rows:
    return Rows((tuple(name for name, _ in columns), *rows), tuple(width for _, width in columns))


def _signed(collected: Collected, today: date) -> Iterator[Line]:
    yield Line(collected.facts.office, "closing")
    yield Line(_day(today), "closing")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
