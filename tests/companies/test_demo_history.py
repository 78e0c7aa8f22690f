"""The demo's five years of contacts: believable, in the past, and told once."""

from datetime import timedelta

from companies.demo import history as demo_history
from companies.models import CompanyRelation, Contact, ContactPerson
from jobcenter.clock import now, today
from jobcenter.models import Event, Membership
from jobcenter.tenancy import acting_in
from tests.companies.factories import make_company


def test_employers_have_a_past_that_is_told_once(people, north) -> None:
    employers = [make_company(f"Firma {number}", employees=1 + number) for number in range(80)]
    elsewhere = make_company("Vestby VVS", municipality_code="0903")
    with acting_in(north):
        demo_history.build(north, people)
        told = Contact.objects.count()
        demo_history.build(north, people)
        assert Contact.objects.count() == told > 150
        contacted = set(Contact.objects.values_list("company_id", flat=True))
        assert 0.4 < len(contacted) / len(employers) < 0.75
        assert elsewhere.pk not in contacted
        assert not Contact.objects.filter(held_at__gte=now() - timedelta(days=20)).exists()
        assert not Contact.objects.with_open_step().exists()
        assert Event.objects.filter(kind="companies.contact_held").count() == told
        assert 10 < CompanyRelation.objects.count() < len(contacted)
        assert ContactPerson.objects.count() >= len(contacted)
        for gone in Membership.objects.filter(ended_on__isnull=False):
            last = Contact.objects.filter(by=gone).order_by("-held_at").first()
            assert last is not None
            assert last.held_at.date() <= gone.ended_on < today()


def test_the_south_has_none(people, south) -> None:
    make_company(municipality_code="0902")
    with acting_in(south):
        demo_history.build(south, people)
        assert not Contact.objects.exists()
