"""What the moves of a need share: who may, lock, save, fill, search, the timeline, the round."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _

from companies.actions.checks import may_write
from companies.choices.need import DOOR, SEARCH_KIND, NeedState
from companies.models import CompanyRelation, ContactPerson, Need, NeedFilling, NeedRound
from companies.rules import needs as rules
from jobcenter.actions import lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
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


def in_danish(text: str, **values: object) -> str:
    """Return a line for the timeline, which is kept in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _(text) % values


def put_in_place(
    need: Need, seat: int, *, actor: Viewer, by: int, how: str, day: date, source: UUID | None
) -> NeedFilling:
    """Fill one free place of a locked need, whoever asked for it; `by` is who is told as first."""
    filling = NeedFilling.objects.create(
        jobcentre_id=need.jobcentre_id, need=need, seat=seat, by_id=by, filled_on=day, how=how,
        source=source,
    )  # fmt: skip
    need.filled += 1
    need.candidates = max(need.candidates, need.filled)
    need.first_candidate_on = need.first_candidate_on or day
    need.state = rules.open_state(need.candidates)
    if need.filled == need.number:
        need.state, need.filled_on = NeedState.FILLED, day
    save_need(need, "state", "filled", "filled_on", "candidates", "first_candidate_on")
    line = in_danish(N_("place %(seat)s of %(number)s"), seat=need.filled, number=need.number)
    tell_need("companies.need_filled", need, actor, line)
    return filling


def take_out_of_place(need: Need, filling_id: int, *, actor: Viewer) -> Need:
    """Free one place of a locked need, whoever asked for it; a closed need stays closed."""
    gone = NeedFilling.objects.filter(
        jobcentre_id=need.jobcentre_id, need=need, pk=filling_id
    ).delete()[0]
    if not gone:
        raise Refused("filling_gone", N_("A colleague has just taken it back."))
    need.filled -= 1
    need.filled_on = None
    if need.state != NeedState.CLOSED:
        need.state = rules.open_state(need.candidates)
        need.renewed_on = max(need.renewed_on, today())
        need.lapses_on = rules.lapses_on(need.renewed_on)
    save_need(need, "state", "filled", "filled_on", "renewed_on", "lapses_on")
    tell_need("companies.need_emptied", need, actor)
    return need
