"""Workbooks that ask for far more than they hold."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WHOLE = "A1:XFD1048576"
COLUMN = "<col min='1' max='16384' hidden='1'/>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def book(
    rows: str = "",
    after: str = "",
    *,
    sheet: str | bytes = "",
    styles: str = "",
    strings: str = "",
    more: Mapping[str, str | bytes] | None = None,
    sheets: int = 1,
) -> bytes:
    """A workbook with what openpyxl needs, and no more.

    Args:
        rows: in the data of its sheets.
        after: in each sheet, after the data.
        sheet: a whole sheet instead.
        styles: in the part of styles; empty: there is none.
        strings: in the part of shared strings.
        more: parts besides, or in the place of these.
        sheets: how many, all alike.
    """
    kept = {"styles": styles, "sharedStrings": strings}
    kinds = [("workbook", "sheet.main"), *((n, n) for n in kept if kept[n])]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds
    )
    numbers = range(1, sheets + 1)
    leads = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    leads += [(name, name, f"{name}.xml") for name in kept if kept[name]]
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    plain = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships([("w", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relationships(leads),
        **{f"xl/worksheets/sheet{n}.xml": sheet or plain for n in numbers},
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET}">{strings}</sst>'
    return zipped(parts | dict(more or {}))


def _relationships(leads: list[tuple[str, str, str]]) -> str:
    every = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in leads
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'


def cells(count: int, inside: str = "<v>1</v>", said: str = "") -> str:
    """Rows of twenty."""
    return "".join(
        f'<row r="{n + 1}">'
        + "".join(f'<c r="{chr(65 + k)}{n + 1}"{said}>{inside}</c>' for k in range(20))
        + "</row>"
        for n in range(count // 20)
    )


def merged(*areas: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={a!r}/>' for a in areas)}</mergeCells>"


def _wide(chance: random.Random) -> str:
    """A merge, or whatever else, over a whole sheet, written in one of many ways."""
    return chance.choice(
        (
            _WHOLE, _WHOLE.lower(), "$A$1:$XFD$1048576", "&#65;1:&#x58;FD1048576", "A:XFD",
            "1:1048576", "A1:ZZZ9999999", "XFD1048576:A1", "A1:XFD", "", "A0:B9", "A1:A1048576",
        )
    )  # fmt: skip


def _merge(chance: random.Random) -> bytes:
    area = _wide(chance)
    tag = chance.choice((
        f'<mergeCells><mergeCell ref="{area}"/></mergeCells>',
        f"<mergeCells ><mergeCell\n ref = '{area}' ></mergeCell></mergeCells>",
        f'<x:mergeCells xmlns:x="{SHEET}"><x:mergeCell ref="{area}"/></x:mergeCells>',
        merged(*[f"A{n}:T{n + 40}" for n in range(1, 900, 50)]) * chance.randrange(1, 80),
    ))  # fmt: skip
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cells(40)}</sheetData>{tag}</worksheet>'
    if chance.random() < 0.4:
        coding = chance.choice(("UTF-16", "GB18030"))
        return book(sheet=f'<?xml version="1.0" encoding="{coding}"?>{sheet}'.encode(coding))
    return book(sheet=sheet)


def _entity(chance: random.Random) -> bytes:
    deep = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(chance.randrange(1, 12)))
    doctype = f'<!DOCTYPE a [<!ENTITY e0 "{_WHOLE}">{deep}]>'
    used = chance.choice(("&e0;", "&e1;", "&e9;"))
    inside = chance.choice((merged(used), f"<x>{used}</x>"))
    return book(sheet=f'{doctype}<worksheet xmlns="{SHEET}"><sheetData/>{inside}</worksheet>')


def _over_whole_sheets(chance: random.Random) -> bytes:
    area = _wide(chance)
    many = area + f" {area}" * chance.choice((0, 10, 10_000))
    return book(cells(40), chance.choice((
        f'<hyperlinks><hyperlink ref="{area}"/></hyperlinks>',
        f'<conditionalFormatting sqref="{many}"><cfRule priority="1"/></conditionalFormatting>',
        f'<dataValidations><dataValidation sqref="{many}"/></dataValidations>',
        f'<autoFilter ref="{area}"/>', f'<scenarios><scenario name="{many}"/></scenarios>',
        f"<cols>{COLUMN * 3000}</cols>",
        f'<sheetProtection password="{many}"/>',
    )))  # fmt: skip


def _formulas(chance: random.Random) -> bytes:
    formula = chance.choice(("A1+", "SUM(A1:B2),", "(", '"', "'x'!A1+")) * chance.choice(
        (1, 99, 9999)
    )
    first = f'<row r="1"><c r="A1"><f t="shared" ref="A1:A999" si="0">{formula}1</f></c></row>'
    others = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>'
        for n in range(2, chance.choice((3, 100, 999)))
    )
    kind = chance.choice(("array", "dataTable", "shared", "?"))
    return book(first + others + f'<row><c><f t="{kind}" ref="{_wide(chance)}">A1</f></c></row>')


def _far(chance: random.Random) -> bytes:
    rows = "".join(
        f'<row r="{chance.choice((1, 999, 1000, 1048576, 10**9, -1))}">'
        f'<c r="{chance.choice(("A1", "XFD1048576", "BL1000", "bl999", "?", ""))}"><v>1</v></c></row>'
        for _ in range(chance.choice((1, 5, 300)))
    )
    return book(rows, sheets=chance.choice((1, 2, 30, 300)))


def _letters(chance: random.Random) -> bytes:
    long = chance.choice(("字", "1", " ", "，公开3件。", "_x000D_")) * chance.choice(
        (10, 10**4, 10**5)
    )
    if chance.random() < 0.5:
        said = ' t="s"'
        return book(
            cells(chance.choice((20, 400, 19_000)), "<v>0</v>", said),
            strings=f"<si><t>{long}</t></si>",
        )
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><r><t>{long}</t></r></is></c></row>')


def _many(chance: random.Random) -> bytes:
    return book(
        cells(chance.choice((100, 1000, 7000, 100_000))),
        strings="<si><r><t>字</t></r></si>" * chance.choice((1, 10_000, 40_000)),
        styles=chance.choice((
            "", f"<fonts>{'<font/>' * 20_000}</fonts><cellXfs>{'<xf/>' * 9_000}</cellXfs>",
            f"<cellXfs>{'<xf/>' * 100_000}</cellXfs>",
            "<numFmts>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="0{n}"/>' for n in range(200, 9000))
            + "</numFmts><fonts><font/></fonts><cellXfs><xf/></cellXfs>",
        )),
    )  # fmt: skip


def _texts(chance: random.Random) -> bytes:
    words = chance.choice(("公开第{}号文件，{}件。", "（一）第{}部分", "{}"))
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{words.format(n, n)}</t></is></c></row>'
        for n in range(1, chance.choice((20, 100, 400, 990, 19_000)))
    )
    return book(rows)


def _deep(chance: random.Random) -> bytes:
    depth = chance.choice((100, 255, 300, 20_000))
    return book(
        sheet=f'<worksheet xmlns="{SHEET}">' + "<a>" * depth + "</a>" * depth + "</worksheet>"
    )


def _parts(chance: random.Random) -> bytes:
    count = chance.choice((10, 1000, 4900, 20_000))
    return book(cells(40), more={f"xl/x{n}.xml": "<a/>" for n in range(count)})


def _shared_sheet(chance: random.Random) -> bytes:
    many = range(chance.choice((2, 50, 3000)))
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in many)
    spelt = (
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "./worksheets/../worksheets/sheet1.xml",
    )
    leads = [(f"r{n}", "worksheet", chance.choice(spelt)) for n in many]
    head = f'<workbook xmlns="{SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    parts = {"xl/workbook.xml": head, "xl/_rels/workbook.xml.rels": _relationships(leads)}
    return book(cells(1000), more=parts)


def defined(names: str) -> bytes:
    """A workbook with these names."""
    head = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="表1" sheetId="1" r:id="s1"/>'
        f"</sheets><definedNames>{names}</definedNames></workbook>"
    )
    return book(cells(40), more={"xl/workbook.xml": head})


def looking(code: str) -> bytes:
    """A workbook with a figure in such a format."""
    styles = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><fonts><font/></fonts>'
        '<cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
    )
    return book('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', styles=styles)


def _names(chance: random.Random) -> bytes:
    inside = chance.choice(
        ("表1!$A$1,", '"', "(", "'" * 9, "A1:B2 ", "表1!$A$99999999999,", "a", "1", "$A", "A:")
    )
    name = chance.choice((
        'name="_nianbao_report"', 'name="_xlnm.Print_Titles" localSheetId="0"',
        'name="_xlnm.Print_Area" localSheetId="0"', 'name="_xlnm._FilterDatabase" localSheetId="0"',
    ))  # fmt: skip
    names = f"<definedName {name}>{inside * chance.choice((1, 999, 99_999))}</definedName>"
    return defined(names * chance.choice((1, 30)))


def _looking(chance: random.Random) -> bytes:
    piece = chance.choice(("[", "[h]", "&quot;", "_d", "\\", "0", ";", "[$-804]"))
    return looking(piece * chance.choice((1, 60, 300_000)))


def _blank_rows(chance: random.Random) -> bytes:
    """Rows that only have a look, and many sheets."""
    rows = "".join(f'<row r="{n}" hidden="1"/>' for n in range(1, chance.choice((9, 60_000))))
    return book(rows) if chance.random() < 0.7 else book(sheets=chance.choice((150, 4000)))


def _comments(chance: random.Random) -> bytes:
    places = [
        chance.choice((_wide(chance), "A1", "B2", "XFD1048576"))
        for _ in range(chance.choice((1, 9, 2000)))
    ]
    every = "".join(
        f'<comment ref="{place}" authorId="0"><text><t>{"批注" * 99}</t></text></comment>'
        for place in places
    )
    part = f'<comments xmlns="{SHEET}"><authors><author/></authors><commentList>{every}</commentList></comments>'
    rels = _relationships([("c", "comments", "../comments1.xml")])
    return book(
        cells(40), more={"xl/comments1.xml": part, "xl/worksheets/_rels/sheet1.xml.rels": rels}
    )


BOOKS: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each
    for each in (
        _merge, _entity, _over_whole_sheets, _formulas, _far, _letters, _many, _texts, _deep, _parts,
        _shared_sheet, _names, _comments, _looking, _blank_rows,
    )
}  # fmt: skip
