"""The demo's companies: the shipped register file, and what two jobcentres know and did."""

from companies.demo.companies import (
    demo_workplaces,
)

__all__ = [
    "demo_workplaces",
]
