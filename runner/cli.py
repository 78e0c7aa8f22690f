"""The commands of the runner."""

import argparse

from runner.speech import Trouble, complain, say


def main(arguments: list[str]) -> int:
    """Run one command; whatever goes wrong is one clear sentence."""
    parser = argparse.ArgumentParser(prog="python -m runner", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    services = commands.add_parser("services", help="PostgreSQL and Valkey alone")
    services.add_argument("--daemon", action="store_true", help="in the background")
    commands.add_parser("stop", help="stop what runs over this var/")
    commands.add_parser("env", help="print the path of the addresses and keys")
    chosen = parser.parse_args(arguments)
    try:
        return run(chosen)
    except Trouble as trouble:
        return complain(trouble)
    except KeyboardInterrupt:
        return 130


def run(chosen: argparse.Namespace) -> int:
    """Run the chosen command."""
    from runner import secrets_file, services

    if chosen.command == "services":
        return services.run_in_background() if chosen.daemon else services.run_in_foreground()
    if chosen.command == "stop":
        return services.stop_background()
    say(str(secrets_file.env_path()))
    return 0
