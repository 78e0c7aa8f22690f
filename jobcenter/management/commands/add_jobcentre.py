"""`manage.py add_jobcentre CODE NAME`: the first thing in a new installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobcenter.models import Jobcentre


class Command(BaseCommand):
    """Make a jobcentre."""

    help = "Make a jobcentre."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="four-digit municipality code")
        parser.add_argument("name", help="the municipality's name")
        parser.add_argument("--unit-label", default="Jobcenter")
        parser.add_argument("--entrance-phone", default="")
        parser.add_argument("--entrance-email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say what is wrong with the code or the numbers."""
        fields = ("code", "name", "unit_label", "entrance_phone", "entrance_email")
        jobcentre = Jobcentre(**{field: options[field] for field in fields})
        try:
            jobcentre.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        jobcentre.save()
        self.stdout.write(f"{jobcentre} ({jobcentre.code})")
