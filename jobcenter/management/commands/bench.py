"""Builds a database of a size beside the application's, and measures every page on it."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobcenter.settings.environment import VAR


class Command(BaseCommand):
    """`make bench SIZE=municipality|nation`."""

    help = "Build data of a size (kept between runs) and measure every page and nightly work."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", default="municipality", help="municipality or nation")
        parser.add_argument("--rebuild", action="store_true", help="build anew in any case")
        parser.add_argument("--keep", action="store_true", help="never build anew what is there")
        parser.add_argument("--build-only", action="store_true", help="do not measure")
        parser.add_argument("--explain", action="store_true", help="plans of the pages of --only")
        parser.add_argument("--strict", action="store_true", help="fail when a bar is missed")
        parser.add_argument(
            "--only", action="append", default=[], help="pages with this in the name"
        )
        parser.add_argument("--runs", type=int, default=0, help="how often each page is opened")

    def handle(self, *args: Any, **options: Any) -> None:
        from bench.report import run
        from bench.sizes import SIZES

        size = SIZES.get(options["size"])
        if size is None:
            raise CommandError(f"--size is one of {', '.join(SIZES)}.")
        began = time.monotonic()
        names = ("rebuild", "keep", "build_only", "only", "runs", "explain")
        missed = run(size, VAR / "bench", self.say, **{name: options[name] for name in names})
        self.say(f"· {time.monotonic() - began:.0f} s in all")
        if missed and options["strict"]:
            raise CommandError(f"{missed} bars missed.")

    def say(self, line: str) -> None:
        """Print one line at once."""
        self.stdout.write(line)
        self.stdout.flush()
