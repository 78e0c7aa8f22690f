"""Segments: accept what the rules suggest, or choose another with a reason."""

from companies.actions.checks import may_write
from companies.models import Company, CompanyRelation, SegmentChange
from companies.rules.segments import Suggestion
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, Refused, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@action
def note_change(
    company: Company,
    before: int | None,
    after: int | None,
    *,
    actor: Viewer,
    reason: str = "",
    suggested: int | None = None,
) -> None:
    """Keep who moved a company to another segment, when and why; nothing if it stays."""
    if before == after:
        return
    SegmentChange.objects.create(
        jobcentre_id=actor.jobcentre_id, company=company, before=before, after=after, at=now(),
        by_id=actor.membership_id, reason=reason.strip()[:300], suggested=suggested,
    )  # fmt: skip


@action
def set_segment(
    company: Company,
    segment: int | None,
    *,
    actor: Viewer,
    reason: str = "",
    suggestion: Suggestion | None = None,
    version: int | None = None,
) -> CompanyRelation:
    """Put a company into a segment. Another than the suggested one needs a reason.

    Without a relation there is nobody to contact it: the actor becomes its fixed contact.
    """
    may_write(actor)
    relation = (
        CompanyRelation.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, company=company)
        .first()
    )
    if relation is None:
        raise Refused("no_relation", N_("Nobody is the fixed contact yet. Set that first."))
    if version is not None and relation.version != version:
        raise Stale
    before = relation.segment
    if suggestion is not None and segment != suggestion.segment and not reason.strip():
        raise Refused("no_reason", N_("Write why another group fits better than the suggested."))
    if before == segment:
        return relation
    relation.segment = segment
    relation.version += 1
    relation.save(update_fields=["segment", "version"])
    note_change(
        company, before, segment, actor=actor, reason=reason,
        suggested=suggestion.segment if suggestion else None,
    )  # fmt: skip
    log_event(
        "companies.segment_changed",
        actor=actor,
        company_id=company.pk,
        subject=company.public_id,
        text=str(segment or ""),
    )
    return relation
