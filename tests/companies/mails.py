"""Mails as real clients write them, made up: Outlook, Gmail, iPhone, Thunderbird, and machines."""

import base64
import io
import quopri
from collections.abc import Iterator

TO = "virksomhed@nord.example"


def raw(head: str, body: str | bytes) -> bytes:
    """Put headers and a body together with the line ends of the wire."""
    lines = "\r\n".join(line for line in head.strip().splitlines())
    content = body.encode() if isinstance(body, str) else body
    return (
        lines.encode("utf-8")
        + b"\r\n\r\n"
        + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    )


OUTLOOK_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv="Content-Type" content="text/html; charset=Windows-1252">
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang="DA">
<div class="WordSection1"><p class="MsoNormal">Hej<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">Vi mangler to medarbejdere på lageret – kan I hjælpe?<o:p></o:p></p>
<p class="MsoNormal">Venlig hilsen<br>Søren Ågård</p></div>
<script>alert(1)</script></body></html>"""


def outlook(message_id: str = "AM0PR01MB1@EURPRD01.PROD.OUTLOOK.COM", *, more: str = "") -> bytes:
    """Outlook: multipart/alternative, Windows-1252 as quoted-printable, encoded words."""
    html = quopri.encodestring(OUTLOOK_HTML.encode("windows-1252")).decode()
    plain = quopri.encodestring(
        "Hej\n\n \n\nVi mangler to medarbejdere på lageret – kan I hjælpe?\n\n"
        "Venlig hilsen\nSøren Ågård\n".encode("windows-1252")
    ).decode()
    head = f"""Return-Path: <soren@bageriet.example>
From: =?Windows-1252?Q?S=F8ren_=C5g=E5rd?= <soren@bageriet.example>
To: "Virksomhedsindgangen" <{TO.upper()}>
Subject: =?Windows-1252?Q?Brug_for_folk_p=E5_lageret?=
Thread-Topic: =?Windows-1252?Q?Brug_for_folk_p=E5_lageret?=
Date: Mon, 23 Nov 2026 08:12:44 +0000
Message-ID: <{message_id}>
Accept-Language: da-DK, en-US
X-MS-Has-Attach:
{more}Content-Type: multipart/alternative;
\tboundary="_000_AM0PR01MB1_"
MIME-Version: 1.0"""
    return raw(head, f"""--_000_AM0PR01MB1_
Content-Type: text/plain; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{plain}
--_000_AM0PR01MB1_
Content-Type: text/html; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{html}
--_000_AM0PR01MB1_--
""")  # fmt: skip


def gmail_reply(reference: str, answers: str) -> bytes:
    """Gmail answering from the web: base64 UTF-8, the quote under “Den … skrev”."""
    text = (
        "Tak for hurtigt svar. Torsdag passer fint.\n\nMvh Hanne\n\n"
        "Den man. 23. nov. 2026 kl. 09.31 skrev Jobcenter Nordby <\nbro@nord.example>:\n\n"
        "> Tak. Vi har din henvendelse.\n> Med venlig hilsen\n"
    )
    body = base64.encodebytes(text.encode()).decode()
    return raw(f"""MIME-Version: 1.0
References: <{answers}>
In-Reply-To: <{answers}>
From: Hanne Holst <hanne@bageriet.example>
Date: Mon, 23 Nov 2026 10:02:11 +0100
Message-ID: <CAKx1y2z3@mail.gmail.com>
Subject: Re: Vi har din henvendelse {reference}
To: Jobcenter Nordby <{TO}>
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64""", body)  # fmt: skip


def iphone() -> bytes:
    """iPhone Mail: 7bit with a broken claim of us-ascii, format=flowed."""
    return raw(f"""Content-Type: text/plain;
\tcharset=us-ascii
Content-Transfer-Encoding: 8bit
From: Lars Lykke <lars.lykke@icloud.com>
Mime-Version: 1.0 (1.0)
Subject: Praktik
Date: Mon, 23 Nov 2026 12:40:00 +0100
Message-Id: <7B1C2D3E-4F5A@icloud.com>
To: {TO}
X-Mailer: iPhone Mail (20H115)""",
        "Hej, jeg vil gerne høre om praktik i køkkenet.\n\nSendt fra min iPhone\n")  # fmt: skip


def thunderbird_html_only() -> bytes:
    """Thunderbird, HTML only, ISO-8859-1, with turning signs and a hidden text."""
    html = (
        "<!DOCTYPE html><html><head><meta charset='iso-8859-1'><title>x</title></head><body>"
        "<p>K\xe6re jobcenter</p><p>Vi vil klage over <b>ventetiden</b>.<br>Nr.&nbsp;2&#8238;gnp"
        "</p><blockquote>citat</blockquote></body></html>"
    )
    return raw(f"""Message-ID: <f1e2d3c4-b5a6@kontor.example>
Date: Mon, 23 Nov 2026 13:00:00 +0100
MIME-Version: 1.0
User-Agent: Mozilla Thunderbird
Content-Language: da
To: {TO}
From: Karin Krag <karin@kontor.example>
Subject: Klage
Content-Type: text/html; charset=ISO-8859-1
Content-Transfer-Encoding: 8bit""", html.encode("latin-1"))  # fmt: skip


def with_file(size: int, *, name: str = "tegning.pdf") -> Iterator[bytes]:
    """A mail with a file of `size` bytes, made piece by piece."""
    yield raw(f"""From: Inger <inger@bygma.example>
To: {TO}
Subject: Tegning
Message-ID: <fil-{size}@bygma.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1" """, f"""--b1
Content-Type: text/plain; charset=utf-8

Se vedlagte.
--b1
Content-Type: application/pdf; name="{name}"
Content-Disposition: attachment; filename="{name}"
Content-Transfer-Encoding: base64

""")  # fmt: skip
    line = base64.b64encode(b"\0" * 57) + b"\r\n"
    for _ in range(size // 57 + 1):
        yield line
    yield b"--b1--\r\n"


class Pieces(io.RawIOBase):
    """A stream over pieces, so that a test's mail is never whole in memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._rest:
            self._rest = next(self._pieces, None)
            if self._rest is None:
                self._rest = b""
                return 0
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def plain(number: int = 1, *, sender: str = "a@b.example", more: str = "", text: str = "Hej",
          to: str = TO, title: str = "Spørgsmål") -> bytes:  # fmt: skip
    """A short mail with any further headers."""
    return raw(f"""From: <{sender}>
To: <{to}>
Subject: {title}
Message-ID: <m{number}@b.example>
{more}Content-Type: text/plain; charset=utf-8""", text)  # fmt: skip


MACHINES = {
    "absence note of Exchange": "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n",
    "vacation": "Auto-Submitted: auto-replied (vacation)\n",
    "newsletter": "Precedence: bulk\nList-Unsubscribe: <https://x.example>\n",
    "old robot": "Precedence: auto_reply\n",
    "suppress": "X-Auto-Response-Suppress: OOF, AutoReply\n",
    "bounce": "Return-Path: <>\n",
    "list": "List-Id: <alle.b.example>\n",
}

BOUNCE = raw(f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: {TO}
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="r" """, """--r
Content-Type: text/plain

I'm sorry to have to inform you.
--r
Content-Type: message/delivery-status

Action: failed
--r--
""")  # fmt: skip
