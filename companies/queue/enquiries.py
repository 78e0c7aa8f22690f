"""What enquiries put on “my day”: nobody's, offered to me, mine without an answer or with news."""

from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Enquiry
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.clock import COPENHAGEN, now
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer

# Whoever minds the entrance sees what nobody has taken; others only what is theirs.
ENTRANCE = {Role.COMPANY_CONSULTANT, Role.TEAM_LEADER}
SHOWN = (
    "public_id", "subject", "due_at", "first_answer_at", "has_news", "offered_to_id", "owner_id",
    "company_typed", "asker_name", "asker_phone", "asker_email", "company__name", "owner__name",
)  # fmt: skip


def enquiry_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the enquiries that need the viewer, those offered first, then by when they are due."""
    return [_row(viewer, enquiry) for enquiry in bring_one(viewer, day, _SHOWN, limit)]


def waiting_enquiries(viewer: Viewer, day: date) -> QuerySet[Enquiry]:
    """Return the enquiries that need the viewer."""
    me = viewer.membership_id or 0
    mine = Q(owner_id=me) & (Q(first_answer_at__isnull=True) | Q(has_news=True))
    wanted = mine | Q(offered_to_id=me)
    if viewer.roles & ENTRANCE:
        wanted |= Q(owner__isnull=True)
    return Enquiry.objects.active().filter(wanted, jobcentre_id=viewer.jobcentre_id)


def _in_order(viewer: Viewer, day: date) -> QuerySet[Enquiry]:
    first = Case(When(offered_to_id=viewer.membership_id or 0, then=Value(0)), default=Value(1))
    return waiting_enquiries(viewer, day).annotate(rank=first).order_by("rank", "due_at", "id")


_SHOWN = Shown(Enquiry, _in_order, SHOWN)


def _row(viewer: Viewer, enquiry: Enquiry) -> QueueRow:
    page = reverse("companies:enquiry", args=[enquiry.public_id])
    about = str(enquiry.get_subject_display())
    is_late = enquiry.first_answer_at is None and enquiry.due_at < now()
    due = f"{enquiry.due_at.astimezone(COPENHAGEN):%d.%m. %H:%M}"
    actions = [Action(_("Answer"), page, primary=True)]
    if enquiry.offered_to_id is not None and enquiry.offered_to_id == viewer.membership_id:
        owner = enquiry.owner.name if enquiry.owner else ""
        why = _("%(who)s offers you this enquiry.") % {"who": owner}
        take = reverse("companies:enquiry_accept", args=[enquiry.public_id])
        actions = [Action(_("Accept"), take, method="post", primary=True)]
    elif enquiry.owner_id is None:
        why = _("Nobody has taken it. Answer due %(due)s.") % {"due": due}
        take = reverse("companies:enquiry_take", args=[enquiry.public_id])
        actions = [Action(_("Take it"), take, method="post", primary=True)]
    elif enquiry.has_news:
        why = _("The company has written more.")
    else:
        why = _("Not answered yet. Answer due %(due)s.") % {"due": due}
    return QueueRow(
        severity="now" if is_late or enquiry.owner_id is None else "week",
        title=f"{enquiry.who}: {about}",
        why=why,
        actions=actions,
        subject=enquiry.public_id,
        tag=Tag(_("answer late"), "bad") if is_late else Tag(_("enquiry"), "info"),
        due_on=enquiry.due_at.astimezone(COPENHAGEN).date(),
        url=page,
    )


ENQUIRIES = QueueKind(
    code="companies.enquiries",
    label=gettext_lazy("Enquiries from companies"),
    order=15,
    find=enquiry_rows,
    can=(Can.LOG_CONTACT,),
    waiting=waiting_enquiries,
    shown=_SHOWN,
    row=lambda enquiry, viewer, day: _row(viewer, enquiry),
)
