"""Every read by id: companies are for every member, what we know of them only for our own."""

from companies.access.company import (
    _found,
    _ours,
    _reads_companies,
)

__all__ = [
    "_found",
    "_ours",
    "_reads_companies",
]
