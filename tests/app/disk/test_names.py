"""Names that no file can have, or that cannot be written down."""

import os
import sys
from pathlib import Path

import pytest

from app.commands import cli
from app.disk import files, settings
from app.exporters import EXPORTS
from app.files import profiles, recovery, store
from app.importers import take
from app.importers.terms.plain import Unreadable

REPORTS = Path(__file__).parent.parent.parent / "data" / "reports"
IMPOSSIBLE = ["a\0b.json", "\0", "a\ud800.json"] if sys.platform != "win32" else ["a\0b.json", "\0"]
no_unicode = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such names")


@pytest.fixture
def report():
    return store.load(REPORTS / "021.json").report


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_name_that_no_file_can_have_is_one_sentence_everywhere(name, report, tmp_path):
    path = tmp_path / name
    assert store.is_report(path)
    for told, act in (
        (store.StoreError, lambda: store.load(path)),
        (store.StoreError, lambda: store.save(report, path)),
        (store.StoreError, lambda: store.save(report, path, "0" * 64)),
        (profiles.ProfileError, lambda: profiles.load(path)),
        (Unreadable, lambda: take.from_file(path)),
    ):
        with pytest.raises(told, match="文件名里有系统不接受的字符"):
            act()
    for act in (
        lambda: files.read(path, 9),
        lambda: files.write(path, b""),
        lambda: files.digest(path),
    ):
        with pytest.raises(files.BadName):
            act()
    assert not files.is_there(path)
    assert not files.is_folder(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [*IMPOSSIBLE, "长" * 300, "a/" * 3_000])
def test_what_cannot_be_looked_at_is_not_there(name, tmp_path):
    assert not files.is_there(tmp_path / name)
    assert not files.is_folder(tmp_path / name)


@pytest.mark.parametrize("name", [*IMPOSSIBLE, "a\udcff.json"])
def test_no_name_costs_the_other_settings(name, tmp_path):
    kept = settings.Settings(
        organ="柳河镇", folder=f"/x{name}", recent=["/y.json", str(tmp_path / name)]
    )
    kept.remember(tmp_path / name)
    kept.remember(tmp_path / "b.json")
    kept.forget(tmp_path / name)
    settings.save(kept)
    again = settings.load()
    assert again.organ == "柳河镇"
    assert again.recent == [str((tmp_path / "b.json").resolve()), "/y.json"]


@pytest.mark.parametrize("name", [*IMPOSSIBLE, "a\udcff.json"])
def test_a_draft_is_kept_whatever_its_file_is_called(name, report, tmp_path):
    draft = recovery.Recovery()
    draft.keep(report, tmp_path / name, "")
    draft._lock.let_go()  # as if its process were gone
    [found] = recovery.found()
    assert store.encode(found.report) == store.encode(report)


@no_unicode
def test_a_report_whose_name_is_no_unicode_is_saved_opened_and_kept(report, tmp_path):
    path = tmp_path / os.fsdecode("\u67f3\u6cb3".encode("gbk") + b".json")
    store.save(report, path)
    assert store.encode(store.load(path).report) == store.encode(report)
    assert cli.main(["check", str(path)]) in (0, 1)
    assert cli.main(["export", str(path), str(path.with_suffix(".html"))]) == 0


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("words", ["长" * 256, "𠮷" * 300, "a\ud800\0\x1f\ufffe", "<b>&\"'" * 60])
def test_a_title_of_any_kind_is_in_every_document(report, suffix, words):
    report.apply({("title", ""): words, ("organ", ""): words})
    assert len(EXPORTS[suffix].render(report)) > 1_000
