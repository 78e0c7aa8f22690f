"""The room's tests live in one week: Wednesday 18 November 2026."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest

from jobcenter.clock import clock_at, today
from placements.actions import sharing as acts
from placements.mails import sharing as mails_sharing
from placements.models import SharingReader
from tests.placements.factories import NOW, running
from tests.placements.sharing import TEXTS


@pytest.fixture
def wednesday() -> Iterator[None]:
    """Freeze the clock."""
    with clock_at(NOW):
        yield


@pytest.fixture
def kims(nora, acting) -> SimpleNamespace:
    """Kim's running placement with Mette, and a draft of a clear word to her."""
    with clock_at(NOW):
        placement = running(nora, person={"first_name": "Kim", "last_name": "Kjær"})
        with acting(nora) as viewer:
            company = placement.place.workplace.company
            word = acts.write_word(
                placement.citizen, company, actor=viewer, placement=placement,
                readers=[placement.mentor], texts=TEXTS, basis="agreement",
            )  # fmt: skip
    return SimpleNamespace(placement=placement, citizen=placement.citizen, company=company,
                           word=word, mentor=placement.mentor)  # fmt: skip


@pytest.fixture
def shared(kims, nora, acting) -> SimpleNamespace:
    """Approved at a meeting and shared with Mette for 30 days, with a link to it."""
    with acting(nora) as viewer:
        kims.word = acts.approve_word(
            kims.word, actor=viewer, version=kims.word.version, how="meeting",
            until=today() + timedelta(days=30),
        )  # fmt: skip
        kims.word = acts.send_word(kims.word, actor=viewer)
        kims.reader = SharingReader.objects.select_related("person").get()
        link = mails_sharing.word_link(kims.reader, kims.word)
        kims.link = link[link.index("/k/") :]
    return kims
