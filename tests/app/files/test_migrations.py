"""The chain from earlier formats, tried with invented steps: there is only one format as yet."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.files import migrations, store
from app.files.migrations import File
from app.files.store import StoreError
from app.importers import take

GRANTED = "requests/granted/natural"
OLD = {"format": 1, "edition": "2021", "office": "甲镇", "cells": {GRANTED: [3]}}
"""As an invented format 1 would have it: the organ under another key, every figure in a list."""


def organ_instead_of_office(file: File) -> File:
    file["organ"] = file.pop("office")
    return file


def figures_out_of_lists(file: File) -> File:
    return file | {"cells": {cell: figures[0] for cell, figures in file["cells"].items()}}


@pytest.fixture(autouse=True)
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (organ_instead_of_office, figures_out_of_lists)
    monkeypatch.setattr(migrations, "STEPS", steps)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.json"
    path.write_text(json.dumps(OLD, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_file_of_an_earlier_format_goes_through_every_step_and_is_read(old: Path):
    report = store.load(old).report
    assert (report.organ, dict(report.cells)) == ("甲镇", {GRANTED: 3})


def test_a_file_between_goes_through_the_later_steps_only():
    between = {"format": 2, "edition": "2021", "organ": "甲镇", "cells": {GRANTED: [3]}}
    assert store.decode(json.dumps(between).encode()).cells == {GRANTED: 3}


def test_what_is_saved_is_of_the_newest_format_and_goes_through_no_step(old: Path):
    store.save(store.load(old).report, old)
    assert json.loads(old.read_bytes())["format"] == 3
    assert store.load(old).report.organ == "甲镇"


def test_a_step_changes_nothing_in_the_file_that_it_was_given():
    file: dict[str, Any] = json.loads(json.dumps(OLD))
    migrations.up_to_date(file)
    assert file == OLD


@pytest.mark.parametrize(
    "broken", [{"office": None}, {"cells": 3}, {"cells": {GRANTED: []}}, {"cells": {GRANTED: 3}}]
)
def test_a_file_that_is_not_what_its_number_says_is_told_and_not_read(broken: dict[str, Any]):
    file = {key: value for key, value in (OLD | broken).items() if value is not None}
    with pytest.raises(StoreError, match=r"写着格式 [12]，内容却不是那样"):
        store.decode(json.dumps(file).encode())


def test_a_format_after_the_newest_is_refused():
    with pytest.raises(StoreError, match="格式 4，本程序到 3"):
        store.decode(b'{"format": 4, "edition": "2021"}')


def test_an_import_reads_an_earlier_format_as_well(old: Path):
    assert take.from_file(old).organ == "甲镇"
