"""What a page, a sheet or the blank form says of itself, among the words of a report."""

import re

SHORT = 80
ABOUT_PAGE = re.compile(
    r"\W{0,2}(?:发布(?:日期|时间|机构|单位|人)|公开日期|成文日期|信息来源|来源|浏览|点击|阅读|访问|"
    r"字号|字体|打印|关闭|分享|索\s*引\s*号|文\s*号|作者|编辑|责任编辑|日期|时间|视力保护|目\s*录|"
    r"当前位置|您?的?位置|(?:发表|生成|更新|信息提供|发文)(?:日期|时间)|(?:文章|稿件)来源|长者|无障碍|"
    r"(?:所属|发文|公开)(?:机构|单位|部门)|主题(?:分类|词)|体裁分类|关键[字词]|有\s*效\s*性|保护视力|供稿|审核|"
    r"语音|收听|扫一扫)"
)
FOOT = re.compile(
    r"\W{0,2}(?:扫一扫|打印|关闭|上一[篇条]|下一[篇条]|分享|版权所有|主办单?位?[:：]|承办单?位?[:：]|网站标识码|"
    r"[（(]?此(?:件.{0,6}公开|页无正文)|更多精彩|.{0,20}扫.{0,10}二维码|网站地图|联系我们|责任编辑|相关(?:链接|阅读|信息|文档|附件)|返回顶部|.{0,20}ICP备|.{0,20}公网安备|"
    r"文章来源|信息来源|字体\W|字号\W|无障碍)"
)
ATTACHED = re.compile(
    r"\W{0,2}附件(?:(?:下载|列表)?\W*$|.{0,70}\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)\W*$)"
)
UNIT_LINE = re.compile(r"\W?(?:计量)?单位[:：].{1,6}$")
CAPTION = re.compile(
    r"[—–－-]\s*\d{1,3}\s*[—–－-]$|第\s*\d{1,3}\s*页(?:\W?\s*共\s*\d{1,3}\s*页)?$"
    r"|[附续]?表\s*(?:格|[一二三四1-4])?$|[^：:。]{0,30}(?:统计|情况|一览)表$"
    r"|.{0,20}[(（]\s*(?:计量)?单位[:：].{1,6}[)）]$|20\d\d年度?[:：]?$"
)
"""What stands around a table without being a note: its name, its year, the number of the page."""
SHEET_NAME = re.compile(r"(?:Sheet|工作表)\s*\d+\s*[:：]")
PLACEHOLDER = re.compile(r"[（(]文字描述.{0,40}[）)]$")
DATE = re.compile(
    r"\W?[\d〇零○O一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\W?$"
)
PAGE_NUMBER = re.compile(
    r"[-－–—―─]+\s*\d{1,3}\s*[-－–—―─]+|第\s*\d{1,3}\s*页(?:\W*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?"
)
"""A line that a copy took over from the edge of a page."""


def is_of_page(text: str) -> bool:
    """Whether a page says this of itself, be it above or below the report."""
    return len(text) <= SHORT and any(
        pattern.match(text) for pattern in (ABOUT_PAGE, FOOT, ATTACHED)
    )


def is_of_table(text: str) -> bool:
    """Whether a line stands around a table without being a note: its name, its unit, a page."""
    patterns = (CAPTION, UNIT_LINE, SHEET_NAME, PLACEHOLDER)
    return bool(PAGE_NUMBER.fullmatch(text)) or any(pattern.match(text) for pattern in patterns)
