"""What followup watches for this room: the mentor's weekly status, and one reminder of it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from followup.kinds import Candidate, ReminderKind, Text
from jobcenter.calendar import monday_of
from placements.choices import State
from placements.mails import ask_about_week, recipient_of
from placements.models import CheckIn, Placement
from placements.rules.rhythm import CheckInWeek, check_in_week_of

FIRST, REMINDER = 0, 1


class WeeklyCheckIn(ReminderKind):
    """Asks each mentor once a week, reminds once, and then leaves it to the consultant.

    Reminders of the same mentor and day travel in one mail, with a link for each candidate.
    """

    code = "placements.check_in"
    label = _("weekly status from the mentor")
    expected_every = timedelta(days=8)

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return the unanswered weeks that are asked about today: two queries in all."""
        this_week = monday_of(today)
        weeks = [this_week - timedelta(weeks=1), this_week]
        answered = set(
            CheckIn.objects.filter(jobcentre_id=jobcentre_id, week_starts_on__in=weeks).values_list(
                "placement_id", "week_starts_on"
            )
        )
        running = (
            Placement.objects.running()
            .filter(
                jobcentre_id=jobcentre_id,
                starts_on__lte=today,
                ends_on__gte=weeks[0],
                mentor__isnull=False,
                mentor__left_on__isnull=True,
            )
            .order_by("id")
            # Plain columns: parsing eleven thousand telephone numbers takes a second.
            .values_list(
                "id", "public_id", "starts_on", "ends_on", "mentor__public_id", "mentor__name",
                "mentor__email", Cast("mentor__phone", TextField()), "mentor__language",
                "mentor__preferred_channel",
            )
        )  # fmt: skip
        for pk, public_id, starts_on, ends_on, *mentor in running:
            due = [
                found
                for monday in weeks
                if (pk, monday) not in answered
                and (found := _asked_about(monday, starts_on, ends_on, today))
            ]
            if due:
                recipient = recipient_of(*mentor)
            for week in due:
                # One step at a time: a mail held back until Monday carries one line, not two.
                is_late = week.remind_on <= today
                yield Candidate(
                    subject=public_id,
                    occurrence=week.label,
                    step=REMINDER if is_late else FIRST,
                    due_on=week.remind_on if is_late else week.link_on,
                    recipient=recipient,
                    context={"week": week.week_starts_on.isoformat()},
                )

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door to this placement; nothing if answered meanwhile."""
        week = date.fromisoformat(reminder.context["week"])
        placement = (
            Placement.objects.select_related("citizen", "consultant")
            .filter(jobcentre_id=jobcentre.pk, public_id=reminder.subject, state=State.RUNNING)
            .first()
        )
        if placement is None or placement.check_ins.filter(week_starts_on=week).exists():
            return None
        return ask_about_week(placement, week)

    def expects(self, jobcentre_id: int, today: date) -> bool:
        """Return whether anybody has been running for a week, so that silence would be wrong."""
        return (
            Placement.objects.running()
            .filter(jobcentre_id=jobcentre_id, starts_on__lte=today - timedelta(days=7))
            .exists()
        )


def _asked_about(monday: date, starts_on: date, ends_on: date, today: date) -> CheckInWeek | None:
    """Return the week if the mentor is asked about it today.

    From the day the consultant takes over there is nothing more to write.
    """
    week = check_in_week_of(monday, starts_on, ends_on)
    return week if week is not None and week.link_on <= today < week.escalate_on else None
