"""Changes of many companies at once: segment, fixed contact, deputy, a planned contact for each."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies import actions, rules
from companies.actions.contacts import ContactFacts
from companies.actions.relations import RelationFacts
from companies.actions.segments import set_segment
from companies.choices import Channel, ContactState, RelationStatus, Segment
from companies.models import Company, CompanyRelation, CompanyStanding, Contact
from companies.queries.segments import suggestions
from jobcenter.clock import COPENHAGEN, local_day, now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.lists import Bulk, Change
from jobcenter.models import Membership
from jobcenter.once import claim_once
from jobcenter.permissions import OUTSIDERS, Can, Role
from jobcenter.viewer import Viewer

NO_RELATION = N_("Nobody is the fixed contact yet. Set that first.")
PLANNED_ALREADY = N_("A contact is planned for that day already.")
SAME_PERSON = N_("The deputy must be another than the fixed contact.")


class SegmentForm(forms.Form):
    """The segment all of them get."""

    segment = forms.TypedChoiceField(
        label=gettext_lazy("Segment"), coerce=int, empty_value=None, required=False,
        choices=[("", gettext_lazy("in no group")), *Segment.choices],
    )  # fmt: skip

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)


class ColleagueForm(forms.Form):
    """The colleague all of them get."""

    colleague = forms.ModelChoiceField(
        label=gettext_lazy("Colleague"), queryset=Membership.objects.none(),
        to_field_name="public_id",
    )  # fmt: skip

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)
        roles = [role for role in Role.values if role not in OUTSIDERS]
        self.fields["colleague"].queryset = (  # type: ignore[attr-defined]
            Membership.objects.active()
            .with_role(*roles)
            .filter(jobcentre_id=viewer.jobcentre_id)
            .order_by("name", "id")
        )


class PlanForm(forms.Form):
    """What each of them is to be contacted about, how and when."""

    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=300)
    channel = forms.ChoiceField(label=gettext_lazy("How"), choices=Channel.choices)
    on = forms.DateField(label=gettext_lazy("On"))

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data, initial={"channel": Channel.PHONE})

    def clean_on(self) -> Any:
        """Refuse a day behind us or beyond what anyone plans."""
        on = self.cleaned_data["on"]
        if on < today():
            raise forms.ValidationError(_("Choose today or a later day."))
        if on > today() + rules.LATEST_PLAN:
            raise forms.ValidationError(_("Check the year: that is more than two years away."))
        return on

    @property
    def moment(self) -> datetime:
        """Nine o'clock that day, or in an hour's time when that has passed."""
        return max(datetime.combine(self.cleaned_data["on"], time(9), COPENHAGEN), now())


def _companies(ids: Sequence[UUID]) -> list[Company]:
    found = {
        company.public_id: company
        for company in Company.objects.filter(public_id__in=ids).defer("search", "months")
    }
    return [found[each] for each in ids if each in found]


def _relations(viewer: Viewer, companies: list[Company]) -> dict[int, CompanyRelation]:
    rows = CompanyRelation.objects.select_related("owner", "deputy").filter(
        jobcentre_id=viewer.jobcentre_id, company_id__in=[company.pk for company in companies]
    )
    return {row.company_id: row for row in rows}


def _one(viewer: Viewer, public_id: UUID) -> tuple[Company, CompanyRelation | None]:
    company = Company.objects.filter(public_id=public_id).first()
    if company is None:
        raise NotYours
    return company, _relations(viewer, [company]).get(company.pk)


def _set(viewer: Viewer, company: Company, relation: CompanyRelation | None, **facts: Any) -> None:
    """Change some facts of a relation and leave the others as they are."""
    if relation is not None:
        kept = {
            "owner": relation.owner, "deputy": relation.deputy, "status": relation.status,
            "segment": relation.segment, "note": relation.note,
        }  # fmt: skip
        changed = RelationFacts(**{**kept, **facts})
        actions.set_relation(company, changed, actor=viewer, version=relation.version)
        return
    if "owner" not in facts:
        raise Refused("no_relation", NO_RELATION)
    made = RelationFacts(status=RelationStatus.POSSIBLE, **facts)
    actions.set_relation(company, made, actor=viewer)


def _preview_segment(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    companies = _companies(ids)
    relations = _relations(viewer, companies)
    wanted = form.cleaned_data["segment"]
    after = str(Segment(wanted).label) if wanted else ""
    changes = []
    for company in companies:
        relation = relations.get(company.pk)
        before = relation.get_segment_display() if relation and relation.segment else ""
        refusal = "" if relation else _(NO_RELATION)
        changes.append(Change(company.public_id, company.name, str(before), after, refusal))
    return changes


def _apply_segment(viewer: Viewer, public_id: UUID, form: Any) -> None:
    _set(viewer, *_one(viewer, public_id), segment=form.cleaned_data["segment"])


class AcceptForm(forms.Form):
    """Nothing to fill in: each gets the segment the rules suggest for it."""

    def __init__(self, viewer: Viewer, data: Any = None) -> None:
        super().__init__(data)


def _preview_suggested(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    companies = _companies(ids)
    relations = _relations(viewer, companies)
    fits = suggestions(viewer, [company.pk for company in companies])
    changes = []
    for company in companies:
        relation, fit = relations.get(company.pk), fits.get(company.pk)
        before = relation.get_segment_display() if relation and relation.segment else ""
        after = str(Segment(fit.segment).label) if fit else ""
        refusal = "" if relation and fit else _(NO_RELATION)
        changes.append(Change(company.public_id, company.name, str(before), after, refusal))
    return changes


def _apply_suggested(viewer: Viewer, public_id: UUID, form: Any) -> None:
    company, _relation = _one(viewer, public_id)
    fit = suggestions(viewer, [company.pk]).get(company.pk)
    if fit is None:
        raise Refused("no_relation", NO_RELATION)
    set_segment(company, fit.segment, actor=viewer, suggestion=fit)


def _preview_owner(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    companies = _companies(ids)
    relations = _relations(viewer, companies)
    colleague = form.cleaned_data["colleague"]
    changes = []
    for company in companies:
        relation = relations.get(company.pk)
        before = relation.owner.name if relation else ""
        is_deputy = relation is not None and relation.deputy_id == colleague.pk
        refusal = _(SAME_PERSON) if is_deputy else ""
        changes.append(Change(company.public_id, company.name, before, colleague.name, refusal))
    return changes


def _apply_owner(viewer: Viewer, public_id: UUID, form: Any) -> None:
    _set(viewer, *_one(viewer, public_id), owner=form.cleaned_data["colleague"])


def _preview_deputy(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    companies = _companies(ids)
    relations = _relations(viewer, companies)
    colleague = form.cleaned_data["colleague"]
    changes = []
    for company in companies:
        relation = relations.get(company.pk)
        before = relation.deputy.name if relation and relation.deputy else ""
        refusal = ""
        if relation is None:
            refusal = _(NO_RELATION)
        elif relation.owner_id == colleague.pk:
            refusal = _(SAME_PERSON)
        changes.append(Change(company.public_id, company.name, before, colleague.name, refusal))
    return changes


def _apply_deputy(viewer: Viewer, public_id: UUID, form: Any) -> None:
    _set(viewer, *_one(viewer, public_id), deputy=form.cleaned_data["colleague"])


def _preview_plan(viewer: Viewer, ids: Sequence[UUID], form: Any) -> list[Change]:
    """Say what is planned already; a contact planned for the same day is not planned twice."""
    companies = _companies(ids)
    planned = dict(
        CompanyStanding.objects.filter(
            jobcentre_id=viewer.jobcentre_id, company__in=companies, planned_at__isnull=False
        ).values_list("company_id", "planned_at")
    )
    how = str(Channel(form.cleaned_data["channel"]).label)
    on = form.cleaned_data["on"]
    after = f"{on:%d.%m.%Y}: {how}, {form.cleaned_data['purpose']}"
    changes = []
    for company in companies:
        at = planned.get(company.pk)
        before = _("planned for %(day)s") % {"day": f"{local_day(at):%d.%m.%Y}"} if at else ""
        refusal = ""
        if at and local_day(at) == on:
            refusal = _(PLANNED_ALREADY)
        elif not company.is_active:
            refusal = _("The company has ceased.")
        changes.append(Change(company.public_id, company.name, before, after, refusal))
    return changes


def _apply_plan(viewer: Viewer, public_id: UUID, form: Any) -> None:
    company, _relation = _one(viewer, public_id)
    on = form.cleaned_data["on"]
    # Two pages sent at once: the second waits here for the first, and then finds its contact.
    claim_once(viewer, uuid5(public_id, f"plan {on.isoformat()}"))
    there = Contact.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company=company, state=ContactState.PLANNED,
        planned_at__gte=datetime.combine(on, time(), COPENHAGEN),
        planned_at__lt=datetime.combine(on + timedelta(days=1), time(), COPENHAGEN),
    )  # fmt: skip
    if there.exists():
        raise Refused("planned_already", PLANNED_ALREADY)
    facts = ContactFacts(form.cleaned_data["channel"], form.cleaned_data["purpose"])
    actions.plan_contact(company, facts, actor=viewer, planned_at=form.moment)


_MAY = (Can.LOG_CONTACT,)
BULK = (
    Bulk("plan", gettext_lazy("Plan a contact with each"), _MAY, PlanForm, _preview_plan,
         _apply_plan),
    Bulk("segment", gettext_lazy("Set the segment"), _MAY, SegmentForm, _preview_segment,
         _apply_segment),
    Bulk("suggested", gettext_lazy("Accept the suggested segment"), _MAY, AcceptForm,
         _preview_suggested, _apply_suggested),
    Bulk("owner", gettext_lazy("Set the fixed contact"), _MAY, ColleagueForm, _preview_owner,
         _apply_owner),
    Bulk("deputy", gettext_lazy("Set the deputy"), _MAY, ColleagueForm, _preview_deputy,
         _apply_deputy),
)  # fmt: skip
