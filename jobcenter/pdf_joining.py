"""Several documents of one make become one: pages, tags and standards are kept.

Reads only what typst writes: every object stands by itself, in a plain table of places. Bookmarks
are left out: a list of ten thousand helps nobody.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

_OBJECT = re.compile(rb"(\d+) 0 obj\n", re.DOTALL)
# A string is skipped as a whole, so that "3 0 R" inside it stays as it is written.
_REFERENCE = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f]*>|(?<![\w.-])(\d+) 0 R", re.DOTALL
)
_KEYS = re.compile(rb"/StructParents? (\d+)")
_ROLE_MAP = re.compile(rb"/RoleMap<<[^>]*>>")


class _Part:
    """One document: its objects by number, and the few that all of them share a kind of."""

    def __init__(self, made: bytes) -> None:
        self.objects = dict(_objects(made))
        trailer = made[made.rindex(b"trailer") :]
        self.root = self.objects[_number(trailer, b"/Root")]
        self.info = _number(trailer, b"/Info")
        self.pages = _number(self.root, b"/Pages")
        self.tree = _number(self.root, b"/StructTreeRoot")
        self.count = int(_found(rb"/Count (\d+)", self.objects[self.pages]))
        tree = self.objects[self.tree]
        if b"/IDTree" in tree:
            raise ValueError("Documents with tables are not joined.")
        self.document = int(_found(rb"/K\[(\d+) 0 R\]", tree))
        self.nums = _found(rb"/Nums\[(.*?)\]>>", tree)
        self.keys = int(_found(rb"/ParentTreeNextKey (\d+)", tree))


def _objects(made: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and body of each object, along the table at the end."""
    start = int(made[made.rindex(b"startxref") + 9 :].split()[0])
    head, rest = made[start:].split(b"\n", 2)[1:]
    size = int(head.split()[1])
    places = [int(rest[20 * at : 20 * at + 10]) for at in range(1, size)]
    in_order = sorted(places)
    ends = dict(zip(in_order, [*in_order[1:], start], strict=True))
    for number, place in enumerate(places, start=1):
        body = made[place : ends[place]]
        matched = _OBJECT.match(body)
        if matched is None or int(matched.group(1)) != number:
            raise ValueError("This is not a document of ours.")
        yield number, body[matched.end() : body.rindex(b"endobj")].rstrip(b"\n")


def _found(pattern: bytes, body: bytes) -> bytes:
    matched = re.search(pattern, body, re.DOTALL)
    if matched is None:
        raise ValueError("This is not a document of ours.")
    return matched.group(1)


def _number(body: bytes, key: bytes) -> int:
    return int(_found(re.escape(key) + rb" (\d+) 0 R", body))


def joined(documents: Iterable[bytes]) -> bytes:
    """Return one document with the pages of all, in order; the first one's title and head hold.

    Raises ValueError for a document that something else made, or one with tables.
    """
    out = _Writer()
    pages_at, tree_at, document_at = out.reserve(3)
    kids, parts, nums, count, keys = [], [], [], 0, 0
    first: tuple[_Part, int] | None = None
    for made in documents:
        part, shift = _Part(made), out.last
        first = first or (part, shift)
        for number, body in part.objects.items():
            if number == part.tree or body is part.root:
                out.add(b"null")
                continue
            if number == part.pages:
                body = body.replace(b"/Type/Pages", b"/Type/Pages/Parent %d 0 R" % -pages_at, 1)
            if number == part.document:
                body = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % -document_at, body, count=1)
                body = body.replace(b"/S/Document", b"/S/Part", 1)
            out.add(_moved(body, shift, keys))
        kids.append(b"%d 0 R" % (part.pages + shift))
        parts.append(b"%d 0 R" % (part.document + shift))
        nums.append(_moved_nums(part.nums, shift, keys))
        count, keys = count + part.count, keys + part.keys
    if first is None:
        raise ValueError("There is nothing to join.")
    part, shift = first
    out.put(pages_at, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(kids)))
    roles = _ROLE_MAP.search(part.objects[part.tree])
    out.put(
        tree_at,
        b"<</Type/StructTreeRoot%s/K[%d 0 R]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>"
        % (roles.group(0) if roles else b"", document_at, b" ".join(nums), keys),
    )
    out.put(
        document_at,
        b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (tree_at, b" ".join(parts)),
    )
    root = re.sub(rb"/Outlines \d+ 0 R", b"", part.root)
    root = re.sub(rb"/Pages \d+ 0 R", b"/Pages %d 0 R" % -pages_at, root)
    root = re.sub(rb"/StructTreeRoot \d+ 0 R", b"/StructTreeRoot %d 0 R" % -tree_at, root)
    return out.finish(_moved(root, shift, 0), info=part.info + shift)


def _moved(body: bytes, shift: int, keys: int) -> bytes:
    """Return an object with its references moved; what is streamed stays as it is.

    A negative number is one of the joined document's own.
    """
    head, streaming, rest = body.partition(b"stream\n")

    def reference(matched: re.Match[bytes]) -> bytes:
        if matched.group(1) is None:
            return matched.group(0)
        return b"%d 0 R" % (int(matched.group(1)) + shift)

    head = _REFERENCE.sub(reference, head)
    if b"/Type/Page/" in head or b"/Type/Annot" in head:
        head = _KEYS.sub(lambda m: m.group(0).replace(m.group(1), b"%d" % (int(m.group(1)) + keys)),
                         head)  # fmt: skip
    head = re.sub(rb"-(\d+) 0 R", rb"\1 0 R", head)
    return head + streaming + rest


def _moved_nums(nums: bytes, shift: int, keys: int) -> bytes:
    pairs = re.findall(rb"(\d+) (\d+) 0 R", nums)
    return b" ".join(b"%d %d 0 R" % (int(key) + keys, int(ref) + shift) for key, ref in pairs)


class _Writer:
    """A document being written: its parts, and where each object begins."""

    def __init__(self) -> None:
        self.parts: list[bytes] = [b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"]
        self.at = len(self.parts[0])
        self.places: dict[int, int] = {}
        self.last = 0

    def reserve(self, number: int) -> list[int]:
        """Keep the next numbers for objects that are known at the end."""
        self.last += number
        return list(range(self.last - number + 1, self.last + 1))

    def add(self, body: bytes) -> None:
        """Write the next object."""
        self.last += 1
        self.put(self.last, body)

    def put(self, number: int, body: bytes) -> None:
        """Write an object under its number."""
        whole = b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
        self.places[number] = self.at
        self.parts.append(whole)
        self.at += len(whole)

    def finish(self, root: bytes, *, info: int) -> bytes:
        """Write the root, the table of places and the end."""
        self.add(root)
        start, catalogue = self.at, self.last
        table = b"".join(b"%010d 00000 n \n" % self.places[n] for n in range(1, self.last + 1))
        self.parts += [
            b"xref\n0 %d\n0000000000 65535 f \n" % (self.last + 1), table,
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[%s%s]>>\nstartxref\n%d\n%%%%EOF"
            % (self.last + 1, catalogue, info, b"<%032x>" % start, b"<%032x>" % start, start),
        ]  # fmt: skip
        return b"".join(chain(self.parts))
