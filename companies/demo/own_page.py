"""The demo's own pages of companies: three keys, a correction and a new colleague that wait."""

from companies.actions import own_page as acts
from companies.choices.own_page import DOOR
from companies.demo import demo_workplaces
from companies.models import ContactPerson, PageKey
from followup.choices import MessageState
from followup.models import Message
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

FIRST = 3  # the companies after the first: the journeys of others use that one


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Give keys and tell corrections through the ordinary actions; once."""
    if jobcentre.code != "0901" or PageKey.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    carl = Viewer.of(people["carl"])
    keys = []
    for workplace in demo_workplaces(jobcentre.code, FIRST + 3)[FIRST:]:
        person = (
            ContactPerson.objects.still_there()
            .filter(jobcentre_id=jobcentre.pk, company=workplace.company)
            .exclude(email="")
            .order_by("id")
            .first()
        )
        if person is not None:
            keys.append(acts.give_page(person, actor=carl))
    # Their links went long ago.
    Message.objects.filter(jobcentre_id=jobcentre.pk, kind="companies.own_page").update(
        state=MessageState.CANCELLED
    )
    for number, key in enumerate(keys[:2]):
        door = Viewer(jobcentre.pk, kind=DOOR, subject=key.public_id)
        if number == 0:
            wanted = {"email": f"ny-{key.person.email}", "name": key.person.name}
            acts.tell_change(key.person, wanted, actor=door, key=key)
        else:
            told = {"name": "Signe Sandager", "title": "HR-konsulent", "phone": "+4598000077"}
            acts.tell_new(key.person.company, told, actor=door, key=key)
