"""The question whether a pasted section goes into its parts, and what comes of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.letters.characters import shortened
from app.report.report import Refused

if TYPE_CHECKING:
    from app.importers.spread import Spread
    from ui.dialogs.questions import Questions
    from ui.page.page import Page
    from ui.page.text_box import TextBox
    from ui.workspace import Workspace


def connect(page: Page, workspace: Workspace, questions: Questions) -> None:
    """Let every text box of the page ask, and those of each report that is opened after."""

    def connect_boxes() -> None:
        for box in page.texts:
            box.spreads = partial(offer, workspace, questions, box)

    workspace.opened.connect(connect_boxes)
    connect_boxes()


def offer(workspace: Workspace, questions: Questions, box: TextBox, words: str) -> bool:
    """Whether words that are pasted into a box went into the parts of its section instead."""
    sections = [s for s in workspace.report.form.sections if box.text in s.texts]
    if not any(text.heading for section in sections for text in section.texts):
        return False
    if workspace.refuses():
        return True
    from app.importers.spread import spread

    parts = spread(workspace.report, box.text.id, words)
    if parts is None or not questions.agree(box, _question(parts), "分到各小节"):
        return False
    try:
        workspace.change(parts.changes, "粘贴并分到各小节")
    except Refused as refusal:
        box.refused.emit(box.cursorRect(), refusal.reason)
    return True


def _question(parts: Spread) -> str:
    names = "、".join(
        text.heading
        if _same(written, text.heading)
        else f"{text.heading}（写作“{shortened(written)}”）"
        for written, text in parts.found
    )
    longer = "、".join(f"“{text.name}”" for text in parts.longer)
    kept = f"\n{longer}已经有文字，原来的不动，新的接在后面。" if longer else ""
    return (
        f"粘贴的内容里有 {len(parts.found)} 个小标题：{names}。\n"
        f"要分到各小节吗？小标题由程序印，不再重复。{kept}\n"
        "按“取消”，就照原样粘贴在这里。"
    )


def _same(written: str, heading: str) -> bool:
    return "".join(written.split()).startswith(heading)
