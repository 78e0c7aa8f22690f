"""An event with people to invite, as several tests need it."""

from datetime import datetime, time, timedelta
from typing import Any

from companies.actions import gatherings as actions
from companies.actions.gatherings import GatheringFacts
from companies.models import ContactPerson, Gathering, Invitation
from jobcenter.clock import COPENHAGEN, today
from jobcenter.models import Membership
from jobcenter.viewer import Viewer
from tests.companies.factories import make_company, make_person


def facts(responsible: Membership, **said: Any) -> GatheringFacts:
    """An information meeting for three, in ten days."""
    on = today() + timedelta(days=10)
    values: dict[str, Any] = {
        "kind": "information", "title": "Nye regler", "purpose": "Fortælle om reglerne",
        "place": "Rådhuset", "capacity": 3, "responsible": responsible,
        "starts_at": datetime.combine(on, time(9), COPENHAGEN),
        "ends_at": datetime.combine(on, time(11), COPENHAGEN), **said,
    }  # fmt: skip
    return GatheringFacts(**values)


def plan(carl: Membership, **said: Any) -> Gathering:
    """Plan the event as Carl, inside North."""
    return actions.plan_gathering(facts(carl, **said), actor=Viewer.of(carl))


def somebody(actor: Viewer, number: int, **said: Any) -> ContactPerson:
    """Make a company with a person who agreed to mail."""
    values: dict[str, Any] = {"email": f"p{number}@firma.example", "may_receive_mail": True, **said}
    return make_person(make_company(f"Firma {number:02d}"), actor, f"Person {number}", **values)


def invited(gathering: Gathering, actor: Viewer, number: int, **said: Any) -> list[Invitation]:
    """Put so many people of companies of their own on the list."""
    people = [somebody(actor, each, **said) for each in range(number)]
    actions.invite(gathering, people, actor=actor)
    rows = Invitation.objects.select_related("gathering", "person", "company").filter(
        jobcentre_id=actor.jobcentre_id, gathering=gathering
    )
    return list(rows.order_by("id"))
