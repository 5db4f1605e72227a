"""Saving: what is kept before, what is asked about, what a kill leaves."""

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.disk import files
from app.files import store, versions
from app.files.store import ChangedOnDisk, Gone
from app.forms.model import Form
from app.report.report import Report
from ui.origin import Origin

no_links_under_wine = pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")


@pytest.fixture
def report(form: Form) -> Report:
    return Report(form, {("organ", ""): "甲镇", ("year", ""): 2025})


@pytest.fixture
def saved(report: Report, tmp_path: Path) -> tuple[Origin, Path]:
    origin, path = Origin(), tmp_path / "年报.json"
    origin.save(report, path, overwrite=False)
    return origin, path


def organs(path: Path) -> list[str]:
    return [versions.report_of(version).organ for version in versions.listed(path)]


def change(report: Report, organ: str) -> Report:
    report.apply({("organ", ""): organ})
    return report


def test_a_save_keeps_the_report_before_it(report: Report, saved: tuple[Origin, Path]):
    origin, path = saved
    assert versions.listed(path) == []
    origin.save(report, path, overwrite=False)
    assert versions.listed(path) == [], "nothing has changed"
    origin.save(change(report, "乙镇"), path, overwrite=False)
    origin.save(change(report, "丙镇"), path, overwrite=False)
    assert organs(path) == ["乙镇", "甲镇"]
    assert origin.unkept == ""


def test_what_another_wrote_is_kept_before_anybody_is_asked(
    report: Report, saved: tuple[Origin, Path]
):
    origin, path = saved
    path.write_bytes(store.encode(change(report, "别人")))
    with pytest.raises(ChangedOnDisk):
        origin.save(change(report, "乙镇"), path, overwrite=False)
    (version,) = versions.listed(path)
    assert version.of_another
    assert organs(path) == ["别人"]
    origin.save(report, path, overwrite=True)
    assert store.load(path).report.organ == "乙镇"
    assert organs(path) == ["别人"]


def test_who_said_overwrite_is_asked_again_where_it_is_another_text_by_now(
    report: Report, saved: tuple[Origin, Path]
):
    origin, path = saved
    path.write_bytes(store.encode(change(report, "别人")))
    with pytest.raises(ChangedOnDisk):
        origin.save(change(report, "乙镇"), path, overwrite=False)
    path.write_bytes(store.encode(change(report, "又一人")))
    with pytest.raises(ChangedOnDisk):
        origin.save(change(report, "乙镇"), path, overwrite=True)
    origin.save(report, path, overwrite=True)
    assert organs(path) == ["又一人", "别人"]


def test_a_file_that_is_gone_is_asked_about(report: Report, saved: tuple[Origin, Path]):
    origin, path = saved
    path.rename(path.with_name("改名.json"))
    with pytest.raises(Gone, match="不在原来的地方"):
        origin.save(report, path, overwrite=False)
    assert not path.exists()
    origin.save(report, path, overwrite=True)
    assert path.exists()


def test_saved_under_another_name_it_goes_on_from_its_versions(
    report: Report, saved: tuple[Origin, Path], tmp_path: Path
):
    origin, path = saved
    origin.save(change(report, "乙镇"), path, overwrite=False)
    other = tmp_path / "另存.json"
    origin.save(change(report, "丙镇"), other, overwrite=False)
    assert organs(other) == ["乙镇", "甲镇"]
    origin.save(change(report, "丁镇"), other, overwrite=False)
    assert organs(other) == ["丙镇", "乙镇", "甲镇"]
    assert organs(path) == ["甲镇"]


def test_a_file_that_is_replaced_under_another_name_is_kept_too(
    report: Report, saved: tuple[Origin, Path], tmp_path: Path
):
    origin, _ = saved
    other = tmp_path / "另存.json"
    other.write_bytes(b"something else")
    origin.save(change(report, "丙镇"), other, overwrite=False)
    newest, before = versions.listed(other)
    assert versions.report_of(newest).organ == "甲镇"
    assert before.place.read_bytes() == b"something else"


@no_links_under_wine
def test_a_link_to_the_file_does_not_pass_by_the_guard(
    report: Report, saved: tuple[Origin, Path], tmp_path: Path
):
    origin, path = saved
    link = tmp_path / "link.json"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this user may make no links")
    path.write_bytes(store.encode(change(report, "别人")))
    with pytest.raises(ChangedOnDisk):
        origin.save(change(report, "乙镇"), link, overwrite=False)


def test_a_disk_without_room_for_versions_is_told_and_the_report_is_saved(
    report: Report, saved: tuple[Origin, Path], monkeypatch: pytest.MonkeyPatch
):
    origin, path = saved
    write = files.write

    def not_there(target: Path, data: bytes) -> None:
        if "versions" in target.parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(target, data)

    monkeypatch.setattr(files, "write", not_there)
    origin.save(change(report, "乙镇"), path, overwrite=False)
    assert origin.unkept == "磁盘已满"
    assert store.load(path).report.organ == "乙镇"


@pytest.mark.parametrize("nth", range(8))
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_stopped_at_any_step_either_report_is_there_and_the_old_one_is_never_lost(
    report: Report,
    saved: tuple[Origin, Path],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    nth: int,
):
    """As a kill would: from the nth step on nothing happens any more."""
    origin, path = saved
    owner: object = os if call == "fsync" else Path
    real: Callable = getattr(owner, call)
    steps: list[int] = []

    class Killed(BaseException):
        pass

    def until_killed(*args: object) -> object:
        steps.append(1)
        if len(steps) > nth:
            raise Killed
        return real(*args)

    with monkeypatch.context() as patched, contextlib.suppress(Killed):
        patched.setattr(owner, call, until_killed)
        origin.save(change(report, "乙镇"), path, overwrite=False)
    now = store.load(path).report.organ
    assert now in ("甲镇", "乙镇")
    assert now == "甲镇" or organs(path) == ["甲镇"]


def test_a_version_is_on_the_disk_before_the_file_is_replaced(
    report: Report, saved: tuple[Origin, Path], monkeypatch: pytest.MonkeyPatch
):
    origin, path = saved
    steps: list[tuple[str, str]] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        steps.append(("fsync", ""))
        sync(descriptor)

    def note_replace(temporary: Path, target: Path) -> Path:
        steps.append(("replace", "version" if "versions" in target.parts else target.name))
        return replace(temporary, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    origin.save(change(report, "乙镇"), path, overwrite=False)
    synced, kept, replaced = (
        steps.index(step)
        for step in (("fsync", ""), ("replace", "version"), ("replace", path.name))
    )
    assert synced < kept < replaced


def test_what_comes_while_its_absence_is_asked_about_is_not_saved_over(
    report: Report, saved: tuple[Origin, Path]
):
    origin, path = saved
    path.unlink()
    with pytest.raises(Gone):
        origin.save(report, path, overwrite=False)
    other = store.encode(change(report, "又一人"))
    path.write_bytes(other)
    with pytest.raises(ChangedOnDisk):
        origin.save(change(report, "乙镇"), path, overwrite=True)
    assert path.read_bytes() == other
