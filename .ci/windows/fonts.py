"""Write a registry file that gives Wine a Chinese font under the names Windows has for its own."""

import sys
from pathlib import Path

CHINESE = "Noto Sans CJK SC"
REPLACED = (
    *("Microsoft YaHei", "Microsoft YaHei UI", "微软雅黑", "SimSun", "NSimSun", "宋体"),
    *("SimHei", "黑体"),
)
LINKED = ("Tahoma", "Microsoft Sans Serif", "MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI")


def main(target: Path) -> None:
    lines = [
        "Windows Registry Editor Version 5.00",
        r"[HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements]",
        *(f'"{name}"="{CHINESE}"' for name in REPLACED),
        r"[HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\FontLink\SystemLink]",
        *(f'"{name}"=hex(7):{link()}' for name in LINKED),
    ]
    target.write_text("\r\n".join(lines) + "\r\n", encoding="utf-16", newline="")


def link() -> str:
    """A list of one text, as a registry file writes it."""
    text = f"NotoSansCJK-Regular.ttc,{CHINESE}\0\0".encode("utf-16-le")
    return ",".join(f"{byte:02x}" for byte in text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
