"""The room's part of the demo."""

from typing import Any


def build(jobcentre: Any, people: Any) -> None:
    """Build places and placements."""
