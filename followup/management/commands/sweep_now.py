"""Sweep and send now, in this process: for the demo, and when no worker runs."""

from typing import Any

from django.core.management.base import BaseCommand

from followup.sending import send_waiting
from followup.sweep import sweep
from jobcenter.models import Jobcentre


class Command(BaseCommand):
    """`manage.py sweep_now`: what the workers do every few minutes, once and at once."""

    help = "Sweep every jobcentre and send what is due, in this process."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and send, jobcentre by jobcentre; safe beside running workers."""
        for jobcentre in Jobcentre.objects.order_by("code"):
            sweep(jobcentre.pk)
            tried = send_waiting(jobcentre.pk)
            self.stdout.write(f"{jobcentre.code} {jobcentre.name}: {tried} messages")
