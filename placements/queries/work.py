"""The consultant's work queue: what needs an action now, and what to follow up this week.

One kind in followup's registry: three queries, however many placements.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.queue import Action, QueueRow, Tag
from jobcenter.addresses import reverse
from jobcenter.calendar import monday_of
from jobcenter.clock import COPENHAGEN
from jobcenter.dates import say
from jobcenter.viewer import Viewer
from placements.choices import Rating, State
from placements.models import CheckIn, Placement
from placements.queries.followed import Followed, followed_by
from placements.queries.texts import (
    call,
    day_words,
    title_of,
    week_of,
    weeks_in_words,
)
from placements.rules import rhythm
from placements.rules.conditions import decision_due_on

# ── now: check-ins that wait for an action ────────────────────────────────────────────────────


def _needs_action_row(check_in: CheckIn) -> QueueRow:
    placement = check_in.placement
    week = week_of(check_in.week_starts_on)
    is_help = check_in.rating == Rating.NEEDS_ACTION
    if is_help:
        tag = Tag(_("Needs action"), "bad")
        title = title_of(placement)
        why = (
            _("Mentor's status, %(week)s: “%(note)s”") % {"week": week, "note": check_in.note}
            if check_in.note
            else _("The mentor asks for help, %(week)s. Call and hear what it is about.")
            % {"week": week}
        )
    else:
        tag = Tag(_("Absence"), "bad")
        title = _("%(name)s did not come · %(workplace)s") % {
            "name": placement.citizen.short_name,
            "workplace": placement.place.workplace.name,
        }
        why = ""
    if check_in.absent_days:
        told = check_in.answered_at.astimezone(COPENHAGEN)
        why = " ".join(
            [
                why,
                _("Absent %(days)s, %(week)s. Reported %(when)s.")
                % {
                    "days": day_words(check_in.week_starts_on, check_in.absent_days),
                    "week": week,
                    "when": say(told, "l") + " " + say(told, "TIME_FORMAT"),
                },
                "" if is_help or not check_in.note else f"“{check_in.note}”",
            ]
        ).strip()
    actions = [_open_placement(placement)]
    phone = placement.mentor.phone if is_help and placement.mentor else placement.citizen.phone
    if phone:
        who = (
            placement.mentor.name if is_help and placement.mentor else placement.citizen.first_name
        )
        actions.insert(0, call(who, phone))
    return QueueRow(
        severity="now",
        title=title,
        why=why,
        actions=actions[:1] if phone else actions,
        subject=check_in.public_id,
        tag=tag,
        due_on=check_in.week_starts_on,
        url=_url(placement),
        extra={
            "form": {
                "url": reverse("placements:handle", args=[check_in.public_id]),
                "open": _("Write what you did"),
                "label": _("What did you do?"),
                "name": "what",
                "button": _("Save"),
                "suggestions": (
                    [_("Called the mentor"), _("Visited the workplace")]
                    if is_help
                    else [_("Talked with the candidate"), _("No answer, tried twice")]
                ),
            }
        },
    )


# ── what the viewer's placements need ─────────────────────────────────────────────────────────


def find_follow_up(viewer: Viewer, today: date, limit: int) -> list[QueueRow]:
    """Return what the viewer's placements need, the most urgent first.

    Help asked for, absence, starts and ends overdue; then silence, visits, decisions.
    """
    followed = followed_by(viewer, today)
    waiting = [check_in for each in followed for check_in in each.waiting]
    waiting.sort(key=lambda c: (c.rating != Rating.NEEDS_ACTION, c.answered_at))
    running = [each for each in followed if each.placement.state == State.RUNNING]
    rows = [
        *(_needs_action_row(check_in) for check_in in waiting),
        *(_start_row(each, today) for each in followed if _is_to_start(each, today)),
        *(_over_row(each) for each in running if each.placement.ends_on < today),
        *(
            _silent_row(each, missing, today)
            for each in running
            if (missing := each.missing(today))
        ),
        *_visit_rows(running, today),
        *(_ending_row(each, today) for each in running if _ends_soon(each, today)),
    ]
    return rows[:limit]


def _is_to_start(each: Followed, today: date) -> bool:
    return each.placement.state == State.AGREED and each.placement.starts_on <= today


def _start_row(each: Followed, today: date) -> QueueRow:
    placement = each.placement
    can_start = placement.mentor_id is not None
    late = placement.starts_on < today
    day = say(placement.starts_on, "j. F")
    start = Action(
        _("Set running"), reverse("placements:start", args=[placement.public_id]), "post", True
    )
    if not can_start:
        why = _("Agreed from %(day)s. Name a mentor before it can start.") % {"day": day}
    elif placement.extension_of_id:
        why = _("The extension begins %(day)s.") % {"day": day}
    else:
        why = _("Agreed from %(day)s. Set it running when the candidate has come.") % {"day": day}
    return QueueRow(
        severity="now",
        title=title_of(placement),
        why=why,
        actions=[start] if can_start else [_open_placement(placement, _("Name a mentor"))],
        subject=placement.public_id,
        tag=Tag(_("Should have started") if late else _("Starts today"), "bad" if late else "warn"),
        due_on=placement.starts_on,
        url=_url(placement),
        key=f"start-{placement.public_id}",
    )


def _over_row(each: Followed) -> QueueRow:
    placement = each.placement
    day = say(placement.ends_on, "j. F")
    return QueueRow(
        severity="now",
        title=title_of(placement),
        why=_("The last day was %(day)s, and the placement is not closed yet.") % {"day": day},
        actions=[
            Action(
                _("Close it"), reverse("placements:end", args=[placement.public_id]), "post", True
            ),
        ],
        subject=placement.public_id,
        tag=Tag(_("Has ended"), "bad"),
        due_on=placement.ends_on,
        url=_url(placement),
        key=f"over-{placement.public_id}",
    )


def _silent_row(each: Followed, missing: list[rhythm.CheckInWeek], today: date) -> QueueRow:
    placement, oldest = each.placement, missing[0]
    days = (today - each.last_heard_on()).days
    mentor = placement.mentor
    name = mentor.name if mentor else _("The mentor")
    actions = [
        Action(
            _("Fill in for the mentor"),
            reverse("placements:week", args=[placement.public_id, oldest.label]),
        )
    ]
    if mentor and mentor.phone:
        actions.insert(0, call(mentor.name, mentor.phone))
    return QueueRow(
        severity="week",
        title=_("%(mentor)s has not answered · %(candidate)s, %(workplace)s")
        % {
            "mentor": name,
            "candidate": placement.citizen.short_name,
            "workplace": placement.place.workplace.name,
        },
        why=_("%(weeks)s missing. Reminded once. Call rather than write – or fill it in.")
        % {"weeks": weeks_in_words([week.week_starts_on for week in missing])},
        actions=actions,
        subject=placement.public_id,
        tag=Tag(
            ngettext("Silent for %(days)s day", "Silent for %(days)s days", days) % {"days": days},
            "warn",
        ),
        due_on=oldest.due_on,
        url=_url(placement),
        key=f"silent-{placement.public_id}",
    )


def _visit_rows(running: Iterable[Followed], today: date) -> list[QueueRow]:
    """One row per workplace and day: a visit sees everybody there."""
    sunday = monday_of(today) + timedelta(days=6)
    due: dict[tuple[int, date | None], list[Followed]] = defaultdict(list)
    for each in running:
        if each.placement.ends_on < today:
            continue
        workplace = each.placement.place.workplace_id
        if each.planned_visit is not None:
            if each.planned_visit.due_on <= sunday:
                due[workplace, each.planned_visit.due_on].append(each)
            continue
        late_on = rhythm.next_visit_due_on(
            each.placement.starts_on, each.placement.ends_on, each.last_visit_on
        )
        if late_on is not None and late_on < today:
            due[workplace, None].append(each)
    ordered = sorted(due.items(), key=lambda pair: (pair[0][1] or today, pair[0][0]))
    return [_visit_row(planned, group, today) for (_place, planned), group in ordered]


def _visit_row(planned: date | None, group: list[Followed], today: date) -> QueueRow:
    workplace = group[0].placement.place.workplace
    names = get_text_list([each.placement.citizen.short_name for each in group], _("and"))
    if planned is None:
        seen = [each.last_visit_on for each in group if each.last_visit_on]
        if seen:
            last = min(seen)
            why = _("%(names)s: last visit %(day)s, %(days)s days ago.") % {
                "names": names, "day": say(last, "j. F"), "days": (today - last).days,
            }  # fmt: skip
        else:
            why = _("%(names)s: no visit yet.") % {"names": names}
        tag = Tag(_("Visit missing"), "warn")
    else:
        why = names
        words = _("Visit today") if planned == today else _("Visit %(day)s") % {
            "day": say(planned, "l")
        }  # fmt: skip
        tag = Tag(
            words if planned >= today else _("Visit overdue"),
            "info" if planned >= today else "warn",
        )
    query = "&".join(f"f={each.placement.public_id}" for each in group)
    form = reverse("placements:visits")
    return QueueRow(
        severity="week",
        title=ngettext(
            "%(workplace)s · %(count)s candidate",
            "%(workplace)s · %(count)s candidates",
            len(group),
        )
        % {"workplace": workplace.name, "count": len(group)},
        why=why,
        actions=[
            Action(_("Log the visit"), f"{form}?{query}"),
        ],
        subject=group[0].placement.public_id,
        tag=tag,
        due_on=planned,
        url=reverse("companies:workplace", args=[workplace.public_id]),
        key=f"visit-{workplace.pk}-{planned or ''}",
        extra={
            "held_today": [str(each.placement.public_id) for each in group],
            "agenda": planned == today,
            "workplace": workplace.name,
            "names": names,
        },
    )


def _ends_soon(each: Followed, today: date) -> bool:
    return (
        not each.is_extended
        and each.placement.ends_on >= today
        and rhythm.ends_soon(each.placement.ends_on, today)
    )


def _ending_row(each: Followed, today: date) -> QueueRow:
    placement = each.placement
    days = (placement.ends_on - today).days
    decide = decision_due_on(placement.ends_on)
    facts = {
        "ends": say(placement.ends_on, "j. F"),
        "decide": say(decide, "j. F"),
    }
    if decide < today:
        why = _(
            "Ends %(ends)s. What comes next should have been decided by %(decide)s (RSL § 7 a)."
        )
    else:
        why = _("Ends %(ends)s. Decide by %(decide)s what comes next (RSL § 7 a).")
    return QueueRow(
        severity="week",
        title=title_of(placement),
        why=why % facts,
        actions=[
            Action(_("Choose the next step"), _url(placement) + "#next"),
        ],
        subject=placement.public_id,
        tag=Tag(
            _("Ends today")
            if days == 0
            else ngettext("Ends in %(days)s day", "Ends in %(days)s days", days) % {"days": days},
            "warn",
        ),
        due_on=placement.ends_on,
        url=_url(placement),
        key=f"ends-{placement.public_id}",
    )


def _url(placement: Placement) -> str:
    return reverse("placements:placement", args=[placement.public_id])


def _open_placement(placement: Placement, label: str = "") -> Action:
    return Action(label or _("Open"), _url(placement))
