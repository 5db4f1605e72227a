"""What two contents of one unit's report differ in, and what changed since one was approved."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.collection import differences, folder, gathering, readout, sources
from app.collection.received import Received
from app.files import store
from tests.app.collection.conftest import TOWN, digest, edited, write_facts

CELL = "requests__granted__natural"


def read(home: Path) -> dict[str, Received]:
    facts, _ = folder.load(home)
    collected = gathering.gather(sources.listed([home]), facts, home, texts=True)
    files = [each.received for each in collected.standings if each.received]
    return {file.name: file for file in files}


def words(file: Path, text: str, now: str) -> None:
    report = store.load(file).report
    report.apply({("texts", text): now})
    store.save(report, file)


@pytest.fixture
def town(collection: Path) -> Path:
    """A collection with one approved report file."""
    file = collection / "收到" / "021.json"
    words(file, "problems", "人手少。")
    approvals = [{"unit": TOWN, "sha256": digest(file), "date": "2024-01-20"}]
    write_facts(collection, year=2023, approvals=approvals)
    return collection


def test_two_copies_are_told_apart_by_cells_and_texts(town):
    received = town / "收到"
    again = received / "021更正.json"
    again.write_bytes((received / "021.json").read_bytes())
    edited(again, **{CELL: 9}, disclosure__fees__amount=Decimal("0.5"))
    words(again, "problems", "人手少，培训少。")
    files = read(town)
    found = differences.between(files["021.json"], files["021更正.json"])
    assert [(cell.id, cell.before, cell.after) for cell in found.cells] == [
        ("disclosure/fees/amount", 0, Decimal("0.5")),
        ("requests/granted/natural", 0, 9),
    ]
    [text] = found.texts
    assert (text.id, text.before, text.after) == ("problems", "人手少。", "人手少，培训少。")


def test_a_blank_that_another_copy_prints_as_0_is_no_difference(town):
    received = town / "收到"
    again = received / "020再.json"
    again.write_bytes((received / "020.json").read_bytes())
    blank = next(cell for cell, n in store.load(again).report.values.items() if n is None)
    edited(again, **{blank: 0})
    files = read(town)
    assert files["020.json"].figures != files["020再.json"].figures
    assert not differences.between(files["020.json"], files["020再.json"]).cells


def test_of_another_edition_the_cells_are_those_of_both(lay):
    files = {path.stem: gathering.read(path) for path in sources.listed([lay("001", "003")])}
    found = differences.between(files["001"], files["003"]).cells
    assert {(cell.in_before, cell.in_after) for cell in found} >= {(True, False), (False, True)}


def since(home: Path, *known: Received) -> differences.Differences:
    facts, _ = folder.load(home)
    files = read(home)
    return differences.since_approval(facts, TOWN, files["021.json"], (*files.values(), *known))


def changed(home: Path) -> None:
    edited(home / "收到" / "021.json", **{CELL: 9})


def test_what_changed_since_approval_is_told_by_what_was_read_then(town):
    before = read(town)["021.json"]
    assert since(town) == differences.Differences()
    changed(town)
    [cell] = since(town, before).cells
    assert (cell.id, cell.before, cell.after) == ("requests/granted/natural", 0, 9)


def test_what_was_approved_is_kept_for_the_next_time(town):
    facts, _ = folder.load(town)
    read(town)
    changed(town)
    read_out = town / folder.READ_OUT
    kept = readout.once_read(read_out, facts.approvals[0].sha256)
    assert kept is not None
    [cell] = since(town, kept).cells
    assert (cell.before, cell.after) == (0, 9)
    assert readout.once_read(read_out, "0" * 64) is None
    assert readout.once_read(read_out, "") is None


def test_a_folder_that_cannot_be_looked_into_has_nothing_kept(town, monkeypatch):
    facts, _ = folder.load(town)
    read(town)

    def away(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "glob", away)
    assert readout.once_read(town / folder.READ_OUT, facts.approvals[0].sha256) is None


def test_only_what_was_approved_is_kept(town):
    approved = {"unit": TOWN, "sha256": "0" * 64, "date": "2024-01-20"}
    write_facts(town, year=2023, approvals=[approved])
    read(town)
    assert not (town / folder.READ_OUT).exists()


def test_where_it_is_not_known_any_more_that_is_said(town):
    changed(town)
    found = since(town)
    assert (found.cells, found.texts) == ((), ())
    assert "已经不在了" in found.why


def test_where_nothing_that_counts_changed_that_is_said(town):
    before = read(town)["021.json"]
    file = town / "收到" / "021.json"
    file.write_bytes(file.read_bytes() + b"\n")
    found = since(town, before)
    assert (found.cells, found.texts) == ((), ())
    assert "没有变" in found.why
