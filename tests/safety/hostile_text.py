"""Plain texts and lists whose marks lead a reader astray."""

import random
import re
from collections.abc import Callable

_SIZES = (10, 900, 4900, 7900, 60_000, 240_000)


def without_tags(page: bytes, *, bars: bool) -> bytes:
    """A page as a program copies it: cells apart by tabs, or by bars as in Markdown."""
    words = re.sub(r"<style.*?</style>", "", page.decode(), flags=re.DOTALL)
    words = re.sub(r"\s*\n\s*", "", words)
    words = re.sub(r"</t[dh]>", "|" if bars else "\t", words)
    words = re.sub(r"</(?:tr|p|h\d|div|caption)>", "\n", words)
    return re.sub(r"<[^>]*>", "", words).encode()


def _repeated(chance: random.Random) -> bytes:
    piece = chance.choice((
        "|", "[", "[](", "<table", "</table>", "**", "**x", "#", "# x\n", '"', '"\t', '"a\t', '""', "\t", " \t \n",
        "  ", " \u3000", "，", ",", ",1", ", \n", "商业\n", "商业 企业 ", "3 ", "3\n", "1,", "1 2\n", "字", "字\n", "\n",
        "\r", "\x00", "\x0b", "\ud800", "（", "“", "---|", "|---|\n", "| 3 |\n", "x | 3 |\n", "|3|3|3|\n", "<br>", "\\|",
        "一、", "（一）", "年度报告", "2024年", "公开  3  4\n", "公开 3 4 5 6 7 8\n", "公开\t3\t4\n", "；", "1;2\n", "'=1\n",
        "{", '{"cell":', "- 1 -\n", "第1页\n", "　　", "—", "......", "政府信息公开", "万元", "件，", "\u0301",
    ))  # fmt: skip
    return (chance.choice(("", "# x\n", "x\t1\n")) + piece * chance.choice(_SIZES)).encode(
        errors="surrogatepass"
    )


def _mixed(chance: random.Random) -> bytes:
    words = (
        "商业\n", "企业\n", "商业企业", "科研机构\t", "3", " ", "  ", "\t", "\n", "|", "（一）予以公开", "二、", "总计",
        "0", "，", "。", "公开3件", "合计\n", "法律服务机构", "\n\n", "“", "其他", "自然人 ", "收费", "1,000.5", "<td>", "**",
    )  # fmt: skip
    return "".join(chance.choice(words) for _ in range(chance.choice(_SIZES[:5]))).encode()


def _lines(chance: random.Random) -> bytes:
    shape = chance.choice((
        "第{n}条公开信息{n}件，比上年增加{n}件，增长{n}%。\n", "{n}\t{n}\n", "名称{n} {n} {n}\n", "（{n}）其中公开{n}件\n",
        "|名称{n}|{n}|\n", "{n},{n},{n}\n", "其中，A{n}件、B{n}件、C{n}件，", "{n}年{n}月{n}日，", "政府信息公开{n}年报告\n",
        "字{n}字{n}\n\n", "共{n}件（含{n}件）", "名称{n}：{n}；",
    ))  # fmt: skip
    return "".join(shape.format(n=n) for n in range(chance.choice(_SIZES[:5]))).encode()


def _coded(chance: random.Random) -> bytes:
    words = "一、概述\n公开3件。\n" * chance.choice((1, 100, 4000))
    coding = chance.choice(
        ("utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "utf-8-sig", "utf-7")
    )
    return words.encode(coding, "replace")


def _list(chance: random.Random) -> bytes:
    cell = chance.choice(("requests/new_received/natural", "x/y/z", "a" * 5000))
    edition = chance.choice(("2021", "2019", "x", "9" * 5000))
    value = chance.choice(("1", "-1", "9" * 5000, "1e9", "x", "1.5", '"', "'=1"))
    line = f"甲,{chance.choice(('2024', '9' * 30))},{edition},{cell},新收,{value}\n"
    head = chance.choice(("", "单位名称,年度,表格版本,单元格,行,列,数\n"))
    return (head + line * chance.choice((1, 300, 20_000, 90_000))).encode()[: 6 << 20]


def _objects(chance: random.Random) -> bytes:
    value = chance.choice(("1", '"x"', "[" * 2000, "1" * 5000, "null", "NaN", "{}"))
    line = f'{{"organ":"甲","year":2024,"edition":"2021","cell":"requests/new_received/natural","value":{value}}}\n'
    return (line * chance.choice((1, 300, 20_000))).encode()


TEXTS: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each for each in (_repeated, _mixed, _lines, _coded)
}
LISTS = TEXTS | {each.__name__.strip("_"): each for each in (_list, _objects)}
