"""Two networks, mentor training with certificates, and a newsletter for the demo."""

from datetime import datetime, time, timedelta

from companies.actions import gathering_answers as answers
from companies.actions import gatherings, networks
from companies.actions import newsletters as letters
from companies.actions.gatherings import GatheringFacts
from companies.actions.networks import NetworkFacts
from companies.choices.gathering import Source
from companies.models import (
    ContactPerson,
    Invitation,
    Network,
    NetworkMember,
    NewsletterConsent,
)
from companies.queries.gatherings import companies_of, people_to_invite
from companies.queries.networks import member_people
from jobcenter.calendar import add_working_days
from jobcenter.clock import COPENHAGEN, clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Found the networks as Tine and Carl did; does nothing the second time."""
    if jobcentre.code != "0901" or Network.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    carl, tine = people["carl"], people["tine"]
    actor = Viewer.of(carl)
    who = people_to_invite(actor, companies_of(actor, Source.COOPERATING, []), 60)
    with clock_at(now() - timedelta(days=200)):
        exchange = networks.found_network(
            NetworkFacts("experience", "Erfa om sygefravær", "Lære af hinanden, hvordan "
                         "fraværet kommer ned; hver virksomhed prøver én ting om året", tine,
                         results="Tre virksomheder har fået en fast samtale på dag fem."),
            actor=actor,
        )  # fmt: skip
        training = networks.found_network(
            NetworkFacts("training", "Mentoruddannelsen", "Give mentorer papir på det, de kan, "
                         "så færre forløb afbrydes", carl, content="Rollen som mentor.\n\n"
                         "Den svære samtale.\n\nPsykisk sårbarhed på arbejdspladsen.",
                         hours=18, days_needed=2),
            actor=actor,
        )  # fmt: skip
        networks.found_network(
            NetworkFacts("experience", "Erfa: små virksomheder", "Fravær, hvor der kun er fem "
                         "ansatte", tine, parent=exchange),
            actor=actor,
        )  # fmt: skip
        for network, chosen in ((exchange, who[:9]), (training, who[6:16])):
            _take_in(network, chosen)
    for days in (-60, -30):
        _held(training, actor, carl, days)
    _plan(exchange, actor, tine, 16)
    rows = NetworkMember.objects.filter(jobcentre_id=jobcentre.pk, network=training)
    for member in rows.select_related("network").order_by("id")[:4]:
        if networks.days_attended(member) >= 2:
            networks.give_certificate(member, actor=actor)
    _newsletter(actor, carl, who)


def _take_in(network: Network, people: list[ContactPerson]) -> None:
    NetworkMember.objects.bulk_create(
        NetworkMember(
            jobcentre_id=network.jobcentre_id, network=network, company_id=person.company_id,
            person=person, joined_on=today(),
        )
        for person in people
    )  # fmt: skip


def _plan(network: Network, actor: Viewer, by: Membership, days: int) -> None:
    on = add_working_days(today(), days)
    meeting = gatherings.plan_gathering(
        GatheringFacts("network", f"{network.name}: møde", network.purpose, "Rådhuset, mødesal 1",
                       datetime.combine(on, time(9), COPENHAGEN),
                       datetime.combine(on, time(15), COPENHAGEN), 20, by, network=network),
        actor=actor,
    )  # fmt: skip
    gatherings.invite(meeting, member_people(actor, network), actor=actor)


def _held(network: Network, actor: Viewer, by: Membership, days: int) -> None:
    """A course day of the past to which most came."""
    with clock_at(now() + timedelta(days=days - 20)):
        _plan(network, actor, by, 10)
    meeting = network.gatherings.filter(
        jobcentre_id=network.jobcentre_id, state="planned"
    ).order_by("-id")[0]  # fmt: skip
    rows = Invitation.objects.filter(jobcentre_id=network.jobcentre_id, gathering=meeting)
    rows.update(state="coming", answered_at=meeting.created_at)
    ids = list(rows.order_by("id").values_list("pk", flat=True))
    with clock_at(meeting.ends_at):
        answers.note_attendance(
            meeting, {pk: answers.Attendance(n % 5 != 4) for n, pk in enumerate(ids)}, actor=actor
        )
        gatherings.hold_gathering(meeting, "God øvelse i den svære samtale.", actor=actor)


def _newsletter(actor: Viewer, carl: Membership, who: list[ContactPerson]) -> None:
    """One issue that was sent two months ago, and a draft of the next."""
    NewsletterConsent.objects.bulk_create(
        NewsletterConsent(
            jobcentre_id=actor.jobcentre_id, person=person, way="visit" if n % 3 else "phone",
            given_on=today() - timedelta(days=90 + 7 * n), noted_by=carl,
        )
        for n, person in enumerate(person for person in who if person.email)
    )  # fmt: skip
    news = [
        {"kind": "text", "title": "Nye hænder", "text": "28 virksomheder har åbnet en plads siden "
         "sidst. Tak for det."},
        {"kind": "events", "title": "Det sker", "text": ""},
        {"kind": "contact", "title": "Ring til os", "text": ""},
    ]  # fmt: skip
    with clock_at(now() - timedelta(days=58)):
        first = letters.write_newsletter("Nyt fra jobcentret, september", news, actor=actor)
        letters.send_newsletter(first, actor=actor)
    letters.write_newsletter("Nyt fra jobcentret, november", news, actor=actor)
