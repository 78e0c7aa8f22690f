"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CitizensConfig(AppConfig):
    """The room."""

    name = "citizens"

    def ready(self) -> None:
        """Keep the law's rows in step with the files, and fill the registries."""
        from citizens import events, handover, law_data, search
        from citizens.demo import citizens as demo
        from citizens.demo import profile as demo_profile
        from citizens.listed import CITIZENS
        from citizens.mails import access as mails
        from citizens.navigation import OVERVIEW, tab
        from citizens.queue import access as work_queue
        from citizens.queue import case_handover as work_case_handover
        from citizens.queue import plan as work_plan
        from citizens.wiring import documents as documents_wiring
        from citizens.wiring import erasing as erasing_wiring
        from citizens.wiring import imports as import_wiring
        from citizens.wiring import own as own_wiring
        from citizens.wiring import range as range_wiring
        from followup.kinds import register_message
        from followup.queue import register_queue
        from jobcenter import registries
        from jobcenter.lists import list_kind
        from jobcenter.permissions import Can

        post_migrate.connect(law_data.load_after_migrate, sender=self, dispatch_uid="load_law")
        registries.sealed_column("citizens.Citizen", "cpr_encrypted", "citizens.Citizen.cpr")
        registries.menu(_("Candidates"), "citizens:list", Can.READ_CITIZENS, order=20)
        registries.menu(
            _("Words and schemes"), "citizens:words", Can.ADMINISTER, order=86, is_secondary=True
        )
        registries.search_kind(
            "citizen",
            _("Candidates"),
            search.find_citizens,
            Can.READ_CITIZENS,
            order=10,
            rows=search.rows,
        )
        list_kind(CITIZENS)
        tab(OVERVIEW, _("Overview"), "citizens:page", order=0)
        registries.demo(20, demo.build)
        registries.demo(21, demo_profile.build)
        register_queue(work_queue.REQUESTS)
        register_queue(mails.ANSWERS)
        register_message(mails.AccessAnswered())
        for code, label in events.KINDS.items():
            registries.event_kind(code, label, group="citizen")
        for code, label in events.ACCESS.items():
            registries.event_kind(code, label, group="access")
        for code, label in events.BARRIERS.items():
            registries.event_kind(code, label, group="barrier")
        range_wiring.register()
        handover.register()
        work_plan.register()
        own_wiring.register()
        work_case_handover.register()
        import_wiring.register()
        erasing_wiring.register()
        documents_wiring.register()
