"""What people who turned to us, and colleagues, are written about an enquiry."""

from companies.mails.enquiries import (
    DOOR,
    colleague,
    contact_of,
    enquiry_link,
)

__all__ = [
    "DOOR",
    "colleague",
    "contact_of",
    "enquiry_link",
]
