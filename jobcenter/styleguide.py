"""Made-up contents for the developers' page that shows every component."""

from typing import Any

from django import forms


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Navn", max_length=80)
    phone = forms.CharField(
        label="Telefon", widget=forms.TextInput(attrs={"type": "tel"}), required=False
    )
    email = forms.EmailField(label="Mail", help_text="Vi sender kun det, du selv beder om.")
    starts_on = forms.DateField(label="Første dag")
    hours = forms.IntegerField(label="Timer om ugen", min_value=1, max_value=37)
    group = forms.ChoiceField(
        label="Målgruppe", choices=[("", "Vælg"), ("2", "§ 6, nr. 2"), ("3", "§ 6, nr. 3")]
    )
    channel = forms.ChoiceField(
        label="Hvordan talte I sammen?",
        choices=[("phone", "Telefon"), ("visit", "Besøg"), ("mail", "Mail")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Hvilke dage?",
        choices=[("1", "Mandag"), ("2", "Tirsdag"), ("3", "Onsdag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Tillidsrepræsentanten er spurgt")


def samples() -> dict[str, Any]:
    """Return what the page shows: forms with and without errors, chart data, rows."""
    wrong = SampleForm(
        {"name": "Amira", "hours": "52", "email": "amira@", "starts_on": "2026-12-01"},
        auto_id="wrong_%s",
    )
    wrong.add_error(None, "Perioden overlapper et andet forløb, der slutter 29. november.")
    return {
        "form": SampleForm(auto_id="ok_%s", initial={"hours": 15}),
        "wrong": wrong,
        "months": [
            ("jan", 118), ("feb", 121), ("mar", 130), ("apr", 128), ("maj", 139), ("jun", 144),
            ("jul", 141), ("aug", 150), ("sep", 156), ("okt", 163), ("nov", 172),
        ],
        "ahead": [("dec", 176, 183, 190)],
        "centres": [
            ("Bageriet Nord", 92, "#"), ("Lageret i Øst", 74, "#"), ("Plejehjemmet Åen", 88, "#"),
            ("Møbelværket i Søndre Industrikvarter", 51, "#"),
        ],
        "use": [("Nord", [21, 2, 3]), ("Øst", [18, 3, 4]), ("Unge", [19, 0, 1])],
        "states": ["I brug", "Reserveret", "Ledig"],
        "weeks": [str(n) for n in range(40, 48)],
        "status": [
            ("Nord", [91, 93, 90, 88, 92, 95, 91, 93]),
            ("Øst", [88, 86, 91, 90, 85, 84, 79, 74]),
            ("Unge", [90, None, 87, 92, 93, 90, 91, 90]),
        ],
        "rows": [
            ("Bageriet Nord ApS", "Nordby", 46, "ok", "Center", "20. nov."),
            ("Lageret i Øst A/S", "Nordby", 1280, "warn", "Ingen kontakt i 9 dage", "13. nov."),
            ("Tømrer Holm", "Åby", 7, "plain", "Ny", "–"),
        ],
    }  # fmt: skip
