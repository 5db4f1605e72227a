"""The line under the window: how many units, how far reading has come, what is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QWidget

from app.collection.standing import NOT_FILED, RETURNED, Collected
from app.collection.summing import Sum
from ui.collection.rows import Line
from ui.kit import plain
from ui.kit.elided import Elided
from ui.kit.link_row import LinkRow

_BAR, _HIGH = 160, 24
"""Pixels: of the bar, and the height of what stands in the line."""
_MESSAGE_TIME = 8_000


class Status(QStatusBar):
    """Its parts for what lasts; a sentence over them for what passes."""

    stopping = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.tally, self.kept, self.how_far = plain.Label(), plain.Label(), plain.Label()
        self.tally.setContentsMargins(12, 0, 8, 0)  # as far from what follows as its own parts
        self.kept.setContentsMargins(0, 0, 12, 0)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_BAR)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_HIGH // 2)
        halt = LinkRow()  # a button is higher than the line
        halt.show_words("停下", "停下，读过的留着　Esc")
        halt.setFixedSize(halt.sizeHint().width(), _HIGH)
        halt.clicked.connect(lambda _checked: self.stopping.emit())
        self.working = QWidget()
        row = QHBoxLayout(self.working)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self.how_far, self._bar, halt):
            row.addWidget(widget)
        self.due = Elided(self)
        """By when the reports are due, where that stands nowhere else."""
        self.addWidget(self.tally)
        self.addWidget(self.due, 1)
        self.addPermanentWidget(self.working)
        self.addPermanentWidget(self.kept)
        self.working.hide()

    def say(self, words: str) -> None:
        self.showMessage(words, _MESSAGE_TIME)

    def begin(self) -> None:
        """It is not known yet how much there is to be read."""
        self.how_far.setText("正在看文件夹……")
        self._bar.setRange(0, 0)
        self.working.show()

    def tell_how_far(self, done: int, of: int) -> None:
        self._bar.setRange(0, max(of, 1))
        self._bar.setValue(done)
        more = "，正在互相比对……" if done == of else ""
        self.how_far.setText(f"正在读 {done} / {of}{more}")
        self.working.show()


def tally(lines: Sequence[Line], *, listed: bool) -> str:
    """How many have reported; `listed`: whether anybody has said who is to."""
    if not listed:
        units = {line.unit for line in lines if line.standing.unit}
        return f"收到 {len(units)} 个单位的报告　还没有单位名单"
    units = {line.unit for line in lines if line.standing.member}
    strange = sum(line.standing.member is None for line in lines)
    received = {line.unit for line in lines if line.standing.member and line.standing.received}
    missing = sum(line.standing.state == NOT_FILED for line in lines)
    more = f"　另有 {strange} 份对不上名单" if strange else ""
    return f"{len(units)} 个单位　已收 {len(received)}　未报 {missing}{more}"


def of_sum(collected: Collected, made: Sum) -> str:
    """What went into the sum, and what did not."""
    wrong = sum(bool(each.errors) for each in collected.counted)
    words = [f"{collected.year} 年，已计入 {len(made.units)} 个单位"]
    words += [f"其中 {wrong} 个有错误"] * bool(wrong)
    back = sum(each.state == RETURNED for each in collected.counted)
    words += [f"{back} 个已退回、先按退回的算"] * bool(back)
    words += [f"{len(collected.missing)} 个未报"] * bool(collected.missing)
    words += ["没有单位名单，看不出谁没有报"] * (not collected.facts.units)
    words += ["还没有写是哪个单位的汇总（文件 → 汇总资料）"] * (not collected.facts.organ)
    words += [f"{len(made.lapsed)} 处更正没有用上，请重新核对"] * bool(made.lapsed)
    return "；".join(words)
