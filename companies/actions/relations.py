"""What the jobcentre and a company are to each other."""

from dataclasses import dataclass

from companies.actions.checks import can_be_in_charge, may_write, of_this_house
from companies.actions.presence import note_presence
from companies.actions.segments import note_change
from companies.models import Company, CompanyRelation
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class RelationFacts:
    """The fixed contact, the deputy, and where we stand with the company."""

    owner: Membership
    status: str
    deputy: Membership | None = None
    segment: int | None = None
    note: str = ""
    segment_reason: str = ""  # why the segment changes


@action
def set_relation(
    company: Company, facts: RelationFacts, *, actor: Viewer, version: int = 0
) -> CompanyRelation:
    """Make or change the relation; `version` 0 says that there was none when it was read."""
    may_write(actor)
    of_this_house(actor, facts.owner, facts.deputy)
    if facts.deputy is not None and facts.deputy.pk == facts.owner.pk:
        raise Refused("deputy_is_owner", N_("The deputy must be another than the fixed contact."))
    relation = (
        CompanyRelation.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, company=company)
        .first()
    )
    if (relation.version if relation else 0) != version:
        raise Stale
    before = {relation.owner_id, relation.deputy_id} if relation else set()
    for member in (facts.owner, facts.deputy):
        if member is not None and member.pk not in before:
            can_be_in_charge(actor, member)
    values = {
        "owner": facts.owner,
        "deputy": facts.deputy,
        "status": facts.status,
        "segment": facts.segment,
        "note": facts.note.strip(),
        "version": version + 1,
    }
    segment_before = relation.segment if relation else None
    if relation is None:
        relation, made = CompanyRelation.objects.get_or_create(
            jobcentre_id=actor.jobcentre_id,
            company=company,
            defaults={**values, "since": today()},
        )
        if not made:  # a colleague made it between our look and our write
            raise Stale
    else:
        for name, value in values.items():
            setattr(relation, name, value)
        relation.save(update_fields=list(values))
    note_presence(relation, actor=actor)
    note_change(company, segment_before, facts.segment, actor=actor, reason=facts.segment_reason)
    log_event(
        "companies.relation_changed",
        actor=actor,
        company_id=company.pk,
        subject=company.public_id,
        text=facts.owner.name,
    )
    return relation
