"""What this room puts on “my day”: planned contacts and next steps that are due."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.models import Contact
from companies.queries import next_steps_due, planned_contacts
from companies.queries.due import contacts_of_day
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.clock import COPENHAGEN, local_day
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _company_url(contact: Contact) -> str:
    return reverse("companies:company", args=[contact.company.public_id])


def _late(days: int) -> str:
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def planned_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's contacts planned for today, and those that passed without an outcome."""
    return _planned_rows(planned_contacts(viewer, day, limit), day)


def _planned_rows(contacts: list[Contact], day: date) -> list[QueueRow]:
    rows = []
    for contact in contacts:
        assert contact.planned_at is not None  # noqa: S101  the constraint holds it
        on = local_day(contact.planned_at)
        clock = contact.planned_at.astimezone(COPENHAGEN).strftime("%H.%M")
        how = contact.get_channel_display()
        who = f" · {contact.person.name}" if contact.person else ""
        tag = (
            Tag(_late((day - on).days), "bad")
            if on < day
            else Tag(_("today %(time)s") % {"time": clock}, "warn")
        )
        rows.append(
            QueueRow(
                severity="now",
                title=contact.company.name,
                why=f"{how}{who}: {contact.purpose}",
                actions=[
                    Action(
                        _("Log it"),
                        reverse("companies:hold", args=[contact.public_id]),
                        primary=True,
                    )
                ],
                subject=contact.public_id,
                tag=tag,
                due_on=on,
                url=_company_url(contact),
            )
        )
    return rows


def step_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's next steps that are due today or are late."""
    return _step_rows(next_steps_due(viewer, day, limit), day)


def _step_rows(contacts: list[Contact], day: date) -> list[QueueRow]:
    rows = []
    for contact in contacts:
        due = contact.next_step_on
        assert due is not None  # noqa: S101  the constraint holds it
        late = (day - due).days
        rows.append(
            QueueRow(
                severity="now" if late else "week",
                title=f"{contact.company.name}: {contact.next_step}",
                why=_("Agreed when we spoke about: %(purpose)s") % {"purpose": contact.purpose},
                actions=[
                    Action(
                        _("Done"),
                        reverse("companies:step_done", args=[contact.public_id]),
                        method="post",
                    ),
                    Action(
                        _("Log contact"),
                        reverse("companies:log", args=[contact.company.public_id]),
                    ),
                ],
                subject=contact.public_id,
                tag=Tag(_late(late), "bad") if late else Tag(_("due today"), "warn"),
                due_on=due,
                url=_company_url(contact),
                key=f"step-{contact.public_id}",
            )
        )
    return rows


def contact_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return both, the longest due first, in one query."""
    planned, steps = contacts_of_day(viewer, day, limit)
    rows = [*_planned_rows(planned, day), *_step_rows(steps, day)]
    return sorted(rows, key=lambda row: row.due_on or day)[:limit]


CONTACTS = QueueKind(
    code="companies.contacts",
    label=gettext_lazy("Contacts and next steps with companies"),
    order=60,
    find=contact_rows,
    can=(Can.LOG_CONTACT,),
)
