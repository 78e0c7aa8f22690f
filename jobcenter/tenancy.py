"""The tenant: which jobcentre this transaction acts in, held by PostgreSQL's row security.

The policy is the net, never the filter: every query still carries its own `jobcentre_id = …`.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.db.models.constraints import BaseConstraint
from django.db.models.signals import class_prepared
from django.utils.translation import gettext_lazy as _

from jobcenter.ids import uuid7

# Tables without a policy, each with the reason. A test compares this list with the catalogue.
NATIONAL_TABLES = {
    "jobcenter_jobcentre": "the tenants themselves: name, code, entrance; nothing about people",
    "jobcenter_user": "login comes before the tenant; a person may work in several jobcentres",
    "jobcenter_door": "resolves a token to its jobcentre; hashes only, no personal data",
    "jobcenter_signinevent": "lock-outs and sign-ins come before the tenant",
    "django_migrations": "Django's own",
    "django_session": "sessions come before the tenant; signed, without personal data",
    "django_content_type": "Django's own, needed by allauth",
    "auth_permission": "Django's own, unused and empty of people",
    "auth_group": "Django's own, unused",
    "auth_group_permissions": "Django's own, unused",
    "jobcenter_cache": "lock-outs and rate limits, kept when Redis goes",
    "account_emailaddress": "allauth: login comes before the tenant",
    "account_emailconfirmation": "allauth: login comes before the tenant",
    "mfa_authenticator": "allauth: second factors belong to the login",
    "socialaccount_socialaccount": "allauth: OpenID Connect identities belong to the login",
    "socialaccount_socialapp": "allauth: identity providers",
    "socialaccount_socialtoken": "allauth: not stored (SOCIALACCOUNT_STORE_TOKENS is off)",
    "pghistory_context": "unused: history carries its context in its own rows",
    "companies_company": "national facts from the CVR register",
    "companies_workplace": "national facts from the CVR register",
    "companies_companyword": "national facts: the words of the register's names and towns",
    "companies_workplaceword": "national facts: the words of the register's names and towns",
    "companies_importrun": "runs of the national register import",
    "companies_importrejection": "lines the national register import refused",
    "companies_registerchange": "national facts: what the register changed of its own",
    "companies_presence": "who works with a company is for all to see; own rows are written only",
    "companies_sharedcontact": "what a colleague chose to share; read where both are present",
    "companies_sharedagreement": "an agreement for its parties: read by jobcentres that accepted",
    "companies_partyinvitation": "who is invited to an agreement: read by both sides alone",
    "companies_partyanswer": "the answer to an invitation: read by both sides alone",
    "companies_partygoal": "a party's share and count of a goal: read by parties of the agreement",
    "citizens_targetgroup": "the law's target groups, national data",
    "citizens_matchscheme": "the law's match schemes; a jobcentre's own are read by it alone",
    "citizens_matchgroup": "groups of the law's schemes; those of an own one as their scheme",
    "followup_inboxmail": "development only: mails that would have been sent",
}


@contextmanager
def acting_in(
    jobcentre: "models.Model | int", *, membership_id: int | None = None
) -> Iterator[None]:
    """Open a transaction that acts in one jobcentre, and restore the former one on leaving.

    `membership_id` is written to the change history of every row changed meanwhile.
    """
    jobcentre_id = jobcentre if isinstance(jobcentre, int) else jobcentre.pk
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = None if is_outermost else _present()
        set_tenant(jobcentre_id, membership_id=membership_id)
        yield
        if before is not None:  # what is set for a transaction ends with it
            _restore(before)


def set_tenant(jobcentre_id: int | None, *, membership_id: int | None = None) -> None:
    """Set the jobcentre of the running transaction; None means that no tenant row is seen."""
    if not connection.in_atomic_block:
        raise RuntimeError("The tenant is set inside a transaction, and ends with it.")
    context = json.dumps({"membership": membership_id}) if membership_id else ""
    _restore((str(jobcentre_id or ""), context))


def acting_jobcentre_id() -> int | None:
    """Return the id of the jobcentre this transaction acts in, or None."""
    present = _present()[0]
    return int(present) if present else None


@contextmanager
def own_memberships_of(user_id: int) -> Iterator[None]:
    """Let the transaction read one user's own memberships, before a jobcentre is chosen."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bro.user', %s, true)", [str(user_id)])
        yield
        cursor.execute("SELECT set_config('bro.user', '', true)")


def _present() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(current_setting('bro.jobcentre', true), ''),"
            " COALESCE(current_setting('pghistory.context_metadata', true), '')"
        )
        return cursor.fetchone()


def _restore(values: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('bro.jobcentre', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            values,
        )


class TenantRows(BaseConstraint):
    """Row-level security as a model constraint, so that migrations carry it."""

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        super().__init__(name=name)

    def _statements(self, model: type[models.Model], schema_editor: Any) -> list[str]:
        table = schema_editor.quote_name(model._meta.db_table)
        return [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            (
                f"CREATE POLICY {schema_editor.quote_name(self.name)} ON {table}"
                " USING (jobcentre_id = (SELECT bro_jobcentre()))"
            ),
        ]

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return "; ".join(self._statements(model, schema_editor))

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        name = schema_editor.quote_name(self.name)
        return f"DROP POLICY {name} ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to check in Python: the database holds it."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


class OwnRows(TenantRows):
    """Row security of a national table: each jobcentre writes its own rows and reads more.

    `read` says in SQL which rows are read besides one's own; "true" is all of them.
    """

    def __init__(self, *, name: str, read: str = "true", **kwargs: Any) -> None:
        self.read = read
        super().__init__(name=name)

    def _statements(self, model: type[models.Model], schema_editor: Any) -> list[str]:
        quote = schema_editor.quote_name
        table, own = quote(model._meta.db_table), "jobcentre_id = (SELECT bro_jobcentre())"
        return [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY {quote(self.name)} ON {table} USING ({own}) WITH CHECK ({own})",
            (
                f"CREATE POLICY {quote(f'{self.name}_read')} ON {table} FOR SELECT"
                f" USING ({self.read})"
            ),
        ]

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        read = schema_editor.quote_name(f"{self.name}_read")
        return f"DROP POLICY {read} ON {table}; {super().remove_sql(model, schema_editor)}"

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "read": self.read}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnRows) and (other.name, other.read) == (self.name, self.read)

    def __hash__(self) -> int:
        return hash((self.name, self.read))


class SameJobcentre(BaseConstraint):
    """A composite foreign key (jobcentre_id, x_id): the row pointed at is of the same tenant."""

    def __init__(self, *, field: str, name: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(name=name)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add the key at the end of the migration, when the unique pair it points at is there."""
        quote = schema_editor.quote_name
        field = model._meta.get_field(self.field)
        target = field.remote_field.model._meta.db_table
        schema_editor.deferred_sql.append(
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)}"
            f" FOREIGN KEY (jobcentre_id, {quote(field.column)})"
            f" REFERENCES {quote(target)} (jobcentre_id, id)"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        return self.create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT IF EXISTS"
            f" {quote(self.name)}"
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to check in Python: the database holds it."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameJobcentre) and (other.name, other.field) == (
            self.name,
            self.field,
        )

    def __hash__(self) -> int:
        return hash((self.name, self.field))


class SameRow(BaseConstraint):
    """A foreign key over several columns of national tables: what is copied beside an id is true.

    Row security asks such copies (whose row, for whom), so that nobody can name another's row and
    call it theirs: the pair must stand in the other table, too.
    """

    def __init__(
        self, *, columns: Sequence[str], table: str, to: Sequence[str], name: str, **kwargs: Any
    ) -> None:
        self.columns, self.table, self.to = tuple(columns), table, tuple(to)
        super().__init__(name=name)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add the key at the end of the migration, when the unique row it points at is there."""
        quote = schema_editor.quote_name
        schema_editor.deferred_sql.append(
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)}"
            f" FOREIGN KEY ({', '.join(map(quote, self.columns))})"
            f" REFERENCES {quote(self.table)} ({', '.join(map(quote, self.to))})"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        return self.create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT IF EXISTS"
            f" {quote(self.name)}"
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to check in Python: the database holds it."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        told = {"columns": self.columns, "table": self.table, "to": self.to}
        return path, args, {**kwargs, **told}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameRow) and (
            (other.name, other.columns, other.table, other.to)
            == (self.name, self.columns, self.table, self.to)
        )

    def __hash__(self) -> int:
        return hash((self.name, self.columns, self.table, self.to))


class TenantForeignKey(models.ForeignKey):
    """A foreign key to a row of the same jobcentre; its constraint is `SameJobcentre`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantRow(models.Model):
    """A row that belongs to one jobcentre: policy and composite keys included."""

    # Without an index of its own: every tenant table has a wider one that begins with it (tested).
    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre",
        models.PROTECT,
        related_name="+",
        verbose_name=_("jobcentre"),
        db_index=False,
    )

    class Meta:
        abstract = True


class TenantModel(TenantRow):
    """A tenant's row that pages and links name: with a public id and the moment it was made."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True


def add_tenant_constraints(sender: type[models.Model], **kwargs: Any) -> None:
    """Give every TenantRow its policy and its composite keys, so that none can be forgotten."""
    meta = sender._meta
    if not issubclass(sender, TenantRow) or meta.abstract or meta.proxy:
        return
    if sender.__module__ == "__fake__":  # a migration's own state carries what it wrote down
        return
    table = meta.db_table
    held: list[BaseConstraint] = [TenantRows(name=f"{table}_tenant")]
    if issubclass(sender, TenantModel):  # plain rows of logs are never pointed at
        held.append(
            models.UniqueConstraint(fields=["jobcentre", "id"], name=f"{table}_in_jobcentre")
        )
    held += [
        SameJobcentre(field=field.name, name=f"{table}_{field.name}_same_jobcentre")
        for field in meta.local_fields
        if isinstance(field, TenantForeignKey)
    ]
    known = {constraint.name for constraint in meta.constraints}
    meta.constraints = [*meta.constraints, *(c for c in held if c.name not in known)]
    meta.original_attrs["constraints"] = meta.constraints


class_prepared.connect(add_tenant_constraints)
