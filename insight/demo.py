"""Twelve months of figures for the demo."""

from typing import Any

from jobcenter.models import Jobcentre


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Compute what the demo's rows say, and make up what lies before them."""
