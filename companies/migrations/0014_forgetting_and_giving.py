import django.db.models.functions.text
import jobcenter.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0013_partnership_agreements'),
        ('jobcenter', '0005_one_entrance_and_places_timeline'),
    ]

    operations = [
        jobcenter.migration_operations.Together(
            operations=[
                migrations.RemoveConstraint(
                    model_name='enquiryline',
                    name='enquiryline_kind_known',
                ),
                migrations.RemoveConstraint(
                    model_name='incomingmail',
                    name='incomingmail_outcome_known',
                ),
                migrations.AddField(
                    model_name='spreadsheet',
                    name='forgotten_at',
                    field=models.DateTimeField(null=True),
                ),
                migrations.AlterField(
                    model_name='enquiryline',
                    name='kind',
                    field=models.CharField(choices=[('asked', 'enquiry'), ('added', 'more from the company'), ('answered_mail', 'answered by e-mail'), ('answered_phone', 'answered by phone or in person'), ('note', 'note'), ('taken', 'taken'), ('offered', 'hand-over offered'), ('accepted', 'hand-over accepted'), ('declined', 'hand-over declined'), ('withdrawn', 'hand-over withdrawn'), ('given', 'handed over'), ('meeting', 'meeting offered'), ('closed', 'closed'), ('reopened', 'opened again')], max_length=14),
                ),
                migrations.AlterField(
                    model_name='incomingmail',
                    name='outcome',
                    field=models.CharField(choices=[('new', 'became an enquiry'), ('continued', 'continued an enquiry'), ('automatic', 'automatic, left alone'), ('bounced', 'a mail of ours came back'), ('loop', 'our own mail, left alone'), ('too_many', 'too many from one sender today'), ('empty', 'nothing in it')], max_length=10),
                ),
                migrations.AddIndex(
                    model_name='company',
                    index=models.Index(models.Func(django.db.models.functions.text.Lower('email'), models.Value('@'), models.Value(2), function='split_part', output_field=models.TextField()), condition=models.Q(('email', ''), _negated=True), name='company_by_mail_domain'),
                ),
                migrations.AddConstraint(
                    model_name='enquiryline',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['asked', 'added', 'answered_mail', 'answered_phone', 'note', 'taken', 'offered', 'accepted', 'declined', 'withdrawn', 'given', 'meeting', 'closed', 'reopened'])), name='enquiryline_kind_known'),
                ),
                migrations.AddConstraint(
                    model_name='incomingmail',
                    constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['new', 'continued', 'automatic', 'bounced', 'loop', 'too_many', 'empty'])), name='incomingmail_outcome_known'),
                ),
                migrations.AddConstraint(
                    model_name='spreadsheet',
                    constraint=models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), ('state__in', ['done', 'undone', 'discarded']), _connector='OR'), name='spreadsheet_forgotten_is_settled'),
                ),
            ],
        ),
    ]
