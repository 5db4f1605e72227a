"""Ready sentences for a text: the form's and the office's own, put in, kept, forgotten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt

from app.files import sentences
from app.files.sentences import Own, SentencesError
from app.forms import links
from app.letters import characters

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.report.report import Report
    from ui.page.sentence_list import SentenceList
    from ui.page.text_box import TextBox
    from ui.workspace import Workspace

_NONE = "这里还没有常用句子。选中一句话，点“加入选中的文字”，以后每年都能用。"


class Sentences(QObject):
    """One list at a time; the box that it belongs to stays framed while it is open."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace

    def open(self, box: TextBox) -> None:
        from ui.page.sentence_list import SentenceList

        list_ = SentenceList(self._window, box.text.name, may_add=bool(box.selected()))
        list_.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        list_.chosen.connect(box.insert)
        list_.adding.connect(partial(self._add, list_, box))
        list_.deleting.connect(partial(self._forget, list_, box))
        list_.closed.connect(box.release)
        self._fill(list_, box)
        box.hold()
        place = box.cursorRect()
        corner = box.viewport().mapTo(self._window, place.topLeft())
        list_.stand_at(QRect(corner, place.size()))
        list_.open()

    def _fill(self, list_: SentenceList, box: TextBox) -> None:
        from ui.page.sentence_list import Sentence

        report, told = self._workspace.report, ""
        own: tuple[Own, ...] = ()
        try:
            own = sentences.kept()
        except SentencesError as error:
            told = str(error)
        offered = sentences.offered(report, box.text.id, own)
        list_.tell(told or ("" if offered else _NONE + _where_some_are(report)))
        list_.fill(
            [Sentence(s, links.shown(s, report.values), kept is not None) for s, kept in offered]
        )

    def _add(self, list_: SentenceList, box: TextBox) -> None:
        words = characters.in_text(box.selected()).strip()
        self._keep(list_, box, lambda: sentences.keep(Own(words, box.text.id)))

    def _forget(self, list_: SentenceList, box: TextBox, stored: str) -> None:
        self._keep(list_, box, lambda: sentences.forget(Own(stored)))

    def _keep(self, list_: SentenceList, box: TextBox, do: Callable[[], None]) -> None:
        try:
            do()
        except SentencesError as error:
            list_.tell(str(error))
        else:
            self._fill(list_, box)


def _where_some_are(report: Report) -> str:
    """The text for which the form has most."""
    richest = max(report.form.texts.values(), key=lambda text: len(text.sentences))
    return f"“{richest.name}”那里有现成的。" if richest.sentences else ""
