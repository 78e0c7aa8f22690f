"""The closed lists of company centres, in the words of rules/centre.py."""

from django.db import models
from django.utils.translation import pgettext_lazy

from placements.rules import centre as rules


class CentreModel(models.TextChoices):
    """How a centre is put together (DOMAIN §2)."""

    VIRTUAL = rules.VIRTUAL, pgettext_lazy("centre", "virtual")
    SIDE = rules.SIDE, pgettext_lazy("centre", "open side production")
    NETWORK = rules.NETWORK, pgettext_lazy("centre", "network around a core company")
    POOL = rules.POOL, pgettext_lazy("centre", "common pool of small companies")
    SATELLITE = rules.SATELLITE, pgettext_lazy("centre", "satellite of a temp agency")


class CentreState(models.TextChoices):
    """Where a centre stands."""

    DRAFT = rules.DRAFT, pgettext_lazy("centre", "being prepared")
    RUNNING = rules.RUNNING, pgettext_lazy("centre", "running")
    ENDED = rules.ENDED, pgettext_lazy("centre", "ended")
    CANCELLED = rules.CANCELLED, pgettext_lazy("centre", "given up")


STATE_TONES = {"draft": "warn", "running": "ok", "ended": "plain", "cancelled": "plain"}

PARTNER_WORDS = {
    rules.MEMBER: pgettext_lazy("centre", "member"),
    rules.HOST: pgettext_lazy("centre", "host"),
}
