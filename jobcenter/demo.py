"""The demo municipality: two jobcentres, nine people, and what the rooms add to them."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from jobcenter import registries
from jobcenter.clock import clock_at, now
from jobcenter.models import Jobcentre, Membership, Team, User
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in

DEMO_PASSWORD = "bro bro bro brille"  # noqa: S105  the demo's, on purpose known


@dataclass(frozen=True)
class Persona:
    """A person of the demo: who they are and where they begin."""

    name: str
    family_name: str
    centre: str
    roles: tuple[str, ...]
    phone: str
    what: object

    @property
    def email(self) -> str:
        """The login; the domain cannot exist (RFC 2606)."""
        return f"{self.name.lower()}@{self.centre}.example"


PERSONAS = [
    Persona(
        "Nora", "Nymann", "nord", (Role.JOB_CONSULTANT,), "+4572000010",
        _("job consultant in Nordby: the day begins with what needs you now"),
    ),
    Persona(
        "Carl", "Conradi", "nord", (Role.COMPANY_CONSULTANT,), "+4572000014",
        _("company consultant in Nordby: opens doors and remembers every contact"),
    ),
    Persona(
        "Mads", "Madsbjerg", "nord", (Role.MANAGER,), "+4572000001",
        _("manager in Nordby: the week's figures and the action plan"),
    ),
    Persona(
        "Bente", "Bekker", "nord", (Role.CASE_WORKER,), "+4572000020",
        _("case worker in Nordby: the authority's decision"),
    ),
    Persona(
        "Tine", "Tornby", "nord", (Role.TEAM_LEADER,), "+4572000005",
        _("team leader in Nordby"),
    ),
    Persona(
        "Ole", "Olrik", "nord", (Role.ADMINISTRATOR,), "+4572000002",
        _("administrator in Nordby: people, register import, messages"),
    ),
    Persona(
        "Sol", "Sander", "syd", (Role.JOB_CONSULTANT,), "+4572000110",
        _("job consultant in Sønderby: sees nothing of Nordby's citizens"),
    ),
    Persona(
        "Stine", "Strand", "syd", (Role.MANAGER,), "+4572000111",
        _("manager in Sønderby: party to an agreement that Nordby leads"),
    ),
]  # fmt: skip


def make_jobcentres() -> tuple[Jobcentre, Jobcentre]:
    """Make Nordby and Sønderby, or return them. The codes belong to no municipality."""
    north, _made = Jobcentre.objects.get_or_create(
        code="0901",
        defaults={
            "name": "Nordby",
            "entrance_phone": "+4572000000",
            "entrance_email": "virksomhed@nord.example",
        },
    )
    south, _made = Jobcentre.objects.get_or_create(
        code="0902",
        defaults={
            "name": "Sønderby",
            "unit_label": "Job og Virksomhed",
            "entrance_phone": "+4572000100",
            "entrance_email": "virksomhed@syd.example",
        },
    )
    return north, south


def make_people(north: Jobcentre, south: Jobcentre) -> dict[str, Membership]:
    """Make the personas with their users and memberships, by first name in lower case."""
    people = {}
    password = make_password(DEMO_PASSWORD)  # slow on purpose, and the same for all
    for persona in PERSONAS:
        jobcentre = north if persona.centre == "nord" else south
        user = User.objects.filter(email=persona.email).first()
        full_name = f"{persona.name} {persona.family_name}"
        if user is None:
            user = User.objects.create(email=persona.email, name=full_name, password=password)
        with acting_in(jobcentre):
            team, _made = Team.objects.get_or_create(
                jobcentre=jobcentre, name="Øst" if persona.centre == "nord" else "Syd"
            )
            people[persona.name.lower()], _made = Membership.objects.get_or_create(
                jobcentre=jobcentre,
                user=user,
                defaults={
                    "name": full_name,
                    "team": team,
                    "phone": persona.phone,
                    "email": persona.email,
                    "roles": list(persona.roles),
                },
            )
    return people


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Stand still in time and leave the garbage where it is: both cost a second in all."""
    gc.disable()
    try:
        with clock_at(now()):
            yield
    finally:
        gc.enable()


def build(tell: Callable[[str], None] = lambda line: None) -> None:
    """Build the whole demo, telling what is being built; what is there already stays as it is."""
    with _in_one_go():
        north, south = make_jobcentres()
        people = make_people(north, south)
        for jobcentre in (north, south):
            for _order, part in registries.demo_builders:
                tell(f"{jobcentre.name}: {' '.join(part.__module__.split('.'))}")
                with acting_in(jobcentre):
                    part(jobcentre, people)
