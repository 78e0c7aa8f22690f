"""When two names, numbers or mails are probably one person's, or two names one company's."""

import re
import unicodedata

_FORMS = {
    "aps", "as", "ivs", "is", "ks", "amba", "fmba", "smba", "ps", "og", "and", "the", "den", "det",
    "ved", "danmark", "denmark",
}  # fmt: skip
# Mailboxes that a whole house reads say nothing about a person.
SHARED_MAILBOXES = {
    "info", "post", "mail", "kontakt", "contact", "office", "kontor", "job", "hr", "reception",
    "salg", "admin", "butik",
}  # fmt: skip


def name_words(name: str) -> list[str]:
    """Return the words of a name without accents, titles' dots and letters' case."""
    text = name.lower().replace("aa", "å").replace("ø", "o\u0338")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return [word for word in re.split(r"[^a-zæ0-9]+", text) if word]


def is_name_like(one: str, other: str) -> bool:
    """Return whether two names of a person or a company may well be the same one's.

    The same words in any order, a first and last name alike, one name inside the other, or one
    letter mistyped. Forms such as ApS don't count.
    """
    first = name_words(re.sub(r"\b(\w)/(\w)\b", r"\1\2", one))
    second = name_words(re.sub(r"\b(\w)/(\w)\b", r"\1\2", other))
    first = [word for word in first if word not in _FORMS] or first
    second = [word for word in second if word not in _FORMS] or second
    if not first or not second:
        return False
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    short, long = sorted((set(first), set(second)), key=len)
    if short <= long and (len(short) > 1 or (len(long) <= 2 and len(max(short, key=len)) > 3)):
        return True
    if len(first) > 1 and len(second) > 1 and _ends_alike(first, second):
        return True
    return is_mistyped(" ".join(first), " ".join(second))


def _ends_alike(first: list[str], second: list[str]) -> bool:
    """First and last word alike, or the first is its initial: “H. Holst”, “Hanne M. Holst”."""
    if first[-1] != second[-1]:
        return False
    one, other = first[0], second[0]
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def is_mistyped(one: str, other: str) -> bool:
    """Return whether one letter is changed, left out, added or swapped in six letters or more."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return swapped or one[at + 1 :] == other[at + 1 :]
    short, long = sorted((one, other), key=len)
    return short[at:] == long[at + 1 :]


def alike(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return why two contact persons of one company may be the same: mail, phone, name.

    A shared mailbox or a switchboard alone is no reason; `one` and `other` hold name, phone
    (+45…) and email.
    """
    reasons = []
    mail = one["email"].lower()
    is_shared = mail.partition("@")[0] in SHARED_MAILBOXES
    if mail and mail == other["email"].lower() and not is_shared:
        reasons.append("mail")
    if one["phone"] and one["phone"] == other["phone"]:
        reasons.append("phone")
    if is_name_like(one["name"], other["name"]) and len(name_words(one["name"])) > 1:
        reasons.append("name")
    return reasons
