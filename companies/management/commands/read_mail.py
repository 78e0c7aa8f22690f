"""Reads raw mails into enquiries: a file, the standard input, or a Maildir."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.mail_intake import note_reading, read_maildir, take_mail


class Command(BaseCommand):
    """`manage.py read_mail FILE`, `manage.py read_mail -`, `manage.py read_mail --maildir DIR`."""

    help = "Reads raw mails (RFC 822) from a file, from - (a mail server's pipe) or a Maildir."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read."""
        parser.add_argument("file", nargs="?", help="a raw mail, or - for the standard input")
        parser.add_argument("--maildir", help="a Maildir; what is in new/ is read")
        parser.add_argument("--jobcentre", default="", help="municipality code; else the address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it; a mail that cannot be read leaves a pipe with an error, so it is not lost."""
        code = options["jobcentre"]
        if options["maildir"]:
            folder = Path(options["maildir"])
            if not folder.is_dir():
                raise CommandError(f"There is no folder {folder}.")
            read, broken = read_maildir(folder, code=code)
            self.stdout.write(f"{read} read, {broken} failed")
            if broken:
                raise CommandError("The failed ones stay in new/ and are tried again.")
            return
        if not options["file"]:
            raise CommandError("Give a file, - or --maildir.")
        if options["file"] == "-":
            taken = take_mail(sys.stdin.buffer, code=code)
        else:
            path = Path(options["file"])
            if not path.is_file():
                raise CommandError(f"There is no file {path}.")
            with path.open("rb") as stream:
                taken = take_mail(stream, code=code)
        note_reading(found=True)
        self.stdout.write(str(taken.said))
