"""`manage.py rotate_cpr_keys`: seal every citizen number anew with the newest key."""

from typing import Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from jobcenter import registries
from jobcenter.encryption import newest_key_id, seal, unseal
from jobcenter.grants import APP_ROLE


class Command(BaseCommand):
    """Rotate keys in batches, each its own transaction: stop it and run it again at any time.

    Give every web and worker process both keys first (`BRO_CPR_KEYS=1:…,2:…`); the old key can
    be dropped when this reports none left. Runs as the owner, who sees every jobcentre.
    """

    help = "Seal all citizen numbers with the newest key of BRO_CPR_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows per transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate every registered column and report; an error if anything is left behind."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            if cursor.fetchone()[0] == APP_ROLE:
                raise CommandError("Keys are rotated as the owner (DATABASE_OWNER_URL).")
        left = 0
        for model, column, purpose in registries.sealed_columns:
            table = apps.get_model(model)._meta.db_table
            done, failed = rotate(table, column, purpose, batch=options["batch"])
            self.stdout.write(f"{table}.{column}: {done} sealed with key {newest_key_id()}")
            for key_id, rows in keys_in(table, column):
                self.stdout.write(f"  key {key_id}: {rows} rows")
            if failed:
                self.stderr.write(f"  {failed} rows can't be opened with the keys configured")
            left += failed
        if left:
            raise CommandError(f"{left} rows still carry another key.")


def rotate(table: str, column: str, purpose: str, *, batch: int = 500) -> tuple[int, int]:
    """Seal anew what another key sealed; return how many were done and how many failed.

    Rows are taken in the order of their id, and only those with another key: what a run that
    was stopped has done is not done again. History doesn't follow the column.
    """
    quote = connection.ops.quote_name
    select = (
        f"SELECT id, {quote(column)} FROM {quote(table)}"  # noqa: S608  names from the registry
        f" WHERE id > %s AND get_byte({quote(column)}, 0) <> %s ORDER BY id LIMIT %s"
        " FOR NO KEY UPDATE"
    )
    update = f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE id = %s"  # noqa: S608
    done = failed = last = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(select, [last, newest_key_id(), batch])
            rows = cursor.fetchall()
            if not rows:
                return done, failed
            sealed = []
            for row_id, value in rows:
                try:
                    text = unseal(value, purpose=purpose)
                except (KeyError, InvalidTag):
                    failed += 1
                    continue
                sealed.append((seal(text, purpose=purpose), row_id))
            cursor.executemany(update, sealed)
            done += len(sealed)
            last = rows[-1][0]


def keys_in(table: str, column: str) -> list[tuple[int, int]]:
    """Return each key id in use and how many rows carry it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT get_byte({quote(column)}, 0), count(*) FROM {quote(table)}"  # noqa: S608
            f" WHERE {quote(column)} IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return cursor.fetchall()
