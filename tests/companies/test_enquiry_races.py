"""Two people at once: the same enquiry, the same mail."""

import io

import pytest

from companies import actions
from companies.mail_intake import take_mail
from companies.models import Enquiry, EnquiryLine
from tests.companies import mails
from tests.companies.test_enquiries import facts
from tests.placements.test_races import as_member, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_takers_one_gets_it(carl, nora, acting) -> None:
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(facts(), actor=viewer)
    said = at_once(
        *(as_member(who, lambda v: actions.take_enquiry(enquiry, actor=v)) for who in (carl, nora))
    )
    assert said == ["done", "enquiry_taken"]
    with acting(carl):
        assert EnquiryLine.objects.filter(kind="taken").count() == 1


def test_closed_twice_at_once(carl, acting) -> None:
    with acting(carl) as viewer:
        enquiry = actions.receive_enquiry(facts(), actor=viewer, owner=carl)
    said = at_once(
        *(
            as_member(carl, lambda v: actions.close_enquiry(enquiry, actor=v, reason="helped"))
            for _ in range(2)
        )
    )
    assert said == ["done", "enquiry_closed"]


def test_the_same_mail_read_by_two(carl, acting) -> None:
    said = at_once(*(lambda: take_mail(io.BytesIO(mails.outlook())) for _ in range(2)))
    assert said == ["done", "done"]
    with acting(carl):
        assert Enquiry.objects.count() == 1
