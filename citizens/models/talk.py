"""Conversations with a citizen: small dated notes, the tools' numbers, and feedback of nobody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from citizens.choices.talk import Signpost, WheelArea
from citizens.models.citizen import Citizen
from citizens.models.plan import PlanStep
from citizens.rules.talk import LONGEST_NOTE
from jobcenter.history import tracked
from jobcenter.models import Membership, Team
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


@tracked(exclude=["is_rated"])
class Talk(TenantModel):
    """One conversation by the guide; for the case team alone.

    `is_rated` stays out of history: when somebody answered the three questions is nobody's.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="talks")
    held_on = models.DateField(_("held"))
    held_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    focus = models.CharField(_("focus"), max_length=200, blank=True)
    motivation = models.PositiveSmallIntegerField(_("motivation"), null=True, blank=True)
    why = models.CharField(_("why this number"), max_length=300, blank=True)
    next_step = TenantForeignKey(PlanStep, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    is_rated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(motivation__isnull=True) | Q(motivation__lte=10),
                name="talk_motivation_in_scale",
                violation_error_message=_("Choose a number from 0 to 10."),
            ),
            models.CheckConstraint(
                condition=Q(motivation__isnull=False) | Q(why=""),
                name="talk_reason_of_a_number",
                violation_error_message=_("Choose the number the reason is about."),
            ),
            models.CheckConstraint(
                condition=Q(is_rated=False) | Q(finished_at__isnull=False),
                name="talk_rated_when_finished",
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-held_on", "-id"], name="talk_of_citizen")
        ]


@tracked()
class TalkNote(TenantModel):
    """A small note at a signpost."""

    talk = TenantForeignKey(Talk, models.PROTECT, related_name="notes")
    signpost = models.CharField(max_length=10, choices=Signpost.choices)
    text = models.CharField(_("note"), max_length=LONGEST_NOTE)
    written_at = models.DateTimeField()
    written_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signpost__in=Signpost.values), name="talknote_signpost_known"
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="talknote_says_something",
                violation_error_message=_("Write a few words."),
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "talk", "id"], name="talknote_of_talk")]


@tracked()
class WheelMark(TenantModel):
    """How the citizen says that a part of life is, from 1 to 10."""

    talk = TenantForeignKey(Talk, models.PROTECT, related_name="marks")
    area = models.CharField(max_length=10, choices=WheelArea.choices)
    mark = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "talk", "area"], name="wheelmark_once"),
            models.CheckConstraint(
                condition=Q(area__in=WheelArea.values), name="wheelmark_area_known"
            ),
            models.CheckConstraint(
                condition=Q(mark__gte=1, mark__lte=10), name="wheelmark_in_scale"
            ),
        ]


class TalkRating(TenantRow):
    """Three answers after some conversation: of no citizen, no colleague, no day – on purpose.

    Kept apart from the conversation, so that nobody can read what somebody answered.
    """

    quarter = models.DateField()
    team = TenantForeignKey(Team, models.PROTECT, null=True, related_name="+")
    heard = models.PositiveSmallIntegerField()
    decided = models.PositiveSmallIntegerField()
    knows = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    heard__gte=1, heard__lte=4, decided__gte=1, decided__lte=4, knows__gte=1,
                    knows__lte=4,
                ),
                name="talkrating_in_scale",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jobcentre", "quarter", "team"], name="talkrating_by_quarter")
        ]
