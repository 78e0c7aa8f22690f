"""What a campaign is narrowed to, as its address says it, in words, and as SQL."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies import criteria_kinds
from companies.choices import Industry, ObjectionKind, RelationStatus
from companies.choices.campaign import MOST_ROWS, Figure, Rank, Sector
from jobcenter.dates import say

CONTACTS = ("never", "older", "within", "in", "not_in")
NONE = "none"


def groups_of(industry: str) -> list[str]:
    """Return the two-digit groups of a section."""
    first, _dash, last = industry.partition("-")
    return [f"{number:02d}" for number in range(int(first), int(last) + 1)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str, highest: int) -> int | None:
    clean = text.replace(".", "").strip()
    return min(int(clean), highest) if clean.isascii() and clean.isdigit() else None


@dataclass(frozen=True)
class Criteria:
    """What the companies of a campaign have in common; nothing chosen is every employer here."""

    area: str = "here"  # "here" or "all" (everywhere, as far as we know them)
    town: str = ""
    industries: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # beginnings of industry codes
    least: int | None = None  # employees
    most: int | None = None
    sector: str = ""
    segments: tuple[str, ...] = ()
    relation: str = ""
    contact: str = ""  # of CONTACTS
    months: int | None = None
    since: date | None = None
    until: date | None = None
    objection: str = ""  # "any", "none", or a kind
    protection: str = ""  # "without" leaves protected ones out, "only" keeps them
    figure: str = ""  # "shortage" or "growth": industries that have it
    more: tuple[tuple[str, str], ...] = ()  # what rooms above know, by code
    first: int | None = None
    rank: str = ""
    query: str = field(default="", compare=False)  # as the address says it

    @classmethod
    def of(cls, query: Any) -> "Criteria":
        """Read them from an address; what is not known there is left out."""
        if isinstance(query, str):
            query = QueryDict(query)

        def param(name: str) -> str:
            return str(query.get(name, "")).replace("\x00", "").strip()[:100]

        def one_of(name: str, known: Any) -> str:
            return param(name) if param(name) in known else ""

        def some_of(name: str, known: Any) -> tuple[str, ...]:
            chosen = set(query.getlist(name))
            return tuple(value for value in known if value in chosen)

        contact = one_of("kontakt", CONTACTS)
        months = _number(param("maaneder"), 600)
        since, until = _day(param("kfra")), _day(param("ktil"))
        if (contact in {"older", "within"} and not months) or (
            contact in {"in", "not_in"} and (since is None or until is None)
        ):
            contact = ""
        first = _number(param("antal"), MOST_ROWS)
        rank = one_of("mest", Rank.values)
        found = cls(
            area=one_of("omraade", ("here", "all")) or "here",
            town=param("by"),
            industries=some_of("branche", Industry.values),
            codes=tuple(
                code for code in param("koder").replace(";", ",").replace(" ", ",").split(",")
                if code.isascii() and code.isdigit() and len(code) <= 6
            )[:20],
            least=_number(param("fra"), 1_000_000),
            most=_number(param("til"), 1_000_000),
            sector=one_of("sektor", Sector.values),
            segments=some_of("segment", ("1", "2", "3", "4", NONE)),
            relation=one_of("relation", ("with", "mine", NONE, *RelationStatus.values)),
            contact=contact,
            months=months if contact in {"older", "within"} else None,
            since=since if contact in {"in", "not_in"} else None,
            until=until if contact in {"in", "not_in"} else None,
            objection=one_of("indvending", ("any", NONE, *ObjectionKind.values)),
            protection=one_of("reklame", ("without", "only")),
            figure=one_of("forhold", (Figure.SHORTAGE, Figure.GROWTH)),
            more=tuple(
                (code, value)
                for code, kind in criteria_kinds.criteria.items()
                if (value := one_of(code, {value for value, _label in kind.choices}))
            ),
            first=first if first and rank else None,
            rank=rank if first else "",
        )  # fmt: skip
        object.__setattr__(found, "query", found.address())
        return found

    def address(self) -> str:
        """Return them as an address says them, the shortest way."""
        query = QueryDict(mutable=True)
        single: dict[str, Any] = {
            "omraade": "all" if self.area == "all" else "", "by": self.town,
            "koder": ",".join(self.codes), "fra": self.least, "til": self.most,
            "sektor": self.sector, "relation": self.relation, "kontakt": self.contact,
            "maaneder": self.months, "kfra": self.since, "ktil": self.until,
            "indvending": self.objection, "reklame": self.protection, "forhold": self.figure,
            "antal": self.first, "mest": self.rank, **dict(self.more),
        }  # fmt: skip
        for name, value in single.items():
            if value not in {"", None}:
                query[name] = str(value)
        query.setlist("branche", list(self.industries))
        query.setlist("segment", list(self.segments))
        return query.urlencode()

    @property
    def is_everything(self) -> bool:
        """Whether nothing at all was chosen: every employer of the area matches."""
        return self == Criteria(area=self.area)

    def words(self) -> list[str]:
        """Return what was chosen, a phrase each."""
        return [*self._what_words(), *self._history_words(), *self._more_words()]

    def _what_words(self) -> list[str]:
        said: list[str] = []
        if self.industries:
            said.append(", ".join(str(Industry(each).label) for each in self.industries))
        if self.codes:
            told = {"codes": ", ".join(self.codes)}
            said.append(_("industry code begins with %(codes)s") % told)
        if self.least is not None and self.most is not None:
            told = {"least": str(self.least), "most": str(self.most)}
            said.append(_("%(least)s to %(most)s employees") % told)
        elif self.least is not None:
            said.append(_("at least %(number)s employees") % {"number": self.least})
        elif self.most is not None:
            said.append(_("at most %(number)s employees") % {"number": self.most})
        if self.town:
            said.append(_("in %(town)s") % {"town": self.town})
        if self.area == "all":
            said.append(_("also outside the municipality, if we know them"))
        if self.sector:
            said.append(str(Sector(self.sector).label))
        return said

    def _more_words(self) -> list[str]:
        said = []
        for code, value in self.more:
            kind = criteria_kinds.criteria[code]
            said.append(f"{kind.label}: {dict(kind.choices)[value]}")
        if self.rank:
            told = {"number": self.first, "what": Rank(self.rank).label}
            said.append(_("the first %(number)s by %(what)s") % told)
        return said

    def _history_words(self) -> list[str]:
        said: list[str] = []
        if self.segments:
            none, group = _("no group"), _("group %(number)s")
            said.append(
                ", ".join(none if e == NONE else group % {"number": e} for e in self.segments)
            )
        if self.relation:
            relations = {
                "with": _("with a relation to us"), "mine": _("mine"),
                NONE: _("without a relation to us"),
            }  # fmt: skip
            said.append(relations.get(self.relation) or str(RelationStatus(self.relation).label))
        if self.contact == "never":
            said.append(_("never contacted"))
        elif self.contact in {"older", "within"} and self.months:
            text = (
                ngettext("last contact more than %(n)s month ago",
                         "last contact more than %(n)s months ago", self.months)
                if self.contact == "older"
                else ngettext("contacted within %(n)s month", "contacted within %(n)s months",
                              self.months)
            )  # fmt: skip
            said.append(text % {"n": self.months})
        elif self.contact and self.since and self.until:
            told = {"since": say(self.since, "j. M Y"),
                    "until": say(self.until, "j. M Y")}  # fmt: skip
            text = (
                _("contacted %(since)s – %(until)s")
                if self.contact == "in"
                else _("not contacted %(since)s – %(until)s")
            )
            said.append(text % told)
        if self.objection:
            named = {"any": _("an open objection"), NONE: _("no open objection")}
            said.append(
                named.get(self.objection)
                or _("open objection: %(what)s") % {"what": ObjectionKind(self.objection).label}
            )
        if self.protection:
            said.append(_("only those with advertising protection")
                        if self.protection == "only"
                        else _("without those with advertising protection"))  # fmt: skip
        if self.figure:
            said.append(_("industries with %(what)s") % {"what": Figure(self.figure).label})
        return said
