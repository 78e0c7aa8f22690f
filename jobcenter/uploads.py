"""Files that people bring: what may be kept, its type told by its content, and handing it back."""

import base64

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers

from jobcenter.encryption import seal, unseal
from jobcenter.errors import N_, Refused

MOST_BYTES = 10 * 1024 * 1024
TYPES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def check_file(content: bytes) -> str:
    """Return the type of a file by its content; refuse what is too large or something else."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", N_("The file is larger than 10 MB."))
    for start, kind in TYPES.items():
        if content.startswith(start):
            return kind
    raise Refused("file_type", N_("The file is not a PDF, JPEG or PNG."))


def sealed(content: bytes, *, purpose: str) -> bytes:
    """Return a file as it is kept: encrypted, bound to what it is kept for."""
    return seal(base64.b64encode(content).decode(), purpose=purpose)


def unsealed(kept: bytes | memoryview, *, purpose: str) -> bytes:
    """Return a kept file as it was brought."""
    return base64.b64decode(unseal(bytes(kept), purpose=purpose))


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to be saved, never shown in place or kept by a cache."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(answer)
    return answer
