"""`manage.py import_cvr FILE`: bring documents of the CVR register in, again and again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from companies.models import ImportRun
from companies.register.importing import import_register
from jobcenter.errors import Refused
from jobcenter.views.errors import sentence

REJECTIONS_PRINTED = 50


class Command(BaseCommand):
    """Import; safe to run twice, and to run again after it was killed."""

    help = "Import companies and workplaces from a file of CVR documents (JSON lines, also .gz)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", default="da", choices=["da", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report; ends with an error when the file could not be read to its end."""
        path: Path = options["file"]
        with translation.override(options["language"]):
            if not path.is_file():
                raise CommandError(_("There is no file %(path)s.") % {"path": path})
            try:
                run = import_register(path, tell=self.tell)
            except Refused as problem:
                raise CommandError(sentence(problem)) from None
            self.report(run)

    def tell(self, run: ImportRun) -> None:
        """Show how far a long import is."""
        self.stdout.write(
            _("%(phase)s: line %(line)s …")
            % {"phase": run.get_phase_display(), "line": run.last_line}
        )

    def report(self, run: ImportRun) -> None:
        """Print the figures, and the rejected lines with their reasons."""
        if run.times_resumed:
            self.stdout.write(_("Went on with a run that had been stopped."))
        self.stdout.write(
            _(
                "%(created)s created, %(changed)s changed, %(unchanged)s unchanged,"
                " %(rejected)s rejected."
            )
            % {
                "created": run.created,
                "changed": run.changed,
                "unchanged": run.unchanged,
                "rejected": run.rejected,
            }
        )
        for each in run.rejections.order_by("line")[:REJECTIONS_PRINTED]:
            self.stdout.write(
                _("Line %(line)s %(number)s: %(reason)s")
                % {"line": each.line, "number": each.number, "reason": each.reason}
            )
        if run.rejected > REJECTIONS_PRINTED:
            self.stdout.write(
                _("… and %(more)s more; see the page “Register imports”.")
                % {"more": run.rejected - REJECTIONS_PRINTED}
            )
