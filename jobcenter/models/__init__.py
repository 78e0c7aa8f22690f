"""The frame's tables: jobcentres and people, doors, looks and events, search words."""

from jobcenter.models.lists import Export, SavedView
from jobcenter.models.people import Jobcentre, Membership, Referral, Team, User
from jobcenter.models.traces import AccessLog, Door, Event, OnceKey, SearchWord, SignInEvent

__all__ = [
    "AccessLog",
    "Door",
    "Event",
    "Export",
    "Jobcentre",
    "Membership",
    "OnceKey",
    "Referral",
    "SavedView",
    "SearchWord",
    "SignInEvent",
    "Team",
    "User",
]
