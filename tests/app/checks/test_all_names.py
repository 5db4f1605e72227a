"""A sentence may use every name that its type allows: what makes the findings has a word for each."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml

from app.disk import places
from app.forms import catalogue as forms
from app.forms import check_faults, rules, text_rules
from app.forms.base import Declared, kinds_in
from app.forms.parts import Names
from tests.app.checks.cases import ALL, found

KINDS: dict[str, type[Declared]] = {
    str(kind.__struct_config__.tag): kind
    for vocabulary in (rules, text_rules)
    for kind in kinds_in(vocabulary).__args__
}


def sentences_of(kind: type[Declared]) -> Iterator[tuple[str, str]]:
    """Each field that is a sentence, with all that it may name."""
    for field in check_faults.fields_of(kind):
        if get_origin(field.type) is Annotated:
            for note in get_args(field.type)[1:]:
                if isinstance(note, Names):
                    yield field.name, "".join(f"[{{{name}}}]" for name in sorted(note.names))


def saying_all(said: dict[str, Any]) -> dict[str, Any]:
    kind = KINDS[said["kind"]]
    inner = {"diagnosis": rules.Diagnosis} if "diagnosis" in said else {}
    told = {name: words for name, words in sentences_of(kind) if said.get(name)}
    for name, part in inner.items():
        own = {field: words for field, words in sentences_of(part) if said[name].get(field)}
        told[name] = said[name] | own
    return said | told


@pytest.fixture
def talkative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program whose editions and rules use, in each sentence, all names that it may have."""
    for folder in ("forms", "rules"):
        for path in (places.resources() / folder).glob("*.yaml"):
            whole = yaml.safe_load(path.read_text(encoding="utf-8"))
            whole["checks"] = [saying_all(check) for check in whole["checks"]]
            put(tmp_path / "resources" / folder / path.name, whole)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    forms.form.cache_clear()
    yield
    forms.form.cache_clear()


def put(path: Path, whole: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    words = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    path.write_text(words.replace("'2019'", '"2019"').replace("'2021'", '"2021"'), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("talkative")
def test_every_sentence_has_a_word_for_every_name_that_it_may_use():
    told = {finding.rule: finding.message for case in ALL for finding in found(case)}
    assert len(told) > 35
    silent = {rule for rule, message in told.items() if "[" not in message}
    assert silent <= {"R43", "R44"}, silent
