"""The words of service offers and of the service centre's card."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfferKind(models.TextChoices):
    """What a jobcentre offers companies."""

    RECRUITMENT = "recruitment", pgettext_lazy("offer", "recruitment")
    NETWORK = "network", pgettext_lazy("offer", "network")
    RETENTION = "retention", pgettext_lazy("offer", "keeping employees who are ill")
    TRIALS = "trials", pgettext_lazy("offer", "work trials and wage subsidy")
    MENTOR = "mentor", pgettext_lazy("offer", "mentor grant and training")
    CENTRE = "centre", pgettext_lazy("offer", "company centre")
    UPSKILLING = "upskilling", pgettext_lazy("offer", "adult apprentices and job rotation")
    FAIRS = "fairs", pgettext_lazy("offer", "job fairs")
    SERVICE_CENTRE = "service_centre", pgettext_lazy("offer", "service centre")
    OTHER = "other", pgettext_lazy("offer", "something else")


class Way(models.TextChoices):
    """How a company got to know of an offer."""

    TALK = "talk", _("in a talk")
    PRINT = "print", _("as a leaflet")
    MAIL = "mail", _("by e-mail")


class Profession(models.TextChoices):
    """Who comes for a punch of the card."""

    OCCUPATIONAL_THERAPIST = "occupational_therapist", _("occupational therapist")
    WORK_ENVIRONMENT = "work_environment", _("work-environment consultant")
    SOCIAL_WORKER = "social_worker", _("social worker")
    JOB_CONSULTANT = "job_consultant", pgettext_lazy("profession", "job consultant")
