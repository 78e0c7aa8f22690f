"""What the moves of a need share: who may, lock, save, search, the timeline, the round."""

from django.core.exceptions import PermissionDenied

from companies.actions.checks import may_write
from companies.models import CompanyRelation, ContactPerson, Need, NeedRound
from companies.need_choices import DOOR, SEARCH_KIND
from jobcenter.actions import lock_then_read
from jobcenter.clock import today
from jobcenter.errors import NotYours, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.search import index_words
from jobcenter.viewer import Viewer


def may_tell(actor: Viewer, company_id: int) -> None:
    """Refuse who may not write needs: staff by capability, a company through its own door."""
    if actor.kind != DOOR:
        may_write(actor)
        return
    if actor.subject is None:
        raise NotYours
    person = ContactPerson.objects.filter(
        jobcentre_id=actor.jobcentre_id, public_id=actor.subject, left_on__isnull=True
    ).first()
    if person is None or person.company_id != company_id:
        raise NotYours


def of_staff(actor: Viewer) -> int:
    """Return the membership of who writes; only colleagues do."""
    if actor.membership_id is None:
        raise PermissionDenied
    return actor.membership_id


def lock_need(need: Need, actor: Viewer, version: int | None = None) -> Need:
    """Lock it, then read it; `Stale` if it is not the version that was looked at."""
    rows = Need.objects.filter(jobcentre_id=actor.jobcentre_id, pk=need.pk)
    found = lock_then_read(rows, "company", "workplace", "person", "owner", "entered_by")
    if found is None:
        raise NotYours
    may_tell(actor, found.company_id)
    if version is not None and found.version != version:
        raise Stale
    return found


def save_need(need: Need, *names: str) -> None:
    """Save the named fields, one version on."""
    need.version += 1
    need.save(update_fields=[*names, "version"])


def index_need(need: Need) -> None:
    """Let the search find it by title and company."""
    index_words(need.jobcentre_id, SEARCH_KIND, need.pk, [need.title, need.company.name])


def tell_need(kind: str, need: Need, actor: Viewer, text: str = "") -> None:
    """Put a line on the company's timeline."""
    log_event(
        kind, actor=actor, company_id=need.company_id, workplace_id=need.workplace_id,
        subject=need.public_id, text=f"{need.title}: {text}" if text else need.title,
    )  # fmt: skip


def owner_of(jobcentre_id: int, company_id: int) -> Membership | None:
    """Return the company's fixed contact, who gets what the company writes itself."""
    relation = (
        CompanyRelation.objects.select_related("owner")
        .filter(jobcentre_id=jobcentre_id, company_id=company_id)
        .first()
    )
    if relation is None or relation.owner.ended_on is not None:
        return None
    return relation.owner


def answer_round(need: Need, answer: str) -> None:
    """Note that the company answered, where it was asked since the last renewal."""
    NeedRound.objects.filter(
        jobcentre_id=need.jobcentre_id, need=need, answered_on__isnull=True
    ).update(answered_on=today(), answer=answer)
