"""Companies and workplaces as the CVR register knows them: national facts, shared by all."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.choices import RegisterStatus, SizeClass
from jobcenter.ids import uuid7

# Signs that separate words; the query splits on the same ones (queries/words.py).
SEPARATORS = "/.,;:-–()&+'\""


class SearchText(Func):
    """The two vectors of a name and a town: Danish stems, and plain words with å as aa.

    Immutable as a generated column asks: `lower` and `translate` are, `concat_ws` is not.
    """

    template = (
        "(to_tsvector('danish'::regconfig, translate(%(words)s, %(signs)s, %(blanks)s))"
        " || to_tsvector('simple'::regconfig,"
        " replace(lower(translate(%(words)s, %(signs)s, %(blanks)s)), 'å', 'aa')))"
    )
    output_field = SearchVectorField()

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """Write the two vectors; the names of columns come from Django, nothing from a user."""
        parts = [compiler.compile(part)[0] for part in self.source_expressions]
        quoted = SEPARATORS.replace("'", "''")
        sql = self.template % {
            "words": "(" + " || ' ' || ".join(parts) + ")",
            "signs": f"'{quoted}'",
            "blanks": f"'{' ' * len(SEPARATORS)}'",
        }
        return sql.replace("%", "%%"), ()


# What stands behind the @ of a company's address, as mail that comes in asks for it.
MAIL_DOMAIN = Func(
    Lower("email"), Value("@"), Value(2), function="split_part", output_field=models.TextField()
)


class RegisterFacts(models.Model):
    """What the register says of a company and of a workplace alike."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=400)
    name_key = models.CharField(max_length=200, db_collation="C", editable=False)
    industry_code = models.CharField(_("industry code"), max_length=10, blank=True, default="")
    industry_text = models.CharField(_("industry"), max_length=300, blank=True, default="")
    code_system = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(
        max_length=10, choices=RegisterStatus.choices, default=RegisterStatus.ACTIVE
    )
    started_on = models.DateField(_("started"), null=True, blank=True)
    ceased_on = models.DateField(_("ceased"), null=True, blank=True)
    advertising_protected = models.BooleanField(_("no advertising"), default=False)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    employees_band = models.CharField(max_length=40, blank=True, default="")
    size_class = models.PositiveSmallIntegerField(
        _("size"), choices=SizeClass.choices, default=SizeClass.UNKNOWN
    )
    fte = models.DecimalField(
        _("full-time equivalents"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    employment_year = models.PositiveSmallIntegerField(null=True, blank=True)
    employment_month = models.PositiveSmallIntegerField(null=True, blank=True)
    # The last twelve months as [year, month, employees, full-time equivalents], oldest first.
    months = models.JSONField(default=list, blank=True)
    address = models.CharField(_("address"), max_length=600, blank=True, default="")
    postcode = models.CharField(_("postcode"), max_length=20, blank=True, default="")
    city = models.CharField(_("town"), max_length=100, blank=True, default="")
    city_key = models.CharField(
        max_length=100, blank=True, default="", db_collation="C", editable=False
    )
    municipality_code = models.CharField(max_length=10, blank=True, default="")
    phone = models.CharField(_("phone"), max_length=30, blank=True, default="")
    email = models.CharField(_("e-mail"), max_length=254, blank=True, default="")
    source = models.CharField(max_length=40, default="CVR")
    facts_on = models.DateField(_("facts as of"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether the register says that it exists."""
        return self.status == RegisterStatus.ACTIVE


class Company(RegisterFacts):
    """A company (CVR number). National: the same row for every jobcentre."""

    cvr = models.CharField(_("CVR number"), max_length=8, unique=True, db_collation="C")
    form_code = models.CharField(max_length=10, blank=True, default="")
    form_text = models.CharField(_("form"), max_length=200, blank=True, default="")
    # The first two digits of the industry code: what lists filter on by equality.
    industry_group = models.CharField(
        max_length=2, blank=True, default="", db_collation="C", editable=False
    )
    search = models.GeneratedField(
        expression=SearchText(F("name"), F("city")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("company")
        indexes = [
            # The list of all companies in order of name, from any name on.
            models.Index(fields=["name_key", "id"], name="company_by_name"),
            # The list of one municipality, alone and with its two common filters.
            models.Index(fields=["municipality_code", "name_key", "id"], name="company_by_place"),
            models.Index(
                fields=["municipality_code", "industry_group", "name_key", "id"],
                name="company_by_industry",
            ),
            models.Index(
                fields=["municipality_code", "size_class", "name_key", "id"],
                name="company_by_size",
            ),
            models.Index(fields=["postcode", "name_key", "id"], name="company_by_postcode"),
            models.Index(fields=["city_key", "name_key", "id"], name="company_by_town"),
            GinIndex(fields=["search"], name="company_search"),
            # The few that are public authorities' (campaign_choices.PUBLIC_FORMS).
            models.Index(
                fields=["municipality_code", "form_code", "id"],
                name="company_public",
                condition=Q(form_code__in=("230", "235", "240", "245", "250", "255", "260")),
            ),
            # Those that a campaign leaves out: read without the companies.
            models.Index(
                fields=["id"], name="company_protected", condition=Q(advertising_protected=True)
            ),
            # Whose mail it may be that comes in.
            models.Index(MAIL_DOMAIN, name="company_by_mail_domain", condition=~Q(email="")),
            # The few ceased ones, at home and everywhere.
            models.Index(
                fields=["municipality_code", "name_key", "id"],
                name="company_ceased_by_place",
                condition=Q(status=RegisterStatus.CEASED),
            ),
            models.Index(
                fields=["name_key", "id"],
                name="company_ceased_by_name",
                condition=Q(status=RegisterStatus.CEASED),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cvr__regex=r"^[0-9]{8}$"),
                name="company_cvr_eight_digits",
                violation_error_message=_("A CVR number has eight digits."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=RegisterStatus.values), name="company_status_known"
            ),
            models.CheckConstraint(
                condition=Q(size_class__in=SizeClass.values), name="company_size_known"
            ),
            models.CheckConstraint(
                condition=Q(ceased_on__isnull=True) | Q(status=RegisterStatus.CEASED),
                name="company_ceased_has_status",
            ),
        ]


class Workplace(RegisterFacts):
    """A workplace (production unit, P number) of a company. National."""

    p_number = models.CharField(_("P number"), max_length=10, unique=True, db_collation="C")
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="workplaces", verbose_name=_("company")
    )
    is_main = models.BooleanField(_("main workplace"), default=False)
    # Where it is, in degrees (WGS 84), where somebody told us; the map shows these.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchText(F("name"), F("city")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("workplace")
        indexes = [
            models.Index(fields=["name_key", "id"], name="workplace_by_name"),
            models.Index(fields=["municipality_code", "name_key", "id"], name="workplace_by_place"),
            models.Index(
                fields=["municipality_code", "latitude", "longitude"],
                include=["company"],
                name="workplace_on_map",
                condition=Q(latitude__isnull=False),
            ),
            # Whose a workplace is, for thousands of them at once.
            models.Index(fields=["id"], include=["company"], name="workplace_company"),
            GinIndex(fields=["search"], name="workplace_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="workplace_place_is_whole",
                violation_error_message=_("A place on the map needs both coordinates."),
            ),
            models.CheckConstraint(
                condition=Q(p_number__regex=r"^[0-9]{10}$"),
                name="workplace_p_number_ten_digits",
                violation_error_message=_("A P number has ten digits."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=RegisterStatus.values), name="workplace_status_known"
            ),
            models.CheckConstraint(
                condition=Q(size_class__in=SizeClass.values), name="workplace_size_known"
            ),
            models.CheckConstraint(
                condition=Q(ceased_on__isnull=True) | Q(status=RegisterStatus.CEASED),
                name="workplace_ceased_has_status",
            ),
        ]
