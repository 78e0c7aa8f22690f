"""The mailbox: mails of people become enquiries or continue them, those of machines do not."""

import io
import tracemalloc
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from companies import actions
from companies.actions import EnquiryFacts
from companies.mail_intake import FROM_ONE_A_DAY, read_maildir, take_mail
from companies.mail_text import html_to_text, read_mail, without_quote
from companies.models import Company, Enquiry, EnquiryLine, IncomingMail, MailboxReading
from followup.models import Message
from jobcenter.clock import clock_at, now
from jobcenter.viewer import Viewer
from tests.companies import mails
from tests.companies.factories import make_company, make_person


def take(content: bytes, **options) -> str:
    return take_mail(io.BytesIO(content), **options).outcome


def only() -> Enquiry:
    return Enquiry.objects.get()


def test_outlook(carl, acting, bakery) -> None:
    with acting(carl) as viewer:
        make_person(bakery, viewer, "Søren Ågård", email="soren@bageriet.example")
        assert take(mails.outlook()) == "new"
        enquiry = only()
        assert enquiry.asker_name == "Søren Ågård"
        assert enquiry.company == bakery
        assert enquiry.person.name == "Søren Ågård"
        assert (enquiry.channel, enquiry.subject, enquiry.state) == ("mail", "labour", "open")
        assert "på lageret – kan I hjælpe?" in enquiry.text
        assert "alert" not in enquiry.text
        assert "MsoNormal" not in enquiry.text
        receipt = Message.objects.get(kind="companies.enquiry_receipt")
        assert (receipt.address, receipt.language) == ("soren@bageriet.example", "da")


def test_gmail_continues_by_our_message_id_and_by_the_reference(carl, acting, bakery) -> None:
    with acting(carl) as viewer:
        told = EnquiryFacts(subject="labour", text="Hej", channel="form", company=bakery,
                            email="hanne@bageriet.example")  # fmt: skip
        enquiry = actions.receive_enquiry(told, actor=Viewer.system(viewer.jobcentre_id))
        ours = Message.objects.get().message_id
        assert take(mails.gmail_reply("", ours)) == "continued"
        line = EnquiryLine.objects.get(kind="added")
        assert line.text == "Tak for hurtigt svar. Torsdag passer fint.\n\nMvh Hanne"
        again = mails.gmail_reply(f"[{enquiry}]", "other@x").replace(b"CAKx1", b"CAKx2")
        assert take(again) == "continued"
        assert EnquiryLine.objects.filter(kind="added").count() == 2
        assert Enquiry.objects.count() == 1


def test_their_own_thread_and_one_that_was_closed_long_ago(carl, acting) -> None:
    with acting(carl) as viewer:
        take(mails.plain(1, text="Første"))
        follow = "References: <m1@b.example>\n"
        assert take(mails.plain(2, more=follow, text="Og så lige")) == "continued"
        actions.close_enquiry(only(), actor=viewer, reason="helped")
        assert take(mails.plain(3, more=follow, text="Tak")) == "continued"
        assert only().state == "taken"
        actions.close_enquiry(only(), actor=viewer, reason="helped")
    with acting(carl), clock_at(now() + timedelta(days=70)):
        assert take(mails.plain(4, more=follow, text="Noget nyt")) == "new"


def test_iphone_and_thunderbird(carl, acting) -> None:
    with acting(carl):
        assert take(mails.iphone()) == "new"
        assert "høre om praktik i køkkenet" in only().text
        assert (only().subject, only().company) == ("trial", None)
        Enquiry.objects.all().delete()
        assert take(mails.thunderbird_html_only()) == "new"
        enquiry = only()
        assert enquiry.text.startswith("Kære jobcenter\n\nVi vil klage over ventetiden.\nNr. 2gnp")
        assert enquiry.subject == "complaint"


@pytest.mark.parametrize("more", mails.MACHINES.values(), ids=mails.MACHINES)
def test_machines_are_neither_answered_nor_enquiries(carl, acting, more) -> None:
    with acting(carl):
        assert take(mails.plain(more=more)) == "automatic"
        assert not Enquiry.objects.exists()
        assert not Message.objects.exists()


@pytest.mark.parametrize("sender", ["noreply@b.example", "MAILER-DAEMON@b.example", ""])
def test_senders_that_are_machines(carl, acting, sender) -> None:
    with acting(carl):
        assert take(mails.plain(sender=sender)) == "automatic"


def test_a_bounce(carl, acting) -> None:
    with acting(carl):
        assert take(mails.BOUNCE) == "automatic"


def test_auto_submitted_no_is_a_person(carl, acting) -> None:
    with acting(carl):
        assert take(mails.plain(more="Auto-Submitted: no\n")) == "new"


def test_loops_are_stopped(carl, acting) -> None:
    with acting(carl):
        assert take(mails.plain(1, more="X-Bro-Jobcentre: 0901\n")) == "loop"
        assert take(mails.plain(2, sender=mails.TO)) == "loop"
        assert take(mails.plain(3, sender="bro@nord.example")) == "loop"
        for number in range(FROM_ONE_A_DAY + 5):
            outcome = take(mails.plain(100 + number, text=f"Hej {number}"))
        assert outcome == "too_many"
        assert Enquiry.objects.count() == FROM_ONE_A_DAY - 1  # the first was ours come back
        assert Message.objects.count() == 3  # and only three receipts


def test_the_same_mail_twice_is_one(carl, acting) -> None:
    with acting(carl):
        assert take(mails.outlook()) == "new"
        assert take(mails.outlook()) == ""
        without_id = mails.plain().replace(b"Message-ID", b"X-Nothing")
        assert take(without_id) == "new"
        assert take(without_id) == ""
        assert Enquiry.objects.count() == 2
        assert IncomingMail.objects.count() == 2


def test_each_entrance_has_its_own(carl, sol, acting) -> None:
    with acting(sol):
        content = mails.plain(to="virksomhed+h-bcdf2345@syd.example")
        assert take_mail(io.BytesIO(content)).jobcentre == "0902"
        assert Enquiry.objects.count() == 1
    with acting(carl):
        assert not Enquiry.objects.exists()
    assert take_mail(io.BytesIO(mails.plain(2, to="x@elsewhere.example"))).outcome == ""
    assert take_mail(io.BytesIO(mails.plain(2, to="x@else.example")), code="0901").outcome == "new"


def test_the_sender_is_matched_only_where_one_can_be_meant(carl, acting, bakery) -> None:
    other = make_company("Kontoret ApS")
    with acting(carl) as viewer:
        for name, company, address in [
            ("A", bakery, "a@bageriet.example"), ("B", bakery, "b@bageriet.example"),
            ("C", bakery, "deles@hus.example"), ("D", other, "deles@hus.example"),
            ("E", bakery, "e@gmail.com"),
        ]:  # fmt: skip
            make_person(company, viewer, name, email=address)
        for number, (sender, expected) in enumerate([
            ("a@bageriet.example", bakery), ("ny@bageriet.example", bakery),
            ("deles@hus.example", None), ("ny@hus.example", None), ("e@gmail.com", bakery),
            ("f@gmail.com", None), ("hr@kontoret.example", other),
        ]):  # fmt: skip
            Company.objects.filter(pk=other.pk).update(email="post@kontoret.example")
            take(mails.plain(number, sender=sender))
            assert Enquiry.objects.latest("id").company == expected, sender


@pytest.mark.parametrize(
    ("size", "refused"), [(5_000, False), (9_000_000, False), (30_000_000, True)]
)
def test_files_are_names_and_sizes_and_cost_no_memory(carl, acting, size, refused) -> None:
    stream = io.BufferedReader(mails.Pieces(mails.with_file(size)))
    with acting(carl):
        tracemalloc.start()
        outcome = take_mail(stream).outcome
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert outcome == "new"
        assert peak < 8_000_000
        [kept] = EnquiryLine.objects.get(kind="asked").attachments
        assert kept["name"] == "tegning.pdf"
        assert abs(kept["size"] - size) < size * 0.04 + 100
        assert kept["refused"] is refused
        assert only().text.endswith("Se vedlagte.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n\r\n",
        b"\x00\xff\xfe" * 100,
        b"From: \xff\xfe <a@b.example>\r\nTo: virksomhed@nord.example\r\n\r\nHej",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\nSubject: =?utf-9?Q?=ZZ?=\r\n\r\nx",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\n"
        b"Content-Type: text/plain; charset=\"no-such\"\r\n\r\nbl\xe5",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\n"
        b"Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\nno end",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\n"
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\nSubject: " + b"x" * 300_000,
        b"From: a@b.example\r\nTo: virksomhed@nord.example\r\n\r\n" + b"y" * 2_000_000,
        b"From: a@b.example, c@d.example\r\nTo: undisclosed-recipients:;\r\n\r\nx",
        b"From: \"a\\\r\nTo: <<>>\r\nDate: never\r\nReferences: <<a> <b\r\n\r\nx",
    ],
)  # fmt: skip
def test_broken_mail_breaks_nothing(carl, acting, content) -> None:
    with acting(carl):
        read_mail(io.BytesIO(content))
        take_mail(io.BytesIO(content), code="0901")


def test_a_mail_inside_a_mail_is_a_file() -> None:
    content = mails.raw(
        'From: a@b.example\nContent-Type: multipart/mixed; boundary="x"',
        "--x\nContent-Type: text/plain\n\nSe den\n--x\nContent-Type: message/rfc822\n\n"
        "From: c@d.example\nSubject: Hemmelig\n\nindhold\n--x--\n",
    )
    mail = read_mail(io.BytesIO(content))
    assert mail.text == "Se den"
    assert [each["name"] for each in mail.attachments] == ["mail.eml"]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Ja tak\n\nOn Mon, 23 Nov 2026 at 09:31, Bro <b@c.example> wrote:\n> x", "Ja tak"),
        ("Ja\n\nFra: Bro <b@c>\nSendt: 23. november 2026 09:31\nTil: H\nEmne: x\n\nTekst", "Ja"),
        ("Ja\n-----Oprindelig meddelelse-----\nFra: x", "Ja"),
        ("Ja\n________________________________\nFra: x\nSendt: y", "Ja"),
        ("Fra: i morgen kan vi mødes\nHilsen", "Fra: i morgen kan vi mødes\nHilsen"),
        ("Ja\n\nSendt fra min iPhone\n\n> Den 3. nov skrev x:", "Ja"),
        ("Den 3. december passer fint", "Den 3. december passer fint"),
    ],
)
def test_what_is_new_in_an_answer(text, new) -> None:
    assert without_quote(text) == new


def test_html_to_text() -> None:
    assert html_to_text("<p>a<b>b</b></p><style>x{}</style><ul><li>1<li>2</ul>") == "ab\n\n1\n2"
    assert html_to_text("<head><body>Hej") == "Hej"
    assert html_to_text("a &lt;script&gt; b") == "a <script> b"


def test_a_maildir_is_read_and_emptied(carl, acting, tmp_path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "1.mail").write_bytes(mails.plain(1))
    (new / "2.mail").write_bytes(mails.plain(2, to="x@elsewhere.example"))
    with acting(carl):
        assert read_maildir(tmp_path) == (2, 0)
        assert list(new.iterdir()) == []
        assert [each.name for each in (tmp_path / "cur").iterdir()] == ["1.mail:2,S"]
        assert [each.name for each in (tmp_path / "failed").iterdir()] == ["2.mail:2,S"]
        assert MailboxReading.objects.get().last_mail_at is not None
        assert read_maildir(tmp_path) == (0, 0)


def test_one_bad_mail_stops_no_other(carl, acting, tmp_path, monkeypatch) -> None:
    from companies import mail_intake

    plain = mail_intake.guess_subject

    def breaks(text: str) -> str:
        if "bang" in text:
            raise ValueError(text)
        return plain(text)

    monkeypatch.setattr(mail_intake, "guess_subject", breaks)
    new = tmp_path / "new"
    new.mkdir()
    (new / "1.mail").write_bytes(mails.plain(1, text="bang"))
    (new / "2.mail").write_bytes(mails.plain(2))
    with acting(carl):
        assert read_maildir(tmp_path) == (1, 1)
        assert [each.name for each in new.iterdir()] == ["1.mail"]
        assert Enquiry.objects.count() == 1
        assert IncomingMail.objects.count() == 1  # the failed one is tried again


def test_the_command(carl, acting, tmp_path, capsys) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mails.outlook())
    with acting(carl):
        call_command("read_mail", str(path))
        assert Enquiry.objects.count() == 1
        with pytest.raises(CommandError, match="no file"):
            call_command("read_mail", str(tmp_path / "b.eml"))
        with pytest.raises(CommandError, match="no folder"):
            call_command("read_mail", maildir=str(tmp_path / "c"))
        with pytest.raises(CommandError, match="Give a file"):
            call_command("read_mail")
