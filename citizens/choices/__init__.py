"""The words a citizen's rows choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CitizenState(models.TextChoices):
    """Where the citizen stands with the jobcentre."""

    ACTIVE = "active", _("under way")
    ENDED = "ended", pgettext_lazy("case", "ended")


class SubFlag(models.TextChoices):
    """A distinction inside a target group; the codes are those of law/target_groups.toml."""

    NONE = "", _("not divided")
    JOB_READY = "jobparat", _("ready for a job")
    ACTIVITY_READY = "aktivitetsparat", _("ready for activity")
    OBVIOUS = "obvious", _("obviously ready for education")
    IN_JOB = "in_job", _("still has the job")


class Language(models.TextChoices):
    """The language the citizen reads best."""

    DA = "da", _("Danish")
    EN = "en", _("English")
    AR = "ar", _("Arabic")
    DE = "de", _("German")
    FA = "fa", _("Persian/Dari")
    PL = "pl", _("Polish")
    SO = "so", _("Somali")
    TI = "ti", _("Tigrinya")
    TR = "tr", _("Turkish")
    UK = "uk", _("Ukrainian")
    OTHER = "other", _("another language")


class Benefit(models.TextChoices):
    """What the citizen lives on."""

    UNEMPLOYMENT = "dagpenge", _("unemployment insurance benefit")
    CASH = "kontanthjaelp", _("cash benefit")
    EDUCATION = "uddannelseshjaelp", _("education benefit (until 30 June 2025)")
    TRANSITION = "overgangsydelse", _("self-sufficiency and transition benefit")
    SICKNESS = "sygedagpenge", _("sickness benefit")
    RESOURCE = "ressourceforloebsydelse", _("resource programme benefit")
    REHABILITATION = "revalideringsydelse", _("rehabilitation benefit")
    FLEX_UNEMPLOYMENT = "ledighedsydelse", _("unemployment benefit between flex jobs")
    PENSION = "foertidspension", _("disability pension")
    NONE = "selvforsoergende", _("no benefit")


class Function(models.TextChoices):
    """What a member of the case team does for the citizen."""

    CONSULTANT = "consultant", _("job consultant")
    CASE_WORKER = "case_worker", _("case worker")
    COMPANY_CONSULTANT = "company_consultant", _("company consultant")
    DEPUTY = "deputy", _("deputy")
    SUPPORT = "support", _("support")


class RequestState(models.TextChoices):
    """Where a request for access stands."""

    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class RevealReason(models.TextChoices):
    """Why somebody needs to see the whole citizen number."""

    CASE_SYSTEM = "case_system", _("to find the person in the case system")
    VITAS = "vitas", _("to fill in VITAS")
    AUTHORITY = "authority", _("to write to another authority")
    IDENTITY = "identity", _("to make sure it is the right person")


class ProfileKind(models.TextChoices):
    """What a line of a profile tells of a citizen."""

    EDUCATION = "education", pgettext_lazy("profile", "education")
    WORK = "work", pgettext_lazy("profile", "work experience")
    LANGUAGE = "language", pgettext_lazy("profile", "languages")
    COMPETENCE = "competence", pgettext_lazy("profile", "competences")
    RESOURCE = "resource", pgettext_lazy("profile", "resources")
    CONSIDERATION = "consideration", pgettext_lazy("profile", "what matters at work")


BARRIER = "barrier"
# What a word of the pick lists is for: a kind of profile line, or a barrier.
WORD_KINDS = [*ProfileKind.choices, (BARRIER, pgettext_lazy("profile", "barriers"))]


class LanguageLevel(models.TextChoices):
    """How well a citizen uses a language."""

    NONE = "", _("not written")
    LITTLE = "little", _("a little")
    CONVERSATION = "conversation", _("can talk with colleagues")
    FLUENT = "fluent", _("fluent")
    MOTHER = "mother", _("mother tongue")


class DocumentKind(models.TextChoices):
    """What a file kept about a citizen is."""

    CV = "cv", _("CV")
    APPLICATION = "application", _("application")
    REFERENCE = "reference", _("reference")
    CERTIFICATE = "certificate", _("certificate or course")
    AGREEMENT = "agreement", _("agreement")
    OTHER = "other", _("other")
