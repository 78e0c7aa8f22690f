"""A mail to the managers of an invited jobcentre: somebody asks us to be party to an agreement."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import PartyInvitation
from followup.kinds import Candidate, Link, Recipient, ReminderKind, Text
from jobcenter.clock import local_day
from jobcenter.models import Membership
from jobcenter.permissions import CAPABILITIES, Can, Role

FORGOTTEN = timedelta(days=60)  # older than this nobody is written to; my day still shows it
ANSWER = [role for role in Role.values if Can.SIGN_AGREEMENTS in CAPABILITIES[role]]


def _waits(jobcentre_id: int) -> QuerySet[PartyInvitation]:
    return PartyInvitation.objects.filter(
        party_id=jobcentre_id, withdrawn_at__isnull=True, answer__isnull=True
    )


class InvitationWaits(ReminderKind):
    """Tells who signs for us that another jobcentre has invited us."""

    code = "companies.party_invitation"
    label = gettext_lazy("an invitation to be party to an agreement")
    names_people = False

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return the invitations without an answer, to each who may answer: two queries."""
        rows = [
            (key, local_day(at))
            for key, at in _waits(jobcentre_id)
            .order_by("invited_at", "pk")
            .values_list("public_id", "invited_at")
        ]
        rows = [row for row in rows if row[1] >= today - FORGOTTEN]
        if not rows:
            return
        signers = list(
            Membership.objects.active()
            .with_role(*ANSWER)
            .filter(jobcentre_id=jobcentre_id)
            .select_related("user")
            .order_by("pk")
        )
        for key, invited_on in rows:
            for member in signers:
                yield Candidate(
                    subject=key, due_on=invited_on,
                    recipient=Recipient(
                        kind="membership", public_id=member.public_id, name=member.name,
                        email=member.email or member.user.email, language=member.user.language,
                    ),
                )  # fmt: skip

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it is answered or taken back meanwhile."""
        invited = (
            _waits(jobcentre.pk)
            .filter(public_id=reminder.subject)
            .select_related("jobcentre")
            .order_by()
            .first()
        )
        if invited is None:
            return None
        url = settings.BASE_URL.rstrip("/") + reverse("companies:party", args=[invited.public_id])
        return Text(
            title=_("An invitation to be party to an agreement"),
            lines=[
                _("%(house)s asks us to be party to an agreement with a company.")
                % {"house": invited.jobcentre},
                _("You read it before you answer, and a no needs a reason."),
            ],
            link=Link(_("Read and answer"), url, is_private=False),
        )
