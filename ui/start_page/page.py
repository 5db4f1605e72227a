"""The start page: the ways to begin, what was worked on last, a report to play with, the deadline.

It knows the settings and the day; what is chosen on it, the window does.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.checks.due import Due, due
from app.disk.settings import Settings, Summary
from app.forms import catalogue as forms
from app.report.report import LEVELS
from ui import look
from ui.kit import icons, plain
from ui.kit.buttons import Button
from ui.kit.deadline import of_deadline
from ui.start_page.card import Card, Chip, Toned
from ui.start_page.lists import Lists

_WIDEST, _EDGE, _GAP = 1_080, 24, 16
"""Pixels: of what is on the page, around it, between cards."""
_NARROW, _NARROWER, _NARROWEST = 1_000, 760, 560
"""Below these widths what is at the side stands under the list, the cards one under another, the
deadline under the title."""
_SHORT, _LOW = 620, 300
"""Below the first height there is less air; below the second flat cards have but their titles."""
_SIDE = 300
_LONGEST = 6
"""Letters of an organ on a button."""
_AFTER = 150
"""Milliseconds until the deadline is worked out: the rules that tell it must be read first."""


class StartPage(QScrollArea):
    """What can be begun, while nothing is open."""

    new = Signal()
    last_year = Signal(object)
    """Begin with this file of last year's; None: ask for one."""
    importing = Signal()
    pasting = Signal()
    opening = Signal()
    chosen = Signal(str)
    """Open one of the reports that are listed."""
    sample = Signal()
    collecting = Signal()
    """The reports of many units are to be summed up."""
    county = Signal(str)
    """Show one of the folders of such reports that are listed."""
    drafts = Signal()
    """Look through what was not saved."""

    def __init__(
        self, settings: Settings, year: int | None, today: date, *, drafts: int = 0
    ) -> None:
        """`drafts`: how many there are of reports that were not saved."""
        super().__init__()
        self.setObjectName("start_page")
        self.setAccessibleName("开始页")
        self._settings, self._year, self._today = settings, year, today
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lists = lists = Lists(settings, drafts)
        self.recent, self.counties = lists.reports, lists.counties
        self.chip = Chip()
        self.chip.hide()
        self.cards = [*self._cards()]
        self._arrange()
        self.recent.chosen.connect(self.chosen)
        self.counties.chosen.connect(self.county)
        lists.opening.connect(self.opening)
        lists.drafts.connect(self.drafts)
        QTimer.singleShot(_AFTER, self, self._tell_deadline)

    def take_keyboard(self) -> None:
        """To what is recommended: this year's report that is begun, else a card."""
        begun = self._of_year(self._year) is not None
        first: QWidget = self.recent if begun else self._first
        if self._was_collecting():
            first = self.counties
        first.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(
            1, self, lambda: self.ensureWidgetVisible(first)
        )  # it is laid out by then

    # --- what is known

    def _was_collecting(self) -> bool:
        """Whether many units' reports were worked on after any report of the clerk's own."""
        seen = max((each.seen for each in self._settings.counties), default=0)
        saved = (each.saved for each in self._settings.summaries.values())
        return seen > max(saved, default=0)

    def _of_year(self, year: int | None) -> tuple[Path, Summary] | None:
        """The report of a year that was worked on last."""
        for name in self._settings.recent:
            known = self._settings.summaries.get(name)
            if known and year is not None and known.year == year:
                return Path(name), known
        return None

    def _tell_deadline(self) -> None:
        found = self._due()
        if found is None or self._year is None:
            return
        mine = self._of_year(self._year)
        level = self._settings.level or (mine[1].level if mine else "")
        is_done = bool(mine and self._settings.exported_as(mine[0]))
        name = f"{self._year} 年度报告"
        told = of_deadline(name, found, level, self._today, is_done=is_done)
        self.chip.say(told.words, told.role, told.icon, _all_days(found))
        self.chip.show()

    def _due(self) -> Due | None:
        return due(forms.form(forms.edition_of_year(self._year)), self._year or 0)

    # --- what stands on it

    def _cards(self) -> Iterator[Card]:
        last = self._of_year(self._year - 1) if self._year else None
        begun = self._of_year(self._year) is not None
        year = f" {self._year} 年" if self._year else "今年的"
        card = Card("new", f"填写{year}年报", "空白表格，自动合计，边填边查。")
        self._first = fill = card.offer(Button("开始填写…", "plain" if last or begun else "main"))
        fill.clicked.connect(self.new)
        card.mark(not (last or begun))
        yield card
        card = Card(
            "last-year",
            "用去年的报告起头",
            "带来单位名称、文字和结转的数字，去年的数字留着逐格对照。",
        )
        if last:
            path, known = last
            words = f"用 {_short(known.organ or path.stem)} {known.year} 年"
            self._first = button = card.offer(Button(words, "plain" if begun else "main"))
            button.setAccessibleName(f"用 {known.organ or path.stem} {known.year} 年的报告起头")
            plain.set_tip(button, f"{known.organ}\n{path}")
            button.clicked.connect(lambda: self.last_year.emit(path))
            card.mark(not begun)
        other = card.offer(Button("选其他报告…", "quiet") if last else Button("选去年的报告…"))
        other.clicked.connect(lambda: self.last_year.emit(None))
        yield card
        self.dropping = card = Card("import", "导入已有的年报", _DROP, dashed=True)
        choose, paste = card.offer(Button("选文件…")), card.offer(Button("从剪贴板"))
        icons.put(choose, "open")
        icons.put(paste, "paste")
        choose.clicked.connect(self.importing)
        paste.clicked.connect(self.pasting)
        yield card

    def _entries(self) -> Iterator[Card]:
        """Quieter ways in, at the side."""
        words = "谁没报、谁有错，退回，加总。"
        entry = Card("collect", "汇总全县", words)
        entry.offer(Button("选文件夹…")).clicked.connect(self.collecting)
        yield entry
        words = "一份填好的年报，里面故意写错了两处。可以随意修改，不影响您的文件。"
        entry = Card("doc-text", "看一份示例", words)
        entry.offer(Button("打开示例")).clicked.connect(self.sample)
        yield entry

    def _arrange(self) -> None:
        body = QWidget()
        body.setMaximumWidth(_WIDEST + 2 * _EDGE)
        column = QVBoxLayout(body)
        self._column = column
        column.addLayout(self._head())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for card in self.cards:
            self._row.addWidget(card, 1)
        column.addLayout(self._row)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(24)
        self._lower.addWidget(self._lists, 1)
        side = QVBoxLayout()
        side.setSpacing(12)
        self._quiet = [*self._entries()]
        for entry in self._quiet:
            entry.setFixedWidth(_SIDE)
            side.addWidget(entry)
        side.addStretch()
        self._lower.addLayout(side)
        column.addLayout(self._lower)
        column.addStretch(1)
        self._lay_out()
        ground = QWidget()
        around = QHBoxLayout(ground)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(body, 100)
        around.addStretch(1)
        self.setWidget(ground)

    def _head(self) -> QGridLayout:
        head = self._above = QGridLayout()
        head.setVerticalSpacing(2)
        self._title = plain.Label("政府信息公开工作年度报告", wrap=True)
        self._safe = Toned("数据只保存在本机，不联网；随时可以停下，下次接着填。", wrap=True)
        head.addWidget(self._title, 0, 0)
        head.setColumnStretch(0, 1)
        return head

    def _place_chip(self, wide: int) -> None:
        """At the right of the title and of what stands under it; of the title alone; under both."""
        row, rows = (0, 2) if wide >= _NARROWER else (0, 1) if wide >= _NARROWEST else (2, 1)
        bottom, left = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
        self._above.addWidget(self._safe, 1, 0, 1, 3 - rows)
        self._above.addWidget(self.chip, row, 0 if row else 1, rows, 1, left if row else bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """In a narrow window the cards are flat, so that all of them are seen at once."""
        directions, wide = QBoxLayout.Direction, self.viewport().width()
        for row, least in ((self._row, _NARROWER), (self._lower, _NARROW)):
            narrow = wide < least
            row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._place_chip(wide)
        flat, high = wide < _NARROWER, self.viewport().height()
        tight, low = flat or high < _SHORT, high < _LOW
        self._title.setFont(look.font("h2" if flat else "start"))
        self._safe.setHidden(flat and low)
        for card in self.cards:
            card.lie(flat, terse=low, tight=tight)
        for entry in self._quiet:
            entry.lie(False, terse=False, tight=tight)
        self._column.setContentsMargins(_EDGE, 8 if tight else 20, _EDGE, 8 if tight else 12)
        self._column.setSpacing(_GAP // 2 if tight else _GAP)
        self._row.setSpacing(_GAP // 2 if flat else _GAP)

    def watch(self, window: QWidget) -> None:
        """A file that is dragged over the window may be dropped anywhere: the card says so."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            self._invite(event.mimeData().hasUrls())
        elif kind in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._invite(False)
        return super().eventFilter(watched, event)

    def _invite(self, on: bool) -> None:
        self.dropping.mark(on)
        self.dropping.say("松开即导入" if on else _DROP)


_DROP = "网页、Word、Excel 文件拖到这里，或在别处复制以后从剪贴板导入。"


def _short(organ: str) -> str:
    return organ if len(organ) <= _LONGEST else organ[: _LONGEST - 1] + "…"


def _all_days(found: Due) -> str:
    lines = [f"{LEVELS[level]}：{day.month} 月 {day.day} 日前" for level, day in found.days.items()]
    return "\n".join((*lines, f"依据：{found.source}"))
