"""Copy, cut and paste between a grid and the system's clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app import clip
from app.calc import written
from ui.grid import edits
from ui.grid.model import name_of

if TYPE_CHECKING:
    from app import paste as pasting
    from app.calc import Number
    from app.forms.layout import GridCell
    from app.forms.model import Cell
    from app.importers.plain import PlainTable
    from ui.dialogs import Questions
    from ui.grid.view import GridView


def copy(view: GridView) -> None:
    """The selected numbers, as text and as a table at once."""
    rows, columns = _lines(view)
    _put(view, rows, columns)


def copy_with_labels(view: GridView) -> None:
    """The selection with the official labels that name it; of a whole table, the official table."""
    _put(view, *clip.with_labels(view.grid_model.grid, *_lines(view)))


def cut(view: GridView) -> None:
    copy(view)
    edits.clear(view)


def paste(view: GridView, questions: Questions) -> None:
    """The clipboard's numbers from the current cell on: one step of undo, all or nothing."""
    from app import paste as pasting

    here = view.current()
    table = _taken()
    if here is None or not table.cells:
        return
    form, selected = view.grid_model.workspace.report.form, view.selection()
    labelled = pasting.labelled(form, table)
    if labelled is not None:
        _paste_by_labels(view, labelled, questions)
        return
    lines = pasting.lines_of(table)
    if len(selected) > 1 and len(lines) == 1 and len(lines[0]) == 1:
        plan = pasting.plan_everywhere(form, selected, lines[0][0] or "")
    else:
        plan = pasting.plan(form, view.moves.cells, _first(selected, here), lines)
    figures = _agreed(view, plan, questions)
    if figures is not None:
        edits.change(view, figures, "粘贴")


def _lines(view: GridView) -> tuple[set[int], set[int]]:
    """The grid rows and columns that the selection lies in."""
    selected = view.selection()
    rows = {cell.row for cell in selected}
    columns = {c for cell in selected for c in range(cell.column, cell.column + cell.column_span)}
    return rows, columns


def _put(view: GridView, rows: set[int], columns: set[int]) -> None:
    piece = clip.cut_out(view.grid_model.grid, rows, columns)
    values = view.grid_model.workspace.report.values

    def words(cell: GridCell) -> str:
        return written(values[cell.id]) if cell.kind == "value" else cell.text

    mime = QMimeData()
    mime.setText(clip.tsv(piece, words))
    mime.setHtml(clip.html(piece, words))
    QApplication.clipboard().setMimeData(mime)


def _taken() -> PlainTable:
    from app import paste as pasting

    mime = QApplication.clipboard().mimeData()
    return pasting.copied(mime.text(), mime.html() if mime.hasHtml() else "")


def _paste_by_labels(view: GridView, labelled: pasting.Labelled, questions: Questions) -> None:
    """Shown first: the labels decide where the numbers go, not the place of the cursor."""
    report = view.grid_model.workspace.report
    new = {id_: f for id_, f in labelled.figures.items() if f != report.values[id_]}
    rows = [
        (_place(report.form.cells[id_]), written(report.values[id_]), written(figure))
        for id_, figure in new.items()
    ]
    if not rows:
        view.tell("粘贴的数字和表格里的一样。")
    elif questions.preview(view, rows, labelled.doubts):
        edits.change(view, labelled.figures, "按标签粘贴")


def _place(cell: Cell) -> str:
    return f"{cell.table.name}　{name_of(cell)}"


def _first(selected: list[GridCell], here: GridCell) -> GridCell:
    """The selection's upper left, wherever in it the keyboard is."""
    top = min((cell.row for cell in selected), default=here.row)
    left = min((cell.column for cell in selected), default=here.column)
    return next((c for c in selected if (c.row, c.column) == (top, left)), here)


def _agreed(
    view: GridView, plan: pasting.Plan, questions: Questions
) -> dict[str, Number | None] | None:
    """The figures to take, after what must be asked; None: nothing is pasted."""
    cells = view.grid_model.workspace.report.form.cells
    bad = [misfit for misfit in plan.misfits if misfit.refusal.offer is None]
    if bad:
        where = name_of(cells[bad[0].cell])
        view.tell(f"没有粘贴：{len(bad)} 格不是数字。例如“{where}”：{bad[0].refusal.reason}")
        return None
    offered = {misfit.cell: misfit.refusal.offer for misfit in plan.misfits}
    if offered and not questions.agree(
        view, f"有 {len(offered)} 格写的是“{plan.misfits[0].words}”一类的字，要当作 0 粘贴吗？"
    ):
        return None
    if plan.outside and not questions.agree(
        view,
        f"表格放不下：有 {len(plan.outside)} 个内容超出了表格（{_some(plan.outside)}），"
        "只粘贴放得下的部分吗？",
    ):
        return None
    if plan.computed:
        view.tell(f"{plan.computed} 个数字落在自动计算的格里，没有粘贴它们。")
    return plan.figures | offered


def _some(words: tuple[str, ...]) -> str:
    return "、".join(words[:3]) + ("……" if len(words) > 3 else "")
