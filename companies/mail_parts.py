"""Reading a raw mail (RFC 822) without taking its files into memory: plain Python, bytes in.

The stream is read line by line. Bodies of parts are kept up to a limit; what is longer is counted
and dropped, so a file of 30 MB costs no more than one of 300 kB.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from typing import BinaryIO

KEPT_PER_PART = 256 * 1024
HEADERS_MOST = 128 * 1024
PARTS_MOST = 100
KEPT_IN_ALL = 4 * 1024 * 1024
LINE = 64 * 1024


@dataclass
class _Leaf:
    """A part without parts of its own: how it is coded and how many bytes it had."""

    encoding: str = ""
    raw: int = 0

    @property
    def size(self) -> int:
        """The size of the file as a person knows it; base64 has four signs for three bytes."""
        return self.raw * 3 // 4 if self.encoding == "base64" else self.raw


@dataclass
class Slim:
    """A mail with its long parts cut, and the sizes of its parts in the order they came."""

    message: EmailMessage
    sizes: list[int] = field(default_factory=list)


class _Scanner:
    """Copies lines and cuts bodies; knows the boundaries it has met."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.leaves: list[_Leaf] = []
        self.boundaries: set[bytes] = set()
        self._headers: list[bytes] | None = []
        self._header_bytes = 0
        self._kept_bytes = 0
        self._leaf: _Leaf | None = None

    @property
    def is_full(self) -> bool:
        """Whether more of the mail than this nobody needs to read."""
        return len(self.leaves) >= PARTS_MOST or self._kept_bytes >= KEPT_IN_ALL

    def _keep(self, line: bytes) -> None:
        self._kept_bytes += len(line)
        self.kept.append(line)

    def take(self, line: bytes) -> None:
        """Take the next line, or a piece of a very long one."""
        if self._headers is not None:
            self._take_header(line)
        elif self._is_boundary(line):
            self._end_leaf()
            if self.is_full:  # what follows is not even counted
                self._headers, self._leaf = None, None
                return
            self._keep(line)
            mark = line.rstrip()
            ends = mark.endswith(b"--") and mark[2:] not in self.boundaries
            self._headers = None if ends else []
            self._header_bytes = 0
        else:
            self._take_body(line)

    def _is_boundary(self, line: bytes) -> bool:
        if not line.startswith(b"--") or not self.boundaries:
            return False
        mark = line.rstrip()[2:]
        return mark in self.boundaries or mark.removesuffix(b"--") in self.boundaries

    def _take_header(self, line: bytes) -> None:
        assert self._headers is not None  # noqa: S101  asked before
        if line.strip(b"\r\n"):
            self._header_bytes += len(line)
            if self._header_bytes <= HEADERS_MOST:
                self._headers.append(line)
                self._keep(line)
            return
        self._keep(line)
        said = BytesHeaderParser(policy=policy.compat32).parsebytes(b"".join(self._headers))
        self._headers = None
        boundary = said.get_boundary()
        if said.get_content_maintype() == "multipart" and boundary:
            if len(self.boundaries) < PARTS_MOST:
                self.boundaries.add(boundary.encode("latin-1", "replace"))
            self._leaf = None
        else:
            encoding = str(said.get("Content-Transfer-Encoding", "")).strip().lower()
            self._leaf = _Leaf(encoding)
            if len(self.leaves) < PARTS_MOST:
                self.leaves.append(self._leaf)

    def _take_body(self, line: bytes) -> None:
        if self._leaf is None:  # before the first part and after the last
            return
        self._leaf.raw += len(line)
        if self._leaf.raw <= KEPT_PER_PART and self._kept_bytes < KEPT_IN_ALL:
            self._keep(line)

    def _end_leaf(self) -> None:
        if self._leaf is not None and self._leaf.raw > KEPT_PER_PART:
            self.kept.append(b"\r\n")
        self._leaf = None


def read_slim(stream: BinaryIO) -> Slim:
    """Read a mail; the bodies of its parts are cut at `KEPT_PER_PART` bytes each."""
    scanner = _Scanner()
    first = True
    while line := stream.readline(LINE):
        if first and line.startswith(b"From "):  # an mbox's own line
            first = False
            continue
        first = False
        scanner.take(line)
    message = BytesParser(policy=policy.default).parsebytes(b"".join(scanner.kept))
    return Slim(message, [leaf.size for leaf in scanner.leaves])


def leaves_of(message: EmailMessage) -> Iterator[EmailMessage]:
    """Return the parts without parts of their own; a mail inside a mail is one of them."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.iter_parts():
            yield from leaves_of(part)  # type: ignore[arg-type]
    else:
        yield message
