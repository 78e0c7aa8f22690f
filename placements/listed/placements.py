"""The room's lists as jobcenter/lists.py wants them described: columns, files, what is asked."""

from typing import Any

from django.template.defaultfilters import date as date_text
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobcenter.clock import today
from jobcenter.lists import Column, Dated, ListKind
from jobcenter.permissions import Can
from jobcenter.templatetags.components import masked, tag
from placements.changes import PLACE_BULK, PLACEMENT_BULK
from placements.choices import RATING_TONES, STATE_TONES, Rating, State
from placements.models import Place, Placement
from placements.queries.place_list import (
    USUAL_SORT,
    PlaceRow,
    all_places,
    count_places,
    first_places,
    picked_places,
)
from placements.queries.placement_list import (
    PlacementFilters,
    PlacementRow,
    all_placements,
    count_placements,
    first_placements,
    picked_placements,
)
from placements.queries.weeks import week_number_of
from placements.views.words import purpose_label


def _day(value: Any) -> str:
    return date_text(value, "j. b Y") if value else ""


def _link(url: str, text: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def _place(row: PlaceRow) -> SafeString:
    return _link(reverse("placements:place", args=[row.place.public_id]), row.place.title)


def _workplace(place: Place, small: str) -> SafeString:
    url = reverse("companies:workplace", args=[place.workplace.public_id])
    return format_html("{}<small>{}</small>", _link(url, place.workplace.name), small)


def _free(row: PlaceRow) -> SafeString:
    return tag(row.tone, row.words)


def _who(row: PlaceRow) -> str:
    return ", ".join(row.name_of(each) for each in row.held)


def _who_linked(row: PlaceRow) -> SafeString:
    reserved = format_html_join(
        "",
        '<div><a href="{}">{}</a> <span class="soft">{} – {}</span></div>',
        (
            (
                reverse("placements:reservation", args=[each.public_id]),
                _("Reserved by %(name)s") % {"name": each.reserved_by.name},
                date_text(each.starts_on, "j. b"), _day(each.ends_on),
            )
            for each in row.reserved
        ),
    )  # fmt: skip
    return _placements_linked(row) + reserved


def _placements_linked(row: PlaceRow) -> SafeString:
    return format_html_join(
        "",
        '<div>{} <span class="soft">{} – {}</span></div>',
        (
            (
                _link(reverse("placements:placement", args=[each.public_id]), row.name_of(each))
                if each.citizen_id in row.seen
                else masked(row.name_of(each)),
                date_text(each.starts_on, "j. b"),
                _day(each.ends_on),
            )
            for each in row.held
        ),
    )


def _use(row: PlaceRow) -> SafeString:
    if not (row.free_from or row.is_shared):
        return mark_safe("")
    return format_html(
        '<a class="button button-secondary button-small" href="{}?plads={}">{}'
        '<span class="sr-only"> – {}, {}</span></a>',
        reverse("placements:new"), row.place.public_id, _("Use the place"), row.place.title,
        row.place.workplace.name,
    )  # fmt: skip


PLACES = ListKind(
    code="places",
    label=gettext_lazy("Places"),
    url_name="placements:places",
    can=(Can.READ_PLACES,),
    params=("vis", "ord", "timer"),
    columns=(
        Column("place", gettext_lazy("Place"), lambda row: row.place.title, _place,
               is_fixed=True),
        Column("workplace", gettext_lazy("Workplace"), lambda row: row.place.workplace.name,
               lambda row: _workplace(row.place, row.place.workplace.city), sort="workplace"),
        Column("p_number", gettext_lazy("P number"), lambda row: row.place.workplace.p_number,
               in_file_only=True),
        Column("town", gettext_lazy("Town"), lambda row: row.place.workplace.city,
               in_file_only=True),
        Column("hours", gettext_lazy("Hours"), lambda row: float(row.place.weekly_hours),
               lambda row: floatformat(row.place.weekly_hours), sort="hours", is_number=True,
               sorts_down_first=True),
        Column("state", gettext_lazy("State"), lambda row: row.words, _free),
        Column("free_from", gettext_lazy("Free from"), lambda row: row.free_from,
               in_file_only=True),
        Column("who", gettext_lazy("Who is there"), _who, _who_linked),
        Column("tasks", gettext_lazy("Tasks"), lambda row: row.place.tasks, is_default=False),
        Column("open_from", gettext_lazy("Open from"), lambda row: row.place.open_from,
               lambda row: _day(row.place.open_from), sort="open", sorts_down_first=True,
               is_default=False),
        Column("open_to", gettext_lazy("Open until"), lambda row: row.place.open_to,
               lambda row: _day(row.place.open_to), is_default=False),
        Column("opened_by", gettext_lazy("Opened by"),
               lambda row: row.place.opened_by.name if row.place.opened_by else None,
               is_default=False),
        Column("closed", gettext_lazy("Why it was closed"), lambda row: row.place.closed_reason,
               is_default=False),
        Column("do", gettext_lazy("Do"), lambda row: None, _use, on_page_only=True,
               is_action=True),
    ),
    rows=all_places,
    count=count_places,
    first_ids=first_places,
    picked=picked_places,
    public_id=lambda row: row.place.public_id,
    title=lambda row: f"{row.place.title}, {row.place.workplace.name}",
    bulk=PLACE_BULK,
    default_sort=USUAL_SORT,
)  # fmt: skip


def _page(row: PlacementRow) -> str:
    return reverse("placements:placement", args=[row.placement.public_id])


def _candidate(row: PlacementRow) -> SafeString:
    return _link(_page(row), row.name if row.is_seen else masked(row.name))


def _period(row: PlacementRow) -> SafeString:
    each = row.placement
    text = f"{date_text(each.starts_on, 'j. b')} – {_day(each.last_day)}"
    if each.state != State.RUNNING:
        return format_html("{}", text)
    reached, weeks = week_number_of(each, today())
    week = _("week %(now)s of %(all)s") % {"now": reached, "all": weeks}
    return format_html("{}<small>{}</small>", text, week)


def _state(row: PlacementRow) -> SafeString:
    state = State(row.placement.state)
    return tag(STATE_TONES[state], state.label)


def _rating(row: PlacementRow) -> str | None:
    if row.check_in is None or not row.is_seen:
        return None
    return str(Rating(row.check_in.rating).label)


def _status(row: PlacementRow) -> Any:
    if not row.is_seen:
        return ""
    if row.check_in is None:
        is_running = row.placement.state == State.RUNNING
        return format_html('<span class="soft">{}</span>', _("none lately")) if is_running else ""
    rating = Rating(row.check_in.rating)
    week = _("week %(week)s") % {"week": f"{row.check_in.week_starts_on:%V}".lstrip("0")}
    return format_html('{} <span class="soft">{}</span>', tag(RATING_TONES[rating], rating.label),
                       week)  # fmt: skip


def _mentor(row: PlacementRow) -> str | None:
    each = row.placement
    return each.mentor.name if row.is_seen and each.mentor else None


def _purpose(row: PlacementRow) -> str | None:
    return purpose_label(row.placement.purpose) if row.is_seen else None


def _last_day(row: PlacementRow) -> Dated | None:
    """Return the day a placement that is not over ends on, named by the place: no candidate."""
    each: Placement = row.placement
    if not each.is_open:
        return None
    title = _("Ends: %(place)s, %(workplace)s") % {
        "place": each.place.title, "workplace": each.place.workplace.name,
    }  # fmt: skip
    return Dated(each.public_id, title, each.ends_on, url=_page(row))


PLACEMENTS = ListKind(
    code="placements",
    label=gettext_lazy("Placements"),
    url_name="placements:list",
    can=(Can.READ_CITIZENS,),
    params=("vis", "hvem", "ord", "konsulent", "fra", "til"),
    columns=(
        Column("candidate", gettext_lazy("Candidate"), lambda row: row.name, _candidate,
               sort="name", is_fixed=True),
        Column("workplace", gettext_lazy("Workplace"),
               lambda row: row.placement.place.workplace.name,
               lambda row: _workplace(row.placement.place, row.placement.place.title),
               sort="workplace"),
        Column("p_number", gettext_lazy("P number"),
               lambda row: row.placement.place.workplace.p_number, in_file_only=True),
        Column("place", gettext_lazy("Place"), lambda row: row.placement.place.title,
               in_file_only=True),
        Column("period", gettext_lazy("Period"), lambda row: None, _period, sort="end",
               on_page_only=True),
        Column("first", gettext_lazy("First day"), lambda row: row.placement.starts_on,
               lambda row: _day(row.placement.starts_on), sort="start", sorts_down_first=True,
               is_default=False),
        Column("last", gettext_lazy("Last day"), lambda row: row.placement.last_day,
               lambda row: _day(row.placement.last_day), is_default=False),
        Column("hours", gettext_lazy("Hours a week"), lambda row: float(row.placement.weekly_hours),
               lambda row: floatformat(row.placement.weekly_hours), is_number=True,
               is_default=False),
        Column("state", gettext_lazy("State"), lambda row: row.placement.get_state_display(),
               _state),
        Column("status", gettext_lazy("Latest status"), _rating, _status),
        Column("consultant", gettext_lazy("Consultant"), lambda row: row.placement.consultant.name),
        Column("mentor", gettext_lazy("Mentor"), _mentor, is_default=False),
        Column("purpose", gettext_lazy("Purpose"), _purpose, is_default=False),
        Column("rule", gettext_lazy("Rule"),
               lambda row: row.placement.legal_ref if row.is_seen else None, is_default=False),
    ),
    rows=all_placements,
    count=count_placements,
    first_ids=first_placements,
    picked=picked_placements,
    dated=_last_day,
    public_id=lambda row: row.placement.public_id,
    title=lambda row: row.name,
    bulk=PLACEMENT_BULK,
    default_sort=lambda viewer, query: PlacementFilters.of(viewer, query).usual_sort,
    may_sort=lambda viewer, query, sort: PlacementFilters.of(viewer, query).may_sort(sort),
)  # fmt: skip
