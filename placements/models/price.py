"""The jobcentre's own figures behind the price of a place, each from a day on."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.price import CostFigure
from placements.rules import price as rules


class PlaceCost(TenantModel):
    """One figure from a day on: kroner or a number, with its source.

    Never overwritten: a change is a new row, and of two from the same day the later edition holds.
    """

    what = models.CharField(max_length=20, choices=CostFigure.choices)
    value = models.DecimalField(max_digits=11, decimal_places=2)
    valid_from = models.DateField()
    source = models.CharField(max_length=300)
    edition = models.PositiveSmallIntegerField(default=0)
    entered_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-valid_from", "-edition", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=CostFigure.values), name="placecost_what_known"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=rules.MOST)
                & (
                    ~Q(what__in=sorted(rules.NUMBERS))
                    | Q(value__gt=0, value__lte=rules.NUMBER_MOST)
                ),
                name="placecost_value_sane",
                violation_error_message=_("Write a number above nought, at most 10,000."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=date(2000, 1, 1), valid_from__lte=date(2099, 12, 31)),
                name="placecost_day_sane",
                violation_error_message=_("Write a day of this century."),
            ),
            models.CheckConstraint(
                condition=Q(source__regex=r"\S"),
                name="placecost_source_written",
                violation_error_message=_("Write where the figure comes from."),
            ),
            # two colleagues at once: the second is told
            models.UniqueConstraint(
                fields=["jobcentre", "what", "valid_from", "edition"], name="placecost_one_edition"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="never_overwritten", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} from {self.valid_from}"
