"""What is written about units: remarks to them, corrections of figures, why a figure may stand."""

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.checks.finding import Finding
from app.collection import decisions
from app.collection.facts import UnitRemark
from app.collection.standing import Standing
from app.forms.model import Column
from app.forms.names import with_table
from app.letters.numbers import Number, written
from app.report import entry
from app.report.kept import Acknowledged, Correction
from ui.collection.deeds import signed
from ui.collection.desk import Desk
from ui.dialogs.fill_dialog import Field, needed
from ui.dialogs.questions import Questions
from ui.workspace import today


class Writing(QObject):
    """Asks for the words, then decides them as one step of undo."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        questions: Questions,
        standing: Callable[[], Standing | None],
    ) -> None:
        """`standing` is that of the unit that is looked at."""
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self._standing = standing

    def remark(self, finding: Finding) -> None:
        """What a finding says, in the reviewer's own words."""
        standing = self._standing()
        if standing is None:
            return
        told = f"记入对“{standing.unit}”的意见，退回时一并写上。"
        fields = [Field("意见", finding.message, needed("请写上意见。")), signed(self._desk)]
        if answer := self._questions.fill_in(self._window, "记入意见", told, fields, "记入"):
            made = UnitRemark(
                unit=standing.unit,
                cells=finding.cells,
                texts=finding.texts,
                words=answer[0],
                by=answer[1],
                date=today().isoformat(),
                done=False,
            )
            after = decisions.remarked(self._desk.facts, made)
            self._desk.decide(after, f"对 {standing.unit} 的意见")

    def write_remark(self, cell: str) -> None:
        """About the report as a whole, a text, or the cell that is looked at ("": none is)."""
        collected = self._desk.collected
        if collected is None or self._standing() is None:
            return
        form = collected.form
        choices = [("", "整份报告")]
        if cell:
            choices.append((f"cells {cell}", with_table(form.cells[cell])))
        choices += [(f"texts {text.id}", text.name) for text in form.texts.values()]
        picked = self._questions.pick(self._window, "意见写在哪里", choices, "写意见")
        if picked is not None:
            key, _, id_ = picked.partition(" ")
            cells, texts = ((id_,) * (key == each) for each in ("cells", "texts"))
            self.remark(Finding(rule="", severity="hint", message="", cells=cells, texts=texts))

    def withdraw(self, own: UnitRemark | Correction) -> None:
        facts, unit = self._desk.facts, own.unit
        if isinstance(own, Correction):
            after = decisions.corrected(facts, structs.replace(own, now=own.was))
            self._desk.decide(after, f"撤销 {unit} 的更正")
        else:
            self._desk.decide(decisions.without_remark(facts, own), f"收回对 {unit} 的意见")

    def answer(self, finding: Finding, reason: str) -> None:
        """Why what is found in the sum may stand; "": that is taken back."""
        made = Acknowledged(
            rule=finding.rule,
            cells=finding.cells,
            texts=finding.texts,
            message=finding.message,
            reason=reason,
        )
        collected = self._desk.collected
        where = with_table(collected.form.cells[finding.cells[0]]) if collected else ""
        words = f"说明{where}没有算重" if reason else f"收回{where}的说明"
        self._desk.decide(decisions.acknowledged(self._desk.facts, made), words)

    def correct(self, unit: str, cell: str) -> None:
        """A unit's figure is another one in the sum; its report stays as it was sent."""
        collected = self._desk.collected
        if collected is None:
            return
        form = collected.form
        place = form.cells[cell]
        was = _reported(collected.counted, form.inputs.index(cell), unit)
        told = (
            f"{unit}　{with_table(place)}：报的是 {written(was) or '空白'}。"
            "更正只改汇总，单位的文件不动。"
        )
        fields = [
            Field("按多少计", "", lambda words: _figure_fault(words, place.column, was)),
            Field("理由", "", needed("请写明为什么更正，审核表里会印出来。")),
            signed(self._desk),
        ]
        if answer := self._questions.fill_in(self._window, "更正", told, fields, "更正"):
            now = entry.parse(answer[0], place.column)
            assert not isinstance(now, entry.Refusal)
            made = Correction(
                unit=unit, cell=cell, was=was, now=now, reason=answer[1], by=answer[2],
                date=today().isoformat(),
            )  # fmt: skip
            after = decisions.corrected(self._desk.facts, made)
            self._desk.decide(after, f"更正 {unit} 的{with_table(place)}")


def _reported(counted: tuple[Standing, ...], at: int, unit: str) -> Number | None:
    file = next(each.received for each in counted if each.unit == unit)
    return file.figures[at] if file else None


def _figure_fault(words: str, column: Column, was: Number | None) -> str:
    figure = entry.parse(words, column)
    if isinstance(figure, entry.Refusal):
        return figure.reason
    return "这就是报的数，没有什么要更正。" if figure == was else ""
