"""What workers do for this room: go on with long spreadsheets, look into the mailbox."""

import logging
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.db import OperationalError

from companies.actions.agreements import expire_agreements
from companies.actions.merging import find_duplicates
from companies.actions.need_moves import lapse_needs
from companies.actions.own_page import forget_old_corrections
from companies.actions.parties import renew_all
from companies.actions.retention import erase_old_cases
from companies.actions.spreadsheets import IMPORT, forget_old_spreadsheets, go_on
from companies.mail_intake import forget_old_mails, read_maildir
from companies.queries.field_use import field_use
from followup.hints import hint
from jobcenter.models import Jobcentre
from jobcenter.spreadsheets.working import hand_over_silent, work_through
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

logger = logging.getLogger("bro.companies")


@shared_task(
    autoretry_for=(OperationalError,), retry_backoff=10, max_retries=5, reject_on_worker_lost=True
)
def go_on_with_spreadsheet(jobcentre_id: int, sheet_id: int) -> None:
    """Take one import to the end of its present step, a batch and a commit at a time."""
    work_through(IMPORT, go_on, jobcentre_id, sheet_id)


@shared_task
def go_on_with_silent_spreadsheets() -> int:
    """Hand imports whose worker fell silent to another, and return how many."""
    return hand_over_silent(
        IMPORT, lambda jobcentre_id, pk: hint(go_on_with_spreadsheet, jobcentre_id, pk)
    )


@shared_task
def forget_old_imports() -> int:
    """Forget what is old in every jobcentre: imports, corrections, cases, mails; count imports."""
    number = 0
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            number += forget_old_spreadsheets(actor=Viewer.system(jobcentre_id))
            forget_old_corrections(actor=Viewer.system(jobcentre_id))
            erase_old_cases(actor=Viewer.system(jobcentre_id))
    if settings.MAILDIR:
        forget_old_mails(Path(settings.MAILDIR))
    return number


@shared_task
def count_fields_everywhere() -> None:
    """Count which fields are filled: the nightly look at what nobody needs."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            field_use(Viewer.system(jobcentre_id), afresh=True)


@shared_task
def read_mailbox() -> None:
    """Read what is new in BRO_MAILDIR. Two at once do no harm: a mail is noted once."""
    if not settings.MAILDIR:
        return
    read, broken = read_maildir(Path(settings.MAILDIR))
    if broken:
        logger.warning("%s mails could not be read, %s were.", broken, read)


@shared_task
def find_duplicates_everywhere() -> None:
    """Compare the contact persons of every jobcentre: the nightly search for duplicates."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        hint(find_duplicates_in, jobcentre_id)


@shared_task(autoretry_for=(OperationalError,), retry_backoff=30, max_retries=5)
def find_duplicates_in(jobcentre_id: int) -> int:
    """Compare one jobcentre's contact persons and return how many pairs are new."""
    with acting_in(jobcentre_id):
        return find_duplicates(actor=Viewer.system(jobcentre_id))


@shared_task
def expire_agreements_everywhere() -> None:
    """Let agreements whose last day has passed expire, in every jobcentre."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            expire_agreements(actor=Viewer.system(jobcentre_id))


@shared_task
def lapse_needs_everywhere() -> None:
    """Close the needs nobody said still stand, in every jobcentre."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        with acting_in(jobcentre_id):
            lapse_needs(actor=Viewer.system(jobcentre_id))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=30, max_retries=5)
def renew_parties(jobcentre_id: int) -> int:
    """Publish, count and note what is new among the parties of one jobcentre's agreements."""
    with acting_in(jobcentre_id):
        return renew_all(actor=Viewer.system(jobcentre_id))


@shared_task
def renew_parties_everywhere() -> None:
    """Do the same in every jobcentre: the nightly count of agreements with several parties."""
    for jobcentre_id in Jobcentre.objects.order_by("id").values_list("id", flat=True):
        hint(renew_parties, jobcentre_id)
