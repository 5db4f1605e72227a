"""Word documents that ask for far more than they hold."""

import random
from collections.abc import Callable

from tests.safety.hostile_xlsx import zipped

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MANY = (1, 100, 2000, 7900, 60_000)
_PARAGRAPH = "<w:p><w:r><w:t>公开3件。</w:t></w:r></w:p>"


def document(body: str, head: str = "", **parts: str) -> bytes:
    """A document; `parts` by their names in the folder word, without `.xml`."""
    more = {f"word/{name}.xml": part for name, part in parts.items()}
    xml = f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": xml, **more})


def numbered(pattern: str, count: int, level: int = 0, start: str = "1") -> bytes:
    """Paragraphs of one list, whose numbers look as the pattern says."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    shape = (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )
    lists = (
        f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="1">{shape}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * count
    return document(body, numbering=lists)


def _numbers(chance: random.Random) -> bytes:
    pattern = chance.choice(("字", "%1", "%1%2%9", "%")) * chance.choice(
        (1, 100, 255, 256, 100_000)
    )
    level, start = chance.choice((0, 8, 9, 999)), chance.choice(("1", "99999", "9" * 99, "-1"))
    return numbered(pattern, chance.choice(_MANY[:4]), level, start)


def _spans(chance: random.Random) -> bytes:
    across = chance.choice(("1", "9", "256", "999", "1000000", "-1", "9" * 30))
    cell = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{chance.choice(("", "<w:vMerge/>", "<w:hMerge/>"))}'
        "</w:tcPr><w:p/></w:tc>"
    )
    before = f'<w:trPr><w:gridBefore w:val="{across}"/></w:trPr>'
    row = f"<w:tr>{chance.choice(('', before))}{cell * chance.choice((1, 9, 63, 300))}</w:tr>"
    return document(f"<w:tbl>{row * chance.choice(_MANY[:3])}</w:tbl>")


def _deep(chance: random.Random) -> bytes:
    begin, end = chance.choice((
        ("<w:sdt>", "</w:sdt>"), ("<w:p>", "</w:p>"), ("<w:r>", "</w:r>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:tr>", "</w:tr>"), ("<w:tc>", "</w:tc>"),
        ("<w:AlternateContent><w:Choice>", "</w:Choice></w:AlternateContent>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
    ))  # fmt: skip
    depth = chance.choice((20, 80, 120, 250, 5000))
    return document(begin * depth + _PARAGRAPH + end * depth)


def _wide(chance: random.Random) -> bytes:
    piece = chance.choice((
        _PARAGRAPH, "<w:p/>", "<w:tbl/>", "<w:tr/>", "<w:bookmarkStart w:name='_nianbao_report'/>",
        "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr></w:p>", "<w:ins><w:r><w:t>x</w:t></w:r></w:ins>",
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>",
        "<w:blip/>", "<w:AlternateContent/>",
    ))  # fmt: skip
    return document(piece * chance.choice(_MANY))


def _runs(chance: random.Random) -> bytes:
    run = chance.choice((
        "<w:r><w:t>x</w:t></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>",
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>x</w:t></w:r>",
        "<w:r><w:rPr><w:rStyle w:val='a'/><w:strike/></w:rPr><w:t>x</w:t></w:r>",
        "<w:AlternateContent><w:Choice/><w:Fallback/></w:AlternateContent>",
        "<w:r><w:t>x</w:t><w:commentReference w:id='1'/></w:r>",
        "<w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent>",
    ))  # fmt: skip
    return document(f"<w:p>{run * chance.choice(_MANY)}</w:p>")


def _styles(chance: random.Random) -> bytes:
    many = range(chance.choice((2, 100, 4000, 20_000)))
    next_ = chance.choice((lambda n: n + 1, lambda n: 0, lambda n: (n * 7) % len(many)))
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{next_(n)}"/></w:style>' for n in many
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for n in many[:9000]
    )
    return document(body, styles=f"<w:styles {WORD}>{styles}</w:styles>")


def _beside(chance: random.Random) -> bytes:
    many = chance.choice((1, 200, 5000, 12_000))
    body = "".join(f"<w:r><w:t>字</w:t><w:commentReference w:id='{n}'/></w:r>" for n in range(many))
    notes = "".join(
        f"<w:comment w:id='{n}'><w:p><w:r><w:t>字</w:t></w:r></w:p></w:comment>"
        for n in range(many)
    )
    head = f"<w:hdr {WORD}>{_PARAGRAPH * chance.choice((1, 20_000))}</w:hdr>"
    heads = {f"header{n}": head for n in range(chance.choice((1, 12)))}
    return document(
        f"<w:p>{body}</w:p>", comments=f"<w:comments {WORD}>{notes}</w:comments>", **heads
    )


def _entities(chance: random.Random) -> bytes:
    deep = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(chance.randrange(1, 12)))
    body = f"<w:p><w:r><w:t>{chance.choice(('&e0;', '&e3;', '&e9;'))}</w:t></w:r></w:p>"
    return document(body, f'<!DOCTYPE a [<!ENTITY e0 "字">{deep}]>')


def _letters(chance: random.Random) -> bytes:
    letter = chance.choice(("字", "1", " ", "　", "。", "一、", "政府信息公开", "\u0301", "“"))
    long = letter * chance.choice((100, 50_000, 300_000))
    return document(f"<w:p><w:r><w:t>{long}</w:t></w:r></w:p>" * chance.choice((1, 5)))


def _attributes(chance: random.Random) -> bytes:
    many = " ".join(f'a{n}="1"' for n in range(chance.choice((100, 100_000))))
    return document(f"<w:p {many}/>{_PARAGRAPH}")


DOCUMENTS: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each
    for each in (
        _numbers, _spans, _deep, _wide, _runs, _styles, _beside, _entities, _letters, _attributes,
    )
}  # fmt: skip
