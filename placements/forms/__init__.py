"""Forms of places and placements: choices come from the law, the workplace and the jobcentre."""

from placements.forms.placement import (
    DateInput,
    ExtendForm,
    FollowUpForm,
    ForNeed,
    PlaceChangeForm,
    PlaceForm,
    PlanForm,
    PlanVisitForm,
    ReasonForm,
    StopForm,
    VisitForm,
    WeekForm,
)

__all__ = [
    "DateInput",
    "ExtendForm",
    "FollowUpForm",
    "ForNeed",
    "PlaceChangeForm",
    "PlaceForm",
    "PlanForm",
    "PlanVisitForm",
    "ReasonForm",
    "StopForm",
    "VisitForm",
    "WeekForm",
]
