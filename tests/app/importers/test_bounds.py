"""What is made to take long, or much, is read in no time or refused with a sentence."""

import time

import pytest

from app.importers import source
from app.importers.markup.stylesheet import hidden_classes
from app.importers.terms.plain import Document, Unreadable

SOON = 2
"""Seconds; a machine that does three other things at once has half a second for each."""


def read(content: bytes, suffix: str = "") -> Document | None:
    """What a reader makes of it, soon; None: it was refused."""
    began = time.perf_counter()
    try:
        return source.read(content, suffix)
    except Unreadable:
        return None
    finally:
        assert time.perf_counter() - began < SOON


@pytest.mark.parametrize(
    "style",
    [
        ".logo{background:url(data:image/png;base64," + "A" * 1_000_000 + ")}",
        *(each * 300_000 for each in (".a", "@a", "a{", "{}", "/*", "*/", "@a{", "display:", ",")),
        "@a{" + "{}" * 300_000,
        ".a{" + "display : " * 100_000,
        "," * 300_000 + "{display:none}",
    ],
    ids=lambda style: style[:12],
)
def test_styles_of_any_length_are_looked_at_once(style: str):
    page = read(f"<html><style>{style}</style><p>一、概述</p>".encode())
    assert page
    began = time.perf_counter()
    list(hidden_classes(style))
    assert time.perf_counter() - began < SOON


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".a, p.b {color:red; display : none}", {"a", "b"}),
        ("/* .a{display:none} */ .b{DISPLAY:none}", {"b"}),
        ("<!-- .a{display:none} -->", {"a"}),
        ("@media print{.a{display:none} .b{x:y}} .c{display:none}", {"c"}),
        ("@font-face{src:url(x)} .a{display:none}", {"a"}),
        (".a .b{display:none} #c{display:none} .d{display:block}", set()),
        (".a{display:none", set()),
        ("}}.a{display:none}", {"a"}),
    ],
)
def test_classes_that_a_page_hides(css: str, hidden: set[str]):
    assert set(hidden_classes(css)) == hidden
