"""The figures a place's price is reckoned from, in the words of rules/price.py."""

from django.db import models
from django.utils.translation import pgettext_lazy

from placements.rules import price as rules


class CostFigure(models.TextChoices):
    """An assumption behind the price of a place."""

    CONSULTANT = rules.CONSULTANT, pgettext_lazy("price", "Salary of a job consultant")
    LOAD = rules.LOAD, pgettext_lazy("price", "Running candidates for each job consultant")
    MENTOR = rules.MENTOR, pgettext_lazy("price", "Mentor pay for each place")
    COURSES = rules.COURSES, pgettext_lazy("price", "Mentor courses in all")
    PLACES = rules.PLACES, pgettext_lazy("price", "Standing places")
    MUNICIPAL = rules.MUNICIPAL, pgettext_lazy("price", "Municipal activation, each participant")
    SAVING_LOW = (
        rules.SAVING_LOW,
        pgettext_lazy("price", "Saved when a candidate gets a job or an education, at least"),
    )
    SAVING_HIGH = (
        rules.SAVING_HIGH,
        pgettext_lazy("price", "Saved when a candidate gets a job or an education, at most"),
    )


UNITS = {
    rules.CONSULTANT: pgettext_lazy("price", "kr. a year"),
    rules.LOAD: pgettext_lazy("price", "candidates"),
    rules.MENTOR: pgettext_lazy("price", "kr. a month"),
    rules.COURSES: pgettext_lazy("price", "kr. a year"),
    rules.PLACES: pgettext_lazy("price", "places"),
    rules.MUNICIPAL: pgettext_lazy("price", "kr. a week"),
    rules.SAVING_LOW: pgettext_lazy("price", "kr. a year"),
    rules.SAVING_HIGH: pgettext_lazy("price", "kr. a year"),
}
