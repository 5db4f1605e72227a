"""A process that makes inputs and reads them, one a line, and says of each what came of it."""

import gc
import json
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

from tests.safety import fuzz_inputs, fuzz_readers


def main() -> None:
    """A line in: kind and seed; a line out: JSON of seconds, MB at most, and the fault."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            kind, _, seed = line.strip().partition(" ")
            sys.stdout.write(json.dumps(_tried(kind, int(seed), Path(folder))) + "\n")
            sys.stdout.flush()


def _tried(kind: str, seed: int, folder: Path) -> dict[str, Any]:
    file = folder / f"{seed}{fuzz_readers.SUFFIXES.get(kind, '.' + kind)}"
    file.write_bytes(fuzz_inputs.made(kind, seed))
    gc.collect()
    _forget_peak()
    fault, began = "", time.process_time()
    try:
        fuzz_readers.READERS[kind](file)
    except BaseException as error:  # whatever it is, the judge is told
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = (
            f"{type(error).__name__}: {error!s:.200} ({Path(where.filename).name}:{where.lineno})"
        )
    seconds = time.process_time() - began
    file.unlink(missing_ok=True)
    return {"seconds": round(seconds, 3), "peak": _peak(), "fault": fault}


def _forget_peak() -> None:
    """Linux counts anew the most that was held; elsewhere nobody asks."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """MB that the process held at most since; 0 where that cannot be asked."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main()
