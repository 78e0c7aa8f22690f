"""`manage.py migrate`: as Django's, but an empty database gets all its tables at once."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from jobcenter.migrating import migrate_at_once

IN_PART = ("app_label", "plan", "check_unapplied", "fake", "prune", "one_by_one")


class Command(migrate.Command):
    """Migrate; a new database at once, every other one migration by migration."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="run each migration, in a new database too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin with everything at once where nothing is, then go on as Django does."""
        if not any(options.get(name) for name in IN_PART):
            tell = self._tell if options["verbosity"] else lambda line: None
            migrate_at_once(connections[options["database"]], tell)
        super().handle(*args, **options)

    def _tell(self, line: str) -> None:
        """Write at once: whoever waits is shown the last line."""
        self.stdout.write(line)
        self.stdout.flush()
