"""What is written about needs: the company's own link, does it stand, a colleague's notice."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.need import DOOR
from companies.mails import colleague
from companies.mails.agreements import contact_person
from companies.models import ContactPerson, Need
from companies.rules.needs import LINK_LASTS, question
from followup.kinds import Candidate, Link, MessageKind, Recipient, ReminderKind, Text
from followup.outbox import send_soon
from jobcenter.clock import now
from jobcenter.doors import make_door
from jobcenter.viewer import Viewer

FORM = "companies.need_form"
NOTICE = "companies.need_notice"
STANDS = "companies.need_stands"
LAST = 2  # the step of the last question


def send_form(person: ContactPerson) -> None:
    """Put the personal link into the outbox; once a day to one person."""
    send_soon(
        FORM, jobcentre_id=person.jobcentre_id, subject=person.public_id,
        recipient=contact_person(person), occurrence=f"form-{now():%Y-%m-%d}",
    )  # fmt: skip


def tell_owner(need: Need) -> None:
    """Tell a colleague of a need that is theirs now."""
    assert need.owner is not None  # noqa: S101  the caller looked
    send_soon(
        NOTICE, jobcentre_id=need.jobcentre_id, subject=need.public_id,
        recipient=colleague(need.owner), occurrence=f"owner-{need.owner_id}-{need.version}",
    )  # fmt: skip


def need_link(person: ContactPerson) -> str:
    """Make a door to the needs of somebody's company and return its address."""
    token = make_door(
        DOOR, jobcentre_id=person.jobcentre_id, subject=person.public_id,
        expires_at=now() + LINK_LASTS,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("needs:company", args=[token])


def _page(need: Need) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("companies:need", args=[need.public_id])


class NeedForm(MessageKind):
    """The link by which a company writes its needs and sees how far we are."""

    code = FORM
    label = gettext_lazy("link to a company's needs")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if the person has left meanwhile."""
        person = ContactPerson.objects.filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject, left_on__isnull=True
        ).first()
        if person is None:
            return None
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        return Text(
            title=_("What do you need people for?"),
            lines=[
                _("%(house)s would like to know, for now or for later.") % {"house": house},
                _("The link is yours. It takes a minute, and there you see how far we are."),
            ],
            link=Link(_("Write what you need"), need_link(person)),
        )


class NeedNotice(MessageKind):
    """Tells a colleague of a need that is theirs; the link asks for the login."""

    code = NOTICE
    label = gettext_lazy("a company's need to a colleague")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if it was closed or filled meanwhile."""
        need = Need.objects.open().select_related("company").filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject
        ).first()  # fmt: skip
        if need is None:
            return None
        return Text(
            title=_("A company needs somebody, and you have it"),
            lines=[f"{need.company.name}: {need.title}"],
            link=Link(_("Open the need"), _page(need), is_private=False),
        )


def _there(
    kind: str, public_id: UUID | None, name: str, email: str, language: str, left_on: date | None
) -> Recipient | None:
    """Return somebody's columns as somebody to write to; None if nobody is there any more."""
    if public_id is None or left_on is not None:
        return None
    return Recipient(kind, public_id, name=name, email=email, language=language)


class NeedStands(ReminderKind):
    """Asks on day 9, 21 and 45 after the last word whether a need still stands.

    Whoever told us of it is asked by mail; without an address its owner rings. The third time the
    owner is told, too: a week later it lapses.
    """

    code = STANDS
    label = gettext_lazy("does a company's need still stand")

    def candidates(self, jobcentre_id: int, today: date) -> Iterable[Candidate]:
        """Return the present question of each open need: one query in all."""
        rows = (
            Need.objects.open()
            .filter(jobcentre_id=jobcentre_id)
            .order_by("renewed_on", "id")
            .values_list(
                "public_id", "renewed_on",
                "person__public_id", "person__name", "person__email", "person__language",
                "person__left_on",
                "owner__public_id", "owner__name", "owner__email", "owner__user__language",
                "owner__ended_on",
            )
        )  # fmt: skip
        for public_id, renewed_on, *person_and_owner in rows:
            step, due_on = question(renewed_on, today)
            values: list[Any] = person_and_owner
            person = _there("contact", *values[:5]) if values[2] else None  # with an address
            owner = _there("membership", *values[5:])
            told = [person] if person else []
            if owner and (not person or step == LAST):
                told.append(owner)
            for recipient in told:
                yield Candidate(
                    subject=public_id, occurrence=renewed_on.isoformat(), step=step,
                    due_on=due_on, recipient=recipient,
                )  # fmt: skip

    def text(self, reminder: Any, jobcentre: Any) -> Text | None:
        """Write the text and note that the company was asked; nothing if it is settled."""
        from companies.actions.need_moves import note_asked

        need = (
            Need.objects.open()
            .select_related("company", "person")
            .filter(jobcentre_id=jobcentre.pk, public_id=reminder.subject)
            .first()
        )
        if need is None:
            return None
        until = {"day": need.lapses_on.strftime("%d.%m.%Y")}
        if reminder.recipient_kind == "membership":
            return Text(
                title=_("Does a company's need still stand?"),
                lines=[
                    f"{need.company.name}: {need.title}",
                    _("Ring and ask. Without an answer it lapses on %(day)s.") % until,
                ],
                link=Link(_("Open the need"), _page(need), is_private=False),
            )
        if need.person is None:
            return None
        note_asked(need, actor=Viewer.system(jobcentre), step=reminder.step)
        return Text(
            title=_("Do you still need somebody?"),
            lines=[
                need.title,
                _("One tap on the page says yes or no. Without an answer we stop looking on"
                  " %(day)s.") % until,
            ],
            link=Link(_("Answer yes or no"), need_link(need.person)),
        )  # fmt: skip
