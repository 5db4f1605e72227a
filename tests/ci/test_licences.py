"""What is handed out is told with its licence, and the list is that of what is locked."""

import json
import sys

import licences
import pytest

not_shipped = pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="another Qt than the one that is shipped"
)


@not_shipped
def test_list_texts_and_page_are_those_of_the_packages_that_are_installed():
    made = licences.written()
    assert {file.name: words for file, words in made.items()} == {
        file.name: file.read_text(encoding="utf-8") for file in made
    }, "run: python .ci/licences.py"


def test_a_package_that_nobody_described_stops_the_script(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(licences, "locked", lambda: {"pypdf": "7.1.0", "new": "1"})
    with pytest.raises(SystemExit, match="new"):
        licences.packages()


def test_every_text_that_is_named_is_there_and_every_one_there_is_named():
    listed = json.loads((licences.FOLDER / "shipped.json").read_bytes())
    named = {text for part in listed for text in part["texts"]}
    assert named == {file.name for file in licences.FOLDER.glob("*.txt")}


def test_only_what_windows_brings_has_no_text():
    listed = json.loads((licences.FOLDER / "shipped.json").read_bytes())
    assert [part["name"] for part in listed if not part["texts"]] == [
        "Microsoft Visual C++ Runtime"
    ]
