"""The three ways an action says no, without Django so that rules can use them."""


def N_(message: str) -> str:  # noqa: N802  gettext's customary name
    """Mark `message` for translation and return it unchanged; it is translated at the edge."""
    return message


class Refused(Exception):
    """A rule said no.

    `code` is stable and machine-readable, `message` is one English sentence (a msgid) with
    `%(name)s` placeholders filled from `params` after translation.
    """

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class NotYours(Exception):
    """The row exists elsewhere or is not for this viewer: answered as 404, never explained."""


class Stale(Exception):
    """Somebody changed the row since it was read: answered as 409 with what was kept."""
