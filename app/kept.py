"""What a report keeps beside its figures and texts, and the reasons why it may not."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from app.forms import load as forms
from app.forms.model import MAX_DECIMALS, MAX_WHOLE_DIGITS, Form

Fault = str | None
"""A reason in words; None: all is well."""


def number_fault(value: Any) -> Fault:
    """Why `value` is no figure that a report can hold; None: it is one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "不是数字"
    if isinstance(value, Decimal) and not value.is_finite():
        return "不是数字"
    if abs(value) >= 10**MAX_WHOLE_DIGITS:
        return f"整数部分最多 {MAX_WHOLE_DIGITS} 位"
    if round(value, MAX_DECIMALS) != value:
        return f"小数部分最多 {MAX_DECIMALS} 位"
    return None


def year_fault(value: Any) -> Fault:
    if type(value) is int and 1900 <= value <= 2999:
        return None
    return "年份应当是 1900 到 2999 之间的四位数字"


def previous_fault(form: Form, value: Any) -> Fault:
    """Last year's figures and texts: {organ, year, source, cells, texts}, all of it optional."""
    return _mapping_fault(
        value,
        {
            "organ": _words_fault,
            "year": year_fault,
            "source": _words_fault,
            "cells": lambda cells: _figures_fault(form, cells),
            "texts": lambda texts: _texts_fault(form, texts),
        },
    )


def acknowledged_fault(form: Form, value: Any) -> Fault:
    """Accepted findings: a list of {rule, cells, texts, message, reason}, each of them whole."""
    if not isinstance(value, list):
        return "应当是一个列表"
    rules: dict[str, Callable[[Any], Fault]] = {
        "rule": _words_fault,
        "cells": lambda ids: _ids_fault(ids, form.cells),
        "texts": lambda ids: _ids_fault(ids, form.texts),
        "message": _words_fault,
        "reason": lambda words: _words_fault(words) or (None if words.strip() else "没有写理由"),
    }
    for number, entry in enumerate(value, 1):
        fault = _mapping_fault(entry, rules)
        missing = "" if fault else "、".join(key for key in rules if key not in entry)
        if fault or missing:
            return f"第 {number} 条，" + (fault or f"缺少 {missing}")
    return None


def _mapping_fault(value: Any, rules: dict[str, Callable[[Any], Fault]]) -> Fault:
    if not isinstance(value, dict):
        return "应当是一组“名字: 值”"
    for key, each in value.items():
        if key not in rules:
            return f"里面有不认识的项目 {key}"
        if fault := rules[key](each):
            return f"{key} {fault}"
    return None


def _words_fault(value: Any) -> Fault:
    return None if isinstance(value, str) else "不是文字"


def _ids_fault(value: Any, known: dict[str, Any]) -> Fault:
    if not isinstance(value, list | tuple):
        return "应当是一个列表"
    return next((f"里没有 {id_}" for id_ in value if id_ not in known), None)


def _figures_fault(form: Form, value: Any) -> Fault:
    if not isinstance(value, dict):
        return "应当是一组“名字: 值”"
    for cell, figure in value.items():
        if not _known_cell(form, cell):
            return f"里没有 {cell}"
        if fault := number_fault(figure):
            return f"{cell} {fault}"
    return None


def _known_cell(form: Form, cell: str) -> bool:
    """Last year's report may have been in another edition, and so with its texts."""
    return cell in form.cells or any(cell in other.cells for other in forms.usable())


def _texts_fault(form: Form, value: Any) -> Fault:
    if not isinstance(value, dict):
        return "应当是一组“名字: 值”"
    for text, words in value.items():
        if not _known_text(form, text):
            return f"里没有 {text}"
        if fault := _words_fault(words):
            return f"{text} {fault}"
    return None


def _known_text(form: Form, text: str) -> bool:
    return text in form.texts or any(text in other.texts for other in forms.usable())
