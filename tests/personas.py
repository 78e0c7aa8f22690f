"""People everyone knows: Nora and Mads in North, Mette and Kim at a company, Sol in South."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from jobcenter import demo
from jobcenter.models import Jobcentre, Membership, User
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


@pytest.fixture
def centres(db: None) -> tuple[Jobcentre, Jobcentre]:
    """North and South."""
    return demo.make_jobcentres()


@pytest.fixture
def north(centres: tuple[Jobcentre, Jobcentre]) -> Jobcentre:
    """Nordby."""
    return centres[0]


@pytest.fixture
def south(centres: tuple[Jobcentre, Jobcentre]) -> Jobcentre:
    """Sønderby."""
    return centres[1]


@pytest.fixture
def people(centres: tuple[Jobcentre, Jobcentre]) -> dict[str, Membership]:
    """Every persona's membership by first name."""
    return demo.make_people(*centres)


@pytest.fixture
def nora(people: dict[str, Membership]) -> Membership:
    """Job consultant in North."""
    return people["nora"]


@pytest.fixture
def carl(people: dict[str, Membership]) -> Membership:
    """Company consultant in North."""
    return people["carl"]


@pytest.fixture
def mads(people: dict[str, Membership]) -> Membership:
    """Manager in North."""
    return people["mads"]


@pytest.fixture
def bente(people: dict[str, Membership]) -> Membership:
    """Case worker in North."""
    return people["bente"]


@pytest.fixture
def tine(people: dict[str, Membership]) -> Membership:
    """Team leader in North."""
    return people["tine"]


@pytest.fixture
def ole(people: dict[str, Membership]) -> Membership:
    """Administrator in North."""
    return people["ole"]


@pytest.fixture
def sol(people: dict[str, Membership]) -> Membership:
    """Job consultant in South."""
    return people["sol"]


@pytest.fixture
def stine(people: dict[str, Membership]) -> Membership:
    """Manager in South."""
    return people["stine"]


@pytest.fixture
def mia(db: None, centres: Any) -> Membership:
    """Manager in East, a third jobcentre."""
    east = Jobcentre.objects.create(code="0903", name="Østby")
    user = User.objects.create_user("mia@ost.example", "x", name="Mia Møller")
    with acting_in(east):
        return Membership.objects.create(
            jobcentre=east, user=user, name="Mia Møller", roles=["manager"]
        )


@pytest.fixture
def kim(nora: Membership) -> Any:
    """The candidate: in North, target group 3, Nora in the case team."""
    from tests.citizens.factories import make_citizen

    return make_citizen(nora, first_name="Kim", last_name="Kjær")


@pytest.fixture
def acting(db: None) -> Callable[[Any], AbstractContextManager[Viewer]]:
    """`with acting(nora) as viewer:` acts in the membership's (or a bare) jobcentre."""
    from contextlib import contextmanager

    @contextmanager
    def act(who: Any) -> Iterator[Viewer]:
        if isinstance(who, Jobcentre):
            with acting_in(who):
                yield Viewer.system(who)
        else:
            with acting_in(who.jobcentre_id, membership_id=who.pk):
                yield Viewer.of(who)

    return act
