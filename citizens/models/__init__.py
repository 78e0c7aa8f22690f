"""Citizens and their groups, the law's groups, and who may see whom."""

from citizens.models.case_handover import CaseHandover
from citizens.models.citizen import (
    BenefitPeriod,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    JobcentreScheme,
)
from citizens.models.document import CitizenDocument
from citizens.models.erasing import ErasureCount, ErasureRun, KeepingRule
from citizens.models.hold import ErasureHold
from citizens.models.imports import CitizenFile, CitizenFileRow
from citizens.models.law import MatchGroup, MatchScheme, TargetGroup
from citizens.models.offers import Offer, OfferGroup, OfferStay
from citizens.models.own import OwnAccess, OwnCode
from citizens.models.plan import Plan, PlanGoal, PlanStep
from citizens.models.plan_voice import PlanVoice
from citizens.models.profile import Barrier, ProfileLine, ProfileWord
from citizens.models.release import ReleasedOffer
from citizens.models.remark import OwnRemark
from citizens.models.support import FrameRequest, GrantFrame, SupportGrant, SupportUse
from citizens.models.talk import Talk, TalkNote, TalkRating, WheelMark
from citizens.models.team import AccessRequest, CaseTeamMember

__all__ = [
    "AccessRequest",
    "Barrier",
    "BenefitPeriod",
    "CaseHandover",
    "CaseTeamMember",
    "Citizen",
    "CitizenDocument",
    "CitizenFile",
    "CitizenFileRow",
    "CitizenMatch",
    "CitizenTargetGroup",
    "ErasureCount",
    "ErasureHold",
    "ErasureRun",
    "FrameRequest",
    "GrantFrame",
    "JobcentreScheme",
    "KeepingRule",
    "MatchGroup",
    "MatchScheme",
    "Offer",
    "OfferGroup",
    "OfferStay",
    "OwnAccess",
    "OwnCode",
    "OwnRemark",
    "Plan",
    "PlanGoal",
    "PlanStep",
    "PlanVoice",
    "ProfileLine",
    "ProfileWord",
    "ReleasedOffer",
    "SupportGrant",
    "SupportUse",
    "Talk",
    "TalkNote",
    "TalkRating",
    "TargetGroup",
    "WheelMark",
]
