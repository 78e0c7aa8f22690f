"""The demo's own access: some have used it, and Jonas says that something is wrong."""

from datetime import timedelta

from citizens.actions.own import invite, note_use
from citizens.actions.remark import answer_remark, tell_wrong
from citizens.models import Citizen, OwnRemark
from citizens.rules.own import DOOR
from jobcenter.clock import clock_at, now
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Offer the own page to a few, and let two of them say something."""
    if jobcentre.code != "0901" or OwnRemark.objects.filter(jobcentre=jobcentre).exists():
        return
    nora, system = Viewer.of(people["nora"]), Viewer.system(jobcentre)
    names = ["Jonas", "Lis", "Yusuf"]
    found = {
        each.first_name: each
        for each in Citizen.objects.filter(jobcentre=jobcentre, first_name__in=names)
    }
    for index, name in enumerate(names):
        with clock_at(now() - timedelta(days=9 - index, hours=3)):
            invite(found[name], actor=nora)
        with clock_at(now() - timedelta(days=6 - index, hours=2)):
            note_use(found[name], actor=system)
    said = {
        "Lis": "Jeg har kørekort. Det står der ikke.",
        "Jonas": "Jeg har boet i Aalborg, ikke i Aarhus. Og mit telefonnummer er nyt.",
    }
    rows = {}
    for index, (name, text) in enumerate(said.items()):
        viewer = Viewer(jobcentre.pk, kind=DOOR, subject=found[name].public_id)
        with clock_at(now() - timedelta(days=5 - index, hours=2)):
            rows[name] = tell_wrong(found[name], actor=viewer, text=text, about="profile")
    with clock_at(now() - timedelta(days=4)):
        answer_remark(rows["Lis"], actor=nora, answer="Tak, Lis. Det står der nu.")
