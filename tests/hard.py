"""Reports that are hard to print, each for one reason: made from the sample, which is ordinary."""

from collections.abc import Callable
from pathlib import Path

from app.files import store
from app.forms import catalogue
from app.report.report import Report

SAMPLE = Path(__file__).parent / "data" / "reports" / "sample.json"
ORGAN = (
    "新疆维吾尔自治区伊犁哈萨克自治州青石县人民政府办公室（政务公开领导小组办公室、"
    "数字化发展管理局）驻红旗街道综合行政执法局第一大队"
)
"""Sixty letters and some."""
ADDRESS = "https://www.example.gov.cn/zwgk/zfxxgkzl/fdzdgknr/2025/t20250131_4294967296.html"
SENTENCE = "镇政府坚持以公开为常态、不公开为例外，把政府信息公开同便民服务、基层治理一起部署。"
RARE = "𠮷野家、㐂寿、𬭚、𠅘、龘、〇、㎡、①、é、ß、😀、𓀀、\ue123、\U000f1234"
"""Of three planes; the last are of no font, and of nobody's but an office's own."""
BACKWARDS = "مرحبا بالعالم 2025 年，ئۇيغۇرچە，שלום עולם (9 件)。"


def changed(texts: dict[str, str], **head: object) -> Report:
    report = store.load(SAMPLE).report
    changes: dict[tuple[str, str], object] = {("texts", id_): t for id_, t in texts.items()}
    report.apply(changes | {(key, ""): value for key, value in head.items()})
    return report


def long_name() -> Report:
    return changed({"closing": f"{ORGAN}\n2026年1月20日"}, organ=ORGAN)


def long_paragraphs() -> Report:
    """Fifty thousand letters in a section: in one paragraph, then in many."""
    one = SENTENCE * (25_000 // len(SENTENCE))
    many = "\n".join([SENTENCE * 5] * (25_000 // (5 * len(SENTENCE))))
    return changed({"problems": one, "other": many, "overview/active": SENTENCE * 40})


def notes() -> Report:
    """Under each table, and words in its cells."""
    ids = ("disclosure/note", "requests/note", "disputes/note")
    report = changed({id_: "\n".join([f"注：{SENTENCE}"] * 3) for id_ in ids})
    words = ("requests/granted/natural", "disclosure/regulations/made")
    report.apply({("notes", id_): "5（含 1 件信函）" for id_ in words})
    return report


def addresses() -> Report:
    text = f"详见{ADDRESS}。{SENTENCE}又见{ADDRESS}?a=1&b=<2>，电子邮箱 xxgk@example.gov.cn。"
    return changed({"other": text, "lead": text, "disputes/note": f"注：{ADDRESS}"})


def rare_letters() -> Report:
    texts = {"problems": f"{RARE}\n{SENTENCE}{RARE}", "requests/note": f"注：{RARE}"}
    return changed(texts, organ="𠮷祥㐂镇")


def right_to_left() -> Report:
    return changed({"problems": f"{BACKWARDS}\n{SENTENCE}{BACKWARDS}{SENTENCE}"})


def unseen() -> Report:
    """What no file may hold, and what turns the writing round."""
    text = f"甲\x00\x07\x0b乙\x1b\x7f丙\ud800丁\ufffe\u202e戊\u200b己\ufeff\n\u2028{SENTENCE}"
    return changed({"problems": text, "disputes/note": text}, organ="青\x00石\u202e镇")


def earlier_edition() -> Report:
    """Of 2019, every cell filled, the figures as long as they may be, every text there."""
    form = catalogue.form("2019")
    inputs = [cell.id for cell in form.cells.values() if not cell.computed]
    figures = {("cells", id_): 9 + 111 * number for number, id_ in enumerate(inputs)}
    texts = {("texts", id_): f"{SENTENCE * 2}\n{SENTENCE}" for id_ in form.texts}
    closing = {("texts", form.closing.id): "青禾镇人民政府\n2020年1月20日"}
    return Report(
        form, {("organ", ""): "青禾镇", ("year", ""): 2019, **figures, **texts, **closing}
    )


def large_figures() -> Report:
    report = store.load(SAMPLE).report
    inputs = [cell.id for cell in report.form.cells.values() if not cell.computed]
    report.apply({("cells", id_): 987_654_321 for id_ in inputs})
    return report


HARD: dict[str, Callable[[], Report]] = {
    made.__name__: made
    for made in (
        long_name, long_paragraphs, notes, addresses, rare_letters, right_to_left, unseen,
        earlier_edition, large_figures,
    )
}  # fmt: skip
