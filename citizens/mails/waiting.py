"""A mail the day after to the case team: what a citizen or a company said still waits.

Neither about whom nor what: that stands on my day. Whoever looks there the same day gets none.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models import CaseTeamMember, OwnRemark, PlanVoice
from followup.kinds import Candidate, Link, Recipient, ReminderKind, Text
from jobcenter.clock import local_day
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

AFTER = timedelta(days=1)
FORGOTTEN = timedelta(days=60)  # older than this nobody is written to; my day still shows it


def case_teams(
    jobcentre_id: int, citizen_ids: Iterable[int], day: date
) -> dict[int, list[Recipient]]:
    """Return by citizen the colleagues of the case team who may answer: one query."""
    rows = (
        CaseTeamMember.objects.on(day)
        .filter(
            jobcentre_id=jobcentre_id, citizen_id__in=set(citizen_ids),
            membership__ended_on__isnull=True,
        )
        .select_related("membership__user")
        .order_by("pk")
    )  # fmt: skip
    teams: dict[int, list[Recipient]] = defaultdict(list)
    for row in rows:
        member = row.membership
        if Viewer.of(member).can(Can.WRITE_CITIZENS):
            teams[row.citizen_id].append(
                Recipient(
                    kind="membership", public_id=member.public_id, name=member.name,
                    email=member.email or member.user.email, language=member.user.language,
                )
            )  # fmt: skip
    return teams


class WaitsForCaseTeam(ReminderKind):
    """Base of those mails: what waits, the path to its citizen and when it was said."""

    names_people = False
    citizen = "citizen_id"
    said = ""

    def waiting(self, jobcentre_id: int) -> QuerySet[Any]:
        """Return what waits in a jobcentre."""
        raise NotImplementedError

    def title(self) -> str:
        """Return the subject line: about nobody."""
        raise NotImplementedError

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return what waits, to each of its case team: two queries."""
        rows = [
            (key, citizen, local_day(said))
            for key, citizen, said in self.waiting(jobcentre_id)
            .order_by(self.said, "pk")
            .values_list("public_id", self.citizen, self.said)
        ]
        rows = [row for row in rows if row[2] >= today - FORGOTTEN]
        if not rows:
            return
        teams = case_teams(jobcentre_id, (row[1] for row in rows), today)
        for key, citizen, said_on in rows:
            for recipient in teams.get(citizen, ()):
                yield Candidate(subject=key, due_on=said_on + AFTER, recipient=recipient)

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if somebody has answered meanwhile."""
        if not self.waiting(jobcentre.pk).filter(public_id=reminder.subject).exists():
            return None
        return Text(
            title=self.title(),
            lines=[_("It stands on your day, with what was said and who it is about.")],
            link=Link(_("Open my day"), settings.BASE_URL.rstrip("/") + "/", is_private=False),
        )


class VoiceWaits(WaitsForCaseTeam):
    """A citizen disagrees with the plan, has an own goal, or a wish."""

    code = "citizens.voice_waits"
    label = gettext_lazy("a candidate's word about the plan")
    said = "said_at"

    def waiting(self, jobcentre_id: int) -> QuerySet[PlanVoice]:
        """Return what needs an answer and has none."""
        return PlanVoice.objects.filter(
            jobcentre_id=jobcentre_id, answer_by__isnull=False, answered_at__isnull=True,
            citizen__state="active",
        )  # fmt: skip

    def title(self) -> str:
        """Return the subject line."""
        return _("A candidate waits for an answer about the plan")


class RemarkWaits(WaitsForCaseTeam):
    """A citizen says that something we have written is wrong."""

    code = "citizens.remark_waits"
    label = gettext_lazy("a candidate who says that something is wrong")
    said = "told_at"

    def waiting(self, jobcentre_id: int) -> QuerySet[OwnRemark]:
        """Return the remarks without an answer."""
        return OwnRemark.objects.filter(jobcentre_id=jobcentre_id, answered_at__isnull=True)

    def title(self) -> str:
        """Return the subject line."""
        return _("A candidate says that something is wrong, and waits for an answer")
