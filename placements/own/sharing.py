"""What the citizen's own page tells of companies: a line on its front, and all that is held."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from citizens.models import Citizen
from citizens.own.facts import MOST, Fact, Held
from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.viewer import Viewer
from placements.models import Sharing
from placements.queries.sharing import sections_of


def own_line(viewer: Viewer, citizen: Citizen) -> str | None:
    """Tell how many companies read something, and that an answer is waited for: one query."""
    found = Sharing.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk
    ).aggregate(
        shared=Count("pk", filter=Q(state="sent", until__gte=today())),
        asked=Count("pk", filter=Q(state="draft", asked_at__isnull=False)),
    )  # fmt: skip
    if found["asked"]:
        return _("We ask you: may we tell a company something?")
    number = found["shared"]
    if not number:
        return _("Nothing is shared with a company.")
    return ngettext(
        "%(n)s company may read something about you.",
        "%(n)s companies may read something about you.",
        number,
    ) % {"n": number}


def own_held(viewer: Viewer, citizen: Citizen) -> Held | None:
    """Return what was told to companies, as the citizen takes it along: one query."""
    rows = (
        Sharing.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .exclude(state="draft", asked_at__isnull=True)
        .select_related("company")
        .order_by("-pk")[:MOST]
    )
    facts = []
    for row in rows:
        note = str(row.get_state_display())
        if row.until:
            note += ", " + _("until and including %(day)s") % {"day": say(row.until, "j. F Y")}
        text = "\n".join(f"{each.label}: {each.text}" for each in sections_of(row))
        facts.append(Fact(row.company.name, text, note))
    why = _("With your yes, a company reads what is good to know at work.")
    return Held("companies", _("What companies know about me"), why, facts)
