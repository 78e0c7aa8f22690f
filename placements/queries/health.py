"""What the health of a centre is told from: runs that ended at its places, and its weeks."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from placements.choices import State
from placements.models import Centre, CheckIn, Placement
from placements.rules import health as rules

WEEKS = timedelta(weeks=13)
MOST = 2_000


def centre_health(centre: Centre, day: date) -> rules.Health:
    """Return a centre's health on a day: two queries, of two years and of thirteen weeks."""
    rows = Placement.objects.filter(
        Q(place__centre=centre) | Q(place__former_centre=centre),
        jobcentre_id=centre.jobcentre_id,
        state__in=[State.RUNNING, State.ENDED, State.INTERRUPTED],
        ends_on__gte=day - rules.LOOK_BACK,
    ).only(
        "citizen_id", "state", "starts_on", "ends_on", "ended_on", "chain_starts_on", "end_reason"
    ).order_by("-ends_on", "-id")[:MOST]  # fmt: skip
    placements = list(rows)
    since = day - WEEKS
    due = sum(
        since <= week.due_on < day
        for each in placements
        if each.last_day >= since
        for week in each.weeks
    )
    answered = CheckIn.objects.filter(
        jobcentre_id=centre.jobcentre_id,
        placement_id__in=[each.pk for each in placements if each.last_day >= since],
        week_starts_on__gte=since - timedelta(days=6),
        week_starts_on__lt=day,
    ).count()
    return rules.health_of(_runs(placements), weeks_due=due, weeks_answered=min(answered, due))


def _runs(placements: list[Placement]) -> list[rules.Run]:
    """Return the chains that are over, each as its last placement tells; newest first."""
    runs, seen = [], set()
    for each in placements:
        chain = each.citizen_id, each.chain_starts_on
        if chain in seen:
            continue
        seen.add(chain)
        if each.state != State.RUNNING:
            why = each.end_reason if each.state == State.INTERRUPTED else ""
            runs.append(rules.Run(each.chain_starts_on, each.last_day, why, who=each.citizen_id))
    return runs


def cause_words() -> dict[str, str]:
    """Return where a stop had its cause, in words."""
    return {
        "person": _("illness, absence or matters at home"),
        "match": _("not the right match"),
        "company": _("changes or no tasks at the company"),
        "other": _("other causes"),
    }


def sign_words(health: rules.Health) -> list[str]:
    """Return what stands out, a sentence each."""
    sentences = {
        "early": _("%(share)s %% stop before time. Talk with mentor and candidates about why.")
        % {"share": health.early},
        "no_jobs": _("Nobody has gone on to a job or education from here. Is it still a workplace,"
                     " or has it become a project?"),
        "silent": _("Only %(share)s %% of the mentor's weeks are answered. Ask what would make it"
                    " easier.") % {"share": health.answered},
    }  # fmt: skip
    return [sentences[sign] for sign in health.signs]
