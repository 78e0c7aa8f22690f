"""The closed lists of what is shared with companies, in the words of rules/sharing.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placements.rules import catalogue
from placements.rules import sharing as rules

DOOR = "clear_word"


class WordState(models.TextChoices):
    """Where a clear word stands."""

    DRAFT = rules.DRAFT, pgettext_lazy("clear word", "draft")
    APPROVED = rules.APPROVED, pgettext_lazy("clear word", "approved, not sent")
    SENT = rules.SENT, pgettext_lazy("clear word", "shared")
    WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("clear word", "withdrawn")
    LAPSED = rules.LAPSED, pgettext_lazy("clear word", "run out")


STATE_TONES = {
    "draft": "plain", "approved": "info", "sent": "ok", "withdrawn": "warn", "lapsed": "plain",
}  # fmt: skip


class WordForm(models.TextChoices):
    """What the text is for: it decides which sections it has, and in which order."""

    JOB = "job", _("A springboard to a job")
    LEARN = "learn", _("To learn something")
    CLARIFY = "clarify", _("To find out what is possible")


class ApprovedHow(models.TextChoices):
    """How the citizen said yes."""

    MEETING = "meeting", _("read it on this screen, at a meeting")
    PHONE = "phone", _("heard it on the telephone")
    OWN = "own", _("on the citizen's own page")


class Stopped(models.TextChoices):
    """Why nothing is shared any more."""

    CITIZEN = "citizen", _("the citizen took the yes back")
    US = "us", _("we stopped it")
    REPLACED = "replaced", _("a newer text took its place")
    TIME = "time", _("the approval ran out")
    PLACEMENT = "placement", _("the placement was stopped")
    CASE = "case", _("the case has ended")


class Way(models.TextChoices):
    """Through which door somebody read it."""

    LINK = "link", _("by the link in the mail")
    PAGE = "page", _("on the company's own page")
    MENTOR = "mentor", _("from the weekly status")


class ProfileState(models.TextChoices):
    """Where a profile of the catalogue stands."""

    DRAFT = catalogue.DRAFT, pgettext_lazy("catalogue", "not shown")
    SHOWN = catalogue.SHOWN, pgettext_lazy("catalogue", "in the catalogue")
    WITHDRAWN = catalogue.WITHDRAWN, pgettext_lazy("clear word", "withdrawn")
    LAPSED = catalogue.LAPSED, pgettext_lazy("clear word", "run out")


class RequestState(models.TextChoices):
    """What became of a company's question."""

    ASKED = catalogue.ASKED, pgettext_lazy("catalogue", "asked")
    YES = catalogue.YES, pgettext_lazy("catalogue", "the candidate says yes")
    NO = catalogue.NO, pgettext_lazy("catalogue", "not this time")
    GONE = catalogue.GONE, pgettext_lazy("catalogue", "no longer there")


REQUEST_TONES = {"asked": "info", "yes": "ok", "no": "plain", "gone": "plain"}


class SaidHow(models.TextChoices):
    """How the citizen said yes to being in the catalogue."""

    MEETING = "meeting", _("read it on this screen, at a meeting")
    PHONE = "phone", _("heard it on the telephone")


class AgeBand(models.TextChoices):
    """Ages in bands of ten years; the youngest and the oldest are one band each."""

    UNDER_30 = "u30", _("under 30")
    THIRTIES = "30", _("30 to 39")
    FORTIES = "40", _("40 to 49")
    FIFTIES = "50", _("50 to 59")
    SIXTY = "60", _("60 or older")


class HoursBand(models.TextChoices):
    """How many hours a week somebody can work, at most."""

    TEN = "10", _("up to 10 hours")
    TWENTY = "20", _("up to 20 hours")
    THIRTY = "30", _("up to 30 hours")
    FULL = "37", _("up to 37 hours")


class Area(models.TextChoices):
    """Parts of the country: names, alike in all languages."""

    KBH = "kbh", "Byen København"
    KBH_OMEGN = "kbh-omegn", "Københavns omegn"
    NORDSJ = "nordsj", "Nordsjælland"
    BORNHOLM = "bornholm", "Bornholm"
    OESTSJ = "oestsj", "Østsjælland"
    VESTSYDSJ = "vestsydsj", "Vest- og Sydsjælland"
    FYN = "fyn", "Fyn"
    SYDJ = "sydj", "Sydjylland"
    OESTJ = "oestj", "Østjylland"
    VESTJ = "vestj", "Vestjylland"
    NORDJ = "nordj", "Nordjylland"


class WorkField(models.TextChoices):
    """Fields of work: the codes of the pick list, held by the database."""

    BUTIK = "butik", _("Shop and sales")
    LAGER = "lager", _("Warehouse and transport")
    PRODUKTION = "produktion", _("Manufacturing")
    BYGGE = "bygge", _("Building and construction")
    KOEKKEN = "koekken", _("Kitchen, canteen and restaurant")
    RENGOERING = "rengoering", _("Cleaning and property service")
    OMSORG = "omsorg", pgettext_lazy("field of work", "Care")
    BOERN = "boern", _("Children and pedagogy")
    KONTOR = "kontor", _("Office and administration")
    IT = "it", _("IT")
    GROEN = "groen", _("Farming, gardening and green trades")
    HAANDVAERK = "haandvaerk", _("Crafts")
