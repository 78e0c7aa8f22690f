"""Writes a fictitious register file; it touches no database."""

import gzip
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from companies.register.fictitious import write_lines


class Command(BaseCommand):
    """Makes the file; a PATH that ends in .gz is packed."""

    help = "Write a fictitious register file in the shape of the CVR register's documents."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the path and the three numbers."""
        parser.add_argument("path", type=Path)
        parser.add_argument("--companies", type=int, default=2850)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--bad-lines", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; the same numbers give the same bytes."""
        path: Path = options["path"]
        lines = write_lines(options["companies"], options["seed"], options["bad_lines"])
        text = (line.encode() for line in lines)
        count = 0
        with path.open("wb") as target:
            packed = path.suffix == ".gz"
            # No name and no time in the header, so that the bytes depend on the numbers only.
            out = gzip.GzipFile("", "wb", 9, target, mtime=0) if packed else target
            for line in text:
                out.write(line)
                count += 1
            if packed:
                out.close()
        self.stdout.write(f"{count} lines → {path}")
