"""What a mail says: its text, who wrote it, its files, and whether a person wrote it at all."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import default
from email.utils import getaddresses
from html import unescape
from typing import Any, BinaryIO

from companies.mail_parts import leaves_of, read_slim
from companies.rules.enquiries import one_line, plain_text, reference_in

LARGEST_FILE = 10 * 1024 * 1024
FILES_MOST = 20
HEADER_MOST = 8_000  # letters of a header that are read
HTML_MOST = 200_000  # letters of an HTML text that are read
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SPACES = re.compile(r"\s+")
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr",
           "blockquote", "section", "article", "pre"}  # fmt: skip
# What is silent, and where it ends.
_SILENT = {
    name: re.compile(rf"</{name}\b" + (r"|<body\b" if name == "head" else ""), re.IGNORECASE)
    for name in ("script", "style", "head", "title", "template", "noscript")
}
_ADDRESS = re.compile(r"[^@\s<>\"\\]+@[^@\s<>\"\\]+")
_ID = re.compile(r"<([!-;=?-~]{1,250})>")  # ASCII without blanks: it goes into our headers
# Where the mail that is answered begins, in Danish and English, as the clients write it.
_QUOTE = re.compile(
    r"""^(?:
      \s*-{3,40}\s*(?:Oprindelig\s+meddelelse|Original\s+Message
        |Videresendt[^-]{0,80}|Forwarded[^-]{0,80})-{3,40}
      | \s*_{10,}\s*$
      | \s*(?:Den|On)\s.{4,200}(?:skrev|wrote)\s?:?.{0,200}$
      | \s*(?:Fra|From):\s.+
      | \s*Sendt\s+fra\s+min\s.+ | \s*Sent\s+from\s+my\s.+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENT = re.compile(r"^\s*(?:Sendt|Sent|Dato|Date):\s", re.IGNORECASE)


@dataclass(frozen=True)
class MailRead:
    """A mail as the intake decides on it."""

    message_id: str
    answers: tuple[str, ...]  # Message-IDs it answers, the newest first
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    title: str
    text: str
    reference: str  # the enquiry's, from the subject line or the address written to
    automatic: str  # why no person wrote it, or ''
    ours: bool  # it carries our own mark
    bounced: str = ""  # Message-ID of a mail of ours that could not be delivered
    bounced_code: str = ""  # whose mail that was
    attachments: list[dict[str, Any]] = field(default_factory=list)


def _words_of(html: str) -> Iterator[str]:
    """Yield the words of an HTML text and a line break where it breaks lines.

    One pass from left to right. Python's own parser goes back to the beginning of what is never
    closed, and a mail of a few hundred kilobytes can keep it busy for minutes.
    """
    at, never = 0, -1  # beyond `never` a head is not closed any more
    while (opens := html.find("<", at)) >= 0:
        yield _SPACES.sub(" ", unescape(html[at:opens]))
        tag = _TAG.match(html, opens)
        if html.startswith("<!--", opens):
            ends, skip = html.find("-->", opens + 4), 3
        elif tag or html.startswith(("<!", "<?"), opens):
            ends, skip = html.find(">", opens), 1
        else:
            yield "<"
            at = opens + 1
            continue
        if ends < 0:  # never closed: nothing behind it is text
            return
        at = ends + skip
        if tag is None:
            continue
        name = tag.group(2).lower()
        if name in _SILENT and not tag.group(1):
            closed = _SILENT[name].search(html, at) if at > never else None
            if closed is None and name != "head":
                return
            at, never = (closed.start(), never) if closed else (at, len(html))
        elif name in _BLOCKS and (name != "br" or not tag.group(1)):
            yield "\n"
    yield _SPACES.sub(" ", unescape(html[at:]))


def html_to_text(html: str) -> str:
    """Return the words of an HTML text, line by line; what only machines read is left out."""
    lines = "".join(_words_of(html[:HTML_MOST])).split("\n")
    return plain_text("\n".join(" ".join(line.split()) for line in lines))


def _decoded(part: EmailMessage) -> str:
    """Return a part's text, whatever its charset says: a wrong one costs letters, not the mail."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(part.get_payload()).encode()
    said = str(part.get_content_charset() or "").lower()
    for name in (said, "utf-8", "windows-1252"):
        if not name:
            continue
        try:
            return raw.decode("windows-1252" if name in {"iso-8859-1", "latin-1"} else name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("latin-1")


def without_quote(text: str) -> str:
    """Return what is new in an answer: what stands above the quoted mail."""
    kept: list[str] = []
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _QUOTE.match(line) and _begins_quote(lines, at):
            break
        if line.startswith(">"):
            continue
        kept.append(line)
    return plain_text("\n".join(kept))


def _begins_quote(lines: list[str], at: int) -> bool:
    """A line “From: …” begins a quote only where the next lines say when it was sent."""
    if re.match(r"\s*(?:Fra|From):", lines[at], re.IGNORECASE):
        return any(_SENT.match(line) for line in lines[at + 1 : at + 4])
    return True


def _name_of(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError):
        name = ""
    if not name and part.get_content_type() == "message/rfc822":
        name = "mail.eml"
    return one_line(name.replace("\\", "/").rpartition("/")[2], 120)


def _is_file(part: EmailMessage) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_maintype() != "text"
        or bool(_name_of(part))
    )


def _text_and_files(message: EmailMessage, sizes: list[int]) -> tuple[str, list[dict[str, Any]]]:
    plain: list[str] = []
    html: list[str] = []
    files: list[dict[str, Any]] = []
    for at, part in enumerate(leaves_of(message)):
        if _is_file(part):
            size = sizes[at] if at < len(sizes) else 0
            is_picture = part.get_content_disposition() != "attachment" and part.get("Content-ID")
            if not is_picture and len(files) < FILES_MOST:
                files.append({
                    "name": _name_of(part) or part.get_content_type(), "size": size,
                    "refused": size > LARGEST_FILE,
                })  # fmt: skip
        elif part.get_content_type() == "text/html":
            html.append(html_to_text(_decoded(part)))
        else:
            plain.append(plain_text(_decoded(part)))
    text = "\n\n".join(each for each in plain if each)
    return text or "\n\n".join(each for each in html if each), files


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text; a broken one is read as far as it goes."""
    raw = str(next((v for k, v in message.raw_items() if k.lower() == name.lower()), ""))
    if len(raw) > HEADER_MOST:  # nobody writes so much; understanding it would take too long
        return raw[:HEADER_MOST]
    try:
        return str(message.get(name, "") or "")
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return raw


def _addresses(fields: list[str]) -> list[tuple[str, str]]:
    """Return names and addresses, field by field.

    Newer Pythons give up on all fields where one is empty or odd.
    """
    found = []
    for each in filter(None, fields):
        with suppress(RecursionError):  # comments in comments in comments
            found += getaddresses([each])
    return found


def why_automatic(message: EmailMessage, sender: str) -> str:
    """Return why no person waits for an answer to this mail, or ''.

    RFC 3834 says Auto-Submitted; the others are what bounces, lists and absence notes carry.
    """
    submitted = _header(message, "Auto-Submitted").split(";")[0].strip().lower()
    if submitted and submitted != "no":
        return "auto-submitted"
    if _header(message, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}:
        return "precedence"
    for name in ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "List-Id",
                 "List-Unsubscribe", "X-Failed-Recipients"):  # fmt: skip
        if message.get(name) is not None:
            return name.lower()
    path = message.get_all("Return-Path")
    if path and str(path[0]).strip() in {"<>", ""}:
        return "return-path"
    if message.get_content_type() in {"multipart/report", "message/delivery-status"}:
        return "report"
    local = sender.partition("@")[0]
    if local in {"mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply"}:
        return "sender"
    return "" if sender else "no sender"


def _bounced(message: EmailMessage) -> tuple[str, str]:
    """Return Message-ID and jobcentre code of our mail that a report (RFC 3464) says has failed."""
    if message.get_content_type() != "multipart/report":
        return "", ""
    failed, found = False, ("", "")
    for part in leaves_of(message):
        kind = part.get_content_type()
        inside = part.get_payload()
        blocks = inside if isinstance(inside, list) else []
        if kind == "message/delivery-status":
            said = [_header(block, "Action").strip().lower() for block in blocks]  # type: ignore[arg-type]
            failed = failed or "failed" in said
        elif kind in {"message/rfc822", "text/rfc822-headers"}:
            told = blocks[0] if blocks else HeaderParser(policy=default).parsestr(_decoded(part))
            ids = _ID.findall(_header(told, "Message-ID"))  # type: ignore[arg-type]
            if ids:
                found = ids[0], _header(told, "X-Bro-Jobcentre").strip()  # type: ignore[arg-type]
    return found if failed else ("", "")


def read_mail(stream: BinaryIO) -> MailRead:
    """Read a raw mail. Never raises for what stands in it."""
    slim = read_slim(stream)
    message = slim.message
    name, sender = next(iter(_addresses([_header(message, "From")])), ("", ""))
    sender = sender.strip().lower()
    sender = sender if _ADDRESS.fullmatch(sender) and len(sender) <= 254 else ""
    fields = [_header(message, each) for each in ("Delivered-To", "X-Original-To", "To", "Cc")]
    recipients = tuple(a.strip().lower() for _n, a in _addresses(fields) if "@" in a)
    title = one_line(_header(message, "Subject"), 300)
    answered = _ID.findall(_header(message, "References")) + _ID.findall(
        _header(message, "In-Reply-To")
    )
    ids = _ID.findall(_header(message, "Message-ID"))
    text, files = _text_and_files(message, slim.sizes)
    bounced, bounced_code = _bounced(message)
    return MailRead(
        message_id=ids[0] if ids else "",
        answers=tuple(dict.fromkeys(reversed(answered[-30:]))),
        sender=sender,
        sender_name=one_line(name, 120),
        recipients=recipients,
        title=title,
        text=text,
        reference=reference_in(title) or next(filter(None, map(reference_in, recipients)), ""),
        automatic=why_automatic(message, sender),
        ours=message.get("X-Bro-Jobcentre") is not None,
        bounced=bounced,
        bounced_code=bounced_code,
        attachments=files,
    )
