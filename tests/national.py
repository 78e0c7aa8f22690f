"""National data that migrations load, loaded again after a test has emptied every table."""

from collections.abc import Callable

from citizens.law_data import load_law

LOADERS: list[Callable[[], None]] = [load_law]


def load_national() -> None:
    """Load target groups and schemes; rooms add their loader to LOADERS."""
    for load in LOADERS:
        load()
