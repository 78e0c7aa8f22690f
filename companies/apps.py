"""Wires the room when Django starts."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    """Companies, workplaces, contact persons, the contact log."""

    name = "companies"

    def ready(self) -> None:
        """Fill the frame's registries: menu, search, timeline, work queue, demo."""
        from django.urls import reverse

        from companies import handover, navigation, reminders, slots
        from companies.demo import companies as demo
        from companies.demo import enquiries as demo_enquiries
        from companies.demo import history as demo_history
        from companies.demo import memory as demo_memory
        from companies.demo import places as demo_places
        from companies.demo import quality as demo_quality
        from companies.listed import COMPANIES
        from companies.listed.enquiries import ENQUIRIES
        from companies.listed.people import CONTACTS, PEOPLE
        from companies.mails import enquiries as mails
        from companies.mails import handing as mails_handing
        from companies.queries.enquiries import enquiry_rows, find_enquiries
        from companies.queries.search import (
            find_companies,
            find_contacts,
            find_people,
            find_workplaces,
            people_rows,
        )
        from companies.queue import enquiries as enquiry_queue
        from companies.queue import work as work_queue
        from companies.wiring import absence as absence_wiring
        from companies.wiring import agreement as agreement_wiring
        from companies.wiring import campaign as campaign_wiring
        from companies.wiring import gathering as gathering_wiring
        from companies.wiring import growth as growth_wiring
        from companies.wiring import need as need_wiring
        from companies.wiring import network as network_wiring
        from companies.wiring import offer as offer_wiring
        from companies.wiring import own_page as own_page_wiring
        from companies.wiring import party as party_wiring
        from companies.wiring import retention as retention_wiring
        from followup.kinds import register, register_message
        from followup.queue import register_queue
        from jobcenter import registries
        from jobcenter.lists import list_kind
        from jobcenter.permissions import Can

        def to_contact(event: Any) -> str | None:
            return reverse("companies:contact", args=[event.subject]) if event.subject else None

        def to_person(event: Any) -> str | None:
            return reverse("companies:person", args=[event.subject]) if event.subject else None

        def to_enquiry(event: Any) -> str | None:
            return reverse("companies:enquiry", args=[event.subject]) if event.subject else None

        def to_profile(event: Any) -> str | None:
            return reverse("companies:profile", args=[event.subject]) if event.subject else None

        read = Can.READ_COMPANIES
        registries.menu(_("Companies"), "companies:list", read, order=30)
        registries.menu(
            _("Import from a file"),
            "companies:spreadsheets",
            Can.IMPORT_COMPANIES,
            order=31,
            is_secondary=True,
        )
        registries.menu(
            _("Likely duplicates"),
            "companies:duplicates",
            Can.LOG_CONTACT,
            Can.IMPORT_COMPANIES,
            order=32,
            is_secondary=True,
        )
        registries.menu(
            _("What we write down"),
            "companies:fields",
            Can.ADMINISTER,
            order=34,
            is_secondary=True,
        )
        registries.menu(
            _("Hand over"),
            "companies:hand_over_index",
            Can.LOG_CONTACT,
            Can.HAND_OVER,
            order=33,
            is_secondary=True,
        )
        for kind in (COMPANIES, CONTACTS, PEOPLE, ENQUIRIES):
            list_kind(kind)
        registries.search_kind("company", _("Companies"), find_companies, read, order=10)
        registries.search_kind("workplace", _("Workplaces"), find_workplaces, read, order=15)
        registries.search_kind(
            "person", _("Contact persons"), find_people, read, order=18, rows=people_rows
        )
        registries.search_kind("contact", _("Contacts"), find_contacts, read, order=21)
        for code, label in [
            ("companies.contact_held", _("contact")),
            ("companies.contact_planned", _("contact planned")),
            ("companies.contact_cancelled", _("contact cancelled")),
            ("companies.contact_changed", _("contact corrected")),
            ("companies.contact_shared", _("contact shared with other jobcentres")),
            ("companies.contact_withdrawn", _("contact no longer shared")),
            ("companies.step_done", _("next step done")),
        ]:
            registries.event_kind(code, label, group="contact", link=to_contact)
        for code, label in [
            ("companies.person_added", _("contact person added")),
            ("companies.person_changed", _("contact person changed")),
            ("companies.person_left", _("contact person left the company")),
            ("companies.person_back", _("contact person is still at the company")),
            ("companies.people_merged", _("contact persons merged")),
            ("companies.merge_undone", _("merge of contact persons undone")),
        ]:
            registries.event_kind(code, label, group="relation", link=to_person)
        registries.event_kind(
            "companies.import_undone", _("import from a file undone"), group="relation"
        )
        registries.event_kind(
            "companies.relation_changed", _("fixed contact and status changed"), group="relation"
        )
        for code, label in [
            ("companies.enquiry_received", _("enquiry received")),
            ("companies.enquiry_taken", _("enquiry taken")),
            ("companies.enquiry_handed_over", _("enquiry handed over")),
            ("companies.enquiry_answered", _("enquiry answered")),
            ("companies.enquiry_added", _("the company wrote more")),
            ("companies.enquiry_closed", _("enquiry closed")),
        ]:
            registries.event_kind(code, label, group="enquiry", link=to_enquiry)
        navigation.register()
        agreement_wiring.register()
        party_wiring.register()
        own_page_wiring.register()
        offer_wiring.register()
        retention_wiring.register()
        absence_wiring.register()
        growth_wiring.register()
        registries.menu(_("Enquiries"), "companies:enquiries", read, order=32)
        registries.search_kind(
            "enquiry", _("Enquiries"), find_enquiries, read, order=19, rows=enquiry_rows
        )
        registries.slot("operations.aside", slots.mailbox, order=20)
        registries.slot("company.main", slots.company_enquiries, order=20)
        registries.slot("company.preparation", slots.company_enquiries, order=10)
        register(reminders.UnansweredEnquiry())
        register_message(mails.EnquiryReceipt())
        register_message(mails.EnquiryAnswer())
        register_message(mails.EnquiryNotice())
        registries.event_kind(
            "companies.profile_changed", _("profile of the workplace written"), group="relation",
            link=to_profile,
        )  # fmt: skip
        handover.register()
        campaign_wiring.register()
        gathering_wiring.register()
        need_wiring.register()
        network_wiring.register()
        register_queue(mails_handing.QUEUE)
        register_message(mails_handing.HandedOver())
        register_queue(work_queue.CONTACTS)
        register_queue(enquiry_queue.ENQUIRIES)
        registries.demo(12, demo_places.build)
        registries.demo(10, demo.build)
        registries.demo(11, demo_memory.build)
        registries.demo(12, demo_enquiries.build)
        registries.demo(14, demo_quality.build)
        registries.demo(15, demo_history.build)
