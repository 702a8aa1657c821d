"""规则: every rule with its articles, an example and the policies that touch it."""

from casework.views import RuleView
from law.rules import rule_entries

__all__ = ["rules"]


def rules() -> tuple[RuleView, ...]:
    """All rules in the order of the procedure; policies are named by their keys."""
    return tuple(
        [
            RuleView(
                id=one.id,
                title=one.title,
                basis="、".join(citation.brief for citation in one.citations),
                summary=one.summary,
                example=one.example,
                confidence=one.confidence.label,
                checked_on=one.checked_on,
                policies=one.policies,
                topic=one.topic,
            )
            for one in rule_entries()
        ]
    )
