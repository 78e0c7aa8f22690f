"""Candidates at the demo's speed dating, and the plan of their conversations."""

from citizens.access import citizens_visible_to
from companies.models import Gathering
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import speed_dating as actions
from placements.models import DatingCandidate

WHO = (
    ((), "Vant til at arbejde på lager, har truckcertifikat"),
    (("86-88",), "Er god til ældre og kan tage aftenvagter"),
    (("45-47", "55-56"), "Har stået i kiosk og kan lukke en kasse"),
    ((), "Møder til tiden og vil gerne ud blandt kolleger"),
    (("41-43", "10-33"), "Har lært at svejse"),
    ((), "Taler tre sprog"),
)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Let six of Nora's candidates take part; does nothing the second time."""
    if DatingCandidate.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    gathering = Gathering.objects.filter(
        jobcentre_id=jobcentre.pk, kind="speed_dating", state="planned"
    ).first()
    if gathering is None or "nora" not in people:
        return
    actor = Viewer.of(people["nora"])
    citizens = citizens_visible_to(actor).filter(state="active").order_by("name_key", "id")
    for citizen, (looks_for, told) in zip(citizens[: len(WHO)], WHO, strict=False):
        actions.add_candidate(
            gathering, citizen, actor=actor, looks_for=looks_for, told=told, has_agreed=True
        )
    actions.plan_dates(gathering, actor=actor)
