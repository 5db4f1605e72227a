"""Copy, cut and paste between a grid and the system's clipboard."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.exporters import clip
from app.forms.names import called, dotted, with_table
from app.letters.numbers import written
from app.report.report import PRINTED_BLANK
from ui.page.grid import edits
from ui.page.grid.view import GridView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.forms.layout import GridCell
    from app.forms.model import Cell
    from app.importers import paste as pasting
    from app.importers.terms.plain import PlainTable
    from ui.dialogs.questions import Questions


_PICTURE = "剪贴板里是一张图片，里面的数字读不出来；请从原来的网页或文件里复制表格。"
_FILE = "剪贴板里是文件；要读里面的数字，请点“从剪贴板导入”，或者打开它再复制表格。"


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
    if view.grid_model.workspace.refuses():
        return
    table = _taken()
    if refusal := _refusal(table):
        view.tell(refusal)
        return
    plan = _planned(view, table)
    if plan is None or not _agreed(view, plan, questions):
        return
    new = _new(view, plan)
    shown = plan.by_labels and bool(new)
    if shown and not questions.preview(view, new, tuple(_doubts(view, plan))):
        return
    action = "按标签粘贴" if plan.by_labels else "粘贴"
    edits.change(view, plan.figures, f"{action} {len(plan.figures)} 个单元格")
    there = _show(view, plan)
    if words := "".join(_told(there, plan, shown=shown)):
        there.tell(words)


def _lines(view: GridView) -> tuple[set[int], set[int]]:
    """The grid rows and columns that the selection lies in."""
    selected = view.selection()
    rows = {cell.row for cell in selected}
    columns = {c for cell in selected for c in range(cell.column, cell.column + cell.column_span)}
    return rows, columns


def _put(view: GridView, rows: set[int], columns: set[int]) -> None:
    """The cells of some rows and columns; where there are none the clipboard stays as it is."""
    if not rows:
        return
    piece = clip.cut_out(view.grid_model.grid, rows, columns)
    values = view.grid_model.workspace.report.values

    def words(cell: GridCell) -> str:
        return written(values[cell.id]) if cell.kind == "value" else cell.text

    mime = QMimeData()
    mime.setText(clip.tsv(piece, words))
    mime.setHtml(clip.html(piece, words))
    QApplication.clipboard().setMimeData(mime)


def _refusal(table: PlainTable) -> str:
    """Why what is on the clipboard is no table to paste; "" where nothing speaks against it.

    Of a page's picture browsers put the markup there too.
    """
    mime: Any = QApplication.clipboard().mimeData()
    if mime is not None and any(url.isLocalFile() for url in mime.urls()):
        return _FILE
    return _PICTURE if not table.cells and mime is not None and mime.hasImage() else ""


def _taken() -> PlainTable:
    from app.importers import paste as pasting

    mime: Any = QApplication.clipboard().mimeData()  # None where nothing is, whatever the stubs say
    if mime is None:
        return pasting.copied("", "")
    return pasting.copied(mime.text(), mime.html() if mime.hasHtml() else "")


def _planned(view: GridView, table: PlainTable) -> pasting.Plan | None:
    """What a paste would do; None: there is nothing to paste, or no place for it."""
    from app.importers import paste as pasting

    here = view.current()
    if here is None or not table.cells:
        return None
    workspace, selected = view.grid_model.workspace, view.selection()
    form, auditing = workspace.report.form, workspace.auditing
    by_labels = pasting.labelled(form, table, workspace.report.cells, auditing=auditing)
    if by_labels is not None:
        return by_labels
    lines = pasting.lines_of(table)
    if len(selected) > 1 and len(lines) == 1 and len(lines[0]) == 1:
        return pasting.plan_everywhere(form, selected, lines[0][0] or "", auditing=auditing)
    first = _first(selected, here)
    return pasting.plan(form, view.moves.cells, first, lines, over=selected, auditing=auditing)


def _first(selected: list[GridCell], here: GridCell) -> GridCell:
    """The selection's upper left, wherever in it the keyboard is."""
    top = min((cell.row for cell in selected), default=here.row)
    left = min((cell.column for cell in selected), default=here.column)
    return next((c for c in selected if (c.row, c.column) == (top, left)), here)


# --- what is asked before


def _agreed(view: GridView, plan: pasting.Plan, questions: Questions) -> bool:
    """Whether all fits, and the person agrees to what is not certain."""
    bad = [misfit for misfit in plan.misfits if misfit.refusal.offer is None]
    if bad:
        where = _name(view, bad[0].cell)
        view.tell(f"没有粘贴：{len(bad)} 格填不进去。例如“{where}”：{bad[0].refusal.reason}")
        return False
    return all(questions.agree(view, question, "粘贴") for question in _questions(plan))


def _questions(plan: pasting.Plan) -> Iterator[str]:
    if plan.misfits:
        words = plan.misfits[0].words
        yield f"有 {len(plan.misfits)} 格写的是“{words}”一类的字，要当作 0 粘贴吗？"
    if plan.strays:
        label, row = plan.strays[0].label, plan.strays[0].row
        yield (
            f"有 {len(plan.strays)} 行的标签和要放的行不同，例如“{label}”会放进"
            f"“{called(row)}”。仍然按位置粘贴吗？"
        )
    if plan.outside:
        yield (
            f"表格放不下：有 {len(plan.outside)} 个内容超出了表格，例如{_some(plan.outside)}；"
            "只粘贴放得下的部分吗？"
        )


def _new(view: GridView, plan: pasting.Plan) -> list[tuple[str, str, str]]:
    """The cells that the plan changes: (where, what is there, what would be)."""
    model = view.grid_model
    report = model.workspace.report
    rows = []
    for id_, figure in plan.figures.items():
        cell = report.form.cells[id_]
        address = model.address(cell)
        now = report.get(address) if address else None
        now = None if now is PRINTED_BLANK else now
        if now != figure:
            paper = "（纸上的合计）" if cell.computed else ""
            rows.append((f"{with_table(cell)}{paper}", written(now), written(figure)))
    return rows


def _doubts(view: GridView, plan: pasting.Plan) -> Iterator[str]:
    """What to look at before it is pasted."""
    cells = view.grid_model.workspace.report.form.cells
    for each in plan.differing:
        computed = written(each.computed) or "空白"
        place = with_table(cells[each.cell])
        yield f"{place}：粘贴内容里是 {written(each.published)}，按各项计算是 {computed}。"
    yield from plan.doubts


# --- what is shown after


def _show(view: GridView, plan: pasting.Plan) -> GridView:
    """Give the keyboard to the first pasted cell, whichever table it is in, and select the block.

    Returns:
        that table.
    """
    table = plan.block[0].partition("/")[0] if plan.block else view.grid_model.table.id
    there = next(iter(view.window().findChildren(GridView, f"table:{table}")), view)
    pasted = [cell for cell in there.moves.cells if cell.id in plan.block]
    if pasted:
        there.go_to(pasted[0].id)
        there.select(pasted, pasted[0])
    return there


def _told(view: GridView, plan: pasting.Plan, *, shown: bool) -> Iterator[str]:
    """What happened otherwise than it looked; `shown`: a preview has told the doubts."""
    if plan.by_labels and not shown:
        if plan.figures:
            yield "粘贴的数字和表格里的一样。"
        yield from islice(_doubts(view, plan), 2)
    if plan.computed:
        yield f"{plan.computed} 个数字落在自动计算的格里，没有粘贴它们。"
    if plan.read:
        words, figure = plan.read[0]
        more = f"，这样的一共 {len(plan.read)} 格" if len(plan.read) > 1 else ""
        yield f"“{words}”按 {written(figure)} 填入{more}。"


def _name(view: GridView, cell: Cell) -> str:
    """What a sentence at this table calls a cell, of this table or another."""
    return dotted(cell) if cell.table.id == view.grid_model.table.id else with_table(cell)


def _some(words: tuple[str, ...]) -> str:
    """The first few that differ: the same number three times tells nothing."""
    return "".join(f"“{each}”" for each in [*dict.fromkeys(words)][:3])
