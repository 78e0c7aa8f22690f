"""The words of the room: states, channels, levels, roles, sizes, industries."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    SHOP_STEWARD = "shop_steward", _("shop steward")
    JOINT_SHOP_STEWARD = "joint_shop_steward", _("joint shop steward")


# Who speaks for the employees where the law asks them (rules/representatives.py).
REPRESENTATIVES = [
    PersonRole.SHOP_STEWARD,
    PersonRole.JOINT_SHOP_STEWARD,
    PersonRole.EMPLOYEE_REPRESENTATIVE,
]


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
    CANCELLED = "cancelled", pgettext_lazy("contact", "cancelled")


class ObjectionKind(models.TextChoices):
    """What companies say against it: the eight we meet most."""

    NO_TIME = "no_time", _("no time")
    NO_TASKS = "no_tasks", _("no tasks")
    EMPLOYEES_UNWILLING = "employees_unwilling", _("the employees do not want to")
    THINKS_IN_PROBLEMS = "thinks_in_problems", _("sees problems in it")
    JOBCENTRE_IMPOSSIBLE = "jobcentre_impossible", _("the jobcentre is impossible to work with")
    CITIZENS_TOO_WEAK = "citizens_too_weak", _("the candidates are not ready")
    OTHER_RULES = "other_rules", _("other jobcentres have other rules")
    PERSON_UNKNOWN = "person_unknown", _("the jobcentre does not know the person")


class CandidateKind(models.TextChoices):
    """Whom a workplace says it can take."""

    READY_SOON = "ready_soon", _("people ready for a job")
    ON_THE_WAY = "on_the_way", _("people who need time to get going")
    YOUNG = "young", _("young people under 30")
    NEWCOMERS = "newcomers", _("newcomers who are learning Danish")
    SENIORS = "seniors", _("people over 55")
    RETURNING = "returning", _("people on their way back to work")
    FLEX_JOB = "flex_job", _("people in a flex job")
    APPRENTICES = "apprentices", _("adult apprentices")


class Consideration(models.TextChoices):
    """What a workplace can arrange for; told by the workplace, never about a person."""

    FEW_HOURS = "few_hours", _("few hours to begin with")
    FLEXIBLE_HOURS = "flexible_hours", _("flexible hours")
    EXTRA_BREAKS = "extra_breaks", _("extra breaks")
    CALM = "calm", _("calm surroundings")
    LIGHT_WORK = "light_work", _("no heavy lifting")
    SEATED_WORK = "seated_work", _("seated work")
    FIXED_ROUTINES = "fixed_routines", _("the same tasks every day")
    NO_CUSTOMERS = "no_customers", _("no contact with customers")
    LITTLE_READING = "little_reading", _("little reading and writing")
    STEP_FREE = "step_free", _("step-free access")


class SpokenLanguage(models.TextChoices):
    """Languages somebody at the workplace speaks."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")
    ARABIC = "ar", _("Arabic")
    TURKISH = "tr", _("Turkish")
    SOMALI = "so", _("Somali")
    TIGRINYA = "ti", _("Tigrinya")
    FARSI = "fa", _("Farsi")
    ROMANIAN = "ro", _("Romanian")
    OTHER = "other", _("another language, see the note")


class Choosing(models.TextChoices):
    """How a workplace wants to choose its candidate."""

    MANY = "many", _("wants several to pick from")
    JOBCENTRE = "jobcentre", _("lets the jobcentre pick")
    EITHER = "either", _("either will do")


class ChangedFact(models.TextChoices):
    """What of the register's facts is worth telling when it changes."""

    NAME = "name", _("name")
    ADDRESS = "address", _("address")
    SIZE = "size", _("employees")
    STATUS = "status", _("status")


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
    FACTORY = "10-33", pgettext_lazy("branch", "Industry")
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
