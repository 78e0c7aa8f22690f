"""The search box: places for whoever reads places, placements by names one may see."""

import pytest

from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.queries.finding import find_placements, find_places
from tests.placements.factories import a_place, running


def found(find, member, query: str) -> list[str]:
    with acting_in(member.jobcentre_id, membership_id=member.pk):
        return [hit.title for hit in find(Viewer.of(member), query, 6)]


def test_places_by_title_workplace_and_town(nora, sol, wednesday) -> None:
    a_place(nora)
    for query in ("lager", "pakkeb", "bageriet nord", "nordby"):
        assert found(find_places, nora, query) == ["Lager, pakkebordet"]
    assert found(find_places, nora, "lager findesikke") == []
    assert found(find_places, sol, "lager") == []


@pytest.mark.usefixtures("wednesday")
def test_placements_by_a_name_only_for_the_case_team(nora, bente, sol) -> None:
    placement = running(nora)
    name = placement.citizen.full_name
    assert found(find_placements, nora, name) == [name]
    assert found(find_placements, bente, name) == []
    assert found(find_placements, sol, name) == []
    # By the place everybody finds it who reads placements; the name stays masked.
    assert found(find_placements, nora, "pakkebordet") == [name]
    masked = found(find_placements, bente, "pakkebordet")
    assert len(masked) == 1
    assert name not in masked[0]
    assert found(find_placements, sol, "pakkebordet") == []
