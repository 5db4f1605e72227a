"""Texts tidied up on request: seen before, one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.forms import links
from app.report import tidy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.report.report import Changes
    from ui.dialogs.questions import Questions
    from ui.workspace import Workspace


def tidy_up(window: QWidget, workspace: Workspace, questions: Questions, here: str) -> str:
    """What was done, for the status bar; `here`: the text with the caret, or ""."""
    from ui.dialogs.tidy_dialog import Piece

    report = workspace.report
    entries = report.entries("texts")
    pieces = [
        Piece(text.id, text.name, str(entries[text.id]))
        for text in report.form.texts.values()
        if text.id in entries
    ]
    if not any(True for piece in pieces for _ in tidy.changes(piece.stored)):
        return "文字都很整齐，没有要整理的。"
    tidied = questions.tidy(window, pieces, here, lambda words: links.shown(words, report.values))
    if not tidied:
        return ""
    changes: Changes = {("texts", text): words or None for text, words in tidied.items()}
    workspace.change(changes, f"整理文字 {len(tidied)} 段")
    return f"整理了 {len(tidied)} 段文字，可以撤销。"
