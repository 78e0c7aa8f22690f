"""The process environment, with what the local runner wrote to `<BRO_VAR>/env` below it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("BRO_VAR", ROOT / "var"))


def _read_env_file() -> dict[str, str]:
    path = VAR / "env"
    if not path.is_file():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {key.strip(): value.strip() for key, value in pairs if not key.startswith("#")}


_FILE = _read_env_file() if os.environ.get("BRO_ENV_FILE", "yes") == "yes" else {}


def env(name: str, default: str = "") -> str:
    """Return an environment variable; the process's own wins over the runner's file."""
    return os.environ.get(name) or _FILE.get(name) or default


def required(name: str) -> str:
    """Return an environment variable or stop with a sentence that names it."""
    value = env(name)
    if not value:
        raise SystemExit(f"{name} is not set. See the environment table in README.md.")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return whether a variable is one of 1, yes, true, on."""
    return env(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}
