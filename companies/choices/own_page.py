"""The words of the company's own page: what a correction is, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

DOOR = "company"


class CorrectionKind(models.TextChoices):
    """What the company tells about one of its people."""

    CHANGE = "change", _("other details")
    NEW = "new", _("a new colleague")
    LEFT = "left", _("has left")


class CorrectionState(models.TextChoices):
    """A correction waits for one of us, or was decided."""

    OPEN = "open", _("waits for us")
    ACCEPTED = "accepted", _("taken over")
    DECLINED = "declined", _("not taken over")
