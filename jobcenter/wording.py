"""Django's own sentences that our Danish catalogue says in plainer words.

Nothing imports this: it keeps the sentences in `locale/components`, which Django asks first.
"""

from django.utils.translation import ngettext_lazy

from jobcenter.errors import N_

SENTENCES = (
    N_("This field is required."),
    N_("Enter a valid email address."),
    N_("Enter a valid date."),
    N_("Enter a valid time."),
    N_("Enter a whole number."),
    N_("Enter a number."),
    N_("Select a valid choice. That choice is not one of the available choices."),
    N_("Select a valid choice. %(value)s is not one of the available choices."),
    N_("Ensure this value is less than or equal to %(limit_value)s."),
    N_("Ensure this value is greater than or equal to %(limit_value)s."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
)
