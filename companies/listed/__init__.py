"""The room's lists as jobcenter/lists.py wants them described: columns, files, what is asked."""

from companies.listed.companies import (
    COMPANIES,
    day,
    nowrap,
)

__all__ = [
    "COMPANIES",
    "day",
    "nowrap",
]
