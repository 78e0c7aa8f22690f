"""`manage.py compute_indicators`: the nightly job by hand, for every jobcentre or one."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from insight.actions import compute_days, compute_incrementally
from jobcenter.clock import today
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer


class Command(BaseCommand):
    """Compute figures up to today, or again from a day on."""

    help = "Computes the figures of every jobcentre up to today; --since DAY computes them again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the options."""
        parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--jobcentre", metavar="CODE", help="municipality code, four digits")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say per jobcentre what changed."""
        chosen = Jobcentre.objects.order_by("code")
        if options["jobcentre"]:
            chosen = chosen.filter(code=options["jobcentre"])
            if not chosen:
                raise CommandError(f"There is no jobcentre with the code {options['jobcentre']}.")
        since = options["since"]
        if since and since > today():
            raise CommandError("--since lies in the future.")
        for jobcentre in chosen:
            actor = Viewer.system(jobcentre)
            with acting_in(jobcentre):
                run = (
                    compute_days(since, today(), actor=actor)
                    if since
                    else compute_incrementally(actor=actor)
                )
            self.stdout.write(
                f"{jobcentre.code} {jobcentre.name}: {run.first_day} to {run.last_day},"
                f" {run.changed} values changed"
            )
