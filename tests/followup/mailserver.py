"""A mail server on loopback that counts each Message-ID and can be slow, busy or rude."""

import asyncio
import logging
import socket
import threading
from collections import Counter
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class CountingServer:
    """Counts deliveries; `answers` are given one by one before the usual 250."""

    def __init__(self) -> None:
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self.delivered: Counter[str] = Counter()
        self.in_flight = 0
        self.wait_before = 0.0  # before it is counted as delivered
        self.wait_after = 0.0  # between counting and saying so
        self.answers: list[str] = []
        self.mails: list[Any] = []
        self._held = threading.Lock()
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail over, or answer what the test wants."""
        mail = message_from_bytes(envelope.content)
        self.in_flight += 1
        try:
            await asyncio.sleep(self.wait_before)
            answer = self.answers.pop(0) if self.answers else "250 OK"
            if answer.startswith("250") or answer == "hang up":
                with self._held:
                    self.delivered[str(mail["Message-ID"]).strip("<>")] += 1
                    self.mails.append(mail)
            if answer == "hang up":
                server.transport.close()
            await asyncio.sleep(self.wait_after)
        finally:
            self.in_flight -= 1
        return answer if answer != "hang up" else "250 never heard"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
