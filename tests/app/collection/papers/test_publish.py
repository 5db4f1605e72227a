"""All approved reports at once, as an office publishes them together."""

import errno
import html.parser
import urllib.parse
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.collection.papers import publish
from app.commands import receiving
from app.disk import files
from app.exporters import EXPORTS, Document, Unavailable
from app.importers import take
from tests.app.collection.conftest import COUNTY, TOWN, digest, edited, renamed, run, write_facts


@pytest.fixture
def approved(collection: Path) -> Path:
    """003 and 021 are approved, 020 is not."""
    received = collection / "收到"
    run("export", received / "021.json", received / "021.docx")
    (received / "021.json").unlink()
    approvals = [
        {"unit": unit, "sha256": digest(received / file), "date": "2024-02-01"}
        for unit, file in ((COUNTY, "003.json"), (TOWN, "021.docx"))
    ]
    write_facts(collection, year=2023, organ="甲市人民政府", approvals=approvals)
    return collection


class Links(html.parser.HTMLParser):
    """What a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "href"]


def test_every_approved_report_is_there_in_each_kind_and_led_to(approved, tmp_path):
    out = tmp_path / "公开"
    out.mkdir()
    assert run("export", approved, out, "--as", "html,docx") == 0
    names = {f"{unit}{suffix}" for unit in (COUNTY, TOWN) for suffix in (".html", ".docx")}
    assert {path.name for path in out.iterdir()} == {"index.html", *names}
    page = (out / "index.html").read_text(encoding="utf-8")
    links = Links()
    links.feed(page)
    assert {urllib.parse.unquote(link) for link in links.found} == names
    assert "<h1>甲市人民政府2023年" in page
    assert "<style" not in page + (out / f"{TOWN}.html").read_text(encoding="utf-8")
    read = take.from_file(out / f"{TOWN}.html")
    assert (read.organ, read.year) == (TOWN, 2023)


def test_nothing_goes_out_that_nobody_has_approved(approved, tmp_path, capsys):
    out = tmp_path / "公开"
    out.mkdir()
    edited(approved / "收到" / "003.json", requests__granted__natural=1)
    run("export", approved, out, "--as", "html")
    assert {path.name for path in out.iterdir()} == {"index.html", f"{TOWN}.html"}
    write_facts(approved, year=2023)
    assert run("export", approved, out, "--as", "html", "--force") == 2
    assert "没有通过的报告" in capsys.readouterr().err


def test_one_that_changes_meanwhile_keeps_no_other_back(approved, tmp_path, capsys, monkeypatch):
    out = tmp_path / "公开"
    out.mkdir()
    changed, real = approved / "收到" / "003.json", publish.names

    def names(*asked: object) -> object:
        """It was judged, and now it changes."""
        changed.write_bytes(b"x")
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "names", names)
    assert run("export", approved, out, "--as", "html") == 2
    assert {path.name for path in out.iterdir()} == {"index.html", f"{TOWN}.html"}
    assert "“003.json”刚才改过" in capsys.readouterr().err
    assert COUNTY not in (out / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def no_words(monkeypatch):
    """A computer that makes no Word documents."""

    def refuse(*_: object) -> bytes:
        raise Unavailable("这里做不了 Word。")

    monkeypatch.setitem(EXPORTS, ".docx", replace(EXPORTS[".docx"], render=refuse))


def test_a_kind_that_cannot_be_made_here_keeps_no_other_back(approved, tmp_path, capsys, no_words):
    out = tmp_path / "公开"
    out.mkdir()
    assert run("export", approved, out, "--as", "docx,html") == 2
    why = "这里做不了 Word。\n"
    assert capsys.readouterr().err.endswith(f"没有导出“{COUNTY}.docx”、“{TOWN}.docx”：{why}")
    pages = {f"{COUNTY}.html", f"{TOWN}.html"}
    assert {path.name for path in out.iterdir()} == {"index.html", *pages}
    links = Links()
    links.feed((out / "index.html").read_text(encoding="utf-8"))
    assert {urllib.parse.unquote(link) for link in links.found} == pages


def test_where_nothing_can_be_made_no_page_leads_to_it(approved, tmp_path, no_words):
    out = tmp_path / "公开"
    out.mkdir()
    assert run("export", approved, out, "--as", "docx") == 2
    assert not [*out.iterdir()]


def test_beside_the_window_too_the_other_kinds_are_written(approved, tmp_path, no_words):
    received = sorted(path for path in (approved / "收到").iterdir())
    read = receiving.JOBS["collect_read"]
    plain = [read({"path": str(path)}, print)["file"] for path in received]
    receiving.JOBS["collect_gather"]({"new": True, "files": plain}, print)
    out, steps = tmp_path / "公开", list[object]()
    request = {"folder": str(approved), "out": str(out), "what": "publish", "over": False}
    answer = receiving.JOBS["collect_write"](
        request | {"suffixes": [".docx", ".html"]}, steps.append
    )
    assert {path.name for path in out.iterdir()} == {*map(str, steps[1:])}
    assert answer["written"] == 3
    assert answer["why"] == f"“{COUNTY}.docx”、“{TOWN}.docx”：这里做不了 Word"


class Disk:
    """One that takes so many pages, then says why not; of those named it says so at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: int, room: int, *never: str) -> None:
        self.error, self.room, self.never, self.asked = error, room, never, list[str]()
        self.write = files.write
        monkeypatch.setattr(files, "write", self)

    def __call__(self, path: Path, data: bytes) -> None:
        if path.suffix != ".html":  # what was read out of a document, for the next time
            return self.write(path, data)
        self.asked.append(path.name)
        self.room -= 1
        if path.name in self.never or self.room < 0:
            raise OSError(self.error, "why", str(path))
        return self.write(path, data)


def published(approved: Path, out: Path) -> tuple[dict, list]:
    """What the worker answers a window that publishes pages, and its steps."""
    read = receiving.JOBS["collect_read"]
    received = sorted((approved / "收到").iterdir())
    plain = [read({"path": str(path)}, print)["file"] for path in received]
    receiving.JOBS["collect_gather"]({"new": True, "files": plain}, print)
    steps = list[object]()
    request = {"folder": str(approved), "out": str(out), "what": "publish", "over": False}
    answer = receiving.JOBS["collect_write"](request | {"suffixes": [".html"]}, steps.append)
    return answer, steps


def test_a_full_disk_is_said_once_and_nothing_more_is_tried(
    approved, tmp_path, capsys, monkeypatch
):
    disk = Disk(monkeypatch, errno.ENOSPC, 1)
    assert run("export", approved, tmp_path, "--as", "html") == 2
    assert disk.asked == [f"{COUNTY}.html", f"{TOWN}.html"]
    said = capsys.readouterr()
    assert said.out == f"已写 {tmp_path / f'{COUNTY}.html'}。\n"
    assert said.err == f"没有导出“{TOWN}.html”：磁盘已满，后面的 1 个文件也没有写。\n"


def test_beside_the_window_a_full_disk_is_said_once_too(approved, tmp_path, monkeypatch):
    out = tmp_path / "公开"
    disk = Disk(monkeypatch, errno.ENOSPC, 0)
    answer, steps = published(approved, out)
    assert (disk.asked, steps, answer["written"]) == ([f"{COUNTY}.html"], [3], 0)
    assert answer["why"] == f"“{COUNTY}.html”：磁盘已满，后面的 2 个文件也没有写"


def test_a_file_that_another_program_holds_keeps_no_other_back(approved, tmp_path, monkeypatch):
    out = tmp_path / "公开"
    Disk(monkeypatch, errno.EACCES, 9, f"{COUNTY}.html")
    answer, steps = published(approved, out)
    assert steps == [3, f"{TOWN}.html", "index.html"]
    assert answer["why"].startswith(f"“{COUNTY}.html”：没有写入或读取的权限")
    links = Links()
    links.feed((out / "index.html").read_text(encoding="utf-8"))
    assert [urllib.parse.unquote(link) for link in links.found] == [f"{TOWN}.html"]


def test_a_folder_that_is_taken_away_meanwhile_ends_it(approved, tmp_path, monkeypatch):
    out = tmp_path / "公开"
    out.mkdir()
    disk = Disk(monkeypatch, errno.ENOENT, 0)
    disk.write = lambda *_: None
    monkeypatch.setattr(files, "is_folder", lambda _path: False)
    answer, _ = published(approved, out)
    assert (disk.asked, "后面的 2 个文件也没有写" in answer["why"]) == ([f"{COUNTY}.html"], True)


def test_what_is_to_be_known_of_a_document_is_told(approved, tmp_path, capsys, monkeypatch):
    made = Document(b"<html>", ["有一个字是空框。"])
    monkeypatch.setitem(EXPORTS, ".html", replace(EXPORTS[".html"], render=lambda *_: made))
    assert run("export", approved, tmp_path, "--as", "html") == 0
    assert f"{TOWN}.html：有一个字是空框。" in capsys.readouterr().out.splitlines()


def test_what_is_there_is_not_written_over(approved, tmp_path, capsys):
    out = tmp_path / "公开"
    out.mkdir()
    (out / f"{TOWN}.docx").write_bytes(b"x")
    assert run("export", approved, out, "--as", "docx") == 2
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == [f"{TOWN}.docx"]
    assert run("export", approved, out, "--as", "docx", "--force") == 0


@pytest.mark.parametrize(("kinds", "words"), [("pdf", "nianbao export"), ("doc", "不能导出“.doc”")])
def test_a_kind_that_cannot_be_made_is_refused_before_anything_is_written(
    approved, tmp_path, capsys, monkeypatch, kinds, words
):
    from app import exporters

    monkeypatch.delitem(exporters.EXPORTS, ".pdf", raising=False)
    assert run("export", approved, tmp_path, "--as", kinds) == 2
    assert words in capsys.readouterr().err


def test_a_folder_without_facts_has_nothing_approved(lay, tmp_path, capsys):
    assert run("export", lay("003"), tmp_path, "--as", "html") == 2
    assert "汇总文件夹" in capsys.readouterr().err


def test_names_on_the_page_are_words(approved, tmp_path):
    file = approved / "收到" / "003.json"
    renamed(file, "甲<b>局&")
    write_facts(
        approved,
        year=2023,
        approvals=[{"unit": "甲<b>局&", "sha256": digest(file), "date": "2024-02-01"}],
    )
    run("export", approved, tmp_path, "--as", "html")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "甲&lt;b&gt;局&amp;" in page
    assert "<b>" not in page
