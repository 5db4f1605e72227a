"""The facts of a collection: kept whole, and never over somebody else's."""

import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from app.collection import folder
from app.collection.facts import (
    Approval,
    Arrival,
    Choice,
    Facts,
    Member,
    Return,
    UnitRemark,
)
from app.disk import files
from app.files import strict
from app.report.kept import Correction
from tests.app.collection.page import PAGE, page

DIGEST = "0123456789abcdef" * 4
CELL = "disclosure/fees/amount"
FACTS = Facts(
    year=2023,
    edition="2021",
    organ="甲县人民政府",
    level="county",
    deadline="2024-01-31",
    previous="../2022年",
    units=(
        Member(name="教育局", aliases=("教体局",), level="county_department", contact="王五"),
        Member(name="税务局", summed=False, why="垂直管理"),
        Member(name="甲县人民政府", own=True),
    ),
    arrivals=(Arrival(sha256=DIGEST, date="2024-01-20"),),
    choices=(Choice(unit="教育局", sha256=DIGEST),),
    approvals=(Approval(unit="教育局", sha256=DIGEST, by="李四", date="2024-01-22"),),
    returns=(Return(unit="教育局", sha256=DIGEST, date="2024-01-21", due="2024-01-25"),),
    corrections=(
        Correction(
            unit="教育局", cell=CELL, was=None, now=Decimal("0.25"), reason="漏报", by="李四",
            date="2024-01-23",
        ),
    ),
    remarks=(
        UnitRemark(
            unit="教育局", cells=(CELL,), texts=("problems",), words="请核对", by="李四",
            date="2024-01-21", done=False,
        ),
    ),
)  # fmt: skip


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    digest = folder.save(FACTS, tmp_path, "")
    assert folder.load(tmp_path) == (FACTS, digest)
    assert folder.save(FACTS, tmp_path, digest) == digest


def test_somebody_else_s_facts_are_not_written_over(tmp_path):
    digest = folder.save(FACTS, tmp_path, "")
    theirs = folder.save(Facts(year=2022), tmp_path, digest)
    with pytest.raises(folder.CollectionError, match="改过"):
        folder.save(FACTS, tmp_path, digest)
    with pytest.raises(folder.CollectionError, match="改过"):
        folder.save(FACTS, tmp_path, "")
    assert folder.load(tmp_path) == (Facts(year=2022), theirs)


def test_a_save_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    digest = folder.save(FACTS, tmp_path, "")

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(folder.CollectionError, match="磁盘已满"):
        folder.save(Facts(), tmp_path, digest)
    assert folder.load(tmp_path) == (FACTS, digest)


CORRECTED = '{"format": 1, "corrections": [{"unit": "甲", "cell": "%s", "was": 1, "now": 2, "reason": "%s", "by": "b", "date": "2024-01-01"}]}'
REFUSED: dict[str, tuple[str, str]] = {
    "no facts": ("[]", "格式 1"),
    "of another format": ('{"format": 2}', "格式 1"),
    "an unknown key": ('{"format": 1, "years": 2023}', "years"),
    "a key twice": ('{"format": 1, "year": 2023, "year": 2023}', "“year”出现了两次"),
    "a unit twice": ('{"format": 1, "units": [{"name": "甲"}, {"name": "甲"}]}', "第 2 条"),
    "an unknown edition": ('{"format": 1, "edition": "1999"}', "1999"),
    "a state that is worked out": ('{"format": 1, "units": [{"name": "甲", "state": 1}]}', "state"),
    "no cell": (CORRECTED % ("a/b/c", "r"), "a/b/c"),
    "a correction without a reason": (CORRECTED % (CELL, " "), "没有写理由"),
    "a half": ('{"format": 1', "JSON"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_used_is_refused_with_its_place(tmp_path: Path, content: Any, words: str):
    (tmp_path / folder.FACTS).write_text(content, encoding="utf-8")
    with pytest.raises(folder.CollectionError, match=folder.FACTS) as refusal:
        folder.load(tmp_path)
    assert words in str(refusal.value)


def test_the_page_about_collections_is_true():
    assert PAGE.read_text(encoding="utf-8") == page()


KEEPING = """
import sys
from pathlib import Path
from app.collection import folder
from app.collection.facts import Facts, Member
place, digest = Path(sys.argv[1]), ""
for year in range(1900, 2999):
    units = tuple(Member(name=f"第{number}局") for number in range(200))
    digest = folder.save(Facts(year=year, units=units), place, digest)
    print(year, flush=True)
"""


@pytest.mark.slow
def test_whenever_the_program_is_ended_the_facts_are_whole(tmp_path):
    """And never older than the last that was said to be kept."""
    root = str(Path(__file__).parents[3])
    for number in range(12):
        place = tmp_path / str(number)
        place.mkdir()
        command = [sys.executable, "-c", KEEPING, str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
            assert process.stdout is not None
            for _ in range(1 + 3 * number):
                said = int(process.stdout.readline())
            time.sleep(number / 5000)
            process.kill()
            last = max([said, *map(int, process.stdout.read().split())])
        facts, _ = folder.load(place)
        assert facts.year in (last, last + 1)
        assert len(facts.units) == 200


@pytest.mark.parametrize("value", ["[]", "0", "{}", "0.1"])
def test_facts_that_would_fill_the_memory_are_refused_before_they_are_read(
    tmp_path: Path, value: str
):
    content = f'{{"format": 1, "a": [{f"{value}," * (14_000_000 // (len(value) + 1))}0]}}'
    (tmp_path / folder.FACTS).write_text(content, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(folder.CollectionError, match="内容太多"):
        folder.load(tmp_path)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "facts",
    [
        Facts(deadline="20240131"),
        Facts(year=1000),
        Facts(organ="甲" * 10_001),
        Facts(choices=(Choice(unit="教育局", sha256=""),)),
        Facts(units=(Member(name="甲局"), Member(name="甲局", summed=False))),
        Facts(
            year=2023,
            remarks=(
                UnitRemark(
                    unit="甲局", cells=("a/b/c",), texts=(), words="请核对", by="李四",
                    date="2024-01-21", done=False,
                ),
            ),
        ),
    ],
)  # fmt: skip
def test_facts_that_could_not_be_read_again_are_not_written(tmp_path, facts):
    with pytest.raises(folder.CollectionError, match="不能这样记"):
        folder.must_take(FACTS, facts)
    digest = folder.save(FACTS, tmp_path, "")
    with pytest.raises(folder.CollectionError, match="不能这样记"):
        folder.save(facts, tmp_path, digest)
    assert folder.load(tmp_path) == (FACTS, digest)


def test_more_than_is_read_again_is_not_written(tmp_path, monkeypatch):
    digest = folder.save(FACTS, tmp_path, "")
    monkeypatch.setattr(folder, "MAX_BYTES", len(folder.encoded(FACTS)))
    with pytest.raises(folder.CollectionError, match="以后会打不开"):
        folder.save(structs.replace(FACTS, organ="甲县人民政府办公室"), tmp_path, digest)
    assert folder.load(tmp_path) == (FACTS, digest)
    monkeypatch.setattr(folder, "MAX_BYTES", 16 << 20)
    far = structs.replace(FACTS, organ="县", previous="," * 10_000)
    monkeypatch.setattr(strict, "_MOST_VALUES", 9_000)
    with pytest.raises(folder.CollectionError, match="以后会打不开"):
        folder.save(far, tmp_path, digest)


@pytest.mark.parametrize(
    "decided",
    [
        {"organ": "甲" * 10_001},
        {"units": (*FACTS.units, Member(name="教育局"))},
        {"arrivals": (*FACTS.arrivals, Arrival(sha256="", date="2024-01-20"))},
        {"year": 2022, "deadline": "20240131"},
    ],
)
def test_a_decision_that_could_not_be_kept_is_refused(decided: dict[str, Any]):
    folder.must_take(FACTS, structs.replace(FACTS, organ="清河县"))
    with pytest.raises(folder.CollectionError, match="不能这样记"):
        folder.must_take(FACTS, structs.replace(FACTS, **decided))
