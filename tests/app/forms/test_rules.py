"""Slips in an edition's checks: each refused, with the place that is wrong."""

import pytest

from app.disk import places
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.forms.model import cells_like

SLIPS = {
    "cells of a table that there is not": (
        "cells: [requests/*/total]", "cells: [request/*/total]", ("checks/R02/cells", "request/"),
    ),
    "cells of an unknown row": (
        "      - requests/granted/total\n", "      - requests/given/total\n",
        ("checks/R04/cells", "given"),
    ),
    "an unknown column": ("    less: made\n", "    less: done\n", ("checks/R10/less", "done")),
    "a message that names what it cannot": (
        "{table}有 {count} 个空白单元格", "{tables}有 {count} 个空白单元格", ("checks/R31/message",),
    ),
    "a diagnosis that names what it cannot": (
        "的 {typed} 看起来", "的 {digits} 看起来", ("checks/R01/diagnosis/turned", "digits"),
    ),
    "the words for what is blank, that name what they cannot": (
        "这一列还有 {count} 格", "这一列还有 {counts} 格", ("checks/R01/unfilled", "counts"),
    ),
    "a section whose texts may not be copied": (
        "    sections: [overview, problems]\n    silences", "    sections: [over]\n    silences",
        ("checks/R43/sections", "over"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "named"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_refused_with_its_place(slip, old: str, new: str, named: tuple[str, ...]):
    with pytest.raises(FormError) as refused:
        forms.read(slip(old, new))
    assert all(part in str(refused.value) for part in named), refused.value


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_expression_of_our_editions_is_one(tmp_path, edition: str):
    """A file of one's own is looked at more closely than ours at every start."""
    ours = places.resources() / "forms" / f"{edition}.yaml"
    copy = tmp_path / ours.name
    copy.write_bytes(ours.read_bytes())
    assert forms.read(copy).edition == edition


def older(tmp_path, old: str, new: str):
    whole = (places.resources() / "forms" / "2019.yaml").read_text(encoding="utf-8")
    assert old in whole
    path = tmp_path / "2019.yaml"
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('edition: "2021"\n    rules', 'edition: "2022"\n    rules', "没有 2022 版"),
        ("rules: [R01,", "rules: [R99,", "R99"),
        ('edition: "2021"\n    rules', 'edition: "2019"\n    rules', "2019 版的文件里没有 R01"),
    ],
)
def test_what_is_taken_over_must_be_there(tmp_path, old: str, new: str, named: str):
    with pytest.raises(FormError, match=named):
        forms.read(older(tmp_path, old, new))


def test_what_is_taken_over_must_fit_the_edition_s_own_cells(tmp_path):
    path = older(tmp_path, "rules: [R01,", "rules: [R08, R01,")
    with pytest.raises(FormError, match="checks/R08/cell：没有 disclosure/\\*/valid"):
        forms.read(path)


def test_a_group_in_a_pattern_is_its_leaves():
    form = forms.form("2021")
    assert len(cells_like(form, "requests/denied/total")) == 8
    assert len(cells_like(form, "requests/*/organizations")) == 25 * 5
    assert cells_like(form, "disclosure/*/decisions") == (
        "disclosure/licensing/decisions",
        "disclosure/punishment/decisions",
        "disclosure/coercion/decisions",
    )


def test_the_older_edition_has_its_own_cells_and_the_same_names_for_the_same_things():
    old, new = forms.form("2019"), forms.form("2021")
    assert len(old.cells) == 22 + 23 * 7 + 15
    assert set(old.cells) - set(new.cells) == {
        *(f"disclosure/{row}/{column}" for row in ("regulations", "normative_docs")
          for column in ("new_made", "new_disclosed", "total_disclosed")),
        *(f"disclosure/{row}/{column}"
          for row in ("licensing", "other_services", "punishment", "coercion")
          for column in ("prev_items", "change")),
        "disclosure/other_services/decisions",
        "disclosure/fees/prev_items", "disclosure/fees/change",
        "disclosure/procurement/items", "disclosure/procurement/amount",
        *(cell for cell in old.cells if cell.startswith("requests/other_total/")),
    }  # fmt: skip
    assert forms.edition_of_year(2020) == "2019"
    assert forms.edition_of_year(2021) == "2021"


def test_an_edition_with_a_slip_is_not_chosen_for_a_new_report(slip):
    own = places.settings_folder() / "forms" / "2030.yaml"
    own.parent.mkdir(parents=True)
    whole = slip("cells: [requests/*/total]", "cells: [request/*/total]").read_text("utf-8")
    whole = whole.replace('edition: "2021"', 'edition: "2030"')
    own.write_text(whole.replace("first_year: 2021", "first_year: 2030"), encoding="utf-8")
    assert forms.edition_of_year(2031) == "2021"
