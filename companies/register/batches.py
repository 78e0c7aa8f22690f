"""Reads a register file in batches, in a process of its own beside the one that writes them.

`main` writes pickled batches of one table's documents to its output; the last object is None, or
the error that ended the file. A good part of an import is reading JSON, and threads of one process
read no faster. Plain Python: no Django, no query.
"""

import pickle
import subprocess
import sys
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from gzip import BadGzipFile
from pathlib import Path
from typing import Any
from zlib import error as BrokenStream  # noqa: N812  zlib names it in lower case

from companies.register import cvr
from companies.register.cvr import CompanyFacts, Document, Rejection, WorkplaceFacts

WORKPLACE_MARK = b'"VrproduktionsEnhed"'
BROKEN = (EOFError, BadGzipFile, BrokenStream)  # a file that ends in the middle
SMALL = 2_000_000  # bytes: a smaller file is read before another process would have started
ROOT = Path(__file__).resolve().parents[2]
# not `-m`: the classes would belong to __main__, where nobody finds them again
START = "from companies.register.batches import main; main()"


class ReaderGone(RuntimeError):
    """The reading process ended before it said that it was done."""


@dataclass
class Batch:
    """Facts to write at once by their number, what was refused, and the line that ends it."""

    facts: dict[str, Any] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    line: int = 0


def read_batches(path: Path, *, workplaces: bool, after: int, size: int) -> Generator[Batch]:
    """Yield a table's documents in batches of at most `size`; the last one may be empty."""
    batch = Batch()
    number = 0
    with cvr.open_file(path) as stream:
        for number, line in enumerate(cvr.read_lines(stream), start=1):
            if number <= after or (WORKPLACE_MARK in line) != workplaces:
                continue
            found = _document(line, number, workplaces)
            if isinstance(found, Rejection):
                batch.rejections.append(found)
            elif found is not None:
                key = found.p_number if isinstance(found, WorkplaceFacts) else found.cvr
                if key in batch.facts:  # the same number twice in a batch: the later line decides
                    batch.line = number - 1
                    yield batch
                    batch = Batch()
                batch.facts[key] = found
            if len(batch.facts) >= size or len(batch.rejections) >= size:
                batch.line = number
                yield batch
                batch = Batch()
    batch.line = max(number, after)
    yield batch


def _document(line: bytes, number: int, workplaces: bool) -> Document | None:
    found = cvr.read_line(line, number)
    if isinstance(found, CompanyFacts if workplaces else WorkplaceFacts):
        return Rejection(number, "unknown_shape")
    return found


def batches_of(path: Path, *, workplaces: bool, after: int, size: int) -> Generator[Batch]:
    """Yield what `read_batches` does; a large file is read by another process meanwhile.

    Raises one of BROKEN where the file ends in the middle, ReaderGone where the process died.
    """
    if path.stat().st_size < SMALL:
        yield from read_batches(path, workplaces=workplaces, after=after, size=size)
        return
    table = "workplaces" if workplaces else "companies"
    words = [sys.executable, "-c", START, str(path.resolve()), table, str(after), str(size)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None  # noqa: S101  it was asked for
        try:
            while (batch := _next(reader.stdout)) is not None:
                yield batch
        finally:
            reader.stdout.close()
            reader.kill()


def _next(stream: Any) -> Batch | None:
    try:
        found = pickle.load(stream)  # noqa: S301  written by our own process
    except (EOFError, pickle.UnpicklingError) as problem:
        raise ReaderGone from problem
    if isinstance(found, BaseException):
        raise found
    return found


def main() -> None:
    """Write the batches that the arguments ask for to the output: path, table, after, size."""
    path, table, after, size = sys.argv[1:5]
    batches = read_batches(
        Path(path), workplaces=table == "workplaces", after=int(after), size=int(size)
    )
    with suppress(BrokenPipeError):  # who asked is gone
        end: BaseException | None = None
        try:
            for batch in batches:
                for facts in batch.facts.values():
                    facts.fingerprint  # noqa: B018  reckoned here, sent along
                _send(batch)
        except BROKEN as problem:
            end = problem
        _send(end)


def _send(what: Batch | BaseException | None) -> None:
    pickle.dump(what, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()
