"""Web pages, alone and in envelopes, that ask for far more than they hold."""

import base64
import random
from collections.abc import Callable

_MANY = (1, 50, 2000, 7900, 100_000)
_MOST = 1 << 20
"""Letters that a page has, about."""


def enveloped(page: bytes) -> bytes:
    """As a browser saves a page in one file."""
    body = base64.encodebytes(page).decode("ascii")
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----x"\n\n------x\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        f"{body}\n------x--\n"
    ).encode("ascii")


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><p>一、概述</p>{body}</body></html>".encode(
        errors="surrogatepass"
    )


def _styles(chance: random.Random) -> bytes:
    piece = chance.choice((
        "A", ".a", "@a", "a{", "}", "{}", "/*", "*/", "@a{", "display:", ",", "<!--", ";", " ", ".a{display:none}",
    ))  # fmt: skip
    long = piece * chance.choice((100, 8000, 60_000, 300_000))
    style = chance.choice(("{}", ".a{{background:url(data:image/png;base64,{})}}", "@media x{{{}"))
    return _page("<p class=a>字</p>", f"<style>{style.format(long)}</style>")


def _deep(chance: random.Random) -> bytes:
    tag = chance.choice((
        "<div>", "<i>", "<table><tr><td>", "<table>", "<ol>", "<ol><li>", "<p>", "<sup>", "<span style='x'>",
        "<pre>", "<td>", "<svg>", "<select>", "<script>", "<font>", "<nav>", "<ul><li>", "<!--", "<![CDATA[",
    ))  # fmt: skip
    return _page(tag * chance.choice(_MANY) + "公开3件")


def _spans(chance: random.Random) -> bytes:
    across, down = (chance.choice(("1", "2", "256", "9999", "-1", "9" * 40, "x")) for _ in range(2))
    style = chance.choice(("", " style='mso-ignore:colspan'", " hidden", " class=a"))
    cell = f"<td colspan={across} rowspan={down}{style}>{chance.choice(('', '1', '商业企业'))}</td>"
    row = f"<tr>{cell * chance.choice((1, 9, 100, 5000))}</tr>"
    return _page(
        f"<table>{row * min(chance.choice((1, 20, 190, 1000)), _MOST // len(row) + 1)}</table>"
    )


def _tables(chance: random.Random) -> bytes:
    words = chance.choice(
        ("11", "（一）予以公开", "商业企业", "总计", "", "3（其中2）", "0.00万元", "|", "—")
    )
    row = f"<tr>{f'<td>{words}</td>' * chance.choice((2, 10, 60, 250))}</tr>"
    table = f"<table>{row * chance.choice((1, 10, 70, 300, 5000))}</table>"[:_MOST]
    return _page(table * min(chance.choice((1, 5, 300)), _MOST // len(table)))


def _letters(chance: random.Random) -> bytes:
    piece = chance.choice((
        "甲 \n", " \n", "字", "　", "&amp;", "&#x41;", "&nbsp;", "\u200b", "\u0301", "“", "（", "1", "，", "。",
        "\ud800", "\x00", "2024年", "公开3件，", "政府信息公开工作年度报告", "|", "1,", "(", "第一、",
    ))  # fmt: skip
    where = chance.choice(
        ("<p>{}</p>", "<td>{}</td>", "<pre>{}</pre>", "<h1>{}</h1>", "<li>{}</li>", "{}")
    )
    return _page(where.format(piece * chance.choice((10, 5000, 100_000, 350_000))))


def _lines(chance: random.Random) -> bytes:
    words = chance.choice((
        "（{}）公开信息{}件。", "{}", "{}、主动公开", "公开{}年第{}号。", "图{}", "政府信息公开{}年度报告", "“{}”",
        "本年新收政府信息公开申请{}件，予以公开{}件", "一、总体情况{}", "统计期限自{}年1月1日起",
    ))  # fmt: skip
    tag = chance.choice(("p", "li", "br", "h2", "div", "td"))
    count = chance.choice((20, 500, 5000, 7900))
    return _page("".join(f"<{tag}>{words.format(n, n)}" for n in range(count)))


def _attributes(chance: random.Random) -> bytes:
    piece = chance.choice(
        ("display:", "; ", "vertical-align:super;", "x", "mso-hide : all;", "&quot;")
    )
    name = chance.choice(
        ("style", "class", "colspan", "width", "type", "start", "data-nianbao", "value")
    )
    long = f'<p {name}="{piece * chance.choice((10, 5000, 300_000))}">字</p>'
    many = " ".join(f"a{n}=1" for n in range(chance.choice((1, 50_000))))
    return _page(f"{long}<ol type={piece}><li value={piece}>x</ol><p {many}>")


def _head(chance: random.Random) -> bytes:
    title = chance.choice(("某局2024年政府信息公开工作年度报告", "字", " ", "年度报告", "&lt;"))
    long = title * chance.choice((1, 100, 20_000))
    metas = f'<meta name="{chance.choice(("articletitle", "author"))}" content="{long}">'
    return _page("", f"<title>{long}</title>{metas}")


def _coded(chance: random.Random) -> bytes:
    words = "字" * chance.choice((10, 1000, 100_000)) + "政府信息公开"
    coding = chance.choice(("utf-8", "utf-16", "utf-16-be", "utf-32", "gb18030", "big5"))
    said = chance.choice(
        ("utf-7", "gb2312", "x-user-defined", "utf-8", "-", "big5", "rot13", "punycode")
    )
    return _page(words, f'<meta charset="{said}">').decode().encode(coding, "replace")


def _all_sorts(chance: random.Random) -> bytes:
    tags = (
        "table",
        "tr",
        "td",
        "p",
        "div",
        "br",
        "sup",
        "ol",
        "li",
        "style",
        "script",
        "h1",
        "span",
        "img",
        "th",
    )
    pieces = []
    for _ in range(chance.choice((20, 300, 5000))):
        tag = chance.choice(tags)
        pieces.append(
            chance.choice(
                (f"<{tag}>", f"</{tag}>", "3", "公开", "\n", "<", "&", f"<{tag} colspan=3>")
            )
        )
    return _page("".join(pieces))


def _nested(chance: random.Random) -> bytes:
    depth = chance.choice((3, 30, 300, 3000))
    if chance.random() < 0.5:
        head = "".join(
            f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
        )
    else:
        head = "Content-Type: message/rfc822\n\n" * depth
    return f"{head}Content-Type: text/html\n\n<p>一、概述".encode()


def _parts(chance: random.Random) -> bytes:
    page = chance.choice(("<p>x", "公开3件\n" * 300, "<p>x公开" * 400, "", "\n" * 100_000))
    kind = chance.choice(("text/html", "text/plain", "image/png", "text/html; charset=x"))
    coding = chance.choice(("", "base64", "quoted-printable", "x-uuencode", "8bit"))
    part = f"--b\nContent-Type: {kind}\nContent-Transfer-Encoding: {coding}\n\n{page}\n"
    return f'Content-Type: multipart/mixed; boundary="b"\n\n{part * chance.choice((1, 20, 300, 5000))}'.encode()[
        : 8 << 20
    ]


def _headers(chance: random.Random) -> bytes:
    line = chance.choice(
        ("X: a\n", " a\n", "X: =?utf-8?b?5a2X?=\n", "a:\n", "Content-Type: text/html\n")
    )
    more = chance.choice(("; a*0*=1", '; b="', "; charset=", "(", "\\"))
    long = f"Content-Type: text/html{more * chance.choice((1, 100, 20_000))}\n"
    return f"{long}{line * chance.choice((1, 500, 200_000))}\n<p>一、概述".encode()


def _mail_of(chance: random.Random) -> bytes:
    return enveloped(PAGES[chance.choice(sorted(PAGES))](chance))


PAGES: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each
    for each in (
        _styles, _deep, _spans, _tables, _letters, _lines, _attributes, _head, _coded, _all_sorts,
    )
}  # fmt: skip
ENVELOPES: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each for each in (_nested, _parts, _headers, _mail_of)
}
