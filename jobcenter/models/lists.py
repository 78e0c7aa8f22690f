"""What people keep of lists: saved views, and files they asked for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.clock import now
from jobcenter.history import tracked
from jobcenter.models.people import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class SavedView(TenantModel):
    """A list as somebody wants to see it again: filters, sort and columns under a name."""

    owner = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    list_code = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)  # the address's filters and sort
    columns = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    is_shared = models.BooleanField(_("my colleagues may use it"), default=False)
    is_default = models.BooleanField(_("show it when I open the list"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "owner", "list_code", "name"],
                name="savedview_name_once",
                violation_error_message=_("You already have a view with that name."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "owner", "list_code"],
                condition=Q(is_default=True),
                name="savedview_one_default",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"),
                name="savedview_has_name",
                violation_error_message=_("Give the view a name."),
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "list_code"], name="savedview_of_list")]

    def __str__(self) -> str:
        return self.name


class Export(TenantModel):
    """A file of a list that somebody asked for: exactly what was filtered, for a day, for them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being written")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("deleted")

    class Format(models.TextChoices):
        EXCEL = "xlsx", _("Excel")
        CSV = "csv", _("CSV")
        CALENDAR = "ics", _("calendar")
        PDF = "pdf", _("PDF")

    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    list_code = models.CharField(max_length=40)
    query = models.CharField(max_length=1000, blank=True)
    columns = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    language = models.CharField(max_length=2, default="da")
    format = models.CharField(max_length=4, choices=Format.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    rows_in_all = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    file_name = models.CharField(max_length=80, blank=True)  # random, under var/exports
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    @property
    def is_to_fetch(self) -> bool:
        """Whether it is ready and was not fetched yet."""
        is_ready = self.state == self.State.READY and self.fetched_at is None
        return is_ready and self.expires_at > now()

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "by", "-created_at"], name="export_of_person"),
            models.Index(
                fields=["jobcentre", "state", "expires_at"],
                name="export_to_do",
                condition=~Q(state__in=["failed", "expired"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "ready", "failed", "expired"]),
                name="export_state_known",
            ),
            models.CheckConstraint(
                condition=Q(format__in=["xlsx", "csv", "ics", "pdf"]), name="export_format_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file_name__regex=r"\S", finished_at__isnull=False),
                name="export_ready_has_file",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="export_expires_later"
            ),
        ]
