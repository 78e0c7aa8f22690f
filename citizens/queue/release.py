"""What citizens chose, on “my day” of their case teams: enrolled, or a step, with one click."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access.plan import of_my_cases
from citizens.choices.release import ReleaseState
from citizens.models import ReleasedOffer
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def waiting_choices(viewer: Viewer, day: date) -> QuerySet[ReleasedOffer]:
    """Return what citizens of the viewer's cases chose and nobody has taken up."""
    rows = ReleasedOffer.objects.filter(state=ReleaseState.CHOSEN)
    return of_my_cases(viewer, rows, day=day)


_SHOWN = Shown(
    ReleasedOffer,
    lambda viewer, day: waiting_choices(viewer, day).order_by("answer_by", "id"),
    ("public_id", "answer_by", "words", "citizen__public_id", "citizen__first_name",
     "citizen__last_name", "offer__name", "offer__kind", "offer__is_open", "offer__capacity",
     "offer__taken"),
)  # fmt: skip


def choice_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the first promised on top."""
    return [_row(choice, day) for choice in bring_one(viewer, day, _SHOWN, limit)]


def _row(choice: ReleasedOffer, day: date) -> QueueRow:
    assert choice.answer_by is not None  # noqa: S101  held by the database
    key = [choice.citizen.public_id, choice.public_id]
    page = reverse("citizens:plan", args=[choice.citizen.public_id]) + "#valg"
    label = _("Enrol") if choice.offer.takes_stays else _("Make it a step")
    actions = [Action(_("See the choice"), page)]
    if choice.offer.is_open and choice.free != 0:
        take = reverse("citizens:take_up_choice", args=key)
        actions = [Action(label, take, method="post", primary=True), *actions]
    words = f"“{Truncator(choice.words).chars(160)}” " if choice.words else ""
    promised = _("Answer before %(day)s.") % {"day": say(choice.answer_by, "j. F")}
    told = {"name": choice.citizen.short_name, "offer": choice.offer.name}
    return QueueRow(
        severity="now" if choice.answer_by <= day else "week",
        title=_("%(name)s chose %(offer)s") % told, why=words + promised, actions=actions,
        subject=choice.public_id, tag=Tag(_("waits for you"), "warn"),
        due_on=choice.answer_by, url=page,
    )  # fmt: skip


CHOICES = QueueKind(
    code="citizens.offer_choices",
    label=gettext_lazy("What candidates have chosen"),
    order=43,
    find=choice_rows,
    waiting=waiting_choices,
    can=(Can.WRITE_CITIZENS,),
    shown=_SHOWN,
    row=lambda choice, viewer, day: _row(choice, day),
)
