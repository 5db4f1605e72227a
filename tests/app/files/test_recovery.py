"""What was not saved comes back, on its own file or beside it, and is never thrown away."""

from app.files import recovery, store
from app.files.recovery import Recovery
from app.forms import catalogue
from app.report.report import Report

CELL = ("cells", "requests/new_received/natural")


def filled(number: int) -> Report:
    return Report(
        catalogue.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2025, CELL: number}
    )


def test_a_kept_report_is_found_whole_and_fits_its_unchanged_file(tmp_path):
    file = tmp_path / "a.json"
    digest = store.save(filled(1), file)
    Recovery().keep(filled(2), file, digest)
    [found] = recovery.found()
    assert store.encode(found.report) == store.encode(filled(2))
    assert found.file == file
    assert found.fits


def test_it_does_not_fit_a_file_that_somebody_changed(tmp_path):
    file = tmp_path / "a.json"
    digest = store.save(filled(1), file)
    Recovery().keep(filled(2), file, digest)
    store.save(filled(3), file)
    assert not recovery.found()[0].fits


def test_a_report_without_a_file_is_found_too():
    Recovery().keep(filled(2), None, "")
    [found] = recovery.found()
    assert found.file is None
    assert not found.fits


def test_what_is_saved_is_not_found_again():
    kept = Recovery()
    kept.keep(filled(2), None, "")
    kept.drop()
    assert recovery.found() == []


def test_what_cannot_be_read_is_set_aside_and_stays_on_the_disk():
    Recovery().keep(filled(2), None, "")
    [place] = recovery.folder().iterdir()
    place.write_bytes(place.read_bytes()[:100])
    assert recovery.found() == []
    [aside] = recovery.folder().iterdir()
    assert aside.suffix == ".aside"
    assert recovery.found() == []


def test_differences_make_one_report_the_other():
    one, other = filled(1), filled(2)
    other.apply({("texts", "problems"): "有", ("organ", ""): None})
    one.apply({("texts", "other"): "无"})
    one.apply(one.differences(other))
    assert store.encode(one) == store.encode(other)
