"""A county of 54 units, as an office receives it: `python -m tests.county FOLDER`.

Figures as published reports have them: most units few or none, some a few dozen, the office
hundreds. Words of our own. Two units have sent nothing, one has sent two reports that differ, one
last year's, one in the tables of the 2019 edition; two have errors; one has copied another's words.
`python -m tests.county FOLDER --later`: meanwhile one that was approved has changed its report.
"""

import random
import sys
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from app.exporters import EXPORTS, Options
from app.files import store
from app.forms import catalogue
from app.report.report import Changes, Report

YEAR, EDITION = 2025, "2021"
COUNTY = "清河县"
OFFICE = f"{COUNTY}人民政府办公室"
_DEPARTMENTS = (
    "发展和改革局 教育局 科学技术局 工业和信息化局 民族宗教事务局 公安局 民政局 司法局 财政局 "
    "人力资源和社会保障局 自然资源局 生态环境分局 住房和城乡建设局 交通运输局 水利局 农业农村局 "
    "商务局 文化广电和旅游局 卫生健康局 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局 "
    "医疗保障局 信访局 林业局 城市管理局 政务服务中心 粮食和物资储备局 地震局"
)
_TOWNS = (
    "柳河 青禾 石桥 白杨 云台 双河 太平 临江 龙泉 凤山 三里 大兴 永安 红旗 新华 东山 西岭 南湾 "
    "北坡 桃源 槐树 马头"
)
UNITS = (
    OFFICE,
    *(f"{COUNTY}{name}" for name in _DEPARTMENTS.split()),
    *(f"{name}镇人民政府" for name in _TOWNS.split()),
)
MISSING = (f"{COUNTY}水利局", "红旗镇人民政府")
TWICE = "青禾镇人民政府"
LAST_YEARS = "白杨镇人民政府"
OLD_TABLES = f"{COUNTY}统计局"
UNEVEN, PRINTED_WRONG = f"{COUNTY}公安局", "龙泉镇人民政府"
"""One whose columns do not balance; one that prints a total which its figures do not make."""
COPIED_FROM, COPIED = "临江镇人民政府", "凤山镇人民政府"
LATER = f"{COUNTY}财政局"
ALIASES = {f"{COUNTY}人力资源和社会保障局": f"{COUNTY}人社局"}
"""The report calls itself by it."""
SUMMED = frozenset(UNITS) - {*MISSING, TWICE, LAST_YEARS, OLD_TABLES}
"""Whose figures the sum has before anybody has decided anything."""
_SUFFIXES = (".json", ".docx", ".xlsx", ".html", ".docx")
_PEOPLE = ("natural", "business", "research", "public_welfare", "legal_service", "other")
_DONE = ("granted", "granted", "granted", "partial", "unable_not_held", "denied_query",
         "refused_petition", "other_other")  # fmt: skip
_SAID = (
    "设立信息公开专栏", "发放办事指南", "为老人帮办", "召开政民恳谈会", "答复群众来信", "展出政策漫画", "摆放公开手册",
    "梳理公开事项", "开展业务培训", "检查网站栏目", "更换公示栏", "整理历年文件", "邀请代表走访", "播出惠民广播", "现场宣传",
    "修订公开指南", "接听咨询电话", "举办档案开放日", "编发简报", "清理过期信息", "公布会议纪要", "建成查阅点", "回应网上留言",
)  # fmt: skip
_PLACES = ("便民大厅", "文化站", "农贸市场", "村民中心", "图书馆", "车站", "学校门口", "卫生院")
_WHO = (
    "张",
    "王",
    "李",
    "赵",
    "钱",
    "孙",
    "周",
    "吴",
    "郑",
    "冯",
    "陈",
    "褚",
    "卫",
    "蒋",
    "沈",
    "韩",
)
_CALLED = (
    "志远",
    "海燕",
    "建国",
    "春梅",
    "立新",
    "文静",
    "大勇",
    "秋菊",
    "永福",
    "晓东",
    "桂兰",
    "子涵",
)
_PROBLEMS = (
    "部分科室报送不及时", "解读的形式比较单一", "基层人员变动较快", "栏目分类还不够细", "主动公开的意识有待加强",
    "平台检索不够方便", "对新业务还不熟悉", "与其他部门的衔接不够",
)  # fmt: skip
_MEASURES = (
    "下一步将每季度通报一次报送情况", "下一步将增加图解和视频", "下一步将安排专人负责并定期轮训", "下一步将重新梳理栏目",
    "下一步将把公开纳入年度考核", "下一步将改进搜索功能", "下一步将编印办事手册", "下一步将建立会商机制",
)  # fmt: skip


def main(folder: str, later: str = "") -> None:
    place = Path(folder)
    if later:
        change(place)
    else:
        make(place)


def make(place: Path) -> dict[str, Report]:
    """The folder of a collection, its list of units beside it; every report that was sent."""
    received = place / "收到"
    received.mkdir(parents=True)
    write_list(place / "单位名单.xlsx")
    sent = {unit: report_of(unit) for unit in UNITS if unit not in MISSING}
    for number, (unit, report) in enumerate(sent.items()):
        suffix = ".json" if unit in (PRINTED_WRONG, OLD_TABLES) else _SUFFIXES[number % 5]
        put(received / f"{number + 1:02}{unit}{suffix}", report)
    again = report_of(TWICE)
    again.apply({("cells", "disclosure/licensing/decisions"): 77})
    put(received / f"{TWICE}（更正）.docx", again)
    return sent


def change(place: Path) -> None:
    """Another report of the unit in the place of the one that was approved."""
    [file] = (place / "收到").glob(f"*{LATER}*")
    report = report_of(LATER)
    report.apply({("cells", "disclosure/punishment/decisions"): 12})
    put(file, report)


def put(file: Path, report: Report) -> None:
    content = (
        store.encode(report)
        if file.suffix == ".json"
        else EXPORTS[file.suffix].render(report, Options())
    )
    file.write_bytes(content)


def write_list(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位名称", "别名", "级别", "汇总", "联系人"])
    for unit in UNITS:
        level = "township" if unit.endswith("镇人民政府") else "county_department"
        sheet.append([unit, ALIASES.get(unit, ""), level, "是", ""])
    book.save(file)


def report_of(unit: str) -> Report:
    """The same for the same unit, whenever it is made."""
    chance = random.Random(unit)
    edition = "2019" if unit == OLD_TABLES else EDITION
    report = Report(catalogue.form(edition))
    year = YEAR - 1 if unit == LAST_YEARS else YEAR
    level = "township" if unit.endswith("镇人民政府") else "county_department"
    changes: Changes = {
        ("organ", ""): ALIASES.get(unit, unit), ("year", ""): year, ("level", ""): level,
    }  # fmt: skip
    inputs = [cell.id for cell in report.form.cells.values() if not cell.computed]
    changes |= {("cells", cell): 0 for cell in inputs}
    if edition == EDITION:
        changes |= {("cells", cell): number for cell, number in _figures(unit, chance).items()}
    words = random.Random(f"words of {COPIED_FROM if unit == COPIED else unit}")
    asked = sum(int(changes["cells", f"requests/new_received/{who}"]) for who in _PEOPLE)
    changes |= {("texts", text): said for text, said in _texts(words, year, asked).items()}
    report.apply(changes)
    if unit == UNEVEN:
        report.apply({("cells", "requests/granted/natural"): 99})
    if unit == PRINTED_WRONG:
        report.apply({("published", "requests/new_received/total"): asked + 3})
    return report


def _figures(unit: str, chance: random.Random) -> Mapping[str, int]:
    """Requests that balance column by column, cases that ended, decisions."""
    size = 60 if unit == OFFICE else chance.choice([0, 0, 0, 1, 2, 4, 9, 25])
    found: dict[str, int] = {}

    def add(cell: str, number: int) -> None:
        found[cell] = found.get(cell, 0) + number

    for who in _PEOPLE[: 1 if size < 5 else 3]:
        new, before = chance.randint(0, size), chance.randint(0, size // 8)
        after = chance.randint(0, min(new, size // 8))
        add(f"requests/new_received/{who}", new)
        add(f"requests/carried_in/{who}", before)
        add(f"requests/carried_out/{who}", after)
        for _ in range(new + before - after):
            add(f"requests/{chance.choice(_DONE)}/{who}", 1)
    for kind in ("licensing", "punishment", "coercion"):
        add(f"disclosure/{kind}/decisions", chance.choice([0, 0, 3, 40, 600]))
    add("disclosure/normative_docs/valid", chance.randint(0, 5))
    add("disputes/cases/review_upheld", chance.randint(0, size // 10))
    return found


def _texts(chance: random.Random, year: int, asked: int) -> dict[str, str]:
    parts = [_sentence(chance, words) for words in chance.sample(_SAID, 10)]
    at = chance.randrange(len(_PROBLEMS))
    other = (at + 1 + chance.randrange(len(_PROBLEMS) - 1)) % len(_PROBLEMS)
    return {
        "lead": f"本报告统计期限自{year}年1月1日起至{year}年12月31日止。联系电话：0527-8000{chance.randint(1000, 9999)}。",
        "overview/active": "；".join(parts[:3]) + "。",
        "overview/on_request": f"全年新收政府信息公开申请{asked}件，均依法答复。",
        "overview/management": "；".join(parts[3:5]) + "。",
        "overview/platform": "；".join(parts[5:8]) + "。",
        "overview/supervision": "；".join(parts[8:]) + "。",
        "problems": f"存在的问题：{_PROBLEMS[at]}，{_PROBLEMS[other]}。{_MEASURES[at]}，{_MEASURES[other][3:]}。",
        "other": "本年度没有收取信息处理费。",
    }


def _sentence(chance: random.Random, words: str) -> str:
    """Who did what, where and when: no two units did the same."""
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    who = chance.choice(_WHO) + chance.choice(_CALLED)
    where = chance.choice(_PLACES)
    return f"{day}由{who}带队到{where}{words}，共{chance.randint(2, 90)}次"


if __name__ == "__main__":
    main(*sys.argv[1:])
