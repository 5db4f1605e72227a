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

_SPREAD = 0
"""Of the answers."""


def connect(page: Page, workspace: Workspace, questions: Questions) -> None:
    """Let every text box ask, each time that the page is laid out."""

    def connect_boxes() -> None:
        for box in page.texts:
            box.spreads = partial(offer, workspace, questions, box)

    page.drawn.connect(connect_boxes)


def offer(workspace: Workspace, questions: Questions, box: TextBox, words: str) -> bool:
    """Whether words pasted into a box go elsewhere: into the parts of its section, or nowhere."""
    sections = [s for s in workspace.report.form.sections if box.text in s.texts]
    if not any(text.heading for section in sections for text in section.texts):
        return False
    if workspace.refuses():
        return True
    from app.importers.spread import spread

    parts = spread(workspace.report, box.text.id, words)
    if parts is None:
        return False
    answer = questions.one_of(box, *_question(parts), ["分到各小节", "照原样粘贴"])
    if answer != _SPREAD:
        return answer is None  # then nothing is pasted
    try:
        workspace.change(parts.changes, "粘贴并分到各小节")
    except Refused as refusal:
        box.refused.emit(box.cursorRect(), refusal.reason)
    return True


def _question(parts: Spread) -> tuple[str, str]:
    """The question, and what is told beside it."""
    names = "、".join(
        text.heading
        if _same(written, text.heading)
        else f"{text.heading}（写作“{shortened(written)}”）"
        for written, text in parts.found
    )
    longer = "、".join(f"“{text.name}”" for text in parts.longer)
    kept = f"\n{longer}已经有文字，原来的不动，新的接在后面。" if longer else ""
    return (
        f"粘贴的内容里有 {len(parts.found)} 个小标题，要分到各小节吗？",
        f"{names}。小标题由程序印，不再重复。{kept}",
    )


def _same(written: str, heading: str) -> bool:
    return "".join(written.split()).startswith(heading)
