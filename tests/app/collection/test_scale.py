"""A province at once: what it holds in memory, and that nothing of it is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.files import store
from tests.app.collection.conftest import REPORTS

ROOT = Path(__file__).parents[3]
MANY, MOST = 10_000, 300
"""Reports, megabytes."""
OWN = "disclosure/licensing/decisions"
MERGE = """
import sys
from pathlib import Path
from app.commands import cli
code = cli.main(sys.argv[1:])
told = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2]
print(code, int(told.split()[0]) // 1024, file=sys.stderr)
"""
"""What `getrusage` tells is of whoever started it, too."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="NOT CHECKED: only Linux tells so")
def test_ten_thousand_reports_are_summed_in_little_memory(tmp_path: Path):
    place = tmp_path / "收到"
    place.mkdir()
    plain = json.loads((REPORTS / "021.json").read_text(encoding="utf-8"))
    for number in range(MANY):
        plain["organ"], plain["cells"][OWN] = f"甲省第{number}局", number
        content = json.dumps(plain, ensure_ascii=False)
        (place / f"{number}.json").write_text(content, encoding="utf-8")
    out = tmp_path / "和.json"
    words = [sys.executable, "-c", MERGE, "merge", str(place), "-o", str(out)]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=True
    )
    code, peak = map(int, done.stderr.split()[-2:])
    report = store.load(out).report
    assert (code, len(report.get(("provenance", "")))) == (1, MANY)
    assert report.values[OWN] == sum(range(MANY))
    assert peak < MOST
