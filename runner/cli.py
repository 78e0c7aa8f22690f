"""The commands of the runner."""

import argparse
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from runner.speech import Trouble, complain, say

# What a command needs before it can run: packages to run, or packages to test as well.
NEEDS = {
    **dict.fromkeys(["run", "install", "backup", "restore", "bench", "manage"], "base"),
    **dict.fromkeys(["test", "lint", "soak", "screenshots", "messages"], "dev"),
}
THROWAWAY = {"test", "soak", "screenshots"}  # commands with a var/ and a cluster of their own


def main(arguments: list[str]) -> int:
    """Run one command; whatever goes wrong is one clear sentence."""
    chosen, rest = _parser().parse_known_args(arguments)
    if rest and rest[0] == "--":
        rest = rest[1:]
    try:
        if chosen.command in NEEDS and (status := _move_in(chosen.command, arguments)) is not None:
            return status
        return _run(chosen, rest)
    except Trouble as trouble:
        return complain(trouble)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return complain("The disk is full. Make room, then run the same command again.")
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return complain(
                f"{error.filename} cannot be written. Run as its owner, copy the checkout to a "
                "folder of your own, or name another folder for the data: BRO_VAR=/some/where"
            )
        raise
    except KeyboardInterrupt:
        say("· Stopped.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m runner", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "run": "the application with the demo municipality",
        "install": "the environment and the front-end assets alone",
        "test": "every check and test; or what is named behind it",
        "lint": "every check",
        "soak": "the kill tests ten times",
        "screenshots": "one picture of each persona's page",
        "bench": "build data of a size and measure every page",
        "messages": "collect and compile translations",
        "manage": "a management command, with the services",
        "stop": "stop what runs over this var/",
        "env": "print the path of the addresses and keys",
    }.items():
        commands.add_parser(name, help=what)
    services = commands.add_parser("services", help="PostgreSQL and Valkey alone")
    services.add_argument("--daemon", action="store_true", help="in the background")
    backup = commands.add_parser("backup", help="dump the database")
    backup.add_argument("file", nargs="?", default="")
    restore = commands.add_parser("restore", help="bring a dump back")
    restore.add_argument("file")
    return parser


def _move_in(command: str, arguments: list[str]) -> int | None:
    """Make the environment and go on in its Python; None when we are there already."""
    from runner import install
    from runner.places import ROOT, VAR, VENV, venv_python

    own_var = command in THROWAWAY and os.environ.get("BRO_THROWAWAY") != "1"
    install.ensure_environment(NEEDS[command])
    install.ensure_assets()
    # Compiled modules halve every start; where an environment forbids them, they are made anyway.
    kept = os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if Path(sys.prefix) == VENV and not own_var and kept is None:
        return None
    env = dict(os.environ)
    if own_var:
        env |= {"BRO_VAR": str(VAR / "test"), "BRO_THROWAWAY": "1"}
    os.chdir(ROOT)
    os.execve(venv_python(), [str(venv_python()), "-m", "runner", *arguments], env)


def _run(chosen: argparse.Namespace, rest: list[str]) -> int:
    """Run the chosen command, inside the environment where it needs one."""
    from runner import app, backup, messages, quality, secrets_file, services

    commands: dict[str, Callable[[], int]] = {
        "run": app.run_app,
        "install": lambda: tell("· Ready: make run"),
        "test": lambda: quality.test(rest),
        "lint": quality.lint,
        "soak": quality.soak,
        "screenshots": quality.screenshots,
        "bench": lambda: app.with_services(["manage.py", "bench", *rest]),
        "messages": messages.collect,
        "manage": lambda: app.with_services(["manage.py", *rest]),
        "services": lambda: (
            services.run_in_background() if chosen.daemon else services.run_in_foreground()
        ),
        "stop": services.stop_background,
        "env": lambda: tell(str(secrets_file.env_path())),
        "backup": lambda: backup.backup(chosen.file),
        "restore": lambda: backup.restore(chosen.file),
    }
    return commands[chosen.command]()


def tell(line: str) -> int:
    """Print a line: all that some commands do."""
    say(line)
    return 0
