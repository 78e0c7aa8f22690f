"""Telephone numbers of the database, parsed once per process: a page may show a hundred."""

import re
from functools import lru_cache
from typing import Any

from phonenumber_field import modelfields
from phonenumber_field.phonenumber import PhoneNumber, to_python


class PhoneNumberField(modelfields.PhoneNumberField):
    """The library's field; what it reads is remembered, for parsing takes 60 µs a number."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Return the number, or what was stored if it is none."""
        return _parsed(value) if value else value

    def deconstruct(self) -> Any:
        """Be the library's field in migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "phonenumber_field.modelfields.PhoneNumberField", args, kwargs


@lru_cache(maxsize=16_384)
def _parsed(value: str) -> PhoneNumber:
    return to_python(value)


def in_pairs(number: str) -> str:
    """Return a number as Danes read it (“98 00 00 77”), anything else as it is."""
    national = re.sub(r"^(\+45|0045)(?=\d{8}$)", "", re.sub(r"[^\d+]", "", number))
    if len(national) != 8 or not national.isdigit():
        return number
    return " ".join(national[at : at + 2] for at in range(0, 8, 2))
