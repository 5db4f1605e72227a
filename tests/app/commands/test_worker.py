"""The worker: a line a job, the same objects again on the other side, and no end but its input's."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app import checks
from app.commands import wire
from app.commands.worker import JOBS
from app.disk import files
from app.exporters import EXPORTS, Options, Unavailable
from app.files import store
from app.files.profiles import STANDARD, Profile
from app.importers import take
from app.importers.terms.plain import Unreadable

pytestmark = pytest.mark.slow

DATA = Path(__file__).parents[2] / "data"
ROOT = DATA.parents[1]
REPORTS = sorted((DATA / "reports").glob("*.json"))
SOURCES = sorted(file for file in (DATA / "golden").iterdir() if ".txt" not in file.suffixes)
Worker = subprocess.Popen[bytes]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    command = [sys.executable, "-P", "-m", "app", "--worker", str(tmp_path / "设置")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=null, env=environment
    ) as process:
        yield process
        process.kill()


def asked(worker: Worker, **request: Any) -> list[dict[str, Any]]:
    """What is answered to a job, up to its end."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(request).encode("ascii") + b"\n")
    worker.stdin.flush()
    said: list[dict[str, Any]] = []
    while not said or not {"result", "refused", "failed"} & said[-1].keys():
        line = worker.stdout.readline()
        assert line.isascii()
        said.append(json.loads(line))
    assert {each["job"] for each in said} == {request["job"]}
    assert said[0] == {"job": request["job"], "begun": True}
    return said[1:]


def as_json(plain: Any) -> Any:
    """Through a pipe, as it would be."""
    return json.loads(json.dumps(plain).encode("ascii"))


@pytest.mark.parametrize("file", [*REPORTS, *SOURCES], ids=lambda file: file.name)
def test_a_proposal_is_the_same_on_the_other_side(file: Path):
    made = take.from_file(file)
    assert wire.proposal(as_json(wire.of_proposal(made))) == made


def test_what_a_proposal_brings_along_of_an_own_file_is_too(tmp_path: Path):
    report = store.load(REPORTS[0]).report
    report.apply({("level", ""): "township", ("texts", "problems"): "半个字\ud800"})
    remark = {"cells": [], "texts": ["problems"], "words": "请核对", "by": "", "done": False}
    report.apply({("remarks", ""): [remark | {"date": "2024-02-01"}]})
    store.save(report, tmp_path / "a.json")
    made = take.from_file(tmp_path / "a.json")
    assert wire.proposal(as_json(wire.of_proposal(made))) == made
    assert made.more


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.name)
def test_findings_are_the_same_on_the_other_side(file: Path):
    found = checks.findings(store.load(file).report)
    assert wire.findings(as_json(wire.of_findings(found))) == found


def test_what_is_chosen_about_documents_is_the_same_on_the_other_side():
    chosen = Options(Profile(name="县府办", title_size=20, lead=False), clean=True, protect=True)
    for each in (chosen, Options(STANDARD)):
        assert wire.options(as_json(wire.of_options(each))) == each


def test_jobs_are_done_one_after_another_in_one_process(worker: Worker, tmp_path: Path):
    page = DATA / "golden" / "sample.html"
    [answer] = asked(worker, job=1, do="import", path=str(page))
    assert wire.proposal(answer["result"]) == take.from_file(page)
    [answer] = asked(worker, job=2, do="copied", html="", text="没有表", name="剪贴板")
    with pytest.raises(Unreadable) as refusal:
        take.from_clipboard("", "没有表", "剪贴板")
    assert answer["refused"] == str(refusal.value)
    report = store.load(REPORTS[0]).report
    words = store.encode(report).decode()
    [answer] = asked(worker, job=3, do="check", report=words, today=None)
    assert wire.findings(answer["result"]) == checks.other_findings(report)


def test_documents_are_all_made_before_the_first_is_written(worker: Worker, tmp_path: Path):
    words = store.encode(store.load(REPORTS[0]).report).decode()
    places = {".csv": str(tmp_path / "a.csv"), ".html": str(tmp_path / "a.html")}
    parts = {"report": words, "options": wire.of_options(Options()), "targets": places}
    *steps, last = asked(worker, job=1, do="export", **parts)
    assert [each["step"] for each in steps] == [
        {"made": ".csv", "told": []}, {"made": ".html", "told": []},
        {"written": places[".csv"]}, {"written": places[".html"]},
    ]  # fmt: skip
    assert last["result"] == []
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_kind_that_cannot_be_made_here_keeps_no_other_back(monkeypatch, tmp_path: Path):
    def refuse(*_: object) -> bytes:
        raise Unavailable("这台电脑没有中文字体。")

    monkeypatch.setitem(EXPORTS, ".csv", replace(EXPORTS[".csv"], render=refuse))
    words = store.encode(store.load(REPORTS[0]).report).decode()
    places = {".csv": str(tmp_path / "a.csv"), ".html": str(tmp_path / "a.html")}
    steps: list[Any] = []
    request = {"report": words, "options": wire.of_options(Options()), "targets": places}
    assert JOBS["export"](request, steps.append) == []
    assert steps == [
        {"unavailable": places[".csv"], "why": "这台电脑没有中文字体。"},
        {"made": ".html", "told": ()}, {"written": places[".html"]},
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_place_that_cannot_be_written_is_named_with_the_reason(worker: Worker, tmp_path: Path):
    words = store.encode(store.load(REPORTS[0]).report).decode()
    places = {".html": str(tmp_path / "a.html"), ".csv": str(tmp_path / "a.csv")}
    (tmp_path / "a.html").mkdir()
    parts = {"report": words, "options": wire.of_options(Options()), "targets": places}
    *_, step, last = asked(worker, job=1, do="export", **parts)
    assert step["step"] == {"written": places[".csv"]}
    assert last["result"] == ["“a.html”：这是一个文件夹，不是文件。"]


def test_a_full_disk_is_asked_once_and_told_once(monkeypatch, tmp_path: Path):
    asked = []

    def full(path: Path, _content: bytes) -> None:
        asked.append(path.name)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    words = store.encode(store.load(REPORTS[0]).report).decode()
    places = {suffix: str(tmp_path / f"a{suffix}") for suffix in (".html", ".csv", ".jsonl")}
    request = {"report": words, "options": wire.of_options(Options()), "targets": places}
    told = JOBS["export"](request, lambda _step: None)
    assert told == ["“a.html”：磁盘已满，后面的 2 个文件也没有写。"]
    assert asked == ["a.html"]


def test_a_mistake_of_our_own_is_its_kind_alone_and_the_next_job_is_done(worker: Worker):
    [answer] = asked(worker, job=1, do="机密")
    assert answer == {"job": 1, "failed": "KeyError"}
    [answer] = asked(worker, job=2, do="ready")
    assert answer == {"job": 2, "result": None}


def test_it_ends_with_its_input_whatever_it_does(worker: Worker):
    asked(worker, job=1, do="ready")
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(60) == 0


def test_its_settings_are_where_the_window_has_them(worker: Worker, tmp_path: Path):
    folder = tmp_path / "设置" / "forms"
    folder.mkdir(parents=True)
    (folder / "meetings.yaml").write_bytes((DATA / "forms" / "meetings.yaml").read_bytes())
    words = '{"format": 1, "edition": "meetings", "organ": "甲镇"}'
    [answer] = asked(worker, job=1, do="check", report=words, today=None)
    assert answer["result"] == []
