"""The frame's tables: jobcentres and people, doors, looks and events, search words."""

from jobcenter.models.people import Jobcentre, Membership, Referral, Team, User
from jobcenter.models.traces import AccessLog, Door, Event, OnceKey, SearchWord, SignInEvent

__all__ = [
    "AccessLog",
    "Door",
    "Event",
    "Jobcentre",
    "Membership",
    "OnceKey",
    "Referral",
    "SearchWord",
    "SignInEvent",
    "Team",
    "User",
]
