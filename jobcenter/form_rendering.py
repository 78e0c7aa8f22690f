"""How form widgets become HTML: Django's templates, but selects in plain Python.

A list of colleagues has hundreds of options; through the template each costs ten lookups.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """Renders what Django's own would, byte for byte up to blank lines."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return a widget's HTML."""
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    parts = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{escape(group)}">')
        parts += [
            f'<option value="{escape(str(option["value"]))}"{_attributes(option["attrs"])}>'
            f"{escape(option['label'])}</option>"
            for option in options
        ]
        if group:
            parts.append("</optgroup>")
    parts.append("</select>")
    return mark_safe("\n".join(parts))  # noqa: S308  every value above is escaped


def _attributes(attrs: dict[str, Any]) -> str:
    """Return attributes as Django's attrs.html writes them: False left out, True bare."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )
