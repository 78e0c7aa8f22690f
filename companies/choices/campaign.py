"""The words of segments and campaigns: contact forms, states, aims, figures of industries."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.choices import Segment

MOST_ROWS = 10_000  # companies of one campaign
MOST_OF_ALL = 2_000  # where nothing was chosen: everybody is no target group
PANEL_SIZE = 20  # about twenty companies are asked into the panel

# Forms of the CVR register that are a public authority's: state, independent public company,
# region, municipality, parish.
PUBLIC_FORMS = ("230", "235", "240", "245", "250", "255", "260")


class ContactForm(models.TextChoices):
    """How companies of a segment are contacted, from the most personal on."""

    AGREEMENT = "agreement", _("personal meeting and a draft agreement")
    CENTRE = "centre", _("personal meeting and a draft centre contract")
    PHONE = "phone", _("phone and material, a visit offered")
    LETTER = "letter", _("letter or e-mail")


FORM_OF_SEGMENT = {
    Segment.HIGHEST: ContactForm.AGREEMENT,
    Segment.HIGH: ContactForm.CENTRE,
    Segment.MEDIUM: ContactForm.PHONE,
    Segment.LOW: ContactForm.LETTER,
}


class CampaignState(models.TextChoices):
    """A campaign is planned, then worked through, then closed with a note."""

    DRAFT = "draft", _("planned")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")


class RowState(models.TextChoices):
    """How a company of a campaign stands; contacted is seen from the log, never typed."""

    TODO = "todo", _("to do")
    CONTACTED = "contacted", _("contacted")
    DECLINED = "declined", _("declined")
    SKIPPED = "skipped", _("skipped")


class Aim(models.TextChoices):
    """What a campaign is counted by."""

    COMPANIES = "companies", _("companies contacted")
    MEETINGS = "meetings", _("companies met: visit, meeting or video")
    PLACEMENTS = "placements", _("placements begun at the companies")


class Sharing(models.TextChoices):
    """How the companies are shared out when a campaign starts."""

    OWNER = "owner", _("to the company's fixed contact, the others evenly")
    EVEN = "even", _("evenly")


class Figure(models.TextChoices):
    """What is known of a whole industry."""

    SHORTAGE = "shortage", _("shortage of labour")
    GROWTH = "growth", _("growth in jobs, per cent a year")
    SICKNESS = "sickness", _("sickness absence, days a year per employee")
    LOW_SKILLED = "low_skilled", _("jobs for low-skilled, per cent of the jobs")


class Sector(models.TextChoices):
    """Who is behind an employer."""

    PRIVATE = "private", _("private")
    PUBLIC = "public", _("public")


class Rank(models.TextChoices):
    """What the first so many companies are first in."""

    EMPLOYEES = "employees", _("employees")
    LOW_SKILLED = "low_skilled", _("jobs for low-skilled")
    SICKNESS = "sickness", _("sickness absence")
