"""What a citizen brings, and the barriers opened and lifted: written by the case team."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from citizens import rules
from citizens.access import barriers_visible_to, in_case_team, in_case_team_of
from citizens.actions.checks import check_may_write, locked
from citizens.actions.citizen import own_function
from citizens.choices import BARRIER, LanguageLevel, ProfileKind
from citizens.models import Barrier, Citizen, ProfileLine, ProfileWord
from citizens.periods import open_team_member
from citizens.words import row_of
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

MOST_LINES = 60
_WITH_YEARS = {ProfileKind.EDUCATION, ProfileKind.WORK}


@action
def add_profile_line(
    citizen: Citizen,
    *,
    actor: Viewer,
    kind: str,
    word: str = "",
    text: str = "",
    place: str = "",
    level: str = "",
    from_year: int | None = None,
    to_year: int | None = None,
) -> ProfileLine:
    """Write one thing the citizen brings: a word of the list (its code), own words, or both.

    Where and years belong to education and work, how well to languages; elsewhere they are left
    out. Refused twice, without anything said, and beyond 60 lines.
    """
    check_may_write(actor, citizen)
    if kind not in ProfileKind.values:
        raise Refused("profile_kind", N_("Choose what the line tells of."))
    text = one_line(text)
    if not word and not text:
        raise Refused("profile_empty", N_("Choose a word, or write your own."))
    row = _word(actor, word, kind) if word else None
    if kind not in _WITH_YEARS:
        place, from_year, to_year = "", None, None
    rules.check_years(from_year, to_year, today().year)
    present = locked(citizen)
    rows = ProfileLine.objects.filter(jobcentre_id=present.jobcentre_id, citizen_id=present.pk)
    if rows.count() >= MOST_LINES:
        raise Refused("profile_full", N_("There are 60 lines already. Take one away first."))
    try:
        with transaction.atomic():
            line = ProfileLine.objects.create(
                jobcentre_id=present.jobcentre_id,
                citizen=present,
                kind=kind,
                word=row,
                text=text[:300],
                place=one_line(place)[:120],
                level=level if kind == ProfileKind.LANGUAGE and level in LanguageLevel else "",
                from_year=from_year,
                to_year=to_year,
            )
    except IntegrityError as error:
        if "profileline_word_once" in str(error):
            raise Refused("profile_twice", N_("That is on the page already.")) from None
        raise
    _log("citizen.profile", actor, present)
    return line


@action
def remove_profile_line(line: ProfileLine, *, actor: Viewer) -> None:
    """Take a line away; the change history keeps it. One that is gone already is no mistake."""
    check_may_write(actor, line.citizen)
    present = locked(line.citizen)
    gone, _each = ProfileLine.objects.filter(
        jobcentre_id=actor.jobcentre_id, citizen_id=present.pk, pk=line.pk
    ).delete()
    if gone:
        _log("citizen.profile", actor, present)


@action
def open_barrier(
    citizen: Citizen,
    *,
    actor: Viewer,
    word: str,
    owner: Membership,
    text: str = "",
    opened_on: date | None = None,
    due_on: date | None = None,
) -> Barrier:
    """Write what is in the way, since when, which of the case team sees to it, and by when."""
    check_may_write(actor, citizen)
    row = _word(actor, word, BARRIER)
    opened_on = opened_on or today()
    rules.check_day_of_barrier(opened_on, None, today())
    rules.check_due(due_on, None, today())
    present = locked(citizen)
    _check_owner(present, owner)
    if Barrier.objects.filter(
        jobcentre_id=present.jobcentre_id,
        citizen_id=present.pk,
        word_id=row.pk,
        lifted_on__isnull=True,
    ).exists():
        raise Refused("barrier_open", N_("That barrier is open already."))
    barrier = Barrier.objects.create(
        jobcentre_id=present.jobcentre_id,
        citizen=present,
        word=row,
        text=one_line(text)[:300],
        owner=owner,
        opened_on=opened_on,
        due_on=due_on,
        opened_by_id=_member(actor),
    )
    _log("citizen.barrier_opened", actor, present)
    return barrier


@action
def change_barrier(
    barrier: Barrier,
    *,
    actor: Viewer,
    version: int,
    text: str,
    owner: Membership,
    due_on: date | None = None,
) -> Barrier:
    """Change the words of an open barrier, who sees to it and by when.

    Stale if somebody was faster.
    """
    present = _open_barrier(barrier, actor, version)
    _check_owner(present.citizen, owner)
    text = one_line(text)[:300]
    rules.check_due(due_on, present.due_on, today())
    if (present.text, present.owner_id, present.due_on) == (text, owner.pk, due_on):
        return present
    present.text, present.owner, present.due_on = text, owner, due_on
    present.version += 1
    present.save(update_fields=["text", "owner", "due_on", "version"])
    _log("citizen.barrier_changed", actor, present.citizen)
    return present


@action
def lift_barrier(
    barrier: Barrier, *, actor: Viewer, version: int, how: str, lifted_on: date | None = None
) -> Barrier:
    """Write that a barrier is no longer in the way, since when, and how it was lifted."""
    rules.check_says_how(how)
    lifted_on = lifted_on or today()
    present = _open_barrier(barrier, actor, version)
    rules.check_day_of_barrier(lifted_on, present.opened_on, today())
    present.lifted_on, present.lifted_by_id = lifted_on, _member(actor)
    present.how = one_line(how)[:300]
    present.version += 1
    present.save(update_fields=["lifted_on", "lifted_by", "how", "version"])
    _log("citizen.barrier_lifted", actor, present.citizen)
    return present


@action
def take_over_barrier(barrier: Barrier, to: Membership, *, actor: Viewer) -> Barrier:
    """Give an open barrier to a colleague, who joins the case team.

    For whoever may hand over a colleague's work, or hands over their own while in the case team:
    nothing of the citizen is shown. Nobody gets into a case team by handing over to themselves.
    """
    is_own = barrier.owner_id == actor.membership_id and in_case_team(actor, barrier.citizen_id)
    if not actor.can(Can.HAND_OVER) and not is_own:
        raise PermissionDenied
    if to.ended_on or not Viewer.of(to).can(Can.WRITE_CITIZENS):
        raise Refused("cannot_follow", N_("That colleague can't follow candidates."))
    citizen = locked(barrier.citizen)
    rows = Barrier.objects.filter(jobcentre_id=actor.jobcentre_id, pk=barrier.pk)
    present = lock_then_read(rows.filter(lifted_on__isnull=True), "citizen")
    if present is None:
        raise NotYours
    if not in_case_team_of(to, citizen.pk):
        if to.pk == actor.membership_id:
            raise Refused(
                "handover_into_team",
                N_("Choose a colleague: nobody can give themselves a right to see a case."),
            )
        open_team_member(citizen, to.pk, own_function(Viewer.of(to)))
        _log("citizen.team_joined", actor, citizen, text=to.name)
    present.owner = to
    present.version += 1
    present.save(update_fields=["owner", "version"])
    _log("citizen.barrier_changed", actor, citizen)
    return present


def _open_barrier(barrier: Barrier, actor: Viewer, version: int) -> Barrier:
    check_may_write(actor, barrier.citizen)
    locked(barrier.citizen)
    present = lock_then_read(
        barriers_visible_to(actor).filter(pk=barrier.pk), "citizen", "word", "owner"
    )
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    if present.lifted_on is not None:
        raise Refused("barrier_lifted", N_("The barrier is cleared already."))
    return present


def _word(actor: Viewer, code: str, kind: str) -> ProfileWord:
    row = row_of(actor.jobcentre_id, kind, code)
    if row is None:
        raise Refused("word_unknown", N_("Choose a word from the list."))
    return row


def _check_owner(citizen: Citizen, owner: Membership) -> None:
    if not in_case_team_of(owner, citizen.pk):
        raise Refused("owner_outside", N_("Only somebody in the case team can see to the barrier."))


def _member(actor: Viewer) -> int:
    if actor.membership_id is None:
        raise NotYours
    return actor.membership_id


def _log(kind: str, actor: Viewer, citizen: Citizen, **more: Any) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id, **more)
