"""`manage.py erase`: carry out the approved erasures of every jobcentre, as the owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from citizens.erasing.running import carry_out
from citizens.models.erasing import ErasureRun, ErasureState
from jobcenter.grants import APP_ROLE
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in


class Command(BaseCommand):
    """Run it nightly: without an approved erasure it does nothing. Safe to stop and run again."""

    help = "Carry out the erasures that somebody has approved."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase and say how much, never whom."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            if cursor.fetchone()[0] == APP_ROLE:
                raise CommandError("Erasing is for the owner (DATABASE_OWNER_URL).")
        for jobcentre in Jobcentre.objects.order_by("pk"):
            with acting_in(jobcentre):
                waiting = list(
                    ErasureRun.objects.filter(
                        jobcentre=jobcentre,
                        state__in=[ErasureState.APPROVED, ErasureState.RUNNING],
                    ).order_by("pk")
                )
            for run in waiting:
                carry_out(run)
                with acting_in(jobcentre):
                    for count in run.counts.filter(jobcentre=jobcentre):
                        self.stdout.write(f"{jobcentre.code} {count.kind}: {count.erased}")
