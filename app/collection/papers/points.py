"""What a unit is asked to look at: its findings and remarks, each with its place. Pure."""

from collections.abc import Sequence

from msgspec import Struct

from app.checks.finding import SEVERITIES, Finding, by_cause
from app.collection.standing import Collected, Standing
from app.forms import catalogue as forms
from app.forms.model import Form
from app.forms.names import with_table
from app.report.kept import Remark

REMARK = "审核意见"
_SHOWN = 3
"""Cells that are named."""
_ASKED = {"error": "请改正。", "warning": "请核对；确实如此的，请说明理由。", "hint": "请看一看。"}
_TO_ADD = "请补上。"
_TO_SEND = "请另报 Word（.docx）或者 Excel（.xlsx）的原件，不要报扫描件、图片、压缩包。"
_TO_MEND = "请照办，或者说明理由。"


class Point(Struct, frozen=True):
    """One thing."""

    kind: str
    """How grave it is, in words."""
    rule: str
    place: str
    words: str
    asked: str
    """What is expected of the unit."""


def points(collected: Collected, standing: Standing) -> tuple[Point, ...]:
    """The gravest first; what only follows from another stands in none.

    What was written at the place of a finding stands with it: one thing is asked for once.
    """
    found = [cause for cause, _ in by_cause(standing.all_findings) if not cause.acknowledged]
    found.sort(key=lambda finding: finding.gravity)
    open_ = (each for each in collected.facts.remarks if not each.done)
    form, noted = _form(collected, standing), _Noted(found)
    alone = [r for r in open_ if r.unit == standing.unit and not noted.takes(r)]
    return (
        *(_of_finding(form, each, noted.at[n], standing) for n, each in enumerate(found)),
        *(_of_remark(form, remark) for remark in alone),
    )


def _form(collected: Collected, standing: Standing) -> Form:
    """By which its report's places are called."""
    edition = standing.received.edition if standing.received else ""
    return forms.form(edition) if edition else collected.form


class _Noted:
    """Remarks that are about findings: taken from one, or written at its very place."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self._found = found
        self.at: list[list[Remark]] = [[] for _ in found]

    def takes(self, remark: Remark) -> bool:
        """Whether there is such a finding; of several that which the remark repeats."""
        place = (remark.cells, remark.texts)
        near = [n for n, each in enumerate(self._found) if (each.cells, each.texts) == place]
        said = [n for n in near if self._found[n].message in remark.words]
        for n in (said or (near if any(place) else []))[:1]:
            self.at[n].append(remark)
            return True
        return False


def _of_finding(form: Form, finding: Finding, noted: Sequence[Remark], standing: Standing) -> Point:
    asked = _TO_ADD if finding.missing else _ASKED[finding.severity]
    if standing.received and finding.message == standing.received.fault:
        asked = _TO_SEND
    place = places(form, finding.cells, finding.texts)
    own = [each for each in noted if each.words.strip() != finding.message.strip()]
    said = [] if any(finding.message in each.words for each in own) else [finding.message]
    words = "\n".join((*said, *(f"{REMARK}：{_signed(each)}" for each in own)))
    return Point(SEVERITIES[finding.severity], finding.rule, place, words, asked)


def _of_remark(form: Form, remark: Remark) -> Point:
    return Point(REMARK, "", places(form, remark.cells, remark.texts), _signed(remark), _TO_MEND)


def _signed(remark: Remark) -> str:
    by = f"（{remark.by}）" if remark.by else ""
    return f"{remark.words}{by}"


def places(form: Form, cells: tuple[str, ...], texts: tuple[str, ...]) -> str:
    """What the first of them are called; of another edition's they are their ids."""
    shown = [with_table(form.cells[id_]) if id_ in form.cells else id_ for id_ in cells[:_SHOWN]]
    more = f"等 {len(cells)} 格" if len(cells) > _SHOWN else ""
    named = [form.texts[id_].name if id_ in form.texts else id_ for id_ in texts]
    return "、".join(filter(None, ("、".join(shown) + more, *named)))
