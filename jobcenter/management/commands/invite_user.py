"""`manage.py invite_user`: let a person in who has no municipal login."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from jobcenter.models import Jobcentre, Membership, User
from jobcenter.permissions import Role
from jobcenter.tenancy import acting_in


class Command(BaseCommand):
    """Make or renew a membership and print a link for choosing a password."""

    help = "Invite a person to a jobcentre; prints a link for choosing a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--jobcentre", required=True, help="four-digit municipality code")
        parser.add_argument("--role", action="append", required=True, choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the user, the membership and the link."""
        jobcentre = Jobcentre.objects.filter(code=options["jobcentre"]).first()
        if jobcentre is None:
            raise CommandError("No jobcentre has that code. Make it with add_jobcentre first.")
        email = options["email"].lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name=options["name"])
        with acting_in(jobcentre):
            Membership.objects.update_or_create(
                jobcentre=jobcentre,
                user=user,
                defaults={
                    "name": options["name"],
                    "roles": sorted(set(options["role"])),
                    "email": email,
                    "ended_on": None,
                },
            )
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        path = reverse("account_reset_password_from_key", args=key.split("-", 1))
        self.stdout.write(f"{settings.BASE_URL}{path}")
