"""The words of the room: states, channels, levels, roles, sizes, industries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterStatus(models.TextChoices):
    """Whether the register says the company or workplace exists."""

    ACTIVE = "active", _("active")
    CEASED = "ceased", _("ceased")


class Level(models.TextChoices):
    """Where in the company a contact person stands."""

    MANAGEMENT = "management", _("management")
    DEPARTMENT_HEAD = "department_head", _("department head")
    EMPLOYEE = "employee", _("employee")


class PersonRole(models.TextChoices):
    """What a contact person does that matters to us; one person may do several."""

    MENTOR = "mentor", _("mentor")
    BUDDY = "buddy", _("buddy")
    HR = "hr", _("HR")
    AGREEMENTS = "agreements", _("makes agreements with us")
    DAILY_CONTACT = "daily_contact", _("daily contact")
    EMPLOYEE_REPRESENTATIVE = "employee_representative", _("employee representative")
    SAFETY_REPRESENTATIVE = "safety_representative", _("health and safety representative")


class Channel(models.TextChoices):
    """How we were or will be in touch."""

    PHONE = "phone", _("phone")
    VISIT = "visit", _("visit")
    MEETING = "meeting", _("meeting at our place")
    VIDEO = "video", _("video")
    MAIL = "mail", _("e-mail")
    LETTER = "letter", _("letter")


class PreferredChannel(models.TextChoices):
    """How a contact person would rather hear from us."""

    ANY = "any", _("no preference")
    PHONE = "phone", _("phone")
    MAIL = "mail", _("e-mail")
    SMS = "sms", _("text message")


class Language(models.TextChoices):
    """What we write to a contact person in."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class ContactState(models.TextChoices):
    """A contact is planned or held: the same record."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class RelationStatus(models.TextChoices):
    """What we are to each other."""

    POSSIBLE = "possible", _("possible")
    COOPERATING = "cooperating", _("cooperating")
    RESTING = "resting", _("resting")
    DECLINED = "declined", _("does not want to")


class Segment(models.IntegerChoices):
    """Contact form by priority: 1 general agreement, 2 company centre, 3 services, 4 letter."""

    HIGHEST = 1, _("group 1: general agreement")
    HIGH = 2, _("group 2: longer cooperation")
    MEDIUM = 3, _("group 3: should know us")
    LOW = 4, _("group 4: letter")


class SizeClass(models.IntegerChoices):
    """The register's intervals of employees."""

    UNKNOWN = 0, _("not stated")
    ONE = 1, _("1")
    FEW = 2, _("2–4")
    FIVE = 5, _("5–9")
    TEN = 10, _("10–19")
    TWENTY = 20, _("20–49")
    FIFTY = 50, _("50–99")
    HUNDRED = 100, _("100–199")
    TWO_HUNDRED = 200, _("200–499")
    FIVE_HUNDRED = 500, _("500–999")
    THOUSAND = 1000, _("1,000 and more")


class Industry(models.TextChoices):
    """Sections of the industry code, by the divisions (first two digits) they hold."""

    FARMING = "01-03", _("Farming, forestry and fishing")
    RAW = "05-09", _("Quarrying")
    FACTORY = "10-33", _("Industry")
    SUPPLY = "35-39", _("Energy, water and waste")
    BUILDING = "41-43", _("Building and construction")
    TRADE = "45-47", _("Trade and garages")
    TRANSPORT = "49-53", _("Transport and post")
    HOTEL = "55-56", _("Hotels and restaurants")
    MEDIA = "58-63", _("Media, IT and telecom")
    MONEY = "64-68", _("Finance and property")
    ADVICE = "69-75", _("Advice and research")
    SERVICE = "77-82", _("Cleaning, temps and other services")
    PUBLIC = "84-84", _("Public administration")
    TEACHING = "85-85", _("Teaching")
    CARE = "86-88", _("Health and care")
    CULTURE = "90-93", _("Culture and leisure")
    OTHER = "94-99", _("Organisations and other services")


class ImportState(models.TextChoices):
    """How a run of the register import stands."""

    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped")
    DONE = "done", _("done")
