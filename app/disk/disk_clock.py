"""What time it is by the clock of a disk: each computer that writes to a share has its own."""

import contextlib
import os
import time
from pathlib import Path


def now(folder: Path) -> float:
    """Seconds since 1970, as the disk of a folder stamps its files.

    By this computer's own clock where nothing can be written there.
    """
    import tempfile  # with what makes names by chance: a start has no need of it

    with contextlib.suppress(OSError):
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".nianbao-", suffix=".tmp")
        try:
            return os.fstat(descriptor).st_mtime
        finally:
            os.close(descriptor)
            Path(name).unlink(missing_ok=True)
    return time.time()
