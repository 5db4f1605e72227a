"""A report -> a web page that Word, WPS and LibreOffice open as a document."""

from functools import cache

import jinja2

from app import places
from app.calc import written
from app.exporters import page
from app.exporters.flow import clean, flow
from app.report import Report


def render(report: Report) -> bytes:
    """The page: UTF-8, one file, fetches nothing."""
    text = _template().render(
        title=clean(report.title),
        organ=clean(report.organ),
        pieces=flow(report),
        values=report.values,
    )
    return text.encode()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(places.resources() / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = {"page": page, "pixels": _pixels, "written": written}
    return environment.get_template("report.html.j2", globals=names)


def _pixels(points: float) -> int:
    """For the attributes of HTML, which know whole pixels alone."""
    return round(points * 96 / 72)
