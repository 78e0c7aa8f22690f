"""`manage.py import_places FILE`: put workplaces on the map, from the address register."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from companies.places_file import import_places
from jobcenter.views.errors import sentence


class Command(BaseCommand):
    """Import; safe to run again and again."""

    help = "Place workplaces on the map from a file of `P number;latitude;longitude` (degrees)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", default="da", choices=["da", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; the lines that were not taken are told with the reason."""
        path: Path = options["file"]
        with translation.override(options["language"]):
            if not path.is_file():
                raise CommandError(_("There is no file %(path)s.") % {"path": path})
            try:
                with path.open(encoding="utf-8-sig", newline="") as lines:
                    report = import_places(lines)
            except UnicodeDecodeError:
                raise CommandError(_("The file is not text in UTF-8.")) from None
            self.stdout.write(
                _("%(lines)s lines: %(placed)s workplaces placed, %(same)s as before,"
                  " %(bad)s lines not taken.")
                % {"lines": report.lines, "placed": report.placed, "same": report.same,
                   "bad": report.bad}
            )  # fmt: skip
            for line, number, problem in report.bad_lines:
                self.stdout.write(
                    _("Line %(line)s %(number)s: %(reason)s")
                    % {"line": line, "number": number, "reason": sentence(problem)}
                )
            if report.bad > len(report.bad_lines):
                self.stdout.write(
                    _("… and %(more)s more.") % {"more": report.bad - len(report.bad_lines)}
                )
