"""The menus and the tool bar: which words and keys do what."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyle,
)

from app import links
from app.exporters import EXPORTS
from app.numbers import written
from ui import open_with
from ui.grid import clipboard, edits, keys
from ui.grid.model import place_of
from ui.level import LevelMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.grid.view import GridView
    from ui.main_window import MainWindow

Icon = QStyle.StandardPixmap
WordsBox = QLineEdit | QPlainTextEdit

_OTHER_KEYS = (("Shift+F10 或右键", "表格或文字的菜单"),)
"""What works everywhere and stands in no menu, for the list of keys."""


def build(window: MainWindow) -> None:
    """Give the window its menus and its tool bar."""
    new, opening, save = _file(window)
    undo, redo, zeros = _edit(window)
    _last_year(window)
    _view(window)
    _help(window)
    bar = window.addToolBar("工具栏")
    bar.setObjectName("tool_bar")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.addActions([new, opening, save, undo, redo, zeros])


def _file(window: MainWindow) -> tuple[QAction, QAction, QAction]:
    menu, documents = window.menuBar().addMenu("文件(&F)"), window.documents
    new = _action(window, menu, "新建(&N)…", documents.new, "Ctrl+N", Icon.SP_FileIcon)
    _action(window, menu, "用去年的报告起头(&L)…", window.begin.choose)
    _action(window, menu, "从上年报告结转(&C)…", window.imports.carry_over)
    opening = _action(window, menu, "打开(&O)…", documents.open, "Ctrl+O", Icon.SP_DialogOpenButton)
    recent = menu.addMenu("最近的文件(&R)")
    draw = partial(_draw_recent, window, recent)
    documents.recent_changed.connect(draw)
    draw()
    _action(window, menu, "导入(&I)…", window.imports.choose)
    _action(window, menu, "从剪贴板导入(&B)…", window.imports.paste)
    menu.addSeparator()
    save = _action(window, menu, "保存(&S)", documents.save, "Ctrl+S", Icon.SP_DialogSaveButton)
    _action(window, menu, "另存为(&A)…", documents.save_as, "Ctrl+Shift+S")
    menu.addSeparator()
    _exports(window, menu)
    menu.addSeparator()
    _action(window, menu, "退出(&X)", window.close, "Ctrl+Q")
    return new, opening, save


def _exports(window: MainWindow, menu: QMenu) -> None:
    exports = window.exports
    _action(window, menu, "导出(&E)…", exports.choose, "Ctrl+E")
    single = menu.addMenu("导出成(&T)")
    for export in EXPORTS.values():
        _action(window, single, f"{export.name}…", partial(exports.one, export))
    _action(window, menu, "导出检查单(&K)…", exports.check_sheet)
    _action(window, menu, "复制成网页(&W)", exports.copy_clean)
    _action(window, menu, "打印预览(&V)…", exports.preview)
    _action(window, menu, "打印(&P)…", exports.print, "Ctrl+P")


def _draw_recent(window: MainWindow, menu: QMenu) -> None:
    menu.clear()
    menu.setEnabled(bool(window.settings.recent))
    for name in window.settings.recent:
        words = name.replace("&", "&&")
        _action(window, menu, words, partial(window.documents.open_recent, name))


def _edit(window: MainWindow) -> tuple[QAction, QAction, QAction]:
    menu = window.menuBar().addMenu("编辑(&E)")
    undo, redo = _history(window, menu)
    menu.addSeparator()
    pieces = _pieces(window, menu)
    menu.addSeparator()
    zeros = _action(
        window,
        menu,
        "空白填 0(&Z)",
        _on_grid(window, partial(_fill_zeros, window)),
        "Ctrl+Shift+0",
        Icon.SP_DialogApplyButton,
    )
    zeros.setToolTip("把当前表格（或选中部分）里的空白格都填上 0，可以撤销")
    fill = partial(_on_grid, window, while_typing=False)
    _action(window, menu, "向下填充(&D)", fill(edits.fill_down), "Ctrl+D")
    _action(window, menu, "向右填充(&R)", fill(edits.fill_right), "Ctrl+R")
    printed = _action(window, menu, "清除纸上的合计(&A)", window.clear_printed)
    printed.setToolTip("导入的和核对时填的合计都不再和算出来的对照，可以撤销")
    menu.addSeparator()
    _action(window, menu, "插入表中的数字(&N)…", partial(_insert_number, window), "Ctrl+L")
    _action(window, menu, "插入常用句子(&S)…", partial(_insert_sentence, window), "Ctrl+J")
    menu.addSeparator()
    _find(window, menu)
    menu.addSeparator()
    menu.addMenu(LevelMenu(window.workspace, menu))
    _offer_in_tables(window, [*pieces, zeros])
    return undo, redo, zeros


def _pieces(window: MainWindow, menu: QMenu) -> list[QAction]:
    """What takes a piece of a table or of a text: the keys of old Windows work too."""
    on_both = partial(_on_both, window)
    paste = partial(clipboard.paste, questions=window.questions)
    cut = _action(window, menu, "剪切(&T)", on_both(lambda box: box.cut(), clipboard.cut))
    copy = _action(window, menu, "复制(&C)", on_both(lambda box: box.copy(), clipboard.copy))
    labelled = _on_grid(window, clipboard.copy_with_labels)
    whole = _action(window, menu, "连同表头复制(&L)", labelled, "Ctrl+Shift+C")
    put = _action(window, menu, "粘贴(&P)", on_both(lambda box: box.paste(), paste))
    clear = _action(window, menu, "清除(&E)", on_both(_delete_selected, edits.clear))
    cut.setShortcuts([QKeySequence("Ctrl+X"), QKeySequence("Shift+Del")])
    copy.setShortcuts([QKeySequence("Ctrl+C"), QKeySequence("Ctrl+Ins")])
    put.setShortcuts([QKeySequence("Ctrl+V"), QKeySequence("Shift+Ins")])
    return [cut, copy, whole, put, clear]


def _find(window: MainWindow, menu: QMenu) -> None:
    bar = window.find_bar
    _action(window, menu, "查找(&F)…", bar.open, "Ctrl+F")
    _action(window, menu, "查找下一个(&X)", partial(bar.go_again, 1), "F3")
    _action(window, menu, "查找上一个(&U)", partial(bar.go_again, -1), "Shift+F3")
    _action(window, menu, "替换(&H)…", partial(bar.open, replacing=True), "Ctrl+H")


def _offer_in_tables(window: MainWindow, actions: list[QAction]) -> None:
    """The menu of the right button, of the menu key and of Shift+F10."""

    def offer() -> None:
        for grid in window.page.grids:
            grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            grid.addActions(actions)

    offer()
    window.workspace.opened.connect(offer)  # the page has made its tables anew before
    if sys.platform != "win32":  # where the system itself opens the menu at this key
        QShortcut(QKeySequence("Shift+F10"), window, _open_context_menu)


def _open_context_menu() -> None:
    here = QApplication.focusWidget()
    if here is not None:
        caret = here.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = QRectF(caret).center().toPoint()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(here, QContextMenuEvent(reason, place, here.mapToGlobal(place)))


def _insert_number(window: MainWindow) -> None:
    """A figure of the tables that the text then follows."""
    box, report = window.text(), window.workspace.report
    if box is None:
        window.say("请先把光标放在一段文字里。")
        return
    choices = [
        (id_, f"{place_of(cell)}　{written(report.values[id_]) or '（空）'}")
        for id_, cell in report.form.cells.items()
    ]
    cell = window.questions.pick(window, "插入表中的数字（以后随表格变化）", choices)
    if cell:
        box.insert(links.link(cell))


def _insert_sentence(window: MainWindow) -> None:
    """One of the edition's ready sentences for this text."""
    box, report = window.text(), window.workspace.report
    if box is None or not box.text.sentences:
        window.say("请先把光标放在有常用句子的一段文字里，例如“依申请公开”。")
        return
    sentences = [s.format(organ=report.organ, year=report.year) for s in box.text.sentences]
    choices = [(s, links.shown(s, report.values)) for s in sentences]
    sentence = window.questions.pick(window, f"常用句子：{box.text.name}", choices)
    if sentence:
        box.insert(sentence)


def _on_grid(
    window: MainWindow, do: Callable[[GridView], object], *, while_typing: bool = True
) -> Callable[[], None]:
    """The action on the table with the keyboard, after what is being typed is taken over.

    Without `while_typing` it leaves an open editor and what is typed in it alone.
    """

    def act() -> None:
        grid = window.grid()
        if grid is None:
            window.say("请先选中一张表。")
        elif (while_typing or grid.grid_delegate.editor is None) and grid.commit():
            do(grid)

    return act


def _on_both(
    window: MainWindow,
    on_words: Callable[[WordsBox], object],
    on_grid: Callable[[GridView], object],
) -> Callable[[], None]:
    """The action on the box of words with the keyboard, else on the table."""
    in_table = _on_grid(window, on_grid)

    def act() -> None:
        box = _words_box()
        if box is None:
            in_table()
        else:
            on_words(box)

    return act


def _words_box() -> WordsBox | None:
    """What words are being typed in: a text, the title, the search, an open cell."""
    here = QApplication.focusWidget()
    if isinstance(here, QAbstractSpinBox):
        here = here.findChild(QLineEdit)
    return here if isinstance(here, QLineEdit | QPlainTextEdit) else None


def _delete_selected(box: WordsBox) -> None:
    if isinstance(box, QPlainTextEdit):
        box.textCursor().removeSelectedText()
    elif box.hasSelectedText():
        box.del_()


def _fill_zeros(window: MainWindow, grid: GridView) -> None:
    if not edits.zeros(grid):
        window.say("没有空白的格。")


class HistoryAction(QAction):
    """Undo or redo, with the words of the step it would take."""

    def __init__(self, verb: str, menu: QMenu) -> None:
        super().__init__(verb, menu)
        self._verb = verb
        self.setEnabled(False)
        menu.addAction(self)

    def name_step(self, words: str) -> None:
        self.setText(f"{self._verb} {words}".rstrip())


def _history(window: MainWindow, menu: QMenu) -> tuple[QAction, QAction]:
    stack = window.workspace.stack
    undo, redo = HistoryAction("撤销", menu), HistoryAction("重做", menu)
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    stack.undoTextChanged.connect(undo.name_step)
    stack.redoTextChanged.connect(redo.name_step)
    _equip(window, undo, window.undo, "Ctrl+Z", Icon.SP_ArrowBack)
    _equip(window, redo, window.redo, "Ctrl+Y", Icon.SP_ArrowForward)
    redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    return undo, redo


def _last_year(window: MainWindow) -> None:
    menu, imports = window.menuBar().addMenu("上年(&L)"), window.imports
    _action(window, menu, "打开上年报告(&O)…", imports.choose_last_year)
    _action(window, menu, "从上年报告结转(&C)…", imports.carry_over)
    _action(window, menu, "与上年对照(&V)…", imports.compare)
    show = _action(window, menu, "显示上年数字(&S)", lambda: None)
    show.setCheckable(True)
    show.toggled.connect(partial(_show_last_year, window, show))
    window.workspace.opened.connect(partial(_go_on_showing, window, show))


def _show_last_year(window: MainWindow, action: QAction, on: bool) -> None:
    """Ticked only while there is something to show."""
    window.imports.show_last_year(on)
    action.setChecked(window.workspace.last_year is not None)


def _go_on_showing(window: MainWindow, action: QAction) -> None:
    """In another report that one's own last year, if it has any."""
    if action.isChecked():
        window.workspace.show_last_year(True)
        action.setChecked(window.workspace.last_year is not None)


def _view(window: MainWindow) -> None:
    menu, page = window.menuBar().addMenu("查看(&V)"), window.page
    _action(window, menu, "下一个问题(&N)", partial(_next_finding, window)).setShortcuts(
        [QKeySequence("F8"), QKeySequence("Ctrl+G")]
    )
    audit = _action(window, menu, "核对纸上的合计(&T)", lambda: None)
    audit.setCheckable(True)
    audit.setToolTip("在自动计算的格里输入纸上的合计，与算出来的对照")
    audit.toggled.connect(window.audit)
    menu.addSeparator()
    larger = _action(window, menu, "放大(&I)", partial(page.zoom_by, 1), "Ctrl++")
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    _action(window, menu, "缩小(&O)", partial(page.zoom_by, -1), "Ctrl+-")
    _action(window, menu, "原来大小(&A)", partial(page.set_zoom, 1.0), "Ctrl+0")


def _next_finding(window: MainWindow) -> None:
    window.workspace.settle()  # those of texts too, which wait for a rest
    if not (window.findings.next() or window.missing.next()):
        window.say(f"{window.findings.tally}。")


def _help(window: MainWindow) -> None:
    menu = window.menuBar().addMenu("帮助(&H)")
    _action(window, menu, "快捷键(&K)", partial(_show_keys, window), "F1")
    open_with.build(window, menu)
    _action(window, menu, "关于年报", window.about)


def _show_keys(window: MainWindow) -> None:
    """Of the menus as they are now, then of the tables."""
    menus = [
        (" / ".join(key.toString() for key in action.shortcuts()), words_of(action))
        for action in _below(window.menuBar().actions())
        if not action.shortcut().isEmpty()
    ]
    window.questions.show_keys(window, [*menus, *_OTHER_KEYS, *keys.HELP])


def _below(actions: list[QAction]) -> Iterator[QAction]:
    """The actions and those of the menus under them."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _below(menu.actions())
        else:
            yield action


def words_of(action: QAction) -> str:
    """An action's words without its mnemonic."""
    return action.text().split("(", 1)[0].rstrip("…")


def _action(
    window: MainWindow,
    menu: QMenu,
    words: str,
    do: Callable[[], object],
    shortcut: str = "",
    icon: Icon | None = None,
) -> QAction:
    action = menu.addAction(words)
    _equip(window, action, do, shortcut, icon)
    return action


def _equip(
    window: MainWindow,
    action: QAction,
    do: Callable[[], object],
    shortcut: str,
    icon: Icon | None,
) -> None:
    action.triggered.connect(lambda _checked: do())
    action.setShortcut(QKeySequence(shortcut))
    if icon is not None:
        action.setIcon(window.style().standardIcon(icon))
        action.setIconText(words_of(action))
