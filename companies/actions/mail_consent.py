"""Taking back the yes to campaign mail: one POST, by the person or their mail program."""

from companies.models import ContactPerson
from jobcenter.actions import action, lock_then_read
from jobcenter.errors import NotYours
from jobcenter.events import log_event
from jobcenter.viewer import Viewer

STOP_DOOR = "mail_stop"


@action
def stop_mail(person: ContactPerson, *, actor: Viewer) -> bool:
    """Note that a person wants no more campaign mail; False if they had stopped it before."""
    if actor.kind != STOP_DOOR or actor.subject != person.public_id:
        raise NotYours
    rows = ContactPerson.objects.filter(jobcentre_id=actor.jobcentre_id, pk=person.pk)
    found = lock_then_read(rows)
    if found is None:
        raise NotYours
    if not found.may_receive_mail:
        return False
    found.may_receive_mail = False
    found.version += 1
    found.save(update_fields=["may_receive_mail", "version"])
    log_event(
        "companies.mail_stopped", actor=actor, company_id=found.company_id,
        subject=found.public_id, text=found.name,
    )  # fmt: skip
    return True
