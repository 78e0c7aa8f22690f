"""What needs put on “my day”: nobody's, mine without a candidate, mine about to lapse."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.need import NeedState
from companies.models import Need
from companies.queries.needs import is_late
from companies.rules.needs import ASKS_AFTER, LAPSES_AFTER
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer

# Whoever minds the entrance sees what nobody has taken; others only what is theirs.
ENTRANCE = {Role.COMPANY_CONSULTANT, Role.TEAM_LEADER}
SOON = timedelta(days=LAPSES_AFTER - ASKS_AFTER[1])  # unanswered since the second question


def waiting_needs(viewer: Viewer, day: date) -> QuerySet[Need]:
    """Return the needs that want something of the viewer."""
    waits = Q(state=NeedState.WAITING, counted_from__lte=day)
    wanted = Q(owner_id=viewer.membership_id) & (waits | Q(lapses_on__lte=day + SOON))
    if viewer.roles & ENTRANCE:
        wanted |= Q(owner__isnull=True)
    return Need.objects.open().filter(wanted, jobcentre_id=viewer.jobcentre_id)


_SHOWN = Shown(
    Need, lambda viewer, day: waiting_needs(viewer, day).order_by("starts_on", "id"),
    ("public_id", "owner_id", "lapses_on", "state", "counted_from", "title", "starts_on",
     "company__name"),
)  # fmt: skip


def need_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the needs that want something of the viewer, the most urgent first. One query."""
    rows = [_row(need, day) for need in bring_one(viewer, day, _SHOWN, limit)]
    return sorted(rows, key=lambda row: row.severity != "now")


def _row(need: Need, day: date) -> QueueRow:
    page = reverse("companies:need", args=[need.public_id])
    actions = [Action(_("Open it"), page, primary=True)]
    severity = "week"
    if need.owner_id is None:
        take = reverse("companies:need_take", args=[need.public_id])
        actions = [Action(_("Take it"), take, method="post", primary=True)]
        tag, why, severity = (
            Tag(_("nobody has it"), "bad"),
            _("The company wrote it itself."),
            "now",
        )
    elif need.lapses_on <= day + SOON:
        tag = Tag(_("about to lapse"), "warn")
        why = _("Nobody has said that it still stands. It lapses on %(day)s: ring.") % {
            "day": f"{need.lapses_on:%d.%m.}"
        }
        renew = reverse("companies:need_renew", args=[need.public_id])
        actions.append(Action(_("It still stands"), renew, method="post"))
        severity = "now" if need.lapses_on <= day + timedelta(days=7) else "week"
    elif is_late(need, day):
        tag, severity = Tag(_("no candidate"), "bad"), "now"
        why = _("Two weeks without a candidate. Propose somebody, or say that nobody fits.")
    else:
        tag, why = Tag(_("need"), "info"), _("Whom could you propose?")
    return QueueRow(
        severity=severity, title=f"{need.company.name}: {need.title}", why=why, actions=actions,
        subject=need.public_id, tag=tag, due_on=need.starts_on, url=page,
    )  # fmt: skip


QUEUE = QueueKind(
    code="companies.needs",
    label=gettext_lazy("Needs of companies"),
    order=18,
    find=need_rows,
    can=(Can.LOG_CONTACT,),
    waiting=waiting_needs,
    shown=_SHOWN,
    row=lambda need, viewer, day: _row(need, day),
)  # fmt: skip
