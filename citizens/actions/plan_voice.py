"""The citizen speaks about the plan and is answered; links to it are sent and closed."""

from citizens.access.plan import of_my_cases
from citizens.actions.checks import check_may_write, check_speaks, locked
from citizens.choices.plan import GoalOrigin, VoiceKind
from citizens.models import Citizen, OwnAccess, Plan, PlanVoice
from citizens.plan_writing import changed, log_plan, new_goal
from citizens.queries.plan import plan_of
from citizens.rules import plan as rules
from citizens.rules.plan import LINK, OPENED
from jobcenter.actions import action, lock_then_read
from jobcenter.calendar import add_working_days
from jobcenter.clock import now, today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.lines import one_line
from jobcenter.viewer import Viewer


def in_lines(text: str) -> str:
    """Return what somebody wrote, line by line without marks that hide or turn letters."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()[: rules.LONGEST_VOICE]


@action
def say_of_plan(
    citizen: Citizen, *, actor: Viewer, kind: str, text: str, version: int, through: str
) -> PlanVoice:
    """Write what the citizen says: by the citizen at the door, or beside a colleague's screen.

    `version` is the plan's as it was read; a yes or no to another one is Stale.
    """
    check_speaks(actor, citizen, through)
    text = in_lines(text)
    present = locked(citizen)
    waiting = PlanVoice.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen_id=present.pk, answer_by__isnull=False,
        answered_at__isnull=True,
    )  # fmt: skip
    rules.check_can_speak(kind, text, waiting.count())
    plan = Plan.objects.filter(jobcentre_id=present.jobcentre_id, citizen_id=present.pk).first()
    at = plan.version if plan else 0
    is_verdict = kind in {VoiceKind.AGREE, VoiceKind.DISAGREE}
    if is_verdict and at != version:
        raise Stale
    if is_verdict and not at:
        raise Refused("plan_missing", N_("There is no plan yet. Write a wish, or a goal."))
    goal = None
    if kind == VoiceKind.GOAL:
        goal = new_goal(present, text.replace("\n", " ")[:300], None, GoalOrigin.CITIZEN)
        changed(present, actor, "citizen.plan_own_goal")
        at += 1
    voice = PlanVoice.objects.create(
        jobcentre_id=present.jobcentre_id, citizen=present, kind=kind, text=text, said_at=now(),
        through=through, heard_by_id=actor.membership_id, plan_version=at, goal=goal,
        as_read=plan_of(actor, present).as_read() if is_verdict else [],
        answer_by=add_working_days(today(), rules.ANSWER_WITHIN)
        if kind in rules.NEEDS_ANSWER else None,
    )  # fmt: skip
    if kind != VoiceKind.GOAL:
        log_plan(f"citizen.plan_{kind}", actor, present)
    return voice


@action
def answer_voice(voice: PlanVoice, *, actor: Viewer, answer: str) -> PlanVoice:
    """Answer the citizen; once, by somebody of the case team."""
    check_may_write(actor, voice.citizen)
    locked(voice.citizen)
    rows = of_my_cases(actor, PlanVoice.objects.filter(pk=voice.pk))
    present: PlanVoice | None = lock_then_read(rows, "citizen")
    if present is None or actor.membership_id is None:
        raise NotYours
    answer = in_lines(answer)
    rules.check_can_answer(present.kind, present.answered_at is not None, answer)
    present.answer, present.answered_at = answer, now()
    present.answered_by_id = actor.membership_id
    present.save(update_fields=["answer", "answered_at", "answered_by"])
    log_plan("citizen.plan_answered", actor, present.citizen)
    return present


@action
def send_plan_link(citizen: Citizen, *, actor: Viewer) -> None:
    """Send the citizen a link to the plan, to their own mail or phone; former links close."""
    from citizens.mails.plan import send_link

    check_may_write(actor, citizen)
    present = locked(citizen)
    if not present.email and not present.phone:
        raise Refused("link_no_address", N_("Write the candidate's mail or phone number first."))
    if present.birth_date is None:
        raise Refused(
            "link_no_birthday",
            N_("The link asks for the birthday, and none is known. Show the plan on your screen."),
        )
    if present.is_address_from_file:
        raise Refused(
            "link_address_from_file",
            N_("The mail or phone came from a file. Say under Own access that it is theirs first."),
        )
    if OwnAccess.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen_id=present.pk, closed_at__isnull=False
    ).exists():
        raise Refused("own_closed", N_("The access is closed. Open it first."))
    _close(present)
    send_link(present)
    log_plan("citizen.plan_link_sent", actor, present)


@action
def close_plan_links(citizen: Citizen, *, actor: Viewer) -> None:
    """Close every link to the plan at once: a phone in wrong hands, say."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    if _close(present):
        log_plan("citizen.plan_link_closed", actor, present)


def _close(citizen: Citizen) -> int:
    from citizens.mails.plan import stop_links

    doors = revoke_doors(LINK, citizen.public_id) + revoke_doors(OPENED, citizen.public_id)
    return doors + stop_links(citizen)
