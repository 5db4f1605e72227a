"""The menus and the tool bar: which words and keys do what."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu

from app import __version__
from app.disk import log
from app.exporters import EXPORTS
from ui.flows.recent import called
from ui.kit import icons, plain
from ui.page.title_line import TitleLine
from ui.window import open_with
from ui.window.command_row import tip_of
from ui.window.commands import name_command, words_of
from ui.window.level import LevelMenu
from ui.window.panes import go_round
from ui.window.zeros import AllZeros, drop_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.window.main_window import MainWindow
    from ui.window.parts import Parts


def build(window: MainWindow, parts: Parts) -> None:
    """Give the window its menus and its tool bar."""
    main = _file(window, parts)
    all_zeros = _edit(window, parts)
    _last_year(window, parts)
    _view(window, parts)
    _help(window, parts)
    every: Iterable[QAction] = window.findChildren(QAction)
    tools = {icons.name_of(each): each for each in every}
    window.command_row.fill(tools, main)
    # PySide may take a menu away with the last that Python holds of it, and its keys with it.
    menus: Iterable[QMenu] = window.findChildren(QMenu)
    window.command_row.held = [*menus]
    drop_down(window.command_row.tools, tools["fill-zero"], all_zeros)


def _file(window: MainWindow, parts: Parts) -> QAction:
    menu, documents = window.menuBar().addMenu("文件(&F)"), parts.documents
    _action(menu, "新建(&N)…", parts.begin.new, "Ctrl+N", "new")
    begin = "用去年的报告起头(&L)…"
    _action(menu, begin, parts.begin.choose, "Ctrl+Shift+N", "begin")
    _action(menu, "从上年报告结转(&C)…", parts.imports.carry_over)
    _action(menu, "打开(&O)…", documents.open, "Ctrl+O", "open")
    recent = menu.addMenu("最近的文件(&R)")
    draw = partial(_draw_recent, parts, recent)
    documents.recent_changed.connect(draw)
    parts.recent.noted.connect(draw)
    draw()
    _action(menu, "没保存的草稿(&D)…", parts.drafts.show)
    _action(menu, "导入(&I)…", parts.imports.choose, "Ctrl+I", "import")
    _action(menu, "从剪贴板导入(&B)…", parts.imports.paste, "Ctrl+Shift+V", "paste")
    menu.addSeparator()
    _action(menu, "保存(&S)", documents.save, "Ctrl+S", "save")
    _action(menu, "另存为(&A)…", documents.save_as, "Ctrl+Shift+S")
    _action(menu, "以前的版本(&H)…", parts.versions.choose)
    menu.addSeparator()
    main = _exports(parts, menu)
    menu.addSeparator()
    _action(menu, "设置(&M)…", parts.preferences.choose)
    menu.addSeparator()
    _action(menu, "汇总全县(&Z)…", documents.collect)
    _action(menu, "回到开始页(&G)", window.at_start.again)
    _action(menu, "退出(&X)", window.close, "Ctrl+Q")
    return main


def _exports(parts: Parts, menu: QMenu) -> QAction:
    """The one that makes all that is handed in."""
    exports = parts.exports
    main = _action(menu, "上报材料（导出）(&E)…", exports.choose, "Ctrl+E")
    single = menu.addMenu("导出成(&T)")
    for export in EXPORTS.values():
        _action(single, f"{export.name}…", partial(exports.one, export))
    _action(menu, "导出检查单(&K)…", exports.check_sheet)
    _action(menu, "复制成网页(&W)", exports.copy_clean)
    _action(menu, "打印(&P)…", exports.print, "Ctrl+P")
    return main


def _draw_recent(parts: Parts, menu: QMenu) -> None:
    menu.clear()
    menu.setEnabled(bool(parts.settings.recent))
    menu.setToolTipsVisible(True)  # where each of them is
    for name, words in called(parts.settings):
        again = partial(parts.documents.open_recent, name)
        plain.set_tip(_action(menu, plain.on_button(words), again), name)


def _edit(window: MainWindow, parts: Parts) -> QAction:
    """The one that fills the blanks of all tables."""
    menu, edit = window.menuBar().addMenu("编辑(&E)"), parts.editing
    undo, redo = _history(parts, menu)
    menu.addSeparator()
    pieces = _pieces(parts, menu)
    menu.addSeparator()
    zeros = _action(menu, "空白填 0(&Z)", edit.fill_zeros, "F9", "fill-zero")
    # Windows takes the second one for itself where several input languages are installed.
    zeros.setShortcuts([QKeySequence("F9"), QKeySequence("Ctrl+Shift+0")])
    what = "把当前表格（或选中部分）里的空白格都填上 0；光标不在表格里时填所有的表格"
    plain.set_tip(zeros, f"{tip_of(words_of(zeros), zeros)}\n{what}")
    all_zeros = AllZeros(parts.workspace, menu)
    all_zeros.triggered.connect(lambda _checked: edit.fill_all_zeros())
    menu.addAction(all_zeros)
    _action(menu, "向下填充(&D)", edit.fill_down, "Ctrl+D")
    _action(menu, "向右填充(&R)", edit.fill_right, "Ctrl+R")
    printed = _action(menu, "清除纸上的合计(&A)", edit.clear_printed)
    plain.set_tip(printed, "导入的和核对时填的合计都不再和算出来的对照，可以撤销")
    menu.addSeparator()
    words = [
        _action(menu, "插入表中的数字(&N)…", edit.insert_number, "Ctrl+L"),
        _action(menu, "插入常用句子(&S)…", edit.insert_sentence, "Ctrl+J"),
        _action(menu, "整理文字(&O)…", edit.tidy_up),
    ]
    menu.addSeparator()
    _find(parts, menu)
    menu.addSeparator()
    menu.addMenu(LevelMenu(parts.workspace, menu))
    cut, copy, whole, put, clear, every = pieces
    _offer_in_title(parts, [undo, redo, _parting(menu), cut, copy, put, every])
    _offer_in_tables(window, parts, [cut, copy, whole, put, clear, zeros])
    parting = [_parting(menu), _parting(menu)]
    _offer_in_texts(parts, [undo, redo, parting[0], cut, copy, put, every, parting[1], *words])
    return all_zeros


def _pieces(parts: Parts, menu: QMenu) -> list[QAction]:
    """What takes a piece of a table or of a text: the keys of old Windows work too."""
    edit = parts.editing
    cut = _action(menu, "剪切(&T)", edit.cut)
    copy = _action(menu, "复制(&C)", edit.copy)
    whole = _action(menu, "连同表头复制(&L)", edit.copy_with_labels, "Ctrl+Shift+C")
    put = _action(menu, "粘贴(&P)", edit.paste)
    clear = _action(menu, "清除(&E)", edit.clear)
    every = _action(menu, "全选(&W)", edit.select_all, "Ctrl+A")
    cut.setShortcuts([QKeySequence("Ctrl+X"), QKeySequence("Shift+Del")])
    copy.setShortcuts([QKeySequence("Ctrl+C"), QKeySequence("Ctrl+Ins")])
    put.setShortcuts([QKeySequence("Ctrl+V"), QKeySequence("Shift+Ins")])
    return [cut, copy, whole, put, clear, every]


def _find(parts: Parts, menu: QMenu) -> None:
    bar = parts.find_bar
    _action(menu, "查找(&F)…", bar.open, "Ctrl+F", "search")
    _action(menu, "查找下一个(&X)", partial(bar.go_again, 1), "F3")
    _action(menu, "查找上一个(&U)", partial(bar.go_again, -1), "Shift+F3")
    _action(menu, "替换(&H)…", partial(bar.open, replacing=True), "Ctrl+H")


def _offer_in_tables(window: MainWindow, parts: Parts, actions: list[QAction]) -> None:
    """The menu of the right button, of the menu key and of Shift+F10."""

    def offer() -> None:
        for grid in parts.page.grids:
            grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            grid.addActions(actions)

    parts.page.drawn.connect(offer)
    if sys.platform != "win32":  # where the system itself opens the menu at this key
        QShortcut(QKeySequence("Shift+F10"), window, _open_context_menu)


def _offer_in_texts(parts: Parts, actions: list[QAction]) -> None:
    """The same menu in every text: the window's own actions, with what they can do now."""

    def offer() -> None:
        for box in parts.page.texts:
            box.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            box.addActions(actions)

    parts.page.drawn.connect(offer)


def _offer_in_title(parts: Parts, actions: list[QAction]) -> None:
    """In the boxes of organ and year too, whose own menu is Qt's."""

    def offer() -> None:
        title: TitleLine | None = parts.page.findChild(TitleLine)
        for box in (title.organ, title.year.lineEdit()) if title else ():
            box.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            box.addActions(actions)

    parts.page.drawn.connect(offer)


def _parting(menu: QMenu) -> QAction:
    """A line between the actions of a menu."""
    line = QAction(menu)
    line.setSeparator(True)
    return line


def _open_context_menu() -> None:
    here = QApplication.focusWidget()
    if here is not None:
        caret = here.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = QRectF(caret).center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(here, QContextMenuEvent(reason, place, here.mapToGlobal(place)))


class HistoryAction(QAction):
    """Undo or redo, with the words of the step it would take."""

    def __init__(self, verb: str, menu: QMenu) -> None:
        super().__init__(verb, menu)
        self._verb = verb
        name_command(self, verb, f"没有可以{verb}的")
        self.setEnabled(False)
        menu.addAction(self)

    def name_step(self, words: str) -> None:
        named = f"{self._verb} {words}".rstrip()
        self.setText(plain.on_button(named))
        plain.set_tip(self, tip_of(named, self))  # or Qt makes one of the text


def _history(parts: Parts, menu: QMenu) -> tuple[QAction, QAction]:
    stack = parts.workspace.stack
    undo, redo = HistoryAction("撤销", menu), HistoryAction("重做", menu)
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    stack.undoTextChanged.connect(undo.name_step)
    stack.redoTextChanged.connect(redo.name_step)
    _equip(undo, parts.editing.undo, "Ctrl+Z", "undo")
    _equip(redo, parts.editing.redo, "Ctrl+Y", "redo")
    redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    return undo, redo


def _last_year(window: MainWindow, parts: Parts) -> None:
    menu, imports = window.menuBar().addMenu("上年(&L)"), parts.imports
    _action(menu, "选上年报告(&O)…", imports.choose_last_year)
    _action(menu, "从上年报告结转(&C)…", imports.carry_over)
    _action(menu, "两年对照(&V)…", imports.compare, "F7", "compare")
    show = _action(menu, "上年数字(&S)", None, "Ctrl+T", "last-year")
    show.toggled.connect(partial(_show_last_year, parts, show))
    parts.begin.begun.connect(partial(show.setChecked, True))
    parts.workspace.opened.connect(partial(_go_on_showing, parts, show))


def _show_last_year(parts: Parts, action: QAction, on: bool) -> None:
    """Ticked only while there is something to show."""
    parts.imports.show_last_year(on)
    action.setChecked(parts.workspace.last_year is not None)


def _go_on_showing(parts: Parts, action: QAction) -> None:
    """In another report that one's own last year, if it has any."""
    if action.isChecked():
        parts.workspace.show_last_year(True)
        action.setChecked(parts.workspace.last_year is not None)


def _view(window: MainWindow, parts: Parts) -> None:
    menu, page = window.menuBar().addMenu("查看(&V)"), parts.page
    _action(menu, "下一处要处理的(&N)", partial(_next_finding, parts)).setShortcuts(
        [QKeySequence("F8"), QKeySequence("Ctrl+G")]
    )
    parts.findings.going_on.connect(partial(_next_finding, parts))
    _action(menu, "收起或展开检查结果(&F)", parts.findings.folding.emit, "Ctrl+F8")
    _action(menu, "检查结果换边(&R)", parts.findings.siding.emit)
    go = partial(go_round, parts.outline, page, parts.findings)
    _action(menu, "下一个窗格(&P)", partial(go, 1), "F6")
    _action(menu, "上一个窗格(&B)", partial(go, -1), "Shift+F6")
    menu.addSeparator()
    audit = _action(menu, "核对纸上的合计(&T)", None)
    plain.set_tip(audit, "在自动计算的格里输入纸上的合计，与算出来的对照")
    audit.toggled.connect(parts.editing.audit)
    menu.addSeparator()
    larger = _action(menu, "放大(&I)", partial(page.zoom_by, 1), "Ctrl++")
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    _action(menu, "缩小(&O)", partial(page.zoom_by, -1), "Ctrl+-")
    _action(menu, "原来大小(&A)", partial(page.set_zoom, 1.0), "Ctrl+0")


def _next_finding(parts: Parts) -> None:
    """All findings, then all that is missing, and round."""
    parts.workspace.settle()  # those of texts too, which wait for a rest
    findings, missing = parts.findings, parts.missing
    ways = [findings.next, missing.next, findings.first]
    if missing.is_gone_through:
        ways = [missing.next, findings.first, missing.next]
    if not any(go() for go in ways):
        parts.editing.done.emit(f"{findings.tally}。")


def _help(window: MainWindow, parts: Parts) -> None:
    menu, helper = window.menuBar().addMenu("帮助(&H)"), parts.help
    _action(menu, "使用手册(&M)", helper.show_here, "F1")
    _action(menu, "查找命令(&Q)…", helper.find_command, "Alt+Q").setShortcuts(
        [QKeySequence("Alt+Q"), QKeySequence("Ctrl+Shift+P")]
    )
    _action(menu, "快捷键(&K)", helper.show_keys)
    _action(menu, "常见退回原因(&R)", partial(helper.show, "returned"))
    menu.addSeparator()
    _action(menu, "表格(&F)…", partial(_show_forms, window, parts))
    open_with.build(window, parts.questions, menu)
    _action(menu, "打开日志文件夹(&L)", partial(_open_log, window, parts))
    _action(menu, "关于年报(&A)", partial(_about, window, parts))


def _show_forms(window: MainWindow, parts: Parts) -> None:
    from ui.dialogs.form_box import listed

    parts.questions.show_forms(window, listed())


def _open_log(window: MainWindow, parts: Parts) -> None:
    """There may be none yet, and no file manager either."""
    folder = log.folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(folder))):
        parts.questions.tell(window, f"这台电脑没有能打开文件夹的程序，日志在：\n{folder}")


def _about(window: MainWindow, parts: Parts) -> None:
    form = parts.workspace.report.form
    words = f"年报 {__version__}\n\n表格：{form.name}\n依据：{form.document}"
    parts.questions.about(window, words)


def _action(
    menu: QMenu,
    words: str,
    do: Callable[[], object] | None,
    shortcut: str = "",
    icon: str = "",
) -> QAction:
    """`do`: None of what is ticked or not, and heard of when that changes."""
    action = menu.addAction(words)
    _equip(action, do, shortcut, icon)
    return action


def _equip(
    action: QAction,
    do: Callable[[], object] | None,
    shortcut: str,
    icon: str,
) -> None:
    if do is None:
        action.setCheckable(True)
    else:
        action.triggered.connect(lambda _checked: do())
    action.setShortcut(QKeySequence(shortcut))
    if icon:
        icons.put(action, icon, when_on="accent" if action.isCheckable() else "")
        action.setIconText(words_of(action))
        plain.set_tip(action, tip_of(words_of(action), action))
