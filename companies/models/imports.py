"""Runs of the register import, and the lines it refused with the reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import ImportState
from jobcenter.ids import uuid7


class ImportRun(models.Model):
    """One file's way in. A run that was killed is taken up again where it last committed."""

    class Phase(models.TextChoices):
        COMPANIES = "companies", _("companies")
        WORKPLACES = "workplaces", _("workplaces")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=255)
    file_hash = models.CharField(max_length=64)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.RUNNING
    )
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.COMPANIES)
    last_line = models.PositiveIntegerField(default=0)
    times_resumed = models.PositiveSmallIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="importrun_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="importrun_state_known"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["companies", "workplaces"]), name="importrun_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.DONE, finished_at__isnull=False)
                | (~Q(state=ImportState.DONE) & Q(finished_at__isnull=True)),
                name="importrun_done_has_moment",
            ),
        ]


class ImportRejection(models.Model):
    """A line that was refused: where it stands and why. The line itself is not kept."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rejections")
    line = models.PositiveIntegerField(_("line"))
    number = models.CharField(_("CVR or P number"), max_length=20, blank=True, default="")
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="importrejection_once_per_line")
        ]

    @property
    def reason(self) -> str:
        """Why the line was refused, in the reader's language."""
        from companies.register.importing import reason_in_words

        return reason_in_words(self.code, self.params)
