"""Citizens for tests, registered by somebody."""

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from citizens import law
from citizens.actions import register_citizen
from citizens.models import (
    Citizen,
    JobcentreScheme,
    MatchGroup,
    MatchScheme,
    TargetGroup,
)
from jobcenter.cpr import fictitious_cpr
from jobcenter.models import Jobcentre, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

_rng = Random(7)
_serial = count(1)


def a_cpr(born: date | None = None) -> str:
    """Return ten digits that are nobody's, new ones each time."""
    return fictitious_cpr(_rng, born or date(1960, 1, 1) + timedelta(days=next(_serial)))


def target_group(number: int = 3) -> TargetGroup:
    """Return a group of LAB § 6."""
    return TargetGroup.objects.get(ruleset=law.CURRENT_RULESET, number=number)


def match_group(code: str = "4", scheme: str = "match-5") -> MatchGroup:
    """Return a group of a scheme."""
    return MatchGroup.objects.select_related("scheme").get(scheme__code=scheme, code=code)


def keep_open(jobcentre: Jobcentre, *codes: str) -> None:
    """Keep schemes open at a jobcentre."""
    with acting_in(jobcentre):
        for code in codes:
            JobcentreScheme.objects.get_or_create(
                jobcentre=jobcentre, scheme=MatchScheme.objects.get(code=code)
            )


def make_citizen(membership: Membership, **over: Any) -> Citizen:
    """Register a citizen as the membership, who joins the case team."""
    facts: dict[str, Any] = {
        "first_name": "Amira",
        "last_name": f"Khalil{next(_serial)}",
        "cpr": a_cpr(),
        "target_group": target_group(),
    }
    with acting_in(membership.jobcentre_id, membership_id=membership.pk):
        return register_citizen(actor=Viewer.of(membership), **(facts | over))
