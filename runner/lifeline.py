"""What ties a child process to its parent."""

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(signum: int, parent: int) -> None:
    """Ask the kernel to signal this process when its parent dies (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of what our descendants leave behind (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans(ours: set[int]) -> None:
    """Kill every child of this process that is not one of `ours`, and what those leave."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    limit = time.monotonic() + 5
    while children.exists() and time.monotonic() < limit:
        orphans = set(map(int, children.read_text().split())) - ours
        if not orphans:
            return
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
