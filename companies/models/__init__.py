"""Companies and workplaces of the register, and what one jobcentre knows and does about them."""

from companies.models.absence import AbsenceFigure, AbsenceStart
from companies.models.agreements import (
    Agreement,
    AgreementGoal,
    AgreementScan,
    AgreementSignature,
    AgreementTemplate,
    AgreementText,
    Evaluation,
)
from companies.models.campaigns import Campaign, CampaignRow, IndustryFigure, PanelMember
from companies.models.contacts import Contact, ContactParticipant, Objection
from companies.models.enquiries import Enquiry, EnquiryLine, IncomingMail, MailboxReading
from companies.models.gatherings import Gathering, Invitation
from companies.models.growth import (
    GrowthAttendance,
    GrowthCommitment,
    GrowthCompany,
    GrowthMeeting,
    GrowthProgramme,
)
from companies.models.handing import HandOver
from companies.models.imports import ImportRejection, ImportRun
from companies.models.likeness import PersonMerge, PersonPair
from companies.models.needs import CarvedTask, Carving, Need, NeedFilling, NeedRound
from companies.models.networks import Network, NetworkMember, Newsletter, NewsletterConsent
from companies.models.offers import OfferHanding, PunchCard, PunchUse, ServiceOffer
from companies.models.own_page import Correction, PageKey
from companies.models.parties import PartyAnswer, PartyGoal, PartyInvitation, SharedAgreement
from companies.models.people import CompanyRelation, ContactPerson
from companies.models.presence import Presence, RegisterChange, SharedContact
from companies.models.profile import WorkplaceProfile
from companies.models.register import Company, Workplace
from companies.models.retention import (
    RetentionCase,
    RetentionMember,
    RetentionStep,
    RetentionTalk,
)
from companies.models.segments import SegmentChange
from companies.models.spreadsheets import Spreadsheet, SpreadsheetRow
from companies.models.standing import CompanyStanding
from companies.models.words import CompanyWord, WorkplaceWord

__all__ = [
    "AbsenceFigure",
    "AbsenceStart",
    "Agreement",
    "AgreementGoal",
    "AgreementScan",
    "AgreementSignature",
    "AgreementTemplate",
    "AgreementText",
    "Campaign",
    "CampaignRow",
    "CarvedTask",
    "Carving",
    "Company",
    "CompanyRelation",
    "CompanyStanding",
    "CompanyWord",
    "Contact",
    "ContactParticipant",
    "ContactPerson",
    "Correction",
    "Enquiry",
    "EnquiryLine",
    "Evaluation",
    "Gathering",
    "GrowthAttendance",
    "GrowthCommitment",
    "GrowthCompany",
    "GrowthMeeting",
    "GrowthProgramme",
    "HandOver",
    "ImportRejection",
    "ImportRun",
    "IncomingMail",
    "IndustryFigure",
    "Invitation",
    "MailboxReading",
    "Need",
    "NeedFilling",
    "NeedRound",
    "Network",
    "NetworkMember",
    "Newsletter",
    "NewsletterConsent",
    "Objection",
    "OfferHanding",
    "PageKey",
    "PanelMember",
    "PartyAnswer",
    "PartyGoal",
    "PartyInvitation",
    "PersonMerge",
    "PersonPair",
    "Presence",
    "PunchCard",
    "PunchUse",
    "RegisterChange",
    "RetentionCase",
    "RetentionMember",
    "RetentionStep",
    "RetentionTalk",
    "SegmentChange",
    "ServiceOffer",
    "SharedAgreement",
    "SharedContact",
    "Spreadsheet",
    "SpreadsheetRow",
    "Workplace",
    "WorkplaceProfile",
    "WorkplaceWord",
]
