"""Who PostgreSQL runs as: ourselves; and, since it refuses root, another uid or a user namespace.

Root drops to the owner of `var/` or to nobody where that uid can reach the folders. Where a parent
folder is closed (a checkout under /root), it stays root outside and is uid 65534 inside a namespace
of its own. An existing cluster decides by its owner.
"""

import ctypes
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from runner.places import VAR
from runner.speech import Trouble

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """How the server's processes become somebody PostgreSQL accepts, and who owns its files."""

    uid: int
    become: Callable[[], None] | None

    def make_folder(self, folder: Path) -> None:
        """Make a private folder of this identity; refuse one that belongs to somebody else."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.lstat().st_uid
        if owner not in {self.uid, os.getuid()} or folder.is_symlink():
            raise Trouble(f"{folder} belongs to somebody else (uid {owner}).", "Remove it.")
        folder.chmod(0o700)
        self.give(folder)

    def give(self, path: Path) -> None:
        """Let this identity own a file."""
        if os.getuid() == 0:
            os.chown(path, self.uid, -1)


def choose_identity(data: Path, program: Path) -> Identity:
    """Return the identity that can run `program` over the cluster in `data`."""
    if os.getuid() != 0:
        if data.exists() and data.stat().st_uid != os.getuid():
            raise Trouble(
                f"{data} belongs to another user (uid {data.stat().st_uid}).",
                f"Run as that user, or as root: chown -R {os.getuid()} {VAR}",
            )
        return Identity(os.getuid(), None)
    VAR.mkdir(parents=True, exist_ok=True)
    for identity in _candidates(data):
        if _works(identity, program):
            return identity
    raise Trouble(
        "PostgreSQL refuses to run as root, and no other user can reach its folder.",
        f"Run as an ordinary user, or open the way: chmod o+x on every folder above {VAR}",
    )


def _candidates(data: Path) -> Iterator[Identity]:
    namespace = Identity(0, _enter_namespace)
    if data.exists():
        owner = data.stat().st_uid
        yield Identity(owner, _dropper(owner)) if owner else namespace
        return
    uid = VAR.stat().st_uid or NOBODY
    yield Identity(uid, _dropper(uid))
    yield namespace


def _dropper(uid: int) -> Callable[[], None]:
    def drop() -> None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
        os.chdir(VAR)

    return drop


def _enter_namespace() -> None:
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (
        ("uid_map", f"{NOBODY} 0 1"),
        ("setgroups", "deny"),
        ("gid_map", f"{NOBODY} 0 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)
    os.chdir(VAR)


def _works(identity: Identity, program: Path) -> bool:
    try:
        command = [str(program), "--version"]
        result = subprocess.run(
            command, preexec_fn=identity.become, capture_output=True, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return result.returncode == 0
