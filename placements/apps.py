"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacementsConfig(AppConfig):
    """The room."""

    name = "placements"

    def ready(self) -> None:
        """Fill the registries: menu, search, slots, timeline, queue, reminders, demo."""
        from citizens.ending import case_ended
        from followup.kinds import register, register_message
        from followup.queue import QueueKind, register_queue
        from jobcenter import registries
        from jobcenter.lists import list_kind
        from jobcenter.permissions import Can
        from placements import (
            campaigns,
            delivered,
            events,
            handover,
            holds,
            offered,
            reminders,
            slots,
        )
        from placements.actions.reservations import end_with_the_case
        from placements.closing import close_former_links
        from placements.demo import centres as demo_centres
        from placements.demo import needs as demo_needs
        from placements.demo import placements as demo
        from placements.demo import price as demo_price
        from placements.demo import reservations as demo_reservations
        from placements.demo import speed_dating as demo_speed_dating
        from placements.listed import PLACEMENTS, PLACES
        from placements.mails import waiting as mails_waiting
        from placements.mails import weeks as mails
        from placements.own import company_page as own_page
        from placements.own import facts as own_facts
        from placements.queries import work
        from placements.queries.finding import (
            find_placements,
            find_places,
            place_rows,
            placement_rows,
        )
        from placements.queue import beside as work_beside
        from placements.queue import mentoring as work_mentoring
        from placements.queue import pay as work_pay
        from placements.queue import waiting as work_waiting
        from placements.views import needs, speed_dating
        from placements.wiring import catalogue as catalogue_wiring
        from placements.wiring import sharing as sharing_wiring

        registries.menu(
            _("My day"),
            "placements:day",
            Can.MAKE_PLACEMENTS,
            Can.LOG_CONTACT,
            Can.WRITE_CITIZENS,
            order=10,
        )
        registries.menu(_("Places"), "placements:places", Can.READ_PLACES, order=40)
        registries.menu(_("Placements"), "placements:list", Can.READ_CITIZENS, order=50)
        registries.search_kind(
            "place", _("Places"), find_places, Can.READ_PLACES, order=20, rows=place_rows
        )
        registries.search_kind(
            "placement",
            _("Placements"),
            find_placements,
            Can.READ_CITIZENS,
            order=22,
            rows=placement_rows,
        )
        for code, label in events.PLACES.items():
            registries.event_kind(code, label, group="placements", link=events.place_link)
        for code, label in events.CENTRES.items():
            registries.event_kind(code, label, group="placements", link=events.centre_link)
        for code, label in {**events.PLACEMENTS, **events.NEEDS}.items():
            registries.event_kind(
                code,
                label,
                group="placements",
                link=events.placement_link,
                detail=events.why_stopped if code in events.STOPPED else None,
            )
        for code, label in events.ATTENTION.items():
            registries.event_kind(code, label, group="attention", link=events.placement_link)
        for code, label in events.DATING.items():
            registries.event_kind(code, label, group="placements", link=events.gathering_link)
        registries.slot("gathering.main", speed_dating.on_event_page, order=10)
        registries.slot("gathering.sheet", speed_dating.on_day_sheet, order=10)
        registries.slot("need.main", needs.on_need_page, order=10)
        registries.slot("company.aside", slots.company_aside, order=30)
        registries.slot("workplace.aside", slots.workplace_aside, order=30)
        registries.slot("citizen.main", slots.citizen_main, order=10)
        registries.slot("company.preparation", slots.company_preparation, order=20)
        registries.fact("placements", slots.company_facts)
        campaigns.register()
        delivered.register()
        own_facts.register()
        own_page.register()
        offered.register()
        register(reminders.WeeklyCheckIn())
        register(mails_waiting.MentorDecisionWaits())
        register(mails_waiting.CompanyQuestionWaits())
        register_message(mails.NewLink())
        register_queue(
            QueueKind(
                code="placements.follow_up",
                label=_("Placements to follow up"),
                order=10,
                find=work.find_follow_up,
                can=(Can.MAKE_PLACEMENTS,),
            )
        )
        handover.register()
        holds.register()
        case_ended(end_with_the_case)
        work_waiting.register()
        sharing_wiring.register()
        catalogue_wiring.register()
        work_beside.register()
        work_mentoring.register()
        work_pay.register()
        list_kind(PLACES)
        list_kind(PLACEMENTS)
        registries.address_changed(close_former_links)
        registries.demo(50, demo.build)
        registries.demo(55, demo_centres.build)
        registries.demo(62, demo_needs.build)
        registries.demo(64, demo_price.build)
        registries.demo(63, demo_speed_dating.build)
        registries.demo(67, demo_reservations.build)
