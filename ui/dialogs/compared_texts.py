"""The texts of two reports beside each other, with a tint on what stands in both."""

from html import escape

from app.forms.model import Form
from app.report.compare import Comparison, TextChange, same_stretches
from ui import look
from ui.dialogs.compared_figures import Sides
from ui.kit import boxes


class ComparedTexts(boxes.Reader):
    """Filled when it is first looked at: to find what is the same takes its time."""

    def __init__(self, form: Form, comparison: Comparison, sides: Sides) -> None:
        super().__init__()
        self.setObjectName("compared_texts")
        self.setAccessibleName("两份报告的文字")
        self._form, self._comparison, self._sides = form, comparison, sides
        self._is_filled = False

    @property
    def changed(self) -> int:
        """How many texts are not the same in both."""
        return sum(text.before != text.after for text in self._comparison.texts)

    def fill(self) -> None:
        if not self._is_filled:
            self._is_filled = True
            self.setHtml(self._page())

    def _page(self) -> str:
        rows = "".join(map(self._row, self._comparison.texts))
        if not rows:
            return "<p>两份报告都没有文字。</p>"
        sides = "".join(
            f"<td width='50%'><b>{escape(name)}</b></td>"
            for name in (self._sides.before, self._sides.after)
        )
        return (
            f"<p>{'下划线' if look.is_contrast() else '底色'}标出两边相同的文字。</p>"
            f"<table width='100%' cellpadding='6'><tr>{sides}</tr>{rows}</table>"
        )

    def _row(self, text: TextChange) -> str:
        name = self._form.texts[text.id].name if text.id in self._form.texts else text.id
        alike = "没有改动" if text.before == text.after else f"相似 {text.likeness:.0f}%"
        before, after = _marked(text)
        return (
            f"<tr><td colspan='2'><b>{escape(name)}</b>　{alike}</td></tr>"
            f"<tr><td>{before}</td><td>{after}</td></tr>"
        )


def _marked(text: TextChange) -> tuple[str, str]:
    """Both texts as HTML, with a tint on the stretches that stand in both."""
    same = [s for s in same_stretches(text.before, text.after) if s[2] > 1]
    return (
        _tinted(text.before, [(start, start + size) for start, _, size in same]),
        _tinted(text.after, [(start, start + size) for _, start, size in same]),
    )


def _tinted(words: str, places: list[tuple[int, int]]) -> str:
    html, end = "", 0
    tint = f"background:{look.tokens().warn_soft.name()}"
    mark = "text-decoration:underline" if look.is_contrast() else tint
    for start, stop in places:
        html += escape(words[end:start])
        html += f"<span style='{mark}'>{escape(words[start:stop])}</span>"
        end = stop
    return (html + escape(words[end:])).replace("\n", "<br>") or "（没有）"
