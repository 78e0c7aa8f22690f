"""Where things lie: the checkout, what it keeps under `var/`, and short paths for sockets."""

import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("BRO_VAR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"

# A socket's path must stay under 108 characters, its file name included.
LONGEST_SOCKET_FOLDER = 80


def venv_python() -> Path:
    """Return the environment's Python."""
    return VENV / "bin" / "python"


def log_file(name: str) -> Path:
    """Return the log of one process, its folder made."""
    folder = VAR / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def socket_folder(var: Path = VAR) -> Path:
    """Return a folder for unix sockets: in the temp folder, as `var` may be long or closed."""
    name = f"bro-{os.getuid()}-{hashlib.sha256(str(var).encode()).hexdigest()[:10]}"
    for temp in (Path(tempfile.gettempdir()), Path("/tmp")):
        if len(str(temp / name)) <= LONGEST_SOCKET_FOLDER and " " not in str(temp):
            return temp / name
    return Path("/tmp") / name
