"""Forms of the newsletter: an issue in blocks, and who agrees to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.choices.network import MOST_BLOCKS, BlockKind, ConsentWay
from jobcenter.clock import today
from jobcenter.fields import LineField

SPARE = 2  # empty blocks below those written


class BlockForm(forms.Form):
    """One block; a row without title and text is none."""

    kind = forms.ChoiceField(label=gettext_lazy("Block"), choices=BlockKind.choices)
    title = LineField(label=gettext_lazy("Heading"), max_length=120, required=False)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def block(self) -> dict[str, str] | None:
        """Return the block as it is kept."""
        data = self.cleaned_data
        if data["kind"] == BlockKind.TEXT and not (data["title"] or data["text"].strip()):
            return None
        return {"kind": data["kind"], "title": data["title"], "text": data["text"].strip()}


class NewsletterForm(forms.Form):
    """An issue."""

    title = LineField(label=gettext_lazy("Subject line"), max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, blocks: list[dict[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        number = min(len(blocks) + SPARE, MOST_BLOCKS)
        if data is not None:
            number = min(sum(1 for name in data if name.endswith("-kind")), MOST_BLOCKS)
        self.rows = [
            BlockForm(data, prefix=f"b{at}", initial=blocks[at] if at < len(blocks) else None)
            for at in range(number)
        ]

    def is_valid(self) -> bool:
        """The issue and every block of it."""
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    @property
    def blocks(self) -> list[dict[str, str]]:
        """The blocks as the action takes them."""
        return [block for row in self.rows if (block := row.block()) is not None]


class ConsentForm(forms.Form):
    """A contact person who agreed, when and how."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the contact person"))
    given_on = forms.DateField(label=gettext_lazy("Said yes on"))
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=ConsentWay.choices)

    def clean_given_on(self) -> Any:
        """Refuse a day to come."""
        day = self.cleaned_data["given_on"]
        if day > today():
            raise forms.ValidationError(_("That day is still to come."))
        return day
