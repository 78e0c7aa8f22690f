"""`manage.py demo`: build the demo municipality, or list who one can sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobcenter import demo


class Command(BaseCommand):
    """Build the demo; safe to run again."""

    help = "Build the demo municipality (idempotent)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="only list the personas")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build or list; refuses outside demo mode."""
        if not settings.DEMO:
            raise CommandError("Demo people belong in demo mode only (BRO_DEMO=1).")
        if not options["list"]:
            demo.build(self._tell if options["verbosity"] else lambda line: None)
        for persona in demo.PERSONAS:
            self.stdout.write(f"  {persona.name:<6} {persona.email:<20} {persona.what}")

    def _tell(self, line: str) -> None:
        """Write at once: whoever waits for the demo is shown the last line."""
        self.stdout.write(f"  {line} …")
        self.stdout.flush()
