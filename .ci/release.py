"""Pack the frozen program as a clerk gets it: one folder with a telling name, the guide in it.

python .ci/release.py FROZEN OUT     OUT/nianbao-VERSION-windows.zip, its SHA-256, OUT/notes.md
"""

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from app import __version__  # noqa: E402

FOLDER = f"年报-{__version__}-请先解压"
GUIDE = "使用说明.html"
NAME = f"nianbao-{__version__}-windows.zip"
"""In ASCII: some sites that offer a file for download drop every other letter."""
MOMENT = (2020, 1, 1, 0, 0, 0)
"""The same program gives the same zip, whenever it is packed."""
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>年报 {version} 使用说明</title>
<style>
body {{ max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.7;
       font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }}
img {{ max-width: 100%; border: 1px solid #bbb; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #bbb; padding: .3em .7em; text-align: left; }}
code {{ background: #f0f0f0; padding: 0 .2em; }}
</style>
{body}
</html>
"""


def main(frozen: Path, out: Path) -> None:
    said = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), __version__)
    out.mkdir(parents=True, exist_ok=True)
    (out / "notes.md").write_text(said, encoding="utf-8", newline="\n")
    target = out / NAME
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        add(archive, GUIDE, guide(ROOT / "docs" / "install.md"))
        for file in sorted(frozen.rglob("*")):
            if file.is_file():
                add(archive, file.relative_to(frozen).as_posix(), file.read_bytes())
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    checksum = out / (NAME + ".sha256")
    checksum.write_text(f"{digest}  {NAME}\n", encoding="ascii", newline="\n")
    print(f"{target} ({target.stat().st_size / 1e6:.1f} MB)")


def notes(changes: str, version: str) -> str:
    """The version's own section of the change list, without its heading."""
    own = rf"^## {re.escape(version)}(?![\w.-])[^\n]*\n(.*?)(?=^##? |\Z)"
    section = re.search(own, changes, re.DOTALL | re.MULTILINE)
    if section is None:
        sys.exit(f"CHANGELOG.md has no section “## {version}”: what is new must be said first.")
    if not section[1].strip():
        sys.exit(f"CHANGELOG.md says nothing of {version}: what is new must be said first.")
    return section[1].strip() + "\n"


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def guide(source: Path) -> bytes:
    """The guide as one page that needs no other file."""
    body = markdown.markdown(source.read_text(encoding="utf-8"), extensions=["tables"])
    body = re.sub('src="(.*?)"', lambda found: embedded(source.parent / found[1]), body)
    return PAGE.format(version=__version__, body=body).encode()


def embedded(picture: Path) -> str:
    content = base64.b64encode(picture.read_bytes()).decode()
    return f'src="data:image/png;base64,{content}"'


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
