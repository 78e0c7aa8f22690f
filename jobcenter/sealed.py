"""A column that holds JSON sealed: what may name people, and need not be found by its content."""

import json
from typing import Any

from django.db import models

from jobcenter.encryption import seal, unseal


class SealedJSONField(models.BinaryField):
    """Any JSON value, encrypted with the newest key and bound to `purpose`.

    Never null. Name the column with `registries.sealed_column`, so that key rotation finds it. An
    empty value is sealed too: that it is empty is not to be seen.
    """

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Carry the purpose into migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the value in clear."""
        return None if value is None else json.loads(unseal(bytes(value), purpose=self.purpose))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Seal the value on its way in."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False)
        return super().get_db_prep_value(seal(text, purpose=self.purpose), connection, prepared)
