"""What followup watches for this room: enquiries nobody answers, step by step upwards."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.mails import colleague
from companies.models import Enquiry
from companies.rules.enquiries import escalation
from followup.kinds import Candidate, Link, ReminderKind, Text
from jobcenter.clock import local_day
from jobcenter.models import Membership
from jobcenter.permissions import Role

OWNER, LEADER, MANAGER = 0, 1, 2
ROLES = {OWNER: Role.COMPANY_CONSULTANT, LEADER: Role.TEAM_LEADER, MANAGER: Role.MANAGER}


class UnansweredEnquiry(ReminderKind):
    """After 1 working day the owner (or the entrance's team), after 3 the leader, after 9 the
    manager. Answered or closed, it closes itself."""

    code = "companies.enquiry_unanswered"
    label = gettext_lazy("unanswered enquiry")
    names_people = False

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return one step of each unanswered enquiry: two queries in all, one if there is none."""
        rows = list(
            Enquiry.objects.unanswered()
            .select_related("owner__user")
            .filter(jobcentre_id=jobcentre_id)
            .order_by("received_at", "id")
        )
        told = self._by_role(jobcentre_id) if rows else {}
        for enquiry in rows:
            step, due_on = escalation(local_day(enquiry.received_at), today)
            for member in self._recipients(enquiry, step, told):
                yield Candidate(
                    subject=enquiry.public_id, step=step, due_on=due_on,
                    recipient=colleague(member, member.user.language),
                )  # fmt: skip

    def _by_role(self, jobcentre_id: int) -> dict[int, list[Membership]]:
        members = list(
            Membership.objects.active()
            .with_role(*ROLES.values())
            .select_related("user")
            .filter(jobcentre_id=jobcentre_id)
            .order_by("id")
        )
        return {step: [m for m in members if role in m.roles] for step, role in ROLES.items()}

    def _recipients(
        self, enquiry: Enquiry, step: int, told: dict[int, list[Membership]]
    ) -> list[Membership]:
        """Return who is told: where a step has nobody, the next one above."""
        owner = enquiry.owner
        if step == OWNER and owner is not None and owner.ended_on is None:
            return [owner]
        return next((told[each] for each in range(step, MANAGER + 1) if told[each]), [])

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it was answered or closed meanwhile."""
        enquiry = (
            Enquiry.objects.unanswered()
            .select_related("company", "owner")
            .filter(jobcentre_id=jobcentre.pk, public_id=reminder.subject)
            .first()
        )
        if enquiry is None:
            return None
        days = {"day": local_day(enquiry.received_at).strftime("%d.%m.%Y")}
        about = str(enquiry.get_subject_display())
        lines = [
            f"{about[:1].upper()}{about[1:]} ({enquiry})",
            _("It came in on %(day)s, and nobody has answered it.") % days,
        ]
        if enquiry.owner is None:
            lines.append(_("Nobody has taken it."))
        elif reminder.step > OWNER:
            lines.append(_("%(who)s has it.") % {"who": enquiry.owner.name})
        page = settings.BASE_URL.rstrip("/") + reverse(
            "companies:enquiry", args=[enquiry.public_id]
        )
        return Text(
            title=_("An enquiry has not been answered"), lines=lines,
            link=Link(_("Open the enquiry"), page, is_private=False),
        )  # fmt: skip
