"""What it takes to read, check and sum many report files, beside a bare sum of the same JSON.

python benchmarks/collecting.py [HOW_MANY ...]   a row of docs/scale.md for each: 1,000 and 10,000.

The bare sum reads each file with `json.loads` and adds its figures up by their ids, and does no
more. Beside it stands what the program does with the same files in the same run. Added: each report
is read strictly, its totals are worked out, the checks of the tables run, its figures are summed.
Merged: besides, digests are taken, units are told apart and judged, and the sum names their files;
more than ten thousand are summed by ten thousands, and these sums once more, as it is in life.
The files are those of published reports under other names, each with a figure of its own.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORTS = ROOT / "tests" / "data" / "reports"
SOURCES = {"published": ("003", "005", "020", "021"), "complete": ("sample",)}
"""Figures of published reports without a text, of which one is wrong and one is mostly blank; and a
report as it should come."""
OWN = "disclosure/licensing/decisions"
"""Goes into no total: a report stays as right or wrong as it was published."""
MANY = (1_000, 10_000)
ROUNDS = 5
"""The least of so many is told: what others do on the same machine only adds to it."""


BY = 10_000
"""Reports that are summed at once: a province's."""


def main(*words: str) -> None:
    print("| reports | files | bare, a report | added | merged | all merged | memory so far |")
    print("|---|---|---|---|---|---|---|")
    for many, (name, sources) in product(map(int, words or MANY), SOURCES.items()):
        with tempfile.TemporaryDirectory() as folder:
            files = laid(Path(folder), many, sources)
            rounds = 1 if many > max(MANY) else ROUNDS
            bare, added, merged = (
                min(seconds(run, files) for _ in range(rounds)) for run in (bare_sum, sum_, merge)
            )
            own = " | ".join(f"{1e3 * t / many:.3f} ms, {t / bare:.2f}x" for t in (added, merged))
            base = f"| {name} | {many:,} | {1e3 * bare / many:.3f} ms"
            print(f"{base} | {own} | {merged:.1f} s | {peak():.0f} MB |", flush=True)


def laid(folder: Path, many: int, sources: Sequence[str]) -> list[Path]:
    """Report files of as many organs."""
    chance = random.Random(many)
    kinds = [json.loads((REPORTS / f"{name}.json").read_text("utf-8")) for name in sources]
    for number in range(many):
        file = dict(kinds[number % len(kinds)])
        file["organ"] = f"甲县第{number}局"
        file["cells"] = {**file["cells"], OWN: chance.randrange(1000)}
        (folder / f"{number}.json").write_text(
            json.dumps(file, ensure_ascii=False, indent=2, sort_keys=True), "utf-8"
        )
    return sorted(folder.iterdir())


def bare_sum(files: list[Path]) -> object:
    total: dict[str, Decimal] = {}
    for path in files:
        for cell, figure in json.loads(path.read_bytes())["cells"].items():
            number = Decimal(figure) if isinstance(figure, str) else figure
            total[cell] = total.get(cell, 0) + number
    return total


def sum_(files: list[Path]) -> object:
    from app import checks
    from app.collection import summing
    from app.collection.received import figures_of
    from app.files import store

    kept = []
    for path in files:
        report = store.load(path).report
        kept.append((checks.table_findings(report), figures_of(report)))
    return list(summing.added([figures for _, figures in kept]))


def merge(files: list[Path]) -> object:
    from app import checks
    from app.collection import judging, summing
    from app.collection.facts import NOTHING
    from app.collection.received import Received, read, with_report

    sums = []
    for at in range(0, len(files), BY):
        received = [read(path, checks.table_findings) for path in files[at : at + BY]]
        made = summing.summed(judging.stand(received, NOTHING), files[0], f"第{at}省").report
        file = Received(file=f"{at}.json", sha256=f"{at:064}", date="2026-01-31")
        sums.append(with_report(file, made, ()))
    return summing.summed(judging.stand(sums, NOTHING), files[0], "全国").report


def seconds(run: Callable[[list[Path]], object], files: list[Path]) -> float:
    """Of the processor."""
    began = time.process_time()
    run(files)
    return time.process_time() - began


def peak() -> float:
    """Megabytes that the process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
