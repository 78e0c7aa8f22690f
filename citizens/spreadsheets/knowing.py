"""Whom a row means: by number, internal id, mail and first name, phone and first name – or asked.

Never by name alone, and never where two people could be meant: a person decides then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from citizens.models import Citizen
from jobcenter.sorting import danish_key

NEW = "new"


@dataclass
class Identity:
    """What a row says of who it is about."""

    line: int
    cpr: str = ""  # the keyed hash, never the digits
    case_number: str = ""
    first_name: str = ""
    name_key: str = ""
    email: str = ""
    phone: str = ""
    born: Any = None
    answer: str = ""


@dataclass
class Found:
    """Who it is, or why nobody can tell: `code` refuses, `candidates` ask."""

    citizen: Citizen | None = None
    code: str = ""
    where: str = "cpr"
    candidates: list[tuple[UUID, str]] = field(default_factory=list)


def first_word(name: str) -> str:
    """Return what is compared of a first name: its first word, apostrophes and accents aside."""
    key = danish_key(name.replace("’", "'").replace("´", "'"))
    return key.split(" ")[0] if key else ""


class Known:
    """The citizens a batch of rows may mean, read in one go."""

    def __init__(self, citizens: Iterable[Citizen]) -> None:
        self.by_cpr: dict[str, Citizen] = {}
        self.by_case: dict[str, Citizen] = {}
        self.by_mail: dict[tuple[str, str], list[Citizen]] = {}
        self.by_phone: dict[tuple[str, str], list[Citizen]] = {}
        self.by_name: dict[str, list[Citizen]] = {}
        for each in citizens:
            if each.cpr_index:
                self.by_cpr[each.cpr_index] = each
            if each.case_number:
                self.by_case[each.case_number] = each
            first = first_word(each.first_name)
            if each.email:
                self.by_mail.setdefault((each.email.lower(), first), []).append(each)
            if each.phone:
                self.by_phone.setdefault((str(each.phone), first), []).append(each)
            self.by_name.setdefault(each.name_key, []).append(each)

    def find(self, who: Identity) -> Found:
        """Return whom the row means."""
        by_case = self.by_case.get(who.case_number) if who.case_number else None
        if who.cpr and (by_cpr := self.by_cpr.get(who.cpr)):
            if by_case is not None and by_case.pk != by_cpr.pk:
                return Found(code="two_people")
            return Found(by_cpr)
        if by_case is not None:
            if who.cpr and by_case.cpr_index:
                return Found(code="number_differs", where="case_number")
            return Found(by_case)
        return self._find_near(who)

    def _find_near(self, who: Identity) -> Found:
        near: dict[int, tuple[Citizen, str]] = {}
        sure: Citizen | None = None
        for why, found in self._near(who):
            others = [each for each in found if not self._is_another(who, each)]
            if why != "name" and len(others) == 1 and not near and sure is None:
                [each] = others
                # a number is never put on somebody by a mail or a telephone alone
                if not who.cpr and not (who.case_number and each.case_number):
                    sure = each
            for each in others:
                near.setdefault(each.pk, (each, why))
        if sure is not None:
            return Found(sure)
        if not near or who.answer == NEW:
            return Found()
        for each, _why in near.values():
            if str(each.public_id) == who.answer:
                return Found(each)
        return Found(
            code="maybe_known",
            where="",
            candidates=[(each.public_id, why) for each, why in near.values()],
        )

    def _near(self, who: Identity) -> Iterator[tuple[str, list[Citizen]]]:
        first = first_word(who.first_name)
        if first and who.email:
            yield "email", self.by_mail.get((who.email.lower(), first), [])
        if first and who.phone:
            yield "phone", self.by_phone.get((who.phone, first), [])
        if who.name_key:
            same = self.by_name.get(who.name_key, [])
            yield (
                "name",
                [e for e in same if not (e.birth_date and who.born) or e.birth_date == who.born],
            )

    @staticmethod
    def _is_another(who: Identity, each: Citizen) -> bool:
        """Return whether it cannot be the same: both have a number, and not the same one."""
        return bool(who.cpr and each.cpr_index and who.cpr != each.cpr_index)


class Lines:
    """What earlier lines of the same file have said of who they are about."""

    def __init__(self) -> None:
        self.sure: dict[tuple[str, Any], int] = {}
        self.near: dict[tuple[str, ...], Identity] = {}

    def twice(self, who: Identity, citizen: Citizen | None) -> int:
        """Return the earlier line that is about the same person for sure, or 0."""
        marks = [("id", citizen.pk if citizen else 0), ("cpr", who.cpr), ("case", who.case_number)]
        return next((self.sure[mark] for mark in marks if mark[1] and mark in self.sure), 0)

    def like(self, who: Identity) -> int:
        """Return the earlier line that may be about the same person, or 0."""
        if who.answer:
            return 0
        for mark in self._marks(who):
            other = self.near.get(mark)
            if other is None or (who.cpr and other.cpr and who.cpr != other.cpr):
                continue
            if mark[0] == "name" and who.born and other.born and who.born != other.born:
                continue
            return other.line
        return 0

    def note(self, who: Identity, citizen: Citizen | None) -> None:
        """Remember a line."""
        marks = [("id", citizen.pk if citizen else 0), ("cpr", who.cpr), ("case", who.case_number)]
        for mark in marks:
            if mark[1]:
                self.sure[mark] = who.line
        for near in self._marks(who):
            # one without a number is remembered before one with: it could be anybody's
            if near not in self.near or not who.cpr:
                self.near[near] = who

    @staticmethod
    def _marks(who: Identity) -> Iterator[tuple[str, ...]]:
        first = first_word(who.first_name)
        if first and who.email:
            yield "email", who.email.lower(), first
        if first and who.phone:
            yield "phone", who.phone, first
        if who.name_key:
            yield "name", who.name_key
