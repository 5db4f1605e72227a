"""What was not saved comes back, on its own file or beside it, and is never thrown away."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.disk import files, locks
from app.files import drafts, recovery, store
from app.files.recovery import Recovery
from app.files.typed import Typed
from app.forms import catalogue
from app.report.report import Report

ROOT = Path(__file__).parents[3]
CELL = ("cells", "requests/new_received/natural")


def filled(number: int) -> Report:
    return Report(
        catalogue.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2025, CELL: number}
    )


def left(content: bytes | None = None, file: Path | None = None, digest: str = "") -> Path:
    """The snapshot of a process that is dead, with this content where it is not a report's."""
    Recovery().keep(filled(2), file, digest)  # nobody holds it any more
    [place] = recovery.named(".unsaved")
    if content is not None:
        place.write_bytes(content)
    return place


def names() -> list[str]:
    """How what lies in the folder ends."""
    return sorted(place.suffix for place in recovery.folder().iterdir())


def test_a_kept_report_is_found_whole_and_fits_its_unchanged_file(tmp_path):
    file = tmp_path / "a.json"
    left(file=file, digest=store.save(filled(1), file))
    [found] = recovery.found()
    assert store.encode(found.report) == store.encode(filled(2))
    assert found.file == file
    assert found.fits


def test_it_does_not_fit_a_file_that_somebody_changed(tmp_path):
    file = tmp_path / "a.json"
    left(file=file, digest=store.save(filled(1), file))
    store.save(filled(3), file)
    [found] = recovery.found()
    assert not found.fits
    assert found.file == file


def test_a_report_without_a_file_is_found_too():
    left()
    [found] = recovery.found()
    assert found.file is None
    assert not found.fits


def test_what_is_saved_is_not_found_again():
    kept = Recovery()
    kept.keep(filled(2), None, "")
    kept.drop()
    assert recovery.found() == []
    assert names() == []


# --- whose it is


def test_a_snapshot_of_a_living_window_is_left_alone_also_in_the_same_process():
    one, other = Recovery(), Recovery()
    one.keep(filled(2), None, "")
    other.keep(filled(3), None, "")
    assert recovery.found() == []
    assert drafts.listed() == []
    del one
    [found] = recovery.found()
    assert found.report.cells == {CELL[1]: 2}


def test_what_one_start_offers_another_does_not(monkeypatch):
    left()
    [mine] = recovery.found()
    assert recovery.found() == []
    assert mine.place.exists()


KEEPS = """
import sys
from app.disk import places
from pathlib import Path
places.settings_folder = lambda: Path(sys.argv[1])
from app.files.recovery import Recovery
from app.forms import catalogue
from app.report.report import Report
kept = Recovery()
kept.keep(Report(catalogue.form("2021"), {("organ", ""): "甲镇"}), None, "")
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other():
    """Another process that has kept something, and waits."""
    folder = recovery.folder().parent
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"kept"
    yield process
    process.kill()
    process.communicate()


def test_the_snapshot_of_another_process_is_taken_only_when_that_is_dead(other):
    assert recovery.found() == []
    if sys.platform != "win32":
        other.send_signal(signal.SIGSTOP)  # it stands still, and lives
        assert recovery.found() == []
    other.kill()
    other.wait()
    [found] = recovery.found()
    assert found.report.organ == "甲镇"


def test_a_number_that_another_process_has_by_now_keeps_nothing_back():
    place = left()
    lock = place.with_suffix(".lock")
    lock.write_text(json.dumps({"host": locks.host(), "pid": str(os.getppid())}), encoding="utf-8")
    assert len(recovery.found()) == 1


def test_another_computers_snapshot_is_left_alone_for_a_day():
    """On a share its lock may not be seen here."""
    place = left()
    lock = place.with_suffix(".lock")
    lock.write_text(json.dumps({"host": "别的电脑", "pid": "1"}), encoding="utf-8")
    assert recovery.found() == []
    assert place.exists()
    for path in (place, lock):
        os.utime(path, (time.time() - 2 * locks.LONG,) * 2)
    assert len(recovery.found()) == 1


def test_where_nothing_can_be_locked_the_number_of_the_process_tells(monkeypatch):
    monkeypatch.setattr(locks, "locked", lambda _descriptor: None)
    place = left()
    assert recovery.found() == [], "its process is this one"
    gone = json.dumps({"host": locks.host(), "pid": "0"})
    place.with_suffix(".lock").write_text(gone, encoding="utf-8")
    assert len(recovery.found()) == 1


def test_a_snapshot_of_an_earlier_version_which_locked_nothing_goes_by_its_number():
    place = left()
    place.with_suffix(".lock").unlink()
    assert recovery.found() == [], "its process lives: it is this one"
    place.rename(place.with_name("0-abc.unsaved"))
    assert len(recovery.found()) == 1


# --- what cannot be read


def damaged() -> dict[str, bytes]:
    whole = recovery.encode(filled(2), None, "")
    kept = json.loads(whole)
    bit = whole.replace("柳".encode(), bytes([0xE6, 0x1F, 0xB3]))
    made = {
        "one bit of a Chinese letter": bit,
        "cut off": whole[:100],
        "empty": b"",
        "zeros": b"\0" * 500,
        "no text": b"\xff\xfe\x00\xd8",
        "a list": b"[]",
        "deep": b"[" * 200_000,
        "a number": b"7",
        "another type": json.dumps(kept | {"report": 5}).encode(),
        "something unknown": json.dumps(kept | {"newer": 1}).encode(),
        "a time without a zone": json.dumps(kept | {"time": "2026-01-01T00:00:00"}).encode(),
        "no time": json.dumps(kept | {"time": "gestern"}).encode(),
        "no report": json.dumps(kept | {"report": "{}"}).encode(),
        "half a character": json.dumps(kept | {"report": "\ud800"}).encode(),
        "of another edition": json.dumps(
            kept | {"report": '{"format": 1, "edition": "1999"}'}
        ).encode(),
        "of a newer format": json.dumps(
            kept | {"report": '{"format": 99, "edition": "2021"}'}
        ).encode(),
        "typed nowhere": json.dumps(kept | {"typing": [["cells"]]}).encode(),
    }
    assert bit != whole
    return made


@pytest.mark.parametrize("how", damaged())
def test_what_cannot_be_read_is_set_aside_listed_and_stays_on_the_disk(how):
    content = damaged()[how]
    left(content)
    good = Recovery()
    good.keep(filled(3), None, "")
    del good
    assert [found.report.cells for found in recovery.found()] == [{CELL[1]: 3}]
    [aside] = recovery.named(".aside")
    assert aside.read_bytes() == content
    [line] = [line for line in drafts.listed() if line.place == aside]
    assert line.found is None
    assert line.says.startswith("读不出来：")


def test_a_huge_one_is_set_aside_unread():
    place = left(b"")
    with place.open("r+b") as file:
        file.truncate(3 << 30)
    assert recovery.found() == []
    assert [line.says for line in drafts.listed()] == ["读不出来：文件太大，不像是一份报告"]


def test_a_report_that_is_too_large_to_be_saved_comes_back_from_its_draft():
    """Until what is too much in it is taken out, its draft is all there is."""
    report = filled(2)
    report.apply({("notes", cell): "\x01" * 10_000 for cell in report.form.cells})
    assert len(store.encode(report)) > store.MAX_BYTES
    Recovery().keep(report, None, "")
    [found] = recovery.found()
    assert found.report.entries("notes") == report.entries("notes")


def test_what_no_draft_can_hold_is_not_called_kept():
    kept = Recovery()
    with pytest.raises(files.TooLarge):
        kept.write(b" " * (recovery._LARGEST + 1))
    assert recovery.named(".unsaved") == []


def test_as_a_word_in_a_draft_a_report_is_at_most_twice_as_long():
    """Of which follows how large one may be that is read."""
    report = filled(2)
    report.apply({("notes", cell): '"\\' * 5_000 for cell in report.form.cells})
    whole = store.encode(report)
    assert len(recovery.encode(report, None, "")) <= 2 * len(whole) + 1_000
    assert 3 * store.MAX_BYTES == recovery._LARGEST < 25 << 20


def test_a_folder_of_that_name_is_set_aside():
    (recovery.folder() / "0-a.unsaved").mkdir(parents=True)
    assert recovery.found() == []
    [line] = drafts.listed()
    assert "文件夹" in line.says
    drafts.delete(line.place)
    assert drafts.listed() == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_at_a_pipe_of_that_name_nobody_waits():
    recovery.folder().mkdir(parents=True)
    os.mkfifo(recovery.folder() / "0-a.unsaved")
    assert recovery.found() == []
    assert "管道" in drafts.listed()[0].says


def test_where_the_folder_is_a_file_nothing_is_found_and_keeping_says_why():
    recovery.folder().parent.mkdir(parents=True, exist_ok=True)
    recovery.folder().write_bytes(b"")
    assert recovery.found() == drafts.listed() == []
    recovery.sweep()
    with pytest.raises(OSError, match="recovery"):
        Recovery().keep(filled(2), None, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_file_name_that_is_no_unicode_comes_back(tmp_path):
    file = Path(os.fsdecode(b"\xff\xfe.json"))
    Recovery().keep(filled(2), file, "")
    [found] = recovery.found()
    assert found.file == file


# --- what it holds that the file does not


def test_a_draft_that_equals_its_file_is_not_offered_and_goes(tmp_path):
    """A kill between the saving and the dropping: the digest is another, the content is not."""
    file = tmp_path / "a.json"
    digest = store.save(filled(1), file)
    left(file=file, digest=digest)
    store.save(filled(2), file)
    assert recovery.found() == []
    assert names() == []


def test_a_draft_that_is_older_than_what_its_process_saved_is_not_offered_but_listed(tmp_path):
    file = tmp_path / "a.json"
    kept = Recovery()
    kept.keep(filled(2), file, store.save(filled(1), file))
    kept.saving(file, store.save(filled(3), file))
    del kept
    assert recovery.found() == []
    assert len(drafts.listed()) == 1


def test_a_draft_that_was_saved_under_another_name_is_not_offered(tmp_path):
    kept = Recovery()
    kept.keep(filled(2), None, "")
    kept.saving(tmp_path / "b.json", store.save(filled(3), tmp_path / "b.json"))
    del kept
    assert recovery.found() == []


def test_a_draft_is_offered_where_the_saving_failed_and_after_it_succeeded(tmp_path):
    file = tmp_path / "a.json"
    kept = Recovery()
    kept.keep(filled(2), file, store.save(filled(1), file))
    kept.saving(file, "something that never came to be")
    del kept
    [found] = recovery.found()
    found.remove()
    kept = Recovery()
    kept.keep(filled(2), file, "")
    digest = store.save(filled(3), file)
    kept.saving(file, digest)
    kept.drop()
    kept.keep(filled(4), file, digest)
    del kept
    [found] = recovery.found()
    assert found.report.cells == {CELL[1]: 4}


def test_what_differs_is_said(tmp_path):
    file = tmp_path / "a.json"
    left(file=file, digest=store.save(filled(1), file))
    [found] = recovery.found()
    assert "1 格" in found.differs


def test_what_stood_in_an_open_editor_comes_back_and_what_is_no_value_is_told():
    typing = (
        Typed("cells", "requests/new_received/business", "１２"),
        Typed("cells", "requests/new_received/other", "12a"),
        Typed("texts", "problems", "正在写"),
        Typed("nowhere", "", "x"),
    )
    Recovery().keep(filled(2), None, "", typing)
    [found] = recovery.found()
    assert found.report.cells == {CELL[1]: 2, "requests/new_received/business": 12}
    assert found.report.text("problems") == "正在写"
    assert len(found.untaken) == 2
    assert "“12a”没有填入" in found.untaken[0]


# --- the list


def test_the_list_has_what_earlier_versions_set_aside():
    place = left()
    old = {k: v for k, v in json.loads(place.read_bytes()).items() if k != "typing"}
    place.rename(place.with_suffix(".aside")).write_text(json.dumps(old), encoding="utf-8")
    [line] = drafts.listed()
    assert line.found is not None
    assert line.whose == "柳河镇2025年政府信息公开工作年度报告"


def test_of_what_was_given_up_the_last_five_of_a_week_are_kept():
    for number in range(7):
        kept = Recovery()
        kept.keep(filled(number), None, "")
        kept.give_up()
        time.sleep(0.01)
    assert recovery.found() == []
    lines = drafts.listed()
    assert [line.found and line.found.report.cells[CELL[1]] for line in lines] == [6, 5, 4, 3, 2]
    assert all(line.given_up for line in lines)
    os.utime(lines[0].place, (time.time() - 8 * 24 * 3600,) * 2)
    assert len(drafts.listed()) == 4


def test_nothing_that_is_set_aside_takes_the_place_of_another():
    place = left()
    aside = place.with_suffix(".aside")
    aside.write_bytes(b"older")
    recovery.set_aside(place)
    assert aside.read_bytes() == b"older"
    assert len(recovery.named(".aside")) == 2


def test_locks_and_half_written_files_of_the_dead_are_swept():
    left().unlink()
    living = Recovery()
    living.keep(filled(1), None, "")
    settings = recovery.folder().parent
    for folder in (recovery.folder(), settings, settings / "parsed", settings / "profiles"):
        folder.mkdir(exist_ok=True)
        (folder / ".nianbao-00000000-1-abcdefabcdef.tmp").write_bytes(b"x")
        os.utime(folder / ".nianbao-00000000-1-abcdefabcdef.tmp", (0, 0))
    recovery.sweep()
    assert names() == [".lock", ".unsaved"]
    assert not list(settings.rglob(".nianbao-*"))
    living.drop()


def test_differences_make_one_report_the_other():
    one, other = filled(1), filled(2)
    other.apply({("texts", "problems"): "有", ("organ", ""): None})
    one.apply({("texts", "other"): "无"})
    one.apply(one.differences(other))
    assert store.encode(one) == store.encode(other)


def test_drafts_that_a_wrong_clock_kept_in_the_future_cost_none_of_today():
    for _ in range(recovery.GIVEN_UP_KEPT):
        ahead = Recovery()
        ahead.keep(filled(1), None, "")
        ahead.give_up()
    for place in recovery.named(recovery.GIVEN_UP):
        os.utime(place, (time.time() + 10**8,) * 2)
    kept = Recovery()
    kept.keep(filled(7), None, "")
    kept.give_up()
    held = [recovery.read(place).report for place in recovery.named(recovery.GIVEN_UP)]
    assert 7 in [report.cells[CELL[1]] for report in held]


def test_a_moment_that_no_clock_can_show_keeps_no_list_from_being_shown(monkeypatch):
    left(b"damaged")
    recovery.found()
    monkeypatch.setattr(recovery, "touched", lambda _: 1e18)
    assert [line.found for line in drafts.listed()] == [None]


def test_a_draft_that_would_fill_the_memory_is_set_aside_before_it_is_read():
    left(b'{"file": [' + b"[]," * 4_000_000 + b"[]]}")
    began = time.process_time()
    assert recovery.found() == []
    assert time.process_time() - began < 1
    assert [line.says for line in drafts.listed()] == ["读不出来：内容太多，不是本程序留下的草稿"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process can be held to so much")
@pytest.mark.parametrize("file", ["", "\\\\ud800"], ids=["usual", "half a character"])
def test_one_letter_that_makes_all_of_them_four_bytes_fills_no_memory(tmp_path, file):
    """300 MB, and what a program takes that has done nothing yet."""
    organ = "a" * (recovery._LARGEST - 500) + "\U0001f600"
    report = json.dumps(
        json.dumps({"format": 1, "edition": "2021", "organ": organ}, ensure_ascii=False),
        ensure_ascii=False,
    )
    head = f'{{"file":"{file}","digest":"","time":"2026-01-01T00:00:00+00:00","report":'
    place = tmp_path / "a.unsaved"
    place.write_text(f"{head}{report}}}", encoding="utf-8")
    assert place.stat().st_size <= recovery._LARGEST
    read = (
        "import sys, pathlib; from app.files import recovery; from app.forms import catalogue\n"
        "catalogue.form('2021')\n"
        "def most(): return int(next(l for l in open('/proc/self/status', encoding='ascii')"
        " if l.startswith('VmHWM')).split()[1]) // 1024\n"
        "before = most()\n"
        "try: recovery.read(pathlib.Path(sys.argv[1]))\n"
        "except recovery.Unreadable: print(most() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", read, str(place)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert int(done.stdout) < 300
