"""The locked packages as Windows' Python 3.11 would choose them: pip judges by this machine.

python .ci/windows/pins.py requirements/dev.txt     prints them with hashes, without conditions
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
}


def main(locked: Path) -> None:
    for line in lines(locked.read_text(encoding="utf-8")):
        package, _, hashes = line.partition(" --hash")
        requirement = Requirement(package)
        if requirement.marker is None or requirement.marker.evaluate(WINDOWS):
            print(f"{requirement.name}{requirement.specifier} --hash{hashes}")


def lines(text: str) -> Iterator[str]:
    """One a package, without comments and line breaks."""
    for line in text.replace("\\\n", " ").splitlines():
        words = line.partition("#")[0].strip()
        if words:
            yield words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
