"""The clean report stays clean, and each slip in it is found by its rule and no other."""

import pytest

from tests.app.checks.cases import ALL, Case, found


@pytest.mark.parametrize("case", ALL, ids=[case.says for case in ALL])
def test_the_rules_speak_and_no_other(case: Case):
    findings = found(case)
    told = [f"{finding.rule} {finding.message}" for finding in findings]
    assert sorted(f.rule for f in findings) == sorted(case.rules.split()), told
