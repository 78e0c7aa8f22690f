"""What the database itself refuses: more hours on a place than it has, on any day.

An exclusion constraint knows one at a time only. Hours are added up by a trigger on both tables
that hold places, placements and reservations: it locks the place's row first, so that of two at
once the second one sees what the first one took. Actions lock the place before anything else, and
meet the trigger with the lock in hand; a reservation that ran out is marked there before (the
trigger knows no clock: it counts what says it is held).
"""

import pgtrigger
from django.utils.translation import gettext_lazy as _

NAME = "placement_place_not_overbooked"
SENTENCE = _("The place has not so many hours left in that period.")
HELD_PLACEMENT = "('agreed', 'running')"
HELD_RESERVATION = "('held')"

_USES = """
        SELECT p.starts_on, p.ends_on, p.weekly_hours FROM placements_placement p
         WHERE p.jobcentre_id = NEW.jobcentre_id AND p.place_id = {place}
           AND p.state IN ('agreed', 'running') {not_placement}
        UNION ALL
        SELECT r.starts_on, r.ends_on, r.weekly_hours FROM placements_reservation r
         WHERE r.jobcentre_id = NEW.jobcentre_id AND r.place_id = {place}
           AND r.state = 'held' {not_reservation}
"""
_REFUSE = f"""
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}',
            TABLE = TG_TABLE_NAME, MESSAGE = '{NAME}: more hours than the place has';
"""
_ADD = """
    IF NEW.state NOT IN {held} THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN {held} AND OLD.place_id = NEW.place_id
           AND NEW.starts_on >= OLD.starts_on AND NEW.ends_on <= OLD.ends_on
           AND NEW.weekly_hours <= OLD.weekly_hours THEN RETURN NEW; END IF;
    END IF;
    SELECT weekly_hours INTO room FROM placements_place
     WHERE jobcentre_id = NEW.jobcentre_id AND id = NEW.place_id FOR NO KEY UPDATE;
    WITH uses AS ({uses}), days AS (
        SELECT NEW.starts_on AS day
        UNION SELECT starts_on FROM uses
         WHERE starts_on > NEW.starts_on AND starts_on <= NEW.ends_on
    )
    SELECT COALESCE(max(taken), 0) INTO most FROM (
        SELECT sum(uses.weekly_hours) AS taken FROM days
          JOIN uses ON uses.starts_on <= days.day AND uses.ends_on >= days.day
         GROUP BY days.day
    ) each_day;
    IF most + NEW.weekly_hours > room THEN {refuse} END IF;
    RETURN NEW;
"""
_SHRINK = """
    WITH uses AS ({uses})
    SELECT COALESCE(max(taken), 0) INTO most FROM (
        SELECT sum(uses.weekly_hours) AS taken FROM (SELECT DISTINCT starts_on AS day FROM uses) d
          JOIN uses ON uses.starts_on <= d.day AND uses.ends_on >= d.day
         GROUP BY d.day
    ) each_day;
    IF most > NEW.weekly_hours THEN {refuse} END IF;
    RETURN NEW;
"""


def adds_up(held: str, *, own: str) -> pgtrigger.Trigger:
    """Return the trigger of a table that holds places; `own` is its letter in the query."""
    mine = f"AND {own}.id <> NEW.id"
    uses = _USES.format(
        place="NEW.place_id", not_placement=mine if own == "p" else "",
        not_reservation=mine if own == "r" else "",
    )  # fmt: skip
    return pgtrigger.Trigger(
        name="place_not_overbooked",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf("state", "place_id", "starts_on", "ends_on", "weekly_hours"),
        declare=[("room", "numeric"), ("most", "numeric")],
        func=_ADD.format(held=held, uses=uses, refuse=_REFUSE),
    )


def keeps_what_is_promised() -> pgtrigger.Trigger:
    """Return the trigger of places: the hours of one never fall below what it has promised."""
    uses = _USES.format(place="NEW.id", not_placement="", not_reservation="")
    return pgtrigger.Trigger(
        name="place_keeps_its_hours",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("weekly_hours"),
        condition=pgtrigger.Q(new__weekly_hours__lt=pgtrigger.F("old__weekly_hours")),
        declare=[("most", "numeric")],
        func=_SHRINK.format(uses=uses, refuse=_REFUSE),
    )
