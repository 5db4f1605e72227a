"""What is handed out with the program, and under which licences.

python .ci/licences.py      writes resources/licences/ and docs/licences.md anew

Versions are those of requirements/run.txt, licences and their texts those of the installed
packages. The texts of Python for Windows and of the GNU licences come with no package: they lie in
resources/licences/ as their owners publish them, and are not written here.
"""

import json
import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "licences"
PAGE = ROOT / "docs" / "licences.md"
GNU = ["LGPL-3.0.txt", "GPL-3.0.txt"]

PACKAGES = {
    "et-xmlfile": "写 Excel 文件（openpyxl 要用）",
    "jinja2": "网页、Word 文档的模板",
    "lxml": "读网页、Word、Excel 里的 XML；里面带有 libxml2、libxslt、libiconv、zlib",
    "markupsafe": "模板里的文字只当文字（Jinja2 要用）",
    "msgspec": "表格样式、设置和单位版式的读写",
    "openpyxl": "读写 .xlsx",
    "platformdirs": "设置文件夹在哪里",
    "pypdf": "PDF 的标签、书签、标题、语言",
    "pyside6-essentials": "窗口、打印、PDF（Qt 的 Python 接口）",
    "python-docx": "读写 .docx",
    "pyyaml": "读表格样式；里面带有 libyaml",
    "shiboken6": "Qt 的 Python 接口要用",
    "typing-extensions": "python-docx 等要用",
    "xlrd": "读旧的 .xls",
}
"""What each locked package is for; one that is missing here, or is not locked, is told."""

NAMES = {
    "jinja2": "Jinja2",
    "markupsafe": "MarkupSafe",
    "pyside6-essentials": "PySide6",
    "pyyaml": "PyYAML",
    "et-xmlfile": "et_xmlfile",
    "typing-extensions": "typing_extensions",
}
"""As their owners write them."""

LICENCES = {"jinja2": "BSD-3-Clause", "pyside6-essentials": "LGPL-3.0-only"}
LICENCES |= {"shiboken6": "LGPL-3.0-only", "xlrd": "BSD-3-Clause"}
"""Where the package says it in words only, or offers a choice."""

QT = "FreeType、HarfBuzz、libpng、libjpeg-turbo、PCRE2、zlib、double-conversion、MD4C、TinyCBOR 等"
Part = dict[str, Any]


def others() -> list[Part]:
    """What is in the folder and is no locked package."""
    qt = locked()["pyside6-essentials"]
    return [
        part("Qt", qt, "LGPL-3.0-only", f"窗口、文字、打印；里面带有 {QT}，许可见 Qt 的文档", GNU),
        part("Python", "3.11", "PSF-2.0", "程序用它写成；里面带有的库见许可原文", ["Python.txt"]),
        part(
            "PyInstaller bootloader",
            distribution("pyinstaller").version,
            "GPL-2.0-or-later WITH Bootloader-exception",
            "启动程序的那一小段",
            ["PyInstaller.txt"],
        ),
        part(
            "Microsoft Visual C++ Runtime",
            "14",
            "Microsoft 的再分发条款",
            "Windows 上 Python 和 Qt 要用",
            [],
        ),
    ]


def part(name: str, version: str, licence: str, use: str, texts: list[str]) -> Part:
    return {"name": name, "version": version, "licence": licence, "use": use, "texts": texts}


def locked() -> dict[str, str]:
    """Each locked package and its version, as it is shipped: with the Python before 3.14."""
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    pins = (re.match(r"([\w-]+)==([\w.]+)", line) for line in lines if ">= '3.14'" not in line)
    return {pin[1]: pin[2] for pin in pins if pin}


def packages() -> list[Part]:
    pins = locked()
    if pins.keys() != PACKAGES.keys():
        sys.exit(f"Not in both run.txt and licences.py: {sorted(pins.keys() ^ PACKAGES.keys())}")
    return [of_package(name, version) for name, version in pins.items()]


def of_package(name: str, version: str) -> Part:
    own = LICENCES.get(name) or licence_of(distribution(name))
    shown = NAMES.get(name, name)
    texts = GNU if own.startswith("LGPL") else [f"{shown}.txt"]
    return part(shown, version, own, PACKAGES[name], texts)


def licence_of(package: Distribution) -> str:
    about = package.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    return said.removesuffix(" License")


def text_of(package: Distribution) -> str:
    """All its licence files, one after another; without trailing blanks, which git would mark."""
    wanted = re.compile(r"(^|/)(licen[cs]es?|copying)[\w.-]*$", re.IGNORECASE)
    files = [file for file in package.files or [] if wanted.search(file.as_posix())]
    own = sorted(file for file in files if ".dist-info/" in file.as_posix())
    texts = [file.read_text(encoding="utf-8").rstrip() for file in own]
    if not texts:
        sys.exit(f"{package.name} comes without the text of its licence.")
    lines = f"\n\n{'-' * 72}\n\n".join(texts).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def written() -> dict[Path, str]:
    """Every file that this script makes, and what stands in it."""
    own = part("年报", "", "MIT", "本程序", ["nianbao.txt"])
    parts = [own, *others(), *packages()]
    made = {FOLDER / "nianbao.txt": (ROOT / "LICENSE").read_text(encoding="utf-8")}
    made[FOLDER / "PyInstaller.txt"] = text_of(distribution("pyinstaller"))
    for name in PACKAGES:
        [*texts] = of_package(name, "")["texts"]
        if texts != GNU:
            made[FOLDER / texts[0]] = text_of(distribution(name))
    listed = json.dumps(parts, ensure_ascii=False, indent=1)
    return made | {FOLDER / "shipped.json": f"{listed}\n", PAGE: page(parts)}


def page(parts: list[Part]) -> str:
    rows = [f"| {p['name']} {p['version']} | {p['licence']} | {p['use']} |" for p in parts]
    return "\n".join([*HEAD, *rows]) + "\n"


HEAD = [
    "# 随程序发出的东西和它们的许可",
    "",
    "本页由 `python .ci/licences.py` 写成；程序里“帮助 → 关于年报”列出同样的内容和许可原文",
    "（`resources/licences/`）。Qt 和 PySide6 以动态库的形式随附，按 LGPL 可以换成您自己编译的：",
    "替换程序文件夹里 `_internal/PySide6` 下的同名文件即可。",
    "",
    "| 名称 | 许可 | 用来做什么 |",
    "|---|---|---|",
]


if __name__ == "__main__":
    for file, words in written().items():
        file.write_text(words, encoding="utf-8", newline="\n")
