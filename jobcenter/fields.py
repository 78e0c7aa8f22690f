"""Form fields that several rooms use."""

from decimal import Decimal
from typing import Any

from django import forms

from jobcenter.lines import one_line


class LineField(forms.CharField):
    """A text field of one line; what is neither seen nor meant is taken out while reading."""

    def to_python(self, value: Any) -> str:
        """Return the line; one that held nothing but marks is empty."""
        text = super().to_python(value) or ""
        return text if "\0" in text else one_line(text)  # refused, not repaired


class HoursField(forms.DecimalField):
    """Hours a week, to a tenth; whole hours are shown without it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=1, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return 30 for what is stored as 30.0."""
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        return value
