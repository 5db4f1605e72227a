"""How each unit stands: states, and marks beside them. Pure data."""

from collections.abc import Iterable

from msgspec import Struct

from app.checks.finding import Finding
from app.collection.facts import Facts, Member
from app.collection.received import Received
from app.forms.base import Severity
from app.forms.model import Form

NOT_FILED, READ, WRONG, WAITING = "未报", "已收", "有错误", "待审"
RETURNED, APPROVED, NOT_SUMMED = "已退回", "已通过", "不汇总"
STATES = (NOT_FILED, READ, WRONG, WAITING, RETURNED, APPROVED, NOT_SUMMED)

LATE, TWICE, DIFFERING = "迟报", "重复", "数字不同"
YEAR, EDITION, TOO_LARGE = "年度不对", "版本不对", "数太大"
UNLISTED, UNSURE, UNREADABLE, CHANGED, SUM = (
    "不在名单上", "单位待确认", "读不了", "通过后改过", "由这里的报告汇总",
)  # fmt: skip
MARKS = (
    TWICE, DIFFERING, YEAR, EDITION, TOO_LARGE, UNREADABLE, UNSURE, UNLISTED, SUM, CHANGED, LATE,
)  # fmt: skip
"""What stands beside a state."""
REFUSING = {DIFFERING, YEAR, EDITION, TOO_LARGE, UNREADABLE, UNSURE, UNLISTED, SUM}


LIST = "R37a"
"""The rule that every unit is there once, with a report of the year in its edition."""


class Standing(Struct, frozen=True, kw_only=True, gc=False):
    """A unit with one of its files, or without; a file whose unit is not known has none."""

    unit: str
    state: str
    member: Member | None = None
    """Of the list; None: there is no list, or it is not on it."""
    received: Received | None = None
    marks: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """What is to be said of it beside its findings, a sentence each."""
    late: str = ""
    """Of the reasons that which says that it came late: nothing can be mended about that."""
    counts: bool = False
    """Whether its figures go into the sum."""
    returned: int = 0
    """How often its report was sent back."""
    findings: tuple[Finding, ...] = ()
    """What only whoever has them all can see."""

    @property
    def errors(self) -> int:
        """Of its findings; that it cannot count as it is, is one too."""
        listed = len(REFUSING & {*self.marks}) if self.is_refused else 0
        return listed + self._own("error") + (self.received.errors if self.received else 0)

    @property
    def warnings(self) -> int:
        return self._own("warning") + (self.received.warnings if self.received else 0)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the list, those beside the other units, those of the report alone."""
        severity: Severity = "error" if self.is_refused or not self.received else "warning"
        reasons = ("没有报。",) if self.state == NOT_FILED else self.reasons
        listed = (
            Finding(rule=LIST, severity="hint" if words == self.late else severity, message=words)
            for words in reasons
        )
        return (*listed, *self.findings, *(self.received.findings if self.received else ()))

    @property
    def of_sum(self) -> str:
        """Whether its figures go into the sum, in words; why they do not, `reasons` tell."""
        if not self.counts:
            return "没有计入"
        if self.state == RETURNED:
            return "计入：已退回，改好的还没有报来，先按退回的这一份"
        return f"计入：退回过 {self.returned} 次，按后来的这一份" if self.returned else "计入"

    @property
    def is_refused(self) -> bool:
        """Whether there is a file that ought to count, and cannot as it is."""
        return bool(REFUSING & {*self.marks}) and self.state != NOT_SUMMED

    def _own(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


class Collected(Struct, frozen=True):
    """A year's reports as they stand."""

    facts: Facts
    form: Form
    year: int
    standings: tuple[Standing, ...]
    """In the order of the list; what belongs to no unit of it comes last."""

    @property
    def counted(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.counts)

    @property
    def missing(self) -> tuple[str, ...]:
        return _units(each for each in self.standings if each.state == NOT_FILED)

    @property
    def twice(self) -> tuple[str, ...]:
        return _units(each for each in self.standings if TWICE in each.marks)

    @property
    def unlisted(self) -> tuple[str, ...]:
        return _units(each for each in self.standings if UNLISTED in each.marks)

    @property
    def returned(self) -> tuple[Standing, ...]:
        """What was sent back; some of it is summed all the same, see `Standing.counts`."""
        return tuple(each for each in self.standings if each.state == RETURNED)

    @property
    def is_whole(self) -> bool:
        """Whether every unit is there once, as it should be and without an error."""
        refused = any(each.is_refused or each.errors for each in self._due)
        return not (self.missing or self.twice or refused)

    @property
    def _due(self) -> tuple[Standing, ...]:
        return tuple(each for each in self.standings if each.state != NOT_SUMMED)


def _units(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.unit for each in standings))
