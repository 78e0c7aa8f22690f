"""The demo's agreements of two jobcentres: Sønderby is party to one and invited to another."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from companies.actions import need_moves, needs
from companies.actions import parties as acts
from companies.actions.needs import NeedFacts
from companies.models import Agreement, PartyAnswer, PartyInvitation
from companies.queries.parties import goals_of, invitations_to_us
from jobcenter.clock import COPENHAGEN, clock_at, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

TITLES = (
    "Buffist om morgenen", "Hjælp på lageret", "Piccoline i receptionen", "Opvasker i weekenden",
    "Servicemedarbejder", "Kasseassistent",
)  # fmt: skip


def _at(days: int) -> datetime:
    return datetime.combine(today() - timedelta(days=days), time(11), COPENHAGEN)


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Invite, accept and deliver through the ordinary actions; once."""
    if jobcentre.code == "0901":
        _invite(jobcentre, people)
    elif not PartyAnswer.objects.filter(jobcentre_id=jobcentre.pk).exists():
        _take_part(jobcentre, people)


def _invite(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    if PartyInvitation.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    south = Jobcentre.objects.get(code="0902")
    rows = Agreement.objects.running().filter(jobcentre_id=jobcentre.pk)
    shared = rows.filter(goals__kind="needs").order_by("id").first()
    asked = rows.exclude(goals__kind="needs").order_by("-id").first()
    if shared is None or asked is None:
        return
    carl = Viewer.of(people["carl"])
    with clock_at(_at(90)):
        acts.invite_party(
            shared, south, actor=carl,
            note="I har brug for de samme folk: skal vi løfte den sammen?",
        )  # fmt: skip
    with clock_at(_at(2)):
        acts.invite_party(asked, south, actor=carl, note="De åbner også hos jer. Vil I være med?")


def _take_part(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Say yes to the older invitation, take a share, deliver six needs, and let the lead know."""
    invitation = invitations_to_us(Viewer.system(jobcentre)).order_by("invited_at", "id").first()
    if invitation is None:
        return
    stine, sol = Viewer.of(people["stine"]), Viewer.of(people["sol"])
    with clock_at(_at(85)):
        answer = acts.accept_invitation(invitation, actor=stine)
    wanted = next(goal for goal in goals_of(answer.shared) if goal.kind == "needs")
    acts.state_share(invitation, wanted.id, Decimal(6), actor=stine)
    for number, title in enumerate(TITLES):
        facts = NeedFacts(
            kind="job", title=title, tasks="Efter oplæring på stedet.", number=1,
            starts_on=today() - timedelta(days=20), weekly_hours=Decimal(30),
        )  # fmt: skip
        with clock_at(_at(60 - number)):
            need = needs.tell_about_need(invitation.company, facts, actor=sol)
        with clock_at(_at(40 - number)):
            need_moves.fill_need(need, actor=sol, seat=1, how="job")
    acts.renew_all(actor=Viewer.system(jobcentre))
    with acting_in(invitation.jobcentre_id):
        acts.renew_all(actor=Viewer.system(invitation.jobcentre_id))
