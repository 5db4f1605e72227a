"""The rules about texts: an edition names their file, and works without what of it does not fit."""

import time
from pathlib import Path

import pytest
import yaml

from app import checks
from app.disk import places
from app.forms import catalogue as forms
from app.forms import rule_files
from app.forms.model import Form
from app.report.report import Report

OURS = places.resources()
TEXTS = {
    "overview/on_request": "2026年收到政府信息公开申请9件，予以公开2件，均已办结。",
    "problems": "下一步，2026年将进一步加强。",
}
SAID = ["R20", "R20", "R27", "R28", "R41"]


def words(kind: str, name: str = "2021") -> str:
    return (OURS / kind / f"{name}.yaml").read_text(encoding="utf-8")


def put(kind: str, name: str, content: str | bytes) -> Path:
    path = places.settings_folder() / kind / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def edition(old: str = "", new: str = "") -> Form:
    """The 2021 edition under the name of 2026, one file in the settings' folder."""
    whole = words("forms").replace('edition: "2021"', 'edition: "2026"')
    whole = whole.replace("first_year: 2021", "first_year: 2026")
    assert old in whole
    return forms.read(put("forms", "2026", whole.replace(old, new, 1)))


def rules_of_texts(form: Form) -> list[str]:
    report = Report(form, {("organ", ""): "示例局", ("year", ""): 2026})
    report.apply({("texts", text): said for text, said in TEXTS.items()})
    report.apply({("cells", c.id): 0 for c in form.cells.values() if not c.computed})
    return sorted(f.rule for f in checks.other_findings(report))


def test_a_copied_edition_is_one_file_and_keeps_every_finding_of_texts():
    form = edition()
    assert [f.name for f in places.settings_folder().rglob("*.yaml")] == ["2026.yaml"]
    assert rules_of_texts(form) == SAID
    assert rule_files.left_out(form) == ()


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_a_form_says_nothing_of_how_texts_are_read_and_its_rules_fit_it(name: str):
    form = forms.read(OURS / "forms" / f"{name}.yaml")
    assert "#" not in "".join(str(check) for check in form.checks)
    assert rule_files.left_out(form) == ()
    assert len(rule_files.of(form).checks) > 50


def test_a_start_reads_no_rules():
    rule_files.of.cache_clear()
    report = Report(forms.read(OURS / "forms" / "2021.yaml"), {("year", ""): 2023})
    checks.table_findings(report)
    assert rule_files.of.cache_info().misses == 0


ROW = """                    - id: refused_repeat
                      label: 2.重复申请
                      note: 同一申请人就同样内容再次向本机关申请，此前已经答复。
                      source: 条例第三十六条第（六）项
"""


def test_a_rule_that_names_a_missing_cell_is_left_out_and_named_and_the_others_stay():
    form = edition(ROW)
    told = (
        "规则文件 2021.yaml，checks/重复申请/cells：没有 requests/refused_repeat/total 这样的单元格"
    )
    assert rule_files.left_out(form) == (f"{told}；这一条没有用。",)
    assert rules_of_texts(form) == SAID


SLIPS = {
    "a text that there is not": ("    text: problems\n", "    text: problem\n", "R28/text"),
    "a section that there is not": ("    section: overview\n", "    section: over\n", "R30/section"),
    "an expression that is none": ("noun: 无法提供\n", "noun: 无法提供(\n", "无法提供/noun"),
    "a shorthand that there is not": ("其中|{other_work}\n", "其中|{other}\n", "本年新收/unless_sentence"),
    "a cell that there is not": ("[[requests/partial/total]]", "[[requests/part/total]]", "部分公开/cells"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "named"), SLIPS.values(), ids=SLIPS.keys())
def test_a_rule_with_a_slip_is_left_out_alone(old: str, new: str, named: str):
    whole = words("rules")
    assert old in whole
    put("rules", "2021", whole.replace(old, new, 1))
    form = forms.read(OURS / "forms" / "2021.yaml")
    (told,) = rule_files.left_out(form)
    assert told.startswith(f"规则文件 2021.yaml，checks/{named}：")
    kept = rule_files.of(form).checks
    assert len(kept) == len(yaml.safe_load(whole)["checks"]) - 1


def test_a_sentence_with_an_unknown_name_is_left_out():
    put("rules", "2021", words("rules").replace("而{table}的{name}是 {due}", "而{tabel}是 {due}"))
    form = forms.read(OURS / "forms" / "2021.yaml")
    (told,) = rule_files.left_out(form)
    assert "checks/R20/message" in told
    assert "R20" not in rules_of_texts(form)


BROKEN: dict[str, str | bytes] = {
    "not YAML": "checks: ]",
    "not UTF-8": b"\xff\xfe",
    "empty": "",
    "a list": "- kind: scope",
    "an unknown key": "checks: []\nextra: 1\n",
    "an unknown kind": "checks: [{kind: nothing, rule: R20}]",
    "a kind of the form": "checks: [{kind: blank, rule: R31, severity: hint, message: x}]",
    "a repeated key": "checks: []\nchecks: []\n",
    "a day that there is not": "checks: [{kind: shorthand, name: a, words: 2021-99-99}]",
    "a number that is none": "checks: [{kind: shorthand, name: a, words: !!int x}]",
    "a number of ten thousand digits": f"checks: [{{kind: shorthand, name: a, words: {'9' * 10000}}}]",
    "a moment that is none": "checks: !!timestamp x",
    "too deep in brackets": "checks: " + "[" * 100_000,
    "too deep with words between": "checks: " + '["]", ' * 100_000,
    "too deep in lines": "- " * 100_000,
    "too deep in questions": "? " * 100_000,
    "too large": "checks: [] #" + "x" * 2_000_000,
    "itself": "checks: &a [*a]",
    "a key that is a list": "? [a]\n: b",
}  # fmt: skip


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_named_and_the_edition_works_without(content: str | bytes):
    put("rules", "2021", content)
    form = forms.read(OURS / "forms" / "2021.yaml")
    (told,) = rule_files.left_out(form)
    assert told.startswith("2021 年版的正文没有按规则检查：规则文件 2021.yaml 读不出来：")
    assert len(told) < 400
    assert rules_of_texts(form) == []


@pytest.mark.parametrize("named", ["2030", "../forms/2021", "2021.yaml"])
def test_a_missing_file_is_named_and_the_edition_works_without(named: str):
    form = edition('rules: "2021"', f'rules: "{named}"')
    assert rule_files.left_out(form) == (
        f"2021 年版的正文没有按规则检查：没有找到规则文件 {named}.yaml。",
    )
    assert rules_of_texts(form) == []


def test_an_edition_that_names_no_rules_has_none():
    form = edition('rules: "2021"\n', "")
    assert rule_files.of(form) == rule_files.Rules()
    assert rules_of_texts(form) == []


def test_a_new_edition_s_own_rules_are_the_shipped_ones_but_for_what_differs():
    put("rules", "2026", """
checks:
  - {kind: like, edition: "2021", rules: [R20, R27, R28], without: [予以公开]}
  - {kind: stale, rule: R27, severity: hint, sections: [problems], words: 加强, message: "{text}{words}"}
""")  # fmt: skip
    form = edition('rules: "2021"', 'rules: "2026"')
    assert rule_files.left_out(form) == ()
    assert rules_of_texts(form) == ["R20", "R27", "R27", "R28"]


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        ('edition: "2021", rules: [R99]', "规则文件 2021.yaml 里没有 2026.yaml 要拿的 R99"),
        ('edition: "2021", rules: [], without: [别的]', "要拿的 别的"),
        ('edition: "2030", rules: []', "没有找到规则文件 2030.yaml"),
        ('edition: "2026", rules: []', "规则文件 2026.yaml 绕回来拿自己的规则"),
    ],
)
def test_what_is_taken_over_must_be_there(taken: str, named: str):
    put("rules", "2026", f"checks: [{{kind: like, {taken}}}]")
    assert named in rule_files.left_out(edition('rules: "2021"', 'rules: "2026"'))[0]


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_every_expression_of_our_rules_is_one(name: str):
    """A file of one's own is looked at more closely than ours while the program runs."""
    put("rules", name, words("rules", name))
    assert rule_files.left_out(forms.read(OURS / "forms" / f"{name}.yaml")) == ()


MANY = "[一-龥]?" * 2_500


def test_rules_whose_expressions_take_long_to_compile_are_not_used():
    """Each set of signs takes half a millisecond: thousands of lines would take minutes."""
    lines = "".join(
        f"  - {{kind: shorthand, name: {a}{b}, words: '{MANY[:1300]}'}}\n"
        for a in "abc"
        for b in "abcd"
    )
    put("rules", "2021", f"checks:\n{lines}")
    form = edition()  # of its own: what is found of the shipped one stays for others
    began = time.process_time()
    found = rule_files.of(form)
    assert time.process_time() - began < 0.5
    assert found.checks == ()
    assert "表达式太多" in found.left_out[0]


def test_rules_whose_expressions_are_long_together_are_not_used():
    """To see whether one of them comes to an end takes a while: hundreds would take minutes."""
    long = "甲" * 7_900
    lines = "".join(
        f"  - {{kind: shorthand, name: {a}, words: '{long}'}}\n" for a in "abcdefghijklm"
    )
    put("rules", "2021", f"checks:\n{lines}")
    found = rule_files.of(edition())
    assert found.checks == ()
    assert "一共最多 100,000 个字" in found.left_out[0]


def test_an_edition_whose_expressions_take_long_to_compile_is_left_out():
    with pytest.raises(forms.FormError, match="表达式太多"):
        edition("excluded: ", f"excluded: '{MANY}' # ")
