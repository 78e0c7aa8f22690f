"""`<BRO_VAR>/env`: the addresses and secrets this machine made for itself, mode 600."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from runner.places import VAR

HEADER = "# Made by the runner. The keys here open what the database keeps closed: keep them.\n"


def env_path() -> Path:
    """Return the path of the file."""
    return VAR / "env"


def read_env() -> dict[str, str]:
    """Return what the file holds; nothing if there is none."""
    path = env_path()
    if not path.is_file():
        return {}
    lines = (line for line in path.read_text().splitlines() if not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines if "=" in line)


def write_env(values: Mapping[str, str]) -> None:
    """Write the file whole and private, in one move."""
    VAR.mkdir(parents=True, exist_ok=True)
    draft = env_path().with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(HEADER + "".join(f"{key}={value}\n" for key, value in values.items()))
    draft.replace(env_path())


def with_secrets(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values with every missing secret made."""
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BRO_CPR_KEYS": f"1:{_key()}",
        "BRO_CPR_HASH_KEY": _key(),
    }
    return {**made, **values}


def _key() -> str:
    """256 bits, base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()
