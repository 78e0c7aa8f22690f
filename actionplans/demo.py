"""The demo's action plan."""

from typing import Any

from jobcenter.models import Jobcentre


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Write this year's plan with one approved floor target."""
