"""National data that migrations load, loaded again after a test has emptied every table."""

from collections.abc import Callable

LOADERS: list[Callable[[], None]] = []


def load_national() -> None:
    """Load target groups and schemes; rooms add their loader to LOADERS."""
    for load in LOADERS:
        load()
