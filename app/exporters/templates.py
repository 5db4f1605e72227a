"""Filling the templates in `resources/templates/` with a report."""

from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from app.disk import places
from app.exporters import paper
from app.exporters.flow import clean, figures, flow
from app.exporters.options import Options
from app.files import marks, profiles
from app.files.profiles import Profile
from app.letters.numbers import written
from app.report.report import Report


def fill(name: str, report: Report, options: Options) -> str:
    """The text that a template makes of a report; whatever a person typed is escaped."""
    values = figures(report, options.profile)
    return _template(name).render(
        title=clean(report.title),
        organ=clean(report.organ),
        pieces=flow(report, options.profile),
        form=report.form,
        profile=options.profile,
        figures={id_: written(value) for id_, value in values.items()},
    )


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
    "paper": profiles.PAPER_MM,
    "mm": profiles.MM,
    "families": profiles.families,
    "stack": _stack,
    "style_sheet": _style_sheet,
    "class_of": _class_of,
    "name_of": marks.name,
    "pixels": paper.pixels,
    "twips": _twips,
    "halves": _halves,
}
