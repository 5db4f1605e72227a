"""LibreOffice without a window, for what it makes of our documents."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

IS_THERE = bool(shutil.which("soffice"))
AS_DOCUMENT = "--infilter=HTML (StarWriter)"
"""A web page as a document, and not as a page to be edited."""
_PATIENCE = 300
_TIMES = 2
"""With a new profile it now and then ends at once, having done nothing, where a machine is busy."""


def convert(files: Sequence[Path], folder: Path, kind: str, *more: str) -> None:
    """Each file into another kind, all in one go.

    Args:
        files: what is read.
        folder: for what is written, under the same names, and for a profile of its own: with one
            that is in use it would wait.
        kind: a suffix, and its filter where LibreOffice knows several: "docx:MS Word 2007 XML".
        more: options before it.

    Raises:
        AssertionError: it wrote not all, with what it said.
    """
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", *more, "--convert-to", kind, "--outdir", str(folder)]
    made = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    for _ in range(_TIMES):
        done = subprocess.run(
            [*command, *map(str, files)], capture_output=True, check=False, timeout=_PATIENCE
        )
        if done.returncode == 0 and all(file.exists() for file in made):
            return
    raise AssertionError(f"{done.returncode} {done.stdout!r} {done.stderr!r}")
