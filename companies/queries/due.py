"""What “my day” asks of this room: next steps that are due, contacts planned for today."""

from datetime import date, datetime, time

from companies.models import Contact
from jobcenter.clock import COPENHAGEN
from jobcenter.viewer import Viewer

# What a row of the queue says: a company's facts alone would be forty columns more.
SHOWN = (
    "public_id", "channel", "purpose", "planned_at", "next_step", "next_step_on",
    "company__public_id", "company__name", "person__name",
)  # fmt: skip


def next_steps_due(viewer: Viewer, day: date, limit: int = 25) -> list[Contact]:
    """Return contacts whose next step is the viewer's and due on `day` or before."""
    return list(
        Contact.objects.with_open_step()
        .select_related("company", "person")
        .only(*SHOWN)
        .filter(
            jobcentre_id=viewer.jobcentre_id,
            next_step_owner_id=viewer.membership_id,
            next_step_on__lte=day,
        )
        .order_by("next_step_on", "id")[:limit]
    )


def planned_contacts(viewer: Viewer, day: date, limit: int = 25) -> list[Contact]:
    """Return the viewer's contacts planned for `day`, and earlier ones that nobody settled."""
    end = datetime.combine(day, time.max, COPENHAGEN)
    return list(
        Contact.objects.planned()
        .select_related("company", "person")
        .only(*SHOWN)
        .filter(
            jobcentre_id=viewer.jobcentre_id,
            by_id=viewer.membership_id,
            planned_at__lte=end,
        )
        .order_by("planned_at", "id")[:limit]
    )
