"""What the application's role may do: one function for production, demo, bench and tests."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction

APP_ROLE = "bro_app"
LOG_TABLES = ["jobcenter_accesslog", "jobcenter_event", "jobcenter_signinevent"]


def append_only_tables() -> list[str]:
    """Return the tables the application may only add to: logs, events and all history."""
    histories = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if hasattr(model, "pgh_tracked_model") and model._meta.managed
    ]
    return sorted([*LOG_TABLES, *histories])


def grant_app() -> None:
    """Grant the application its rights, as the owner; safe to run after every migration."""
    tables = connection.introspection.table_names()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = cursor.fetchone()[0]
        cursor.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO {APP_ROLE}')
        cursor.execute(
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {APP_ROLE}'
        )
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema}" TO {APP_ROLE}')
        for table in append_only_tables():
            if table in tables:
                cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {APP_ROLE}')
        cursor.execute(f"REVOKE ALL ON django_migrations FROM {APP_ROLE}")
        cursor.execute(f"GRANT SELECT ON django_migrations TO {APP_ROLE}")
        cursor.execute(f"REVOKE ALL ON pghistory_context FROM {APP_ROLE}")


def grant_after_migrate(sender: Any, **kwargs: Any) -> None:
    """Grant once after the migrations of all apps, when the owner ran them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        known = cursor.fetchone()
        cursor.execute("SELECT current_user")
        me = cursor.fetchone()[0]
    if known and me != APP_ROLE and "pghistory_context" in connection.introspection.table_names():
        grant_app()


def refuse_strong_role() -> str | None:
    """Return a sentence if the connected role is too strong for the application, else None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, EXISTS (SELECT 1 FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relowner = r.oid"
            " AND n.nspname = current_schema() AND c.relkind = 'r')"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        superuser, bypasses, owns = cursor.fetchone()
    if superuser or bypasses or owns:
        return (
            "DATABASE_URL connects as a role that is superuser, bypasses row security or owns"
            " tables. Use the application's role, see README.md."
        )
    return None
