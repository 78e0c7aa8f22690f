"""The demo's profiles, objections, shared contacts and changes in the register."""

from datetime import timedelta

from companies import actions
from companies.actions.contacts import ContactFacts, Raised
from companies.actions.people import PersonFacts
from companies.actions.profiles import ProfileFacts
from companies.actions.relations import RelationFacts
from companies.demo import demo_workplaces
from companies.models import Contact, RegisterChange, Workplace, WorkplaceProfile
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

PROFILES = [
    ProfileFacts(
        kinds=["on_the_way", "newcomers"], considerations=["few_hours", "fixed_routines"],
        languages=["da", "en", "pl"], choosing="jobcentre", lead_days=14,
        note="Én ad gangen. Mette viser rundt den første dag.",
    ),
    ProfileFacts(
        kinds=["young", "ready_soon"], considerations=["flexible_hours"], languages=["da", "en"],
        choosing="many", lead_days=7, note="Weekender er sværest at dække.",
    ),
    ProfileFacts(
        kinds=["ready_soon", "seniors"], considerations=["seated_work", "no_customers"],
        languages=["da", "de"], choosing="either", lead_days=21,
    ),
]  # fmt: skip
LATER = ProfileFacts(
    kinds=["on_the_way", "newcomers", "seniors"],
    considerations=["few_hours", "fixed_routines", "calm"],
    languages=["da", "en", "pl", "uk"], choosing="jobcentre", lead_days=10,
    note="To ad gangen fra nytår. Mette viser rundt den første dag.",
)  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Add what several jobcentres know of one company; nothing where it is there already."""
    if WorkplaceProfile.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    north = demo_workplaces("0901", 3)
    if jobcentre.code == "0901":
        _north(north, people["carl"])
    else:
        _south(north[0], people["sol"])


def _north(workplaces: list[Workplace], carl: Membership) -> None:
    actor = Viewer.of(carl)
    for number, (workplace, facts) in enumerate(zip(workplaces, PROFILES, strict=False)):
        with clock_at(now() - timedelta(days=430 if number == 1 else 60 + number)):
            actions.write_profile(workplace, facts, actor=actor)
    first = workplaces[0]
    actions.write_profile(first, LATER, actor=actor, version=1)
    for name, role, at in (
        ("Vibeke Vang", "employee_representative", first),
        ("Flemming Fog", "joint_shop_steward", None),
    ):
        actions.add_person(
            first.company,
            PersonFacts(
                name=name, workplace=at, roles=[role], union="3F", phone="+4599000009",
                trade="kontor" if at else "",
            ),
            actor=actor,
        )  # fmt: skip
    held_at = now() - timedelta(days=33)
    with clock_at(held_at):
        contact = actions.log_contact(
            first.company,
            ContactFacts(
                channel="phone", purpose="Høre om en plads mere fra nytår", workplace=first,
                objections=[
                    Raised("employees_unwilling", "Mette fortæller om sidste forløb på et møde"),
                    Raised("no_time", "Vi tager papirerne", is_settled=True),
                ],
            ),
            actor=actor, held_at=held_at,
            outcome="De tøver: kollegerne synes, at oplæringen tager tid. Vi kommer og taler med "
            "dem.",
        )  # fmt: skip
    oldest = Contact.objects.held().filter(
        jobcentre_id=actor.jobcentre_id, company=first.company
    ).exclude(pk=contact.pk)  # fmt: skip
    for each in oldest.order_by("held_at", "id")[:1]:
        actions.share_contact(each, actor=actor)
    if not RegisterChange.objects.filter(company=first.company).exists():
        RegisterChange.objects.bulk_create(
            RegisterChange(
                company=first.company, fact=fact, before=before, after=after,
                noted_on=today() - timedelta(days=days),
            )
            for fact, before, after, days in (
                ("size", "10", "20", 250),
                ("address", f"Gammel Havnevej 2, {first.company.postcode} {first.company.city}",
                 f"{first.company.address}, {first.company.postcode} {first.company.city}", 610),
            )
        )  # fmt: skip


def _south(workplace: Workplace, sol: Membership) -> None:
    """South works with the same company, and shares one contact."""
    actor = Viewer.of(sol)
    held_at = now() - timedelta(days=48)
    with clock_at(held_at):
        actions.set_relation(workplace.company, RelationFacts(sol, "cooperating"), actor=actor)
        actions.log_contact(
            workplace.company,
            ContactFacts(channel="visit", purpose="Pladser til to fra Sønderby", is_shared=True),
            actor=actor, held_at=held_at,
            outcome="De tager gerne én mere fra os, men helst ikke samme uge som en fra jer.",
        )  # fmt: skip
    actions.write_profile(workplace, PROFILES[0], actor=actor)
