"""A change of many candidates at once: a colleague comes into the case team of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import display_name, in_case_teams, may_see_name
from citizens.actions import add_team_member
from citizens.forms import TeamForm
from citizens.models import CaseTeamMember, Citizen
from citizens.queries import colleagues
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours
from jobcenter.lists import Bulk, Change
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

NOT_YOURS = N_("You are not in this candidate's case team.")


class JoinForm(TeamForm):
    """The colleague who joins, and what they do for each of them."""

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data, colleagues=colleagues(viewer))


def _found(viewer: Viewer, ids: Sequence[UUID]) -> list[Citizen]:
    rows = Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {row.public_id: row for row in rows.defer("cpr_encrypted", "cpr_index")}
    return [found[each] for each in ids if each in found]


def _preview(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    """Say whose team the colleague is in already; masked candidates stay masked."""
    citizens = _found(viewer, ids)
    colleague = form.cleaned_data["membership"]
    keys = [each.pk for each in citizens]
    seen, mine = may_see_name(viewer, keys), in_case_teams(viewer, keys)
    there = set(
        CaseTeamMember.objects.on(today())
        .filter(jobcentre_id=viewer.jobcentre_id, citizen__in=keys, membership=colleague)
        .order_by()
        .values_list("citizen_id", flat=True)
    )
    as_leader = viewer.can(Can.GRANT_ACCESS) and colleague.pk != viewer.membership_id
    changes = []
    for each in citizens:
        may = as_leader or (viewer.can(Can.WRITE_CITIZENS) and each.pk in mine)
        before = colleague.name if each.pk in there else ""
        refusal = "" if may else _(NOT_YOURS)
        name = display_name(each, each.pk in seen)
        changes.append(Change(each.public_id, name, before, colleague.name, refusal))
    return changes


def _apply(viewer: Viewer, public_id: UUID, form: Any) -> None:
    found = _found(viewer, [public_id])
    if not found:
        raise NotYours
    add_team_member(found[0], actor=viewer, **form.cleaned_data)


BULK = (
    Bulk("team", gettext_lazy("Take a colleague into the case team"),
         (Can.WRITE_CITIZENS, Can.GRANT_ACCESS), JoinForm, _preview, _apply),
)  # fmt: skip
