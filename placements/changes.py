"""Changes of many places or placements at once: close, plan a visit, give to a colleague."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import display_name, in_case_teams, may_see_name
from jobcenter.clock import today
from jobcenter.errors import N_
from jobcenter.lists import Bulk, Change
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions import change_follow_up, close_place, plan_visit
from placements.choices import HOLDS_PLACE, PlaceState, State
from placements.models import Place, Placement, Visit
from placements.rules.states import FOLLOW_UP

NOT_YOURS = N_("You are not in this candidate's case team.")
NOT_RUNNING = N_("The placement is not running.")
CLOSED = N_("The placement is closed and cannot be changed. Make a new one linked to it.")


class CloseForm(forms.Form):
    """Why all of them are closed."""

    reason = forms.CharField(label=gettext_lazy("Why are they closed?"), max_length=300)

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)


class VisitForm(forms.Form):
    """The day of the visit."""

    due_on = forms.DateField(label=gettext_lazy("Visit on"))

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)

    def clean_due_on(self) -> Any:
        """Refuse a day behind us."""
        due_on = self.cleaned_data["due_on"]
        if due_on < today():
            raise forms.ValidationError(_("Choose today or a later day."))
        return due_on


class FollowerForm(forms.Form):
    """The colleague who follows all of them from now on."""

    colleague = forms.ModelChoiceField(
        label=gettext_lazy("Colleague"), queryset=Membership.objects.none(),
        to_field_name="public_id",
    )  # fmt: skip

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)
        self.fields["colleague"].queryset = (  # type: ignore[attr-defined]
            Membership.objects.active()
            .with_role(*sorted(FOLLOW_UP))
            .filter(jobcentre_id=viewer.jobcentre_id)
            .order_by("name", "id")
        )


def _preview_close(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    rows = Place.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {
        row.public_id: row
        for row in rows.select_related("workplace").defer("workplace__search", "workplace__months")
    }
    held = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, place__in=[row.pk for row in found.values()],
        state__in=HOLDS_PLACE, ends_on__gte=today(),
    )  # fmt: skip
    last = dict(held.order_by("ends_on", "id").values_list("place_id", "ends_on"))
    changes = []
    for public_id in ids:
        if (place := found.get(public_id)) is None:
            continue
        refusal, after = "", str(PlaceState.CLOSED.label)
        if place.pk in last and place.state == PlaceState.OPEN:
            text = _("The place is used until %(day)s. Close it when the placement has ended.")
            refusal = text % {"day": f"{last[place.pk]:%d.%m.%Y}"}
        title = f"{place.title}, {place.workplace.name}"
        changes.append(Change(public_id, title, place.get_state_display(), after, refusal))
    return changes


def _apply_close(viewer: Viewer, public_id: UUID, form: Any) -> None:
    close_place(access.place_for(viewer, public_id), actor=viewer, **form.cleaned_data)


def _placements(viewer: Viewer, ids: Sequence[UUID]) -> list[tuple[Placement, str, bool]]:
    """Return placements with the name the viewer may see, and whether the viewer may act."""
    rows = Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {row.public_id: row for row in rows.select_related("citizen", "consultant")}
    rows_now = [found[each] for each in ids if each in found]
    citizens = [row.citizen_id for row in rows_now]
    seen, over = may_see_name(viewer, citizens), in_case_teams(viewer, citizens)
    result = []
    for row in rows_now:
        is_mine = access.is_consultant_of(viewer, row)
        name = display_name(row.citizen, is_mine or row.citizen_id in seen)
        result.append((row, name, is_mine or row.citizen_id in over))
    return result


def _preview_visit(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    rows = _placements(viewer, ids)
    planned = dict(
        Visit.objects.filter(
            jobcentre_id=viewer.jobcentre_id, placement__in=[row.pk for row, *_rest in rows],
            held_on__isnull=True,
        ).order_by("-due_on", "-id").values_list("placement_id", "due_on")
    )  # fmt: skip
    due_on = form.cleaned_data["due_on"]
    changes = []
    for row, name, is_over in rows:
        refusal = ""
        if not is_over:
            refusal = _(NOT_YOURS)
        elif row.state not in {State.AGREED, State.RUNNING}:
            refusal = _(NOT_RUNNING)
        elif due_on > max(row.ends_on, today()):
            text = _("Choose a day between today and %(last)s, the last day of the placement.")
            refusal = text % {"last": f"{row.ends_on:%d.%m.%Y}"}
        now = planned.get(row.pk) if is_over else None
        before = f"{now:%d.%m.%Y}" if now else ""
        changes.append(Change(row.public_id, name, before, f"{due_on:%d.%m.%Y}", refusal))
    return changes


def _apply_visit(viewer: Viewer, public_id: UUID, form: Any) -> None:
    plan_visit(access.placement_for(viewer, public_id), actor=viewer, **form.cleaned_data)


def _preview_follower(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    colleague = form.cleaned_data["colleague"]
    changes = []
    for row, name, is_over in _placements(viewer, ids):
        refusal = ""
        if not is_over:
            refusal = _(NOT_YOURS)
        elif not row.is_open:
            refusal = _(CLOSED)
        changes.append(Change(row.public_id, name, row.consultant.name, colleague.name, refusal))
    return changes


def _apply_follower(viewer: Viewer, public_id: UUID, form: Any) -> None:
    found = access.placement_for(viewer, public_id)
    change_follow_up(
        found, actor=viewer, mentor=found.mentor, consultant=form.cleaned_data["colleague"]
    )


PLACE_BULK = (
    Bulk("close", gettext_lazy("Close the places"), (Can.WRITE_PLACES,), CloseForm, _preview_close,
         _apply_close),
)  # fmt: skip
PLACEMENT_BULK = (
    Bulk("visit", gettext_lazy("Plan a visit with each"), (Can.MAKE_PLACEMENTS,), VisitForm,
         _preview_visit, _apply_visit),
    Bulk("follower", gettext_lazy("Let a colleague follow them"), (Can.MAKE_PLACEMENTS,),
         FollowerForm, _preview_follower, _apply_follower),
)  # fmt: skip
