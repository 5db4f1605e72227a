"""A document of a collection is imported once; what was read out of it is kept beside it."""

from pathlib import Path
from typing import Any

import pytest

from app.collection import folder, gathering, readout, received, sources
from app.collection.received import Received
from app.files import store
from app.importers import take
from app.importers.imported import Imported
from tests.app.collection.conftest import edited, run, write_facts


@pytest.fixture
def home(collection: Path) -> Path:
    """A collection with one document; a word where a figure belongs leaves a doubt."""
    place = collection / "收到"
    run("export", place / "021.json", place / "柳河镇.html")
    page = (place / "柳河镇.html").read_text(encoding="utf-8")
    assert ">0<" in page
    (place / "柳河镇.html").write_text(page.replace(">0<", ">—<", 1), encoding="utf-8")
    for name in ("003.json", "020.json", "021.json"):
        (place / name).unlink()
    write_facts(collection, year=2023)
    return collection


def readings(home: Path) -> list[Received]:
    facts, _ = folder.load(home)
    way = gathering.way_in(home, facts)
    return [*gathering.readings(sources.listed([home]), way=way, texts=True)]


def read(home: Path) -> Received:
    (file,) = readings(home)
    return file


def kept(home: Path) -> list[Path]:
    return sorted((home / "读出").iterdir())


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is imported."""
    seen: list[str] = []
    real = take.from_content

    def seeing(content: bytes, name: str) -> Any:
        seen.append(name)
        return real(content, name)

    monkeypatch.setattr(take, "from_content", seeing)
    return seen


def test_it_is_imported_once_and_says_the_same(home, imports):
    first, second = read(home), read(home)
    assert first == second
    assert next(type(f) for f in first.findings if f.rule == "R32") is Imported
    assert imports == ["柳河镇.html"]
    report, doubts = kept(home)
    assert store.load(report).report.organ == "柳河镇人民政府"
    assert doubts.name == f"{report.stem}.疑问.json"


def test_a_document_that_was_changed_is_imported_again(home, imports):
    before = read(home)
    file = home / "收到" / "柳河镇.html"
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    after = read(home)
    assert len(imports) == 2
    assert (after.figures, after.sha256 == before.sha256) == (before.figures, False)
    assert len(kept(home)) == 4


def test_what_a_person_changed_there_is_left_and_not_summed(home, imports):
    before = read(home)
    report = kept(home)[0]
    edited(report, requests__granted__natural=99)
    changed = report.read_bytes()
    assert read(home).figures == before.figures
    assert report.read_bytes() == changed
    assert len(imports) == 2


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 1}', b"\xff" * 9])
def test_what_is_broken_there_disturbs_nobody(home, number, content):
    before = read(home)
    kept(home)[number].write_bytes(content)
    assert read(home) == before


def test_another_program_reads_for_itself(home, imports, monkeypatch):
    read(home)
    monkeypatch.setattr(readout, "__version__", "9.9")
    read(home)
    assert len(imports) == 2


def test_where_nothing_can_be_written_all_is_read(home, imports):
    (home / "读出").write_bytes(b"a file where a folder belongs")
    assert read(home) == read(home)
    assert len(imports) == 2


def test_a_folder_that_is_no_collection_is_left_as_it_is(lay, tmp_path):
    place = lay("021")
    run("export", place / "021.json", place / "柳河镇.docx")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run("check", place)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_two_documents_of_one_name_are_kept_apart(home):
    file = home / "收到" / "柳河镇.html"
    other = home / "收到" / "再" / "柳河镇.html"
    other.parent.mkdir()
    other.write_text(file.read_text(encoding="utf-8").replace("柳河镇", "柳江镇"), encoding="utf-8")
    files = sources.listed([home])
    assert {each.organ for each in readings(home)} == {each.organ for each in readings(home)}
    assert {received.read(path).organ for path in files} == {"柳河镇人民政府", "柳江镇人民政府"}
    assert len(kept(home)) == 4
