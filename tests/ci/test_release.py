"""What a release says of itself, and what it is built with."""

import re
from pathlib import Path

import pytest
import release

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CHANGES = """# 更新记录

## 0.2.0（2027-01-05）

- 新的一条。

### 修正

- 又一条。

## 0.1.0（2026-12-01）

- 旧的一条。

## 0.0.1

"""


def test_a_release_takes_its_own_section_of_the_change_list_and_no_other():
    assert release.notes(CHANGES, "0.2.0") == "- 新的一条。\n\n### 修正\n\n- 又一条。\n"
    assert release.notes(CHANGES, "0.1.0") == "- 旧的一条。\n"


@pytest.mark.parametrize("version", ["0.3.0", "0.2", "0.2.0.1", "0.2.00", "2.0", "10.1.0"])
def test_a_version_without_a_section_is_not_released(version):
    with pytest.raises(SystemExit, match=f"CHANGELOG.md has no section “## {version}”"):
        release.notes(CHANGES, version)


def test_a_version_of_which_nothing_is_said_is_not_released():
    with pytest.raises(SystemExit, match=r"says nothing of 0\.0\.1"):
        release.notes(CHANGES, "0.0.1")


def test_the_notes_lie_beside_the_zip_that_is_uploaded(tmp_path, monkeypatch):
    monkeypatch.setattr(release, "FOLDER", "folder")
    (tmp_path / "frozen").mkdir()
    (tmp_path / "frozen" / "nianbao.exe").write_bytes(b"MZ")
    release.main(tmp_path / "frozen", tmp_path / "out")
    said = (tmp_path / "out" / "notes.md").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert said
    assert said in changes
    assert "--notes-file dist/notes.md" in (ROOT / ".github/workflows/release.yml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_what_is_run_of_others_is_one_commit_that_nobody_can_move(workflow):
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [
        use for use in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)
    ] == []
