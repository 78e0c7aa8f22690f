"""Places, placements, what is asked and done while one runs; conversations at speed dating."""

from placements.models.catalogue import CatalogueProfile, CatalogueRequest
from placements.models.centre import Centre, CentrePartner
from placements.models.followups import CheckIn, Visit
from placements.models.for_need import NeedCandidate
from placements.models.mentoring import MentorBudget, MentorHours, MentorOrder, MentorTarget
from placements.models.pay import CentrePay, PayLine, PayList
from placements.models.place import Place
from placements.models.placement import Placement
from placements.models.price import PlaceCost
from placements.models.reservation import Reservation
from placements.models.sharing import Sharing, SharingLook, SharingReader, WarningWords, known_by
from placements.models.speed_dating import DateOutcome, DatingCandidate, SpeedDate
from placements.models.waiting import Waiting

__all__ = [
    "CatalogueProfile",
    "CatalogueRequest",
    "Centre",
    "CentrePartner",
    "CentrePay",
    "CheckIn",
    "DateOutcome",
    "DatingCandidate",
    "MentorBudget",
    "MentorHours",
    "MentorOrder",
    "MentorTarget",
    "NeedCandidate",
    "PayLine",
    "PayList",
    "Place",
    "PlaceCost",
    "Placement",
    "Reservation",
    "Sharing",
    "SharingLook",
    "SharingReader",
    "SpeedDate",
    "Visit",
    "Waiting",
    "WarningWords",
    "known_by",
]
