"""A box to choose a form in: of each the newest edition's name, and which files cannot be used."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.forms import catalogue as forms
from app.forms import rule_files
from app.forms.model import Form
from ui.kit import plain
from ui.kit.choice_box import ChoiceBox


def form_box(chosen: str) -> ChoiceBox:
    """Its data are the forms' own names; a file that is left out is there, and cannot be chosen."""
    box = ChoiceBox()
    box.setObjectName("form")
    model = QStandardItemModel(box)
    for kind in forms.kinds():
        item = QStandardItem(title_of(forms.form(forms.edition_of_year(None, kind))))
        item.setData(kind, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    for left_out in forms.left_out():
        item = QStandardItem(f"{left_out.path.name}（不能用）")
        item.setEnabled(False)
        plain.set_tip(item, left_out.reason)
        model.appendRow(item)
    box.setModel(model)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def title_of(form: Form) -> str:
    """What a report in a form is called, without organ and year."""
    return form.titled("", None).strip()


def listed() -> list[tuple[str, str, str]]:
    """(edition, of what, its file): every edition, then what is left out, and why."""
    known = [(e, title_of(forms.form(e)), str(path)) for e, path in forms.editions().items()]
    left_out = [
        ("不能用", each.path.name, f"{line}　（{each.path}）")
        for each in rule_files.all_left_out()
        for line in each.reason.split("\n")
    ]
    return known + left_out
