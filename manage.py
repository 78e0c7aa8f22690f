#!/usr/bin/env python
"""Django's command line; commands that belong to the database's owner connect as the owner."""

import os
import sys

OWNER_COMMANDS = {
    "migrate",
    "flush",
    "sqlmigrate",
    "bench_load",
    "grant_app",
    "rotate_cpr_keys",
    "erase",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobcenter.settings.local")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["BRO_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
