"""The demo's handovers: one waits for Nora, one came back to Bente, one was accepted."""

from datetime import date, timedelta

from citizens.actions.case_handover import (
    Content,
    accept_handover,
    propose_handover,
    return_handover,
)
from citizens.models import CaseHandover, Citizen
from jobcenter.clock import clock_at, now, today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

AGREED = "Vi er enige om at begynde med 15 timer om ugen. Der er ro på derhjemme nu."


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Propose three of Bente's candidates to Nora."""
    if jobcentre.code != "0901" or CaseHandover.objects.filter(jobcentre=jobcentre).exists():
        return
    bente, nora = Viewer.of(people["bente"]), Viewer.of(people["nora"])
    names = ("Mette-Louise", "Camilla", "Tove")
    found = {
        each.first_name: each
        for each in Citizen.objects.filter(jobcentre=jobcentre, first_name__in=names)
    }

    def proposed(name: str, days_ago: int, talk: date) -> CaseHandover:
        content = Content(agreed=AGREED, barriers_reviewed=True, conversation_on=talk)
        with clock_at(now() - timedelta(days=days_ago, hours=1)):
            return propose_handover(found[name], people["nora"], content, actor=bente)

    accepted = proposed("Mette-Louise", 70, today() - timedelta(days=66))
    with clock_at(now() - timedelta(days=65)):
        accept_handover(accepted, actor=nora)
    back = proposed("Tove", 6, today() + timedelta(days=3))
    with clock_at(now() - timedelta(days=5)):
        return_handover(
            back, actor=nora, reason="Skriv også, hvad der er aftalt om pausen i marts."
        )
    proposed("Camilla", 1, today() + timedelta(days=2))
