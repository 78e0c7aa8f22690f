"""Mails about what waits: a mentor order for a leader, a company's question for the case team.

Neither about whom nor why: that stands behind the login.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.mails.waiting import FORGOTTEN, WaitsForCaseTeam
from followup.kinds import Candidate, Link, Recipient, ReminderKind, Text
from jobcenter.clock import local_day
from jobcenter.models import Membership
from jobcenter.permissions import Role
from placements.models import CatalogueRequest, MentorOrder
from placements.rules import catalogue
from placements.rules import mentoring as rules

AFTER = timedelta(days=1)


def _waits(jobcentre_id: int) -> QuerySet[MentorOrder]:
    return MentorOrder.objects.filter(
        jobcentre_id=jobcentre_id, state=rules.ORDERED, for_leader=True
    )


class MentorDecisionWaits(ReminderKind):
    """Tells a leader, the day after, that a mentor order waits for a decision.

    The leader of the orderer's team; without one, or where that is who ordered it, the managers.
    """

    code = "placements.mentor_decision"
    label = gettext_lazy("a mentor order to decide")
    names_people = False

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return the orders, each to those who may decide on it: two queries."""
        orders = [
            (key, orderer, team, local_day(at))
            for key, orderer, team, at in _waits(jobcentre_id)
            .order_by("ordered_at", "pk")
            .values_list("public_id", "ordered_by_id", "ordered_by__team_id", "ordered_at")
        ]
        orders = [row for row in orders if row[3] >= today - FORGOTTEN]
        if not orders:
            return
        leaders = list(
            Membership.objects.active()
            .with_role(Role.MANAGER, Role.TEAM_LEADER)
            .filter(jobcentre_id=jobcentre_id)
            .select_related("user")
            .order_by("pk")
        )
        for key, orderer, team, ordered_on in orders:
            others = [each for each in leaders if each.pk != orderer]
            near = [
                each for each in others
                if Role.TEAM_LEADER in each.roles and team is not None and each.team_id == team
            ]  # fmt: skip
            for leader in near or [each for each in others if Role.MANAGER in each.roles]:
                yield Candidate(subject=key, due_on=ordered_on + AFTER, recipient=_written(leader))

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it is decided meanwhile."""
        if not _waits(jobcentre.pk).filter(public_id=reminder.subject).exists():
            return None
        url = settings.BASE_URL.rstrip("/")
        url += reverse("placements:mentor_order", args=[reminder.subject])
        return Text(
            title=_("A mentor order waits for your decision"),
            lines=[_("Hours, cost and what is left of the money stand on the page.")],
            link=Link(_("Open the page"), url, is_private=False),
        )


def _written(member: Membership) -> Recipient:
    return Recipient(
        kind="membership", public_id=member.public_id, name=member.name,
        email=member.email or member.user.email, language=member.user.language,
    )  # fmt: skip


class CompanyQuestionWaits(WaitsForCaseTeam):
    """A company asks for a candidate of the catalogue."""

    code = "placements.catalogue_question_waits"
    label = gettext_lazy("a company's question about a candidate")
    citizen = "profile__citizen_id"
    said = "asked_at"

    def waiting(self, jobcentre_id: int) -> QuerySet[CatalogueRequest]:
        """Return the questions without an answer."""
        return CatalogueRequest.objects.filter(jobcentre_id=jobcentre_id, state=catalogue.ASKED)

    def title(self) -> str:
        """Return the subject line."""
        return _("A company asks for a candidate, and waits for an answer")
