"""How long what is known of people is kept, and each erasure: proposed, approved, done."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


class ErasureState(models.TextChoices):
    """How far an erasure is; nothing is erased before somebody has approved the preview."""

    PREVIEW = "preview", _("waits for approval")
    APPROVED = "approved", pgettext_lazy("erasure", "approved")
    RUNNING = "running", pgettext_lazy("erasure", "under way")
    DONE = "done", pgettext_lazy("erasure", "carried out")
    DECLINED = "declined", pgettext_lazy("erasure", "not to be carried out")


OPEN = ["preview", "approved", "running"]


@tracked()
class KeepingRule(TenantModel):
    """How many months a jobcentre keeps one kind of data; without a row the proposed number."""

    kind = models.CharField(max_length=40)
    months = models.PositiveSmallIntegerField(_("months"))
    # Its history says who changed it before: none of them approves what the rule finds.
    set_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    set_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "kind"], name="keepingrule_once"),
            models.CheckConstraint(condition=Q(months__gte=1), name="keepingrule_some_months"),
        ]


@tracked()
class ErasureRun(TenantModel):
    """One erasure by the rules of a day. When it is done it is the certificate."""

    state = models.CharField(
        max_length=10, choices=ErasureState.choices, default=ErasureState.PREVIEW
    )
    made_on = models.DateField()
    # Nobody: the calendar proposed it.
    made_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ErasureState.values), name="erasurerun_state_known"
            ),
            models.UniqueConstraint(
                fields=["jobcentre"],
                condition=Q(state__in=OPEN),
                name="erasurerun_one_open",
                violation_error_message=_("An erasure is under way already."),
            ),
            models.CheckConstraint(
                condition=Q(state="preview", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="preview") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="erasurerun_approved_by_somebody",
            ),
            # Two people: who proposed may put it away, and never approve it.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(made_by__isnull=True)
                | Q(state="declined")
                | ~Q(decided_by=F("made_by")),
                name="erasurerun_two_people",
                violation_error_message=_("Somebody else must approve the erasure."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(started_at__isnull=False, finished_at__isnull=False),
                name="erasurerun_done_has_moments",
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "-made_on", "-id"], name="erasurerun_newest"),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class ErasureCount(TenantRow):
    """One kind of data in an erasure: by which rule, how many were found, kept back and erased."""

    run = TenantForeignKey(ErasureRun, models.CASCADE, related_name="counts")
    kind = models.CharField(max_length=40)
    months = models.PositiveSmallIntegerField()
    # What is older than this day is erased.
    before = models.DateField()
    found = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0)
    erased = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "run", "kind"], name="erasurecount_once"),
        ]
