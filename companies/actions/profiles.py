"""The profile of a workplace: every change is a new version, the old ones stay readable."""

from dataclasses import dataclass, field

from django.db.models import Max

from companies.actions.checks import may_write
from companies.choices import Choosing
from companies.models import Workplace, WorkplaceProfile
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import NotYours, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class ProfileFacts:
    """What the workplace told us; `lead_days` are calendar days from asking to starting."""

    kinds: list[str] = field(default_factory=list)
    considerations: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    choosing: str = Choosing.EITHER
    lead_days: int | None = None
    note: str = ""


@action
def write_profile(
    workplace: Workplace, facts: ProfileFacts, *, actor: Viewer, version: int = 0
) -> WorkplaceProfile:
    """Write the next version; Stale if somebody wrote one since number `version` was read.

    Two at once: the second waits for the first's unique number and is stale.
    """
    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    ours = WorkplaceProfile.objects.filter(jobcentre_id=actor.jobcentre_id, workplace=workplace)
    if (ours.aggregate(newest=Max("number"))["newest"] or 0) != version:
        raise Stale
    profile = WorkplaceProfile(
        jobcentre_id=actor.jobcentre_id,
        workplace=workplace,
        number=version + 1,
        kinds=sorted(set(facts.kinds)),
        considerations=sorted(set(facts.considerations)),
        languages=sorted(set(facts.languages)),
        choosing=facts.choosing,
        lead_days=facts.lead_days,
        note=" ".join(facts.note.split()),
        written_on=today(),
        written_by_id=actor.membership_id,
    )
    WorkplaceProfile.objects.bulk_create([profile], ignore_conflicts=True)
    if not ours.filter(number=profile.number, public_id=profile.public_id).exists():
        raise Stale
    log_event(
        "companies.profile_changed",
        actor=actor,
        company_id=workplace.company_id,
        workplace_id=workplace.pk,
        subject=workplace.public_id,
        text=workplace.name,
    )
    return profile
