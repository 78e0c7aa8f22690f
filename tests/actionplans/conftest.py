"""The world of the figures, and a plan in it."""

from datetime import date

import pytest

from actionplans import actions
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.insight.conftest import tuesday, world  # noqa: F401  the same frozen world


@pytest.fixture
def plan(mads, tuesday):  # noqa: F811
    """North's draft of 2026."""
    with acting_in(mads.jobcentre_id):
        return actions.make_plan(actor=Viewer.of(mads), year=2026, title="Handlingsplan 2026")


def facts(responsible, **over):
    """Return a floor of five candidates, followed by `responsible`."""
    from actionplans.actions import TargetFacts

    return TargetFacts(
        **{
            "text": "Der er løbende mindst 5 kandidater på virksomhed",
            "kind": "floor",
            "indicator": "candidates",
            "groups": [],
            "target_value": 5,
            "deadline": date(2026, 12, 31),
            "responsible": responsible,
            **over,
        }
    )
