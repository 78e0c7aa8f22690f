"""The kinds of data with a rule: how long, on what ground, what is found, how it is erased.

The months are proposals. No act names a number (RULES: deletion follows the archives act, LBK
1201/2016, and each municipality's own decision): they are the jobcentre's to set, within bounds.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pgtrigger
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from citizens.choices import CitizenState, RequestState
from citizens.erasing.holds import holds
from citizens.erasing.traces import erase_citizens, erase_histories, histories
from citizens.models import (
    AccessRequest,
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
)
from followup.models import Message, MessageState
from jobcenter.clock import COPENHAGEN
from jobcenter.models import AccessLog

OWN_DECISION = _(
    "The municipality's own decision – not verified: no act names a number of years; deletion "
    "must follow the archives act (LBK 1201/2016)."
)


@dataclass(frozen=True)
class Kind:
    """One kind of data; `rows(jobcentre, before)` finds it, `erase(jobcentre, ids)` is the owner's.

    `months` is what is proposed, between `least` and `most`.
    """

    code: str
    label: Any
    what: Any
    ground: Any
    months: int
    least: int
    most: int
    rows: Callable[[int, date], QuerySet[Any]]
    erase: Callable[[int, list[int]], int]
    held: Callable[[int, date], QuerySet[Any]] | None = None
    batch: int = 500


def before_of(day: date, months: int) -> date:
    """Return the first day that is kept."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


def _ended(jobcentre_id: int, before: date) -> QuerySet[Any]:
    return Citizen.objects.filter(
        jobcentre_id=jobcentre_id, state=CitizenState.ENDED, ended_on__lt=before
    )


def _held(jobcentre_id: int) -> Q:
    kept = Q(pk__in=[])
    for each in holds:
        kept |= Q(pk__in=each.citizens(jobcentre_id))
    return kept


def _ended_and_free(jobcentre_id: int, before: date) -> QuerySet[Any]:
    return _ended(jobcentre_id, before).exclude(_held(jobcentre_id))


def _ended_and_held(jobcentre_id: int, before: date) -> QuerySet[Any]:
    return _ended(jobcentre_id, before).filter(_held(jobcentre_id))


def _looks(jobcentre_id: int, before: date) -> QuerySet[Any]:
    return AccessLog.objects.filter(jobcentre_id=jobcentre_id, at__lt=_moment(before))


def _erase_looks(jobcentre_id: int, ids: list[int]) -> int:
    return AccessLog.objects.filter(jobcentre_id=jobcentre_id, pk__in=ids).delete()[0]


def _requests(jobcentre_id: int, before: date) -> QuerySet[Any]:
    answered = AccessRequest.objects.filter(
        jobcentre_id=jobcentre_id, decided_at__lt=_moment(before)
    ).exclude(state=RequestState.ASKED)
    return answered.filter(Q(until__isnull=True) | Q(until__lt=before))


def _erase_requests(jobcentre_id: int, ids: list[int]) -> int:
    with pgtrigger.ignore():
        AccessRequest.objects.filter(jobcentre_id=jobcentre_id, pk__in=ids).delete()
        erase_histories(AccessRequest, ids)
    return len(ids)


def _messages(jobcentre_id: int, before: date) -> QuerySet[Any]:
    settled = [MessageState.SENT, MessageState.CANCELLED]
    return Message.objects.filter(
        jobcentre_id=jobcentre_id, local_day__lt=before, state__in=settled
    ).exclude(address="-")


def _empty_messages(jobcentre_id: int, ids: list[int]) -> int:
    """Empty who got what; that something was sent that day stays, and so do the counts."""
    with pgtrigger.ignore():
        Message.objects.filter(jobcentre_id=jobcentre_id, pk__in=ids).update(
            address="-", recipient_name="", title="", body="", context={}, last_error=""
        )
        erase_histories(Message, ids)
    return len(ids)


def _undone(jobcentre_id: int, before: date) -> QuerySet[Any]:
    """Return history rows of people an undone import removed."""
    history = histories()[Citizen]
    there = Citizen.objects.filter(pk=OuterRef("pgh_obj_id"))
    rows: QuerySet[Any] = history._base_manager.filter(
        ~Exists(there), jobcentre_id=jobcentre_id, pgh_created_at__lt=_moment(before)
    )
    return rows


def _erase_undone(jobcentre_id: int, ids: list[int]) -> int:
    history = histories()[Citizen]
    gone = set(history._base_manager.filter(pk__in=ids).values_list("pgh_obj_id", flat=True))
    with pgtrigger.ignore():
        for model in (CitizenTargetGroup, CitizenMatch, BenefitPeriod, CaseTeamMember):
            rows = histories()[model]._base_manager.filter(
                jobcentre_id=jobcentre_id, citizen_id__in=gone
            )
            rows._raw_delete(rows.db)
        erase_histories(Citizen, gone)
    return len(ids)


KINDS = [
    Kind(
        "citizens", _("Citizens whose case has ended"),
        _("Everything about them is deleted, wherever it is: profile, groups, plan, placements, "
          "messages, history. In a company's timeline a line without the person stays."),
        OWN_DECISION, 60, 24, 360, _ended_and_free, erase_citizens, _ended_and_held, batch=50,
    ),
    Kind(
        "looks", _("The log of who has looked"), _("Deleted."),
        _("Six months by the former security order (BEK 528/2000 § 19, repealed) – not verified; "
          "the citizen can ask to see it as long as it is kept."),
        24, 6, 120, _looks, _erase_looks, batch=5_000,
    ),
    Kind(
        "requests", _("Answered requests for access"), _("Deleted, with their history."),
        OWN_DECISION, 24, 6, 120, _requests, _erase_requests,
    ),
    Kind(
        "messages", _("Sent messages"),
        _("Who got them and what they said is emptied; that something was sent stays."),
        OWN_DECISION, 24, 6, 120, _messages, _empty_messages,
    ),
    Kind(
        "undone", _("Traces of imports that were undone"),
        _("The history of people an import brought in by mistake is deleted."),
        OWN_DECISION, 3, 1, 24, _undone, _erase_undone,
    ),
]  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
