"""Form fields that several rooms use."""

from typing import Any

from django import forms

from jobcenter.lines import one_line


class LineField(forms.CharField):
    """A text field of one line; what is neither seen nor meant is taken out while reading."""

    def to_python(self, value: Any) -> str:
        """Return the line; one that held nothing but marks is empty."""
        text = super().to_python(value) or ""
        return text if "\0" in text else one_line(text)  # refused, not repaired
