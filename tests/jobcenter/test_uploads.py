"""Files that people bring are known by their content, whatever they are called."""

import pytest
from cryptography.exceptions import InvalidTag

from jobcenter.errors import Refused
from jobcenter.uploads import MOST_BYTES, check_file, file_answer, sealed, unsealed


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
def test_files_are_known_by_content(start: bytes) -> None:
    assert check_file(start + b"x")


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ%PDF-", b"GIF89a"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="not a PDF"):
        check_file(content)


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(Refused, match="10 MB"):
        check_file(b"%PDF-" + b"x" * MOST_BYTES)


def test_what_is_kept_is_sealed_for_its_purpose() -> None:
    kept = sealed(b"%PDF-hemmeligt", purpose="a")
    assert b"hemmeligt" not in bytes(kept)
    assert unsealed(kept, purpose="a") == b"%PDF-hemmeligt"
    with pytest.raises(InvalidTag):
        unsealed(kept, purpose="b")


def test_a_file_is_saved_never_shown_in_place() -> None:
    answer = file_answer(b"x", "cv.pdf", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
