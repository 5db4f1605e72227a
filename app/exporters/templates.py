"""Filling the templates in `resources/templates/` with a report."""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any

import jinja2
from markupsafe import Markup

from app.disk import places
from app.exporters import paper, signature, titles
from app.exporters.flow import Piece, clean, figures, flow
from app.exporters.options import Options
from app.exporters.paper import FittedGrid
from app.files import marks, profiles
from app.files.profiles import Profile
from app.letters.numbers import written
from app.report.report import Report

_HERE = "\0"
"""Where a figure goes: no label has it."""


def fill(name: str, report: Report, options: Options) -> str:
    """The text that a template makes of a report; whatever a person typed is escaped."""
    values = figures(report, options.profile)
    pieces = list(flow(report, options.profile))
    return filled(
        name,
        options.profile,
        title=clean(report.title),
        organ=clean(report.organ),
        pieces=pieces,
        signed=signature.placed(
            [piece.text for piece in pieces if piece.kind == "closing"],
            report.form,
            options.profile,
        ),
        form=report.form,
        figures={id_: written(value) for id_, value in values.items()},
    )


def filled(name: str, profile: Profile, **words: Any) -> str:
    """The text that a template makes of these words, each escaped, in a house style."""
    return _template(name).render(profile=profile, **words)


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(places.resources() / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= _NAMES
    return environment.get_template(name)


@cache
def _style_sheet(profile: Profile) -> Markup:
    """Made once for a house style: it is a sixth of the work of a page."""
    return Markup(_template("report.css.j2").render(profile=profile).strip())  # noqa: S704 - ours


def _table(piece: Piece, profile: Profile, figures: Mapping[str, str]) -> Markup:
    """A table of a web page for Word.

    All but its figures is drawn once for a house style: it is most of the work of a page. A figure
    too long for its place is set smaller, and the table drawn anew.
    """
    assert piece.table
    fitted = paper.over(piece.notes, piece.table, profile, paper.ADDED_BY_A_WEB_PAGE)
    between, places = _frame(fitted, bool(piece.notes))
    if any(len(figures[id_]) > digits for id_, digits in places):
        return _drawn(fitted, bool(piece.notes), figures)
    parts = [figures[id_] for id_, _ in places]
    return Markup("").join(chain.from_iterable(zip(between, (*parts, ""), strict=True)))


@cache
def _frame(
    fitted: FittedGrid, noted: bool
) -> tuple[tuple[Markup, ...], tuple[tuple[str, int], ...]]:
    """What stands around the figures; the cell of each, and how many digits go there."""
    figures = [placed for row in fitted.placed for placed in row if placed.cell.kind == "value"]
    marks = dict.fromkeys((placed.cell.id for placed in figures), _HERE)
    page = _drawn(fitted, noted, marks)
    places = tuple((placed.cell.id, placed.digits) for placed in figures)
    return tuple(map(Markup, page.split(_HERE))), places


def _drawn(fitted: FittedGrid, noted: bool, figures: Mapping[str, str]) -> Markup:
    made = _template("table.html.j2").render(
        fitted=fitted, profile=fitted.profile, noted=noted, figures=figures
    )
    return Markup(made)  # noqa: S704 - ours


def _class_of(kind: str, size: float) -> str:
    """Of a paragraph in a cell of this kind, in type of this size."""
    return f"{kind}{int(size * 2)}"


def _stack(*fonts: str) -> Markup:
    """The fonts with those that stand in for them, as CSS wants them."""
    names = dict.fromkeys(name for font in fonts for name in profiles.families(font))
    kind = "sans-serif" if profiles.is_sans(fonts[0]) else "serif"
    return Markup(",").join([*(Markup('"{}"').format(name) for name in names), kind])


def _twips(points: float) -> int:
    """Word counts in twentieths of a point."""
    return round(points * 20)


def _halves(points: float) -> int:
    """Word counts the size of type in half points."""
    return round(points * 2)


_NAMES: dict[str, Any] = {
    "page": paper,
    "title_lines": titles.lines,
    "paper": profiles.PAPER_MM,
    "mm": profiles.MM,
    "families": profiles.families,
    "stack": _stack,
    "style_sheet": _style_sheet,
    "table": _table,
    "class_of": _class_of,
    "name_of": marks.name,
    "pixels": paper.pixels,
    "twips": _twips,
    "halves": _halves,
}
